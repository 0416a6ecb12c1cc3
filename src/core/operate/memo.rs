//! Memoization: outputs kept in a ConfigMap and given again (engine.md §4.12).

use serde_json::{Value, json};

use super::effect::Effect;
use super::locks::node_type;
use super::nodes::{NewNode, Nx};
use super::observe::{ObjectKey, ObjectKind};
use super::state::State;
use super::suspend::parse_duration;
use super::work::{Call, Halt};
use crate::core::api::{MemoizationStatus, NodePhase, NodeType, Outputs, Template, format_time, label};

impl State {
    /// The node of a template whose outputs are in its cache, or nothing when it has to run.
    pub(super) fn memoized(
        &mut self,
        call: &Call,
        existing: Option<Nx>,
        template: &Template,
    ) -> Result<Option<Nx>, Halt> {
        let Some(memoize) = &template.memoize else { return Ok(None) };
        if let Some(nx) = existing.filter(|nx| self.nodes.status(*nx).memoization_status.is_some()) {
            self.memo_pending.insert(nx);
            return Ok(None);
        }
        if !is_key(&memoize.key) {
            return Err(Halt::Fatal(format!("invalid cache key: {}", memoize.key)));
        }
        let cache = memoize.cache.as_ref().and_then(|c| c.config_map.as_ref());
        let cache_name = cache.map(|c| c.name.clone()).unwrap_or_default();
        let object = self.object(&self.cache_key(&cache_name))?;
        if let Some(object) = &object {
            let kind = object.pointer("/metadata/labels").and_then(|l| l.get(label::CONFIGMAP_TYPE));
            if kind.and_then(Value::as_str) != Some("Cache") {
                return Err(Halt::Fatal(format!(
                    "memoization configmap doesn't have {}: Cache",
                    label::CONFIGMAP_TYPE
                )));
            }
        }
        let entry = object.as_ref().and_then(|o| o.get("data")?.get(&memoize.key)?.as_str());
        let entry: Option<Value> = entry.and_then(|text| serde_json::from_str(text).ok());
        let hit = match &entry {
            Some(entry) => self.is_fresh(entry, &memoize.max_age)?,
            None => false,
        };
        let retried = self.retry_strategy(template).is_some();
        let kind = if retried { NodeType::Retry } else { node_type(template) };
        let nx = existing.unwrap_or_else(|| {
            let mut new = NewNode::new(&call.name, kind, NodePhase::Pending);
            new.synced = (template.kind().is_pod() && !retried).then_some(true);
            new.inputs = Some(template.inputs.clone());
            new.flag.clone_from(&call.flag);
            self.create(new, call)
        });
        let status = MemoizationStatus {
            hit,
            key: memoize.key.clone(),
            cache_name: cache_name.clone(),
            ..MemoizationStatus::default()
        };
        self.update(nx, |node| node.memoization_status = Some(status));
        if let Some(entry) = entry.filter(|_| hit) {
            let outputs: Option<Outputs> =
                entry.get("outputs").and_then(|outputs| serde_json::from_value(outputs.clone()).ok());
            self.give_outputs(nx, outputs);
            self.set_phase(nx, NodePhase::Succeeded, "");
            self.write_cache(&cache_name, &memoize.key, entry);
            return Ok(Some(nx));
        }
        self.memo_pending.insert(nx);
        Ok(None)
    }

    /// Saves the outputs of a node that succeeded and was not in its cache.
    pub(super) fn memoize(&mut self, nx: Nx) {
        if !self.memo_pending.remove(&nx) {
            return;
        }
        let node = self.nodes.status(nx).clone();
        let Some(status) = node.memoization_status.filter(|status| !status.hit) else { return };
        let now = format_time(self.now);
        let entry = json!({
            "nodeID": node.id,
            "outputs": node.outputs,
            "creationTimestamp": now,
            "lastHitTimestamp": now,
        });
        self.write_cache(&status.cache_name, &status.key, entry);
    }

    fn write_cache(&mut self, cache: &str, key: &str, mut entry: Value) {
        if let Some(fields) = entry.as_object_mut() {
            fields.insert("lastHitTimestamp".to_owned(), format_time(self.now).into());
        }
        let object = self.cache_key(cache);
        let patch = json!({"data": {key: entry.to_string()}});
        let create = json!({
            "apiVersion": "v1",
            "kind": "ConfigMap",
            "metadata": {
                "name": cache,
                "namespace": object.namespace,
                "labels": {label::CONFIGMAP_TYPE: "Cache"},
            },
            "data": {key: entry.to_string()},
        });
        self.objects.remove(&object);
        self.effects.push(Effect::PatchObject { key: object, patch, create: Some(create) });
    }

    fn cache_key(&self, name: &str) -> ObjectKey {
        let controller = &self.settings.controller_namespace;
        let namespace = if controller.is_empty() { &self.wf.metadata.namespace } else { controller };
        ObjectKey::new(ObjectKind::ConfigMap, namespace, name)
    }

    fn is_fresh(&self, entry: &Value, max_age: &str) -> Result<bool, Halt> {
        let text = |key: &str| entry.get(key).and_then(Value::as_str).unwrap_or_default();
        if text("nodeID").is_empty() {
            return Ok(false);
        }
        if max_age.is_empty() {
            return Ok(true);
        }
        let limit = parse_duration(max_age).map_err(|_| Halt::Fatal(format!("invalid maxAge: {max_age}")))?;
        let created = text("creationTimestamp").parse::<jiff::Timestamp>().ok();
        Ok(created.is_some_and(|at| self.now.duration_since(at) <= limit))
    }
}

fn is_key(key: &str) -> bool {
    key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && key.chars().next().is_some_and(|c| c.is_ascii_alphanumeric())
}
