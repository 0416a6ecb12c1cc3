//! `cp`, `convert` and `auth token`.

use crate::support::{TestEnv, example};

#[test]
fn output_artifacts_are_copied_into_a_folder() {
    let env = TestEnv::new();
    let name =
        env.run(&format!("submit --wait {} -o name", example("artifacts.yaml"))).ok().trim().to_owned();
    let said = env.run(&format!("cp {name} out --path {{workflowName}}/{{artifactName}}"));
    assert_eq!(said.code, 0, "{}", said.all());
    assert_eq!(said.stdout, "");
    assert!(said.stderr.contains("Created \"out/"), "{}", said.stderr);
    assert!(env.path("out").join(&name).is_dir());
    let outside = env.run(&format!("cp {name} out --path ../{{artifactName}}"));
    assert_eq!(outside.code, 2, "{}", outside.all());
    assert!(outside.stderr.contains("outside the folder"), "{}", outside.stderr);
    let none = env.run(&format!("cp {name} out --artifact-name nothing-of-this-name"));
    assert_eq!(none.code, 0, "{}", none.all());
    assert!(none.stderr.contains("has no such artifacts"), "{}", none.stderr);
}

#[test]
fn fields_of_earlier_versions_become_those_of_today() {
    let env = TestEnv::new();
    let text = "apiVersion: argoproj.io/v1alpha1\nkind: CronWorkflow\nmetadata: {name: c}\nspec:\n  schedule: '@daily'\n  \
                workflowSpec: {entrypoint: a, synchronization: {mutex: {name: m}}, workflowTemplateRef: {name: t}}\n---\n\
                apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m}\ndata: {b: '2', a: '1'}\n";
    let file = env.file("old.yaml", text);
    insta::assert_snapshot!(env.run(&format!("convert {file}")).ok(), @r#"
    ---
    apiVersion: argoproj.io/v1alpha1
    kind: CronWorkflow
    metadata:
      name: c
    spec:
      schedules:
      - '@daily'
      workflowSpec:
        arguments: {}
        entrypoint: a
        synchronization:
          mutexes:
          - name: m
        workflowTemplateRef:
          name: t
    status:
      active: null
      conditions: null
      failed: 0
      lastScheduledTime: null
      phase: ""
      succeeded: 0
    ---
    apiVersion: v1
    data:
      a: "1"
      b: "2"
    kind: ConfigMap
    metadata:
      name: m
    "#);
    let json = env.run(&format!("convert {file} -o json")).ok();
    assert_eq!(json.lines().count(), 2, "{json}");
    assert!(json.contains(r#""schedules":["@daily"]"#), "{json}");
}

#[test]
fn the_token_is_what_requests_carry() {
    let env = TestEnv::new();
    let none = env.run("auth token");
    assert_eq!((none.code, none.stdout.as_str()), (1, ""), "{}", none.all());
    assert!(none.stderr.starts_with("Error: could not find a token\n"), "{}", none.stderr);
    let config = "apiVersion: v1\nkind: Config\ncurrent-context: a\nclusters: [{name: a, cluster: {server: 'https://127.0.0.1:1'}}]\n\
                  contexts: [{name: a, context: {cluster: a, user: a}}]\nusers: [{name: a, user: {token: abc}}]\n";
    let file = env.file("kubeconfig", config);
    assert_eq!(env.run(&format!("auth token --kubeconfig {file}")).ok(), "Bearer abc\n");
    let basic = env.file("basic", &config.replace("token: abc", "username: me, password: pw"));
    assert_eq!(env.run(&format!("auth token --kubeconfig {basic}")).ok(), "Basic bWU6cHc=\n");
    let mut command = env.command(["auth", "token"]);
    let output = command.env("ARGO_TOKEN", "Bearer xyz").output().expect("the program");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "Bearer xyz\n");
}
