//! What a container of a pod is started with.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use super::env::{environment, expand};
use super::error::PodError;
use super::pod::{Task, name_of};
use super::{outputs, volumes};
use crate::core::api::quantity_units;
use crate::core::text::duration;
use crate::ports::entry::Entry;
use crate::ports::runtime::{Attempts, Confinement, ContainerSpec, Limits, Mount, Observed};

impl Task<'_> {
    /// Starts a container, unless an engine before this one did.
    pub(super) async fn start(&self, spec: &Value, shown: &[Mount]) -> Result<(), PodError> {
        let runtime = &self.shared.runtime;
        if runtime.observe(&self.folder, name_of(spec)) != Observed::NotStarted {
            return Ok(());
        }
        let container = self.container_spec(spec, shown).await?;
        Ok(runtime.start(&self.folder, &container).await?)
    }

    async fn container_spec(&self, spec: &Value, shown: &[Mount]) -> Result<ContainerSpec, PodError> {
        let view = self.view();
        let env = environment(&self.shared.objects, &view, spec).await?;
        let mut mounts = volumes::mounts(self.shared, &view, &self.folder, spec, &env).await?;
        mounts.extend_from_slice(shown);
        mounts.extend(self.hosts()?);
        mounts.sort_by_key(|mount| mount.target.components().count());
        let words = |key: &str| -> Vec<String> {
            let words = spec[key].as_array().into_iter().flatten().filter_map(Value::as_str);
            words.map(|word| expand(word, &env)).collect()
        };
        let is_main = name_of(spec) == "main";
        let wants_result = env.iter().any(|(k, v)| k == "ARGO_INCLUDE_SCRIPT_OUTPUT" && v == "true");
        Ok(ContainerSpec {
            name: name_of(spec).to_owned(),
            image: spec["image"].as_str().unwrap_or_default().to_owned(),
            pull_policy: spec["imagePullPolicy"].as_str().unwrap_or_default().to_owned(),
            command: words("command"),
            args: words("args"),
            working_dir: spec["workingDir"].as_str().filter(|d| !d.is_empty()).map(PathBuf::from),
            mounts,
            host_name: self.key.name.chars().take(63).collect(),
            user: security(self.pod, spec, "runAsUser"),
            group: security(self.pod, spec, "runAsGroup"),
            confinement: confinement(self.pod, spec),
            limits: limits(spec),
            attempts: self.attempts(spec)?,
            last_words: spec["terminationMessagePath"].as_str().map(PathBuf::from),
            keep_result: is_main && wants_result,
            outputs: if is_main { outputs::to_collect(&self.template)? } else { Vec::new() },
            env,
        })
    }

    /// How often a container of a set is run.
    fn attempts(&self, spec: &Value) -> Result<Option<Attempts>, PodError> {
        let set = self.template.container_set.as_ref();
        let strategy = set.and_then(|set| set.retry_strategy.as_ref());
        let is_of_set = self.main_names().iter().any(|name| spec["name"] == name.as_str());
        let Some(strategy) = strategy.filter(|_| is_of_set) else { return Ok(None) };
        let Some(retries) = &strategy.retries else { return Ok(None) };
        let pause = match strategy.duration.as_str() {
            "" => std::time::Duration::ZERO,
            text => {
                let parsed = duration::parse_go(text).map_err(|e| PodError::Unreadable(e.to_string()))?;
                parsed.try_into().unwrap_or_default()
            }
        };
        // What Argo calls retries is how often the command runs; text that is no number is 0.
        let most = retries.to_string().parse::<i64>().unwrap_or_default().max(0);
        Ok(Some(Attempts { most: u32::try_from(most).unwrap_or(u32::MAX), pause }))
    }

    /// The machine's table of hosts with the pod's own names in it.
    fn hosts(&self) -> Result<Option<Mount>, PodError> {
        let aliases = self.pod["spec"]["hostAliases"].as_array();
        let Some(aliases) = aliases.filter(|aliases| !aliases.is_empty()) else { return Ok(None) };
        let mut table = fs::read_to_string("/etc/hosts").unwrap_or_default();
        for alias in aliases {
            let names = alias["hostnames"].as_array().into_iter().flatten().filter_map(Value::as_str);
            let names = names.collect::<Vec<_>>().join("\t");
            let line = format!("{}\t{names}\n", alias["ip"].as_str().unwrap_or_default());
            table.push_str(&line);
        }
        let source = self.folder.path().join("hosts");
        fs::write(&source, table)?;
        Ok(Some(Mount { source, target: "/etc/hosts".into(), read_only: false }))
    }
}

/// The limits that can be enforced of a container's resources.
fn limits(spec: &Value) -> Limits {
    let limit = |name: &str, unit: &str| {
        let value = &spec["resources"]["limits"][name];
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        u64::try_from(quantity_units(&text, unit)?).ok().filter(|amount| *amount > 0)
    };
    Limits { memory: limit("memory", "1"), cpu: limit("cpu", "1m") }
}

/// A command that runs in a container beside its own: in the same folder, as the same user.
pub(in crate::engine) fn entry(pod: &Value, spec: &Value, command: Vec<String>) -> Entry {
    Entry {
        command,
        working_dir: spec["workingDir"].as_str().filter(|folder| !folder.is_empty()).map(Into::into),
        user: security(pod, spec, "runAsUser"),
        group: security(pod, spec, "runAsGroup"),
        confinement: confinement(pod, spec),
        terminal: false,
    }
}

/// A number of a container's security context, or of its pod's.
fn security(pod: &Value, spec: &Value, key: &str) -> Option<u32> {
    let contexts = [&spec["securityContext"], &pod["spec"]["securityContext"]];
    contexts.iter().find_map(|context| u32::try_from(context[key].as_u64()?).ok())
}

/// What the security contexts of a container and its pod say beside the user.
fn confinement(pod: &Value, spec: &Value) -> Confinement {
    let (own, pod) = (&spec["securityContext"], &pod["spec"]["securityContext"]);
    let group = |value: &Value| u32::try_from(value.as_u64()?).ok();
    let more = pod["supplementalGroups"].as_array().into_iter().flatten().filter_map(group);
    let names = |key: &str| {
        let names = own["capabilities"][key].as_array().into_iter().flatten();
        names.filter_map(|name| Some(name.as_str()?.to_owned())).collect()
    };
    Confinement {
        groups: group(&pod["fsGroup"]).into_iter().chain(more).collect(),
        read_only_root: own["readOnlyRootFilesystem"] == true,
        no_new_privileges: own["allowPrivilegeEscalation"] == false,
        dropped: names("drop"),
        added: names("add"),
    }
}
