//! What the ConfigMap `workflow-controller-configmap` says (engine.md §7.6).

use std::sync::{Arc, Mutex, PoisonError};

use jiff::SignedDuration;
use serde_json::{Map, Value};

use super::gc;
use super::objects::{Objects, path};
use super::retention::Retention;
use super::text;
use crate::core::api::{ArtifactRepository, ArtifactRepositoryRef};
use crate::core::operate::{Restriction, Settings, choose_repository, repository_places};

/// The name of the ConfigMap.
pub(super) const CONFIG_MAP: &str = "workflow-controller-configmap";

/// Where it is looked for, in this order.
const NAMESPACES: [&str; 2] = ["argo", "default"];

/// The settings of the controller.
#[derive(Debug, Default)]
pub(super) struct Config {
    /// What a step needs.
    pub(super) operate: Arc<Settings>,
    /// The program of an image: `images`.
    pub(super) images: Map<String, Value>,
    /// How many workflows run at once; 0: any number.
    pub(super) parallelism: usize,
    /// How many of a namespace run at once; 0: any number.
    pub(super) namespace_parallelism: usize,
    /// How long pods stay where their workflow does not say.
    pub(super) pod_delay: Option<SignedDuration>,
    /// How many ended workflows are kept.
    pub(super) retention: Retention,
    version: String,
}

/// Reads the settings whenever they are asked for, and parses them when they have changed.
#[derive(Default)]
pub(super) struct ConfigSource {
    last: Mutex<Arc<Config>>,
}

impl ConfigSource {
    /// The settings as they are now. Settings that cannot be read leave the last ones in force.
    pub(super) async fn current(&self, objects: &Objects) -> Arc<Config> {
        let mut found = None;
        for namespace in NAMESPACES {
            match objects.get(&path::config_map(namespace, CONFIG_MAP)).await {
                Ok(Some(map)) => {
                    found = Some(map);
                    break;
                }
                Ok(None) => {}
                Err(error) => {
                    tracing::warn!(%error, "cannot read {CONFIG_MAP}");
                    return self.last();
                }
            }
        }
        let version = found.as_ref().map_or(String::new(), |map| {
            let text = |at| map.pointer(at).and_then(Value::as_str).unwrap_or_default();
            format!("{} {}", text("/metadata/uid"), text("/metadata/resourceVersion"))
        });
        let last = self.last();
        if last.version == version {
            return last;
        }
        match found.as_ref().map_or(Ok(Config::default()), Config::read) {
            Ok(config) => {
                let config = Arc::new(Config { version, ..config });
                *self.last.lock().unwrap_or_else(PoisonError::into_inner) = config.clone();
                config
            }
            Err(reason) => {
                tracing::error!(reason, "{CONFIG_MAP} is not understood; the last settings stay in force");
                last
            }
        }
    }

    fn last(&self) -> Arc<Config> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Config {
    fn read(map: &Value) -> Result<Self, String> {
        let data = map.get("data").and_then(Value::as_object).cloned().unwrap_or_default();
        let parse = |key: &str, text: &str| text::value(text).map_err(|error| format!("{key}: {error}"));
        // One key `config` may hold everything; keys of their own win.
        let mut values = match data.get("config").and_then(Value::as_str) {
            Some(text) => parse("config", text)?.as_object().cloned().unwrap_or_default(),
            None => Map::new(),
        };
        for (key, value) in data.iter().filter(|(key, _)| *key != "config") {
            let text = value.as_str().unwrap_or_default();
            values.insert(key.clone(), parse(key, text)?);
        }
        let namespace = map.pointer("/metadata/namespace").and_then(Value::as_str).unwrap_or_default();
        Self::from_values(&values, namespace)
    }

    fn from_values(values: &Map<String, Value>, namespace: &str) -> Result<Self, String> {
        let object = |key: &str| values.get(key).filter(|v| v.is_object()).cloned();
        let plain = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
        let mut operate = Settings {
            instance_id: plain(values.get("instanceID")),
            workflow_defaults: object("workflowDefaults"),
            main_container: object("mainContainer"),
            repository_namespace: namespace.to_owned(),
            ..Settings::default()
        };
        if let Some(repository) = object("artifactRepository") {
            operate.artifact_repository =
                serde_json::from_value(repository).map_err(|error| format!("artifactRepository: {error}"))?;
        }
        let restrictions = values.get("workflowRestrictions");
        operate.restriction = match plain(restrictions.and_then(|r| r.get("templateReferencing"))).as_str() {
            "Strict" => Restriction::Strict,
            "Secure" => Restriction::Secure,
            // As on a cluster, where any other word restricts nothing.
            _ => Restriction::Free,
        };
        if let Some(enabled) =
            values.get("nodeEvents").and_then(|e| e.get("enabled")).and_then(Value::as_bool)
        {
            operate.node_events = enabled;
        }
        let number = |key: &str| {
            let number = values.get(key).and_then(Value::as_u64).unwrap_or_default();
            usize::try_from(number).unwrap_or_default()
        };
        Ok(Self {
            namespace_parallelism: number("namespaceParallelism"),
            pod_delay: values.get("podGCDeleteDelayDuration").and_then(Value::as_str).and_then(gc::duration),
            retention: values.get("retentionPolicy").map(Retention::of).unwrap_or_default(),
            operate: Arc::new(operate),
            images: object("images").and_then(|v| v.as_object().cloned()).unwrap_or_default(),
            parallelism: number("parallelism"),
            version: String::new(),
        })
    }

    /// Gives every container without a command the program that its image is said to have.
    pub(super) fn name_programs(&self, pod: &mut Value) {
        for list in ["initContainers", "containers"] {
            let containers = pod.get_mut("spec").and_then(|s| s.get_mut(list)).and_then(Value::as_array_mut);
            for container in containers.into_iter().flatten().filter_map(Value::as_object_mut) {
                self.name_program(container);
            }
        }
    }

    /// The entrypoint becomes the command; the default arguments are used where there are none. Without an entrypoint
    /// the arguments are the command line, as Argo's executor has it.
    fn name_program(&self, container: &mut Map<String, Value>) {
        let list = |v: Option<&Value>| v.and_then(Value::as_array).cloned().unwrap_or_default();
        let image = container.get("image").and_then(Value::as_str).unwrap_or_default();
        let Some(program) = self.images.get(image) else { return };
        if !list(container.get("command")).is_empty() {
            return;
        }
        let entrypoint = list(program.get("entrypoint"));
        let args = match container.remove("args") {
            Some(args) => list(Some(&args)),
            None => list(program.get("cmd").or(program.get("command"))),
        };
        if entrypoint.is_empty() {
            container.insert("command".to_owned(), args.into());
        } else {
            container.insert("command".to_owned(), entrypoint.into());
            container.insert("args".to_owned(), args.into());
        }
    }
}

/// The artifact repository that workflows of a namespace would use; `wanted` is their `artifactRepositoryRef`.
///
/// # Errors
/// When the API does not answer, or the repository asked for is not there, in words.
pub(in crate::engine) async fn repository(
    client: kube::Client,
    namespace: &str,
    wanted: Option<&ArtifactRepositoryRef>,
) -> Result<ArtifactRepository, String> {
    let objects = Objects::new(client);
    let settings = ConfigSource::default().current(&objects).await.operate.clone();
    let places = repository_places(wanted, namespace, &settings);
    let mut maps = Vec::with_capacity(places.len());
    for (namespace, name) in &places {
        let found = objects.get(&path::config_map(namespace, name)).await;
        maps.push(found.map_err(|error| error.to_string())?);
    }
    let found = choose_repository(wanted, &places, maps, &settings)?;
    Ok(found.artifact_repository.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_image_without_a_command_runs_what_the_settings_say() {
        let values = json!({"images": {
            "say": {"cmd": ["argosay"]},
            "both": {"entrypoint": ["/run"], "cmd": ["default"]},
        }});
        let config = Config::from_values(values.as_object().expect("an object"), "argo").expect("settings");
        let mut pod = json!({"spec": {"containers": [
            {"image": "say", "args": ["echo"]},
            {"image": "say"},
            {"image": "both"},
            {"image": "both", "args": []},
            {"image": "say", "command": ["own"]},
            {"image": "other"},
        ]}});
        config.name_programs(&mut pod);
        let expected = json!([
            {"image": "say", "command": ["echo"]},
            {"image": "say", "command": ["argosay"]},
            {"image": "both", "command": ["/run"], "args": ["default"]},
            {"image": "both", "command": ["/run"], "args": []},
            {"image": "say", "command": ["own"]},
            {"image": "other"},
        ]);
        assert_eq!(pod["spec"]["containers"], expected);
    }
}
