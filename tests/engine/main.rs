//! Whole workflows on an engine, and the engine as a process.

mod daemon;
mod support;
mod workflows;
