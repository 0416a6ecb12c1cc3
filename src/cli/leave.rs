//! Leaving before what is followed has ended: Ctrl-C, or the end of the time that was given.

use std::fmt::Write as _;
use std::time::Duration;

use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::time::Instant;

use super::context::{Connection, Context};
use super::error::{CliError, CliResult};
use super::exit::Exit;
use crate::core::text::duration::parse_go;

/// How long to follow at most.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct TimeoutArg {
    /// Follow no longer than that, e.g. 90s or 1h30m; exit status 5 when it was not enough
    #[arg(long, value_name = "TIME")]
    timeout: Option<String>,
}

impl TimeoutArg {
    /// The time that was given.
    pub(crate) fn time(&self) -> CliResult<Option<Duration>> {
        self.timeout.as_deref().map(|text| time("--timeout", text)).transpose()
    }
}

/// Reads a duration.
pub(crate) fn time(flag: &str, text: &str) -> CliResult<Duration> {
    let duration = parse_go(text).ok().and_then(|duration| Duration::try_from(duration).ok());
    duration.ok_or_else(|| {
        CliError::usage(format!("{flag} {text:?} is no time")).hint("write it as 90s, 5m or 1h30m")
    })
}

/// Why one leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    /// Ctrl-C, or somebody asked the process to end.
    Interrupted,
    /// The time that was given is over.
    TimeIsOver,
}

impl Why {
    /// The exit status it leads to.
    pub(crate) fn exit(self) -> Exit {
        match self {
            Self::Interrupted => Exit::Interrupted,
            Self::TimeIsOver => Exit::StillRunning,
        }
    }
}

/// What may be a reason to leave. While it is there, Ctrl-C does not end the process by itself.
pub(crate) struct Reasons {
    interrupt: Signal,
    terminate: Signal,
    until: Option<Instant>,
}

impl Reasons {
    /// Begins to listen.
    pub(crate) fn new(at_most: Option<Duration>) -> CliResult<Self> {
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
            until: at_most.and_then(|most| Instant::now().checked_add(most)),
        })
    }

    /// Waits until there is a reason to leave. Signals are not lost between calls.
    pub(crate) async fn next(&mut self) -> Why {
        let limit = async {
            match self.until {
                Some(until) => tokio::time::sleep_until(until).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            _ = self.interrupt.recv() => Why::Interrupted,
            _ = self.terminate.recv() => Why::Interrupted,
            () = limit => Why::TimeIsOver,
        }
    }
}

/// Waits until there is a reason to leave.
pub(crate) async fn reason(at_most: Option<Duration>) -> CliResult<Why> {
    Ok(Reasons::new(at_most)?.next().await)
}

/// Says that workflows go on, and by which command one comes back to them.
pub(crate) fn come_back(ctx: &Context, connection: &Connection, why: Why, command: &str, namespace: &str) {
    let why = match why {
        Why::Interrupted => "",
        Why::TimeIsOver => "the given time is over; ",
    };
    let place = place(ctx, connection, namespace);
    ctx.ui.note(&format!("{why}the workflow goes on; come back with: argo {command}{place}"));
}

/// The flags that lead to the same place again.
fn place(ctx: &Context, connection: &Connection, namespace: &str) -> String {
    let globals = &ctx.globals;
    let mut flags = String::new();
    let mut put = |flag: &str, value: Option<&str>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            // Writing to a String does not fail.
            let _ = write!(flags, " {flag} {value}");
        }
    };
    if globals.namespace.is_some() || namespace != connection.namespace {
        put("-n", Some(namespace));
    }
    put("-s", globals.argo_server.as_deref().filter(|_| connection.hosted));
    put("--context", globals.context.as_deref());
    put("--kubeconfig", globals.kubeconfig.as_ref().and_then(|path| path.to_str()));
    if globals.local {
        flags.push_str(" --local");
    }
    flags
}
