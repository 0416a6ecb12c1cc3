//! The recorded session of Argo's own command line, played again: each command of ours meets the answers that the
//! real API server gave, and must print and exit as Argo's did. Where we choose to differ, the list says why.

#[path = "replay/differences.rs"]
mod differences;
#[path = "replay/normal.rs"]
mod normal;
#[path = "replay/server.rs"]
mod server;
#[allow(dead_code, reason = "shared with tests that need more of it")]
mod support;

use std::path::PathBuf;
use std::sync::Mutex;

use serde_json::Value;

use differences::{EXIT_STATUS, STDOUT};
use server::Server;
use support::TestEnv;

/// How many of the recorded commands print and exit as recorded; raised with every commit that makes more do so.
const MUST_AGREE: usize = 197;

/// One recorded command.
struct Recorded {
    name: String,
    number: u32,
    record: Value,
}

/// What became of a command.
struct Verdict {
    name: String,
    number: u32,
    problems: Vec<String>,
}

fn folder() -> PathBuf {
    let given = std::env::var_os("ARGO_RECORDED").map(PathBuf::from);
    let usual = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/conformance/recorded");
    given.unwrap_or_else(usual)
}

fn recorded() -> Vec<Recorded> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder().join("cluster")).expect("the recorded session").flatten() {
        let name = entry.file_name().to_string_lossy().trim_end_matches(".json").to_owned();
        let text = std::fs::read_to_string(entry.path()).expect("a record");
        let number = name.split('-').next().and_then(|n| n.parse().ok()).unwrap_or_default();
        found.push(Recorded { name, number, record: serde_json::from_str(&text).expect("JSON") });
    }
    found.sort_by_key(|recorded| recorded.number);
    found
}

/// Runs one command; `later` are the exchanges of the commands after it, which tell what it waited for.
fn replay(recorded: &Recorded, later: &[Value]) -> Verdict {
    let record = &recorded.record;
    let exchanges = record["exchanges"].as_array().cloned().unwrap_or_default();
    let server = Server::start(exchanges, later.to_vec());
    let env = TestEnv::new();
    let argv = record["argv"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let mut command = env.command_within(10, argv);
    command.env("ARGO_NAMESPACE", "argo").env("COLUMNS", "200");
    command.env("KUBECONFIG", env.file("kubeconfig", &server.kubeconfig()));
    command.current_dir(folder().join("files"));
    let output = command.output().expect("the program");
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();

    let mut problems = Vec::new();
    let (mut ours, mut theirs) =
        (normal::text(&stdout), normal::text(record["stdout"].as_str().unwrap_or_default()));
    // Where times are equal, Go's sort leaves the order open.
    if ["list", "delete", "resubmit", "logs"].iter().any(|word| record["argv"][0] == *word) {
        (ours, theirs) = (normal::sorted(&ours), normal::sorted(&theirs));
    }
    let listed = |list: &[(u32, &str)]| list.iter().any(|(number, _)| *number == recorded.number);
    if ours != theirs && !listed(STDOUT) {
        problems.push(format!("stdout:\n{}", normal::difference(&theirs, &ours)));
    }
    let (code, expected) = (output.status.code().unwrap_or(-1), record["exit"].as_i64().unwrap_or(-1));
    if i64::from(code) != expected && !listed(EXIT_STATUS) {
        problems.push(format!("exit status {code}, recorded {expected}"));
    }
    if !listed(STDOUT) && server.requests() > record["exchanges"].as_array().map_or(0, Vec::len) {
        problems.push(format!("{} requests", server.requests()));
    }
    if !problems.is_empty() {
        problems.push(format!("stderr: {}", stderr.trim_end()));
        problems.extend(server.unexpected().into_iter().map(|request| format!("not recorded: {request}")));
    }
    Verdict { name: recorded.name.clone(), number: recorded.number, problems }
}

#[test]
fn recorded_commands_print_and_exit_as_recorded() {
    if !folder().join("cluster").exists() {
        println!("skipped: no recorded session in {}", folder().display());
        return;
    }
    let all = recorded();
    let total = all.len();
    let waiting = Mutex::new((0..total).collect::<Vec<usize>>());
    let verdicts = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                loop {
                    let next = waiting.lock().expect("no panics").pop();
                    let Some(at) = next else { break };
                    let exchanges = |recorded: &Recorded| recorded.record["exchanges"].as_array().cloned();
                    let later: Vec<Value> =
                        all[at + 1..].iter().take(60).filter_map(exchanges).flatten().collect();
                    let verdict = replay(&all[at], &later);
                    verdicts.lock().expect("no panics").push(verdict);
                }
            });
        }
    });
    let mut verdicts = verdicts.into_inner().expect("no panics");
    verdicts.sort_by_key(|verdict| verdict.number);
    let agree = verdicts.iter().filter(|verdict| verdict.problems.is_empty()).count();
    for verdict in &verdicts {
        let word = if verdict.problems.is_empty() { "same" } else { "DIFFERENT" };
        println!("{word:<10} {}", verdict.name);
        for problem in &verdict.problems {
            println!("           {}", problem.replace('\n', "\n           "));
        }
    }
    println!(
        "{agree} of {total} recorded commands agree ({} listed differences)",
        STDOUT.len() + EXIT_STATUS.len()
    );
    assert!(agree >= MUST_AGREE, "{agree} agree, {MUST_AGREE} must");
}
