//! Runs pods: a small kubelet. It watches the pods of the API, runs their containers through shims, reports their
//! status and their outputs. What it knows is in the pod's object and folder, so that an engine which was killed can
//! go on where it stopped.

mod env;
mod error;
mod inputs;
mod objects;
mod outputs;
mod pod;
mod probes;
mod report;
mod seen;
mod start;
mod status;
mod volumes;

#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use futures::{StreamExt, TryStreamExt};
use kube::runtime::watcher::{self, Event};
use tokio::sync::{Notify, Semaphore, watch};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::engine::artifacts::Stores;
use crate::engine::runtime::kill_left_over;
use crate::ports::runtime::Runtime;
use objects::Objects;
use seen::SeenPod;
pub(in crate::engine) use start::entry;

/// What an executor is started with.
#[derive(Clone)]
pub struct ExecutorOptions {
    /// The state directory.
    pub home: PathBuf,
    /// How many pods run at once.
    pub slots: usize,
    /// What runs their containers.
    pub runtime: Arc<dyn Runtime>,
    /// The name of the node pods run on.
    pub node: String,
}

/// A running executor.
pub struct Executor {
    token: CancellationToken,
    tracker: TaskTracker,
}

/// What every pod's task shares.
struct Shared {
    options: ExecutorOptions,
    objects: Objects,
    runtime: Arc<dyn Runtime>,
    stores: Stores,
    slots: Semaphore,
    growth: Arc<Notify>,
    tracker: TaskTracker,
}

/// A pod by name; another one of the same name has another uid.
#[derive(Debug, Clone, PartialEq, Eq)]
struct PodKey {
    namespace: String,
    name: String,
    uid: String,
}

impl PodKey {
    fn of(pod: &SeenPod) -> Self {
        let text = |field: &Option<String>| field.clone().unwrap_or_default();
        let meta = &pod.metadata;
        Self { namespace: text(&meta.namespace), name: text(&meta.name), uid: text(&meta.uid) }
    }
}

/// How a pod is asked to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Wish {
    /// It is not.
    #[default]
    Run,
    /// Within so many seconds; the object stays.
    Stop(u64),
    /// Within so many seconds; the object is being deleted.
    End(u64),
}

/// Pods that are being run, by uid, and how they are told to end.
type Running = Arc<Mutex<HashMap<String, watch::Sender<Wish>>>>;

impl Executor {
    /// Starts watching pods. `growth` is notified when a log may have grown.
    pub fn start(client: kube::Client, options: ExecutorOptions, growth: Arc<Notify>) -> Self {
        let (token, tracker) = (CancellationToken::new(), TaskTracker::new());
        let shared = Arc::new(Shared {
            stores: Stores::new(&options.home, client.clone()),
            objects: Objects::new(client),
            runtime: Arc::clone(&options.runtime),
            slots: Semaphore::new(options.slots.max(1)),
            growth,
            tracker: tracker.clone(),
            options,
        });
        tracker.spawn(follow(shared, token.clone(), tracker.clone()));
        Self { token, tracker }
    }

    /// Stops looking after pods. Their processes go on.
    pub async fn shutdown(self) {
        self.token.cancel();
        self.tracker.close();
        self.tracker.wait().await;
    }
}

async fn follow(shared: Arc<Shared>, token: CancellationToken, tracker: TaskTracker) {
    let running: Running = Arc::default();
    let pods = shared.objects.pods();
    let mut events = watcher::watcher(pods, watcher::Config::default()).boxed();
    // The pods there were when this engine started, until what no pod claims has been ended.
    let mut known = Some(HashSet::new());
    loop {
        let event = tokio::select! {
            () = token.cancelled() => return,
            event = events.try_next() => event,
        };
        match event {
            Ok(Some(Event::Apply(pod) | Event::InitApply(pod))) => {
                if let Some(known) = &mut known {
                    known.insert(uid(&pod).to_owned());
                }
                take(&shared, &token, &tracker, &running, &pod);
            }
            Ok(Some(Event::InitDone)) => {
                if let Some(known) = known.take() {
                    end_orphans(&shared, &running, known);
                }
            }
            Ok(Some(Event::Delete(pod))) => ask_to_end(&running, &pod, Wish::End(0)),
            Ok(Some(_)) => {}
            Ok(None) => return,
            Err(error) => tracing::warn!(%error, "watching pods"),
        }
    }
}

/// Ends containers whose pods went away while no engine was running. Pods that came since are among the running
/// ones before their containers start.
fn end_orphans(shared: &Arc<Shared>, running: &Running, known: HashSet<String>) {
    let (home, running) = (shared.options.home.clone(), Arc::clone(running));
    shared.tracker.spawn_blocking(move || {
        let runs = |uid: &str| running.lock().unwrap_or_else(PoisonError::into_inner).contains_key(uid);
        kill_left_over(&home, |uid| known.contains(uid) || runs(uid));
    });
}

fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn uid(pod: &SeenPod) -> &str {
    pod.metadata.uid.as_deref().unwrap_or_default()
}

fn ask_to_end(running: &Running, pod: &SeenPod, how: Wish) {
    let running = running.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(wish) = running.get(uid(pod)) {
        // What was asked for already is not asked again; a deletion goes further than a stop.
        wish.send_if_modified(|known| {
            let is_news = *known != how && !matches!((*known, how), (Wish::End(_), Wish::Stop(_)));
            if is_news {
                *known = how;
            }
            is_news
        });
    }
}

/// How a pod's object says it is to end: it is being deleted, or the controller wants its containers ended.
fn wish_of(pod: &SeenPod) -> Wish {
    let usual = pod.grace.unwrap_or(30);
    if pod.is_being_deleted {
        let grace = pod.metadata.deletion_grace_period_seconds.and_then(|s| u64::try_from(s).ok());
        return Wish::End(grace.unwrap_or(usual));
    }
    if pod.is_asked_to_end { Wish::Stop(usual) } else { Wish::Run }
}

/// Takes up a pod that is new here, or tells the one that runs it that it is to end.
fn take(
    shared: &Arc<Shared>,
    token: &CancellationToken,
    tracker: &TaskTracker,
    running: &Running,
    pod: &SeenPod,
) {
    let asked = wish_of(pod);
    if asked != Wish::Run {
        ask_to_end(running, pod, asked);
    }
    let ours = pod.node.is_empty() || pod.node == shared.options.node;
    if !ours || matches!(pod.phase.as_str(), "Succeeded" | "Failed") {
        return;
    }
    let mut known = running.lock().unwrap_or_else(PoisonError::into_inner);
    if known.contains_key(uid(pod)) {
        return;
    }
    let (sender, wish) = watch::channel(asked);
    known.insert(uid(pod).to_owned(), sender);
    drop(known);
    let (shared, token, running) = (Arc::clone(shared), token.clone(), Arc::clone(running));
    let key = PodKey::of(pod);
    tracker.spawn(async move {
        tokio::select! {
            () = token.cancelled() => {}
            () = pod::run(&shared, &key, wish) => {}
        }
        running.lock().unwrap_or_else(PoisonError::into_inner).remove(&key.uid);
    });
}
