//! The words typed so far: the flags that say where to look, and what the command is about.

use std::ffi::OsString;

use clap::{ArgMatches, CommandFactory, FromArgMatches};

use crate::cli::args::Args;
use crate::cli::globals::Globals;

/// Which arguments name what a command is about, the most telling first.
const SUBJECTS: [&str; 6] = ["from", "subject", "workflow", "name", "names", "files"];

/// What the words say.
#[derive(Debug, Default)]
pub(super) struct Subject {
    pub(super) globals: Globals,
    /// What the command is about: a workflow, a file, a stored object.
    pub(super) name: Option<String>,
}

/// Reads the words that the shell hands over, as far as they can be read.
pub(super) fn read() -> Subject {
    let words: Vec<OsString> = std::env::args_os().skip_while(|word| word != "--").skip(1).collect();
    let command = Args::command().ignore_errors(true);
    let Ok(matches) = command.try_get_matches_from(words) else { return Subject::default() };
    let mut deepest = &matches;
    while let Some((_, below)) = deepest.subcommand() {
        deepest = below;
    }
    // Flags may stand before the command and after it; both levels know them.
    let globals = Globals::from_arg_matches(deepest).or_else(|_| Globals::from_arg_matches(&matches));
    Subject { globals: globals.unwrap_or_default(), name: SUBJECTS.iter().find_map(|id| value(deepest, id)) }
}

fn value(matches: &ArgMatches, id: &str) -> Option<String> {
    let mut values = matches.try_get_raw(id).ok().flatten()?;
    let text = values.next()?.to_str()?.to_owned();
    (!text.is_empty()).then_some(text)
}
