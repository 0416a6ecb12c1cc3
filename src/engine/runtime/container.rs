//! Containers of their images, by the command line of a container engine. The tool runs below the same shim as a process
//! of the host runtime does: the shim keeps the log and the record of the end, and outlives the engine.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures::future::BoxFuture;

use super::entry;
use super::host::{self, HostOptions, HostRuntime, make_private};
use super::tool::Tool;
use crate::engine::sandbox::{self, ShimSpec};
use crate::ports::entry::{Door, Entry};
use crate::ports::runtime::{
    Confinement, ContainerSpec, Ended, Limits, Mount, Observed, Output, PodFolder, Runtime, RuntimeError,
    Signal,
};

/// Arguments and environment of a call of the tool.
type ToolCall = (Vec<String>, Vec<(String, String)>);

/// Where containers write their progress (`ARGO_PROGRESS_FILE`), below their root.
const PROGRESS: &str = "var/run/argo";

/// Runs containers through docker, podman or nerdctl.
pub struct ContainerRuntime {
    tool: Tool,
    host: Arc<HostRuntime>,
    /// Images that are being looked for, so that many steps at once pull one once.
    pulls: Mutex<HashMap<String, Arc<tokio::sync::Mutex<()>>>>,
}

impl ContainerRuntime {
    /// A runtime by the name of its tool.
    ///
    /// # Errors
    /// When the tool is not on this machine.
    pub fn new(tool: &str, options: HostOptions) -> Result<Self, RuntimeError> {
        let options = HostOptions { sandbox: false, ..options };
        Ok(Self {
            tool: Tool::find(tool)?,
            host: Arc::new(HostRuntime::new(options)),
            pulls: Mutex::default(),
        })
    }

    async fn pull(&self, container: &ContainerSpec) -> Result<(), RuntimeError> {
        let image = container.image.as_str();
        let turn = {
            let mut pulls = self.pulls.lock().unwrap_or_else(PoisonError::into_inner);
            pulls.entry(image.to_owned()).or_default().clone()
        };
        let _turn = turn.lock().await;
        self.tool.pull(image, &container.pull_policy).await
    }

    /// The tool as the command of a shim.
    fn shim_spec(&self, pod: &PodFolder, container: &ContainerSpec) -> Result<ShimSpec, RuntimeError> {
        let name = container.name.as_str();
        let root = pod.root(name);
        let progress = root.join(PROGRESS);
        make_private(&progress)?;
        host::open_to_all(&progress)?;
        let own = Mount { source: progress, target: Path::new("/").join(PROGRESS), read_only: false };
        let (args, env) = self.arguments(pod, container, &own)?;
        let program = self.tool.program.to_string_lossy().into_owned();
        let mut argv = vec![program.clone()];
        argv.extend(args);
        Ok(ShimSpec {
            argv,
            env,
            cwd: "/".into(),
            sandbox: false,
            root,
            untouched: None,
            tmp: pod.tmp(),
            mounts: Vec::new(),
            shown: Vec::new(),
            host_name: container.host_name.clone(),
            user: None,
            group: None,
            confinement: Confinement::default(),
            last_words: None,
            limits: Limits::default(),
            attempts: container.attempts.clone(),
            again: match container.attempts {
                Some(_) => vec![program, "start".to_owned(), "--attach".to_owned(), name_of(pod, name)],
                None => Vec::new(),
            },
            log: pod.log(name),
            exit: pod.exit(name),
            pid: pod.pid(name),
            result: container.keep_result.then(|| pod.result(name)),
            collected: pod.outputs(name),
            outputs: Vec::new(),
        })
    }

    /// The arguments of the tool, and its environment: its own, and what the container is to have. Values are handed
    /// over by name, because arguments can be read by everybody on the machine.
    fn arguments(
        &self,
        pod: &PodFolder,
        container: &ContainerSpec,
        own: &Mount,
    ) -> Result<ToolCall, RuntimeError> {
        let mut env: Vec<(String, String)> = std::env::vars().collect();
        let mut args = vec!["run".to_owned(), format!("--name={}", name_of(pod, &container.name))];
        args.extend(["--network=host", "--pull=never"].map(str::to_owned));
        if self.tool.name != "nerdctl" {
            // The shim keeps the log.
            args.extend(["--log-driver=none", "--security-opt=label=disable"].map(str::to_owned));
        }
        for (name, value) in &container.env {
            if env.iter().any(|(known, _)| known == name) {
                // The tool needs its own.
                args.push(format!("--env={name}={value}"));
            } else {
                args.push(format!("--env={name}"));
                env.push((name.clone(), value.clone()));
            }
        }
        for mount in container.mounts.iter().chain([own]) {
            let (source, target) = (mount.source.display().to_string(), mount.target.display().to_string());
            if source.contains(',') || target.contains(',') {
                return Err(RuntimeError::Tool {
                    tool: self.tool.name.clone(),
                    what: "run".to_owned(),
                    why: format!("{target:?} cannot be mounted: its path has a comma"),
                });
            }
            let end = if mount.read_only { ",readonly" } else { "" };
            args.push(format!("--mount=type=bind,source={source},target={target}{end}"));
        }
        let user = (container.user, container.group);
        args.extend(entry::who_and_where(user, container.working_dir.as_deref()));
        args.extend(confined(&container.confinement));
        let mut words = container.command.iter();
        if let Some(program) = words.next() {
            args.push(format!("--entrypoint={program}"));
        }
        args.push(container.image.clone());
        args.extend(words.chain(&container.args).cloned());
        Ok((args, env))
    }

    async fn keep(&self, pod: &PodFolder, container: &str) -> Result<PathBuf, RuntimeError> {
        let folder = pod.outputs(container);
        let (wanted, done) = (wanted(pod, container), pod.path().join(format!("{container}.collected")));
        if wanted.is_empty() || done.exists() {
            return Ok(folder);
        }
        // An engine that was killed may have left half of it.
        let draft = pod.path().join(format!("drafts-{container}"));
        for place in [&folder, &draft] {
            host::remove_all(place).or_else(missing_is_fine).map_err(host::at(place))?;
            make_private(place)?;
        }
        for (at, output) in wanted.into_iter().enumerate() {
            let above = draft.join(at.to_string());
            make_private(&above)?;
            let name = output.path.file_name().unwrap_or("output".as_ref());
            let staged = above.join(name);
            let copied = self.tool.copy(&name_of(pod, container), &output.path, &staged).await;
            let kept = match copied {
                Ok(false) => Ok(()),
                Ok(true) => {
                    let (output, folder) = (Output { path: staged, ..output.clone() }, folder.clone());
                    let kept =
                        tokio::task::spawn_blocking(move || sandbox::keep_copied(&output, &folder)).await;
                    kept.map_err(|e| e.to_string()).and_then(|kept| kept.map_err(|e| e.to_string()))
                }
                Err(error) => Err(error.to_string()),
            };
            if let Err(why) = kept {
                let place = folder.join(format!("{}.error", output.file));
                fs::write(&place, why).map_err(host::at(&place))?;
            }
        }
        fs::write(&done, "").map_err(host::at(&done))?;
        Ok(folder)
    }
}

/// Options of the tool that keep a container from doing things.
fn confined(confinement: &Confinement) -> Vec<String> {
    let mut args: Vec<String> =
        confinement.groups.iter().map(|group| format!("--group-add={group}")).collect();
    if confinement.read_only_root {
        args.push("--read-only".to_owned());
    }
    if confinement.no_new_privileges {
        args.push("--security-opt=no-new-privileges".to_owned());
    }
    args.extend(confinement.dropped.iter().map(|name| format!("--cap-drop={name}")));
    // Never more than the tool gives anyway.
    let usual = confinement.added.iter().filter(|_| confinement.dropped.iter().any(|name| name == "ALL"));
    let usual = usual.filter(|name| sandbox::RIGHTS.contains(&name.strip_prefix("CAP_").unwrap_or(name)));
    args.extend(usual.map(|name| format!("--cap-add={name}")));
    args
}

/// What the tool calls a container.
fn name_of(pod: &PodFolder, container: &str) -> String {
    let uid = pod.path().file_name().unwrap_or_default().to_string_lossy();
    format!("argo-{uid}-{container}")
}

fn note_of(pod: &PodFolder, container: &str) -> PathBuf {
    pod.path().join(format!("{container}.wanted"))
}

/// The outputs that a container was started with.
fn wanted(pod: &PodFolder, container: &str) -> Vec<Output> {
    let note = fs::read(note_of(pod, container)).unwrap_or_default();
    serde_json::from_slice(&note).unwrap_or_default()
}

fn missing_is_fine(error: std::io::Error) -> std::io::Result<()> {
    if error.kind() == std::io::ErrorKind::NotFound { Ok(()) } else { Err(error) }
}

impl Runtime for ContainerRuntime {
    fn prepare(&self, pod: &PodFolder) -> Result<(), RuntimeError> {
        self.host.prepare(pod)
    }

    fn start<'a>(
        &'a self,
        pod: &'a PodFolder,
        container: &'a ContainerSpec,
    ) -> BoxFuture<'a, Result<(), RuntimeError>> {
        Box::pin(async move {
            self.pull(container).await?;
            let note = note_of(pod, &container.name);
            let text = serde_json::to_vec(&container.outputs).map_err(|e| host::at(&note)(e.into()))?;
            fs::write(&note, text).map_err(host::at(&note))?;
            let image = pod.path().join("image");
            fs::write(&image, &container.image).map_err(host::at(&image))?;
            let spec = self.shim_spec(pod, container)?;
            self.host.launch(&spec)
        })
    }

    fn refuse(&self, pod: &PodFolder, container: &str, why: &str) -> Result<(), RuntimeError> {
        self.host.refuse(pod, container, why)
    }

    fn observe(&self, pod: &PodFolder, container: &str) -> Observed {
        self.host.observe(pod, container)
    }

    fn ended<'a>(&'a self, pod: &'a PodFolder, container: &'a str) -> BoxFuture<'a, Ended> {
        self.host.ended(pod, container)
    }

    fn signal(&self, pod: &PodFolder, container: &str, signal: Signal) {
        if signal == Signal::Terminate {
            // The tool hands it on.
            return self.host.signal(pod, container, signal);
        }
        let (tool, host) = (self.tool.clone(), Arc::clone(&self.host));
        let (pod, container) = (pod.clone(), container.to_owned());
        tokio::spawn(async move {
            tool.kill(&name_of(&pod, &container)).await;
            // Its tool ends by itself then, and the record says how; one that hangs is ended as well.
            let ended = host.ended(&pod, &container);
            if tokio::time::timeout(Duration::from_secs(5), ended).await.is_err() {
                host.signal(&pod, &container, signal);
            }
        });
    }

    fn enter(&self, pod: &PodFolder, container: &str, wanted: &Entry) -> Result<Door, RuntimeError> {
        if self.observe(pod, container) != Observed::Started {
            return Err(RuntimeError::NotRunning(container.to_owned()));
        }
        Ok(entry::by_tool(self.host.program(), &self.tool, &name_of(pod, container), wanted))
    }

    fn collect<'a>(
        &'a self,
        pod: &'a PodFolder,
        container: &'a str,
    ) -> BoxFuture<'a, Result<PathBuf, RuntimeError>> {
        Box::pin(self.keep(pod, container))
    }

    fn clean(&self, pod: &PodFolder) {
        let entries = fs::read_dir(pod.path()).into_iter().flatten().flatten();
        let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
        let names: Vec<String> =
            names.filter_map(|n| Some(name_of(pod, n.strip_suffix(".wanted")?))).collect();
        if let Err(error) = self.tool.remove(&names) {
            tracing::warn!(%error, "containers stay");
        }
        self.host.clean(pod);
        let image = fs::read_to_string(pod.path().join("image")).ok();
        let entries = fs::read_dir(pod.path()).into_iter().flatten().flatten();
        for left in entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir())) {
            // Files of users that this process is not; the tool can remove what it has made.
            let removed = self.tool.remove_folders(&left.path(), image.as_deref());
            let gone = removed.and_then(|()| host::remove_all(&left.path()).or_else(missing_is_fine));
            if let Err(error) = gone {
                tracing::warn!(%error, folder = %left.path().display(), "what a container has left stays");
            }
        }
    }
}
