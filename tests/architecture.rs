//! The rules of ARCHITECTURE.md, executable: file length, who may use whom, and what the pure core must not touch.

use std::fs;
use std::path::{Path, PathBuf};

const MAX_LINES: usize = 400;

/// Layers from the inside out; a layer may use itself and what is listed.
const LAYERS: &[(&str, &[&str])] = &[
    ("core", &["core"]),
    ("ports", &["core", "ports"]),
    ("client", &["core", "ports", "client"]),
    ("engine", &["core", "ports", "engine"]),
    ("server", &["core", "ports", "client", "server"]),
    ("cli", &["core", "ports", "client", "engine", "server", "cli"]),
];

/// Modules inside `core`, and which others each may not use.
const CORE_FORBIDDEN: &[(&str, &[&str])] = &[
    ("api", &["expr", "template", "graph", "validate", "edit", "operate", "lint", "render", "cron"]),
    ("text", &["api", "yaml", "expr", "template", "graph", "validate", "edit", "operate", "lint", "render"]),
    ("select", &["expr", "template", "graph", "validate", "edit", "operate", "lint", "render"]),
    ("cron", &["template", "graph", "validate", "edit", "operate", "lint", "render"]),
    ("expr", &["template", "graph", "validate", "edit", "operate", "lint", "render"]),
    ("when", &["template", "graph", "validate", "edit", "operate", "lint", "render"]),
    ("template", &["graph", "validate", "edit", "operate", "lint", "render"]),
    ("graph", &["validate", "edit", "operate", "lint", "render"]),
    ("validate", &["edit", "operate", "lint", "render"]),
    ("edit", &["operate", "lint", "render"]),
    ("operate", &["edit", "lint", "render"]),
    ("lint", &["edit", "operate", "render", "language"]),
    ("language", &["edit", "operate", "render"]),
    ("render", &["operate"]),
];

/// What the pure core must not name: clocks, files, environment, sockets, processes.
const IMPURE: &[&str] = &[
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "tokio",
    "reqwest",
    "rusqlite",
    "kube::Client",
    "SystemTime::now",
    "Instant::now",
    "Timestamp::now",
    "Zoned::now",
    "rand::",
];

fn sources(dir: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let entries = fs::read_dir(dir).expect("a source folder");
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            let text = fs::read_to_string(&path).expect("a readable source file");
            found.push((path, text));
        }
    }
    found
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The modules below `src` that lead to a file, e.g. `["core", "yaml", "emit"]`.
fn modules(path: &Path) -> Vec<String> {
    let relative = path.strip_prefix(src()).expect("a path below src").with_extension("");
    relative.components().map(|c| c.as_os_str().to_string_lossy().into_owned()).collect()
}

fn is_test_file(path: &Path) -> bool {
    modules(path).iter().any(|m| m == "tests" || m.ends_with("_tests"))
}

/// Code without comments, line by line with its number.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(i, line)| (i + 1, line.split("//").next().unwrap_or_default()))
}

/// The module named right after `prefix` in a line, e.g. `core` in `use crate::core::yaml`.
fn named_after<'a>(line: &'a str, prefix: &str) -> Vec<&'a str> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(prefix)
        .filter_map(|(at, _)| line[at + prefix.len()..].split(|c| !is_word(c)).next())
        .filter(|word| !word.is_empty())
        .collect()
}

/// Whether a line names something, and not only something whose name ends alike.
fn names(line: &str, word: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| !line[..at].ends_with(is_word))
}

fn report(broken: &[String]) {
    assert!(broken.is_empty(), "{} broken rule(s):\n{}", broken.len(), broken.join("\n"));
}

#[test]
fn no_file_is_longer_than_the_limit() {
    let mut broken = Vec::new();
    for (path, text) in sources(&src()) {
        let lines = text.lines().count();
        if lines > MAX_LINES {
            broken.push(format!("{}: {lines} lines, the limit is {MAX_LINES}", path.display()));
        }
    }
    report(&broken);
}

#[test]
fn dependencies_point_one_way() {
    let mut broken = Vec::new();
    for (path, text) in sources(&src()) {
        let modules = modules(&path);
        let Some((_, allowed)) = LAYERS.iter().find(|(layer, _)| modules.first().is_some_and(|m| m == layer))
        else {
            continue;
        };
        for (number, line) in code(&text) {
            for used in named_after(line, "crate::") {
                if LAYERS.iter().any(|(layer, _)| *layer == used) && !allowed.contains(&used) {
                    broken.push(format!("{}:{number}: {} uses {used}", path.display(), modules[0]));
                }
            }
        }
    }
    report(&broken);
}

#[test]
fn the_core_is_layered() {
    let mut broken = Vec::new();
    for (path, text) in sources(&src().join("core")) {
        let modules = modules(&path);
        let Some((_, forbidden)) =
            CORE_FORBIDDEN.iter().find(|(m, _)| modules.get(1).is_some_and(|x| x == m))
        else {
            continue;
        };
        if is_test_file(&path) {
            continue;
        }
        for (number, line) in code(&text) {
            for used in named_after(line, "crate::core::") {
                if forbidden.contains(&used) {
                    broken.push(format!(
                        "{}:{number}: core::{} uses core::{used}",
                        path.display(),
                        modules[1]
                    ));
                }
            }
        }
    }
    report(&broken);
}

#[test]
fn the_core_is_pure() {
    let mut broken = Vec::new();
    for (path, text) in sources(&src().join("core")) {
        if is_test_file(&path) {
            continue;
        }
        let tests_start = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
        for (number, line) in code(&text[..tests_start]) {
            for word in IMPURE.iter().filter(|word| names(line, word)) {
                broken.push(format!("{}:{number}: the core names {word}", path.display()));
            }
        }
    }
    report(&broken);
}

#[test]
fn unsafe_code_and_sqlite_live_in_one_place_each() {
    let mut broken = Vec::new();
    for (path, text) in sources(&src()) {
        let place = modules(&path).join("/");
        for (number, line) in code(&text) {
            if line.contains("unsafe {") && place != "engine/sandbox/sys" {
                broken.push(format!("{}:{number}: unsafe outside engine/sandbox/sys.rs", path.display()));
            }
            if line.contains("rusqlite") && !place.starts_with("engine/store") {
                broken.push(format!("{}:{number}: rusqlite outside engine/store", path.display()));
            }
        }
    }
    report(&broken);
}

#[test]
fn every_difference_that_the_readme_claims_has_its_test() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).expect("the README");
    let section = readme.split("## Differences from Argo's command line").nth(1).expect("the section");
    let rows =
        section.split("\n## ").next().unwrap_or_default().lines().filter(|line| line.starts_with("| "));
    let claimed: Vec<&str> = rows.filter_map(|row| row.rsplit('`').nth(1)).collect();
    let tests: String = sources(&root.join("tests")).into_iter().map(|(_, text)| text).collect();
    let missing: Vec<&str> =
        claimed.iter().copied().filter(|name| !tests.contains(&format!("fn {name}()"))).collect();
    assert!(claimed.len() > 10 && missing.is_empty(), "no test of this name: {missing:?}");
}
