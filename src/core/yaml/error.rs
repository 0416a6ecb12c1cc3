//! What can be wrong with YAML text.

use std::ops::Range;

/// One fault of a YAML text, in the words of Go's reader.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct YamlError {
    /// Go's text, for example `yaml: line 2: did not find expected key`.
    pub message: String,
    /// Bytes of the text at fault, where one place is.
    pub span: Option<Range<usize>>,
}

impl YamlError {
    /// An error of the syntax; `line` as the reference counts it, 0 when it names none.
    pub(super) fn at_line(problem: &str, line: usize, span: Range<usize>) -> Self {
        let message =
            if line == 0 { format!("yaml: {problem}") } else { format!("yaml: line {line}: {problem}") };
        Self { message, span: Some(span) }
    }

    /// An error whose whole text is `message`.
    pub(super) fn new(message: impl Into<String>, span: Option<Range<usize>>) -> Self {
        Self { message: message.into(), span }
    }
}
