//! Container sets.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::holder::Checker;
use super::kinds;
use super::leaf::is_reserved;
use super::names::{self, Names};
use super::template::Body;
use crate::core::api::ContainerSetTemplate;

impl<'a> Checker<'a> {
    pub(super) fn check_container_set(&mut self, body: &Body<'_, 'a>, prefix: &str) {
        let Some(set) = &body.template.container_set else { return };
        let place = body.place.below("/containerSet");
        for (code, below, words) in faults(set) {
            self.report.add(code, place.at(&below), format!("{prefix}.containerSet.{words}"));
        }
        let (inputs, outputs) = (&body.template.inputs, &body.template.outputs);
        let moves =
            !inputs.artifacts.is_empty() || !outputs.parameters.is_empty() || !outputs.artifacts.is_empty();
        if moves && !kinds::has_main(body.template) {
            let words = format!(
                "{prefix}.containerSet.containers must have a container named \"main\" for input or output"
            );
            self.report.add("missing-main", place.at("/containers"), words);
        }
        for (index, container) in set.containers.iter().enumerate() {
            let name = kinds::text(container, "name");
            if is_reserved(name) {
                let at = place.at(&format!("/containers/{index}/name"));
                let words =
                    format!("{prefix}.containerSet.containers: {name:?} is a reserved Argo container name");
                self.report.add("reserved-name", at, words);
            }
        }
    }
}

type Fault = (&'static str, String, String);

fn faults(set: &ContainerSetTemplate) -> Vec<Fault> {
    if set.containers.is_empty() {
        let words = "containers must have at least one container".to_owned();
        return vec![("no-containers", "/containers".to_owned(), words)];
    }
    let mut faults = Vec::new();
    let names: Vec<&str> = set.containers.iter().map(|container| kinds::text(container, "name")).collect();
    for bad in names::check(Names::Fields, names.iter().copied()) {
        let at = format!("/containers/{}/name", bad.index);
        faults.push(("invalid-name", at, format!("containers{}", bad.words)));
    }
    let mut mounted: HashMap<&str, &str> = HashMap::new();
    for (index, mount) in set.volume_mounts.iter().enumerate() {
        let path = kinds::text(mount, "mountPath");
        if let Some(who) = mounted.get(path) {
            let words =
                format!("volumeMounts[{index}].mountPath '{path}' already mounted in volumeMounts.{who}");
            faults.push(("mounted-twice", format!("/volumeMounts/{index}/mountPath"), words));
            continue;
        }
        mounted.insert(path, kinds::text(mount, "name"));
    }
    let known: HashSet<&str> = names.iter().copied().collect();
    let mut graph: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (index, container) in set.containers.iter().enumerate() {
        let name = kinds::text(container, "name");
        for (at, dependency) in kinds::list(container, "dependencies").iter().enumerate() {
            let Some(dependency) = dependency.as_str() else { continue };
            graph.entry(name).or_default().push(dependency);
            if !known.contains(dependency) {
                let words = format!("containers.{name} dependency '{dependency}' not defined");
                faults.push(("unknown-dependency", format!("/containers/{index}/dependencies/{at}"), words));
            }
        }
    }
    if let Some(cycle) = cycle(&graph) {
        let words = format!("containers dependency cycle detected: {cycle}");
        faults.push(("dependency-cycle", "/containers".to_owned(), words));
    }
    faults
}

/// The first cycle in the order of names, as the reference writes it: the way there, and where it closes.
fn cycle(graph: &BTreeMap<&str, Vec<&str>>) -> Option<String> {
    let mut done: HashSet<&str> = HashSet::new();
    for start in graph.keys() {
        // The way so far, each with how many of its dependencies were followed.
        let mut way: Vec<(&str, usize)> = vec![(start, 0)];
        while let Some((name, next)) = way.last_mut() {
            let Some(dependency) = graph.get(*name).and_then(|all| all.get(*next)).copied() else {
                done.insert(*name);
                way.pop();
                continue;
            };
            *next += 1;
            // The start itself is not part of the way: a cycle through it is seen when it comes around.
            let followed: Vec<&str> = way.iter().skip(1).map(|(name, _)| *name).collect();
            if followed.contains(&dependency) {
                return Some(format!("{}->{dependency}", followed.join("->")));
            }
            if !done.contains(dependency) {
                way.push((dependency, 0));
            }
        }
    }
    None
}
