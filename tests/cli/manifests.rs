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
      = help: put quotes around it: "true"
    "#);
}

#[test]
fn text_that_is_no_yaml_is_an_error() {
    let env = TestEnv::new();
    let error = refused(&env, &format!("{HEAD}spec:\n  templates: [a\n  entrypoint: b\n"));
    assert!(error.starts_with("Error: yaml: line "), "{error}");
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
