//! The command itself.

use std::io;
use std::path::Path;

use rustix::process::{Pid, WaitOptions};

use super::CANNOT_RUN;
use super::spec::ShimSpec;
use super::sys::{self, Side};

/// Starts the command as a child in a process group of its own.
///
/// # Errors
/// When there can be no more processes.
pub(super) fn start(spec: &ShimSpec) -> io::Result<i32> {
    match sys::fork()? {
        Side::Parent(pid) => {
            // Whichever of the two comes first makes the group; the other finds it made.
            let pid_of = Pid::from_raw(pid);
            let _ = rustix::process::setpgid(pid_of, pid_of);
            Ok(pid)
        }
        Side::Child => {
            let _ = rustix::process::setpgid(None, None);
            let error = become_command(spec);
            use std::io::Write as _;
            let program = spec.argv.first().map_or("", String::as_str);
            let _ = writeln!(io::stderr(), "argo: cannot run {program}: {error}");
            end(CANNOT_RUN)
        }
    }
}

fn become_command(spec: &ShimSpec) -> io::Error {
    if let Err(error) = go_to(&spec.cwd) {
        return io::Error::new(error.kind(), format!("working directory {}: {error}", spec.cwd.display()));
    }
    sys::default_signals();
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

fn go_to(folder: &Path) -> io::Result<()> {
    if !folder.exists() {
        std::fs::create_dir_all(folder)?;
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

/// Ends this process at once: a forked child must not run what its parent left on the stack.
pub(super) fn end(code: i32) -> ! {
    #[expect(clippy::exit, reason = "the child of a fork has nowhere to return to")]
    std::process::exit(code)
}
