//! Completion as shells ask for it: live names, nothing on standard error, no engine started.

use crate::support::{Ran, TestEnv, example};

/// What bash would be offered at the last word.
fn offered(env: &TestEnv, words: &[&str]) -> Ran {
    let mut command = env.command(["--", "argo"].iter().chain(words));
    command.env("ARGO_COMPLETE", "bash").env("_CLAP_COMPLETE_INDEX", words.len().to_string());
    command.env("_CLAP_COMPLETE_COMP_TYPE", "9").env("_CLAP_COMPLETE_SPACE", "false").env("_CLAP_IFS", "\n");
    let output = command.output().expect("the program");
    Ran {
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        code: output.status.code().unwrap_or(-1),
    }
}

fn names(env: &TestEnv, words: &[&str]) -> Vec<String> {
    let ran = offered(env, words);
    assert_eq!((ran.stderr.as_str(), ran.code), ("", 0));
    ran.stdout.lines().map(str::to_owned).collect()
}

#[test]
fn commands_and_flags_are_completed_without_an_engine() {
    let env = TestEnv::new();
    assert_eq!(names(&env, &["resub"]), ["resubmit"]);
    assert!(names(&env, &["get", "--no-u"]).contains(&"--no-utf8".to_owned()));
    // Where nothing runs only flags can be offered.
    assert!(names(&env, &["get", ""]).iter().all(|name| name.starts_with('-')));
    assert!(!env.path("state").exists(), "no engine was started");
}

#[test]
fn names_of_what_is_there_are_completed() {
    let env = TestEnv::new();
    env.run(&format!("template create {}", example("workflow-template.yaml"))).ok();
    env.run(&format!("submit --wait {} --name first-one", example("steps.yaml"))).ok();
    // A slow machine may take longer than a moment; the names are there the next time.
    let eventually = |words: &[&str], wanted: &str| {
        let mut tries = std::iter::repeat_with(|| names(&env, words)).take(200);
        assert!(tries.any(|names| names.iter().any(|name| name == wanted)), "{words:?}: {wanted}");
    };
    eventually(&["get", "fir"], "first-one");
    eventually(&["retry", ""], "@latest");
    eventually(&["get", "first-one", "--node-field-selector", "displayName=fe"], "displayName=fetch");
    eventually(&["-n", "def"], "default");
    let template = env.run("template list -o name").ok();
    let template = template.lines().next().expect("a template");
    eventually(&["template", "get", ""], template);
    eventually(&["submit", "--from", "workflowtemplate/"], &format!("workflowtemplate/{template}"));
    eventually(&["submit", &example("parameters.yaml"), "-p", ""], "greeting=");
}

#[test]
fn contexts_come_from_the_kubeconfig() {
    let env = TestEnv::new();
    let config = "apiVersion: v1\nkind: Config\ncontexts:\n- {name: work, context: {cluster: a, user: b}}\n- {name: play, context: {cluster: a, user: b}}\n";
    env.file(".kube/config", config);
    assert_eq!(names(&env, &["list", "--context", "w"]), ["work"]);
    // A cluster that is not there is no reason to say anything.
    assert!(names(&env, &["get", "x"]).is_empty());
}
