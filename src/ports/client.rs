//! The workflow operations that commands call, whatever answers them.

use std::collections::BTreeSet;
use std::path::Path;

use bytes::Bytes;
use futures::future::BoxFuture;
use futures::stream::BoxStream;
use serde_json::Value;

pub use super::logs::{LogEvent, LogLine, LogQuery};
use crate::core::api::{KindInfo, Workflow};

/// An answer that is on its way.
pub type Answer<'a, T> = BoxFuture<'a, Result<T, ClientError>>;

/// What kind of refusal an error is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such object.
    NotFound,
    /// An object of that name is there already.
    AlreadyExists,
    /// Somebody else changed the object in the meantime.
    Conflict,
    /// The user may not do that.
    Forbidden,
    /// The server does not know the user.
    Unauthorized,
    /// The request makes no sense to the server.
    Invalid,
    /// Nothing answers at the address.
    Unreachable,
    /// Anything else.
    Other,
}

/// Why an operation did not work.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{message}")]
pub struct ClientError {
    /// What kind of refusal it is.
    pub refusal: Refusal,
    /// What was said, for people.
    pub message: String,
}

impl ClientError {
    /// An error of a kind, in words.
    pub fn new(refusal: Refusal, message: impl Into<String>) -> Self {
        Self { refusal, message: message.into() }
    }
}

/// What a list brings, one after the other.
#[derive(Debug)]
pub enum Listed<'w> {
    /// The list begins anew: what it brought so far does not count.
    Anew,
    /// A workflow, to look at or to take.
    Workflow(&'w mut Workflow),
}

/// How much of each workflow a list has to bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Names, and the times that lists are sorted by.
    Metadata,
    /// What the columns of `argo list` show: no templates, no nodes.
    Summary,
    /// Everything.
    Full,
}

/// Which workflows to list.
#[derive(Debug, Clone)]
pub struct ListQuery {
    /// The namespace; `None`: all.
    pub namespace: Option<String>,
    /// Label selector, may be empty.
    pub labels: String,
    /// Field selector, may be empty.
    pub fields: String,
    /// How many objects to ask for at once; 0: the client's choice.
    pub chunk: u32,
    /// How much to bring of each.
    pub detail: Detail,
}

/// A change to a workflow that is there.
#[derive(Debug, Clone)]
pub enum Change {
    /// Start no more steps.
    Suspend,
    /// Go on, or end the waiting nodes that a field selector names.
    Resume {
        /// Node field selector; empty: all waiting nodes.
        selector: String,
    },
    /// End running steps, then run exit handlers; or fail the waiting nodes that a field selector names.
    Stop {
        /// Node field selector; empty: the whole workflow.
        selector: String,
        /// Message for the nodes.
        message: String,
    },
    /// End everything at once.
    Terminate,
    /// Sets values of waiting nodes.
    Set {
        /// Node field selector.
        selector: String,
        /// New phase, may be empty.
        phase: String,
        /// New message, may be empty.
        message: String,
        /// Output parameters.
        outputs: Vec<(String, String)>,
    },
    /// Run what failed again.
    Retry {
        /// Also run matching successful nodes again.
        restart_successful: bool,
        /// Which ones.
        selector: String,
        /// Arguments to replace.
        parameters: Vec<String>,
    },
}

/// What a watch of one workflow brings.
#[derive(Debug, Clone)]
pub enum WatchNews {
    /// The workflow as it is now.
    State(Box<Workflow>),
    /// It was deleted.
    Deleted,
    /// The connection is gone; the watch tries again by itself.
    Outage(String),
}

/// What `apply` did to an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// `workflowtemplate/hello`, as kubectl names it.
    pub name: String,
    /// `created`, `configured` or `unchanged`.
    pub action: &'static str,
    /// The object as it is now.
    pub object: Value,
}

/// What [`Client::apply`] would do to an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WouldApply {
    /// The object as it is; `None` where there is none.
    pub before: Option<Value>,
    /// The object as it would be.
    pub after: Value,
}

/// The answer of places that are no Argo Server.
fn only_hosted() -> ClientError {
    let words = "this is impossible if you are not using the Argo Server, see https://argo-workflows.readthedocs.io/en/release-4.1/cli/argo";
    ClientError::new(Refusal::Invalid, words)
}

/// The answer of an Argo Server to what only a cluster's own API shows.
fn not_hosted(what: &str) -> ClientError {
    ClientError::new(Refusal::Other, format!("an Argo Server does not show {what}"))
}

/// The workflow operations that commands call.
pub trait Client: Send + Sync {
    /// Where the answers come from, for people.
    fn address(&self) -> &str;

    /// Creates a workflow; `dry_run` only asks whether that would work.
    fn create_workflow<'a>(
        &'a self,
        namespace: &'a str,
        workflow: &'a Workflow,
        dry_run: bool,
    ) -> Answer<'a, Workflow>;

    /// Has the server make a workflow of what is stored there; only an Argo Server can. `kind` and `name` say of what,
    /// `options` are those of Argo's `SubmitOpts`.
    fn submit_stored<'a>(
        &'a self,
        _namespace: &'a str,
        _kind: &'static str,
        _name: &'a str,
        _options: &'a Value,
    ) -> Answer<'a, Workflow> {
        Box::pin(async { Err(only_hosted()) })
    }

    /// Gets something of an Argo Server that only it has, e.g. its archive: the JSON at a path below `/api/v1`.
    fn get_hosted<'a>(&'a self, _path: &'a [&'a str], _query: &'a [(&'a str, String)]) -> Answer<'a, Value> {
        Box::pin(async { Err(only_hosted()) })
    }

    /// Deletes something that only an Argo Server has.
    fn delete_hosted<'a>(&'a self, _path: &'a [&'a str], _query: &'a [(&'a str, String)]) -> Answer<'a, ()> {
        Box::pin(async { Err(only_hosted()) })
    }

    /// Puts a request to something that only an Argo Server has.
    fn put_hosted<'a>(&'a self, _path: &'a [&'a str], _body: &'a Value) -> Answer<'a, Value> {
        Box::pin(async { Err(only_hosted()) })
    }

    /// Creates something that only an Argo Server has.
    fn post_hosted<'a>(&'a self, _path: &'a [&'a str], _body: &'a Value) -> Answer<'a, Value> {
        Box::pin(async { Err(only_hosted()) })
    }

    /// An output artifact of a node, from an Argo Server: its bytes, piece by piece.
    fn artifact<'a>(
        &'a self,
        _namespace: &'a str,
        _workflow: &'a str,
        _node: &'a str,
        _artifact: &'a str,
    ) -> Answer<'a, BoxStream<'static, Result<Bytes, ClientError>>> {
        Box::pin(async { Err(only_hosted()) })
    }

    /// Brings a file to a workflow template of an Argo Server as an input artifact; its key in the repository there.
    fn upload<'a>(
        &'a self,
        _namespace: &'a str,
        _template: &'a str,
        _artifact: &'a str,
        _file: &'a Path,
    ) -> Answer<'a, String> {
        Box::pin(async { Err(only_hosted()) })
    }

    /// One workflow with all its nodes; `@latest` is the newest of the namespace.
    fn get_workflow<'a>(&'a self, namespace: &'a str, name: &'a str) -> Answer<'a, Workflow>;

    /// The name that `@latest` stands for; other names come back as they are.
    fn resolve<'a>(&'a self, namespace: &'a str, name: &'a str) -> Answer<'a, String>;

    /// Brings all workflows that match, each as it arrives, however many pages that takes.
    fn list_each<'a>(
        &'a self,
        query: &'a ListQuery,
        each: &'a mut (dyn FnMut(Listed<'_>) + Send),
    ) -> Answer<'a, ()>;

    /// All workflows that match.
    fn list_workflows<'a>(&'a self, query: &'a ListQuery) -> Answer<'a, Vec<Workflow>> {
        Box::pin(async move {
            let mut found = Vec::new();
            let mut each = |listed: Listed<'_>| match listed {
                Listed::Anew => found.clear(),
                Listed::Workflow(workflow) => found.push(std::mem::take(workflow)),
            };
            self.list_each(query, &mut each).await?;
            Ok(found)
        })
    }

    /// A pod.
    fn pod<'a>(&'a self, _namespace: &'a str, _name: &'a str) -> Answer<'a, Value> {
        Box::pin(async { Err(not_hosted("pods")) })
    }

    /// The events about an object of that name.
    fn events_of<'a>(&'a self, _namespace: &'a str, _name: &'a str) -> Answer<'a, Vec<Value>> {
        Box::pin(async { Err(not_hosted("events")) })
    }

    /// The namespaces that there are, as far as the user may know: by default those that have workflows.
    fn namespaces<'a>(&'a self) -> Answer<'a, Vec<String>> {
        Box::pin(async move {
            let (labels, fields) = (String::new(), String::new());
            let all = ListQuery { namespace: None, labels, fields, chunk: 0, detail: Detail::Metadata };
            let found = self.list_workflows(&all).await?;
            let names: BTreeSet<String> =
                found.into_iter().map(|workflow| workflow.metadata.namespace).collect();
            Ok(names.into_iter().collect())
        })
    }

    /// Deletes a workflow; `force` takes its finalizers away first.
    fn delete_workflow<'a>(&'a self, namespace: &'a str, name: &'a str, force: bool) -> Answer<'a, ()>;

    /// Changes a workflow and returns it as it is then.
    fn change_workflow<'a>(
        &'a self,
        namespace: &'a str,
        name: &'a str,
        change: &'a Change,
    ) -> Answer<'a, Workflow>;

    /// Starts a workflow again as a new one; `memoized` keeps what succeeded.
    fn resubmit_workflow<'a>(
        &'a self,
        namespace: &'a str,
        name: &'a str,
        memoized: bool,
        parameters: &'a [String],
    ) -> Answer<'a, Workflow>;

    /// Follows a workflow until it ends, is deleted, or nobody listens. Begins with its state, or ends with an error when there
    /// is no such workflow. Outages do not end it.
    fn watch_workflow(
        &self,
        namespace: &str,
        name: &str,
    ) -> BoxStream<'static, Result<WatchNews, ClientError>>;

    /// The logs of a workflow's pods. Outages do not end it.
    fn logs(&self, query: LogQuery) -> BoxStream<'static, Result<LogEvent, ClientError>>;

    /// The log of one pod, without a look at its workflow. Outages do not end it.
    fn pod_log(&self, query: LogQuery, pod: &str) -> BoxStream<'static, Result<LogEvent, ClientError>>;

    /// Creates an object of a kind of Argo's.
    fn create_object<'a>(
        &'a self,
        kind: &'static KindInfo,
        namespace: &'a str,
        object: &'a Value,
    ) -> Answer<'a, Value>;

    /// One object of a kind of Argo's.
    fn get_object<'a>(
        &'a self,
        kind: &'static KindInfo,
        namespace: &'a str,
        name: &'a str,
    ) -> Answer<'a, Value>;

    /// All objects of a kind that match a label selector; namespace `None`: of all namespaces.
    fn list_objects<'a>(
        &'a self,
        kind: &'static KindInfo,
        namespace: Option<&'a str>,
        labels: &'a str,
    ) -> Answer<'a, Vec<Value>>;

    /// Replaces an object; it must carry the resource version it was read with.
    fn replace_object<'a>(
        &'a self,
        kind: &'static KindInfo,
        namespace: &'a str,
        object: &'a Value,
    ) -> Answer<'a, Value>;

    /// Merges a patch into an object.
    fn merge_object<'a>(
        &'a self,
        kind: &'static KindInfo,
        namespace: &'a str,
        name: &'a str,
        patch: &'a Value,
    ) -> Answer<'a, Value>;

    /// Deletes an object.
    fn delete_object<'a>(
        &'a self,
        kind: &'static KindInfo,
        namespace: &'a str,
        name: &'a str,
    ) -> Answer<'a, ()>;

    /// Creates or updates an object of any kind the API knows.
    fn apply<'a>(&'a self, namespace: &'a str, object: &'a Value) -> Answer<'a, Applied>;

    /// What that would do; nothing is written.
    fn would_apply<'a>(&'a self, namespace: &'a str, object: &'a Value) -> Answer<'a, WouldApply>;

    /// A ConfigMap.
    fn config_map<'a>(&'a self, namespace: &'a str, name: &'a str) -> Answer<'a, Value>;

    /// Creates a ConfigMap.
    fn create_config_map<'a>(&'a self, object: &'a Value) -> Answer<'a, ()>;

    /// Replaces a ConfigMap; it must carry the resource version it was read with.
    fn replace_config_map<'a>(&'a self, object: &'a Value) -> Answer<'a, ()>;

    /// The workflow that a pod belongs to, or `None`.
    fn workflow_of_pod<'a>(&'a self, namespace: &'a str, pod: &'a str) -> Answer<'a, Option<String>>;
}
