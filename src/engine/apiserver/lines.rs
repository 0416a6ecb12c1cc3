//! Tables and lists of metadata as text, a row at a time, from what is stored: it is JSON already.

use std::sync::LazyLock;

use jiff::Timestamp;
use memchr::memmem::Finder;
use serde_json::{Map, Value};

use super::columns::{self, Cell, Column};
use super::kinds::Kind;
use super::read::with_version;
use super::table::{IncludeObject, age, definitions};
use crate::core::text::nested::{nested_length, string_length};
use crate::engine::store::Found;

const PARTIAL: &str = r#"{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":"#;

/// The rows of a list, as JSON.
pub(super) struct Lines {
    /// What is before the metadata of the list, and between that and its rows.
    frame: (String, String),
    form: Form,
    now: Timestamp,
    text: String,
    /// Whether there is a row, in the text or taken from it.
    begun: bool,
}

/// What a row is.
#[derive(Clone, Copy)]
enum Form {
    /// Cells, with the metadata of the object where that is wanted.
    Table(&'static [Column], bool),
    /// Metadata.
    Partial,
    /// The object, which says its kind where that is a custom one.
    Whole(bool),
}

impl Lines {
    /// Rows of cells, and the metadata of each object where it is wanted.
    pub(super) fn table(kind: &Kind, include: IncludeObject, now: Timestamp) -> Self {
        let definitions = Value::Array(definitions(kind));
        let middle = format!(r#","columnDefinitions":{definitions},"rows":["#);
        let form = Form::Table(columns::of(kind), include != IncludeObject::None);
        Self { now, ..Self::of("Table", "meta.k8s.io/v1", middle, form) }
    }

    /// The metadata of objects.
    pub(super) fn partial() -> Self {
        let middle = r#","items":["#.to_owned();
        Self::of("PartialObjectMetadataList", "meta.k8s.io/v1", middle, Form::Partial)
    }

    /// Whole objects.
    pub(super) fn whole(kind: &Kind) -> Self {
        let middle = r#","items":["#.to_owned();
        let form = Form::Whole(kind.is_custom());
        Self::of(&format!("{}List", kind.kind), &kind.api_version(), middle, form)
    }

    fn of(kind: &str, version: &str, middle: String, form: Form) -> Self {
        let head = format!(r#"{{"kind":"{kind}","apiVersion":"{version}","metadata":"#);
        Self { frame: (head, middle), form, now: Timestamp::UNIX_EPOCH, text: String::new(), begun: false }
    }

    /// Adds an object.
    pub(super) fn put(&mut self, found: &Found<'_>) {
        if std::mem::replace(&mut self.begun, true) {
            self.text.push(',');
        }
        let (columns, objects) = match self.form {
            Form::Table(columns, objects) => (columns, objects),
            Form::Partial => return self.object(found),
            Form::Whole(says_kind) => return whole(&mut self.text, found, says_kind),
        };
        self.text.push_str(r#"{"cells":["#);
        let cells = Cells::of(found.summary);
        for (at, column) in columns.iter().enumerate() {
            if at > 0 {
                self.text.push(',');
            }
            self.cell(column.cell, found, &cells);
        }
        self.text.push_str(r#"],"object":"#);
        if objects {
            self.object(found)
        } else {
            self.text.push_str("null")
        }
        self.text.push('}');
    }

    fn object(&mut self, found: &Found<'_>) {
        self.text.push_str(PARTIAL);
        self.text.push_str(found.metadata);
        self.text.push('}');
    }

    fn cell(&mut self, cell: Cell, found: &Found<'_>, cells: &Cells<'_>) {
        match cell {
            Cell::Name => self.word(found.name),
            Cell::Constant(text) => self.word(text),
            Cell::Summary(at) => self.text.push_str(cells.get(at)),
            Cell::Created => match created(found.metadata) {
                Some(time) => self.word(time),
                None => self.text.push_str("null"),
            },
            Cell::Age => self.word(&age(created(found.metadata), self.now)),
            Cell::Since(at, true) if cells.get(at) == "null" => self.text.push_str("null"),
            Cell::Since(at, _) => {
                let time = cells.get(at).trim_matches('"');
                self.word(&age(Some(time), self.now));
            }
        }
    }

    fn word(&mut self, word: &str) {
        let is_plain = word.bytes().all(|byte| byte >= b' ' && byte != b'"' && byte != b'\\');
        if is_plain {
            self.text.push('"');
            self.text.push_str(word);
            self.text.push('"');
        } else {
            self.text.push_str(&Value::from(word).to_string());
        }
    }

    /// The length of what has been written and not taken.
    pub(super) fn length(&self) -> usize {
        self.text.len()
    }

    /// Takes what has been written; what comes now is written into `empty`.
    pub(super) fn take(&mut self, empty: String) -> String {
        std::mem::replace(&mut self.text, empty)
    }

    /// What comes before all rows. Lists of custom kinds always say how to go on.
    pub(super) fn head(&self, mut metadata: Map<String, Value>, version: i64) -> String {
        if matches!(self.form, Form::Whole(true)) {
            metadata.entry("continue").or_insert_with(|| "".into());
        }
        let metadata = with_version(metadata, version);
        let (before, middle) = &self.frame;
        format!("{before}{metadata}{middle}")
    }

    /// The rest of an answer of which something has been taken.
    pub(super) fn last(mut self) -> String {
        self.text.push_str("]}");
        self.text
    }

    /// The whole answer, of which nothing has been taken.
    pub(super) fn finished(mut self, metadata: Map<String, Value>, version: i64) -> String {
        let head = self.head(metadata, version);
        self.text.reserve_exact(head.len() + 3);
        self.text.insert_str(0, &head);
        self.last()
    }
}

/// Adds an object to a text: its metadata comes after what it is, the nodes of a workflow at the end of its status.
fn whole(text: &mut String, found: &Found<'_>, says_kind: bool) {
    text.push('{');
    let start = text.len();
    let member = |text: &mut String, key: &str, value: &str| {
        if text.len() > start {
            text.push(',');
        }
        text.extend([key, ":", value]);
    };
    let mut metadata = Some(found.metadata);
    for (key, value) in members(found.body) {
        let what = matches!(key, r#""apiVersion""# | r#""kind""#);
        if what && !says_kind {
            continue;
        }
        if !what && let Some(metadata) = metadata.take() {
            member(text, r#""metadata""#, metadata);
        }
        if key == r#""status""# && !found.nodes.is_empty() && value.ends_with('}') {
            let inner = value.get(1..value.len() - 1).unwrap_or_default();
            let comma = if inner.is_empty() { "" } else { "," };
            member(text, key, &format!(r#"{{{inner}{comma}"nodes":{{{}}}}}"#, found.nodes));
        } else {
            member(text, key, value);
        }
    }
    if let Some(metadata) = metadata.take() {
        member(text, r#""metadata""#, metadata);
    }
    text.push('}');
}

/// The members of a JSON object that was written without blanks: keys with their quotation marks, and values.
fn members(object: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = object.strip_prefix('{').unwrap_or_default();
    std::iter::from_fn(move || {
        let (key, value) = rest.split_at_checked(end_of(rest))?;
        let value = value.strip_prefix(':')?;
        let (value, others) = value.split_at_checked(match value.as_bytes() {
            [b'{' | b'[', ..] => nested_length(value.as_bytes())?,
            _ => end_of(value),
        })?;
        rest = others.strip_prefix(',').unwrap_or_default();
        Some((key, value))
    })
}

/// When an object was made. A quote inside a string has a backslash before it: the first match is the field.
fn created(metadata: &str) -> Option<&str> {
    static FIELD: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(r#""creationTimestamp":""#));
    let at = FIELD.find(metadata.as_bytes())?;
    metadata.get(at + FIELD.needle().len()..)?.split('"').next()
}

/// The cells of a summary, as JSON.
struct Cells<'a>([&'a str; CELLS]);

/// The most cells that a summary has.
const CELLS: usize = 10;

impl<'a> Cells<'a> {
    /// Texts, numbers and nulls of the list `cells`, which a summary begins with.
    fn of(summary: &'a str) -> Self {
        let mut cells = ["null"; CELLS];
        let mut rest = summary.strip_prefix(r#"{"cells":["#).unwrap_or_default();
        for cell in &mut cells {
            let end = end_of(rest);
            if end == 0 {
                break;
            }
            *cell = rest.get(..end).unwrap_or("null");
            match rest.get(end..).and_then(|after| after.strip_prefix(',')) {
                Some(after) => rest = after,
                None => break,
            }
        }
        Self(cells)
    }

    fn get(&self, at: usize) -> &'a str {
        self.0.get(at).copied().unwrap_or("null")
    }
}

/// Where the string ends that a text begins with, or the number or word.
fn end_of(text: &str) -> usize {
    let bytes = text.as_bytes();
    if bytes.first() != Some(&b'"') {
        return bytes.iter().position(|byte| matches!(byte, b',' | b']' | b'}')).unwrap_or(0);
    }
    string_length(bytes).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn objects_are_written_as_they_were() {
        let body = json!({
            "apiVersion": "a/b", "kind": "K", "spec": {"x, {": ["\\\"", {"y": null}], "": 1.5},
            "status": {"phase": "Running, \"{", "list": [[]]}, "more": "}",
        });
        let text = body.to_string();
        let found = Found::new("n", &text, r#""a":{"id":"a"},"b":{}"#, r#"{"name":"n"}"#);
        let mut written = String::new();
        whole(&mut written, &found, true);
        let mut expected = json!({"apiVersion": "a/b", "kind": "K", "metadata": {"name": "n"}});
        for key in ["spec", "status", "more"] {
            expected[key] = body[key].clone();
        }
        expected["status"]["nodes"] = json!({"a": {"id": "a"}, "b": {}});
        assert_eq!(written, expected.to_string());
        let mut written = String::new();
        whole(&mut written, &Found::new("n", r#"{"apiVersion":"v1","kind":"K"}"#, "", "{}"), false);
        assert_eq!(written, r#"{"metadata":{}}"#);
        let mut written = String::new();
        whole(&mut written, &Found::new("n", r#"{"status":{}}"#, r#""a":1"#, "{}"), true);
        assert_eq!(written, r#"{"metadata":{},"status":{"nodes":{"a":1}}}"#);
    }

    #[test]
    fn cells_are_found_as_they_are_written() {
        let all = json!(["Failed", "a \"b\\\", c] \\", null, 7, "", "2026-01-01T00:00:00Z"]);
        let text = json!({"cells": all, "fields": {"x": "y"}}).to_string();
        let cells = Cells::of(&text);
        for (at, cell) in all.as_array().unwrap().iter().enumerate() {
            assert_eq!(cells.get(at), cell.to_string());
        }
        assert_eq!(cells.get(6), "null");
        for bad in ["{}", "", r#"{"cells":[]}"#, r#"{"cells":["#, r#"{"cells":["a"#] {
            assert_eq!(Cells::of(bad).get(0), "null", "{bad}");
        }
    }
}
