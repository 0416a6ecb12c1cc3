//! `argo help`.

use std::fmt::Write as _;

use clap::CommandFactory;

use crate::cli::args::Args;
use crate::cli::error::{CliError, CliResult};
use crate::cli::exit::Exit;
use crate::cli::ui::Ui;

/// Explain a command, or a topic: exit-codes
#[derive(Debug, clap::Args)]
pub(crate) struct Help {
    /// Command, e.g. `template create`, or topic
    topic: Vec<String>,
}

impl Help {
    pub(crate) fn run(&self, ui: Ui) -> CliResult {
        let path: Vec<&str> = self.topic.iter().map(String::as_str).collect();
        match path.as_slice() {
            ["exit-codes"] => ui.print(&exit_codes())?,
            path => ui.print(&of_command(path, ui.color())?)?,
        }
        Ok(Exit::Done)
    }
}

fn exit_codes() -> String {
    let mut text = String::from("What the exit status says:\n\n");
    for (exit, meaning) in Exit::ALL {
        // Writing to a String does not fail.
        let _ = writeln!(text, "{:>5}  {meaning}", exit.code());
    }
    text
}

/// The help text of a command, by its path from the root.
pub(crate) fn of_command(path: &[&str], color: bool) -> CliResult<String> {
    let mut command = Args::command();
    command.build();
    let mut at = &mut command;
    for word in path {
        at = at.find_subcommand_mut(word).ok_or_else(|| {
            CliError::usage(format!("unknown command {:?} for \"argo\"", path.join(" ")))
                .hint("`argo --help` lists the commands")
        })?;
    }
    let help = at.render_long_help();
    Ok(if color { help.ansi().to_string() } else { help.to_string() })
}
