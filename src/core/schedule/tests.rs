use jiff::Timestamp;
use serde_json::{Value, json};

use super::{Child, excess, missed, settle, started, trigger};
use crate::core::api::CronWorkflow;
use crate::core::validate::NoTemplates;

fn cron(spec: &Value) -> CronWorkflow {
    let mut whole = json!({
        "apiVersion": "argoproj.io/v1alpha1", "kind": "CronWorkflow",
        "metadata": {"name": "tick", "namespace": "default", "uid": "u", "labels": {"team": "blue"}},
        "spec": {"schedules": ["* * * * *"], "workflowSpec": {"entrypoint": "a", "templates": [
            {"name": "a", "container": {"image": "x", "command": ["true"]}},
        ]}},
    });
    for (key, value) in spec.as_object().expect("an object") {
        whole["spec"][key] = value.clone();
    }
    serde_json::from_value(whole).expect("a CronWorkflow")
}

fn time(text: &str) -> Timestamp {
    text.parse().expect("a time")
}

fn child(name: &str, phase: &str) -> Value {
    let completed = if phase == "Running" { "false" } else { "true" };
    json!({"metadata": {"name": name, "namespace": "default", "uid": name, "labels": {
        "workflows.argoproj.io/phase": phase, "workflows.argoproj.io/completed": completed,
    }}})
}

/// Whether a run happens, and the conditions afterwards.
fn runs(cron: &mut CronWorkflow) -> (bool, Vec<String>) {
    let at = time("2026-11-24T10:00:00Z");
    let run = trigger(cron, at, at, &NoTemplates);
    let said = cron.status.conditions.iter().map(|c| format!("{}: {}", c.type_, c.message)).collect();
    (run.submit.is_some(), said)
}

#[test]
fn a_run_is_named_after_its_time_and_belongs_to_its_schedule() {
    let mut tick = cron(&json!({"timezone": "Europe/Berlin"}));
    let at = time("2026-11-24T10:00:00Z");
    let child = trigger(&mut tick, at, at, &NoTemplates).submit.expect("a run");
    assert_eq!(child.metadata.name, "tick-1795514400");
    assert_eq!(child.metadata.annotations["workflows.argoproj.io/scheduled-time"], "2026-11-24T10:00:00Z");
    assert_eq!(child.metadata.labels["workflows.argoproj.io/cron-workflow"], "tick");
    assert_eq!(child.metadata.owner_references.first().map(|owner| owner.uid.as_str()), Some("u"));
    let used = &tick.metadata.annotations["cronworkflows.argoproj.io/last-used-schedule"];
    assert_eq!(used, "CRON_TZ=Europe/Berlin * * * * *");
}

#[test]
fn policies_say_whether_a_run_happens() {
    let active = json!({"name": "old", "uid": "old"});
    let mut forbid = cron(&json!({"concurrencyPolicy": "Forbid"}));
    assert!(runs(&mut forbid).0);
    forbid.status.active.push(active.clone());
    assert!(!runs(&mut forbid).0);
    let mut replace = cron(&json!({"concurrencyPolicy": "Replace"}));
    replace.status.active.push(active);
    let at = time("2026-11-24T10:00:00Z");
    assert_eq!(trigger(&mut replace, at, at, &NoTemplates).terminate, ["old"]);
    assert!(!runs(&mut cron(&json!({"suspend": true}))).0);
}

#[test]
fn a_condition_sees_what_happened_so_far() {
    let once = json!({"when": "{{= cronworkflow.lastScheduledTime == nil || \
                       (now() - cronworkflow.lastScheduledTime).Seconds() > 600 }}"});
    let mut tick = cron(&once);
    assert_eq!(runs(&mut tick), (true, vec![]));
    tick.status.last_scheduled_time = Some(time("2026-11-24T09:58:00Z"));
    assert_eq!(runs(&mut tick), (false, vec![]));
    tick.status.last_scheduled_time = Some(time("2026-11-24T09:30:00Z"));
    assert_eq!(runs(&mut tick), (true, vec![]));
    assert!(runs(&mut cron(&json!({"when": "'{{cronworkflow.name}}' == 'tick'"}))).0);
    assert!(runs(&mut cron(&json!({"when": "{{= cronworkflow.failed < 3 }}"}))).0);
    let (ran, said) = runs(&mut cron(&json!({"when": "foo == foo"})));
    assert_eq!(
        (ran, said),
        (false, vec!["SubmissionError: run policy error: No parameter 'foo' found.".to_owned()])
    );
}

#[test]
fn a_stop_strategy_ends_the_schedule() {
    let mut tick = cron(
        &json!({"stopStrategy": {"expression": "cronworkflow.succeeded >= 1 && cronworkflow.labels.team == 'blue'"}}),
    );
    assert!(runs(&mut tick).0);
    let done = child("tick-1", "Succeeded");
    started(&mut tick, &done, time("2026-11-24T10:00:00Z"));
    settle(&mut tick, &[Child(&done)], time("2026-11-24T10:00:30Z"));
    assert_eq!((tick.status.succeeded, tick.status.phase.as_str()), (1, "Stopped"));
    assert_eq!(tick.metadata.labels["cronworkflows.argoproj.io/completed"], "true");
    assert!(!runs(&mut tick).0);
    let mut wrong = cron(&json!({"stopStrategy": {"expression": "1 +"}}));
    let (ran, said) = runs(&mut wrong);
    assert!(
        !ran && said[0].starts_with("SpecError: failed to check CronWorkflow 'tick' stopping condition: "),
        "{said:?}"
    );
}

#[test]
fn what_cannot_run_is_said_once_and_forgotten_when_mended() {
    let mut tick = cron(&json!({"schedules": ["61 * * * *"]}));
    let (ran, said) = runs(&mut tick);
    assert!(
        !ran && said.len() == 1 && said[0].starts_with("SpecError: cron schedule 61 * * * * is malformed"),
        "{said:?}"
    );
    assert_eq!(runs(&mut tick).1.len(), 1);
    tick.spec.schedules = vec!["@daily".to_owned()];
    assert_eq!(runs(&mut tick), (true, vec![]));
}

#[test]
fn a_missed_time_is_made_up_for_within_its_deadline() {
    let mut tick = cron(&json!({"schedules": ["0 * * * *"], "startingDeadlineSeconds": 600}));
    let now = time("2026-11-24T10:05:00Z");
    assert_eq!(missed(&tick, now), None, "it never ran");
    runs(&mut tick);
    tick.status.last_scheduled_time = Some(time("2026-11-24T07:00:00Z"));
    assert_eq!(missed(&tick, now), Some(time("2026-11-24T10:00:00Z")));
    assert_eq!(missed(&tick, time("2026-11-24T10:10:00Z")), None, "too late");
    tick.spec.schedules = vec!["1 * * * *".to_owned()];
    assert_eq!(missed(&tick, now), None, "the schedule has changed");
    tick.spec.starting_deadline_seconds = None;
    assert_eq!(missed(&tick, now), None);
}

#[test]
fn what_has_ended_is_counted_once_and_the_oldest_are_too_many() {
    let mut tick = cron(&json!({"successfulJobsHistoryLimit": 1}));
    let (a, b, c, d) =
        (child("a", "Succeeded"), child("b", "Error"), child("c", "Running"), child("d", "Succeeded"));
    for one in [&a, &b] {
        started(&mut tick, one, time("2026-11-24T10:00:00Z"));
    }
    tick.status.active.push(json!({"name": "gone", "uid": "gone"}));
    let children = [&a, &b, &c, &d].map(Child);
    for _ in 0..2 {
        settle(&mut tick, &children, time("2026-11-24T10:00:30Z"));
        assert_eq!((tick.status.succeeded, tick.status.failed), (1, 1));
        let active: Vec<_> = tick.status.active.iter().filter_map(|active| active["name"].as_str()).collect();
        assert_eq!(active, ["c"]);
    }
    let finished = |name: &str| {
        time("2026-11-24T10:00:00Z")
            .checked_add(jiff::SignedDuration::from_secs(if name == "a" { 5 } else { 1 }))
            .ok()
    };
    assert_eq!(excess(&tick, &children, finished), ["d"]);
}
