//! A place in JSON that may not all have arrived: values are passed over without being decoded, and read where they are
//! wanted.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use serde::de::DeserializeOwned;

use crate::core::text::json::from_bytes;
use crate::core::text::nested::{nested_length, rest_length, string_length};

/// Why reading stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// More bytes have to arrive.
    Incomplete,
    /// This is no list.
    Malformed,
}

pub(super) type Step<T> = Result<T, Stop>;

/// A place in bytes that may not all be there yet. The package is built for size; what a list does for each of its strings is
/// inlined all the same.
pub(super) struct Cursor<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Cursor<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// How far it has come.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Passes over one byte.
    pub(super) fn pass(&mut self) {
        self.at += 1;
    }

    #[inline(always)]
    fn peek(&self) -> Step<u8> {
        self.bytes.get(self.at).copied().ok_or(Stop::Incomplete)
    }

    /// The next byte that is no blank.
    #[inline(always)]
    pub(super) fn token(&mut self) -> Step<u8> {
        loop {
            match self.peek()? {
                b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                byte => return Ok(byte),
            }
        }
    }

    #[inline(always)]
    pub(super) fn expect(&mut self, wanted: u8) -> Step<()> {
        if self.token()? != wanted {
            return Err(Stop::Malformed);
        }
        self.at += 1;
        Ok(())
    }

    /// A string with its quotes.
    #[inline(always)]
    pub(super) fn string(&mut self) -> Step<&'b [u8]> {
        let start = self.at;
        if self.peek()? != b'"' {
            return Err(Stop::Malformed);
        }
        let rest = self.bytes.get(start..).unwrap_or_default();
        self.at += string_length(rest).ok_or(Stop::Incomplete)?;
        Ok(&self.bytes[start..self.at])
    }

    /// Passes over a value; its bytes.
    pub(super) fn skip(&mut self) -> Step<&'b [u8]> {
        let first = self.token()?;
        let start = self.at;
        match first {
            b'"' => drop(self.string()?),
            b'{' | b'[' => self.skip_nested()?,
            b'}' | b']' | b',' | b':' => return Err(Stop::Malformed),
            _ => {
                while !matches!(self.peek()?, b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t') {
                    self.at += 1;
                }
            }
        }
        Ok(&self.bytes[start..self.at])
    }

    fn skip_nested(&mut self) -> Step<()> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        self.at += nested_length(rest).ok_or(Stop::Incomplete)?;
        Ok(())
    }

    /// Goes through the fields of an object; `field` has to read the value of each.
    pub(super) fn object(&mut self, mut field: impl FnMut(&mut Self, &[u8]) -> Step<()>) -> Step<()> {
        self.object_until(|cursor, key| field(cursor, key).map(|()| false))
    }

    /// Goes through the fields of an object until `field`, which has to read the value of each, says that it has all it wants:
    /// those that follow are passed over together.
    pub(super) fn object_until(&mut self, mut field: impl FnMut(&mut Self, &[u8]) -> Step<bool>) -> Step<()> {
        self.members(b'{', b'}', |cursor| {
            cursor.token()?;
            let key = cursor.string()?;
            cursor.expect(b':')?;
            field(cursor, key)
        })
    }

    /// Goes through what is between two brackets, with commas in between, until `member` says that it has all it wants.
    #[inline(always)]
    fn members(&mut self, open: u8, close: u8, mut member: impl FnMut(&mut Self) -> Step<bool>) -> Step<()> {
        self.expect(open)?;
        if self.token()? == close {
            self.at += 1;
            return Ok(());
        }
        loop {
            if member(self)? {
                let rest = self.bytes.get(self.at..).unwrap_or_default();
                self.at += rest_length(rest).ok_or(Stop::Incomplete)?;
                return Ok(());
            }
            let after = self.token()?;
            if after != b',' && after != close {
                return Err(Stop::Malformed);
            }
            self.at += 1;
            if after == close {
                return Ok(());
            }
        }
    }

    /// Reads a value; null is none.
    pub(super) fn value<T: DeserializeOwned>(&mut self) -> Step<Option<T>> {
        from_bytes(self.skip()?).map_err(|_| Stop::Malformed)
    }

    /// Reads a string into one that is there, whose room is used again; null is empty.
    pub(super) fn text(&mut self, into: &mut String) -> Step<()> {
        let text = self.words()?;
        into.clear();
        into.push_str(&text);
        Ok(())
    }

    /// Reads a string, which is copied only where it has escapes; null is empty.
    pub(super) fn words(&mut self) -> Step<Cow<'b, str>> {
        let bytes = self.skip()?;
        if let Some(text) = plain(bytes) {
            return Ok(Cow::Borrowed(text));
        }
        let text: Option<String> = from_bytes(bytes).map_err(|_| Stop::Malformed)?;
        Ok(Cow::Owned(text.unwrap_or_default()))
    }

    /// Reads a time; null is none.
    pub(super) fn time(&mut self) -> Step<Option<Timestamp>> {
        time(self.skip()?)
    }

    /// Goes through the items of an array; `item` has to read each.
    pub(super) fn array(&mut self, mut item: impl FnMut(&mut Self) -> Step<()>) -> Step<()> {
        self.members(b'[', b']', |cursor| item(cursor).map(|()| false))
    }

    /// Whether the next value, which is passed over, is a string.
    pub(super) fn is_text(&mut self, wanted: &str) -> Step<bool> {
        let bytes = self.skip()?;
        Ok(plain(bytes) == Some(wanted))
    }

    /// Whether the next value is an array.
    pub(super) fn at_array(&mut self) -> Step<bool> {
        Ok(self.token()? == b'[')
    }

    /// Whether the next value is an object.
    pub(super) fn at_object(&mut self) -> Step<bool> {
        Ok(self.token()? == b'{')
    }
}

/// The time that a value says; null is none.
pub(super) fn time(value: &[u8]) -> Step<Option<Timestamp>> {
    match utc(value) {
        Some(time) => Ok(Some(time)),
        None => from_bytes(value).map_err(|_| Stop::Malformed),
    }
}

/// A time as Kubernetes writes it, `"2026-01-02T03:04:05Z"`; a list has several for each item. None for other forms.
fn utc(value: &[u8]) -> Option<Timestamp> {
    let [b'"', text @ .., b'"'] = value else { return None };
    let &[y1, y2, y3, y4, b'-', mo1, mo2, b'-', d1, d2, b'T', h1, h2, b':', m1, m2, b':', s1, s2, b'Z'] =
        text
    else {
        return None;
    };
    let two = |tens: u8, ones: u8| {
        let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
        (tens < 10 && ones < 10).then(|| (tens * 10 + ones).cast_signed())
    };
    let year = i16::from(two(y1, y2)?) * 100 + i16::from(two(y3, y4)?);
    let day = Date::new(year, two(mo1, mo2)?, two(d1, d2)?).ok()?;
    let time = Time::new(two(h1, h2)?, two(m1, m2)?, two(s1, s2)?, 0).ok()?;
    Offset::UTC.to_timestamp(day.to_datetime(time)).ok()
}

/// What is in a string that is written as it is; none for other values.
pub(super) fn plain(bytes: &[u8]) -> Option<&str> {
    let [b'"', inner @ .., b'"'] = bytes else { return None };
    if memchr::memchr(b'\\', inner).is_some() {
        return None;
    }
    std::str::from_utf8(inner).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_the_usual_form_are_what_the_library_reads() {
        for text in
            ["2026-01-02T03:04:05Z", "0000-02-29T23:59:59Z", "9999-12-30T22:00:00Z", "1969-12-31T23:59:59Z"]
        {
            let value = format!("{text:?}");
            assert_eq!(utc(value.as_bytes()), text.parse().ok(), "{text}");
            assert!(utc(value.as_bytes()).is_some(), "{text}");
        }
        for text in [
            "2026-02-30T03:04:05Z",
            "2026-01-02T03:04:60Z",
            "2026-01-02t03:04:05Z",
            "2026-01-02T03:04:05.5Z",
            "x",
            "",
        ] {
            assert_eq!(utc(format!("{text:?}").as_bytes()), None, "{text}");
        }
        assert_eq!(time(b"\"2026-01-02T03:04:05.5+01:00\""), Ok("2026-01-02T02:04:05.5Z".parse().ok()));
        assert_eq!(time(b"\"soon\""), Err(Stop::Malformed));
        assert_eq!(time(b"null"), Ok(None));
    }
}
