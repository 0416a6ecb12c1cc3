//! Ways to write a command line that older versions and Go's flag library allow, put into today's form.

use std::ffi::OsString;

use clap::{ArgAction, Command};

/// Rewrites `argo --watch NAME` and the `-n` of `argo cron next`.
pub(crate) fn modern(args: Vec<OsString>) -> Vec<OsString> {
    count_of_next(watch_first(args))
}

/// Rewrites `--flag=true` and `--flag=false` of plain switches of a command and of those below it.
pub(crate) fn plain_switches(command: &Command, args: Vec<OsString>) -> Vec<OsString> {
    let with_value = |arg: &OsString| {
        let text = arg.to_str()?;
        let (name, value) = text.strip_prefix("--")?.split_once('=')?;
        Some((name.to_owned(), value.parse::<bool>().ok()?))
    };
    if !args.iter().any(|arg| with_value(arg).is_some()) {
        return args;
    }
    let switches = switches(command);
    let mut modern = Vec::with_capacity(args.len());
    let mut flags_ended = false;
    for arg in args {
        flags_ended |= arg == "--";
        match with_value(&arg).filter(|(name, _)| !flags_ended && switches.contains(name)) {
            Some((name, true)) => modern.push(format!("--{name}").into()),
            Some((_, false)) => {}
            None => modern.push(arg),
        }
    }
    modern
}

/// `argo --watch NAME` is `argo watch NAME`.
fn watch_first(mut args: Vec<OsString>) -> Vec<OsString> {
    if args.get(1).is_some_and(|arg| arg == "--watch" || arg == "-w") {
        args[1] = "watch".into();
    }
    args
}

/// `argo cron next NAME -n 10` is about ten times, not about a namespace called 10.
fn count_of_next(mut args: Vec<OsString>) -> Vec<OsString> {
    let is_next = |pair: &[OsString]| matches!(pair, [group, next] if group == "cron" && next == "next");
    let Some(at) = args.windows(2).position(is_next) else { return args };
    let number = |text: &OsString| text.to_str().is_some_and(|text| text.parse::<usize>().is_ok());
    for index in at + 2..args.len() {
        let follows = args.get(index + 1).is_some_and(number);
        let Some(arg) = args.get_mut(index) else { continue };
        let joined =
            arg.to_str().and_then(|text| text.strip_prefix("-n")).filter(|rest| number(&rest.into()));
        if let Some(count) = joined.map(str::to_owned) {
            *arg = format!("--count={count}").into();
        } else if arg == "-n" && follows {
            *arg = "--count".into();
        }
    }
    args
}

/// The long names of all flags that take no value, in this command and below.
fn switches(command: &Command) -> Vec<String> {
    let own = command.get_arguments().filter(|arg| matches!(arg.get_action(), ArgAction::SetTrue));
    let own = own.filter_map(|arg| arg.get_long()).map(str::to_owned);
    own.chain(command.get_subcommands().flat_map(switches)).collect()
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::cli::args::Args;

    fn modernised(line: &str) -> String {
        let args = plain_switches(&Args::command(), modern(line.split(' ').map(OsString::from).collect()));
        args.iter().map(|arg| arg.to_string_lossy()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn go_style_switches_become_plain_ones() {
        assert_eq!(modernised("argo version --short=true"), "argo version --short");
        assert_eq!(modernised("argo version --short=false"), "argo version");
        assert_eq!(modernised("argo version -- --short=true"), "argo version -- --short=true");
    }

    #[test]
    fn the_n_of_cron_next_is_a_count() {
        assert_eq!(modernised("argo cron next it -n 10"), "argo cron next it --count 10");
        assert_eq!(modernised("argo cron next -n3 it -n work"), "argo cron next --count=3 it -n work");
        assert_eq!(modernised("argo cron list -n 10"), "argo cron list -n 10");
    }

    #[test]
    fn a_leading_watch_is_the_command() {
        assert_eq!(modernised("argo --watch hello"), "argo watch hello");
    }
}
