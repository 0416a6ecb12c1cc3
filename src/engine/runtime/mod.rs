//! Ways to run the containers of a pod. Today there is one: processes of this machine.

mod command;
mod host;
mod process;
mod roots;
mod shims;

#[cfg(test)]
mod tests;

pub use host::{HostOptions, HostRuntime, kill_left_over};
