//! `ports::client` over a Kubernetes API: a cluster's, or the local engine's.

mod apply;
mod change;
mod errors;
mod exchange;
mod hydrate;
mod listed;
mod logs;
mod managed;
mod merge;
mod podlog;
mod pods;
mod rest;
mod url;
mod watch;
mod workflows;

use std::sync::Arc;

use futures::StreamExt;
use futures::future::BoxFuture;
use futures::stream::BoxStream;
use serde_json::{Value, json};

use crate::core::api::{API_VERSION, KindInfo, Workflow, kinds};
use crate::core::edit::Identity;
use crate::ports::client::{
    Answer, Applied, Change, Client, ClientError, Detail, ListQuery, Listed, LogEvent, LogQuery, Refusal,
    WatchNews, WouldApply,
};

pub use exchange::Renew;
pub(crate) use hydrate::hydrate;
use managed::Managed;
pub(crate) use rest::Rest;
pub(crate) use url::Url;
pub(crate) use workflows::{listed, listed_metadata, listed_raw};

/// What may wake up a server that does not answer, e.g. an engine that was killed.
#[derive(Clone, Default)]
pub struct Revive(Option<Arc<dyn Fn() -> BoxFuture<'static, ()> + Send + Sync>>);

impl Revive {
    /// Wakes the server by a function.
    pub fn new(wake: impl Fn() -> BoxFuture<'static, ()> + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(wake)))
    }

    /// Whether there is something that may wake the server.
    fn is_there(&self) -> bool {
        self.0.is_some()
    }

    async fn call(&self) {
        if let Some(wake) = &self.0 {
            wake().await;
        }
    }
}

/// The operations of the commands over a Kubernetes API.
pub struct KubeClient {
    rest: Rest,
    managed: Managed,
    revive: Revive,
    /// A workflow that is not in its namespace is looked for in the others.
    everywhere: bool,
}

impl KubeClient {
    /// Speaks through `client`; `address` names it to people; an instance id, when not empty, says whose objects count.
    pub fn new(client: kube::Client, address: &str, instance_id: &str, revive: Revive) -> Self {
        let managed = Managed { instance_id: instance_id.to_owned(), identity: None };
        Self { rest: Rest::new(client, Renew::default(), address), managed, revive, everywhere: false }
    }

    /// Looks for a workflow in all namespaces where it is not in its own: for a machine of one's own, where nobody has
    /// said which namespace is meant and a manifest may name any.
    #[must_use]
    pub fn everywhere(self, everywhere: bool) -> Self {
        Self { everywhere, ..self }
    }

    /// The only namespace that has a workflow of this name, when there is one.
    async fn home_of(&self, name: &str, error: &ClientError) -> Option<String> {
        let lost = self.everywhere && error.refusal == Refusal::NotFound;
        if !lost || name.starts_with('@') {
            return None;
        }
        let fields = format!("metadata.name={name}");
        let (labels, detail) = (String::new(), Detail::Metadata);
        let query = ListQuery { namespace: None, labels, fields, chunk: 0, detail };
        match self.list_workflows(&query).await.ok()?.as_slice() {
            [only] => Some(only.metadata.namespace.clone()),
            _ => None,
        }
    }

    /// Requests of other shapes, to the same place.
    pub(crate) fn rest(&self) -> &Rest {
        &self.rest
    }

    /// Keeps a connection open until the server ends it.
    pub async fn stay(&self) {
        let url = Url::plain("/api/v1/namespaces").with("watch", true);
        if let Ok(news) = self.rest.watch::<Value>(&url).await {
            news.for_each(|_| std::future::ready(())).await;
        }
    }

    /// A Secret.
    ///
    /// # Errors
    /// When there is none, or it may not be read.
    pub async fn secret(&self, namespace: &str, name: &str) -> Result<Value, ClientError> {
        self.rest.get(&Url::collection("/api/v1", "secrets", Some(namespace)).child(name)).await
    }

    /// A label selector that also asks for the controller whose objects count (cli.md §1.9).
    pub(crate) fn selector(&self, labels: &str) -> String {
        self.managed.selector(labels)
    }

    /// Speaks to a cluster, whose credentials may expire, as somebody whose name objects shall carry.
    pub fn of_cluster(
        client: kube::Client,
        address: &str,
        instance_id: &str,
        renew: Renew,
        identity: Option<Identity>,
    ) -> Self {
        let managed = Managed { instance_id: instance_id.to_owned(), identity };
        Self {
            rest: Rest::new(client, renew, address),
            managed,
            revive: Revive::default(),
            everywhere: false,
        }
    }
}

/// The kind Workflow.
fn workflow_kind() -> &'static KindInfo {
    static WORKFLOW: std::sync::LazyLock<&'static KindInfo> =
        std::sync::LazyLock::new(|| kinds::by_kind("Workflow").unwrap_or(&kinds::KINDS[0]));
    &WORKFLOW
}

/// Fills in kind and version, which the API server wants to see.
fn typed(kind: &KindInfo, object: &Value) -> Value {
    let mut object = object.clone();
    if let Some(fields) = object.as_object_mut() {
        fields.insert("apiVersion".to_owned(), json!(API_VERSION));
        fields.insert("kind".to_owned(), json!(kind.kind));
    }
    object
}

impl Client for KubeClient {
    fn address(&self) -> &str {
        self.rest.address()
    }

    fn create_workflow<'a>(
        &'a self,
        namespace: &'a str,
        workflow: &'a Workflow,
        dry_run: bool,
    ) -> Answer<'a, Workflow> {
        Box::pin(workflows::create(self, namespace, workflow, dry_run))
    }

    fn get_workflow<'a>(&'a self, namespace: &'a str, name: &'a str) -> Answer<'a, Workflow> {
        Box::pin(async move {
            match workflows::get(self, namespace, name).await {
                Err(error) => match self.home_of(name, &error).await {
                    Some(namespace) => workflows::get(self, &namespace, name).await,
                    None => Err(error),
                },
                found => found,
            }
        })
    }

    fn resolve<'a>(&'a self, namespace: &'a str, name: &'a str) -> Answer<'a, String> {
        Box::pin(workflows::resolve(self, namespace, name))
    }

    fn list_each<'a>(
        &'a self,
        query: &'a ListQuery,
        each: &'a mut (dyn FnMut(Listed<'_>) + Send),
    ) -> Answer<'a, ()> {
        Box::pin(workflows::list(self, query, each))
    }

    fn delete_workflow<'a>(&'a self, namespace: &'a str, name: &'a str, force: bool) -> Answer<'a, ()> {
        Box::pin(workflows::delete(self, namespace, name, force))
    }

    fn change_workflow<'a>(
        &'a self,
        namespace: &'a str,
        name: &'a str,
        change: &'a Change,
    ) -> Answer<'a, Workflow> {
        Box::pin(async move {
            match change::change(self, namespace, name, change).await {
                Err(error) => match self.home_of(name, &error).await {
                    Some(namespace) => change::change(self, &namespace, name, change).await,
                    None => Err(error),
                },
                changed => changed,
            }
        })
    }

    fn resubmit_workflow<'a>(
        &'a self,
        namespace: &'a str,
        name: &'a str,
        memoized: bool,
        parameters: &'a [String],
    ) -> Answer<'a, Workflow> {
        Box::pin(change::resubmit(self, namespace, name, memoized, parameters))
    }

    fn watch_workflow(
        &self,
        namespace: &str,
        name: &str,
    ) -> BoxStream<'static, Result<WatchNews, ClientError>> {
        watch::watch(self.rest.clone(), self.revive.clone(), self.managed.clone(), namespace, name)
    }

    fn logs(&self, query: LogQuery) -> BoxStream<'static, Result<LogEvent, ClientError>> {
        logs::logs(self.rest.clone(), self.revive.clone(), self.managed.clone(), query)
    }

    fn pod_log(&self, query: LogQuery, pod: &str) -> BoxStream<'static, Result<LogEvent, ClientError>> {
        logs::of_pod(self.rest.clone(), self.revive.clone(), self.managed.clone(), query, pod)
    }

    fn create_object<'a>(
        &'a self,
        kind: &'static KindInfo,
        namespace: &'a str,
        object: &'a Value,
    ) -> Answer<'a, Value> {
        let mut object = typed(kind, object);
        self.managed.mark_new(&mut object);
        Box::pin(async move { self.rest.post(&Url::of_kind(kind, Some(namespace)), &object).await })
    }

    fn get_object<'a>(
        &'a self,
        kind: &'static KindInfo,
        namespace: &'a str,
        name: &'a str,
    ) -> Answer<'a, Value> {
        Box::pin(async move { self.rest.get(&Url::of_kind(kind, Some(namespace)).child(name)).await })
    }

    fn config_map<'a>(&'a self, namespace: &'a str, name: &'a str) -> Answer<'a, Value> {
        Box::pin(async move { self.rest.get(&Url::config_maps(namespace).child(name)).await })
    }

    fn create_config_map<'a>(&'a self, object: &'a Value) -> Answer<'a, ()> {
        let (namespace, _) = place_of(object);
        Box::pin(async move { self.rest.post::<Value>(&Url::config_maps(namespace), object).await.map(drop) })
    }

    fn replace_config_map<'a>(&'a self, object: &'a Value) -> Answer<'a, ()> {
        let (namespace, name) = place_of(object);
        let url = Url::config_maps(namespace).child(name);
        Box::pin(async move { self.rest.put::<Value>(&url, object).await.map(drop) })
    }

    fn list_objects<'a>(
        &'a self,
        kind: &'static KindInfo,
        namespace: Option<&'a str>,
        labels: &'a str,
    ) -> Answer<'a, Vec<Value>> {
        let url = Url::of_kind(kind, namespace).with("labelSelector", self.managed.selector(labels));
        Box::pin(async move { workflows::pages(&self.rest, &url).await })
    }

    fn replace_object<'a>(
        &'a self,
        kind: &'static KindInfo,
        namespace: &'a str,
        object: &'a Value,
    ) -> Answer<'a, Value> {
        let mut object = typed(kind, object);
        self.managed.mark_changed(&mut object);
        Box::pin(async move {
            let name = object.pointer("/metadata/name").and_then(Value::as_str).unwrap_or_default();
            self.rest.put(&Url::of_kind(kind, Some(namespace)).child(name), &object).await
        })
    }

    fn merge_object<'a>(
        &'a self,
        kind: &'static KindInfo,
        namespace: &'a str,
        name: &'a str,
        patch: &'a Value,
    ) -> Answer<'a, Value> {
        let url = Url::of_kind(kind, Some(namespace)).child(name);
        Box::pin(async move { self.rest.merge(&url, patch).await })
    }

    fn delete_object<'a>(
        &'a self,
        kind: &'static KindInfo,
        namespace: &'a str,
        name: &'a str,
    ) -> Answer<'a, ()> {
        let url = Url::of_kind(kind, Some(namespace)).child(name);
        Box::pin(async move { self.rest.delete(&url, &json!({})).await })
    }

    fn apply<'a>(&'a self, namespace: &'a str, object: &'a Value) -> Answer<'a, Applied> {
        Box::pin(apply::apply(&self.rest, namespace, object))
    }

    fn pod<'a>(&'a self, namespace: &'a str, name: &'a str) -> Answer<'a, Value> {
        let url = Url::collection("/api/v1", "pods", Some(namespace)).child(name);
        Box::pin(async move { self.rest.get(&url).await })
    }

    fn events_of<'a>(&'a self, namespace: &'a str, name: &'a str) -> Answer<'a, Vec<Value>> {
        let events = Url::collection("/api/v1", "events", Some(namespace));
        let url = events.with("fieldSelector", format!("involvedObject.name={name}"));
        Box::pin(async move { workflows::pages(&self.rest, &url).await })
    }

    fn namespaces<'a>(&'a self) -> Answer<'a, Vec<String>> {
        Box::pin(workflows::namespaces(&self.rest))
    }

    fn would_apply<'a>(&'a self, namespace: &'a str, object: &'a Value) -> Answer<'a, WouldApply> {
        Box::pin(apply::would_apply(&self.rest, namespace, object))
    }

    fn workflow_of_pod<'a>(&'a self, namespace: &'a str, pod: &'a str) -> Answer<'a, Option<String>> {
        Box::pin(pods::workflow_of_pod(&self.rest, namespace, pod))
    }
}

/// Namespace and name of an object.
fn place_of(object: &Value) -> (&str, &str) {
    let text = |at| object.pointer(at).and_then(Value::as_str).unwrap_or_default();
    (text("/metadata/namespace"), text("/metadata/name"))
}
