//! Reading a dag: who depends on whom, what is a target, what may start at once.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;

use super::work::{Call, DagWork, Halt, Item, Source, TaskWork};
use crate::core::api::Template;
use crate::core::graph;

/// The ancestors of a task; with a list of names, only those, and no further than needed.
pub(super) fn ancestors(work: &DagWork, at: usize, wanted: Option<&[String]>) -> Vec<usize> {
    let mut left: Option<HashSet<&str>> = wanted.map(|names| names.iter().map(String::as_str).collect());
    let mut seen = HashSet::new();
    let mut queue: VecDeque<usize> =
        work.tasks.get(at).map(|t| t.dependencies.clone()).unwrap_or_default().into();
    let mut found = Vec::new();
    while let Some(next) = queue.pop_front() {
        if left.as_ref().is_some_and(HashSet::is_empty) {
            break;
        }
        let Some(task) = work.tasks.get(next).filter(|_| seen.insert(next)) else { continue };
        match &mut left {
            Some(names) => {
                if names.remove(task.task.name.as_str()) {
                    found.push(next);
                }
            }
            None => found.push(next),
        }
        queue.extend(&task.dependencies);
    }
    found
}

/// Reads a dag: who depends on whom, what is a target, and what may start at once.
pub(super) fn plan(template: Arc<Template>, source: Arc<Source>, call: &Call) -> Result<DagWork, Halt> {
    let dag = template.dag.clone().unwrap_or_default();
    let index: HashMap<String, usize> =
        dag.tasks.iter().enumerate().map(|(i, t)| (t.name.clone(), i)).collect();
    let mut tasks: Vec<TaskWork> = Vec::with_capacity(dag.tasks.len());
    for task in &dag.tasks {
        let plan = graph::depends_of(task, |name| index.get(name).and_then(|at| dag.tasks.get(*at)))
            .map_err(Halt::Fatal)?;
        let dependencies: Vec<usize> =
            plan.names.iter().filter_map(|(name, _)| index.get(name).copied()).collect();
        tasks.push(TaskWork {
            task: Arc::new(task.clone()),
            depends: plan,
            blocked: dependencies.len(),
            dependencies,
            dependents: Vec::new(),
            wanted: false,
            item: Item::default(),
        });
    }
    for at in 0..tasks.len() {
        for dependency in tasks[at].dependencies.clone() {
            tasks[dependency].dependents.push(at);
        }
    }
    let targets = targets(&dag.target, &tasks, &index);
    let mut work = DagWork {
        template,
        source,
        tasks,
        index,
        targets,
        ready: VecDeque::new(),
        by_node: HashMap::new(),
        unsettled: 0,
        on_exit: call.on_exit,
        depth: call.depth,
    };
    mark_wanted(&mut work);
    Ok(work)
}

/// The named targets, or else every task nothing depends on, by name.
fn targets(target: &str, tasks: &[TaskWork], index: &HashMap<String, usize>) -> Vec<usize> {
    if !target.is_empty() {
        return target.split(' ').filter_map(|name| index.get(name).copied()).collect();
    }
    let mut leaves: Vec<usize> = (0..tasks.len()).filter(|at| tasks[*at].dependents.is_empty()).collect();
    leaves.sort_by(|a, b| tasks[*a].task.name.cmp(&tasks[*b].task.name));
    leaves
}

/// Marks what leads to a target, and puts what depends on nothing into the order of the search.
fn mark_wanted(work: &mut DagWork) {
    for target in work.targets.clone() {
        let mut stack = vec![target];
        let mut roots = Vec::new();
        while let Some(at) = stack.pop() {
            if std::mem::replace(&mut work.tasks[at].wanted, true) {
                continue;
            }
            if work.tasks[at].dependencies.is_empty() {
                roots.push(at);
            }
            stack.extend(work.tasks[at].dependencies.iter().rev());
        }
        work.ready.extend(roots);
    }
}
