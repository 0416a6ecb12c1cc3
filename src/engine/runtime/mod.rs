//! Ways to run the containers of a pod: processes of this machine, or a container engine by its command line.

mod command;
mod container;
mod entry;
mod host;
mod process;
mod roots;
mod shims;
mod tool;

#[cfg(test)]
mod tests;

pub use container::ContainerRuntime;
pub(in crate::engine) use entry::open;
pub use host::{HostOptions, HostRuntime};
pub use process::kill_left_over;
pub use tool::TOOLS;
