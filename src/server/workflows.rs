//! One workflow: reading, deleting, changing it.

use axum::response::Response;
use serde_json::{Value, json};

use super::archive;
use super::dispatch::{Call, Server};
use super::error::{ApiError, Code, json_response};
use super::fields::Fields;
use super::objects::{named, plain};
use crate::core::api::Workflow;
use crate::ports::client::{Change, Client, ClientError, Refusal};

/// A workflow as answers carry it.
///
/// # Errors
/// When it cannot be written.
pub(super) fn answer(workflow: &Workflow) -> Result<Response, ApiError> {
    let value = serde_json::to_value(workflow);
    let value = value.map_err(|error| ApiError::new(Code::Internal, error.to_string()))?;
    Ok(json_response(&plain(value)))
}

/// A workflow of an object.
///
/// # Errors
/// When it is none.
pub(super) fn parsed(object: Value) -> Result<Workflow, ApiError> {
    serde_json::from_value(object)
        .map_err(|error| ApiError::new(Code::Internal, format!("a workflow cannot be read: {error}")))
}

/// The workflow of a name; where it is gone, what the archive has of it.
///
/// # Errors
/// When neither has it.
pub(super) async fn there_or_kept(
    server: &Server,
    call: &Call,
    (namespace, name): (&str, &str),
) -> Result<Workflow, ApiError> {
    match call.backend().get_workflow(namespace, name).await {
        Ok(workflow) => Ok(workflow),
        Err(error) => archive::instead(server, call, (namespace, name), error.into()).await,
    }
}

pub(super) async fn get(server: &Server, call: &Call) -> Result<Response, ApiError> {
    named(call.place(1))?;
    let fields = Fields::parse(call.query.text("fields"), "");
    let workflow = there_or_kept(server, call, (call.place(0), call.place(1))).await?;
    let value = serde_json::to_value(&workflow);
    let mut value = plain(value.map_err(|error| ApiError::new(Code::Internal, error.to_string()))?);
    fields.prune(&mut value);
    Ok(json_response(&value))
}

pub(super) async fn delete(call: &Call) -> Result<Response, ApiError> {
    named(call.place(1))?;
    let force = call.query.switch("force")?;
    call.backend().delete_workflow(call.place(0), call.place(1), force).await?;
    Ok(json_response(&json!({})))
}

/// What a request says, with a type that is checked.
pub(super) struct Said(Value);

impl Said {
    pub(super) fn new(body: Value) -> Self {
        Self(body)
    }

    pub(super) fn text(&self, key: &str) -> Result<String, ApiError> {
        match self.0.get(key) {
            None | Some(Value::Null) => Ok(String::new()),
            Some(Value::String(text)) => Ok(text.clone()),
            Some(_) => Err(ApiError::invalid(format!("{key} is no text"))),
        }
    }

    pub(super) fn switch(&self, key: &str) -> Result<bool, ApiError> {
        match self.0.get(key) {
            None | Some(Value::Null) => Ok(false),
            Some(Value::Bool(on)) => Ok(*on),
            Some(_) => Err(ApiError::invalid(format!("{key} is neither true nor false"))),
        }
    }

    pub(super) fn number(&self, key: &str) -> Result<Option<i32>, ApiError> {
        match self.0.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => {
                let number = value.as_i64().and_then(|number| i32::try_from(number).ok());
                number.map(Some).ok_or_else(|| ApiError::invalid(format!("{key} is no number of 32 bits")))
            }
        }
    }

    pub(super) fn texts(&self, key: &str) -> Result<Vec<String>, ApiError> {
        let wrong = || ApiError::invalid(format!("{key} is no list of texts"));
        match self.0.get(key) {
            None | Some(Value::Null) => Ok(Vec::new()),
            Some(Value::Array(items)) => {
                items.iter().map(|item| item.as_str().map(str::to_owned).ok_or_else(wrong)).collect()
            }
            Some(_) => Err(wrong()),
        }
    }
}

/// What a verb and its body come to.
fn change_of(verb: &str, said: &Said) -> Result<Change, ApiError> {
    let selector = said.text("nodeFieldSelector")?;
    Ok(match verb {
        "suspend" => Change::Suspend,
        "resume" => Change::Resume { selector },
        "stop" => Change::Stop { selector, message: said.text("message")? },
        "terminate" => Change::Terminate,
        "set" => {
            let (phase, message) = (said.text("phase")?, said.text("message")?);
            Change::Set { selector, phase, message, outputs: outputs(&said.text("outputParameters")?)? }
        }
        "retry" => {
            let restart_successful = said.switch("restartSuccessful")?;
            Change::Retry { restart_successful, selector, parameters: said.texts("parameters")? }
        }
        _ => return Err(ApiError::not_found("Not Found")),
    })
}

/// Output parameters, as JSON in a text.
fn outputs(text: &str) -> Result<Vec<(String, String)>, ApiError> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let wrong = || ApiError::invalid("outputParameters is no JSON object of texts");
    let parsed: serde_json::Map<String, Value> = serde_json::from_str(text).map_err(|_| wrong())?;
    let text_of = |value: Value| match value {
        Value::String(text) => Ok(text),
        _ => Err(wrong()),
    };
    parsed.into_iter().map(|(name, value)| Ok((name, text_of(value)?))).collect()
}

pub(super) async fn change(server: &Server, call: &Call) -> Result<Response, ApiError> {
    let (namespace, name, verb) = (call.place(0), call.place(1), call.place(2));
    let said = Said::new(call.object()?);
    if verb == "resubmit" {
        named(name)?;
        let (memoized, parameters) = (said.switch("memoized")?, said.texts("parameters")?);
        let made = call.backend().resubmit_workflow(namespace, name, memoized, &parameters).await;
        let missing = match made {
            Ok(made) => return answer(&made),
            Err(error) => error.into(),
        };
        let old = archive::instead(server, call, (namespace, name), missing).await?;
        return archive::again(call, &old, &said).await;
    }
    let change = change_of(verb, &said)?;
    named(name)?;
    let changed = call.backend().change_workflow(namespace, name, &change).await;
    let retries = verb == "retry";
    answer(&changed.map_err(|error| refused(error, retries))?)
}

/// What cannot be done to a workflow is an internal error to Argo, except for retries.
fn refused(error: ClientError, retries: bool) -> ApiError {
    let refusal = error.refusal;
    let error = ApiError::from(error);
    if refusal == Refusal::Invalid && !retries { ApiError::new(Code::Internal, error.message) } else { error }
}
