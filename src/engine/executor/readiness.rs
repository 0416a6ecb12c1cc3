//! Readiness: a container with a probe counts as ready when the probe has answered.

use std::convert::Infallible;
use std::time::Duration;

use serde_json::Value;

use super::pod::Task;

/// Whether a container says how to find out that it is ready. Commands and gRPC are not asked: such a container is
/// ready when it runs.
pub(super) fn is_probed(container: &Value) -> bool {
    let probe = &container["readinessProbe"];
    probe["httpGet"].is_object() || probe["tcpSocket"].is_object()
}

/// Reports a pod as ready when all its probes have answered; does not end by itself.
pub(super) async fn watch(task: &Task<'_>, containers: &[&Value]) -> Infallible {
    let probed: Vec<&Value> = containers.iter().copied().filter(|spec| is_probed(spec)).collect();
    if !probed.is_empty() {
        futures::future::join_all(probed.into_iter().map(ready)).await;
        if let Err(error) = task.report_running(containers, true).await {
            tracing::error!(%error, "a pod that is ready is not reported");
        }
    }
    std::future::pending().await
}

/// Waits until a container's probe has answered as often as it has to.
async fn ready(container: &Value) {
    let probe = &container["readinessProbe"];
    let seconds = |key: &str, usual: u64| Duration::from_secs(probe[key].as_u64().unwrap_or(usual));
    tokio::time::sleep(seconds("initialDelaySeconds", 0)).await;
    let (period, patience) = (seconds("periodSeconds", 10), seconds("timeoutSeconds", 1));
    let wanted = probe["successThreshold"].as_u64().unwrap_or(1).max(1);
    let mut answered = 0;
    loop {
        let good =
            tokio::time::timeout(patience.max(Duration::from_secs(1)), answers(container, probe)).await;
        answered = if good == Ok(true) { answered + 1 } else { 0 };
        if answered >= wanted {
            return;
        }
        tokio::time::sleep(period.max(Duration::from_secs(1))).await;
    }
}

async fn answers(container: &Value, probe: &Value) -> bool {
    let http = &probe["httpGet"];
    let action = if http.is_object() { http } else { &probe["tcpSocket"] };
    let Some(port) = port_of(container, &action["port"]) else { return false };
    let host = action["host"].as_str().filter(|host| !host.is_empty()).unwrap_or("127.0.0.1");
    if !http.is_object() {
        return tokio::net::TcpStream::connect((host, port)).await.is_ok();
    }
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
