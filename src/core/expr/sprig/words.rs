//! Letters and words: cases and initials.

use super::super::Value;
use super::super::eval::Scope;
use super::{Answer, wrong};

pub(super) fn call(_: &Scope<'_>, name: &str, args: &[Value]) -> Answer {
    let change: fn(&str) -> String = match name {
        "title" => |s| each_word(s, |c| c.to_uppercase().collect()),
        "untitle" => |s| each_word(s, |c| c.to_lowercase().collect()),
        "swapcase" => swapcase,
        "initials" => |s| s.split_whitespace().filter_map(|word| word.chars().next()).collect(),
        "snakecase" => |s| separated(s, '_'),
        "kebabcase" => |s| separated(s, '-'),
        "camelcase" => camelcase,
        "hello" => return Some(Ok("Hello!".into())),
        _ => return None,
    };
    Some(match args {
        [Value::Text(s)] => Ok(change(s).into()),
        [Value::Nil] => Ok(change("").into()),
        _ => Err(wrong(name, args)),
    })
}

/// Changes the first letter of each word.
fn each_word(s: &str, change: impl Fn(char) -> String) -> String {
    let mut out = String::new();
    let mut before = ' ';
    for c in s.chars() {
        if before.is_whitespace() {
            out.push_str(&change(c));
        } else {
            out.push(c);
        }
        before = c;
    }
    out
}

fn swapcase(s: &str) -> String {
    let swap = |c: char| -> String {
        if c.is_uppercase() { c.to_lowercase().collect() } else { c.to_uppercase().collect() }
    };
    s.chars().map(swap).collect()
}

fn separated(s: &str, by: char) -> String {
    let letters: Vec<char> = s.chars().collect();
    let mut out = String::new();
    for (at, c) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|n| letters.get(n));
        let after = letters.get(at + 1);
        let is_mark = |c: &char| matches!(c, ' ' | '_' | '-');
        if is_mark(c) {
            if !out.ends_with(by) {
                out.push(by);
            }
            continue;
        }
        let starts = c.is_uppercase()
            && before.is_some_and(|b| {
                !is_mark(b) && (!b.is_uppercase() || after.is_some_and(|a| a.is_lowercase()))
            });
        if starts && !out.ends_with(by) {
            out.push(by);
        }
        out.extend(c.to_lowercase());
    }
    out
}

fn camelcase(s: &str) -> String {
    let start: String = s.chars().take_while(|c| *c == '_').collect();
    let rest = s.get(start.len()..).unwrap_or_default();
    let mut out = start;
    let mut upper = true;
    for c in rest.chars() {
        if matches!(c, '_' | '-' | ' ') {
            upper = true;
        } else if upper {
            out.extend(c.to_uppercase());
            upper = false;
        } else {
            out.push(c);
        }
    }
    out
}
