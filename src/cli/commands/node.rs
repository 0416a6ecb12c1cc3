//! `argo node`.

use clap::Subcommand;

use crate::cli::context::Context;
use crate::cli::error::{CliError, CliResult};
use crate::cli::exit::Exit;
use crate::ports::client::Change;

/// Change waiting steps of a workflow
#[derive(Debug, clap::Args)]
pub(crate) struct Node {
    #[command(subcommand)]
    pub(crate) action: Option<NodeAction>,
}

/// What to do to steps.
#[derive(Debug, Subcommand)]
pub(crate) enum NodeAction {
    Set(Set),
}

/// Set outputs, phase or message of waiting steps
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  argo node set my-wf --output-parameter approve=YES --node-field-selector displayName=approve")]
pub(crate) struct Set {
    /// Workflow; @latest is the newest
    #[arg(value_name = "WORKFLOW")]
    name: String,

    /// Which steps, e.g. displayName=approve
    #[arg(long, value_name = "SELECTOR")]
    node_field_selector: Option<String>,

    /// Output parameter, as NAME=VALUE (repeatable)
    #[arg(short = 'p', long, value_name = "NAME=VALUE", allow_hyphen_values = true)]
    output_parameter: Vec<String>,

    /// New phase: Succeeded, Failed or Error
    #[arg(long)]
    phase: Option<String>,

    /// New message
    #[arg(short, long)]
    message: Option<String>,
}

impl Set {
    pub(crate) async fn run(self, ctx: &Context) -> CliResult {
        let mut outputs = Vec::new();
        for parameter in &self.output_parameter {
            let (name, value) = parameter.split_once('=').ok_or_else(|| {
                CliError::usage(format!("--output-parameter {parameter:?}: expected NAME=VALUE"))
            })?;
            outputs.push((name.to_owned(), unquoted(value)));
        }
        let change = Change::Set {
            selector: self.node_field_selector.unwrap_or_default(),
            phase: self.phase.unwrap_or_default(),
            message: self.message.unwrap_or_default(),
            outputs,
        };
        let connection = ctx.connect().await?;
        let changed = connection.client.change_workflow(&connection.namespace, &self.name, &change).await;
        if let Err(error) = changed {
            return Err(CliError::of_workflow(error, &connection, &self.name).await);
        }
        ctx.ui.line("workflow values set")?;
        Ok(Exit::Done)
    }
}

/// A value in quotes as Go writes them loses the quotes; other values stay as they are.
fn unquoted(value: &str) -> String {
    if let Some(raw) = value.strip_prefix('`').and_then(|v| v.strip_suffix('`')) {
        return raw.to_owned();
    }
    if value.len() > 1 && value.starts_with('"') {
        // Go's and JSON's quoting agree on what people write by hand.
        return serde_json::from_str(value).unwrap_or_else(|_| value.to_owned());
    }
    value.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_taken_away_and_other_values_stay() {
        assert_eq!(unquoted("\"a\\nb\""), "a\nb");
        assert_eq!(unquoted("`a\\n`"), "a\\n");
        assert_eq!(unquoted("\"half"), "\"half");
        assert_eq!(unquoted("plain"), "plain");
    }
}
