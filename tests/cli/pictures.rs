//! `graph` and `timeline`: drawings of files, of saved workflows, and of workflows that ran.

use crate::support::{TestEnv, example};

/// A workflow as it was saved after it ran, with a name that means harm.
const SAVED: &str = r#"{
  "apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow", "metadata": {"name": "it"},
  "spec": {"entrypoint": "main"},
  "status": {
    "phase": "Failed", "startedAt": "2026-01-01T00:00:00Z", "finishedAt": "2026-01-01T00:01:40Z",
    "nodes": {
      "it": {"id": "it", "name": "it", "displayName": "it", "type": "DAG", "templateName": "main", "phase": "Failed",
        "startedAt": "2026-01-01T00:00:00Z", "finishedAt": "2026-01-01T00:01:40Z", "children": ["a"]},
      "a": {"id": "a", "name": "it.fetch", "displayName": "fetch", "type": "Pod", "templateName": "get", "phase": "Succeeded",
        "boundaryID": "it", "startedAt": "2026-01-01T00:00:00Z", "finishedAt": "2026-01-01T00:00:30Z", "children": ["b", "c"]},
      "b": {"id": "b", "name": "it.<script>&\"", "displayName": "<script>&\"\u001b[2J", "type": "Pod", "templateName": "evil", "phase": "Failed",
        "boundaryID": "it", "startedAt": "2026-01-01T00:00:30Z", "finishedAt": "2026-01-01T00:01:40Z", "message": "]]><b>no</b>"},
      "c": {"id": "c", "name": "it.test", "displayName": "test", "type": "Pod", "templateName": "get", "phase": "Succeeded",
        "boundaryID": "it", "startedAt": "2026-01-01T00:00:31Z", "finishedAt": "2026-01-01T00:00:40Z"}
    }
  }
}"#;

#[test]
fn a_file_is_drawn_as_it_would_run() {
    let env = TestEnv::new();
    let draw = |name: &str| env.run(&format!("graph --offline {}", example(name))).ok();
    insta::assert_snapshot!(draw("dag.yaml"), @r##"
    ◌ dag ── ◌ fetch ─┬─ ◌ test ──┬─ ◌ publish
                      ╰─ ◌ build ─╯
    "##);
    insta::assert_snapshot!(draw("loop-items.yaml"), @r##"
                  ╭─ ◌ words(0:red) ───╮     ╭─ ◌ pairs(0:arch:amd64,os:linux)
    ◌ loop-items ─┼─ ◌ words(1:green) ─┼─ · ─┴─ ◌ pairs(1:arch:arm64,os:linux)
                  ╰─ ◌ words(2:blue) ──╯
    "##);
    insta::assert_snapshot!(draw("dag-depends.yaml"), @r#"
                   ╭─ ◌ flaky ──┬─╮
                   │            ╰─│─── ◌ clean-up ──╮
    ◌ dag-depends ─┴─ ◌ steady ─┬─│─╮               │
                                ╰─┴─│─ ◌ celebrate ─┼─ ◌ report
                                    │               │
                                    ╰───────────────╯
    "#);
    let ascii = env.run(&format!("graph --offline --no-utf8 {}", example("steps.yaml"))).ok();
    assert!(ascii.is_ascii(), "{ascii}");
    assert!(!env.path("state").exists(), "nobody was asked");
}

#[test]
fn a_saved_workflow_is_drawn_as_it_ran() {
    let env = TestEnv::new();
    let file = env.file("saved.json", SAVED);
    insta::assert_snapshot!(env.run(&format!("graph {file}")).ok(), @r##"
    ✖ it 1m40s ── ✔ fetch 30s ─┬─ ✖ <script>&" 1m10s
                               ╰─ ✔ test 9s
    "##);
    insta::assert_snapshot!(env.run(&format!("timeline --width 70 {file}")).ok(), @r##"
    ✖ it  1m40s
                    0s            30s           1m00s         1m30s
    ✖ it            ─────────────────────────────────────────────── 1m40s
    ✔   fetch       ━━━━━━━━━━━━━━ 30s
    ✖   <script>&"                ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 1m10s
    ✔   test                       ━━━━ 9s
    "##);
    insta::assert_snapshot!(env.run(&format!("graph {file} -o mermaid")).ok(), @r##"
    flowchart LR
      n0(["✖ it<br/>1m40s"]):::failed
      n1["✔ fetch<br/>30s"]:::succeeded
      n2["✖ #lt;script#gt;#amp;#quot;<br/>1m10s"]:::failed
      n3["✔ test<br/>9s"]:::succeeded
      n0 --> n1
      n1 --> n2
      n1 --> n3
      classDef succeeded fill:#dafbe1,stroke:#1a7f37,color:#1f2328
      classDef failed fill:#ffebe9,stroke:#cf222e,color:#1f2328
    "##);
    insta::assert_snapshot!(env.run(&format!("graph {file} -o dot --direction down")).ok(), @r##"
    digraph "it" {
      rankdir=TB;
      node [shape=box, style="rounded,filled", fontname="Helvetica", fontsize=11];
      edge [color="#8c959f", arrowsize=0.7];
      n0 [label="it\nmain · 1m40s", tooltip="failed", color="#cf222e", fillcolor="#ffebe9", peripheries=2];
      n1 [label="fetch\nget · 30s", tooltip="succeeded", color="#1a7f37", fillcolor="#dafbe1"];
      n2 [label="<script>&\"\nevil · 1m10s", tooltip="]]><b>no</b>", color="#cf222e", fillcolor="#ffebe9"];
      n3 [label="test\nget · 9s", tooltip="succeeded", color="#1a7f37", fillcolor="#dafbe1"];
      n0 -> n1;
      n1 -> n2;
      n1 -> n3;
    }
    "##);
}

#[test]
fn pictures_carry_no_markup_of_names() {
    let env = TestEnv::new();
    let file = env.file("saved.json", SAVED);
    for command in ["graph -o svg", "timeline -o svg", "timeline -o html"] {
        let picture = env.run(&format!("{command} {file}")).ok();
        assert!(!picture.contains("<script") && !picture.contains("<b>"), "{command}: {picture}");
        assert!(
            !picture.contains('\u{1b}') && picture.contains("&lt;script&gt;&amp;&quot;"),
            "{command}: {picture}"
        );
        assert_eq!(
            picture.matches("<g ").count() + picture.matches("<g>").count(),
            picture.matches("</g>").count()
        );
    }
}

#[test]
fn a_trace_has_an_event_for_each_step() {
    let env = TestEnv::new();
    let file = env.file("saved.json", SAVED);
    let trace = env.run(&format!("timeline -o trace {file}")).ok();
    let trace: serde_json::Value = serde_json::from_str(&trace).expect("JSON");
    let events = trace["traceEvents"].as_array().expect("events");
    let steps: Vec<_> = events.iter().filter(|event| event["cat"] == "step").collect();
    assert_eq!(steps.len(), 3);
    assert_eq!(steps[1]["dur"], 70_000_000);
    // Two that ran at once are on tracks of their own, one that came before shares.
    assert_eq!(steps[0]["tid"], steps[1]["tid"]);
    assert_ne!(steps[1]["tid"], steps[2]["tid"]);
}

#[test]
fn a_workflow_that_ran_is_drawn() {
    let env = TestEnv::new();
    env.run(&format!("submit --wait {}", example("steps.yaml"))).ok();
    let graph = env.run("graph").ok();
    assert!(graph.contains("✔ fetch") && graph.contains("┬─ ✔ "), "{graph}");
    let timeline = env.run("timeline @latest --no-utf8").ok();
    assert!(timeline.contains("v   fetch") && timeline.contains('='), "{timeline}");
    let missing = env.run("graph nothing");
    assert_eq!(missing.code, 1);
}
