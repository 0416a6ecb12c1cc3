//! Probes: a container is ready when its probes say so, and is ended when it does not start or does not live.

use std::convert::Infallible;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use serde_json::Value;
use tokio::sync::oneshot;

use super::pod::{Task, name_of};
use super::start::entry;
use crate::engine::runtime::open;
use crate::ports::entry::Entry;
use crate::ports::runtime::{Observed, RuntimeError};

/// How often is looked whether a container that was just started runs.
const LOOK: Duration = Duration::from_millis(2);

/// Whether a container says how to find out that it is ready; one that does not is ready when it runs.
pub(super) fn is_probed(container: &Value) -> bool {
    ["readinessProbe", "startupProbe"].iter().any(|probe| container[*probe].is_object())
}

/// Asks the probes of all containers and reports the pod as ready when they have answered; does not end by itself.
pub(super) async fn watch(task: &Task<'_>, containers: &[&Value]) -> Infallible {
    let (mut lives, mut readies) = (Vec::new(), Vec::new());
    for container in containers {
        let (told, ready) = oneshot::channel();
        lives.push(look_after(task, container, told));
        if is_probed(container) {
            readies.push(ready);
        }
    }
    let are_ready = async {
        // One that is being ended says nothing any more.
        if readies.is_empty() || futures::future::try_join_all(readies).await.is_err() {
            return;
        }
        if let Err(error) = task.report_running(containers, true).await {
            tracing::error!(%error, "a pod that is ready is not reported");
        }
    };
    futures::future::join(are_ready, futures::future::join_all(lives)).await;
    std::future::pending().await
}

/// Tells when a container is ready; ends it when it does not start, or does not live.
async fn look_after(task: &Task<'_>, container: &Value, told: oneshot::Sender<()>) {
    let probe = |kind| Probe::of(task, container, kind);
    if let Some(startup) = probe("startupProbe")
        && !startup.until_good_or_bad().await
    {
        return startup.end_container().await;
    }
    let ready = async {
        if let Some(readiness) = probe("readinessProbe") {
            readiness.until_good().await;
        }
        // Where nobody asks, nobody listens.
        let _ = told.send(());
    };
    let lives = async {
        if let Some(liveness) = probe("livenessProbe") {
            liveness.until_bad().await;
            liveness.end_container().await;
        }
    };
    futures::future::join(ready, lives).await;
}

/// One probe of a container.
struct Probe<'a> {
    task: &'a Task<'a>,
    container: &'a Value,
    kind: &'static str,
    said: &'a Value,
}

impl<'a> Probe<'a> {
    fn of(task: &'a Task<'a>, container: &'a Value, kind: &'static str) -> Option<Self> {
        let said = &container[kind];
        said.is_object().then_some(Self { task, container, kind, said })
    }

    fn number(&self, key: &str, usual: u64) -> u64 {
        self.said[key].as_u64().unwrap_or(usual).max(1)
    }

    async fn begin(&self) {
        let delay = self.said["initialDelaySeconds"].as_u64().unwrap_or_default();
        tokio::time::sleep(Duration::from_secs(delay)).await;
    }

    async fn pause(&self) {
        tokio::time::sleep(Duration::from_secs(self.number("periodSeconds", 10))).await;
    }

    /// Waits until it has answered as often in a row as it has to.
    async fn until_good(&self) {
        self.ask_until(self.number("successThreshold", 1), u64::MAX).await;
    }

    /// Waits until it has failed too often in a row.
    async fn until_bad(&self) {
        self.ask_until(u64::MAX, self.number("failureThreshold", 3)).await;
    }

    /// Waits until one of the two; false when it has failed.
    async fn until_good_or_bad(&self) -> bool {
        self.ask_until(self.number("successThreshold", 1), self.number("failureThreshold", 3)).await
    }

    /// Ends the container, whose probe failed too often. Argo's pods are never restarted: what is ended so has failed.
    async fn end_container(&self) {
        let (task, container) = (self.task, self.container);
        let name = name_of(container);
        tracing::warn!(pod = task.key.name, container = name, probe = self.kind, "a probe failed too often");
        let own = self.said["terminationGracePeriodSeconds"].as_u64();
        task.end(&[container], own.unwrap_or_else(|| task.usual_grace())).await;
    }

    async fn ask_until(&self, good: u64, bad: u64) -> bool {
        self.begin().await;
        let (mut answered, mut failed) = (0, 0);
        loop {
            let patience = Duration::from_secs(self.number("timeoutSeconds", 1));
            if tokio::time::timeout(patience, self.answers()).await == Ok(true) {
                (answered, failed) = (answered + 1, 0);
            } else {
                (answered, failed) = (0, failed + 1);
            }
            if answered >= good {
                return true;
            }
            if failed >= bad {
                return false;
            }
            self.pause().await;
        }
    }

    /// Whether a command succeeds in the container.
    async fn runs(&self, command: Vec<String>) -> bool {
        let (task, name) = (self.task, name_of(self.container));
        let runtime = &task.shared.runtime;
        let root = Some(PathBuf::from("/"));
        let entry = Entry { working_dir: root, ..entry(task.pod, self.container, command) };
        let door = loop {
            match runtime.enter(&task.folder, name, &entry) {
                Ok(door) => break door,
                Err(_) if matches!(runtime.observe(&task.folder, name), Observed::Ended(_)) => return false,
                // One that has only just been started is there in a moment; who asks has a limit.
                Err(RuntimeError::NotRunning(_)) => tokio::time::sleep(LOOK).await,
                Err(error) => {
                    tracing::debug!(%error, container = name, "a probe could not be run");
                    return false;
                }
            }
        };
        let mut command = open(door);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().await.is_ok_and(|status| status.success())
    }

    async fn answers(&self) -> bool {
        let probe = self.said;
        if let Some(command) = probe["exec"]["command"].as_array() {
            let words = command.iter().filter_map(Value::as_str).map(str::to_owned);
            return self.runs(words.collect()).await;
        }
        let http = &probe["httpGet"];
        let action = if http.is_object() { http } else { &probe["tcpSocket"] };
        let Some(port) = port_of(self.container, &action["port"]) else { return false };
        let host = action["host"].as_str().filter(|host| !host.is_empty()).unwrap_or("127.0.0.1");
        if http.is_object() {
            return answers_http(http, host, port).await;
        }
        tokio::net::TcpStream::connect((host, port)).await.is_ok()
    }
}

async fn answers_http(http: &Value, host: &str, port: u16) -> bool {
    let scheme = http["scheme"].as_str().unwrap_or("HTTP").to_lowercase();
    let path = http["path"].as_str().unwrap_or("/").trim_start_matches('/');
    // Fails only where somebody has chosen a provider already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    // As a kubelet: whether something answers is asked, not who.
    let client = reqwest::Client::builder().no_proxy().danger_accept_invalid_certs(true).build();
    let Ok(client) = client else { return false };
    let mut request = client.get(format!("{scheme}://{host}:{port}/{path}"));
    for header in http["httpHeaders"].as_array().into_iter().flatten() {
        let text = |key: &str| header[key].as_str().unwrap_or_default();
        request = request.header(text("name"), text("value"));
    }
    request.send().await.is_ok_and(|answer| (200..400).contains(&answer.status().as_u16()))
}

/// A port by its number, or by its name among the container's.
fn port_of(container: &Value, port: &Value) -> Option<u16> {
    let number = port.as_u64().or_else(|| port.as_str()?.parse().ok());
    let named = || {
        let mut ports = container["ports"].as_array()?.iter();
        ports.find(|known| known["name"] == *port)?["containerPort"].as_u64()
    };
    u16::try_from(number.or_else(named)?).ok()
}
