//! Containers and pods as real processes. Where this machine gives no namespaces, the tests say so and pass.

mod confined;
mod containers;
mod hostile;
mod pods;
mod support;
