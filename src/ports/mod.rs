//! Traits and plain types by which the core's users reach the outside.

pub mod client;
pub mod clock;
pub mod entry;
pub mod ids;
pub mod logs;
pub mod pods;
pub mod runtime;
