//! The local engine: store, API server, controller, executor and runtimes, wired together.

pub mod apiserver;
pub mod artifacts;
pub mod controller;
pub mod daemon;
pub mod executor;
pub mod runtime;
pub mod sandbox;
pub mod store;
