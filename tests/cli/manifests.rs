//! Manifests that cannot be used: one error each, with its place.

use crate::support::TestEnv;

const HEAD: &str = "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {generateName: a-}\n";

fn refused(env: &TestEnv, text: &str) -> String {
    let file = env.file("w.yaml", text);
    let ran = env.run(&format!("submit {file}"));
    assert_eq!(ran.code, 1, "{}", ran.all());
    assert!(!env.path("state").exists(), "nothing is started for a manifest that cannot be used");
    env.without_home(&ran.stderr)
}

#[test]
fn an_unknown_field_is_shown_where_it_stands() {
    let env = TestEnv::new();
    let text = format!("{HEAD}spec:\n  entrypoint: a\n  templates:\n  - name: a\n    contaner: {{}}\n");
    insta::assert_snapshot!(refused(&env, &text), @r#"
    Error: strict decoding error: unknown field "spec.templates[0].contaner"
     --> HOME/w.yaml:8:5
      |
    8 |     contaner: {}
      |     ^^^^^^^^
      = help: did you mean `container`?
    "#);
}

#[test]
fn a_value_of_another_type_is_shown_where_it_stands() {
    let env = TestEnv::new();
    insta::assert_snapshot!(refused(&env, &format!("{HEAD}spec:\n  entrypoint: yes\n")), @r#"
    Error: spec.entrypoint is a boolean, text is wanted
     --> HOME/w.yaml:5:3
      |
    5 |   entrypoint: yes
      |   ^^^^^^^^^^
      = help: put quotes around it: "yes"
    "#);
}

#[test]
fn text_that_is_no_yaml_is_an_error() {
    let env = TestEnv::new();
    let error = refused(&env, &format!("{HEAD}spec:\n  templates: [a\n  entrypoint: b\n"));
    assert!(error.starts_with("Error: a `[` is opened here and not closed\n"), "{error}");
    assert!(error.contains("--> HOME/w.yaml:"), "{error}");
}

#[test]
fn keys_given_twice_are_an_error() {
    let env = TestEnv::new();
    let error = refused(&env, &format!("{HEAD}spec:\n  entrypoint: a\n  entrypoint: b\n"));
    assert!(error.contains("entrypoint"), "{error}");
    assert!(error.contains("w.yaml:6:3"), "{error}");
}

#[test]
fn other_kinds_are_named_and_left_out() {
    let env = TestEnv::new();
    let error = refused(&env, "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n");
    insta::assert_snapshot!(error, @r"
    warning: HOME/w.yaml: ConfigMap is not of kind Workflow, ignoring
    Error: no workflow found in given files
    ");
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let env = TestEnv::new();
    let ran = env.run("submit missing.yaml");
    assert_eq!((ran.code, ran.stderr.as_str()), (1, "Error: open missing.yaml: no such file or directory\n"));
}

#[test]
fn a_mistyped_parameter_is_refused() {
    let env = TestEnv::new();
    let text = format!("{HEAD}spec:\n  arguments: {{parameters: [{{name: message, value: a}}]}}\n");
    let file = env.file("w.yaml", &text);
    let ran = env.run(&format!("--local submit {file} -p mesage=b"));
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr.contains("the workflow has no parameter \"mesage\"; did you mean \"message\"?"),
        "{}",
        ran.stderr
    );
}

fn workflow(spec: &str) -> String {
    format!("{HEAD}spec:\n  entrypoint: main\n  templates:\n{spec}")
}

#[test]
fn a_workflow_without_entrypoint_is_refused_before_anything_is_created() {
    let env = TestEnv::new();
    let text = format!("{HEAD}spec:\n  templates:\n  - {{name: main, container: {{image: a}}}}\n");
    insta::assert_snapshot!(refused(&env, &text), @r"
    Error: spec.entrypoint is required
     --> HOME/w.yaml:4:1
      |
    4 | spec:
      | ^^^^
      = help: add `entrypoint: main`, the template to start with
    ");
}

#[test]
fn a_template_that_is_not_there_is_refused() {
    let env = TestEnv::new();
    let text = workflow(
        "  - name: main\n    steps:\n    - - {name: a, template: sya}\n  - {name: say, container: {image: a}}\n",
    );
    insta::assert_snapshot!(refused(&env, &text), @r"
    Error: templates.main.steps[0].a template name 'sya' undefined
     --> HOME/w.yaml:9:29
      |
    9 |     - - {name: a, template: sya}
      |                             ^^^
      = help: did you mean `say`?
    ");
}

#[test]
fn tasks_that_wait_for_each_other_are_refused() {
    let env = TestEnv::new();
    let text = workflow(
        "  - name: main\n    dag:\n      tasks:\n      - {name: a, template: e, depends: b}\n      - {name: b, template: e, depends: a}\n  \
         - {name: e, container: {image: a}}\n",
    );
    insta::assert_snapshot!(refused(&env, &text), @r"
    Error: templates.main sorting failed: graph with cycle
      --> HOME/w.yaml:10:41
       |
    10 |       - {name: a, template: e, depends: b}
       |                                         ^
       = help: they wait for each other: a → b → a
    ");
}

#[test]
fn a_tag_that_nothing_resolves_is_refused() {
    let env = TestEnv::new();
    let text =
        workflow("  - name: main\n    container: {image: a, args: [\"{{inputs.parameters.text}}\"]}\n");
    insta::assert_snapshot!(refused(&env, &text), @r#"
    Error: templates.main: failed to resolve {{inputs.parameters.text}}
     --> HOME/w.yaml:8:35
      |
    8 |     container: {image: a, args: ["{{inputs.parameters.text}}"]}
      |                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^
      = help: this template has no inputs
    "#);
}

#[test]
fn a_parameter_under_another_name_is_refused() {
    let env = TestEnv::new();
    let text = workflow(
        "  - name: main\n    steps:\n    - - name: a\n        template: say\n        arguments: {parameters: [{name: txt, value: x}]}\n  \
         - {name: say, inputs: {parameters: [{name: text}]}, container: {image: a}}\n",
    );
    insta::assert_snapshot!(refused(&env, &text), @r"
    Error: templates.main.steps[0].a templates.say inputs.parameters.text was not supplied
      --> HOME/w.yaml:11:9
       |
    11 |         arguments: {parameters: [{name: txt, value: x}]}
       |         ^^^^^^^^^
       = help: the argument is called `txt`; did you mean `text`?
    ");
}

#[test]
fn an_argument_without_a_value_is_refused_and_may_come_from_the_command_line() {
    let env = TestEnv::new();
    let text = format!(
        "{HEAD}spec:\n  entrypoint: main\n  arguments:\n    parameters:\n    - name: text\n  templates:\n  - {{name: main, container: {{image: a}}}}\n"
    );
    let error = refused(&env, &text);
    assert!(
        error.starts_with("Error: spec.arguments.text.value or spec.arguments.text.valueFrom is required\n"),
        "{error}"
    );
    let ran = env.run("--local submit w.yaml -p text=x --dry-run -o name");
    assert_eq!(ran.code, 0, "{}", ran.all());
}

#[test]
fn a_template_that_is_stored_nowhere_is_refused_and_nothing_is_created() {
    let env = TestEnv::new();
    let text =
        workflow("  - name: main\n    steps:\n    - - {name: a, templateRef: {name: lib, template: say}}\n");
    let file = env.file("w.yaml", &text);
    let ran = env.run(&format!("--local submit {file}"));
    assert_eq!(ran.code, 1, "{}", ran.all());
    assert!(
        ran.stderr.contains("Error: templates.main.steps[0].a template reference lib.say not found\n"),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains("w.yaml:9:"), "{}", ran.stderr);
    assert_eq!(env.run("--local list -o name").ok(), "No workflows found\n");
}

#[test]
fn templates_and_schedules_that_cannot_run_are_refused() {
    let env = TestEnv::new();
    let body = "spec:\n  templates:\n  - name: main\n    steps:\n    - - {name: a, template: nowhere}\n";
    let template =
        format!("apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\nmetadata: {{name: t}}\n{body}");
    env.file("t.yaml", &template);
    let cron = "apiVersion: argoproj.io/v1alpha1\nkind: CronWorkflow\nmetadata: {name: c}\nspec:\n  schedules: [\"* * * * *\"]\n  \
                workflowSpec:\n    entrypoint: main\n    templates:\n    - {name: man, container: {image: a}}\n";
    env.file("c.yaml", cron);
    for (line, words) in [
        ("template create t.yaml", "templates.main.steps[0].a template name 'nowhere' undefined"),
        ("apply -f t.yaml", "templates.main.steps[0].a template name 'nowhere' undefined"),
        ("cron create c.yaml", "cannot validate Workflow: template name 'main' undefined"),
    ] {
        let ran = env.run(line);
        assert_eq!(ran.code, 1, "{line}: {}", ran.all());
        assert!(ran.stderr.contains(words), "{line}: {}", ran.stderr);
        assert!(ran.stderr.contains(" --> "), "{line}: {}", ran.stderr);
        assert!(!env.path("state").exists(), "{line} starts nothing");
    }
}

#[test]
fn an_unknown_kind_is_refused() {
    let env = TestEnv::new();
    let error = refused(&env, "apiVersion: argoproj.io/v1alpha1\nkind: Workfow\nmetadata: {name: w}\n");
    insta::assert_snapshot!(error, @r#"
    Error: unknown kind "Workfow"
     --> HOME/w.yaml:2:7
      |
    2 | kind: Workfow
      |       ^^^^^^^
      = help: did you mean `Workflow`?
    "#);
}
