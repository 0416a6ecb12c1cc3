//! Running a command in a container that runs already.

use super::process::Shim;
use super::tool::Tool;
use crate::engine::sandbox::{self, EnterSpec};
use crate::ports::entry::{Door, Entry};
use crate::ports::runtime::{PodFolder, RuntimeError};

/// This program, also when its file was replaced meanwhile.
const PROGRAM: &str = "/proc/self/exe";

fn door(spec: &EnterSpec, env: Vec<(String, String)>) -> Door {
    // A structure of texts and numbers is always JSON.
    let told = serde_json::to_string(spec).unwrap_or_default();
    Door { program: PROGRAM.into(), args: vec![sandbox::ENTER.to_owned(), told], env }
}

/// In a container of processes of this machine.
///
/// # Errors
/// When it does not run.
pub(super) fn in_processes(pod: &PodFolder, container: &str, entry: &Entry) -> Result<Door, RuntimeError> {
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
    Ok(door(&spec, Vec::new()))
}

/// In a container of a tool.
pub(super) fn by_tool(tool: &Tool, name: &str, entry: &Entry) -> Door {
    let mut argv = vec![tool.program.to_string_lossy().into_owned(), "exec".to_owned()];
    argv.push(if entry.terminal { "-it" } else { "-i" }.to_owned());
    if let Some(folder) = &entry.working_dir {
        argv.push(format!("--workdir={}", folder.display()));
    }
    if let Some(user) = entry.user {
        let group = entry.group.map(|group| format!(":{group}")).unwrap_or_default();
        argv.push(format!("--user={user}{group}"));
    }
    argv.push(name.to_owned());
    argv.extend(entry.command.iter().cloned());
    let spec = EnterSpec { argv, terminal: entry.terminal, ..EnterSpec::default() };
    // The tool's own settings, contexts and credentials.
    door(&spec, std::env::vars().collect())
}
