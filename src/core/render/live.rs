//! Frames of the live view: a workflow in as many lines as the window has.

use std::collections::BTreeMap;

use jiff::Timestamp;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::forest::Forest;
use super::role::{Line, Role, Span, Text};
use super::rows::{Row, rows};
use super::sanitize::{Keep, sanitize};
use super::status::status_text;
use super::{icon, pods, span_between};
use crate::core::api::{NodePhase, Workflow};
use crate::core::text::age;

/// The window and its signs.
#[derive(Debug, Clone, Copy)]
pub struct Window {
    /// Columns.
    pub width: usize,
    /// Lines a frame may have; at least two are used.
    pub height: usize,
    /// Signs and lines beyond ASCII.
    pub utf8: bool,
}

/// Returns a frame of at most `window.height` lines, none wider than the window.
///
/// A line about the workflow comes first, then its tree. When that does not fit, failed, running and waiting nodes
/// are shown first with all nodes above them, and what is left out below a node is counted in one line.
pub fn frame(workflow: &Workflow, now: Timestamp, window: Window) -> Text {
    let mut text = Text::default();
    text.lines.push(headline(workflow, now, window));
    let forest = Forest::new(workflow);
    let exit = pods::node_id(workflow.name(), &format!("{}.onExit", workflow.name()));
    let mut all: Vec<Row<'_>> = Vec::new();
    for id in [workflow.name(), exit.as_str()] {
        if let Some(root) = forest.root(id) {
            let offset = all.len();
            let more = rows(&forest, root, None, window.utf8);
            all.extend(
                more.into_iter().map(|row| Row { parent: row.parent.map(|parent| parent + offset), ..row }),
            );
        }
    }
    let room = window.height.saturating_sub(1).max(1);
    let chosen = Choice::make(&all, room);
    text.lines.extend(body(&all, &chosen, now, window.utf8));
    text.lines.truncate(room + 1);
    text.lines.iter_mut().for_each(|line| clip(line, window.width));
    text
}

fn headline(workflow: &Workflow, now: Timestamp, window: Window) -> Line {
    let status = &workflow.status;
    let mut line = Line::default();
    let (role, sign) = icon::of_workflow(&status.phase, window.utf8).unwrap_or((Role::Pending, "-"));
    line.push(role, sign);
    line.push(Role::Plain, format!(" {}  ", sanitize(workflow.name(), Keep::Nothing)));
    line.push(role, sanitize(&status_text(workflow), Keep::Nothing).into_owned());
    let mut facts = Vec::new();
    if !status.progress.is_empty() && status.progress != "0/0" {
        facts.push(status.progress.clone());
    }
    if status.started_at.is_some() {
        facts.push(age::short(span_between(status.started_at, status.finished_at, now)));
    }
    if !status.message.is_empty() {
        facts.push(status.message.clone());
    }
    for fact in facts {
        line.push(Role::Plain, format!("  {}", sanitize(&fact, Keep::Nothing)));
    }
    line
}

/// Which rows a frame shows.
struct Choice {
    shown: Vec<bool>,
    /// For each shown row, how many rows below it are left out, by phase.
    hidden: Vec<BTreeMap<&'static str, usize>>,
}

impl Choice {
    /// Takes rows by urgency, each with the rows above it, as long as they and the counting lines fit.
    fn make(rows: &[Row<'_>], room: usize) -> Self {
        let mut choice =
            Self { shown: vec![rows.len() <= room; rows.len()], hidden: vec![BTreeMap::new(); rows.len()] };
        if rows.len() <= room {
            return choice;
        }
        let mut waiting = vec![0usize; rows.len()];
        for parent in rows.iter().filter_map(|row| row.parent) {
            if let Some(count) = waiting.get_mut(parent) {
                *count += 1;
            }
        }
        let mut order: Vec<usize> = (0..rows.len()).collect();
        order.sort_by_key(|index| rows.get(*index).map_or(u8::MAX, |row| urgency(&row.node.phase)));
        let mut used = 0;
        for index in order {
            let chain = choice.missing(rows, index);
            let cost = choice.cost(rows, &waiting, &chain);
            if chain.is_empty() || used + cost > isize::try_from(room).unwrap_or(isize::MAX) {
                continue;
            }
            used += cost;
            for index in chain {
                if let Some(shown) = choice.shown.get_mut(index) {
                    *shown = true;
                }
                let parent = rows.get(index).and_then(|row| row.parent);
                if let Some(count) = parent.and_then(|parent| waiting.get_mut(parent)) {
                    *count -= 1;
                }
            }
        }
        choice.count_hidden(rows);
        choice
    }

    /// The row and the rows above it that are not shown yet, lowest first.
    fn missing(&self, rows: &[Row<'_>], index: usize) -> Vec<usize> {
        let mut chain = Vec::new();
        let mut next = Some(index);
        while let Some(index) = next.filter(|index| self.shown.get(*index) == Some(&false)) {
            chain.push(index);
            next = rows.get(index).and_then(|row| row.parent);
        }
        chain
    }

    /// Lines that showing a chain of rows adds: the rows, a counting line below each that leaves some out, less the
    /// counting line that ends with the last one left out.
    fn cost(&self, rows: &[Row<'_>], waiting: &[usize], chain: &[usize]) -> isize {
        let mut cost = 0;
        for (place, index) in chain.iter().enumerate() {
            let below = waiting.get(*index).copied().unwrap_or(0) - usize::from(place > 0);
            cost += 1 + isize::from(below > 0);
        }
        let parent = chain.last().and_then(|top| rows.get(*top)).and_then(|row| row.parent);
        if parent.and_then(|parent| waiting.get(parent)) == Some(&1) {
            cost -= 1;
        }
        cost
    }

    /// Counts every row left out at the nearest shown row above it.
    fn count_hidden(&mut self, rows: &[Row<'_>]) {
        let mut nearest: Vec<Option<usize>> = Vec::with_capacity(rows.len());
        for (index, row) in rows.iter().enumerate() {
            let above = row.parent.and_then(|parent| nearest.get(parent).copied().flatten());
            if self.shown.get(index) == Some(&true) {
                nearest.push(Some(index));
                continue;
            }
            nearest.push(above);
            if let Some(counts) = above.and_then(|above| self.hidden.get_mut(above)) {
                *counts.entry(word(&row.node.phase)).or_default() += 1;
            }
        }
    }
}

fn urgency(phase: &NodePhase) -> u8 {
    match phase {
        NodePhase::Failed | NodePhase::Error => 0,
        NodePhase::Running => 1,
        NodePhase::Pending => 2,
        _ => 3,
    }
}

fn word(phase: &NodePhase) -> &'static str {
    match phase {
        NodePhase::Pending => "pending",
        NodePhase::Running => "running",
        NodePhase::Succeeded => "succeeded",
        NodePhase::Failed | NodePhase::Error => "failed",
        NodePhase::Skipped | NodePhase::Omitted => "skipped",
        _ => "other",
    }
}

/// The lines of the tree: name, duration, message, in columns.
fn body(rows: &[Row<'_>], choice: &Choice, now: Timestamp, utf8: bool) -> Vec<Line> {
    let mut lines: Vec<(Line, String, String)> = Vec::new();
    // Rows whose counting line is still to come.
    let mut open: Vec<usize> = Vec::new();
    for (index, row) in rows.iter().enumerate().filter(|(index, _)| choice.shown.get(*index) == Some(&true)) {
        while open.last().is_some_and(|last| Some(*last) != row.parent) {
            lines.extend(open.pop().and_then(|done| counting_line(rows, choice, done, utf8)));
        }
        let mut line = Line::plain(row.prefix.clone());
        if let Some((role, sign)) = icon::of_node(row.node, utf8) {
            line.push(role, sign);
        }
        line.push(Role::Plain, format!(" {}", sanitize(&row.node.display_name, Keep::Nothing)));
        let duration = row.node.started_at.map_or_else(String::new, |_| {
            age::short(span_between(row.node.started_at, row.node.finished_at, now))
        });
        lines.push((line, duration, sanitize(&row.node.message, Keep::Nothing).into_owned()));
        open.push(index);
    }
    while let Some(done) = open.pop() {
        lines.extend(counting_line(rows, choice, done, utf8));
    }
    let names = lines.iter().map(|(line, ..)| width(line)).max().unwrap_or(0);
    let durations = lines.iter().map(|(_, duration, _)| duration.len()).max().unwrap_or(0);
    let finish = |(mut line, duration, message): (Line, String, String)| {
        if !duration.is_empty() || !message.is_empty() {
            let gap = names - width(&line) + 2;
            line.push(Role::Dim, format!("{:gap$}{duration:<durations$}", ""));
            if !message.is_empty() {
                line.push(Role::Plain, format!("  {message}"));
            }
        }
        line
    };
    lines.into_iter().map(finish).collect()
}

fn counting_line(rows: &[Row<'_>], choice: &Choice, of: usize, utf8: bool) -> Option<(Line, String, String)> {
    let counts = choice.hidden.get(of).filter(|counts| !counts.is_empty())?;
    let counts: Vec<_> = counts.iter().map(|(word, count)| format!("{count} {word}")).collect();
    let mut line = Line::plain(rows.get(of)?.below.clone());
    line.push(Role::Dim, format!("{} {}", if utf8 { "└─ …" } else { "`- ..." }, counts.join(", ")));
    Some((line, String::new(), String::new()))
}

fn width(line: &Line) -> usize {
    line.0.iter().map(|span| span.text.width()).sum()
}

/// Cuts a line to a width.
fn clip(line: &mut Line, columns: usize) {
    let mut room = columns;
    for Span { text, .. } in &mut line.0 {
        let mut end = 0;
        for (at, character) in text.char_indices() {
            let wide = character.width().unwrap_or(0);
            if wide > room {
                room = 0;
                break;
            }
            room -= wide;
            end = at + character.len_utf8();
        }
        text.truncate(end);
    }
    line.0.retain(|span| !span.text.is_empty());
}
