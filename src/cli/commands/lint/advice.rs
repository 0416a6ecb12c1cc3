//! `--advice`, `--explain` and `.argolint.toml`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::cli::error::{CliError, CliResult};
use crate::core::advice::{RULES, Rule, read_config, rule, usual_levels};
use crate::core::lint::Level;
use crate::core::text::closest::closest;
use crate::core::yaml::line_col;

const FILE: &str = ".argolint.toml";

/// The rules that count, by the settings of the folder and those above it, and by the flag.
pub(crate) fn levels(all: bool) -> CliResult<BTreeMap<&'static str, Level>> {
    let mut levels = usual_levels();
    if all {
        levels.extend(RULES.iter().map(|rule| (rule.name, rule.level.unwrap_or(Level::Note))));
    }
    let Some(path) = settings() else { return Ok(levels) };
    let shown = path.display();
    let text = std::fs::read_to_string(&path);
    let text = text.map_err(|error| CliError::new(format!("read {shown}: {error}")))?;
    let read = read_config(&text).map_err(|error| {
        let place = error.at.map_or_else(String::new, |at| {
            let (line, column) = line_col(&text, at);
            format!(":{line}:{column}")
        });
        let said = CliError::new(format!("{shown}{place}: {}", error.message));
        match error.help {
            Some(help) => said.hint(help),
            None => said,
        }
    })?;
    for (name, level) in read {
        match level {
            Some(level) => levels.insert(name, level),
            None => levels.remove(name),
        };
    }
    Ok(levels)
}

/// The nearest settings, from the working directory upwards.
fn settings() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    here.ancestors().map(|folder| folder.join(FILE)).find(|path| Path::is_file(path))
}

/// What, why and an example of a rule, or of all.
pub(super) fn explain(name: &str) -> CliResult<String> {
    if name == "all" {
        return Ok(RULES.iter().map(|rule| format!("{:<22}{}\n", rule.name, rule.what)).collect());
    }
    let known = rule(name).map(explained);
    known.ok_or_else(|| {
        let said = CliError::usage(format!("there is no rule {name:?}"));
        said.hint(match closest(name, RULES.iter().map(|rule| rule.name)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`argo lint --explain all` lists them".to_owned(),
        })
    })
}

fn explained(rule: &Rule) -> String {
    let example: String = rule.example.lines().map(|line| format!("    {line}\n")).collect();
    format!("{}: {}\n\n{}\n\nFor example:\n\n{example}", rule.name, rule.what, rule.why)
}
