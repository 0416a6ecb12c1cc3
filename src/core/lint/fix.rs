//! Changes of a text that mend it: misspelt keys, missing quotes, single values where a list is wanted. Everything
//! else of the text stays as it is, comments and layout included.

use std::ops::Range;

use super::file::Object;
use super::shape::Mend;
use crate::core::text::pointer::unescaped;

/// Parts of a text that are to be replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The bytes of the file, and what is to stand there.
    pub edits: Vec<(Range<usize>, String)>,
}

/// The change that mends a problem; `text` is that of the file.
pub(super) fn of(object: &Object, text: &str, pointer: &str, mend: &Mend) -> Option<Fix> {
    let edits = match mend {
        Mend::Key(name) => vec![key(object, text, pointer, name)?],
        Mend::Quotes => {
            let (span, written) = scalar(object, text, pointer)?;
            vec![(span, format!("\"{written}\""))]
        }
        Mend::List => {
            let (span, written) = scalar(object, text, pointer)?;
            vec![(span, format!("[{written}]"))]
        }
        Mend::KeyAndList(name) => {
            let (span, written) = scalar(object, text, pointer)?;
            vec![key(object, text, pointer, name)?, (span, format!("[{}]", quoted(written)))]
        }
    };
    Some(Fix { edits })
}

/// The name of a key, without its quotes.
fn key(object: &Object, text: &str, pointer: &str, name: &str) -> Option<(Range<usize>, String)> {
    let span = object.key_span(pointer)?;
    let written = text.get(span.clone())?;
    let old = unescaped(pointer.rsplit('/').next()?);
    let at = span.start + written.find(&*old)?;
    Some((at..at + old.len(), name.to_owned()))
}

/// A value that is written on one line.
fn scalar<'t>(object: &Object, text: &'t str, pointer: &str) -> Option<(Range<usize>, &'t str)> {
    let span = object.value_span(pointer)?;
    let written = text.get(span.clone())?.trim_end();
    // Anchors, aliases and text on several lines are for people.
    let plain =
        !written.is_empty() && !written.contains('\n') && !written.starts_with(['&', '*', '|', '>', '!']);
    plain.then(|| (span.start..span.start + written.len(), written))
}

/// Plain text is quoted where it means something else inside of brackets.
fn quoted(written: &str) -> String {
    let plain = !written.starts_with(['"', '\'']) && written.contains([',', '[', ']', '{', '}', '*', '#']);
    if plain { format!("\"{written}\"") } else { written.to_owned() }
}

/// A text with the fixes made, and how many of them could be: two never change the same place.
pub fn apply<'f>(text: &str, fixes: impl IntoIterator<Item = &'f Fix>) -> (String, usize) {
    let mut taken: Vec<(Range<usize>, &str)> = Vec::new();
    let mut made = 0;
    for fix in fixes {
        let free = fix.edits.iter().all(|(span, _)| {
            text.get(span.clone()).is_some()
                && taken.iter().all(|(other, _)| span.end <= other.start || other.end <= span.start)
        });
        if free {
            taken.extend(fix.edits.iter().map(|(span, new)| (span.clone(), new.as_str())));
            made += 1;
        }
    }
    taken.sort_by_key(|(span, _)| span.start);
    let (mut out, mut at) = (String::with_capacity(text.len() + 64), 0);
    for (span, new) in taken {
        out.push_str(text.get(at..span.start).unwrap_or_default());
        out.push_str(new);
        at = span.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    (out, made)
}
