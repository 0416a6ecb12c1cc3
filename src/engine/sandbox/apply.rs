//! Carries out a plan and moves into the new root.
//!
//! What is laid over is taken from the machine first, as mounts that are nowhere yet. Then the root changes, and only
//! then the places are made: whatever links a volume or an earlier step holds, they cannot lead out of the container.

use std::fs;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, Mode, OFlags};
use rustix::mount::{
    FsMountFlags, FsOpenFlags, MountAttrFlags, MountPropagationFlags, MoveMountFlags, OpenTreeFlags,
    UnmountFlags,
};

use super::plan::Step;
use super::sys;

/// Where steps write their progress.
const PROTOCOL: &str = "/run/argo";

/// Makes `root` the root of this mount namespace, with everything the plan says in it.
///
/// # Errors
/// When a step cannot be done; the error names it.
pub(super) fn enter(root: &Path, steps: &[Step]) -> io::Result<()> {
    rustix::mount::mount_change("/", MountPropagationFlags::PRIVATE | MountPropagationFlags::REC)
        .map_err(|e| named("making mounts private", e))?;
    let taken = steps.iter().map(|step| take(step).map_err(|e| named(&describe(step), e)));
    let taken: Vec<Option<OwnedFd>> = taken.collect::<io::Result<_>>()?;
    rustix::mount::mount_bind(root, root).map_err(|e| named("the root", e))?;
    std::env::set_current_dir(root)?;
    rustix::process::pivot_root(".", ".").map_err(|e| named("changing the root", e))?;
    rustix::mount::unmount(".", UnmountFlags::DETACH).map_err(|e| named("leaving the old root", e))?;
    std::env::set_current_dir("/")?;
    fs::set_permissions("/", fs::Permissions::from_mode(0o755))?;
    let mut empty = None;
    for (step, mount) in steps.iter().zip(taken) {
        lay(step, mount, &mut empty).map_err(|e| named(&describe(step), e))?;
    }
    Ok(())
}

/// Does steps that need nothing from outside, in the root that this process has.
///
/// # Errors
/// When a step cannot be done; the error names it.
pub(super) fn lay_all(steps: &[Step]) -> io::Result<()> {
    let mut empty = None;
    steps.iter().try_for_each(|step| lay(step, None, &mut empty).map_err(|e| named(&describe(step), e)))
}

/// From now on nothing can be written to but volumes and the folder for progress; `/tmp` only where it is a volume.
///
/// # Errors
/// When the kernel refuses.
pub(super) fn close(cwd: &Path, with_tmp: bool) -> io::Result<()> {
    let close = |place: &str| -> io::Result<()> {
        let place = rustix::fs::open(place, OFlags::PATH | OFlags::CLOEXEC, Mode::empty())?;
        sys::read_only(place.as_fd(), false)
    };
    let closed = || -> io::Result<()> {
        // Made by container engines, too, before they close the root.
        make_folder(cwd)?;
        put(&tree(Path::new(PROTOCOL), false)?, &PROTOCOL.into())?;
        if with_tmp {
            close("/tmp")?;
        }
        close("/")
    };
    closed().map_err(|e| named("closing the root", e))
}

fn named(what: &str, error: impl Into<io::Error>) -> io::Error {
    let error = error.into();
    io::Error::new(error.kind(), format!("laying out the container: {what}: {error}"))
}

fn describe(step: &Step) -> String {
    match step {
        Step::Mount(mount) => format!("{} at {}", mount.source.display(), mount.target.display()),
        Step::Folder(path)
        | Step::Shared(path)
        | Step::File(path)
        | Step::Link { path, .. }
        | Step::Processes(path)
        | Step::Terminals(path)
        | Step::Memory { path, .. }
        | Step::Lock(path)
        | Step::Hide(path) => path.display().to_string(),
    }
}

/// The mount a step needs from outside, taken while the machine's files are still there.
fn take(step: &Step) -> io::Result<Option<OwnedFd>> {
    Ok(Some(match step {
        Step::Mount(mount) => {
            let tree = tree(&mount.source, true)?;
            if mount.read_only {
                sys::read_only(tree.as_fd(), true)?;
            }
            tree
        }
        // Where the kernel refuses a new one (in some containers), the machine's is shown.
        Step::Processes(_) => {
            filesystem("proc", &[], MountAttrFlags::empty()).or_else(|_| tree(Path::new("/proc"), true))?
        }
        Step::Terminals(_) => {
            let options = [("newinstance", None), ("ptmxmode", Some("0666")), ("mode", Some("0620"))];
            filesystem("devpts", &options, MountAttrFlags::MOUNT_ATTR_NOEXEC)?
        }
        Step::Memory { size, mode, .. } => {
            let options = [("size", Some(*size)), ("mode", Some(*mode))];
            filesystem("tmpfs", &options, MountAttrFlags::empty())?
        }
        _ => return Ok(None),
    }))
}

/// A file or folder as a mount of its own that is nowhere yet.
fn tree(path: &Path, with_mounts_below: bool) -> io::Result<OwnedFd> {
    // A link in the place of what is to be shown leads nowhere.
    let mut flags = OpenTreeFlags::OPEN_TREE_CLONE
        | OpenTreeFlags::OPEN_TREE_CLOEXEC
        | OpenTreeFlags::AT_SYMLINK_NOFOLLOW;
    if with_mounts_below {
        flags |= OpenTreeFlags::AT_RECURSIVE;
    }
    Ok(rustix::mount::open_tree(CWD, path, flags)?)
}

fn filesystem(kind: &str, options: &[(&str, Option<&str>)], more: MountAttrFlags) -> io::Result<OwnedFd> {
    let made = rustix::mount::fsopen(kind, FsOpenFlags::FSOPEN_CLOEXEC)?;
    for (name, value) in options {
        match value {
            Some(value) => rustix::mount::fsconfig_set_string(&made, *name, *value)?,
            None => rustix::mount::fsconfig_set_flag(&made, *name)?,
        }
    }
    rustix::mount::fsconfig_create(&made)?;
    let mut safe = MountAttrFlags::MOUNT_ATTR_NOSUID | more;
    if kind != "devpts" {
        safe |= MountAttrFlags::MOUNT_ATTR_NODEV;
    }
    Ok(rustix::mount::fsmount(&made, FsMountFlags::FSMOUNT_CLOEXEC, safe)?)
}

/// Does a step; the root is the container's by now. `empty` is a place that looks empty already: it is shown again
/// where another is to, as a file system of its own for each would cost more than all the rest.
fn lay<'a>(step: &'a Step, mount: Option<OwnedFd>, empty: &mut Option<&'a Path>) -> io::Result<()> {
    match (step, mount) {
        (Step::Folder(path), _) => make_folder(path),
        (Step::Shared(path), _) => {
            make_folder(path)?;
            fs::set_permissions(path, fs::Permissions::from_mode(0o1777))
        }
        (Step::File(path), _) => {
            path.parent().map_or(Ok(()), make_folder)?;
            match fs::OpenOptions::new().write(true).create_new(true).open(path) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
                _ => Ok(()),
            }
        }
        (Step::Link { path, to }, _) => match std::os::unix::fs::symlink(to, path) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
            _ => Ok(()),
        },
        (Step::Lock(path), _) if path.exists() => {
            let tree = tree(path, true)?;
            sys::read_only(tree.as_fd(), true)?;
            put(&tree, path)
        }
        (Step::Hide(path), _) if path.is_dir() => match *empty {
            Some(place) => put(&tree(place, false)?, path),
            None => {
                let made = filesystem("tmpfs", &[("size", Some("4k"))], MountAttrFlags::MOUNT_ATTR_RDONLY)?;
                *empty = Some(path);
                put(&made, path)
            }
        },
        (Step::Hide(path), _) if path.exists() => put(&tree(Path::new("/dev/null"), false)?, path),
        (Step::Mount(at), Some(mount)) => put(&mount, &at.target),
        (Step::Processes(path) | Step::Terminals(path) | Step::Memory { path, .. }, Some(mount)) => {
            put(&mount, path)
        }
        _ => Ok(()),
    }
}

fn put(mount: &OwnedFd, place: &PathBuf) -> io::Result<()> {
    Ok(rustix::mount::move_mount(
        mount,
        "",
        CWD,
        place,
        MoveMountFlags::MOVE_MOUNT_F_EMPTY_PATH | MoveMountFlags::MOVE_MOUNT_T_SYMLINKS,
    )?)
}

fn make_folder(place: &Path) -> io::Result<()> {
    match fs::create_dir_all(place) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        other => other,
    }
}
