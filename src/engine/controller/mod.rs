//! The controller: watches workflows and what belongs to them, and takes each one step after the other to its end.

mod actor;
mod apply;
mod artifact_gc;
mod cron;
mod events;
mod follow;
mod gc;
mod http;
mod jobs;
mod metrics;
mod objects;
mod outline;
mod past;
mod registry;
mod resource;
mod retention;
pub(super) mod settings;
mod text;
mod throttle;
mod trouble;

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::core::api::label;
use crate::core::job::JOB_NAME;
use crate::core::operate::{LockAnswer, LockRequest, LockTable, ObjectKey, ObjectKind};
use crate::engine::artifacts::Stores;
use crate::ports::clock::Clock;
use actor::Actor;
use follow::{Change, Source, follow};
use objects::{Objects, Want, path};
use registry::{Message, Registry, WorkflowKey};

/// The label of a namespace that says how many of its workflows run at once.
const PARALLELISM_LIMIT: &str = "workflows.argoproj.io/parallelism-limit";

/// What the tasks of all workflows share.
struct Shared {
    objects: Objects,
    clock: Arc<dyn Clock>,
    pods: PathBuf,
    stores: Stores,
    registry: Registry,
    throttle: throttle::Throttle,
    metrics: metrics::Metrics,
    archive: retention::Archive,
    past: past::Past,
    settings: settings::ConfigSource,
    resources: resource::Resources,
    locks: Mutex<LockTable>,
    collected: Mutex<artifact_gc::Collected>,
    /// Workflows that want to hear of changes of an object.
    readers: Mutex<HashMap<ObjectKey, HashSet<WorkflowKey>>>,
    events: mpsc::Sender<(String, Value)>,
    due: mpsc::UnboundedSender<gc::Due>,
    schedules: mpsc::UnboundedSender<cron::News>,
    /// CronWorkflows that wait for their time.
    scheduled: Arc<AtomicUsize>,
    jobs: mpsc::UnboundedSender<WorkflowKey>,
    /// Jobs that have not ended.
    running_jobs: Arc<AtomicUsize>,
    tasks: TaskTracker,
    stop: CancellationToken,
}

/// The running controller.
pub struct Controller {
    shared: Arc<Shared>,
}

/// How much the controller has to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Load {
    /// Workflows that have not ended.
    pub workflows: usize,
    /// Of these, the ones that go on by themselves.
    pub active: usize,
    /// Pods and Jobs that have not ended.
    pub pods: usize,
    /// CronWorkflows that wait for their time.
    pub schedules: usize,
}

impl Controller {
    /// Starts working on the workflows of an API. `home` is the state directory: where the logs of pods and artifacts are.
    pub fn start(client: kube::Client, clock: Arc<dyn Clock>, home: &Path) -> Self {
        let stores = Stores::new(home, client.clone());
        let objects = Objects::new(client);
        let (events, written) = mpsc::channel(events::BACKLOG);
        let (due, told) = mpsc::unbounded_channel();
        let (schedules, news) = mpsc::unbounded_channel();
        let (jobs, told_jobs) = mpsc::unbounded_channel();
        let (scheduled, running_jobs) = (Arc::<AtomicUsize>::default(), Arc::<AtomicUsize>::default());
        let shared = Arc::new(Shared {
            objects: objects.clone(),
            clock: clock.clone(),
            pods: home.join("pods"),
            stores,
            registry: Registry::default(),
            throttle: throttle::Throttle::default(),
            metrics: metrics::Metrics::default(),
            archive: retention::Archive::default(),
            past: past::Past::default(),
            settings: settings::ConfigSource::default(),
            resources: resource::Resources::default(),
            locks: Mutex::default(),
            collected: Mutex::default(),
            readers: Mutex::default(),
            events,
            due,
            schedules,
            scheduled: scheduled.clone(),
            jobs,
            running_jobs: running_jobs.clone(),
            tasks: TaskTracker::new(),
            stop: CancellationToken::new(),
        });
        shared.spawn(events::run(objects.clone(), written));
        shared.spawn(gc::run(objects.clone(), clock.clone(), told));
        shared.spawn(jobs::run(objects.clone(), clock.clone(), told_jobs, running_jobs));
        shared.spawn(cron::Schedules::new(objects, clock, news, scheduled).run());
        let pods = Source { path: path::PODS, want: Want::Outline, listed: None, watched: label::WORKFLOW };
        shared.follow(pods, Shared::pod);
        let results = Source { path: path::RESULTS, want: Want::Whole, listed: None, watched: "" };
        shared.follow(results, Shared::result);
        shared.follow(
            Source { path: path::CONFIG_MAPS, want: Want::Whole, listed: None, watched: "" },
            Shared::config_map,
        );
        shared.follow(
            Source { path: path::WORKFLOWS, want: Want::Metadata, listed: Some(""), watched: "" },
            Shared::workflow,
        );
        shared.follow(
            Source { path: path::CRON_WORKFLOWS, want: Want::Whole, listed: Some(""), watched: "" },
            Shared::cron_workflow,
        );
        shared.follow(
            Source { path: path::NAMESPACES, want: Want::Metadata, listed: Some(""), watched: "" },
            Shared::namespace,
        );
        for (path, selector) in [(path::JOBS, ""), (path::PODS, JOB_NAME)] {
            let source = Source { path, want: Want::Metadata, listed: Some(selector), watched: selector };
            shared.follow(source, Shared::job);
        }
        Self { shared }
    }

    /// How much there is to do.
    pub fn load(&self) -> Load {
        let (workflows, active, pods) = self.shared.registry.count();
        let schedules = self.shared.scheduled.load(Ordering::Relaxed);
        let pods = pods + self.shared.running_jobs.load(Ordering::Relaxed);
        Load { workflows, active, pods, schedules }
    }

    /// A function that tells how much there is to do.
    pub fn loader(&self) -> impl Fn() -> Load + Send + Sync + 'static {
        let controller = Self { shared: self.shared.clone() };
        move || controller.load()
    }

    /// A function that gives the metrics of workflows in Prometheus' text form.
    pub fn metrics(&self) -> impl Fn() -> String + Send + Sync + 'static {
        let shared = self.shared.clone();
        move || shared.metrics.text(shared.clock.now())
    }

    /// Stops working. What is under way is left as a kill would leave it; the next controller goes on.
    pub async fn shutdown(self) {
        self.shared.stop.cancel();
        self.shared.tasks.close();
        self.shared.tasks.wait().await;
    }
}

impl Shared {
    /// Runs a task until it ends or the controller does.
    fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        let stop = self.stop.clone();
        self.tasks.spawn(async move {
            tokio::select! {
                () = stop.cancelled() => {}
                () = task => {}
            }
        });
    }

    fn follow(self: &Arc<Self>, source: Source, take: fn(&Arc<Self>, Change)) {
        let shared = self.clone();
        self.spawn(async move {
            let objects = shared.objects.clone();
            follow(objects, source, move |change| take(&shared, change)).await;
        });
    }

    fn workflow(self: &Arc<Self>, change: Change) {
        let (object, gone) = match change {
            Change::Started => return self.registry.tell_all(|| Message::Reload),
            Change::Set(object) => (object, false),
            Change::Gone(object) => (object, true),
        };
        let Some(key) = WorkflowKey::of(&object, None) else { return };
        let text = |at| object.pointer(at).and_then(Value::as_str).unwrap_or_default();
        let ended = || {
            (text("/metadata/creationTimestamp").to_owned(), key.clone(), text("/metadata/uid").to_owned())
        };
        if gone {
            self.archive.remove(&ended());
            self.collected.lock().unwrap_or_else(PoisonError::into_inner).remove(text("/metadata/uid"));
            self.registry.tell(&key, Message::WorkflowGone);
            self.registry.forget(&key);
            self.tell_schedules(cron::News::of_child(&object));
            return;
        }
        let version = text("/metadata/resourceVersion").parse().unwrap_or_default();
        let labels = object.pointer("/metadata/labels");
        let completed = labels.and_then(|l| l.get(label::COMPLETED)).and_then(Value::as_str) == Some("true");
        if completed
            && let Some(at) = object.pointer("/metadata/annotations").and_then(|a| a.get(gc::DELETE_AT))
        {
            let at = at.as_str().and_then(|at| at.parse().ok());
            let path = path::workflow(&key.namespace, &key.name);
            self.delete_later(at.map(|at| gc::Due { at, path, uid: text("/metadata/uid").to_owned() }));
        }
        self.collect_artifacts(&key, &object, completed);
        let phase = labels.and_then(|labels| labels.get(label::PHASE)).and_then(Value::as_str);
        match phase.filter(|_| completed) {
            Some(phase) => self.delete_all(self.archive.add(phase, ended(), self.clock.now())),
            None => self.archive.remove(&ended()),
        }
        let entered = self.registry.changed(&key, version, completed);
        if completed || entered.is_some() {
            self.tell_schedules(cron::News::of_child(&object));
        }
        if let Some(entered) = entered {
            let actor = Actor::new(key, entered, self.clone());
            self.spawn(actor.run());
        }
    }

    fn cron_workflow(self: &Arc<Self>, change: Change) {
        self.tell_schedules(cron::News::of(change));
    }

    fn job(self: &Arc<Self>, change: Change) {
        if let Some(key) = jobs::told(&change) {
            // Fails only when the controller ends; the next one lists them anew.
            let _ = self.jobs.send(key);
        }
    }

    fn tell_schedules(&self, news: Option<cron::News>) {
        if let Some(news) = news {
            // Fails only when the controller ends; the next one lists them anew.
            let _ = self.schedules.send(news);
        }
    }

    fn pod(self: &Arc<Self>, change: Change) {
        let (message, object) = match change {
            Change::Started => return self.registry.tell_all(|| Message::Reload),
            Change::Set(object) => (None, object),
            Change::Gone(object) => {
                let name = object.pointer("/metadata/name").and_then(Value::as_str).unwrap_or_default();
                (Some(Message::PodGone(name.to_owned())), object)
            }
        };
        if let Some(key) = WorkflowKey::of(&object, Some(label::WORKFLOW)) {
            self.registry.tell(&key, message.unwrap_or_else(|| Message::Pod(follow::slim(object))));
        }
    }

    fn result(self: &Arc<Self>, change: Change) {
        match change {
            Change::Started => self.registry.tell_all(|| Message::Reload),
            Change::Set(object) => {
                if let Some(key) = WorkflowKey::of(&object, Some(label::WORKFLOW)) {
                    self.registry.tell(&key, Message::Result(object));
                }
            }
            Change::Gone(_) => {}
        }
    }

    fn config_map(self: &Arc<Self>, change: Change) {
        let (object, present) = match change {
            Change::Started => return,
            Change::Set(object) => (object, true),
            Change::Gone(object) => (object, false),
        };
        let text = |at| object.pointer(at).and_then(Value::as_str).unwrap_or_default();
        if text("/metadata/name") == settings::CONFIG_MAP {
            let shared = self.clone();
            self.spawn(async move {
                let config = shared.settings.current(&shared.objects).await;
                shared.use_limits(&config);
            });
        }
        let key = ObjectKey::new(ObjectKind::ConfigMap, text("/metadata/namespace"), text("/metadata/name"));
        let readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        for workflow in readers.get(&key).into_iter().flatten() {
            self.registry.tell(workflow, Message::Object(key.clone(), present.then(|| object.clone())));
        }
    }

    /// Notes that a workflow wants to hear of changes of an object.
    fn subscribe(&self, key: &ObjectKey, workflow: &WorkflowKey) {
        if key.kind == ObjectKind::ConfigMap {
            let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
            readers.entry(key.clone()).or_default().insert(workflow.clone());
        }
    }

    /// Forgets what a workflow wanted to hear of.
    fn unsubscribe(&self, workflow: &WorkflowKey) {
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        readers.retain(|_, workflows| {
            workflows.remove(workflow);
            !workflows.is_empty()
        });
    }

    fn acquire_locks(&self, request: LockRequest) -> LockAnswer {
        self.locks.lock().unwrap_or_else(PoisonError::into_inner).acquire(request)
    }

    fn release_locks(&self, holder: &str) {
        let answers = self.locks.lock().unwrap_or_else(PoisonError::into_inner).release(holder);
        for answer in answers {
            if let Some(key) = WorkflowKey::of_holder(&answer.holder) {
                self.registry.tell(&key, Message::Locks(answer));
            }
        }
    }

    /// Takes over what the settings say about how many workflows run and how many are kept.
    fn use_limits(&self, config: &settings::Config) {
        self.admit(self.throttle.set_limits(config.parallelism, config.namespace_parallelism));
        self.delete_all(self.archive.set(config.retention, self.clock.now()));
    }

    fn namespace(self: &Arc<Self>, change: Change) {
        let (Change::Set(object) | Change::Gone(object)) = change else { return };
        let name = object.pointer("/metadata/name").and_then(Value::as_str).unwrap_or_default();
        let labels = object.pointer("/metadata/labels");
        let limit = labels.and_then(|labels| labels.get(PARALLELISM_LIMIT)).and_then(Value::as_str);
        self.admit(self.throttle.set_own_limit(name, limit.and_then(|limit| limit.parse().ok())));
    }

    fn delete_all(&self, due: Vec<gc::Due>) {
        due.into_iter().for_each(|due| self.delete_later(Some(due)));
    }

    fn leave_throttle(&self, key: &WorkflowKey) {
        self.admit(self.throttle.leave(key));
    }

    fn admit(&self, workflows: Vec<WorkflowKey>) {
        for key in workflows {
            self.registry.tell(&key, Message::Admitted);
        }
    }

    fn delete_later(&self, due: Option<gc::Due>) {
        if let Some(due) = due {
            // Fails only when the controller ends; the next one is told again.
            let _ = self.due.send(due);
        }
    }
}
