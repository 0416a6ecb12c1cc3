//! Success and failure conditions: label-selector syntax over paths into an object (engine.md §4.13 of Argo's resource templates).

use serde_json::Value;

/// One requirement, e.g. `status.succeeded > 0`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Requirement {
    path: String,
    test: Test,
    text: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Test {
    Exists,
    Missing,
    In(Vec<String>),
    NotIn(Vec<String>),
    Above(i64),
    Below(i64),
}

/// Reads a condition: requirements with commas between, all of which are meant.
pub(super) fn parse(text: &str) -> Result<Vec<Requirement>, String> {
    let mut parts = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).map(requirement).collect()
}

fn requirement(text: &str) -> Result<Requirement, String> {
    let bad = |why: &str| format!("unable to parse requirement '{text}': {why}");
    let make = |path: &str, test: Test, shown: String| {
        let path = path.trim();
        if path.is_empty() || !path.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_./".contains(&b)) {
            return Err(bad("the key has to consist of letters, digits, '-', '_', '.' and '/'"));
        }
        Ok(Requirement { path: path.to_owned(), test, text: shown })
    };
    if let Some(path) = text.strip_prefix('!') {
        return make(path, Test::Missing, text.to_owned());
    }
    for (sign, equal) in [("!=", false), ("==", true), ("=", true)] {
        if let Some((path, value)) = text.split_once(sign) {
            let (path, value) = (path.trim(), value.trim().to_owned());
            let shown = format!("{path}{sign}{value}");
            let test = if equal { Test::In(vec![value]) } else { Test::NotIn(vec![value]) };
            return make(path, test, shown);
        }
    }
    for (sign, above) in [(">", true), ("<", false)] {
        if let Some((path, value)) = text.split_once(sign) {
            let number = value
                .trim()
                .parse()
                .map_err(|_| bad("for 'Gt', 'Lt' operators, the value must be an integer"))?;
            let test = if above { Test::Above(number) } else { Test::Below(number) };
            return make(path, test, format!("{}{sign}{number}", path.trim()));
        }
    }
    if let Some((head, list)) = text.split_once('(') {
        let list = list.trim_end().strip_suffix(')').ok_or_else(|| bad("a list has to end with ')'"))?;
        let values: Vec<String> = list.split(',').map(|v| v.trim().to_owned()).collect();
        let mut words = head.split_whitespace();
        return match (words.next(), words.next(), words.next()) {
            (Some(path), Some("in"), None) => {
                let shown = format!("{path} in ({})", values.join(","));
                make(path, Test::In(values), shown)
            }
            (Some(path), Some("notin"), None) => {
                let shown = format!("{path} notin ({})", values.join(","));
                make(path, Test::NotIn(values), shown)
            }
            _ => Err(bad("expected 'in' or 'notin' before a list")),
        };
    }
    make(text, Test::Exists, text.to_owned())
}

impl Requirement {
    /// Whether an object meets it. A missing value meets `!=` and `notin`.
    pub(super) fn met_by(&self, object: &Value) -> bool {
        let value = look_up(object, &self.path);
        let text = value.map(plain);
        match &self.test {
            Test::Exists => value.is_some(),
            Test::Missing => value.is_none(),
            Test::In(values) => text.is_some_and(|text| values.contains(&text)),
            Test::NotIn(values) => text.is_none_or(|text| !values.contains(&text)),
            Test::Above(limit) => text.and_then(|t| t.parse::<i64>().ok()).is_some_and(|n| n > *limit),
            Test::Below(limit) => text.and_then(|t| t.parse::<i64>().ok()).is_some_and(|n| n < *limit),
        }
    }

    /// The requirement as text, without blanks around its sign.
    pub(super) fn text(&self) -> &str {
        &self.text
    }
}

/// The value at a path of keys and list positions with dots between.
fn look_up<'a>(object: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.').try_fold(object, |value, key| match value {
        Value::Object(map) => map.get(key),
        Value::Array(list) => list.get(key.parse::<usize>().ok()?),
        _ => None,
    })
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn met(condition: &str) -> bool {
        let object = json!({"status": {
            "phase": "Running", "ready": 2, "empty": "", "ok": true, "conditions": [{"type": "Done"}],
        }});
        parse(condition).expect("a condition").iter().all(|r| r.met_by(&object))
    }

    #[test]
    fn conditions_look_into_the_object() {
        for good in [
            "status.phase == Running, status.ready > 1",
            "status.phase in (Running, Succeeded)",
            "status.conditions.0.type=Done",
            "status.missing != x",
            "!status.missing",
            "status.ok==true",
            "status.ready<3",
            "status.phase",
            "status.empty=",
        ] {
            assert!(met(good), "{good}");
        }
        for bad in
            ["status.phase == Failed", "status.ready > 2", "status.phase notin (Running)", "status.missing=x"]
        {
            assert!(!met(bad), "{bad}");
        }
    }

    #[test]
    fn what_is_no_condition_is_refused() {
        for bad in ["status.#(a)", "a in b)", "a > b", "a in (b"] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }
}
