//! What a pod reports: its status, and the results of its node.

use std::convert::Infallible;
use std::io::{Read, Seek, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::time::Duration;

use rustix::fs::{Mode, OFlags, ResolveFlags};
use serde_json::{Value, json};

use super::Wish;
use super::error::PodError;
use super::pod::{Cause, Task, name_of};
use super::status::{self, State};
use super::{now, outputs, probes};
use crate::core::api::label;
use crate::ports::runtime::{CANNOT_RUN, Ended, Observed, PodFolder};

/// How often a main container's progress is looked at (`ARGO_PROGRESS_FILE_TICK_DURATION`).
const PROGRESS_LOOK: Duration = Duration::from_secs(3);

/// How much of a log is looked at for its last lines, in bytes.
const LOG_END_READ: u64 = 64 * 1024;

/// Where it writes that, below its root: `ARGO_PROGRESS_FILE` with its links followed.
const PROGRESS: &str = "var/run/argo/progress";

impl Task<'_> {
    fn state_of(&self, spec: &Value, running_since: &str) -> State {
        match self.shared.runtime.observe(&self.folder, name_of(spec)) {
            Observed::Ended(ended) => State::Ended(self.with_last_words(spec, ended)),
            Observed::Started => State::Running(running_since.to_owned()),
            Observed::NotStarted => State::Waiting("PodInitializing", String::new()),
        }
    }

    /// The end of a container that failed without last words, with the end of its log where that is to stand for them.
    fn with_last_words(&self, spec: &Value, mut ended: Ended) -> Ended {
        let from_log = spec["terminationMessagePolicy"] == "FallbackToLogsOnError";
        if from_log && ended.exit_code != 0 && ended.message.is_empty() {
            ended.message = log_end(&self.folder.log(name_of(spec)));
        }
        ended
    }

    fn states(&self, list: &str, since: &str) -> Vec<Value> {
        let specs = self.containers(list).into_iter();
        specs.map(|spec| status::container(spec, &self.state_of(spec, since))).collect()
    }

    /// What is true of a pod that has got beyond its init containers.
    fn begun(&self) -> Value {
        let mut status = json!({"startTime": self.since, "hostIP": "127.0.0.1", "podIP": "127.0.0.1"});
        let inits = self.states("initContainers", &self.since);
        if !inits.is_empty() {
            status["initContainerStatuses"] = inits.into();
        }
        status
    }

    /// Reports that the pod runs, and whether those of its containers are ready that have to say so.
    pub(super) async fn report_running(&self, specs: &[&Value], is_ready: bool) -> Result<(), PodError> {
        // The controller takes the containers of a set that wait for others as running, as on a cluster, where each
        // waits inside.
        let statuses = specs.iter().map(|spec| {
            let mut status = match self.state_of(spec, &self.since) {
                State::Waiting(..) => status::container(spec, &State::Running(self.since.clone())),
                state => status::container(spec, &state),
            };
            if !is_ready && probes::is_probed(spec) {
                status["ready"] = false.into();
            }
            status
        });
        let mut status = self.begun();
        status["phase"] = "Running".into();
        status["conditions"] = status::conditions(is_ready);
        status["containerStatuses"] = statuses.collect();
        let patch = json!({"spec": {"nodeName": self.shared.options.node}, "status": status});
        self.shared.objects.patch_pod(self.key, &patch).await
    }

    /// Reports results first and then the end, so that whoever sees the end finds the results.
    pub(super) async fn report_end(&self, specs: &[&Value], cause: Option<Cause>) -> Result<(), PodError> {
        let wrong = self.report_results().await?;
        let states: Vec<State> = specs.iter().map(|spec| self.state_of(spec, "")).collect();
        let failed = states.iter().any(|state| !matches!(state, State::Ended(ended) if ended.exit_code == 0));
        let mut statuses: Vec<Value> =
            specs.iter().zip(&states).map(|(spec, state)| status::container(spec, state)).collect();
        let has_trouble = wrong.is_some();
        if let Some(wrong) = wrong {
            // Where on a cluster Argo's container `wait` does this work and fails.
            statuses
                .push(status::container(&json!({"name": "wait"}), &State::Ended(self.output_failed(&wrong))));
        }
        let phase = if failed || has_trouble || cause.is_some() { "Failed" } else { "Succeeded" };
        let mut status = self.begun();
        status["phase"] = phase.into();
        status["conditions"] = status::conditions(false);
        status["containerStatuses"] = statuses.into();
        add_cause(&mut status, cause);
        self.finish(&status).await
    }

    /// Writes the last status and removes what is left of the pod, and its object where that is to go.
    async fn finish(&self, status: &Value) -> Result<(), PodError> {
        let mut patch = json!({"spec": {"nodeName": self.shared.options.node}, "status": status});
        if self.pod["metadata"]["labels"][label::COMPLETED].is_string() {
            // In a cluster the controller does this a moment later, with a write of its own.
            patch["metadata"]["labels"][label::COMPLETED] = "true".into();
        }
        self.shared.objects.patch_pod(self.key, &patch).await?;
        self.shared.growth.notify_waiters();
        let (runtime, folder) = (self.shared.runtime.clone(), self.folder.clone());
        // Large folders take their time; nobody waits for it.
        self.shared.tracker.spawn_blocking(move || runtime.clean(&folder));
        if matches!(*self.wish.borrow(), Wish::End(_)) {
            self.shared.objects.remove_pod(self.key).await?;
        }
        Ok(())
    }

    /// Keeps the outputs of the container `main` and reports them; returns what is wrong with them.
    async fn report_results(&self) -> Result<Option<PodError>, PodError> {
        let observed = self.shared.runtime.observe(&self.folder, "main");
        let (Some(node), Observed::Ended(_)) = (self.node_id(), observed) else { return Ok(None) };
        let collected = self.shared.runtime.collect(&self.folder, "main").await?;
        let (mut outputs, mut wrong) =
            outputs::gather(self.shared, &self.key.namespace, &self.template, &collected).await;
        outputs.result = outputs::result(&self.folder);
        let mains = self.main_names();
        let namespace = self.key.namespace.as_str();
        let kept =
            outputs::archive_logs(self.shared, namespace, &self.template, &self.folder, &collected, &mains);
        match kept.await {
            Ok(logs) => outputs.artifacts.extend(logs),
            Err(error) => wrong = wrong.or(Some(error)),
        }
        let progress = read_progress(&self.folder).unwrap_or_default();
        let nothing = outputs.result.is_none()
            && outputs.parameters.is_empty()
            && outputs.artifacts.is_empty()
            && progress.is_empty();
        let declared = &self.template.outputs;
        if nothing && declared.parameters.is_empty() && declared.artifacts.is_empty() {
            return Ok(wrong);
        }
        let result = outputs::task_result(self.pod, node, &json!(outputs), &progress, true);
        self.shared.objects.put_result(&self.key.namespace, &result).await?;
        Ok(wrong)
    }

    /// How the work on outputs ended. That one is missing is said by the log, as on the recorded cluster.
    fn output_failed(&self, error: &PodError) -> Ended {
        let mut ended = cannot(error);
        if matches!(error, PodError::Missing(_)) {
            let now = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%S.%9fZ");
            let line = format!("{now} stderr F Error: {}\n", ended.message);
            let mut options = std::fs::OpenOptions::new();
            let opened = options.append(true).create(true).mode(0o600).open(self.folder.log("main"));
            match opened.and_then(|mut log| log.write_all(line.as_bytes())) {
                Ok(()) => ended.message.clear(),
                Err(error) => tracing::warn!(%error, "the log of a step cannot be added to"),
            }
        }
        ended
    }

    pub(super) async fn init_failed(&self, init: &Value, cause: Option<Cause>) -> Result<(), PodError> {
        let now = now();
        let inits = self.containers("initContainers").into_iter().map(|spec| {
            let state = match self.state_of(spec, &now) {
                State::Ended(ended) if cause.is_none() && spec["name"] == init["name"] => State::Ended(ended),
                state => state,
            };
            status::container(spec, &state)
        });
        let mut status = json!({
            "phase": "Failed", "initContainerStatuses": inits.collect::<Vec<_>>(),
            "containerStatuses": self.states("containers", &now),
        });
        add_cause(&mut status, cause);
        self.finish(&status).await
    }

    /// The pod was asked to end, or its time was over, before its containers started.
    pub(super) async fn cut_off(&self, cause: Option<Cause>) -> Result<(), PodError> {
        let mut status = json!({"phase": "Failed", "reason": "Terminated"});
        add_cause(&mut status, cause);
        self.finish(&status).await
    }

    /// Says that no outputs come, where a main container ran and they would be waited for.
    async fn report_no_results(&self) -> Result<(), PodError> {
        let ran =
            |name: &String| matches!(self.shared.runtime.observe(&self.folder, name), Observed::Ended(_));
        let waited_for = self.node_id().filter(|_| self.main_names().iter().any(ran));
        let Some(node) = waited_for else { return Ok(()) };
        let result = outputs::task_result(self.pod, node, &Value::Null, "", true);
        self.shared.objects.put_result(&self.key.namespace, &result).await
    }

    /// The pod cannot be run.
    pub(super) async fn report_failure(&self, error: &PodError) {
        let all = [self.containers("initContainers"), self.containers("containers")].concat();
        self.end(&all, 0).await;
        if let Err(second) = self.report_no_results().await {
            tracing::warn!(pod = self.key.name, error = %second, "that a pod has no outputs is not reported");
        }
        let init = status::container(&json!({"name": "init"}), &State::Ended(cannot(error)));
        let status = json!({
            "phase": "Failed", "initContainerStatuses": [init],
            "containerStatuses": self.states("containers", &now()),
        });
        if let Err(second) = self.finish(&status).await {
            let pod = self.key.name.as_str();
            tracing::error!(pod, %error, %second, "a pod failed and its status could not be written");
        }
    }
}

/// Reports a main container's progress while it runs; does not end by itself.
pub(super) async fn progress(task: &Task<'_>) -> Infallible {
    let node = task.node_id();
    let mut last = String::new();
    loop {
        tokio::time::sleep(PROGRESS_LOOK).await;
        let (Some(node), Some(progress)) = (node, read_progress(&task.folder)) else { continue };
        if progress != last {
            let result = outputs::task_result(task.pod, node, &Value::Null, &progress, false);
            if let Err(error) = task.shared.objects.put_result(&task.key.namespace, &result).await {
                tracing::warn!(%error, "a step's progress is not reported");
            }
            last = progress;
        }
    }
}

/// The last progress a main container wrote, e.g. `3/10`. Its links are followed inside its root only.
fn read_progress(folder: &PodFolder) -> Option<String> {
    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK;
    let root = rustix::fs::open(folder.root("main"), OFlags::PATH | OFlags::CLOEXEC, Mode::empty()).ok()?;
    let file = rustix::fs::openat2(&root, PROGRESS, flags, Mode::empty(), ResolveFlags::IN_ROOT).ok()?;
    let mut text = String::new();
    std::fs::File::from(file).take(64).read_to_string(&mut text).ok()?;
    let (done, all) = text.trim().split_once('/')?;
    let (done, all): (u64, u64) = (done.parse().ok()?, all.parse().ok()?);
    (done <= all && all > 0).then(|| format!("{done}/{all}"))
}

/// The last lines of a log without times and streams: 80 of them, or 2048 bytes.
fn log_end(log: &Path) -> String {
    let text = std::fs::File::open(log).and_then(|mut file| {
        let from = file.metadata()?.len().saturating_sub(LOG_END_READ);
        file.seek(std::io::SeekFrom::Start(from))?;
        let mut text = Vec::new();
        file.read_to_end(&mut text)?;
        Ok(text)
    });
    let text = String::from_utf8_lossy(&text.unwrap_or_default()).into_owned();
    let lines: Vec<&str> = text.lines().filter_map(|line| line.splitn(4, ' ').nth(3)).collect();
    let kept = lines.iter().skip(lines.len().saturating_sub(80)).map(|line| format!("{line}\n"));
    let kept: String = kept.collect();
    let mut from = kept.len().saturating_sub(2048);
    while !kept.is_char_boundary(from) {
        from += 1;
    }
    kept.get(from..).unwrap_or_default().to_owned()
}

fn add_cause(status: &mut Value, cause: Option<Cause>) {
    if cause == Some(Cause::Deadline) {
        status["reason"] = "DeadlineExceeded".into();
        status["message"] = "Pod was active on the node longer than the specified deadline".into();
    }
}

fn cannot(error: &PodError) -> Ended {
    let now = now();
    Ended {
        exit_code: CANNOT_RUN,
        message: error.to_string(),
        started_at: now.clone(),
        finished_at: now,
        oom_killed: false,
    }
}
