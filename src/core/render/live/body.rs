//! The lines of the tree: name, duration, and what there is to say, in columns.

use jiff::Timestamp;
use unicode_width::UnicodeWidthStr;

use super::choice::Choice;
use super::{Fold, Line, Look, Role, Row, Span, Spot, Window, fitting, icon, width};
use crate::core::api::{NodePhase, NodeStatus};
use crate::core::render::sanitize::{Keep, sanitize};
use crate::core::render::span_between;
use crate::core::text::age;

/// Room for what there is to say that long names leave.
const MESSAGE: usize = 16;

pub(super) struct Body<'a> {
    pub(super) rows: &'a [Row<'a>],
    pub(super) choice: &'a Choice,
    pub(super) now: Timestamp,
    pub(super) window: Window,
    pub(super) look: &'a Look<'a>,
}

/// A line before its columns are made.
struct Cells {
    name: Line,
    duration: String,
    said: Span,
    spot: Spot,
}

impl Body<'_> {
    /// All lines, each with what it stands for.
    pub(super) fn lines(&self) -> (Vec<Line>, Vec<Spot>) {
        let cells = self.cells();
        let durations = cells.iter().map(|cells| cells.duration.len()).max().unwrap_or(0);
        let said = cells.iter().map(|cells| cells.said.text.width()).max().unwrap_or(0);
        let rest = 2 + durations + if said > 0 { 2 + said.min(MESSAGE) } else { 0 };
        let most = self.window.width.saturating_sub(rest).max(self.window.width / 2);
        let names = cells.iter().map(|cells| width(&cells.name)).max().unwrap_or(0).min(most);
        let finish = |cells: Cells| {
            let is_selected = self.look.selected == Some(&cells.spot);
            let mut line = cells.name;
            shorten(&mut line, most, self.window.utf8);
            if !cells.duration.is_empty() || !cells.said.text.is_empty() {
                let gap = (names + 2).saturating_sub(width(&line));
                line.push(Role::Dim, format!("{:gap$}{:<durations$}", "", cells.duration));
            }
            if !cells.said.text.is_empty() {
                line.push(cells.said.role, format!("  {}", cells.said.text));
            }
            if is_selected { selected(line, self.window) } else { line }
        };
        let spots = cells.iter().map(|cells| cells.spot.clone()).collect();
        (cells.into_iter().map(finish).collect(), spots)
    }

    fn cells(&self) -> Vec<Cells> {
        let mut lines: Vec<Cells> = Vec::new();
        // Rows whose counting line is still to come.
        let mut open: Vec<usize> = Vec::new();
        for (index, row) in self.rows.iter().enumerate() {
            if self.choice.shown.get(index) != Some(&true) {
                continue;
            }
            while open.last().is_some_and(|last| Some(*last) != row.parent) {
                lines.extend(open.pop().and_then(|done| self.counting(done)));
            }
            lines.push(self.node(row));
            open.push(index);
        }
        while let Some(done) = open.pop() {
            lines.extend(self.counting(done));
        }
        lines
    }

    fn node(&self, row: &Row<'_>) -> Cells {
        let mut name = Line::plain(self.prefix(&row.prefix));
        if let Some((role, sign)) = icon::of_node(row.node, self.window.utf8) {
            name.push(role, sign);
        }
        name.push(Role::Plain, format!(" {}", sanitize(&row.node.display_name, Keep::Nothing)));
        let duration = row.node.started_at.map_or_else(String::new, |_| {
            age::ticking(span_between(row.node.started_at, row.node.finished_at, self.now))
        });
        let spot = Spot { node: row.node.id.clone(), rest: false };
        Cells { name, duration, said: self.said(row.node), spot }
    }

    /// The message of a node; of a running one that has none, the last line of its log.
    fn said(&self, node: &NodeStatus) -> Span {
        let message = node.message.split_whitespace().collect::<Vec<_>>().join(" ");
        if !message.is_empty() {
            return Span::new(Role::Plain, sanitize(&message, Keep::Nothing));
        }
        if node.is_active_suspend() {
            return Span::new(Role::Suspended, "waits for argo resume");
        }
        let tail = self.look.tails.and_then(|tails| tails.get(&node.id));
        match tail.filter(|_| node.phase == NodePhase::Running) {
            Some(tail) => {
                let sign = if self.window.utf8 { "› " } else { "> " };
                Span::new(Role::Dim, format!("{sign}{}", sanitize(tail.trim(), Keep::Nothing)))
            }
            None => Span::default(),
        }
    }

    fn counting(&self, of: usize) -> Option<Cells> {
        let counts = self.choice.hidden.get(of).filter(|counts| !counts.is_empty())?;
        let counts: Vec<_> = counts.iter().map(|(word, count)| format!("{count} {word}")).collect();
        let row = self.rows.get(of)?;
        let mut name = Line::plain(self.prefix(&row.below));
        let closed = self.look.fold(&row.node.id) == Fold::Closed;
        let sign = match (self.window.utf8, closed) {
            (true, false) => "└─ …",
            (true, true) => "└─ ▸",
            (false, false) => "`- ...",
            (false, true) => "`- +",
        };
        name.push(Role::Dim, format!("{sign} {}", counts.join(", ")));
        let spot = Spot { node: row.node.id.clone(), rest: true };
        Some(Cells { name, duration: String::new(), said: Span::default(), spot })
    }

    /// Connectors; of those deep in a tree, the last ones.
    fn prefix(&self, prefix: &str) -> String {
        let most = self.window.width / 2;
        let columns = prefix.width();
        if columns <= most {
            return prefix.to_owned();
        }
        let dots = if self.window.utf8 { " …" } else { " ." };
        let kept: Vec<char> = prefix.chars().collect();
        let from = kept.len().saturating_sub(most.saturating_sub(dots.width()));
        kept.get(from..).unwrap_or_default().iter().fold(dots.to_owned(), |text, c| text + &c.to_string())
    }
}

/// Cuts a name that is wider than its column.
fn shorten(line: &mut Line, most: usize, utf8: bool) {
    if width(line) <= most {
        return;
    }
    let dots = if utf8 { "…" } else { "." };
    let mut room = most.saturating_sub(1);
    for span in &mut line.0 {
        let end = fitting(&span.text, &mut room);
        span.text.truncate(end);
    }
    line.push(Role::Plain, dots);
}

/// The line of the selected node: in reverse, with a mark for terminals without colours.
fn selected(line: Line, window: Window) -> Line {
    let mut text = String::new();
    line.write_plain(&mut text);
    let mark = if window.utf8 { "›" } else { ">" };
    let text = text.strip_prefix(' ').map_or_else(|| text.clone(), |rest| format!("{mark}{rest}"));
    let gap = window.width.saturating_sub(text.width());
    Line(vec![Span::new(Role::Selected, format!("{text}{:gap$}", ""))])
}
