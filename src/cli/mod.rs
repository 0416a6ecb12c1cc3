//! The command line: arguments, environment, streams and exit codes.

mod args;
mod chosen;
mod commands;
mod complete;
mod context;
mod contexts;
mod env;
mod error;
mod exit;
mod follow;
mod globals;
mod leave;
mod live;
mod logging;
mod logins;
mod logs;
mod manifest;
mod options;
mod outcome;
mod output;
mod parameters;
mod places;
mod preview;
mod refused;
mod select;
mod show;
mod spellings;
mod stored;
mod targets;
mod ui;
mod waiting;
mod zone;

use std::process::ExitCode;

use args::{Args, Command};
use context::Context;
use env::Env;
use error::CliResult;
use exit::Exit;
use ui::Ui;

/// Runs the program and returns its exit code.
pub fn main() -> ExitCode {
    if complete::answered() {
        return Exit::Done.into();
    }
    let args = match Args::read(std::env::args_os().collect()) {
        Ok(args) => args,
        Err(error) => return refused::say(&error).into(),
    };
    let ui = Ui::new(args.globals.no_color);
    match dispatch(args, ui) {
        Ok(exit) => exit.into(),
        Err(error) => {
            if let Some(report) = error.report() {
                ui::note(report.trim_end());
            }
            error.exit().into()
        }
    }
}

/// Commands that touch nothing run at once; the others get an asynchronous runtime and a client when they ask for it.
fn dispatch(args: Args, ui: Ui) -> CliResult {
    let Some(command) = args.command else {
        ui.print(&commands::help::of_command(&[], ui.color())?)?;
        return Ok(Exit::Done);
    };
    match command {
        Command::Version(command) => command.run(ui),
        Command::Completion(command) => command.run(ui),
        Command::Help(command) => command.run(ui),
        command => {
            let runtime = runtime(&command)?;
            // What the client library notes as errors is reported by whoever asked.
            let usual = if matches!(command, Command::Server(_)) { "argo=info" } else { "off" };
            logs::start(&args.globals, usual);
            let ctx = Context::new(args.globals, Env::read(), ui)?;
            if command.is_dangerous() {
                ctx.name_place();
            }
            let ran = runtime.block_on(run(command, &ctx));
            // A read of standard input that nobody waits for any more must not hold the program.
            runtime.shutdown_background();
            ran
        }
    }
}

/// An engine in this process needs threads; everything else is one conversation.
fn runtime(command: &Command) -> CliResult<tokio::runtime::Runtime> {
    let mut builder = match command {
        Command::Local(_) | Command::Run(_) | Command::Server(_) => {
            tokio::runtime::Builder::new_multi_thread()
        }
        _ => tokio::runtime::Builder::new_current_thread(),
    };
    Ok(builder.enable_all().build()?)
}

async fn run(command: Command, ctx: &Context) -> CliResult {
    match command {
        Command::Submit(command) => command.run(ctx).await,
        Command::List(command) => command.run(ctx).await,
        Command::Get(command) => command.run(ctx).await,
        Command::Watch(command) => command.run(ctx).await,
        Command::Wait(command) => command.run(ctx).await,
        Command::Why(command) => command.run(ctx).await,
        Command::Graph(command) => command.run(ctx).await,
        Command::Timeline(command) => command.run(ctx).await,
        Command::Render(command) => command.run(ctx).await,
        Command::Logs(command) => command.run(ctx).await,
        Command::Delete(command) => command.run(ctx).await,
        Command::Cp(command) => command.run(ctx).await,
        Command::Convert(command) => command.run(ctx.ui).await,
        Command::Suspend(command) => command.run(ctx).await,
        Command::Resume(command) => command.run(ctx).await,
        Command::Stop(command) => command.run(ctx).await,
        Command::Terminate(command) => command.run(ctx).await,
        Command::Retry(command) => command.run(ctx).await,
        Command::Resubmit(command) => command.run(ctx).await,
        Command::Lint(command) => command.run(ctx).await,
        Command::Lsp(command) => command.run(ctx).await,
        Command::Run(command) => command.run(ctx).await,
        Command::Apply(command) => command.run(ctx).await,
        Command::Node(group) => match group.action {
            Some(commands::node::NodeAction::Set(set)) => set.run(ctx).await,
            None => group_help("node", ctx.ui),
        },
        Command::Template(group) => match group.action {
            Some(action) => action.run(ctx).await,
            None => group_help("template", ctx.ui),
        },
        Command::ClusterTemplate(group) => match group.action {
            Some(action) => action.run(ctx).await,
            None => group_help("cluster-template", ctx.ui),
        },
        Command::Cron(group) => match group.action {
            Some(action) => action.run(ctx).await,
            None => group_help("cron", ctx.ui),
        },
        Command::Sync(group) => match group.action {
            Some(action) => action.run(ctx).await,
            None => group_help("sync", ctx.ui),
        },
        Command::Login(command) => command.run(ctx).await,
        Command::Logout(command) => command.run(ctx),
        Command::Context(group) => match group.action {
            Some(action) => action.run(ctx),
            None => group_help("context", ctx.ui),
        },
        Command::ExecutorPlugin(group) => match group.action {
            Some(action) => action.run(ctx.ui),
            None => group_help("executor-plugin", ctx.ui),
        },
        Command::Auth(group) => match group.action {
            Some(action) => action.run(ctx).await,
            None => group_help("auth", ctx.ui),
        },
        Command::Server(command) => command.run(ctx).await,
        Command::Local(group) => match group.action {
            Some(action) => action.run(ctx).await,
            None => group_help("local", ctx.ui),
        },
        Command::Version(command) => command.run(ctx.ui),
        Command::Completion(command) => command.run(ctx.ui),
        Command::Help(command) => command.run(ctx.ui),
        Command::Archive(group) => match group.action {
            Some(action) => action.run(ctx).await,
            None => group_help("archive", ctx.ui),
        },
    }
}

/// A group of commands without one of them explains itself.
fn group_help(name: &str, ui: Ui) -> CliResult {
    ui.print(&commands::help::of_command(&[name], ui.color())?)?;
    Ok(Exit::Done)
}
