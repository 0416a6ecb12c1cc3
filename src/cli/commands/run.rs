//! `argo run`.

use std::path::Path;
use std::sync::Arc;

use serde_json::Value;

use crate::cli::context::{Connection, Context};
use crate::cli::error::{CliError, CliResult};
use crate::cli::exit::Exit;
use crate::cli::leave::TimeoutArg;
use crate::cli::live::{self, Live};
use crate::cli::manifest;
use crate::cli::output::{self, Output};
use crate::cli::parameters::{self, ParameterArgs};
use crate::client::kube::{KubeClient, Revive};
use crate::core::api::Workflow;
use crate::core::edit::SubmitOptions;
use crate::engine::daemon::{self, Home};
use crate::engine::{Engine, EngineOptions};

/// The namespace of the engine that runs for one workflow.
const NAMESPACE: &str = "default";

/// Run one workflow on this machine, in an engine of its own, and leave nothing behind
///
/// Templates, ConfigMaps and other objects in the same files are created first. The exit status says how the workflow
/// ended. The first Ctrl-C stops the workflow, exit handlers run; the second ends it at once.
#[derive(Debug, clap::Args)]
pub(crate) struct Run {
    /// Files, directories, URLs, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,

    #[command(flatten)]
    parameters: ParameterArgs,

    /// File or URL with a mapping of argument names to values
    #[arg(short = 'f', long, value_name = "FILE")]
    parameter_file: Option<String>,

    /// Template to start with
    #[arg(long, value_name = "TEMPLATE")]
    entrypoint: Option<String>,

    /// Name of the workflow
    #[arg(long)]
    name: Option<String>,

    /// Also print the logs
    #[arg(long)]
    log: bool,

    /// Result format: json, one object for each change
    #[arg(short, long, value_parser = output::one_of(["json"]), hide_possible_values = true)]
    output: Option<Output>,

    #[command(flatten)]
    timeout: TimeoutArg,

    /// Keep the engine's state, with logs and artifacts, and say where it is
    #[arg(long)]
    keep: bool,
}

/// What the files have: objects to create first, and the workflow.
struct Job {
    objects: Vec<Value>,
    workflow: Workflow,
}

impl Run {
    pub(crate) async fn run(self, ctx: &Context) -> CliResult {
        let job = self.job().await?;
        let home = tempfile::Builder::new().prefix("argo-run-").tempdir()?.keep();
        let ended = self.in_engine(ctx, &home, job).await;
        if self.keep {
            let home = home.display();
            ctx.ui.note(&format!("kept: look with ARGO_LOCAL_HOME={home} argo --local get @latest"));
        } else {
            daemon::reset(&Home::at(&home)?).await?;
        }
        ended
    }

    async fn job(&self) -> CliResult<Job> {
        let files = manifest::read_all(&self.files).await?;
        let (mut objects, mut workflows) = (Vec::new(), Vec::new());
        for found in manifest::objects(&files)? {
            found.check()?;
            if found.kind() == "Workflow" {
                workflows.push((found.decode::<Workflow>(false)?, found.at));
            } else {
                objects.push(found.value().clone());
            }
        }
        let options = SubmitOptions {
            name: self.name.clone().unwrap_or_default(),
            entrypoint: self.entrypoint.clone().unwrap_or_default(),
            parameters: parameters::all(&self.parameters.parameter, self.parameter_file.as_deref()).await?,
            ..SubmitOptions::default()
        };
        let count = workflows.len();
        match (workflows.pop(), count) {
            (Some((mut workflow, at)), 1) => {
                parameters::check(&workflow, &self.parameters.parameter)?;
                options.apply(&mut workflow).map_err(|error| CliError::usage(error.to_string()))?;
                manifest::check_offline(&files, at, output::value(&workflow)?, NAMESPACE)?;
                Ok(Job { objects, workflow })
            }
            (_, 0) => Err(CliError::new("no workflow found in given files")),
            _ => Err(CliError::usage(format!("one workflow is wanted, {count} were found"))
                .hint("`argo submit` takes several")),
        }
    }

    async fn in_engine(&self, ctx: &Context, home: &Path, job: Job) -> CliResult {
        let options = EngineOptions { home: home.to_owned(), runtime: ctx.runtime_options() };
        let engine = Engine::start(options).await.map_err(daemon::DaemonError::from)?;
        let client = KubeClient::new(engine.client(), "the engine of this run", "", Revive::default());
        let connection = Connection {
            client: Arc::new(client),
            namespace: NAMESPACE.to_owned(),
            local: true,
            hosted: false,
        };
        let ended = self.follow(ctx, &connection, job).await;
        engine.shutdown().await;
        ended
    }

    async fn follow(&self, ctx: &Context, connection: &Connection, job: Job) -> CliResult {
        for object in &job.objects {
            connection.client.apply(NAMESPACE, object).await?;
        }
        let namespace = match job.workflow.namespace() {
            "" => NAMESPACE,
            own => own,
        };
        let created = connection.client.create_workflow(namespace, &job.workflow, false).await?;
        let name = created.name().to_owned();
        let live = Live {
            namespace: namespace.to_owned(),
            name,
            logs: self.log,
            at_most: self.timeout.time()?,
            json: self.output.is_some(),
            ..Live::default()
        };
        match live::watch(ctx, connection, live).await? {
            exit @ (Exit::Interrupted | Exit::StillRunning) if !self.keep => {
                ctx.ui.note("the workflow was ended");
                Ok(exit)
            }
            exit => Ok(exit),
        }
    }
}
