//! What lint found, for tools: JSON, SARIF 2.1.0, annotations of GitHub, JUnit.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::place::Lines;
use crate::core::lint::{Diagnostic, File, Level, Report};

fn each<'r>(
    files: &'r [File],
    report: &'r Report,
) -> impl Iterator<Item = (&'r File, Lines<'r>, &'r [Diagnostic])> {
    let pairs = files.iter().zip(&report.files);
    pairs.map(|(file, report)| (file, Lines::of(&file.text), report.diagnostics.as_slice()))
}

/// One JSON object: how much was checked, and all diagnostics with lines and columns from 1.
pub fn json(files: &[File], report: &Report) -> Value {
    let mut all = Vec::new();
    for (file, lines, diagnostics) in each(files, report) {
        for one in diagnostics {
            let mut entry = json!({
                "file": file.name, "level": one.level.word(), "code": one.code, "message": one.message,
            });
            if let Some(place) = one.span.as_ref().map(|span| lines.place(span)) {
                entry["line"] = json!(place.line);
                entry["column"] = json!(place.column);
                entry["endLine"] = json!(place.end_line);
                entry["endColumn"] = json!(place.end_column);
            }
            for (key, value) in [("object", &one.object), ("path", &one.yaml_path())] {
                if !value.is_empty() {
                    entry[key] = json!(value);
                }
            }
            if let Some(help) = &one.help {
                entry["help"] = json!(help);
            }
            if let Some(related) = related(files, one) {
                let (name, place, words) = related;
                entry["related"] =
                    json!({"file": name, "line": place.0, "column": place.1, "message": words});
            }
            all.push(entry);
        }
    }
    json!({"objects": report.linted, "errors": report.errors(), "diagnostics": all})
}

fn related<'r>(files: &'r [File], one: &'r Diagnostic) -> Option<(&'r str, (usize, usize), &'r str)> {
    let related = one.related.as_ref()?;
    let file = files.get(related.file)?;
    let place = Lines::of(&file.text).place(&related.span);
    Some((&file.name, (place.line, place.column), &related.words))
}

/// A log in the Static Analysis Results Interchange Format.
pub fn sarif(files: &[File], report: &Report, version: &str) -> Value {
    let mut results = Vec::new();
    let mut rules = BTreeSet::new();
    for (file, lines, diagnostics) in each(files, report) {
        for one in diagnostics {
            rules.insert(one.code);
            let mut physical = json!({"artifactLocation": {"uri": uri(&file.name)}});
            if let Some(place) = one.span.as_ref().map(|span| lines.place(span)) {
                physical["region"] = json!({
                    "startLine": place.line, "startColumn": place.column,
                    "endLine": place.end_line, "endColumn": place.end_column,
                });
            }
            let mut location = json!({"physicalLocation": physical});
            if !one.path.is_empty() {
                location["logicalLocations"] = json!([{"fullyQualifiedName": one.yaml_path()}]);
            }
            let mut result = json!({
                "ruleId": one.code, "level": one.level.word(), "message": {"text": words(one)}, "locations": [location],
            });
            if let Some((name, place, words)) = related(files, one) {
                result["relatedLocations"] = json!([{
                    "physicalLocation": {
                        "artifactLocation": {"uri": uri(name)},
                        "region": {"startLine": place.0, "startColumn": place.1},
                    },
                    "message": {"text": words},
                }]);
            }
            results.push(result);
        }
    }
    let rules: Vec<Value> = rules.into_iter().map(|rule| json!({"id": rule})).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "argo", "version": version, "rules": rules}},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

/// The name of a file as a reference of RFC 3986: what may not stand in one is written as %XX.
fn uri(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.strip_prefix("./").unwrap_or(name).bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/:".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a String does not fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// The message, with the object before it and the help behind it.
fn words(one: &Diagnostic) -> String {
    let of = if one.object.is_empty() { String::new() } else { format!("{}: ", one.object) };
    let help = one.help.as_ref().map_or_else(String::new, |help| format!("\nhelp: {help}"));
    format!("{of}{}{help}", one.message)
}

/// Workflow commands that GitHub shows as annotations.
pub fn github(files: &[File], report: &Report) -> String {
    let mut out = String::new();
    for (file, lines, diagnostics) in each(files, report) {
        for one in diagnostics {
            let kind = if one.level == Level::Note { "notice" } else { one.level.word() };
            let place = one.span.as_ref().map_or_else(String::new, |span| {
                let place = lines.place(span);
                // Columns count only within one line.
                let end = if place.line == place.end_line { place.end_column } else { place.column };
                format!(
                    ",line={},endLine={},col={},endColumn={end}",
                    place.line, place.end_line, place.column
                )
            });
            let (name, title) = (property(&file.name), property(one.code));
            // Writing to a String does not fail.
            let _ = writeln!(out, "::{kind} file={name}{place},title={title}::{}", data(&words(one)));
        }
    }
    out
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// A report of test suites: each file is a test, which fails with its errors.
pub fn junit(files: &[File], report: &Report) -> String {
    let failed = |one: &&Diagnostic| one.level == Level::Error;
    let failures = report.files.iter().filter(|file| file.diagnostics.iter().any(|one| failed(&one))).count();
    let count = files.len();
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites tests=\"{count}\" failures=\"{failures}\">\n  \
         <testsuite name=\"argo lint\" tests=\"{count}\" failures=\"{failures}\">\n"
    );
    for (file, lines, diagnostics) in each(files, report) {
        let name = xml(&file.name);
        // Writing to a String does not fail.
        let _ = write!(out, "    <testcase classname=\"argo lint\" name=\"{name}\" file=\"{name}\"");
        let errors: Vec<&Diagnostic> = diagnostics.iter().filter(failed).collect();
        let Some(first) = errors.first() else {
            out.push_str("/>\n");
            continue;
        };
        let _ = write!(
            out,
            ">\n      <failure type=\"{}\" message=\"{}\">",
            xml(first.code),
            xml(&first.message)
        );
        for one in errors {
            let place = one.span.as_ref().map(|span| lines.place(span));
            let place = place.map_or_else(String::new, |place| format!(":{}:{}", place.line, place.column));
            let _ = writeln!(out, "{name}{place}: {}", xml(&words(one)));
        }
        out.push_str("</failure>\n    </testcase>\n");
    }
    out.push_str("  </testsuite>\n</testsuites>\n");
    out
}

/// Text for XML, which has no way to write most control characters.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(character),
            control if control.is_control() => out.push('\u{FFFD}'),
            '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            other => out.push(other),
        }
    }
    out
}
