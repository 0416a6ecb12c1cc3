//! `argo sync`: the limits of semaphores.

use clap::Subcommand;
use serde_json::{Value, json};

use crate::cli::context::{Connection, Context};
use crate::cli::error::{CliError, CliResult};
use crate::cli::exit::Exit;
use crate::core::edit::{limit, new_limits, with_changed_limit, with_new_limit, without_limit};
use crate::core::operate::DATABASE_LIMITS;
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

    /// Where it is kept: configmap, or database (of an Argo Server, or of this machine)
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
        let (_, local) = ctx.destination().await?;
        let map = key.config_map(ctx.is_hosted(), local)?;
        let connection = ctx.connect().await?;
        let said = if connection.hosted {
            self.done_hosted(&connection, key, map).await
        } else {
            self.done(&connection, key, map).await
        };
        let said = said.map_err(|error| error.context(format!("failed to {verb} sync limit")))?;
        ctx.ui.print(&said)?;
        Ok(Exit::Done)
    }

    async fn done(&self, connection: &Connection, key: &Key, map: &str) -> CliResult<String> {
        let (client, namespace) = (&connection.client, connection.namespace.as_str());
        let found = client.config_map(namespace, map).await;
        let block = |limit: i32| key.block(map, namespace, limit);
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

impl SyncAction {
    /// The same through an Argo Server, which also has a database.
    async fn done_hosted(&self, connection: &Connection, key: &Key, map: &str) -> CliResult<String> {
        let (client, namespace) = (&connection.client, connection.namespace.as_str());
        let path = ["sync", namespace, key.key.as_str()];
        let mut query = vec![("type", if key.is_database() { "1".to_owned() } else { String::new() })];
        query.push(("cmName", map.to_owned()));
        query.retain(|(_, value)| !value.is_empty());
        let body = |limit: i32| {
            let mut body = json!({"namespace": namespace, "key": key.key, "limit": limit});
            if key.is_database() {
                body["type"] = 1.into();
            } else {
                body["cmName"] = map.into();
            }
            body
        };
        let block = |answer: &Value| {
            let limit = answer.get("limit").and_then(Value::as_i64).unwrap_or_default();
            key.block(map, namespace, i32::try_from(limit).unwrap_or_default())
        };
        Ok(match self {
            Self::Create(Write { limit, .. }) => {
                let made = client.post_hosted(&["sync", namespace], &body(*limit)).await?;
                format!("Sync limit created\n{}", block(&made))
            }
            Self::Get(_) => block(&client.get_hosted(&path, &query).await?),
            Self::Update(Write { limit, .. }) => {
                let changed = client.put_hosted(&path, &body(*limit)).await?;
                format!("Sync limit updated\n{}", block(&changed))
            }
            Self::Delete(_) => {
                client.delete_hosted(&path, &query).await?;
                "Sync limit deleted\n".to_owned()
            }
        })
    }
}

impl Key {
    fn is_database(&self) -> bool {
        self.kind.eq_ignore_ascii_case("database")
    }

    /// What is said of a limit.
    fn block(&self, map: &str, namespace: &str, limit: i32) -> String {
        let kind = match self.is_database() {
            true => "Type: database\n".to_owned(),
            false => format!("Type: configmap\nConfigMap Name: {map}\n"),
        };
        format!("Key: {}\n{kind}Namespace: {namespace}\nLimit: {limit}\n", self.key)
    }

    /// The name of the ConfigMap; empty for a limit in the database of an Argo Server.
    fn config_map(&self, hosted: bool, local: bool) -> CliResult<&str> {
        if self.is_database() && hosted {
            return Ok("");
        }
        if self.is_database() && local {
            return Ok(DATABASE_LIMITS);
        }
        if self.is_database() {
            return Err(CliError::new(
                "limits in a database are kept by an Argo Server: unsupported sync config type: DATABASE",
            )
            .hint("--type configmap works here"));
        }
        let name = self.cm_name.as_deref().filter(|name| !name.is_empty());
        name.ok_or_else(|| CliError::usage("--cm-name is required for type configmap"))
    }
}
