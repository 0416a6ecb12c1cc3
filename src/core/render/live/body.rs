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
    /// Connectors.
    prefix: String,
    name: Line,
    duration: String,
    said: Span,
    spot: Spot,
    /// Whether everything below is left out.
    closed: bool,
}

impl Body<'_> {
    /// All lines, each with what it stands for, and the nodes below which everything is left out.
    pub(super) fn lines(&self) -> (Vec<Line>, Vec<Spot>, Vec<String>) {
        let cells = self.cells();
        let durations = cells.iter().map(|cells| cells.duration.len()).max().unwrap_or(0);
        let said = cells.iter().map(|cells| cells.said.text.width()).max().unwrap_or(0);
        let rest = 2 + durations + if said > 0 { 2 + said.min(MESSAGE) } else { 0 };
        let most = self.window.width.saturating_sub(rest).max(self.window.width / 2);
        let columns = |cells: &Cells| self.prefix(&cells.prefix).width() + width(&cells.name);
        let names = cells.iter().map(columns).max().unwrap_or(0).min(most);
        let finish = |cells: Cells| {
            let is_selected = self.look.selected == Some(&cells.spot);
            let mut line = cells.name;
            line.0.insert(0, Span::new(Role::Plain, self.prefix(&cells.prefix)));
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
        let closed = cells.iter().filter(|cells| cells.closed).map(|cells| cells.spot.node.clone()).collect();
        (cells.into_iter().map(finish).collect(), spots, closed)
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
                if let Some(done) = open.pop() {
                    self.count(done, &mut lines);
                }
            }
            lines.push(self.node(index, row));
            open.push(index);
        }
        while let Some(done) = open.pop() {
            self.count(done, &mut lines);
        }
        lines
    }

    /// Adds the line that counts what is left out below a row. The line of the last row before goes on to it.
    fn count(&self, of: usize, lines: &mut Vec<Cells>) {
        let Some(row) = self.rows.get(of).filter(|_| self.choice.shows_below(of)) else { return };
        let Some(counting) = self.counting(of) else { return };
        let at = row.below.chars().count();
        let (last, on, line) = if self.window.utf8 { ('└', '├', '│') } else { ('`', '|', '|') };
        for cells in lines.iter_mut().rev() {
            let mut prefix: Vec<char> = cells.prefix.chars().collect();
            let Some(sign) = prefix.get_mut(at) else { break };
            let was = *sign;
            *sign = match was {
                ' ' => line,
                other if other == last => on,
                _ => break,
            };
            cells.prefix = prefix.into_iter().collect();
            if was == last {
                break;
            }
        }
        lines.push(counting);
    }

    fn node(&self, index: usize, row: &Row<'_>) -> Cells {
        let mut name = Line::default();
        if let Some((role, sign)) = icon::of_node(row.node, self.window.utf8) {
            name.push(role, sign);
        }
        name.push(Role::Plain, format!(" {}", sanitize(&row.node.display_name, Keep::Nothing)));
        let duration = row.node.started_at.map_or_else(String::new, |_| {
            age::ticking(span_between(row.node.started_at, row.node.finished_at, self.now))
        });
        let spot = Spot { node: row.node.id.clone(), rest: false };
        let mut said = self.said(row.node);
        let mut counts = None;
        if !self.choice.shows_below(index) {
            counts = self.counts(index);
        }
        if let Some(counts) = counts.as_ref().filter(|_| said.text.is_empty()) {
            said = Span::new(Role::Dim, counts.clone());
        }
        Cells { prefix: row.prefix.clone(), name, duration, said, spot, closed: counts.is_some() }
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

    /// What is left out below a row, in words.
    fn counts(&self, of: usize) -> Option<String> {
        let counts = self.choice.hidden.get(of).filter(|counts| !counts.is_empty())?;
        let counts: Vec<_> = counts.iter().map(|(word, count)| format!("{count} {word}")).collect();
        let closed = self.rows.get(of).is_some_and(|row| self.look.fold(&row.node.id) == Fold::Closed);
        let sign = match (self.window.utf8, closed) {
            (true, false) => "…",
            (true, true) => "▸",
            (false, false) => "...",
            (false, true) => "+",
        };
        Some(format!("{sign} {}", counts.join(", ")))
    }

    fn counting(&self, of: usize) -> Option<Cells> {
        let row = self.rows.get(of)?;
        let name = Line(vec![Span::new(Role::Dim, format!(" {}", self.counts(of)?))]);
        let prefix = format!("{}{}", row.below, if self.window.utf8 { "└─" } else { "`-" });
        let spot = Spot { node: row.node.id.clone(), rest: true };
        Some(Cells { prefix, name, duration: String::new(), said: Span::default(), spot, closed: false })
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
