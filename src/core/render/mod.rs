//! Objects as text: trees, tables, long views, frames of the live view.
//!
//! Everything here is a function of objects, the time and options. Text carries roles; [`Text::plain`] and
//! [`Text::ansi`] turn it into what Argo's command line prints.

pub mod archived;
mod artifact;
pub mod cron;
mod forest;
mod icon;
pub mod lint;
pub mod list;
pub mod live;
mod pods;
mod role;
mod rows;
mod sanitize;
mod status;
mod table;
pub mod templates;
mod tree;
mod workflow;

#[cfg(test)]
mod tests;

use jiff::{SignedDuration, Timestamp};

pub use role::{Line, Role, Span, Text};
pub use sanitize::{Keep, sanitize};
pub use status::status_text;
pub use workflow::{Layout, Options, workflow};

/// The time from start to end, or to now while there is no end; nothing when it never started.
fn span_between(start: Option<Timestamp>, end: Option<Timestamp>, now: Timestamp) -> SignedDuration {
    start.map_or(SignedDuration::ZERO, |start| end.unwrap_or(now).duration_since(start))
}
