//! What the server says of itself and of its caller.

use axum::response::Response;
use serde_json::{Value, json};

use super::dispatch::{Call, Server};
use super::error::{ApiError, json_response};

/// The release of Argo Workflows whose API this is.
const COMPATIBLE_WITH: &str = "v4.1.2";

pub(super) fn info(server: &Server) -> Response {
    json_response(&json!({
        "managedNamespace": server.options.namespace.as_deref().unwrap_or_default(),
        "links": [], "columns": [], "navColor": "",
        "modals": {"feedback": false, "firstTimeUser": false, "newVersion": false},
    }))
}

pub(super) fn version() -> Response {
    let arch = match std::env::consts::ARCH {
        "x86_64" => "amd64",
        "aarch64" => "arm64",
        other => other,
    };
    json_response(&json!({
        "version": COMPATIBLE_WITH, "buildDate": "1970-01-01T00:00:00Z", "gitCommit": "", "gitTag": "",
        "gitTreeState": "", "goVersion": format!("none: argo {} in Rust", env!("CARGO_PKG_VERSION")),
        "compiler": "rustc", "platform": format!("{}/{arch}", std::env::consts::OS),
    }))
}

/// Who the caller's token says they are; with the server's own credentials nobody in particular.
pub(super) fn user(call: &Call) -> Response {
    let mut user = json!({});
    let named = [("issuer", "iss"), ("subject", "sub"), ("email", "email"), ("name", "name")];
    for (field, claim) in named {
        let value = call.caller.claim(claim);
        if !value.is_empty() {
            user[field] = value.into();
        }
    }
    if let Some(groups) =
        call.caller.claims.as_ref().and_then(|claims| claims.get("groups")).filter(|g| g.is_array())
    {
        user["groups"] = groups.clone();
    }
    let parts: Vec<&str> = call.caller.claim("sub").split(':').collect();
    if let ["system", "serviceaccount", namespace, name] = parts.as_slice() {
        user["serviceAccountNamespace"] = (*namespace).into();
        user["serviceAccountName"] = (*name).into();
    }
    json_response(&user)
}

/// Usage is not collected: the event is read and forgotten.
///
/// # Errors
/// When the body is no JSON object.
pub(super) fn collected(call: &Call) -> Result<Response, ApiError> {
    call.object()?;
    Ok(json_response(&Value::Object(serde_json::Map::new())))
}
