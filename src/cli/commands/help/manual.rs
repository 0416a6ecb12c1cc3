//! Manual pages, made of what `--help` is made of.

use std::path::Path;

use clap_mangen::Man;

use super::command;
use crate::cli::error::{CliError, CliResult};

/// The page of a command, in the language of `man`.
pub(super) fn page(path: &[&str]) -> CliResult<String> {
    let command = command(path)?;
    let name = [&["argo"], path].concat().join("-");
    let mut text = Vec::new();
    Man::new(command.name(name.clone()).bin_name(name.replace('-', " "))).title(name).render(&mut text)?;
    String::from_utf8(text).map_err(|error| CliError::new(error.to_string()))
}

/// Writes the pages of all commands; returns how many.
pub(super) fn write_all(folder: &Path) -> CliResult<usize> {
    let place = |error: std::io::Error| CliError::new(format!("write to {}: {error}", folder.display()));
    std::fs::create_dir_all(folder).map_err(place)?;
    let mut paths: Vec<Vec<String>> = vec![Vec::new()];
    let mut count = 0;
    while let Some(path) = paths.pop() {
        let words: Vec<&str> = path.iter().map(String::as_str).collect();
        let file = folder.join(format!("{}.1", [&["argo"], words.as_slice()].concat().join("-")));
        std::fs::write(file, page(&words)?).map_err(place)?;
        count += 1;
        for sub in command(&words)?.get_subcommands().filter(|sub| !sub.is_hide_set()) {
            paths.push([path.as_slice(), &[sub.get_name().to_owned()]].concat());
        }
    }
    Ok(count)
}
