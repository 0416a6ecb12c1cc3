//! Which users and groups of the machine a container has.

use std::fs;
use std::io;

use super::spec::ShimSpec;

/// How the ids inside relate to those outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ids {
    /// There is one id: the engine's user, under the number that the container asks for.
    One,
    /// All ids are as outside, so a process can change to another.
    All,
}

impl Ids {
    /// As one byte, for the pipe between shim and init.
    pub(super) fn to_byte(self) -> u8 {
        match self {
            Self::One => b'1',
            Self::All => b'*',
        }
    }

    /// What [`Ids::to_byte`] made.
    pub(super) fn of_byte(byte: u8) -> Self {
        if byte == b'*' { Self::All } else { Self::One }
    }
}

/// Maps the ids of a process that was made with a user namespace of its own. Called from outside of it.
///
/// # Errors
/// When the kernel refuses.
pub(super) fn map(process: i32, spec: &ShimSpec) -> io::Result<Ids> {
    let (uid, gid) = (rustix::process::geteuid().as_raw(), rustix::process::getegid().as_raw());
    let file = |name: &str| format!("/proc/{process}/{name}");
    // Root keeps all ids it has, so that changing owners and users works as in a container. Where it has not the
    // right to (in a container with few capabilities, or as the root of a user namespace that may not choose its
    // groups), it is one user among others.
    let chooses_groups = fs::read_to_string("/proc/self/setgroups").is_ok_and(|word| word.trim() == "allow");
    if uid == 0
        && chooses_groups
        && let (Ok(users), Ok(groups)) = (same("/proc/self/uid_map"), same("/proc/self/gid_map"))
        && fs::write(file("uid_map"), users).is_ok()
    {
        fs::write(file("gid_map"), groups)?;
        return Ok(Ids::All);
    }
    fs::write(file("uid_map"), format!("{} {uid} 1", spec.user.unwrap_or(0)))?;
    fs::write(file("setgroups"), "deny")?;
    fs::write(file("gid_map"), format!("{} {gid} 1", spec.group.unwrap_or(0)))?;
    Ok(Ids::One)
}

/// A map under which every id stays what it is.
fn same(map: &str) -> io::Result<String> {
    let lines = fs::read_to_string(map)?;
    let extents = lines.lines().filter_map(|line| {
        let mut parts = line.split_whitespace();
        let (inside, _, count) = (parts.next()?, parts.next()?, parts.next()?);
        Some(format!("{inside} {inside} {count}\n"))
    });
    Ok(extents.collect())
}
