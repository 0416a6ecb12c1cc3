//! The system calls that need `unsafe`.
#![allow(unsafe_code, reason = "the one module that may; each block says why it is sound")]

use std::io;
use std::os::fd::{AsRawFd, BorrowedFd, OwnedFd};
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};

use tokio::io::Interest;
use tokio::io::unix::AsyncFd;

/// The process that signals are passed on to; 0 for none yet.
static CHILD: AtomicI32 = AtomicI32::new(0);

/// A signal that came before there was a child; 0 for none.
static PENDING: AtomicI32 = AtomicI32::new(0);

/// The signal that [`KILL`] is passed on as.
static KILL_AS: AtomicI32 = AtomicI32::new(libc::SIGKILL);

/// The signal that makes a shim kill its container.
pub(super) const KILL: i32 = libc::SIGALRM;

const NAMESPACES: i32 = libc::CLONE_NEWNS | libc::CLONE_NEWPID | libc::CLONE_NEWIPC | libc::CLONE_NEWUTS;

/// Whether somebody has asked this process to end.
static ASKED: AtomicBool = AtomicBool::new(false);

/// What a container's processes may do with what is theirs, as container engines have it. Above all they may not
/// mount: what is shown read-only stays so.
pub const RIGHTS: [&str; 11] = [
    "CHOWN",
    "DAC_OVERRIDE",
    "FOWNER",
    "FSETID",
    "KILL",
    "SETGID",
    "SETUID",
    "SETPCAP",
    "NET_BIND_SERVICE",
    "SYS_CHROOT",
    "SETFCAP",
];

/// Their numbers, in the same order.
const NUMBERS: [i32; 11] = [0, 1, 3, 4, 5, 6, 7, 8, 10, 18, 31];

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
    // SAFETY: the shim and init have one thread, so the child's memory is consistent and every lock is free.
    match unsafe { libc::fork() } {
        -1 => Err(io::Error::last_os_error()),
        0 => Ok(Side::Child),
        pid => Ok(Side::Parent(pid)),
    }
}

/// Forks a process that has the same parent as this one.
///
/// # Errors
/// When there can be no more processes.
pub(super) fn fork_sibling() -> io::Result<Side> {
    clone(libc::CLONE_PARENT)
}

/// Forks a process that is to become a command: signals mean to it what they mean to every new process. One that
/// comes meanwhile waits, and is neither lost nor taken for its parent's.
///
/// # Errors
/// When there can be no more processes.
pub(super) fn fork_command() -> io::Result<Side> {
    set_blocked(true);
    let forked = fork();
    if matches!(forked, Ok(Side::Child)) {
        default_signals();
    }
    set_blocked(false);
    forked
}

/// Makes all signals wait, or lets them come.
fn set_blocked(blocked: bool) {
    let how = if blocked { libc::SIG_BLOCK } else { libc::SIG_UNBLOCK };
    let mut all = std::mem::MaybeUninit::<libc::sigset_t>::uninit();
    // SAFETY: the set is filled before it is used, and lives through both calls.
    unsafe {
        libc::sigfillset(all.as_mut_ptr());
        libc::sigprocmask(how, all.as_ptr(), std::ptr::null_mut());
    }
}

fn clone(flags: i32) -> io::Result<Side> {
    let none = 0_usize;
    let flags = usize::try_from(flags | libc::SIGCHLD).unwrap_or_default();
    // SAFETY: without CLONE_VM and a stack of its own the call is a fork. Who calls has one thread, or the child
    // does nothing but end.
    match unsafe { libc::syscall(libc::SYS_clone, flags, none, none, none, none) } {
        -1 => Err(io::Error::last_os_error()),
        0 => Ok(Side::Child),
        pid => i32::try_from(pid).map(Side::Parent).map_err(io::Error::other),
    }
}

/// Forks into new mount, PID, IPC and UTS namespaces; `true` when also into a user namespace, whose ids are to be
/// mapped then. Where user namespaces are switched off, root can do without.
///
/// # Errors
/// When the kernel refuses.
pub(super) fn fork_isolated() -> io::Result<(Side, bool)> {
    match clone(NAMESPACES | libc::CLONE_NEWUSER) {
        Ok(side) => Ok((side, true)),
        Err(error) if !rustix::process::geteuid().is_root() => Err(error),
        Err(error) => clone(NAMESPACES).map(|side| (side, false)).map_err(|_| error),
    }
}

/// Tries whether this machine gives namespaces.
///
/// # Errors
/// When it does not; the error is the kernel's.
pub fn namespaces_available() -> io::Result<()> {
    match fork_isolated()? {
        // SAFETY: ending at once is the one thing that the child of a process with several threads may do.
        (Side::Child, _) => unsafe { libc::_exit(0) },
        (Side::Parent(pid), _) => {
            let mut status = 0;
            // SAFETY: the status lives through the call, and the process is a child that nobody else waits for.
            while unsafe { libc::waitpid(pid, &raw mut status, 0) } == -1
                && io::Error::last_os_error().kind() == io::ErrorKind::Interrupted
            {}
            Ok(())
        }
    }
}

/// A descriptor that tasks can wait for, to be used within an asynchronous runtime.
///
/// # Errors
/// When the kernel cannot watch it.
pub fn watched(descriptor: OwnedFd) -> io::Result<AsyncFd<OwnedFd>> {
    // SAFETY: the descriptor is owned by what is returned, so it stays open, and the same, as long as it is watched.
    unsafe { AsyncFd::register_with_interest(descriptor, Interest::READABLE) }.map_err(io::Error::from)
}

/// Makes a mount read-only, and all mounts below it where `deep`.
///
/// # Errors
/// When the kernel refuses.
pub(super) fn read_only(mount: BorrowedFd<'_>, deep: bool) -> io::Result<()> {
    let flags = if deep { libc::AT_EMPTY_PATH | libc::AT_RECURSIVE } else { libc::AT_EMPTY_PATH };
    let attributes =
        libc::mount_attr { attr_set: libc::MOUNT_ATTR_RDONLY, attr_clr: 0, propagation: 0, userns_fd: 0 };
    // SAFETY: the empty path ends, the structure lives through the call, and its size is what is passed.
    let done = unsafe {
        libc::syscall(
            libc::SYS_mount_setattr,
            mount.as_raw_fd(),
            c"".as_ptr(),
            flags,
            std::ptr::from_ref(&attributes),
            size_of::<libc::mount_attr>(),
        )
    };
    if done == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}

/// Gives up for good what the command must not be able to do, from the next program on. `is_left` says of each of
/// [`RIGHTS`] whether it stays.
///
/// # Errors
/// When the kernel refuses.
pub(super) fn limit_capabilities(is_left: impl Fn(&str) -> bool) -> io::Result<()> {
    let kept = NUMBERS.into_iter().zip(RIGHTS).filter(|(_, name)| is_left(name));
    let kept: Vec<i32> = kept.map(|(number, _)| number).collect();
    for capability in (0..64).filter(|c| !kept.contains(c)) {
        let capability = libc::c_ulong::try_from(capability).unwrap_or_default();
        // SAFETY: these calls have no requirements on memory.
        let (known, dropped) = unsafe {
            let known = libc::prctl(libc::PR_CAPBSET_READ, capability, 0, 0, 0);
            (known, if known == 1 { libc::prctl(libc::PR_CAPBSET_DROP, capability, 0, 0, 0) } else { 0 })
        };
        if dropped != 0 {
            return Err(io::Error::last_os_error());
        }
        if known < 0 {
            break;
        }
    }
    Ok(())
}

/// Kills every other process of this PID namespace; does nothing in a process that is not its first.
pub(super) fn kill_namespace() {
    if std::process::id() == 1 {
        // SAFETY: kill(2) has no requirements on memory. Process 1 of a namespace reaches nothing outside of it.
        unsafe { libc::kill(-1, libc::SIGKILL) };
    }
}

/// From now on, signals that ask this process to end are kept for the child that is to come.
pub(super) fn expect_signals() {
    for signal in
        [KILL, libc::SIGTERM, libc::SIGINT, libc::SIGHUP, libc::SIGUSR1, libc::SIGUSR2, libc::SIGQUIT]
    {
        let handler: extern "C" fn(i32) = pass_on;
        // SAFETY: the handler only uses atomics and calls kill(2), which are both allowed in handlers.
        unsafe { libc::signal(signal, handler as libc::sighandler_t) };
    }
}

/// From now on, signals that ask this process to end are passed on to a process and its group. [`KILL`] is passed on
/// as it is where `gently`, for a process that knows it, and as `SIGKILL` otherwise.
pub(super) fn pass_signals_to(pid: i32, gently: bool) {
    KILL_AS.store(if gently { KILL } else { libc::SIGKILL }, Ordering::SeqCst);
    CHILD.store(pid, Ordering::SeqCst);
    let pending = PENDING.swap(0, Ordering::SeqCst);
    if pending != 0 {
        pass_on(pending);
    }
}

/// Forgets whom signals were passed on to: in a child, which has its parent's memory.
pub(super) fn forget_child() {
    CHILD.store(0, Ordering::SeqCst);
}

/// Whether this process was asked to end since it expects that.
pub(super) fn is_asked_to_end() -> bool {
    ASKED.load(Ordering::SeqCst)
}

extern "C" fn pass_on(signal: i32) {
    ASKED.store(true, Ordering::SeqCst);
    let child = CHILD.load(Ordering::SeqCst);
    if child <= 0 {
        PENDING.store(signal, Ordering::SeqCst);
        return;
    }
    let signal = if signal == KILL { KILL_AS.load(Ordering::SeqCst) } else { signal };
    // SAFETY: kill(2) has no requirements on memory. The group first; where there is none, the process.
    unsafe {
        if libc::kill(-child, signal) != 0 {
            libc::kill(child, signal);
        }
    }
}

/// Gives signals back their usual meaning.
fn default_signals() {
    for signal in 1..32 {
        // SAFETY: SIG_DFL is always a valid disposition; for the two signals that have no other, the call fails.
        unsafe { libc::signal(signal, libc::SIG_DFL) };
    }
}

/// Text as the kernel takes it: what follows a NUL is cut off, as with a container engine.
fn c_string(text: &str) -> std::ffi::CString {
    let end = text.find('\0').unwrap_or(text.len());
    // What comes before the first NUL has none.
    std::ffi::CString::new(text.get(..end).unwrap_or_default()).unwrap_or_default()
}

/// Replaces this process by a program. Returns only when that failed.
pub(super) fn exec(program: &str, argv: &[String], env: &[(String, String)]) -> io::Error {
    let program = c_string(program);
    let argv: Vec<_> = argv.iter().map(|text| c_string(text)).collect();
    let env: Vec<_> = env.iter().map(|(name, value)| c_string(&format!("{name}={value}"))).collect();
    let pointers = |items: &[std::ffi::CString]| -> Vec<*const libc::c_char> {
        items.iter().map(|s| s.as_ptr()).chain([std::ptr::null()]).collect()
    };
    let (argv_pointers, env_pointers) = (pointers(&argv), pointers(&env));
    // SAFETY: all strings end, both lists end with a null pointer, and everything lives until the call returns.
    unsafe { libc::execve(program.as_ptr(), argv_pointers.as_ptr(), env_pointers.as_ptr()) };
    io::Error::last_os_error()
}
