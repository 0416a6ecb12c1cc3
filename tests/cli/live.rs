//! The live view in a terminal.

use std::io::Read;
use std::process::Stdio;

use expectrl::Session;
use expectrl::process::unix::WaitStatus;

use crate::support::{TestEnv, example, has_namespaces};
use crate::terminal::Terminal;

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

/// A workflow with many quick steps, one that fails, and one that waits until somebody resumes it.
fn held(env: &TestEnv, width: usize) -> String {
    let text = format!(
        "apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {{name: held}}
spec:
  entrypoint: main
  templates:
  - name: main
    dag:
      tasks:
      - {{name: quick, template: quick, withSequence: {{count: '{width}'}}}}
      - {{name: bad, template: bad}}
      - {{name: pause, template: pause}}
      - {{name: late, template: quick, depends: pause}}
  - name: quick
    container: {{image: busybox, command: ['true']}}
  - name: bad
    container: {{image: busybox, command: [sh, -c], args: ['echo it went wrong; exit 7']}}
  - name: pause
    suspend: {{}}
"
    );
    env.file("held.yaml", &text)
}

#[test]
fn one_moves_folds_filters_and_reads_logs_by_keys() {
    if !has_namespaces() {
        return;
    }
    let env = TestEnv::new();
    env.run("local start").ok();
    let mut terminal = Terminal::open(&env, &format!("submit --watch {}", held(&env, 30)), (60, 16));
    terminal
        .until("count of what is done", |screen| screen.contains("succeeded") && screen.contains("✖ bad"));
    assert!(terminal.screen().lines().count() <= 16, "{}", terminal.screen());
    // The log of what failed, below the tree.
    terminal.keys("l");
    terminal
        .until("log", |screen| screen.contains("── log of bad (ended)") && screen.contains("it went wrong"));
    terminal.keys("l");
    terminal.until("tree alone", |screen| !screen.contains("log of bad"));
    // A filter.
    terminal.keys("/quick(7");
    terminal.until("filtered tree", |screen| screen.contains("/quick(7_") && !screen.contains("bad"));
    terminal.keys("\r\x1b");
    terminal.until("whole tree", |screen| screen.contains("✖ bad"));
    // What was left out is unfolded, and the selected line stays in sight.
    terminal.keys("G\r");
    terminal.until("unfolded tree", |screen| screen.contains("quick(2:2)") && !screen.contains(" succeeded"));
    terminal.keys("G");
    terminal.until("its end", |screen| screen.contains("quick(29:29)"));
    terminal.keys("g\r");
    terminal.until("folded tree", |screen| screen.contains("▸") && !screen.contains("quick("));
    // Stopping is asked for.
    terminal.keys("x");
    terminal.until("question", |screen| screen.contains("Stop held?"));
    terminal.keys("n");
    terminal.until("keys", |screen| screen.contains("q leave"));
    // What waits goes on, and the workflow ends.
    terminal.keys("s");
    let (shown, status) = terminal.end();
    assert_eq!(status, 3, "{shown}");
}

#[test]
fn the_view_fits_whatever_size_the_window_gets() {
    if !has_namespaces() {
        return;
    }
    let env = TestEnv::new();
    env.run("local start").ok();
    let mut terminal = Terminal::open(&env, &format!("submit --watch {}", held(&env, 25)), (100, 40));
    let is_whole = |screen: &str| screen.contains("✖ bad") && screen.matches("held  Running").count() == 1;
    terminal.until("tree", |screen| is_whole(screen) && screen.contains("quick(24:24)"));
    for (columns, rows) in [(40, 10), (120, 12), (50, 30), (40, 10)] {
        terminal.resize(columns, rows);
        terminal.until("tree that fits", |screen| {
            let fits = screen.lines().all(|line| line.chars().count() <= usize::from(columns));
            fits && is_whole(screen) && screen.contains("q leave")
        });
    }
    terminal.keys("q");
    let (shown, status) = terminal.end();
    assert_eq!(status, 130, "{shown}");
    assert!(shown.replace('\n', "").contains("come back with: argo watch held"), "{shown}");
    env.run("terminate held").ok();
}

#[test]
fn a_terminal_that_nobody_gave_a_size_has_the_usual_one() {
    if !has_namespaces() {
        return;
    }
    let env = TestEnv::new();
    env.run("local start").ok();
    let mut terminal = Terminal::open(&env, &format!("submit --watch {}", held(&env, 5)), (0, 0));
    terminal.until("tree of whole lines", |screen| screen.contains("✖ bad") && screen.contains("q leave"));
    terminal.keys("q");
    let (shown, status) = terminal.end();
    assert_eq!(status, 130, "{shown}");
    env.run("terminate held").ok();
}

#[test]
fn a_slow_terminal_gets_the_same_in_the_end() {
    if !has_namespaces() {
        return;
    }
    let env = TestEnv::new();
    env.run("local start").ok();
    let mut terminal =
        Terminal::open(&env, &format!("submit --watch --log {}", example("steps.yaml")), (80, 60)).slow();
    let (shown, status) = terminal.end();
    assert_eq!(status, 0, "{shown}");
    assert_eq!(shown.matches("Status:              Succeeded").count(), 1, "{shown}");
    assert!(!shown.contains("q leave"), "{shown}");
}

#[test]
fn only_lines_that_changed_are_written() {
    if !has_namespaces() {
        return;
    }
    let env = TestEnv::new();
    env.run("local start").ok();
    let mut terminal = Terminal::open(&env, &format!("submit --watch {}", held(&env, 5)), (80, 30));
    terminal.until("tree", |screen| screen.contains("✖ bad") && screen.contains("waits for argo resume"));
    // Until only the durations move on.
    terminal.until("quiet", |screen| screen.contains("2s  waits for argo resume"));
    let before = terminal.raw.len();
    terminal.until("another second", |screen| screen.contains("4s  waits for argo resume"));
    let written = String::from_utf8_lossy(&terminal.raw[before..]).into_owned();
    assert!(!written.contains("bad") && !written.contains("quick"), "{written:?}");
    assert!(!written.contains("\u{1b}[2J") && !written.contains("\u{1b}[J"), "{written:?}");
    terminal.keys("q");
    terminal.end();
    env.run("terminate held").ok();
}

#[test]
fn ctrl_c_stops_what_only_runs_here_and_exit_handlers_run() {
    if !has_namespaces() {
        return;
    }
    let env = TestEnv::new();
    let text = "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: long}\nspec:\n  entrypoint: a\n  \
                onExit: b\n  templates:\n  - name: a\n    container: {image: busybox, command: [sleep, '1000']}\n  \
                - name: b\n    container: {image: busybox, command: [echo, cleaned up]}\n";
    let file = env.file("long.yaml", text);
    let mut terminal = Terminal::open(&env, &format!("run --log {file}"), (80, 50));
    terminal.until("running step", |screen| screen.contains("● long"));
    terminal.keys("\x03");
    let (shown, status) = terminal.end();
    assert_eq!(status, 130, "{shown}");
    assert!(shown.contains(": cleaned up"), "{shown}");
    let mut terminal = Terminal::open(&env, &format!("run {file}"), (80, 24));
    terminal.until("running step", |screen| screen.contains("● long"));
    terminal.keys("\x03\x03");
    let (shown, status) = terminal.end();
    assert_eq!(status, 130, "{shown}");
}
