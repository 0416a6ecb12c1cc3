//! `argo auth`.

use clap::Subcommand;

use crate::cli::context::Context;
use crate::cli::error::{CliError, CliResult};
use crate::cli::exit::Exit;

/// Show how commands prove who you are
#[derive(Debug, clap::Args)]
pub(crate) struct Auth {
    #[command(subcommand)]
    pub(crate) action: Option<AuthAction>,
}

/// What to show.
#[derive(Debug, Subcommand)]
pub(crate) enum AuthAction {
    /// Print the value of the header `Authorization`, e.g. `Bearer …`; it is a secret
    Token,
}

impl AuthAction {
    pub(crate) async fn run(self, ctx: &Context) -> CliResult {
        let Self::Token = self;
        match ctx.authorization().await? {
            Some(value) => ctx.ui.line(&value)?,
            None => {
                return Err(CliError::new("could not find a token").hint(
                    "the kubeconfig has neither a token nor a user name; set ARGO_TOKEN to use another one",
                ));
            }
        }
        Ok(Exit::Done)
    }
}
