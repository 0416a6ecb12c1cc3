//! Label selectors, in the words of Kubernetes.

use serde_json::Value;

use super::kinds;

const VALUE_RULE: &str = "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', \
    and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for \
    validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
const NAME_RULE: &str = "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an \
    alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is \
    '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const PREFIX_RULE: &str = "prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric \
    characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for \
    validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

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
    let key_fault = key_faults(key).join("; ");
    let mut faults = Vec::new();
    if !key_fault.is_empty() {
        faults.push(format!("key: Invalid value: {key:?}: {key_fault}"));
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
    for (index, value) in values.iter().enumerate() {
        let too_long = (value.len() > 63).then(|| "must be no more than 63 bytes".to_owned());
        let odd = (!value.is_empty() && !is_name(value)).then(|| VALUE_RULE.to_owned());
        let words: Vec<String> = too_long.into_iter().chain(odd).collect();
        if !words.is_empty() {
            faults.push(format!("values[{index}][{key}]: Invalid value: {value:?}: {}", words.join("; ")));
        }
    }
    match faults.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        all => Some(format!("[{}]", all.join(", "))),
    }
}

fn key_faults(key: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let name = match key.split('/').collect::<Vec<_>>().as_slice() {
        [name] => *name,
        [prefix, name] => {
            if prefix.is_empty() {
                faults.push("prefix part must be non-empty".to_owned());
            } else if !prefix.split('.').all(is_lower) {
                faults.push(PREFIX_RULE.to_owned());
            }
            *name
        }
        _ => {
            let rest = "with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')";
            return vec![format!("a valid label key {NAME_RULE} {rest}")];
        }
    };
    if name.is_empty() {
        faults.push("name part must be non-empty".to_owned());
    } else if name.len() > 63 {
        faults.push("name part must be no more than 63 bytes".to_owned());
    }
    if !is_name(name) {
        faults.push(format!("name part {NAME_RULE}"));
    }
    faults
}

fn is_name(text: &str) -> bool {
    let inner = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
    let ends = |b: Option<&u8>| b.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = text.as_bytes();
    ends(bytes.first()) && ends(bytes.last()) && bytes.iter().copied().all(inner)
}

fn is_lower(part: &str) -> bool {
    is_name(part) && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
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
