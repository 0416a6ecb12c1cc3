//! A workflow as it will run, known before it does: stored templates put in, parameters filled in, loops expanded.

mod again;
mod complete;
mod difference;
mod loops;
mod names;

#[cfg(test)]
mod tests;

pub use again::{Fate, fates, memoized_fates, retry_fates};
pub use complete::{Completed, complete};
pub use difference::{difference, shown};
pub use loops::{KnownItem, expand_loops, known_items};
