//! Text to tokens.

use super::ExprError;

/// A token with its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) at: usize,
}

/// The kinds of tokens.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum TokenKind {
    Int(i64),
    Float(f64),
    Text(String),
    Name(String),
    /// Signs and brackets.
    Sign(&'static str),
    End,
}

/// Signs, longest first.
const SIGNS: &[&str] = &[
    "...", "==", "!=", "<=", ">=", "&&", "||", "**", "..", "??", "?.", "(", ")", "[", "]", "{", "}", ",",
    ":", ";", "?", ".", "#", "+", "-", "*", "/", "%", "^", "<", ">", "!", "=", "|",
];

/// Reads all tokens; the last is [`TokenKind::End`].
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, ExprError> {
    let mut lexer = Lexer { text, at: 0 };
    let mut found = Vec::new();
    loop {
        lexer.skip_blanks()?;
        let at = lexer.at;
        let Some(first) = lexer.rest().chars().next() else {
            found.push(Token { kind: TokenKind::End, at });
            return Ok(found);
        };
        let kind = match first {
            '0'..='9' => lexer.number()?,
            '.' if lexer.rest()[1..].starts_with(|c: char| c.is_ascii_digit()) => lexer.number()?,
            '"' | '\'' => lexer.quoted(first)?,
            '`' => lexer.raw()?,
            c if c == '_' || c == '$' || c.is_alphabetic() => lexer.name(),
            _ => lexer.sign(first)?,
        };
        found.push(Token { kind, at });
    }
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip_blanks(&mut self) -> Result<(), ExprError> {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start();
            self.at += rest.len() - trimmed.len();
            if trimmed.starts_with("//") {
                self.at += trimmed.find('\n').unwrap_or(trimmed.len());
            } else if trimmed.starts_with("/*") {
                let end = trimmed.find("*/").ok_or_else(|| ExprError::syntax("unclosed comment", self.at))?;
                self.at += end + 2;
            } else {
                return Ok(());
            }
        }
    }

    fn take_while(&mut self, accept: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c| !accept(c)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    fn name(&mut self) -> TokenKind {
        TokenKind::Name(self.take_while(|c| c == '_' || c == '$' || c.is_alphanumeric()).to_owned())
    }

    fn sign(&mut self, first: char) -> Result<TokenKind, ExprError> {
        let sign = SIGNS.iter().find(|sign| self.rest().starts_with(**sign));
        let sign = sign.ok_or_else(|| {
            ExprError::syntax(
                format!("unrecognized character: U+{:04X} '{first}'", u32::from(first)),
                self.at,
            )
        })?;
        self.at += sign.len();
        Ok(TokenKind::Sign(sign))
    }

    fn number(&mut self) -> Result<TokenKind, ExprError> {
        let start = self.at;
        let bad = |text: &str, at: usize| ExprError::syntax(format!("bad number syntax: {text:?}"), at);
        for (prefixes, radix) in [(["0x", "0X"], 16), (["0b", "0B"], 2), (["0o", "0O"], 8)] {
            if prefixes.iter().any(|prefix| self.rest().starts_with(prefix)) {
                self.at += 2;
                let digits = self.take_while(|c| c == '_' || c.is_ascii_alphanumeric()).replace('_', "");
                let number = i64::from_str_radix(&digits, radix);
                return number.map(TokenKind::Int).map_err(|_| bad(&digits, start));
            }
        }
        let digits = |c: char| c == '_' || c.is_ascii_digit();
        self.take_while(digits);
        let mut is_float = false;
        let after = self.rest().as_bytes();
        if after.first() == Some(&b'.') && after.get(1) != Some(&b'.') {
            is_float = true;
            self.at += 1;
            self.take_while(digits);
        }
        if self.rest().starts_with(['e', 'E']) {
            is_float = true;
            self.at += 1;
            if self.rest().starts_with(['+', '-']) {
                self.at += 1;
            }
            self.take_while(digits);
        }
        let text = self.text.get(start..self.at).unwrap_or_default();
        if self.rest().starts_with(|c: char| c == '_' || c.is_alphabetic()) {
            return Err(bad(text, start));
        }
        let plain = text.replace('_', "");
        if is_float {
            let number = plain.parse().ok().filter(|n: &f64| n.is_finite());
            return number.map(TokenKind::Float).ok_or_else(|| bad(text, start));
        }
        plain
            .parse()
            .map(TokenKind::Int)
            .map_err(|_| ExprError::syntax(format!("integer literal is too large: {text}"), start))
    }

    fn raw(&mut self) -> Result<TokenKind, ExprError> {
        let rest = self.rest().get(1..).unwrap_or_default();
        let end = rest.find('`').ok_or_else(|| ExprError::syntax("literal not terminated", self.at))?;
        self.at += end + 2;
        Ok(TokenKind::Text(rest.get(..end).unwrap_or_default().to_owned()))
    }

    fn quoted(&mut self, quote: char) -> Result<TokenKind, ExprError> {
        let start = self.at;
        let unclosed = || ExprError::syntax("literal not terminated", start);
        self.at += 1;
        let mut text = String::new();
        loop {
            let c = self.rest().chars().next().ok_or_else(unclosed)?;
            self.at += c.len_utf8();
            match c {
                _ if c == quote => return Ok(TokenKind::Text(text)),
                '\n' => return Err(unclosed()),
                '\\' => text.push(self.escape()?),
                other => text.push(other),
            }
        }
    }

    fn escape(&mut self) -> Result<char, ExprError> {
        let at = self.at;
        let bad = || ExprError::syntax("unable to unescape string, invalid character", at);
        let c = self.rest().chars().next().ok_or_else(bad)?;
        self.at += c.len_utf8();
        let code = |lexer: &mut Self, digits: usize, radix: u32| {
            let text = lexer.rest().get(..digits).ok_or_else(bad)?;
            lexer.at += digits;
            u32::from_str_radix(text, radix).ok().and_then(char::from_u32).ok_or_else(bad)
        };
        match c {
            'n' => Ok('\n'),
            't' => Ok('\t'),
            'r' => Ok('\r'),
            'a' => Ok('\u{7}'),
            'b' => Ok('\u{8}'),
            'f' => Ok('\u{c}'),
            'v' => Ok('\u{b}'),
            '\\' | '\'' | '"' | '`' | '?' => Ok(c),
            'x' | 'X' => code(self, 2, 16),
            'u' => code(self, 4, 16),
            'U' => code(self, 8, 16),
            '0'..='3' => {
                self.at = at;
                code(self, 3, 8)
            }
            _ => Err(bad()),
        }
    }
}
