//! User actions as transformations of objects: submit options, suspend, resume, stop, node set, retry, resubmit.

mod backfill;
mod convert;
mod error;
mod fields;
mod from;
mod limits;
mod resubmit;
mod retry;
mod submit;
mod suspend;

#[cfg(test)]
mod tests;

pub use backfill::{Backfill, has_tags, missed};
pub use convert::convert;
pub use error::EditError;
pub use fields::NodeSelector;
pub use from::{Source, from_cron_workflow, from_template};
pub use limits::{LimitError, limit, new_limits, with_changed_limit, with_new_limit, without_limit};
pub use resubmit::{memoized, resubmit};
pub use retry::{Retried, retry};
pub use submit::{SubmitOptions, set_parameters};
pub use suspend::{NodeChange, resume, set_nodes, shut_down, suspend};
