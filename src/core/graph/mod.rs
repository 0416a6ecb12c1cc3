//! The node graph: ids and names, what tasks depend on, loops, what follows an attempt.

mod depends;
mod expand;
mod goformat;
mod ids;
mod items;
mod retry;
mod sequence;

#[cfg(test)]
mod tests;

pub use depends::{Depends, TaskOutcome, check_results, depends_of, evaluate_depends};
pub use expand::{ExpandError, expand_item};
pub use ids::{PodNameFormat, display_name, is_display_name, node_id, pod_name};
pub use items::{ItemKind, LoopItem, loop_items};
pub use retry::{Attempt, RetryDecision, RetrySituation, decide_retry, is_transient};
pub use sequence::sequence_items;
