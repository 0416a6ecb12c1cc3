//! Whole workflows on an engine, and the engine as a process.

mod daemon;
mod processes;
mod support;
mod workflows;
