//! What the server itself puts into its store: the default namespace, this machine as the one node, and the definitions
//! of Argo's kinds, which scripts written for a cluster look at and wait for.

use serde_json::{Value, json};

use super::ApiServer;
use super::discovery::git_version;
use super::error::ApiError;
use super::kinds::{self, KINDS, Kind};
use super::meta::now_text;
use super::write::{Halt, prepare, settled, store_changed, use_namespace};
use crate::engine::store::{Key, StoreError, Transaction};

/// What is said of the machine that runs the steps.
#[derive(Debug, Clone)]
pub struct Machine {
    /// Its name, which pods have as their node.
    pub name: String,
    /// The kernel's release.
    pub kernel: String,
    /// How many cores it has.
    pub cores: usize,
    /// How many bytes of memory it has; 0 where that is not known.
    pub memory: u64,
    /// How many pods run at a time.
    pub pods: usize,
}

impl ApiServer {
    /// Stores what describes this server. To be called once by an engine that starts.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn describe(&self, machine: Machine) -> Result<(), StoreError> {
        let written = self.store().write(move |transaction| {
            use_namespace(transaction, "default")?;
            for kind in KINDS.iter().filter(|kind| kind.is_custom()) {
                put(transaction, "apiextensions.k8s.io", "customresourcedefinitions", definition(kind))?;
            }
            put(transaction, "", "nodes", node(&machine))?;
            super::archive::prune(transaction)?;
            Ok::<_, Halt>(Value::Null)
        });
        match settled(written.await) {
            Ok(_) => Ok(()),
            Err(error) => {
                tracing::warn!(%error, "the server could not describe itself");
                // A store that cannot be read says so here, before anything relies on it.
                self.store().version().await.map(|_| ())
            }
        }
    }
}

/// Stores an object, or what is new about it.
fn put(transaction: &mut Transaction<'_>, group: &str, plural: &str, mut object: Value) -> Result<(), Halt> {
    let Some(kind) = kinds::find(group, "v1", plural) else {
        return Err(ApiError::internal(format!("there is no kind {plural}")).into());
    };
    let name = object["metadata"]["name"].as_str().unwrap_or_default().to_owned();
    let key = Key::new(kind.resource(), "", name);
    let Some(old) = transaction.get(&key)? else {
        prepare(kind, "", &mut object, None)?;
        transaction.insert(&key, object)?;
        return Ok(());
    };
    let whole = transaction.whole(&old)?;
    store_changed(transaction, kind, &old, &whole, object, None)?;
    Ok(())
}

/// The definition of one of Argo's kinds. What fields it has is told by OpenAPI.
fn definition(kind: &Kind) -> Value {
    let mut names = json!({
        "plural": kind.plural, "singular": kind.singular, "kind": kind.kind, "listKind": format!("{}List", kind.kind),
    });
    if !kind.short_names.is_empty() {
        names["shortNames"] = json!(kind.short_names);
    }
    let schema = json!({"openAPIV3Schema": {"type": "object", "x-kubernetes-preserve-unknown-fields": true}});
    let mut version = json!({"name": kind.version, "served": true, "storage": true, "schema": schema});
    if kind.status {
        version["subresources"] = json!({"status": {}});
    }
    // A condition that changed whenever an engine starts would be no news.
    let condition = |name: &str, reason: &str, message: &str| json!({"type": name, "status": "True", "reason": reason, "message": message});
    json!({
        "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
        "metadata": {"name": kind.resource()},
        "spec": {
            "group": kind.group, "names": names, "scope": if kind.namespaced { "Namespaced" } else { "Cluster" },
            "versions": [version], "conversion": {"strategy": "None"},
        },
        "status": {
            "acceptedNames": names, "storedVersions": [kind.version],
            "conditions": [
                condition("NamesAccepted", "NoConflicts", "no conflicts found"),
                condition("Established", "InitialNamesAccepted", "the initial names have been accepted"),
            ],
        },
    })
}

fn node(machine: &Machine) -> Value {
    let mut resources = json!({"cpu": machine.cores.to_string(), "pods": machine.pods.to_string()});
    if machine.memory > 0 {
        resources["memory"] = format!("{}Ki", machine.memory / 1024).into();
    }
    let condition = |name: &str, status: &str, reason: &str| json!({"type": name, "status": status, "reason": reason, "message": "the engine runs", "lastHeartbeatTime": now_text(), "lastTransitionTime": now_text()});
    let arch = match std::env::consts::ARCH {
        "x86_64" => "amd64",
        "aarch64" => "arm64",
        other => other,
    };
    let system = std::env::consts::OS;
    json!({
        "apiVersion": "v1", "kind": "Node",
        "metadata": {"name": machine.name, "labels": {
            "kubernetes.io/arch": arch, "kubernetes.io/os": system, "kubernetes.io/hostname": machine.name,
        }},
        "spec": {},
        "status": {
            "capacity": resources, "allocatable": resources,
            "conditions": [condition("Ready", "True", "KubeletReady")],
            "addresses": [
                {"type": "InternalIP", "address": "127.0.0.1"}, {"type": "Hostname", "address": machine.name},
            ],
            "nodeInfo": {
                "architecture": arch, "operatingSystem": system, "kernelVersion": machine.kernel,
                "osImage": system, "containerRuntimeVersion": format!("argo://{}", env!("CARGO_PKG_VERSION")),
                "kubeletVersion": git_version(), "kubeProxyVersion": "", "machineID": "", "systemUUID": "", "bootID": "",
            },
        },
    })
}
