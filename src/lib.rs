//! `argo`: an Argo-Workflows-compatible command line with an engine of its own.
//!
//! The tree reads from the inside out, and dependencies point one way:
//!
//! * [`core`]: pure functions over Argo's objects. No clock, file, environment or socket.
//! * [`ports`]: the traits and plain types by which the core's users reach the outside.
//! * [`client`]: the workflow operations of the commands, over a Kubernetes API.
//! * [`server`]: the Argo Server: its REST API and a page, over the operations of [`client`].
//! * [`engine`]: the local engine: a small Kubernetes API over SQLite, the workflow controller, the runtimes.
//! * [`cli`]: the command line. The only place that touches arguments, environment, streams and exit codes.

pub mod cli;
pub mod client;
pub mod core;
pub mod engine;
pub mod ports;
pub mod server;
