//! What can be done where: `argo help places`, and docs/places.md.

use std::fmt::Write as _;

/// Whether a command does its work in a place.
#[derive(Debug, Clone, Copy)]
enum Cell {
    Yes,
    /// With what is missing.
    Partly(&'static str),
    /// With the reason.
    No(&'static str),
}

use Cell::{No, Partly, Yes};

/// A command, and what it does on this machine, at a cluster, and through an Argo Server.
type Row = (&'static str, [Cell; 3]);

const MACHINE_ONLY: Cell = No("is about the engine of this machine");
const SERVER_ONLY: Cell = No("is kept by an Argo Server only");
const LOGIN: Cell = No("has no login of its own");

/// Commands that ask a place. A name of two words is for what differs from the rest of its group.
const ROWS: &[Row] = &[
    ("submit", [Yes; 3]),
    (
        "submit --artifact",
        [Yes, No("takes files through an Argo Server only"), Partly("with --from workflowtemplate/NAME")],
    ),
    ("list", [Yes; 3]),
    ("get", [Yes, Partly("node status in a database is with the Argo Server"), Yes]),
    ("watch", [Yes, Partly("node status in a database is with the Argo Server"), Yes]),
    ("wait", [Yes; 3]),
    ("why", [Yes; 3]),
    (
        "logs",
        [
            Yes,
            Partly("logs go with their pods"),
            Partly("a pod needs the name of its workflow; logs go with their pods"),
        ],
    ),
    ("graph", [Yes; 3]),
    ("timeline", [Yes; 3]),
    ("render", [Yes; 3]),
    ("delete", [Yes; 3]),
    ("suspend", [Yes; 3]),
    ("resume", [Yes; 3]),
    ("stop", [Yes; 3]),
    ("terminate", [Yes; 3]),
    ("retry", [Yes; 3]),
    ("resubmit", [Yes; 3]),
    ("node", [Yes; 3]),
    ("cp", [Yes, No("artifacts of a cluster are handed out by an Argo Server only"), Yes]),
    ("lint", [Yes; 3]),
    ("template", [Yes; 3]),
    ("cluster-template", [Yes; 3]),
    ("cron", [Yes; 3]),
    ("apply", [Yes, Yes, Partly("has Argo's own kinds only")]),
    ("sync", [Yes; 3]),
    ("sync --type database", [Yes, SERVER_ONLY, Yes]),
    ("archive", [SERVER_ONLY, SERVER_ONLY, Yes]),
    ("auth", [No("knows its callers by their socket"), Yes, Yes]),
    ("login", [LOGIN, No("is logged in to by its kubeconfig"), Yes]),
    ("logout", [LOGIN, No("is logged in to by its kubeconfig"), Yes]),
    ("server", [Yes, Yes, No("is an Argo Server itself")]),
    ("run", [Yes, MACHINE_ONLY, MACHINE_ONLY]),
    ("local", [Yes, MACHINE_ONLY, MACHINE_ONLY]),
];

/// Commands that ask nobody.
const ALONE: &[&str] = &["convert", "context", "lsp", "executor-plugin", "version", "completion", "help"];

/// The table, as Markdown.
pub(crate) fn table() -> String {
    let mut text = String::from(
        "# What can be done where\n\n| Command | This machine | A cluster | An Argo Server |\n|---|---|---|---|\n",
    );
    for (command, cells) in ROWS {
        let [machine, cluster, server] = cells.map(|cell| match cell {
            Yes => "yes".to_owned(),
            Partly(lacks) => format!("yes; {lacks}"),
            No(reason) => format!("no: {reason}"),
        });
        // Writing to a String does not fail.
        let _ = writeln!(text, "| `{command}` | {machine} | {cluster} | {server} |");
    }
    let alone: Vec<String> = ALONE.iter().map(|command| format!("`{command}`")).collect();
    let _ = writeln!(text, "\n{} ask nobody and work anywhere.", alone.join(", "));
    text
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn every_command_has_a_row() {
        let command = crate::cli::args::Args::command();
        let names: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
        let has = |name: &str| ALONE.contains(&name) || ROWS.iter().any(|(command, _)| *command == name);
        let lacking: Vec<&&str> = names.iter().filter(|name| !has(name)).collect();
        assert!(lacking.is_empty(), "say in this file where these work: {lacking:?}");
        let rows = ROWS.iter().map(|(command, _)| command.split(' ').next().unwrap_or_default());
        let gone: Vec<&str> =
            rows.chain(ALONE.iter().copied()).filter(|name| !names.contains(name)).collect();
        assert!(gone.is_empty(), "{gone:?}");
    }

    #[test]
    fn the_documentation_is_up_to_date() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/places.md");
        let written = std::fs::read_to_string(path).unwrap_or_default();
        assert_eq!(written, table(), "argo help places > docs/places.md");
    }
}
