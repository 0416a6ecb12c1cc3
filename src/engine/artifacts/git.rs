//! Repositories of git, through its command line.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use base64::Engine as _;
use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};
use tokio::process::Command;

use super::secrets::Secrets;
use super::{ArtifactError, web};
use crate::core::api::GitArtifact;

/// The longest part of git's last words that is repeated, in bytes.
const LONGEST: usize = 2000;

/// Clones a repository to a path and checks its revision out. `scratch` is a private folder for keys.
pub(super) async fn clone(
    git: &GitArtifact,
    secrets: &Secrets<'_>,
    scratch: &Path,
    to: &Path,
) -> Result<(), ArtifactError> {
    let runner = Runner::new(git, secrets, scratch).await?;
    let cloned = runner.clone_to(to).await;
    runner.forget();
    cloned
}

struct Runner<'a> {
    git: &'a GitArtifact,
    /// The environment, whole.
    env: Vec<(String, String)>,
    key: Option<PathBuf>,
    home: PathBuf,
}

impl<'a> Runner<'a> {
    async fn new(git: &'a GitArtifact, secrets: &Secrets<'_>, scratch: &Path) -> Result<Self, ArtifactError> {
        let failed = |why: &str| failed("cannot clone", git, why);
        let words = [&git.repo, &git.revision, &git.branch];
        if words.iter().chain(&git.fetch.iter().collect::<Vec<_>>()).any(|word| word.starts_with('-')) {
            return Err(failed("repository, branch, revision and refs must not begin with a dash"));
        }
        if git.single_branch && git.branch.is_empty() {
            return Err(failed("single branch mode without a branch specified"));
        }
        let is_file = local_path(&git.repo).is_some();
        if let Some(path) = local_path(&git.repo) {
            check_local(&path).map_err(failed)?;
        }
        let home = scratch.join("git-home");
        std::fs::create_dir_all(&home).map_err(ArtifactError::io(&home))?;
        // The machine's own settings and credentials are none of the workflow's.
        let mut env = vec![
            ("PATH", std::env::var("PATH").unwrap_or_default()),
            ("HOME", home.display().to_string()),
            ("LC_ALL", "C".to_owned()),
            ("GIT_CONFIG_NOSYSTEM", "1".to_owned()),
            ("GIT_CONFIG_GLOBAL", "/dev/null".to_owned()),
            ("GIT_TERMINAL_PROMPT", "0".to_owned()),
            ("GIT_ASKPASS", "true".to_owned()),
            ("GIT_LFS_SKIP_SMUDGE", "1".to_owned()),
            // Only from a repository of this machine may submodules be on this machine.
            (
                "GIT_ALLOW_PROTOCOL",
                if is_file { "file:git:http:https:ssh" } else { "git:http:https:ssh" }.to_owned(),
            ),
        ];
        for name in [
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "NO_PROXY",
            "http_proxy",
            "https_proxy",
            "no_proxy",
            "SSL_CERT_FILE",
        ] {
            env.extend(std::env::var(name).ok().map(|value| (name, value)));
        }
        let key = match secrets.text(git.ssh_private_key_secret.as_ref()).await? {
            Some(text) => Some(write_key(&home, &text)?),
            None => None,
        };
        env.push(("GIT_SSH_COMMAND", ssh(key.as_deref(), git.insecure_ignore_host_key)));
        let mut settings = vec![("safe.directory".to_owned(), "*".to_owned())];
        if git.insecure_skip_tls {
            settings.push(("http.sslVerify".to_owned(), "false".to_owned()));
        }
        let user = secrets.text(git.username_secret.as_ref()).await?;
        let password = secrets.text(git.password_secret.as_ref()).await?;
        settings.extend(login(git, user.as_ref(), password.as_ref()));
        env.push(("GIT_CONFIG_COUNT", settings.len().to_string()));
        let mut env: Vec<(String, String)> = env.into_iter().map(|(k, v)| (k.to_owned(), v)).collect();
        for (at, (name, value)) in settings.into_iter().enumerate() {
            env.push((format!("GIT_CONFIG_KEY_{at}"), name));
            env.push((format!("GIT_CONFIG_VALUE_{at}"), value));
        }
        Ok(Self { git, env, key, home })
    }

    async fn clone_to(&self, to: &Path) -> Result<(), ArtifactError> {
        let git = self.git;
        let depth = git.depth.filter(|depth| *depth > 0).map(|depth| format!("--depth={depth}"));
        // Depth means nothing to git where it can just copy files.
        let repo =
            local_path(&git.repo).map_or_else(|| git.repo.clone(), |p| format!("file://{}", p.display()));
        let mut args = vec!["clone".to_owned(), "--quiet".to_owned()];
        args.extend(depth.clone());
        args.push(if git.single_branch { "--single-branch" } else { "--no-single-branch" }.to_owned());
        if !git.branch.is_empty() {
            args.push(format!("--branch={}", git.branch));
        }
        args.extend(["--".to_owned(), repo, to.display().to_string()]);
        self.run("failed to clone", Path::new("/"), &args).await?;
        if !git.fetch.is_empty() {
            let mut args = vec!["fetch".to_owned(), "--quiet".to_owned()];
            args.extend(depth);
            args.extend(["origin".to_owned(), "--".to_owned()]);
            args.extend(git.fetch.iter().cloned());
            self.run("failed to fetch", to, &args).await?;
        }
        if !git.revision.is_empty() {
            let commit = self.resolve(to).await?;
            let args = ["checkout", "--quiet", "--force", "--detach", &commit].map(str::to_owned);
            self.run("failed to checkout", to, &args).await?;
        }
        if !git.disable_submodules && to.join(".gitmodules").symlink_metadata().is_ok() {
            let args = ["submodule", "update", "--quiet", "--init", "--recursive"].map(str::to_owned);
            self.run("failed to update submodules of", to, &args).await?;
        }
        Ok(())
    }

    /// The commit of the revision: a branch, tag or commit.
    async fn resolve(&self, to: &Path) -> Result<String, ArtifactError> {
        let revision = self.git.revision.as_str();
        for name in [revision.to_owned(), format!("refs/remotes/origin/{revision}")] {
            let args =
                ["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{name}^{{commit}}")]
                    .map(str::to_owned);
            if let Ok(commit) = self.run("", to, &args).await {
                return Ok(commit.trim().to_owned());
            }
        }
        let why = format!("there is no revision {revision:?} in what was fetched");
        Err(failed("failed to get resolve revision of", self.git, &why))
    }

    async fn run(&self, what: &'static str, folder: &Path, args: &[String]) -> Result<String, ArtifactError> {
        let command = Command::new("git")
            .args(args)
            .current_dir(folder)
            .env_clear()
            .envs(self.env.iter().map(|(k, v)| (k, v)))
            .stdin(Stdio::null())
            .kill_on_drop(true)
            .output();
        let output = command.await.map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => failed(what, self.git, "git is not on this machine"),
            _ => failed(what, self.git, &error.to_string()),
        })?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        let said = String::from_utf8_lossy(&output.stderr);
        let said: String = said.trim().chars().take(LONGEST).collect();
        Err(failed(what, self.git, &said.replace(&self.git.repo, &web::shown(&self.git.repo))))
    }

    /// Removes what is secret.
    fn forget(&self) {
        if let Some(key) = &self.key
            && let Err(error) = std::fs::remove_file(key)
        {
            tracing::error!(%error, "a key for git stays in the state directory");
        }
        // What else is there is git's own.
        let _ = std::fs::remove_dir_all(&self.home);
    }
}

fn failed(what: &'static str, git: &GitArtifact, why: &str) -> ArtifactError {
    ArtifactError::Git { what, repo: web::shown(&git.repo), why: why.to_owned() }
}

/// The path of a repository on this machine.
fn local_path(repo: &str) -> Option<PathBuf> {
    let path = repo.strip_prefix("file://").unwrap_or(repo);
    path.starts_with('/').then(|| PathBuf::from(path))
}

/// Homes are hidden from steps, and so are the repositories in them.
fn check_local(path: &Path) -> Result<(), &'static str> {
    let real = path.canonicalize().map_err(|_| "there is no such repository on this machine")?;
    let home = std::env::var_os("HOME").map(PathBuf::from).and_then(|home| home.canonicalize().ok());
    match home.filter(|home| home.parent().is_some() && real.starts_with(home)) {
        Some(_) => Err("it is in your home, which steps do not see"),
        None => Ok(()),
    }
}

fn write_key(home: &Path, text: &SecretString) -> Result<PathBuf, ArtifactError> {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    let place = home.join("key");
    let made = std::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&place);
    let mut file = made.map_err(ArtifactError::io(&place))?;
    // A key without a line break at its end is none to ssh.
    let text = format!("{}\n", text.expose_secret().trim_end());
    file.write_all(text.as_bytes()).map_err(ArtifactError::io(&place))?;
    Ok(place)
}

/// How ssh is called: with the key of the secret or with none, never with the machine's own.
fn ssh(key: Option<&Path>, ignore_host_key: bool) -> String {
    let always = "ssh -F /dev/null -o BatchMode=yes -o IdentityAgent=none -o IdentitiesOnly=yes";
    let identity = match key {
        Some(key) => format!("-i '{}'", key.display().to_string().replace('\'', "'\\''")),
        None => "-o IdentityFile=none".to_owned(),
    };
    let hosts =
        if ignore_host_key { "-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null" } else { "" };
    format!("{always} {identity} {hosts}")
}

/// The setting that logs in, for the repository's server only.
fn login(
    git: &GitArtifact,
    user: Option<&SecretString>,
    password: Option<&SecretString>,
) -> Option<(String, String)> {
    let text = |secret: Option<&SecretString>| secret.map_or("", |s| s.expose_secret()).trim().to_owned();
    let (user, password) = (text(user), text(password));
    if user.is_empty() && password.is_empty() {
        return None;
    }
    let mut server = Url::parse(&git.repo).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    server.set_path("/");
    server.set_query(None);
    let coded = base64::engine::general_purpose::STANDARD.encode(format!("{user}:{password}"));
    Some((format!("http.{server}.extraHeader"), format!("Authorization: Basic {coded}")))
}
