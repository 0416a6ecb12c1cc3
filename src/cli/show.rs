//! Objects as text for people.

use jiff::Timestamp;

use super::context::Context;
use super::error::{CliError, CliResult};
use super::output::Output;
use super::ui::Ui;
use super::zone::zone;
use crate::core::api::Workflow;
pub(crate) use crate::core::render::list::{ListOptions, Rows};
use crate::core::render::live::{self, Frame, Look, Window};
use crate::core::render::{self, Keep, Layout, Line, Options, Role, Span, Text, sanitize};
use crate::core::select::fields::FieldSelector;

/// Of a workflow with more nodes than that, not the whole tree stays in the terminal but so many lines.
const HUGE: usize = 400;
const LEFT: usize = 100;

/// What the rendering of an object depends on besides the object.
#[derive(Clone)]
pub(crate) struct View {
    pub(crate) now: Timestamp,
    pub(crate) color: bool,
    /// ASCII instead of symbols and lines.
    pub(crate) ascii: bool,
    /// Which nodes to show, as a field selector; empty: all.
    pub(crate) selector: String,
    /// `wide`, `short` or the usual.
    pub(crate) output: Output,
}

impl View {
    /// As things are now.
    pub(crate) fn of(ctx: &Context) -> Self {
        Self {
            now: ctx.now(),
            color: ctx.ui.color(),
            ascii: false,
            selector: String::new(),
            output: Output::Text,
        }
    }
}

/// What `argo get` prints.
pub(crate) fn workflow(workflow: &Workflow, view: &View) -> CliResult<String> {
    let options = Options {
        layout: match view.output {
            Output::Wide => Layout::Wide,
            Output::Short => Layout::Short,
            _ => Layout::Default,
        },
        utf8: !view.ascii,
        color: view.color,
        filter: view.filter()?,
    };
    Ok(view.printed(&render::workflow(workflow, view.now, zone(), &options)))
}

/// A frame of the live view for a window of that size.
pub(crate) fn frame(
    workflow: &Workflow,
    view: &View,
    (width, height): (usize, usize),
    look: Look<'_>,
) -> CliResult<Frame> {
    let window = Window { width, height, utf8: !view.ascii };
    let filter = view.filter()?;
    let selector = filter.as_ref();
    Ok(live::frame(workflow, view.now, window, &Look { selector, ..look }))
}

/// What stays of the live view: all that `argo get` prints, or of a huge workflow what matters.
pub(crate) fn left_behind(object: &Workflow, view: &View, ui: Ui) -> CliResult<String> {
    if !ui.is_terminal() || object.nodes().len() <= HUGE {
        return workflow(object, view);
    }
    let window = Window { width: usize::MAX, height: LEFT, utf8: !view.ascii };
    let filter = view.filter()?;
    let look = Look { selector: filter.as_ref(), ..Look::default() };
    let text = view.printed(&live::frame(object, view.now, window, &look).text);
    Ok(format!(
        "{text}{}",
        view.dim(&format!("argo get {} shows all {} nodes", object.name(), object.nodes().len()))
    ))
}

/// What `argo list` prints: names, or a table with the hint that may follow it.
pub(crate) fn list(rows: Rows, output: Output, view: &View) -> String {
    if output == Output::Name && !rows.is_empty() {
        return rows.names();
    }
    let hint = view.printed(&rows.cost_hint());
    rows.table() + &hint
}

impl View {
    /// Text with or without colours.
    pub(crate) fn printed(&self, text: &Text) -> String {
        if self.color { text.ansi() } else { text.plain() }
    }

    /// A line of text that matters less.
    pub(crate) fn dim(&self, text: &str) -> String {
        self.printed(&Text { lines: vec![Line(vec![Span::new(Role::Dim, text)])] })
    }

    /// A line of a log, with its colours where those are wanted.
    pub(crate) fn safe(&self, line: &str) -> String {
        let text = sanitize(line, if self.color { Keep::Colours } else { Keep::Nothing }).into_owned();
        // A colour that the line leaves on would go on in what comes below it.
        if text.contains('\x1b') { text + "\x1b[0m" } else { text }
    }

    fn filter(&self) -> CliResult<Option<FieldSelector>> {
        if self.selector.is_empty() {
            return Ok(None);
        }
        let parsed = FieldSelector::parse(&self.selector);
        parsed.map(Some).map_err(|error| CliError::usage(format!("node field selector: {error}")))
    }
}
