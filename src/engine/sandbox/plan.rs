//! What the container sees, as a list of steps: pure, so that it can be looked at without a kernel.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::spec::Bind;

/// What something on the machine is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Entry {
    /// A folder.
    Folder,
    /// Anything that is no folder and no link.
    File,
    /// A symbolic link and what it says.
    Link(PathBuf),
    /// Not there.
    Nothing,
}

/// The machine's files.
pub(super) trait Host {
    /// What is at a path; links are not followed.
    fn entry(&self, path: &Path) -> Entry;
    /// The names in a folder.
    fn names(&self, folder: &Path) -> Vec<String>;
}

/// One step; targets are in the container.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// Make a folder, and those above it.
    Folder(PathBuf),
    /// Make an empty file.
    File(PathBuf),
    /// Make a link.
    Link { path: PathBuf, to: PathBuf },
    /// Lay something of the machine over a place.
    Bind(Bind),
    /// Show the processes of the namespace.
    Proc(PathBuf),
}

/// Folders of the machine that a container sees, read-only. What is not here is the container's own and empty:
/// home directories, `/run`, `/mnt` and whatever else a machine may have.
const SYSTEM: &[&str] =
    &["bin", "sbin", "lib", "lib32", "lib64", "libx32", "usr", "etc", "opt", "nix", "sys"];

/// Folders that are there but empty, and the container's own.
const OWN: &[&str] =
    &["tmp", "proc", "run", "root", "home", "mnt", "srv", "var", "var/tmp", "var/run/argo", "argo"];

/// Files that hold secrets of the machine: an empty one is shown in their place.
const HIDDEN: &[&str] = &["/etc/shadow", "/etc/gshadow", "/etc/shadow-", "/etc/gshadow-", "/etc/sudoers"];

/// Lays out a container: the machine's system folders, its `PATH`, and what the pod mounts.
/// `writes` are places where the command is expected to make files.
pub(super) fn plan(
    host: &dyn Host,
    path: &[PathBuf],
    tmp: &Path,
    binds: &[Bind],
    writes: &[PathBuf],
) -> Vec<Step> {
    let mut steps = Vec::new();
    let opened = opened(host, binds, writes);
    for name in SYSTEM {
        mirror(host, &Path::new("/").join(name), &opened, &mut steps);
    }
    steps.extend(OWN.iter().map(|name| Step::Folder(Path::new("/").join(name))));
    mirror_var(host, &mut steps);
    steps.push(Step::Folder("/dev".into()));
    steps.push(bind("/dev", "/dev", false));
    for hidden in HIDDEN.iter().filter(|path| host.entry(Path::new(path)) == Entry::File) {
        steps.push(bind("/dev/null", hidden, false));
    }
    steps.push(Step::Bind(Bind { source: tmp.to_owned(), target: "/tmp".into(), read_only: false }));
    for folder in path.iter().filter(|folder| !is_system(folder) && host.entry(folder) == Entry::Folder) {
        steps.push(Step::Folder(folder.clone()));
        steps.push(Step::Bind(Bind { source: folder.clone(), target: folder.clone(), read_only: true }));
    }
    name_service(host, &mut steps);
    steps.push(Step::Proc("/proc".into()));
    for mount in binds {
        let is_folder = host.entry(&mount.source) == Entry::Folder;
        steps.push(if is_folder {
            Step::Folder(mount.target.clone())
        } else {
            Step::File(mount.target.clone())
        });
        steps.push(Step::Bind(mount.clone()));
    }
    steps
}

fn bind(source: &str, target: &str, read_only: bool) -> Step {
    Step::Bind(Bind { source: source.into(), target: target.into(), read_only })
}

fn is_system(path: &Path) -> bool {
    let top = path.components().nth(1).and_then(|c| c.as_os_str().to_str()).unwrap_or_default();
    SYSTEM.contains(&top)
}

/// Read-only folders in which something must be made, and those above them.
fn opened(host: &dyn Host, binds: &[Bind], writes: &[PathBuf]) -> BTreeSet<PathBuf> {
    let mounts = binds.iter().map(|b| b.target.as_path()).filter(|t| host.entry(t) == Entry::Nothing);
    let mut opened = BTreeSet::new();
    for place in mounts.chain(writes.iter().map(PathBuf::as_path)).filter(|place| is_system(place)) {
        opened.extend(place.ancestors().skip(1).filter(|a| a.parent().is_some()).map(Path::to_owned));
    }
    opened
}

/// Shows a folder of the machine read-only; one that is opened is made anew, with its children shown.
fn mirror(host: &dyn Host, path: &Path, opened: &BTreeSet<PathBuf>, steps: &mut Vec<Step>) {
    let shown = || Step::Bind(Bind { source: path.to_owned(), target: path.to_owned(), read_only: true });
    match host.entry(path) {
        Entry::Nothing if opened.contains(path) => steps.push(Step::Folder(path.to_owned())),
        Entry::Nothing => {}
        Entry::Link(to) => steps.push(Step::Link { path: path.to_owned(), to }),
        Entry::File => steps.extend([Step::File(path.to_owned()), shown()]),
        Entry::Folder if opened.contains(path) => {
            steps.push(Step::Folder(path.to_owned()));
            for name in host.names(path) {
                mirror(host, &path.join(name), opened, steps);
            }
        }
        Entry::Folder => steps.extend([Step::Folder(path.to_owned()), shown()]),
    }
}

/// Of `/var` the libraries' and caches' data is shown; logs, mail, spools and run-time files are not.
fn mirror_var(host: &dyn Host, steps: &mut Vec<Step>) {
    for name in ["lib", "cache"] {
        mirror(host, &Path::new("/var").join(name), &BTreeSet::new(), steps);
    }
}

/// Name resolution goes on working where `/etc/resolv.conf` leads into `/run`.
fn name_service(host: &dyn Host, steps: &mut Vec<Step>) {
    let Entry::Link(to) = host.entry(Path::new("/etc/resolv.conf")) else { return };
    let mut file = PathBuf::from("/etc");
    for part in to.components() {
        match part {
            std::path::Component::ParentDir => {
                file.pop();
            }
            std::path::Component::RootDir => file = "/".into(),
            other => file.push(other),
        }
    }
    if !is_system(&file) && host.entry(&file) == Entry::File {
        steps.extend([
            Step::File(file.clone()),
            Step::Bind(Bind { source: file.clone(), target: file, read_only: true }),
        ]);
    }
}
