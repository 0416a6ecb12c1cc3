//! Names of templates, steps, tasks, parameters and artifacts.

use std::collections::HashSet;

/// The longest name of a template, step, task or container.
const LONGEST: usize = 128;

/// What begins the values that stand for what is known only at run time.
pub(super) const PLACEHOLDER: &str = "__argo__internal__placeholder-";

/// Which names a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Names {
    /// Parameters and artifacts.
    Values,
    /// Templates, tasks and containers.
    Fields,
}

/// A fault of a list of names: the index, and the words that follow the name of the list.
pub(super) struct BadName {
    pub(super) index: usize,
    pub(super) words: String,
}

/// Checks that names are given, well-formed and unique.
pub(super) fn check<'n>(kind: Names, names: impl IntoIterator<Item = &'n str>) -> Vec<BadName> {
    let mut bad = Vec::new();
    let mut seen = HashSet::new();
    for (index, name) in names.into_iter().enumerate() {
        let reason = match kind {
            Names::Values => value_name(name),
            Names::Fields => field_name(name),
        };
        let words = if name.is_empty() {
            format!("[{index}].name is required")
        } else if let Some(reason) = reason {
            format!("[{index}].name: '{name}' is invalid: {reason}")
        } else if seen.contains(name) {
            format!("[{index}].name '{name}' is not unique")
        } else {
            seen.insert(name);
            continue;
        };
        bad.push(BadName { index, words });
    }
    bad
}

/// Why a text cannot be the name of a parameter or artifact.
pub(super) fn value_name(name: &str) -> Option<String> {
    let fits =
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    let reason = "Parameter/Artifact name must consist of alpha-numeric characters, '_' or '-' e.g. my_param_1, MY-PARAM-1";
    (!fits).then(|| reason.to_owned())
}

/// Why a text cannot be the name of a template, task or container.
pub(super) fn field_name(name: &str) -> Option<String> {
    let mut reasons = Vec::new();
    if name.len() > LONGEST {
        reasons.push(format!("must be no more than {LONGEST} characters"));
    }
    let fits = name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if !fits {
        reasons.push(
            "name must consist of alpha-numeric characters or '-', and must start with an alpha-numeric character \
             (e.g. My-name1-2, 123-NAME)"
                .to_owned(),
        );
    }
    (!reasons.is_empty()).then(|| reasons.join(";"))
}

/// As [`field_name`], for steps: their names may hold values that are known only at run time.
pub(super) fn step_name(name: &str) -> Option<String> {
    if !name.contains(PLACEHOLDER) {
        return field_name(name);
    }
    let mut plain = String::new();
    let mut pieces = name.split(PLACEHOLDER);
    plain.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let rest = piece.trim_start_matches(|c: char| c.is_ascii_digit());
        if rest.len() == piece.len() {
            plain.push_str(PLACEHOLDER);
        } else {
            plain.push('x');
        }
        plain.push_str(rest);
    }
    field_name(&plain)
}

/// Whether a text holds a tag of the plain kind, `{{word.word}}`.
pub(super) fn holds_tag(text: &str) -> bool {
    text.match_indices("{{").any(|(at, _)| {
        let inside = text.get(at + 2..).unwrap_or_default();
        let Some(end) = inside.find("}}") else { return false };
        let words = inside.get(..end).unwrap_or_default();
        let is_word = |word: &str, under: bool| {
            !word.is_empty()
                && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || (under && b == b'_'))
        };
        words.split('.').enumerate().all(|(index, word)| is_word(word, index > 0))
    })
}

/// Whether a text is a whole number, as Go's `Atoi` reads one.
pub(super) fn is_whole_number(text: &str) -> bool {
    whole_number(text).is_some()
}

/// The whole number that a text is, as Go's `Atoi` reads one.
pub(super) fn whole_number(text: &str) -> Option<i64> {
    text.parse().ok()
}
