//! What the API says when it does not do what was asked: `Status` objects as an API server writes them.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

use super::kinds::Kind;
use crate::engine::store::StoreError;

/// A failure with the code and reason a client acts on.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{message}")]
pub(super) struct ApiError {
    code: u16,
    reason: &'static str,
    message: String,
    details: Option<Value>,
}

/// One thing that is wrong with an object.
#[derive(Debug, Clone)]
pub(super) struct Cause {
    /// E.g. `FieldValueInvalid`.
    pub(super) reason: &'static str,
    /// What is wrong, without the field's name.
    pub(super) message: String,
    /// Where, e.g. `metadata.name`.
    pub(super) field: String,
}

impl Cause {
    /// A cause of its parts.
    pub(super) fn new(reason: &'static str, field: &str, message: impl Into<String>) -> Self {
        Self { reason, message: message.into(), field: field.to_owned() }
    }

    fn written(&self) -> Value {
        json!({"reason": self.reason, "message": self.message, "field": self.field})
    }
}

impl ApiError {
    fn new(code: u16, reason: &'static str, message: impl Into<String>) -> Self {
        Self { code, reason, message: message.into(), details: None }
    }

    fn about(mut self, kind: &Kind, name: &str) -> Self {
        let mut details = Map::new();
        if !name.is_empty() {
            details.insert("name".into(), name.into());
        }
        if !kind.group.is_empty() {
            details.insert("group".into(), kind.group.into());
        }
        details.insert("kind".into(), kind.plural.into());
        self.details = Some(Value::Object(details));
        self
    }

    /// No such object.
    pub(super) fn not_found(kind: &Kind, name: &str) -> Self {
        Self::new(404, "NotFound", format!("{} \"{name}\" not found", kind.resource())).about(kind, name)
    }

    /// No such path.
    pub(super) fn no_resource() -> Self {
        let mut error = Self::new(404, "NotFound", "the server could not find the requested resource");
        error.details = Some(json!({}));
        error
    }

    /// A verb the path does not have.
    pub(super) fn method_not_allowed() -> Self {
        let mut error = Self::new(
            405,
            "MethodNotAllowed",
            "the server does not allow this method on the requested resource",
        );
        error.details = Some(json!({}));
        error
    }

    /// An object of this name is there already.
    pub(super) fn exists(kind: &Kind, name: &str) -> Self {
        Self::new(409, "AlreadyExists", format!("{} \"{name}\" already exists", kind.resource()))
            .about(kind, name)
    }

    /// The object is not in the state the caller thinks it is.
    pub(super) fn conflict(kind: &Kind, name: &str, why: &str) -> Self {
        let text = format!("Operation cannot be fulfilled on {} \"{name}\": {why}", kind.resource());
        Self::new(409, "Conflict", text).about(kind, name)
    }

    /// The object changed since the caller read it.
    pub(super) fn changed(kind: &Kind, name: &str) -> Self {
        Self::conflict(
            kind,
            name,
            "the object has been modified; please apply your changes to the latest version and try again",
        )
    }

    /// An unreadable or contradictory request.
    pub(super) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(400, "BadRequest", message)
    }

    /// A body of a type nobody can read.
    pub(super) fn unsupported_media_type(accepted: &str) -> Self {
        let text = format!(
            "the body of the request was in an unknown format - accepted media types include: {accepted}"
        );
        Self::new(415, "UnsupportedMediaType", text)
    }

    /// A body larger than the limit.
    pub(super) fn too_large(limit: usize) -> Self {
        Self::new(413, "RequestEntityTooLarge", format!("Request entity too large: limit is {limit}"))
    }

    /// A JSON patch that goes on and on.
    pub(super) fn too_many_operations(limit: usize, found: usize) -> Self {
        let text = format!("The allowed maximum operations in a JSON patch is {limit}, got {found}");
        Self::new(413, "RequestEntityTooLarge", text)
    }

    /// More than this server does at a time.
    pub(super) fn too_many(limit: usize) -> Self {
        let text =
            format!("too many watches and followed logs: {limit} at a time are served, try again later");
        let mut error = Self::new(429, "TooManyRequests", text);
        error.details = Some(json!({"retryAfterSeconds": 1}));
        error
    }

    /// The bodies that are being read take all the room there is.
    pub(super) fn too_many_bodies() -> Self {
        let mut error =
            Self::new(429, "TooManyRequests", "too many large requests at a time, try again later");
        error.details = Some(json!({"retryAfterSeconds": 1}));
        error
    }

    /// The caller took too long.
    pub(super) fn timeout(message: impl Into<String>) -> Self {
        Self::new(408, "Timeout", message)
    }

    /// Something clusters do and this server does not.
    pub(super) fn not_implemented(message: impl Into<String>) -> Self {
        Self::new(501, "NotImplemented", message)
    }

    /// The caller is not known.
    pub(super) fn unauthorized() -> Self {
        Self::new(401, "Unauthorized", "Unauthorized")
    }

    /// The caller may not do this.
    pub(super) fn forbidden(message: impl Into<String>) -> Self {
        Self::new(403, "Forbidden", message)
    }

    /// The caller may not do this to objects of a kind.
    pub(super) fn forbidden_kind(kind: &Kind, name: &str, message: impl Into<String>) -> Self {
        Self::new(403, "Forbidden", message).about(kind, name)
    }

    /// The version asked for is no longer kept.
    pub(super) fn expired(message: impl Into<String>) -> Self {
        Self::new(410, "Expired", message)
    }

    /// A value a field cannot have. `cause` is e.g. `FieldValueInvalid`, `message` what follows the field's name.
    pub(super) fn invalid(kind: &Kind, name: &str, field: &str, cause: &'static str, message: &str) -> Self {
        Self::invalid_object(kind, name, &[Cause::new(cause, field, message)])
    }

    /// Everything that is wrong with an object.
    pub(super) fn invalid_object(kind: &Kind, name: &str, causes: &[Cause]) -> Self {
        Self::invalid_kind(kind.group, kind.kind, name, causes)
    }

    /// An option of a request with a value it cannot have. `options` is e.g. `CreateOptions`.
    pub(super) fn invalid_option(options: &str, field: &str, cause: &'static str, message: &str) -> Self {
        Self::invalid_kind("meta.k8s.io", options, "", &[Cause::new(cause, field, message)])
    }

    fn invalid_kind(group: &str, kind: &str, name: &str, causes: &[Cause]) -> Self {
        let qualified = if group.is_empty() { kind.to_owned() } else { format!("{kind}.{group}") };
        // The same said twice is listed twice as a cause, and told once.
        let mut told: Vec<String> = Vec::new();
        for cause in causes {
            let text = format!("{}: {}", cause.field, cause.message);
            if !told.contains(&text) {
                told.push(text);
            }
        }
        let why = match told.as_slice() {
            [one] => one.clone(),
            many => format!("[{}]", many.join(", ")),
        };
        let mut error = Self::new(422, "Invalid", format!("{qualified} \"{name}\" is invalid: {why}"));
        let mut details = Map::new();
        if !name.is_empty() {
            details.insert("name".into(), name.into());
        }
        if !group.is_empty() {
            details.insert("group".into(), group.into());
        }
        details.insert("kind".into(), kind.into());
        details.insert("causes".into(), causes.iter().map(Cause::written).collect::<Vec<_>>().into());
        error.details = Some(Value::Object(details));
        error
    }

    /// A field that another manager owns.
    pub(super) fn apply_conflict(message: String, causes: Vec<Cause>) -> Self {
        let mut error = Self::new(409, "Conflict", message);
        error.details = Some(json!({"causes": causes.iter().map(Cause::written).collect::<Vec<_>>()}));
        error
    }

    /// A precondition of a deletion that does not hold.
    pub(super) fn precondition(kind: &Kind, name: &str, why: &str) -> Self {
        let text = format!("Operation cannot be fulfilled on {} \"{name}\": {why}", kind.kind);
        let mut error = Self::new(409, "Conflict", text);
        error.details = Some(json!({"name": name, "kind": kind.kind}));
        error
    }

    /// A version that is not there yet.
    pub(super) fn version_too_large(asked: i64, newest: i64) -> Self {
        let text = format!("Timeout: Too large resource version: {asked}, current: {newest}");
        let mut error = Self::new(504, "Timeout", text);
        let cause = json!({"reason": "ResourceVersionTooLarge", "message": "Too large resource version"});
        error.details = Some(json!({"causes": [cause], "retryAfterSeconds": 1}));
        error
    }

    /// A patch that cannot be carried out.
    pub(super) fn unprocessable(message: impl Into<String>) -> Self {
        let mut error = Self::new(422, "Invalid", message);
        error.details = Some(json!({}));
        error
    }

    /// An answer in a form that cannot be had.
    pub(super) fn not_acceptable() -> Self {
        let text = "406: Not Acceptable\n\nAvailable representations: application/json, application/yaml, \
                    application/vnd.kubernetes.protobuf, application/json;stream=watch, \
                    application/vnd.kubernetes.protobuf;stream=watch";
        let mut error = Self::new(406, "NotAcceptable", text);
        error.details = Some(json!({}));
        error
    }

    /// A patch of a type that does not exist.
    pub(super) fn unknown_patch() -> Self {
        let mut error = Self::new(415, "UnsupportedMediaType", "415: Unsupported Media Type");
        error.details = Some(json!({}));
        error
    }

    /// A failure without a reason in one word, as API servers have it in some old places.
    pub(super) fn plain(code: u16, message: impl Into<String>) -> Self {
        Self::new(code, "", message)
    }

    /// Something went wrong on this side.
    pub(super) fn internal(message: impl Into<String>) -> Self {
        Self::new(500, "InternalError", message)
    }

    /// The `Status` object.
    pub(super) fn status(&self) -> Value {
        let mut status = json!({
            "kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure", "message": self.message,
        });
        if !self.reason.is_empty() {
            status["reason"] = self.reason.into();
        }
        if let Some(details) = &self.details {
            status["details"] = details.clone();
        }
        status["code"] = self.code.into();
        status
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Full { .. } | StoreError::Undone { .. } => {
                Self::new(507, "InsufficientStorage", error.to_string())
            }
            StoreError::Compacted(_) => Self::expired(
                "The provided continue parameter is too old to display a consistent list result. You can start a new \
                 list without the continue parameter.",
            ),
            StoreError::Locked { .. } | StoreError::Closed => {
                Self::new(503, "ServiceUnavailable", error.to_string())
            }
            other => Self::internal(other.to_string()),
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let code = StatusCode::from_u16(self.code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let json = HeaderValue::from_static("application/json");
        let mut response =
            (code, [(header::CONTENT_TYPE, json)], self.status().to_string() + "\n").into_response();
        if self.code == 429 {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        }
        response
    }
}
