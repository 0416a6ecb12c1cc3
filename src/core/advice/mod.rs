//! Advice on manifests: what runs, but may not be meant. Each rule has a file of its own with what, why and an example.
//!
//! Rules look at an object as it is written. Those on what will fail when it runs are warnings; the others count where
//! `argo lint --advice` or `.argolint.toml` says so; a comment `# argolint: disable=RULE` at a line, or at the one before it, silences them there.

mod bad_condition;
mod bad_expression;
mod bad_value;
mod config;
mod deprecated;
mod latest_image;
mod manifest;
mod missing_retry;
mod pod_name;
mod secret_argument;
mod single_braces;
mod skipped_output;
mod suspicious_when;
mod unbounded_loop;
mod unknown_hook;
mod unknown_volume;
mod unquoted_value;
mod unreachable_template;
mod unused_parameter;

#[cfg(test)]
mod tests;

pub use config::{ConfigError, read_config};
pub use manifest::Manifest;

use std::collections::BTreeMap;

use crate::core::lint::Level;

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Its name, e.g. `latest-image`.
    pub name: &'static str,
    /// What it finds, in a sentence.
    pub what: &'static str,
    /// Why that is worth a look.
    pub why: &'static str,
    /// A manifest it speaks up at, and how to write it instead.
    pub example: &'static str,
    /// How much it counts unless something else is said; `None`: only where it is asked for.
    pub level: Option<Level>,
    /// Finds it.
    pub check: fn(&Manifest<'_>) -> Vec<Hint>,
}

/// Something a rule has found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// JSON pointer into the object.
    pub path: String,
    /// What is there.
    pub message: String,
    /// What to do.
    pub help: String,
    /// The part of the text there that it is about; empty for all of it.
    pub mark: String,
}

/// All rules, by their names.
pub const RULES: &[&Rule] = &[
    &bad_condition::RULE,
    &bad_expression::RULE,
    &bad_value::RULE,
    &deprecated::RULE,
    &latest_image::RULE,
    &missing_retry::RULE,
    &pod_name::RULE,
    &secret_argument::RULE,
    &single_braces::RULE,
    &skipped_output::RULE,
    &suspicious_when::RULE,
    &unbounded_loop::RULE,
    &unknown_hook::RULE,
    &unknown_volume::RULE,
    &unquoted_value::RULE,
    &unreachable_template::RULE,
    &unused_parameter::RULE,
];

/// The rule of a name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name).copied()
}

/// The rules that count when nobody says anything else.
pub fn usual_levels() -> BTreeMap<&'static str, Level> {
    RULES.iter().filter_map(|rule| Some((rule.name, rule.level?))).collect()
}

/// Whether a comment silences a rule at a line of a text, or at the line before; lines count from 0.
pub fn is_silenced(text: &str, line: usize, rule: &str) -> bool {
    let lines = text.lines().skip(line.saturating_sub(1)).take(if line == 0 { 1 } else { 2 });
    lines.filter_map(|line| line.split_once("# argolint: disable=")).any(|(_, names)| {
        let names = names.split(|c: char| c == ',' || c.is_whitespace());
        names.map(str::trim).any(|name| name == rule)
    })
}
