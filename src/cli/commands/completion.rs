//! `argo completion`.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::cli::args::Args;
use crate::cli::error::{CliError, CliResult};
use crate::cli::exit::Exit;
use crate::cli::ui::Ui;

/// Print the script that lets a shell complete argo's commands and flags
#[derive(Debug, clap::Args)]
#[command(after_help = "bash: argo completion bash > ~/.local/share/bash-completion/completions/argo
zsh:  argo completion zsh > \"${fpath[1]}/_argo\"
fish: argo completion fish > ~/.config/fish/completions/argo.fish")]
pub(crate) struct Completion {
    /// bash, zsh, fish or powershell
    #[arg(value_parser = ["bash", "zsh", "fish", "powershell"], hide_possible_values = true)]
    shell: String,
}

impl Completion {
    pub(crate) fn run(&self, ui: Ui) -> CliResult {
        ui.print(&script(&self.shell)?)?;
        Ok(Exit::Done)
    }
}

fn script(shell: &str) -> CliResult<String> {
    let shell = match shell {
        "bash" => Shell::Bash,
        "zsh" => Shell::Zsh,
        "fish" => Shell::Fish,
        _ => Shell::PowerShell,
    };
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "argo", &mut text);
    String::from_utf8(text).map_err(|error| CliError::new(error.to_string()))
}
