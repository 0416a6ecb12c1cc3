//! Roots that containers have left as they were laid out, for containers that get the same layout, and `/tmp`s that
//! were left empty.

use std::collections::HashMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::engine::sandbox::{self, ShimSpec};

/// How many are kept.
const MOST: usize = 128;

/// What the name of a root that was left untouched starts with; then come the layout and the container.
const UNTOUCHED: &str = "untouched-";

/// What stands for the layout of a `/tmp`: an empty folder for everybody.
pub(super) const TMP: &str = "tmp";

/// The roots that are kept, by layout.
#[derive(Default)]
pub(super) struct Roots {
    kept: Mutex<HashMap<String, Vec<PathBuf>>>,
    count: AtomicU64,
    begun: OnceLock<()>,
}

/// A name for the layout of a container's root: containers with the same name make the same folders there.
pub(super) fn layout(spec: &ShimSpec) -> String {
    let mut hasher = DefaultHasher::new();
    spec.shown.hash(&mut hasher);
    for mount in &spec.mounts {
        mount.target.hash(&mut hasher);
        // What is mounted at a place that is made for it there, is a folder or a file.
        mount.source.is_dir().hash(&mut hasher);
    }
    for output in &spec.outputs {
        output.path.hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish())
}

/// Where a shim puts the root of its container when it was left as it was laid out.
pub(super) fn untouched(root: &Path, layout: &str) -> PathBuf {
    let container = root.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    root.with_file_name(format!("{UNTOUCHED}{layout}-{container}"))
}

impl Roots {
    /// Puts a root with a layout at a place; false when there is none to have.
    pub(super) fn take(&self, layout: &str, place: &Path) -> bool {
        let found =
            self.kept.lock().unwrap_or_else(PoisonError::into_inner).get_mut(layout).and_then(Vec::pop);
        found.is_some_and(|root| fs::rename(root, place).is_ok())
    }

    /// Keeps a folder of a pod that has ended, when it is an untouched root; false when it is not, or there are enough.
    pub(super) fn keep(&self, home: &Path, folder: &Path) -> bool {
        let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let layout = match name.strip_prefix(UNTOUCHED).and_then(|rest| rest.split_once('-')) {
            Some((layout, _)) => layout,
            None if name == TMP && is_untouched_tmp(folder) => TMP,
            None => return false,
        };
        let pool = home.join("roots");
        self.begin(&pool);
        let number = self.count.fetch_add(1, Ordering::Relaxed);
        let place = pool.join(number.to_string());
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.values().map(Vec::len).sum::<usize>() >= MOST || fs::rename(folder, &place).is_err() {
            return false;
        }
        kept.entry(layout.to_owned()).or_default().push(place);
        true
    }

    /// What an engine before this one has kept may have been laid out by another program, or on another machine.
    fn begin(&self, pool: &Path) {
        self.begun.get_or_init(|| {
            // Where this fails, nothing is kept.
            let _ = super::host::remove_all(pool);
            let _ = super::host::make_private(pool);
        });
    }
}

/// Whether nothing is in a `/tmp`, and everybody may still write to it.
fn is_untouched_tmp(folder: &Path) -> bool {
    let Ok(meta) = fs::symlink_metadata(folder) else { return false };
    let ours =
        meta.uid() == rustix::process::geteuid().as_raw() && meta.permissions().mode() & 0o7777 == 0o1777;
    ours && !sandbox::has_attributes(folder)
        && fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}
