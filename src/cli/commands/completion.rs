//! `argo completion`.

use crate::cli::complete;
use crate::cli::error::CliResult;
use crate::cli::exit::Exit;
use crate::cli::ui::Ui;

/// Print the script that lets a shell complete commands, flags, and names of what is there
#[derive(Debug, clap::Args)]
#[command(after_help = "bash: argo completion bash > ~/.local/share/bash-completion/completions/argo
zsh:  argo completion zsh > \"${fpath[1]}/_argo\"
fish: argo completion fish > ~/.config/fish/completions/argo.fish
PowerShell: argo completion powershell >> $PROFILE")]
pub(crate) struct Completion {
    /// bash, zsh, fish or powershell
    #[arg(value_parser = ["bash", "zsh", "fish", "powershell"], hide_possible_values = true)]
    shell: String,
}

impl Completion {
    pub(crate) fn run(&self, ui: Ui) -> CliResult {
        ui.print(&complete::script(&self.shell)?)?;
        Ok(Exit::Done)
    }
}
