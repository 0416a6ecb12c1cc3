//! What would happen: `render`, `retry --dry-run`, `resubmit --dry-run`, `apply --diff`, `cron next`.

use crate::support::{TestEnv, example};

const REFERS: &str = "apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: it}
spec:
  entrypoint: main
  arguments: {parameters: [{name: who, value: world}, {name: list, value: '[\"a\", \"b\"]'}]}
  templates:
  - name: main
    steps:
    - - name: greet
        templateRef: {name: lib, template: outer}
        arguments: {parameters: [{name: text, value: 'hello {{workflow.parameters.who}} {{item}}'}]}
        withParam: '{{workflow.parameters.list}}'
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: lib}
spec:
  templates:
  - name: outer
    inputs: {parameters: [{name: text}]}
    steps:
    - - name: inner
        template: say
        arguments: {parameters: [{name: text, value: '{{inputs.parameters.text}}'}]}
  - name: say
    inputs: {parameters: [{name: text}]}
    container: {image: busybox, command: [echo], args: ['{{inputs.parameters.text}}']}
";

#[test]
fn a_workflow_is_rendered_with_all_it_refers_to() {
    let env = TestEnv::new();
    let file = env.file("refers.yaml", REFERS);
    insta::assert_snapshot!(env.run(&format!("render {file} -p who=you")).ok(), @r#"
    apiVersion: argoproj.io/v1alpha1
    kind: Workflow
    metadata:
      name: it
    spec:
      arguments:
        parameters:
        - name: who
          value: you
        - name: list
          value: '["a", "b"]'
      entrypoint: main
      templates:
      - inputs: {}
        metadata: {}
        name: main
        outputs: {}
        steps:
        - - arguments:
              parameters:
              - name: text
                value: hello you a
            name: greet(0:a)
            template: lib-outer
          - arguments:
              parameters:
              - name: text
                value: hello you b
            name: greet(1:b)
            template: lib-outer
      - inputs:
          parameters:
          - name: text
        metadata: {}
        name: lib-outer
        outputs: {}
        steps:
        - - arguments:
              parameters:
              - name: text
                value: '{{inputs.parameters.text}}'
            name: inner
            template: lib-say
      - container:
          args:
          - '{{inputs.parameters.text}}'
          command:
          - echo
          image: busybox
          name: ""
          resources: {}
        inputs:
          parameters:
          - name: text
        metadata: {}
        name: lib-say
        outputs: {}
    status:
      finishedAt: null
      startedAt: null
    "#);
    assert!(!env.path("state").exists(), "nobody was asked");
    // With its loops it runs by itself.
    let whole = env.run(&format!("render --keep-loops {file}")).ok();
    let ran = env.run_with_input("submit --wait -", &whole);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let logs = env.run("logs @latest").ok();
    assert!(logs.contains("hello world a") && logs.contains("hello world b"), "{logs}");
}

const FAILS: &str = "apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: it}
spec:
  entrypoint: main
  templates:
  - name: main
    dag:
      tasks:
      - {name: fine, template: say}
      - {name: breaks, template: breaks, depends: fine}
  - {name: say, container: {image: busybox, command: [echo, hello]}}
  - {name: breaks, container: {image: busybox, command: [sh, -c, exit 7]}}
";

#[test]
fn running_again_is_previewed_without_doing_it() {
    let env = TestEnv::new();
    assert_eq!(env.run(&format!("submit --wait {}", env.file("fails.yaml", FAILS))).code, 3);
    insta::assert_snapshot!(env.run("retry --dry-run it").ok(), @r#"
    a retry of it would delete 1 pod
      kept     ✔ fine  Pod
      reset    ✖ it  DAG
      removed  ✖ breaks  Pod
    "#);
    insta::assert_snapshot!(env.run("resubmit --dry-run --memoized it").ok(), @r#"
    it would start as it-xxxxx
      kept     ✔ fine  Pod
      reset    ✖ it  DAG
      removed  ✖ breaks  Pod
    "#);
    insta::assert_snapshot!(env.run("resubmit --dry-run it").ok(), @r#"
    it would start from its beginning as it-xxxxx
      removed  ✖ it  DAG
      removed  ✔ fine  Pod
      removed  ✖ breaks  Pod
    "#);
    let json = env.run("retry --dry-run -o json it").ok();
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json.as_array().map(Vec::len), Some(3));
    let listed = env.run("list -o name").ok();
    assert_eq!(listed, "it\n");
    assert!(env.run("get it").ok().contains("Failed"), "nothing was changed");
}

#[test]
fn a_difference_is_shown_and_nothing_is_written() {
    let env = TestEnv::new();
    let map = |value: &str| {
        format!("apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: it}}\ndata: {{a: {value}, b: stays}}\n")
    };
    let first = env.file("first.yaml", &map("old"));
    let second = env.file("second.yaml", &map("fresh"));
    let created = env.run(&format!("apply --diff -f {first}")).ok();
    assert!(created.starts_with("configmap/it would be created\n"), "{created}");
    env.run(&format!("apply -f {first}")).ok();
    let same = env.run(&format!("apply --diff -f {first}"));
    assert_eq!((same.stdout.as_str(), same.code), ("", 0));
    insta::assert_snapshot!(env.run(&format!("apply --diff -f {second}")).ok(), @r#"
    configmap/it would change
    @@ line 1 @@
     apiVersion: v1
     data:
    -  a: old
    +  a: fresh
       b: stays
     kind: ConfigMap
     metadata:
    "#);
    // It was only shown.
    assert_eq!(env.run(&format!("apply -f {first} -o name")).ok(), "configmap/it\n");
    assert!(env.run(&format!("apply --diff -f {second}")).ok().contains("-  a: old"));
}

#[test]
fn the_next_times_of_a_schedule_are_listed() {
    let env = TestEnv::new();
    let cron = "apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: it}
spec:
  timezone: Europe/Berlin
  schedules: ['30 2 * * *', '0 12 * * 1']
  workflowSpec: {entrypoint: main, templates: [{name: main, suspend: {}}]}
";
    let file = env.file("cron.yaml", cron);
    let next = env.run(&format!("cron next {file} -n 4 --after 2026-03-27T12:00:00Z -o json")).ok();
    // The night in which 02:30 does not exist has no run.
    insta::assert_snapshot!(next, @r#"
    [
        {
            "time": "2026-03-28T01:30:00Z",
            "schedules": [
                "30 2 * * *"
            ]
        },
        {
            "time": "2026-03-30T00:30:00Z",
            "schedules": [
                "30 2 * * *"
            ]
        },
        {
            "time": "2026-03-30T10:00:00Z",
            "schedules": [
                "0 12 * * 1"
            ]
        },
        {
            "time": "2026-03-31T00:30:00Z",
            "schedules": [
                "30 2 * * *"
            ]
        }
    ]
    "#);
    env.run(&format!("cron create {file}")).ok();
    assert_eq!(env.run("cron next it -n 3").ok().lines().count(), 3);
    let example = env.run(&format!("cron next {}", example("cron-workflow.yaml")));
    assert_eq!(example.code, 0, "{}", example.stderr);
}
