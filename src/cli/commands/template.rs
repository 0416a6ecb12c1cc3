//! `argo template` and `argo cluster-template`.

use clap::Subcommand;
use serde_json::Value;

use super::lint::LintEach;
use crate::cli::context::Context;
use crate::cli::error::CliResult;
use crate::cli::exit::Exit;
use crate::cli::output::{self, Output};
use crate::cli::show::View;
use crate::cli::stored::{self, Stored};
use crate::cli::zone::zone;
use crate::core::api::{ClusterWorkflowTemplate, ObjectMeta, WorkflowTemplate};
use crate::core::render::templates;

/// Work with WorkflowTemplates
#[derive(Debug, clap::Args)]
pub(crate) struct Template {
    #[command(subcommand)]
    pub(crate) action: Option<TemplateAction>,
}

/// Work with ClusterWorkflowTemplates
#[derive(Debug, clap::Args)]
pub(crate) struct ClusterTemplate {
    #[command(subcommand)]
    pub(crate) action: Option<ClusterTemplateAction>,
}

/// What to do with WorkflowTemplates.
#[derive(Debug, Subcommand)]
pub(crate) enum TemplateAction {
    /// Create templates
    Create(Write),
    /// Replace templates by others of the same names
    Update(Write),
    /// Show templates
    Get(Get),
    List(List),
    /// Delete templates
    Delete(Delete),
    /// Check manifests of templates without creating anything
    Lint(LintEach),
}

/// What to do with ClusterWorkflowTemplates.
#[derive(Debug, Subcommand)]
pub(crate) enum ClusterTemplateAction {
    /// Create templates
    Create(Write),
    /// Replace templates by others of the same names
    Update(Write),
    /// Show templates
    Get(Get),
    /// List templates
    List(ClusterList),
    /// Delete templates
    Delete(Delete),
    /// Check manifests of templates without creating anything
    Lint(LintEach),
}

/// Flags of create and update.
#[derive(Debug, clap::Args)]
pub(crate) struct Write {
    /// Files, directories, URLs, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,

    /// Refuse fields that a template does not have
    #[arg(long, default_value_t = true, action = clap::ArgAction::Set, num_args = 0..=1, require_equals = true, default_missing_value = "true", hide_possible_values = true)]
    strict: bool,

    /// Result format: name, json, yaml or wide
    #[arg(short, long, value_parser = output::one_of(["name", "json", "yaml", "wide"]), hide_possible_values = true)]
    output: Option<Output>,
}

/// Flags of get.
#[derive(Debug, clap::Args)]
pub(crate) struct Get {
    /// Templates
    #[arg(value_name = "NAME")]
    names: Vec<String>,

    /// Result format: name, json, yaml or wide
    #[arg(short, long, value_parser = output::one_of(["name", "json", "yaml", "wide"]), hide_possible_values = true)]
    output: Option<Output>,
}

/// List templates
#[derive(Debug, clap::Args)]
pub(crate) struct List {
    #[arg(hide = true)]
    ignored: Vec<String>,

    /// Templates of all namespaces
    #[arg(short = 'A', long)]
    all_namespaces: bool,

    /// Only those with these labels
    #[arg(short = 'l', long)]
    selector: Option<String>,

    /// Result format: name or wide
    #[arg(short, long, value_parser = output::one_of(["name", "wide"]), hide_possible_values = true)]
    output: Option<Output>,
}

/// Flags of list without namespaces.
#[derive(Debug, clap::Args)]
pub(crate) struct ClusterList {
    #[arg(hide = true)]
    ignored: Vec<String>,

    /// Result format: name or wide
    #[arg(short, long, value_parser = output::one_of(["name", "wide"]), hide_possible_values = true)]
    output: Option<Output>,
}

/// Flags of delete.
#[derive(Debug, clap::Args)]
pub(crate) struct Delete {
    /// Templates
    #[arg(value_name = "NAME")]
    names: Vec<String>,

    /// All of them
    #[arg(long)]
    all: bool,
}

impl TemplateAction {
    pub(crate) async fn run(self, ctx: &Context) -> CliResult {
        let kind = Stored::new("WorkflowTemplate", "workflow template")?;
        match self {
            Self::Create(write) => write.run(ctx, kind, false).await,
            Self::Update(write) => write.run(ctx, kind, true).await,
            Self::Get(get) => get.run(ctx, kind).await,
            Self::List(list) => {
                let labels = list.selector.unwrap_or_default();
                self::list(ctx, kind, list.all_namespaces, &labels, list.output).await
            }
            Self::Delete(delete) => kind.delete(ctx, &delete.names, delete.all, false).await,
            Self::Lint(lint) => lint.run(ctx, Some(vec![kind.kind.kind])).await,
        }
    }
}

impl ClusterTemplateAction {
    pub(crate) async fn run(self, ctx: &Context) -> CliResult {
        let kind = Stored::new("ClusterWorkflowTemplate", "cluster workflow template")?;
        match self {
            Self::Create(write) => write.run(ctx, kind, false).await,
            Self::Update(write) => write.run(ctx, kind, true).await,
            Self::Get(get) => get.run(ctx, kind).await,
            Self::List(list) => self::list(ctx, kind, false, "", list.output).await,
            Self::Delete(delete) => kind.delete(ctx, &delete.names, delete.all, false).await,
            Self::Lint(lint) => lint.run(ctx, Some(vec![kind.kind.kind])).await,
        }
    }
}

impl Write {
    async fn run(self, ctx: &Context, kind: Stored, update: bool) -> CliResult {
        let batch = kind.read(ctx, &self.files, self.strict, |object| Ok(object.clone())).await?;
        let connection = batch.connect(ctx).await?;
        for object in &batch.objects {
            let object = if update {
                kind.update(&connection, object).await?
            } else {
                kind.create(&connection, object).await?
            };
            ctx.ui.print(&shown(&object, kind, self.output, &View::of(ctx))?)?;
        }
        Ok(Exit::Done)
    }
}

impl Get {
    async fn run(self, ctx: &Context, kind: Stored) -> CliResult {
        let connection = ctx.connect().await?;
        for name in &self.names {
            let object = kind.get(&connection, name).await?;
            ctx.ui.print(&shown(&object, kind, self.output, &View::of(ctx))?)?;
        }
        Ok(Exit::Done)
    }
}

async fn list(ctx: &Context, kind: Stored, all: bool, labels: &str, output: Option<Output>) -> CliResult {
    let connection = ctx.connect().await?;
    let everywhere = all || (kind.kind.namespaced && connection.namespace.is_empty());
    let objects = kind.list(&connection, everywhere, labels).await?;
    let mut found = Vec::new();
    for object in &objects {
        found.push(metadata(object)?);
    }
    found.sort_by(|a, b| (&a.name, &a.namespace).cmp(&(&b.name, &b.namespace)));
    ctx.ui.print(&match output {
        Some(Output::Name) => found.iter().fold(String::new(), |text, one| text + &one.name + "\n"),
        _ => View::of(ctx).printed(&templates::templates(&found, everywhere)),
    })?;
    Ok(Exit::Done)
}

fn shown(object: &Value, kind: Stored, output: Option<Output>, view: &View) -> CliResult<String> {
    let output = output.unwrap_or_default();
    let machine = if kind.kind.namespaced {
        stored::machine::<WorkflowTemplate>(object, WorkflowTemplate::schema(), output)?
    } else {
        stored::machine::<ClusterWorkflowTemplate>(object, ClusterWorkflowTemplate::schema(), output)?
    };
    match machine {
        Some(text) => Ok(text),
        None => Ok(view.printed(&templates::template(&metadata(object)?, view.now, zone()))),
    }
}

fn metadata(object: &Value) -> CliResult<ObjectMeta> {
    Ok(stored::decode::<WorkflowTemplate>(object)?.metadata)
}
