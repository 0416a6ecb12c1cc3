//! Label and field selectors, with an API server's grammar and messages.

mod fields;
mod labels;

#[cfg(test)]
mod tests;

pub(super) use fields::FieldSelector;
pub(super) use labels::LabelSelector;
