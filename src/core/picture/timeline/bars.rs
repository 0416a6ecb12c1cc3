//! The timeline on a terminal.

use unicode_width::UnicodeWidthStr;

use super::super::escape::short;
use super::super::graph::brief;
use super::{Row, Timeline};
use crate::core::render::{Line, Role, Text};

/// Draws the timeline for a window of so many columns.
pub fn timeline_text(timeline: &Timeline, columns: usize, utf8: bool) -> Text {
    let widest = timeline.rows.iter().map(|row| indented(row, usize::MAX).width()).max().unwrap_or(0);
    let names = (widest + 2).min(columns / 3).max(8);
    let (room, times) = (columns.saturating_sub(names + 9), 9);
    let bars = room.max(10);
    let mut text = Text::default();
    let mut head = Line::default();
    let (role, sign) = timeline.state.sign(utf8);
    head.push(role, sign);
    head.push(Role::Plain, format!(" {}", short(&timeline.title, columns.saturating_sub(20).max(10))));
    head.push(Role::Dim, format!("  {}", brief(timeline.to.duration_since(timeline.from))));
    text.lines.push(head);
    text.lines.push(axis(timeline, names + 2, bars));
    for row in &timeline.rows {
        let (role, sign) = row.state.sign(utf8);
        let mut line = Line::default();
        line.push(role, sign);
        let name = indented(row, names);
        line.push(Role::Plain, format!(" {name}{}", " ".repeat(names.saturating_sub(name.width()))));
        let (start, length) = place(timeline, row, bars);
        line.push(Role::Plain, " ".repeat(start));
        let character = match (row.group, utf8) {
            (true, true) => "─",
            (false, true) => "━",
            (true, false) => "-",
            (false, false) => "=",
        };
        line.push(role, character.repeat(length));
        // After the bar, where there is room; else before it.
        line.push(
            Role::Dim,
            format!(" {:<width$}", brief(row.took()), width = times - 2).trim_end().to_owned(),
        );
        text.lines.push(line);
    }
    text
}

fn indented(row: &Row, most: usize) -> String {
    let indent = " ".repeat(2 * row.depth.min(10));
    short(&format!("{indent}{}", row.label), most)
}

/// Where a bar begins, and how long it is; at least one character.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "columns of a terminal"
)]
fn place(timeline: &Timeline, row: &Row, bars: usize) -> (usize, usize) {
    let column = |part: f64| (part * bars as f64).round() as usize;
    let start = column(timeline.part(row.started)).min(bars.saturating_sub(1));
    (start, column(timeline.part(row.ended)).saturating_sub(start).max(1))
}

/// The line of marks above the bars.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "columns of a terminal"
)]
fn axis(timeline: &Timeline, indent: usize, bars: usize) -> Line {
    let mut line = " ".repeat(indent);
    for (part, words) in timeline.marks((bars / 10).max(2)) {
        let at = indent + (part * bars as f64).round() as usize;
        if at >= line.len() && at + words.len() <= indent + bars + 8 {
            line.push_str(&" ".repeat(at - line.len()));
            line.push_str(&words);
            line.push(' ');
        }
    }
    let mut marks = Line::default();
    marks.push(Role::Dim, line.trim_end());
    marks
}
