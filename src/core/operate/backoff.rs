//! What follows a failed attempt (engine.md §3.15).

use jiff::{SignedDuration, Timestamp};

use super::bridge::{Attempt, RetryDecision, RetrySituation};
use super::mini::evaluate;
use crate::core::api::NodePhase;
use crate::core::text::{age, duration};

/// Decides after the last attempt ended.
pub(super) fn decide_retry(situation: &RetrySituation<'_>) -> Result<RetryDecision, String> {
    let Some(last) = situation.attempts.last() else {
        return Ok(RetryDecision::Retry { deadline: None });
    };
    let stop = |phase: &NodePhase, message: &str| {
        Ok(RetryDecision::Stop { phase: phase.clone(), message: message.to_owned() })
    };
    if !last.phase.is_failed_or_error() {
        return stop(&NodePhase::Succeeded, "");
    }
    if !situation.shutdown.is_empty() {
        return stop(&last.phase, &format!("Stopped with strategy '{}'", situation.shutdown));
    }
    if let Some(deadline) = situation.deadline.filter(|deadline| *deadline <= situation.now) {
        return stop(&last.phase, &format!("retry exceeded workflow deadline {deadline}"));
    }
    let limit = limit_of(situation)?;
    let within = limit.is_some_and(|limit| situation.attempts.len() as i64 <= limit);
    let mut deadline = None;
    if situation.strategy.backoff.is_some() {
        match wait(situation, last)? {
            Wait::Over(message) => return stop(&last.phase, message),
            Wait::Until(until, latest) => {
                deadline = latest;
                if within && until > situation.now {
                    let left = until.duration_since(situation.now);
                    let words = age::long(SignedDuration::from_secs(left.as_secs()));
                    return Ok(RetryDecision::Wait { until, message: format!("Backoff for {words}") });
                }
            }
        }
    }
    let policy = match situation.strategy.retry_policy.as_str() {
        "" if situation.strategy.expression.is_empty() => "OnFailure",
        "" => "Always",
        other => other,
    };
    let matches = match policy {
        "Always" => true,
        "OnError" => last.phase == NodePhase::Error,
        "OnTransientError" => is_transient(&last.message),
        "OnFailure" => last.phase == NodePhase::Failed,
        other => return Err(format!("{other} is not a valid RetryPolicy")),
    };
    if !matches {
        return stop(&last.phase, &last.message);
    }
    if limit.is_some() && !within {
        return stop(&last.phase, "No more retries left");
    }
    if !situation.strategy.expression.is_empty() && !expression(situation, last)? {
        return stop(&last.phase, "retryStrategy.expression evaluated to false");
    }
    Ok(RetryDecision::Retry { deadline })
}

fn limit_of(situation: &RetrySituation<'_>) -> Result<Option<i64>, String> {
    let Some(limit) = &situation.strategy.limit else { return Ok(None) };
    let number: i64 = limit
        .to_string()
        .parse()
        .map_err(|_| format!("strconv.ParseInt: parsing \"{limit}\": invalid syntax"))?;
    Ok(Some(number.max(0)))
}

enum Wait {
    Over(&'static str),
    Until(Timestamp, Option<Timestamp>),
}

fn wait(situation: &RetrySituation<'_>, last: &Attempt) -> Result<Wait, String> {
    let backoff = situation.strategy.backoff.clone().unwrap_or_default();
    let parse = |text: &str| duration::parse(text).map_err(|e| e.to_string());
    if backoff.duration.is_empty() {
        return Err("no base duration specified for retryStrategy".to_owned());
    }
    let mut length = parse(&backoff.duration)?;
    let factor = match &backoff.factor {
        Some(factor) => factor.to_string().parse::<i32>().map_err(|e| e.to_string())?,
        None => 0,
    };
    for _ in 1..situation.attempts.len() {
        if factor > 0 {
            length = length.checked_mul(factor).unwrap_or(SignedDuration::MAX);
        }
    }
    if !backoff.cap.is_empty() {
        length = length.min(parse(&backoff.cap)?);
    }
    let finished = last.finished_at.unwrap_or(situation.now);
    let until = finished.checked_add(length).unwrap_or(Timestamp::MAX);
    if backoff.max_duration.is_empty() {
        return Ok(Wait::Until(until, None));
    }
    let first = situation.attempts.first().and_then(|a| a.started_at).unwrap_or(situation.now);
    let latest = first.checked_add(parse(&backoff.max_duration)?).unwrap_or(Timestamp::MAX);
    if situation.now > latest {
        return Ok(Wait::Over("Max duration limit exceeded"));
    }
    if until > latest {
        return Ok(Wait::Over("Backoff would exceed max duration limit"));
    }
    Ok(Wait::Until(until, Some(latest)))
}

fn expression(situation: &RetrySituation<'_>, last: &Attempt) -> Result<bool, String> {
    let seconds = match (last.started_at, last.finished_at) {
        (Some(from), Some(to)) => to.duration_since(from),
        _ => SignedDuration::ZERO,
    };
    let value = evaluate(&situation.strategy.expression, &|name| {
        Some(match name {
            "retries" => (situation.attempts.len() - 1).to_string().into(),
            "lastRetry.exitCode" => last.exit_code.clone().unwrap_or_else(|| "-1".to_owned()).into(),
            "lastRetry.status" => last.phase.as_str().into(),
            "lastRetry.duration" => duration::seconds_text(seconds).into(),
            "lastRetry.message" => last.message.clone().into(),
            _ => return None,
        })
    })?;
    value.as_bool().ok_or_else(|| format!("unable to cast expression result '{value}' to bool"))
}

/// Errors of networks and busy servers, which pass by themselves.
fn is_transient(message: &str) -> bool {
    [
        "i/o timeout",
        "connection refused",
        "connection reset",
        "TLS handshake timeout",
        "Client.Timeout exceeded",
        "no such host",
        "too many requests",
    ]
    .iter()
    .any(|text| message.contains(text))
}
