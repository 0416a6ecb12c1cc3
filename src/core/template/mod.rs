//! `{{ }}` substitution (engine.md §3.1–3.3). Tags stand in the strings of a JSON text.

mod environment;
mod replace;

#[cfg(test)]
mod tests;

pub use environment::{Names, Slot, environment};
pub use replace::{Mode, Part, TemplateError, evaluate, put_in, replace, tags};
