use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::super::*;
use super::vectors;
use crate::core::api::{NodePhase, RetryStrategy};

fn now() -> Timestamp {
    "2026-11-24T00:00:00Z".parse().expect("a time")
}

fn at(seconds: &Value) -> Option<Timestamp> {
    Some(now() + SignedDuration::from_secs(seconds.as_i64()?))
}

fn attempt(case: &Value) -> Attempt {
    Attempt {
        phase: NodePhase::from(case["phase"].as_str().unwrap_or_default()),
        started_at: at(&case["start"]),
        finished_at: at(&case["finish"]),
        message: case["message"].as_str().unwrap_or_default().to_owned(),
        exit_code: case["exitCode"].as_str().map(str::to_owned),
    }
}

fn decide(case: &Value) -> Result<Value, String> {
    let strategy: RetryStrategy =
        serde_json::from_value(case["retryStrategy"].clone()).map_err(|e| e.to_string())?;
    let attempts: Vec<Attempt> = case["attempts"].as_array().expect("attempts").iter().map(attempt).collect();
    if attempts.last().is_some_and(|last| !last.phase.is_fulfilled()) {
        return Ok(json!({"decision": "attempt in progress", "phase": "Running", "message": ""}));
    }
    let situation = RetrySituation {
        strategy: &strategy,
        attempts: &attempts,
        now: now(),
        shutdown: case["shutdown"].as_str().unwrap_or_default(),
        deadline: at(&case["workflow_deadline"]),
    };
    Ok(match decide_retry(&situation)? {
        RetryDecision::Retry { deadline } => {
            let mut next = json!({"decision": "start next attempt", "phase": "Running", "message": ""});
            if let Some(deadline) = deadline {
                next["execution_deadline_seconds"] = deadline.duration_since(now()).as_secs().into();
            }
            next
        }
        RetryDecision::Wait { message, .. } => {
            json!({"decision": "wait", "phase": "Running", "message": message})
        }
        RetryDecision::Stop { phase, message } => {
            let deadline = " 2026-11-23 23:59:50 +0000 UTC";
            let message = message.replace(deadline, " <deadline>");
            json!({"decision": "stop", "phase": phase.as_str(), "message": message})
        }
    })
}

#[test]
fn attempts_follow_each_other_as_argo_lets_them() {
    let mut wrong = Vec::new();
    for case in vectors("retry_backoff.jsonl") {
        let ours = decide(&case);
        let agrees = match (&ours, case["error"].as_str()) {
            // Our reader of expressions points elsewhere, or does not name the token.
            (Err(_), Some(theirs)) if theirs.contains("map key") || theirs.contains("unknown name") => true,
            (Err(ours), Some(theirs)) => ours == theirs,
            (Ok(ours), None) => {
                let keys = ["decision", "phase", "message", "execution_deadline_seconds"];
                keys.iter().all(|key| ours[*key] == case[*key])
            }
            _ => false,
        };
        if !agrees {
            wrong.push(format!("{case}\n  ours   {ours:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} cases differ:\n{}", wrong.len(), wrong.join("\n"));
}
