//! `argo context`: the places that commands can go to, by name.

use clap::Subcommand;
use serde_json::{Value, json};

use crate::cli::context::Context as Ctx;
use crate::cli::contexts::{Contexts, LOCAL, ServerContext, check_name};
use crate::cli::error::{CliError, CliResult};
use crate::cli::exit::Exit;
use crate::cli::globals::given;
use crate::cli::output::{self, Output};
use crate::client::connect::kube_contexts;

/// Choose where commands go, by name
///
/// `local` is this machine; contexts of the kubeconfig are clusters; `argo context add` gives names to Argo Servers.
/// Flags such as --local, -s and --kubeconfig come before the context that is in use, `KUBECONFIG` after it.
#[derive(Debug, clap::Args)]
pub(crate) struct Context {
    #[command(subcommand)]
    pub(crate) action: Option<ContextAction>,
}

/// What to do with contexts.
#[derive(Debug, Subcommand)]
pub(crate) enum ContextAction {
    /// List all contexts; a star marks the one in use
    List(List),
    /// Use a context for all commands from now on
    Use(Use),
    /// Give a name to an Argo Server: argo context add prod -s argo.example.com:443
    Add(Name),
    /// Forget a context and its login
    Remove(Name),
    /// Show a context; without a name, that in use
    Show(Show),
}

/// Flags of `context list`.
#[derive(Debug, clap::Args)]
pub(crate) struct List {
    /// Result format: name or json
    #[arg(short, long, value_parser = output::one_of(["name", "json"]), hide_possible_values = true)]
    output: Option<Output>,
}

/// Flags of `context use`.
#[derive(Debug, clap::Args)]
pub(crate) struct Use {
    /// Name of the context
    #[arg(required_unless_present = "none")]
    name: Option<String>,

    /// None: go by flags, environment and kubeconfig again
    #[arg(long, conflicts_with = "name")]
    none: bool,
}

/// A name.
#[derive(Debug, clap::Args)]
pub(crate) struct Name {
    /// Name of the context
    name: String,
}

/// Flags of `context show`.
#[derive(Debug, clap::Args)]
pub(crate) struct Show {
    /// Name of the context
    name: Option<String>,

    /// Result format: json
    #[arg(short, long, value_parser = output::one_of(["json"]), hide_possible_values = true)]
    output: Option<Output>,
}

/// A context as it is shown.
struct Row {
    current: bool,
    name: String,
    place: &'static str,
    address: String,
    namespace: String,
    login: String,
}

impl ContextAction {
    pub(crate) fn run(self, ctx: &Ctx) -> CliResult {
        let folder = ctx.env.config_folder.clone();
        let folder = folder.ok_or_else(|| CliError::new("there is no home directory to keep contexts in"))?;
        let mut contexts = Contexts::read(&folder)?;
        match self {
            Self::List(list) => return list.run(ctx, &contexts),
            Self::Show(show) => return show.run(ctx, &contexts),
            Self::Use(Use { name: None, .. }) => {
                contexts.current = String::new();
                ctx.ui.line("No context is in use")?;
            }
            Self::Use(Use { name: Some(name), .. }) => {
                find(ctx, &contexts, &name)?;
                ctx.ui.line(&format!("Context {name} is in use"))?;
                contexts.current = name;
            }
            Self::Add(Name { name }) => {
                check_name(&name)?;
                let server = server_of(ctx)?;
                ctx.ui.line(&format!("Context {name} is {}", server.server))?;
                contexts.servers.insert(name, server);
            }
            Self::Remove(Name { name }) => {
                if contexts.servers.remove(&name).is_none() {
                    find(ctx, &contexts, &name)?;
                    return Err(CliError::new(format!("context {name} is not one of `argo context add`"))
                        .hint(
                            "contexts of the kubeconfig are removed there: kubectl config delete-context",
                        ));
                }
                if let Some(tokens) = ctx.tokens() {
                    tokens.remove(&name).map_err(|error| CliError::new(error.to_string()))?;
                }
                if contexts.current == name {
                    contexts.current = String::new();
                }
                ctx.ui.line(&format!("Context {name} is removed"))?;
            }
        }
        contexts.write(&folder)?;
        Ok(Exit::Done)
    }
}

impl List {
    fn run(self, ctx: &Ctx, contexts: &Contexts) -> CliResult {
        let rows = rows(ctx, contexts);
        ctx.ui.print(&match self.output {
            Some(Output::Name) => rows.iter().fold(String::new(), |all, row| all + &row.name + "\n"),
            Some(_) => output::json(&rows.iter().map(Row::object).collect::<Vec<_>>(), 2)?,
            None => table(&rows),
        })?;
        Ok(Exit::Done)
    }
}

impl Show {
    fn run(self, ctx: &Ctx, contexts: &Contexts) -> CliResult {
        let row = match &self.name {
            Some(name) => find(ctx, contexts, name)?,
            None => rows(ctx, contexts).into_iter().find(|row| row.current).ok_or_else(|| {
                CliError::new("no context is in use").hint("`argo context list` shows them")
            })?,
        };
        if self.output.is_some() {
            ctx.ui.print(&output::json(&row.object(), 2)?)?;
            return Ok(Exit::Done);
        }
        for (title, value) in [
            ("Name", &row.name),
            ("Place", &row.place.to_owned()),
            ("Address", &row.address),
            ("Namespace", &row.namespace),
            ("Login", &row.login),
        ] {
            if !value.is_empty() {
                ctx.ui.line(&format!("{:<12}{value}", format!("{title}:")))?;
            }
        }
        Ok(Exit::Done)
    }
}

impl Row {
    fn object(&self) -> Value {
        json!({
            "name": self.name, "current": self.current, "place": self.place, "address": self.address,
            "namespace": self.namespace, "login": self.login,
        })
    }
}

/// All contexts: this machine, Argo Servers, clusters.
fn rows(ctx: &Ctx, contexts: &Contexts) -> Vec<Row> {
    let (clusters, current) = match ctx.connect_options().map(|options| kube_contexts(&options)) {
        Ok(Ok(found)) => found,
        Ok(Err(error)) => {
            ctx.ui.note(&format!("contexts of the kubeconfig are left out: {error}"));
            Default::default()
        }
        Err(_) => Default::default(),
    };
    let current = match contexts.current.as_str() {
        "" => current.unwrap_or_else(|| LOCAL.to_owned()),
        name => name.to_owned(),
    };
    let mut rows = vec![Row {
        current: false,
        name: LOCAL.to_owned(),
        place: "this machine",
        address: String::new(),
        namespace: "default".to_owned(),
        login: String::new(),
    }];
    rows.extend(contexts.servers.iter().map(|(name, server)| Row {
        current: false,
        name: name.clone(),
        place: "Argo Server",
        address: server.server.clone(),
        namespace: server.namespace.clone(),
        login: login(ctx, name),
    }));
    rows.extend(clusters.into_iter().map(|context| Row {
        current: false,
        name: context.name,
        place: "cluster",
        address: context.server,
        namespace: context.namespace.unwrap_or_default(),
        login: String::new(),
    }));
    // Ours come first where a name is there twice.
    if let Some(row) = rows.iter_mut().find(|row| row.name == current) {
        row.current = true;
    }
    rows
}

/// How long a login lasts.
fn login(ctx: &Ctx, name: &str) -> String {
    match ctx.tokens().map(|tokens| tokens.load(name)) {
        Some(Ok(Some(login))) => match login.expires_at {
            Some(end) if login.has_expired(ctx.now()) && login.refresh.is_none() => format!("ended {end}"),
            Some(end) => format!("until {end}"),
            None => "yes".to_owned(),
        },
        Some(Err(error)) => error.to_string(),
        _ => "no".to_owned(),
    }
}

fn find(ctx: &Ctx, contexts: &Contexts, name: &str) -> CliResult<Row> {
    rows(ctx, contexts).into_iter().find(|row| row.name == name).ok_or_else(|| {
        CliError::new(format!("there is no context {name:?}")).hint("`argo context list` shows them")
    })
}

/// The server that the flags describe.
fn server_of(ctx: &Ctx) -> CliResult<ServerContext> {
    let globals = &ctx.globals;
    let server = given(globals.argo_server.as_ref()).filter(|_| ctx.chosen.is_none()).ok_or_else(|| {
        CliError::usage("which server? name it with -s HOST:PORT")
            .hint("contexts of the kubeconfig are there already; this gives names to Argo Servers")
    })?;
    let text = |value: &Option<String>| given(value.as_ref()).unwrap_or_default().to_owned();
    let options = ctx.server_options(server)?;
    // Refuses what is no address.
    crate::client::server::ServerClient::new(&options)?;
    let authority = text(&globals.certificate_authority);
    let authority = match authority.as_str() {
        "" => authority,
        path => std::path::absolute(path)?.display().to_string(),
    };
    Ok(ServerContext {
        server: server.to_owned(),
        secure: globals.secure,
        base_href: text(&globals.argo_base_href),
        namespace: text(&globals.namespace),
        insecure_skip_verify: globals.insecure_skip_verify,
        certificate_authority: authority,
    })
}

fn table(rows: &[Row]) -> String {
    let head = ["", "NAME", "PLACE", "ADDRESS", "NAMESPACE", "LOGIN"].map(str::to_owned);
    let cells = rows.iter().map(|row| {
        let star = if row.current { "*" } else { "" };
        [star, &row.name, row.place, &row.address, &row.namespace, &row.login].map(str::to_owned)
    });
    let lines: Vec<[String; 6]> = std::iter::once(head).chain(cells).collect();
    let width = |at: usize| lines.iter().map(|line| line[at].chars().count()).max().unwrap_or_default();
    let widths: [usize; 6] = std::array::from_fn(width);
    let mut text = String::new();
    for line in &lines {
        let cells = line.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}"));
        text.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        text.push('\n');
    }
    text
}
