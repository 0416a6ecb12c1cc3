//! Steps in containers of their images, with podman and images that the test makes.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use crate::support::{TestEnv, skipped};

/// What the podman of the tests is told, so that it works on machines without all privileges, in a folder of its own.
const SETTINGS: &str = "[containers]\ndefault_ulimits = [\"nofile=1024:1024\", \"nproc=1024:1024\"]\n\
                        cgroups = \"disabled\"\n[engine]\ncgroup_manager = \"cgroupfs\"\nevents_logger = \"none\"\n";

/// A shell script that calls the machine's podman, and how it is called where control groups of both kinds are mounted,
/// which its runtime refuses: without those of the second kind.
const PLAIN: &str =
    "exec \"$REAL\" --root \"$STORE/root\" --runroot \"$STORE/run\" --storage-driver=vfs \"$@\"";
const APART: &str = "exec unshare -m sh -c 'umount /sys/fs/cgroup/unified 2>/dev/null; exec \"$0\" \"$@\"' \"$STORE/plain\" \"$@\"";

/// An environment whose `podman` has the image `localhost/box:1`: a shell with an entrypoint of its own.
struct Box_ {
    env: TestEnv,
    path: String,
}

impl Box_ {
    /// `None`, said aloud, where there is no podman that runs containers.
    fn new() -> Option<Self> {
        let find = |name: &str| {
            let path = std::env::var("PATH").unwrap_or_default();
            path.split(':').map(|folder| Path::new(folder).join(name)).find(|file| file.is_file())
        };
        let (Some(podman), Some(busybox)) = (find("podman"), find("busybox")) else {
            skipped("podman and a static busybox are needed to test containers");
            return None;
        };
        let env = TestEnv::new();
        let store = env.path("store");
        let settings = env.file("store/containers.conf", SETTINGS);
        let head = format!(
            "#!/bin/sh\nexport REAL={} STORE={} CONTAINERS_CONF={settings}\n",
            podman.display(),
            store.display()
        );
        let script = |name: &str, text: &str| {
            let file = env.file(&format!("store/{name}"), &format!("{head}{text}\n"));
            std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755)).expect("a program");
        };
        let path = format!("{}:{}", store.display(), std::env::var("PATH").unwrap_or_default());
        script("plain", PLAIN);
        script("podman", PLAIN);
        script("apart", APART);
        let made = Self { env, path };
        made.make_image(&busybox);
        if !made.runs() {
            std::fs::rename(made.env.path("store/apart"), made.env.path("store/podman")).expect("a program");
        }
        if !made.runs() {
            let said = made.podman(&["run", "--rm", "--network=host", "localhost/box:1", "true"]);
            skipped(&format!("podman runs no containers here: {}", String::from_utf8_lossy(&said.stderr)));
            return None;
        }
        Some(made)
    }

    fn podman(&self, args: &[&str]) -> Output {
        let mut command = Command::new(self.env.path("store/podman"));
        command.args(args).stdin(Stdio::null()).env("HOME", self.env.path("."));
        command.output().expect("podman")
    }

    fn runs(&self) -> bool {
        let output = self.podman(&["run", "--rm", "--network=host", "localhost/box:1", "true"]);
        output.status.success()
    }

    fn make_image(&self, busybox: &Path) {
        let root = self.env.path("image");
        for folder in ["bin", "tmp", "etc", "opt/only-here"] {
            std::fs::create_dir_all(root.join(folder)).expect("a folder");
        }
        std::fs::copy(busybox, root.join("bin/busybox")).expect("a program");
        for name in ["sh", "cat", "echo", "sleep", "id", "ls", "mkdir", "true", "ln", "find"] {
            std::os::unix::fs::symlink("busybox", root.join("bin").join(name)).expect("a link");
        }
        self.env.file("image/etc/passwd", "root:x:0:0::/:/bin/sh\n");
        self.env.file("image/bin/greet", "#!/bin/sh\necho greeting \"$@\"\n");
        let greet = root.join("bin/greet");
        std::fs::set_permissions(greet, std::fs::Permissions::from_mode(0o755)).expect("a program");
        let tar = self.env.path("image.tar");
        let packed = Command::new("tar").arg("-C").arg(&root).arg("-cf").arg(&tar).arg(".").status();
        assert!(packed.is_ok_and(|status| status.success()));
        let tar = tar.display().to_string();
        let output = self.podman(&["import", "--change", "ENV FROM_IMAGE=yes", &tar, "localhost/box:1"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let said =
            ["import", "--change", "ENTRYPOINT [\"/bin/greet\"]", "--change", "CMD [\"by\", \"itself\"]"];
        let output = self.podman(&[said.as_slice(), &[&tar, "localhost/greeter:1"]].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    fn command(&self, line: &str) -> Command {
        let mut command = self.env.command(line.split_whitespace());
        command.env("PATH", &self.path).env("ARGO_LOCAL_RUNTIME", "podman");
        command
    }

    fn run(&self, line: &str) -> String {
        let output = self.command(line).output().expect("the program");
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
    }

    fn workflow(&self, name: &str) -> Value {
        let output = self.command(&format!("get {name} -o json")).output().expect("the program");
        serde_json::from_slice(&output.stdout).expect("JSON")
    }

    /// The names of all containers there are.
    fn containers(&self) -> String {
        String::from_utf8_lossy(&self.podman(&["ps", "--all", "--format", "{{.Names}}"]).stdout).into_owned()
    }

    fn submit(&self, text: &str) -> Value {
        let file = self.env.file("workflow.yaml", text);
        let said = self.run(&format!("submit --wait {file}"));
        let workflow = self.workflow("boxed");
        assert!(workflow["status"]["phase"].is_string(), "{said}");
        workflow
    }
}

fn node<'a>(workflow: &'a Value, name: &str) -> &'a Value {
    let nodes = workflow["status"]["nodes"].as_object().expect("nodes");
    nodes
        .values()
        .find(|node| node["displayName"] == name)
        .unwrap_or_else(|| panic!("no node {name}: {workflow:#}"))
}

const STEPS: &str = r#"
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: boxed}
spec:
  entrypoint: main
  volumes: [{name: shared, emptyDir: {}}]
  templates:
    - name: main
      failFast: false
      steps:
        - - {name: make, template: make}
          - {name: greet, template: greet}
          - {name: greet-you, template: greet-you}
          - {name: fails, template: fails, continueOn: {failed: true}}
          - {name: absent, template: absent, continueOn: {error: true, failed: true}}
        - - name: use
            template: use
            arguments:
              parameters: [{name: said, value: "{{steps.make.outputs.result}}"}]
              artifacts: [{name: folder, from: "{{steps.make.outputs.artifacts.folder}}"}]
    - name: make
      script:
        image: localhost/box:1
        command: [sh]
        env: [{name: OWN, value: "two\nlines"}]
        source: |
          mkdir -p /made/sub; echo one > /made/a; echo two > /made/sub/b; ln -s /etc/passwd /made/link
          echo number > /number
          ls -d /opt/only-here; echo "$FROM_IMAGE"; echo "$OWN"; id -u
      outputs:
        parameters: [{name: number, valueFrom: {path: /number}}]
        artifacts: [{name: folder, path: /made}]
    - {name: greet, container: {image: localhost/greeter:1}}
    - {name: greet-you, container: {image: localhost/greeter:1, args: [you]}}
    - {name: fails, container: {image: localhost/box:1, command: [sh, -c, "echo no >&2; exit 7"]}}
    - {name: absent, container: {image: localhost/not-here, imagePullPolicy: Never, command: ["true"]}}
    - name: use
      inputs:
        parameters: [{name: said}]
        artifacts: [{name: folder, path: /in/folder}]
      initContainers:
        - name: before
          image: localhost/box:1
          command: [sh, -c, "echo from before > /shared/note"]
          volumeMounts: [{name: shared, mountPath: /shared}]
      sidecars:
        - {name: beside, image: localhost/box:1, command: [sh, -c, "sleep 1000"]}
      container:
        image: localhost/box:1
        command: [sh, -c]
        args: ["cat /shared/note /in/folder/a /in/folder/sub/b; echo '{{inputs.parameters.said}}'; id -u; id -g"]
        securityContext: {runAsUser: 1234, runAsGroup: 55}
        volumeMounts: [{name: shared, mountPath: /shared}]
"#;

#[test]
fn steps_run_in_their_images() {
    let Some(boxed) = Box_::new() else { return };
    let workflow = boxed.submit(STEPS);
    let shown = |name: &str| {
        let id = node(&workflow, name)["id"]
            .as_str()
            .expect("an id")
            .rsplit('-')
            .next()
            .expect("a number")
            .to_owned();
        let logs = boxed.run("logs boxed --no-color");
        let lines = logs.lines().filter_map(|line| line.split_once(": "));
        lines.filter(|(pod, _)| pod.ends_with(&id)).map(|(_, text)| format!("{text}\n")).collect::<String>()
    };
    let phase = |name: &str| node(&workflow, name)["phase"].as_str().unwrap_or_default().to_owned();
    assert_eq!(shown("make"), "/opt/only-here\nyes\ntwo\nlines\n0\n", "{workflow:#}");
    assert_eq!(node(&workflow, "make")["outputs"]["parameters"][0]["value"], "number");
    assert_eq!(shown("greet"), "greeting by itself\n");
    assert_eq!(shown("greet-you"), "greeting you\n");
    assert_eq!((phase("fails"), shown("fails")), ("Failed".to_owned(), "no\n".to_owned()));
    assert_eq!(node(&workflow, "fails")["message"], "main: Error (exit code 7)");
    let absent = node(&workflow, "absent")["message"].as_str().unwrap_or_default();
    assert!(absent.contains("localhost/not-here"), "{absent}");
    assert!(absent.contains("pull policy of Never"), "{absent}");
    let said = "/opt/only-here\nyes\ntwo\nlines\n0\n";
    assert_eq!(shown("use"), format!("from before\none\ntwo\n{said}1234\n55\n"));
    assert_eq!(phase("use"), "Succeeded");
    assert!(boxed.run("local status").contains("podman"));
    assert_eq!(boxed.run("delete boxed"), "Workflow 'boxed' deleted\n");
    boxed.run("local stop");
    assert_eq!(boxed.containers(), "");
}

const LONG: &str = r#"
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: boxed}
spec:
  entrypoint: main
  templates:
    - name: main
      container:
        image: localhost/box:1
        command: [sh, -c]
        args: ["trap 'echo asked to end; exit 3' TERM; echo begun; while ! cat /gate/open 2>/dev/null; do sleep 0.05; done"]
        volumeMounts: [{name: gate, mountPath: /gate}]
      volumes: [{name: gate, persistentVolumeClaim: {claimName: gate}}]
"#;

impl Box_ {
    /// Starts the workflow above and waits until its container has begun.
    fn begin(&self) {
        let claim = "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: gate}\n\
                     spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Mi}}}\n";
        let (claim, file) = (self.env.file("claim.yaml", claim), self.env.file("workflow.yaml", LONG));
        self.run(&format!("apply -f {claim}"));
        self.run(&format!("submit {file}"));
        for _ in 0..600 {
            if self.run("logs boxed --no-color").contains("begun") {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        panic!("it did not begin: {:#}", self.workflow("boxed"));
    }
}

#[test]
fn a_container_outlives_its_engine() {
    let Some(boxed) = Box_::new() else { return };
    boxed.begin();
    let status: Value =
        serde_json::from_slice(&boxed.command("local status -o json").output().expect("the program").stdout)
            .expect("JSON");
    let killed = Command::new("kill").args(["-9", &status["pid"].to_string()]).status();
    assert!(killed.is_ok_and(|status| status.success()));
    std::fs::write(boxed.env.path("state/claims/default/gate/open"), "opened\n").expect("a file");
    boxed.run("wait boxed");
    let workflow = boxed.workflow("boxed");
    assert_eq!(workflow["status"]["phase"], "Succeeded", "{workflow:#}");
    let logs = boxed.run("logs boxed --no-color");
    let texts: Vec<&str> = logs.lines().filter_map(|line| Some(line.split_once(": ")?.1)).collect();
    assert_eq!(texts, ["begun", "opened"], "it ran once");
}

#[test]
fn a_container_is_asked_to_end() {
    let Some(boxed) = Box_::new() else { return };
    boxed.begin();
    boxed.run("terminate boxed");
    boxed.run("wait boxed");
    let workflow = boxed.workflow("boxed");
    assert_eq!(workflow["status"]["phase"], "Failed", "{workflow:#}");
    assert!(boxed.run("logs -f boxed --no-color").contains("asked to end"));
    boxed.run("delete boxed");
    boxed.run("local stop");
    assert_eq!(boxed.containers(), "");
}
