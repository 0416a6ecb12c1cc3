//! Output parameters of resource templates: queries on the object (engine.md §4.3).

use serde_json::{Value, json};

use super::super::text;
use crate::core::api::Template;

/// The outputs of a template for the object its action left; `None`: there is no object.
pub(super) fn collect(template: &Template, object: Option<&Value>) -> Result<Value, String> {
    let mut parameters = Vec::new();
    for parameter in &template.outputs.parameters {
        let Some(from) = &parameter.value_from else { continue };
        let value = match object {
            None => from.default.as_ref().map(|d| d.0.clone()).unwrap_or_default(),
            Some(object) if !(from.json_path.is_empty() && from.jq_filter.is_empty()) => {
                text::query(&from.json_path, &from.jq_filter, object)?
            }
            Some(_) => continue,
        };
        let mut filled = serde_json::to_value(parameter).map_err(|error| error.to_string())?;
        filled["value"] = value.trim_end_matches('\n').into();
        parameters.push(filled);
    }
    Ok(if parameters.is_empty() { json!({}) } else { json!({ "parameters": parameters }) })
}
