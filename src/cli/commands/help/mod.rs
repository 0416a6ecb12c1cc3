//! `argo help`.

mod manual;
mod topics;

use std::path::PathBuf;

use clap::CommandFactory;

use crate::cli::args::Args;
use crate::cli::error::{CliError, CliResult};
use crate::cli::exit::Exit;
use crate::cli::places;
use crate::cli::ui::Ui;
use crate::core::support;
use crate::core::text::closest::closest;

/// Explain a command, or a topic: exit-codes, environment, fields, places, selectors, local, man
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  argo help template create
  argo help environment
  argo help man submit | man -l -
  argo help man --all ~/.local/share/man/man1")]
pub(crate) struct Help {
    /// Command, e.g. `template create`, or topic; `man COMMAND` prints a manual page
    topic: Vec<String>,

    /// Write the manual pages of all commands into a folder; with the topic man
    #[arg(long, value_name = "DIR")]
    all: Option<PathBuf>,
}

impl Help {
    pub(crate) fn run(self, ui: Ui) -> CliResult {
        let path: Vec<&str> = self.topic.iter().map(String::as_str).collect();
        match (path.as_slice(), &self.all) {
            (["man"], Some(folder)) => {
                let count = manual::write_all(folder)?;
                ui.note(&format!("{count} pages written to {}", folder.display()));
            }
            (_, Some(_)) => return Err(CliError::usage("--all goes with `argo help man`")),
            (["man", path @ ..], None) => ui.print(&manual::page(path)?)?,
            (["exit-codes"], None) => ui.print(&topics::exit_codes())?,
            (["environment"], None) => ui.print(&topics::environment())?,
            (["fields"], None) => ui.print(&support::table())?,
            (["places"], None) => ui.print(&places::table())?,
            (["selectors"], None) => ui.print(topics::SELECTORS)?,
            // The command of that name has more to it than its flags.
            (["local"], None) => {
                ui.print(&(topics::LOCAL.to_owned() + &of_command(&["local"], ui.color())?))?
            }
            (path, None) => ui.print(&of_command(path, ui.color())?)?,
        }
        Ok(Exit::Done)
    }
}

/// The command at a path from the root.
fn command(path: &[&str]) -> CliResult<clap::Command> {
    let mut command = Args::command();
    command.build();
    let mut at = &command;
    for word in path {
        let known = at.get_subcommands().map(clap::Command::get_name).chain(TOPICS);
        let meant = closest(word, known);
        at = at.find_subcommand(word).ok_or_else(|| {
            let error = CliError::usage(format!("unknown command {:?} for \"argo\"", path.join(" ")));
            match meant {
                Some(meant) => error.hint(format!("did you mean {meant}?")),
                None => error.hint("`argo --help` lists the commands"),
            }
        })?;
    }
    Ok(at.clone())
}

const TOPICS: [&str; 6] = ["exit-codes", "environment", "fields", "places", "selectors", "man"];

/// The help text of a command, by its path from the root.
pub(crate) fn of_command(path: &[&str], color: bool) -> CliResult<String> {
    let help = command(path)?.render_long_help();
    Ok(if color { help.ansi().to_string() } else { help.to_string() })
}
