//! `sync`: the limits of semaphores, in ConfigMaps.

use axum::response::Response;
use serde_json::{Value, json};

use super::dispatch::Call;
use super::error::{ApiError, Code, json_response};
use super::workflows::Said;
use crate::core::edit::{LimitError, limit, new_limits, with_changed_limit, with_new_limit, without_limit};
use crate::ports::client::{Client, Refusal};

/// Which limit a request is about, and what it is to be.
struct Wanted {
    map: String,
    key: String,
    limit: i32,
}

impl From<LimitError> for ApiError {
    fn from(error: LimitError) -> Self {
        let code = match error {
            LimitError::Missing { .. } => Code::NotFound,
            LimitError::Exists { .. } => Code::AlreadyExists,
            LimitError::NoNumber { .. } => Code::InvalidArgument,
        };
        Self::new(code, error.to_string())
    }
}

fn in_config_map(kind: &str) -> Result<(), ApiError> {
    match kind {
        "" | "0" | "CONFIGMAP" => Ok(()),
        "1" | "DATABASE" => Err(ApiError::new(
            Code::Unimplemented,
            "this server has no database for limits: keep them in a ConfigMap",
        )),
        other => Err(ApiError::invalid(format!("type: {other:?} is neither CONFIGMAP nor DATABASE"))),
    }
}

/// Of a query.
fn asked(call: &Call) -> Result<Wanted, ApiError> {
    in_config_map(call.query.text("type"))?;
    whole(call.query.text("cmName").to_owned(), call.place(1).to_owned(), 0)
}

/// Of a body.
fn said(call: &Call) -> Result<Wanted, ApiError> {
    let body = call.object()?;
    let kind = match body.get("type") {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    };
    let said = Said::new(body);
    let limit = said.number("limit")?.unwrap_or_default();
    if limit <= 0 {
        return Err(ApiError::invalid("limit must be greater than zero"));
    }
    in_config_map(&kind)?;
    let key = if call.place(1).is_empty() { said.text("key")? } else { call.place(1).to_owned() };
    whole(said.text("cmName")?, key, limit)
}

fn whole(map: String, key: String, limit: i32) -> Result<Wanted, ApiError> {
    if map.is_empty() || key.is_empty() {
        return Err(ApiError::invalid("cmName and key are needed"));
    }
    Ok(Wanted { map, key, limit })
}

fn answer(call: &Call, wanted: &Wanted, limit: i32) -> Response {
    json_response(
        &json!({"namespace": call.place(0), "cmName": wanted.map, "key": wanted.key, "limit": limit}),
    )
}

pub(super) async fn get(call: &Call) -> Result<Response, ApiError> {
    let wanted = asked(call)?;
    let map = call.backend().config_map(call.place(0), &wanted.map).await?;
    Ok(answer(call, &wanted, limit(&map, &wanted.key)?))
}

pub(super) async fn create(call: &Call) -> Result<Response, ApiError> {
    let (wanted, namespace) = (said(call)?, call.place(0));
    match call.backend().config_map(namespace, &wanted.map).await {
        Err(error) if error.refusal == Refusal::NotFound => {
            let map = new_limits(namespace, &wanted.map, &wanted.key, wanted.limit);
            call.backend().create_config_map(&map).await?;
        }
        found => {
            let map = with_new_limit(&found?, &wanted.key, wanted.limit)?;
            call.backend().replace_config_map(&map).await?;
        }
    }
    Ok(answer(call, &wanted, wanted.limit))
}

pub(super) async fn update(call: &Call) -> Result<Response, ApiError> {
    let wanted = said(call)?;
    let map = call.backend().config_map(call.place(0), &wanted.map).await?;
    call.backend().replace_config_map(&with_changed_limit(&map, &wanted.key, wanted.limit)?).await?;
    Ok(answer(call, &wanted, wanted.limit))
}

pub(super) async fn delete(call: &Call) -> Result<Response, ApiError> {
    let wanted = asked(call)?;
    let map = call.backend().config_map(call.place(0), &wanted.map).await?;
    call.backend().replace_config_map(&without_limit(&map, &wanted.key)).await?;
    Ok(json_response(&json!({})))
}
