//! Small text formats: ages, durations, times, resources.

pub mod age;
pub mod closest;
pub mod duration;
pub mod golayout;
pub mod json;
pub mod json_fault;
pub mod nested;
pub mod number;
pub mod order;
pub mod pointer;
pub mod quote;
mod strftime;

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) mod vector_tests;

pub use strftime::{strftime, strftime_all};
