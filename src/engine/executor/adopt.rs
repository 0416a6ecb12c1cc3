//! Processes that an engine which is gone has left behind.

use std::fs;
use std::path::Path;

use super::container::Container;
use super::folder::Folder;

/// Ends the containers that still run below a state directory; for when the state is thrown away.
pub fn kill_left_over(home: &Path) {
    for namespace in folders(&home.join("pods")) {
        for pod in folders(&namespace) {
            let names =
                (namespace.file_name().and_then(|n| n.to_str()), pod.file_name().and_then(|n| n.to_str()));
            let (Some(namespace), Some(uid)) = names else { continue };
            let folder = Folder::new(home, namespace, uid);
            for name in started(&pod) {
                Container { name, folder: &folder }.kill();
            }
        }
    }
}

fn folders(of: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(of).into_iter().flatten().flatten();
    entries.filter(|e| e.file_type().is_ok_and(|t| t.is_dir())).map(|e| e.path()).collect()
}

fn started(pod: &Path) -> Vec<String> {
    let names =
        fs::read_dir(pod).into_iter().flatten().flatten().filter_map(|e| e.file_name().into_string().ok());
    names.filter_map(|name| name.strip_suffix(".pid").map(str::to_owned)).collect()
}
