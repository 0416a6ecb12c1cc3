//! What keys and values of labels look like, and what the Kubernetes library says of others.

const NAME_RULE: &str = "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an \
    alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is \
    '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

const PREFIX_RULE: &str = "prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric \
    characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used \
    for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

const VALUE_RULE: &str = "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or \
    '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex \
    used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

/// What is wrong with a key.
pub(in crate::core) fn key_problems(key: &str) -> Vec<String> {
    let mut problems = Vec::new();
    let parts: Vec<_> = key.split('/').collect();
    match parts[..] {
        [name] => check_name(name, &mut problems),
        [prefix, name] => {
            if prefix.is_empty() {
                problems.push("prefix part must be non-empty".to_owned());
            } else {
                if prefix.len() > 253 {
                    problems.push("prefix part must be no more than 253 bytes".to_owned());
                }
                let label = |label: &str| {
                    is_framed(label, |c| c.is_ascii_lowercase() || c.is_ascii_digit(), |c| c == '-')
                };
                if !prefix.split('.').all(label) {
                    problems.push(PREFIX_RULE.to_owned());
                }
            }
            check_name(name, &mut problems);
        }
        _ => problems.push(format!(
            "a valid label key {NAME_RULE} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"
        )),
    }
    problems
}

fn check_name(name: &str, problems: &mut Vec<String>) {
    if name.is_empty() {
        problems.push("name part must be non-empty".to_owned());
    } else if name.len() > 63 {
        problems.push("name part must be no more than 63 bytes".to_owned());
    }
    if !is_name(name) {
        problems.push(format!("name part {NAME_RULE}"));
    }
}

/// The rules that a value breaks.
pub(in crate::core) fn value_rules(value: &str) -> Vec<&'static str> {
    let mut rules = Vec::new();
    if value.len() > 63 {
        rules.push("must be no more than 63 bytes");
    }
    if !value.is_empty() && !is_name(value) {
        rules.push(VALUE_RULE);
    }
    rules
}

/// What is wrong with the values that a requirement names, by their places.
pub(in crate::core) fn value_problems(key: &str, values: &[impl AsRef<str>]) -> Vec<String> {
    let mut problems = Vec::new();
    for (index, value) in values.iter().map(AsRef::as_ref).enumerate() {
        let rules = value_rules(value);
        if !rules.is_empty() {
            problems.push(format!(
                "values[{index}][{key}]: Invalid value: {}: {}",
                quoted(value),
                rules.join("; ")
            ));
        }
    }
    problems
}

/// Several problems as one message.
pub(in crate::core) fn together(problems: Vec<String>) -> Option<String> {
    match problems.as_slice() {
        [] => None,
        [problem] => Some(problem.clone()),
        problems => Some(format!("[{}]", problems.join(", "))),
    }
}

fn is_name(text: &str) -> bool {
    is_framed(text, |c| c.is_ascii_alphanumeric(), |c| matches!(c, '-' | '_' | '.'))
}

/// Whether a text begins and ends with `edge` characters and has only those and `inner` ones.
fn is_framed(text: &str, edge: impl Fn(char) -> bool, inner: impl Fn(char) -> bool) -> bool {
    text.chars().next().is_some_and(&edge)
        && text.chars().next_back().is_some_and(&edge)
        && text.chars().all(|character| edge(character) || inner(character))
}

/// A text between quotation marks.
pub(in crate::core) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
