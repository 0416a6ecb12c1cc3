//! A container's log: lines with their time and stream, as a kubelet keeps them.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Write};

use jiff::Timestamp;

/// The longest piece of a line that is stored as one; what is longer comes in parts.
const PIECE: usize = 16 * 1024;

/// How much of the end of standard output is a result, in bytes.
const RESULT: usize = 262_144;

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
    pub(super) fn take(&mut self, bytes: &[u8], log: &mut File) -> io::Result<()> {
        let mut out = Vec::with_capacity(bytes.len() + 64);
        let time = Timestamp::now().strftime("%Y-%m-%dT%H:%M:%S.%9fZ").to_string();
        for piece in bytes.split_inclusive(|b| *b == b'\n') {
            self.rest.extend_from_slice(piece);
            while self.rest.len() > PIECE {
                let left = self.rest.split_off(PIECE);
                self.entry(&mut out, &time, "P");
                self.rest = left;
            }
            if self.rest.last() == Some(&b'\n') {
                self.rest.pop();
                self.entry(&mut out, &time, "F");
            }
        }
        log.write_all(&out)
    }

    /// Writes what is left when the stream has ended.
    pub(super) fn finish(&mut self, log: &mut File) -> io::Result<()> {
        if self.rest.is_empty() {
            return Ok(());
        }
        let time = Timestamp::now().strftime("%Y-%m-%dT%H:%M:%S.%9fZ").to_string();
        let mut out = Vec::new();
        self.entry(&mut out, &time, "F");
        log.write_all(&out)
    }

    fn entry(&mut self, out: &mut Vec<u8>, time: &str, tag: &str) {
        out.extend_from_slice(format!("{time} {} {tag} ", self.stream).as_bytes());
        out.append(&mut self.rest);
        out.push(b'\n');
    }
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
