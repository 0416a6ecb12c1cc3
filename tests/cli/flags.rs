//! Flags of commands at a cluster and at an Argo Server, each with what it changes: in what is asked, or in what is
//! printed. With the recorded sessions, every row of the reference's list is here (checklist.tsv).

use serde_json::{Value, json};

use crate::fake::{Asked, Fake, Reply};
use crate::support::TestEnv;

/// A workflow that failed, with a step that did and one that waits.
fn workflow(name: &str) -> Value {
    let node = |id: &str, kind: &str, phase: &str, boundary: &str, children: &[&str]| {
        json!({"id": id, "name": if id == "w" { "w".to_owned() } else { format!("w.{id}") }, "displayName": id, "type": kind,
            "templateName": id, "phase": phase, "boundaryID": boundary, "children": children,
            "startedAt": "2026-01-01T00:00:00Z", "finishedAt": if phase == "Running" { json!(null) } else { json!("2026-01-01T00:00:09Z") }})
    };
    let mut waits = node("waits", "Suspend", "Running", "w", &[]);
    waits["outputs"] = json!({"parameters": [{"name": "answer", "valueFrom": {"supplied": {}}}]});
    json!({
        "metadata": {"name": name, "namespace": "argo", "uid": "11111111-1111-4111-8111-111111111111",
            "creationTimestamp": "2026-01-01T00:00:00Z", "resourceVersion": "5"},
        "spec": {"entrypoint": "w", "arguments": {"parameters": [{"name": "p", "value": "1"}]},
            "templates": [{"name": "w", "dag": {"tasks": [{"name": "fails", "template": "fails"}]}},
                {"name": "fails", "container": {"image": "busybox"}}]},
        "status": {"phase": "Failed", "startedAt": "2026-01-01T00:00:00Z", "finishedAt": "2026-01-01T00:00:10Z",
            "nodes": {"w": node("w", "DAG", "Failed", "", &["fails", "waits", "good"]),
                "fails": node("fails", "Pod", "Failed", "w", &[]), "good": node("good", "Pod", "Succeeded", "w", &[]),
                "waits": waits}},
    })
}

/// What was sent, with a name and an end where it has none, so that nobody waits.
fn made(asked: &Asked) -> Reply {
    let sent: Value = serde_json::from_str(&asked.body).unwrap_or_default();
    let mut object = ["workflow", "template", "cronWorkflow"]
        .iter()
        .find_map(|field| sent.get(field).cloned())
        .unwrap_or(sent);
    if object.pointer("/metadata/name").is_none() {
        object["metadata"]["name"] = "made".into();
    }
    if object["kind"] == "Workflow" || object["kind"].is_null() {
        object["status"]["phase"] = "Succeeded".into();
        object["status"]["finishedAt"] = "2026-01-01T00:00:10Z".into();
    }
    Reply::ok(object.to_string())
}

fn cron() -> Value {
    json!({"metadata": {"name": "c", "namespace": "argo", "resourceVersion": "5", "uid": "u"},
        "spec": {"schedules": ["0 3 * * *"], "workflowSpec": {"entrypoint": "a", "arguments": {"parameters": [{"name": "p", "value": "1"}]},
            "templates": [{"name": "a", "container": {"image": "busybox"}}]}}})
}

fn answer(asked: &Asked) -> Reply {
    let path = asked.path.split('?').next().unwrap_or_default();
    let last = path.rsplit('/').next().unwrap_or_default();
    let list = |item: Value| Reply::ok(json!({"metadata": {}, "items": [item]}).to_string());
    let stored = json!({"metadata": {"name": "t", "namespace": "argo", "resourceVersion": "5"},
        "spec": {"templates": [{"name": "a", "container": {"image": "busybox"}}]}});
    match (asked.method.as_str(), last) {
        ("GET", _) if path.contains("/workflow-events/") => Reply::Stream(format!(
            "data: {}\n\n",
            json!({"result": {"type": "ADDED", "object": workflow("w")}})
        )),
        ("GET", "log") if path.contains("/api/v1/workflows/") => Reply::Stream(String::new()),
        ("GET", "log") => Reply::ok("2026-01-01T00:00:00Z a line\n"),
        ("GET", "pods") => {
            list(json!({"metadata": {"name": "w-pod", "uid": "p"}, "status": {"phase": "Succeeded"}}))
        }
        ("GET", _) if path.contains("/pods/") => {
            Reply::ok(json!({"status": {"phase": "Succeeded"}}).to_string())
        }
        ("GET", "workflows" | "archived-workflows") => list(workflow("w")),
        ("GET", "argo") if path.contains("/workflows/") => list(workflow("w")),
        ("GET", "cronworkflows") => list(cron()),
        ("GET", _) if path.contains("/cronworkflows/") => Reply::ok(cron().to_string()),
        ("GET", "workflowtemplates" | "clusterworkflowtemplates") => list(stored),
        ("GET", _) if path.contains("templates/") => Reply::ok(stored.to_string()),
        ("PUT", "retry" | "resubmit") => Reply::ok(workflow("again").to_string()),
        ("GET", name) => Reply::ok(workflow(if name.len() > 20 { "w" } else { name }).to_string()),
        _ => made(asked),
    }
}

const WORKFLOW: &str = "apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: g-}
spec:
  entrypoint: a
  arguments: {parameters: [{name: p, value: '1'}]}
  templates: [{name: a, container: {image: busybox}}, {name: b, container: {image: busybox}}]
";

/// Runs commands and looks for a text in what they printed and asked for; says of all that lack it.
fn check(hosted: bool, cases: &[(&str, &str)]) {
    let mut lacking = Vec::new();
    for (line, wanted) in cases {
        let (env, server) = (TestEnv::new(), Fake::plain(answer));
        env.file(".kube/config", &server.kubeconfig("", ""));
        env.file("wf.yaml", WORKFLOW);
        env.file("odd.yaml", &WORKFLOW.replace("entrypoint: a", "entrypoint: a\n  odd: 1"));
        let template = |kind: &str| {
            let text = WORKFLOW
                .replace("kind: Workflow", &format!("kind: {kind}"))
                .replace("generateName: g-", "name: t");
            (text.clone(), text.replace("entrypoint: a", "entrypoint: a\n  odd: 1"))
        };
        for kind in ["WorkflowTemplate", "ClusterWorkflowTemplate"] {
            let (fine, odd) = template(kind);
            env.file(&format!("{kind}.yaml"), &fine);
            env.file(&format!("odd-{kind}.yaml"), &odd);
        }
        let mut object = cron();
        object["apiVersion"] = "argoproj.io/v1alpha1".into();
        object["kind"] = "CronWorkflow".into();
        env.file("cron.yaml", &object.to_string());
        object["spec"]["odd"] = 1.into();
        env.file("odd-cron.yaml", &object.to_string());
        env.file("params.yaml", "p: from-file\n");
        let place = if hosted { format!(" -s {} -e=false -n argo", server.address()) } else { String::new() };
        let ran = env.run(&format!("{line}{place}"));
        let asked: String = server
            .asked()
            .iter()
            .map(|asked| format!("{} {} {}\n", asked.method, asked.path, asked.body))
            .collect();
        let all = format!("{}{}{asked}", ran.stdout, ran.stderr);
        let is_there = match wanted.strip_prefix("not ") {
            Some(unwanted) => !all.contains(unwanted) && ![1, 2].contains(&ran.code),
            None => all.contains(wanted),
        };
        if !is_there {
            lacking.push(format!("{line}\n  lacks {wanted}\n  exit {} {all}", ran.code));
        }
    }
    assert!(lacking.is_empty(), "{} of {}:\n{}", lacking.len(), cases.len(), lacking.join("\n"));
}

const UID: &str = "11111111-1111-4111-8111-111111111111";

#[test]
fn flags_of_the_archive() {
    let by_uid = |line: &str| line.replace("UID", UID);
    let cases: Vec<(String, &str)> = [
        ("archive delete --uid UID", "DELETE /api/v1/archived-workflows/1111"),
        ("archive delete --name w", "nameFilter=Exact"),
        ("archive resubmit --field-selector team UID", "namespace=team"),
        ("archive resubmit --log --uid UID", "/workflows/argo/again/log"),
        ("archive resubmit --name w", "nameFilter=Exact"),
        ("archive resubmit -o json UID", "{\"metadata\":{\"name\":\"again\""),
        ("archive resubmit -p p=2 UID", "\"parameters\":[\"p=2\"]"),
        ("archive resubmit --priority 3 UID", "PUT /api/v1/archived-workflows/1111"),
        ("archive resubmit -l a=b", "listOptions.labelSelector=a%3Db"),
        ("archive resubmit --watch UID", "/workflow-events/argo"),
        ("archive retry --field-selector team UID", "namespace=team"),
        ("archive retry --log --uid UID", "/workflows/argo/again/log"),
        ("archive retry --name w", "nameFilter=Exact"),
        ("archive retry -o yaml UID", "name: again"),
        ("archive retry -p p=2 UID", "\"parameters\":[\"p=2\"]"),
        (
            "archive retry --restart-successful --node-field-selector displayName=x UID",
            "\"nodeFieldSelector\":\"displayName=x\"",
        ),
        ("archive retry --restart-successful UID", "\"restartSuccessful\":true"),
        ("archive retry -l a=b", "listOptions.labelSelector=a%3Db"),
        ("archive retry --wait UID", "/workflow-events/argo"),
        ("archive retry --watch UID", "/workflow-events/argo"),
    ]
    .iter()
    .map(|(line, wanted)| (by_uid(line), *wanted))
    .collect();
    let cases: Vec<(&str, &str)> = cases.iter().map(|(line, wanted)| (line.as_str(), *wanted)).collect();
    check(true, &cases);
}

#[test]
fn flags_of_templates() {
    let (w, c) = ("WorkflowTemplate.yaml", "ClusterWorkflowTemplate.yaml");
    let mut cases = Vec::new();
    for (group, file) in [("template", w), ("cluster-template", c)] {
        for (line, wanted) in [
            (format!("{group} create -o name {file}"), "t\n"),
            (format!("{group} create --strict=false odd-{file}"), "POST /apis"),
            (format!("{group} create odd-{file}"), "odd"),
            (format!("{group} get -o yaml t"), "name: t"),
            (format!("{group} lint -o simple odd-{file}"), "odd-"),
            (format!("{group} lint --strict=false odd-{file}"), "no linting errors"),
            (format!("{group} list -o name"), "t\n"),
            (format!("{group} update -o json {file}"), "PUT /apis"),
            (format!("{group} update --strict=false odd-{file}"), "PUT /apis"),
            (format!("{group} delete --all"), "DELETE /apis"),
        ] {
            cases.push((line, wanted));
        }
    }
    cases.push(("template list -A".to_owned(), "NAMESPACE"));
    cases.push(("template list -l a=b".to_owned(), "labelSelector=a%3Db"));
    let cases: Vec<(&str, &str)> = cases.iter().map(|(line, wanted)| (line.as_str(), *wanted)).collect();
    check(false, &cases);
}

#[test]
fn flags_of_schedules() {
    check(
        false,
        &[
            ("cron create --entrypoint b cron.yaml", "undefined"),
            ("cron create --entrypoint a cron.yaml", "\"entrypoint\":\"a\""),
            ("cron create --generate-name g- cron.yaml", "\"generateName\":\"g-\""),
            ("cron create -o json cron.yaml", "\"name\": \"c\""),
            ("cron create -p p=2 cron.yaml", "\"value\":\"2\""),
            ("cron create --parameter-file params.yaml cron.yaml", "from-file"),
            ("cron create -p p=2 --schedule @daily cron.yaml", "@daily"),
            ("cron create -p p=2 --serviceaccount me cron.yaml", "\"serviceAccountName\":\"me\""),
            ("cron create -p p=2 --strict=false odd-cron.yaml", "POST /apis"),
            ("cron delete --all", "DELETE /apis/argoproj.io/v1alpha1/namespaces/argo/cronworkflows/c"),
            ("cron lint -o simple odd-cron.yaml", "odd-cron.yaml"),
            ("cron lint --strict=false odd-cron.yaml", "no linting errors"),
            ("cron list -A", "NAMESPACE"),
            ("cron list -A", "v1alpha1/cronworkflows"),
            ("cron update --generate-name g- cron.yaml", "--generate-name makes a new name"),
            ("cron update -l a=b -p p=2 cron.yaml", "\"a\":\"b\""),
            ("cron update -o name -p p=2 cron.yaml", "c\n"),
            ("cron update -p p=2 cron.yaml", "\"value\":\"2\""),
            ("cron update --parameter-file params.yaml cron.yaml", "from-file"),
            ("cron update -p p=2 --strict=false odd-cron.yaml", "PUT /apis"),
        ],
    );
    let period = "cron backfill c --name n --format 2006-01-02 --start 2026-01-01 --end 2026-01-05";
    let lines = [
        (format!("{period} --argname when"), "when"),
        (format!("{period} --maxworkflowcount 1"), "2026-01-04"),
        (format!("{period} --parallel"), "not mutexes"),
    ];
    let cases: Vec<(&str, &str)> = lines.iter().map(|(line, wanted)| (line.as_str(), *wanted)).collect();
    check(false, &cases);
}

#[test]
fn flags_of_commands_for_workflows() {
    check(
        false,
        &[
            ("convert --no-color wf.yaml", "kind: Workflow"),
            ("cp w out --node-id fails", "no such artifacts"),
            ("cp w out --template-name fails", "no such artifacts"),
            ("cp w out --namespace other", "/namespaces/other/workflows/w"),
            ("delete -A", "v1alpha1/workflows?"),
            ("delete --field-selector metadata.name=w", "fieldSelector=metadata.name%3Dw"),
            ("delete w --force", "{\"metadata\":{\"finalizers\":null}}"),
            ("delete --all --query-chunk-size 3", "limit=3"),
            ("delete --resubmitted", "resubmitted-from-workflow"),
            ("get w --no-utf8 --no-color", "|-Failed fails"),
            ("lint --no-color --offline wf.yaml", "no linting errors"),
            ("logs w --previous", "previous=true"),
            ("logs w --since 1h", "sinceTime="),
            ("logs w --since-time 2026-01-01T00:00:00Z", "sinceTime=2026-01-01T00%3A00%3A00Z"),
            (
                "node set w --node-field-selector displayName=waits --output-parameter answer=yes",
                "\"value\":\"yes\"",
            ),
            ("resubmit --field-selector metadata.name=w", "fieldSelector=metadata.name%3Dw"),
            ("resubmit w --log", "/pods?"),
            ("resubmit w -p p=2", "\"value\":\"2\""),
            ("resubmit w --priority 3", "--priority has no effect"),
            ("resubmit w --watch", "/workflows/made"),
            ("retry --field-selector metadata.name=w", "fieldSelector=metadata.name%3Dw"),
            ("retry w --log", "/pods?"),
            ("retry w -p p=2", "\"value\":\"2\""),
            ("retry -l a=b", "labelSelector=a%3Db"),
            ("retry w --wait", "w Failed at"),
            ("retry w --watch", "PUT /apis/argoproj.io/v1alpha1/namespaces/argo/workflows/w"),
            ("stop --field-selector metadata.name=w --dry-run", "fieldSelector=metadata.name%3Dw"),
            ("stop w --node-field-selector displayName=waits --message no", "\"message\":\"no\""),
            ("terminate -l a=b --dry-run", "labelSelector=a%3Db"),
            ("submit wf.yaml --watch --node-field-selector phase=Failed", "POST /apis"),
            ("submit wf.yaml --watch --status Failed", "POST /apis"),
            (
                "submit --from cronwf/c --scheduled-time 2026-02-03T04:05:06Z",
                "\"workflows.argoproj.io/scheduled-time\":\"2026-02-03T04:05:06Z\"",
            ),
            ("submit --strict=false odd.yaml", "POST /apis"),
            ("watch w --node-field-selector displayName=good", "not fails"),
            ("watch w --status Succeeded", "not fails"),
        ],
    );
    check(
        true,
        &[
            ("delete w --force", "DELETE /api/v1/workflows/argo/w?force=true"),
            ("delete -A", "/api/v1/workflows/?"),
        ],
    );
}

#[test]
fn an_executor_plugin_becomes_a_config_map() {
    let env = TestEnv::new();
    let container = "container: {image: python, command: [python, -c], ports: [{containerPort: 4355}], \
                     securityContext: {runAsNonRoot: true}, resources: {requests: {cpu: 100m}, limits: {cpu: 500m}}}";
    let plugin = |container: &str| {
        format!(
            "apiVersion: argoproj.io/v1alpha1\nkind: ExecutorPlugin\nmetadata:\n  name: hello\n  annotations:\n    \
             workflows.argoproj.io/description: Says hello\nspec:\n  sidecar:\n    {container}\n"
        )
    };
    env.file("hello/plugin.yaml", &plugin(container));
    env.file("hello/server.py", "print('hello')\n");
    assert!(env.run("executor-plugin").ok().contains("build"));
    let said = env.run("executor-plugin build hello").ok();
    assert_eq!(said, "hello/hello-executor-plugin-configmap.yaml created\nhello/README.md created\n");
    let text =
        std::fs::read_to_string(env.path("hello/hello-executor-plugin-configmap.yaml")).expect("a file");
    for wanted in [
        "name: hello-executor-plugin\n",
        "workflows.argoproj.io/configmap-type: ExecutorPlugin",
        "sidecar.automountServiceAccountToken: \"false\"",
        "  sidecar.container: |\n    args:\n    - |\n      print('hello')\n    command:\n    - python\n",
    ] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
    let readme = std::fs::read_to_string(env.path("hello/README.md")).expect("a file");
    assert!(readme.contains("Says hello") && readme.contains("kubectl apply -f hello-executor"), "{readme}");
    // What it made is YAML that kubectl and `argo apply` take.
    env.run("convert hello/hello-executor-plugin-configmap.yaml").ok();

    for (text, words) in [
        (
            plugin(&container.replace("ports: [{containerPort: 4355}], ", "")),
            "at least one port is mandatory",
        ),
        (plugin(&container.replace("requests: {cpu: 100m}, ", "")), "resource requests are mandatory"),
        (plugin(&format!("{container}\n    odd: 1")), "unknown field `odd`"),
        (plugin(container).replace("name: hello", "name: ../hello"), "is no name for a ConfigMap"),
    ] {
        env.file("hello/plugin.yaml", &text);
        let ran = env.run("executor-plugin build hello");
        assert!(ran.code == 1 && ran.stderr.contains(words), "{words}: {}", ran.stderr);
    }
    env.file("hello/plugin.yaml", &plugin(container));
    env.file("hello/server.go", "");
    assert!(env.run("executor-plugin build hello").stderr.contains("more than one server.* file"));
    assert_eq!(env.run("executor-plugin build nothing").code, 1);
}
