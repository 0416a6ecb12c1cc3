//! The command line: arguments, environment, streams and exit codes.

mod args;
mod commands;
mod error;
mod exit;
mod globals;
mod spellings;
mod ui;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use error::CliResult;
use exit::Exit;
use ui::Ui;

/// Runs the program and returns its exit code.
pub fn main() -> ExitCode {
    let args = match Args::try_parse_from(spellings::modern(std::env::args_os().collect())) {
        Ok(args) => args,
        Err(error) => return refused(&error).into(),
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
    }
}

/// Says what the parser has to say: help on standard output, or what is wrong with the command line.
fn refused(error: &clap::Error) -> Exit {
    // Nobody listening changes nothing about the exit status.
    let _ = error.print();
    if error.use_stderr() { Exit::Usage } else { Exit::Done }
}
