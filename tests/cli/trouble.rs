//! What can be wrong with a machine: one clear error each, with a way on, and nothing lost.

use std::process::{Command, Stdio};

use crate::support::{Ran, TestEnv, example, has_namespaces, skipped};

/// A workflow of one step.
fn workflow(env: &TestEnv, name: &str, command: &str) -> String {
    let text = format!(
        "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {{name: {name}}}\nspec:\n  entrypoint: a\n  \
         templates:\n  - name: a\n    container: {{image: busybox, command: {command}}}\n"
    );
    env.file(&format!("{name}.yaml"), &text)
}

/// Runs a script of the shell as root of a user namespace of its own, in which it may mount and set limits; `None`
/// where the machine does not let it. `$ARGO` is the program.
fn as_root(env: &TestEnv, script: &str) -> Option<Ran> {
    let unshare = ["60", "unshare", "--user", "--map-root-user", "--mount"];
    let tried = Command::new("timeout").args(unshare).arg("true").stderr(Stdio::null()).status();
    if !tried.is_ok_and(|status| status.success()) || !has_namespaces() {
        skipped("this machine gives no user and mount namespaces");
        return None;
    }
    let command = env.command([""; 0]);
    let mut outer = Command::new("timeout");
    outer.args(unshare).args(["sh", "-euc", script]).env_clear().current_dir(env.path(""));
    outer.envs(command.get_envs().filter_map(|(key, value)| Some((key, value?))));
    outer.env("ARGO", command.get_program()).stdin(Stdio::null());
    let output = outer.output().expect("a shell");
    Some(Ran {
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        code: output.status.code().unwrap_or(-1),
    })
}

#[test]
fn a_command_that_is_not_on_this_machine_is_named() {
    if !has_namespaces() {
        return;
    }
    let env = TestEnv::new();
    let ran = env.run(&format!("submit --wait {}", workflow(&env, "gone", "[no-such-program]")));
    assert!(matches!(ran.code, 3 | 4), "{}", ran.all());
    let why = "exec: \"no-such-program\": executable file not found in $PATH";
    for command in ["logs gone", "why gone"] {
        let told = env.run(command).ok();
        assert!(told.contains(why), "{command}: {told}");
    }
}

#[test]
fn a_machine_without_namespaces_is_told_what_to_do() {
    let env = TestEnv::new();
    let file = workflow(&env, "plain", "[echo, hello]");
    // The limits are those of the new user namespace alone.
    let script = format!(
        "echo 0 > /proc/sys/user/max_user_namespaces; echo 0 > /proc/sys/user/max_pid_namespaces
         $ARGO submit --wait {file} || echo \"exit $?\"; $ARGO get plain; $ARGO local stop; $ARGO delete plain
         $ARGO local stop; $ARGO submit --sandbox=off --wait {file}; $ARGO logs plain; $ARGO local stop"
    );
    let Some(ran) = as_root(&env, &script) else { return };
    assert_eq!(ran.code, 0, "{}", ran.all());
    assert!(ran.stdout.contains("exit 4"), "{}", ran.all());
    for part in ["steps run in namespaces of their own, which this machine does not give", "--sandbox=off"] {
        assert!(ran.stdout.contains(part), "{}", ran.all());
    }
    assert!(ran.stdout.contains("plain: hello"), "{}", ran.all());
}

#[test]
fn a_full_disk_is_named_and_nothing_is_lost() {
    let env = TestEnv::new();
    let (one, two) = (workflow(&env, "one", "[echo, kept]"), workflow(&env, "two", "[echo, later]"));
    let slow = workflow(&env, "slow", "[sh, -c, 'echo begun; sleep 1; echo over']");
    let script = format!(
        "mkdir disk; mount -t tmpfs -o size=4m tmpfs disk; export ARGO_LOCAL_HOME=$PWD/disk/state
         $ARGO submit --wait {one}; $ARGO submit {slow}
         until $ARGO logs slow | grep -q begun; do :; done
         head -c 8m /dev/zero > disk/fill 2>/dev/null || true
         if $ARGO submit {two} 2>&1; then echo WRONG; fi; if $ARGO submit {two} 2>&1; then echo WRONG; fi
         until [ \"$(ls disk/state/pods/*/*/main.exit | wc -l)\" = 2 ]; do :; done
         rm disk/fill; $ARGO wait slow; $ARGO submit --wait {two}; $ARGO list -o name
         $ARGO logs one; $ARGO logs two; $ARGO local stop"
    );
    let Some(ran) = as_root(&env, &script) else { return };
    assert_eq!(ran.code, 0, "{}", ran.all());
    assert!(!ran.stdout.contains("WRONG"), "{}", ran.all());
    assert!(ran.stdout.contains("no space left") || ran.stdout.contains("disk may be full"), "{}", ran.all());
    for line in ["one\n", "two\n", "slow Succeeded at ", "one: kept\n", "two: later\n"] {
        assert!(ran.stdout.contains(line), "{line}{}", ran.all());
    }
}

#[test]
fn the_state_of_a_newer_version_is_left_alone() {
    let env = TestEnv::new();
    env.run("list").ok();
    env.run("local stop").ok();
    let place = env.path("state").join("argo.db");
    let database = rusqlite::Connection::open(&place).expect("a database");
    database.pragma_update(None, "user_version", 99).expect("another version");
    database.close().expect("its end");
    let file = std::fs::read(&place).expect("a database");
    let ran = env.run("list");
    assert_eq!(ran.code, 1, "{}", ran.all());
    assert!(ran.stderr.contains("has schema version 99"), "{}", ran.all());
    assert!(ran.stderr.contains("use a newer argo"), "{}", ran.all());
    assert_eq!(std::fs::read(&place).expect("a database"), file);
}

#[test]
fn a_second_engine_is_refused_and_the_first_goes_on() {
    let env = TestEnv::new();
    env.run("local start").ok();
    let status: serde_json::Value =
        serde_json::from_str(&env.run("local status -o json").ok()).expect("JSON");
    let ran = env.run("local serve");
    assert_eq!(ran.code, 1, "{}", ran.all());
    assert!(ran.stderr.contains(&format!("process {} has it already", status["pid"])), "{}", ran.all());
    assert!(ran.stderr.contains("argo local stop"), "{}", ran.all());
    let after: serde_json::Value = serde_json::from_str(&env.run("local status -o json").ok()).expect("JSON");
    assert_eq!(after["pid"], status["pid"]);
}

#[test]
fn a_hundred_workflows_submitted_at_once_all_succeed_and_keep_their_logs() {
    if !has_namespaces() {
        return;
    }
    let env = TestEnv::new();
    let files: Vec<String> =
        (0..50).map(|n| workflow(&env, &format!("file-{n}"), &format!("[echo, said {n}]"))).collect();
    let each: Vec<_> = (50..100)
        .map(|n| {
            let file = workflow(&env, &format!("file-{n}"), &format!("[echo, said {n}]"));
            let mut command = env.command_within(120, ["submit", "--wait", file.as_str()]);
            command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program")
        })
        .collect();
    let all = ["submit", "--wait"].into_iter().chain(files.iter().map(String::as_str));
    let together = env.command_within(120, all).output().expect("the program");
    assert_eq!(together.status.code(), Some(0), "{}", String::from_utf8_lossy(&together.stderr));
    for mut child in each {
        assert_eq!(child.wait().expect("its end").code(), Some(0));
    }
    assert_eq!(env.run("list --status Succeeded -o name").ok().lines().count(), 100);
    for n in [0, 17, 49, 50, 73, 99] {
        assert_eq!(env.run(&format!("logs file-{n}")).ok(), format!("file-{n}: said {n}\n"));
    }
}

#[test]
fn ten_steps_finish_though_their_engine_is_killed_in_the_middle() {
    if !has_namespaces() {
        return;
    }
    let env = TestEnv::new();
    let name = env.run(&format!("submit -o name {}", example("ten-steps.yaml"))).ok().trim().to_owned();
    let mut follow = env.command_within(60, ["logs", "-f", name.as_str()]);
    let mut follow = follow.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program");
    let lines = std::io::BufRead::lines(std::io::BufReader::new(follow.stdout.take().expect("its output")));
    for line in lines.map_while(Result::ok) {
        if line.ends_with("step 4 of 10") {
            env.kill_engine();
        }
    }
    follow.wait().expect("its end");
    assert!(env.run(&format!("wait {name}")).ok().contains(" Succeeded at "));
    let log = env.run(&format!("logs {name} --no-color")).ok();
    let said: Vec<&str> =
        log.lines().filter_map(|line| line.split_once(": ")).map(|(_, text)| text).collect();
    let steps: Vec<String> = (1..=10).map(|n| format!("step {n} of 10")).collect();
    assert_eq!(said, steps);
}
