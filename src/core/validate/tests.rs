use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::Value;

use super::*;
use crate::core::api::manifest::{Parsed, parse_objects};
use crate::core::api::{ClusterWorkflowTemplate, CronWorkflow, Workflow, WorkflowTemplate};

fn lint_folder() -> Option<PathBuf> {
    let vectors = std::env::var("ARGO_VECTORS")
        .unwrap_or_else(|_| format!("{}/../shared/conformance/vectors", env!("CARGO_MANIFEST_DIR")));
    let folder = PathBuf::from(vectors).join("../lint");
    if folder.join("cases.tsv").exists() {
        return Some(folder);
    }
    println!("skipped: no cases.tsv in {}", folder.display());
    None
}

/// The stored templates of one file.
#[derive(Default)]
struct Stored {
    namespaced: BTreeMap<String, Arc<WorkflowTemplate>>,
    cluster: BTreeMap<String, Arc<ClusterWorkflowTemplate>>,
    namespace: String,
}

impl TemplateGetter for Stored {
    fn workflow_template(&self, name: &str) -> Result<Arc<WorkflowTemplate>, TemplateMissing> {
        self.namespaced.get(name).cloned().ok_or_else(|| {
            let namespace = &self.namespace;
            TemplateMissing::Other(format!(
                "couldn't find workflow template \"{name}\" in namespace \"{namespace}\""
            ))
        })
    }

    fn cluster_workflow_template(&self, name: &str) -> Result<Arc<ClusterWorkflowTemplate>, TemplateMissing> {
        let missing = || format!("couldn't find cluster workflow template \"{name}\"");
        self.cluster.get(name).cloned().ok_or_else(|| TemplateMissing::Other(missing()))
    }
}

fn typed<T: serde::de::DeserializeOwned>(value: &Value) -> T {
    serde_json::from_value(value.clone()).expect("an object of its kind")
}

fn stored(objects: &[Parsed]) -> Stored {
    let mut stored = Stored::default();
    for object in objects {
        match object.kind {
            Some("WorkflowTemplate") => {
                let template: WorkflowTemplate = typed(&object.object);
                stored.namespaced.insert(template.metadata.name.clone(), Arc::new(template));
            }
            Some("ClusterWorkflowTemplate") => {
                let template: ClusterWorkflowTemplate = typed(&object.object);
                stored.cluster.insert(template.metadata.name.clone(), Arc::new(template));
            }
            _ => {}
        }
    }
    stored
}

fn findings(kind: &str, object: &Value, stored: &Stored, options: Options<'_>) -> Vec<Finding> {
    match kind {
        "Workflow" => validate_workflow(&typed::<Workflow>(object), stored, options),
        "WorkflowTemplate" => validate_workflow_template(&typed(object), stored, options),
        "ClusterWorkflowTemplate" => validate_cluster_workflow_template(&typed(object), stored, options),
        "CronWorkflow" => validate_cron_workflow(&typed::<CronWorkflow>(object), stored, options),
        _ => Vec::new(),
    }
}

/// The first error of every object of a file, as the reference's linter puts them together.
fn verdict(text: &str, lint: bool) -> Vec<String> {
    let objects = parse_objects(text, true);
    let stored = stored(&objects);
    let mut errors = Vec::new();
    for object in &objects {
        let Some(kind) = object.kind else { continue };
        if let Some(error) = &object.error {
            errors.push(error.clone());
            continue;
        }
        let manifest =
            crate::core::yaml::read(text.split("\n---").next().unwrap_or_default().as_bytes()).ok();
        let manifest = manifest.filter(|_| objects.len() == 1);
        let options = Options { lint, manifest: manifest.as_ref(), ..Options::default() };
        let found = findings(kind, &object.object, &stored, options);
        for one in &found {
            assert!(one.path.starts_with('/'), "{one:?}");
        }
        errors.extend(found.first().map(|one| one.message.clone()));
    }
    errors
}

/// Names that are made up, as the table writes them.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut pieces = text.split("__argo__internal__placeholder-");
    out.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        out.push_str("<placeholder>");
        out.push_str(piece.trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    out
}

#[test]
fn lint_cases_agree() {
    let Some(folder) = lint_folder() else { return };
    let table = std::fs::read_to_string(folder.join("cases.tsv")).expect("the table");
    let mut broken = Vec::new();
    let mut count = 0;
    for row in table.lines().skip(1) {
        let columns: Vec<&str> = row.split('\t').collect();
        let [name, expect, _, _, create, create_error, full, ..] = columns[..] else { panic!("{row}") };
        let text = std::fs::read_to_string(folder.join(format!("{name}.yaml"))).expect("a manifest");
        count += 1;
        let lint = verdict(&text, true);
        let ours = plain(&lint.join(" | "));
        let wanted = if expect == "valid" { "" } else { full };
        if ours != wanted {
            broken.push(format!("{name} lint:\n  ours   {ours}\n  wanted {wanted}"));
        }
        let strict = plain(&verdict(&text, false).join(" | "));
        if (create == "valid") != strict.is_empty() || !strict.contains(create_error) {
            broken.push(format!("{name} create {create}:\n  ours   {strict}\n  wanted {create_error}"));
        }
    }
    println!("{} of {count} agree", count - broken.len());
    assert!(broken.is_empty(), "{} differ:\n{}", broken.len(), broken.join("\n"));
}

/// Reads a manifest file of the examples, with the templates it needs.
fn example(root: &std::path::Path, path: &str, needs: &str) -> (Vec<Parsed>, Stored) {
    let read = |path: &str| {
        let text = std::fs::read_to_string(root.join(path)).unwrap_or_default();
        parse_objects(&text, true)
    };
    let objects = read(path);
    let mut all = objects.clone();
    for file in needs.split(',').filter_map(|need| need.trim().strip_prefix("file:")) {
        all.extend(read(file));
    }
    (objects, stored(&all))
}

/// Examples whose templates refer to others that their row of the table does not name.
const INCOMPLETE: &[&str] = &[
    "e2e/inline/cluster_workflow_template.TestNestedClusterWorkflowTemplate.wf.yaml",
    "e2e/testdata/artifactgc/artgc-from-ref-template.yaml",
];

#[test]
fn the_examples_are_as_the_reference_finds_them() {
    let Some(folder) = lint_folder() else { return };
    let root = folder.join("..");
    let table = std::fs::read_to_string(root.join("manifest.tsv")).expect("the table");
    let mut broken = Vec::new();
    let mut count = 0;
    for row in table.lines().skip(1) {
        let columns: Vec<&str> = row.split('\t').collect();
        let [path, _, class, _, needs, ..] = columns[..] else { panic!("{row}") };
        let (objects, stored) = example(&root, path, needs);
        let mut errors = Vec::new();
        for object in &objects {
            let Some(kind) = object.kind else { continue };
            errors.extend(object.error.clone());
            let options = Options { lint: true, ..Options::default() };
            errors
                .extend(findings(kind, &object.object, &stored, options).into_iter().map(|one| one.message));
        }
        count += 1;
        if errors.is_empty() == (class == "invalid" || INCOMPLETE.contains(&path)) {
            broken.push(format!("{path} {class}: {errors:?}"));
        }
    }
    println!("{} of {count} agree", count - broken.len());
    assert!(broken.is_empty(), "{} differ:\n{}", broken.len(), broken.join("\n"));
}

/// A dag in which every task depends on the one before and asks for its status.
fn chain(tasks: usize) -> Workflow {
    let list: Vec<Value> = (0..tasks)
        .map(|n| match n {
            0 => serde_json::json!({"name": "t0", "template": "echo"}),
            _ => serde_json::json!({
                "name": format!("t{n}"), "template": "echo", "dependencies": [format!("t{}", n - 1)],
                "arguments": {"parameters": [{"name": "x", "value": format!("{{{{tasks.t{}.status}}}}", n - 1)}]},
            }),
        })
        .collect();
    typed(&serde_json::json!({
        "metadata": {"name": "chain"},
        "spec": {"entrypoint": "main", "templates": [
            {"name": "main", "dag": {"tasks": list}},
            {"name": "echo", "inputs": {"parameters": [{"name": "x", "default": ""}]}, "container": {"image": "a"}},
        ]},
    }))
}

#[test]
fn a_long_dag_is_fine() {
    assert_eq!(validate_workflow(&chain(3000), &NoTemplates, Options::default()), Vec::new());
}

#[test]
fn templates_may_call_each_other_very_deep() {
    let mut templates: Vec<Value> = (0..5000)
        .map(|n| serde_json::json!({"name": format!("t{n}"), "steps": [[{"name": "s", "template": format!("t{}", n + 1)}]]}))
        .collect();
    templates.push(serde_json::json!({"name": "t5000", "container": {"image": ""}}));
    let workflow: Workflow =
        typed(&serde_json::json!({"metadata": {}, "spec": {"entrypoint": "t0", "templates": templates}}));
    let found = validate_workflow(&workflow, &NoTemplates, Options::default());
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].detail, "templates.t5000.container.image may not be empty");
    assert_eq!(found[0].path, "/spec/templates/5000/container");
}

#[test]
fn all_errors_are_found_at_once() {
    let workflow: Workflow = typed(&serde_json::json!({
        "metadata": {"name": "many"},
        "spec": {
            "entrypoint": "main",
            "podGC": {"strategy": "Never"},
            "templates": [
                {"name": "main", "steps": [
                    [{"name": "a", "template": "nosuch"}, {"name": "b", "template": "echo"}],
                    [{"name": "c", "template": "echo", "arguments": {"parameters": [
                        {"name": "x", "value": "{{steps.a.outputs.result}}"},
                        {"name": "x", "value": "{{steps.zz.outputs.result}}"},
                    ]}}],
                ]},
                {"name": "echo", "inputs": {"parameters": [{"name": "x"}]}, "container": {"command": ["echo"]}},
            ],
        },
    }));
    let found = validate_workflow(&workflow, &NoTemplates, Options::default());
    let places: Vec<_> =
        found.iter().map(|one| (one.code, one.path.as_str(), one.message.as_str())).collect();
    assert_eq!(
        places,
        [
            (
                "unknown-template",
                "/spec/templates/0/steps/0/0/template",
                "templates.main.steps[0].a template name 'nosuch' undefined"
            ),
            (
                "missing-image",
                "/spec/templates/1/container",
                "templates.main.steps[0].b templates.echo.container.image may not be empty"
            ),
            (
                "missing-input",
                "/spec/templates/0/steps/0/1/arguments",
                "templates.main.steps[0].b templates.echo inputs.parameters.x was not supplied"
            ),
            (
                "invalid-name",
                "/spec/templates/0/steps/1/0/arguments/parameters/1/name",
                "templates.main.steps[1].c.arguments.parameters[1].name 'x' is not unique"
            ),
            (
                "unresolved-tag",
                "/spec/templates/0/steps/1/0/arguments/parameters/1/value",
                "templates.main.steps failed to resolve {{steps.zz.outputs.result}}"
            ),
            ("unknown-strategy", "/spec/podGC/strategy", "podGC.strategy unknown strategy 'Never'"),
        ]
    );
}

#[test]
fn cycles_and_unknown_dependencies_have_places() {
    let dag = |tasks: Value| -> Vec<(String, String)> {
        let workflow: Workflow =
            typed(&serde_json::json!({"metadata": {}, "spec": {"entrypoint": "m", "templates": [
            {"name": "m", "dag": {"tasks": tasks}}, {"name": "e", "container": {"image": "a"}}]}}));
        let found = validate_workflow(&workflow, &NoTemplates, Options::default());
        found.into_iter().map(|one| (one.path, one.message)).collect()
    };
    let task =
        |name: &str, depends: &str| serde_json::json!({"name": name, "template": "e", "depends": depends});
    assert_eq!(
        dag(serde_json::json!([
            task("z", "a"),
            task("a", "b"),
            task("b", "c && d"),
            task("c", "a"),
            task("d", "")
        ])),
        [(
            "/spec/templates/0/dag/tasks/1/depends".to_owned(),
            "templates.m sorting failed: graph with cycle".to_owned()
        )]
    );
    assert_eq!(
        dag(serde_json::json!([task("a", "x"), task("b", "a && y.Failed")])),
        [
            (
                "/spec/templates/0/dag/tasks/0/depends".to_owned(),
                "templates.m sorting failed: invalid dependency x".to_owned()
            ),
            (
                "/spec/templates/0/dag/tasks/1/depends".to_owned(),
                "templates.m sorting failed: invalid dependency y".to_owned()
            ),
        ]
    );
}
