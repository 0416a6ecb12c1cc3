//! The live view in a terminal.

use std::io::Read;
use std::process::Stdio;

use expectrl::Session;
use expectrl::process::unix::WaitStatus;

use crate::support::{TestEnv, example};

/// Runs a command line in a terminal of 80 by 24 until it ends; returns what the terminal received, and the exit
/// status.
fn raw_in_terminal(env: &TestEnv, line: &str) -> (Vec<u8>, i32) {
    let mut command = env.command(line.split_whitespace());
    command.env("TERM", "xterm-256color").stdin(Stdio::inherit());
    let mut session = Session::spawn(command).expect("a terminal");
    let mut bytes = Vec::new();
    // The end of a terminal is an error to read on some systems.
    let _ = session.read_to_end(&mut bytes);
    let status = match session.get_process().wait().expect("its end") {
        WaitStatus::Exited(_, code) => code,
        other => panic!("{other:?}"),
    };
    (bytes, status)
}

/// As [`raw_in_terminal`], with what the terminal shows in the end and its scrollback.
fn in_terminal(env: &TestEnv, line: &str) -> (String, i32) {
    let (bytes, status) = raw_in_terminal(env, line);
    let mut parser = vt100::Parser::new(200, 80, 0);
    parser.process(&bytes);
    assert!(!parser.screen().hide_cursor(), "the cursor is back");
    (parser.screen().contents(), status)
}

#[test]
fn the_tree_is_left_behind_when_the_workflow_has_ended() {
    let env = TestEnv::new();
    env.run("local start").ok();
    let (shown, status) = in_terminal(&env, &format!("submit --watch {}", example("steps.yaml")));
    assert_eq!(status, 0, "{shown}");
    assert_eq!(shown.matches("Status:              Succeeded").count(), 1, "{shown}");
    assert_eq!(shown.matches("STEP").count(), 1, "{shown}");
    assert!(shown.contains('✔'), "{shown}");
}

#[test]
fn log_lines_stay_above_the_tree() {
    let env = TestEnv::new();
    env.run("local start").ok();
    let (shown, status) = in_terminal(&env, &format!("submit --watch --log {}", example("hello-world.yaml")));
    assert_eq!(status, 0, "{shown}");
    let log = shown.find(": hello world").expect("the log line");
    let tree = shown.find("STEP").expect("the tree");
    assert!(log < tree, "{shown}");
}

#[test]
fn what_a_step_prints_colours_the_terminal_and_does_not_steer_it() {
    let env = TestEnv::new();
    let text = "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: rude}\nspec:\n  entrypoint: a\n  \
                templates:\n  - name: a\n    container:\n      image: busybox\n      command: [printf]\n      \
                args: ['\\033]0;owned\\007\\033[2J\\033[31mred\\033[0m\\n']\n";
    let file = env.file("rude.yaml", text);
    assert_eq!(env.run(&format!("submit --wait {file}")).code, 0);
    let (bytes, status) = raw_in_terminal(&env, "logs rude");
    let shown = String::from_utf8_lossy(&bytes).into_owned();
    assert_eq!(status, 0, "{shown}");
    assert!(shown.contains("\u{1b}[31mred\u{1b}[0m"), "{shown:?}");
    assert!(!shown.contains("owned") && !shown.contains("\u{1b}[2J"), "{shown:?}");
    // A pipe gets what the container wrote.
    assert!(env.run("logs rude").ok().contains("\u{1b}]0;owned"));
}
