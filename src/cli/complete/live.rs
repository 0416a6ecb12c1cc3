//! Names of what is there, asked for within a moment.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

use super::cache::{self, Cache};
use super::subject::{self, Subject};
use crate::cli::context::{Connection, Context};
use crate::cli::env::Env;
use crate::cli::manifest;
use crate::cli::preview::names_file;
use crate::cli::select;
use crate::cli::ui::Ui;
use crate::client::kube::{KubeClient, Revive};
use crate::core::api::{Workflow, kinds};
use crate::core::edit::Source;
use crate::engine::daemon;
use crate::ports::client::{Detail, ListQuery};

/// How long a shell is kept waiting, and how long whoever asks at leisure waits.
const MOMENT: Duration = Duration::from_millis(150);
const LEISURE: Duration = Duration::from_secs(10);

/// What an argument names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Workflows {
        files: bool,
    },
    Steps,
    NodeSelectors,
    Parameters,
    /// Stored objects of a kind.
    Objects(&'static str),
    /// Stored objects as `--from` names them.
    Stored,
    Namespaces,
    Contexts,
}

/// The names that may stand at the cursor, given what stands there.
pub(super) fn names(wanted: Wanted, current: &str) -> Vec<String> {
    let what = match (wanted, current.split_once('/')) {
        (Wanted::Stored, None) => {
            return ["workflowtemplate/", "clusterworkflowtemplate/", "cronworkflow/"]
                .map(str::to_owned)
                .to_vec();
        }
        (Wanted::Stored, Some((kind, _))) => format!("Stored {kind}"),
        _ => format!("{wanted:?}"),
    };
    asked(wanted, &what, MOMENT).unwrap_or_default()
}

/// Finds at leisure what could not be found in a moment.
pub(super) fn refresh() {
    let all = [
        Wanted::Workflows { files: false },
        Wanted::Workflows { files: true },
        Wanted::Steps,
        Wanted::NodeSelectors,
        Wanted::Parameters,
        Wanted::Namespaces,
        Wanted::Stored,
        Wanted::Objects("WorkflowTemplate"),
        Wanted::Objects("ClusterWorkflowTemplate"),
        Wanted::Objects("CronWorkflow"),
    ];
    let Some(what) = cache::refreshed() else { return };
    let fits = |wanted: &&Wanted| {
        format!("{wanted:?}") == what || (**wanted == Wanted::Stored && what.starts_with("Stored "))
    };
    if let Some(wanted) = all.iter().find(fits) {
        asked(*wanted, &what, LEISURE);
    }
}

fn asked(wanted: Wanted, what: &str, time: Duration) -> Option<Vec<String>> {
    let Subject { globals, name } = subject::read();
    let place =
        [&globals.argo_server, &globals.context, &globals.cluster, &globals.server, &globals.namespace];
    let ctx = Context::new(globals.clone(), Env::read(), Ui::silent()).ok()?;
    if wanted == Wanted::Contexts {
        return ctx.contexts().ok();
    }
    let about = matches!(wanted, Wanted::Steps | Wanted::NodeSelectors | Wanted::Parameters);
    let name = name.filter(|_| about);
    let env = (&ctx.env.kubeconfig, &ctx.env.local_home, &ctx.env.home);
    let question = format!("{what} {name:?} {place:?} {:?} {} {env:?}", globals.kubeconfig, globals.local);
    let cache = Cache::of(&question);
    if let Some(names) = cache.as_ref().and_then(Cache::fresh) {
        return Some(names);
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().ok()?;
    let looking = find(&ctx, wanted, what, name.as_deref());
    let found = runtime.block_on(async { tokio::time::timeout(time, looking).await });
    runtime.shutdown_background();
    match found {
        Ok(names) => {
            let names = names?;
            cache.as_ref().and_then(|cache| cache.write(&names));
            Some(names)
        }
        Err(_) => {
            if !cache::is_refresh() {
                cache::ask_at_leisure(what);
            }
            cache.as_ref().and_then(Cache::usable)
        }
    }
}

/// A connection that starts nothing.
async fn connect(ctx: &Context) -> Option<Connection> {
    let (namespace, local) = ctx.destination().await.ok()?;
    if !local {
        return ctx.connect().await.ok();
    }
    let home = ctx.local_home().ok()?;
    if !home.socket().exists() {
        return None;
    }
    let client = KubeClient::new(daemon::client(&home, &namespace), "", "", Revive::default());
    Some(Connection { client: Arc::new(client), namespace, local: true, hosted: false })
}

async fn find(ctx: &Context, wanted: Wanted, what: &str, name: Option<&str>) -> Option<Vec<String>> {
    if let (Wanted::Parameters, Some(file)) = (wanted, name.filter(|name| names_file(name))) {
        return parameters_of_file(file).await;
    }
    let connection = connect(ctx).await?;
    match wanted {
        Wanted::Workflows { .. } => workflows(&connection).await,
        Wanted::Objects(kind) => objects(&connection, kind, "").await,
        Wanted::Stored => {
            let prefix = what.strip_prefix("Stored ")?;
            let kind = match Source::parse(&format!("{prefix}/x")).ok()? {
                Source::Template(_) => "WorkflowTemplate",
                Source::ClusterTemplate(_) => "ClusterWorkflowTemplate",
                Source::Cron(_) => "CronWorkflow",
            };
            objects(&connection, kind, &format!("{prefix}/")).await
        }
        Wanted::Namespaces => connection.client.namespaces().await.ok(),
        Wanted::Contexts => None,
        Wanted::Parameters => parameters(&connection, name?).await,
        Wanted::Steps | Wanted::NodeSelectors => {
            let workflow = connection.client.get_workflow(&connection.namespace, name?).await.ok()?;
            Some(if wanted == Wanted::Steps { steps(&workflow) } else { selectors(&workflow) })
        }
    }
}

/// The newest first.
async fn workflows(connection: &Connection) -> Option<Vec<String>> {
    let query = ListQuery {
        namespace: Some(connection.namespace.clone()).filter(|namespace| !namespace.is_empty()),
        labels: String::new(),
        fields: String::new(),
        chunk: 0,
        detail: Detail::Metadata,
    };
    let mut found = connection.client.list_workflows(&query).await.ok()?;
    select::sort(&mut found);
    let mut names: Vec<String> = found.into_iter().map(|workflow| workflow.metadata.name).collect();
    if !names.is_empty() {
        names.push("@latest".to_owned());
    }
    Some(names)
}

async fn objects(connection: &Connection, kind: &str, prefix: &str) -> Option<Vec<String>> {
    let namespace = Some(connection.namespace.as_str()).filter(|namespace| !namespace.is_empty());
    let found = connection.client.list_objects(kinds::by_kind(kind)?, namespace, "").await.ok()?;
    let name = |object: &Value| Some(format!("{prefix}{}", object.pointer("/metadata/name")?.as_str()?));
    Some(found.iter().filter_map(name).collect())
}

/// The names that steps are shown by, each once.
fn steps(workflow: &Workflow) -> Vec<String> {
    let nodes = workflow.nodes().values().filter(|node| !node.display_name.starts_with('['));
    let mut names: Vec<String> = nodes.map(|node| node.display_name.clone()).collect();
    names.sort();
    names.dedup();
    names
}

fn selectors(workflow: &Workflow) -> Vec<String> {
    let nodes = || workflow.nodes().values();
    let steps = steps(workflow).into_iter().map(|name| format!("displayName={name}"));
    let templates = nodes().filter(|node| !node.template_name.is_empty());
    let templates = templates.map(|node| format!("templateName={}", node.template_name));
    let phases = nodes().map(|node| format!("phase={}", node.phase));
    let mut all: Vec<String> = steps.chain(templates).chain(phases).collect();
    all.sort();
    all.dedup();
    all
}

fn flags(arguments: Option<&Value>) -> Vec<String> {
    let parameters = arguments.and_then(|arguments| arguments.get("parameters")).and_then(Value::as_array);
    let names = parameters.into_iter().flatten().filter_map(|one| one.get("name")?.as_str());
    names.map(|name| format!("{name}=")).collect()
}

async fn parameters_of_file(file: &str) -> Option<Vec<String>> {
    let files = manifest::read_all(&[file.to_owned()]).await.ok()?;
    let found = manifest::objects(&files).ok()?;
    let pointers = ["/spec/arguments", "/spec/workflowSpec/arguments"];
    let all = found.iter().flat_map(|one| pointers.iter().flat_map(|at| flags(one.value().pointer(at))));
    Some(all.collect())
}

/// Those of a stored object that `--from` names, or of a workflow that is to run again.
async fn parameters(connection: &Connection, name: &str) -> Option<Vec<String>> {
    let (kind, name) = match Source::parse(name) {
        Ok(Source::Template(name)) => ("WorkflowTemplate", name),
        Ok(Source::ClusterTemplate(name)) => ("ClusterWorkflowTemplate", name),
        Ok(Source::Cron(name)) => ("CronWorkflow", name),
        Err(_) => {
            let workflow = connection.client.get_workflow(&connection.namespace, name).await.ok()?;
            return Some(flags(serde_json::to_value(&workflow.spec.arguments).ok().as_ref()));
        }
    };
    let kind = kinds::by_kind(kind)?;
    let found = connection.client.get_object(kind, &connection.namespace, &name).await.ok()?;
    let at = |pointer| flags(found.pointer(pointer));
    Some([at("/spec/arguments"), at("/spec/workflowSpec/arguments")].concat())
}
