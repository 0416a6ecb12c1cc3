//! What containers may not do, how often they are run, and what is asked of them while they run.

use std::time::Duration;

use argo::ports::runtime::{Attempts, Confinement, ContainerSpec, Mount};
use serde_json::{Value, json};

use crate::support::{Cluster, Pod, has_namespaces, phase};

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
    let probe =
        json!({"exec": {"command": ["test", "-e", "/alive"]}, "periodSeconds": 1, "failureThreshold": 1});
    let mut lives = shell("trap 'exit 7' TERM; sleep 600 & wait");
    lives["livenessProbe"] = probe.clone();
    cluster.create("Pod", pod("lives", json!({}), lives)).await;
    let mut starts = shell("touch /alive; trap 'exit 8' TERM; sleep 600 & wait");
    starts["startupProbe"] = json!({"tcpSocket": {"port": 1}, "periodSeconds": 1, "failureThreshold": 2});
    starts["livenessProbe"] = probe;
    cluster.create("Pod", pod("starts", json!({}), starts)).await;
    for (name, code) in [("lives", 7), ("starts", 8)] {
        let ended = cluster.ended(name).await;
        assert_eq!(phase(Some(&ended)), "Failed");
        assert_eq!(
            ended.pointer("/status/containerStatuses/0/state/terminated/exitCode"),
            Some(&json!(code))
        );
    }
}
