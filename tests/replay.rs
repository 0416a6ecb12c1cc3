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

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use serde_json::Value;

use server::{Effect, Server};
use support::TestEnv;

/// A place that the session was recorded at.
struct Session {
    /// The folder of its records.
    folder: &'static str,
    /// How many of the commands print and exit as recorded; raised with every commit that makes more do so.
    must_agree: usize,
    /// Commands whose standard output differs by choice.
    stdout: &'static [&'static [(u32, &'static str)]],
    /// Commands whose exit status differs by choice.
    status: &'static [&'static [(u32, &'static str)]],
    /// Commands that change something else by choice.
    effect: &'static [&'static [(u32, &'static str)]],
}

const CLUSTER: Session = Session {
    folder: "cluster",
    must_agree: 200,
    stdout: &[differences::STDOUT, differences::CLUSTER],
    status: &[differences::EXIT_STATUS, differences::CLUSTER],
    effect: &[differences::EFFECT],
};
const SERVER: Session = Session {
    folder: "server",
    must_agree: 200,
    stdout: &[differences::STDOUT, differences::SERVER],
    status: &[differences::EXIT_STATUS, differences::SERVER],
    effect: &[differences::EFFECT, differences::SERVER_EFFECT],
};
const ARCHIVE: Session = Session {
    folder: "archive",
    must_agree: 57,
    stdout: &[differences::ARCHIVE],
    status: &[differences::ARCHIVE_STATUS],
    effect: &[differences::ARCHIVE_STATUS],
};

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

fn recorded(session: &Session) -> Vec<Recorded> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder().join(session.folder)).expect("the recorded session").flatten() {
        let name = entry.file_name().to_string_lossy().trim_end_matches(".json").to_owned();
        let text = std::fs::read_to_string(entry.path()).expect("a record");
        let number = name.split('-').next().and_then(|n| n.parse().ok()).unwrap_or_default();
        found.push(Recorded { name, number, record: serde_json::from_str(&text).expect("JSON") });
    }
    found.sort_by_key(|recorded| recorded.number);
    found
}

/// Runs one command; `later` are the exchanges of the commands after it, which tell what it waited for.
fn replay(session: &Session, recorded: &Recorded, later: &[Value]) -> Verdict {
    let record = &recorded.record;
    let exchanges = record["exchanges"].as_array().cloned().unwrap_or_default();
    let server = Server::start(exchanges.clone(), later.to_vec());
    let env = TestEnv::new();
    let argv = record["argv"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let mut command = env.command_within(10, argv);
    command.env("ARGO_NAMESPACE", "argo").env("COLUMNS", "200");
    if session.folder != "cluster" {
        command.env("ARGO_SERVER", server.address()).env("ARGO_SECURE", "false");
        command.env("ARGO_TOKEN", "Bearer REDACTED");
    } else {
        command.env("KUBECONFIG", env.file("kubeconfig", &server.kubeconfig()));
    }
    let files = env.path("files");
    copy(&folder().join("files"), &files);
    command.current_dir(files);
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
    let differs = session.stdout.iter().any(|list| listed(list));
    if ours != theirs && !differs {
        problems.push(format!("stdout:\n{}", normal::difference(&theirs, &ours)));
    }
    let (code, expected) = (output.status.code().unwrap_or(-1), record["exit"].as_i64().unwrap_or(-1));
    if i64::from(code) != expected && !session.status.iter().any(|list| listed(list)) {
        problems.push(format!("exit status {code}, recorded {expected}"));
    }
    // At an Argo Server, logs of pods that are gone are looked for in the workflow, and so are steps by their names.
    let more = if record["argv"][0] == "logs" && session.folder != "cluster" { 2 } else { 0 };
    if !differs && server.requests() > record["exchanges"].as_array().map_or(0, Vec::len) + more {
        problems.push(format!("{} requests", server.requests()));
    }
    let theirs: Vec<Effect> = exchanges.iter().filter_map(recorded_effect).collect();
    if !session.effect.iter().any(|list| listed(list)) {
        problems.extend(different_effects(theirs, server.changes()));
    }
    if !problems.is_empty() {
        problems.push(format!("stderr: {}", stderr.trim_end()));
        problems.extend(server.seen().into_iter().map(|request| format!("asked: {request}")));
        problems.extend(server.unexpected().into_iter().map(|request| format!("not recorded: {request}")));
    }
    Verdict { name: recorded.name.clone(), number: recorded.number, problems }
}

fn recorded_effect(exchange: &Value) -> Option<Effect> {
    let text = |name: &str| exchange[name].as_str().unwrap_or_default();
    server::effect(text("method"), text("path"), text("request_body"))
}

/// What one side changed and the other did not.
fn different_effects(mut theirs: Vec<Effect>, mut ours: Vec<Effect>) -> Vec<String> {
    theirs.retain(|effect| match ours.iter().position(|other| other == effect) {
        Some(at) => {
            ours.swap_remove(at);
            false
        }
        None => true,
    });
    let shown = |sign: &str, (method, path, body): &Effect| format!("effect {sign} {method} {path} {body}");
    theirs.iter().map(|e| shown("-", e)).chain(ours.iter().map(|e| shown("+", e))).collect()
}

/// Copies the files of a folder; commands may write beside them.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("files").flatten() {
        match entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            true => copy(&entry.path(), &to.join(entry.file_name())),
            false => drop(std::fs::copy(entry.path(), to.join(entry.file_name())).expect("a copy")),
        }
    }
}

#[test]
fn commands_recorded_at_a_server_with_an_archive_print_and_exit_as_recorded() {
    let (report, agree) = play(&ARCHIVE);
    println!("{report}");
    assert!(agree >= ARCHIVE.must_agree, "{agree} agree, {} must", ARCHIVE.must_agree);
}

#[test]
fn recorded_commands_print_and_exit_as_recorded() {
    let (report, agree) = play(&CLUSTER);
    println!("{report}");
    assert!(agree >= CLUSTER.must_agree, "{agree} agree, {} must", CLUSTER.must_agree);
}

#[test]
fn commands_recorded_at_an_argo_server_print_and_exit_as_recorded() {
    let (report, agree) = play(&SERVER);
    println!("{report}");
    assert!(agree >= SERVER.must_agree, "{agree} agree, {} must", SERVER.must_agree);
}

/// Plays a whole session; what became of each command, and how many agree. Without the records, nothing is to agree.
fn play(session: &Session) -> (String, usize) {
    if !folder().join(session.folder).exists() {
        return (format!("skipped: no recorded session in {}", folder().display()), usize::MAX);
    }
    let all = recorded(session);
    let total = all.len();
    // For looking at one command: ARGO_REPLAY=cluster/50.
    let only = std::env::var("ARGO_REPLAY").ok();
    let is_wanted = |at: &usize| {
        let name = format!("{}/{}", session.folder, all[*at].number);
        only.as_ref().is_none_or(|only| *only == name)
    };
    let waiting = Mutex::new((0..total).filter(is_wanted).collect::<Vec<usize>>());
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
                    let verdict = replay(session, &all[at], &later);
                    verdicts.lock().expect("no panics").push(verdict);
                }
            });
        }
    });
    let mut verdicts = verdicts.into_inner().expect("no panics");
    verdicts.sort_by_key(|verdict| verdict.number);
    let agree = verdicts.iter().filter(|verdict| verdict.problems.is_empty()).count();
    let mut report = Vec::new();
    for verdict in &verdicts {
        let word = if verdict.problems.is_empty() { "same" } else { "DIFFERENT" };
        report.push(format!("{word:<10} {}", verdict.name));
        for problem in &verdict.problems {
            report.push(format!("           {}", problem.replace('\n', "\n           ")));
        }
    }
    let lists = session.stdout.iter().chain(session.status).chain(session.effect);
    let listed = lists.map(|list| list.len()).sum::<usize>();
    report.push(format!("{agree} of {total} recorded commands agree ({listed} listed differences)"));
    (report.join("\n"), agree)
}
