//! `argo executor-plugin`.

use std::path::{Path, PathBuf};

use clap::Subcommand;

use crate::cli::error::{CliError, CliResult};
use crate::cli::exit::Exit;
use crate::cli::ui::Ui;
use crate::core::edit::Plugin;
use crate::core::yaml;

/// Build executor plugins
#[derive(Debug, clap::Args)]
pub(crate) struct ExecutorPlugin {
    #[command(subcommand)]
    pub(crate) action: Option<ExecutorPluginAction>,
}

/// What to do with executor plugins.
#[derive(Debug, Subcommand)]
pub(crate) enum ExecutorPluginAction {
    /// Make the ConfigMap that installs a plugin, from its plugin.yaml and, if there is one, its program server.*
    Build(Build),
}

/// Flags of `executor-plugin build`.
#[derive(Debug, clap::Args)]
pub(crate) struct Build {
    /// Folder of the plugin
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

impl ExecutorPluginAction {
    pub(crate) fn run(self, ui: Ui) -> CliResult {
        let Self::Build(Build { folder }) = self;
        let mut plugin = read(&folder.join("plugin.yaml"))?;
        if let Some(program) = program(&folder, plugin.name())? {
            plugin.set_program(program);
        }
        let map = plugin
            .config_map()
            .map_err(|error| CliError::new(format!("{}: {error}", folder.join("plugin.yaml").display())))?;
        let header =
            "# This file is generated: change plugin.yaml and run `argo executor-plugin build` again\n";
        let files = [
            (
                format!("{}-executor-plugin-configmap.yaml", plugin.name()),
                format!("{header}{}", yaml::emit(&map)),
            ),
            ("README.md".to_owned(), plugin.readme()),
        ];
        for (name, text) in files {
            let path = folder.join(name);
            std::fs::write(&path, text)
                .map_err(|error| CliError::new(format!("write {}: {error}", path.display())))?;
            ui.line(&format!("{} created", path.display()))?;
        }
        Ok(Exit::Done)
    }
}

fn read(path: &Path) -> CliResult<Plugin> {
    let failed = |error: &dyn std::fmt::Display| CliError::new(format!("{}: {error}", path.display()));
    let text = std::fs::read(path).map_err(|error| failed(&error))?;
    let value = yaml::read_strict(&text).map_err(|error| failed(&error))?;
    let plugin: Plugin = serde_json::from_value(value).map_err(|error| failed(&error))?;
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c);
    if plugin.name().is_empty() || !plugin.name().chars().all(is_name) {
        return Err(failed(&format!("metadata.name {:?} is no name for a ConfigMap", plugin.name())));
    }
    Ok(plugin)
}

/// The text of the only file `server.*`.
fn program(folder: &Path, name: &str) -> CliResult<Option<String>> {
    let entries = std::fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    let mut files: Vec<PathBuf> = entries
        .iter()
        .filter(|entry| entry.file_name().to_string_lossy().starts_with("server."))
        .map(std::fs::DirEntry::path)
        .collect();
    files.sort();
    match files.as_slice() {
        [] => Ok(None),
        [file] => std::fs::read_to_string(file)
            .map(Some)
            .map_err(|error| CliError::new(format!("{}: {error}", file.display()))),
        [first, second, ..] => Err(CliError::new(format!(
            "plugin {name} has more than one server.* file: {} and {}",
            first.display(),
            second.display()
        ))),
    }
}
