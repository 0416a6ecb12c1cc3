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

const READER: &str = r#"
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: reader}
spec:
  entrypoint: main
  templates:
    - name: main
      inputs: {artifacts: [{name: data, path: /tmp/data}]}
      container: {image: x, command: [sh, -c], args: ["cat /tmp/data/* 2>/dev/null || cat /tmp/data"]}
"#;

#[test]
fn files_are_brought_to_a_workflow_as_its_artifacts() {
    let env = TestEnv::new();
    let (file, data) = (env.file("reader.yaml", READER), env.file("data.csv", "1,2,3\n"));
    let folder = env.path("folder");
    env.file("folder/one.txt", "of a folder\n");
    for (name, brought, said) in
        [("a", data.as_str(), "1,2,3"), ("b", folder.to_str().unwrap(), "of a folder")]
    {
        env.run(&format!("submit --wait {file} --name {name} --artifact data={brought}")).ok();
        let log = env.run(&format!("logs {name} --no-color")).ok();
        assert!(log.ends_with(&format!("{said}\n")), "{log}");
    }
    assert_eq!(std::fs::read_to_string(&data).expect("still there"), "1,2,3\n");
    let wrong = env.run(&format!("submit {file} --artifact date={data}"));
    assert_eq!(wrong.code, 1, "{}", wrong.all());
    assert!(
        wrong.stderr.contains("no input artifact \"date\"") && wrong.stderr.contains("\"data\""),
        "{}",
        wrong.stderr
    );
    let none = env.run(&format!("submit {file} --artifact data=not-there.csv"));
    assert!(none.stderr.contains("artifact data: not-there.csv: No such file"), "{}", none.stderr);
    let bare = env.run(&format!("submit {file} --artifact data"));
    assert_eq!(bare.code, 2, "{}", bare.all());
}

#[test]
fn files_are_brought_to_a_stored_template() {
    let env = TestEnv::new();
    let template = READER.replace("kind: Workflow", "kind: WorkflowTemplate").replace(
        "entrypoint: main",
        "entrypoint: main\n  arguments: {artifacts: [{name: data, raw: {data: none}}]}",
    );
    let (file, data) = (env.file("template.yaml", &template), env.file("data.csv", "4,5\n"));
    env.run(&format!("template create {file}")).ok();
    let submit = "submit --wait --from workflowtemplate/reader --name stored";
    let wrong = env.run(&format!("{submit} --artifact dta={data}"));
    assert!(wrong.stderr.contains("did you mean \"data\"?"), "{}", wrong.stderr);
    env.run(&format!("{submit} --artifact data={data}")).ok();
    assert!(env.run("logs stored --no-color").ok().ends_with("4,5\n"));
}
