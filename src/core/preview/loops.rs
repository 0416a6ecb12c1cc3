//! Loops over items that are known before the workflow runs.

use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::names::Known;
use crate::core::api::{DagTask, Item, Sequence, Workflow, WorkflowStep};
use crate::core::graph::loop_items;
use crate::core::template::{Mode, replace};

/// Longer loops stay loops.
const MOST: usize = 1000;

/// An item of a loop that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownItem {
    /// The name of the node that runs it: `name(0:item)`.
    pub name: String,
    /// What it gives to templates.
    values: Vec<(String, String)>,
}

/// What a step or task runs over. `Some(None)` is a loop over what only run time knows, `None` no loop.
pub fn known_items(
    name: &str,
    items: &[Item],
    param: &str,
    sequence: Option<&Sequence>,
) -> Option<Option<Vec<KnownItem>>> {
    let open = |text: &str| text.contains("{{");
    let late = open(param)
        || items.iter().any(|item| open(&item.0.to_string()))
        || sequence.is_some_and(|sequence| serde_json::to_string(sequence).is_ok_and(|text| open(&text)));
    if late {
        return Some(None);
    }
    let found = loop_items(items, param, sequence, "").ok().flatten();
    let Some(found) = found else {
        return (!param.is_empty() || sequence.is_some()).then_some(None);
    };
    let known = |(index, item): (usize, &crate::core::graph::LoopItem)| {
        let name = item.node_name(name, index).ok()?;
        Some(KnownItem { name, values: item.names() })
    };
    Some(found.iter().enumerate().map(known).collect())
}

/// A step or task, and its loop.
trait Looped: Serialize + DeserializeOwned + Clone {
    fn items(&self) -> Option<Option<Vec<KnownItem>>>;
    /// Makes it one without a loop.
    fn single(&mut self, name: &str);
}

/// Steps and tasks loop by fields of the same names.
macro_rules! looped {
    ($($type:ty),*) => { $(
        impl Looped for $type {
            fn items(&self) -> Option<Option<Vec<KnownItem>>> {
                known_items(&self.name, &self.with_items, &self.with_param, self.with_sequence.as_ref())
            }

            fn single(&mut self, name: &str) {
                name.clone_into(&mut self.name);
                self.with_items.clear();
                self.with_param.clear();
                self.with_sequence = None;
            }
        }
    )* };
}

looped!(WorkflowStep, DagTask);

/// Puts one step or task for each item in the place of each loop whose items are known, with the names that their nodes
/// will have. The result is for reading: others refer to the loop as a whole, by a name that is no longer there.
pub fn expand_loops(workflow: &mut Workflow, now: Timestamp) {
    for template in &mut workflow.spec.templates {
        for group in &mut template.steps {
            group.0 = expanded(&group.0, now);
        }
        if let Some(dag) = &mut template.dag {
            dag.tasks = expanded(&dag.tasks, now);
        }
    }
}

fn expanded<T: Looped>(all: &[T], now: Timestamp) -> Vec<T> {
    let one = |looped: &T| match looped.items() {
        Some(Some(items)) if items.len() <= MOST => {
            items.iter().map(|item| with_item(looped, item, now)).collect::<Option<Vec<T>>>()
        }
        _ => None,
    };
    all.iter().flat_map(|looped| one(looped).unwrap_or_else(|| vec![looped.clone()])).collect()
}

fn with_item<T: Looped>(looped: &T, item: &KnownItem, now: Timestamp) -> Option<T> {
    let mut one = looped.clone();
    one.single(&item.name);
    let names = Known(item.values.iter().cloned().collect());
    let text = serde_json::to_string(&one).ok()?;
    let mut one: T = serde_json::from_str(&replace(&text, &names, Mode::Lenient, now).ok()?).ok()?;
    one.single(&item.name);
    Some(one)
}
