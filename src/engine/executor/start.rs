//! What a container of a pod is started with.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use super::env::{environment, expand};
use super::error::PodError;
use super::pod::{Task, name_of};
use super::{outputs, volumes};
use crate::ports::runtime::{ContainerSpec, Mount, Observed};

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
            user: self.security(spec, "runAsUser"),
            group: self.security(spec, "runAsGroup"),
            keep_result: is_main && wants_result,
            outputs: if is_main { outputs::to_collect(&self.template)? } else { Vec::new() },
            env,
        })
    }

    /// A number of the container's security context, or of the pod's.
    fn security(&self, spec: &Value, key: &str) -> Option<u32> {
        let contexts = [&spec["securityContext"], &self.pod["spec"]["securityContext"]];
        contexts.iter().find_map(|context| u32::try_from(context[key].as_u64()?).ok())
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
