//! `argo submit --from KIND/NAME`: workflows out of what is stored (cli.md §2.1).

use jiff::Timestamp;
use serde_json::json;

use crate::cli::context::{Connection, Context};
use crate::cli::error::{CliError, CliResult};
use crate::cli::parameters;
use crate::cli::stored::{Stored, decode};
use crate::core::api::{CronWorkflow, Workflow};
use crate::core::edit::{self, Source, SubmitOptions};

/// Refuses arguments that a stored template does not have. On this machine only: a cluster is asked no more than Argo's own
/// command asks it.
pub(super) async fn check(connection: &Connection, from: &Source, given: &[String]) -> CliResult<()> {
    match from {
        Source::Template(name) if connection.local => {
            parameters::check_stored(connection, (false, name), given).await
        }
        Source::ClusterTemplate(name) if connection.local => {
            parameters::check_stored(connection, (true, name), given).await
        }
        _ => Ok(()),
    }
}

/// Builds the workflow that a stored object stands for.
pub(super) async fn workflow(
    ctx: &Context,
    connection: &Connection,
    from: &Source,
    scheduled: Option<&str>,
) -> CliResult<Workflow> {
    match from {
        // A workflow of a template that is not there could not run.
        Source::Template(name) => {
            Stored::new("WorkflowTemplate", "workflow template")?.get(connection, name).await?;
            Ok(edit::from_template(name, false))
        }
        Source::ClusterTemplate(name) => {
            Stored::new("ClusterWorkflowTemplate", "cluster workflow template")?
                .get(connection, name)
                .await?;
            Ok(edit::from_template(name, true))
        }
        Source::Cron(name) => {
            if let Some(text) = scheduled {
                text.parse::<Timestamp>().map_err(|_| {
                    CliError::usage(format!("--scheduled-time {text:?} is no time"))
                        .hint("RFC 3339 is wanted, such as 2026-01-31T12:00:00Z")
                })?;
            }
            let found = Stored::new("CronWorkflow", "cron workflow")?.get(connection, name).await?;
            let cron: CronWorkflow = decode(&found)?;
            Ok(edit::from_cron_workflow(&cron, scheduled, ctx.now()))
        }
    }
}

/// What a workflow is given besides its options.
pub(super) struct More<'m> {
    pub(super) annotations: &'m [(String, String)],
    /// Files that were brought, as `NAME=KEY`.
    pub(super) artifacts: &'m [String],
}

/// Has an Argo Server make the workflow, which may see what its users may not.
pub(super) async fn hosted(
    connection: &Connection,
    from: &Source,
    options: &SubmitOptions,
    more: &More<'_>,
    server_dry_run: bool,
) -> CliResult<Workflow> {
    let (kind, name) = match from {
        Source::Template(name) => ("workflowtemplate", name),
        Source::ClusterTemplate(name) => ("clusterworkflowtemplate", name),
        Source::Cron(name) => ("cronworkflow", name),
    };
    let annotations: Vec<String> =
        more.annotations.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let mut wanted = json!({});
    for (key, value) in [
        ("name", &options.name),
        ("generateName", &options.generate_name),
        ("entryPoint", &options.entrypoint),
        ("serviceAccount", &options.service_account),
        ("labels", &options.labels),
        ("annotations", &annotations.join(",")),
    ] {
        if !value.is_empty() {
            wanted[key] = value.as_str().into();
        }
    }
    if !options.parameters.is_empty() {
        wanted["parameters"] = json!(options.parameters);
    }
    if !more.artifacts.is_empty() {
        wanted["artifacts"] = json!(more.artifacts);
    }
    if let Some(priority) = options.priority {
        wanted["priority"] = priority.into();
    }
    if server_dry_run {
        wanted["serverDryRun"] = true.into();
    }
    let made = connection.client.submit_stored(&connection.namespace, kind, name, &wanted).await;
    made.map_err(|error| CliError::from(error).context("failed to submit workflow"))
}
