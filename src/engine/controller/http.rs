//! The calls of http templates, made by the controller itself: there is no agent.

use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use futures::StreamExt;
use reqwest::header::{HOST, HeaderMap, HeaderName, HeaderValue};
use serde_json::{Value, json};

use super::Shared;
use super::objects::{Objects, path, refusal};
use super::registry::WorkflowKey;
use crate::core::api::{API_VERSION, Http, label};
use crate::core::call::{Headers, Received, Sent, canonical, judge};

/// The longest answer that is kept, in bytes: it becomes a part of the workflow.
const LONGEST: usize = 1 << 20;

/// How long is waited before a result that could not be saved is saved again.
const PAUSE: Duration = Duration::from_secs(1);

/// Makes a call and saves what it has come to as the task result of its node.
pub(super) async fn run(
    shared: Arc<Shared>,
    workflow: WorkflowKey,
    uid: String,
    node_id: String,
    http: Http,
) {
    let outcome = match exchange(&shared.objects, &workflow.namespace, &http).await {
        Ok((sent, received)) => {
            let (phase, message) = judge(&http, &sent, &received, shared.clock.now());
            json!({"phase": phase, "message": message, "outputs": {"result": received.body}})
        }
        Err(why) => json!({"phase": "Error", "message": format!("error processing task: {why}")}),
    };
    let mut result = outcome;
    result["apiVersion"] = API_VERSION.into();
    result["kind"] = "WorkflowTaskResult".into();
    result["metadata"] = json!({
        "name": node_id,
        "namespace": workflow.namespace,
        "labels": {label::WORKFLOW: workflow.name, label::REPORT_OUTPUTS_COMPLETED: "true"},
        "ownerReferences": [{"apiVersion": API_VERSION, "kind": "Workflow", "name": workflow.name, "uid": uid}],
    });
    loop {
        match shared.objects.create(&path::results(&workflow.namespace), &result).await {
            Err(error) if refusal(&error) != Some(409) => {
                tracing::warn!(%error, node = node_id, "the answer of a call was not saved");
                tokio::time::sleep(PAUSE).await;
            }
            Ok(_) | Err(_) => return,
        }
    }
}

async fn exchange(objects: &Objects, namespace: &str, http: &Http) -> Result<(Sent, Received), String> {
    // Fails only where somebody has chosen a provider already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut client = reqwest::Client::builder().danger_accept_invalid_certs(http.insecure_skip_verify);
    if let Some(seconds) = http.timeout_seconds.and_then(|seconds| u64::try_from(seconds).ok()) {
        client = client.timeout(Duration::from_secs(seconds));
    }
    let client = client.build().map_err(|error| words(&error))?;
    let method = if http.method.is_empty() { "GET" } else { &http.method };
    let verb = reqwest::Method::from_bytes(method.as_bytes());
    let verb = verb.map_err(|_| format!("net/http: invalid method {method:?}"))?;
    let headers = headers(objects, namespace, http).await?;
    let body = match http.body_from.as_ref().filter(|from| !from.bytes.is_empty()) {
        Some(from) => {
            let decoded = base64::engine::general_purpose::STANDARD.decode(&from.bytes);
            decoded.map_err(|error| format!("bodyFrom.bytes: {error}"))?
        }
        None => http.body.clone().into_bytes(),
    };
    let request = client.request(verb, &http.url).headers(headers.clone()).body(body.clone());
    let response = request.send().await.map_err(|error| words(&error))?;
    let received = Received {
        status: response.status().as_u16(),
        headers: shown(response.headers()),
        body: String::new(),
    };
    let body_in = text(response).await?;
    let mut told = shown(&headers);
    told.remove("Host");
    let sent = Sent { method: method.to_owned(), headers: told, body };
    Ok((sent, Received { body: body_in, ..received }))
}

/// The headers of the request, those from secrets included.
async fn headers(objects: &Objects, namespace: &str, http: &Http) -> Result<HeaderMap, String> {
    let mut headers = HeaderMap::new();
    for header in &http.headers {
        let secret = header.value_from.as_ref().and_then(|from| from.secret_key_ref.as_ref());
        let value = match secret {
            Some(selector) => secret_value(objects, namespace, &selector.name, &selector.key).await?,
            None => header.value.clone().into_bytes(),
        };
        let name = HeaderName::from_bytes(header.name.as_bytes());
        let name = name.map_err(|_| format!("net/http: invalid header field name {:?}", header.name))?;
        let mut value = HeaderValue::from_bytes(&value)
            .map_err(|_| format!("net/http: invalid header field value for {:?}", header.name))?;
        value.set_sensitive(secret.is_some());
        if name == HOST {
            headers.insert(name, value);
        } else {
            headers.append(name, value);
        }
    }
    Ok(headers)
}

async fn secret_value(objects: &Objects, namespace: &str, name: &str, key: &str) -> Result<Vec<u8>, String> {
    let missing = || format!("secrets \"{name}\" not found");
    let secret = objects.get(&path::secret(namespace, name)).await.map_err(|error| error.to_string())?;
    let secret = secret.ok_or_else(missing)?;
    let text = secret.get("data").and_then(|data| data.get(key)).and_then(Value::as_str);
    let text = text.ok_or_else(|| format!("secret '{name}' does not have the key '{key}'"))?;
    let decoded = base64::engine::general_purpose::STANDARD.decode(text);
    decoded.map_err(|error| format!("secret '{name}', key '{key}': {error}"))
}

/// The body of an answer as text, unless it is too long.
async fn text(response: reqwest::Response) -> Result<String, String> {
    let mut body = Vec::new();
    let mut pieces = response.bytes_stream();
    while let Some(piece) = pieces.next().await {
        body.extend_from_slice(&piece.map_err(|error| words(&error))?);
        if body.len() > LONGEST {
            return Err(format!("the answer is longer than {LONGEST} bytes"));
        }
    }
    Ok(String::from_utf8_lossy(&body).into_owned())
}

fn shown(headers: &HeaderMap) -> Headers {
    let mut shown = Headers::new();
    for (name, value) in headers {
        let text = String::from_utf8_lossy(value.as_bytes()).into_owned();
        shown.entry(canonical(name.as_str())).or_default().push(text);
    }
    shown
}

/// An error with its causes.
fn words(error: &reqwest::Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}
