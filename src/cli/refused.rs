//! What the parser objects to, in the form of our other errors.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::exit::Exit;
use super::ui;

/// Says what the parser has to say: help on standard output, or what is wrong with the command line.
pub(crate) fn say(error: &clap::Error) -> Exit {
    if !error.use_stderr() {
        // Nobody listening changes nothing about the exit status.
        let _ = error.print();
        return Exit::Done;
    }
    let text = match error.kind() {
        ErrorKind::InvalidSubcommand => unknown_command(error),
        _ => capital(&error.render().to_string()),
    };
    ui::note(text.trim_end());
    Exit::Usage
}

/// In the words that Argo's command has for it, since scripts look for them (cli.md §1.2).
fn unknown_command(error: &clap::Error) -> String {
    let given = match error.get(ContextKind::InvalidSubcommand) {
        Some(ContextValue::String(given)) => given.as_str(),
        _ => "",
    };
    let usage = error.get(ContextKind::Usage).map(ToString::to_string).unwrap_or_default();
    let words = usage.split_whitespace().skip_while(|word| *word != "argo");
    let path: Vec<&str> = words.take_while(|word| !word.starts_with(['[', '<'])).collect();
    let path = if path.is_empty() { "argo".to_owned() } else { path.join(" ") };
    let similar = match error.get(ContextKind::SuggestedSubcommand) {
        Some(ContextValue::String(one)) => vec![one.as_str()],
        Some(ContextValue::Strings(several)) => several.iter().map(String::as_str).collect(),
        _ => Vec::new(),
    };
    let mut text = format!("Error: unknown command {given:?} for {path:?}\n");
    if !similar.is_empty() {
        text.push_str("\nDid you mean this?\n");
        similar.iter().for_each(|name| text.extend(["\t", name, "\n"]));
    }
    text + &format!("\nRun '{path} --help' for usage.\n")
}

fn capital(text: &str) -> String {
    match text.strip_prefix("error: ") {
        Some(rest) => format!("Error: {rest}"),
        None => text.to_owned(),
    }
}
