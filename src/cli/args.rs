//! The command line as types: the root parser and its subcommands.

use std::ffi::OsString;

use clap::{Args as _, CommandFactory, FromArgMatches, Parser, Subcommand};

use super::globals::Globals;
use super::{commands, spellings};

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

impl Args {
    /// Reads a command line.
    ///
    /// # Errors
    /// When it is none of ours, or asks for help.
    pub(crate) fn read(line: Vec<OsString>) -> Result<Self, clap::Error> {
        let line = spellings::modern(line);
        // To make all commands takes longer than many of them run, so this is done with the one that seems to be meant. Unless
        // it is, what is wrong is found out among all.
        if let Some(mut only) = with_one_command(&line) {
            let line = spellings::plain_switches(&only, line.clone());
            let read =
                only.try_get_matches_from_mut(line).and_then(|matches| Self::from_arg_matches(&matches));
            if let Ok(args) = read {
                return Ok(args);
            }
        }
        let mut all = Self::command();
        let line = spellings::plain_switches(&all, line);
        Self::from_arg_matches(&all.try_get_matches_from_mut(line)?).map_err(|error| error.format(&mut all))
    }
}

/// What a command line may be with no command but the first that it names, with those settings of [`Args`] that decide what it
/// means.
fn with_one_command(line: &[OsString]) -> Option<clap::Command> {
    let command = line.iter().skip(1).find_map(|word| command_of(word.to_str()?))?;
    let root = clap::Command::new("argo").disable_help_subcommand(true).args_override_self(true);
    Some(Globals::augment_args(root).subcommand(command))
}

/// The commands, each with the name that it is called by.
macro_rules! commands {
    ($($(#[$attribute:meta])* $command:ident($arguments:ty) = $name:literal,)*) => {
        /// What to do.
        #[derive(Debug, Subcommand)]
        pub(crate) enum Command {
            $($(#[$attribute])* #[command(name = $name)] $command($arguments),)*
        }

        /// The command of that name, made without the others.
        fn command_of(name: &str) -> Option<clap::Command> {
            let named = clap::Command::new(name.to_owned());
            Some(match name {
                $($name => <$arguments>::augment_args(named),)*
                _ => return None,
            })
        }
    };
}

commands! {
    Submit(Box<commands::submit::Submit>) = "submit",
    List(commands::list::List) = "list",
    Get(commands::get::Get) = "get",
    Watch(commands::watch::Watch) = "watch",
    Wait(commands::wait::Wait) = "wait",
    Why(commands::why::Why) = "why",
    Graph(Box<commands::graph::Graphed>) = "graph",
    Timeline(commands::timeline::Timeline) = "timeline",
    Logs(commands::logs::Logs) = "logs",
    Delete(commands::delete::Delete) = "delete",
    Cp(commands::cp::Cp) = "cp",
    Suspend(commands::suspend::Suspend) = "suspend",
    Resume(commands::suspend::Resume) = "resume",
    Stop(commands::stop::Stop) = "stop",
    Terminate(commands::stop::Terminate) = "terminate",
    Retry(commands::retry::Retry) = "retry",
    Resubmit(commands::retry::Resubmit) = "resubmit",
    Node(commands::node::Node) = "node",
    Lint(commands::lint::Lint) = "lint",
    Lsp(commands::lsp::Lsp) = "lsp",
    Convert(commands::convert::Convert) = "convert",
    Render(commands::render::Render) = "render",
    Run(commands::run::Run) = "run",
    Apply(commands::apply::Apply) = "apply",
    Template(commands::template::Template) = "template",
    #[command(visible_aliases = ["cwftmpl", "cwft"])]
    ClusterTemplate(commands::template::ClusterTemplate) = "cluster-template",
    Cron(commands::cron::Cron) = "cron",
    Sync(commands::sync::Sync) = "sync",
    Server(Box<commands::server::Server>) = "server",
    Local(commands::local::Local) = "local",
    Auth(commands::auth::Auth) = "auth",
    Login(commands::login::Login) = "login",
    Logout(commands::login::Logout) = "logout",
    Context(commands::context::Context) = "context",
    ExecutorPlugin(commands::executor_plugin::ExecutorPlugin) = "executor-plugin",
    Archive(commands::archive::Archive) = "archive",
    Version(commands::version::Version) = "version",
    Completion(commands::completion::Completion) = "completion",
    Help(commands::help::Help) = "help",
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_made_alone_is_the_one_among_all() {
        for mut among_all in Args::command().get_subcommands().cloned() {
            let name = among_all.get_name().to_owned();
            let mut alone = command_of(&name).unwrap();
            assert_eq!(
                alone.render_long_help().to_string(),
                among_all.render_long_help().to_string(),
                "{name}"
            );
        }
    }

    #[test]
    fn a_line_means_the_same_among_all_commands() {
        for text in [
            "list",
            "-n list get x",
            "get list -n x",
            "--argo-server list:1 list -o name -n a -n b",
            "cwft get x --no-color",
            "template list -A",
            "submit --watch x.yaml -p a=list",
            "cron list",
            "version --short",
            "--kubeconfig get lint --offline -",
            "help exit-codes",
            "help cron list",
            "--help",
            "list --help",
            "--version list",
            "lst",
            "get",
            "list --nope",
            "",
        ] {
            let line: Vec<OsString> =
                std::iter::once("argo").chain(text.split(' ')).map(Into::into).collect();
            let said =
                |read: Result<Args, clap::Error>| format!("{:?}", read.map_err(|error| error.to_string()));
            assert_eq!(said(Args::read(line.clone())), said(Args::try_parse_from(&line)), "{text}");
        }
    }
}
