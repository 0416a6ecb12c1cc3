//! Whole texts: one document, or the several of a manifest file.

use std::ops::Range;

use serde_json::Value;

use super::build::first_document;
use super::decode::{check_characters, decode};
use super::error::YamlError;
use super::spans::SpanMap;
use super::value::{Duplicate, convert};

/// What separates the documents of a manifest; Argo splits at it even inside block scalars.
const SEPARATOR: &str = "\n---";

/// One document of a manifest file.
#[derive(Debug, Clone)]
pub struct Document {
    /// The value, or why there is none.
    pub value: Result<Value, YamlError>,
    /// What strict reading objects to besides: keys given twice.
    pub strict_errors: Vec<YamlError>,
    /// Where everything stands; places are offsets into the document, see [`Document::locate`].
    pub spans: SpanMap,
    /// Whether the whole text is one JSON value.
    pub json: bool,
    /// Bytes of the file that are this document.
    pub range: Range<usize>,
}

impl Document {
    /// Turns a place in the document into a place in its file.
    pub fn locate(&self, span: &Range<usize>) -> Range<usize> {
        span.start + self.range.start..span.end + self.range.start
    }
}

/// Reads all documents of a manifest file as Argo splits it: JSON is one document, other text is cut at every
/// line that begins with `---`; blank documents are left out. Never fails as a whole.
pub fn parse_documents(text: &str) -> Vec<Document> {
    let bare = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut start = text.len() - bare.len();
    if let Some(document) = json_document(bare, start) {
        return vec![document];
    }
    let mut documents = Vec::new();
    for piece in bare.split(SEPARATOR) {
        if !piece.trim().is_empty() {
            documents.push(parse_document(piece, start));
        }
        start += piece.len() + SEPARATOR.len();
    }
    documents
}

/// Reads bytes as the reference's `YAMLToJSON` does: the first document, duplicate keys allowed.
///
/// # Errors
/// The first fault, in the reference's words.
pub fn read(bytes: &[u8]) -> Result<Value, YamlError> {
    let text = decode(bytes)?;
    check_characters(&text)?;
    convert(&first_document(&text)?).value
}

/// Reads bytes as the reference's `YAMLToJSONStrict` does: duplicate keys are errors.
///
/// # Errors
/// The first fault, or all duplicate keys in one message.
pub fn read_strict(bytes: &[u8]) -> Result<Value, YamlError> {
    let text = decode(bytes)?;
    check_characters(&text)?;
    let converted = convert(&first_document(&text)?);
    let fatal = matches!(&converted.value, Err(error) if error.message.starts_with("yaml:"));
    if converted.duplicates.is_empty() || fatal {
        return converted.value;
    }
    let lines: Vec<_> =
        converted.duplicates.iter().map(|duplicate| format!("\n  {}", duplicate.message)).collect();
    let span = converted.duplicates.first().map(|duplicate| duplicate.span.clone());
    Err(YamlError::new(format!("yaml: unmarshal errors:{}", lines.concat()), span))
}

/// Returns line and column (both from 1, columns in characters) of a byte offset.
pub fn line_col(text: &str, offset: usize) -> (usize, usize) {
    let mut end = offset.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = text.get(..end).unwrap_or("");
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    (line, before.get(line_start..).unwrap_or("").chars().count() + 1)
}

fn parse_document(text: &str, start: usize) -> Document {
    let range = start..start + text.len();
    let tree = match check_characters(text).and_then(|()| first_document(text)) {
        Ok(tree) => tree,
        Err(error) => {
            return Document {
                value: Err(error),
                strict_errors: Vec::new(),
                spans: SpanMap::default(),
                json: false,
                range,
            };
        }
    };
    let converted = convert(&tree);
    let strict_errors = converted.duplicates.into_iter().map(Duplicate::into_error).collect();
    Document { value: converted.value, strict_errors, spans: SpanMap::new(text), json: false, range }
}

/// Reads text that is a JSON object; nearly all JSON is YAML too, which is where its spans come from.
fn json_document(text: &str, start: usize) -> Option<Document> {
    if !text.trim_start().starts_with(['{', '[', '"']) {
        return None;
    }
    let value: Value = serde_json::from_str(text).ok()?;
    let document = parse_document(text, start);
    Some(Document { value: Ok(value), json: true, ..document })
}

impl Duplicate {
    fn into_error(self) -> YamlError {
        YamlError::new(format!("yaml: {}", self.message), Some(self.span))
    }
}
