//! Which rows of a tree a frame shows: all that fit, the urgent ones first, and what the user unfolded.

use std::collections::BTreeMap;

use super::super::rows::Row;
use super::{Fold, Look};
use crate::core::api::NodePhase;

/// Which rows a frame shows.
pub(super) struct Choice {
    pub(super) shown: Vec<bool>,
    /// For each shown row, how many rows below it are left out, by phase.
    pub(super) hidden: Vec<BTreeMap<&'static str, usize>>,
    /// Whether something directly below a row is shown.
    below: Vec<bool>,
}

impl Choice {
    /// Takes rows by urgency, each with the rows above it, as long as they and the counting lines fit.
    pub(super) fn make(rows: &[Row<'_>], room: usize, look: &Look<'_>) -> Self {
        let mut choice = Self {
            shown: vec![false; rows.len()],
            hidden: vec![BTreeMap::new(); rows.len()],
            below: vec![false; rows.len()],
        };
        let folded = folded(rows, look);
        if folded.iter().filter(|folded| !**folded).count() <= room {
            choice.shown = folded.iter().map(|folded| !folded).collect();
        } else {
            choice.pick(rows, room, &folded, look);
        }
        choice.count_hidden(rows);
        choice
    }

    fn pick(&mut self, rows: &[Row<'_>], room: usize, folded: &[bool], look: &Look<'_>) {
        let all = children(rows);
        let mut waiting = all.clone();
        let depths = depths(rows);
        let forced: Vec<bool> = rows.iter().map(|row| is_forced(rows, row, look)).collect();
        let is = |list: &[bool], index: usize| list.get(index) == Some(&true);
        let mut order: Vec<usize> = (0..rows.len()).filter(|index| !is(folded, *index)).collect();
        // Of what is over, the outline comes before what is in it; branches that ended well are not opened.
        order.retain(|index| is(&forced, *index) || !is_settled(rows, *index));
        order.sort_by_key(|index| {
            let urgency = rows.get(*index).map_or(u8::MAX, |row| urgency(&row.node.phase));
            let depth = depths.get(*index).copied().filter(|_| urgency == OVER);
            (!is(&forced, *index), urgency, depth)
        });
        let room = isize::try_from(room).unwrap_or(isize::MAX);
        let mut used = 0;
        for index in order {
            let chain = self.missing(rows, index);
            let cost = cost(rows, (&all, &waiting), &chain);
            if chain.is_empty() || (used + cost > room && !is(&forced, index)) {
                continue;
            }
            used += cost;
            for index in chain {
                if let Some(shown) = self.shown.get_mut(index) {
                    *shown = true;
                }
                let parent = rows.get(index).and_then(|row| row.parent);
                if let Some(count) = parent.and_then(|parent| waiting.get_mut(parent)) {
                    *count -= 1;
                }
            }
        }
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

    /// Whether something directly below a row is shown.
    pub(super) fn shows_below(&self, index: usize) -> bool {
        self.below.get(index) == Some(&true)
    }

    /// Counts every row left out at the nearest shown row above it.
    fn count_hidden(&mut self, rows: &[Row<'_>]) {
        let mut nearest: Vec<Option<usize>> = Vec::with_capacity(rows.len());
        for (index, row) in rows.iter().enumerate() {
            let above = row.parent.and_then(|parent| nearest.get(parent).copied().flatten());
            if self.shown.get(index) == Some(&true) {
                nearest.push(Some(index));
                if let Some(below) = row.parent.and_then(|parent| self.below.get_mut(parent)) {
                    *below = true;
                }
                continue;
            }
            nearest.push(above);
            if let Some(counts) = above.and_then(|above| self.hidden.get_mut(above)) {
                *counts.entry(word(&row.node.phase)).or_default() += 1;
            }
        }
    }
}

/// Which rows are below one that the user has folded.
fn folded(rows: &[Row<'_>], look: &Look<'_>) -> Vec<bool> {
    let mut folded: Vec<bool> = Vec::with_capacity(rows.len());
    for row in rows {
        let above = row.parent.and_then(|parent| Some((rows.get(parent)?, folded.get(parent).copied()?)));
        folded
            .push(above.is_some_and(|(parent, folded)| folded || look.fold(&parent.node.id) == Fold::Closed));
    }
    folded
}

/// Lines that showing a chain of rows, lowest first, adds: the rows, and a counting line below each of which some children
/// are shown and others not. Of a row without any the count stands in its own line.
fn cost(rows: &[Row<'_>], (all, waiting): (&[usize], &[usize]), chain: &[usize]) -> isize {
    let left = |index: usize| waiting.get(index).copied().unwrap_or(0);
    let mut cost = 0;
    for (place, index) in chain.iter().enumerate() {
        cost += 1 + isize::from(place > 0 && left(*index) > 1);
    }
    if let Some(parent) = chain.last().and_then(|top| rows.get(*top)).and_then(|row| row.parent) {
        let had = left(parent) > 0 && Some(&left(parent)) != all.get(parent);
        cost += isize::from(left(parent) > 1) - isize::from(had);
    }
    cost
}

/// How many rows are directly below each.
fn children(rows: &[Row<'_>]) -> Vec<usize> {
    let mut count = vec![0usize; rows.len()];
    for parent in rows.iter().filter_map(|row| row.parent) {
        if let Some(count) = count.get_mut(parent) {
            *count += 1;
        }
    }
    count
}

fn depths(rows: &[Row<'_>]) -> Vec<usize> {
    let mut depths: Vec<usize> = Vec::with_capacity(rows.len());
    for row in rows {
        let above = row.parent.and_then(|parent| depths.get(parent).copied());
        depths.push(above.map_or(0, |depth| depth + 1));
    }
    depths
}

/// Whether a row is part of a branch, not the whole tree, that ended well.
fn is_settled(rows: &[Row<'_>], index: usize) -> bool {
    let parent = rows.get(index).and_then(|row| rows.get(row.parent?));
    parent.is_some_and(|parent| parent.parent.is_some() && urgency(&parent.node.phase) == OVER)
}

/// Whether a row is shown even where it does not fit: it is selected, or the user unfolded what holds it.
fn is_forced(rows: &[Row<'_>], row: &Row<'_>, look: &Look<'_>) -> bool {
    let selected = look.selected.is_some_and(|spot| spot.node == row.node.id);
    let parent = row.parent.and_then(|parent| rows.get(parent));
    selected || parent.is_some_and(|parent| look.fold(&parent.node.id) == Fold::Open)
}

/// The urgency of what is over and did not fail.
const OVER: u8 = 3;

fn urgency(phase: &NodePhase) -> u8 {
    match phase {
        NodePhase::Failed | NodePhase::Error => 0,
        NodePhase::Running => 1,
        NodePhase::Pending => 2,
        _ => OVER,
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
