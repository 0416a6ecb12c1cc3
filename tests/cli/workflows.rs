//! Workflows on the local engine, from submission to deletion.

use crate::support::{TestEnv, example};

#[test]
fn a_workflow_is_submitted_watched_read_and_deleted() {
    let env = TestEnv::new();
    let watched = env.run(&format!("submit --watch {}", example("hello-world.yaml")));
    assert_eq!(watched.code, 0, "{}", watched.all());
    assert!(watched.stderr.contains("started the engine of this machine"), "{}", watched.stderr);
    let name = env.run("list -o name").ok().trim().to_owned();
    assert!(env.run("get @latest").ok().contains("Status:              Succeeded\n"));
    assert_eq!(env.run("logs @latest").ok(), format!("{name}: hello world\n"));
    assert_eq!(env.run(&format!("logs {name}")).ok(), env.run(&format!("logs -w {name}")).ok());
    assert!(env.run(&format!("wait {name}")).ok().starts_with(&format!("{name} Succeeded at ")));
    assert_eq!(env.run(&format!("delete {name}")).ok(), format!("Workflow '{name}' deleted\n"));
    assert_eq!(env.run(&format!("delete {name}")).ok(), format!("Workflow '{name}' not found\n"));
    assert_eq!(env.run("list").ok(), "No workflows found\n");
    assert_eq!(env.run("list -o json").ok(), "[]\n");
}

#[test]
fn a_missing_workflow_is_named_with_the_namespace() {
    let env = TestEnv::new();
    let ran = env.run("get nothing-here -n there");
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("workflows.argoproj.io \"nothing-here\" not found"), "{}", ran.stderr);
    assert!(ran.stderr.contains("looked in namespace \"there\""), "{}", ran.stderr);
}

#[test]
fn the_exit_status_says_how_a_workflow_ended() {
    let env = TestEnv::new();
    let text = "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: fails}\nspec:\n  entrypoint: a\n  \
                templates:\n  - name: a\n    container: {image: busybox, command: [sh, -c, exit 7]}\n";
    let file = env.file("fails.yaml", text);
    let ran = env.run(&format!("submit --wait {file}"));
    assert_eq!(ran.code, 3, "{}", ran.all());
    assert!(ran.stdout.contains("fails Failed at "), "{}", ran.stdout);
    assert_eq!(env.run("wait fails").code, 3);
    assert_eq!(env.run("watch fails").code, 3);
}

#[test]
fn a_container_that_cannot_start_beside_one_that_runs_ends_the_workflow() {
    let env = TestEnv::new();
    let text = "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: beside}\nspec:\n  entrypoint: a\n  \
                templates:\n  - name: a\n    archiveLocation: {archiveLogs: true}\n    \
                container: {image: busybox, command: [sleep, '100']}\n    sidecars: [{name: proxy, image: nobody-knows}]\n";
    let file = env.file("beside.yaml", text);
    let ran = env.run(&format!("submit --wait {file}"));
    assert_eq!(ran.code, 4, "{}", ran.all());
    let shown = env.run("get beside").ok();
    assert!(shown.contains("container proxy has no command"), "{shown}");
}

#[test]
fn a_waiting_step_is_resumed_and_its_outputs_are_set() {
    let env = TestEnv::new();
    let submitted = env.run(&format!("submit {} -o name", example("suspend.yaml")));
    let name = submitted.ok().trim().to_owned();
    let waited = env.run(&format!("wait {name} --timeout 300ms"));
    assert_eq!(waited.code, 5, "{}", waited.all());
    assert_eq!(env.run(&format!("resume {name}")).ok(), format!("workflow {name} resumed\n"));
    assert_eq!(env.run(&format!("wait {name}")).code, 0);
}

#[test]
fn standard_input_and_machine_formats() {
    let env = TestEnv::new();
    let text = std::fs::read_to_string(example("hello-world.yaml")).expect("the example");
    let ran = env.run_with_input("submit - --dry-run -o json --name x", &text);
    let object: serde_json::Value = serde_json::from_str(&ran.ok()).expect("JSON");
    assert_eq!(object["metadata"]["name"], "x");
    assert_eq!(object["kind"], "Workflow", "what is not sent is printed as it is");
    assert!(!env.path("state").exists(), "nothing was started for it");
}

#[test]
fn any_kind_is_applied_and_brought_up_to_date() {
    let env = TestEnv::new();
    let text = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: b}\n---\napiVersion: argoproj.io/v1alpha1\n\
                kind: WorkflowTemplate\nmetadata: {name: t}\nspec: {templates: [{name: a, container: {image: a}}]}\n";
    let file = env.file("objects.yaml", text);
    assert_eq!(
        env.run(&format!("apply -f {file}")).ok(),
        "configmap/c created\nworkflowtemplate/t created\n"
    );
    assert_eq!(
        env.run(&format!("apply -f {file}")).ok(),
        "configmap/c unchanged\nworkflowtemplate/t unchanged\n"
    );
    let file = env.file("objects.yaml", &text.replace("a: b", "a: c"));
    assert_eq!(
        env.run(&format!("apply -f {file}")).ok(),
        "configmap/c configured\nworkflowtemplate/t unchanged\n"
    );
    assert_eq!(env.run("template list").ok(), "NAME\nt   \n");
    assert_eq!(env.run("template delete t").ok(), "WorkflowTemplate 't' deleted\n");
}

#[test]
fn one_workflow_runs_by_itself_and_leaves_nothing_behind() {
    let env = TestEnv::new();
    let ran = env.run(&format!("run {} --log", example("hello-world.yaml")));
    assert_eq!(ran.code, 0, "{}", ran.all());
    assert!(ran.stdout.contains(": hello world\n"), "{}", ran.stdout);
    assert!(!env.path("state").exists());
}

#[test]
fn the_engine_is_started_described_and_ended() {
    let env = TestEnv::new();
    assert!(env.run("local status").ok().starts_with("no engine is running"));
    assert!(env.run("local start").ok().starts_with("engine started (pid "));
    let status: serde_json::Value =
        serde_json::from_str(&env.run("local status -o json").ok()).expect("JSON");
    for key in ["pid", "version", "home", "socket", "runtime", "counts"] {
        assert!(status.get(key).is_some(), "{key} in {status}");
    }
    assert!(env.run("local kubeconfig").ok().contains("current-context: argo-local"));
    assert_eq!(env.run("local stop").ok(), "engine stopped\n");
    assert_eq!(env.run("local stop").ok(), "no engine is running\n");
    assert_eq!(env.run("local reset").code, 2);
}

#[test]
fn waiting_outlives_an_engine_that_is_killed() {
    let env = TestEnv::new();
    let text = "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: slow}\nspec:\n  entrypoint: a\n  \
                templates:\n  - name: a\n    container: {image: busybox, command: [sleep, '2']}\n";
    let file = env.file("slow.yaml", text);
    env.run(&format!("submit {file}")).ok();
    let status: serde_json::Value =
        serde_json::from_str(&env.run("local status -o json").ok()).expect("JSON");
    let mut waiting = env.command(["wait", "slow"]);
    waiting.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    let waiting = waiting.spawn().expect("the program");
    let killed = std::process::Command::new("kill").args(["-9", &status["pid"].to_string()]).status();
    assert!(killed.is_ok_and(|status| status.success()));
    let output = waiting.wait_with_output().expect("its end");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.starts_with("slow Succeeded at "), "{said}{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn logs_stay_after_their_pods_are_gone() {
    let env = TestEnv::new();
    let text = "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: short}\nspec:\n  entrypoint: a\n  \
                podGC: {strategy: OnPodCompletion}\n  templates:\n  - name: a\n    container: {image: busybox, command: [echo, hi]}\n";
    let file = env.file("short.yaml", text);
    assert_eq!(env.run(&format!("submit --wait {file}")).code, 0);
    assert_eq!(env.run("logs short").ok(), "short: hi\n");
    assert_eq!(env.run("logs short -f").ok(), "short: hi\n");
    assert_eq!(env.run("logs short short").ok(), "short: hi\n");
}

#[test]
fn limits_of_semaphores_are_kept_in_config_maps() {
    let env = TestEnv::new();
    let place = "--type configmap --cm-name locks";
    let missing = env.run(&format!("sync get build {place}"));
    assert_eq!(missing.code, 1, "{}", missing.all());
    assert!(missing.stderr.contains("Error: failed to get sync limit: "), "{}", missing.stderr);
    let block = "Key: build\nType: configmap\nConfigMap Name: locks\nNamespace: default\nLimit: ";
    let created = env.run(&format!("sync create build {place} --limit 2")).ok();
    assert_eq!(created, format!("Sync limit created\n{block}2\n"));
    assert_eq!(env.run(&format!("sync create build {place} --limit 2")).code, 1);
    assert_eq!(env.run(&format!("sync create test {place} --limit 1")).code, 0);
    let updated = env.run(&format!("sync update build {place} --limit 5")).ok();
    assert_eq!(updated, format!("Sync limit updated\n{block}5\n"));
    assert_eq!(env.run(&format!("sync get build {place}")).ok(), format!("{block}5\n"));
    assert_eq!(env.run(&format!("sync delete build {place}")).ok(), "Sync limit deleted\n");
    let gone = env.run(&format!("sync update build {place} --limit 5"));
    assert!(gone.stderr.contains("key build not found in configmap default/locks"), "{}", gone.stderr);
    assert_eq!(env.run(&format!("sync update test {place} --limit 0")).code, 2);
    assert_eq!(env.run("sync get build --type configmap").code, 2);
}
