//! Events from outside: each goes to the WorkflowEventBindings of its namespace, which may start workflows.

use std::collections::BTreeMap;

use axum::response::Response;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::dispatch::Call;
use super::error::{ApiError, Code, json_response};
use super::submit::from_event;
use crate::core::api::{AnyString, Workflow, WorkflowEventBinding, kinds, label};
use crate::core::edit;
use crate::core::expr::{self, PlainEnvironment};
use crate::ports::client::Client;

pub(super) async fn receive(call: &Call) -> Result<Response, ApiError> {
    let namespace = call.place(0);
    if namespace.is_empty() {
        return Err(ApiError::invalid("a namespace is needed"));
    }
    let environment = environment(call)?;
    let kind = kinds::by_kind("WorkflowEventBinding").ok_or_else(|| ApiError::not_found("Not Found"))?;
    let bindings = call.backend().list_objects(kind, Some(namespace), "").await?;
    let mut failed = Vec::new();
    for binding in bindings {
        if let Err(error) = dispatch(call, binding, &environment).await {
            tracing::warn!(namespace, %error, "an event binding failed");
            failed.push(error.message);
        }
    }
    // The others have run; the sender learns that not all did.
    match failed.as_slice() {
        [] => Ok(json_response(&json!({}))),
        several => {
            Err(ApiError::new(Code::Internal, format!("failed to dispatch event: {}", several.join("; "))))
        }
    }
}

/// What expressions of bindings see.
fn environment(call: &Call) -> Result<PlainEnvironment, ApiError> {
    let metadata: BTreeMap<String, Value> = BTreeMap::new();
    let known = [
        ("namespace", json!(call.place(0))),
        ("discriminator", json!(call.place(1))),
        ("metadata", json!(metadata)),
        ("payload", call.json()?),
    ];
    let values = known.iter().map(|(name, value)| ((*name).to_owned(), expr::from_json(value))).collect();
    Ok(PlainEnvironment { values, now: Timestamp::now() })
}

async fn dispatch(call: &Call, binding: Value, environment: &PlainEnvironment) -> Result<(), ApiError> {
    let binding: WorkflowEventBinding = serde_json::from_value(binding)
        .map_err(|error| ApiError::new(Code::Internal, format!("a binding cannot be read: {error}")))?;
    let name = &binding.metadata.name;
    let wrong = |what: &str, error: &dyn std::fmt::Display| {
        ApiError::invalid(format!("binding {name}: {what}: {error}"))
    };
    let selected = expr::evaluate_bool(&binding.spec.event.selector, environment);
    if !selected.map_err(|error| wrong("selector", &error))? {
        return Ok(());
    }
    let Some(submit) = &binding.spec.submit else { return Ok(()) };
    let reference = &submit.workflow_template_ref;
    let mut workflow: Workflow = edit::from_template(&reference.name, reference.cluster_scope);
    workflow.metadata.labels.extend(submit.metadata.labels.clone());
    workflow.metadata.annotations.extend(submit.metadata.annotations.clone());
    if !submit.metadata.name.is_empty() {
        workflow.metadata.name.clone_from(&submit.metadata.name);
    }
    if !submit.metadata.generate_name.is_empty() {
        workflow.metadata.generate_name.clone_from(&submit.metadata.generate_name);
    }
    workflow.metadata.labels.insert(label::WORKFLOW_EVENT_BINDING.to_owned(), name.clone());
    if let Some(arguments) = &submit.arguments {
        let mut arguments = arguments.clone();
        for parameter in &mut arguments.parameters {
            let from = parameter.value_from.take();
            let Some(event) = from.map(|from| from.event).filter(|event| !event.is_empty()) else { continue };
            let value = expr::evaluate(&event, environment);
            let value = value.map_err(|error| wrong(&format!("parameter {}", parameter.name), &error))?;
            parameter.value = Some(AnyString(text_of(&value)));
        }
        workflow.spec.arguments = arguments;
    }
    from_event(call, &workflow).await
}

/// A text as it is; anything else as JSON.
fn text_of(value: &expr::Value) -> String {
    match value {
        expr::Value::Text(text) => text.to_string(),
        other => expr::to_json_text(other).unwrap_or_else(|_| expr::plain(other)),
    }
}
