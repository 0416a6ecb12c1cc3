//! What lint found, for people and for machines.

mod lines;
mod machine;
mod place;
mod rich;

pub use lines::{notes, pretty, simple, summary};
pub use machine::{github, json, junit, sarif};
pub use rich::{Snippet, rich, snippet};
