//! Running a command in a container that runs already.

use std::path::Path;

use super::process::Shim;
use super::tool::Tool;
use crate::engine::sandbox::{self, EnterSpec};
use crate::ports::entry::{Door, Entry};
use crate::ports::runtime::{PodFolder, RuntimeError};

fn door(program: &Path, spec: &EnterSpec, env: Vec<(String, String)>) -> Door {
    // A structure of texts and numbers is always JSON.
    let told = serde_json::to_string(spec).unwrap_or_default();
    Door { program: program.to_owned(), args: vec![sandbox::ENTER.to_owned(), told], env }
}

/// In a container of processes of this machine.
///
/// # Errors
/// When it does not run.
pub(super) fn in_processes(
    program: &Path,
    pod: &PodFolder,
    container: &str,
    entry: &Entry,
) -> Result<Door, RuntimeError> {
    let shim = Shim::noted(pod, container).ok_or_else(|| RuntimeError::NotRunning(container.to_owned()))?;
    let spec = EnterSpec {
        shim: Some(shim),
        argv: entry.command.clone(),
        cwd: entry.working_dir.clone(),
        user: entry.user,
        group: entry.group,
        confinement: entry.confinement.clone(),
        terminal: entry.terminal,
    };
    Ok(door(program, &spec, Vec::new()))
}

/// The options of a tool for the user and group of a command, and for its folder.
pub(super) fn who_and_where(
    (user, group): (Option<u32>, Option<u32>),
    folder: Option<&Path>,
) -> impl Iterator<Item = String> {
    let group = group.map(|group| format!(":{group}")).unwrap_or_default();
    let user = user.map(|user| format!("--user={user}{group}"));
    user.into_iter().chain(folder.map(|folder| format!("--workdir={}", folder.display())))
}

/// The process of a door, ready to be started; it ends when its handle is dropped.
pub(in crate::engine) fn open(door: Door) -> tokio::process::Command {
    let mut command = tokio::process::Command::new(door.program);
    command.args(door.args).env_clear().envs(door.env).current_dir("/").kill_on_drop(true);
    command
}

/// In a container of a tool.
pub(super) fn by_tool(program: &Path, tool: &Tool, name: &str, entry: &Entry) -> Door {
    let mut argv = vec![tool.program.to_string_lossy().into_owned(), "exec".to_owned()];
    argv.push(if entry.terminal { "-it" } else { "-i" }.to_owned());
    argv.extend(who_and_where((entry.user, entry.group), entry.working_dir.as_deref()));
    argv.push(name.to_owned());
    argv.extend(entry.command.iter().cloned());
    let spec = EnterSpec { argv, terminal: entry.terminal, ..EnterSpec::default() };
    // The tool's own settings, contexts and credentials.
    door(program, &spec, std::env::vars().collect())
}
