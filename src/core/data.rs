//! Data templates: what becomes of a list of keys (engine.md §4.6).

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::core::api::Data;
use crate::core::expr::{self, PlainEnvironment, Value};

/// Puts the transformations to a list of keys, one after the other, and returns the last value as JSON text.
///
/// # Errors
/// When an expression cannot be read or evaluated, or its value cannot be written as JSON.
pub fn transform(data: &Data, keys: Vec<String>, now: Timestamp) -> Result<String, String> {
    let mut value = Value::list(keys.iter().map(Value::text).collect());
    for step in data.transformation.iter().filter(|step| !step.expression.is_empty()) {
        let values = BTreeMap::from([("data".to_owned(), value)]);
        let changed = expr::evaluate(&step.expression, &PlainEnvironment { values, now });
        value = changed.map_err(|why| format!("expression '{}': {why}", step.expression))?;
    }
    expr::to_json_text(&value).map_err(|why| why.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn transformed(expressions: &[&str]) -> Result<String, String> {
        let steps: Vec<_> = expressions.iter().map(|text| json!({ "expression": text })).collect();
        let data = serde_json::from_value(json!({"source": {}, "transformation": steps})).expect("data");
        transform(&data, vec!["in/a.pdf".to_owned(), "in/b.txt".to_owned()], Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn each_step_works_on_what_the_one_before_left() {
        assert_eq!(transformed(&[""]).as_deref(), Ok(r#"["in/a.pdf","in/b.txt"]"#));
        let two = transformed(&["filter(data, {# endsWith '.pdf'})", "map(data, {# + '.ready'})"]);
        assert_eq!(two.as_deref(), Ok(r#"["in/a.pdf.ready"]"#));
        assert_eq!(transformed(&["len(data)"]).as_deref(), Ok("2"));
    }

    #[test]
    fn what_cannot_be_evaluated_is_named() {
        let wrong = transformed(&["filter(data,"]).expect_err("no expression");
        assert!(wrong.starts_with("expression 'filter(data,': "), "{wrong}");
    }
}
