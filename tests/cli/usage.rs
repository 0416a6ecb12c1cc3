//! Commands that touch nothing, and command lines that make no sense.

use crate::support::{TestEnv, example};

#[test]
fn version_needs_nothing() {
    let env = TestEnv::new();
    insta::assert_snapshot!(env.run("version --short").ok(), @"argo: v0.1.0");
    assert!(env.run("version").ok().contains("  ArgoWorkflows: v4.1.2\n"));
    assert!(!env.path("state").exists());
}

#[test]
fn exit_codes_are_explained() {
    insta::assert_snapshot!(TestEnv::new().run("help exit-codes").ok(), @r"
    What the exit status says:

        0  everything that was asked for is done
        1  an error, named on standard error
        2  wrong usage: an unknown command or flag, or flags that do not go together
        3  the workflow that was waited for ended Failed
        4  the workflow that was waited for ended Error
        5  the time given for waiting was over before the workflow ended
      130  interrupted by Ctrl-C
    ");
}

#[test]
fn a_mistyped_command_is_wrong_usage_with_a_suggestion() {
    let ran = TestEnv::new().run("submitt x.yaml");
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("unknown command \"submitt\" for \"argo\""), "{}", ran.stderr);
    assert!(ran.stderr.contains("submit"), "{}", ran.stderr);
}

#[test]
fn groups_explain_themselves() {
    let env = TestEnv::new();
    for group in ["template", "cluster-template", "node", "local", "cwft"] {
        assert!(env.run(group).ok().contains("Usage: argo "), "{group}");
    }
    assert!(env.run("").ok().contains("Commands:"));
}

#[test]
fn flags_that_do_not_go_together_are_wrong_usage() {
    let env = TestEnv::new();
    let file = env.file("w.yaml", "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: w}\n");
    for line in [
        "list --running --completed".to_owned(),
        format!("submit {file} --watch --wait"),
        format!("submit {file} --dry-run"),
        format!("submit {file} --watch --dry-run -o name"),
        "delete".to_owned(),
        "get".to_owned(),
        "list -o bogus".to_owned(),
        "list --since 5".to_owned(),
    ] {
        let ran = env.run(&line);
        assert_eq!(ran.code, 2, "{line}: {}", ran.all());
    }
    assert!(!env.path("state").exists(), "none of these starts an engine");
}

#[test]
fn switches_may_be_written_as_go_has_them() {
    let env = TestEnv::new();
    assert_eq!(env.run("version --short=true").ok(), "argo: v0.1.0\n");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let env = TestEnv::new();
    let mut command = env.command(["completion", "bash"]);
    command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    let mut child = command.spawn().expect("the program");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("its end");
    assert!(output.status.success());
    assert!(output.stderr.is_empty());
}

#[test]
fn completion_scripts_in_the_repository_are_up_to_date() {
    let env = TestEnv::new();
    for (shell, file) in
        [("bash", "argo.bash"), ("zsh", "_argo"), ("fish", "argo.fish"), ("powershell", "argo.ps1")]
    {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("completions").join(file);
        let made = env.run(&format!("completion {shell}")).ok();
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(made == kept, "run: argo completion {shell} > completions/{file}");
    }
}

#[test]
fn topics_explain_what_belongs_to_no_command() {
    let env = TestEnv::new();
    let environment = env.run("help environment").ok();
    for variable in ["ARGO_NAMESPACE ", "ARGO_LOCAL_HOME ", "ARGO_TOKEN ", "KUBECONFIG "] {
        assert!(environment.contains(variable), "{variable}: {environment}");
    }
    assert!(env.run("help selectors").ok().contains("displayName"));
    assert!(env.run("help local").ok().contains("argo local status"));
    let unknown = env.run("help enviroment");
    assert_eq!(unknown.code, 2);
    assert!(unknown.stderr.contains("did you mean environment?"), "{}", unknown.stderr);
}

#[test]
fn every_command_has_a_manual_page() {
    let env = TestEnv::new();
    let page = env.run("help man cron next").ok();
    assert!(page.contains(".TH argo-cron-next 1") && page.contains("\\-\\-count"), "{page}");
    env.run(&format!("help man --all {}", env.path("man").display())).ok();
    for file in ["argo.1", "argo-submit.1", "argo-cluster-template-create.1"] {
        assert!(env.path("man").join(file).exists(), "{file}");
    }
}

#[test]
fn a_mistyped_workflow_finds_the_one_that_was_meant() {
    let env = TestEnv::new();
    env.run(&format!("submit --wait {} --name hello-world-x7f2p", example("hello-world.yaml"))).ok();
    for command in [
        "get hello-world",
        "get helo-world-x7f2p",
        "why hello-wrold",
        "stop hello-world",
        "graph hello-world",
        "logs hello-world",
        "watch helo-world-x7f2p",
        "wait hello-world",
        "retry hello-world",
        "suspend hello-world",
        "node set helo-world-x7f2p --phase Failed",
    ] {
        let missed = env.run(command);
        assert_eq!(missed.code, 1, "{command}");
        assert!(
            missed.stderr.contains("hint: did you mean hello-world-x7f2p?\n"),
            "{command}: {}",
            missed.stderr
        );
    }
    assert!(!env.run("get something-else").stderr.contains("did you mean"));
    env.run(&format!("template create {}", example("workflow-template.yaml"))).ok();
    for command in ["template get greeting", "submit --from wftmpl/greetngs"] {
        let missed = env.run(command);
        assert_eq!(missed.code, 1, "{command}");
        assert!(missed.stderr.contains("hint: did you mean greetings?\n"), "{command}: {}", missed.stderr);
    }
}

#[test]
fn arguments_without_a_value_are_listed_with_what_they_are_for() {
    let env = TestEnv::new();
    let file = env.file(
        "wants.yaml",
        "apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: it}
spec:
  entrypoint: main
  arguments:
    parameters:
    - {name: message, description: What to say}
    - {name: size, enum: [small, large]}
    - {name: known, value: x}
  templates:
  - {name: main, container: {image: busybox, command: [echo, '{{workflow.parameters.message}}']}}
",
    );
    let refused = env.run(&format!("submit {file}"));
    assert_eq!(refused.code, 1);
    for hint in ["hint: -p message=VALUE: What to say\n", "hint: -p size=VALUE gives it one (small, large)\n"]
    {
        assert!(refused.stderr.contains(hint), "{}", refused.stderr);
    }
    assert!(!refused.stderr.contains("known=VALUE"), "{}", refused.stderr);
}

#[test]
fn requests_are_shown_with_their_times_and_without_secrets() {
    let env = TestEnv::new();
    let listed = env.run("list -v");
    assert!(
        listed.stderr.contains("GET /apis/argoproj.io/v1alpha1/namespaces/default/workflows"),
        "{}",
        listed.stderr
    );
    assert!(listed.stderr.contains(" ms)"), "{}", listed.stderr);
    let secret = "aHVudGVyMg";
    let refused = env.run(&format!("list -v -s localhost:1 --secure=false --token {secret}"));
    assert_ne!(refused.code, 0);
    assert!(refused.stderr.contains("GET http://localhost:1/api/v1/workflows/default"), "{}", refused.stderr);
    assert!(!refused.stderr.contains(secret), "{}", refused.stderr);
}
