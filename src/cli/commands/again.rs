//! `retry --dry-run` and `resubmit --dry-run`: what would become of each step.

use serde_json::json;

use crate::cli::context::Context;
use crate::cli::error::{CliError, CliResult};
use crate::cli::output::{self, Output};
use crate::cli::show::View;
use crate::core::api::{NodeStatus, Workflow};
use crate::core::edit::{EditError, NodeSelector, memoized, resubmit, retry};
use crate::core::picture::State;
use crate::core::preview::{Fate, fates, memoized_fates, retry_fates};
use crate::core::render::{Keep, Line, Role, Text, sanitize};
use crate::ports::client::Change;

/// Stands for the end of a name that is made at random.
const SUFFIX: &str = "xxxxx";

/// Shows what a retry would do.
pub(super) fn show_retry(
    ctx: &Context,
    workflow: &Workflow,
    change: &Change,
    output: Output,
) -> CliResult<()> {
    let Change::Retry { restart_successful, selector, parameters } = change else { return Ok(()) };
    let selector = NodeSelector::parse(selector).map_err(refused)?;
    let made = retry(workflow, *restart_successful, &selector, parameters, ctx.now()).map_err(refused)?;
    let pods = match made.pods.len() {
        1 => "1 pod".to_owned(),
        count => format!("{count} pods"),
    };
    let headline = format!("a retry of {} would delete {pods}", workflow.name());
    show(ctx, &headline, &retry_fates(workflow, &made.workflow), output)
}

/// Shows what a resubmission would do.
pub(super) fn show_resubmit(
    ctx: &Context,
    workflow: &Workflow,
    keep: bool,
    parameters: &[String],
    output: Output,
) -> CliResult<()> {
    if keep {
        let made = memoized(workflow, parameters, SUFFIX, ctx.now()).map_err(refused)?;
        let headline = format!("{} would start as {}", workflow.name(), made.name());
        return show(ctx, &headline, &memoized_fates(workflow, &made), output);
    }
    let made = resubmit(workflow, parameters).map_err(refused)?;
    let prefix = &made.metadata.generate_name;
    let headline = format!("{} would start from its beginning as {prefix}{SUFFIX}", workflow.name());
    let all = fates(workflow, |_| Fate::Removed);
    show(ctx, &headline, &all, output)
}

fn refused(error: EditError) -> CliError {
    CliError::new(error.to_string())
}

fn show(ctx: &Context, headline: &str, fates: &[(Fate, &NodeStatus)], output: Output) -> CliResult<()> {
    let machine: Vec<_> = fates
        .iter()
        .map(|(fate, node)| {
            json!({
                "fate": fate.word(),
                "id": node.id,
                "name": node.name,
                "displayName": node.display_name,
                "type": node.type_.as_str(),
                "phase": node.phase.as_str(),
            })
        })
        .collect();
    match output {
        Output::Json => return ctx.ui.print(&output::json(&machine, 4)?),
        Output::Yaml => return ctx.ui.print(&output::yaml(&machine)?),
        _ => {}
    }
    let mut text = Text::default();
    text.line(headline);
    for wanted in [Fate::Kept, Fate::Reset, Fate::Removed] {
        for (fate, node) in fates.iter().filter(|(fate, _)| *fate == wanted) {
            let (role, sign) = State::of(node).sign(true);
            let mut line = Line::default();
            line.push(Role::Plain, format!("  {:<8} ", fate.word()));
            line.push(role, sign);
            line.push(Role::Plain, format!(" {}", sanitize(&node.display_name, Keep::Nothing)));
            line.push(Role::Dim, format!("  {}", node.type_.as_str()));
            text.lines.push(line);
        }
    }
    ctx.ui.print(&View::of(ctx).printed(&text))
}
