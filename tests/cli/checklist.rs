//! checklist.tsv: every flag and command of the reference's command line, and where it is tested.

use std::collections::HashSet;
use std::path::Path;

const TABLE: &str = include_str!("checklist.tsv");

/// How many rows the reference's list has (cli.md §7).
const ROWS: usize = 314;

fn folder(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The names of all tests of whole commands, and what is in them.
fn tests() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![folder("tests")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("tests").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let text = std::fs::read_to_string(&path).expect("a test file");
                for part in text.split("\n#[test]\n").skip(1) {
                    let name = part.split("fn ").nth(1).and_then(|rest| rest.split('(').next());
                    let body = part.split("\n}\n").next().unwrap_or_default();
                    found.push((name.unwrap_or_default().to_owned(), body.to_owned()));
                }
            }
        }
    }
    found
}

#[test]
fn every_row_of_the_checklist_is_tested_or_has_its_reason() {
    let tests = tests();
    let recorded = folder("../shared/conformance/recorded");
    let mut seen = HashSet::new();
    let mut wrong = Vec::new();
    for line in TABLE.lines() {
        let parts: Vec<&str> = line.split('\t').collect();
        let [number, command, flag, place] = parts.as_slice() else { panic!("{line:?} has no four columns") };
        assert!(seen.insert(*number), "{number} is there twice");
        let is_fine = match place.split_once(' ') {
            Some(("test", name)) => {
                tests.iter().any(|(test, body)| test == name && mentions(body, command, flag))
            }
            Some(("replay", number)) => !recorded.exists() || is_recorded(&recorded, number, command),
            Some(("not:", reason)) => !reason.is_empty(),
            _ => false,
        };
        if !is_fine {
            wrong.push(line);
        }
    }
    assert!(wrong.is_empty(), "neither tested nor excused:\n{}", wrong.join("\n"));
    assert_eq!(seen.len(), ROWS);
}

/// Whether a test runs the command; which form of the flag it uses is for people to see.
fn mentions(body: &str, command: &str, flag: &str) -> bool {
    match command.strip_prefix("argo ") {
        Some(words) => words.split(' ').all(|word| body.contains(word)),
        None => body.contains(flag),
    }
}

fn is_recorded(folder: &Path, place: &str, command: &str) -> bool {
    let Some((session, number)) = place.split_once('/') else { return false };
    let entries = std::fs::read_dir(folder.join(session)).expect("a recorded session").flatten();
    let start = format!("{number:0>3}-");
    let file = entries
        .map(|entry| entry.path())
        .find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&start)));
    let Some(text) = file.and_then(|path| std::fs::read_to_string(path).ok()) else { return false };
    let record: serde_json::Value = serde_json::from_str(&text).expect("a record");
    let words: Vec<&str> =
        record["argv"].as_array().into_iter().flatten().filter_map(|word| word.as_str()).collect();
    let wanted: Vec<&str> = command.split(' ').skip(1).collect();
    words.starts_with(&wanted)
}
