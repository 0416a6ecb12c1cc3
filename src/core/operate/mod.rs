//! One step of the controller as a function: state, observations and the time in; effects out.
//!
//! ```text
//! loop {
//!     let effects = operate(&mut state, observations, now);
//!     // perform them in order; what they lead to comes back as observations
//! }
//! ```

mod effect;
mod observe;
mod settings;
mod state;
mod sync;

pub use effect::{Effect, Effects, WorkflowEvent};
pub use observe::{Failure, ObjectKey, ObjectKind, Observations};
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
