//! The logs of a workflow's pods, or of one of them.

use axum::response::Response;
use futures::StreamExt;
use jiff::{SignedDuration, Timestamp};
use regex::Regex;
use serde_json::json;

use super::dispatch::{Call, Server};
use super::error::ApiError;
use super::query::Query;
use super::routes::Op;
use super::{stream, watch};
use crate::core::steps::StepChoice;
use crate::ports::client::{Client, LogEvent, LogLine, LogQuery};

pub(super) async fn follow(server: &Server, call: &Call) -> Result<Response, ApiError> {
    let (mut query, options) = match read(call) {
        Ok(read) => read,
        Err(error) => return Ok(stream::failed(&error)),
    };
    // Whoever asks for what is not there is told so instead of waiting for it.
    match watch::existing(call, &query.workflow).await {
        Ok(name) => query.workflow = name,
        Err(error) => return Ok(stream::failed(&error)),
    }
    let mut lines = call.backend().logs(query);
    let (events, response) = stream::open();
    let metrics = server.metrics.clone();
    tokio::spawn(async move {
        let _open = metrics.stream();
        let mut left = options.limit;
        while let Some(Some(event)) = events.wait(lines.next()).await {
            match event {
                Ok(LogEvent::Note(text)) => tracing::debug!(%text, "about a log"),
                Ok(LogEvent::Gap { pod, after }) => tracing::debug!(%pod, %after, "lines of a log are lost"),
                Ok(LogEvent::Line(line)) => {
                    let Some(text) = options.shown(&line) else { continue };
                    if let Some(left) = &mut left {
                        let Some(rest) = left.checked_sub(text.len() as u64 + 1) else { return };
                        *left = rest;
                    }
                    if !events.send(&json!({"content": text, "podName": &*line.pod})).await {
                        return;
                    }
                }
                Err(error) => return events.fail(&error.into()).await,
            }
        }
    });
    Ok(response)
}

/// How lines are shown.
struct Shown {
    timestamps: bool,
    grep: Option<Regex>,
    limit: Option<u64>,
}

impl Shown {
    fn shown(&self, line: &LogLine) -> Option<String> {
        let text = match (self.timestamps, line.stamp()) {
            (true, stamp) if !stamp.is_empty() => format!("{stamp} {}", line.lossy()),
            _ => line.lossy().into_owned(),
        };
        let wanted = self.grep.as_ref().is_none_or(|grep| grep.is_match(&text));
        wanted.then_some(text)
    }
}

fn read(call: &Call) -> Result<(LogQuery, Shown), ApiError> {
    let query = &call.query;
    let text = |key: &str| query.text(key).to_owned();
    let pod = if call.route.op == Op::PodLogs { call.place(2).to_owned() } else { text("podName") };
    let container = text("logOptions.container");
    let grep = match query.text("grep") {
        "" => None,
        pattern => Some(Regex::new(pattern).map_err(|error| ApiError::invalid(format!("grep: {error}")))?),
    };
    let wanted = LogQuery {
        namespace: call.place(0).to_owned(),
        workflow: call.place(1).to_owned(),
        steps: StepChoice {
            names: Some(pod).into_iter().filter(|pod| !pod.is_empty()).collect(),
            ..StepChoice::default()
        },
        selector: text("selector"),
        container: if container.is_empty() { "main".to_owned() } else { container },
        follow: query.switch("logOptions.follow")?,
        previous: query.switch("logOptions.previous")?,
        since: since(query)?,
        tail: query.number("logOptions.tailLines")?,
        deleted_pods: true,
        step_names: false,
    };
    let shown = Shown {
        timestamps: query.switch("logOptions.timestamps")?,
        grep,
        limit: query.number("logOptions.limitBytes")?,
    };
    Ok((wanted, shown))
}

/// A time, a time in two parts, or so many seconds ago.
fn since(query: &Query) -> Result<Option<Timestamp>, ApiError> {
    if let Some(time) = query.time("logOptions.sinceTime")? {
        return Ok(Some(time));
    }
    let out_of_range = |_| ApiError::invalid("logOptions.sinceTime is out of range");
    if let Some(seconds) = query.number("logOptions.sinceTime.seconds")? {
        return Timestamp::from_second(i64::try_from(seconds).unwrap_or(i64::MAX))
            .map(Some)
            .map_err(out_of_range);
    }
    let Some(seconds) = query.number("logOptions.sinceSeconds")? else { return Ok(None) };
    let ago = SignedDuration::from_secs(i64::try_from(seconds).unwrap_or(i64::MAX));
    Ok(Some(Timestamp::now().checked_sub(ago).unwrap_or(Timestamp::MIN)))
}
