//! Objects as text for people.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::context::Context;
use super::error::{CliError, CliResult};
use super::output::Output;
use crate::core::api::Workflow;
pub(crate) use crate::core::render::list::{ListOptions, Row};
use crate::core::render::live::{self, Window};
use crate::core::render::{self, Layout, Options, Text, list};
use crate::core::select::fields::FieldSelector;

/// What the rendering of an object depends on besides the object.
#[derive(Clone)]
pub(crate) struct View {
    pub(crate) now: Timestamp,
    pub(crate) zone: TimeZone,
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
            zone: ctx.zone(),
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
    Ok(view.printed(&render::workflow(workflow, view.now, &view.zone, &options)))
}

/// A frame of the live view for a window of that size.
pub(crate) fn frame(workflow_: &Workflow, view: &View, (width, height): (usize, usize)) -> CliResult<String> {
    if view.selector.is_empty() {
        let window = Window { width, height, utf8: !view.ascii };
        return Ok(view.printed(&live::frame(workflow_, view.now, window)));
    }
    let all = workflow(workflow_, view)?;
    Ok(all.lines().take(height).fold(String::new(), |text, line| text + line + "\n"))
}

/// The table of `argo list`, with the hint that may follow it.
pub(crate) fn list(workflows: &[Row], options: ListOptions, view: &View) -> String {
    let table = list::workflows(workflows, view.now, &options);
    view.printed(&table) + &view.printed(&list::cost_hint(workflows))
}

impl View {
    /// Text with or without colours.
    pub(crate) fn printed(&self, text: &Text) -> String {
        if self.color { text.ansi() } else { text.plain() }
    }

    fn filter(&self) -> CliResult<Option<FieldSelector>> {
        if self.selector.is_empty() {
            return Ok(None);
        }
        let parsed = FieldSelector::parse(&self.selector);
        parsed.map(Some).map_err(|error| CliError::usage(format!("node field selector: {error}")))
    }
}
