//! Schedules of CronWorkflows, as robfig/cron v3 reads and follows them (engine.md §5, §10).

mod field;
mod next;
mod parse;
mod upcoming;

#[cfg(test)]
mod tests;

pub use parse::{CronError, Schedule, parse, zone};
pub use upcoming::upcoming;
