//! Running a command inside a container that runs: in its namespaces, with its environment, as its user.

use std::fs;
use std::io;
use std::os::fd::AsFd;
use std::path::Path;
use std::process::{ExitCode, Stdio};

use rustix::process::{Pid, PidfdFlags, Signal};
use rustix::thread::ThreadNameSpaceType as Spaces;
use serde::{Deserialize, Serialize};
use tokio::io::AsyncWriteExt;

use super::ids::Ids;
use super::payload;
use super::sys::{self, Side};
use crate::ports::runtime::{CANNOT_RUN, Confinement};

/// The hidden word that makes this program run a command in a container.
pub(super) const VISIT: &str = "__visit";

/// A command, and where it is run.
#[derive(Debug, Serialize, Deserialize)]
pub struct Visit {
    /// A process of the container that has its environment.
    pub process: u32,
    /// Whether the container has namespaces of its own.
    pub is_elsewhere: bool,
    /// Program and arguments. The program is a path.
    pub argv: Vec<String>,
    /// The user and group the command runs as.
    pub user: Option<u32>,
    /// See `user`.
    pub group: Option<u32>,
    /// What else it may not do.
    pub confinement: Confinement,
}

/// Runs a command in a container by starting `program`, which is this one; whether it succeeded. It ends when the future
/// is dropped.
///
/// # Errors
/// When the program cannot be started.
pub async fn visit(program: &Path, visit: &Visit) -> io::Result<bool> {
    let mut child = tokio::process::Command::new(program)
        .arg(VISIT)
        .env_clear()
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()?;
    if let Some(mut line) = child.stdin.take() {
        line.write_all(&serde_json::to_vec(visit)?).await?;
    }
    Ok(child.wait().await?.success())
}

/// The program as it was started for a visit.
pub(super) fn main() -> ExitCode {
    let Ok(visit) = serde_json::from_reader::<_, Visit>(io::stdin()) else { return ExitCode::FAILURE };
    match go(&visit) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) | Err(_) => ExitCode::FAILURE,
    }
}

fn go(visit: &Visit) -> io::Result<i32> {
    let env = environment(visit.process)?;
    let mut ids = Ids::One;
    if visit.is_elsewhere {
        let raw = i32::try_from(visit.process).ok().and_then(Pid::from_raw);
        let process = rustix::process::pidfd_open(raw.ok_or(io::ErrorKind::NotFound)?, PidfdFlags::empty())?;
        let user_space = |of: &str| fs::read_link(format!("/proc/{of}/ns/user"));
        let mut spaces = Spaces::MOUNT
            | Spaces::PROCESS_ID
            | Spaces::INTER_PROCESS_COMMUNICATION
            | Spaces::HOST_NAME_AND_NIS_DOMAIN_NAME;
        // One's own cannot be entered.
        if user_space("self")? != user_space(&visit.process.to_string())? {
            spaces |= Spaces::USER;
        }
        rustix::thread::move_into_thread_name_spaces(process.as_fd(), spaces)?;
        // A space with one id only does not let anybody choose groups.
        let chooses = fs::read_to_string("/proc/self/setgroups").is_ok_and(|word| word.trim() == "allow");
        ids = if chooses { Ids::All } else { Ids::One };
    }
    match sys::fork()? {
        Side::Parent(pid) => Ok(payload::wait(pid)),
        Side::Child => {
            let changed = match visit.is_elsewhere {
                true => payload::change_user((visit.user, visit.group), &visit.confinement, ids),
                false => Ok(()),
            };
            // Only now: a process that becomes another user's forgets it.
            let tied = changed
                .and_then(|()| Ok(rustix::process::set_parent_process_death_signal(Some(Signal::KILL))?));
            if tied.is_ok() {
                payload::replace_by(&visit.argv, &env);
            }
            payload::end(CANNOT_RUN)
        }
    }
}

/// The environment that a process was started with.
fn environment(process: u32) -> io::Result<Vec<(String, String)>> {
    let text = fs::read(format!("/proc/{process}/environ"))?;
    let entries = text.split(|byte| *byte == 0).filter_map(|entry| {
        let (name, value) = std::str::from_utf8(entry).ok()?.split_once('=')?;
        Some((name.to_owned(), value.to_owned()))
    });
    Ok(entries.collect())
}
