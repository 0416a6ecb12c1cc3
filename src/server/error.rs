//! What a request is refused with: Argo's codes, in the shape of its gateway.

use axum::body::Body;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::ports::client::{ClientError, Refusal};

/// Codes of gRPC, which Argo's errors carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    /// Something nobody classified.
    Unknown = 2,
    /// The request makes no sense.
    InvalidArgument = 3,
    /// There is no such thing.
    NotFound = 5,
    /// It is there already, or was changed in the meantime.
    AlreadyExists = 6,
    /// The caller may not.
    PermissionDenied = 7,
    /// Too much at once.
    ResourceExhausted = 8,
    /// This server does not do that.
    Unimplemented = 12,
    /// It failed.
    Internal = 13,
    /// What is behind this server does not answer.
    Unavailable = 14,
    /// Nobody knows the caller.
    Unauthenticated = 16,
}

impl Code {
    fn status(self) -> StatusCode {
        match self {
            Self::Unknown | Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::InvalidArgument => StatusCode::BAD_REQUEST,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::AlreadyExists => StatusCode::CONFLICT,
            Self::PermissionDenied => StatusCode::FORBIDDEN,
            Self::ResourceExhausted => StatusCode::TOO_MANY_REQUESTS,
            Self::Unimplemented => StatusCode::NOT_IMPLEMENTED,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Unauthenticated => StatusCode::UNAUTHORIZED,
        }
    }
}

/// Why a request is refused.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{message}")]
pub struct ApiError {
    /// Argo's code.
    pub code: Code,
    /// What is wrong, for people.
    pub message: String,
    /// Another status than the code's.
    status: Option<StatusCode>,
}

impl ApiError {
    /// An error of a code, in words.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), status: None }
    }

    /// The request makes no sense.
    pub fn invalid(message: impl Into<String>) -> Self {
        Self::new(Code::InvalidArgument, message)
    }

    /// There is no such thing.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new(Code::NotFound, message)
    }

    /// The caller may not.
    pub fn forbidden(message: impl Into<String>) -> Self {
        Self::new(Code::PermissionDenied, message)
    }

    /// Nobody knows the caller.
    pub fn unauthenticated(message: impl Into<String>) -> Self {
        Self::new(Code::Unauthenticated, message)
    }

    /// The same with another status.
    pub fn with_status(mut self, status: StatusCode) -> Self {
        self.status = Some(status);
        self
    }

    /// The status it is answered with.
    pub fn status(&self) -> StatusCode {
        self.status.unwrap_or_else(|| self.code.status())
    }

    /// As an event of a stream.
    pub fn event(&self) -> Value {
        let status = self.status();
        json!({"error": {
            "grpc_code": self.code as i32, "http_code": status.as_u16(), "message": self.message,
            "http_status": status.canonical_reason().unwrap_or_default(),
        }})
    }
}

impl From<ClientError> for ApiError {
    fn from(error: ClientError) -> Self {
        let code = match error.refusal {
            Refusal::NotFound => Code::NotFound,
            Refusal::AlreadyExists | Refusal::Conflict => Code::AlreadyExists,
            Refusal::Forbidden => Code::PermissionDenied,
            Refusal::Unauthorized => Code::Unauthenticated,
            Refusal::Invalid => Code::InvalidArgument,
            Refusal::Unreachable => Code::Unavailable,
            Refusal::Other => Code::Internal,
        };
        Self::new(code, error.message)
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let body = json!({"code": self.code as i32, "message": self.message});
        let mut response = json_response(&body);
        *response.status_mut() = self.status();
        response
    }
}

/// An answer of JSON.
pub(super) fn json_response(body: &Value) -> Response {
    text_response(body.to_string())
}

/// An answer in JSON that is written already.
pub(super) fn text_response(text: String) -> Response {
    let mut response = Response::new(Body::from(text));
    response.headers_mut().insert(header::CONTENT_TYPE, header::HeaderValue::from_static("application/json"));
    response
}
