//! The command line as types: the root parser and its subcommands.

use clap::{Parser, Subcommand};

use super::commands;
use super::globals::Globals;

/// Run and manage Argo workflows, on a cluster or on this machine
#[derive(Debug, Parser)]
#[command(
    name = "argo",
    version,
    disable_help_subcommand = true,
    args_override_self = true,
    max_term_width = 110,
    after_help = "`argo help COMMAND` says more, also about: exit-codes, environment, fields, selectors, local, man."
)]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) globals: Globals,

    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Submit(Box<commands::submit::Submit>),
    List(commands::list::List),
    Get(commands::get::Get),
    Watch(commands::watch::Watch),
    Wait(commands::wait::Wait),
    Why(commands::why::Why),
    Graph(Box<commands::graph::Graphed>),
    Timeline(commands::timeline::Timeline),
    Logs(commands::logs::Logs),
    Delete(commands::delete::Delete),
    Cp(commands::cp::Cp),
    Suspend(commands::suspend::Suspend),
    Resume(commands::suspend::Resume),
    Stop(commands::stop::Stop),
    Terminate(commands::stop::Terminate),
    Retry(commands::retry::Retry),
    Resubmit(commands::retry::Resubmit),
    Node(commands::node::Node),
    Lint(commands::lint::Lint),
    Lsp(commands::lsp::Lsp),
    Convert(commands::convert::Convert),
    Render(commands::render::Render),
    Run(commands::run::Run),
    Apply(commands::apply::Apply),
    Template(commands::template::Template),
    #[command(visible_aliases = ["cwftmpl", "cwft"])]
    ClusterTemplate(commands::template::ClusterTemplate),
    Cron(commands::cron::Cron),
    Sync(commands::sync::Sync),
    Server(Box<commands::server::Server>),
    Local(commands::local::Local),
    Auth(commands::auth::Auth),
    Login(commands::login::Login),
    Logout(commands::login::Logout),
    Context(commands::context::Context),
    ExecutorPlugin(commands::executor_plugin::ExecutorPlugin),
    Archive(commands::archive::Archive),
    Version(commands::version::Version),
    Completion(commands::completion::Completion),
    Help(commands::help::Help),
}

impl Command {
    /// Whether it ends, deletes or restarts what somebody may need.
    pub(crate) fn is_dangerous(&self) -> bool {
        use commands::{archive, cron, sync, template};
        match self {
            Self::Delete(_) | Self::Stop(_) | Self::Terminate(_) | Self::Suspend(_) | Self::Retry(_) => true,
            Self::Template(group) => matches!(group.action, Some(template::TemplateAction::Delete(_))),
            Self::ClusterTemplate(group) => {
                matches!(group.action, Some(template::ClusterTemplateAction::Delete(_)))
            }
            Self::Cron(group) => matches!(group.action, Some(cron::CronAction::Delete(_))),
            Self::Sync(group) => matches!(group.action, Some(sync::SyncAction::Delete(_))),
            Self::Archive(group) => matches!(group.action, Some(archive::ArchiveAction::Delete(_))),
            _ => false,
        }
    }
}
