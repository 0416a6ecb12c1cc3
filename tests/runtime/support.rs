//! A pod's folder with a runtime, and an API with an executor.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use argo::engine::apiserver::ApiServer;
use argo::engine::executor::{Executor, ExecutorOptions};
use argo::engine::runtime::{HostOptions, HostRuntime, kill_left_over};
use argo::ports::runtime::{ContainerSpec, Ended, Form, Output, PodFolder, Runtime};
use kube::api::{Api, DynamicObject, PostParams};
use kube::core::{ApiResource, GroupVersionKind};
use serde_json::Value;
use tempfile::TempDir;

/// Whether containers can be had here; says so where not.
pub(crate) fn has_namespaces() -> bool {
    let tried = argo::engine::sandbox::namespaces_available();
    if let Err(error) = &tried {
        skipped(&format!("this machine gives no namespaces: {error}"));
    }
    tried.is_ok()
}

#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
pub(crate) fn skipped(why: &str) {
    eprintln!("skipped: {why}");
}

pub(crate) fn host_runtime(sandbox: bool) -> Arc<dyn Runtime> {
    Arc::new(HostRuntime::new(HostOptions { sandbox, program: PathBuf::from(env!("CARGO_BIN_EXE_argo")) }))
}

/// A pod's folder, and the runtime that runs containers in it.
pub(crate) struct Pod {
    pub(crate) home: TempDir,
    pub(crate) folder: PodFolder,
    pub(crate) runtime: Arc<dyn Runtime>,
}

impl Pod {
    pub(crate) fn new(sandbox: bool) -> Self {
        let home = tempfile::tempdir().expect("a folder");
        let folder = PodFolder::new(home.path(), "default", "uid");
        let runtime = host_runtime(sandbox);
        runtime.prepare(&folder).expect("a pod's folder");
        Self { home, folder, runtime }
    }

    /// A container that runs a script of the shell.
    pub(crate) fn shell(script: &str) -> ContainerSpec {
        ContainerSpec {
            name: "main".into(),
            command: vec!["sh".into(), "-c".into(), script.into()],
            host_name: "a-pod".into(),
            ..ContainerSpec::default()
        }
    }

    pub(crate) async fn start(&self, container: &ContainerSpec) {
        self.runtime.start(&self.folder, container).await.expect("a container");
    }

    pub(crate) async fn run(&self, container: &ContainerSpec) -> Ended {
        self.start(container).await;
        self.runtime.ended(&self.folder, &container.name).await
    }

    /// Runs a script; its exit code and what it printed.
    pub(crate) async fn says(&self, script: &str) -> (i32, String) {
        let ended = self.run(&Self::shell(script)).await;
        assert_eq!(ended.message, "", "{}", self.text());
        (ended.exit_code, self.text())
    }

    /// The log without times and streams.
    pub(crate) fn text(&self) -> String {
        let entries = self.entries();
        entries.iter().map(|(_, tag, text)| format!("{text}{}", if tag == "F" { "\n" } else { "" })).collect()
    }

    /// The entries of the log: stream, tag, text.
    pub(crate) fn entries(&self) -> Vec<(String, String, String)> {
        let log = fs::read(self.folder.log("main")).unwrap_or_default();
        let log = String::from_utf8_lossy(&log).into_owned();
        let entries = log.strip_suffix('\n').unwrap_or(&log).split('\n').filter(|line| !line.is_empty());
        entries
            .map(|line| {
                let mut parts = line.splitn(4, ' ').skip(1).map(str::to_owned);
                let mut next = || parts.next().unwrap_or_default();
                (next(), next(), next())
            })
            .collect()
    }

    /// Waits until the container has printed a word.
    pub(crate) async fn until_said(&self, word: &str) {
        let waited = tokio::time::timeout(std::time::Duration::from_secs(60), async {
            while !self.text().contains(word) {
                tokio::task::yield_now().await;
            }
        });
        assert!(waited.await.is_ok(), "never said {word}: {}", self.text());
    }
}

impl Drop for Pod {
    fn drop(&mut self) {
        kill_left_over(self.home.path(), |_| false);
    }
}

pub(crate) fn output(path: &str, form: Form) -> Output {
    Output { file: "out".into(), path: path.into(), form }
}

/// An API with an executor of real processes.
pub(crate) struct Cluster {
    pub(crate) home: TempDir,
    pub(crate) client: kube::Client,
    api: ApiServer,
    executor: Option<Executor>,
}

impl Cluster {
    pub(crate) fn new() -> Self {
        let home = tempfile::tempdir().expect("a folder");
        let api = ApiServer::open(home.path()).expect("an API");
        let client = argo::engine::client_of(api.router());
        let mut cluster = Self { home, client, api, executor: None };
        cluster.start();
        cluster
    }

    pub(crate) fn start(&mut self) {
        let options = ExecutorOptions {
            home: self.home.path().to_owned(),
            slots: 2,
            runtime: host_runtime(true),
            node: "here".into(),
        };
        self.executor = Some(Executor::start(self.client.clone(), options, self.api.log_growth()));
    }

    /// The executor goes, its containers stay.
    pub(crate) async fn stop(&mut self) {
        if let Some(executor) = self.executor.take() {
            executor.shutdown().await;
        }
    }

    pub(crate) fn objects(&self, group: &str, version: &str, kind: &str) -> Api<DynamicObject> {
        let resource = ApiResource::from_gvk(&GroupVersionKind::gvk(group, version, kind));
        Api::namespaced_with(self.client.clone(), "default", &resource)
    }

    pub(crate) fn pods(&self) -> Api<DynamicObject> {
        self.objects("", "v1", "Pod")
    }

    pub(crate) async fn create(&self, kind: &str, object: Value) {
        let object: DynamicObject = serde_json::from_value(object).expect("an object");
        self.objects("", "v1", kind).create(&PostParams::default(), &object).await.expect("created");
    }

    /// Waits until something is true of a pod, or it is gone.
    pub(crate) async fn until(&self, name: &str, is: impl Fn(Option<&Value>) -> bool) -> Option<Value> {
        let condition = |pod: Option<&DynamicObject>| is(pod.map(|pod| &pod.data));
        let waited = kube::runtime::wait::await_condition(self.pods(), name, condition);
        let pod = tokio::time::timeout(std::time::Duration::from_secs(60), waited).await;
        pod.expect("it did not come to that").expect("a watch").map(|pod| pod.data)
    }

    /// Waits for a pod's end.
    pub(crate) async fn ended(&self, name: &str) -> Value {
        let ended = |pod: Option<&Value>| matches!(phase(pod), "Succeeded" | "Failed");
        self.until(name, ended).await.expect("a pod")
    }

    /// The log of a container of the one pod there is.
    pub(crate) fn log(&self, container: &str) -> String {
        let mut pods = fs::read_dir(self.home.path().join("pods/default")).expect("pods");
        let uid = pods.next().expect("a pod").expect("an entry").file_name();
        let folder = PodFolder::new(self.home.path(), "default", &uid.to_string_lossy());
        fs::read_to_string(folder.log(container)).expect("a log")
    }

    pub(crate) async fn running(&self, name: &str) {
        self.until(name, |pod| phase(pod) == "Running").await;
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        kill_left_over(self.home.path(), |_| false);
    }
}

pub(crate) fn phase(pod: Option<&Value>) -> &str {
    pod.and_then(|pod| pod.pointer("/status/phase")?.as_str()).unwrap_or_default()
}
