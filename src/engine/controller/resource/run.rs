//! One resource template from its pod to the pod's end.

use std::sync::Arc;
use std::time::Duration;

use futures::{StreamExt, pin_mut};
use kube::core::WatchEvent;
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;

use super::super::follow::escaped;
use super::super::objects::{Want, path, refusal};
use super::super::{Shared, text};
use super::action::{Action, Failed, Target};
use super::flags::Flags;
use super::{conditions, data, outputs, template_of};
use crate::core::api::{ManifestFrom, ResourceTemplate, Template, annotation, format_time, label};

/// Where on the pod the path of the object is noted once the action is done.
const DONE: &str = "local.argoproj.io/resource";

/// Argo's exit code for an executor that failed.
const EXECUTOR_FAILED: i64 = 64;

/// Works on a resource template until its pod has ended.
pub(super) async fn to_the_end(shared: &Arc<Shared>, pod: &Value) {
    let Some(job) = Job::of(shared, pod) else { return };
    let deadline = pod.pointer("/spec/activeDeadlineSeconds").and_then(Value::as_u64);
    let work = job.work();
    let outcome = match deadline {
        Some(seconds) => tokio::time::timeout(Duration::from_secs(seconds), work).await,
        None => Ok(work.await),
    };
    match outcome {
        Ok(outcome) => job.report(outcome).await,
        Err(_) => job.report_deadline().await,
    }
}

struct Job<'a> {
    shared: &'a Arc<Shared>,
    namespace: String,
    name: String,
    uid: String,
    workflow: String,
    node_id: String,
    owners: Value,
    template: Template,
    /// Empty for a data template.
    resource: ResourceTemplate,
    /// True when an engine before this one may have done the action already.
    resumed: bool,
    done: Option<String>,
    started_at: String,
}

impl<'a> Job<'a> {
    fn of(shared: &'a Arc<Shared>, pod: &Value) -> Option<Self> {
        let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
        let metadata = pod.get("metadata")?;
        let annotations = metadata.get("annotations")?;
        let template: Template = serde_json::from_value(template_of(pod)?).ok()?;
        Some(Self {
            shared,
            namespace: text(metadata.get("namespace"))?,
            name: text(metadata.get("name"))?,
            uid: text(metadata.get("uid"))?,
            workflow: text(metadata.get("labels").and_then(|l| l.get(label::WORKFLOW)))?,
            node_id: text(annotations.get(annotation::NODE_ID))?,
            owners: metadata.get("ownerReferences").cloned().unwrap_or_default(),
            resource: template.resource.clone().unwrap_or_default(),
            template,
            resumed: pod.pointer("/status/phase").and_then(Value::as_str) == Some("Running"),
            done: text(annotations.get(DONE)),
            started_at: format_time(shared.clock.now()),
        })
    }

    /// The outputs, or why there are none.
    async fn work(&self) -> Result<Value, String> {
        let mut pause = Duration::from_millis(100);
        loop {
            match self.attempt().await {
                Ok(outputs) => return Ok(outputs),
                Err(Failed::Said(reason)) => return Err(reason),
                Err(Failed::Later(error)) => {
                    tracing::warn!(%error, pod = self.name, "trying again");
                    tokio::time::sleep(pause).await;
                    pause = (pause * 2).min(Duration::from_secs(5));
                }
            }
        }
    }

    async fn attempt(&self) -> Result<Value, Failed> {
        self.set_running().await?;
        if self.template.data.is_some() {
            let (stores, now) = (&self.shared.stores, self.shared.clock.now());
            let outputs = data::outputs(stores, &self.namespace, &self.template, now);
            return outputs.await.map_err(Failed::Said);
        }
        let success = conditions::parse(&self.resource.success_condition).map_err(Failed::Said)?;
        let failure = conditions::parse(&self.resource.failure_condition).map_err(Failed::Said)?;
        let target = match &self.done {
            Some(path) => {
                self.shared.objects.get(path).await?.map(|object| Target { path: path.clone(), object })
            }
            None => self.act().await?,
        };
        let object = match target {
            Some(target) if !(success.is_empty() && failure.is_empty()) => {
                Some(self.wait(target, &success, &failure).await?)
            }
            target => target.map(|t| t.object),
        };
        outputs::collect(&self.template, object.as_ref()).map_err(Failed::Said)
    }

    async fn act(&self) -> Result<Option<Target>, Failed> {
        let action = Action {
            objects: &self.shared.objects,
            template: &self.resource,
            namespace: &self.namespace,
            flags: Flags::parse(&self.resource.flags).map_err(Failed::Said)?,
            manifests: self.manifests().await?,
        };
        let target = match action.run().await {
            // An engine before this one made it and was killed before it could say so.
            Err(Failed::Said(reason)) if self.resumed && reason.contains("AlreadyExists") => {
                let again = ResourceTemplate { action: "get".to_owned(), ..self.resource.clone() };
                Action { template: &again, ..action }.run().await?
            }
            done => done?,
        };
        if let Some(target) = &target {
            let note = json!({"metadata": {"annotations": {DONE: target.path}}});
            self.shared.objects.merge(&path::pod(&self.namespace, &self.name), &note).await?;
        }
        Ok(target)
    }

    async fn manifests(&self) -> Result<Vec<Value>, Failed> {
        let manifest = match &self.resource.manifest_from {
            Some(from) => self.manifest_of(from).await.map_err(Failed::Said)?,
            None => self.resource.manifest.clone(),
        };
        let documents = text::documents(&manifest).map_err(Failed::Said)?;
        let mut manifests: Vec<Value> = documents.into_iter().filter(|d| !d.is_null()).collect();
        for manifest in manifests.iter_mut().filter(|m| m.is_object()) {
            if self.resource.set_owner_reference {
                manifest["metadata"]["ownerReferences"] = self.owners.clone();
            }
            if self.resource.action == "create" {
                self.choose_name(manifest);
            }
        }
        Ok(manifests)
    }

    /// The manifest that an input artifact holds.
    async fn manifest_of(&self, from: &ManifestFrom) -> Result<String, String> {
        let name = from.artifact.as_ref().map_or("", |artifact| artifact.name.as_str());
        let input = self.template.inputs.artifacts.iter().find(|artifact| artifact.name == name);
        let input = input.ok_or_else(|| format!("there is no input artifact {name}"))?;
        let scratch = tempfile::tempdir().map_err(|error| error.to_string())?;
        let file = scratch.path().join("manifest");
        let input = input.located(&self.template.archive_location.clone().unwrap_or_default());
        let loaded = self.shared.stores.load(&self.namespace, &input, scratch.path(), &file).await;
        loaded.map_err(|error| format!("failed to load artifact {name}: {error}"))?;
        tokio::fs::read_to_string(&file).await.map_err(|error| format!("artifact {name}: {error}"))
    }

    /// A generated name that is the same each time, so that a second try finds what the first one made.
    fn choose_name(&self, manifest: &mut Value) {
        let text = |at| manifest.pointer(at).and_then(Value::as_str).unwrap_or_default();
        let prefix = text("/metadata/generateName").to_owned();
        if text("/metadata/name").is_empty() && !prefix.is_empty() {
            let end = self.uid.char_indices().rev().nth(4).map_or(0, |(at, _)| at);
            manifest["metadata"]["name"] = format!("{prefix}{}", &self.uid[end..]).into();
        }
    }

    /// Follows the object until a condition decides; returns it as it was then.
    async fn wait(
        &self,
        target: Target,
        success: &[conditions::Requirement],
        failure: &[conditions::Requirement],
    ) -> Result<Value, Failed> {
        let objects = &self.shared.objects;
        let Target { path, mut object } = target;
        let (collection, name) = path.rsplit_once('/').unwrap_or((&path, ""));
        let selector = escaped("fieldSelector", &format!("metadata.name={name}"));
        loop {
            if decided(&object, success, failure)? {
                return Ok(object);
            }
            let version =
                object.pointer("/metadata/resourceVersion").and_then(Value::as_str).unwrap_or_default();
            let query = format!("?watch=true&resourceVersion={version}{selector}");
            if let Ok(stream) = objects.watch(collection, &query, Want::Whole).await {
                pin_mut!(stream);
                while let Some(Ok(event)) = stream.next().await {
                    match event {
                        WatchEvent::Added(newer) | WatchEvent::Modified(newer) => {
                            if decided(&newer, success, failure)? {
                                return Ok(newer);
                            }
                        }
                        WatchEvent::Deleted(_) => return Err(deleted(name)),
                        WatchEvent::Bookmark(_) => {}
                        WatchEvent::Error(_) => break,
                    }
                }
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
            object = objects.get(&path).await?.ok_or_else(|| deleted(name))?;
        }
    }

    async fn set_running(&self) -> Result<(), Failed> {
        self.set_status(json!({"phase": "Running", "startTime": self.started_at, "containerStatuses": [{
            "name": "main", "image": "argoexec", "ready": true, "restartCount": 0,
            "state": {"running": {"startedAt": self.started_at}},
        }]}))
        .await
    }

    async fn set_status(&self, status: Value) -> Result<(), Failed> {
        let path = format!("{}/status", path::pod(&self.namespace, &self.name));
        self.shared.objects.merge(&path, &json!({ "status": status })).await?;
        Ok(())
    }

    async fn report(&self, outcome: Result<Value, String>) {
        let (code, outputs) = match outcome {
            Ok(outputs) => (0, outputs),
            Err(reason) => {
                self.log(&reason).await;
                (EXECUTOR_FAILED, json!({}))
            }
        };
        if let Err(error) = self.save_result(outputs).await {
            tracing::warn!(%error, pod = self.name, "the outputs were not saved");
        }
        let now = format_time(self.shared.clock.now());
        let (phase, reason) = if code == 0 { ("Succeeded", "Completed") } else { ("Failed", "Error") };
        self.end(json!({"phase": phase, "containerStatuses": [{
            "name": "main", "image": "argoexec", "ready": false, "restartCount": 0,
            "state": {"terminated": {
                "exitCode": code, "reason": reason, "startedAt": self.started_at, "finishedAt": now,
            }},
        }]}))
        .await;
    }

    async fn report_deadline(&self) {
        self.end(json!({
            "phase": "Failed",
            "reason": "DeadlineExceeded",
            "message": "Pod was active on the node longer than the specified deadline",
        }))
        .await;
    }

    /// Writes the last status; a pod that is gone needs none.
    async fn end(&self, status: Value) {
        loop {
            match self.set_status(status.clone()).await {
                Err(Failed::Later(error)) => {
                    tracing::warn!(%error, pod = self.name, "trying again");
                    tokio::time::sleep(Duration::from_millis(500)).await;
                }
                Ok(()) | Err(Failed::Said(_)) => return,
            }
        }
    }

    async fn save_result(&self, outputs: Value) -> kube::Result<()> {
        let result = json!({
            "apiVersion": "argoproj.io/v1alpha1",
            "kind": "WorkflowTaskResult",
            "metadata": {
                "name": self.node_id,
                "namespace": self.namespace,
                "labels": {label::WORKFLOW: self.workflow, label::REPORT_OUTPUTS_COMPLETED: "true"},
                "ownerReferences": self.owners,
            },
            "outputs": outputs,
        });
        match self.shared.objects.create(&path::results(&self.namespace), &result).await {
            Err(error) if refusal(&error) != Some(409) => Err(error),
            _ => Ok(()),
        }
    }

    /// Leaves the reason where the logs of the pod are looked for.
    async fn log(&self, reason: &str) {
        let folder = self.shared.pods.join(&self.namespace).join(&self.uid);
        let now = self.shared.clock.now();
        let lines: String = reason.lines().map(|line| format!("{now} stderr F {line}\n")).collect();
        let write = async {
            tokio::fs::create_dir_all(&folder).await?;
            let mut options = tokio::fs::OpenOptions::new();
            let mut file = options.create(true).append(true).open(folder.join("main.log")).await?;
            file.write_all(lines.as_bytes()).await?;
            file.flush().await
        };
        if let Err(error) = write.await {
            tracing::warn!(%error, pod = self.name, "the log was not written");
        }
    }
}

fn deleted(name: &str) -> Failed {
    Failed::Said(format!("the object {name} was deleted while its conditions were waited for"))
}

/// True on success, an error on failure, false while neither is decided (engine.md §4.3).
fn decided(
    object: &Value,
    success: &[conditions::Requirement],
    failure: &[conditions::Requirement],
) -> Result<bool, Failed> {
    if let Some(met) = failure.iter().find(|r| r.met_by(object)) {
        return Err(Failed::Said(format!("failure condition '{}' evaluated true", met.text())));
    }
    Ok(success.iter().all(|r| r.met_by(object)))
}
