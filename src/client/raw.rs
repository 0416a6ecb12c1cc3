//! Objects of lists as they came: they are put in order and cut to what is wanted without being decoded.

use serde_json::Value;

use super::cursor::{Cursor, Step, Stop};
use crate::core::text::json::from_bytes;

/// An object of a list.
#[derive(Debug, Default)]
pub(crate) struct Item {
    pub(crate) namespace: String,
    pub(crate) name: String,
    pub(crate) uid: String,
    /// When it was created, as it says.
    pub(crate) created: String,
    /// When it ended, as it says; empty for one that has not.
    pub(crate) finished: String,
    /// All of it.
    pub(crate) text: String,
}

/// What becomes of a part of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    Whole,
    /// Some of what is in it.
    Inside,
    Nothing,
}

/// Says what is wanted of objects.
pub(crate) trait Choice {
    /// What becomes of the part at a path.
    fn keep(&self, path: &str) -> Keep;

    /// What is wanted of an array at a path.
    fn array(&self, path: &str, array: Value) -> Value;
}

/// Reads an object and keeps its text.
pub(super) fn item(cursor: &mut Cursor<'_>) -> Step<Item> {
    let bytes = cursor.skip()?;
    let mut item = Item { text: text(bytes)?.to_owned(), ..Item::default() };
    let found = &mut item;
    Cursor::new(bytes).object(|cursor, key| match key {
        b"\"metadata\"" if cursor.at_object()? => cursor.object(|cursor, key| {
            let place = match key {
                b"\"name\"" => &mut found.name,
                b"\"namespace\"" => &mut found.namespace,
                b"\"uid\"" => &mut found.uid,
                b"\"creationTimestamp\"" => &mut found.created,
                _ => return cursor.skip().map(drop),
            };
            *place = cursor.value()?.unwrap_or_default();
            Ok(())
        }),
        b"\"status\"" if cursor.at_object()? => cursor.object(|cursor, key| match key {
            b"\"finishedAt\"" => {
                found.finished = cursor.value()?.unwrap_or_default();
                Ok(())
            }
            _ => cursor.skip().map(drop),
        }),
        _ => cursor.skip().map(drop),
    })?;
    Ok(item)
}

impl Item {
    /// Adds what is wanted of it to a text; `at` is the path of the object itself.
    ///
    /// # Errors
    /// When it is no JSON.
    pub(crate) fn cut(&self, at: &str, choice: &impl Choice, out: &mut String) -> Result<(), String> {
        let mut path = at.to_owned();
        let done = copy(&mut Cursor::new(self.text.as_bytes()), &mut path, choice, out);
        done.map_err(|stop| format!("{}: its text cannot be read ({stop:?})", self.name))
    }
}

fn text(bytes: &[u8]) -> Step<&str> {
    std::str::from_utf8(bytes).map_err(|_| Stop::Malformed)
}

fn copy(cursor: &mut Cursor<'_>, path: &mut String, choice: &impl Choice, out: &mut String) -> Step<()> {
    if !cursor.at_object()? {
        let value = text(cursor.skip()?)?;
        if value.starts_with('[') {
            let array = serde_json::from_str(value).map_err(|_| Stop::Malformed)?;
            out.push_str(&choice.array(path, array).to_string());
        } else {
            out.push_str(value);
        }
        return Ok(());
    }
    out.push('{');
    let begin = out.len();
    cursor.object(|cursor, key| {
        let before = path.len();
        path.push('.');
        match key.contains(&b'\\') {
            true => path.push_str(&from_bytes::<String>(key).map_err(|_| Stop::Malformed)?),
            false => path.push_str(text(key.get(1..key.len() - 1).unwrap_or_default())?),
        }
        let keep = choice.keep(path);
        if keep != Keep::Nothing {
            if out.len() > begin {
                out.push(',');
            }
            out.push_str(text(key)?);
            out.push(':');
        }
        match keep {
            Keep::Nothing => drop(cursor.skip()?),
            Keep::Whole => out.push_str(text(cursor.skip()?)?),
            Keep::Inside => copy(cursor, path, choice, out)?,
        }
        path.truncate(before);
        Ok(())
    })?;
    out.push('}');
    Ok(())
}
