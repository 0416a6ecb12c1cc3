//! `argo cron`.

mod backfill;
mod next;

use clap::Subcommand;
use serde_json::{Value, json};

use crate::cli::commands::lint::LintEach;
use crate::cli::context::Context;
use crate::cli::error::{CliError, CliResult};
use crate::cli::exit::Exit;
use crate::cli::output::{self, Output};
use crate::cli::parameters::{self, ParameterArgs};
use crate::cli::show::View;
use crate::cli::stored::{self, Stored, decode, name_of};
use crate::cli::zone::zone;
use crate::core::api::CronWorkflow;
use crate::core::edit::set_parameters;
use crate::core::render::cron;

/// Work with CronWorkflows
#[derive(Debug, clap::Args)]
pub(crate) struct Cron {
    #[command(subcommand)]
    pub(crate) action: Option<CronAction>,
}

/// What to do with CronWorkflows.
#[derive(Debug, Subcommand)]
pub(crate) enum CronAction {
    Create(Box<Create>),
    Update(Box<Update>),
    Get(Get),
    List(List),
    Delete(Delete),
    Next(next::Next),
    Backfill(Box<backfill::Backfill>),
    /// Check manifests of CronWorkflows without creating anything
    Lint(LintEach),
    /// Start no more workflows
    Suspend(Names),
    /// Start workflows again
    Resume(Names),
}

/// Create CronWorkflows
#[derive(Debug, clap::Args)]
pub(crate) struct Create {
    /// Files, directories, URLs, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,

    /// When to start, instead of the schedules in the file
    #[arg(long)]
    schedule: Option<String>,

    #[command(flatten)]
    overrides: Overrides,

    #[command(flatten)]
    write: Write,
}

/// Replace CronWorkflows by others of the same names
#[derive(Debug, clap::Args)]
pub(crate) struct Update {
    /// Files, directories, URLs, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,

    #[command(flatten)]
    overrides: Overrides,

    #[command(flatten)]
    write: Write,
}

/// What flags say instead of the file.
#[derive(Debug, clap::Args)]
pub(crate) struct Overrides {
    /// Name of the CronWorkflow
    #[arg(long, conflicts_with = "generate_name")]
    name: Option<String>,

    /// Beginning of a name that is completed at random
    #[arg(long, value_name = "PREFIX")]
    generate_name: Option<String>,

    /// Template to start with
    #[arg(long, value_name = "TEMPLATE")]
    entrypoint: Option<String>,

    /// Service account to run as
    #[arg(long, value_name = "NAME")]
    serviceaccount: Option<String>,

    #[command(flatten)]
    parameters: ParameterArgs,

    /// File or URL with a mapping of argument names to values
    #[arg(short = 'f', long, value_name = "FILE")]
    parameter_file: Option<String>,

    /// Labels to add, e.g. team=blue,env=test
    #[arg(short = 'l', long)]
    labels: Option<String>,
}

/// What both take.
#[derive(Debug, clap::Args)]
pub(crate) struct Write {
    /// Refuse fields that a CronWorkflow does not have
    #[arg(long, default_value_t = true, action = clap::ArgAction::Set, num_args = 0..=1, require_equals = true, default_missing_value = "true", hide_possible_values = true)]
    strict: bool,

    /// Result format: name, json, yaml or wide
    #[arg(short, long, value_parser = output::one_of(["name", "json", "yaml", "wide"]), hide_possible_values = true)]
    output: Option<Output>,
}

/// Show CronWorkflows
#[derive(Debug, clap::Args)]
pub(crate) struct Get {
    /// CronWorkflows
    #[arg(required = true, value_name = "NAME")]
    names: Vec<String>,

    /// Result format: name, json, yaml or wide
    #[arg(short, long, value_parser = output::one_of(["name", "json", "yaml", "wide"]), hide_possible_values = true)]
    output: Option<Output>,
}

/// List CronWorkflows
#[derive(Debug, clap::Args)]
pub(crate) struct List {
    #[arg(hide = true)]
    ignored: Vec<String>,

    /// CronWorkflows of all namespaces
    #[arg(short = 'A', long)]
    all_namespaces: bool,

    /// Only those with these labels
    #[arg(short = 'l', long)]
    selector: Option<String>,

    /// Result format: name or wide
    #[arg(short, long, value_parser = output::one_of(["name", "wide"]), hide_possible_values = true)]
    output: Option<Output>,
}

/// Delete CronWorkflows
#[derive(Debug, clap::Args)]
pub(crate) struct Delete {
    /// CronWorkflows
    #[arg(value_name = "NAME")]
    names: Vec<String>,

    /// All of them
    #[arg(long)]
    all: bool,
}

/// Flags of suspend and resume.
#[derive(Debug, clap::Args)]
pub(crate) struct Names {
    /// CronWorkflows
    #[arg(value_name = "NAME")]
    names: Vec<String>,
}

fn kind() -> CliResult<Stored> {
    Stored::new("CronWorkflow", "cron workflow")
}

impl CronAction {
    pub(crate) async fn run(self, ctx: &Context) -> CliResult {
        match self {
            Self::Create(create) => create.run(ctx).await,
            Self::Update(update) => update.run(ctx).await,
            Self::Get(get) => get.run(ctx).await,
            Self::List(list) => list.run(ctx).await,
            Self::Delete(delete) => kind()?.delete(ctx, &delete.names, delete.all, true).await,
            Self::Next(next) => next.run(ctx).await,
            Self::Backfill(backfill) => backfill.run(ctx).await,
            Self::Lint(lint) => lint.run(ctx, Some(vec!["CronWorkflow"])).await,
            Self::Suspend(names) => names.suspend(ctx, true).await,
            Self::Resume(names) => names.suspend(ctx, false).await,
        }
    }
}

impl Create {
    async fn run(self, ctx: &Context) -> CliResult {
        let given = self.overrides.parameters().await?;
        let change = |object: &Value| self.overrides.changed(object, &given, self.schedule.as_deref());
        let batch = kind()?.read(ctx, &self.files, self.write.strict, change).await?;
        let connection = batch.connect(ctx).await?;
        for object in &batch.objects {
            let created = kind()?.create(&connection, object).await?;
            ctx.ui.print(&shown(&created, self.write.output, &View::of(ctx))?)?;
        }
        Ok(Exit::Done)
    }
}

impl Overrides {
    async fn parameters(&self) -> CliResult<Vec<String>> {
        parameters::all(&self.parameters.parameter, self.parameter_file.as_deref()).await
    }

    /// The object with what the flags say.
    fn changed(&self, object: &Value, parameters: &[String], schedule: Option<&str>) -> CliResult<Value> {
        let mut cron: CronWorkflow = decode(object)?;
        if let Some(name) = &self.name {
            cron.metadata.name.clone_from(name);
            cron.metadata.generate_name.clear();
        }
        if let Some(prefix) = &self.generate_name {
            cron.metadata.generate_name.clone_from(prefix);
            cron.metadata.name.clear();
        }
        if let Some(schedule) = schedule {
            cron.spec.schedules = vec![schedule.to_owned()];
        }
        let labels = parameters::pairs("--labels", self.labels.as_deref())?;
        cron.metadata.labels.extend(labels);
        let spec = &mut cron.spec.workflow_spec;
        if let Some(entrypoint) = &self.entrypoint {
            spec.entrypoint.clone_from(entrypoint);
        }
        if let Some(account) = &self.serviceaccount {
            spec.service_account_name.clone_from(account);
        }
        set_parameters(&mut spec.arguments, parameters)
            .map_err(|error| CliError::usage(error.to_string()))?;
        serde_json::to_value(&cron).map_err(|error| CliError::new(error.to_string()))
    }
}

impl Update {
    async fn run(self, ctx: &Context) -> CliResult {
        if self.overrides.generate_name.is_some() {
            return Err(CliError::usage(
                "--generate-name makes a new name: an update needs the name of a CronWorkflow",
            )
            .hint("use --name, or `argo cron create`"));
        }
        let given = self.overrides.parameters().await?;
        let change = |object: &Value| self.overrides.changed(object, &given, None);
        let batch = kind()?.read(ctx, &self.files, self.write.strict, change).await?;
        let connection = batch.connect(ctx).await?;
        for object in &batch.objects {
            let updated = kind()?.update(&connection, object).await?;
            ctx.ui.print(&shown(&updated, self.write.output, &View::of(ctx))?)?;
        }
        Ok(Exit::Done)
    }
}

impl Get {
    async fn run(self, ctx: &Context) -> CliResult {
        let connection = ctx.connect().await?;
        for name in &self.names {
            let found = kind()?.get(&connection, name).await?;
            ctx.ui.print(&shown(&found, self.output, &View::of(ctx))?)?;
        }
        Ok(Exit::Done)
    }
}

impl List {
    async fn run(self, ctx: &Context) -> CliResult {
        let connection = ctx.connect().await?;
        let everywhere = self.all_namespaces || connection.namespace.is_empty();
        let labels = self.selector.unwrap_or_default();
        let objects = kind()?.list(&connection, everywhere, &labels).await?;
        let view = View::of(ctx);
        ctx.ui.print(&if self.output == Some(Output::Name) {
            objects.iter().fold(String::new(), |text, object| text + name_of(object) + "\n")
        } else {
            let found = objects.iter().map(decode).collect::<CliResult<Vec<CronWorkflow>>>()?;
            view.printed(&cron::cron_workflows(&found, view.now, everywhere))
        })?;
        Ok(Exit::Done)
    }
}

impl Names {
    async fn suspend(self, ctx: &Context, suspend: bool) -> CliResult {
        let connection = ctx.connect().await?;
        let patch = json!({"spec": {"suspend": suspend}});
        for name in &self.names {
            connection.client.merge_object(kind()?.kind, &connection.namespace, name, &patch).await?;
            let done = if suspend { "suspended" } else { "resumed" };
            ctx.ui.line(&format!("CronWorkflow '{name}' {done}"))?;
        }
        Ok(Exit::Done)
    }
}

fn shown(object: &Value, output: Option<Output>, view: &View) -> CliResult<String> {
    match stored::machine::<CronWorkflow>(object, CronWorkflow::schema(), output.unwrap_or_default())? {
        Some(text) => Ok(text),
        None => Ok(view.printed(&cron::cron_workflow(&decode(object)?, view.now, zone()))),
    }
}
