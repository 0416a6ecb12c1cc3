//! `argo apply`.

use serde_json::Value;

use crate::cli::context::{Connection, Context};
use crate::cli::error::{CliError, CliResult};
use crate::cli::exit::Exit;
use crate::cli::manifest;
use crate::cli::output::{self, Output};
use crate::cli::show::View;
use crate::core::preview;
use crate::core::render::{Keep, Line, Role, Span, Text, sanitize};

/// Create objects or bring them up to date, whatever kind they are
///
/// Templates, ConfigMaps, Secrets, claims and everything else the API knows. A Workflow with generateName is submitted.
#[derive(Debug, clap::Args)]
pub(crate) struct Apply {
    /// File, directory, URL, or - for standard input (repeatable)
    #[arg(short = 'f', long = "filename", value_name = "FILE", required = true)]
    files: Vec<String>,

    /// Result format: name, json or yaml
    #[arg(short, long, value_parser = output::one_of(["name", "json", "yaml"]), hide_possible_values = true)]
    output: Option<Output>,

    /// Show what would change, line by line, without changing anything
    #[arg(long, conflicts_with = "output")]
    diff: bool,
}

impl Apply {
    pub(crate) async fn run(self, ctx: &Context) -> CliResult {
        let files = manifest::read_all(&self.files).await?;
        let manifests = manifest::objects(&files)?;
        let mut objects: Vec<Value> = Vec::new();
        for found in &manifests {
            found.check()?;
            objects.extend(items(found.value().clone()));
        }
        let mut open = Vec::new();
        for found in &manifests {
            if !manifest::check_alone(&files, found.at, found.value(), true)? {
                open.push(found);
            }
        }
        if objects.is_empty() {
            return Err(CliError::new(format!("no object found in {}", self.files.join(", "))));
        }
        let connection = ctx.connect().await?;
        // Templates may be applied in any order; a workflow begins at once.
        for found in open.iter().filter(|found| connection.local && found.kind() == "Workflow") {
            manifest::check_with(&connection, &files, found.at, found.value(), true).await?;
        }
        if self.diff {
            return differences(ctx, &connection, &objects).await;
        }
        for object in &objects {
            self.one(ctx, &connection, object).await?;
        }
        Ok(Exit::Done)
    }

    async fn one(&self, ctx: &Context, connection: &Connection, object: &Value) -> CliResult<()> {
        let text = |pointer: &str| object.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
        let named = |error| {
            let name = [text("/metadata/name"), text("/metadata/generateName")].concat();
            CliError::from(error).context(format!("apply {} {name}", text("/kind")))
        };
        let applied = connection.client.apply(&connection.namespace, object).await.map_err(named)?;
        let text = match self.output.unwrap_or_default() {
            Output::Name => format!("{}\n", applied.name),
            Output::Json => output::json(&applied.object, 4)?,
            Output::Yaml => output::yaml(&applied.object)?,
            _ => format!("{} {}\n", applied.name, applied.action),
        };
        ctx.ui.print(&text)
    }
}

/// Shows what would change.
async fn differences(ctx: &Context, connection: &Connection, objects: &[Value]) -> CliResult {
    let mut same = 0;
    for object in objects {
        let text = |pointer: &str| object.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
        let name = format!("{}/{}", text("/kind").to_lowercase(), text("/metadata/name"));
        let would = connection.client.would_apply(&connection.namespace, object).await;
        let would = would.map_err(|error| CliError::from(error).context(format!("compare {name}")))?;
        let (before, after) = preview::shown(would.before.as_ref(), &would.after);
        let yaml = |object: &Option<Value>| object.as_ref().map_or(Ok(String::new()), output::yaml);
        let lines = preview::difference(&yaml(&before)?, &yaml(&Some(after))?);
        if lines.is_empty() {
            same += 1;
            continue;
        }
        let what = if before.is_some() { "would change" } else { "would be created" };
        let mut text = Text::default();
        text.line(format!("{name} {what}"));
        for line in lines {
            let role = match line.chars().next() {
                Some('+') => Role::Succeeded,
                Some('-') => Role::Failed,
                Some('@') => Role::Running,
                _ => Role::Plain,
            };
            text.lines.push(Line(vec![Span::new(role, sanitize(&line, Keep::Layout))]));
        }
        ctx.ui.print(&View::of(ctx).printed(&text))?;
    }
    if same > 0 {
        ctx.ui.note(&format!("{same} of {} would stay as they are", objects.len()));
    }
    Ok(Exit::Done)
}

/// The objects of a `List`, or the object itself.
fn items(object: Value) -> Vec<Value> {
    let is_list = object.get("kind").and_then(Value::as_str) == Some("List");
    match object.get("items").and_then(Value::as_array) {
        Some(items) if is_list => items.clone(),
        _ => vec![object],
    }
}
