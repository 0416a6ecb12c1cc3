//! Executor plugins as the ConfigMaps that controllers read (cli.md §2.22).

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::core::api::label;
use crate::core::yaml;

/// A plugin as its author writes it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Plugin {
    #[serde(default, rename = "apiVersion")]
    _api_version: String,
    kind: String,
    metadata: Metadata,
    spec: Spec,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Metadata {
    name: String,
    #[serde(default)]
    namespace: String,
    #[serde(default)]
    labels: BTreeMap<String, String>,
    #[serde(default)]
    annotations: BTreeMap<String, String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Spec {
    sidecar: Sidecar,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Sidecar {
    #[serde(default)]
    automount_service_account_token: bool,
    container: Value,
}

/// Why a plugin cannot be used.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum PluginError {
    /// Something that controllers need is not there.
    #[error("spec.sidecar.container: {0}")]
    Lacks(&'static str),
}

impl Plugin {
    /// Its name.
    pub fn name(&self) -> &str {
        &self.metadata.name
    }

    /// Puts a program into the arguments of the container.
    pub fn set_program(&mut self, text: String) {
        if let Some(container) = self.spec.sidecar.container.as_object_mut() {
            container.insert("args".to_owned(), json!([text]));
        }
    }

    /// The ConfigMap that installs the plugin.
    ///
    /// # Errors
    /// When the container lacks what controllers need.
    pub fn config_map(&self) -> Result<Value, PluginError> {
        let mut container = self.spec.sidecar.container.clone();
        let has = |pointer: &str| match container.pointer(pointer) {
            Some(Value::Object(fields)) => !fields.is_empty(),
            Some(Value::Array(items)) => !items.is_empty(),
            _ => false,
        };
        for (pointer, lacks) in [
            ("/ports", "at least one port is mandatory"),
            ("/resources/requests", "resource requests are mandatory"),
            ("/resources/limits", "resource limits are mandatory"),
            ("/securityContext", "a security context is mandatory"),
        ] {
            if !has(pointer) {
                return Err(PluginError::Lacks(lacks));
            }
        }
        if let Some(fields) = container.as_object_mut() {
            fields.entry("name").or_insert_with(|| json!(""));
        }
        let mut labels = BTreeMap::from([(label::CONFIGMAP_TYPE.to_owned(), self.kind.clone())]);
        labels.extend(self.metadata.labels.clone());
        let mut metadata = json!({"name": format!("{}-executor-plugin", self.name()), "labels": labels});
        if !self.metadata.annotations.is_empty() {
            metadata["annotations"] = json!(self.metadata.annotations);
        }
        if !self.metadata.namespace.is_empty() {
            metadata["namespace"] = json!(self.metadata.namespace);
        }
        Ok(json!({
            "apiVersion": "v1",
            "kind": "ConfigMap",
            "metadata": metadata,
            "data": {
                "sidecar.automountServiceAccountToken":
                    self.spec.sidecar.automount_service_account_token.to_string(),
                "sidecar.container": yaml::emit(&container),
            },
        }))
    }

    /// What to know about the plugin, and how to install it.
    pub fn readme(&self) -> String {
        let name = self.name();
        let annotation = |key: &str| {
            let key = format!("workflows.argoproj.io/{key}");
            self.metadata.annotations.get(&key).cloned().unwrap_or_default()
        };
        let image = self.spec.sidecar.container.get("image").and_then(Value::as_str).unwrap_or_default();
        let (version, description) = (annotation("version"), annotation("description"));
        format!(
            "<!-- Made by `argo executor-plugin build`: change plugin.yaml instead -->\n# {name}\n\n\
             * Needs: {version}\n* Image: {image}\n\n{description}\n\nTo install it:\n\n    \
             kubectl apply -f {name}-executor-plugin-configmap.yaml\n\nTo remove it:\n\n    \
             kubectl delete configmap {name}-executor-plugin\n"
        )
    }
}
