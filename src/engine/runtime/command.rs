//! What a container runs on this machine: its program, looked up on the `PATH`.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::ports::runtime::{ContainerSpec, RuntimeError};

/// Where programs are looked up when the engine has no `PATH`.
const DEFAULT_PATH: &str = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/// Folders beside programs that hold more of the user's than the programs need.
const PRIVATE: &[&str] = &[".local", ".cargo", ".config", "go"];

/// The folders of this machine's `PATH`, and those every machine has.
pub(super) fn search_path() -> Vec<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_else(|| DEFAULT_PATH.into());
    let mut folders: Vec<PathBuf> = Vec::new();
    for folder in std::env::split_paths(&path).chain(std::env::split_paths(DEFAULT_PATH)) {
        if folder.is_absolute() && !folders.contains(&folder) {
            folders.push(folder);
        }
    }
    folders
}

/// What containers are shown so that the programs of the `PATH` work: its folders, and where programs have their
/// libraries beside their folder (`…/bin` and `…/lib`, `…/shims` and `…/versions`), what is above them. Homes and
/// what holds a user's settings are never shown as a whole.
pub(super) fn shown(path: &[PathBuf], home: Option<&Path>) -> Vec<PathBuf> {
    let mut shown: Vec<PathBuf> = Vec::new();
    for folder in path {
        let above = folder.parent().filter(|above| {
            let is_private = above.file_name().is_none_or(|name| PRIVATE.iter().any(|p| *p == name));
            let is_home = home.is_some_and(|home| home.starts_with(above));
            let has_more = ["lib", "versions", "pyvenv.cfg"].iter().any(|name| above.join(name).exists());
            !is_private && !is_home && has_more
        });
        let place = above.unwrap_or(folder).to_owned();
        if !shown.iter().any(|known| place.starts_with(known)) {
            shown.retain(|known| !known.starts_with(&place));
            shown.push(place);
        }
    }
    shown
}

/// A command that can be started, or why there is none: the words of Argo's executor.
#[derive(Debug, PartialEq, Eq)]
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
pub(super) fn command(container: &ContainerSpec, path: &[PathBuf]) -> Result<Command, RuntimeError> {
    let mut argv = container.command.clone();
    let Some(program) = argv.first().cloned() else {
        let (container, image) = (container.name.clone(), container.image.clone());
        return Err(RuntimeError::NoCommand { container, image });
    };
    argv.extend_from_slice(&container.args);
    if program.contains('/') {
        return Ok(Command::Run(argv));
    }
    let own = container.env.iter().find(|(name, _)| name == "PATH");
    let own: Option<Vec<PathBuf>> = own.map(|(_, value)| std::env::split_paths(value).collect());
    Ok(match find(&program, own.as_deref().unwrap_or(path)) {
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

/// A program by its name in the first folder that has it.
pub(super) fn find(program: &str, folders: &[PathBuf]) -> Option<PathBuf> {
    folders.iter().find_map(|folder| Some(folder.join(program)).filter(|file| is_program(file)))
}

fn is_program(file: &Path) -> bool {
    file.metadata().is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}
