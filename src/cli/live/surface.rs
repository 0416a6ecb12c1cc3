//! Where the live view is shown: in a terminal, or as lines for people or programs.

use std::io::IsTerminal;

use super::lines::Lines;
use super::screen::Screen;
use crate::cli::context::Context;
use crate::cli::error::CliResult;
use crate::cli::show::View;
use crate::cli::ui::Ui;
use crate::core::api::Workflow;

const HIDE_CURSOR: &str = "\x1b[?25l";
const SHOW_CURSOR: &str = "\x1b[?25h";

/// Where the view is shown.
pub(super) enum Surface {
    Screen(Screen),
    Lines(Lines),
    Json(Lines),
}

impl Surface {
    pub(super) fn new(ctx: &Context, json: bool) -> CliResult<Self> {
        if json {
            return Ok(Self::Json(Lines::default()));
        }
        if !ctx.ui.is_terminal() {
            return Ok(Self::Lines(Lines::default()));
        }
        ctx.ui.print(HIDE_CURSOR)?;
        Ok(Self::Screen(Screen::new(ctx.env.columns, ctx.env.wraps_anew)))
    }

    /// Whether the view moves.
    pub(super) fn is_screen(&self) -> bool {
        matches!(self, Self::Screen(_))
    }

    /// What there is to say about another state of the workflow, where the view does not move.
    pub(super) fn changes(&mut self, ui: Ui, workflow: &Workflow, view: &View) -> CliResult<()> {
        match self {
            Self::Screen(_) => Ok(()),
            Self::Lines(lines) => ui.print(&lines.changes(workflow, view)),
            Self::Json(lines) => ui.print(&lines.events(workflow, view.now)),
        }
    }

    /// Prints lines that stay, above what moves.
    pub(super) fn above(&mut self, ui: Ui, text: &str) -> CliResult<()> {
        match self {
            Self::Screen(screen) => ui.print(&screen.above(text)),
            Self::Lines(_) | Self::Json(_) => ui.print(text),
        }
    }

    /// Says something that is no part of what was asked for.
    pub(super) fn note(&mut self, ui: Ui, text: &str) -> CliResult<()> {
        match self {
            // Both streams may be the same terminal.
            Self::Screen(screen) if std::io::stderr().is_terminal() => ui.print(&screen.above(text)),
            _ => {
                ui.note(text);
                Ok(())
            }
        }
    }

    /// Takes the moving part away, for good or for a while.
    pub(super) fn leave(&mut self, ui: Ui) -> CliResult<()> {
        match self {
            Self::Screen(screen) => ui.print(&(screen.clear() + SHOW_CURSOR)),
            Self::Lines(_) | Self::Json(_) => Ok(()),
        }
    }

    /// Comes back after [`Self::leave`].
    pub(super) fn come_back(&mut self, ui: Ui) -> CliResult<()> {
        if self.is_screen() { ui.print(HIDE_CURSOR) } else { Ok(()) }
    }
}
