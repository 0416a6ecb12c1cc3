//! The specification of a pod: containers, volumes, deadlines, scheduling (engine.md §4.1, §4.9, §4.13).

use serde_json::{Map, Value, json};

use super::nodes::Nx;
use super::pod::main_names;
use super::state::State;
use super::subst::{Mode, replace};
use super::work::{Call, Halt};
use crate::core::api::{IntOrString, Template, TemplateType};
use crate::core::yaml;

const SCRIPT: &str = "/argo/staging/script";

impl State {
    pub(super) fn pod_spec(&self, nx: Nx, call: &Call, template: &Template) -> Result<Value, Halt> {
        let with_result = self.include_result(call);
        let mut containers = self.main_containers(template)?;
        let mounts: Vec<Value> = containers.iter().flat_map(|c| array(c, "volumeMounts")).collect();
        for container in &mut containers {
            let name = container.get("name").and_then(Value::as_str).unwrap_or("main").to_owned();
            let standard = self.standard_env(nx, &name, with_result && name == "main");
            add_env(container, standard);
        }
        for sidecar in &template.sidecars {
            let name = sidecar.get("name").and_then(Value::as_str).unwrap_or_default();
            let mut container = user_container(sidecar, &mounts);
            add_env(&mut container, self.standard_env(nx, name, false));
            containers.push(container);
        }
        let inits: Vec<Value> = template.init_containers.iter().map(|c| user_container(c, &mounts)).collect();
        let volumes = self.volumes_of(template, containers.iter().chain(&inits))?;
        let mut spec = Map::new();
        spec.insert("restartPolicy".to_owned(), "Never".into());
        spec.insert("containers".to_owned(), containers.into());
        insert_list(&mut spec, "initContainers", inits);
        insert_list(&mut spec, "volumes", volumes);
        self.add_scheduling(&mut spec, template);
        let seconds = self.pod_deadline(nx, call, template)?;
        // Who looks into a step that pauses for that takes their time.
        if let Some(seconds) = seconds.filter(|_| !is_debugged(template)) {
            spec.insert("activeDeadlineSeconds".to_owned(), seconds.into());
        }
        let spec = self.patch_spec(Value::Object(spec), template)?;
        let text = spec.to_string();
        if !text.contains("{{") {
            return Ok(spec);
        }
        let mut names = super::scope::Names::default();
        for parameter in &template.inputs.parameters {
            let value = parameter.value.as_ref().map_or("", |v| v.0.as_str());
            names.text(format!("inputs.parameters.{}", parameter.name), value);
        }
        names.text("pod.name", self.pod_name(call, &call.name));
        names.text("node.name", call.name.clone());
        super::inputs::parse(&replace(&text, &[&names, &self.globals], &Mode::Lenient, self.now)?)
    }

    fn main_containers(&self, template: &Template) -> Result<Vec<Value>, Halt> {
        let base = self.settings.main_container.clone().unwrap_or_else(|| json!({}));
        let body = match template.kind() {
            TemplateType::Script => {
                let mut script = template.script.clone().unwrap_or_default();
                let source = script.as_object_mut().and_then(|s| s.remove("source"));
                if source.as_ref().and_then(Value::as_str).is_some_and(|text| !text.is_empty()) {
                    push_arg(&mut script, SCRIPT);
                }
                script
            }
            TemplateType::ContainerSet => {
                let set = template.container_set.clone().unwrap_or_default();
                return Ok(set
                    .containers
                    .iter()
                    .map(|container| {
                        let mut container = super::merge::under(base.clone(), container.clone());
                        if let Some(fields) = container.as_object_mut() {
                            fields.remove("dependencies");
                        }
                        extend_array(&mut container, "volumeMounts", set.volume_mounts.clone());
                        container
                    })
                    .collect());
            }
            TemplateType::Resource => {
                let action = template.resource.as_ref().map_or("", |r| r.action.as_str());
                json!({"image": "argoexec", "command": ["argoexec", "resource", action]})
            }
            TemplateType::Data => json!({"image": "argoexec", "command": ["argoexec", "data"]}),
            _ => template.container.clone().unwrap_or_default(),
        };
        let mut main = super::merge::under(base, body);
        if !main.is_object() {
            return Err(Halt::fatal("a container has to be an object"));
        }
        if let Some(fields) = main.as_object_mut() {
            fields.insert("name".to_owned(), "main".into());
        }
        Ok(vec![main])
    }

    /// The volumes that the containers mount, from the template, the workflow, or the claims made for it.
    fn volumes_of<'a>(
        &self,
        template: &Template,
        containers: impl Iterator<Item = &'a Value>,
    ) -> Result<Vec<Value>, Halt> {
        let mut names: Vec<String> = Vec::new();
        for mount in containers.flat_map(|c| array(c, "volumeMounts")) {
            let name = mount.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let claims = &self.wf.status.persistent_volume_claims;
        names
            .iter()
            .map(|name| {
                let mut known = template.volumes.iter().chain(&self.spec.volumes).chain(claims);
                let found = known.find(|v| v.get("name").and_then(Value::as_str) == Some(name)).cloned();
                found.ok_or_else(|| Halt::Fatal(format!("volume '{name}' not found in workflow spec")))
            })
            .collect()
    }

    fn add_scheduling(&self, spec: &mut Map<String, Value>, template: &Template) {
        let workflow = &self.spec;
        let mut put = |key: &str, value: Option<Value>| {
            if let Some(value) = value {
                spec.insert(key.to_owned(), value);
            }
        };
        let text = |own: &str, general: &str| {
            let chosen = if own.is_empty() { general } else { own };
            (!chosen.is_empty()).then(|| Value::from(chosen))
        };
        put("serviceAccountName", text(&template.service_account_name, &workflow.service_account_name));
        put("schedulerName", text(&template.scheduler_name, &workflow.scheduler_name));
        put("priorityClassName", text(&template.priority_class_name, &workflow.pod_priority_class_name));
        put(
            "securityContext",
            template.security_context.clone().or_else(|| workflow.security_context.clone()),
        );
        put("affinity", template.affinity.clone().or_else(|| workflow.affinity.clone()));
        put("hostNetwork", workflow.host_network.map(Value::from));
        put("dnsPolicy", workflow.dns_policy.clone().map(Value::from));
        put("dnsConfig", workflow.dns_config.clone());
        put("resources", template.pod_resources.clone().or_else(|| workflow.pod_resources.clone()));
        let selector =
            if template.node_selector.is_empty() { &workflow.node_selector } else { &template.node_selector };
        put("nodeSelector", (!selector.is_empty()).then(|| json!(selector)));
        let automount = template.automount_service_account_token.or(workflow.automount_service_account_token);
        put("automountServiceAccountToken", automount.map(Value::from));
        let tolerations =
            if template.tolerations.is_empty() { &workflow.tolerations } else { &template.tolerations };
        let aliases: Vec<Value> =
            workflow.host_aliases.iter().chain(&template.host_aliases).cloned().collect();
        insert_list(spec, "tolerations", tolerations.clone());
        insert_list(spec, "hostAliases", aliases);
        let secrets = workflow.image_pull_secrets.iter().map(|s| json!({"name": s.name})).collect();
        insert_list(spec, "imagePullSecrets", secrets);
    }

    /// Seconds the pod may be active: the template's, no longer than the workflow's rest; a timeout replaces both.
    fn pod_deadline(&self, nx: Nx, call: &Call, template: &Template) -> Result<Option<i64>, Halt> {
        let mut seconds = match &template.active_deadline_seconds {
            Some(IntOrString::Int(seconds)) => Some(*seconds),
            Some(IntOrString::Str(text)) => Some(
                text.parse()
                    .map_err(|_| Halt::Fatal(format!("invalid value '{text}' for activeDeadlineSeconds")))?,
            ),
            None => None,
        };
        if let Some(deadline) = self.deadline.filter(|_| !call.on_exit) {
            let left = (deadline.as_second() - self.now.as_second()).max(1);
            seconds = Some(seconds.map_or(left, |own| own.min(left)));
        }
        if let Some(until) = self.timeout_of(nx, &template.timeout)? {
            let left = until.as_second() - self.now.as_second();
            if left <= 1 {
                return Err(Halt::Fatal(format!("{} exceeded its deadline", call.name)));
            }
            seconds = Some(left);
        }
        Ok(seconds)
    }

    fn patch_spec(&self, spec: Value, template: &Template) -> Result<Value, Halt> {
        let mut spec = spec;
        for patch in [&self.spec.pod_spec_patch, &template.pod_spec_patch] {
            if patch.trim().is_empty() {
                continue;
            }
            let parsed = yaml::read(patch.as_bytes())
                .map_err(|e| Halt::Fatal(format!("Failed to merge the workflow PodSpecPatch with the template PodSpecPatch due to invalid format: {e}")))?;
            spec = super::merge::under(spec, parsed);
        }
        Ok(spec)
    }
}

/// Whether a main container pauses to be looked into.
fn is_debugged(template: &Template) -> bool {
    let own = template.container.iter().chain(&template.script);
    let set = template.container_set.iter().flat_map(|set| &set.containers);
    own.chain(set).flat_map(|container| array(container, "env")).any(|entry| {
        matches!(entry["name"].as_str(), Some("ARGO_DEBUG_PAUSE_BEFORE" | "ARGO_DEBUG_PAUSE_AFTER"))
    })
}

/// A sidecar or init container; it mirrors the mounts of the main containers where it asks for that.
fn user_container(container: &Value, mounts: &[Value]) -> Value {
    let mut container = container.clone();
    let mirror = container.as_object_mut().and_then(|fields| fields.remove("mirrorVolumeMounts"));
    if mirror == Some(Value::Bool(true)) {
        extend_array(&mut container, "volumeMounts", mounts.to_vec());
    }
    container
}

fn array(value: &Value, key: &str) -> Vec<Value> {
    value.get(key).and_then(Value::as_array).cloned().unwrap_or_default()
}

fn insert_list(map: &mut Map<String, Value>, key: &str, list: Vec<Value>) {
    if !list.is_empty() {
        map.insert(key.to_owned(), list.into());
    }
}

fn extend_array(value: &mut Value, key: &str, more: Vec<Value>) {
    let mut list = array(value, key);
    list.extend(more);
    if let Some(fields) = value.as_object_mut().filter(|_| !list.is_empty()) {
        fields.insert(key.to_owned(), list.into());
    }
}

fn push_arg(container: &mut Value, arg: &str) {
    extend_array(container, "args", vec![arg.into()]);
}

fn add_env(container: &mut Value, standard: Vec<Value>) {
    extend_array(container, "env", standard);
}

/// The container names of a set, with those each depends on.
pub(super) fn set_dependencies(template: &Template) -> Vec<(String, Vec<String>)> {
    let Some(set) = &template.container_set else { return Vec::new() };
    let names = main_names(template);
    names
        .into_iter()
        .zip(&set.containers)
        .map(|(name, container)| {
            let on = array(container, "dependencies");
            (name, on.iter().filter_map(Value::as_str).map(str::to_owned).collect())
        })
        .collect()
}
