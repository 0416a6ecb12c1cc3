//! Processes in namespaces of their own. All of the program's `unsafe` is in `sys`.
//!
//! The program is started once more as the *nursery*, which forks a *shim* for each container: a process in a session of
//! its own that outlives the engine and stays outside the container. It writes the container's log and, in the end, a
//! record of how it ended.
//! Below it runs the container's *init*, process 1 of a new PID namespace, which lays out the files, runs the
//! command, and keeps its outputs.

mod apply;
mod cgroup;
mod collect;
mod enter;
mod host;
mod ids;
mod init;
mod log;
mod nursery;
mod payload;
mod plan;
mod pump;
mod shim;
mod spec;
mod sys;
mod untouched;

#[cfg(test)]
mod tests;

use std::path::Path;
use std::process::ExitCode;

use crate::ports::runtime::Output;
pub use cgroup::limits_available;
pub use enter::EnterSpec;
pub use nursery::ask;
pub use spec::ShimSpec;
pub use sys::{RIGHTS, namespaces_available, watched};
pub(super) use untouched::has_attributes;

/// The hidden word that makes this program the one that forks shims.
pub const NURSERY: &str = "__nursery";

/// The hidden word that makes this program run a command in a container that runs already.
pub const ENTER: &str = "__enter";

/// The signal that makes a shim kill its container and write the record of it.
pub const KILL: i32 = sys::KILL;

/// When a process was started, in the kernel's ticks: with its id it names a process for good.
pub fn start_of(pid: u32) -> Option<u64> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name, in brackets, may hold anything; what follows it are numbers, the start time the 20th of them.
    stat.rsplit_once(')')?.1.split_whitespace().nth(19)?.parse().ok()
}

/// Keeps an output that was copied out of a container, from where it was copied to. Links mean nothing there.
///
/// # Errors
/// When it is a link, or cannot be read or written.
pub fn keep_copied(output: &Output, folder: &Path) -> std::io::Result<()> {
    if output.path.symlink_metadata().is_ok_and(|meta| meta.is_symlink()) {
        return Err(std::io::Error::other("it is a link"));
    }
    collect::keep(output, folder)
}

/// Runs as the nursery of shims, or as a command in a container, when the arguments say so. To be called before anything else starts a thread.
pub fn dispatch(args: &[String]) -> Option<ExitCode> {
    match args.get(1).map(String::as_str) {
        Some(NURSERY) => Some(nursery::main()),
        Some(ENTER) => Some(enter::main(args.get(2))),
        _ => None,
    }
}
