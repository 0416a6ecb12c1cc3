//! What a container runs: its command and arguments, the program looked up on this machine.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::env::expand;
use super::error::PodError;

/// Where programs are looked up when the engine has no `PATH`.
const DEFAULT_PATH: &str = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/// The folders of this machine's `PATH`.
pub(super) fn search_path() -> Vec<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_else(|| DEFAULT_PATH.into());
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path).filter(|f| f.is_absolute()).collect();
    for folder in std::env::split_paths(DEFAULT_PATH) {
        if !folders.contains(&folder) {
            folders.push(folder);
        }
    }
    folders
}

/// A command that can be started, or why there is none: the words of Argo's executor.
pub(super) enum Command {
    /// Program and arguments.
    Run(Vec<String>),
    /// The program is not on this machine.
    NotFound(String),
}

/// The command of a container.
///
/// # Errors
/// When it has none.
pub(super) fn command(
    container: &Value,
    env: &[(String, String)],
    path: &[PathBuf],
) -> Result<Command, PodError> {
    let list = |key: &str| -> Vec<String> {
        let items = container[key].as_array().into_iter().flatten();
        items.filter_map(Value::as_str).map(|text| expand(text, env)).collect()
    };
    let mut argv = list("command");
    if argv.is_empty() {
        let text = |key: &str| container[key].as_str().unwrap_or_default().to_owned();
        return Err(PodError::NoCommand { container: text("name"), image: text("image") });
    }
    argv.extend(list("args"));
    let program = argv.first().cloned().unwrap_or_default();
    if program.contains('/') {
        return Ok(Command::Run(argv));
    }
    let own: Option<Vec<PathBuf>> =
        env.iter().find(|(name, _)| name == "PATH").map(|(_, value)| std::env::split_paths(value).collect());
    let found = own
        .as_deref()
        .unwrap_or(path)
        .iter()
        .map(|folder| folder.join(&program))
        .find(|file| is_program(file));
    Ok(match found {
        Some(file) => {
            if let Some(first) = argv.first_mut() {
                *first = file.to_string_lossy().into_owned();
            }
            Command::Run(argv)
        }
        None => Command::NotFound(format!(
            "failed to find name in PATH: exec: \"{program}\": executable file not found in $PATH"
        )),
    })
}

fn is_program(file: &Path) -> bool {
    file.metadata().is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}
