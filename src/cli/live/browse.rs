//! What the user looks at: the selected line, folds, the filter, and what is asked at the foot of the view.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use super::keys::Key;
use crate::core::api::{NodePhase, NodeType, Workflow};
use crate::core::render::live::{Fold, Frame, Look, Spot};

/// How long a message stays at the foot.
const MESSAGE: Duration = Duration::from_secs(6);

/// What a key leads to besides another view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Action {
    /// Start no more steps.
    Suspend,
    /// Go on; of one waiting step, or of all.
    Resume {
        node: Option<String>,
    },
    Stop,
    /// Show the log of a node, or no more.
    Log(Option<String>),
    /// Scroll the log that is shown; down is positive.
    Scroll(isize),
    Leave,
}

/// What the foot of the view is for.
#[derive(Debug, Default, PartialEq, Eq)]
enum Foot {
    #[default]
    Keys,
    Filter,
    ReallyStop,
}

/// What the user looks at.
#[derive(Debug, Default)]
pub(super) struct Browse {
    selected: Option<Spot>,
    folds: HashMap<String, Fold>,
    filter: String,
    foot: Foot,
    message: Option<(String, Instant)>,
    /// The lines of the tree as they are shown.
    spots: Vec<Spot>,
    /// Nodes below which nothing is shown.
    closed: Vec<String>,
    log: bool,
}

impl Browse {
    /// How the frame is to look.
    pub(super) fn look(&self) -> Look<'_> {
        Look {
            folds: Some(&self.folds),
            filter: &self.filter,
            selected: self.selected.as_ref(),
            ..Look::default()
        }
    }

    /// Learns which lines there are.
    pub(super) fn seen(&mut self, frame: &Frame) {
        self.spots.clone_from(&frame.spots);
        self.closed.clone_from(&frame.closed);
    }

    /// Says something at the foot for a while.
    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.message = Some((text.into(), Instant::now()));
    }

    /// Whether a log is shown below the tree.
    pub(super) fn log_is_open(&self) -> bool {
        self.log
    }

    /// The last line of the view.
    pub(super) fn foot(&self, workflow: &Workflow, width: usize) -> String {
        match self.foot {
            Foot::ReallyStop => {
                return format!("Stop {}? Running steps end, exit handlers run.  y / n", workflow.name());
            }
            Foot::Filter => return format!("/{}_", self.filter),
            Foot::Keys => {}
        }
        if let Some((text, _)) = self.message.as_ref().filter(|(_, since)| since.elapsed() < MESSAGE) {
            return text.clone();
        }
        let goes_on = if is_suspended(workflow) { "s resume" } else { "s suspend" };
        let mut keys = vec!["q leave", "j/k move", "l log", "enter fold", "/ filter", goes_on, "x stop"];
        let filter = format!("/{} esc clears", self.filter);
        if !self.filter.is_empty() {
            keys.insert(0, &filter);
        }
        if self.log {
            keys.insert(0, "pgup/pgdn scroll");
        }
        let mut text = String::new();
        for key in keys {
            let more = if text.is_empty() { key.to_owned() } else { format!("{text}  {key}") };
            if more.chars().count() > width {
                break;
            }
            text = more;
        }
        text
    }

    /// Takes a key; says what it leads to.
    pub(super) fn key(&mut self, key: Key, workflow: &Workflow) -> Option<Action> {
        match self.foot {
            Foot::ReallyStop => {
                self.foot = Foot::Keys;
                return (key == Key::Char('y') || key == Key::Char('Y')).then_some(Action::Stop);
            }
            Foot::Filter => {
                self.edit_filter(key);
                return None;
            }
            Foot::Keys => {}
        }
        match key {
            Key::Down | Key::Char('j') => self.step(1),
            Key::Up | Key::Char('k') => self.step(-1),
            Key::PageDown if self.log => return Some(Action::Scroll(10)),
            Key::PageUp if self.log => return Some(Action::Scroll(-10)),
            Key::PageDown => self.step(10),
            Key::PageUp => self.step(-10),
            Key::First | Key::Char('g') => self.selected = self.spots.first().cloned(),
            Key::Last | Key::Char('G') => self.selected = self.spots.last().cloned(),
            Key::Enter | Key::Char(' ') => self.fold(),
            Key::Char('/') => self.foot = Foot::Filter,
            Key::Char('l') => return self.toggle_log(workflow),
            Key::Char('s') => return Some(self.suspend_or_resume(workflow)),
            Key::Char('x') if workflow.is_completed() => self.say("the workflow has ended"),
            Key::Char('x') => self.foot = Foot::ReallyStop,
            Key::Char('q') => return Some(Action::Leave),
            Key::Escape => return self.escape(),
            Key::Backspace | Key::Char(_) => {}
        }
        None
    }

    fn edit_filter(&mut self, key: Key) {
        match key {
            Key::Char(character) => self.filter.push(character),
            Key::Backspace => drop(self.filter.pop()),
            Key::Escape => {
                self.filter.clear();
                self.foot = Foot::Keys;
            }
            Key::Enter => self.foot = Foot::Keys,
            _ => {}
        }
    }

    /// Takes back what was done last: the log, the filter, the selection.
    fn escape(&mut self) -> Option<Action> {
        if std::mem::take(&mut self.log) {
            return Some(Action::Log(None));
        }
        if self.filter.is_empty() {
            self.selected = None;
        }
        self.filter.clear();
        None
    }

    fn step(&mut self, by: isize) {
        let last = self.spots.len().saturating_sub(1);
        let at = self.selected.as_ref().and_then(|spot| self.spots.iter().position(|other| other == spot));
        let next = match at {
            Some(at) => at.saturating_add_signed(by).min(last),
            None if by > 0 => 0,
            None => last,
        };
        self.selected = self.spots.get(next).cloned();
    }

    /// Unfolds what a counting line stands for, or folds what is below a node and back.
    fn fold(&mut self) {
        let Some(spot) = self.selected.clone() else { return };
        let opens = spot.rest || self.closed.contains(&spot.node);
        let next = if opens { Fold::Open } else { Fold::Closed };
        self.folds.insert(spot.node.clone(), next);
        if spot.rest {
            self.selected = Some(Spot { rest: false, ..spot });
        }
    }

    fn toggle_log(&mut self, workflow: &Workflow) -> Option<Action> {
        if std::mem::take(&mut self.log) {
            return Some(Action::Log(None));
        }
        let Some(node) = self.log_node(workflow) else {
            self.say("no step has a log yet");
            return None;
        };
        self.log = true;
        self.selected = Some(Spot { node: node.clone(), rest: false });
        Some(Action::Log(Some(node)))
    }

    /// The selected step, else the one that failed or runs.
    fn log_node(&self, workflow: &Workflow) -> Option<String> {
        if let Some(spot) = &self.selected {
            return Some(spot.node.clone());
        }
        let ran = |node: &&crate::core::api::NodeStatus| {
            node.type_ == NodeType::Pod && !matches!(node.phase, NodePhase::Pending | NodePhase::Unset)
        };
        let rank = |node: &crate::core::api::NodeStatus| match node.phase {
            NodePhase::Failed | NodePhase::Error => 0,
            NodePhase::Running => 1,
            _ => 2,
        };
        let node = workflow.nodes().values().filter(ran).min_by_key(|node| rank(node));
        node.map(|node| node.id.clone())
    }

    fn suspend_or_resume(&self, workflow: &Workflow) -> Action {
        let selected = self.selected.as_ref().and_then(|spot| workflow.nodes().get(&spot.node));
        if let Some(node) = selected.filter(|node| node.is_active_suspend()) {
            return Action::Resume { node: Some(node.id.clone()) };
        }
        if is_suspended(workflow) { Action::Resume { node: None } } else { Action::Suspend }
    }
}

/// Whether a resume would let something go on.
fn is_suspended(workflow: &Workflow) -> bool {
    workflow.spec.suspend == Some(true) || workflow.nodes().values().any(|node| node.is_active_suspend())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workflow() -> Workflow {
        let text = r#"{"metadata":{"name":"w"},"status":{"phase":"Running","nodes":{"w-1":{"id":"w-1","name":"w.a","type":"Pod","phase":"Running"}}}}"#;
        serde_json::from_str(text).expect("a workflow")
    }

    fn browse() -> Browse {
        let spot = |node: &str, rest| Spot { node: node.to_owned(), rest };
        Browse { spots: vec![spot("w", false), spot("w-1", false), spot("w", true)], ..Browse::default() }
    }

    #[test]
    fn stopping_is_asked_for() {
        let (workflow, mut browse) = (workflow(), browse());
        assert_eq!(browse.key(Key::Char('x'), &workflow), None);
        assert!(browse.foot(&workflow, 80).starts_with("Stop w?"));
        assert_eq!(browse.key(Key::Char('n'), &workflow), None);
        browse.key(Key::Char('x'), &workflow);
        assert_eq!(browse.key(Key::Char('y'), &workflow), Some(Action::Stop));
    }

    #[test]
    fn a_filter_takes_letters_that_are_keys_elsewhere() {
        let (workflow, mut browse) = (workflow(), browse());
        for key in [Key::Char('/'), Key::Char('x'), Key::Char('q'), Key::Backspace, Key::Enter] {
            assert_eq!(browse.key(key, &workflow), None);
        }
        assert_eq!(browse.look().filter, "x");
        browse.key(Key::Escape, &workflow);
        assert_eq!(browse.look().filter, "");
    }

    #[test]
    fn a_counting_line_unfolds() {
        let (workflow, mut browse) = (workflow(), browse());
        browse.key(Key::Last, &workflow);
        browse.key(Key::Enter, &workflow);
        assert_eq!(browse.folds.get("w"), Some(&Fold::Open));
        browse.key(Key::Enter, &workflow);
        assert_eq!(browse.folds.get("w"), Some(&Fold::Closed));
    }

    #[test]
    fn the_log_is_that_of_the_selected_step_or_of_one_that_runs() {
        let (workflow, mut browse) = (workflow(), browse());
        assert_eq!(browse.key(Key::Char('l'), &workflow), Some(Action::Log(Some("w-1".to_owned()))));
        assert_eq!(browse.key(Key::Char('l'), &workflow), Some(Action::Log(None)));
        assert_eq!(browse.key(Key::Char('s'), &workflow), Some(Action::Suspend));
        for width in [10, 40, 200] {
            assert!(browse.foot(&workflow, width).chars().count() <= width);
        }
    }
}
