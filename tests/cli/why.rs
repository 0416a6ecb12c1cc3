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
