//! What follows an attempt of a retried node (engine.md §3.15).

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use crate::core::api::{Backoff, IntOrString, NodePhase, RetryStrategy};
use crate::core::expr::{self, Environment, Functions, Value, plain};
use crate::core::text::{age, duration};

/// One attempt of a retried node.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attempt {
    /// The phase of its node.
    pub phase: NodePhase,
    /// When its node was made.
    pub started_at: Option<Timestamp>,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
    /// The message of its node.
    pub message: String,
    /// The exit code of its main container.
    pub exit_code: Option<String>,
}

/// What a decision depends on.
#[derive(Clone, Debug)]
pub struct RetrySituation<'a> {
    /// When and how often to try again.
    pub strategy: &'a RetryStrategy,
    /// All attempts so far; the last one has ended.
    pub attempts: &'a [Attempt],
    /// The time.
    pub now: Timestamp,
    /// `Stop` or `Terminate` when the workflow is being stopped, else empty.
    pub shutdown: &'a str,
    /// When the time of the workflow is over.
    pub deadline: Option<Timestamp>,
}

/// What happens after an attempt ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RetryDecision {
    /// The next attempt starts, and has time until the deadline.
    Retry {
        /// When the time for all attempts is over.
        deadline: Option<Timestamp>,
    },
    /// The next attempt waits.
    Wait {
        /// Until then.
        until: Timestamp,
        /// For the node: `Backoff for 10 seconds`.
        message: String,
    },
    /// No more attempts.
    Stop {
        /// How the node ends.
        phase: NodePhase,
        /// For the node.
        message: String,
    },
}

/// Decides after the last attempt ended; without attempts the first one starts.
///
/// # Errors
/// The reference's message for a strategy that cannot be read.
pub fn decide_retry(situation: &RetrySituation<'_>) -> Result<RetryDecision, String> {
    let Some(last) = situation.attempts.last() else {
        return Ok(RetryDecision::Retry { deadline: None });
    };
    let stop =
        |message: &str| Ok(RetryDecision::Stop { phase: last.phase.clone(), message: message.to_owned() });
    if !last.phase.is_failed_or_error() {
        return Ok(RetryDecision::Stop { phase: NodePhase::Succeeded, message: String::new() });
    }
    if !situation.shutdown.is_empty() {
        return stop(&format!("Stopped with strategy '{}'", situation.shutdown));
    }
    if let Some(deadline) = situation.deadline.filter(|deadline| *deadline < situation.now) {
        let shown = deadline.strftime("%Y-%m-%d %H:%M:%S +0000 UTC");
        return stop(&format!("retry exceeded workflow deadline {shown}"));
    }
    let mut deadline = None;
    if let Some(backoff) = &situation.strategy.backoff {
        match wait(situation, backoff, last)? {
            Wait::Over(message) => return stop(message),
            Wait::Until(until, message) => return Ok(RetryDecision::Wait { until, message }),
            Wait::No(latest) => deadline = latest,
        }
    }
    if !fits_policy(situation.strategy, last)? {
        return stop(&last.message);
    }
    let attempts = i64::try_from(situation.attempts.len()).unwrap_or(i64::MAX);
    if situation.strategy.limit.as_ref().map(integer).transpose()?.is_some_and(|limit| attempts > limit) {
        return stop("No more retries left");
    }
    if !situation.strategy.expression.is_empty() && !expression(situation, last)? {
        return stop("retryStrategy.expression evaluated to false");
    }
    Ok(RetryDecision::Retry { deadline })
}

/// A number that may be written as text.
fn integer(value: &IntOrString) -> Result<i64, String> {
    match value {
        IntOrString::Int(number) => Ok(*number),
        IntOrString::Str(text) => match text.parse::<i32>() {
            Ok(number) => Ok(i64::from(number)),
            Err(_) => Err(format!("value '{text}' cannot be resolved to an int")),
        },
    }
}

enum Wait {
    /// The time for all attempts is over, or would be.
    Over(&'static str),
    Until(Timestamp, String),
    /// Nothing to wait for; the end of the time for all attempts.
    No(Option<Timestamp>),
}

fn wait(situation: &RetrySituation<'_>, backoff: &Backoff, last: &Attempt) -> Result<Wait, String> {
    let parse = |text: &str| duration::parse(text).map_err(|error| error.to_string());
    let after = |time: Timestamp, by: SignedDuration| time.checked_add(by).unwrap_or(Timestamp::MAX);
    let mut latest = None;
    if !backoff.max_duration.is_empty() {
        let first = situation.attempts.first().and_then(|a| a.started_at).unwrap_or(situation.now);
        let end = after(first, parse(&backoff.max_duration)?);
        if situation.now > end {
            return Ok(Wait::Over("Max duration limit exceeded"));
        }
        latest = Some(end);
    }
    if backoff.duration.is_empty() {
        return Err("no base duration specified for retryStrategy".to_owned());
    }
    let mut length = parse(&backoff.duration)?;
    let factor = backoff.factor.as_ref().map(integer).transpose()?.unwrap_or_default();
    if factor > 0 {
        length = grown(length, factor, situation.attempts.len() - 1);
    }
    if !backoff.cap.is_empty() {
        length = length.min(parse(&backoff.cap)?);
    }
    // An attempt without an end ended long ago.
    let until = last.finished_at.map_or(Timestamp::MIN, |finished| after(finished, length));
    if latest.is_some_and(|latest| until > latest) {
        return Ok(Wait::Over("Backoff would exceed max duration limit"));
    }
    let within = situation.strategy.limit.as_ref().is_some_and(|limit| {
        // The reference takes a text that is no number for zero here.
        let limit = integer(limit).unwrap_or_default();
        i64::try_from(situation.attempts.len()).unwrap_or(i64::MAX) <= limit
    });
    if within && situation.now < until {
        return Ok(Wait::Until(until, format!("Backoff for {}", age::long(length))));
    }
    Ok(Wait::No(latest))
}

/// The longest time that Go can hold.
const LONGEST: SignedDuration = SignedDuration::from_nanos(i64::MAX);

/// A wait times a factor for every attempt but the first.
fn grown(length: SignedDuration, factor: i64, times: usize) -> SignedDuration {
    let factor = (factor as f64).powf(times as f64);
    let nanos = length.as_nanos() as f64;
    if nanos > 0.0 && factor > i64::MAX as f64 / nanos {
        return LONGEST;
    }
    let whole = i128::from(factor as i64).saturating_mul(length.as_nanos());
    i64::try_from(whole).map_or(LONGEST, SignedDuration::from_nanos)
}

fn fits_policy(strategy: &RetryStrategy, last: &Attempt) -> Result<bool, String> {
    let policy = match strategy.retry_policy.as_str() {
        "" if strategy.expression.is_empty() => "OnFailure",
        "" => "Always",
        other => other,
    };
    Ok(match policy {
        "Always" => true,
        "OnError" => last.phase == NodePhase::Error,
        "OnTransientError" => is_transient(&last.message),
        "OnFailure" => last.phase == NodePhase::Failed,
        other => return Err(format!("{other} is not a valid RetryPolicy")),
    })
}

/// Whether an error of a network or a busy server is meant, which passes by itself.
pub fn is_transient(message: &str) -> bool {
    const TEXTS: &[&str] = &[
        "unexpected error when reading response body",
        "stream error when reading response body",
        "Connection closed by foreign host",
        "net/http: TLS handshake timeout",
        "i/o timeout",
        "connection timed out",
        "connection reset by peer",
        "http2: client connection lost",
        "client rate limiter Wait returned an error",
        "etcdserver: leader changed",
        "etcdserver: request timed out",
        "etcdserver: too many requests",
    ];
    TEXTS.iter().any(|text| message.contains(text))
}

fn expression(situation: &RetrySituation<'_>, last: &Attempt) -> Result<bool, String> {
    let taken = match (last.started_at, last.finished_at) {
        (Some(from), Some(to)) => to.duration_since(from),
        _ => SignedDuration::ZERO,
    };
    let text = |text: &str| Value::text(text);
    let last_retry = [
        ("exitCode", text(last.exit_code.as_deref().unwrap_or("-1"))),
        ("status", text(last.phase.as_str())),
        ("duration", text(&duration::seconds_text(taken))),
        ("message", text(&last.message)),
    ];
    let last_retry = last_retry.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let names = Names {
        now: situation.now,
        values: BTreeMap::from([
            ("retries".to_owned(), text(&(situation.attempts.len() - 1).to_string())),
            ("lastRetry".to_owned(), Value::map(last_retry)),
        ]),
    };
    match expr::evaluate(&situation.strategy.expression, &names) {
        Ok(Value::Bool(on)) => Ok(on),
        Ok(Value::Nil) => Err("unable to cast expression result '%!s(<nil>)' to bool".to_owned()),
        Ok(other) => Err(format!("unable to cast expression result '{}' to bool", plain(&other))),
        Err(error) => Err(error.to_string()),
    }
}

/// What the expression of a strategy sees.
struct Names {
    now: Timestamp,
    values: BTreeMap<String, Value>,
}

impl Environment for Names {
    fn get(&self, name: &str) -> Option<Value> {
        self.values.get(name).cloned()
    }

    fn all(&self) -> BTreeMap<String, Value> {
        self.values.clone()
    }

    fn now(&self) -> Timestamp {
        self.now
    }

    fn unknown_is_nil(&self) -> bool {
        false
    }

    fn functions(&self) -> Functions {
        Functions::Argo
    }
}
