//! A case for each rule on bodies, outputs and schedules that the reference's own test files leave out (engine.md §6.4).

use serde_json::{Value, json};

use super::rule_tests::of_template;
use super::*;
use crate::core::api::CronWorkflow;

#[test]
fn of_bodies() {
    let cases = [
        ("container: {command: [a]}", "templates.m.container.image may not be empty"),
        ("script: {source: a}", "templates.m.script.image may not be empty"),
        (
            "container: {image: a, volumeMounts: [{name: v, mountPath: /x}, {name: u, mountPath: /x}]}",
            "templates.m.container.volumeMounts[1].mountPath '/x' already mounted in container.volumeMounts.v",
        ),
        (
            "container: {image: a, volumeMounts: [{name: v, mountPath: /x}]}, inputs: {artifacts: [{name: A, path: /x, raw: {data: x}}]}",
            "templates.m.inputs.artifacts[0].path '/x' already mounted in container.volumeMounts.v",
        ),
        (
            "containerSet: {containers: []}",
            "templates.m.containerSet.containers must have at least one container",
        ),
        (
            "containerSet: {containers: [{name: a, image: a}, {name: a, image: a}]}",
            "templates.m.containerSet.containers[1].name 'a' is not unique",
        ),
        (
            "containerSet: {containers: [{name: a, image: a, dependencies: [x]}]}",
            "templates.m.containerSet.containers.a dependency 'x' not defined",
        ),
        (
            "containerSet: {containers: [{name: wait, image: a}]}",
            "templates.m.containerSet.containers: \"wait\" is a reserved Argo container name",
        ),
        (
            "resource: {action: make, manifest: 'a: b'}",
            "templates.m.resource.action must be one of: get, create, apply, delete, replace, patch",
        ),
        (
            "resource: {action: create}",
            "either templates.m.resource.manifest or templates.m.resource.manifestFrom must be specified",
        ),
        ("resource: {action: get}", "fine"),
        (
            "resource: {action: create, manifest: 'a: b', manifestFrom: {artifact: {name: a}}}",
            "shouldn't have both `manifest` and `manifestFrom` specified in `Manifest` for resource template",
        ),
        (
            "resource: {action: create, manifestFrom: {artifact: {name: a}}}",
            "artifact a in `manifestFrom` refer to a non-exist artifact",
        ),
        (
            "resource: {action: create, manifest: 'a: [b'}",
            "templates.m.resource.manifest must be a valid yaml",
        ),
        (
            "container: {image: a, args: ['{{inputs.parameters.x}}']}",
            "templates.m: failed to resolve {{inputs.parameters.x}}",
        ),
        (
            "container: {image: a}, metrics: {prometheus: [{name: a-b, help: h, counter: {value: '1'}}]}",
            "templates.m metric name 'a-b' is invalid. Metric names must contain alphanumeric characters or '_'",
        ),
        (
            "container: {image: a}, metrics: {prometheus: [{name: a, help: h, labels: [{key: a-b, value: c}], counter: {value: '1'}}]}",
            "metric label 'a-b' is invalid: keys may only contain alphanumeric characters or '_'",
        ),
        (
            "container: {image: a}, metrics: {prometheus: [{name: a, help: '', counter: {value: '1'}}]}",
            "templates.m metric 'a' must contain a help string under 'help: ' field",
        ),
        (
            "container: {image: a}, metrics: {prometheus: [{name: a, help: h, counter: {value: ''}}]}",
            "templates.m metric 'a' error: missing counter.value",
        ),
        (
            "container: {image: a}, metrics: {prometheus: [{name: a, help: h, gauge: {realtime: true, value: '{{resourcesDuration.cpu}}'}}]}",
            "templates.m metric 'a' error: 'resourcesDuration.*' metrics cannot be used in real-time",
        ),
    ];
    for (fields, words) in cases {
        assert_eq!(of_template(fields), words, "{fields}");
    }
}

#[test]
fn of_outputs() {
    let outputs = |body: &str, list: &str| of_template(&format!("{body}, outputs: {{{list}}}"));
    let container = "container: {image: a}";
    let prefix = "templates.m.outputs.parameters";
    let cases = [
        (
            container,
            "parameters: [{name: p, value: a}, {name: p, value: a}]",
            format!("{prefix} [1].name 'p' is not unique"),
        ),
        (
            container,
            "parameters: [{name: p, value: a, valueFrom: {path: /x}}]",
            format!("{prefix}.p has both valueFrom and value specified, choose one"),
        ),
        (
            container,
            "parameters: [{name: p}]",
            format!("{prefix}.p does not have valueFrom or value specified"),
        ),
        (
            container,
            "parameters: [{name: p, valueFrom: {default: a}}]",
            "valueFrom type unspecified. choose one of: path, jqFilter, jsonPath, parameter, raw, expression"
                .to_owned(),
        ),
        (
            container,
            "parameters: [{name: p, valueFrom: {path: /a, jsonPath: b}}]",
            "multiple valueFrom types specified. choose one of: path, jqFilter, jsonPath, parameter, raw"
                .to_owned(),
        ),
        (
            container,
            "parameters: [{name: p, valueFrom: {parameter: x}}]",
            format!("{prefix}.p.path must be specified for Container templates"),
        ),
        (
            "resource: {action: get}",
            "parameters: [{name: p, valueFrom: {path: /x}}]",
            format!("{prefix}.p .jqFilter or jsonPath must be specified for Resource templates"),
        ),
        (
            "steps: [[{name: a, template: e}]]",
            "parameters: [{name: p, valueFrom: {path: /x}}]",
            format!("{prefix}.p.parameter or expression must be specified for Steps templates"),
        ),
        ("suspend: {}", "parameters: [{name: p, valueFrom: {path: /x}}]", "fine".to_owned()),
        (
            container,
            "artifacts: [{name: A}]",
            "error in templates.m.outputs.artifacts.A: Artifact 'A' did not specify a path".to_owned(),
        ),
        (
            "steps: [[{name: a, template: e}]]",
            "artifacts: [{name: A, path: /x}]",
            "templates.m.outputs.artifacts.A.path only valid in container/script templates".to_owned(),
        ),
        (
            container,
            "parameters: [{name: p, globalName: a.b, valueFrom: {path: /x}}]",
            format!(
                "{prefix}.p.globalName: Parameter/Artifact name must consist of alpha-numeric characters, '_' or '-' e.g. my_param_1, MY-PARAM-1"
            ),
        ),
    ];
    for (body, list, words) in cases {
        assert_eq!(outputs(body, list), words, "{body} {list}");
    }
}

#[test]
fn of_schedules() {
    let said = |fields: Value| {
        let mut spec = json!({
            "schedules": ["* * * * *"],
            "workflowSpec": {"entrypoint": "m", "templates": [{"name": "m", "container": {"image": "a"}}]},
        });
        for (key, value) in fields.as_object().into_iter().flatten() {
            spec[key.as_str()] = value.clone();
        }
        let object = json!({"metadata": {"name": "c"}, "spec": spec});
        let cron: CronWorkflow = serde_json::from_value(object).expect("a schedule");
        let found = validate_cron_workflow(&cron, &NoTemplates, Options { lint: true, ..Options::default() });
        found.first().map_or_else(|| "fine".to_owned(), |one| one.message.clone())
    };
    assert_eq!(said(json!({})), "fine");
    assert_eq!(said(json!({"schedules": []})), "cron workflow must have at least one schedule");
    assert!(said(json!({"schedules": ["x"]})).starts_with("cron schedule x is malformed: "));
    assert!(said(json!({"timezone": "Nowhere"})).starts_with("invalid timezone \"Nowhere\": "));
    assert_eq!(said(json!({"concurrencyPolicy": "x"})), "'x' is not a valid concurrencyPolicy");
    assert_eq!(said(json!({"startingDeadlineSeconds": -1})), "startingDeadlineSeconds must be positive");
    assert_eq!(said(json!({"startingDeadlineSeconds": 0})), "fine");
    let lacking = json!({"workflowSpec": {"entrypoint": "x", "templates": []}});
    assert_eq!(said(lacking), "cannot validate Workflow: template name 'x' undefined");
}
