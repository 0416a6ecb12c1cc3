//! The API.

use serde_json::json;

use crate::service::Service;
use crate::support::{example, has_namespaces};

#[test]
fn commands_work_through_it() {
    if !has_namespaces() {
        return;
    }
    let service = Service::open();
    let ran = service.argo(&format!("submit --wait --name one {}", example("hello-world.yaml"))).ok();
    assert!(ran.contains("one Succeeded"), "{ran}");
    assert_eq!(service.argo("list -o name").ok(), "one\n");
    assert!(service.argo("get one").ok().contains("Succeeded"));
    assert!(service.argo("logs one").ok().contains("one: "));
    let refused = service.argo("retry one");
    assert!(refused.code == 1 && refused.stderr.contains("restartSuccessful"), "{refused:?}");
    assert!(service.argo("stop one").stderr.contains("cannot shutdown a completed workflow"));
    assert!(service.argo("resubmit one --wait").ok().contains("Succeeded"));
    service.argo(&format!("submit --name waits {}", example("suspend.yaml"))).ok();
    service.argo("suspend waits").ok();
    assert!(service.argo("get waits -o json").ok().contains("\"suspend\": true"));
    service.argo(&format!("submit --name ends {}", example("suspend.yaml"))).ok();
    service.argo("terminate ends").ok();
    assert_eq!(service.argo("wait ends").code, 3);
    service.argo("delete one").ok();
    let gone = service.env.run("--local get one");
    assert!(gone.code == 1 && gone.stderr.contains("workflows.argoproj.io \"one\" not found"), "{gone:?}");
}

#[test]
fn templates_and_schedules_are_kept() {
    let service = Service::open();
    let file = service.env.file(
        "template.yaml",
        "apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\nmetadata: {name: greet}\nspec:\n  entrypoint: main\n  \
         templates: [{name: main, suspend: {}}]\n",
    );
    service.argo(&format!("template lint {file}")).ok();
    service.argo(&format!("template create {file}")).ok();
    let name = "greet";
    assert_eq!(service.argo("template list -o name").ok().trim(), name);
    let again = service.argo(&format!("template create {file}"));
    assert!(again.stderr.contains("already exists"), "{again:?}");
    service.argo(&format!("template update {file}")).ok();
    let made = service.argo(&format!("submit --from workflowtemplate/{name} --name from-1 -o name"));
    assert_eq!(made.ok(), "from-1\n");
    let cron = example("cron-workflow.yaml");
    service.argo(&format!("cron create {cron}")).ok();
    let cron = service.argo("cron list -o name").ok();
    service.argo(&format!("cron suspend {}", cron.trim())).ok();
    let found = service.get(&format!("/api/v1/cron-workflows/default/{}", cron.trim()));
    assert_eq!(found.json()["spec"]["suspend"], json!(true));
    service.argo(&format!("cron delete {}", cron.trim())).ok();
    service.argo(&format!("template delete {name}")).ok();
    assert_eq!(service.get("/api/v1/workflow-templates/default").json()["items"], json!(null));
}

#[test]
fn answers_have_the_shape_of_argos() {
    let service = Service::open();
    let shape = |path: &str| {
        let answer = service.get(path);
        assert_eq!(answer.header("content-type"), "application/json", "{path}");
        (answer.status, answer.json())
    };
    let not_found = |kind: &str| json!({"code": 5, "message": format!("{kind}.argoproj.io \"x\" not found")});
    assert_eq!(shape("/api/v1/workflows/default/x?"), (404, not_found("workflows")));
    assert_eq!(shape("/api/v1/workflow-templates/default/x?"), (404, not_found("workflowtemplates")));
    assert_eq!(shape("/api/v1/cluster-workflow-templates/x"), (404, not_found("clusterworkflowtemplates")));
    assert_eq!(shape("/api/v1/cron-workflows/default/x"), (404, not_found("cronworkflows")));
    let empty = shape("/api/v1/workflows/?").1;
    assert!(empty["items"].is_null() && empty["metadata"]["resourceVersion"].is_string(), "{empty}");
    assert_eq!(shape("/api/v1/info").1["managedNamespace"], json!(""));
    assert_eq!(shape("/api/v1/version").1["version"], json!("v4.1.2"));
    assert_eq!(shape("/api/v1/userinfo"), (200, json!({})));
    assert_eq!(shape("/api/v1/sensors/default").0, 501);
    let post = |path: &str, body: &str| {
        let answer = service.send("POST", path, &[], body);
        (answer.status, answer.json())
    };
    let bad = r#"{"workflow": {"metadata": {"generateName": "bad-"}, "spec": {"entrypoint": "main", "templates": [{"name": "main", "steps": [[{"name": "a", "template": "nowhere"}]]}]}}}"#;
    let words = "templates.main.steps[0].a template name 'nowhere' undefined";
    assert_eq!(post("/api/v1/workflows/default", bad), (400, json!({"code": 3, "message": words})));
    assert_eq!(post("/api/v1/workflows/default/lint", bad), (500, json!({"code": 2, "message": words})));
    let bogus = r#"{"resourceKind": "bogus", "resourceName": "greet"}"#;
    let words = "Resource kind 'bogus' is not supported for submitting";
    assert_eq!(post("/api/v1/workflows/default/submit", bogus), (400, json!({"code": 3, "message": words})));
    let stream = service.get("/api/v1/workflow-events/default?listOptions.fieldSelector=metadata.name%3Dx");
    assert_eq!((stream.status, stream.header("content-type")), (404, "text/event-stream"));
    let words = r#"data: {"error":{"grpc_code":5,"http_code":404,"message":"workflows.argoproj.io \"x\" not found","http_status":"Not Found"}} "#;
    assert_eq!(stream.body.lines().next(), Some(words));
}

#[test]
fn limits_are_kept_in_config_maps() {
    let service = Service::open();
    let limit = "limit-1 --type configmap --cm-name limits";
    assert!(service.argo(&format!("sync create {limit} --limit 3")).ok().contains("Limit: 3"));
    assert!(service.argo(&format!("sync create {limit} --limit 3")).stderr.contains("already exists"));
    assert!(service.argo(&format!("sync update {limit} --limit 5")).ok().contains("Limit: 5"));
    let got = service.get("/api/v1/sync/default/limit-1?cmName=limits");
    let expected = json!({"namespace": "default", "cmName": "limits", "key": "limit-1", "limit": 5});
    assert_eq!(got.json(), expected);
    service.argo(&format!("sync delete {limit}")).ok();
    let gone = service.get("/api/v1/sync/default/limit-1?cmName=limits");
    assert_eq!(
        gone.json(),
        json!({"code": 5, "message": "key limit-1 not found in configmap default/limits"})
    );
}

#[test]
fn events_start_what_is_bound_to_them() {
    let service = Service::open();
    let file = service.env.file(
        "binding.yaml",
        "apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\nmetadata: {name: greet}\nspec:\n  entrypoint: main\n  \
         arguments: {parameters: [{name: who}]}\n  templates: [{name: main, suspend: {}}]\n---\n\
         apiVersion: argoproj.io/v1alpha1\nkind: WorkflowEventBinding\nmetadata: {name: on-push}\nspec:\n  event: {selector: 'payload.branch == \"main\" && discriminator == \"push\"'}\n  \
         submit:\n    workflowTemplateRef: {name: greet}\n    arguments: {parameters: [{name: who, valueFrom: {event: payload.user}}]}\n",
    );
    service.env.run(&format!("apply -f {file}")).ok();
    let send = |body: &str| service.send("POST", "/api/v1/events/default/push", &[], body);
    assert_eq!(send(r#"{"branch": "other", "user": "x"}"#).status, 200);
    assert_eq!(service.get("/api/v1/workflows/default").json()["items"], json!(null));
    let sent = send(r#"{"branch": "main", "user": "mona"}"#);
    assert_eq!((sent.status, sent.json()), (200, json!({})));
    let list = service.get("/api/v1/workflows/default").json();
    let parameters = &list["items"][0]["spec"]["arguments"]["parameters"];
    assert_eq!(parameters, &json!([{"name": "who", "value": "mona"}]));
    let label = &list["items"][0]["metadata"]["labels"]["workflows.argoproj.io/workflow-event-binding"];
    assert_eq!(label, &json!("on-push"));
}

#[test]
fn artifacts_are_handed_out_to_keep() {
    if !has_namespaces() {
        return;
    }
    let service = Service::open();
    service.argo(&format!("submit --wait --name kept {}", example("artifacts.yaml"))).ok();
    let workflow = service.get("/api/v1/workflows/default/kept").json();
    let nodes = workflow["status"]["nodes"].as_object().expect("nodes");
    let (node, artifact) = nodes
        .iter()
        .find_map(|(id, node)| {
            Some(
                    (
                        id,
                        node["outputs"]["artifacts"]
                            .as_array()?
                            .iter()
                            .find(|one| one["name"] != "main-logs")?["name"]
                            .as_str()?,
                    ),
                )
        })
        .expect("an artifact");
    let answer = service.get(&format!("/artifacts/default/kept/{node}/{artifact}"));
    assert_eq!(answer.status, 200, "{answer:?}");
    assert!(answer.header("content-disposition").starts_with("attachment; "), "{answer:?}");
    assert!(answer.header("content-security-policy").starts_with("sandbox"), "{answer:?}");
    assert_eq!(
        service.get(&format!("/artifact-files/default/workflows/kept/{node}/outputs/{artifact}")).status,
        200
    );
    assert_eq!(
        service.get(&format!("/artifacts/default/kept/{node}/other")).json()["message"],
        json!("artifact not found")
    );
    service.argo("cp kept out").ok();
}

#[test]
fn a_base_path_and_one_namespace() {
    let service = Service::with(
        "server --port 0 --auth-mode server --secure=false --base-href /argo --namespaced --managed-namespace mine",
    );
    assert_eq!(service.get("/argo/api/v1/info").json()["managedNamespace"], json!("mine"));
    assert_eq!(service.get("/api/v1/info").status, 404);
    assert_eq!(service.get("/argo/api/v1/workflows/").status, 200);
    assert_eq!(service.get("/argo/api/v1/workflows/other").status, 403);
    let moved = service.get("/argo");
    assert_eq!((moved.status, moved.header("location")), (308, "/argo/"));
}

#[test]
fn it_ends_in_order_while_streams_are_open() {
    let mut service = Service::open();
    let address = service.address.clone();
    let mut stream = std::net::TcpStream::connect(&address).expect("a connection");
    std::io::Write::write_all(
        &mut stream,
        format!("GET /api/v1/workflow-events/ HTTP/1.1\r\nHost: {address}\r\n\r\n").as_bytes(),
    )
    .expect("a request");
    let mut first = [0; 12];
    std::io::Read::read_exact(&mut stream, &mut first).expect("an answer");
    assert_eq!(&first, b"HTTP/1.1 200");
    assert_eq!(service.terminate(), Some(0));
}

#[test]
fn it_goes_on_with_another_engine_when_one_is_killed() {
    let service = Service::open();
    service.argo(&format!("submit --name waits {}", example("suspend.yaml"))).ok();
    service.env.kill_engine();
    // The server starts another by itself; until then it says that nobody answers.
    let answered = (0..600).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(50));
        service.get("/api/v1/workflows/default/waits").status == 200
    });
    assert!(answered);
}
