//! Node field selectors: `key=value,key!=value` over a node's fields.

use super::EditError;
use crate::core::api::NodeStatus;

/// A parsed node field selector; an empty one fits every node.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NodeSelector {
    text: String,
    tests: Vec<(String, bool, String)>,
}

impl NodeSelector {
    /// Reads a selector.
    ///
    /// # Errors
    /// When a part is no comparison.
    pub fn parse(text: &str) -> Result<Self, EditError> {
        let mut tests = Vec::new();
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let split = [("!=", false), ("==", true), ("=", true)]
                .into_iter()
                .find_map(|(sign, equal)| part.split_once(sign).map(|(key, value)| (key, equal, value)));
            let (key, equal, value) = split.ok_or_else(|| EditError::Selector(text.to_owned()))?;
            tests.push((key.trim().to_owned(), equal, value.trim().to_owned()));
        }
        Ok(Self { text: text.to_owned(), tests })
    }

    /// The text it was read from.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it asks for nothing.
    pub fn is_empty(&self) -> bool {
        self.tests.is_empty()
    }

    /// Whether a node fits.
    pub fn matches(&self, node: &NodeStatus) -> bool {
        self.tests.iter().all(|(key, equal, value)| (field(node, key) == *value) == *equal)
    }
}

/// A node's field as text; fields it does not have are empty.
fn field(node: &NodeStatus, key: &str) -> String {
    let reference = node.template_ref.as_ref();
    match key {
        "displayName" => node.display_name.clone(),
        "templateName" => node.template_name.clone(),
        "phase" => node.phase.to_string(),
        "name" => node.name.clone(),
        "id" => node.id.clone(),
        "templateRef.name" => reference.map(|r| r.name.clone()).unwrap_or_default(),
        "templateRef.template" => reference.map(|r| r.template.clone()).unwrap_or_default(),
        other => {
            let parameter =
                other.strip_prefix("inputs.parameters.").and_then(|rest| rest.strip_suffix(".value"));
            let value = parameter.and_then(|name| node.inputs.as_ref()?.parameter(name)?.value.clone());
            value.map(|v| v.0).unwrap_or_default()
        }
    }
}
