//! `single-braces`: tags with one brace, or with a dollar sign, which stay as they are.

use memchr::memmem;

use super::manifest::texts;
use super::{Hint, Manifest, Rule};
use crate::core::lint::Level;

pub(super) const RULE: Rule = Rule {
    name: "single-braces",
    what: "`{inputs.parameters.x}`, `$(inputs.parameters.x)` or the like, where `{{inputs.parameters.x}}` is meant.",
    why: "It is no tag, so the step gets the text as it is written.",
    example: "args: [\"hello {inputs.parameters.name}\"]      # write {{inputs.parameters.name}}",
    level: Some(Level::Warning),
    check,
};

/// Beginnings of names that no other language has.
const NAMES: &[&str] =
    &["inputs.parameters.", "inputs.artifacts.", "workflow.parameters.", "outputs.parameters."];

fn check(manifest: &Manifest<'_>) -> Vec<Hint> {
    let spec = manifest.spec();
    let mut found = Vec::new();
    if manifest.may(|text| NAMES.iter().any(|name| braced(text, name).is_some())) {
        texts(&spec.path, spec.value, &mut found);
    }
    found.into_iter().filter_map(|(path, text)| hint(path, text)).collect()
}

fn hint(path: String, text: &str) -> Option<Hint> {
    let (mark, name) = NAMES.iter().find_map(|name| braced(text, name))?;
    Some(Hint {
        path,
        message: format!("`{mark}` is no tag: it stays as it is"),
        help: format!("write `{{{{{name}}}}}`"),
        mark: mark.to_owned(),
    })
}

/// The first name in braces of the wrong kind: with them, and without.
fn braced<'t>(text: &'t str, beginning: &str) -> Option<(&'t str, &'t str)> {
    memmem::find_iter(text.as_bytes(), beginning).find_map(|at| {
        let before = text.get(..at)?;
        let rest = text.get(at..)?;
        let end =
            rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '_' | '-')).unwrap_or(rest.len());
        let start =
            before.trim_end_matches(|c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-')).len();
        let (outside, name) = (before.get(..start)?, text.get(start..at + end)?);
        let after = text.get(at + end..)?;
        let opening = ["${", "$(", "{"].into_iter().find(|opening| outside.ends_with(opening))?;
        let closing = if opening == "$(" { ')' } else { '}' };
        // Two braces are a tag, or the beginning of one that is said elsewhere.
        let single = !outside.ends_with("{{") && after.starts_with(closing);
        single.then_some((text.get(start - opening.len()..at + end + 1)?, name))
    })
}

#[cfg(test)]
mod tests {
    use super::braced;

    #[test]
    fn two_braces_are_a_tag_and_one_is_none() {
        let found = |text| braced(text, "inputs.parameters.").map(|(mark, _)| mark);
        assert_eq!(found("a {inputs.parameters.b} c"), Some("{inputs.parameters.b}"));
        assert_eq!(found("$(inputs.parameters.b)"), Some("$(inputs.parameters.b)"));
        assert_eq!(found("${inputs.parameters.b}"), Some("${inputs.parameters.b}"));
        assert_eq!(found("{{inputs.parameters.b}} {{=inputs.parameters.b}} inputs.parameters.b"), None);
    }
}
