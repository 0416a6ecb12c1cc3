//! Every route, in one table: what is asked for, and what it is answered by.

use std::sync::LazyLock;

use axum::http::Method;

/// What a route does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Op {
    Info,
    Version,
    UserInfo,
    CollectEvent,
    ListWorkflows,
    GetWorkflow,
    CreateWorkflow,
    LintWorkflow,
    SubmitWorkflow,
    DeleteWorkflow,
    ChangeWorkflow,
    WorkflowLogs,
    PodLogs,
    WatchWorkflows,
    WatchEvents,
    ListObjects,
    GetObject,
    CreateObject,
    LintObject,
    UpdateObject,
    DeleteObject,
    SwitchCron,
    ListArchived,
    GetArchived,
    DeleteArchived,
    RetryArchived,
    ResubmitArchived,
    LabelKeys,
    LabelValues,
    GetLimit,
    CreateLimit,
    UpdateLimit,
    DeleteLimit,
    ReceiveEvent,
    Unsupported,
    OutputArtifact,
    InputArtifact,
    ArtifactFile,
    UploadArtifact,
}

/// One route. `{name}` takes one segment, also an empty one; `{*rest}` all that follow.
#[derive(Debug)]
pub(super) struct Route {
    pub(super) method: Method,
    pub(super) path: &'static str,
    pub(super) op: Op,
    pub(super) summary: &'static str,
}

const fn get(path: &'static str, op: Op, summary: &'static str) -> Route {
    Route { method: Method::GET, path, op, summary }
}

const fn post(path: &'static str, op: Op, summary: &'static str) -> Route {
    Route { method: Method::POST, path, op, summary }
}

const fn put(path: &'static str, op: Op, summary: &'static str) -> Route {
    Route { method: Method::PUT, path, op, summary }
}

const fn delete(path: &'static str, op: Op, summary: &'static str) -> Route {
    Route { method: Method::DELETE, path, op, summary }
}

/// The routes of a kind that is stored to be run.
macro_rules! stored {
    ($place:literal, $kind:literal) => {
        [
            get($place, Op::ListObjects, concat!("List ", $kind, "s")),
            post($place, Op::CreateObject, concat!("Create a ", $kind)),
            post(concat!($place, "/lint"), Op::LintObject, concat!("Check a ", $kind)),
            get(concat!($place, "/{name}"), Op::GetObject, concat!("Get a ", $kind)),
            put(concat!($place, "/{name}"), Op::UpdateObject, concat!("Update a ", $kind)),
            delete(concat!($place, "/{name}"), Op::DeleteObject, concat!("Delete a ", $kind)),
        ]
    };
}

/// All routes; the first that fits counts.
pub(super) static ROUTES: LazyLock<Vec<Route>> = LazyLock::new(|| {
    let stored = [
        stored!("/api/v1/cluster-workflow-templates", "ClusterWorkflowTemplate"),
        stored!("/api/v1/workflow-templates/{namespace}", "WorkflowTemplate"),
        stored!("/api/v1/cron-workflows/{namespace}", "CronWorkflow"),
    ];
    stored.into_iter().flatten().chain(OTHERS).collect()
});

/// The others.
const OTHERS: [Route; 36] = [
    get("/api/v1/info", Op::Info, "What this server is set up for"),
    get("/api/v1/version", Op::Version, "The server's version"),
    get("/api/v1/userinfo", Op::UserInfo, "Who the caller is"),
    post("/api/v1/tracking/event", Op::CollectEvent, "Accepts and forgets a usage event"),
    post("/api/v1/workflows/{namespace}/lint", Op::LintWorkflow, "Check a workflow"),
    post("/api/v1/workflows/{namespace}/submit", Op::SubmitWorkflow, "Run something that is stored"),
    get("/api/v1/workflows/{namespace}", Op::ListWorkflows, "List workflows"),
    post("/api/v1/workflows/{namespace}", Op::CreateWorkflow, "Create a workflow"),
    get("/api/v1/workflows/{namespace}/{name}", Op::GetWorkflow, "Get a workflow"),
    delete("/api/v1/workflows/{namespace}/{name}", Op::DeleteWorkflow, "Delete a workflow"),
    get("/api/v1/workflows/{namespace}/{name}/log", Op::WorkflowLogs, "Follow the logs of a workflow"),
    get("/api/v1/workflows/{namespace}/{name}/{podName}/log", Op::PodLogs, "Follow the logs of a pod"),
    put("/api/v1/workflows/{namespace}/{name}/{verb}", Op::ChangeWorkflow, "Change a workflow"),
    get("/api/v1/workflow-events/{namespace}", Op::WatchWorkflows, "Follow workflows"),
    get("/api/v1/stream/events/{namespace}", Op::WatchEvents, "Follow events of Kubernetes"),
    put(
        "/api/v1/cron-workflows/{namespace}/{name}/{verb}",
        Op::SwitchCron,
        "Suspend or resume a CronWorkflow",
    ),
    get("/api/v1/workflow-event-bindings/{namespace}", Op::ListObjects, "List WorkflowEventBindings"),
    get("/api/v1/archived-workflows", Op::ListArchived, "List archived workflows"),
    get("/api/v1/archived-workflows/{uid}", Op::GetArchived, "Get an archived workflow"),
    delete("/api/v1/archived-workflows/{uid}", Op::DeleteArchived, "Delete an archived workflow"),
    put("/api/v1/archived-workflows/{uid}/retry", Op::RetryArchived, "Retry an archived workflow"),
    put("/api/v1/archived-workflows/{uid}/resubmit", Op::ResubmitArchived, "Resubmit an archived workflow"),
    get("/api/v1/archived-workflows-label-keys", Op::LabelKeys, "Label keys of archived workflows"),
    get(
        "/api/v1/archived-workflows-label-values",
        Op::LabelValues,
        "Values of a label of archived workflows",
    ),
    post("/api/v1/sync/{namespace}", Op::CreateLimit, "Create the limit of a semaphore"),
    get("/api/v1/sync/{namespace}/{key}", Op::GetLimit, "Get the limit of a semaphore"),
    put("/api/v1/sync/{namespace}/{key}", Op::UpdateLimit, "Update the limit of a semaphore"),
    delete("/api/v1/sync/{namespace}/{key}", Op::DeleteLimit, "Delete the limit of a semaphore"),
    post("/api/v1/events/{namespace}/{discriminator}", Op::ReceiveEvent, "Receive an event"),
    get("/api/v1/sensors/{namespace}", Op::Unsupported, "Sensors of Argo Events, which this server refuses"),
    get(
        "/api/v1/event-sources/{namespace}",
        Op::Unsupported,
        "Event sources of Argo Events, which this server refuses",
    ),
    get(
        "/artifact-files/{namespace}/{kind}/{name}/{nodeId}/{direction}/{artifactName}",
        Op::ArtifactFile,
        "An artifact",
    ),
    get(
        "/artifact-files/{namespace}/{kind}/{name}/{nodeId}/{direction}/{artifactName}/{*path}",
        Op::ArtifactFile,
        "A file of an artifact that is a folder",
    ),
    get("/artifacts/{namespace}/{name}/{nodeId}/{artifactName}", Op::OutputArtifact, "An output artifact"),
    get(
        "/input-artifacts/{namespace}/{name}/{nodeId}/{artifactName}",
        Op::InputArtifact,
        "An input artifact",
    ),
    post(
        "/upload-artifacts/{namespace}/{workflowTemplateName}/{artifactName}",
        Op::UploadArtifact,
        "Bring a file for an input artifact of a stored template",
    ),
];

/// What a path leads to.
pub(super) enum Found {
    /// A route, with what stands in its places.
    Route(&'static Route, Vec<String>),
    /// The path is known with other methods only.
    OtherMethods(Vec<&'static Method>),
    /// Nothing.
    Nothing,
}

/// Finds the route for a path without its base. `HEAD` is `GET` without a body.
pub(super) fn find(method: &Method, path: &str) -> Found {
    let mut segments: Vec<&str> = path.split('/').skip(1).collect();
    // Methods of the most precise path only: `lint` is no name.
    // `/collection/` is what clients make of `/collection`, where no place is open for an empty name.
    let (mut others, mut path_of_others) = (Vec::new(), "");
    let method = if method == Method::HEAD { &Method::GET } else { method };
    for attempt in 0..2 {
        for route in ROUTES.iter() {
            let Some(places) = fit(route.path, &segments) else { continue };
            if route.method == *method {
                return Found::Route(route, places);
            }
            if others.is_empty() || path_of_others == route.path {
                path_of_others = route.path;
                others.push(&route.method);
            }
        }
        if attempt == 0 && segments.last() == Some(&"") && others.is_empty() {
            segments.pop();
        } else {
            break;
        }
    }
    if others.is_empty() { Found::Nothing } else { Found::OtherMethods(others) }
}

fn fit(pattern: &str, segments: &[&str]) -> Option<Vec<String>> {
    let mut places = Vec::new();
    let mut segments = segments.iter();
    for part in pattern.split('/').skip(1) {
        if part.starts_with("{*") {
            let rest: Vec<String> = segments.map(|segment| super::query::decoded(segment, false)).collect();
            return if rest.is_empty() {
                None
            } else {
                places.push(rest.join("/"));
                Some(places)
            };
        }
        let segment = segments.next()?;
        if part.starts_with('{') {
            places.push(super::query::decoded(segment, false));
        } else if part != *segment {
            return None;
        }
    }
    if segments.next().is_none() { Some(places) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn op(method: Method, path: &str) -> Option<(Op, Vec<String>)> {
        match find(&method, path) {
            Found::Route(route, places) => Some((route.op, places)),
            _ => None,
        }
    }

    #[test]
    fn routes_are_found() {
        let places = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        assert_eq!(op(Method::GET, "/api/v1/workflows/"), Some((Op::ListWorkflows, places(&[""]))));
        assert_eq!(op(Method::GET, "/api/v1/workflows/a/b"), Some((Op::GetWorkflow, places(&["a", "b"]))));
        assert_eq!(
            op(Method::PUT, "/api/v1/workflow-templates/a/"),
            Some((Op::UpdateObject, places(&["a", ""])))
        );
        assert_eq!(op(Method::POST, "/api/v1/workflows/a/lint"), Some((Op::LintWorkflow, places(&["a"]))));
        assert_eq!(
            op(Method::GET, "/artifacts/a/b/c/d%2Fe"),
            Some((Op::OutputArtifact, places(&["a", "b", "c", "d/e"])))
        );
        assert_eq!(
            op(Method::GET, "/api/v1/archived-workflows/").map(|found| found.0),
            Some(Op::GetArchived)
        );
        assert!(matches!(find(&Method::PATCH, "/api/v1/info"), Found::OtherMethods(_)));
        assert!(matches!(find(&Method::GET, "/api/v2/info"), Found::Nothing));
    }
}
