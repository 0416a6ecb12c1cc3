//! Label selectors, in the words of Kubernetes.

use serde_json::Value;

use super::kinds;
use crate::core::select::label_rules::{key_problems, quoted, together, value_problems};

/// Why a selector cannot be used: the first of its requirements that is none.
pub(super) fn fault(selector: &Value) -> Option<String> {
    let labels = selector.get("matchLabels").and_then(Value::as_object);
    let labels = labels.into_iter().flatten();
    let of_label =
        |(key, value): (&String, &Value)| requirement(key, "In", &[value.as_str().unwrap_or_default()]);
    labels
        .map(of_label)
        .chain(kinds::list(selector, "matchExpressions").iter().map(expression))
        .flatten()
        .next()
}

fn expression(one: &Value) -> Option<String> {
    let values: Vec<&str> = kinds::list(one, "values").iter().filter_map(Value::as_str).collect();
    requirement(kinds::text(one, "key"), kinds::text(one, "operator"), &values)
}

fn requirement(key: &str, operator: &str, values: &[&str]) -> Option<String> {
    let key_fault = key_problems(key).join("; ");
    let mut faults = Vec::new();
    if !key_fault.is_empty() {
        faults.push(format!("key: Invalid value: {}: {key_fault}", quoted(key)));
    }
    match operator {
        "In" | "NotIn" if values.is_empty() => {
            let words = "for 'in', 'notin' operators, values set can't be empty";
            faults.push(format!("values: Invalid value: null: {words}"));
        }
        "Exists" | "DoesNotExist" if !values.is_empty() => {
            let list = serde_json::to_string(values).unwrap_or_default();
            let words = "values set must be empty for exists and does not exist";
            faults.push(format!("values: Invalid value: {list}: {words}"));
        }
        "In" | "NotIn" | "Exists" | "DoesNotExist" => {}
        other => return Some(format!("{other:?} is not a valid label selector operator")),
    }
    faults.extend(value_problems(key, values));
    together(faults)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::fault;

    #[test]
    fn what_is_wrong_is_said_in_the_words_of_kubernetes() {
        let said = |selector| fault(&selector).unwrap_or_default();
        let keyed = |key: &str| said(json!({"matchExpressions": [{"key": key, "operator": "Exists"}]}));
        assert_eq!(said(json!({"matchLabels": {"a": "b", "example.com/a": ""}})), "");
        assert!(
            said(json!({"matchLabels": {"a": "c d"}}))
                .starts_with("values[0][a]: Invalid value: \"c d\": a valid label")
        );
        assert!(keyed("a b").starts_with("key: Invalid value: \"a b\": name part must consist of"));
        assert!(
            keyed("")
                .starts_with("key: Invalid value: \"\": name part must be non-empty; name part must consist")
        );
        assert_eq!(keyed("/b"), "key: Invalid value: \"/b\": prefix part must be non-empty");
        assert!(keyed("A_/b").contains("prefix part a lowercase RFC 1123 subdomain"));
        let long = "c".repeat(64);
        assert!(keyed(&long).ends_with("name part must be no more than 63 bytes"));
        let both = json!({"matchExpressions": [{"key": "a b", "operator": "In", "values": ["x y"]}]});
        assert!(said(both.clone()).starts_with("[key: ") && said(both).ends_with("')]"));
        let none = json!({"matchExpressions": [{"key": "a", "operator": "In", "values": []}]});
        assert_eq!(
            said(none),
            "values: Invalid value: null: for 'in', 'notin' operators, values set can't be empty"
        );
        let odd = json!({"matchExpressions": [{"key": "a", "operator": "Gt"}]});
        assert_eq!(said(odd), "\"Gt\" is not a valid label selector operator");
    }
}
