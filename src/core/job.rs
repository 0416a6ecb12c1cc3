//! What a `batch/v1` Job needs next, as Kubernetes' Job controller decides it: pods to make, and its status.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::api::format_time;

/// The label that says which Job a pod belongs to.
pub const JOB_NAME: &str = "batch.kubernetes.io/job-name";

/// The annotation with the number of a pod of an indexed Job.
pub const INDEX: &str = "batch.kubernetes.io/job-completion-index";

/// How long is waited after the first failure; doubled by each that follows.
const FIRST_WAIT: SignedDuration = SignedDuration::from_secs(10);

/// The longest wait.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_secs(360);

/// What is to be done about a Job now.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Next {
    /// Numbers of pods to make; of a Job that is not indexed they mean nothing.
    pub start: Vec<i64>,
    /// Whether pods that still run are to end.
    pub end_pods: bool,
    /// Its status now.
    pub status: Value,
    /// When to look again if nothing happens.
    pub again: Option<Timestamp>,
    /// It has ended and its time to live is over.
    pub delete: bool,
}

fn number(value: &Value, at: &str) -> Option<i64> {
    value.pointer(at).and_then(Value::as_i64)
}

fn time(value: &Value, at: &str) -> Option<Timestamp> {
    value.pointer(at)?.as_str()?.parse().ok()
}

fn phase(pod: &Value) -> &str {
    pod.pointer("/status/phase").and_then(Value::as_str).unwrap_or("Pending")
}

/// How a Job ended, when it did.
pub fn ended(job: &Value) -> Option<&str> {
    let conditions = job.pointer("/status/conditions").and_then(Value::as_array).into_iter().flatten();
    let mut ends = conditions.filter(|c| c["status"] == "True").filter_map(|c| c["type"].as_str());
    ends.find(|kind| matches!(*kind, "Complete" | "Failed"))
}

/// Decides what is next for a Job with these pods.
pub fn next(job: &Value, pods: &[Value], now: Timestamp) -> Next {
    if ended(job).is_some() {
        return after_its_end(job, now);
    }
    let count = |wanted: &str| pods.iter().filter(|pod| phase(pod) == wanted).count() as i64;
    let (succeeded, failed) = (count("Succeeded"), count("Failed"));
    let active = pods.len() as i64 - succeeded - failed;
    let started = time(job, "/status/startTime").unwrap_or(now);
    let completions = number(job, "/spec/completions");
    let done = succeeded >= completions.unwrap_or(1) && (completions.is_some() || active == 0);
    let mut next = Next { status: counted(active, succeeded, failed, started), ..Next::default() };
    let deadline = number(job, "/spec/activeDeadlineSeconds").map(|s| started + SignedDuration::from_secs(s));
    if done {
        next.finish("Complete", "CompletionsReached", "Reached expected number of succeeded pods", now);
    } else if failed > number(job, "/spec/backoffLimit").unwrap_or(6) {
        next.finish("Failed", "BackoffLimitExceeded", "Job has reached the specified backoff limit", now);
    } else if deadline.is_some_and(|at| at <= now) {
        next.finish("Failed", "DeadlineExceeded", "Job was active longer than specified deadline", now);
    } else if job.pointer("/spec/suspend").and_then(Value::as_bool) == Some(true) {
        next.end_pods = active > 0;
    } else {
        let parallelism = number(job, "/spec/parallelism").unwrap_or(1);
        let missing = match completions {
            Some(all) => (all - succeeded).min(parallelism) - active,
            // A queue of work: once one pod has found it empty, no new ones are made.
            None if succeeded > 0 => 0,
            None => parallelism - active,
        };
        let at = may_start(pods, failed).unwrap_or(now);
        if missing > 0 && at <= now {
            next.start = free_numbers(pods, missing);
        }
        let waits = (missing > 0 && at > now).then_some(at);
        next.again = [waits, deadline].into_iter().flatten().min();
    }
    next
}

impl Next {
    fn finish(&mut self, kind: &str, reason: &str, message: &str, now: Timestamp) {
        let at = format_time(now);
        let criterion = if kind == "Complete" { "SuccessCriteriaMet" } else { "FailureTarget" };
        let condition = |kind: &str| {
            json!({
                "type": kind, "status": "True", "reason": reason, "message": message,
                "lastProbeTime": at, "lastTransitionTime": at,
            })
        };
        self.status["conditions"] = json!([condition(criterion), condition(kind)]);
        if kind == "Complete" {
            self.status["completionTime"] = at.clone().into();
        }
        self.end_pods = true;
    }
}

fn counted(active: i64, succeeded: i64, failed: i64, started: Timestamp) -> Value {
    let mut status = json!({"startTime": format_time(started), "ready": active});
    for (key, count) in [("active", active), ("succeeded", succeeded), ("failed", failed)] {
        if count > 0 {
            status[key] = count.into();
        }
    }
    status
}

fn after_its_end(job: &Value, now: Timestamp) -> Next {
    let conditions = job.pointer("/status/conditions").and_then(Value::as_array).into_iter().flatten();
    let at = conditions.filter_map(|condition| time(condition, "/lastTransitionTime")).max();
    let stays = number(job, "/spec/ttlSecondsAfterFinished").map(SignedDuration::from_secs);
    let goes = at.zip(stays).map(|(at, stays)| at + stays);
    Next {
        status: job["status"].clone(),
        delete: goes.is_some_and(|at| at <= now),
        again: goes.filter(|at| *at > now),
        ..Next::default()
    }
}

/// When pods may be made after failures.
fn may_start(pods: &[Value], failed: i64) -> Option<Timestamp> {
    let ends = |pod: &Value| {
        let statuses = pod.pointer("/status/containerStatuses").and_then(Value::as_array);
        statuses.into_iter().flatten().filter_map(|s| time(s, "/state/terminated/finishedAt")).max()
    };
    let last = pods.iter().filter(|pod| phase(pod) == "Failed").filter_map(ends).max()?;
    let doublings = u32::try_from(failed - 1).unwrap_or_default().min(10);
    Some(last + (FIRST_WAIT * 2_i32.pow(doublings)).min(LONGEST_WAIT))
}

/// The lowest numbers that no pod has that runs or has succeeded.
fn free_numbers(pods: &[Value], count: i64) -> Vec<i64> {
    let taken: Vec<i64> = pods
        .iter()
        .filter(|pod| phase(pod) != "Failed")
        .filter_map(|pod| pod.pointer("/metadata/annotations")?.get(INDEX)?.as_str()?.parse().ok())
        .collect();
    let wanted = usize::try_from(count).unwrap_or_default();
    (0..).filter(|number| !taken.contains(number)).take(wanted).collect()
}

/// The pod of a Job, without a name.
pub fn pod(job: &Value, number: i64) -> Value {
    let text = |at: &str| job.pointer(at).and_then(Value::as_str).unwrap_or_default();
    let (name, uid) = (text("/metadata/name"), text("/metadata/uid"));
    let template = job.pointer("/spec/template").cloned().unwrap_or_default();
    let mut metadata =
        template.get("metadata").filter(|m| m.is_object()).cloned().unwrap_or_else(|| json!({}));
    let known = [
        (JOB_NAME, name),
        ("job-name", name),
        ("batch.kubernetes.io/controller-uid", uid),
        ("controller-uid", uid),
    ];
    for (key, value) in known {
        metadata["labels"][key] = value.into();
    }
    metadata["namespace"] = text("/metadata/namespace").into();
    metadata["ownerReferences"] = json!([{
        "apiVersion": "batch/v1", "kind": "Job", "name": name, "uid": uid, "controller": true,
        "blockOwnerDeletion": true,
    }]);
    let mut spec = template.get("spec").cloned().unwrap_or_default();
    // A container is run once; what should run again is a pod of its own.
    spec["restartPolicy"] = "Never".into();
    if text("/spec/completionMode") == "Indexed" {
        metadata["annotations"][INDEX] = number.to_string().into();
        for container in spec["containers"].as_array_mut().into_iter().flatten() {
            let entry = json!({"name": "JOB_COMPLETION_INDEX", "value": number.to_string()});
            match container.get_mut("env").and_then(Value::as_array_mut) {
                Some(env) => env.push(entry),
                None => container["env"] = json!([entry]),
            }
        }
    }
    json!({"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": spec})
}

#[cfg(test)]
mod tests {
    use super::*;

    fn job(spec: Value) -> Value {
        json!({"metadata": {"name": "j", "namespace": "n", "uid": "u"}, "spec": spec})
    }

    fn pods(phases: &[&str]) -> Vec<Value> {
        let ended = json!([{"state": {"terminated": {"finishedAt": "2026-01-01T00:00:00Z"}}}]);
        phases.iter().map(|phase| json!({"status": {"phase": phase, "containerStatuses": ended}})).collect()
    }

    fn at(second: i64) -> Timestamp {
        "2026-01-01T00:00:00Z".parse::<Timestamp>().expect("a time") + SignedDuration::from_secs(second)
    }

    #[test]
    fn as_many_pods_run_as_are_missing_and_allowed() {
        let three = job(json!({"completions": 3, "parallelism": 2}));
        assert_eq!(next(&three, &[], at(0)).start.len(), 2);
        assert_eq!(next(&three, &pods(&["Running", "Succeeded"]), at(0)).start.len(), 1);
        assert_eq!(next(&three, &pods(&["Running", "Succeeded", "Succeeded"]), at(0)).start.len(), 0);
        let done = next(&three, &pods(&["Succeeded"; 3]), at(0));
        assert_eq!(
            (done.status["succeeded"].as_i64(), done.status["conditions"][1]["type"].as_str()),
            (Some(3), Some("Complete"))
        );
    }

    #[test]
    fn failures_are_tried_again_later_and_later_and_not_for_ever() {
        let once = job(json!({"completions": 1, "backoffLimit": 1}));
        let first = next(&once, &pods(&["Failed"]), at(3));
        assert_eq!((first.start.len(), first.again), (0, Some(at(10))));
        assert_eq!(next(&once, &pods(&["Failed"]), at(10)).start.len(), 1);
        let over = next(&once, &pods(&["Failed", "Failed"]), at(60));
        assert_eq!(over.status["conditions"][1]["reason"], "BackoffLimitExceeded");
    }

    #[test]
    fn an_indexed_job_gives_each_pod_its_number() {
        let indexed = job(
            json!({"completions": 2, "completionMode": "Indexed", "template": {"spec": {"containers": [{"name": "c"}]}}}),
        );
        let made = pod(&indexed, 1);
        assert_eq!(made["metadata"]["annotations"][INDEX], "1");
        assert_eq!(made["spec"]["containers"][0]["env"][0]["value"], "1");
        assert_eq!(made["metadata"]["labels"][JOB_NAME], "j");
    }

    #[test]
    fn an_ended_job_goes_when_its_time_is_over() {
        let mut ended = job(json!({"completions": 1, "ttlSecondsAfterFinished": 5}));
        ended["status"] = next(&ended, &pods(&["Succeeded"]), at(0)).status;
        assert_eq!(next(&ended, &[], at(2)).again, Some(at(5)));
        assert!(next(&ended, &[], at(5)).delete);
    }
}
