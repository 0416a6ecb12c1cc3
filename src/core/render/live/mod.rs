//! Frames of the live view: a workflow in as many lines as the window has.

mod body;
mod choice;

use std::collections::HashMap;

use jiff::Timestamp;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use self::choice::Choice;
use super::forest::Forest;
use super::role::{Line, Role, Span, Text};
use super::rows::{Row, rows};
use super::sanitize::{Keep, sanitize};
use super::status::status_text;
use super::{icon, pods, span_between};
use crate::core::api::{NodePhase, NodeStatus, NodeType, Workflow};
use crate::core::select::fields::FieldSelector;
use crate::core::text::age;

/// Windows of that width have room for a bar of progress.
const WIDE: usize = 72;

/// How long that bar is.
const BAR: usize = 16;

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

/// Whether the user folded what is below a node.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Fold {
    /// As much is shown as fits.
    #[default]
    Auto,
    /// Everything directly below is shown.
    Open,
    /// Nothing below is shown.
    Closed,
}

/// A line of the tree that can be selected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The node's id.
    pub node: String,
    /// Whether it is the line that counts what is left out below the node.
    pub rest: bool,
}

/// How the user wants to see a workflow.
#[derive(Debug, Clone, Copy, Default)]
pub struct Look<'a> {
    /// What was folded, by node id.
    pub folds: Option<&'a HashMap<String, Fold>>,
    /// Only nodes whose name or phase has this text, with all nodes above them; empty: all.
    pub filter: &'a str,
    /// Only nodes that match.
    pub selector: Option<&'a FieldSelector>,
    /// The selected line.
    pub selected: Option<&'a Spot>,
    /// The last log line of running nodes, by node id.
    pub tails: Option<&'a HashMap<String, String>>,
}

impl Look<'_> {
    fn fold(&self, node: &str) -> Fold {
        self.folds.and_then(|folds| folds.get(node)).copied().unwrap_or_default()
    }
}

/// What is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frame {
    /// The lines.
    pub text: Text,
    /// All lines of the tree in their order, also those that the window has no room for.
    pub spots: Vec<Spot>,
    /// The ids of nodes below which everything is left out.
    pub closed: Vec<String>,
    /// The ids of running pods among the lines, first those nearest to the selected one.
    pub running: Vec<String>,
}

/// Returns a frame of at most `window.height` lines, none wider than the window.
///
/// A line about the workflow comes first, then its tree. When that does not fit, failed, running and waiting nodes
/// are shown first with all nodes above them, and what is left out below a node is counted in one line.
pub fn frame(workflow: &Workflow, now: Timestamp, window: Window, look: &Look<'_>) -> Frame {
    let forest = Forest::new(workflow);
    let all = filtered(tree(workflow, &forest, window, look), look.filter);
    let room = window.height.saturating_sub(1).max(1);
    let choice = Choice::make(&all, room, look);
    let body = body::Body { rows: &all, choice: &choice, now, window, look };
    let (lines, spots, closed) = body.lines();
    let at = look.selected.and_then(|selected| spots.iter().position(|spot| spot == selected));
    let from = at.unwrap_or(0).saturating_sub(room / 2).min(lines.len().saturating_sub(room));
    let mut frame = Frame { text: Text::default(), spots, closed, running: Vec::new() };
    frame.text.lines.push(headline(workflow, now, window));
    frame.text.lines.extend(lines.into_iter().skip(from).take(room));
    frame.text.lines.iter_mut().for_each(|line| clip(line, window.width));
    let visible = frame.spots.iter().skip(from).take(room).filter(|spot| !spot.rest);
    let is_running = |id: &&Spot| {
        let node = workflow.nodes().get(&id.node);
        node.is_some_and(|node| node.type_ == NodeType::Pod && node.phase == NodePhase::Running)
    };
    frame.running = visible.filter(is_running).map(|spot| spot.node.clone()).collect();
    frame
}

/// All rows: of the entrypoint, then of the exit handler.
fn tree<'a>(workflow: &'a Workflow, forest: &Forest<'a>, window: Window, look: &Look<'_>) -> Vec<Row<'a>> {
    let exit = pods::node_id(workflow.name(), &format!("{}.onExit", workflow.name()));
    let mut all: Vec<Row<'a>> = Vec::new();
    for id in [workflow.name(), exit.as_str()] {
        if let Some(root) = forest.root(id) {
            let offset = all.len();
            let more = rows(forest, root, look.selector, window.utf8);
            all.extend(
                more.into_iter().map(|row| Row { parent: row.parent.map(|parent| parent + offset), ..row }),
            );
        }
    }
    all
}

/// Only rows that have a text, with the rows above them.
fn filtered<'a>(rows: Vec<Row<'a>>, filter: &str) -> Vec<Row<'a>> {
    if filter.is_empty() {
        return rows;
    }
    let wanted = filter.to_lowercase();
    let has = |node: &NodeStatus| {
        [node.display_name.as_str(), &node.template_name, node.phase.as_str(), &node.message]
            .iter()
            .any(|text| text.to_lowercase().contains(&wanted))
    };
    let mut kept = vec![false; rows.len()];
    for (index, row) in rows.iter().enumerate().rev() {
        if kept.get(index) == Some(&true) || has(row.node) {
            for at in [Some(index), row.parent].into_iter().flatten() {
                if let Some(kept) = kept.get_mut(at) {
                    *kept = true;
                }
            }
        }
    }
    let mut places = Vec::with_capacity(rows.len());
    let mut count = 0;
    for keep in &kept {
        places.push(count);
        count += usize::from(*keep);
    }
    let kept = rows.into_iter().zip(kept).filter(|(_, keep)| *keep);
    kept.map(|(row, _)| Row { parent: row.parent.and_then(|parent| places.get(parent).copied()), ..row })
        .collect()
}

fn headline(workflow: &Workflow, now: Timestamp, window: Window) -> Line {
    let status = &workflow.status;
    let mut line = Line::default();
    let (role, sign) = icon::of_workflow(&status.phase, window.utf8).unwrap_or((Role::Pending, "-"));
    line.push(role, sign);
    line.push(Role::Plain, format!(" {}  ", sanitize(workflow.name(), Keep::Nothing)));
    line.push(role, sanitize(status_text(workflow), Keep::Nothing).into_owned());
    if window.utf8 && window.width >= WIDE && !status.phase.is_completed() {
        bar(&mut line, &status.progress);
    }
    let mut facts = Vec::new();
    if !status.progress.is_empty() && status.progress != "0/0" {
        facts.push(status.progress.clone());
    }
    if status.started_at.is_some() {
        facts.push(age::ticking(span_between(status.started_at, status.finished_at, now)));
    }
    if !status.message.is_empty() {
        facts.push(status.message.clone());
    }
    for fact in facts {
        line.push(Role::Plain, format!("  {}", sanitize(&fact, Keep::Nothing)));
    }
    line
}

/// A bar for a progress such as `3/7`.
fn bar(line: &mut Line, progress: &str) {
    let parts =
        progress.split_once('/').and_then(|(done, all)| Some((done.parse().ok()?, all.parse().ok()?)));
    let Some((done, all)) = parts.filter(|(_, all): &(usize, usize)| *all > 0) else { return };
    let full = done.min(all) * BAR / all;
    line.push(Role::Plain, "  ");
    line.push(Role::Succeeded, "━".repeat(full));
    line.push(Role::Dim, "─".repeat(BAR - full));
}

fn width(line: &Line) -> usize {
    line.0.iter().map(|span| span.text.width()).sum()
}

/// Cuts a line to a width.
fn clip(line: &mut Line, columns: usize) {
    let mut room = columns;
    for Span { text, .. } in &mut line.0 {
        let end = fitting(text, &mut room);
        text.truncate(end);
    }
    line.0.retain(|span| !span.text.is_empty());
}

/// How many bytes of a text fit into so many columns, of which those taken are subtracted.
fn fitting(text: &str, room: &mut usize) -> usize {
    let mut end = 0;
    for (at, character) in text.char_indices() {
        let wide = character.width().unwrap_or(0);
        if wide > *room {
            *room = 0;
            break;
        }
        *room -= wide;
        end = at + character.len_utf8();
    }
    end
}
