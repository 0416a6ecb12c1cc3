//! The engine as a process.

mod daemon;
