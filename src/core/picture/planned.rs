//! The graph of a workflow that has not run, from its templates.

use std::collections::HashMap;

use super::graph::{Edge, Graph, Node, Shape};
use crate::core::api::{
    DagTask, DagTemplate, Item, LifecycleHook, ParallelSteps, Sequence, Template, TemplateRef, Workflow,
};
use crate::core::graph::depends_of;
use crate::core::preview::known_items;

/// Plans end here; what comes after is not drawn.
const MOST: usize = 20_000;

/// How deep templates may enclose each other.
const DEEPEST: usize = 100;

/// The graph of what a workflow would run, as far as that is known before it does.
pub fn planned(workflow: &Workflow) -> Graph {
    let spec = &workflow.spec;
    let templates = spec.templates.iter().map(|template| (template.name.as_str(), template)).collect();
    let title = match workflow.name() {
        "" => workflow.metadata.generate_name.trim_end_matches('-').to_owned(),
        name => name.to_owned(),
    };
    let graph = Graph { title: title.clone(), ..Graph::default() };
    let mut planner = Planner { templates, graph, stack: Vec::new() };
    let entry = Call { name: &title, template: &spec.entrypoint, ..Call::default() };
    let ends = planner.call(&entry, &title, String::new(), &[]);
    let exit = spec.hooks.get("exit");
    if !spec.on_exit.is_empty() || exit.is_some() {
        let own = LifecycleHook { template: spec.on_exit.clone(), ..LifecycleHook::default() };
        planner.hook("onExit", exit.unwrap_or(&own), &ends);
    }
    planner.graph.without(|_, node, before, after| {
        node.shape == Shape::Joint && (before.len() < 2 || after.len() < 2)
    });
    planner.graph
}

/// A step or task: what it is called and what it calls.
#[derive(Clone, Copy, Default)]
struct Call<'a> {
    name: &'a str,
    template: &'a str,
    reference: Option<&'a TemplateRef>,
    inline: Option<&'a Template>,
    when: &'a str,
    items: &'a [Item],
    param: &'a str,
    sequence: Option<&'a Sequence>,
    on_exit: &'a str,
}

struct Planner<'a> {
    templates: HashMap<&'a str, &'a Template>,
    graph: Graph,
    /// The templates that enclose the place.
    stack: Vec<&'a str>,
}

impl<'a> Planner<'a> {
    /// Draws a call, once for each item of its loop; returns where it ends.
    fn looped(&mut self, call: &Call<'a>, entries: &[usize], dashed: bool) -> Vec<usize> {
        let first = self.graph.edges.len();
        let ends = match known_items(call.name, call.items, call.param, call.sequence) {
            None => self.call(call, call.name, String::new(), entries),
            Some(None) => {
                let over = if call.param.is_empty() { "items known when it runs" } else { call.param };
                self.call(call, &format!("{} × ?", call.name), format!("for each of {over}"), entries)
            }
            Some(Some(items)) => {
                let entries = self.gather(entries.to_vec(), items.len());
                let mut ends = Vec::new();
                for item in &items {
                    ends.extend(self.call(call, &item.name, String::new(), &entries));
                }
                if items.is_empty() { entries } else { ends }
            }
        };
        if dashed {
            let drawn = self.graph.edges.iter_mut().skip(first);
            drawn.filter(|edge| entries.contains(&edge.from)).for_each(|edge| edge.dashed = true);
        }
        if call.on_exit.is_empty() {
            return ends;
        }
        let hook = LifecycleHook { template: call.on_exit.to_owned(), ..LifecycleHook::default() };
        let label = format!("{}.onExit", call.name);
        self.hook(&label, &hook, &ends);
        ends
    }

    fn hook(&mut self, label: &str, hook: &LifecycleHook, ends: &[usize]) {
        let first = self.graph.edges.len();
        let known = self.templates.get_key_value(hook.template.as_str()).map(|(name, _)| *name);
        let entries = self.gather(ends.to_vec(), 1);
        let call = Call { template: known.unwrap_or_default(), ..Call::default() };
        let note = if known.is_some() { String::new() } else { hook.template.clone() };
        self.call(&call, label, note, &entries);
        let drawn = self.graph.edges.iter_mut().skip(first);
        drawn.filter(|edge| entries.contains(&edge.from)).for_each(|edge| edge.dashed = true);
    }

    /// One node, and what its template calls.
    fn call(&mut self, call: &Call<'a>, label: &str, note: String, entries: &[usize]) -> Vec<usize> {
        let named = self.templates.get(call.template).copied().filter(|_| call.reference.is_none());
        let template = call.inline.or(named);
        let shown = match call.reference {
            Some(reference) => format!("{}/{}", reference.name, reference.template),
            None => call.template.to_owned(),
        };
        let again = call.inline.is_none() && self.stack.contains(&call.template);
        let notes = [note, if call.when.is_empty() { String::new() } else { format!("when {}", call.when) }];
        let mut note: Vec<String> = notes.into_iter().filter(|note| !note.is_empty()).collect();
        if again {
            note.push("calls itself again".to_owned());
        }
        let group = template.is_some_and(|template| !template.steps.is_empty() || template.dag.is_some());
        let index = self.graph.nodes.len();
        self.graph.nodes.push(Node {
            id: format!("n{index}"),
            label: label.to_owned(),
            template: shown,
            note: note.join(", "),
            shape: if group { Shape::Group } else { Shape::Step },
            count: 1,
            ..Node::default()
        });
        self.graph.edges.extend(entries.iter().map(|from| Edge { from: *from, to: index, dashed: false }));
        let Some(template) = template.filter(|_| !again && self.stack.len() < DEEPEST) else {
            return vec![index];
        };
        self.stack.push(call.template);
        let ends = match &template.dag {
            Some(dag) => self.dag(dag, index),
            None => self.steps(&template.steps, index),
        };
        self.stack.pop();
        ends
    }

    fn steps(&mut self, groups: &'a [ParallelSteps], entry: usize) -> Vec<usize> {
        let mut ends = vec![entry];
        for group in groups {
            if self.graph.nodes.len() > MOST {
                break;
            }
            let entries = self.gather(ends, group.0.len());
            ends = Vec::new();
            for step in &group.0 {
                let call = Call {
                    name: &step.name,
                    template: &step.template,
                    reference: step.template_ref.as_ref(),
                    inline: step.inline.as_deref(),
                    when: &step.when,
                    items: &step.with_items,
                    param: &step.with_param,
                    sequence: step.with_sequence.as_ref(),
                    on_exit: &step.on_exit,
                };
                ends.extend(self.looped(&call, &entries, false));
            }
        }
        ends
    }

    fn dag(&mut self, dag: &'a DagTemplate, entry: usize) -> Vec<usize> {
        let find = |name: &str| dag.tasks.iter().find(|task| task.name == name);
        let needs = |task: &DagTask| -> Vec<String> {
            let depends = depends_of(task, find).map(|depends| depends.names).unwrap_or_default();
            depends.into_iter().map(|(name, _)| name).collect()
        };
        let mut ends: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut left: Vec<(&DagTask, Vec<String>)> =
            dag.tasks.iter().map(|task| (task, needs(task))).collect();
        let mut needed: Vec<String> = Vec::new();
        while !left.is_empty() && self.graph.nodes.len() <= MOST {
            // Tasks in a ring, which cannot run, are drawn as if nothing held them.
            let ready = |needs: &[String]| {
                needs.iter().all(|name| ends.contains_key(name.as_str()) || find(name).is_none())
            };
            let (mut now, mut later): (Vec<_>, Vec<_>) =
                left.into_iter().partition(|(_, needs)| ready(needs));
            if now.is_empty() {
                std::mem::swap(&mut now, &mut later);
            }
            left = later;
            for (task, needs) in now {
                let mut entries: Vec<usize> =
                    needs.iter().filter_map(|name| ends.get(name.as_str())).flatten().copied().collect();
                if entries.is_empty() {
                    entries.push(entry);
                }
                let dashed =
                    [".Failed", ".Errored", ".AllFailed"].iter().any(|word| task.depends.contains(word));
                let call = Call {
                    name: &task.name,
                    template: &task.template,
                    reference: task.template_ref.as_ref(),
                    inline: task.inline.as_deref(),
                    when: &task.when,
                    items: &task.with_items,
                    param: &task.with_param,
                    sequence: task.with_sequence.as_ref(),
                    on_exit: &task.on_exit,
                };
                let task_ends = self.looped(&call, &entries, dashed);
                ends.insert(&task.name, task_ends);
                needed.extend(needs);
            }
        }
        let last = dag.tasks.iter().filter(|task| !needed.contains(&task.name));
        let last: Vec<usize> =
            last.filter_map(|task| ends.get(task.name.as_str())).flatten().copied().collect();
        if last.is_empty() { vec![entry] } else { last }
    }

    /// A joint where several lines lead to several nodes.
    fn gather(&mut self, entries: Vec<usize>, targets: usize) -> Vec<usize> {
        if entries.len() < 2 || targets < 2 {
            return entries;
        }
        let joint = self.graph.nodes.len();
        self.graph.nodes.push(Node {
            id: format!("n{joint}"),
            shape: Shape::Joint,
            count: 1,
            ..Node::default()
        });
        self.graph.edges.extend(entries.iter().map(|from| Edge { from: *from, to: joint, dashed: false }));
        vec![joint]
    }
}
