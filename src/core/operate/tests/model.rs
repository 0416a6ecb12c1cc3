//! Random workflows with random failures: a model that knows nothing of steps, observations or effects says which nodes
//! there are in the end and how they ended.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::golden::differences;
use super::sim::{Script, Sim};
use crate::core::graph::node_id;

/// What a template does.
#[derive(Debug, Clone)]
enum Body {
    Pod { retries: Option<u8>, lock: Option<u8> },
    Steps(Vec<Vec<Call>>),
    Dag(Vec<(Call, Vec<prop::sample::Index>)>),
}

/// One step or task.
#[derive(Debug, Clone)]
struct Call {
    body: Body,
    continues: bool,
    /// In a loop of so many.
    times: Option<u8>,
    when: bool,
}

fn call(body: impl Strategy<Value = Body> + 'static) -> impl Strategy<Value = Call> {
    let times = prop::option::weighted(0.25, 1..4_u8);
    (body, prop::bool::weighted(0.3), times, prop::bool::weighted(0.85))
        .prop_map(|(body, continues, times, when)| Call { body, continues, times, when })
}

fn body() -> impl Strategy<Value = Body> {
    let retries = prop::option::weighted(0.4, 0..3_u8);
    let pod = (retries, prop::option::weighted(0.2, 0..2_u8))
        .prop_map(|(retries, lock)| Body::Pod { retries, lock });
    pod.prop_recursive(3, 24, 4, |inner| {
        let inner = call(inner).boxed();
        let dependencies = prop::collection::vec(any::<prop::sample::Index>(), 0..3);
        prop_oneof![
            prop::collection::vec(prop::collection::vec(inner.clone(), 1..4), 1..4).prop_map(Body::Steps),
            prop::collection::vec((inner, dependencies), 1..5).prop_map(Body::Dag),
        ]
    })
}

/// Tasks that a task depends on: some of those before it, each once.
fn before(at: usize, picked: &[prop::sample::Index]) -> Vec<usize> {
    let mut found: Vec<usize> = picked.iter().filter(|_| at > 0).map(|index| index.index(at)).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The workflow as a manifest: each body becomes a template of its own.
fn manifest(body: &Body) -> Value {
    let mut templates = Vec::new();
    let entry = template(body, &mut templates);
    json!({
        "apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow",
        "metadata": {"name": "wf", "namespace": "argo", "uid": "u"},
        "spec": {"entrypoint": entry, "templates": templates},
    })
}

fn template(body: &Body, templates: &mut Vec<Value>) -> String {
    let mut made = match body {
        Body::Pod { retries, lock } => {
            let mut pod = json!({"container": {"image": "busybox", "command": ["true"]}});
            if let Some(retries) = retries {
                pod["retryStrategy"] = json!({"limit": retries});
            }
            if let Some(lock) = lock {
                pod["synchronization"] = json!({"mutexes": [{"name": format!("m{lock}")}]});
            }
            pod
        }
        Body::Steps(groups) => {
            let groups: Vec<Value> = groups
                .iter()
                .map(|group| group.iter().enumerate().map(|(at, call)| caller(at, call, templates)).collect())
                .collect();
            // Names have to be unique in all groups.
            let named = groups.into_iter().enumerate().map(|(number, group): (usize, Value)| {
                let steps = group.as_array().cloned().unwrap_or_default().into_iter().map(|mut step| {
                    step["name"] = format!("g{number}{}", step["name"].as_str().unwrap()).into();
                    step
                });
                steps.collect::<Value>()
            });
            json!({"steps": named.collect::<Vec<_>>()})
        }
        Body::Dag(tasks) => {
            let tasks: Vec<Value> = tasks
                .iter()
                .enumerate()
                .map(|(at, (call, picked))| {
                    let mut task = caller(at, call, templates);
                    let names: Vec<String> = before(at, picked).iter().map(|at| format!("c{at}")).collect();
                    task["dependencies"] = json!(names);
                    task
                })
                .collect();
            json!({"dag": {"tasks": tasks}})
        }
    };
    let name = format!("t{}", templates.len());
    made["name"] = name.clone().into();
    templates.push(made);
    name
}

fn caller(at: usize, call: &Call, templates: &mut Vec<Value>) -> Value {
    let mut caller = json!({"name": format!("c{at}"), "template": template(&call.body, templates)});
    if call.continues {
        caller["continueOn"] = json!({"failed": true});
    }
    if let Some(times) = call.times {
        caller["withSequence"] = json!({"count": times.to_string()});
    }
    if !call.when {
        caller["when"] = "no == yes".into();
    }
    caller
}

/// How a template ended: whether it failed, and whether each of the nodes did that it ends with. In a dag those count
/// for what comes after it and is left out.
struct Ending {
    failed: bool,
    last: Vec<bool>,
}

impl Ending {
    fn of(failed: bool) -> Self {
        Self { failed, last: vec![failed] }
    }
}

/// What the model says: phases by node name.
struct Model<'a> {
    fails: &'a dyn Fn(&str) -> bool,
    nodes: BTreeMap<String, &'static str>,
}

impl Model<'_> {
    fn set(&mut self, name: &str, failed: bool) -> bool {
        self.nodes.insert(name.to_owned(), if failed { "Failed" } else { "Succeeded" });
        failed
    }

    /// Runs a template under a name.
    fn run(&mut self, name: &str, body: &Body) -> Ending {
        match body {
            Body::Pod { retries: None, .. } => {
                let failed = (self.fails)(name);
                Ending::of(self.set(name, failed))
            }
            Body::Pod { retries: Some(limit), .. } => {
                let attempts = (0..=*limit).map(|attempt| format!("{name}({attempt})"));
                let failed = attempts.into_iter().all(|attempt| {
                    let failed = (self.fails)(&attempt);
                    self.set(&attempt, failed)
                });
                Ending::of(self.set(name, failed))
            }
            Body::Steps(groups) => {
                let mut end = Ending::of(false);
                for (number, group) in groups.iter().enumerate() {
                    let group_name = format!("{name}[{number}]");
                    let ends: Vec<Option<Ending>> = group
                        .iter()
                        .enumerate()
                        .map(|(at, call)| self.step(&format!("{group_name}.g{number}c{at}"), call))
                        .collect();
                    let bad = |(call, end): (&Call, &Option<Ending>)| {
                        end.as_ref().is_some_and(|end| end.failed && !call.continues)
                    };
                    let failed = group.iter().zip(&ends).any(bad);
                    self.set(&group_name, failed);
                    // What was left out ends as its group did.
                    let last =
                        ends.into_iter().flat_map(|end| end.map_or(vec![failed], |end| end.last)).collect();
                    end = Ending { failed, last };
                    if failed {
                        break;
                    }
                }
                self.set(name, end.failed);
                end
            }
            Body::Dag(tasks) => self.dag(name, tasks),
        }
    }

    /// Runs a step or task; `None` when it is left out.
    fn step(&mut self, name: &str, call: &Call) -> Option<Ending> {
        let names: Vec<String> = match call.times {
            None => vec![name.to_owned()],
            Some(times) => (0..times).map(|at| format!("{name}({at}:{at})")).collect(),
        };
        if !call.when {
            self.nodes.extend(names.into_iter().map(|name| (name, "Skipped")));
            return None;
        }
        // All of a loop run, whatever becomes of the others.
        let ends: Vec<Ending> = names.iter().map(|name| self.run(name, &call.body)).collect();
        let failed = ends.iter().any(|end| end.failed);
        Some(Ending { failed, last: ends.into_iter().flat_map(|end| end.last).collect() })
    }

    fn dag(&mut self, name: &str, tasks: &[(Call, Vec<prop::sample::Index>)]) -> Ending {
        // How each task ended; `None` when it was left out. And whether it lets those after it run.
        let mut ends: Vec<Option<Ending>> = Vec::new();
        let mut lets: Vec<bool> = Vec::new();
        for (at, (call, picked)) in tasks.iter().enumerate() {
            let task = format!("{name}.c{at}");
            if before(at, picked).iter().any(|on| !lets[*on]) {
                self.nodes.insert(task, "Omitted");
                ends.push(None);
                lets.push(false);
                continue;
            }
            let mut end = self.step(&task, call);
            if call.times.is_some() {
                // A loop has a node of its own, which has succeeded when all of it was left out.
                let whole = end.take().unwrap_or_else(|| Ending::of(false));
                self.set(&task, whole.failed);
                end = Some(whole);
            }
            lets.push(!end.as_ref().is_some_and(|end| end.failed) || call.continues);
            ends.push(end);
        }
        // What was left out counts as what came before it, and at the beginning as the dag itself.
        let branches = |root: bool| {
            let mut branches: Vec<Vec<bool>> = Vec::new();
            for (at, (end, (_, picked))) in ends.iter().zip(tasks).enumerate() {
                let on = before(at, picked);
                branches.push(match end {
                    Some(end) => end.last.clone(),
                    None if on.is_empty() => vec![root],
                    None => on.iter().flat_map(|on| branches[*on].clone()).collect(),
                });
            }
            branches
        };
        let targets: Vec<usize> = (0..tasks.len())
            .filter(|at| !tasks.iter().enumerate().any(|(other, (_, on))| before(other, on).contains(at)))
            .collect();
        let inside = branches(false);
        let bad = |at: &usize| match &ends[*at] {
            Some(end) => end.failed,
            None => inside[*at].contains(&true),
        };
        let failed = targets.iter().any(|at| bad(at) && !tasks[*at].0.continues);
        self.set(name, failed);
        let outside = branches(failed);
        Ending { failed, last: targets.iter().flat_map(|at| outside[*at].clone()).collect() }
    }
}

/// Decides which pods fail, by their names and a seed.
fn fails(seed: u64, odds: u64) -> impl Fn(&str) -> bool {
    move |name| {
        let mut hash = seed ^ 0xcbf2_9ce4_8422_2325;
        for byte in name.bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        (hash >> 20) % 100 < odds
    }
}

fn simulate(body: &Body, expected: &BTreeMap<String, &'static str>, fails: &dyn Fn(&str) -> bool) -> Sim {
    let script: Script = expected
        .keys()
        .filter(|name| fails(name))
        .map(|name| {
            let id = node_id("wf", name);
            let node = json!({
                "id": id, "phase": "Failed", "message": "main: Error (exit code 1)", "outputs": {"exitCode": "1"},
            });
            (id, node)
        })
        .collect();
    Sim::new(manifest(body), script)
}

fn phases(workflow: &Value) -> BTreeMap<String, String> {
    let nodes = workflow["status"]["nodes"].as_object().into_iter().flatten();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    nodes.map(|(_, node)| (text(&node["name"]), text(&node["phase"]))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_graph_is_what_a_simple_model_says(body in body(), seed: u64, odds in 0..60_u64, order: u64, every in 1..6_usize) {
        let fails = fails(seed, odds);
        let mut model = Model { fails: &fails, nodes: BTreeMap::new() };
        model.run("wf", &body);
        let expected: BTreeMap<String, String> =
            model.nodes.iter().map(|(name, phase)| (name.clone(), (*phase).to_owned())).collect();
        let run = |restart: Option<usize>| {
            let mut sim = simulate(&body, &model.nodes, &fails);
            (sim.order, sim.restart_every) = (Some(order), restart);
            let end = sim.run();
            (end, sim.stored)
        };
        let (end, stored) = run(None);
        prop_assert_eq!(&phases(&end), &expected, "{}", manifest(&body));
        prop_assert_eq!(end["status"]["phase"].as_str(), Some(model.nodes["wf"]));
        // The same observations give the same status, to the byte, and the patches tell all of it.
        let again = run(None);
        prop_assert_eq!(&again.0, &end);
        prop_assert_eq!(differences(&end, &stored), Vec::<String>::new());
        // A new engine after any step ends with the same graph.
        let killed = run(Some(every)).0;
        prop_assert_eq!(differences(&end, &killed), Vec::<String>::new(), "{}", manifest(&body));
    }
}
