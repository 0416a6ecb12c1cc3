//! The recorded outputs of the real command line, and properties of the live view.

use std::path::PathBuf;

use jiff::{Timestamp, tz::TimeZone};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::live::{Fold, Look, Spot, Window};
use super::*;
use crate::core::api::Workflow;

struct Golden {
    name: String,
    workflow: Workflow,
    plain: (Timestamp, String),
    ansi: (Timestamp, String),
}

fn golden() -> Vec<Golden> {
    let folder = std::env::var_os("ARGO_GOLDEN").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/conformance/golden"),
        PathBuf::from,
    );
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("skipped: no recorded outputs in {}", folder.display());
        return Vec::new();
    };
    let mut found = Vec::new();
    for path in entries.flatten().map(|entry| entry.path()) {
        let read = |file: &str| std::fs::read_to_string(path.join(file)).ok();
        let (Some(workflow), Some(meta)) = (read("workflow.json"), read("meta.json")) else { continue };
        let meta: Value = serde_json::from_str(&meta).unwrap();
        let at =
            |name: &str| Timestamp::from_nanosecond((meta[name].as_f64().unwrap() * 1e9) as i128).unwrap();
        found.push(Golden {
            name: path.file_name().unwrap().to_string_lossy().into_owned(),
            workflow: serde_json::from_str(&workflow).unwrap(),
            plain: (at("get_at"), read("get.txt").unwrap_or_default()),
            ansi: (at("get_ansi_at"), read("get.ansi.txt").unwrap_or_default()),
        });
    }
    found
}

/// The reference prints the parts of this line in random order.
fn settled(text: &str) -> String {
    let line = |line: &str| match line.strip_prefix("ResourcesDuration:   ") {
        Some(parts) => {
            let mut parts: Vec<_> = parts.split(',').collect();
            parts.sort_unstable();
            format!("ResourcesDuration:   {}", parts.join(","))
        }
        None => line.to_owned(),
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// Workflows with loops whose items of equal number started in the same second: the reference draws those in random
/// order.
const TIES: &[&str] = &[
    "dag-custom-metrics",
    "e2e__functional__loops-sequence-dag",
    "loops-sequence",
    "synchronization-db-mutex-tmpl-level",
    "synchronization-mutex-tmpl-level",
];

/// The lines in an order that does not depend on that of siblings, without connectors.
fn unordered(text: &str) -> Vec<String> {
    let strip = |line: &str| line.replace(['├', '└', '┬', '─', '│'], " ");
    let mut lines: Vec<_> = text.lines().map(strip).collect();
    lines.sort_unstable();
    lines
}

#[test]
fn get_prints_what_the_reference_printed() {
    let mut failures = Vec::new();
    let cases = golden();
    let total = cases.len() * 2;
    for Golden { name, workflow: object, plain, ansi } in cases {
        let shown = |now, color| {
            let options = Options { utf8: true, color, ..Options::default() };
            let text = workflow(&object, now, &TimeZone::UTC, &options);
            settled(&if color { text.ansi() } else { text.plain() })
        };
        for (kind, color, (start, want)) in [("plain", false, plain), ("ansi", true, ansi)] {
            // The time was taken before the command started, which read its own clock a little later.
            let want = settled(&want);
            let later =
                [0, 60, 150, 400, 900, 1500, 3000].map(|more| start + SignedDuration::from_millis(more));
            let got = shown(start, color);
            let same = |now: &Timestamp| {
                let got = shown(*now, color);
                if TIES.contains(&name.as_str()) { unordered(&got) == unordered(&want) } else { got == want }
            };
            if !later.iter().any(same) {
                let differing = got.lines().zip(want.lines()).find(|(got, want)| got != want);
                failures.push(format!("{name} {kind} {differing:?}"));
            }
        }
    }
    println!("{total} outputs, {} differ", failures.len());
    assert!(failures.is_empty(), "{} of {total} differ\n{}", failures.len(), failures.join("\n"));
}

fn fan(phases: &[&str]) -> Workflow {
    let mut nodes = serde_json::Map::new();
    nodes.insert(
        "w".into(),
        json!({"id": "w", "name": "w", "displayName": "w", "type": "DAG", "phase": "Running", "startedAt": "2026-01-05T10:00:00Z"}),
    );
    for (index, phase) in phases.iter().enumerate() {
        let id = format!("w-{index}");
        let node = json!({
            "id": id, "name": format!("w.s{index}"), "displayName": format!("s({index}:x)"), "type": "Pod",
            "phase": phase, "boundaryID": "w", "startedAt": "2026-01-05T10:00:01Z",
        });
        nodes.insert(id, node);
    }
    serde_json::from_value(json!({
        "metadata": {"name": "w"},
        "status": {"phase": "Running", "progress": "1/9", "startedAt": "2026-01-05T10:00:00Z", "nodes": nodes},
    }))
    .unwrap()
}

fn now() -> Timestamp {
    "2026-01-05T10:00:09Z".parse().unwrap()
}

fn shown(workflow: &Workflow, now: Timestamp, window: Window) -> Text {
    live::frame(workflow, now, window, &Look::default()).text
}

#[test]
fn a_frame_that_does_not_fit_shows_what_matters() {
    let mut phases = vec!["Succeeded"; 213];
    phases[100] = "Failed";
    phases[150] = "Running";
    let text = shown(&fan(&phases), now(), Window { width: 60, height: 6, utf8: true });
    assert_eq!(
        text.plain(),
        "● w  Running  1/9  9s\n ● w                 9s\n ├─✔ s(0:x)          8s\n ├─✖ s(100:x)        8s\n \
         ├─● s(150:x)        8s\n └─ … 210 succeeded\n"
    );
    let whole = shown(&fan(&["Running", "Pending"]), now(), Window { width: 60, height: 6, utf8: false });
    assert_eq!(
        whole.plain(),
        "Running w  Running  1/9  9s\n Running w         9s\n |-Running s(0:x)  8s\n `-Pending s(1:x)  8s\n"
    );
}

#[test]
fn what_the_user_folds_stays_folded_and_the_selected_line_stays_in_sight() {
    let workflow = fan(&["Succeeded"; 40]);
    let window = Window { width: 60, height: 6, utf8: true };
    let mut folds = std::collections::HashMap::from([("w".to_owned(), Fold::Closed)]);
    let closed = live::frame(&workflow, now(), window, &Look { folds: Some(&folds), ..Look::default() });
    assert!(closed.text.plain().ends_with(" ● w  9s  ▸ 40 succeeded\n"), "{}", closed.text.plain());
    folds.insert("w".to_owned(), Fold::Open);
    let spot = Spot { node: "w-30".to_owned(), rest: false };
    let look = Look { folds: Some(&folds), selected: Some(&spot), ..Look::default() };
    let open = live::frame(&workflow, now(), window, &look);
    assert_eq!((open.text.lines.len(), open.spots.len()), (6, 41));
    assert!(open.text.plain().contains("›├─✔ s(30:x)"), "{}", open.text.plain());
    let found = live::frame(&workflow, now(), window, &Look { filter: "(7:", ..Look::default() });
    assert_eq!(found.spots.len(), 2, "{}", found.text.plain());
}

#[test]
fn branches_that_ended_well_collapse_into_a_line() {
    let mut nodes = serde_json::Map::new();
    let mut put = |id: &str, kind: &str, phase: &str, boundary: &str| {
        let node = json!({"id": id, "name": id, "displayName": id, "type": kind, "phase": phase, "boundaryID": boundary});
        nodes.insert(id.to_owned(), node);
    };
    put("w", "DAG", "Running", "");
    for stage in 0..4 {
        let done = stage < 3;
        put(&format!("s{stage}"), "DAG", if done { "Succeeded" } else { "Running" }, "w");
        for part in 0..5 {
            let phase = if done || part > 0 { "Succeeded" } else { "Failed" };
            put(&format!("s{stage}-{part}"), "Pod", phase, &format!("s{stage}"));
        }
    }
    let workflow: Workflow = serde_json::from_value(
        json!({"metadata": {"name": "w"}, "status": {"phase": "Running", "nodes": nodes}}),
    )
    .unwrap();
    let text = shown(&workflow, now(), Window { width: 60, height: 8, utf8: true }).plain();
    let lines: Vec<String> =
        text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    let expected = [
        "● w Running",
        "● w",
        "├─✔ s0 … 5 succeeded",
        "├─✔ s1 … 5 succeeded",
        "├─✔ s2 … 5 succeeded",
        "└─● s3",
        "├─✖ s3-0",
        "└─ … 4 succeeded",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn a_running_step_shows_its_last_log_line() {
    let tails = std::collections::HashMap::from([("w-0".to_owned(), "50 %\u{1b}[2J".to_owned())]);
    let look = Look { tails: Some(&tails), ..Look::default() };
    let frame = live::frame(&fan(&["Running"]), now(), Window { width: 60, height: 6, utf8: true }, &look);
    assert!(frame.text.plain().ends_with("s(0:x)  8s  › 50 %\n"), "{}", frame.text.plain());
    assert_eq!(frame.running, ["w-0"]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn frames_stay_within_the_window(
        phases in prop::collection::vec(prop::sample::select(vec!["Succeeded", "Failed", "Running", "Pending", "Omitted"]), 0..40),
        height in 2usize..30,
        width in 1usize..60,
    ) {
        let text = shown(&fan(&phases), now(), Window { width, height, utf8: true });
        prop_assert!(text.lines.len() <= height);
        for line in text.plain().lines() {
            prop_assert!(unicode_width::UnicodeWidthStr::width(line) <= width);
        }
    }

    #[test]
    fn nothing_that_steers_a_terminal_survives(text in any::<String>()) {
        for keep in [Keep::Nothing, Keep::Layout] {
            prop_assert!(sanitize(&text, keep).chars().all(|c| !c.is_control() || matches!(c, '\n' | '\t')));
        }
    }
}

#[test]
fn control_sequences_are_removed_and_colours_kept() {
    let text = "a\x1b]0;title\x07b\x1b[2Jc\x1b[31md\x1b[0me\x1bcf\rg\u{9b}1mh\x1b[";
    assert_eq!(sanitize(text, Keep::Colours), "abc\x1b[31md\x1b[0mefg\u{9b}1mh");
    assert_eq!(sanitize(text, Keep::Nothing), "abcdefgh");
    assert!(matches!(sanitize("clean ✔ text", Keep::Nothing), std::borrow::Cow::Borrowed(_)));
}
