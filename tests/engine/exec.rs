//! Commands in steps that run, as `kubectl exec` asks for them.

use std::path::PathBuf;

use argo::engine::RuntimeOptions;
use argo::engine::daemon::{self, Home, ServeOptions};
use k8s_openapi::api::core::v1::Pod;
use kube::Api;
use kube::api::{AttachParams, AttachedProcess, TerminalSize};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::support::{PODS, WORKFLOWS, call, watch_until};

struct Step {
    options: ServeOptions,
    pods: Api<Pod>,
    client: kube::Client,
    name: String,
    _dir: tempfile::TempDir,
}

impl Step {
    /// A step that waits for a file to end; `None` where steps cannot run in namespaces of their own.
    async fn start() -> Option<Self> {
        if let Err(error) = argo::engine::sandbox::namespaces_available() {
            println!("skipped: no namespaces on this machine: {error}");
            return None;
        }
        let dir = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
        let home = Home::at(dir.path().join("home")).expect("a home");
        let mut options = ServeOptions::new(home, RuntimeOptions::default());
        options.program = Some(PathBuf::from(env!("CARGO_BIN_EXE_argo")));
        let client = daemon::connect(&options, "default").await.expect("an engine").0;
        let script = "echo own > /tmp/mark; until [ -e /tmp/end ]; do sleep 0.05; done";
        let container = json!({
            "image": "x", "command": ["sh", "-c", script], "workingDir": "/var/tmp",
            "env": [{"name": "COLOUR", "value": "dark red"}],
        });
        let workflow = json!({
            "apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow", "metadata": {"name": "waits"},
            "spec": {"entrypoint": "main", "templates": [{"name": "main", "container": container}]},
        });
        call(&client, http::Method::POST, WORKFLOWS, Some(workflow)).await.expect("a workflow");
        watch_until(&client, PODS, "waits", |pod| pod["status"]["phase"] == "Running").await;
        let pods = Api::namespaced(client.clone(), "default");
        Some(Self { options, pods, client, name: "waits".to_owned(), _dir: dir })
    }

    async fn exec(&self, command: &[&str], wish: &AttachParams) -> AttachedProcess {
        let command = command.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        self.pods.exec(&self.name, command, wish).await.expect("a connection")
    }

    async fn end(self) {
        daemon::stop(&self.options.home).await.expect("an answer");
    }
}

fn wish() -> AttachParams {
    AttachParams::default().container("main").stderr(true)
}

/// What a command says on both its outputs, and how it ended.
async fn said(mut process: AttachedProcess) -> (String, String, Value) {
    let (mut out, mut err) = (String::new(), String::new());
    let status = process.take_status().expect("a status");
    if let Some(mut stdout) = process.stdout() {
        stdout.read_to_string(&mut out).await.expect("text");
    }
    if let Some(mut stderr) = process.stderr() {
        stderr.read_to_string(&mut err).await.expect("text");
    }
    let status = serde_json::to_value(status.await.expect("an end")).expect("JSON");
    process.join().await.expect("a parting");
    (out, err, status)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_runs_where_the_step_does() {
    let Some(step) = Step::start().await else { return };
    let script = "cat /tmp/mark; pwd; echo $COLOUR; cat /proc/1/comm; echo wrong >&2; exit 7";
    let (out, err, status) = said(step.exec(&["sh", "-c", script], &wish()).await).await;
    assert_eq!((out.as_str(), err.as_str()), ("own\n/var/tmp\ndark red\nargo-shim\n", "wrong\n"), "{status}");
    assert_eq!(status["reason"], "NonZeroExitCode");
    assert_eq!(status["details"]["causes"], json!([{"reason": "ExitCode", "message": "7"}]));
    let (out, _, status) = said(step.exec(&["true"], &wish()).await).await;
    assert_eq!((out.as_str(), &status["status"]), ("", &json!("Success")));
    let (_, err, status) = said(step.exec(&["no-such-program"], &wish()).await).await;
    assert_eq!(status["details"]["causes"][0]["message"], "127", "{err}");
    assert!(err.contains("cannot run no-such-program"), "{err}");
    // More than any pipe holds, both ways at once; but not more than what is on the way may be together, since this client
    // does not read while it cannot write.
    let mut process = step.exec(&["sh", "-c", "cat; echo end"], &wish().stdin(true)).await;
    let (mut stdin, mut stdout) = (process.stdin().expect("a way in"), process.stdout().expect("a way out"));
    let writing = tokio::spawn(async move {
        for _ in 0..25 {
            stdin.write_all(&[b'x'; 10_000]).await.expect("a reader");
        }
        stdin.shutdown().await.expect("an end");
    });
    let mut all = Vec::new();
    stdout.read_to_end(&mut all).await.expect("bytes");
    writing.await.expect("a writer");
    assert_eq!(all.len(), 250_004);
    assert!(all.ends_with(b"end\n"));
    step.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_terminal_is_one_and_ends_with_its_client() {
    let Some(step) = Step::start().await else { return };
    let terminal = AttachParams::interactive_tty().container("main");
    let mut process = step.exec(&["sh"], &terminal).await;
    let (mut stdin, mut stdout) = (process.stdin().expect("a way in"), process.stdout().expect("a way out"));
    let mut size = process.terminal_size().expect("a window");
    futures::SinkExt::send(&mut size, TerminalSize { width: 90, height: 33 }).await.expect("a size");
    stdin
        .write_all(b"until [ \"$(stty size)\" = '33 90' ]; do :; done; test -t 0 && echo a-$((40+2))\n")
        .await
        .expect("a reader");
    let mut seen = Vec::new();
    while !String::from_utf8_lossy(&seen).contains("a-42") {
        let mut piece = [0; 1024];
        let count = stdout.read(&mut piece).await.expect("bytes");
        assert!(count > 0, "{}", String::from_utf8_lossy(&seen));
        seen.extend_from_slice(&piece[..count]);
    }
    stdin.write_all(b"echo $$ > /tmp/shell; exec sleep 1000\n").await.expect("a reader");
    let script = "until [ -s /tmp/shell ]; do sleep 0.05; done; cat /tmp/shell";
    let (shell, ..) = said(step.exec(&["sh", "-c", script], &wish()).await).await;
    drop((stdin, stdout, size));
    process.abort();
    drop(process);
    // The command goes with its client.
    let script = format!("while kill -0 {} 2>/dev/null; do sleep 0.05; done; echo gone", shell.trim());
    let (out, ..) = said(step.exec(&["sh", "-c", &script], &wish()).await).await;
    assert_eq!(out, "gone\n");
    step.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_is_refused() {
    let Some(step) = Step::start().await else { return };
    let ask = async |path: &str| {
        let error = call(&step.client, http::Method::GET, &format!("{PODS}/{path}"), None).await;
        let kube::Error::Api(status) = error.expect_err("a refusal") else { panic!("no status: {path}") };
        (status.code, status.message.clone())
    };
    let all = "stdout=true&command=true&container=main";
    for (path, code, words) in [
        (format!("none/exec?{all}"), 404, "not found"),
        (format!("waits/exec?{all}"), 400, "Upgrade request required"),
        ("waits/exec?stdout=true&container=main".to_owned(), 400, "at least one command"),
        ("waits/exec?command=true&container=main".to_owned(), 400, "at least one of stdin, stdout, stderr"),
        (format!("waits/exec?{all}&tty=true&stderr=true"), 400, "cannot both be true"),
        (
            "waits/exec?stdout=true&command=true&container=other".to_owned(),
            400,
            "container other is not valid",
        ),
        (format!("waits/attach?{all}"), 501, "kubectl logs -f"),
        ("waits/portforward?ports=80".to_owned(), 501, "the network of this machine"),
    ] {
        let (found, message) = ask(&path).await;
        assert_eq!(found, code, "{path}: {message}");
        assert!(message.contains(words), "{path}: {message}");
    }
    said(step.exec(&["touch", "/tmp/end"], &wish()).await).await;
    watch_until(&step.client, PODS, "waits", |pod| pod["status"]["phase"] == "Succeeded").await;
    let command = vec!["true".to_owned()];
    let ended = step.pods.exec("waits", command, &wish()).await;
    assert!(ended.is_err(), "nothing runs there any more");
    step.end().await;
}
