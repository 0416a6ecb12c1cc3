//! `argo local`: the engine of this machine.

use std::net::SocketAddr;

use clap::Subcommand;
use secrecy::ExposeSecret;
use serde_json::json;

use crate::cli::commands::server;
use crate::cli::context::Context;
use crate::cli::error::{CliError, CliResult};
use crate::cli::exit::Exit;
use crate::cli::output::{self, Output};
use crate::cli::zone::zone;
use crate::core::text::age;
use crate::engine::daemon::{self, EngineInfo};

/// Control the engine that runs workflows on this machine
#[derive(Debug, clap::Args)]
pub(crate) struct Local {
    #[command(subcommand)]
    pub(crate) action: Option<LocalAction>,
}

/// What to do with the engine.
#[derive(Debug, Subcommand)]
pub(crate) enum LocalAction {
    /// Start the engine; other commands do that by themselves
    Start,
    /// End the engine; what runs goes on, and the next engine takes it over
    Stop,
    Status(Status),
    Logs(Logs),
    Reset(Reset),
    Kubeconfig(Kubeconfig),
    Token(Token),
    Ui(Ui),
    Serve(Serve),
}

/// Say whether an engine runs, and what it is doing
#[derive(Debug, clap::Args)]
pub(crate) struct Status {
    /// Result format: json or yaml
    #[arg(short, long, value_parser = output::one_of(["json", "yaml"]), hide_possible_values = true)]
    output: Option<Output>,
}

/// Print the engine's own log
#[derive(Debug, clap::Args)]
pub(crate) struct Logs {
    /// Only so many lines at the end
    #[arg(long, value_name = "N")]
    tail: Option<usize>,
}

/// End the engine and delete everything it keeps: workflows, logs, artifacts
#[derive(Debug, clap::Args)]
pub(crate) struct Reset {
    /// Do not ask
    #[arg(short, long)]
    yes: bool,
}

/// Print a kubeconfig for kubectl and other clients
#[derive(Debug, clap::Args)]
pub(crate) struct Kubeconfig {
    /// For looking only, and not at secrets
    #[arg(long)]
    read_only: bool,
}

/// Print the bearer token that other clients need
#[derive(Debug, clap::Args)]
pub(crate) struct Token {
    /// The one for looking only, and not at secrets
    #[arg(long)]
    read_only: bool,
}

/// Open a page with the workflows of this machine in a browser
///
/// The page is served as long as this command runs. Its link opens one session, and works once.
#[derive(Debug, clap::Args)]
pub(crate) struct Ui {
    /// Port of the page; 0: a free one
    #[arg(short, long, default_value_t = 0)]
    port: u16,

    /// Print the link only
    #[arg(long)]
    no_browser: bool,
}

/// Run the engine in the foreground, for containers and services
#[derive(Debug, clap::Args)]
pub(crate) struct Serve {
    /// Address for kubectl and other clients, e.g. 127.0.0.1:6443
    #[arg(long, value_name = "HOST:PORT")]
    listen: Option<SocketAddr>,
}

impl LocalAction {
    pub(crate) async fn run(self, ctx: &Context) -> CliResult {
        match self {
            Self::Start => {
                let started = daemon::ensure_started(&ctx.engine_options()?).await?;
                let word = if started.fresh { "started" } else { "is running already" };
                ctx.ui.line(&format!("engine {word} (pid {})", started.info.pid))?;
            }
            Self::Stop => {
                let stopped = daemon::stop(&ctx.local_home()?).await?;
                ctx.ui.line(if stopped { "engine stopped" } else { "no engine is running" })?;
            }
            Self::Status(status) => return status.run(ctx).await,
            Self::Logs(logs) => logs.run(ctx)?,
            Self::Reset(reset) => return reset.run(ctx).await,
            Self::Kubeconfig(asked) => {
                ctx.ui.print(&daemon::kubeconfig(&ctx.engine_options()?, asked.read_only).await?)?;
            }
            Self::Token(asked) => {
                let token = daemon::token(&ctx.local_home()?, asked.read_only)?;
                ctx.ui.line(token.expose_secret())?;
            }
            Self::Ui(page) => return server::page(ctx, page.port, !page.no_browser).await,
            Self::Serve(serve) => return serve.run(ctx).await,
        }
        Ok(Exit::Done)
    }
}

impl Status {
    async fn run(&self, ctx: &Context) -> CliResult {
        let home = ctx.local_home()?;
        let info = daemon::status(&home).await?;
        let value = match &info {
            Some(info) => {
                let mut value = serde_json::to_value(info).unwrap_or_default();
                value["running"] = json!(true);
                value
            }
            None => json!({
                "running": false, "home": home.root(), "socket": home.socket(),
                "version": env!("CARGO_PKG_VERSION"), "runtime": ctx.runtime_options().name,
            }),
        };
        ctx.ui.print(&match (self.output, &info) {
            (Some(Output::Json), _) => output::json(&value, 2)?,
            (Some(_), _) => output::yaml(&value)?,
            (None, Some(info)) => described(info, ctx),
            (None, None) => format!("no engine is running; its state is in {}\n", home.root().display()),
        })?;
        Ok(Exit::Done)
    }
}

fn described(info: &EngineInfo, ctx: &Context) -> String {
    let counts = info.counts;
    let rows = [
        ("Engine:", format!("argo {}, pid {}", info.version, info.pid)),
        ("Started:", age::timestamp(info.started_at, zone(), ctx.now())),
        ("Home:", info.home.clone()),
        ("Socket:", info.socket.clone()),
        (
            "Address:",
            info.address.clone().unwrap_or_else(|| "none; `argo local kubeconfig` opens one".to_owned()),
        ),
        ("Runtime:", info.runtime.clone()),
        ("Workflows:", format!("{} not ended, {} of them going on", counts.workflows, counts.active)),
        ("Pods:", format!("{} not ended", counts.pods)),
        ("Schedules:", format!("{} cron workflows waiting for their time", counts.schedules)),
        ("Clients:", counts.clients.to_string()),
    ];
    rows.iter().fold(String::new(), |text, (label, value)| text + &format!("{label:<12} {value}\n"))
}

impl Logs {
    fn run(&self, ctx: &Context) -> CliResult<()> {
        let path = daemon::logs_path(&ctx.local_home()?);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(CliError::new(format!("read {}: {error}", path.display()))),
        };
        let lines: Vec<&str> = text.lines().collect();
        let from = self.tail.map_or(0, |tail| lines.len().saturating_sub(tail));
        for line in lines.iter().skip(from) {
            ctx.ui.line(line)?;
        }
        Ok(())
    }
}

impl Reset {
    async fn run(&self, ctx: &Context) -> CliResult {
        let home = ctx.local_home()?;
        if !self.yes {
            return Err(CliError::usage(format!("this deletes everything in {}", home.root().display()))
                .hint("say `argo local reset --yes` when that is what you want"));
        }
        daemon::reset(&home).await?;
        ctx.ui.line(&format!("deleted {}", home.root().display()))?;
        Ok(Exit::Done)
    }
}

impl Serve {
    async fn run(self, ctx: &Context) -> CliResult {
        let options = daemon::ServeOptions { listen: self.listen, ..ctx.engine_options()? };
        let ui = ctx.ui;
        daemon::serve_foreground(options, move |info| {
            ui.note(&format!("engine ready: pid {}, socket {}", info.pid, info.socket));
            if let Some(address) = &info.address {
                ui.note(&format!("listening on {address}; `argo local kubeconfig` prints how to get in"));
            }
        })
        .await?;
        Ok(Exit::Done)
    }
}
