//! The last log lines of steps that run, and the log of one step below the tree.

use std::collections::{HashMap, VecDeque};

use futures::StreamExt;
use futures::future::{AbortHandle, Abortable};
use futures::stream::{BoxStream, SelectAll};

use super::Live;
use crate::cli::context::Connection;
use crate::cli::logging::for_terminal;
use crate::core::api::{NodeType, Workflow};
use crate::core::render::{Keep, sanitize};
use crate::core::steps::{StepChoice, pod_of};
use crate::ports::client::{ClientError, LogEvent, LogLine, LogQuery};

/// How many steps are followed for their last line.
const MOST: usize = 12;

/// How many lines of a log can be scrolled through.
const LINES: usize = 2000;

/// So many lines are taken at once, when so many are there.
const AT_ONCE: usize = 512;

/// Events of a log, as many as there are at once.
pub(super) type Chunks = BoxStream<'static, Vec<Result<LogEvent, ClientError>>>;

type Tail = BoxStream<'static, (String, String)>;

/// The last lines of steps that run.
#[derive(Default)]
pub(super) struct Tails {
    streams: SelectAll<Tail>,
    open: HashMap<String, AbortHandle>,
    /// The last line of each step, by node id.
    pub(super) last: HashMap<String, String>,
}

impl Tails {
    /// Follows these nodes and no others.
    pub(super) fn follow(&mut self, connection: &Connection, workflow: &Workflow, nodes: &[String]) {
        let nodes = nodes.get(..MOST.min(nodes.len())).unwrap_or_default();
        self.open.retain(|node, stream| {
            let keep = nodes.contains(node);
            if !keep {
                stream.abort();
            }
            keep
        });
        self.last.retain(|node, _| nodes.contains(node));
        for id in nodes {
            let Some(node) = workflow.nodes().get(id).filter(|_| !self.open.contains_key(id)) else {
                continue;
            };
            let query = LogQuery { tail: Some(1), ..query(connection, workflow) };
            let lines = connection.client.pod_log(query, &pod_of(workflow, node));
            let id = id.clone();
            let (handle, registration) = AbortHandle::new_pair();
            self.open.insert(id.clone(), handle);
            // Of many lines at once, only the last one is ever seen.
            let last = lines.ready_chunks(AT_ONCE).filter_map(move |chunk| {
                let line = chunk.iter().rev().find_map(|event| match event {
                    Ok(LogEvent::Line(line)) => {
                        Some(without_tabs(line)).filter(|line| !line.trim().is_empty())
                    }
                    _ => None,
                });
                let news = line.map(|line| (id.clone(), line));
                async move { news }
            });
            self.streams.push(Abortable::new(last.boxed(), registration).boxed());
        }
    }

    /// Waits for another last line.
    pub(super) async fn next(&mut self) {
        match self.streams.next().await {
            Some((node, line)) => drop(self.last.insert(node, line)),
            None => std::future::pending().await,
        }
    }
}

/// The log of one step.
pub(super) struct Pane {
    title: String,
    events: Chunks,
    lines: VecDeque<String>,
    ended: bool,
    /// How many lines below the shown ones are not shown.
    below: usize,
}

impl Pane {
    /// Begins to follow the log of a node and all below it.
    pub(super) fn open(connection: &Connection, workflow: &Workflow, node: &str) -> Option<Self> {
        let node = workflow.nodes().get(node)?;
        let names = match node.type_ {
            NodeType::Pod => vec![pod_of(workflow, node)],
            _ if node.name == workflow.name() => Vec::new(),
            _ => vec![node.name.clone()],
        };
        let steps = StepChoice { names, ..StepChoice::default() };
        let query = LogQuery { tail: Some(500), steps, ..query(connection, workflow) };
        Some(Self {
            title: sanitize(&node.display_name, Keep::Nothing).into_owned(),
            events: connection.client.logs(query).ready_chunks(AT_ONCE).boxed(),
            lines: VecDeque::new(),
            ended: false,
            below: 0,
        })
    }

    /// Waits for more of the log.
    async fn next(&mut self) {
        if self.ended {
            return std::future::pending().await;
        }
        let Some(chunk) = self.events.next().await else {
            self.ended = true;
            return;
        };
        for event in chunk {
            let line = match event {
                Ok(LogEvent::Line(line)) => without_tabs(&line),
                Ok(LogEvent::Gap { .. }) => "--- lines may be missing here ---".to_owned(),
                Ok(LogEvent::Note(note)) => sanitize(&note, Keep::Nothing).into_owned(),
                Err(error) => sanitize(&error.to_string(), Keep::Nothing).into_owned(),
            };
            self.lines.push_back(line);
            // What somebody reads stays where it is.
            self.below += usize::from(self.below > 0);
        }
        let excess = self.lines.len().saturating_sub(LINES);
        self.lines.drain(..excess);
    }

    pub(super) fn scroll(&mut self, by: isize) {
        self.below = self.below.saturating_add_signed(-by).min(self.lines.len().saturating_sub(1));
    }

    /// How many lines it has to show, with its title.
    pub(super) fn height(&self) -> usize {
        1 + self.lines.len().max(1)
    }

    /// The lines of the pane, its title first.
    pub(super) fn lines(&self, width: usize, height: usize, utf8: bool) -> Vec<String> {
        let rule = if utf8 { "─" } else { "-" };
        let state = match (self.below, self.ended) {
            (0, false) => String::new(),
            (0, true) => " (ended)".to_owned(),
            (below, _) => format!(" ({below} lines below)"),
        };
        let title = format!("{rule}{rule} log of {}{state} ", self.title);
        let fill = width.saturating_sub(title.chars().count());
        let mut shown = vec![format!("{title}{}", rule.repeat(fill))];
        let room = height.saturating_sub(1);
        let end = self.lines.len().saturating_sub(self.below);
        let lines = self.lines.range(end.saturating_sub(room)..end);
        shown.extend(lines.cloned());
        if self.lines.is_empty() && room > 0 {
            shown.push(if self.ended { "it printed nothing".to_owned() } else { String::new() });
        }
        shown
    }
}

/// Waits for more of the log that is shown; for ever where none is.
pub(super) async fn more(pane: &mut Option<Pane>) {
    match pane {
        Some(pane) => pane.next().await,
        None => std::future::pending().await,
    }
}

/// All logs of what is watched, where they are to be printed.
pub(super) fn logs(connection: &Connection, live: &Live) -> Chunks {
    if !live.logs {
        return futures::stream::pending().boxed();
    }
    let query = LogQuery {
        namespace: live.namespace.clone(),
        workflow: live.name.clone(),
        container: "main".to_owned(),
        follow: true,
        deleted_pods: connection.local,
        step_names: live.json,
        ..LogQuery::default()
    };
    connection.client.logs(query).ready_chunks(AT_ONCE).boxed()
}

/// A line whose width is the sum of its characters' widths.
fn without_tabs(line: &LogLine) -> String {
    for_terminal(line).replace('\t', "    ")
}

fn query(connection: &Connection, workflow: &Workflow) -> LogQuery {
    LogQuery {
        namespace: workflow.namespace().to_owned(),
        workflow: workflow.name().to_owned(),
        container: "main".to_owned(),
        follow: true,
        deleted_pods: connection.local,
        ..LogQuery::default()
    }
}
