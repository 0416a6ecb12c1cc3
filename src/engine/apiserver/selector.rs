//! Field selectors, as far as an API server knows them: `field=value`, `field==value`, `field!=value`, joined by commas.

use super::error::ApiError;

/// A parsed field selector.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct FieldSelector(Vec<Requirement>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Requirement {
    field: String,
    equal: bool,
    value: String,
}

impl FieldSelector {
    /// # Errors
    /// When a part is no comparison.
    pub(super) fn parse(text: &str) -> Result<Self, ApiError> {
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        parts.map(requirement).collect::<Result<_, _>>().map(Self)
    }

    /// The value a field must have.
    pub(super) fn exact(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|r| r.equal && r.field == field).map(|r| r.value.as_str())
    }

    /// Whether the requirements on the fields that `concerns` accepts hold; a field that is not there is empty.
    pub(super) fn matches<'a>(
        &self,
        concerns: impl Fn(&str) -> bool,
        get: impl Fn(&str) -> Option<&'a str>,
    ) -> bool {
        let mut own = self.0.iter().filter(|r| concerns(&r.field));
        own.all(|r| (get(&r.field).unwrap_or_default() == r.value) == r.equal)
    }
}

fn requirement(part: &str) -> Result<Requirement, ApiError> {
    let split = [("!=", false), ("==", true), ("=", true)]
        .into_iter()
        .find_map(|(sign, equal)| part.split_once(sign).map(|(field, value)| (field, equal, value)));
    let Some((field, equal, value)) = split else {
        return Err(ApiError::bad_request(format!("invalid selector: '{part}'; can't understand '{part}'")));
    };
    Ok(Requirement { field: field.trim().to_owned(), equal, value: value.trim().to_owned() })
}

/// A parsed label selector: `a=b,c!=d,e in (f,g),h notin (i),j,!k`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct LabelSelector(Vec<Test>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Test {
    Present(String),
    Absent(String),
    In(String, Vec<String>),
    NotIn(String, Vec<String>),
}

impl LabelSelector {
    /// # Errors
    /// When a part is not understood.
    pub(super) fn parse(text: &str) -> Result<Self, ApiError> {
        let mut tests = Vec::new();
        let (mut depth, mut start) = (0_i32, 0);
        for (at, c) in text.char_indices() {
            match c {
                '(' => depth += 1,
                ')' => depth -= 1,
                ',' if depth == 0 => {
                    tests.push(test(&text[start..at])?);
                    start = at + 1;
                }
                _ => {}
            }
        }
        if !text.trim().is_empty() {
            tests.push(test(&text[start..])?);
        }
        Ok(Self(tests))
    }

    /// Whether labels pass.
    pub(super) fn matches(&self, labels: &std::collections::BTreeMap<String, String>) -> bool {
        self.0.iter().all(|test| match test {
            Test::Present(key) => labels.contains_key(key),
            Test::Absent(key) => !labels.contains_key(key),
            Test::In(key, values) => labels.get(key).is_some_and(|v| values.contains(v)),
            Test::NotIn(key, values) => labels.get(key).is_none_or(|v| !values.contains(v)),
        })
    }
}

fn test(part: &str) -> Result<Test, ApiError> {
    let part = part.trim();
    let refuse = || ApiError::bad_request(format!("unable to parse requirement: {part:?} is not understood"));
    if let Some(list) = part.strip_suffix(')') {
        let (head, values) = list.split_once('(').ok_or_else(refuse)?;
        let values = values.split(',').map(|v| v.trim().to_owned()).collect();
        let (key, word) = head.trim().rsplit_once(char::is_whitespace).ok_or_else(refuse)?;
        let key = key.trim().to_owned();
        return match word {
            "in" => Ok(Test::In(key, values)),
            "notin" => Ok(Test::NotIn(key, values)),
            _ => Err(refuse()),
        };
    }
    if let Some(key) = part.strip_prefix('!') {
        return Ok(Test::Absent(key.trim().to_owned()));
    }
    for (sign, equal) in [("!=", false), ("==", true), ("=", true)] {
        if let Some((key, value)) = part.split_once(sign) {
            let (key, values) = (key.trim().to_owned(), vec![value.trim().to_owned()]);
            return Ok(if equal { Test::In(key, values) } else { Test::NotIn(key, values) });
        }
    }
    if part.is_empty() || part.contains(char::is_whitespace) {
        return Err(refuse());
    }
    Ok(Test::Present(part.to_owned()))
}
