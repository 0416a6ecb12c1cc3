//! What a CronWorkflow does at a time of its schedules, and when what it started has ended (engine.md §5): its status
//! as it is to be afterwards, and what is to be created, terminated and deleted.

mod history;
mod run;
mod variables;

#[cfg(test)]
mod tests;

pub use history::{Child, excess, settle};
pub use run::{Run, failed, is_stopped, missed, started, trigger};
