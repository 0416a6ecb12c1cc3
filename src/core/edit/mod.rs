//! User actions as transformations of objects: submit options, suspend, resume, stop, node set, retry, resubmit.

mod backfill;
mod convert;
mod error;
mod fields;
mod from;
mod identity;
mod limits;
mod plugin;
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
pub use identity::{Identity, mark_actor, mark_creator};
pub use limits::{LimitError, limit, new_limits, with_changed_limit, with_new_limit, without_limit};
pub use plugin::{Plugin, PluginError};
pub use resubmit::{memoized, resubmit};
pub use retry::{Retried, retry};
pub use submit::{SubmitOptions, set_parameters};
pub use suspend::{NodeChange, resume, resumed_by, set_nodes, shut_down, suspend};
