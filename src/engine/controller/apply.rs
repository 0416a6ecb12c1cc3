//! Doing what a step asked for.

use futures::StreamExt;
use serde_json::{Value, json};

use super::actor::Actor;
use super::objects::{self, path, refusal};
use super::resource;
use super::trouble::Trouble;
use super::{events, http};
use crate::core::api::Http;
use crate::core::operate::{Effect, Effects, Failure, ObjectKey};
use crate::ports::pods::TERMINATE;

/// How many pods are created at a time.
const POD_CREATIONS: usize = 16;

/// What became of the creation of a pod.
enum Created {
    Done,
    /// It was there already, as after a restart of the engine.
    Existing(Value),
    Refused(String),
}

impl Actor {
    /// Does all of it in order. What it leads to is seen by the next step.
    pub(super) async fn perform(&mut self, effects: Effects) -> Result<(), Trouble> {
        let mut creations = Vec::new();
        for effect in effects {
            match effect {
                Effect::CreatePod { node_id, pod } => creations.push((node_id, pod)),
                other => {
                    self.create_pods(std::mem::take(&mut creations)).await?;
                    self.perform_one(other).await?;
                }
            }
        }
        self.create_pods(creations).await
    }

    async fn perform_one(&mut self, effect: Effect) -> Result<(), Trouble> {
        let namespace = self.key.namespace.clone();
        let objects = self.shared.objects.clone();
        match effect {
            Effect::CreatePod { node_id, pod } => self.create_pods(vec![(node_id, pod)]).await?,
            Effect::CallHttp { node_id, http } => self.call_http(node_id, *http).await?,
            Effect::TerminatePod { name } => {
                self.shared.resources.cancel(&namespace, &name);
                let at = self.shared.clock.now().to_string();
                let patch = json!({"metadata": {"annotations": {TERMINATE: at}}});
                missing_is_fine(objects.merge(&path::pod(&namespace, &name), &patch).await)?;
            }
            Effect::DeletePod { name } => {
                self.shared.resources.cancel(&namespace, &name);
                objects.delete(&path::pod(&namespace, &name), &json!({})).await?;
            }
            Effect::PatchStatus { patch, .. } => self.write(patch).await?,
            Effect::CreateObject(object) => {
                let path = resource::collection_of(&objects, &object, &namespace).await?;
                match objects.create(&path, &object).await {
                    Err(error) if objects::worth_retrying(&error) => return Err(error.into()),
                    Err(error) if refusal(&error) != Some(409) => {
                        let message = objects::message(&error);
                        self.seen.failures.push(Failure::CreateObject { message });
                    }
                    // One that is there already is as good.
                    Ok(_) | Err(_) => {}
                }
            }
            Effect::PatchObject { key, patch, create } => self.patch_object(&key, &patch, create).await?,
            Effect::DeleteObject(key) => {
                objects.delete(&path::object(&key), &json!({})).await?;
            }
            Effect::Event(event) => {
                let event = events::object(&self.key, &self.uid, event, self.shared.clock.now());
                if self.shared.events.try_send((namespace, event)).is_err() {
                    tracing::debug!("an event was dropped: too many are waiting");
                }
            }
            Effect::Metric(metric) => self.shared.metrics.take(metric),
            Effect::RequeueAt(at) => self.wake = Some(self.wake.map_or(at, |before| before.min(at))),
            Effect::Read(key) => {
                self.shared.subscribe(&key, &self.key);
                let object = objects.get(&path::object(&key)).await?;
                self.seen.objects.push((key, object));
            }
            Effect::AcquireLocks(request) => {
                self.holders.insert(request.holder.clone());
                let answer = self.shared.acquire_locks(request);
                self.seen.locks.push(answer);
            }
            Effect::ReleaseLocks { holder } => {
                self.holders.remove(&holder);
                self.shared.release_locks(&holder);
            }
        }
        Ok(())
    }

    /// Makes a call beside the steps, once for each node.
    async fn call_http(&mut self, node_id: String, http: Http) -> Result<(), Trouble> {
        if self.called.insert(node_id.clone()) {
            // The answer of a node of the same name, as before a retry, is not meant.
            self.shared.objects.delete(&path::result(&self.key.namespace, &node_id), &json!({})).await?;
            let (shared, key, uid) = (self.shared.clone(), self.key.clone(), self.uid.clone());
            self.calls.spawn(http::run(shared, key, uid, node_id, http));
        }
        Ok(())
    }

    /// Merges a patch into the Workflow, if nobody else has changed it since we looked; else looks first.
    pub(super) async fn write(&mut self, mut patch: Value) -> Result<(), Trouble> {
        let path = path::workflow(&self.key.namespace, &self.key.name);
        loop {
            if let Some(patch) = patch.as_object_mut() {
                let metadata = patch.entry("metadata").or_insert_with(|| json!({}));
                metadata["resourceVersion"] = self.version.to_string().into();
                metadata["uid"] = self.uid.clone().into();
            }
            match self.shared.objects.merge(&path, &patch).await {
                Ok(written) => {
                    let version = written.pointer("/metadata/resourceVersion").and_then(Value::as_str);
                    self.version = version.and_then(|v| v.parse().ok()).unwrap_or(self.version);
                    return Ok(());
                }
                Err(error) if refusal(&error) == Some(404) => return Err(Trouble::Gone),
                Err(error) if refusal(&error) == Some(409) => self.catch_up().await?,
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Reads what somebody else made of the Workflow; the next step hears of it.
    async fn catch_up(&mut self) -> Result<(), Trouble> {
        let path = path::workflow(&self.key.namespace, &self.key.name);
        let newer = self.shared.objects.get(&path).await?.ok_or(Trouble::Gone)?;
        let text = |at| newer.pointer(at).and_then(Value::as_str).unwrap_or_default();
        if text("/metadata/uid") != self.uid {
            return Err(Trouble::Gone);
        }
        self.version = text("/metadata/resourceVersion").parse().unwrap_or_default();
        self.seen.workflow = Some(newer);
        Ok(())
    }

    async fn patch_object(
        &self,
        key: &ObjectKey,
        patch: &Value,
        create: Option<Value>,
    ) -> Result<(), Trouble> {
        let objects = &self.shared.objects;
        let patched = objects.merge(&path::object(key), patch).await;
        match (patched, create) {
            (Ok(_), _) => Ok(()),
            (Err(error), Some(object)) if refusal(&error) == Some(404) => {
                match objects.create(&path::collection(key), &object).await {
                    // Somebody made it in between: patch theirs.
                    Err(error) if refusal(&error) == Some(409) => {
                        missing_is_fine(objects.merge(&path::object(key), patch).await)
                    }
                    Err(error) => Err(error.into()),
                    Ok(_) => Ok(()),
                }
            }
            (patched, _) => missing_is_fine(patched),
        }
    }

    async fn create_pods(&mut self, creations: Vec<(String, Value)>) -> Result<(), Trouble> {
        if creations.is_empty() {
            return Ok(());
        }
        let this = &*self;
        let outcomes: Vec<_> = futures::stream::iter(creations)
            .map(|(node_id, pod)| async move { (node_id, this.create_pod(pod).await) })
            .buffer_unordered(POD_CREATIONS)
            .collect()
            .await;
        for (node_id, outcome) in outcomes {
            match outcome? {
                (name, Created::Done) => {
                    self.pods.insert(name);
                }
                (name, Created::Existing(pod)) => {
                    self.pods.insert(name);
                    self.seen.pods.push(pod);
                }
                (_, Created::Refused(message)) => {
                    self.seen.failures.push(Failure::CreatePod { node_id, message });
                }
            }
        }
        Ok(())
    }

    async fn post_pod(&self, collection: &str, pod: &Value) -> kube::Result<()> {
        if !resource::is_claimed(pod) {
            return self.shared.objects.put(collection, pod).await;
        }
        let made = self.shared.objects.create(collection, pod).await?;
        self.shared.resources.consider_new(&self.shared, pod, &made);
        Ok(())
    }

    async fn create_pod(&self, mut pod: Value) -> Result<(String, Created), Trouble> {
        let objects = &self.shared.objects;
        self.config.name_programs(&mut pod);
        resource::claim(&mut pod);
        let name = pod.pointer("/metadata/name").and_then(Value::as_str).unwrap_or_default().to_owned();
        let (collection, path) = (path::pods(&self.key.namespace), path::pod(&self.key.namespace, &name));
        loop {
            match self.post_pod(&collection, &pod).await {
                Ok(()) => return Ok((name, Created::Done)),
                Err(error) if refusal(&error) == Some(409) => {}
                Err(error) if objects::worth_retrying(&error) => return Err(error.into()),
                Err(error) => return Ok((name, Created::Refused(objects::message(&error)))),
            }
            match objects.get(&path).await? {
                Some(existing) if self.owns(&existing) => {
                    self.shared.resources.consider(&self.shared, &existing);
                    return Ok((name, Created::Existing(existing)));
                }
                // Left from a workflow of the same name: it goes anyway, and its name is needed.
                Some(_) => {
                    objects.delete(&path, &json!({"gracePeriodSeconds": 0})).await?;
                    tokio::time::sleep(std::time::Duration::from_millis(20)).await;
                }
                None => {}
            }
        }
    }
}

fn missing_is_fine(answer: kube::Result<Value>) -> Result<(), Trouble> {
    match answer {
        Err(error) if refusal(&error) != Some(404) => Err(error.into()),
        _ => Ok(()),
    }
}
