//! Engines and steps that are to end, whatever becomes of the other.

use std::path::{Path, PathBuf};

use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::process::{Pid, PidfdFlags};

use crate::support::{TestEnv, has_namespaces};

/// The longest that a test waits for an end.
const PATIENCE: Timespec = Timespec { tv_sec: 60, tv_nsec: 0 };

/// A process, held so that its number means no other.
struct Process(std::os::fd::OwnedFd);

impl Process {
    fn of(pid: &str) -> Self {
        let pid = Pid::from_raw(pid.parse().expect("a number")).expect("a process id");
        Self(rustix::process::pidfd_open(pid, PidfdFlags::empty()).expect("a process"))
    }

    fn must_end(&self, what: &str) {
        let mut watched = [PollFd::new(&self.0, PollFlags::IN)];
        assert_eq!(rustix::event::poll(&mut watched, Some(&PATIENCE)), Ok(1), "{what} did not end");
    }
}

/// Submits a step that takes ten minutes, and returns when it runs: the file in which its shim noted itself.
fn long_step(env: &TestEnv) -> PathBuf {
    let text = "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: long}\nspec:\n  entrypoint: a\n  \
                templates:\n  - name: a\n    container: {image: busybox, command: [sh, -c, 'echo begun; sleep 600']}\n";
    let file = env.file("long.yaml", text);
    env.run(&format!("submit {file}")).ok();
    let mut follow = env.command_within(60, ["logs", "-f", "long"]);
    let follow = follow.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::null());
    let mut follow = follow.spawn().expect("the program");
    let mut line = String::new();
    let mut lines = std::io::BufReader::new(follow.stdout.take().expect("its output"));
    std::io::BufRead::read_line(&mut lines, &mut line).expect("a line");
    assert!(line.ends_with("begun\n"), "{line}");
    // `timeout` passes it on to the program.
    let pid = Pid::from_raw(follow.id().cast_signed()).expect("a process id");
    rustix::process::kill_process(pid, rustix::process::Signal::TERM).expect("a signal");
    follow.wait().expect("its end");
    let only = |folder: &Path| {
        let mut entries = std::fs::read_dir(folder).expect("a folder");
        entries.next().expect("an entry").expect("an entry").path()
    };
    only(&only(&env.path("state").join("pods"))).join("main.pid")
}

fn shim(note: &Path) -> Process {
    let text = std::fs::read_link(note).expect("a note");
    let text = text.to_str().expect("text");
    Process::of(text.split_once(' ').expect("two numbers").0)
}

#[test]
fn an_engine_that_has_taken_over_a_running_step_ends_when_it_is_told_to() {
    if !has_namespaces() {
        return;
    }
    let env = TestEnv::new();
    let note = long_step(&env);
    env.kill_engine();
    env.run("list").ok();
    let engine = Process::of(&env.engine_pid());
    assert_eq!(env.run("local stop").ok(), "engine stopped\n");
    engine.must_end("the engine");
    // The step goes on, and the next engine can end it.
    let step = shim(&note);
    env.run("terminate long").ok();
    step.must_end("the step");
}

#[test]
fn an_engine_that_does_not_answer_is_killed() {
    let env = TestEnv::new();
    env.run("list").ok();
    let pid = env.engine_pid();
    let engine = Process::of(&pid);
    let stopped = std::process::Command::new("kill").args(["-STOP", &pid]).status();
    assert!(stopped.is_ok_and(|status| status.success()));
    assert_eq!(env.run("local stop").ok(), "engine stopped\n");
    engine.must_end("the engine");
    assert_eq!(env.run("list").ok(), "No workflows found\n");
}

#[test]
fn the_engine_and_its_steps_end_when_the_state_directory_is_removed() {
    if !has_namespaces() {
        return;
    }
    let env = TestEnv::new();
    let step = shim(&long_step(&env));
    let engine = Process::of(&env.engine_pid());
    // What runs may still be writing there.
    while std::fs::remove_dir_all(env.path("state")).is_err() {}
    engine.must_end("the engine");
    step.must_end("the step");
}

#[test]
fn steps_start_also_when_the_process_that_forks_them_was_killed() {
    let env = TestEnv::new();
    let text = "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {generateName: short-}\nspec:\n  entrypoint: a\n  \
                templates:\n  - name: a\n    container: {image: busybox, command: [echo, done]}\n";
    let file = env.file("short.yaml", text);
    let submit = format!("submit --wait {}{file}", if has_namespaces() { "" } else { "--sandbox=off " });
    env.run(&submit).ok();
    let status: serde_json::Value =
        serde_json::from_str(&env.run("local status -o json").ok()).expect("JSON");
    let engine = status["pid"].to_string();
    let killed =
        std::process::Command::new("pkill").args(["-KILL", "-P", &engine, "-f", "__nursery"]).status();
    assert!(killed.expect("pkill").success(), "there was no such process");
    env.run(&submit).ok();
}
