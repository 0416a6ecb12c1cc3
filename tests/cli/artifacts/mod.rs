//! Artifacts in places outside the machine's own repository, each played by a server of the test that checks who asks.

mod buckets;
mod gc;
mod git;
mod s3;
mod server;
mod urls;

use serde_json::Value;

use crate::support::TestEnv;

/// A workflow that makes a text and a folder with a link in it, hands both to another step, and shows them there.
const MAKE_AND_USE: &str = r#"
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: kept}
spec:
  entrypoint: main
  archiveLogs: true
  templates:
    - name: main
      steps:
        - - {name: make, template: make}
        - - name: use
            template: use
            arguments:
              artifacts:
                - {name: text, from: "{{steps.make.outputs.artifacts.text}}"}
                - {name: folder, from: "{{steps.make.outputs.artifacts.folder}}"}
    - name: make
      container:
        image: busybox
        command: [sh, -c]
        args: ["mkdir -p /work/d/sub && echo one > /work/d/a && echo two > /work/d/sub/'b c' && ln -s /etc/passwd /work/d/link && echo hello > /work/text"]
      outputs:
        artifacts:
          - {name: text, path: /work/text}
          - {name: folder, path: /work/d, archive: {none: {}}}
    - name: use
      inputs:
        artifacts:
          - {name: text, path: /in/text}
          - {name: folder, path: /in/folder, mode: 448, recurseMode: true}
      container:
        image: busybox
        command: [sh, -c]
        args: ["cat /in/text /in/folder/a '/in/folder/sub/b c'; find /in/folder | sort; stat -c %a /in/folder/a"]
"#;

/// What its second step shows.
const SHOWN: &str = "hello\none\ntwo\n/in/folder\n/in/folder/a\n/in/folder/sub\n/in/folder/sub/b c\n700\n";

/// Applies objects and runs a workflow to its end.
fn ran(env: &TestEnv, objects: &str, workflow: &str) -> Value {
    if !objects.is_empty() {
        env.run_with_input("apply -f -", objects).ok();
    }
    let file = env.file("workflow.yaml", workflow);
    let submitted = env.run(&format!("submit --wait {file} -o name"));
    assert_ne!(submitted.stdout, "", "{}", submitted.all());
    serde_json::from_str(&env.run(&format!("get {} -o json", submitted.stdout.trim())).ok()).expect("JSON")
}

/// A node of a workflow by its display name.
fn node<'a>(workflow: &'a Value, name: &str) -> &'a Value {
    let nodes = workflow["status"]["nodes"].as_object().expect("nodes");
    nodes
        .values()
        .find(|node| node["displayName"] == name)
        .unwrap_or_else(|| panic!("no node {name}: {:#}", workflow["status"]))
}

/// Runs the workflow above with what a repository needs, and checks what it shows.
fn check_make_and_use(env: &TestEnv, objects: &str) -> Value {
    let workflow = ran(env, objects, MAKE_AND_USE);
    assert_eq!(workflow["status"]["phase"], "Succeeded", "{:#}", workflow["status"]);
    let logs = env.run("logs kept --no-color");
    let own = logs.stdout.lines().filter_map(|line| line.split_once(": "));
    let own: String = own.map(|(_, text)| format!("{text}\n")).collect();
    assert_eq!(own, SHOWN, "{}", logs.all());
    workflow
}

/// A repository as the default of the namespace, and a Secret.
fn repository(description: &Value, secret: &[(&str, &str)]) -> String {
    let data: serde_json::Map<String, Value> =
        secret.iter().map(|(key, value)| ((*key).to_owned(), (*value).into())).collect();
    let map = serde_json::json!({
        "apiVersion": "v1", "kind": "ConfigMap",
        "metadata": {
            "name": "artifact-repositories",
            "annotations": {"workflows.argoproj.io/default-artifact-repository": "here"},
        },
        "data": {"here": description.to_string()},
    });
    let secret = serde_json::json!({
        "apiVersion": "v1", "kind": "Secret", "metadata": {"name": "keys"}, "stringData": data,
    });
    format!("{map}\n---\n{secret}\n")
}

/// Whether a text is in a file of the state directory or what commands show; the store itself holds secrets.
fn is_told(env: &TestEnv, workflow: &Value, secret: &str) -> bool {
    let log = std::fs::read_to_string(env.path("state/engine.log")).unwrap_or_default();
    workflow.to_string().contains(secret) || log.contains(secret)
}
