//! What the container sees, as a list of steps: pure, so that it can be looked at without a kernel.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use crate::ports::runtime::Mount;

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
    /// What is at a path; a link at its end is not followed.
    fn entry(&self, path: &Path) -> Entry;
    /// The names in a folder.
    fn names(&self, folder: &Path) -> Vec<String>;
}

/// One step; places are in the container, whose own `/` is empty and on disk at first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// Make a folder, and those above it.
    Folder(PathBuf),
    /// Make a folder that everybody may write to, as `/tmp` is.
    Shared(PathBuf),
    /// Make an empty file.
    File(PathBuf),
    /// Make a link.
    Link { path: PathBuf, to: PathBuf },
    /// Lay something of the machine over a place.
    Mount(Mount),
    /// Show the processes of the namespace.
    Processes(PathBuf),
    /// Terminals of the container's own.
    Terminals(PathBuf),
    /// A folder in memory, with its size and mode.
    Memory { path: PathBuf, size: &'static str, mode: &'static str },
    /// What is there already can only be read from now on. Left out where there is nothing.
    Lock(PathBuf),
    /// What is there already looks empty from now on. Left out where there is nothing.
    Hide(PathBuf),
}

/// Folders of the machine that a container sees, read-only. What is not here is the container's own and empty:
/// home directories, `/run`, `/mnt` and whatever else a machine may have.
const SYSTEM: &[&str] =
    &["bin", "sbin", "lib", "lib32", "lib64", "libx32", "usr", "etc", "opt", "nix", "sys"];

/// Folders that are there but empty, and the container's own.
const OWN: &[&str] = &["/run/argo", "/root", "/home", "/mnt", "/srv", "/var/log", "/argo/staging"];

/// Of `/var`, what programs need for reading: lists of packages, formats and catalogues.
const DATA: &[&str] = &["/var/lib/dpkg", "/var/lib/ghc", "/var/lib/texmf", "/var/lib/ca-certificates-java"];

/// Devices that are the same for everybody.
const DEVICES: &[&str] = &["null", "zero", "full", "random", "urandom", "tty"];

/// What of the kernel's own can be read but not changed (the list container engines agree on).
const LOCKED: &[&str] = &["/proc/sys", "/proc/sysrq-trigger", "/proc/irq", "/proc/bus", "/proc/fs"];

/// Secrets of the machine and of its kernel.
const HIDDEN: &[&str] = &[
    "/proc/acpi",
    "/proc/kcore",
    "/proc/keys",
    "/proc/latency_stats",
    "/proc/sched_debug",
    "/proc/scsi",
    "/proc/timer_list",
    "/sys/firmware",
    "/sys/kernel/debug",
    "/sys/kernel/tracing",
    "/etc/shadow",
    "/etc/shadow-",
    "/etc/gshadow",
    "/etc/gshadow-",
    "/etc/sudoers",
    "/etc/sudoers.d",
    "/etc/krb5.keytab",
    "/etc/docker",
    "/etc/kubernetes",
    "/etc/letsencrypt",
    "/etc/NetworkManager/system-connections",
    "/etc/openvpn",
    "/etc/rancher",
    "/etc/ssh",
    "/etc/ssl/private",
    "/etc/wireguard",
];

/// What a container is to have.
pub(super) struct Wanted<'a> {
    /// Folders outside the system's that are shown.
    pub(super) shown: &'a [PathBuf],
    /// What becomes `/tmp`.
    pub(super) tmp: &'a Path,
    /// What is laid over.
    pub(super) mounts: &'a [Mount],
    /// Places where the command is expected to make files.
    pub(super) writes: &'a [PathBuf],
}

/// Lays out a container: the machine's system folders, devices, and what the pod mounts.
pub(super) fn plan(host: &dyn Host, wanted: &Wanted<'_>) -> Vec<Step> {
    let mut steps = Vec::new();
    let opened = opened(host, wanted);
    for name in SYSTEM {
        mirror(host, &Path::new("/").join(name), &opened, &mut steps);
    }
    steps.extend(OWN.iter().map(|path| Step::Folder(path.into())));
    steps.push(Step::Shared("/var/tmp".into()));
    steps.push(Step::Link { path: "/var/run".into(), to: "../run".into() });
    for path in DATA.iter().map(Path::new).filter(|path| host.entry(path) == Entry::Folder) {
        steps.extend([Step::Folder(path.to_owned()), show(path)]);
    }
    steps.extend([Step::Folder("/proc".into()), Step::Processes("/proc".into())]);
    devices(host, &mut steps);
    let hidden = HIDDEN.iter().filter(|path| path.starts_with("/proc") || is_there(host, path));
    steps.extend(hidden.map(|path| Step::Hide(path.into())));
    steps.extend(LOCKED.iter().map(|path| Step::Lock(path.into())));
    steps.push(Step::Folder("/tmp".into()));
    steps.push(Step::Mount(Mount { source: wanted.tmp.to_owned(), target: "/tmp".into(), read_only: false }));
    for folder in wanted.shown.iter().filter(|f| !is_system(f) && host.entry(f) == Entry::Folder) {
        steps.extend([Step::Folder(folder.clone()), show(folder)]);
    }
    name_service(host, &mut steps);
    for mount in wanted.mounts {
        let is_folder = host.entry(&mount.source) == Entry::Folder;
        steps.push(if is_folder { Step::Folder } else { Step::File }(mount.target.clone()));
        steps.push(Step::Mount(mount.clone()));
    }
    steps
}

/// The steps that lock what the container's init still has to set, apart from the others.
pub(super) fn split(steps: Vec<Step>) -> (Vec<Step>, Vec<Step>) {
    steps.into_iter().partition(|step| !matches!(step, Step::Lock(_)))
}

/// The machine's own, at the same place, to be read.
fn show(path: &Path) -> Step {
    Step::Mount(Mount { source: path.to_owned(), target: path.to_owned(), read_only: true })
}

fn is_there(host: &dyn Host, path: &str) -> bool {
    matches!(host.entry(Path::new(path)), Entry::Folder | Entry::File)
}

fn is_system(path: &Path) -> bool {
    let top = path.components().nth(1).and_then(|c| c.as_os_str().to_str()).unwrap_or_default();
    SYSTEM.contains(&top)
}

/// No disks and no kernel interfaces: with the machine's own `/dev`, root in a container could read its disk.
fn devices(host: &dyn Host, steps: &mut Vec<Step>) {
    let memory = |path: &str, size, mode| Step::Memory { path: path.into(), size, mode };
    // In memory, because each file on disk costs more than everything else a container is made of.
    steps.extend([Step::Folder("/dev".into()), memory("/dev", "1m", "0755")]);
    for device in DEVICES.iter().map(|name| Path::new("/dev").join(name)) {
        if host.entry(&device) == Entry::File {
            let mount = Mount { source: device.clone(), target: device.clone(), read_only: false };
            steps.extend([Step::File(device), Step::Mount(mount)]);
        }
    }
    let link = |path: &str, to: &str| Step::Link { path: path.into(), to: to.into() };
    steps.extend([
        link("/dev/fd", "/proc/self/fd"),
        link("/dev/stdin", "/proc/self/fd/0"),
        link("/dev/stdout", "/proc/self/fd/1"),
        link("/dev/stderr", "/proc/self/fd/2"),
        Step::Folder("/dev/pts".into()),
        Step::Terminals("/dev/pts".into()),
        link("/dev/ptmx", "pts/ptmx"),
        Step::Folder("/dev/shm".into()),
        memory("/dev/shm", "64m", "1777"),
        Step::File("/dev/termination-log".into()),
    ]);
}

/// Read-only folders in which something must be made, and those above them.
fn opened(host: &dyn Host, wanted: &Wanted<'_>) -> BTreeSet<PathBuf> {
    let mounts = wanted.mounts.iter().map(|mount| mount.target.as_path());
    let places = mounts.chain(wanted.writes.iter().map(PathBuf::as_path));
    let mut opened = BTreeSet::new();
    for place in places.map(|place| real(host, place)) {
        if is_system(&place) && host.entry(&place) == Entry::Nothing {
            opened.extend(place.ancestors().skip(1).filter(|a| a.parent().is_some()).map(Path::to_owned));
        }
    }
    opened
}

/// A path with the links on the way to its last part followed, as far as the machine has them.
fn real(host: &dyn Host, path: &Path) -> PathBuf {
    let mut resolved = PathBuf::from("/");
    let mut left: Vec<PathBuf> = path.components().rev().map(|c| PathBuf::from(c.as_os_str())).collect();
    // A ring of links has no end; then any answer is as good as another.
    for _ in 0..256 {
        let Some(part) = left.pop() else { break };
        match part.components().next() {
            Some(Component::ParentDir) => {
                resolved.pop();
                continue;
            }
            Some(Component::RootDir) => {
                resolved = "/".into();
                continue;
            }
            _ => resolved.push(&part),
        }
        if left.is_empty() {
            break;
        }
        if let Entry::Link(to) = host.entry(&resolved) {
            resolved.pop();
            left.extend(to.components().rev().map(|c| PathBuf::from(c.as_os_str())));
        }
    }
    resolved
}

/// Shows a folder of the machine read-only; one that is opened is made anew, with its children shown.
fn mirror(host: &dyn Host, path: &Path, opened: &BTreeSet<PathBuf>, steps: &mut Vec<Step>) {
    match host.entry(path) {
        Entry::Nothing if opened.contains(path) => steps.push(Step::Folder(path.to_owned())),
        Entry::Nothing => {}
        Entry::Link(to) => steps.push(Step::Link { path: path.to_owned(), to }),
        Entry::File => steps.extend([Step::File(path.to_owned()), show(path)]),
        Entry::Folder if opened.contains(path) => {
            steps.push(Step::Folder(path.to_owned()));
            for name in host.names(path) {
                mirror(host, &path.join(name), opened, steps);
            }
        }
        Entry::Folder => steps.extend([Step::Folder(path.to_owned()), show(path)]),
    }
}

/// Name resolution goes on working where `/etc/resolv.conf` leads out of the system folders, e.g. into `/run`.
fn name_service(host: &dyn Host, steps: &mut Vec<Step>) {
    let Entry::Link(to) = host.entry(Path::new("/etc/resolv.conf")) else { return };
    let file = real(host, &Path::new("/etc").join(to));
    if !is_system(&file) && host.entry(&file) == Entry::File {
        steps.extend([Step::File(file.clone()), show(&file)]);
    }
}
