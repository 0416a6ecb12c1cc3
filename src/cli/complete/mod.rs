//! What a shell may put at the cursor: commands, flags, and live names of what is there.
//!
//! Shells ask by running the program with `ARGO_COMPLETE` set to their name. Nothing of this writes to standard error, starts
//! an engine, or takes longer than a moment.

mod cache;
mod live;
mod subject;

use std::ffi::OsStr;

use clap::CommandFactory;
use clap_complete::CompleteEnv;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter};
use clap_complete::env::{Bash, EnvCompleter, Fish, Powershell, Zsh};

use super::args::Args;
use super::error::{CliError, CliResult};
use live::Wanted;

/// The variable by which shells ask.
const VARIABLE: &str = "ARGO_COMPLETE";

/// Answers a shell that asks; false where none does.
pub(super) fn answered() -> bool {
    if std::env::var_os(VARIABLE).is_none() {
        return false;
    }
    if cache::is_refresh() {
        live::refresh();
        return true;
    }
    let asked = CompleteEnv::with_factory(command).var(VARIABLE).bin("argo");
    let folder = std::env::current_dir().ok();
    // What cannot be answered is no reason to disturb who types.
    asked.try_complete(std::env::args_os(), folder.as_deref()).unwrap_or(true)
}

/// The script that makes a shell ask.
pub(super) fn script(shell: &str) -> CliResult<String> {
    let mut text = Vec::new();
    let written = match shell {
        "bash" => Bash.write_registration(VARIABLE, "argo", "argo", "argo", &mut text),
        "zsh" => Zsh.write_registration(VARIABLE, "argo", "argo", "argo", &mut text),
        "fish" => Fish.write_registration(VARIABLE, "argo", "argo", "argo", &mut text),
        _ => Powershell.write_registration(VARIABLE, "argo", "argo", "argo", &mut text),
    };
    written?;
    String::from_utf8(text).map_err(|error| CliError::new(error.to_string()))
}

/// The commands, with what knows the values of their arguments.
fn command() -> clap::Command {
    with_values(Args::command(), "")
}

fn with_values(command: clap::Command, path: &str) -> clap::Command {
    let path = if path.is_empty() { "/".to_owned() } else { format!("{path}{}/", command.get_name()) };
    let below = path.clone();
    let command = command.mut_args(|arg| match wanted(&path, &arg) {
        Some(wanted) => arg.add(ArgValueCompleter::new(Names(wanted))),
        None => arg,
    });
    command.mut_subcommands(|sub| with_values(sub, &below))
}

/// What an argument names: by its own name, and by how its value is called.
fn wanted(path: &str, arg: &clap::Arg) -> Option<Wanted> {
    let id = arg.get_id().as_str();
    match id {
        "namespace" => return Some(Wanted::Namespaces),
        "context" => return Some(Wanted::Contexts),
        "parameter" => return Some(Wanted::Parameters),
        "from" => return Some(Wanted::Stored),
        "node_field_selector" => return Some(Wanted::NodeSelectors),
        _ => {}
    }
    let value = arg.get_value_names().and_then(<[_]>::first).map_or(id, |name| name.as_str());
    let value = value.to_ascii_uppercase();
    match value.as_str() {
        "WORKFLOW" => Some(Wanted::Workflows { files: false }),
        "WORKFLOW|FILE" => Some(Wanted::Workflows { files: true }),
        "POD" | "STEP" | "POD|STEP" => Some(Wanted::Steps),
        "NAME" | "NAMES" | "NAME|FILE" if arg.is_positional() => {
            let kinds = [
                ("/template/", "WorkflowTemplate"),
                ("/cluster-template/", "ClusterWorkflowTemplate"),
                ("/cron/", "CronWorkflow"),
            ];
            let kind = kinds.iter().find(|(group, _)| path.starts_with(group))?;
            Some(Wanted::Objects(kind.1))
        }
        _ => None,
    }
}

/// Completes what is wanted.
struct Names(Wanted);

impl ValueCompleter for Names {
    fn complete(&self, current: &OsStr) -> Vec<CompletionCandidate> {
        let text = current.to_string_lossy();
        let mut names = live::names(self.0, &text);
        names.retain(|name| name.starts_with(&*text));
        let mut found: Vec<CompletionCandidate> = names.into_iter().map(CompletionCandidate::new).collect();
        if self.0 == (Wanted::Workflows { files: true }) {
            found.extend(PathCompleter::any().complete(current));
        }
        found
    }
}
