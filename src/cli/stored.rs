//! What the commands for WorkflowTemplates, ClusterWorkflowTemplates and CronWorkflows have in common.

use serde_json::Value;

use super::context::{Connection, Context};
use super::error::{CliError, CliResult};
use super::exit::Exit;
use super::manifest;
use super::output::{self, Output};
use crate::core::api::schema::Schema;
use crate::core::api::{KindInfo, kinds};
use crate::core::lint::File;

/// A kind of stored object.
#[derive(Clone, Copy)]
pub(crate) struct Stored {
    /// The kind of the API.
    pub(crate) kind: &'static KindInfo,
    /// In words, e.g. `workflow template`.
    pub(crate) words: &'static str,
}

/// Objects to store.
pub(crate) struct Batch {
    files: Vec<File>,
    /// The objects.
    pub(crate) objects: Vec<Value>,
    /// Those that refer to stored templates, with their places in the files.
    open: Vec<((usize, usize), Value)>,
}

impl Batch {
    /// Gets ready to speak. On this machine, what the objects refer to has to be there; a cluster says so itself.
    pub(crate) async fn connect(&self, ctx: &Context) -> CliResult<Connection> {
        let connection = ctx.connect().await?;
        for (at, object) in self.open.iter().filter(|_| connection.local) {
            manifest::check_with(&connection, &self.files, *at, object, true).await?;
        }
        Ok(connection)
    }
}

impl Stored {
    /// Finds a kind by its name.
    pub(crate) fn new(kind: &str, words: &'static str) -> CliResult<Self> {
        let kind = kinds::by_kind(kind).ok_or_else(|| CliError::new(format!("{kind} is not known")))?;
        Ok(Self { kind, words })
    }

    /// The objects of this kind in the files, as `change` leaves them, checked.
    pub(crate) async fn read(
        self,
        ctx: &Context,
        files: &[String],
        strict: bool,
        change: impl Fn(&Value) -> CliResult<Value>,
    ) -> CliResult<Batch> {
        let mut batch =
            Batch { files: manifest::read_all(files).await?, objects: Vec::new(), open: Vec::new() };
        for object in manifest::of_kind(&batch.files, self.kind.kind, ctx.ui)? {
            if strict {
                object.check()?;
            }
            let changed = change(object.value())?;
            if !manifest::check_alone(&batch.files, object.at, &changed, true)? {
                batch.open.push((object.at, changed.clone()));
            }
            batch.objects.push(changed);
        }
        if batch.objects.is_empty() {
            return Err(CliError::new(format!("No {} found in given files", self.words)));
        }
        Ok(batch)
    }

    /// Creates an object.
    pub(crate) async fn create(self, connection: &Connection, object: &Value) -> CliResult<Value> {
        let created =
            connection.client.create_object(self.kind, &self.namespace(connection, object), object).await;
        created.map_err(|error| CliError::from(error).context(format!("failed to create {}", self.words)))
    }

    /// Replaces an object by another of the same name.
    pub(crate) async fn update(self, connection: &Connection, object: &Value) -> CliResult<Value> {
        let name = name_of(object).to_owned();
        let namespace = self.namespace(connection, object);
        let existing = connection.client.get_object(self.kind, &namespace, &name).await.map_err(|error| {
            CliError::from(error).context(format!("failed to get existing {} {name:?} to update", self.words))
        })?;
        let mut object = object.clone();
        object["metadata"]["resourceVersion"] = existing["metadata"]["resourceVersion"].clone();
        // What the controller noted stays.
        if let (Some(status), None) = (existing.get("status"), object.get("status")) {
            object["status"] = status.clone();
        }
        let replaced = connection.client.replace_object(self.kind, &namespace, &object).await;
        replaced.map_err(|error| CliError::from(error).context(format!("failed to update {}", self.words)))
    }

    /// Reads an object.
    pub(crate) async fn get(self, connection: &Connection, name: &str) -> CliResult<Value> {
        match connection.client.get_object(self.kind, &connection.namespace, name).await {
            Ok(found) => Ok(found),
            Err(error) => Err(CliError::of_stored(error, connection, self.kind, name).await),
        }
    }

    /// Lists objects, by name.
    pub(crate) async fn list(
        self,
        connection: &Connection,
        everywhere: bool,
        labels: &str,
    ) -> CliResult<Vec<Value>> {
        let namespace =
            (!everywhere && !connection.namespace.is_empty()).then_some(connection.namespace.as_str());
        Ok(connection.client.list_objects(self.kind, namespace, labels).await?)
    }

    /// Deletes the objects of these names, or all; says so unless `quiet`.
    pub(crate) async fn delete(self, ctx: &Context, names: &[String], all: bool, quiet: bool) -> CliResult {
        let connection = ctx.connect().await?;
        let names = if all {
            let found = self.list(&connection, false, "").await?;
            found.iter().map(|object| name_of(object).to_owned()).collect()
        } else {
            names.to_vec()
        };
        for name in &names {
            connection.client.delete_object(self.kind, &connection.namespace, name).await?;
            if !quiet {
                ctx.ui.line(&format!("{} '{name}' deleted", self.kind.kind))?;
            }
        }
        Ok(Exit::Done)
    }

    fn namespace(self, connection: &Connection, object: &Value) -> String {
        let own = object.pointer("/metadata/namespace").and_then(Value::as_str).unwrap_or_default();
        if own.is_empty() { connection.namespace.clone() } else { own.to_owned() }
    }
}

/// The name of an object.
pub(crate) fn name_of(object: &Value) -> &str {
    object.pointer("/metadata/name").and_then(Value::as_str).unwrap_or_default()
}

/// A stored object for machines; `None` when it is for people.
pub(crate) fn machine<T>(object: &Value, schema: &'static Schema, output: Output) -> CliResult<Option<String>>
where
    T: serde::de::DeserializeOwned + serde::Serialize,
{
    if output == Output::Name {
        return Ok(Some(format!("{}\n", name_of(object))));
    }
    if !matches!(output, Output::Json | Output::Yaml) {
        return Ok(None);
    }
    let typed: T = decode(object)?;
    let mut value = output::as_go(schema, &typed)?;
    if let Some(fields) = value.as_object_mut() {
        // Go's client loses kind and version when it decodes one object.
        fields.shift_remove("kind");
        fields.shift_remove("apiVersion");
    }
    Ok(Some(if output == Output::Json { output::json(&value, 4)? } else { output::yaml(&value)? }))
}

/// A stored object as a type of ours.
pub(crate) fn decode<T: serde::de::DeserializeOwned>(object: &Value) -> CliResult<T> {
    let name = name_of(object);
    serde_json::from_value(object.clone()).map_err(|error| CliError::new(format!("read {name:?}: {error}")))
}
