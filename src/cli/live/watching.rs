//! One workflow being watched: news, logs, keys and signals, and what is painted of them.

use std::time::{Duration, Instant};

use futures::future::BoxFuture;
use futures::stream::FuturesUnordered;
use futures::{FutureExt, StreamExt};
use tokio::signal::unix::{SignalKind, signal};

use super::Live;
use super::browse::{Action, Browse};
use super::keys::{self, Key, Keyboard};
use super::surface::Surface;
use super::tails::{self, Pane, Tails};
use crate::cli::context::{Connection, Context};
use crate::cli::error::{CliError, CliResult};
use crate::cli::exit::Exit;
use crate::cli::leave::{self, Reasons, Why};
use crate::cli::logging::{LogStyle, Printer, Said};
use crate::cli::outcome;
use crate::cli::show::{self, View};
use crate::core::api::Workflow;
use crate::core::render::live::Look;
use crate::ports::client::{Change, ClientError, LogEvent, WatchNews};

/// How often durations move on.
const TICK: Duration = Duration::from_secs(1);

/// What painting may cost, as a part of the time: one second in so many.
const SHARE: u32 = 400;

/// The least time between two frames.
const FRAME: Duration = Duration::from_millis(40);

type Done = (&'static str, Result<(), ClientError>);

pub(super) struct Watching<'a> {
    ctx: &'a Context,
    connection: &'a Connection,
    live: Live,
    view: View,
    surface: Surface,
    keyboard: Option<Keyboard>,
    browse: Browse,
    tails: Tails,
    pane: Option<Pane>,
    printer: Printer,
    workflow: Option<Box<Workflow>>,
    ended: bool,
    /// How often the user asked to end a workflow that does not go on without us.
    interrupts: usize,
    doing: FuturesUnordered<BoxFuture<'a, Done>>,
    /// Whether something changed since the last frame, and when that was.
    dirty: bool,
    painted: Option<Instant>,
    cost: Duration,
}

/// What happened.
enum Event {
    News(Option<Result<WatchNews, ClientError>>),
    Logs(Option<Vec<Result<LogEvent, ClientError>>>),
    Key(Option<Key>),
    Done(Done),
    Painting,
    Resized,
    Stopped,
    Leave(Why),
}

impl<'a> Watching<'a> {
    pub(super) fn new(ctx: &'a Context, connection: &'a Connection, live: Live) -> CliResult<Self> {
        let mut view = View::of(ctx);
        view.selector.clone_from(&live.selector);
        let surface = Surface::new(ctx, live.json)?;
        let keyboard = if surface.is_screen() { Keyboard::open() } else { None };
        let style = LogStyle { json: live.json, ..LogStyle::default() };
        Ok(Self {
            view,
            keyboard,
            browse: Browse::default(),
            tails: Tails::default(),
            pane: None,
            printer: Printer::new(style, ctx.ui),
            workflow: None,
            ended: false,
            interrupts: 0,
            doing: FuturesUnordered::new(),
            dirty: true,
            painted: None,
            cost: Duration::ZERO,
            ctx,
            connection,
            live,
            surface,
        })
    }

    pub(super) async fn run(mut self) -> CliResult {
        let ended = self.follow().await;
        // The terminal is given back whatever happened.
        self.keyboard = None;
        match ended {
            Ok(None) => self.finish(),
            Ok(Some(why)) => self.detach(why),
            Err(error) => {
                self.surface.leave(self.ctx.ui)?;
                Err(error)
            }
        }
    }

    /// Goes on until the workflow has ended, or there is a reason to leave before.
    async fn follow(&mut self) -> CliResult<Option<Why>> {
        let client = &self.connection.client;
        let mut news = client.watch_workflow(&self.live.namespace, &self.live.name);
        let mut logs = tails::logs(self.connection, &self.live);
        let mut logs_open = self.live.logs;
        let mut resized = signal(SignalKind::window_change())?;
        let mut stopped = signal(SignalKind::from_raw(libc::SIGTSTP))?;
        let mut reasons = Reasons::new(self.live.at_most)?;
        while !self.ended || logs_open {
            let next = self.next_frame();
            let event = tokio::select! {
                item = news.next(), if !self.ended => Event::News(item),
                chunk = logs.next(), if logs_open => Event::Logs(chunk),
                key = keys::next(&mut self.keyboard) => Event::Key(key),
                Some(done) = self.doing.next() => Event::Done(done),
                () = self.tails.next() => { self.dirty = true; continue }
                () = tails::more(&mut self.pane) => { self.dirty = true; continue }
                () = tokio::time::sleep_until(next.into()), if self.surface.is_screen() => Event::Painting,
                _ = resized.recv() => Event::Resized,
                _ = stopped.recv() => Event::Stopped,
                why = reasons.next() => Event::Leave(why),
            };
            match event {
                Event::News(item) => {
                    self.take(item).await?;
                    // Of many states at once, only the last one is ever seen.
                    while !self.ended
                        && let Some(item) = news.next().now_or_never()
                    {
                        self.take(item).await?;
                    }
                }
                Event::Logs(Some(chunk)) => self.logs(chunk)?,
                Event::Logs(None) => logs_open = false,
                Event::Key(Some(key)) => {
                    if self.key(key) {
                        return Ok(Some(Why::Interrupted));
                    }
                }
                Event::Key(None) => self.keyboard = None,
                Event::Done((what, done)) => self.done(what, done)?,
                Event::Painting => self.paint()?,
                Event::Resized => self.resize()?,
                Event::Stopped => self.stop()?,
                Event::Leave(Why::Interrupted) if !self.live.goes_on && self.interrupts == 0 => {
                    self.end_it()?
                }
                Event::Leave(why) => return Ok(Some(why)),
            }
        }
        Ok(None)
    }

    /// When to paint next: soon where something changed, else when durations move on.
    fn next_frame(&self) -> Instant {
        let Some(painted) = self.painted else { return Instant::now() };
        // A large workflow is painted less often, so that watching stays cheap.
        let most = self.cost * SHARE;
        painted + if self.dirty { FRAME.max(most / 8) } else { TICK.max(most) }
    }

    async fn take(&mut self, item: Option<Result<WatchNews, ClientError>>) -> CliResult<()> {
        let ui = self.ctx.ui;
        self.dirty = true;
        match item {
            None => self.ended = true,
            Some(Ok(WatchNews::State(workflow))) => {
                self.ended = workflow.status.finished_at.is_some();
                self.view.now = self.ctx.now();
                self.surface.changes(ui, &workflow, &self.view)?;
                self.workflow = Some(workflow);
            }
            Some(Ok(WatchNews::Deleted)) => return Err(CliError::new("the workflow was deleted")),
            Some(Ok(WatchNews::Outage(reason))) => {
                self.surface.note(ui, &format!("{reason}; trying again"))?
            }
            Some(Err(error)) => {
                return Err(CliError::of_workflow(error, self.connection, &self.live.name).await);
            }
        }
        Ok(())
    }

    fn logs(&mut self, chunk: Vec<Result<LogEvent, ClientError>>) -> CliResult<()> {
        let mut out = Vec::new();
        let mut notes = Vec::new();
        for event in chunk {
            match event {
                Ok(LogEvent::Line(line)) => self.printer.line(&line, &mut out),
                Ok(other) => match self.printer.other(&other) {
                    Said::Output(text) => out.extend_from_slice(format!("{text}\n").as_bytes()),
                    Said::Note(text) => notes.push(text),
                },
                Err(error) => notes.push(format!("no more logs: {error}")),
            }
        }
        if !self.surface.is_screen() {
            self.ctx.ui.bytes(&out)?;
        } else if !out.is_empty() {
            self.surface.above(self.ctx.ui, &String::from_utf8_lossy(&out))?;
        }
        notes.iter().try_for_each(|note| self.surface.note(self.ctx.ui, note))
    }

    /// Does what a key asks for; true when that is to leave.
    fn key(&mut self, key: Key) -> bool {
        self.dirty = true;
        let Some(workflow) = self.workflow.as_deref() else { return key == Key::Char('q') };
        match self.browse.key(key, workflow) {
            None => {}
            Some(Action::Leave) => return true,
            Some(Action::Log(node)) => {
                self.pane = node.and_then(|node| Pane::open(self.connection, workflow, &node));
            }
            Some(Action::Scroll(by)) => {
                if let Some(pane) = &mut self.pane {
                    pane.scroll(by);
                }
            }
            Some(Action::Suspend) => self.begin("no new steps start; s lets them", Change::Suspend),
            Some(Action::Resume { node }) => {
                let selector = node.map(|node| format!("id={node}")).unwrap_or_default();
                self.begin("it goes on", Change::Resume { selector });
            }
            Some(Action::Stop) => self.begin("stopping", stop()),
        }
        false
    }

    /// Begins to change the workflow; `words` say what that means, once it is done.
    fn begin(&mut self, words: &'static str, change: Change) {
        let (connection, namespace, name) =
            (self.connection, self.live.namespace.clone(), self.live.name.clone());
        let change = async move {
            let done = connection.client.change_workflow(&namespace, &name, &change).await;
            (words, done.map(drop))
        };
        self.doing.push(change.boxed());
    }

    fn done(&mut self, words: &'static str, done: Result<(), ClientError>) -> CliResult<()> {
        self.dirty = true;
        let said = match done {
            Ok(_) => words.to_owned(),
            Err(error) => format!("that did not work: {error}"),
        };
        if self.keyboard.is_none() {
            return self.surface.note(self.ctx.ui, &said);
        }
        self.browse.say(said);
        Ok(())
    }

    /// Ends a workflow that does not go on without us: exit handlers run.
    fn end_it(&mut self) -> CliResult<()> {
        self.interrupts += 1;
        self.begin("stopping: running steps end, exit handlers run; Ctrl-C again ends it at once", stop());
        Ok(())
    }

    fn paint(&mut self) -> CliResult<()> {
        self.dirty = false;
        if let Surface::Screen(screen) = &mut self.surface
            && screen.is_outdated()
        {
            self.ctx.ui.print(&screen.resize())?;
        }
        let begun = Instant::now();
        self.view.now = self.ctx.now();
        let (Surface::Screen(screen), Some(workflow)) = (&mut self.surface, &self.workflow) else {
            self.painted = Some(begun);
            return Ok(());
        };
        let (width, height) = screen.room();
        let foot = usize::from(self.keyboard.is_some() && height > 3);
        if !self.browse.log_is_open() {
            self.pane = None;
        }
        let pane = self.pane.as_ref().filter(|_| height > 6).map_or(0, |pane| pane.height().min(height / 2));
        let look = Look { tails: Some(&self.tails.last), ..self.browse.look() };
        let frame = show::frame(workflow, &self.view, (width, height - foot - pane), look)?;
        let mut text = self.view.printed(&frame.text);
        if let Some(shown) = self.pane.as_ref().filter(|_| pane > 0) {
            for line in shown.lines(width, pane, !self.view.ascii) {
                text += &self.view.safe(&line);
                text.push('\n');
            }
        }
        if foot > 0 {
            text += &self.view.dim(&self.browse.foot(workflow, width));
        }
        self.browse.seen(&frame);
        self.ctx.ui.print(&screen.paint(&text))?;
        if !self.live.logs {
            self.tails.follow(self.connection, workflow, &frame.running);
        }
        self.cost = begun.elapsed();
        self.painted = Some(begun);
        Ok(())
    }

    fn resize(&mut self) -> CliResult<()> {
        if let Surface::Screen(screen) = &mut self.surface {
            self.ctx.ui.print(&screen.resize())?;
        }
        self.paint()
    }

    /// Ctrl-Z: the terminal is the shell's until somebody brings us back.
    fn stop(&mut self) -> CliResult<()> {
        self.surface.leave(self.ctx.ui)?;
        if let Some(keyboard) = &self.keyboard {
            keyboard.release();
        }
        keys::stop_here();
        if let Some(keyboard) = &self.keyboard {
            keyboard.grab();
        }
        self.surface.come_back(self.ctx.ui)?;
        self.resize()
    }

    /// Leaves the whole tree behind.
    fn finish(mut self) -> CliResult {
        let ui = self.ctx.ui;
        self.surface.leave(ui)?;
        let Some(workflow) = self.workflow.take() else { return Ok(Exit::Done) };
        self.view.now = self.ctx.now();
        if !self.live.json {
            ui.print(&show::left_behind(&workflow, &self.view, ui)?)?;
        }
        if self.interrupts > 0 {
            return Ok(Exit::Interrupted);
        }
        Ok(outcome::of_phase(&workflow.status.phase))
    }

    /// Leaves a workflow that has not ended.
    fn detach(mut self, why: Why) -> CliResult {
        let ui = self.ctx.ui;
        self.surface.leave(ui)?;
        if let Some(workflow) = self.workflow.as_ref().filter(|_| !self.live.json) {
            ui.print(&show::left_behind(workflow, &self.view, ui)?)?;
        }
        if self.live.goes_on {
            let command = format!("watch {}", self.live.name);
            leave::come_back(self.ctx, self.connection, why, &command, &self.live.namespace);
        }
        Ok(why.exit())
    }
}

fn stop() -> Change {
    Change::Stop { selector: String::new(), message: String::new() }
}
