//! `argo why`: what failed first, or what a workflow waits for.

use crate::support::{TestEnv, example};

const FAILS: &str = "apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: it}
spec:
  entrypoint: main
  onExit: bye
  templates:
  - name: main
    dag:
      tasks:
      - {name: fine, template: say}
      - {name: not-today, template: say, when: \"monday == friday\"}
      - {name: breaks, template: breaks, depends: fine}
      - {name: after, template: say, depends: breaks}
  - {name: say, container: {image: busybox, command: [echo, hello]}}
  - {name: bye, container: {image: busybox, command: [sh, -c, exit 9]}}
  - name: breaks
    retryStrategy: {limit: 1}
    container: {image: busybox, command: [sh, -c, 'echo one; echo two; exit 7']}
";

#[test]
fn a_failure_is_traced_to_the_step_that_failed_first() {
    let env = TestEnv::new();
    assert_ne!(env.run(&format!("submit --wait {}", env.file("fails.yaml", FAILS))).code, 0);
    let said = env.run("why it").ok();
    assert!(said.starts_with("it failed because breaks(1) did\n"), "{said}");
    for line in [
        "  step               it → breaks(1)\n",
        "  exit code          7\n",
        "  attempts           2, all of them failed\n",
        "  skipped            not-today: when 'monday == friday' evaluated false\n",
        "The end of its log:\n  one\n  two\n",
        "  argo retry it\n",
    ] {
        assert!(said.contains(line), "{line}{said}");
    }
    assert!(said.contains("  a retry runs       breaks"), "{said}");
}

#[test]
fn a_workflow_that_goes_on_says_what_it_waits_for() {
    let env = TestEnv::new();
    env.run(&format!("submit {} --name waits", example("suspend.yaml"))).ok();
    let mut looks = std::iter::repeat_with(|| env.run("why waits").ok()).take(1000);
    let said =
        looks.find(|said| said.contains("waits for somebody")).expect("it comes to the step that waits");
    assert!(said.contains("  argo resume waits --node-field-selector displayName="), "{said}");
    let machine: serde_json::Value = serde_json::from_str(&env.run("why -o json waits").ok()).expect("JSON");
    assert_eq!(machine["phase"], "Running");
    assert!(machine["next"].as_array().is_some_and(|next| !next.is_empty()), "{machine}");
    let missing = env.run("why nothing");
    assert_eq!(missing.code, 1);
    env.run("terminate waits").ok();
}

#[test]
fn a_success_is_one_too() {
    let env = TestEnv::new();
    env.run(&format!("submit --wait {}", example("hello-world.yaml"))).ok();
    assert!(env.run("why").ok().contains(" succeeded\n"));
}

#[test]
fn a_lock_that_is_waited_for_is_named_with_who_may_have_it() {
    let env = TestEnv::new();
    let locked = |name: &str| {
        format!(
            "apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {{name: {name}}}
spec:
  entrypoint: main
  synchronization: {{mutexes: [{{name: door}}]}}
  templates: [{{name: main, suspend: {{}}}}]
"
        )
    };
    env.run(&format!("submit {}", env.file("first.yaml", &locked("first")))).ok();
    let mut looks = std::iter::repeat_with(|| env.run("why first").ok()).take(1000);
    assert!(looks.any(|said| said.contains("waits for somebody")), "the first one has the lock");
    env.run(&format!("submit {}", env.file("second.yaml", &locked("second")))).ok();
    let mut looks = std::iter::repeat_with(|| env.run("why second").ok()).take(1000);
    let said = looks.find(|said| said.contains("waits for a lock")).expect("it waits");
    assert!(said.contains("default/Mutex/door") && said.contains("first"), "{said}");
    env.run("terminate first second").ok();
}

#[test]
fn a_condition_is_shown_as_written_and_with_its_values() {
    let env = TestEnv::new();
    let text = "apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: it}
spec:
  entrypoint: main
  arguments: {parameters: [{name: day, value: monday}]}
  templates:
  - name: main
    steps:
    - - {name: party, template: say, when: '{{workflow.parameters.day}} == friday'}
  - {name: say, container: {image: busybox, command: [echo, hello]}}
";
    env.run(&format!("submit --wait {}", env.file("when.yaml", text))).ok();
    let said = env.run("why it").ok();
    let wanted =
        "party: when 'monday == friday' evaluated false (written: {{workflow.parameters.day}} == friday)";
    assert!(said.contains(wanted), "{said}");
}
