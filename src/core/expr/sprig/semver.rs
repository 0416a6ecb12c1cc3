//! Semantic versions: `semverCompare`.

use std::cmp::Ordering;

use super::super::eval::Scope;
use super::super::{ExprError, Value};
use super::{Answer, wrong};

#[derive(Debug, Clone, PartialEq, Eq)]
struct Version {
    numbers: [u64; 3],
    given: usize,
    pre: Vec<String>,
    build: String,
}

pub(super) fn call(_: &Scope<'_>, name: &str, args: &[Value]) -> Answer {
    Some(match (name, args) {
        ("semver", [Value::Text(text)]) => {
            version(text).map(|v| Value::from(v.to_string())).ok_or_else(invalid)
        }
        ("semverCompare", [Value::Text(constraint), Value::Text(text)]) => match version(text) {
            Some(version) => satisfies(constraint, &version).map(Value::Bool),
            None => Err(invalid()),
        },
        ("semver" | "semverCompare", _) => Err(wrong(name, args)),
        _ => return None,
    })
}

fn invalid() -> ExprError {
    ExprError::new("invalid semantic version", 0)
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [major, minor, patch] = self.numbers;
        write!(f, "{major}.{minor}.{patch}")?;
        if !self.pre.is_empty() {
            write!(f, "-{}", self.pre.join("."))?;
        }
        if self.build.is_empty() { Ok(()) } else { write!(f, "+{}", self.build) }
    }
}

fn version(text: &str) -> Option<Version> {
    let text = text.trim().trim_start_matches('v');
    let (rest, build) = text.split_once('+').unwrap_or((text, ""));
    let (core, pre) = rest
        .split_once('-')
        .map_or((rest, Vec::new()), |(core, pre)| (core, pre.split('.').map(str::to_owned).collect()));
    let mut numbers = [0; 3];
    let parts: Vec<&str> = core.split('.').collect();
    if parts.len() > 3 {
        return None;
    }
    for (slot, part) in numbers.iter_mut().zip(&parts) {
        *slot = part.parse().ok()?;
    }
    Some(Version { numbers, given: parts.len(), pre, build: build.to_owned() })
}

fn compare(a: &Version, b: &Version) -> Ordering {
    let pre = || match (a.pre.is_empty(), b.pre.is_empty()) {
        (true, true) => Ordering::Equal,
        (true, false) => Ordering::Greater,
        (false, true) => Ordering::Less,
        (false, false) => a
            .pre
            .iter()
            .zip(&b.pre)
            .map(|(x, y)| identifier(x, y))
            .find(|o| o.is_ne())
            .unwrap_or(a.pre.len().cmp(&b.pre.len())),
    };
    a.numbers.cmp(&b.numbers).then_with(pre)
}

fn identifier(a: &str, b: &str) -> Ordering {
    match (a.parse::<u64>(), b.parse::<u64>()) {
        (Ok(a), Ok(b)) => a.cmp(&b),
        (Ok(_), Err(_)) => Ordering::Less,
        (Err(_), Ok(_)) => Ordering::Greater,
        (Err(_), Err(_)) => a.cmp(b),
    }
}

/// `||` between alternatives, blanks or commas between what must all hold.
fn satisfies(constraint: &str, version: &Version) -> Result<bool, ExprError> {
    for alternative in constraint.split("||") {
        let ranged = match alternative.split_once(" - ") {
            Some((from, to)) => format!(">={} <={}", from.trim(), to.trim()),
            None => alternative.to_owned(),
        };
        let spaced = ranged.replace(',', " ");
        let mut all = true;
        let mut words = spaced.split_whitespace().peekable();
        while let Some(word) = words.next() {
            let bare_sign = word.chars().all(|c| "=<>!~^".contains(c));
            let joined = if bare_sign {
                format!("{word}{}", words.next().unwrap_or_default())
            } else {
                word.to_owned()
            };
            all &= holds(&joined, version)?;
        }
        if all {
            return Ok(true);
        }
    }
    Ok(false)
}

fn holds(word: &str, version: &Version) -> Result<bool, ExprError> {
    let end = word.find(|c: char| !"=<>!~^".contains(c)).unwrap_or(word.len());
    let (sign, text) = word.split_at(end);
    let bad = || ExprError::new(format!("improper constraint: {word}"), 0);
    let stars = text.split('.').position(|part| matches!(part, "*" | "x" | "X"));
    let plain: Vec<&str> = text.split('.').take(stars.unwrap_or(3)).collect();
    let wanted = if plain.is_empty() { None } else { Some(self::version(&plain.join(".")).ok_or_else(bad)?) };
    let Some(wanted) = wanted else { return Ok(version.pre.is_empty()) };
    if !version.pre.is_empty() && wanted.pre.is_empty() {
        return Ok(false);
    }
    let order = compare(version, &wanted);
    let same_until =
        |count: usize| version.numbers.iter().zip(&wanted.numbers).take(count).all(|(a, b)| a == b);
    let loose = wanted.given < 3;
    Ok(match sign {
        "" | "=" if loose => same_until(wanted.given),
        "" | "=" => order.is_eq(),
        "!=" if loose => !same_until(wanted.given),
        "!=" => order.is_ne(),
        ">" if loose => order.is_gt() && !same_until(wanted.given),
        ">" => order.is_gt(),
        "<" => order.is_lt(),
        ">=" | "=>" => order.is_ge(),
        "<=" | "=<" => order.is_le() || loose && same_until(wanted.given),
        "~" | "~>" => order.is_ge() && same_until(wanted.given.min(2)),
        "^" => {
            let first = wanted.numbers.iter().position(|n| *n > 0).unwrap_or(wanted.given.saturating_sub(1));
            order.is_ge() && same_until(first + 1)
        }
        _ => return Err(bad()),
    })
}
