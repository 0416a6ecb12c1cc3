//! The system calls that need `unsafe`.
#![allow(unsafe_code, reason = "the one module that may; each block says why it is sound")]

use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicI32, Ordering};

use rustix::thread::UnshareFlags;

/// The process that signals are passed on to; 0 for none.
static CHILD: AtomicI32 = AtomicI32::new(0);

/// Puts this process into new user, IPC and UTS namespaces, and its children into a new PID namespace.
/// The caller is root inside.
///
/// # Errors
/// When the kernel refuses.
pub(super) fn isolate() -> io::Result<()> {
    let (uid, gid) = (rustix::process::geteuid().as_raw(), rustix::process::getegid().as_raw());
    let rest = UnshareFlags::NEWPID | UnshareFlags::NEWIPC | UnshareFlags::NEWUTS;
    // SAFETY: the shim has one thread, so no thread is left with other namespaces than its siblings.
    let unprivileged = unsafe { rustix::thread::unshare_unsafe(UnshareFlags::NEWUSER | rest) };
    if unprivileged.is_ok() {
        std::fs::write("/proc/self/setgroups", "deny")?;
        std::fs::write("/proc/self/uid_map", format!("0 {uid} 1"))?;
        std::fs::write("/proc/self/gid_map", format!("0 {gid} 1"))?;
        return Ok(());
    }
    // Where user namespaces are switched off, root can do without.
    // SAFETY: as above.
    unsafe { rustix::thread::unshare_unsafe(rest) }.map_err(Into::into)
}

/// Gives this process mounts of its own, so that changing the root changes nobody else's.
///
/// # Errors
/// When the kernel refuses.
pub(super) fn own_mounts() -> io::Result<()> {
    // SAFETY: as in `isolate`; the caller is a process with one thread.
    unsafe { rustix::thread::unshare_unsafe(UnshareFlags::NEWNS) }.map_err(Into::into)
}

/// Which side of a fork this is.
pub(super) enum Side {
    /// The new process.
    Child,
    /// The old one, with the id of the new.
    Parent(i32),
}

/// Forks.
///
/// # Errors
/// When there can be no more processes.
pub(super) fn fork() -> io::Result<Side> {
    // SAFETY: the shim has one thread, so the child's memory is consistent and every lock is free.
    match unsafe { libc::fork() } {
        -1 => Err(io::Error::last_os_error()),
        0 => Ok(Side::Child),
        pid => Ok(Side::Parent(pid)),
    }
}

/// Makes a mount and everything below it read-only.
///
/// # Errors
/// When the kernel refuses.
pub(super) fn read_only(target: &Path) -> io::Result<()> {
    let path = c_string(target)?;
    let attributes =
        libc::mount_attr { attr_set: libc::MOUNT_ATTR_RDONLY, attr_clr: 0, propagation: 0, userns_fd: 0 };
    // SAFETY: the path is a string that ends, the structure lives through the call, and its size is what is passed.
    let done = unsafe {
        libc::syscall(
            libc::SYS_mount_setattr,
            libc::AT_FDCWD,
            path.as_ptr(),
            libc::AT_RECURSIVE,
            std::ptr::from_ref(&attributes),
            size_of::<libc::mount_attr>(),
        )
    };
    if done == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}

fn c_string(path: &Path) -> io::Result<std::ffi::CString> {
    use std::os::unix::ffi::OsStrExt;
    std::ffi::CString::new(path.as_os_str().as_bytes())
        .map_err(|e| io::Error::new(io::ErrorKind::InvalidInput, e))
}

/// The signal that makes a shim kill its container.
pub(super) const KILL: i32 = libc::SIGALRM;

/// From now on, signals that ask this process to end are passed on to a process and its group; [`KILL`] kills it.
pub(super) fn pass_signals_to(pid: i32) {
    CHILD.store(pid, Ordering::SeqCst);
    for signal in
        [KILL, libc::SIGTERM, libc::SIGINT, libc::SIGHUP, libc::SIGUSR1, libc::SIGUSR2, libc::SIGQUIT]
    {
        let handler: extern "C" fn(i32) = pass_on;
        // SAFETY: the handler only loads an atomic and calls kill(2), which are both allowed in handlers.
        unsafe { libc::signal(signal, handler as libc::sighandler_t) };
    }
}

extern "C" fn pass_on(signal: i32) {
    let child = CHILD.load(Ordering::SeqCst);
    let signal = if signal == KILL { libc::SIGKILL } else { signal };
    if child > 0 {
        // SAFETY: kill(2) has no requirements on memory. The group first; where there is none, the process.
        unsafe {
            if libc::kill(-child, signal) != 0 {
                libc::kill(child, signal);
            }
        }
    }
}

/// Gives signals back their usual meaning, before a command is run.
pub(super) fn default_signals() {
    for signal in [
        libc::SIGTERM,
        libc::SIGINT,
        libc::SIGHUP,
        libc::SIGUSR1,
        libc::SIGUSR2,
        libc::SIGQUIT,
        libc::SIGPIPE,
    ] {
        // SAFETY: SIG_DFL is always a valid disposition.
        unsafe { libc::signal(signal, libc::SIG_DFL) };
    }
}

/// Replaces this process by a program. Returns only when that failed.
pub(super) fn exec(program: &str, argv: &[String], env: &[(String, String)]) -> io::Error {
    let strings = |items: Vec<String>| -> io::Result<Vec<std::ffi::CString>> {
        let made = items.into_iter().map(std::ffi::CString::new);
        made.collect::<Result<_, _>>().map_err(|e| io::Error::new(io::ErrorKind::InvalidInput, e))
    };
    let made = (|| {
        let program = strings(vec![program.to_owned()])?;
        let argv = strings(argv.to_vec())?;
        let env = strings(env.iter().map(|(k, v)| format!("{k}={v}")).collect())?;
        Ok::<_, io::Error>((program, argv, env))
    })();
    let (program, argv, env) = match made {
        Ok(made) => made,
        Err(error) => return error,
    };
    let pointers = |items: &[std::ffi::CString]| -> Vec<*const libc::c_char> {
        items.iter().map(|s| s.as_ptr()).chain([std::ptr::null()]).collect()
    };
    let (argv, env) = (pointers(&argv), pointers(&env));
    let Some(program) = program.first() else { return io::ErrorKind::InvalidInput.into() };
    // SAFETY: all strings end, both lists end with a null pointer, and everything lives until the call returns.
    unsafe { libc::execve(program.as_ptr(), argv.as_ptr(), env.as_ptr()) };
    io::Error::last_os_error()
}
