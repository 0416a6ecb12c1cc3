//! Carries out a plan and moves into the new root.

use std::io;
use std::path::{Path, PathBuf};

use rustix::mount::{MountFlags, MountPropagationFlags, UnmountFlags};

use super::plan::Step;
use super::spec::Bind;
use super::sys;

/// Makes `root` the root of this mount namespace, with everything the plan says in it.
///
/// # Errors
/// When a step cannot be done; the error names it.
pub(super) fn enter(root: &Path, steps: &[Step]) -> io::Result<()> {
    let failed = |what: &str, error: rustix::io::Errno| io::Error::other(format!("{what}: {error}"));
    rustix::mount::mount_change("/", MountPropagationFlags::PRIVATE | MountPropagationFlags::REC)
        .map_err(|e| failed("making mounts private", e))?;
    rustix::mount::mount_bind(root, root).map_err(|e| failed("binding the root", e))?;
    for step in steps {
        run(root, step).map_err(|e| io::Error::new(e.kind(), format!("{}: {e}", describe(step))))?;
    }
    std::env::set_current_dir(root)?;
    rustix::process::pivot_root(".", ".").map_err(|e| failed("changing the root", e))?;
    rustix::mount::unmount(".", UnmountFlags::DETACH).map_err(|e| failed("leaving the old root", e))?;
    std::env::set_current_dir("/")
}

fn describe(step: &Step) -> String {
    match step {
        Step::Folder(path) | Step::File(path) | Step::Link { path, .. } | Step::Proc(path) => {
            path.display().to_string()
        }
        Step::Bind(bind) => format!("{} at {}", bind.source.display(), bind.target.display()),
    }
}

fn run(root: &Path, step: &Step) -> io::Result<()> {
    match step {
        Step::Folder(path) => make_folder(&inside(root, path)),
        Step::File(path) => {
            let place = inside(root, path);
            if let Some(parent) = place.parent() {
                make_folder(parent)?;
            }
            if place.symlink_metadata().is_ok() {
                return Ok(());
            }
            std::fs::OpenOptions::new().write(true).create_new(true).open(place).map(|_| ())
        }
        Step::Link { path, to } => {
            let place = inside(root, path);
            match std::os::unix::fs::symlink(to, &place) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
                _ => Ok(()),
            }
        }
        Step::Bind(bind) => lay(root, bind),
        Step::Proc(path) => show_processes(&inside(root, path)),
    }
}

fn inside(root: &Path, path: &Path) -> PathBuf {
    root.join(path.strip_prefix("/").unwrap_or(path))
}

fn make_folder(place: &Path) -> io::Result<()> {
    match std::fs::create_dir_all(place) {
        // A link that leads to a folder of the new root is as good as the folder.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        other => other,
    }
}

fn lay(root: &Path, bind: &Bind) -> io::Result<()> {
    let target = inside(root, &bind.target);
    rustix::mount::mount_bind_recursive(&bind.source, &target)?;
    if bind.read_only { sys::read_only(&target) } else { Ok(()) }
}

/// The namespace's own processes; where the kernel refuses a new `/proc` (in some containers), the machine's.
fn show_processes(target: &Path) -> io::Result<()> {
    let flags = MountFlags::NOSUID | MountFlags::NODEV | MountFlags::NOEXEC;
    if rustix::mount::mount("proc", target, "proc", flags, None::<&std::ffi::CStr>).is_ok() {
        return Ok(());
    }
    rustix::mount::mount_bind_recursive("/proc", target).map_err(Into::into)
}
