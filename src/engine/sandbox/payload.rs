//! The command itself.

use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;

use rustix::process::{Gid, Pid, Signal, Uid, WaitOptions};

use super::ids::Ids;
use super::spec::ShimSpec;
use super::sys::{self, Side};
use crate::ports::runtime::{CANNOT_RUN, Confinement};

/// The longest argument that a command is given as it is.
const LONGEST_ARGUMENT: usize = 128 * 1024;

/// How often is looked, between two attempts, whether the container is to end.
const LOOK: Duration = Duration::from_millis(50);

/// Runs the command, again where it fails and that is asked for; the exit code of the last time.
///
/// # Errors
/// When there can be no more processes.
pub(super) fn run(spec: &ShimSpec, ids: Ids) -> io::Result<i32> {
    if let Some(code) = hold(spec, "BEFORE") {
        return Ok(code);
    }
    let code = all_attempts(spec, ids)?;
    hold(spec, "AFTER");
    Ok(code)
}

/// Waits before or after the command for a file that somebody makes, where the environment asks for that; the exit
/// code of a container that is asked to end meanwhile.
fn hold(spec: &ShimSpec, moment: &str) -> Option<i32> {
    let of = |name: &str| spec.env.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let is_asked = spec.sandbox && of(&format!("ARGO_DEBUG_PAUSE_{moment}")) == Some("true");
    let name = of("ARGO_CONTAINER_NAME").filter(|_| is_asked)?;
    let folder = Path::new("/run/argo/ctr").join(name);
    // Where it cannot be made, nobody can make the file, and the container waits until it is ended.
    let _ = fs::create_dir_all(&folder);
    let file = folder.join(moment.to_lowercase());
    while !file.exists() {
        if !pause(LOOK) {
            return Some(128 + libc::SIGTERM);
        }
    }
    None
}

fn all_attempts(spec: &ShimSpec, ids: Ids) -> io::Result<i32> {
    let Some(attempts) = &spec.attempts else { return once(spec, &spec.argv, ids) };
    let mut code = 0;
    for attempt in 0..attempts.most {
        let is_again = attempt > 0;
        if is_again && !pause(attempts.pause) {
            break;
        }
        let argv = if is_again && !spec.again.is_empty() { &spec.again } else { &spec.argv };
        code = once(spec, argv, ids)?;
        if code == 0 || sys::is_asked_to_end() {
            break;
        }
    }
    Ok(code)
}

fn once(spec: &ShimSpec, argv: &[String], ids: Ids) -> io::Result<i32> {
    sys::forget_child();
    let command = start(spec, argv, ids)?;
    sys::pass_signals_to(command, false);
    let code = wait(command);
    // Its number may be another process's by and by.
    sys::forget_child();
    Ok(code)
}

/// Waits; false when the container was asked to end meanwhile.
fn pause(mut left: Duration) -> bool {
    while !left.is_zero() && !sys::is_asked_to_end() {
        std::thread::sleep(left.min(LOOK));
        left = left.saturating_sub(LOOK);
    }
    !sys::is_asked_to_end()
}

/// Starts the command as a child in a process group of its own.
fn start(spec: &ShimSpec, argv: &[String], ids: Ids) -> io::Result<i32> {
    match sys::fork_command()? {
        Side::Parent(pid) => {
            // Whichever of the two comes first makes the group; the other finds it made.
            let pid_of = Pid::from_raw(pid);
            let _ = rustix::process::setpgid(pid_of, pid_of);
            Ok(pid)
        }
        Side::Child => {
            let _ = rustix::process::setpgid(None, None);
            let error = become_command(spec, argv, ids);
            use std::io::Write as _;
            let program = argv.first().map_or("", String::as_str);
            let _ = writeln!(io::stderr(), "argo: cannot run {program}: {error}");
            end(CANNOT_RUN)
        }
    }
}

fn become_command(spec: &ShimSpec, argv: &[String], ids: Ids) -> io::Error {
    let prepared = go_to(&spec.cwd)
        .map_err(|e| io::Error::new(e.kind(), format!("working directory {}: {e}", spec.cwd.display())))
        .and_then(|()| {
            if spec.sandbox { change_user((spec.user, spec.group), &spec.confinement, ids) } else { Ok(()) }
        });
    if let Err(error) = prepared {
        return error;
    }
    if !spec.sandbox {
        // What would read the files may be in a container of its own.
        return replace_by(argv, &spec.env);
    }
    match offloaded(argv) {
        Ok(argv) => replace_by(&argv, &spec.env),
        Err(error) => error,
    }
}

/// Puts arguments that are too long for the kernel into files, as Argo's executor does: `@` and the file stand for them.
fn offloaded(argv: &[String]) -> io::Result<Vec<String>> {
    let mut argv = argv.to_vec();
    for (at, arg) in argv.iter_mut().skip(1).enumerate().filter(|(_, arg)| arg.len() > LONGEST_ARGUMENT) {
        let file = format!("/tmp/argo_arg_{at}.txt");
        fs::write(&file, &arg)?;
        *arg = format!("@{file}");
    }
    Ok(argv)
}

/// Replaces this process by a program. Returns only when that failed.
pub(super) fn replace_by(argv: &[String], env: &[(String, String)]) -> io::Error {
    let Some(program) = argv.first() else { return io::ErrorKind::InvalidInput.into() };
    let error = sys::exec(program, argv, env);
    if error.raw_os_error() != Some(libc::ENOEXEC) {
        return error;
    }
    // A script without a first line that names its interpreter is the shell's, as execvp has it.
    let mut with_shell = vec!["/bin/sh".to_owned()];
    with_shell.extend(argv.iter().cloned());
    sys::exec("/bin/sh", &with_shell, env)
}

/// Gives up rights, and becomes the user and group the container asks for. With one id only, it is them already.
pub(super) fn change_user(
    (user, group): (Option<u32>, Option<u32>),
    confinement: &Confinement,
    ids: Ids,
) -> io::Result<()> {
    sys::limit_capabilities(|right| confinement.leaves(right))?;
    if ids == Ids::All {
        let group = Gid::from_raw(group.unwrap_or(0));
        // The groups of whoever started the engine are none of the container's business.
        let more = confinement.groups.iter().map(|group| Gid::from_raw(*group));
        let groups: Vec<Gid> = std::iter::once(group).chain(more).collect();
        rustix::thread::set_thread_groups(&groups)?;
        rustix::thread::set_thread_res_gid(group, group, group)?;
        let user = Uid::from_raw(user.unwrap_or(0));
        rustix::thread::set_thread_res_uid(user, user, user)?;
    }
    if confinement.no_new_privileges {
        rustix::thread::set_no_new_privs(true)?;
    }
    Ok(())
}

fn go_to(folder: &Path) -> io::Result<()> {
    if !folder.exists() {
        fs::create_dir_all(folder)?;
    }
    std::env::set_current_dir(folder)
}

/// Waits for a child, reaping everything else that ends meanwhile; returns its exit code.
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
