//! A case for each rule of the reference that its own test files leave out (engine.md §6.4).

use serde_json::json;

use super::*;
use crate::core::api::Workflow;
use crate::core::yaml;

/// What is first said of a workflow whose specification is written like that.
fn first(spec: &str) -> String {
    let spec = yaml::read(spec.as_bytes()).expect("YAML");
    let object = json!({"metadata": {"name": "w"}, "spec": spec});
    let workflow: Workflow = serde_json::from_value(object.clone()).expect("a workflow");
    let options = Options { lint: true, manifest: Some(&object), ..Options::default() };
    let found = validate_workflow(&workflow, &NoTemplates, options);
    found.first().map_or_else(|| "fine".to_owned(), |one| one.message.clone())
}

/// Of one whose only template `m` has these fields.
pub(super) fn of_template(fields: &str) -> String {
    first(&format!(
        "{{entrypoint: m, templates: [{{name: m, {fields}}}, {{name: e, container: {{image: a}}}}]}}"
    ))
}

#[test]
fn of_the_whole_workflow() {
    let with = |fields: &str| {
        first(&format!("{{entrypoint: m, {fields}, templates: [{{name: m, container: {{image: a}}}}]}}"))
    };
    let cases = [
        (
            "arguments: {parameters: [{name: x, value: a}, {name: x, value: b}]}",
            "spec.arguments.parameters[1].name 'x' is not unique",
        ),
        (
            "arguments: {parameters: [{name: p, valueFrom: {path: /x}}]}",
            "spec.arguments.p.valueFrom only allows: default, configMapKeyRef and supplied",
        ),
        (
            "arguments: {parameters: [{name: p, value: c, enum: [a, b]}]}",
            "spec.arguments.p.value should be present in spec.arguments.p.enum list",
        ),
        (
            "arguments: {artifacts: [{name: a, from: x, fromExpression: z}]}",
            "spec.arguments.a shouldn't have both `from` and `fromExpression` in Artifact",
        ),
        (
            "arguments: {artifacts: [{name: a}]}",
            "spec.arguments.a.from, artifact location, or key is required",
        ),
        ("hooks: {h: {template: m}}", "hooks.h Expression required"),
        ("hooks: {exit: {template: m}}", "fine"),
        ("podGC: {strategy: Never}", "podGC.strategy unknown strategy 'Never'"),
        (
            "podResources: {claims: [{name: a}]}",
            "spec.podResources.claims is not supported for pod-level resources",
        ),
        (
            "podResources: {limits: {nvidia.com/gpu: 1}}",
            "spec.podResources: \"nvidia.com/gpu\" is not a valid pod-level resource, only cpu, memory and hugepages-* are supported",
        ),
        ("onExit: x", "template name 'x' undefined"),
        (
            "workflowTemplateRef: {name: x}",
            "Templates is invalid field in spec if workflow referred WorkflowTemplate reference",
        ),
    ];
    for (fields, words) in cases {
        assert_eq!(with(fields), words, "{fields}");
    }
    assert_eq!(first("{templates: [{name: m, container: {image: a}}]}"), "spec.entrypoint is required");
    let twice =
        "{entrypoint: m, templates: [{name: m, container: {image: a}}, {name: m, container: {image: a}}]}";
    assert_eq!(first(twice), "spec.templates[1].name 'm' is not unique");
}

#[test]
fn of_templates() {
    let cases = [
        (
            "container: {image: a}, script: {image: a, source: x}",
            "templates.m multiple template types specified. choose one of: container, containerSet, steps, script, resource, dag, suspend, template, template ref",
        ),
        ("container: {image: a}, retryStrategy: {retryPolicy: Alway}", "Alway is not a valid RetryPolicy"),
        (
            "http: {url: a}, podResources: {limits: {cpu: 1}}",
            "templates.m.podResources is not supported for HTTP templates",
        ),
        (
            "container: {image: a}, inputs: {artifacts: [{name: A, raw: {data: x}}]}",
            "error in templates.m.inputs.artifacts.A: Artifact 'A' did not specify a path",
        ),
        (
            "container: {image: a}, inputs: {artifacts: [{name: A, path: /a/../b, raw: {data: x}}]}",
            "error in templates.m.inputs.artifacts.A: Artifact 'A' attempted to use a path containing '..'. Directory traversal is not permitted",
        ),
        (
            "suspend: {}, inputs: {artifacts: [{name: A, path: /a, raw: {data: x}}]}",
            "templates.m.inputs.artifacts.A.path only valid in container/script templates",
        ),
        (
            "container: {image: a}, inputs: {artifacts: [{name: A, path: /a, from: x}]}",
            "templates.m.inputs.artifacts.A.from not valid in inputs",
        ),
        (
            "container: {image: a}, inputs: {artifacts: [{name: A, path: /a, git: {revision: x}}]}",
            "templates.m.inputs.artifacts.A.git.repo is required",
        ),
        (
            "container: {image: a}, inputs: {artifacts: [{name: A, path: /a, hdfs: {path: /x}}]}",
            "templates.m.inputs.artifacts.A.hdfs.addresses is required",
        ),
        (
            "container: {image: a}, inputs: {artifacts: [{name: A, path: /a, hdfs: {addresses: [x], path: x}}]}",
            "templates.m.inputs.artifacts.A.hdfs.path must be a absolute file path",
        ),
        (
            "container: {image: a}, initContainers: [{image: a}]",
            "initContainers must all have container name",
        ),
        (
            "container: {image: a}, inputs: {parameters: [{name: p}]}",
            "templates.m inputs.parameters.p was not supplied",
        ),
        (
            "container: {image: a}, inputs: {artifacts: [{name: A, path: /a}]}",
            "templates.m inputs.artifacts.A was not supplied",
        ),
        ("container: {image: a}, timeout: '30'", "m has invalid duration format in timeout"),
        ("suspend: {}, timeout: 30s", "Suspend template doesn't support timeout field"),
        ("suspend: {}, pendingTimeout: 30s", "Suspend template doesn't support pendingTimeout field"),
        (
            "suspend: {}, resourceClaims: [{name: a}]",
            "templates.m.resourceClaims is not supported for Suspend templates, which do not create a pod",
        ),
        (
            "container: {image: a}, parallelism: 1",
            "templates.m.parallelism is only valid for steps and dag templates",
        ),
        (
            "container: {image: a}, activeDeadlineSeconds: ten",
            "templates.m.activeDeadlineSeconds must be a positive integer > 0 or an argo variable",
        ),
        (
            "container: {image: a}, activeDeadlineSeconds: -1",
            "templates.m.activeDeadlineSeconds must be a positive integer > 0 or an argo variable",
        ),
        ("container: {image: a}, activeDeadlineSeconds: 0", "fine"),
        (
            "container: {image: a}, sidecars: [{name: wait, image: a}]",
            "templates.m.sidecars: \"wait\" is a reserved Argo container name",
        ),
    ];
    for (fields, words) in cases {
        assert_eq!(of_template(fields), words, "{fields}");
    }
}

#[test]
fn of_steps_and_tasks() {
    let cases = [
        (
            "steps: [[{name: a, template: e}]], activeDeadlineSeconds: 5",
            "templates.m.activeDeadlineSeconds is only valid for leaf templates",
        ),
        (
            "steps: [[{name: a, template: e}], [{name: a, template: e}]]",
            "templates.m.steps[1].name 'a' is not unique",
        ),
        ("steps: [[{template: e}]]", "templates.m.steps[0].name is required"),
        (
            "steps: [[{name: a, template: e, withItems: [1], withParam: '[]'}]]",
            "templates.m.steps[0].a only one of withItems, withParam, withSequence can be specified",
        ),
        (
            "steps: [[{name: a, template: e, withSequence: {count: 1, end: 2}}]]",
            "templates.m.steps[0].a only one of count or end can be defined in withSequence",
        ),
        (
            "steps: [[{name: a, template: e, templateRef: {name: x, template: z}}]]",
            "templates.m.steps[0].a template name cannot be specified with templateRef",
        ),
        (
            "steps: [[{name: a, templateRef: {template: z}}]]",
            "templates.m.steps[0].a resource name is required",
        ),
        ("steps: [[{name: a, templateRef: {name: z}}]]", "templates.m.steps[0].a template name is required"),
        ("steps: [[{name: a, template: x}]]", "templates.m.steps[0].a template name 'x' undefined"),
        (
            "steps: [[{name: a, template: e, hooks: {h: {template: e}}}]]",
            "templates.m.steps[0].a.h Expression required",
        ),
        (
            "steps: [[{name: a, template: e, arguments: {parameters: [{name: p}]}}]]",
            "templates.m.steps[0].a.arguments.p.value or templates.m.steps[0].a.arguments.p.valueFrom is required",
        ),
        (
            "steps: [[{name: a, template: e, when: '{{steps.b.id}}'}]]",
            "templates.m.steps failed to resolve {{steps.b.id}}",
        ),
        ("dag: {tasks: []}", "templates.m must have at least one task"),
        (
            "dag: {tasks: [{name: a, template: e}, {name: a, template: e}]}",
            "templates.m sorting failed: duplicated nodeName a",
        ),
        (
            "dag: {tasks: [{name: a, template: e}, {name: b, template: e, depends: a and c}]}",
            "templates.m sorting failed: invalid dependency and",
        ),
        (
            "dag: {tasks: [{name: a, template: e, depends: b}, {name: b, template: e, depends: a}]}",
            "templates.m sorting failed: graph with cycle",
        ),
        (
            "dag: {tasks: [{name: 1a, template: e}, {name: b, template: e, depends: 1a}]}",
            "templates.m.tasks.1a name cannot begin with a digit when using either 'depends' or 'dependencies'",
        ),
        (
            "dag: {tasks: [{name: a, template: e}, {name: b, template: e, depends: a}, {name: c, template: e, dependencies: [a]}]}",
            "templates.m cannot use both 'depends' and 'dependencies' in the same DAG template",
        ),
        (
            "dag: {tasks: [{name: a, template: e}, {name: b, template: e, depends: a, continueOn: {failed: true}}]}",
            "templates.m cannot use 'continueOn' when using 'depends'. Instead use 'dep-task.Failed'/'dep-task.Errored'",
        ),
        (
            "dag: {tasks: [{name: a, template: e}, {name: b, template: e, depends: a.Foo}]}",
            "templates.m.tasks.b task result 'Foo' for task 'a' is invalid",
        ),
        (
            "dag: {tasks: [{name: a, template: e}, {name: b, template: e, depends: a.AnySucceeded}]}",
            "templates.m.tasks.a dependency 'a' uses an items-based condition such as .AnySucceeded or .AllFailed but does not contain any items",
        ),
        (
            "dag: {target: a x, tasks: [{name: a, template: e}]}",
            "templates.m.targets: target 'x' is not defined",
        ),
        (
            "dag: {tasks: [{name: a, template: e}, {name: b, template: e, arguments: {parameters: [{name: x, value: '{{tasks.a.outputs.result}}'}]}}]}",
            "templates.m.tasks.b missing dependency 'a' for parameter 'x'",
        ),
        (
            "dag: {tasks: [{name: a, template: e, arguments: {parameters: [{name: x, value: '{{tasks.z.id}}'}]}}]}",
            "templates.m.tasks.a failed to resolve {{tasks.z.id}}",
        ),
    ];
    for (fields, words) in cases {
        assert_eq!(of_template(fields), words, "{fields}");
    }
}
