//! New workflows: from the caller, or of what is stored.

use axum::response::Response;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::auth::Caller;
use super::check;
use super::dispatch::Call;
use super::error::{ApiError, Code, json_response};
use super::objects::{placed, plain};
use super::workflows::{Said, answer};
use crate::core::api::{CronWorkflow, Workflow, kinds, label};
use crate::core::edit::{self, SubmitOptions};
use crate::ports::client::Client;

/// Labels that say who made an object.
const CREATOR: [(&str, &str); 3] =
    [("", "sub"), ("-email", "email"), ("-preferred-username", "preferred_username")];

/// Writes into an object who made it, and takes away what it says of that itself.
pub(super) fn sign(object: &mut Value, caller: &Caller) {
    let Some(metadata) = object.get_mut("metadata").and_then(Value::as_object_mut) else { return };
    let mut labels = match metadata.get_mut("labels").map(Value::take) {
        Some(Value::Object(labels)) => labels,
        _ => serde_json::Map::new(),
    };
    for (suffix, claim) in CREATOR {
        let key = format!("{}{suffix}", label::CREATOR);
        labels.shift_remove(&key);
        let value = label_value(&caller.claim(claim).replacen('@', ".at.", usize::from(claim == "email")));
        if !value.is_empty() {
            labels.insert(key, value.into());
        }
    }
    if labels.is_empty() {
        metadata.shift_remove("labels");
    } else {
        metadata.insert("labels".to_owned(), labels.into());
    }
}

/// The nearest text that may be the value of a label.
fn label_value(text: &str) -> String {
    let plain: Vec<char> =
        text.chars().map(|c| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '-' }).collect();
    let kept: String = plain.iter().skip(plain.len().saturating_sub(63)).collect();
    kept.trim_matches(|c: char| !c.is_ascii_alphanumeric()).to_owned()
}

/// The workflow that a request carries.
fn carried(call: &Call) -> Result<(Value, Value), ApiError> {
    let mut body = call.object()?;
    let workflow = body.get_mut("workflow").map(Value::take).unwrap_or_default();
    if !workflow.is_object() {
        return Err(ApiError::invalid("workflow body not specified"));
    }
    let workflow = placed(workflow, call.place(0))?;
    Ok((workflow, body))
}

fn typed(workflow: Value) -> Result<Workflow, ApiError> {
    serde_json::from_value(workflow)
        .map_err(|error| ApiError::invalid(format!("the workflow cannot be read: {error}")))
}

/// Checks, creates and answers a workflow.
async fn made(
    call: &Call,
    mut workflow: Value,
    dry_run: bool,
    server_dry_run: bool,
) -> Result<Response, ApiError> {
    let namespace = call.place(0);
    if namespace.is_empty() {
        return Err(ApiError::invalid("a namespace is needed"));
    }
    sign(&mut workflow, &call.caller);
    check::refuse(call.backend(), namespace, "Workflow", &workflow).await?;
    let workflow = typed(workflow)?;
    if dry_run {
        return answer(&workflow);
    }
    answer(&call.backend().create_workflow(namespace, &workflow, server_dry_run).await?)
}

pub(super) async fn create(call: &Call) -> Result<Response, ApiError> {
    let (workflow, body) = carried(call)?;
    let dry =
        body.pointer("/createOptions/dryRun").and_then(Value::as_array).is_some_and(|all| !all.is_empty());
    let server_dry_run = Said::new(body).switch("serverDryRun")?;
    made(call, workflow, dry, server_dry_run).await
}

pub(super) async fn lint(call: &Call) -> Result<Response, ApiError> {
    let (workflow, _) = carried(call)?;
    check::linted(call.backend(), call.place(0), "Workflow", &workflow, Code::Unknown).await?;
    Ok(json_response(&plain(workflow)))
}

/// Runs a template, or what a cron workflow would.
pub(super) async fn submit(call: &Call) -> Result<Response, ApiError> {
    let mut body = call.object()?;
    let options = body.get_mut("submitOptions").map(Value::take).unwrap_or_default();
    let (said, options) = (Said::new(body), Said::new(options));
    let mut workflow = stored(call, &said.text("resourceKind")?, &said.text("resourceName")?).await?;
    let chosen = SubmitOptions {
        name: options.text("name")?,
        generate_name: options.text("generateName")?,
        entrypoint: first_of(options.text("entryPoint")?, options.text("entrypoint")?),
        service_account: options.text("serviceAccount")?,
        priority: options.number("priority")?,
        labels: options.text("labels")?,
        parameters: options.texts("parameters")?,
        instance_id: String::new(),
    };
    chosen.apply(&mut workflow).map_err(|error| ApiError::invalid(error.to_string()))?;
    let class = options.text("podPriorityClassName")?;
    if !class.is_empty() {
        workflow.spec.pod_priority_class_name = class;
    }
    for pair in options.text("annotations")?.split(',').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair
            .split_once('=')
            .ok_or_else(|| ApiError::invalid(format!("annotation {pair:?} is not NAME=VALUE")))?;
        workflow.metadata.annotations.insert(name.to_owned(), value.to_owned());
    }
    for pair in options.texts("artifacts")? {
        // A key alone is one of the repository that the workflow uses, where files that were brought are.
        let (name, key) = pair
            .split_once('=')
            .ok_or_else(|| ApiError::invalid(format!("artifact {pair:?} is not NAME=KEY")))?;
        let given = json!({"name": name, "s3": {"key": key}});
        let given = serde_json::from_value(given).map_err(|error| ApiError::invalid(error.to_string()))?;
        workflow.spec.arguments.artifacts.push(given);
    }
    let value =
        serde_json::to_value(&workflow).map_err(|error| ApiError::new(Code::Internal, error.to_string()))?;
    let value = placed(value, call.place(0))?;
    made(call, value, options.switch("dryRun")?, options.switch("serverDryRun")?).await
}

fn first_of(one: String, other: String) -> String {
    if one.is_empty() { other } else { one }
}

/// The workflow that something stored stands for; it must be there.
async fn stored(call: &Call, kind: &str, name: &str) -> Result<Workflow, ApiError> {
    let unsupported = || ApiError::invalid(format!("Resource kind '{kind}' is not supported for submitting"));
    let info = kinds::by_name(&kind.to_ascii_lowercase());
    let info = info
        .filter(|info| ["WorkflowTemplate", "ClusterWorkflowTemplate", "CronWorkflow"].contains(&info.kind));
    let info = info.ok_or_else(unsupported)?;
    super::objects::named(name)?;
    let found = call.backend().get_object(info, call.place(0), name).await?;
    Ok(match info.kind {
        "WorkflowTemplate" => edit::from_template(name, false),
        "ClusterWorkflowTemplate" => edit::from_template(name, true),
        _ => {
            let cron: Result<CronWorkflow, _> = serde_json::from_value(found);
            let cron = cron
                .map_err(|error| ApiError::new(Code::Internal, format!("{name} cannot be read: {error}")))?;
            edit::from_cron_workflow(&cron, None, Timestamp::now())
        }
    })
}

/// Creates the workflow of an event binding.
pub(super) async fn from_event(call: &Call, workflow: &Workflow) -> Result<(), ApiError> {
    let value =
        serde_json::to_value(workflow).map_err(|error| ApiError::new(Code::Internal, error.to_string()))?;
    let mut value = placed(value, call.place(0))?;
    sign(&mut value, &call.caller);
    check::refuse(call.backend(), call.place(0), "Workflow", &value).await?;
    call.backend().create_workflow(call.place(0), &typed(value)?, false).await?;
    Ok(())
}
