//! The command line of a container engine: docker, podman or nerdctl.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::time::Duration;

use super::command::search_path;
use crate::ports::runtime::RuntimeError;

/// How long a short call may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long an image may take to come.
const PULL: Duration = Duration::from_secs(30 * 60);

/// The longest part of a tool's last words that is repeated, in bytes.
const LONGEST: usize = 2000;

/// The tools that are known.
pub const TOOLS: [&str; 3] = ["docker", "podman", "nerdctl"];

/// A tool of this machine.
#[derive(Debug, Clone)]
pub(super) struct Tool {
    pub(super) name: String,
    pub(super) program: PathBuf,
}

impl Tool {
    /// The tool of a name, on the `PATH`.
    pub(super) fn find(name: &str) -> Result<Self, RuntimeError> {
        let found = search_path().into_iter().map(|folder| folder.join(name)).find(|file| file.is_file());
        let program = found.ok_or_else(|| RuntimeError::NoTool(name.to_owned()))?;
        Ok(Self { name: name.to_owned(), program })
    }

    /// What the tool says to a call, whether it worked or not.
    pub(super) async fn ask(&self, args: &[&str], within: Duration) -> Result<Output, RuntimeError> {
        let mut command = tokio::process::Command::new(&self.program);
        command.args(args).current_dir("/").stdin(Stdio::null()).kill_on_drop(true);
        match tokio::time::timeout(within, command.output()).await {
            Ok(output) => output.map_err(|error| self.failed(args, &error.to_string())),
            Err(_) => Err(self.failed(args, "it does not answer")),
        }
    }

    /// A call that must work.
    pub(super) async fn call(&self, args: &[&str], within: Duration) -> Result<(), RuntimeError> {
        let output = self.ask(args, within).await?;
        if output.status.success() {
            return Ok(());
        }
        Err(self.failed(args, &String::from_utf8_lossy(&output.stderr)))
    }

    fn failed(&self, args: &[&str], why: &str) -> RuntimeError {
        let what = args.iter().take(2).copied().collect::<Vec<_>>().join(" ");
        // The last lines say what went wrong, those before them how far it came.
        let lines: Vec<&str> = why.lines().filter(|line| !line.trim().is_empty()).collect();
        let why = lines.iter().rev().take(3).rev().copied().collect::<Vec<_>>().join("; ");
        let why = why.chars().take(LONGEST).collect();
        RuntimeError::Tool { tool: self.name.clone(), what, why }
    }

    /// Makes an image be there, by the policy of its container. One that is here is taken where it cannot be pulled:
    /// it may have been made here, and the API asks for every image without a version to be pulled always.
    pub(super) async fn pull(&self, image: &str, policy: &str) -> Result<(), RuntimeError> {
        // A name that begins with a dash would be an option.
        if image.is_empty() || image.starts_with('-') {
            let why = format!("{image:?} is no name of an image");
            return Err(RuntimeError::Tool { tool: self.name.clone(), what: "pull".to_owned(), why });
        }
        let inspected = self.ask(&["image", "inspect", image], PATIENCE).await?;
        let is_here = inspected.status.success();
        let is_made_here = image.starts_with("localhost/");
        match policy {
            "Always" if !(is_here && is_made_here) => {}
            _ if is_here => return Ok(()),
            "Never" => {
                let why = format!("Container image \"{image}\" is not present with pull policy of Never");
                return Err(RuntimeError::Tool {
                    tool: self.name.clone(),
                    what: "image inspect".to_owned(),
                    why,
                });
            }
            _ => {}
        }
        match self.call(&["pull", "--quiet", image], PULL).await {
            Err(error) if is_here => {
                tracing::warn!(%error, image, "an image was not pulled; the one that is here is taken");
                Ok(())
            }
            pulled => pulled,
        }
    }

    /// Copies a path of a container, running or not, to a path of this machine; false when there is nothing.
    pub(super) async fn copy(&self, container: &str, from: &Path, to: &Path) -> Result<bool, RuntimeError> {
        let (source, target) = (format!("{container}:{}", from.display()), to.display().to_string());
        // Podman follows links inside the container by itself; the others have to be told.
        let args: &[&str] = match self.name.as_str() {
            "podman" => &["cp", &source, &target],
            _ => &["cp", "-L", &source, &target],
        };
        let output = self.ask(args, PULL).await?;
        if output.status.success() {
            return Ok(true);
        }
        let said = String::from_utf8_lossy(&output.stderr).to_lowercase();
        let is_missing = ["no such file", "could not find", "not found", "no such directory"];
        if is_missing.iter().any(|words| said.contains(words)) {
            return Ok(false);
        }
        Err(self.failed(args, &said))
    }

    /// Ends a container at once, in the background of whoever asks.
    pub(super) async fn kill(&self, container: &str) {
        // One that has ended already is what is wanted.
        let _ = self.ask(&["kill", container], PATIENCE).await;
    }

    /// Removes containers; waits for it.
    pub(super) fn remove(&self, containers: &[String]) -> io::Result<()> {
        if containers.is_empty() {
            return Ok(());
        }
        let mut command = std::process::Command::new(&self.program);
        command.args(["rm", "--force", "--volumes"]).args(containers).current_dir("/");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().map(|_| ())
    }

    /// Removes folders that containers have filled as users this process is not.
    pub(super) fn remove_folders(&self, below: &Path, image: Option<&str>) -> io::Result<()> {
        let place = below.display().to_string();
        let mut command = std::process::Command::new(&self.program);
        match (self.name.as_str(), image) {
            ("podman", _) => command.args(["unshare", "rm", "-rf", "--", &place]),
            (_, Some(image)) => {
                let mount = format!("type=bind,source={place},target=/argo-rest");
                command.args([
                    "run",
                    "--rm",
                    "--user=0",
                    "--network=none",
                    "--pull=never",
                    "--mount",
                    &mount,
                ]);
                command.args(["--entrypoint=/bin/rm", image, "-rf", "--", "/argo-rest"])
            }
            (_, None) => return Ok(()),
        };
        command.current_dir("/").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().map(|_| ())
    }
}
