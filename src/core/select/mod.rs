//! Choosing objects and parts of objects: selectors, conditions, paths.

pub mod conditions;
pub mod exprpath;
mod exprpath_filter;
mod exprpath_syntax;
pub mod fields;
pub mod jq;
pub mod jsonpath;
mod jsonpath_compare;
mod jsonpath_syntax;
pub(in crate::core) mod label_rules;
mod label_syntax;
pub mod labels;

#[cfg(test)]
mod tests;
