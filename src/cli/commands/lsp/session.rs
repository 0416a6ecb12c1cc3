//! What the server knows: the manifests of the folder, those that are open, and what is asked about them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::answers::{self, Failed};
use crate::cli::manifest;
use crate::core::language::{Lines, Position, Workspace, complete, definition, hover, symbols};
use crate::core::lint::{Diagnostic, File, Level, Library, LintOptions, lint_one};

/// The state between two messages.
pub(super) struct Session {
    options: LintOptions,
    /// All manifests that are known; a file that is gone has an empty text.
    files: Vec<File>,
    /// The address of each.
    uris: Vec<String>,
    /// Index and version of those that are open in the editor.
    open: BTreeMap<usize, Option<i64>>,
    /// Something has changed since the editor was told.
    stale: bool,
    watches: bool,
    folders: Vec<PathBuf>,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Running,
    ShutDown,
}

impl Session {
    pub(super) fn new(advice: BTreeMap<&'static str, Level>) -> Self {
        Self {
            options: LintOptions { advice, ..LintOptions::default() },
            files: Vec::new(),
            uris: Vec::new(),
            open: BTreeMap::new(),
            stale: false,
            watches: false,
            folders: Vec::new(),
            state: State::New,
        }
    }

    pub(super) fn is_shut_down(&self) -> bool {
        self.state == State::ShutDown
    }

    /// Answers a request.
    pub(super) fn request(&mut self, method: &str, params: &Value) -> Result<Value, Failed> {
        match (self.state, method) {
            (State::New, "initialize") => {
                self.initialize(params);
                return Ok(answers::capabilities());
            }
            (State::New, _) => return Err((answers::NOT_INITIALIZED, "initialize comes first".to_owned())),
            (State::ShutDown, _) => {
                return Err((answers::INVALID_REQUEST, "the server was shut down".to_owned()));
            }
            (State::Running, "initialize") => {
                return Err((answers::INVALID_REQUEST, "the server was initialized before".to_owned()));
            }
            (State::Running, "shutdown") => {
                self.state = State::ShutDown;
                return Ok(Value::Null);
            }
            (State::Running, _) => {}
        }
        let place = self.place(params);
        let workspace = place.map(|(file, offset)| (Workspace { files: &self.files, file }, offset));
        Ok(match method {
            "textDocument/hover" => workspace
                .and_then(|(at, offset)| hover(&at, offset))
                .and_then(|hover| Some(answers::hover(&hover, &self.files.get(place?.0)?.text)))
                .unwrap_or_default(),
            "textDocument/definition" => workspace
                .and_then(|(at, offset)| definition(&at, offset))
                .and_then(|to| {
                    let (uri, file) = (self.uris.get(to.file)?, self.files.get(to.file)?);
                    Some(answers::location(uri, &file.text, &to.span))
                })
                .unwrap_or_default(),
            "textDocument/completion" => {
                let items = workspace.map_or_else(Vec::new, |(at, offset)| complete(&at, offset));
                let text =
                    place.and_then(|(file, _)| self.files.get(file)).map_or("", |file| file.text.as_str());
                answers::completion(&items, text)
            }
            "textDocument/documentSymbol" => {
                let file = self.index(params).and_then(|file| self.files.get(file));
                file.map_or_else(|| json!([]), |file| answers::symbols(&symbols(file), &file.text))
            }
            "textDocument/codeAction" => self.fixes(params),
            _ => return Err((answers::METHOD_NOT_FOUND, format!("{method} is not known here"))),
        })
    }

    /// Takes notice of something; what is to be sent because of it.
    pub(super) fn notice(&mut self, method: &str, params: &Value) -> Vec<Value> {
        if self.state != State::Running {
            return Vec::new();
        }
        let document = params.get("textDocument").unwrap_or(&Value::Null);
        let version = document.get("version").and_then(Value::as_i64);
        match method {
            "initialized" if self.watches => return vec![answers::watch_manifests()],
            "textDocument/didOpen" => {
                let uri = answers::text(document, "uri").to_owned();
                let text = answers::text(document, "text").to_owned();
                let index = self.put(&uri, text);
                self.open.insert(index, version);
            }
            "textDocument/didChange" => {
                if let Some(index) = self.index(params) {
                    self.change(index, params);
                    self.open.insert(index, version);
                }
            }
            "textDocument/didClose" => {
                let Some(index) = self.index(params) else { return Vec::new() };
                self.open.remove(&index);
                let uri = answers::text(document, "uri").to_owned();
                self.reload(&uri);
                return vec![answers::diagnostics(&uri, None, Vec::new())];
            }
            "workspace/didChangeWatchedFiles" => {
                let changes = params.get("changes").and_then(Value::as_array).into_iter().flatten();
                let uris: BTreeSet<String> =
                    changes.map(|one| answers::text(one, "uri").to_owned()).collect();
                for uri in uris {
                    if self.find(&uri).is_none_or(|index| !self.open.contains_key(&index)) {
                        self.reload(&uri);
                    }
                }
            }
            _ => {}
        }
        Vec::new()
    }

    fn initialize(&mut self, params: &Value) {
        self.state = State::Running;
        let watches = "/capabilities/workspace/didChangeWatchedFiles/dynamicRegistration";
        self.watches = params.pointer(watches).and_then(Value::as_bool).unwrap_or_default();
        let folders = params.get("workspaceFolders").and_then(Value::as_array).into_iter().flatten();
        let mut uris: Vec<&str> = folders.map(|folder| answers::text(folder, "uri")).collect();
        if uris.is_empty() {
            uris.push(answers::text(params, "rootUri"));
        }
        self.folders = uris.into_iter().filter_map(answers::path).collect();
        for folder in self.folders.clone() {
            for file in manifest::in_folder(&folder) {
                let uri = answers::uri(Path::new(&file.name));
                if self.find(&uri).is_none() {
                    self.uris.push(uri);
                    self.files.push(file);
                }
            }
        }
    }

    fn find(&self, uri: &str) -> Option<usize> {
        // Editors differ in what they write as %XX.
        self.uris.iter().position(|known| known == uri).or_else(|| {
            let path = answers::path(uri)?;
            self.uris.iter().position(|known| answers::path(known).as_ref() == Some(&path))
        })
    }

    /// The file that a request is about.
    fn index(&self, params: &Value) -> Option<usize> {
        self.find(answers::text(params.get("textDocument")?, "uri"))
    }

    /// The file and the byte that a request is about.
    fn place(&self, params: &Value) -> Option<(usize, usize)> {
        let index = self.index(params)?;
        let position = answers::position(params.get("position")?)?;
        Some((index, Lines::of(&self.files.get(index)?.text).offset(position)))
    }

    /// Makes a text the one of an address.
    fn put(&mut self, uri: &str, text: String) -> usize {
        self.stale = true;
        let name = answers::path(uri).map_or_else(|| uri.to_owned(), |path| path.display().to_string());
        let file = File::read(name, text);
        match self.find(uri) {
            Some(index) => {
                if let (Some(slot), Some(known)) = (self.files.get_mut(index), self.uris.get_mut(index)) {
                    *slot = file;
                    // As the editor writes it.
                    uri.clone_into(known);
                }
                index
            }
            None => {
                self.files.push(file);
                self.uris.push(uri.to_owned());
                self.files.len() - 1
            }
        }
    }

    /// Reads a file anew that is not open; one that is gone is forgotten.
    fn reload(&mut self, uri: &str) {
        let path =
            answers::path(uri).filter(|path| self.folders.iter().any(|folder| path.starts_with(folder)));
        let text = path.and_then(|path| std::fs::read(path).ok());
        let text = text.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
        self.put(uri, text);
    }

    /// Changes a text: all of it, or part after part.
    fn change(&mut self, index: usize, params: &Value) {
        let Some(file) = self.files.get(index) else { return };
        let mut text = file.text.clone();
        for change in params.get("contentChanges").and_then(Value::as_array).into_iter().flatten() {
            let new = answers::text(change, "text");
            let part = change.get("range").and_then(|range| {
                let place = |key: &str| range.get(key).and_then(answers::position);
                Some((place("start")?, place("end")?))
            });
            match part {
                None => new.clone_into(&mut text),
                Some((start, end)) => replace(&mut text, start, end, new),
            }
        }
        if let Some(uri) = self.uris.get(index).cloned() {
            self.put(&uri, text);
        }
    }

    /// What is wrong with the open files, when something has changed.
    pub(super) fn diagnostics(&mut self) -> Vec<Value> {
        if !std::mem::take(&mut self.stale) {
            return Vec::new();
        }
        let library = Library::of(&self.files, "", true);
        let of = |(index, version): (&usize, &Option<i64>)| {
            let uri = self.uris.get(*index)?;
            Some(answers::diagnostics(uri, *version, self.found(*index, &library)))
        };
        self.open.iter().filter_map(of).collect()
    }

    fn found(&self, index: usize, library: &Library) -> Vec<Value> {
        let Some(file) = self.files.get(index).filter(|file| is_ours(file)) else { return Vec::new() };
        let found = lint_one(&self.files, index, library, &self.options);
        found.iter().map(|one| answers::diagnostic(one, level(one), file, &self.files, &self.uris)).collect()
    }

    /// What mends the findings in a range.
    fn fixes(&self, params: &Value) -> Value {
        let file = self.index(params).and_then(|index| Some((index, self.files.get(index)?)));
        let Some((index, file)) = file.filter(|(_, file)| is_ours(file)) else { return json!([]) };
        let place =
            |key: &str| params.get("range").and_then(|range| range.get(key)).and_then(answers::position);
        let (Some(start), Some(end)) = (place("start"), place("end")) else { return json!([]) };
        let lines = Lines::of(&file.text);
        let (start, end) = (lines.offset(start), lines.offset(end));
        let library = Library::of(&self.files, "", true);
        let found = lint_one(&self.files, index, &library, &self.options);
        let near = found
            .iter()
            .filter(|one| one.span.as_ref().is_some_and(|span| span.start <= end && start <= span.end));
        let uri = self.uris.get(index).map_or("", String::as_str);
        near.filter_map(|one| answers::fix(one, level(one), uri, file, &self.files, &self.uris)).collect()
    }
}

/// How much a finding counts in an editor, where not all there is may be open.
fn level(one: &Diagnostic) -> Level {
    match one.code {
        "missing-reference" => Level::Warning,
        "duplicate-template" => Level::Note,
        _ => one.level,
    }
}

/// Whether a file holds manifests of ours, or means to: editors show all YAML to the server.
fn is_ours(file: &File) -> bool {
    file.text.contains("argoproj.io/")
        || file.faults.iter().any(|fault| matches!(fault.code, "old-language" | "unknown-kind"))
}

fn replace(text: &mut String, start: Position, end: Position, new: &str) {
    let lines = Lines::of(text);
    let (start, end) = (lines.offset(start), lines.offset(end));
    if start <= end && text.is_char_boundary(start) && text.is_char_boundary(end) {
        text.replace_range(start..end, new);
    }
}
