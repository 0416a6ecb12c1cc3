//! The command itself.

use std::fs;
use std::io;
use std::path::Path;

use rustix::process::{Gid, Pid, Signal, Uid, WaitOptions};

use super::ids::Ids;
use super::spec::ShimSpec;
use super::sys::{self, Side};
use crate::ports::runtime::CANNOT_RUN;

/// Starts the command as a child in a process group of its own.
///
/// # Errors
/// When there can be no more processes.
pub(super) fn start(spec: &ShimSpec, ids: Ids) -> io::Result<i32> {
    match sys::fork_command()? {
        Side::Parent(pid) => {
            // Whichever of the two comes first makes the group; the other finds it made.
            let pid_of = Pid::from_raw(pid);
            let _ = rustix::process::setpgid(pid_of, pid_of);
            Ok(pid)
        }
        Side::Child => {
            let _ = rustix::process::setpgid(None, None);
            let error = become_command(spec, ids);
            use std::io::Write as _;
            let program = spec.argv.first().map_or("", String::as_str);
            let _ = writeln!(io::stderr(), "argo: cannot run {program}: {error}");
            end(CANNOT_RUN)
        }
    }
}

fn become_command(spec: &ShimSpec, ids: Ids) -> io::Error {
    let prepared = go_to(&spec.cwd)
        .map_err(|e| io::Error::new(e.kind(), format!("working directory {}: {e}", spec.cwd.display())))
        .and_then(|()| if spec.sandbox { change_user(spec, ids) } else { Ok(()) });
    if let Err(error) = prepared {
        return error;
    }
    let Some(program) = spec.argv.first() else { return io::ErrorKind::InvalidInput.into() };
    let error = sys::exec(program, &spec.argv, &spec.env);
    if error.raw_os_error() != Some(libc::ENOEXEC) {
        return error;
    }
    // A script without a first line that names its interpreter is the shell's, as execvp has it.
    let mut argv = vec!["/bin/sh".to_owned()];
    argv.extend(spec.argv.iter().cloned());
    sys::exec("/bin/sh", &argv, &spec.env)
}

/// Gives up rights, and becomes the user the container asks for. With one id only, that user is it already.
fn change_user(spec: &ShimSpec, ids: Ids) -> io::Result<()> {
    sys::limit_capabilities()?;
    if ids == Ids::All {
        let group = Gid::from_raw(spec.group.unwrap_or(0));
        // The groups of whoever started the engine are none of the container's business.
        rustix::thread::set_thread_groups(&[group])?;
        rustix::thread::set_thread_res_gid(group, group, group)?;
        let user = Uid::from_raw(spec.user.unwrap_or(0));
        rustix::thread::set_thread_res_uid(user, user, user)?;
    }
    Ok(())
}

fn go_to(folder: &Path) -> io::Result<()> {
    if !folder.exists() {
        fs::create_dir_all(folder)?;
    }
    std::env::set_current_dir(folder)
}

/// Waits for the command, reaping everything else that ends meanwhile; returns its exit code.
pub(super) fn wait(pid: i32) -> i32 {
    loop {
        match rustix::process::wait(WaitOptions::empty()) {
            Ok(Some((ended, status))) if ended.as_raw_nonzero().get() == pid => {
                return match (status.exit_status(), status.terminating_signal()) {
                    (Some(code), _) => code,
                    (None, Some(signal)) => 128 + signal,
                    (None, None) => CANNOT_RUN,
                };
            }
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(_) => return CANNOT_RUN,
        }
    }
}

/// Ends what the command has left behind: everything in the namespace, or without one all descendants, which have
/// become children of this process. Then nobody changes outputs any more.
pub(super) fn end_the_rest() {
    loop {
        sys::kill_namespace();
        for child in children() {
            // One that has ended by itself is no trouble.
            let _ = rustix::process::kill_process(child, Signal::KILL);
        }
        match rustix::process::wait(WaitOptions::empty()) {
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(_) => return,
        }
    }
}

fn children() -> Vec<Pid> {
    let own = std::process::id();
    let list = fs::read_to_string(format!("/proc/{own}/task/{own}/children")).unwrap_or_default();
    list.split_whitespace().filter_map(|pid| Pid::from_raw(pid.parse().ok()?)).collect()
}

/// Ends this process at once: a forked child must not run what its parent left on the stack.
pub(super) fn end(code: i32) -> ! {
    #[expect(clippy::exit, reason = "the child of a fork has nowhere to return to")]
    std::process::exit(code)
}
