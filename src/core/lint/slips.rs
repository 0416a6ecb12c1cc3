//! Slips of the hand that YAML readers notice late, in words that mean something else: a blank or a colon that is
//! missing, blanks that are none, what a merge left behind.

use std::ops::Range;

/// A slip: its place in the text, what it is, and what to write.
pub(super) struct Slip {
    pub(super) span: Range<usize>,
    pub(super) message: String,
    pub(super) help: String,
}

/// A line, and where it begins in the text.
#[derive(Clone, Copy)]
pub(super) struct Line<'t> {
    pub(super) start: usize,
    pub(super) text: &'t str,
}

impl<'t> Line<'t> {
    /// What the line says behind its indentation and its dashes, and where that begins in the text.
    fn bare(self) -> (usize, &'t str) {
        let mut rest = self.text.trim_start();
        while let Some(after) = rest.strip_prefix("- ") {
            rest = after.trim_start();
        }
        let at = self.start + self.text.len() - rest.len();
        (at, rest.trim_end())
    }

    fn slip(at: usize, shown: &str, message: impl Into<String>, help: impl Into<String>) -> Slip {
        Slip { span: at..at + shown.len(), message: message.into(), help: help.into() }
    }

    /// `-name: a`, which is a key that begins with a dash.
    pub(super) fn dash(self) -> Option<Slip> {
        let (at, bare) = self.bare();
        let key = bare.strip_prefix('-')?;
        let is_key = key.starts_with(|c: char| c.is_ascii_alphabetic()) && key.contains(':');
        is_key.then(|| Self::slip(at, bare, "a blank is missing behind the dash", format!("write `- {key}`")))
    }

    /// `image:busybox`, which is text and no key.
    pub(super) fn colon_alone(self) -> Option<Slip> {
        let (at, bare) = self.bare();
        let (key, value) = bare.split_once(':')?;
        let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric());
        let sticks = !value.is_empty() && !value.starts_with([' ', '\t', '/']) && !bare.contains(": ");
        (is_key && sticks).then(|| {
            Self::slip(at, bare, "a blank is missing behind the colon", format!("write `{key}: {value}`"))
        })
    }

    /// `container` where `container:` is meant.
    pub(super) fn no_colon(self) -> Option<Slip> {
        let (at, bare) = self.bare();
        let key = bare.split_whitespace().next()?;
        let is_key = key.chars().all(|c| c.is_ascii_alphanumeric());
        let rest = bare.get(key.len()..).unwrap_or_default();
        (is_key && !bare.contains(':'))
            .then(|| Self::slip(at, bare, "a colon is missing here", format!("write `{key}:{rest}`")))
    }

    /// `when: 'a' == 'b'`, where the quotes end before the value does.
    pub(super) fn behind_quotes(self) -> Option<Slip> {
        let (at, bare) = self.bare();
        let (key, value) = bare.split_once(": ").unwrap_or(("", bare));
        let skipped = bare.len() - value.len() + (value.len() - value.trim_start().len());
        let value = value.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let close = 1 + value.get(1..)?.find(quote)?;
        let rest = value.get(close + 1..)?.trim();
        if rest.is_empty() || rest.starts_with(['#', quote, ',', ']', '}', ':']) || key.contains(quote) {
            return None;
        }
        let whole = if value.contains('"') {
            format!("'{}'", value.replace('\'', "''"))
        } else {
            format!("\"{value}\"")
        };
        let help = format!("put quotes around all of it: {whole}");
        Some(Self::slip(at + skipped, value, "the quotes end before the value does", help))
    }

    /// Blanks of another kind, as copied from a page.
    pub(super) fn odd_blank(self) -> Option<Slip> {
        let indent = self.text.len() - self.text.trim_start().len();
        let (at, odd) = self.text.get(..indent)?.char_indices().find(|(_, c)| !c.is_ascii())?;
        let message = format!("the line is indented with a blank of another kind (U+{:04X})", u32::from(odd));
        let help = "delete the indentation and type it anew, with blanks";
        Some(Self::slip(self.start + at, self.text.get(at..at + odd.len_utf8())?, message, help))
    }
}

/// What a merge left in the text.
pub(super) fn conflict(text: &str) -> Option<Slip> {
    let starts = |marker: &str| {
        let first = text.starts_with(marker).then_some(0);
        first.or_else(|| text.find(&format!("\n{marker}")).map(|at| at + 1))
    };
    let at = starts("<<<<<<< ")?;
    starts(">>>>>>> ")?;
    let shown = text.get(at..)?.lines().next()?.trim_end();
    let help = "keep one side, and take the lines with <<<<<<<, ======= and >>>>>>> away";
    Some(Line::slip(at, shown, "a merge conflict was left here", help))
}
