//! Paths and queries as callers write them.

use std::borrow::Cow;

use jiff::Timestamp;

use super::error::ApiError;

/// The query of a request.
#[derive(Debug, Clone, Default)]
pub(super) struct Query(Vec<(String, String)>);

impl Query {
    pub(super) fn parse(text: &str) -> Self {
        let pairs = text.split('&').filter(|pair| !pair.is_empty());
        let pairs = pairs.map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decoded(key, true), decoded(value, true))
        });
        Self(pairs.collect())
    }

    /// A value; empty where there is none.
    pub(super) fn text(&self, key: &str) -> &str {
        self.0.iter().find(|(name, _)| name == key).map_or("", |(_, value)| value)
    }

    /// A switch, by Go's spellings.
    ///
    /// # Errors
    /// For other words.
    pub(super) fn switch(&self, key: &str) -> Result<bool, ApiError> {
        match self.text(key) {
            "" | "false" | "False" | "FALSE" | "0" | "f" | "F" => Ok(false),
            "true" | "True" | "TRUE" | "1" | "t" | "T" => Ok(true),
            other => Err(ApiError::invalid(format!("{key}: {other:?} is neither true nor false"))),
        }
    }

    /// A number, also in the exponent form that Argo's own client writes.
    ///
    /// # Errors
    /// For anything else, and for negative numbers.
    pub(super) fn number(&self, key: &str) -> Result<Option<u64>, ApiError> {
        let text = self.text(key);
        let wrong = || ApiError::invalid(format!("{key}: {text:?} is no whole number"));
        if text.is_empty() {
            return Ok(None);
        }
        if let Ok(number) = text.parse() {
            return Ok(Some(number));
        }
        let number: f64 = text.parse().map_err(|_| wrong())?;
        let whole = (0.0..1e15).contains(&number) && number.fract() == 0.0;
        // Checked to be a whole number in range.
        if whole { Ok(Some(number as u64)) } else { Err(wrong()) }
    }

    /// A time.
    ///
    /// # Errors
    /// When it is none.
    pub(super) fn time(&self, key: &str) -> Result<Option<Timestamp>, ApiError> {
        let text = self.text(key);
        if text.is_empty() {
            return Ok(None);
        }
        let wrong = |_| ApiError::invalid(format!("{key}: {text:?} is no time; RFC 3339 is wanted"));
        text.parse().map(Some).map_err(wrong)
    }
}

/// A segment of a path, or a part of a query, without its escapes. Bytes that are no text become replacement characters.
pub(super) fn decoded(text: &str, plus: bool) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, more)) = rest.split_first() {
        rest = more;
        match (first, more) {
            (b'%', [high, low, after @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                let digit = |byte: &u8| char::from(*byte).to_digit(16).unwrap_or_default();
                bytes.push(u8::try_from(digit(high) * 16 + digit(low)).unwrap_or_default());
                rest = after;
            }
            (b'+', _) if plus => bytes.push(b' '),
            (byte, _) => bytes.push(*byte),
        }
    }
    match String::from_utf8_lossy(&bytes) {
        Cow::Borrowed(text) => text.to_owned(),
        Cow::Owned(text) => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_read_as_clients_write_them() {
        let query = Query::parse("a=1e%2B06&b=x+y%20z&c&d=%zz&e=2.16e+06");
        assert_eq!(query.number("a").unwrap(), Some(1_000_000));
        assert_eq!((query.text("b"), query.text("c"), query.text("d")), ("x y z", "", "%zz"));
        assert!(query.number("b").is_err() && query.switch("b").is_err());
        assert_eq!(query.number("nothing").unwrap(), None);
    }
}
