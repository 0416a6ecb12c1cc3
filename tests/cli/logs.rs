//! Logs: which lines, in which form, and that none is lost, doubled or cut whatever happens to connections.

use std::collections::HashMap;
use std::process::{Child, Output, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::faults::{Dice, Faults, WORKFLOW};
use crate::support::{TestEnv, has_namespaces};

fn start(env: &TestEnv, faults: &Faults, line: &str) -> Child {
    let mut command = env.command_within(50, line.split_whitespace());
    command.env("KUBECONFIG", env.file("kubeconfig", &faults.kubeconfig()));
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program")
}

fn ended(child: Child) -> Output {
    let output = child.wait_with_output().expect("its end");
    assert!(output.status.success(), "{:?}: {}", output.status, String::from_utf8_lossy(&output.stderr));
    output
}

/// The lines of each pod, in the order they were printed.
fn by_pod(stdout: &[u8]) -> HashMap<String, Vec<Vec<u8>>> {
    let mut pods: HashMap<String, Vec<Vec<u8>>> = HashMap::new();
    for line in stdout.strip_suffix(b"\n").unwrap_or(stdout).split(|byte| *byte == b'\n') {
        let at = line.windows(2).position(|pair| pair == b": ").expect("a prefix");
        let pod = String::from_utf8_lossy(&line[..at]).into_owned();
        pods.entry(pod).or_default().push(line[at + 2..].to_vec());
    }
    pods
}

/// A line of any kind: short, long, empty, no text at all.
fn any_line(dice: &mut Dice, number: usize) -> Vec<u8> {
    match dice.below(12) {
        0 => Vec::new(),
        1 => vec![b'x'; 40_000],
        2 => vec![0xff, 0x00, 0x1b, b'[', b'2', b'J', 0xc3],
        3 => b"10%\r50%\r100%\r".to_vec(),
        4 => b"2026-01-01T00:00:00Z looks like a time".to_vec(),
        _ => format!("line {number}").into_bytes(),
    }
}

/// Lets pods write while streams are cut, and checks every line that comes out.
fn nothing_is_lost(seed: u64, pods: usize, lines: usize) {
    let faults = Faults::start(seed, 60);
    let env = TestEnv::new();
    let mut dice = Dice::new(seed + 1);
    let names: Vec<String> = (0..pods).map(|number| format!("pod-{number}")).collect();
    // Some are there from the beginning, the others come later.
    let (early, late) = names.split_at(pods * 3 / 5);
    early.iter().for_each(|name| faults.begin(name));
    let child = start(&env, &faults, &format!("logs -f {WORKFLOW} --no-color"));
    let mut written: HashMap<String, Vec<Vec<u8>>> = HashMap::new();
    for round in 0..lines {
        if round == lines * 3 / 8 {
            late.iter().for_each(|name| faults.begin(name));
        }
        let begun = if round < lines * 3 / 8 { early } else { names.as_slice() };
        let name = &begun[dice.below(begun.len() as u64) as usize];
        let line = any_line(&mut dice, round);
        faults.write(name, &line);
        written.entry(name.clone()).or_default().push(line);
        if round % 4 == 0 {
            std::thread::sleep(Duration::from_millis(dice.below(12)));
        }
    }
    names.iter().for_each(|name| faults.end(name));
    faults.end_workflow();
    let output = ended(child);
    let printed = by_pod(&output.stdout);
    for name in &names {
        let was = written.get(name).map_or(&[][..], Vec::as_slice);
        let is = printed.get(name).map_or(&[][..], Vec::as_slice);
        let differs = was.iter().zip(is).position(|(a, b)| a != b);
        assert!(
            was == is,
            "seed {seed}, {name}: {} lines of {}, first difference at {differs:?}",
            is.len(),
            was.len()
        );
    }
    let notes = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!notes.contains("may be missing"), "{notes}");
}

#[test]
fn no_line_is_lost_doubled_or_cut_when_streams_break() {
    for seed in [1, 2, 3] {
        nothing_is_lost(seed, 5, 400);
    }
}

#[test]
fn two_hundred_pods_are_followed_at_once() {
    nothing_is_lost(4, 200, 2000);
}

#[test]
fn logs_that_are_there_are_read_whole_over_streams_that_break() {
    let faults = Faults::start(7, 12);
    let env = TestEnv::new();
    for number in 0..3 {
        faults.begin(&format!("pod-{number}"));
    }
    for round in 0..300 {
        faults.write(&format!("pod-{}", round % 3), format!("line {round}").as_bytes());
    }
    (0..3).for_each(|number| faults.end(&format!("pod-{number}")));
    faults.end_workflow();
    let output = ended(start(&env, &faults, &format!("logs {WORKFLOW} --no-color --prefix none -f")));
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let expected: Vec<String> = (0..300).map(|round| format!("line {round}")).collect();
    let mut lines: Vec<&str> = text.lines().collect();
    // Lines of the same time may come in any order of their pods.
    lines.sort_by_key(|line| line.trim_start_matches("line ").parse::<u32>().unwrap_or(u32::MAX));
    assert_eq!(lines, expected);
}

#[test]
fn a_pod_that_takes_the_place_of_another_is_read_from_its_beginning() {
    let faults = Faults::start(11, 0);
    let env = TestEnv::new();
    let child = start(&env, &faults, &format!("logs -f {WORKFLOW} --no-color --prefix step"));
    for attempt in 0..3 {
        faults.begin("again");
        for line in 0..20 {
            faults.write("again", format!("{attempt}.{line}").as_bytes());
        }
        faults.end("again");
        // What a pod wrote can be read as long as it is there.
        std::thread::sleep(Duration::from_millis(1500));
    }
    faults.end_workflow();
    let printed = by_pod(&ended(child).stdout);
    let lines: Vec<String> =
        printed["step-again"].iter().map(|line| String::from_utf8_lossy(line).into_owned()).collect();
    let expected: Vec<String> =
        (0..3).flat_map(|attempt| (0..20).map(move |line| format!("{attempt}.{line}"))).collect();
    assert_eq!(lines, expected);
}

#[test]
fn lines_that_the_server_has_dropped_are_marked() {
    let faults = Faults::start(13, 0);
    let env = TestEnv::new();
    faults.begin("pod");
    faults.write("pod", b"first");
    let child = start(&env, &faults, &format!("logs -f {WORKFLOW} --no-color"));
    std::thread::sleep(Duration::from_millis(1500));
    (0..100).for_each(|line| faults.write("pod", format!("line {line}").as_bytes()));
    faults.rotate("pod", 2);
    std::thread::sleep(Duration::from_millis(500));
    faults.end("pod");
    faults.end_workflow();
    let output = ended(child);
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(stdout.starts_with("pod: first\n") && stdout.ends_with("pod: line 99\n"), "{stdout}");
    let whole = stdout.lines().count() == 101;
    assert_ne!(whole, stderr.contains("lines of pod may be missing"), "{stdout}\n{stderr}");
}

#[test]
fn waiting_outlives_watches_that_break() {
    let faults = Faults::start(17, 40);
    let env = TestEnv::new();
    let child = start(&env, &faults, &format!("watch {WORKFLOW} -o json"));
    while faults.cuts_left() > 25 {
        faults.begin("pod");
        std::thread::sleep(Duration::from_millis(20));
    }
    faults.end_workflow();
    let output = ended(child);
    let events: Vec<Value> = String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let phases: Vec<&str> = events.iter().filter_map(|event| event["phase"].as_str()).collect();
    assert_eq!(phases, ["Running", "Succeeded"]);
}

const STEPS: &str = "apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: several}
spec:
  entrypoint: main
  templates:
  - name: main
    dag:
      tasks:
      - {name: build, template: say, arguments: {parameters: [{name: word, value: '{{item}}'}]}, withItems: [one, two]}
      - {name: test, depends: build, template: fail}
  - name: say
    inputs: {parameters: [{name: word}]}
    container: {image: busybox, command: [sh, -c], args: ['echo {{inputs.parameters.word}} is built; echo note']}
  - name: fail
    container: {image: busybox, command: [sh, -c], args: ['echo it breaks; exit 3']}
";

#[test]
fn logs_are_chosen_by_step_and_printed_in_the_form_that_is_asked_for() {
    if !has_namespaces() {
        return;
    }
    let env = TestEnv::new();
    let file = env.file("several.yaml", STEPS);
    assert_eq!(env.run(&format!("submit --wait {file}")).code, 3);
    let sorted = |line: &str| {
        let mut lines: Vec<String> = env.run(line).ok().lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    let built = [
        "build(0:one): note",
        "build(0:one): one is built",
        "build(1:two): note",
        "build(1:two): two is built",
    ];
    assert_eq!(sorted("logs several build --prefix step"), built);
    assert_eq!(sorted("logs several build(1:two) test --prefix none"), ["it breaks", "note", "two is built"]);
    assert_eq!(env.run("logs several --failed --prefix step").ok(), "test: it breaks\n");
    assert_eq!(
        env.run("logs several --node-field-selector templateName=fail --prefix none").ok(),
        "it breaks\n"
    );
    assert_eq!(
        sorted("logs several --prefix none --grep note --invert-match"),
        ["it breaks", "one is built", "two is built"]
    );
    let line: Value = serde_json::from_str(env.run("logs several test -o json").ok().trim()).expect("JSON");
    assert_eq!((&line["step"], &line["text"]), (&Value::from("test"), &Value::from("it breaks")));
    let unknown = env.run("logs several tset");
    assert_eq!((unknown.code, unknown.stdout.as_str()), (0, ""));
    assert!(unknown.stderr.contains("did you mean test?"), "{}", unknown.stderr);
    assert_eq!(env.run("logs several test -f --prefix none").ok(), "it breaks\n");
}

#[test]
fn following_a_step_ends_with_the_step() {
    if !has_namespaces() {
        return;
    }
    let env = TestEnv::new();
    let text = STEPS.replace("name: fail\n", "name: fail\n    suspend: {}\n  - name: unused\n");
    let file = env.file("several.yaml", &text);
    env.run(&format!("submit {file}")).ok();
    let printed = env.run("logs several build -f --prefix none").ok();
    assert_eq!(printed.lines().count(), 4, "{printed}");
    let over = env.run("logs several -f --timeout 1s --prefix none");
    assert_eq!(over.code, 5, "{}", over.stderr);
    assert!(over.stderr.contains("come back with: argo logs -f several --since-time"), "{}", over.stderr);
    assert_eq!(env.run("wait several --timeout 100ms").code, 5);
    assert_eq!(env.run("watch several --timeout 100ms").code, 5);
}

#[test]
fn a_line_of_ten_megabytes_and_bytes_that_are_no_text_come_out_as_they_went_in() {
    if !has_namespaces() {
        return;
    }
    let env = TestEnv::new();
    let script =
        "head -c 10000000 /dev/zero | tr '\\\\0' x; echo; printf '\\\\377\\\\000\\\\033[2J\\\\n'; echo end";
    let text = format!(
        "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {{name: large}}\nspec:\n  entrypoint: a\n  \
         templates:\n  - name: a\n    container: {{image: busybox, command: [sh, -c], args: [\"{script}\"]}}\n"
    );
    let file = env.file("large.yaml", &text);
    env.run(&format!("submit --wait {file}")).ok();
    let output = env.command_within(60, ["logs", "large", "--prefix", "none"]).output().expect("the program");
    let lines: Vec<&[u8]> = output.stdout.split(|byte| *byte == b'\n').collect();
    assert_eq!(lines.len(), 4, "{}", String::from_utf8_lossy(&output.stderr));
    assert!(lines[0].len() == 10_000_000 && lines[0].iter().all(|byte| *byte == b'x'));
    assert_eq!(lines[1..], [&b"\xff\x00\x1b[2J"[..], b"end", b""]);
}
