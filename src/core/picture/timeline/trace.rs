//! The timeline as trace events, which Perfetto and Chrome's tracing page open.

use std::fmt::Write as _;

use jiff::Timestamp;

use super::super::escape::json;
use super::Timeline;

/// Writes the trace: a track for each step that runs beside others, and tracks for what encloses them.
pub fn timeline_trace(timeline: &Timeline) -> String {
    let mut events = vec![format!(
        "{{\"name\":\"process_name\",\"ph\":\"M\",\"pid\":1,\"args\":{{\"name\":{}}}}}",
        json(&timeline.title)
    )];
    let mut groups = Tracks::default();
    let mut steps = Tracks::default();
    for row in &timeline.rows {
        let (first, tracks) = if row.group { (1, &mut groups) } else { (1001, &mut steps) };
        let track = first + tracks.take(row.started, row.ended);
        let since = |time: Timestamp| time.as_microsecond();
        events.push(format!(
            "{{\"name\":{},\"cat\":\"{}\",\"ph\":\"X\",\"ts\":{},\"dur\":{},\"pid\":1,\"tid\":{track},\"args\":{{\"template\":{},\"state\":\"{}\",\"message\":{}}}}}",
            json(&row.label),
            if row.group { "group" } else { "step" },
            since(row.started),
            row.took().as_micros(),
            json(&row.template),
            row.state.word(),
            json(&row.note),
        ));
    }
    for (first, words, tracks) in [(1, "groups", groups), (1001, "steps", steps)] {
        for number in 0..tracks.0.len() {
            events.push(format!(
                "{{\"name\":\"thread_name\",\"ph\":\"M\",\"pid\":1,\"tid\":{},\"args\":{{\"name\":\"{words} {}\"}}}}",
                first + number,
                number + 1
            ));
        }
    }
    let mut text = String::from("{\"displayTimeUnit\":\"ms\",\"traceEvents\":[\n");
    // Writing to a String does not fail.
    let _ = write!(text, "{}", events.join(",\n"));
    text + "\n]}\n"
}

/// When each track is free again.
#[derive(Default)]
struct Tracks(Vec<Timestamp>);

impl Tracks {
    /// The first track that is free.
    fn take(&mut self, from: Timestamp, to: Timestamp) -> usize {
        match self.0.iter_mut().enumerate().find(|(_, free)| **free <= from) {
            Some((track, free)) => {
                *free = to;
                track
            }
            None => {
                self.0.push(to);
                self.0.len() - 1
            }
        }
    }
}
