//! Commands that touch nothing, and command lines that make no sense.

use crate::support::TestEnv;

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
