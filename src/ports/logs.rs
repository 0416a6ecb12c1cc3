//! Logs as they come from wherever pods run.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::Timestamp;

use crate::core::steps::StepChoice;

/// Which logs to bring.
#[derive(Debug, Clone, Default)]
pub struct LogQuery {
    /// The workflow's namespace.
    pub namespace: String,
    /// The workflow.
    pub workflow: String,
    /// Only these steps.
    pub steps: StepChoice,
    /// Further label selector for pods, may be empty.
    pub selector: String,
    /// The container.
    pub container: String,
    /// Go on until the steps have ended.
    pub follow: bool,
    /// The container's previous run.
    pub previous: bool,
    /// Only lines since then.
    pub since: Option<Timestamp>,
    /// Only so many lines at the end of each pod's log.
    pub tail: Option<u64>,
    /// Also logs of pods that were deleted, from a server that keeps them.
    pub deleted_pods: bool,
    /// Whether each line must tell its step, even where that takes a look at the workflow.
    pub step_names: bool,
}

/// What a log stream brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LogEvent {
    /// A line of a pod.
    Line(LogLine),
    /// Lines may be missing here, and cannot be had any more.
    Gap {
        /// The pod.
        pod: Arc<str>,
        /// The time of the last line before.
        after: Timestamp,
    },
    /// Something to tell the user, about a pod or a connection.
    Note(String),
}

/// A line of a pod's log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogLine {
    /// The pod.
    pub pod: Arc<str>,
    /// The display name of the step; empty where it is not known.
    pub step: Arc<str>,
    /// When the line was written, as the server noted it; `None` where it could not be read.
    pub time: Option<Timestamp>,
    /// The time as the server wrote it with a blank, where it could be read, then the text.
    bytes: Vec<u8>,
    /// Where the text begins.
    text_at: usize,
}

impl LogLine {
    /// Takes a line `<time> <text>` apart; its end is taken off.
    pub fn new(pod: &Arc<str>, step: &Arc<str>, mut bytes: Vec<u8>) -> Self {
        if bytes.last() == Some(&b'\n') {
            bytes.pop();
        }
        // No time is longer; a binary line without a blank is not searched to its end.
        let blank = bytes.iter().take(LONGEST_STAMP).position(|byte| *byte == b' ');
        let stamp = bytes.get(..blank.unwrap_or(bytes.len().min(LONGEST_STAMP)));
        let time = stamp.and_then(|stamp| std::str::from_utf8(stamp).ok()?.parse::<Timestamp>().ok());
        let text_at = if time.is_some() { blank.map_or(bytes.len(), |at| at + 1) } else { 0 };
        Self { pod: pod.clone(), step: step.clone(), time, bytes, text_at }
    }

    /// A line of which no time is known, without its end.
    pub fn unstamped(pod: &Arc<str>, step: &Arc<str>, bytes: Vec<u8>) -> Self {
        Self { pod: pod.clone(), step: step.clone(), time: None, bytes, text_at: 0 }
    }

    /// The time as the server wrote it, empty where it could not be read.
    pub fn stamp(&self) -> &str {
        let stamp = self.bytes.get(..self.text_at).unwrap_or_default();
        std::str::from_utf8(stamp).unwrap_or_default().trim_end()
    }

    /// What the container wrote, byte by byte.
    pub fn text(&self) -> &[u8] {
        self.bytes.get(self.text_at..).unwrap_or_default()
    }

    /// What the container wrote, as far as it is text.
    pub fn lossy(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(self.text())
    }

    /// How much memory it takes, about.
    pub fn size(&self) -> usize {
        self.bytes.len()
    }
}

/// More characters than a time in RFC 3339 has.
const LONGEST_STAMP: usize = 48;

#[cfg(test)]
mod tests {
    use super::*;

    fn line(bytes: &[u8]) -> LogLine {
        LogLine::new(&Arc::from("pod"), &Arc::from(""), bytes.to_vec())
    }

    #[test]
    fn a_line_is_its_time_and_what_follows_the_first_blank() {
        let stamped = line(b"2026-01-31T12:00:00.5Z  two blanks \xff\n");
        assert_eq!((stamped.stamp(), stamped.text()), ("2026-01-31T12:00:00.5Z", &b" two blanks \xff"[..]));
        assert!(stamped.time.is_some());
        assert_eq!(line(b"2026-01-31T12:00:00Z \n").text(), b"");
        for plain in ["no time here\n", "", "word"] {
            let plain = plain.as_bytes();
            assert_eq!(line(plain).text(), plain.strip_suffix(b"\n").unwrap_or(plain));
            assert_eq!(line(plain).time, None);
        }
    }
}
