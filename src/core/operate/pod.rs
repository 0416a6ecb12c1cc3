//! Pod nodes: making the pod of a template, and following it to its end.
//!
//! The pod holds the containers that users write: `main` or a container set, sidecars, init containers. What a cluster's
//! executor containers do is the local executor's own work; where saving outputs fails it reports a container `wait`
//! that ended with exit code 64.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::effect::Effect;
use super::nodes::{NewNode, Nx};
use super::state::State;
use super::work::{Call, Halt, PodWork, Work};
use crate::core::api::{NodePhase, NodeType, Template, TemplateType, annotation, label};

impl State {
    /// Makes the node and the pod of a template.
    pub(super) fn start_pod(
        &mut self,
        call: &Call,
        existing: Option<Nx>,
        template: Arc<Template>,
    ) -> Result<Nx, Halt> {
        let nx = existing.unwrap_or_else(|| {
            let mut new = NewNode::new(&call.name, NodeType::Pod, NodePhase::Pending);
            new.inputs = Some(template.inputs.clone());
            new.flag.clone_from(&call.flag);
            new.synced = Some(true);
            self.create(new, call)
        });
        self.update(nx, |node| node.synchronization_status = None);
        if !self.nodes.status(nx).message.is_empty() && self.nodes.status(nx).phase == NodePhase::Pending {
            self.set_phase(nx, NodePhase::Pending, "");
        }
        let pod_name = self.pod_name(call, &call.name);
        let wants_results = self.wants_results(call, &template);
        let created = self.known_pods.contains_key(&pod_name);
        let mut work = PodWork {
            template: Arc::clone(&template),
            pod_name: pod_name.clone(),
            created,
            ended: false,
            results_in: false,
            wants_results,
            killed: None,
        };
        self.add_containers(nx, call, &template);
        if !created {
            if self.shutdown_forbids(call.on_exit) {
                let message = format!("workflow shutdown with strategy: {}", self.spec.shutdown);
                self.set_phase(nx, NodePhase::Failed, &message);
                return Ok(nx);
            }
            let pod = self.pod_object(nx, call, &template, &pod_name)?;
            self.pods_made += 1;
            self.effects.push(Effect::CreatePod { node_id: self.nodes.status(nx).id.clone(), pod });
            self.known_pods.insert(pod_name, Some(nx));
            work.created = true;
        }
        self.watch_timeouts(nx, &template);
        self.nodes.get_mut(nx).work = Work::Pod(Box::new(work));
        self.take_early_pod(nx);
        Ok(nx)
    }

    /// True when the executor will report outputs besides the exit code.
    fn wants_results(&self, call: &Call, template: &Template) -> bool {
        !template.outputs.parameters.is_empty()
            || !template.outputs.artifacts.is_empty()
            || template.data.is_some()
            || self.result_is_wanted(call)
    }

    /// Whether the enclosing template asks for the result of this step (engine.md §4.1).
    fn result_is_wanted(&self, call: &Call) -> bool {
        let Some(source) = call.boundary.and_then(|b| self.limits.get(&b)?.source.clone()) else {
            return false;
        };
        source.results.contains(&call.reference.label)
    }

    fn pod_object(&mut self, nx: Nx, call: &Call, template: &Template, name: &str) -> Result<Value, Halt> {
        let mut shown = template.clone();
        self.locate_outputs(&mut shown, name)?;
        let spec = self.pod_spec(nx, call, template)?;
        let node = self.nodes.status(nx);
        let mut labels = Map::new();
        labels.insert(label::WORKFLOW.to_owned(), self.name().into());
        labels.insert(label::COMPLETED.to_owned(), "false".into());
        if call.on_exit {
            labels.insert(label::ON_EXIT.to_owned(), "true".into());
        }
        if !self.settings.instance_id.is_empty() {
            labels.insert(label::CONTROLLER_INSTANCE_ID.to_owned(), self.settings.instance_id.clone().into());
        }
        let mut annotations = Map::new();
        annotations.insert(annotation::NODE_ID.to_owned(), node.id.clone().into());
        annotations.insert(annotation::NODE_NAME.to_owned(), node.name.clone().into());
        annotations.insert(annotation::TEMPLATE.to_owned(), super::inputs::json(&shown)?.into());
        let default = main_names(template).last().cloned().unwrap_or_else(|| "main".to_owned());
        annotations.insert(annotation::DEFAULT_CONTAINER.to_owned(), default.into());
        let general = self.spec.pod_metadata.clone().unwrap_or_default();
        for metadata in [&general, &template.metadata] {
            labels.extend(metadata.labels.iter().map(|(k, v)| (k.clone(), v.clone().into())));
            annotations.extend(metadata.annotations.iter().map(|(k, v)| (k.clone(), v.clone().into())));
        }
        Ok(json!({
            "apiVersion": "v1",
            "kind": "Pod",
            "metadata": {
                "name": name,
                "namespace": self.wf.metadata.namespace,
                "labels": labels,
                "annotations": annotations,
                "ownerReferences": [self.owner_reference()],
            },
            "spec": spec,
        }))
    }

    /// The reference by which an object belongs to the workflow.
    pub(super) fn owner_reference(&self) -> Value {
        json!({
            "apiVersion": "argoproj.io/v1alpha1",
            "kind": "Workflow",
            "name": self.name(),
            "uid": self.wf.metadata.uid,
            "controller": true,
            "blockOwnerDeletion": true,
        })
    }

    /// The environment every user container gets (engine.md §7.5).
    pub(super) fn standard_env(&self, nx: Nx, container: &str, with_result: bool) -> Vec<Value> {
        let deadline = self
            .attempt_deadline
            .map_or_else(|| "0001-01-01T00:00:00Z".to_owned(), crate::core::api::format_time);
        let id = &self.nodes.status(nx).id;
        let pairs = [
            ("ARGO_CONTAINER_NAME", container),
            ("ARGO_NODE_ID", id.as_str()),
            ("ARGO_WORKFLOW_NAME", self.name()),
            ("ARGO_INCLUDE_SCRIPT_OUTPUT", if with_result { "true" } else { "false" }),
            ("ARGO_DEADLINE", deadline.as_str()),
            ("ARGO_PROGRESS_FILE", "/var/run/argo/progress"),
            ("ARGO_PROGRESS_PATCH_TICK_DURATION", "1m0s"),
            ("ARGO_PROGRESS_FILE_TICK_DURATION", "3s"),
        ];
        pairs.iter().map(|(name, value)| json!({"name": name, "value": value})).collect()
    }

    pub(super) fn include_result(&self, call: &Call) -> bool {
        self.result_is_wanted(call)
    }
}

/// Names of the main containers of a template.
pub(super) fn main_names(template: &Template) -> Vec<String> {
    match (&template.container_set, template.kind()) {
        (Some(set), TemplateType::ContainerSet) => set
            .containers
            .iter()
            .filter_map(|c| c.get("name").and_then(Value::as_str))
            .map(str::to_owned)
            .collect(),
        _ => vec!["main".to_owned()],
    }
}
