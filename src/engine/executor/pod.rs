//! One pod from its acceptance to its end.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use kube::api::DynamicObject;
use serde_json::{Value, json};
use tokio::sync::watch;

use super::command::{Command, command};
use super::container::{Container, now};
use super::env::{PodView, environment};
use super::error::PodError;
use super::folder::Folder;
use super::status::{self, State};
use super::{Shared, Wish, inputs, outputs, volumes};
use crate::core::api::Template;
use crate::engine::sandbox::{Bind, ExitRecord, ShimSpec};

/// How long containers beside the main ones get to end once those have, in seconds.
const SIDECAR_GRACE: u64 = 30;

/// Runs a pod to its end and reports it.
pub(super) async fn run(shared: Arc<Shared>, object: DynamicObject, wish: watch::Receiver<Wish>) {
    let mut pod = serde_json::to_value(&object).unwrap_or_default();
    // A typed object leaves these out.
    pod["kind"] = "Pod".into();
    let task = Task::new(&shared, &pod, wish);
    if let Err(error) = task.run().await {
        task.report_failure(&error).await;
    }
}

struct Task<'a> {
    shared: &'a Shared,
    pod: &'a Value,
    namespace: &'a str,
    name: &'a str,
    uid: &'a str,
    folder: Folder,
    template: Template,
    wish: watch::Receiver<Wish>,
}

/// Why a pod was ended before its containers were.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cause {
    Deadline,
    Asked,
}

impl<'a> Task<'a> {
    fn new(shared: &'a Shared, pod: &'a Value, wish: watch::Receiver<Wish>) -> Self {
        let text = |key: &str| pod["metadata"][key].as_str().unwrap_or_default();
        let template = pod["metadata"]["annotations"]["workflows.argoproj.io/template"].as_str();
        let template = template.and_then(|t| serde_json::from_str(t).ok()).unwrap_or_default();
        Self {
            shared,
            pod,
            namespace: text("namespace"),
            name: text("name"),
            uid: text("uid"),
            folder: Folder::new(&shared.options.home, text("namespace"), text("uid")),
            template,
            wish,
        }
    }

    fn view(&self) -> PodView<'_> {
        let (namespace, name, uid) = (self.namespace, self.name, self.uid);
        PodView { namespace, name, uid, pod: self.pod, node: &self.shared.options.node }
    }

    /// The pod's containers, without the executor's own, which a patch of the pod's specification may mention.
    fn containers(&self, list: &str) -> Vec<&'a Value> {
        let all = self.pod["spec"][list].as_array().into_iter().flatten();
        all.filter(|c| !(c["name"] == "wait" && c["image"].is_null())).collect()
    }

    fn handle(&self, spec: &Value) -> Container<'_> {
        Container { name: spec["name"].as_str().unwrap_or_default().to_owned(), folder: &self.folder }
    }

    async fn run(&self) -> Result<(), PodError> {
        let slot = tokio::select! {
            slot = self.shared.slots.acquire() => slot,
            () = self.asked_to_end() => return self.never_started().await,
        };
        self.folder.make()?;
        let shown = inputs::prepare(self.shared, &self.template, &self.folder).await?;
        for init in self.containers("initContainers") {
            self.start(init, &[]).await?;
            let record = self.handle(init).ended().await;
            if record.code != 0 {
                return self.init_failed(init, record).await;
            }
        }
        let mains = self.main_names();
        let order = self.start_order(&mains);
        let specs = self.containers("containers");
        for spec in specs.iter().filter(|spec| !order.iter().any(|(name, _)| spec["name"] == name.as_str())) {
            let shown = if mains.iter().any(|m| spec["name"] == m.as_str()) { shown.as_slice() } else { &[] };
            self.start(spec, shown).await?;
        }
        self.folder.set_prepared()?;
        self.report_running(&specs).await?;
        let cause = self.wait_for_mains(&specs, &mains, &order, &shown).await?;
        self.end_others(&specs, &mains).await;
        drop(slot);
        self.report_end(&specs, cause).await
    }

    /// The containers whose outputs and ends make the pod's: `main`, or those of a container set.
    fn main_names(&self) -> Vec<String> {
        match &self.template.container_set {
            Some(set) => {
                let names = set.containers.iter().filter_map(|c| Some(c.get("name")?.as_str()?.to_owned()));
                names.collect()
            }
            None => vec!["main".to_owned()],
        }
    }

    /// Containers of a set that wait for others, with those they wait for.
    fn start_order(&self, mains: &[String]) -> Vec<(String, Vec<String>)> {
        let containers = self.template.container_set.iter().flat_map(|set| &set.containers);
        let with_dependencies = containers.filter_map(|c| {
            let list =
                c.get("dependencies")?.as_array()?.iter().filter_map(|d| d.as_str().map(str::to_owned));
            Some((c.get("name")?.as_str()?.to_owned(), list.collect::<Vec<_>>()))
        });
        with_dependencies.filter(|(name, list)| mains.contains(name) && !list.is_empty()).collect()
    }

    /// Starts a container, unless an engine before this one did.
    async fn start(&self, spec: &Value, shown: &[Bind]) -> Result<(), PodError> {
        let container = self.handle(spec);
        if container.was_started() {
            return Ok(());
        }
        let view = self.view();
        let own = environment(&self.shared.objects, &view, spec).await?;
        let argv = match command(spec, &own, &self.shared.path)? {
            Command::Run(argv) => argv,
            Command::NotFound(why) => return container.refuse(&why),
        };
        let mut binds = volumes::binds(self.shared, &view, &self.folder, spec, &own).await?;
        binds.extend_from_slice(shown);
        container.start(&self.shim_spec(spec, &container, argv, own, binds)?)
    }

    fn shim_spec(
        &self,
        spec: &Value,
        container: &Container<'_>,
        mut argv: Vec<String>,
        own: Vec<(String, String)>,
        mut binds: Vec<Bind>,
    ) -> Result<ShimSpec, PodError> {
        let sandbox = self.shared.options.sandbox;
        let is_main = container.name == "main";
        if !sandbox {
            if let Some(at) = binds.iter().position(|b| b.target == PathBuf::from(inputs::SCRIPT)) {
                let script = binds.remove(at).source.to_string_lossy().into_owned();
                argv.iter_mut().filter(|arg| *arg == inputs::SCRIPT).for_each(|arg| arg.clone_from(&script));
            }
            if let Some(bind) = binds.first() {
                return Err(PodError::NeedsSandbox(format!("mounting {}", bind.target.display())));
            }
        }
        let wants_result = own.iter().any(|(k, v)| k == "ARGO_INCLUDE_SCRIPT_OUTPUT" && v == "true");
        let default_cwd = if sandbox { PathBuf::from("/") } else { self.folder.root(&container.name) };
        let cwd = spec["workingDir"].as_str().filter(|d| !d.is_empty()).map_or(default_cwd, PathBuf::from);
        Ok(ShimSpec {
            container: container.name.clone(),
            argv,
            env: self.whole_env(own),
            cwd,
            sandbox,
            root: self.folder.root(&container.name),
            tmp: self.folder.tmp(),
            binds,
            path: self.shared.path.clone(),
            hostname: self.name.chars().take(63).collect(),
            log: self.folder.log(&container.name),
            exit: self.folder.exit(&container.name),
            result: (is_main && wants_result).then(|| self.folder.result(&container.name)),
            collected: self.folder.collected(),
            collect: if is_main { outputs::to_collect(&self.template) } else { Vec::new() },
        })
    }

    /// What the pod says, over the little that every process expects.
    fn whole_env(&self, own: Vec<(String, String)>) -> Vec<(String, String)> {
        let path = std::env::join_paths(&self.shared.path).unwrap_or_default().to_string_lossy().into_owned();
        let basics = [("PATH", path), ("HOME", "/root".to_owned()), ("HOSTNAME", self.name.to_owned())];
        let missing = basics.into_iter().filter(|(name, _)| !own.iter().any(|(known, _)| known == name));
        let mut env: Vec<(String, String)> = missing.map(|(k, v)| (k.to_owned(), v)).collect();
        env.extend(own);
        env
    }

    /// Waits until every main container has ended; starts those of a set whose turn it is. Ends them all when the
    /// pod is asked to end, or its time is over.
    async fn wait_for_mains(
        &self,
        specs: &[&Value],
        mains: &[String],
        order: &[(String, Vec<String>)],
        shown: &[Bind],
    ) -> Result<Option<Cause>, PodError> {
        let all = async {
            let waits = specs.iter().filter(|s| mains.iter().any(|m| s["name"] == m.as_str())).map(
                |spec| async move {
                    let name = spec["name"].as_str().unwrap_or_default();
                    let after = order.iter().find(|(own, _)| own == name).map(|(_, after)| after.as_slice());
                    for dependency in after.unwrap_or_default() {
                        let other = Container { name: dependency.clone(), folder: &self.folder };
                        let record = other.ended().await;
                        if record.code != 0 {
                            let why = format!(
                                "dependency \"{dependency}\" exited with non-zero code: {}",
                                record.code
                            );
                            return self.handle(spec).refuse(&why);
                        }
                    }
                    self.start(spec, shown).await?;
                    self.handle(spec).ended().await;
                    self.shared.growth.notify_waiters();
                    Ok(())
                },
            );
            futures::future::try_join_all(waits).await
        };
        let cause = tokio::select! {
            done = all => return done.map(|_| None),
            () = self.deadline() => Cause::Deadline,
            () = self.asked_to_end() => Cause::Asked,
        };
        let grace = match *self.wish.borrow() {
            Wish::Stop(grace) | Wish::End(grace) => grace,
            Wish::Run => self.grace(),
        };
        self.end(specs, grace).await;
        Ok(Some(cause))
    }

    async fn asked_to_end(&self) {
        let mut wish = self.wish.clone();
        if wish.wait_for(|wish| *wish != Wish::Run).await.is_err() {
            // Nobody is left who could ask.
            std::future::pending::<()>().await;
        }
    }

    fn grace(&self) -> u64 {
        self.pod["spec"]["terminationGracePeriodSeconds"].as_u64().unwrap_or(SIDECAR_GRACE)
    }

    async fn deadline(&self) {
        let Some(seconds) = self.pod["spec"]["activeDeadlineSeconds"].as_i64() else {
            return std::future::pending().await;
        };
        let since = self.pod["status"]["startTime"].as_str().and_then(|t| t.parse::<jiff::Timestamp>().ok());
        let used = since.map_or(0, |since| jiff::Timestamp::now().as_second() - since.as_second());
        let left = u64::try_from(seconds - used).unwrap_or(0);
        tokio::time::sleep(Duration::from_secs(left)).await;
    }

    /// Ends containers: asks first, kills when the time is over.
    async fn end(&self, specs: &[&Value], grace: u64) {
        let living =
            || specs.iter().map(|spec| self.handle(spec)).filter(|c| c.was_started() && c.record().is_none());
        living().for_each(|container| container.ask_to_end());
        let all = futures::future::join_all(living().map(|c| async move { c.ended().await }));
        if tokio::time::timeout(Duration::from_secs(grace), all).await.is_err() {
            living().for_each(|container| container.kill());
            futures::future::join_all(living().map(|c| async move { c.ended().await })).await;
        }
    }

    async fn end_others(&self, specs: &[&Value], mains: &[String]) {
        let others: Vec<&Value> =
            specs.iter().copied().filter(|s| !mains.iter().any(|m| s["name"] == m.as_str())).collect();
        if !others.is_empty() {
            self.end(&others, self.grace().min(SIDECAR_GRACE)).await;
        }
    }

    async fn report_running(&self, specs: &[&Value]) -> Result<(), PodError> {
        let since = now();
        let statuses: Vec<Value> = specs
            .iter()
            .map(|spec| {
                let state = match self.handle(spec).record() {
                    Some(record) => State::Ended(record),
                    None if self.handle(spec).was_started() || spec["name"] == "main" => {
                        State::Running(since.clone())
                    }
                    None => State::Waiting("ContainerCreating", String::new()),
                };
                status::container(spec, &state)
            })
            .collect();
        let started = self.pod["status"]["startTime"].as_str().unwrap_or(&since);
        let patch = json!({
            "spec": {"nodeName": self.shared.options.node},
            "status": {
                "phase": "Running", "startTime": started, "hostIP": "127.0.0.1", "podIP": "127.0.0.1",
                "conditions": status::conditions(true), "containerStatuses": statuses,
            },
        });
        self.shared.objects.patch_pod(self.namespace, self.name, &patch).await
    }

    /// Reports results first and then the end, so that whoever sees the end finds the results.
    async fn report_end(&self, specs: &[&Value], cause: Option<Cause>) -> Result<(), PodError> {
        let wrong = self.report_results().await?;
        let records: Vec<(&Value, Option<ExitRecord>)> =
            specs.iter().map(|spec| (*spec, self.handle(spec).record())).collect();
        let failed = records.iter().any(|(_, record)| record.as_ref().is_none_or(|r| r.code != 0));
        let mut statuses: Vec<Value> =
            records.into_iter().map(|(spec, record)| ended_status(spec, record)).collect();
        let wait_failed = wrong.is_some();
        if let Some(wrong) = wrong {
            let record =
                ExitRecord { code: 64, message: wrong.to_string(), started_at: now(), finished_at: now() };
            statuses.push(status::container(&json!({"name": "wait"}), &State::Ended(record)));
        }
        let mut status = json!({
            "phase": if failed || wait_failed || cause.is_some() { "Failed" } else { "Succeeded" },
            "conditions": status::conditions(false), "containerStatuses": statuses,
        });
        if cause == Some(Cause::Deadline) {
            status["reason"] = "DeadlineExceeded".into();
            status["message"] = "Pod was active on the node longer than the specified deadline".into();
        }
        self.finish(&status).await
    }

    async fn finish(&self, status: &Value) -> Result<(), PodError> {
        let patch = json!({"spec": {"nodeName": self.shared.options.node}, "status": status});
        self.shared.objects.patch_pod(self.namespace, self.name, &patch).await?;
        self.shared.growth.notify_waiters();
        self.folder.clean();
        if matches!(*self.wish.borrow(), Wish::End(_)) {
            self.shared.objects.remove_pod(self.namespace, self.name, self.uid).await?;
        }
        Ok(())
    }

    /// Keeps the outputs of the container `main` and reports them; returns what is wrong with them.
    async fn report_results(&self) -> Result<Option<PodError>, PodError> {
        let node = self.pod["metadata"]["annotations"]["workflows.argoproj.io/node-id"].as_str();
        let main = Container { name: "main".into(), folder: &self.folder };
        let (Some(node), Some(_)) = (node, main.record()) else { return Ok(None) };
        let (mut outputs, wrong) = outputs::gather(self.shared, &self.template, &self.folder);
        outputs.result = outputs::result(&self.folder);
        if let Some(log) = outputs::archive_log(self.shared, &self.template, &self.folder) {
            outputs.artifacts.push(log);
        }
        let nothing =
            outputs.result.is_none() && outputs.parameters.is_empty() && outputs.artifacts.is_empty();
        let declared =
            !self.template.outputs.parameters.is_empty() || !self.template.outputs.artifacts.is_empty();
        if nothing && !declared {
            return Ok(wrong);
        }
        let result = outputs::task_result(self.pod, node, &outputs);
        self.shared.objects.put_result(self.namespace, &result).await?;
        Ok(wrong)
    }

    async fn init_failed(&self, init: &Value, record: ExitRecord) -> Result<(), PodError> {
        let status = json!({
            "phase": "Failed", "initContainerStatuses": [status::container(init, &State::Ended(record))],
        });
        self.finish(&status).await
    }

    /// The pod was asked to end while it waited for its turn.
    async fn never_started(&self) -> Result<(), PodError> {
        self.finish(&json!({"phase": "Failed", "reason": "Terminated"})).await
    }

    /// The pod cannot be run.
    async fn report_failure(&self, error: &PodError) {
        let specs = self.containers("containers");
        self.end(&specs, 0).await;
        let main = specs.first().map(|spec| spec["name"].clone()).unwrap_or_default();
        let record =
            ExitRecord { code: 64, message: error.to_string(), started_at: now(), finished_at: now() };
        let init = status::container(&json!({"name": "init"}), &State::Ended(record));
        let waiting =
            status::container(&json!({"name": main}), &State::Waiting("PodInitializing", String::new()));
        let status =
            json!({"phase": "Failed", "initContainerStatuses": [init], "containerStatuses": [waiting]});
        if let Err(second) = self.finish(&status).await {
            tracing::error!(pod = self.name, %error, %second, "a pod failed and its status could not be written");
        }
    }
}

/// The status of a container when its pod has ended.
fn ended_status(spec: &Value, record: Option<ExitRecord>) -> Value {
    let state = record.map_or_else(|| State::Waiting("PodInitializing", String::new()), State::Ended);
    status::container(spec, &state)
}
