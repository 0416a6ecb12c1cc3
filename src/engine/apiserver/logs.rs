//! `pods/log`: lines from the files the containers' shims write, `<time> <stream> <F|P> <text>` each, as a kubelet keeps them.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncSeekExt, BufReader};
use tokio::sync::{Notify, mpsc};

use super::error::ApiError;
use super::read::key;
use super::{ApiServer, Call};
use crate::engine::store::Store;

/// How long a follower waits for news of growth before it looks itself: shims are processes of their own, and an
/// engine that was restarted is not told by those it did not start.
const LOOK: Duration = Duration::from_millis(100);

struct Wish {
    since: Option<Timestamp>,
    tail: Option<usize>,
    limit: Option<usize>,
    timestamps: bool,
    follow: bool,
}

impl Wish {
    fn of(call: &Call) -> Result<Self, ApiError> {
        let options = &call.options;
        let size = |key: &str| -> Result<Option<usize>, ApiError> {
            Ok(options.number(key)?.and_then(|n| usize::try_from(n).ok()))
        };
        let since_time = options
            .get("sinceTime")
            .map(|text| {
                text.parse().map_err(|_| ApiError::bad_request(format!("sinceTime: invalid time {text:?}")))
            })
            .transpose()?;
        let since_seconds = options.number("sinceSeconds")?;
        let since = since_time.or_else(|| {
            let back = jiff::SignedDuration::from_secs(since_seconds?);
            Timestamp::now().checked_sub(back).ok()
        });
        Ok(Self {
            since,
            tail: size("tailLines")?,
            limit: size("limitBytes")?,
            timestamps: options.is("timestamps"),
            follow: options.is("follow"),
        })
    }
}

pub(super) async fn log(api: &ApiServer, call: &Call) -> Result<Response, ApiError> {
    let wish = Wish::of(call)?;
    let (namespace, name) = (call.target.namespace.clone(), call.target.name.clone());
    let pod = api.store().get(key(&call.target)).await?;
    let uid = match &pod {
        Some(pod) => pod["metadata"]["uid"].as_str().map(str::to_owned),
        None => api.store().pod_folder(namespace.clone(), name.clone()).await?,
    };
    let uid = uid.ok_or_else(|| ApiError::not_found(call.target.kind, &name))?;
    let container = container(pod.as_ref(), call.options.get("container"), &name)?;
    if call.options.is("previous") {
        // Containers are not restarted here.
        let why = format!("previous terminated container {container:?} in pod {name:?} not found");
        return Err(ApiError::bad_request(why));
    }
    let assigned = pod.as_ref().is_none_or(|pod| pod["spec"]["nodeName"].is_string());
    if !assigned && !wish.follow {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let file = api.inner.pods.join(&namespace).join(&uid).join(format!("{container}.log"));
    if pod.is_some() && !wish.follow && !file.exists() {
        check_started(pod.as_ref(), &container, &name)?;
    }
    let room = api.stream()?;
    let (sender, receiver) = mpsc::channel(64);
    let follower = Follower {
        store: api.store().clone(),
        key: key(&call.target),
        growth: api.log_growth(),
        container,
        file,
        wish,
        sender,
    };
    tokio::spawn(async move {
        follower.run().await;
        drop(room);
    });
    let stream = futures::stream::unfold(receiver, |mut receiver| async move {
        receiver.recv().await.map(|bytes: Bytes| (Ok::<_, std::io::Error>(bytes), receiver))
    });
    Ok(([(header::CONTENT_TYPE, "text/plain")], Body::from_stream(stream)).into_response())
}

/// The container of a pod that is meant.
///
/// # Errors
/// When there is none of the name, or there are several and none is named.
pub(super) fn container(pod: Option<&Value>, asked: Option<&str>, name: &str) -> Result<String, ApiError> {
    let Some(pod) = pod else { return Ok(safe(asked.unwrap_or("main"))?.to_owned()) };
    let of = |list: &str| -> Vec<String> {
        let containers = pod["spec"][list].as_array().into_iter().flatten();
        containers.filter_map(|c| Some(c["name"].as_str()?.to_owned())).collect()
    };
    let (main, init) = (of("containers"), of("initContainers"));
    match asked {
        Some(asked) if main.iter().chain(&init).any(|c| c == asked) => Ok(safe(asked)?.to_owned()),
        Some(asked) => Err(ApiError::bad_request(format!("container {asked} is not valid for pod {name}"))),
        None => match main.as_slice() {
            [only] => Ok(safe(only)?.to_owned()),
            _ => Err(ApiError::bad_request(format!(
                "a container name must be specified for pod {name}, choose one of: [{}]",
                main.join(" ")
            ))),
        },
    }
}

/// A container's name is part of a path.
fn safe(container: &str) -> Result<&str, ApiError> {
    let good = !container.is_empty() && container.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if good {
        Ok(container)
    } else {
        Err(ApiError::bad_request(format!("container {container:?} is not a name")))
    }
}

fn check_started(pod: Option<&Value>, container: &str, name: &str) -> Result<(), ApiError> {
    let phase = pod.and_then(|p| p.pointer("/status/phase")?.as_str()).unwrap_or("Pending");
    if phase == "Pending" {
        return Err(ApiError::bad_request(format!(
            "container \"{container}\" in pod \"{name}\" is waiting to start: ContainerCreating"
        )));
    }
    Ok(())
}

struct Follower {
    store: Store,
    key: crate::engine::store::Key,
    growth: Arc<Notify>,
    container: String,
    file: PathBuf,
    wish: Wish,
    sender: mpsc::Sender<Bytes>,
}

impl Follower {
    async fn run(self) {
        if let Err(error) = self.stream().await {
            tracing::debug!(%error, file = %self.file.display(), "a log stream ended");
        }
    }

    async fn stream(&self) -> std::io::Result<()> {
        let Some(file) = self.opened().await? else { return Ok(()) };
        let mut reader = BufReader::with_capacity(64 * 1024, file);
        let mut skip = match self.wish.tail {
            Some(tail) => lines_before_tail(&self.file, tail, self.wish.since).await?,
            None => 0,
        };
        let mut sent = 0_usize;
        let mut line = Vec::new();
        let (mut ended, mut continued) = (false, false);
        loop {
            let grown = self.growth.notified();
            let start = line.len();
            let read = reader.read_until(b'\n', &mut line).await?;
            if line.last() == Some(&b'\n') {
                if let Some((text, whole)) = shown(&line, &self.wish, continued) {
                    if skip > 0 {
                        skip -= usize::from(whole);
                    } else if !self.send(text, &mut sent).await {
                        return Ok(());
                    }
                    continued = !whole;
                }
                line.clear();
                continue;
            }
            if read > 0 && line.len() > start {
                continue;
            }
            if !self.wish.follow || ended {
                return Ok(());
            }
            tokio::select! {
                () = self.sender.closed() => return Ok(()),
                () = grown => {}
                () = tokio::time::sleep(LOOK) => {}
            }
            // What is written between the check and the end is read once more.
            ended = self.container_ended().await;
        }
    }

    /// The file, when it is there; a follower waits for it as long as the container may still start.
    async fn opened(&self) -> std::io::Result<Option<tokio::fs::File>> {
        loop {
            match tokio::fs::File::open(&self.file).await {
                Ok(file) => return Ok(Some(file)),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                    if !self.wish.follow || self.container_ended().await {
                        return Ok(None);
                    }
                }
                Err(error) => return Err(error),
            }
            tokio::select! {
                () = self.sender.closed() => return Ok(None),
                () = tokio::time::sleep(LOOK) => {}
            }
        }
    }

    async fn container_ended(&self) -> bool {
        let Ok(Some(pod)) = self.store.get(self.key.clone()).await else { return true };
        if matches!(pod["status"]["phase"].as_str(), Some("Succeeded" | "Failed")) {
            return true;
        }
        let lists = ["containerStatuses", "initContainerStatuses"];
        let mut statuses = lists.iter().flat_map(|l| pod["status"][*l].as_array().into_iter().flatten());
        statuses.any(|s| s["name"] == self.container.as_str() && s["state"]["terminated"].is_object())
    }

    /// Sends a line, up to the limit of bytes; `false` when nothing more is wanted.
    async fn send(&self, mut text: Vec<u8>, sent: &mut usize) -> bool {
        if let Some(limit) = self.wish.limit {
            text.truncate(limit.saturating_sub(*sent));
            if text.is_empty() {
                return false;
            }
        }
        *sent += text.len();
        self.sender.send(Bytes::from(text)).await.is_ok()
    }
}

/// A stored line as the reader gets it, and whether it ends a line; `None` where it is too old or unreadable.
/// The time stands at the beginning of a line, not at each of the parts a long one is stored in.
fn shown(line: &[u8], wish: &Wish, continued: bool) -> Option<(Vec<u8>, bool)> {
    let mut parts = line.splitn(4, |b| *b == b' ');
    let (time, _stream, tag, text) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    if let Some(since) = wish.since {
        let written: Timestamp = std::str::from_utf8(time).ok()?.parse().ok()?;
        if written < since {
            return None;
        }
    }
    let mut out = Vec::with_capacity(line.len());
    if wish.timestamps && !continued {
        out.extend_from_slice(time);
        out.push(b' ');
    }
    let whole = tag != b"P";
    out.extend_from_slice(if whole { text } else { text.strip_suffix(b"\n").unwrap_or(text) });
    Some((out, whole))
}

/// How many of the lines that would be shown come before the last `tail`.
async fn lines_before_tail(file: &Path, tail: usize, since: Option<Timestamp>) -> std::io::Result<usize> {
    let wish = Wish { since, tail: None, limit: None, timestamps: false, follow: false };
    let mut file = tokio::fs::File::open(file).await?;
    file.rewind().await?;
    let mut reader = BufReader::with_capacity(64 * 1024, file);
    let mut line = Vec::new();
    let mut count = 0_usize;
    while reader.read_until(b'\n', &mut line).await? > 0 {
        if line.last() == Some(&b'\n') && shown(&line, &wish, true).is_some_and(|(_, whole)| whole) {
            count += 1;
        }
        line.clear();
    }
    Ok(count.saturating_sub(tail))
}
