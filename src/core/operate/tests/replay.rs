//! Recorded workflows again: the pods end as they ended on a cluster, and the graph has to become the same.

use serde_json::{Map, Value, json};

use super::golden::{differences, folder};
use super::sim::{Script, Sim, template_key};
use crate::core::operate::ObjectKind;

/// How many recorded workflows must come out exactly as on a cluster. Raise it; never lower it.
const MUST_AGREE: usize = 210;

/// The same with a new engine after every seventh step.
const MUST_AGREE_AFTER_RESTARTS: usize = 210;

/// Random by nature or dependent on what no record tells.
const UNSTABLE: &[&str] = &[
    // somebody gave the value before the time was over
    "e2e__inline__suspend.TestSuspendNodeTimeoutWithDefaultValue.wf",
    // the API server refused a claim
    "e2e__expectedfailures__volumes-pvc-fail-event",
];

#[test]
fn recorded_workflows_come_out_as_on_a_cluster() {
    replay_all(None, MUST_AGREE);
}

#[test]
fn recorded_workflows_come_out_the_same_when_the_engine_dies_again_and_again() {
    replay_all(Some(7), MUST_AGREE_AFTER_RESTARTS);
}

fn replay_all(restart_every: Option<usize>, must_agree: usize) {
    let Some(folder) = folder() else {
        println!("skipped: no recorded workflows (set ARGO_GOLDEN)");
        return;
    };
    let only = std::env::var("ONLY").unwrap_or_default();
    let mut agreed = 0;
    let mut names: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    let total = names.len();
    for path in names {
        let case = path.file_name().unwrap().to_string_lossy().into_owned();
        let Ok(text) = std::fs::read_to_string(path.join("workflow.json")) else { continue };
        if !case.contains(&only) || UNSTABLE.contains(&case.as_str()) {
            continue;
        }
        let record: Value = serde_json::from_str(&text).unwrap();
        if !only.is_empty() {
            println!("{case}");
        }
        let lines = replay(&record, restart_every);
        if lines.is_empty() {
            agreed += 1;
        } else {
            println!("{case}: {} differences", lines.len());
            for line in lines.iter().take(if only.is_empty() { 4 } else { 40 }) {
                println!("    {}", line.chars().take(300).collect::<String>());
            }
        }
    }
    println!("{agreed} of {total} agree");
    assert!(!only.is_empty() || agreed >= must_agree, "{agreed} agree, {must_agree} must");
}

fn replay(record: &Value, restart_every: Option<usize>) -> Vec<String> {
    let mut sim = Sim::new(fresh(record), script(record));
    sim.restart_every = restart_every;
    add_templates(&mut sim, record);
    let got = sim.run();
    let mut lines = differences(record, &got);
    for line in differences(&got, &sim.stored) {
        lines.push(format!("the patches give another object: {line}"));
    }
    lines
}

/// The workflow as it was submitted.
fn fresh(record: &Value) -> Value {
    let mut wf = record.clone();
    let fields = wf.as_object_mut().unwrap();
    fields.remove("status");
    let labels = &mut fields["metadata"]["labels"];
    if let Some(labels) = labels.as_object_mut() {
        labels.retain(|key, _| !key.ends_with("/completed") && !key.ends_with("/phase"));
    }
    if let Some(annotations) = fields["metadata"]["annotations"].as_object_mut() {
        annotations.retain(|key, _| !key.ends_with("/pod-name-format") && !key.ends_with("-id"));
    }
    wf
}

fn script(record: &Value) -> Script {
    let nodes = record["status"]["nodes"].as_object().cloned().unwrap_or_default();
    nodes.into_iter().collect()
}

/// The templates it refers to, put together from what the run stored of them.
fn add_templates(sim: &mut Sim, record: &Value) {
    let mut specs: Map<String, Value> = Map::new();
    let stored = record["status"]["storedTemplates"].as_object().cloned().unwrap_or_default();
    for (key, template) in &stored {
        let Some((owner, _)) = key.rsplit_once('/') else { continue };
        let spec = specs.entry(owner.to_owned()).or_insert_with(|| json!({"templates": []}));
        spec["templates"].as_array_mut().unwrap().push(template.clone());
    }
    if let Some(spec) = record["status"].get("storedWorkflowTemplateSpec") {
        let reference = &record["spec"]["workflowTemplateRef"];
        let scope = if reference["clusterScope"] == json!(true) { "cluster" } else { "namespaced" };
        let mut spec = spec.clone();
        spec.as_object_mut().unwrap().remove("workflowTemplateRef");
        specs.insert(format!("{scope}/{}", reference["name"].as_str().unwrap()), spec);
    }
    for (owner, spec) in specs {
        let (kind, name) = match owner.split_once('/') {
            Some(("cluster", name)) => (ObjectKind::ClusterWorkflowTemplate, name),
            Some((_, name)) => (ObjectKind::WorkflowTemplate, name),
            None => continue,
        };
        sim.objects.insert(template_key(kind, name), json!({"spec": spec}));
    }
}
