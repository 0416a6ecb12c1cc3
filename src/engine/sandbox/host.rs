//! The machine's files as the plan asks for them.

use std::path::Path;

use super::plan::{Entry, Host};

pub(super) struct RealHost;

impl Host for RealHost {
    fn entry(&self, path: &Path) -> Entry {
        match std::fs::symlink_metadata(path) {
            Ok(meta) if meta.is_dir() => Entry::Folder,
            Ok(meta) if meta.is_symlink() => std::fs::read_link(path).map_or(Entry::Nothing, Entry::Link),
            Ok(_) => Entry::File,
            Err(_) => Entry::Nothing,
        }
    }

    fn names(&self, folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        entries.filter_map(|e| e.file_name().into_string().ok()).collect()
    }
}
