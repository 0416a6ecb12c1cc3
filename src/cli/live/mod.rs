//! The live view: a workflow's steps as they run, in a terminal or as lines.

mod clip;
mod lines;
mod screen;

use std::time::Duration;

use futures::StreamExt;
use futures::stream::BoxStream;
use tokio::signal::unix::{SignalKind, signal};

use self::lines::Lines;
use self::screen::Screen;
use super::context::{Connection, Context};
use super::error::{CliError, CliResult};
use super::exit::Exit;
use super::logging::{self, LogStyle};
use super::outcome;
use super::show::{self, View};
use crate::core::api::Workflow;
use crate::ports::client::{ClientError, LogEvent, LogQuery, WatchNews};

/// How often durations move on.
const TICK: Duration = Duration::from_secs(1);

/// What to watch.
#[derive(Debug, Clone, Default)]
pub(crate) struct Live {
    pub(crate) namespace: String,
    pub(crate) name: String,
    /// Which nodes to show.
    pub(crate) selector: String,
    /// Also print the logs.
    pub(crate) logs: bool,
    /// Whether the workflow goes on after Ctrl-C, so that one can come back to it.
    pub(crate) goes_on: bool,
}

/// The selector of nodes that `--node-field-selector` and `--status` stand for.
pub(crate) fn node_selector(selector: Option<&str>, status: Option<&str>) -> String {
    match (selector, status) {
        (Some(selector), _) => selector.to_owned(),
        (None, Some(status)) => format!("phase={status}"),
        (None, None) => String::new(),
    }
}

/// Shows a workflow until it ends; the exit status says how it ended. Ctrl-C leaves the workflow alone.
pub(crate) async fn watch(ctx: &Context, connection: &Connection, live: Live) -> CliResult {
    let name = connection.client.resolve(&live.namespace, &live.name).await?;
    let live = Live { name, ..live };
    let mut view = View::of(ctx);
    view.selector.clone_from(&live.selector);
    let surface = if ctx.ui.is_terminal() {
        Surface::Screen(Screen::new(ctx.env.columns))
    } else {
        Surface::Lines(Lines::default())
    };
    Watching { ctx, view, surface, workflow: None, ended: false }.run(connection, live).await
}

/// Where the view is shown.
enum Surface {
    Screen(Screen),
    Lines(Lines),
}

struct Watching<'a> {
    ctx: &'a Context,
    view: View,
    surface: Surface,
    workflow: Option<Box<Workflow>>,
    ended: bool,
}

impl Watching<'_> {
    async fn run(mut self, connection: &Connection, live: Live) -> CliResult {
        let mut news = connection.client.watch_workflow(&live.namespace, &live.name);
        let mut logs = logs_of(connection, &live);
        let mut logs_open = live.logs;
        let mut tick = tokio::time::interval(TICK);
        let mut resized = signal(SignalKind::window_change())?;
        let mut interrupted = signal(SignalKind::interrupt())?;
        while !self.ended || logs_open {
            tokio::select! {
                item = news.next(), if !self.ended => match item {
                    Some(item) => self.take(item)?,
                    None => self.ended = true,
                },
                event = logs.next(), if logs_open => match event {
                    Some(event) => self.log(event)?,
                    None => logs_open = false,
                },
                _ = tick.tick() => self.paint()?,
                _ = resized.recv() => self.resize()?,
                _ = interrupted.recv() => return self.detach(&live),
            }
        }
        self.finish()
    }

    fn take(&mut self, news: Result<WatchNews, ClientError>) -> CliResult<()> {
        match news {
            Ok(WatchNews::State(workflow)) => {
                self.ended = workflow.status.finished_at.is_some();
                if let Surface::Lines(lines) = &mut self.surface {
                    self.ctx.ui.print(&lines.changes(&workflow, &self.view))?;
                }
                self.workflow = Some(workflow);
                self.paint()
            }
            Ok(WatchNews::Deleted) => {
                self.leave()?;
                Err(CliError::new("the workflow was deleted"))
            }
            Ok(WatchNews::Outage(reason)) => self.above(&format!("{reason}; trying again\n")),
            Err(error) => {
                self.leave()?;
                Err(error.into())
            }
        }
    }

    fn log(&mut self, event: Result<LogEvent, ClientError>) -> CliResult<()> {
        match event {
            Ok(LogEvent::Line(line)) => match logging::shown(&line, &LogStyle::default(), self.ctx.ui) {
                Some(text) => self.above(&(text + "\n")),
                None => Ok(()),
            },
            Ok(LogEvent::Note(text)) => self.above(&(text + "\n")),
            Err(error) => self.above(&format!("no more logs: {error}\n")),
        }
    }

    /// Prints lines that stay, above what moves.
    fn above(&mut self, text: &str) -> CliResult<()> {
        match &mut self.surface {
            Surface::Screen(screen) => self.ctx.ui.print(&screen.above(text)),
            Surface::Lines(_) => self.ctx.ui.print(text),
        }
    }

    fn paint(&mut self) -> CliResult<()> {
        self.view.now = self.ctx.now();
        let (Surface::Screen(screen), Some(workflow)) = (&mut self.surface, &self.workflow) else {
            return Ok(());
        };
        let text = show::frame(workflow, &self.view, screen.room())?;
        self.ctx.ui.print(&screen.paint(&text))
    }

    fn resize(&mut self) -> CliResult<()> {
        if let Surface::Screen(screen) = &mut self.surface {
            self.ctx.ui.print(&screen.resize())?;
        }
        self.paint()
    }

    /// Takes the moving part away.
    fn leave(&mut self) -> CliResult<()> {
        match &mut self.surface {
            Surface::Screen(screen) => self.ctx.ui.print(&screen.clear()),
            Surface::Lines(_) => Ok(()),
        }
    }

    /// Leaves the whole tree behind.
    fn finish(mut self) -> CliResult {
        self.leave()?;
        let Some(workflow) = self.workflow.take() else { return Ok(Exit::Done) };
        self.view.now = self.ctx.now();
        self.ctx.ui.print(&show::workflow(&workflow, &self.view)?)?;
        Ok(outcome::of_phase(&workflow.status.phase))
    }

    fn detach(mut self, live: &Live) -> CliResult {
        self.leave()?;
        if let Some(workflow) = &self.workflow {
            self.ctx.ui.print(&show::workflow(workflow, &self.view)?)?;
        }
        if !live.goes_on {
            return Ok(Exit::Interrupted);
        }
        let namespace =
            if live.namespace == "default" { String::new() } else { format!(" -n {}", live.namespace) };
        self.ctx
            .ui
            .note(&format!("the workflow goes on; come back with: argo watch {}{namespace}", live.name));
        Ok(Exit::Interrupted)
    }
}

fn logs_of(connection: &Connection, live: &Live) -> BoxStream<'static, Result<LogEvent, ClientError>> {
    if !live.logs {
        return futures::stream::pending().boxed();
    }
    connection.client.logs(LogQuery {
        namespace: live.namespace.clone(),
        workflow: live.name.clone(),
        container: "main".to_owned(),
        follow: true,
        deleted_pods: connection.local,
        ..LogQuery::default()
    })
}
