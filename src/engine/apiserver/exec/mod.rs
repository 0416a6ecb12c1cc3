//! `pods/exec`: commands in containers that run, over a WebSocket, as a kubelet does it.

mod session;

use std::process::Stdio;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::process::Child;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use tokio_tungstenite::tungstenite::protocol::{Role, WebSocketConfig};

use super::error::ApiError;
use super::logs::container;
use super::read::key;
use super::{ApiServer, Call};
use crate::engine::executor;
use crate::engine::runtime::open;
use crate::ports::entry::{Entry, LONGEST_INPUT};
use crate::ports::runtime::{PodFolder, RuntimeError};

/// The protocols that are spoken, the better one first. The second cannot say that there is no more input.
const PROTOCOLS: [&str; 2] = ["v5.channel.k8s.io", "v4.channel.k8s.io"];

/// Steps are processes that have begun without anybody at their input, and use the network of this machine.
///
/// # Errors
/// Always: that there is no such pod, or what to do instead.
pub(super) async fn refuse(api: &ApiServer, call: &Call, way: &str) -> Result<Response, ApiError> {
    let name = &call.target.name;
    if api.store().head(key(&call.target)).await?.is_none() {
        return Err(ApiError::not_found(call.target.kind, name));
    }
    Err(ApiError::not_implemented(match way {
        "portforward" => format!(
            "cannot port-forward to pod {name:?}: the local engine's steps use the network of this machine; connect to \
             the port itself"
        ),
        _ => format!(
            "cannot attach to pod {name:?}: the local engine's steps have no input; follow the log (kubectl logs -f), or run \
             another command beside it (kubectl exec)"
        ),
    }))
}

/// Runs a command in a container, and answers with the way to it.
///
/// # Errors
/// When the request is none that can be served, or the container does not run.
pub(super) async fn exec(api: &ApiServer, mut call: Call) -> Result<Response, ApiError> {
    let name = call.target.name.clone();
    let pod = api.store().get(key(&call.target)).await?;
    let pod = pod.ok_or_else(|| ApiError::not_found(call.target.kind, &name))?;
    let container = container(Some(&pod), call.options.get("container"), &name)?;
    let wish = Wish::of(&call)?;
    let (accept, protocol) = handshake(&call.headers)?;
    let upgrade = call.upgrade.take().ok_or_else(no_upgrade)?;
    let room = api.stream()?;
    let child = start(api, &call.target.namespace, &pod, &container, &wish)?;
    tokio::spawn(async move {
        let config = WebSocketConfig::default()
            .max_message_size(Some(LONGEST_INPUT))
            .max_frame_size(Some(LONGEST_INPUT));
        match upgrade.await {
            Ok(connection) => {
                let connection = TokioIo::new(connection);
                let socket = WebSocketStream::from_raw_socket(connection, Role::Server, Some(config)).await;
                session::run(socket, child, wish.terminal).await;
            }
            Err(error) => tracing::debug!(%error, "a client did not go on to the command it asked for"),
        }
        drop(room);
    });
    let mut response = (StatusCode::SWITCHING_PROTOCOLS, Body::empty()).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONNECTION, HeaderValue::from_static("Upgrade"));
    headers.insert(header::UPGRADE, HeaderValue::from_static("websocket"));
    headers.insert(header::SEC_WEBSOCKET_PROTOCOL, HeaderValue::from_static(protocol));
    headers.insert(header::SEC_WEBSOCKET_ACCEPT, accept);
    Ok(response)
}

/// What the client wants of the command.
struct Wish {
    command: Vec<String>,
    input: bool,
    terminal: bool,
}

impl Wish {
    fn of(call: &Call) -> Result<Self, ApiError> {
        let options = &call.options;
        let command = options.all("command").to_vec();
        if command.first().is_none_or(String::is_empty) {
            return Err(ApiError::bad_request("you must specify at least one command for the container"));
        }
        let (terminal, input) = (options.is("tty"), options.is("stdin"));
        if terminal && options.is("stderr") {
            return Err(ApiError::bad_request("tty and stderr cannot both be true"));
        }
        if !input && !options.is("stdout") && !options.is("stderr") {
            return Err(ApiError::bad_request("you must specify at least one of stdin, stdout, stderr"));
        }
        Ok(Self { command, input, terminal })
    }
}

fn no_upgrade() -> ApiError {
    ApiError::bad_request("Upgrade request required")
}

/// Looks whether a request can become a WebSocket; what is answered to its key, and the protocol on it.
fn handshake(headers: &HeaderMap) -> Result<(HeaderValue, &'static str), ApiError> {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let upgrade = text(header::UPGRADE);
    if upgrade.to_ascii_lowercase().starts_with("spdy/") {
        return Err(ApiError::bad_request(
            "SPDY is not spoken here: use kubectl 1.31 or newer, or 1.29 with KUBECTL_REMOTE_COMMAND_WEBSOCKETS=true",
        ));
    }
    let key = text(header::SEC_WEBSOCKET_KEY);
    let names_it = text(header::CONNECTION).to_ascii_lowercase().contains("upgrade");
    if !upgrade.eq_ignore_ascii_case("websocket") || !names_it || key.is_empty() {
        return Err(no_upgrade());
    }
    if text(header::SEC_WEBSOCKET_VERSION) != "13" {
        return Err(ApiError::bad_request("version 13 of WebSocket is spoken here"));
    }
    let asked = headers.get_all(header::SEC_WEBSOCKET_PROTOCOL).iter().filter_map(|v| v.to_str().ok());
    let asked: Vec<&str> = asked.flat_map(|line| line.split(',')).map(str::trim).collect();
    let Some(protocol) = PROTOCOLS.into_iter().find(|known| asked.contains(known)) else {
        let why = format!("requested protocol(s) are not supported: {asked:?}; supports {PROTOCOLS:?}");
        return Err(ApiError::bad_request(why));
    };
    let accept = HeaderValue::from_str(&derive_accept_key(key.as_bytes()));
    Ok((accept.map_err(|_| no_upgrade())?, protocol))
}

fn start(
    api: &ApiServer,
    namespace: &str,
    pod: &Value,
    container: &str,
    wish: &Wish,
) -> Result<Child, ApiError> {
    let name = pod["metadata"]["name"].as_str().unwrap_or_default();
    let no = |why: String| ApiError::bad_request(format!("cannot exec into pod {name:?}: {why}"));
    let runtime =
        api.inner.runtime.as_ref().ok_or_else(|| no("its containers are not run here".to_owned()))?;
    let home = api.inner.pods.parent().unwrap_or(&api.inner.pods);
    let folder = PodFolder::new(home, namespace, pod["metadata"]["uid"].as_str().unwrap_or_default());
    let door =
        runtime.enter(&folder, container, &entry(pod, container, wish)).map_err(|error| match error {
            RuntimeError::NotRunning(_) => no(error.to_string()),
            other => ApiError::internal(other.to_string()),
        })?;
    let piped = |wanted| if wanted { Stdio::piped() } else { Stdio::null() };
    let mut command = open(door);
    command.stdin(piped(wish.input || wish.terminal)).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().map_err(|error| ApiError::internal(format!("the command cannot be started: {error}")))
}

/// The command as the container has its own: in the same folder, as the same user.
fn entry(pod: &Value, container: &str, wish: &Wish) -> Entry {
    let lists = ["containers", "initContainers"];
    let mut all = lists.iter().flat_map(|list| pod["spec"][*list].as_array().into_iter().flatten());
    let spec = all.find(|spec| spec["name"] == container).unwrap_or(&Value::Null);
    Entry { terminal: wish.terminal, ..executor::entry(pod, spec, wish.command.clone()) }
}
