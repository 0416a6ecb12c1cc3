//! What the server says, in the forms of the protocol.

use std::ops::Range;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::core::language::{Hover, Item, ItemKind, Lines, Position, Symbol, SymbolKind};
use crate::core::lint::{Diagnostic, File, Level};

pub(super) const PARSE_ERROR: i32 = -32700;
pub(super) const INVALID_REQUEST: i32 = -32600;
pub(super) const METHOD_NOT_FOUND: i32 = -32601;
pub(super) const NOT_INITIALIZED: i32 = -32002;

/// Why there is no answer: a code and words.
pub(super) type Failed = (i32, String);

pub(super) fn failure(id: &Value, code: i32, words: &str) -> Value {
    json!({"jsonrpc": "2.0", "id": id, "error": {"code": code, "message": words}})
}

/// What the server can do.
pub(super) fn capabilities() -> Value {
    json!({
        "capabilities": {
            "positionEncoding": "utf-16",
            "textDocumentSync": {"openClose": true, "change": 2},
            "hoverProvider": true,
            "definitionProvider": true,
            "completionProvider": {"triggerCharacters": ["{", ".", ":", " "]},
            "documentSymbolProvider": true,
            "codeActionProvider": {"codeActionKinds": ["quickfix"]},
        },
        "serverInfo": {"name": "argo", "version": env!("CARGO_PKG_VERSION")},
    })
}

/// Asks the editor to say when manifests change that are not open.
pub(super) fn watch_manifests() -> Value {
    let watchers = json!([{"globPattern": "**/*.{yaml,yml,json}"}]);
    let registration = json!({
        "id": "manifests", "method": "workspace/didChangeWatchedFiles", "registerOptions": {"watchers": watchers},
    });
    let params = json!({"registrations": [registration]});
    json!({"jsonrpc": "2.0", "id": "watch", "method": "client/registerCapability", "params": params})
}

/// The text of a field, empty when there is none.
pub(super) fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

pub(super) fn position(value: &Value) -> Option<Position> {
    let number = |key: &str| usize::try_from(value.get(key)?.as_u64()?).ok();
    Some(Position { line: number("line")?, character: number("character")? })
}

fn range(lines: &Lines<'_>, span: &Range<usize>) -> Value {
    let (start, end) = lines.range(span);
    let place = |at: Position| json!({"line": at.line, "character": at.character});
    json!({"start": place(start), "end": place(end)})
}

/// The path of a `file:` address.
pub(super) fn path(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    let rest = rest.strip_prefix("localhost").unwrap_or(rest);
    let mut bytes = Vec::with_capacity(rest.len());
    let mut left = rest.as_bytes();
    while let Some((first, after)) = left.split_first() {
        let escaped = (*first == b'%')
            .then(|| {
                std::str::from_utf8(after.get(..2)?).ok().and_then(|hex| u8::from_str_radix(hex, 16).ok())
            })
            .flatten();
        bytes.push(escaped.unwrap_or(*first));
        left = if escaped.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    let path = String::from_utf8(bytes).ok()?;
    path.starts_with('/').then(|| PathBuf::from(path))
}

/// The `file:` address of a path.
pub(super) fn uri(path: &Path) -> String {
    let mut out = "file://".to_owned();
    for byte in path.display().to_string().bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.extend(["%".to_owned(), format!("{byte:02X}")]);
        }
    }
    out
}

/// All that is wrong with a file.
pub(super) fn diagnostics(uri: &str, version: Option<i64>, all: Vec<Value>) -> Value {
    let mut params = json!({"uri": uri, "diagnostics": all});
    if let Some(version) = version {
        params["version"] = json!(version);
    }
    json!({"jsonrpc": "2.0", "method": "textDocument/publishDiagnostics", "params": params})
}

/// One thing that is wrong.
pub(super) fn diagnostic(
    one: &Diagnostic,
    level: Level,
    file: &File,
    files: &[File],
    uris: &[String],
) -> Value {
    let lines = Lines::of(&file.text);
    // The end of a block is the beginning of the next line; what is marked ends with its text.
    let span = one.span.clone().unwrap_or(0..0);
    let written = file.text.get(span.clone()).map_or(0, |text| text.trim_end().len());
    let help = one.help.as_ref().map_or_else(String::new, |help| format!("\nhelp: {help}"));
    let severity = match level {
        Level::Error => 1,
        Level::Warning => 2,
        Level::Note => 3,
    };
    let mut said = json!({
        "range": range(&lines, &(span.start..span.start + written)),
        "severity": severity,
        "code": one.code,
        "source": "argo",
        "message": format!("{}{help}", one.message),
    });
    let related = one.related.as_ref().and_then(|related| {
        let (uri, file) = (uris.get(related.file)?, files.get(related.file)?);
        Some(json!([{"location": location(uri, &file.text, &related.span), "message": related.words}]))
    });
    if let Some(related) = related {
        said["relatedInformation"] = related;
    }
    said
}

/// The change that mends a finding.
pub(super) fn fix(
    one: &Diagnostic,
    level: Level,
    uri: &str,
    file: &File,
    files: &[File],
    uris: &[String],
) -> Option<Value> {
    let lines = Lines::of(&file.text);
    let edits: Vec<Value> = one
        .fix
        .as_ref()?
        .edits
        .iter()
        .map(|(span, new)| json!({"range": range(&lines, span), "newText": new}))
        .collect();
    let shown: Vec<&str> = one.fix.as_ref()?.edits.iter().map(|(_, new)| new.as_str()).collect();
    Some(json!({
        "title": format!("Write {}", shown.join(" … ")),
        "kind": "quickfix",
        "isPreferred": true,
        "diagnostics": [diagnostic(one, level, file, files, uris)],
        "edit": {"changes": {uri: edits}},
    }))
}

pub(super) fn location(uri: &str, text: &str, span: &Range<usize>) -> Value {
    json!({"uri": uri, "range": range(&Lines::of(text), span)})
}

pub(super) fn hover(hover: &Hover, text: &str) -> Value {
    let contents = json!({"kind": "markdown", "value": hover.text});
    json!({"contents": contents, "range": range(&Lines::of(text), &hover.span)})
}

pub(super) fn completion(items: &[Item], text: &str) -> Value {
    let lines = Lines::of(text);
    let form = |(index, item): (usize, &Item)| {
        let kind = match item.kind {
            ItemKind::Field => 10,
            ItemKind::Variable => 6,
            ItemKind::Template => 3,
            ItemKind::Name => 18,
            ItemKind::Value => 12,
        };
        let mut said = json!({
            "label": item.label,
            "kind": kind,
            "sortText": format!("{index:04}"),
            "filterText": item.label,
            "textEdit": {"range": range(&lines, &item.span), "newText": item.insert},
        });
        if !item.detail.is_empty() {
            said["detail"] = json!(item.detail);
        }
        if let Some(words) = &item.documentation {
            said["documentation"] = json!({"kind": "markdown", "value": words});
        }
        said
    };
    let items: Vec<Value> = items.iter().enumerate().map(form).collect();
    json!({"isIncomplete": false, "items": items})
}

pub(super) fn symbols(all: &[Symbol], text: &str) -> Value {
    let lines = Lines::of(text);
    all.iter().map(|one| symbol(one, &lines, text)).collect()
}

fn symbol(one: &Symbol, lines: &Lines<'_>, text: &str) -> Value {
    let kind = match one.kind {
        SymbolKind::Object => 5,
        SymbolKind::Template => 12,
        SymbolKind::Call => 6,
    };
    let written = text.get(one.span.clone()).map_or(0, |text| text.trim_end().len());
    let span = one.span.start..one.span.start + written;
    // The protocol wants the name inside of the whole.
    let inside = span.start <= one.name_span.start && one.name_span.end <= span.end;
    let name_span = if inside { one.name_span.clone() } else { span.start..span.start };
    let children: Vec<Value> = one.children.iter().map(|child| symbol(child, lines, text)).collect();
    json!({
        "name": one.name, "detail": one.detail, "kind": kind, "range": range(lines, &span),
        "selectionRange": range(lines, &name_span), "children": children,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_and_addresses_are_the_same_places() {
        let there = Path::new("/a b/ä.yaml");
        assert_eq!(uri(there), "file:///a%20b/%C3%A4.yaml");
        assert_eq!(path(&uri(there)).as_deref(), Some(there));
        assert_eq!(path("untitled:Untitled-1"), None);
        assert_eq!(path("file:///a%2"), Some(PathBuf::from("/a%2")));
    }
}
