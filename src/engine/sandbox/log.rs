//! A container's log: lines with their time and stream, as a kubelet keeps them.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Write};

use jiff::Timestamp;

/// The longest piece of a line that is stored as one; what is longer comes in parts.
const PIECE: usize = 16 * 1024;

/// How much of the end of standard output is a result, in bytes (engine.md §4.1).
const RESULT: usize = 262_144;

/// How long a log may get, in bytes: a step that prints without end must not fill the disk.
const LONGEST: u64 = 1 << 30;

/// The log file of a container.
pub(super) struct Log {
    file: File,
    left: u64,
    trouble: Option<io::Error>,
}

impl Log {
    pub(super) fn new(file: File) -> Self {
        Self { file, left: LONGEST, trouble: None }
    }

    /// Writes entries as long as there is room; what cannot be written is dropped, so that the command goes on.
    fn write(&mut self, entries: &[u8]) {
        if self.trouble.is_some() || entries.is_empty() {
            return;
        }
        let size = u64::try_from(entries.len()).unwrap_or(u64::MAX);
        let written = match self.left.checked_sub(size) {
            Some(left) => {
                self.left = left;
                self.file.write_all(entries)
            }
            None => {
                let gib = LONGEST >> 30;
                let end = format!(
                    "{} stderr F argo: the log ends here: it may not be longer than {gib} GiB\n",
                    now()
                );
                let written = self.file.write_all(end.as_bytes());
                written.and(Err(io::Error::other(format!("the log may not be longer than {gib} GiB"))))
            }
        };
        self.trouble = written.err();
    }

    /// Why the log is not whole, when it is not.
    pub(super) fn trouble(&self) -> Option<String> {
        self.trouble.as_ref().map(|error| format!("the log is not whole: {error}"))
    }
}

/// Takes one stream apart into lines.
pub(super) struct Lines {
    stream: &'static str,
    rest: Vec<u8>,
}

impl Lines {
    pub(super) fn new(stream: &'static str) -> Self {
        Self { stream, rest: Vec::new() }
    }

    /// Writes the lines that are whole, and parts of one that is too long to wait for.
    pub(super) fn take(&mut self, bytes: &[u8], log: &mut Log) {
        let time = now();
        let mut out = Vec::with_capacity(bytes.len() + 64);
        for piece in bytes.split_inclusive(|b| *b == b'\n') {
            let mut piece = piece;
            // The line's end is no part of the line, so a piece that fills up with it is still whole.
            while self.rest.len() + piece.strip_suffix(b"\n").unwrap_or(piece).len() > PIECE {
                let (head, tail) = piece.split_at(PIECE - self.rest.len());
                self.rest.extend_from_slice(head);
                piece = tail;
                self.entry(&mut out, &time, "P");
            }
            self.rest.extend_from_slice(piece);
            if self.rest.last() == Some(&b'\n') {
                self.rest.pop();
                self.entry(&mut out, &time, "F");
            }
        }
        log.write(&out);
    }

    /// Writes what is left when the stream has ended.
    pub(super) fn finish(&mut self, log: &mut Log) {
        if !self.rest.is_empty() {
            let mut out = Vec::new();
            self.entry(&mut out, &now(), "F");
            log.write(&out);
        }
    }

    fn entry(&mut self, out: &mut Vec<u8>, time: &str, tag: &str) {
        for part in [time, " ", self.stream, " ", tag, " "] {
            out.extend_from_slice(part.as_bytes());
        }
        out.append(&mut self.rest);
        out.push(b'\n');
    }
}

fn now() -> String {
    Timestamp::now().strftime("%Y-%m-%dT%H:%M:%S.%9fZ").to_string()
}

/// The end of standard output, where it is a result.
#[derive(Default)]
pub(super) struct Tail(VecDeque<u8>);

impl Tail {
    pub(super) fn take(&mut self, bytes: &[u8]) {
        self.0.extend(bytes);
        // One more than the limit is kept, for the line's end that is taken off.
        let excess = self.0.len().saturating_sub(RESULT + 1);
        self.0.drain(..excess);
    }

    /// The result: without one line's end, and no longer than the limit.
    pub(super) fn result(mut self) -> Vec<u8> {
        if self.0.back() == Some(&b'\n') {
            self.0.pop_back();
        }
        let excess = self.0.len().saturating_sub(RESULT);
        self.0.drain(..excess);
        self.0.into()
    }
}
