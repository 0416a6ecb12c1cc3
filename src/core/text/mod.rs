//! Small text formats: ages, durations, times, resources.

pub mod age;
pub mod duration;
pub mod golayout;
mod strftime;

#[cfg(test)]
mod tests;

pub use strftime::{strftime, strftime_all};
