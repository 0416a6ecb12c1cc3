//! Where a byte is in YAML that need not be complete: by indentation, line by line.

use std::collections::BTreeMap;
use std::ops::Range;

use super::flow;
use crate::core::text::pointer::escaped;

/// What is being written at a byte.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Spot {
    /// JSON pointer to the object whose key is being written, or whose key has the value being written; that of an item
    /// of a list where it is the item.
    pub(super) parent: String,
    /// The key whose value is being written; nothing while a key is.
    pub(super) key: Option<String>,
    /// The bytes of the word written so far.
    pub(super) word: Range<usize>,
    /// The keys that the object has already.
    pub(super) keys: Vec<String>,
}

#[derive(Debug, Clone)]
enum Step {
    Key(String),
    Item(usize),
}

/// Finds out where a byte of a text is; `start` is where its document begins.
pub(super) fn spot(text: &str, start: usize, offset: usize) -> Option<Spot> {
    let mut scan = Scan { offset, ..Scan::default() };
    let mut at = start;
    for line in text.get(start..)?.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\n', '\r']);
        if at > start && line.starts_with("---") && scan.found.is_some() {
            break;
        }
        scan.line(bare, at, at <= offset && offset <= at + bare.len());
        at += line.len();
    }
    if scan.found.is_none() && offset >= at {
        scan.line("", at, true);
    }
    let mut spot = scan.found?;
    if let Some(keys) = scan.keys.remove(&spot.parent) {
        spot.keys.extend(keys);
    }
    Some(spot)
}

#[derive(Default)]
struct Scan {
    offset: usize,
    /// The way to the current line: columns and steps.
    way: Vec<(usize, Step)>,
    /// Lines that are indented by more belong to a text of several lines.
    block: Option<usize>,
    /// The keys of each object.
    keys: BTreeMap<String, Vec<String>>,
    found: Option<Spot>,
}

impl Scan {
    fn line(&mut self, line: &str, start: usize, here: bool) {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let content = line.get(indent..).unwrap_or_default();
        if let Some(column) = self.block {
            if content.is_empty() && !here || indent > column {
                if here {
                    self.found = Some(self.in_block());
                }
                return;
            }
            self.block = None;
        }
        if content.starts_with('#') || content.starts_with("---") || content.is_empty() && !here {
            return;
        }
        // Of the line of the byte, what stands before it counts.
        let end = if here { self.offset - start } else { line.len() };
        let line = line.get(..end).unwrap_or(line);
        let mut column = indent.min(end);
        while let Some(rest) = line.get(column..).filter(|rest| rest.starts_with("- ") || *rest == "-") {
            self.dash(column);
            column += 1 + rest.get(1..).map_or(0, |rest| rest.len() - rest.trim_start_matches(' ').len());
        }
        let content = line.get(column..).unwrap_or_default();
        match key_of(content) {
            Some((key, after)) => {
                self.key(&key, column, content.get(after..).unwrap_or_default(), start, end, here)
            }
            None if here && content.starts_with(['{', '[']) => {
                self.found = Some(flow::spot(&self.pointer(), content, start + end - content.len()));
            }
            None if here => {
                self.pop(column);
                let word = start + end - content.trim_start_matches(['"', '\'']).len()..start + end;
                self.found = Some(Spot { parent: self.pointer(), word, ..Spot::default() });
            }
            None => {}
        }
    }

    fn key(&mut self, key: &str, column: usize, after: &str, start: usize, end: usize, here: bool) {
        self.pop(column);
        let parent = self.pointer();
        self.way.push((column, Step::Key(key.to_owned())));
        let value = after.trim_start();
        if here {
            let bare = value.trim_start_matches(['"', '\'']);
            self.found = Some(if value.starts_with(['{', '[']) {
                flow::spot(&self.pointer(), value, start + end - value.len())
            } else {
                let word = start + end - bare.len()..start + end;
                Spot { parent, key: Some(key.to_owned()), word, keys: Vec::new() }
            });
            return;
        }
        self.keys.entry(parent).or_default().push(key.to_owned());
        if value.starts_with(['|', '>']) {
            self.block = Some(column);
        }
    }

    /// Inside of a text of several lines.
    fn in_block(&self) -> Spot {
        let mut way = self.way.clone();
        let key = match way.pop() {
            Some((_, Step::Key(key))) => Some(key),
            _ => None,
        };
        Spot { parent: pointer(&way), key, word: self.offset..self.offset, keys: Vec::new() }
    }

    /// An item of a list begins at a column.
    fn dash(&mut self, column: usize) {
        self.pop(column + 1);
        let mut index = 0;
        if let Some((at, Step::Item(before))) = self.way.last()
            && *at == column
        {
            index = before + 1;
            self.way.pop();
        }
        self.way.push((column, Step::Item(index)));
    }

    /// Leaves what is indented by so much, or more.
    fn pop(&mut self, column: usize) {
        while self.way.last().is_some_and(|(at, _)| *at >= column) {
            self.way.pop();
        }
    }

    fn pointer(&self) -> String {
        pointer(&self.way)
    }
}

fn pointer(way: &[(usize, Step)]) -> String {
    let step = |step: &Step| match step {
        Step::Key(key) => format!("/{}", escaped(key)),
        Step::Item(index) => format!("/{index}"),
    };
    way.iter().map(|(_, one)| step(one)).collect()
}

/// The key that a text begins with, and where its value begins.
fn key_of(text: &str) -> Option<(String, usize)> {
    if let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let inside = text.get(1..)?;
        let end = inside.find(quote)?;
        let after = inside.get(end + 1..)?;
        return after.starts_with(':').then(|| (inside.get(..end).unwrap_or_default().to_owned(), end + 3));
    }
    if text.starts_with(['{', '[', '#', '&', '*', '!', '|', '>']) {
        return None;
    }
    let end = text.find(": ").or_else(|| text.ends_with(':').then(|| text.len() - 1))?;
    let key = text.get(..end)?;
    (!key.contains("{{")).then(|| (key.to_owned(), end + 1))
}
