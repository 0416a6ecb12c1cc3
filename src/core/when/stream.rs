//! Characters of a condition, with the reference's ways of reading on.

/// A place in a text.
pub(super) struct Stream {
    characters: Vec<char>,
    at: usize,
}

/// How [`Stream::until`] treats blanks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Blanks {
    /// They belong to the text.
    Keep,
    /// They end it, but for leading ones.
    End,
}

impl Stream {
    pub(super) fn new(text: &str) -> Self {
        Self { characters: text.chars().collect(), at: 0 }
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.characters.get(self.at).copied()
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let character = self.peek()?;
        self.at += 1;
        Some(character)
    }

    pub(super) fn back(&mut self) {
        self.at = self.at.saturating_sub(1);
    }

    /// Reads while the condition holds; a backslash takes the next character as it is. Also says whether something
    /// ended the text before the input did.
    ///
    /// # Errors
    /// When the input ends with a backslash.
    pub(super) fn until(&mut self, blanks: Blanks, fits: fn(char) -> bool) -> Result<(String, bool), String> {
        let mut text = String::new();
        while let Some(character) = self.next() {
            if character == '\\' {
                text.push(self.next().ok_or("nothing follows the backslash at the end")?);
                continue;
            }
            if character.is_whitespace() && blanks == Blanks::End {
                if !text.is_empty() {
                    return Ok((text, true));
                }
                continue;
            }
            if !fits(character) {
                self.back();
                return Ok((text, true));
            }
            text.push(character);
        }
        Ok((text, false))
    }
}
