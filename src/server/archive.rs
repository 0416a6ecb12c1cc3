//! The archive of workflows that have ended.

use axum::response::Response;
use serde_json::{Value, json};

use super::dispatch::{Call, Server};
use super::error::{ApiError, Code, json_response};

fn none(what: &str) -> ApiError {
    ApiError::new(
        Code::Unimplemented,
        format!("{what} archived workflows is not supported: this server has no archive"),
    )
}

pub(super) async fn list(_: &Server, _: &Call) -> Result<Response, ApiError> {
    Ok(json_response(&json!({"metadata": {}, "items": Value::Null})))
}

pub(super) async fn get(_: &Call) -> Result<Response, ApiError> {
    Err(none("getting"))
}

pub(super) async fn delete(_: &Call) -> Result<Response, ApiError> {
    Err(none("deleting"))
}

pub(super) async fn retry(_: &Call) -> Result<Response, ApiError> {
    Err(none("retrying"))
}

pub(super) async fn resubmit(_: &Call) -> Result<Response, ApiError> {
    Err(none("resubmitting"))
}

pub(super) async fn label_keys(_: &Server, _: &Call) -> Result<Response, ApiError> {
    Ok(json_response(&json!({"items": Value::Null})))
}

pub(super) async fn label_values(_: &Server, _: &Call) -> Result<Response, ApiError> {
    Ok(json_response(&json!({"items": Value::Null})))
}
