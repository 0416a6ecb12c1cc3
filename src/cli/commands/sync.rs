//! `argo sync`: the limits of semaphores.

use clap::Subcommand;
use serde_json::Value;

use crate::cli::context::{Connection, Context};
use crate::cli::error::{CliError, CliResult};
use crate::cli::exit::Exit;
use crate::core::edit::{limit, new_limits, with_changed_limit, with_new_limit, without_limit};
use crate::ports::client::Refusal;

/// Work with the limits of semaphores
#[derive(Debug, clap::Args)]
pub(crate) struct Sync {
    #[command(subcommand)]
    pub(crate) action: Option<SyncAction>,
}

/// What to do with a limit.
#[derive(Debug, Subcommand)]
pub(crate) enum SyncAction {
    /// Create a limit
    Create(Write),
    /// Show a limit
    Get(Key),
    /// Change a limit
    Update(Write),
    /// Delete a limit
    Delete(Key),
}

/// Which limit.
#[derive(Debug, clap::Args)]
pub(crate) struct Key {
    /// Key of the limit
    key: String,

    /// Where it is kept: configmap, or database (which takes an Argo Server)
    #[arg(long = "type", value_name = "TYPE", ignore_case = true, value_parser = ["configmap", "database"], hide_possible_values = true)]
    kind: String,

    /// ConfigMap it is in
    #[arg(long, value_name = "NAME")]
    cm_name: Option<String>,
}

/// Which limit, and what it is to be.
#[derive(Debug, clap::Args)]
pub(crate) struct Write {
    #[command(flatten)]
    key: Key,

    /// How many may hold the semaphore at once
    #[arg(long, value_parser = clap::value_parser!(i32).range(1..))]
    limit: i32,
}

impl SyncAction {
    pub(crate) async fn run(self, ctx: &Context) -> CliResult {
        let (verb, key) = match &self {
            Self::Create(write) => ("create", &write.key),
            Self::Get(key) => ("get", key),
            Self::Update(write) => ("update", &write.key),
            Self::Delete(key) => ("delete", key),
        };
        let map = key.config_map()?;
        let connection = ctx.connect().await?;
        let said = self.done(&connection, key, map).await;
        let said = said.map_err(|error| error.context(format!("failed to {verb} sync limit")))?;
        ctx.ui.print(&said)?;
        Ok(Exit::Done)
    }

    async fn done(&self, connection: &Connection, key: &Key, map: &str) -> CliResult<String> {
        let (client, namespace) = (&connection.client, connection.namespace.as_str());
        let found = client.config_map(namespace, map).await;
        let block = |limit: i32| {
            format!(
                "Key: {}\nType: configmap\nConfigMap Name: {map}\nNamespace: {namespace}\nLimit: {limit}\n",
                key.key
            )
        };
        let failed = |error| CliError::new(format!("{error}"));
        let write = async |object: &Value| -> CliResult<()> { Ok(client.replace_config_map(object).await?) };
        match self {
            Self::Create(Write { limit, .. }) => {
                match found {
                    Err(error) if error.refusal == Refusal::NotFound => {
                        client.create_config_map(&new_limits(namespace, map, &key.key, *limit)).await?;
                    }
                    found => write(&with_new_limit(&found?, &key.key, *limit).map_err(failed)?).await?,
                }
                Ok(format!("Sync limit created\n{}", block(*limit)))
            }
            Self::Get(_) => Ok(block(limit(&found?, &key.key).map_err(failed)?)),
            Self::Update(Write { limit, .. }) => {
                write(&with_changed_limit(&found?, &key.key, *limit).map_err(failed)?).await?;
                Ok(format!("Sync limit updated\n{}", block(*limit)))
            }
            Self::Delete(_) => {
                write(&without_limit(&found?, &key.key)).await?;
                Ok("Sync limit deleted\n".to_owned())
            }
        }
    }
}

impl Key {
    /// The name of the ConfigMap.
    fn config_map(&self) -> CliResult<&str> {
        if self.kind.eq_ignore_ascii_case("database") {
            return Err(CliError::new(
                "limits in a database are kept by an Argo Server: unsupported sync config type: DATABASE",
            )
            .hint("--type configmap works here"));
        }
        let name = self.cm_name.as_deref().filter(|name| !name.is_empty());
        name.ok_or_else(|| CliError::usage("--cm-name is required for type configmap"))
    }
}
