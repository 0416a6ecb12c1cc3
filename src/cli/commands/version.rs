//! `argo version`.

use crate::cli::error::CliResult;
use crate::cli::exit::Exit;
use crate::cli::ui::Ui;

/// The release of Argo Workflows whose behaviour this program has.
const COMPATIBLE_WITH: &str = "v4.1.2";

/// Print the version
#[derive(Debug, clap::Args)]
pub(crate) struct Version {
    /// Print just the number
    #[arg(long)]
    short: bool,

    #[arg(hide = true)]
    ignored: Vec<String>,
}

impl Version {
    pub(crate) fn run(&self, ui: Ui) -> CliResult {
        // Argo ignores further words here, and scripts may have them.
        let _ = &self.ignored;
        ui.print(&text(self.short))?;
        Ok(Exit::Done)
    }
}

fn text(short: bool) -> String {
    let version = env!("CARGO_PKG_VERSION");
    if short {
        return format!("argo: v{version}\n");
    }
    let arch = match std::env::consts::ARCH {
        "x86_64" => "amd64",
        "aarch64" => "arm64",
        other => other,
    };
    format!(
        "argo: v{version}\n  ArgoWorkflows: {COMPATIBLE_WITH}\n  Compiler: rustc\n  Platform: {}/{arch}\n",
        std::env::consts::OS
    )
}
