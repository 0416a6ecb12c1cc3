//! Choosing objects and parts of objects: selectors, conditions, paths.

pub mod conditions;
pub mod fields;
mod label_syntax;
pub mod labels;

#[cfg(test)]
mod tests;
