//! One step of the controller as a function: state, observations and the time in; effects out.
//!
//! ```text
//! loop {
//!     let effects = operate(&mut state, observations, now);
//!     // perform them in order; what they lead to comes back as observations
//! }
//! ```

mod admission;
mod artifact_gc;
mod assess;
mod containers;
mod dag;
mod dag_end;
mod dag_plan;
mod deadline;
mod effect;
mod estimate;
mod finish;
mod group;
mod hooks;
mod http;
mod inputs;
mod intake;
mod locks;
mod memo;
mod merge;
mod metrics;
mod nodes;
mod observe;
mod outbound;
mod outputs;
mod own_metadata;
mod patch;
mod pod;
mod podspec;
mod references;
mod repository;
mod resolve;
mod restrict;
mod retry;
mod run;
mod scope;
mod settings;
mod start;
mod state;
mod steps;
mod subst;
mod suspend;
mod sync;
mod work;

#[cfg(test)]
mod tests;

pub use effect::{Effect, Effects, WorkflowEvent};
pub use estimate::{Estimates, common_label};
pub use locks::DATABASE_LIMITS;
pub use merge::under as merge_under;
pub use metrics::{Metric, MetricValue};
pub use observe::{Failure, ObjectKey, ObjectKind, Observations};
pub use repository::{choose as choose_repository, places as repository_places};
pub use restrict::Restriction;
pub use settings::Settings;
pub use state::{State, StateError};
pub use sync::{Lock, LockAnswer, LockRequest, LockTable};

use jiff::Timestamp;

/// Takes in what happened and decides what happens next. The same arguments always give the same effects.
///
/// The first call for a workflow should list all its pods and task results (`Observations::relisted`), so that a state
/// made from a stored object goes on where another engine stopped.
pub fn operate(state: &mut State, observations: Observations, now: Timestamp) -> Effects {
    state.step(observations, now)
}
