//! One pod from its turn to its end.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::{Notify, SemaphorePermit, watch};

use super::env::PodView;
use super::error::PodError;
use super::{PodKey, Shared, Wish, inputs, now, probes, report};
use crate::core::api::{Template, annotation};
use crate::ports::runtime::{Mount, Observed, PodFolder, Signal};

/// How long containers beside the main ones get to end once those have, in seconds.
const SIDECAR_GRACE: u64 = 30;

/// How long a pod runs before that is reported. One that ends sooner is reported once, as ended.
const SHORT: Duration = Duration::from_millis(20);

/// Waits for the pod's turn, runs it to its end and reports it.
pub(super) async fn run(shared: &Shared, key: &PodKey, wish: watch::Receiver<Wish>) {
    let folder = PodFolder::new(&shared.options.home, &key.namespace, &key.uid);
    // What an engine before this one started runs anyway; it does not wait for a turn.
    let is_taken_over = is_prepared(&folder);
    let slot = tokio::select! {
        slot = shared.slots.acquire(), if !is_taken_over => slot.ok(),
        () = asked_to_end(wish.clone()), if !is_taken_over => None,
        () = std::future::ready(()), if is_taken_over => None,
    };
    // Read only now: many pods may wait, and what they hold meanwhile is their name.
    let pod = match shared.objects.pod(&key.namespace, &key.name).await {
        Ok(Some(pod)) if pod["metadata"]["uid"] == key.uid.as_str() => pod,
        Ok(_) => json!({}),
        Err(error) => {
            tracing::error!(pod = key.name, %error, "a pod cannot be read");
            return;
        }
    };
    let task = Task::new(shared, key, &pod, folder, wish);
    if let Err(error) = task.run(slot, is_taken_over).await {
        task.report_failure(&error).await;
    }
}

/// A pod on its way.
pub(super) struct Task<'a> {
    pub(super) shared: &'a Shared,
    pub(super) pod: &'a Value,
    pub(super) key: &'a PodKey,
    pub(super) folder: PodFolder,
    pub(super) template: Template,
    /// Whether it is the pod of a node.
    is_step: bool,
    pub(super) wish: watch::Receiver<Wish>,
    /// When the pod got its turn.
    pub(super) since: String,
    /// A container was started or refused; containers of a set may wait for that.
    moved: Notify,
}

/// Why a pod was ended before its containers were.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    Deadline,
    Asked,
}

impl<'a> Task<'a> {
    fn new(
        shared: &'a Shared,
        key: &'a PodKey,
        pod: &'a Value,
        folder: PodFolder,
        wish: watch::Receiver<Wish>,
    ) -> Self {
        let template = pod["metadata"]["annotations"]["workflows.argoproj.io/template"].as_str();
        let is_step = template.is_some();
        let template = template.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
        let since = pod["status"]["startTime"].as_str().map_or_else(now, str::to_owned);
        Self { shared, pod, key, folder, template, is_step, wish, since, moved: Notify::new() }
    }

    pub(super) fn view(&self) -> PodView<'_> {
        let PodKey { namespace, name, uid } = self.key;
        PodView { namespace, name, uid, pod: self.pod, node: &self.shared.options.node }
    }

    /// The node whose pod it is.
    pub(super) fn node_id(&self) -> Option<&'a str> {
        self.pod["metadata"]["annotations"][annotation::NODE_ID].as_str()
    }

    /// The pod's containers, without the executor's own, which a patch of the pod's specification may mention.
    pub(super) fn containers(&self, list: &str) -> Vec<&'a Value> {
        let all = self.pod["spec"][list].as_array().into_iter().flatten();
        all.filter(|c| !(c["name"] == "wait" && c["image"].is_null())).collect()
    }

    async fn run(&self, slot: Option<SemaphorePermit<'_>>, is_taken_over: bool) -> Result<(), PodError> {
        let is_wanted = *self.wish.borrow() == Wish::Run && self.pod["spec"].is_object();
        if !is_wanted && !is_taken_over {
            return self.cut_off(None).await;
        }
        let runtime = &self.shared.runtime;
        runtime.prepare(&self.folder)?;
        let shown = tokio::select! {
            shown = inputs::prepare(self.shared, &self.key.namespace, &self.template, &self.folder, is_taken_over) => shown?,
            () = self.deadline(), if !is_taken_over => return self.cut_off(Some(Cause::Deadline)).await,
            () = asked_to_end(self.wish.clone()), if !is_taken_over => return self.cut_off(None).await,
        };
        for init in self.containers("initContainers") {
            if let Some(cause) = self.run_init(init).await? {
                return self.init_failed(init, cause).await;
            }
        }
        let mains = self.main_names();
        let order = self.start_order(&mains);
        let specs = self.containers("containers");
        for spec in specs.iter().filter(|spec| !order.iter().any(|(name, _)| spec["name"] == name.as_str())) {
            let shown = if mains.iter().any(|m| spec["name"] == m.as_str()) { shown.as_slice() } else { &[] };
            self.start(spec, shown).await?;
        }
        set_prepared(&self.folder)?;
        // A daemon runs until the steps it serves have ended; they must not wait for it.
        let slot = slot.filter(|_| self.template.daemon != Some(true));
        let is_ready = !specs.iter().any(|spec| probes::is_probed(spec));
        if !is_ready {
            // Before its probes are asked, lest what they say is overwritten.
            self.report_running(&specs, false).await?;
        }
        let mains_end = self.wait_for_mains(&specs, &mains, &order, &shown);
        tokio::pin!(mains_end);
        let cause = tokio::select! {
            cause = &mut mains_end => cause?,
            () = tokio::time::sleep(SHORT), if is_ready => {
                self.report_running(&specs, true).await?;
                mains_end.await?
            }
        };
        self.end_others(&specs, &mains).await;
        drop(slot);
        self.report_end(&specs, cause).await
    }

    /// Runs an init container; says why the pod ends here, when it does.
    async fn run_init(&self, init: &Value) -> Result<Option<Option<Cause>>, PodError> {
        self.start(init, &[]).await?;
        let name = name_of(init);
        let cause = tokio::select! {
            ended = self.shared.runtime.ended(&self.folder, name) => {
                return Ok((ended.exit_code != 0).then_some(None));
            }
            () = self.deadline() => Cause::Deadline,
            () = asked_to_end(self.wish.clone()) => Cause::Asked,
        };
        self.end(&[init], self.grace()).await;
        Ok(Some(Some(cause)))
    }

    /// The containers whose outputs and ends make the pod's: `main`, or those of a container set.
    pub(super) fn main_names(&self) -> Vec<String> {
        match &self.template.container_set {
            Some(set) => {
                set.containers.iter().filter_map(|c| Some(c.get("name")?.as_str()?.to_owned())).collect()
            }
            None if self.is_step => vec!["main".to_owned()],
            // Somebody else's pod, e.g. a Job's: it has ended when all its containers have.
            None => self.containers("containers").iter().map(|spec| name_of(spec).to_owned()).collect(),
        }
    }

    /// Containers of a set that wait for others, with those they wait for.
    fn start_order(&self, mains: &[String]) -> Vec<(String, Vec<String>)> {
        let containers = self.template.container_set.iter().flat_map(|set| &set.containers);
        let with_dependencies = containers.filter_map(|container| {
            let list = container.get("dependencies")?.as_array()?.iter();
            let list: Vec<String> = list.filter_map(|d| d.as_str().map(str::to_owned)).collect();
            Some((container.get("name")?.as_str()?.to_owned(), list))
        });
        with_dependencies.filter(|(name, list)| mains.contains(name) && !list.is_empty()).collect()
    }

    /// Waits until every main container has ended; starts those of a set whose turn it is. Ends them all when the
    /// pod is asked to end, or its time is over.
    async fn wait_for_mains(
        &self,
        specs: &[&Value],
        mains: &[String],
        order: &[(String, Vec<String>)],
        shown: &[Mount],
    ) -> Result<Option<Cause>, PodError> {
        let is_main = |spec: &&&Value| mains.iter().any(|main| spec["name"] == main.as_str());
        let waits = specs.iter().filter(is_main).map(|spec| {
            let after = order.iter().find(|(own, _)| spec["name"] == own.as_str());
            self.follow(spec, after.map_or(&[], |(_, after)| after.as_slice()), shown)
        });
        let cause = tokio::select! {
            done = futures::future::try_join_all(waits) => return done.map(|_| None),
            () = self.deadline() => Cause::Deadline,
            () = asked_to_end(self.wish.clone()) => Cause::Asked,
            never = report::progress(self) => match never {},
            never = probes::watch(self, specs) => match never {},
        };
        self.end(specs, self.grace()).await;
        Ok(Some(cause))
    }

    /// Waits for what a container waits for, starts it, and waits for its end.
    async fn follow(&self, spec: &Value, after: &[String], shown: &[Mount]) -> Result<(), PodError> {
        let runtime = &self.shared.runtime;
        for dependency in after {
            let ended = runtime.ended(&self.folder, dependency);
            // A container of the set that waits itself has not been started yet.
            let code = self.after_start(dependency, ended).await.exit_code;
            if code != 0 {
                let why = format!("dependency \"{dependency}\" exited with non-zero code: {code}");
                runtime.refuse(&self.folder, name_of(spec), &why)?;
                self.moved.notify_waiters();
                return Ok(());
            }
        }
        self.start(spec, shown).await?;
        self.moved.notify_waiters();
        runtime.ended(&self.folder, name_of(spec)).await;
        self.shared.growth.notify_waiters();
        Ok(())
    }

    /// Does something when a container has been started, or refused.
    async fn after_start<T>(&self, container: &str, then: impl Future<Output = T>) -> T {
        loop {
            let moved = self.moved.notified();
            tokio::pin!(moved);
            moved.as_mut().enable();
            if self.shared.runtime.observe(&self.folder, container) != Observed::NotStarted {
                return then.await;
            }
            moved.await;
        }
    }

    /// How long containers get to end, in seconds.
    fn grace(&self) -> u64 {
        match *self.wish.borrow() {
            Wish::Stop(grace) | Wish::End(grace) => grace,
            Wish::Run => self.usual_grace(),
        }
    }

    pub(super) fn usual_grace(&self) -> u64 {
        self.pod["spec"]["terminationGracePeriodSeconds"].as_u64().unwrap_or(SIDECAR_GRACE)
    }

    async fn deadline(&self) {
        let Some(seconds) = self.pod["spec"]["activeDeadlineSeconds"].as_i64() else {
            return std::future::pending().await;
        };
        let since = self.pod["status"]["startTime"].as_str().and_then(|t| t.parse::<jiff::Timestamp>().ok());
        let used = since.map_or(0, |since| jiff::Timestamp::now().as_second() - since.as_second());
        let left = u64::try_from(seconds.saturating_sub(used)).unwrap_or(0);
        tokio::time::sleep(Duration::from_secs(left)).await;
    }

    /// Ends containers: asks first, kills when the time is over.
    pub(super) async fn end(&self, specs: &[&Value], grace: u64) {
        let runtime = &self.shared.runtime;
        let living = || {
            let names = specs.iter().map(|spec| name_of(spec));
            names.filter(|name| runtime.observe(&self.folder, name) == Observed::Started)
        };
        let all = || futures::future::join_all(living().map(|name| runtime.ended(&self.folder, name)));
        living().for_each(|name| runtime.signal(&self.folder, name, Signal::Terminate));
        if tokio::time::timeout(Duration::from_secs(grace), all()).await.is_err() {
            living().for_each(|name| runtime.signal(&self.folder, name, Signal::Kill));
            all().await;
        }
    }

    async fn end_others(&self, specs: &[&Value], mains: &[String]) {
        let others: Vec<&Value> =
            specs.iter().copied().filter(|s| !mains.iter().any(|m| s["name"] == m.as_str())).collect();
        if !others.is_empty() {
            self.end(&others, self.usual_grace().min(SIDECAR_GRACE)).await;
        }
    }
}

pub(super) fn name_of(container: &Value) -> &str {
    container["name"].as_str().unwrap_or_default()
}

async fn asked_to_end(mut wish: watch::Receiver<Wish>) {
    if wish.wait_for(|wish| *wish != Wish::Run).await.is_err() {
        // Nobody is left who could ask.
        std::future::pending::<()>().await;
    }
}

/// How the folder of a pod is marked: by a bit of its mode, which has no other meaning there. A file of its own would
/// cost a short step more than the rest of the engine's work.
const PREPARED: u32 = 0o1000;

/// Notes that everything is laid out and started, so that an engine that takes over does not do it again.
fn set_prepared(folder: &PodFolder) -> std::io::Result<()> {
    std::fs::set_permissions(folder.path(), Permissions::from_mode(0o700 | PREPARED))
}

fn is_prepared(folder: &PodFolder) -> bool {
    std::fs::metadata(folder.path()).is_ok_and(|meta| meta.permissions().mode() & PREPARED != 0)
}
