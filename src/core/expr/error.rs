//! What is wrong with an expression, and where.

/// What is wrong with an expression.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ExprError {
    /// In words.
    pub message: String,
    /// Where, in bytes from the beginning of the expression.
    pub at: usize,
    /// Whether it cannot be read, rather than not be evaluated.
    pub is_syntax: bool,
    /// The function that does not exist, where that is what is wrong.
    pub missing: Option<String>,
}

impl ExprError {
    pub(super) fn new(message: impl Into<String>, at: usize) -> Self {
        Self { message: message.into(), at, is_syntax: false, missing: None }
    }

    pub(super) fn syntax(message: impl Into<String>, at: usize) -> Self {
        Self { message: message.into(), at, is_syntax: true, missing: None }
    }

    /// Adds the place to the message as expr-lang does: line, column, the line and a mark.
    pub(super) fn in_source(mut self, source: &str) -> Self {
        if self.message.contains("\n | ") {
            return self;
        }
        let at = self.at.min(source.len());
        let before = source.get(..at).unwrap_or_default();
        let line_number = before.matches('\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |n| n + 1);
        let line = source.get(start..).unwrap_or_default().lines().next().unwrap_or_default();
        let column = before.get(start..).unwrap_or_default().chars().count();
        let dots = ".".repeat(column);
        self.message = format!("{} ({line_number}:{})\n | {line}\n | {dots}^", self.message, column + 1);
        self
    }
}
