//! `argo archive`: what an Argo Server keeps of workflows that are gone.

use crate::cli::error::{CliError, CliResult};

/// Work with archived workflows, which takes an Argo Server
#[derive(Debug, clap::Args)]
pub(crate) struct Archive {
    /// What to do; neither a cluster's API nor the engine of this machine has an archive
    #[arg(value_name = "ACTION", trailing_var_arg = true, allow_hyphen_values = true)]
    words: Vec<String>,
}

impl Archive {
    /// Refuses, in the reference's words, which scripts look for.
    pub(crate) fn run(&self) -> CliResult {
        let command = ["archive"].into_iter().chain(self.words.first().map(String::as_str));
        let error = CliError::new(format!(
            "{}: this is impossible if you are not using the Argo Server, see https://argo-workflows.readthedocs.io/en/release-4.1/cli/argo",
            command.collect::<Vec<_>>().join(" ")
        ));
        Err(error.hint("`argo list` shows the workflows that are still there"))
    }
}
