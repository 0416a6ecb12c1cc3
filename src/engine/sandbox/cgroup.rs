//! Limits of memory and processor time by control groups, where this process may make them: below its own group or one
//! above it that was handed to its user (version 2), or below its own of each kind (version 1).

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::ports::runtime::Limits;

/// Where the kernel's control groups are.
const MOUNT: &str = "/sys/fs/cgroup";

/// The time in which a share of the processors is counted, in microseconds.
const PERIOD: u64 = 100_000;

/// The least share that the kernel takes.
const LEAST_QUOTA: u64 = 1_000;

/// The groups of one container; they go when this does.
pub(super) struct Groups {
    /// Below which of them its processes are.
    folders: Vec<PathBuf>,
    /// The file that counts how often the kernel has ended a process because memory was used up.
    killed: Option<PathBuf>,
}

/// A limit that cannot be set is no reason not to run: Kubernetes' nodes without control groups do the same.
impl Groups {
    /// Makes groups with limits; none where none are asked for, or none can be made.
    pub(super) fn make(limits: &Limits) -> Self {
        let mut groups = Self { folders: Vec::new(), killed: None };
        if *limits == Limits::default() {
            return groups;
        }
        let own = fs::read_to_string("/proc/self/cgroup").unwrap_or_default();
        if Path::new(MOUNT).join("cgroup.controllers").exists() {
            groups.make_unified(&own, limits);
        } else {
            groups.make_separate(&own, limits);
        }
        groups
    }

    fn make_unified(&mut self, own: &str, limits: &Limits) {
        let Some(path) = own.lines().find_map(|line| line.strip_prefix("0::")) else { return };
        let own = Path::new(MOUNT).join(path.trim_start_matches('/'));
        let above = own.ancestors().take_while(|folder| folder.starts_with(MOUNT));
        // Groups that have processes hand on nothing, so it is mostly one above that will do.
        let made = above.into_iter().find_map(|folder| {
            let handed_on = fs::read_to_string(folder.join("cgroup.subtree_control")).ok()?;
            let needed = if limits.memory.is_some() { "memory" } else { "cpu" };
            handed_on.split_whitespace().any(|kind| kind == needed).then_some(())?;
            new_folder(folder).ok()
        });
        let Some(folder) = made else { return };
        if let Some(bytes) = limits.memory {
            set(&folder, "memory.max", bytes);
            set(&folder, "memory.swap.max", 0);
            self.killed = Some(folder.join("memory.events"));
        }
        if let Some(thousandths) = limits.cpu {
            set(&folder, "cpu.max", format!("{} {PERIOD}", quota(thousandths)));
        }
        self.folders.push(folder);
    }

    fn make_separate(&mut self, own: &str, limits: &Limits) {
        if let Some(folder) = limits.memory.and_then(|_| separate(own, "memory")) {
            let bytes = limits.memory.unwrap_or_default();
            set(&folder, "memory.limit_in_bytes", bytes);
            set(&folder, "memory.memsw.limit_in_bytes", bytes);
            self.killed = Some(folder.join("memory.oom_control"));
            self.folders.push(folder);
        }
        if let Some(folder) = limits.cpu.and_then(|_| separate(own, "cpu")) {
            set(&folder, "cpu.cfs_period_us", PERIOD);
            set(&folder, "cpu.cfs_quota_us", quota(limits.cpu.unwrap_or_default()));
            self.folders.push(folder);
        }
    }

    /// Whether there are any.
    pub(super) fn exist(&self) -> bool {
        !self.folders.is_empty()
    }

    /// Puts a process, and what it will start, under the limits.
    pub(super) fn add(&self, process: i32) {
        self.folders.iter().for_each(|folder| set(folder, "cgroup.procs", process));
    }

    /// Whether the kernel has ended a process because the memory was used up.
    pub(super) fn used_up(&self) -> bool {
        let text = self.killed.as_ref().and_then(|file| fs::read_to_string(file).ok()).unwrap_or_default();
        let mut counts = text.lines().filter_map(|line| line.strip_prefix("oom_kill "));
        counts.any(|count| count.trim() != "0")
    }
}

impl Drop for Groups {
    fn drop(&mut self) {
        for folder in &self.folders {
            // Groups with processes stay; those of a container have all ended by now.
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Whether limits can be set here at all.
pub fn limits_available() -> bool {
    Groups::make(&Limits { memory: Some(1 << 40), cpu: None }).exist()
}

/// A new group of one kind, below this process's own.
fn separate(own: &str, kind: &str) -> Option<PathBuf> {
    let (kinds, path) = own.lines().find_map(|line| {
        let (kinds, path) = line.split_once(':')?.1.split_once(':')?;
        kinds.split(',').any(|known| known == kind).then_some((kinds, path))
    })?;
    new_folder(&Path::new(MOUNT).join(kinds).join(path.trim_start_matches('/'))).ok()
}

fn new_folder(above: &Path) -> io::Result<PathBuf> {
    let id = std::process::id();
    let start = super::start_of(id).unwrap_or_default();
    let folder = above.join(format!("argo-{id}-{start}"));
    fs::create_dir(&folder)?;
    Ok(folder)
}

fn quota(thousandths: u64) -> u64 {
    (thousandths.saturating_mul(PERIOD) / 1_000).max(LEAST_QUOTA)
}

/// Where the kernel does not take it, e.g. swap that it does not count, the rest still holds.
fn set(folder: &Path, file: &str, value: impl ToString) {
    let _ = fs::write(folder.join(file), value.to_string());
}
