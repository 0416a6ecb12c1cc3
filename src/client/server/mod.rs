//! `ports::client` over an Argo Server's REST API, for places where only that can be reached. Requests go over HTTP/1,
//! also where the reference would speak gRPC: a server answers both at the same address.

mod errors;
mod follow;
mod logs;
mod rest;
mod upload;
mod workflows;

use std::path::Path;

use bytes::Bytes;
use futures::StreamExt;
use futures::stream::BoxStream;
use reqwest::Method;
use serde_json::{Value, json};

pub(super) use errors::of_way as unreachable;
pub use rest::ServerOptions;

use crate::core::api::{API_VERSION, KindInfo, Workflow, kinds};
use crate::core::steps::StepChoice;
use crate::ports::client::{
    Answer, Applied, Change, Client, ClientError, ListQuery, Listed, LogEvent, LogQuery, Refusal, WatchNews,
    WouldApply,
};
use rest::Rest;

/// The operations of the commands over an Argo Server.
pub struct ServerClient {
    rest: Rest,
}

impl ServerClient {
    /// Gets ready to speak to a server.
    ///
    /// # Errors
    /// When the address, a header or a certificate cannot be used.
    pub fn new(options: &ServerOptions) -> Result<Self, ClientError> {
        Ok(Self { rest: Rest::new(options)? })
    }

    async fn put_object(
        &self,
        method: Method,
        kind: &'static KindInfo,
        namespace: &str,
        object: &Value,
    ) -> Result<Value, ClientError> {
        let (collection, field) = place_of(kind)?;
        let mut object = object.clone();
        object["apiVersion"] = API_VERSION.into();
        object["kind"] = kind.kind.into();
        if kind.namespaced && object.pointer("/metadata/namespace").is_none() {
            object["metadata"]["namespace"] = namespace.into();
        }
        let name = object.pointer("/metadata/name").and_then(Value::as_str).unwrap_or_default().to_owned();
        let mut path = path_of(collection, kind, namespace);
        if method == Method::PUT {
            path.push(&name);
        }
        let mut body = json!({ field: object });
        if kind.namespaced {
            body["namespace"] = namespace.into();
        }
        self.rest.send(method, &path, &body).await
    }

    async fn apply_object(&self, namespace: &str, object: &Value) -> Result<Applied, ClientError> {
        let text = |at| object.pointer(at).and_then(Value::as_str).unwrap_or_default();
        let (name, written) = (text("/metadata/name"), text("/kind"));
        let kind = kinds::by_kind(written).ok_or_else(|| refused(&format!("objects of kind {written}")))?;
        let shown = |name: &str| format!("{}/{name}", kind.singular);
        let applied = |object: Value, action| {
            let name =
                object.pointer("/metadata/name").and_then(Value::as_str).map_or_else(|| shown(name), shown);
            Applied { name, action, object }
        };
        if kind.kind == "Workflow" {
            let workflow = serde_json::from_value::<Workflow>(object.clone());
            let workflow = workflow.map_err(|error| ClientError::new(Refusal::Invalid, error.to_string()))?;
            let created = workflows::create(&self.rest, namespace, &workflow, false).await?;
            let created = serde_json::to_value(created);
            return created
                .map(|object| applied(object, "created"))
                .map_err(|error| ClientError::new(Refusal::Other, error.to_string()));
        }
        match self.get_object(kind, namespace, name).await {
            Ok(there) => {
                let version = there.pointer("/metadata/resourceVersion").cloned().unwrap_or_default();
                let mut object = object.clone();
                object["metadata"]["resourceVersion"] = version.clone();
                let now = self.put_object(Method::PUT, kind, namespace, &object).await?;
                let same = now.pointer("/metadata/resourceVersion") == Some(&version);
                Ok(applied(now, if same { "unchanged" } else { "configured" }))
            }
            Err(error) if error.refusal == Refusal::NotFound => {
                Ok(applied(self.put_object(Method::POST, kind, namespace, object).await?, "created"))
            }
            Err(error) => Err(error),
        }
    }
}

/// Where objects of a kind are, and what requests call them.
fn place_of(kind: &KindInfo) -> Result<(&'static str, &'static str), ClientError> {
    match kind.kind {
        "WorkflowTemplate" => Ok(("workflow-templates", "template")),
        "ClusterWorkflowTemplate" => Ok(("cluster-workflow-templates", "template")),
        "CronWorkflow" => Ok(("cron-workflows", "cronWorkflow")),
        other => Err(refused(&format!("objects of kind {other}"))),
    }
}

fn path_of<'p>(collection: &'p str, kind: &KindInfo, namespace: &'p str) -> Vec<&'p str> {
    if kind.namespaced { vec![collection, namespace] } else { vec![collection] }
}

/// What only a cluster's own API has.
fn refused(what: &str) -> ClientError {
    let words =
        format!("an Argo Server has no {what}: leave out -s and unset ARGO_SERVER to ask the cluster itself");
    ClientError::new(Refusal::Invalid, words)
}

fn never<'a, T>(what: &'static str) -> Answer<'a, T>
where
    T: Send + 'a,
{
    Box::pin(async move { Err(refused(what)) })
}

impl Client for ServerClient {
    fn address(&self) -> &str {
        self.rest.address()
    }

    fn create_workflow<'a>(
        &'a self,
        namespace: &'a str,
        workflow: &'a Workflow,
        dry_run: bool,
    ) -> Answer<'a, Workflow> {
        Box::pin(workflows::create(&self.rest, namespace, workflow, dry_run))
    }

    fn submit_stored<'a>(
        &'a self,
        namespace: &'a str,
        kind: &'static str,
        name: &'a str,
        options: &'a Value,
    ) -> Answer<'a, Workflow> {
        Box::pin(async move {
            let body = json!({
                "namespace": namespace, "resourceKind": kind, "resourceName": name, "submitOptions": options,
            });
            self.rest.send(Method::POST, &["workflows", namespace, "submit"], &body).await
        })
    }

    fn get_hosted<'a>(&'a self, path: &'a [&'a str], query: &'a [(&'a str, String)]) -> Answer<'a, Value> {
        Box::pin(self.rest.get(path, query))
    }

    fn delete_hosted<'a>(&'a self, path: &'a [&'a str], query: &'a [(&'a str, String)]) -> Answer<'a, ()> {
        Box::pin(self.rest.delete(path, query))
    }

    fn put_hosted<'a>(&'a self, path: &'a [&'a str], body: &'a Value) -> Answer<'a, Value> {
        Box::pin(self.rest.send(Method::PUT, path, body))
    }

    fn post_hosted<'a>(&'a self, path: &'a [&'a str], body: &'a Value) -> Answer<'a, Value> {
        Box::pin(self.rest.send(Method::POST, path, body))
    }

    fn artifact<'a>(
        &'a self,
        namespace: &'a str,
        workflow: &'a str,
        node: &'a str,
        artifact: &'a str,
    ) -> Answer<'a, BoxStream<'static, Result<Bytes, ClientError>>> {
        Box::pin(async move {
            let pieces = self.rest.download(&["artifacts", namespace, workflow, node, artifact]).await?;
            Ok(pieces.boxed())
        })
    }

    fn upload<'a>(
        &'a self,
        namespace: &'a str,
        template: &'a str,
        artifact: &'a str,
        file: &'a Path,
    ) -> Answer<'a, String> {
        Box::pin(upload::upload(&self.rest, [namespace, template, artifact], file))
    }

    fn get_workflow<'a>(&'a self, namespace: &'a str, name: &'a str) -> Answer<'a, Workflow> {
        Box::pin(workflows::get(&self.rest, namespace, name))
    }

    fn resolve<'a>(&'a self, namespace: &'a str, name: &'a str) -> Answer<'a, String> {
        Box::pin(async move {
            // The server knows this name itself, but pods and streams are asked for by the real one.
            if name == "@latest" {
                return Ok(workflows::get(&self.rest, namespace, name).await?.metadata.name);
            }
            Ok(name.to_owned())
        })
    }

    fn list_each<'a>(
        &'a self,
        query: &'a ListQuery,
        each: &'a mut (dyn FnMut(Listed<'_>) + Send),
    ) -> Answer<'a, ()> {
        Box::pin(workflows::list(&self.rest, query, each))
    }

    fn delete_workflow<'a>(&'a self, namespace: &'a str, name: &'a str, force: bool) -> Answer<'a, ()> {
        Box::pin(workflows::delete(&self.rest, namespace, name, force))
    }

    fn change_workflow<'a>(
        &'a self,
        namespace: &'a str,
        name: &'a str,
        change: &'a Change,
    ) -> Answer<'a, Workflow> {
        Box::pin(workflows::change(&self.rest, namespace, name, change))
    }

    fn resubmit_workflow<'a>(
        &'a self,
        namespace: &'a str,
        name: &'a str,
        memoized: bool,
        parameters: &'a [String],
    ) -> Answer<'a, Workflow> {
        Box::pin(workflows::resubmit(&self.rest, namespace, name, memoized, parameters))
    }

    fn watch_workflow(
        &self,
        namespace: &str,
        name: &str,
    ) -> BoxStream<'static, Result<WatchNews, ClientError>> {
        follow::watch(self.rest.clone(), namespace, name)
    }

    fn logs(&self, query: LogQuery) -> BoxStream<'static, Result<LogEvent, ClientError>> {
        logs::logs(self.rest.clone(), query)
    }

    fn pod_log(&self, query: LogQuery, pod: &str) -> BoxStream<'static, Result<LogEvent, ClientError>> {
        let steps = StepChoice { names: vec![pod.to_owned()], ..StepChoice::default() };
        logs::logs(self.rest.clone(), LogQuery { steps, ..query })
    }

    fn create_object<'a>(
        &'a self,
        kind: &'static KindInfo,
        namespace: &'a str,
        object: &'a Value,
    ) -> Answer<'a, Value> {
        Box::pin(self.put_object(Method::POST, kind, namespace, object))
    }

    fn get_object<'a>(
        &'a self,
        kind: &'static KindInfo,
        namespace: &'a str,
        name: &'a str,
    ) -> Answer<'a, Value> {
        Box::pin(async move {
            let mut path = path_of(place_of(kind)?.0, kind, namespace);
            path.push(name);
            self.rest.get(&path, &[]).await
        })
    }

    fn list_objects<'a>(
        &'a self,
        kind: &'static KindInfo,
        namespace: Option<&'a str>,
        labels: &'a str,
    ) -> Answer<'a, Vec<Value>> {
        Box::pin(async move {
            let path = path_of(place_of(kind)?.0, kind, namespace.unwrap_or_default());
            let selector = (!labels.is_empty()).then(|| ("listOptions.labelSelector", labels.to_owned()));
            workflows::pages(&self.rest, &path, selector.into_iter().collect()).await
        })
    }

    fn replace_object<'a>(
        &'a self,
        kind: &'static KindInfo,
        namespace: &'a str,
        object: &'a Value,
    ) -> Answer<'a, Value> {
        Box::pin(self.put_object(Method::PUT, kind, namespace, object))
    }

    fn merge_object<'a>(
        &'a self,
        kind: &'static KindInfo,
        namespace: &'a str,
        name: &'a str,
        patch: &'a Value,
    ) -> Answer<'a, Value> {
        Box::pin(async move {
            let suspend = patch.pointer("/spec/suspend").and_then(Value::as_bool);
            let (Some(suspend), "CronWorkflow") = (suspend, kind.kind) else {
                return Err(refused("patches"));
            };
            let verb = if suspend { "suspend" } else { "resume" };
            let body = json!({"name": name, "namespace": namespace});
            self.rest.send(Method::PUT, &["cron-workflows", namespace, name, verb], &body).await
        })
    }

    fn delete_object<'a>(
        &'a self,
        kind: &'static KindInfo,
        namespace: &'a str,
        name: &'a str,
    ) -> Answer<'a, ()> {
        Box::pin(async move {
            let mut path = path_of(place_of(kind)?.0, kind, namespace);
            path.push(name);
            self.rest.delete(&path, &[]).await
        })
    }

    fn apply<'a>(&'a self, namespace: &'a str, object: &'a Value) -> Answer<'a, Applied> {
        Box::pin(self.apply_object(namespace, object))
    }

    /// The server replaces the whole object: what it would be is what is given.
    fn would_apply<'a>(&'a self, namespace: &'a str, object: &'a Value) -> Answer<'a, WouldApply> {
        Box::pin(async move {
            let text = |at| object.pointer(at).and_then(Value::as_str).unwrap_or_default();
            let (name, written) = (text("/metadata/name"), text("/kind"));
            let kind =
                kinds::by_kind(written).ok_or_else(|| refused(&format!("objects of kind {written}")))?;
            let before = match self.get_object(kind, namespace, name).await {
                _ if name.is_empty() => None,
                Ok(found) => Some(found),
                Err(error) if error.refusal == Refusal::NotFound => None,
                Err(error) => return Err(error),
            };
            Ok(WouldApply { before, after: object.clone() })
        })
    }

    fn config_map<'a>(&'a self, _namespace: &'a str, _name: &'a str) -> Answer<'a, Value> {
        never("ConfigMaps")
    }

    fn create_config_map<'a>(&'a self, _object: &'a Value) -> Answer<'a, ()> {
        never("ConfigMaps")
    }

    fn replace_config_map<'a>(&'a self, _object: &'a Value) -> Answer<'a, ()> {
        never("ConfigMaps")
    }

    fn workflow_of_pod<'a>(&'a self, _namespace: &'a str, _pod: &'a str) -> Answer<'a, Option<String>> {
        // Pods cannot be asked for; logs take the name of the workflow.
        Box::pin(async { Ok(None) })
    }
}
