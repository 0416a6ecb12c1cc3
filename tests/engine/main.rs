//! Whole workflows on an engine, and the engine as a process.

#![allow(clippy::print_stdout, reason = "a test says what it skips")]

mod daemon;
mod doors;
mod exec;
mod policies;
mod processes;
mod schedules;
mod support;
mod told;
mod workflows;
