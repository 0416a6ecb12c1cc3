//! What containers may not do, how often they are run, and what is asked of them while they run.

use std::time::Duration;

use argo::ports::runtime::{Attempts, Confinement, ContainerSpec, Limits, Mount};
use serde_json::{Value, json};

use crate::support::{Cluster, Pod, has_namespaces, phase, skipped};

fn confined(script: &str, confinement: Confinement) -> ContainerSpec {
    ContainerSpec { confinement, ..Pod::shell(script) }
}

#[tokio::test]
async fn a_closed_root_takes_files_in_volumes_only() {
    if !has_namespaces() {
        return;
    }
    let pod = Pod::new(true);
    let volume = pod.home.path().join("volume");
    std::fs::create_dir(&volume).expect("a folder");
    let script = "for f in /f /tmp/f /work/f /var/tmp/f /volume/f /var/run/argo/progress; do (echo x > $f) 2>/dev/null && echo $f; done; pwd";
    let container = ContainerSpec {
        mounts: vec![Mount { source: volume.clone(), target: "/volume".into(), read_only: false }],
        working_dir: Some("/work".into()),
        ..confined(script, Confinement { read_only_root: true, ..Confinement::default() })
    };
    assert_eq!(pod.run(&container).await.exit_code, 0, "{}", pod.text());
    assert_eq!(pod.text(), "/volume/f\n/var/run/argo/progress\n/work\n");
    assert!(volume.join("f").exists());
}

#[tokio::test]
async fn rights_are_taken_away_and_not_given_back() {
    if !has_namespaces() {
        return;
    }
    let none = Confinement { dropped: vec!["ALL".into()], no_new_privileges: true, ..Confinement::default() };
    let one = Confinement { added: vec!["NET_BIND_SERVICE".into(), "SYS_ADMIN".into()], ..none.clone() };
    let less = Confinement { dropped: vec!["CHOWN".into(), "CAP_KILL".into()], ..Confinement::default() };
    for (confinement, rights, no_new) in [
        (Confinement::default(), "00000000800405fb", 0),
        (less, "00000000800405da", 0),
        (none, "0000000000000000", 1),
        (one, "0000000000000400", 1),
    ] {
        let pod = Pod::new(true);
        let script = "sed -n 's/^CapEff:.//p; s/^CapBnd:.//p; s/^NoNewPrivs:.//p' /proc/self/status";
        pod.run(&confined(script, confinement)).await;
        assert_eq!(pod.text(), format!("{rights}\n{rights}\n{no_new}\n"));
    }
}

/// A container of a set that succeeds the third time.
const THIRD_TIME: &str = "echo again >> /tmp/tries; n=$(wc -l < /tmp/tries); echo try $n; test $n -ge 3";

#[tokio::test]
async fn a_command_is_run_as_often_as_is_asked_for() {
    if !has_namespaces() {
        return;
    }
    for sandbox in [true, false] {
        for (most, code, said) in
            [(5, 0, "try 1\ntry 2\ntry 3\n"), (2, 1, "try 1\ntry 2\n"), (1, 1, "try 1\n"), (0, 0, "")]
        {
            let pod = Pod::new(sandbox);
            let tries = pod.home.path().join("tries").display().to_string();
            let script =
                if sandbox { THIRD_TIME.to_owned() } else { THIRD_TIME.replace("/tmp/tries", &tries) };
            let attempts = Some(Attempts { most, pause: Duration::from_millis(1) });
            let ended = pod.run(&ContainerSpec { attempts, ..Pod::shell(&script) }).await;
            assert_eq!(
                (ended.exit_code, pod.text().as_str()),
                (code, said),
                "at most {most}, sandbox: {sandbox}"
            );
        }
    }
}

#[tokio::test]
async fn a_container_that_is_asked_to_end_is_not_tried_again() {
    if !has_namespaces() {
        return;
    }
    let pod = Pod::new(true);
    let attempts = Some(Attempts { most: 9, pause: Duration::from_secs(600) });
    let container = ContainerSpec { attempts, ..Pod::shell("echo first; exit 4") };
    pod.start(&container).await;
    pod.until_said("first").await;
    pod.runtime.signal(&pod.folder, "main", argo::ports::runtime::Signal::Terminate);
    assert_eq!(pod.runtime.ended(&pod.folder, "main").await.exit_code, 4);
    assert_eq!(pod.text(), "first\n");
}

/// A pod of a container set or of one container.
fn pod(name: &str, template: Value, container: Value) -> Value {
    json!({
        "apiVersion": "v1", "kind": "Pod",
        "metadata": {
            "name": name,
            "annotations": {
                "workflows.argoproj.io/node-id": name,
                "workflows.argoproj.io/template": template.to_string(),
            },
        },
        "spec": {"containers": [container]},
    })
}

fn shell(script: &str) -> Value {
    json!({"name": "main", "image": "x", "command": ["sh", "-c", script]})
}

#[tokio::test]
async fn containers_of_a_set_are_tried_again_as_their_template_says() {
    if !has_namespaces() {
        return;
    }
    let cluster = Cluster::new();
    let template = json!({"containerSet": {
        "containers": [{"name": "main", "image": "x"}], "retryStrategy": {"retries": "3", "duration": "1ms"},
    }});
    cluster.create("Pod", pod("set", template, shell(THIRD_TIME))).await;
    assert_eq!(phase(Some(&cluster.ended("set").await)), "Succeeded", "{}", cluster.log("main"));
    assert!(cluster.log("main").contains("try 3"), "{}", cluster.log("main"));
}

#[tokio::test]
async fn a_command_in_the_container_says_when_it_is_ready() {
    if !has_namespaces() {
        return;
    }
    let cluster = Cluster::new();
    let mut container =
        shell("echo a > /own; while ! test -e /tmp/go; do sleep 0.05; done; touch /ready; exec sleep 600");
    container["env"] = json!([{"name": "FILE", "value": "/ready"}]);
    container["readinessProbe"] = json!({"exec": {"command": ["sh", "-c", "test -e /own && touch /tmp/go; test -e $FILE"]}, "periodSeconds": 1});
    cluster.create("Pod", pod("daemon", json!({"daemon": true}), container)).await;
    let ready = |pod: Option<&Value>| {
        pod.and_then(|pod| pod.pointer("/status/containerStatuses/0/ready")).and_then(Value::as_bool)
    };
    cluster.until("daemon", |pod| ready(pod) == Some(false)).await;
    cluster.until("daemon", |pod| ready(pod) == Some(true)).await;
}

#[tokio::test]
async fn a_container_that_does_not_start_or_live_is_ended() {
    if !has_namespaces() {
        return;
    }
    let cluster = Cluster::new();
    let command = ["sh", "-c", "! test -e /dead"];
    let probe = json!({"exec": {"command": command}, "periodSeconds": 1, "failureThreshold": 1});
    let mut lives = shell("trap 'exit 7' TERM; touch /dead; sleep 600 & wait");
    lives["livenessProbe"] = probe.clone();
    cluster.create("Pod", pod("lives", json!({}), lives)).await;
    let mut starts = shell("exec sleep 600");
    starts["startupProbe"] = json!({"tcpSocket": {"port": 1}, "periodSeconds": 1, "failureThreshold": 2});
    starts["livenessProbe"] = probe;
    cluster.create("Pod", pod("starts", json!({}), starts)).await;
    for (name, code) in [("lives", 7), ("starts", 143)] {
        let ended = cluster.ended(name).await;
        assert_eq!(phase(Some(&ended)), "Failed");
        assert_eq!(
            ended.pointer("/status/containerStatuses/0/state/terminated/exitCode"),
            Some(&json!(code))
        );
    }
}

#[tokio::test]
async fn a_step_that_uses_up_its_memory_is_ended_and_says_so() {
    if !has_namespaces() {
        return;
    }
    if !argo::engine::sandbox::limits_available() {
        return skipped("this process may make no control groups");
    }
    let cluster = Cluster::new();
    let mut hungry = shell("head -c 200000000 /dev/zero | tail");
    hungry["resources"] = json!({"limits": {"memory": "64Mi", "cpu": "500m"}});
    cluster.create("Pod", pod("hungry", json!({}), hungry)).await;
    let mut modest = shell("head -c 2000000 /dev/zero | tail | wc -c");
    modest["resources"] = json!({"limits": {"memory": "64Mi"}});
    cluster.create("Pod", pod("modest", json!({}), modest)).await;
    let state =
        |pod: &Value| pod.pointer("/status/containerStatuses/0/state/terminated").expect("an end").clone();
    let ended = state(&cluster.ended("hungry").await);
    assert_eq!((&ended["reason"], &ended["exitCode"]), (&json!("OOMKilled"), &json!(137)));
    assert_eq!(state(&cluster.ended("modest").await)["reason"], "Completed");
}

#[tokio::test]
async fn a_container_with_limits_is_in_a_group_of_its_own() {
    if !has_namespaces() {
        return;
    }
    if !argo::engine::sandbox::limits_available() {
        return skipped("this process may make no control groups");
    }
    let pod = Pod::new(true);
    let limits = Limits { memory: None, cpu: Some(100) };
    let ended = pod.run(&ContainerSpec { limits, ..Pod::shell("cat /proc/self/cgroup") }).await;
    assert_eq!(ended.exit_code, 0, "{}", pod.text());
    assert!(pod.text().contains("/argo-"), "{}", pod.text());
}

#[tokio::test]
async fn arguments_that_are_too_long_for_the_kernel_are_in_files() {
    if !has_namespaces() {
        return;
    }
    let pod = Pod::new(true);
    let mut container = Pod::shell("echo $1; wc -c < ${1#@}; echo $2");
    container.args = vec!["sh".into(), "x".repeat(200_000), "short".into()];
    assert_eq!(pod.run(&container).await.exit_code, 0, "{}", pod.text());
    assert_eq!(pod.text(), "@/tmp/argo_arg_3.txt\n200000\nshort\n");
}

#[tokio::test]
async fn a_step_pauses_to_be_looked_into() {
    if !has_namespaces() {
        return;
    }
    let pod = Pod::new(true);
    let mut container = Pod::shell("echo ran");
    container.env =
        ["ARGO_CONTAINER_NAME=main", "ARGO_DEBUG_PAUSE_BEFORE=true", "ARGO_DEBUG_PAUSE_AFTER=true"]
            .iter()
            .filter_map(|entry| entry.split_once('='))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
    pod.start(&container).await;
    let folder = pod.folder.root("main").join("run/argo/ctr/main");
    while !folder.exists() {
        tokio::task::yield_now().await;
    }
    assert_eq!(pod.text(), "");
    std::fs::write(folder.join("before"), "").expect("a file");
    pod.until_said("ran").await;
    assert!(matches!(pod.runtime.observe(&pod.folder, "main"), argo::ports::runtime::Observed::Started));
    std::fs::write(folder.join("after"), "").expect("a file");
    assert_eq!(pod.runtime.ended(&pod.folder, "main").await.exit_code, 0);
}

#[tokio::test]
async fn last_words_are_taken_from_where_the_container_says() {
    if !has_namespaces() {
        return;
    }
    let cluster = Cluster::new();
    let mut own = shell("echo mine > /words; exit 1");
    own["terminationMessagePath"] = "/words".into();
    let mut log = shell("seq 200; echo 'the end'; exit 1");
    log["terminationMessagePolicy"] = "FallbackToLogsOnError".into();
    log["env"] = json!([
        {"name": "CPU", "valueFrom": {"resourceFieldRef": {"resource": "requests.cpu", "divisor": "1m"}}},
        {"name": "MEMORY", "valueFrom": {"resourceFieldRef": {"resource": "requests.memory"}}},
    ]);
    log["resources"] = json!({"requests": {"cpu": "0.25", "memory": "1Ki"}});
    log["command"] = json!(["sh", "-c", "seq 200; echo $CPU $MEMORY; exit 1"]);
    for (name, container) in [("own", own), ("log", log)] {
        cluster.create("Pod", pod(name, json!({}), container)).await;
    }
    let message = |pod: &Value| {
        let message = pod.pointer("/status/containerStatuses/0/state/terminated/message");
        message.and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    assert_eq!(message(&cluster.ended("own").await), "mine\n");
    let said = message(&cluster.ended("log").await);
    assert!(said.starts_with("122\n123\n") && said.ends_with("200\n250 1024\n"), "{said}");
}
