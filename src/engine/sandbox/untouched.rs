//! Whether a container has left its `/` as it was laid out: then another container can have it. Making and removing
//! some thirty folders on disk costs more than everything else a short step needs.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use super::plan::Step;
use crate::ports::runtime::Mount;

/// What a layout has made at a place.
enum Made<'a> {
    /// A folder, with its mode.
    Folder(u32),
    File,
    Link(&'a Path),
}

/// Compares what is in this process's root with the steps that made it. To be called when nothing else runs in the
/// container any more. Places that something is laid over cannot have been reached, and are not looked at.
///
/// # Errors
/// When a folder cannot be read.
pub(super) fn is_untouched(steps: &[Step]) -> io::Result<bool> {
    let mut layout = Layout { made: BTreeMap::new(), covered: BTreeSet::new() };
    layout.made.insert(PathBuf::from("/"), Made::Folder(0o755));
    for step in steps {
        layout.add(step);
    }
    let root = Path::new("/");
    Ok(layout.is_as_made(root, &Made::Folder(0o755))? && layout.is_untouched_below(root)?)
}

struct Layout<'a> {
    made: BTreeMap<PathBuf, Made<'a>>,
    covered: BTreeSet<&'a Path>,
}

impl<'a> Layout<'a> {
    fn add(&mut self, step: &'a Step) {
        let (path, made) = match step {
            Step::Folder(path) => (path, Made::Folder(0o755)),
            Step::Shared(path) => (path, Made::Folder(0o1777)),
            Step::File(path) => (path, Made::File),
            Step::Link { path, to } => (path, Made::Link(to)),
            Step::Mount(Mount { target: path, .. })
            | Step::Processes(path)
            | Step::Terminals(path)
            | Step::Memory { path, .. } => {
                self.covered.insert(path);
                return;
            }
            Step::Lock(_) | Step::Hide(_) => return,
        };
        for above in path.ancestors().skip(1) {
            self.made.entry(above.to_owned()).or_insert(Made::Folder(0o755));
        }
        self.made.insert(path.clone(), made);
    }

    fn is_untouched_below(&self, folder: &Path) -> io::Result<bool> {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if self.covered.contains(path.as_path()) {
                continue;
            }
            let Some(made) = self.made.get(&path) else { return Ok(false) };
            if !self.is_as_made(&path, made)? {
                return Ok(false);
            }
            if matches!(made, Made::Folder(_)) && !self.is_untouched_below(&path)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Kind, content, owner, mode and attributes are those of something just made.
    fn is_as_made(&self, path: &Path, made: &Made<'_>) -> io::Result<bool> {
        let meta = fs::symlink_metadata(path)?;
        let mode = meta.permissions().mode() & 0o7777;
        let same = match made {
            Made::Folder(wanted) => meta.is_dir() && mode == *wanted,
            Made::File => meta.is_file() && meta.len() == 0 && mode == 0o644 && meta.nlink() == 1,
            Made::Link(to) => meta.is_symlink() && fs::read_link(path)? == **to,
        };
        Ok(same && meta.uid() == 0 && meta.gid() == 0 && !has_attributes(path))
    }
}

/// Whether something has extended attributes, among them access lists. What cannot be asked counts as having some.
pub(in crate::engine) fn has_attributes(path: &Path) -> bool {
    let mut none: [u8; 0] = [];
    match rustix::fs::llistxattr(path, &mut none) {
        Ok(size) => size > 0,
        Err(error) => error != rustix::io::Errno::NOTSUP,
    }
}
