//! What tests of the program share: an environment of its own for each, and texts without what varies.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A home of its own, with nothing of the developer's environment but `PATH`.
pub(crate) struct TestEnv {
    dir: tempfile::TempDir,
}

/// What a command gave.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) code: i32,
}

impl Ran {
    /// Standard output of a command that worked.
    pub(crate) fn ok(self) -> String {
        assert_eq!(self.code, 0, "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self.stdout
    }

    /// Everything as one text, for snapshots.
    pub(crate) fn all(&self) -> String {
        format!("exit {}\n--- stdout\n{}--- stderr\n{}", self.code, self.stdout, self.stderr)
    }
}

impl TestEnv {
    pub(crate) fn new() -> Self {
        Self { dir: tempfile::tempdir().expect("a temporary directory") }
    }

    /// A path below the home directory.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Writes a file below the home directory and returns its path as text.
    pub(crate) fn file(&self, name: &str, text: &str) -> String {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
        std::fs::write(&path, text).expect("a file");
        path.display().to_string()
    }

    /// A command with this environment.
    pub(crate) fn command<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Command {
        self.prepare(Command::new(env!("CARGO_BIN_EXE_argo")), args)
    }

    /// A command that is ended when it takes longer than so many seconds.
    pub(crate) fn command_within<S: AsRef<OsStr>>(
        &self,
        seconds: u32,
        args: impl IntoIterator<Item = S>,
    ) -> Command {
        let mut command = Command::new("timeout");
        command.arg(seconds.to_string()).arg(env!("CARGO_BIN_EXE_argo"));
        self.prepare(command, args)
    }

    fn prepare<S: AsRef<OsStr>>(&self, mut command: Command, args: impl IntoIterator<Item = S>) -> Command {
        command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HOME", self.dir.path()).env("ARGO_LOCAL_HOME", self.path("state"));
        command.env("TZ", "UTC").current_dir(self.dir.path()).stdin(Stdio::null());
        command.args(args);
        command
    }

    /// Runs a command line, split at blanks; one that takes a minute is ended.
    pub(crate) fn run(&self, line: &str) -> Ran {
        ran(self.command_within(60, line.split_whitespace()).output())
    }

    /// Runs a command line with a text as standard input.
    pub(crate) fn run_with_input(&self, line: &str, input: &str) -> Ran {
        use std::io::Write;
        let mut command = self.command(line.split_whitespace());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program");
        let mut stdin = child.stdin.take().expect("its standard input");
        stdin.write_all(input.as_bytes()).expect("a reader");
        drop(stdin);
        ran(child.wait_with_output())
    }

    /// The process id of the engine that runs.
    pub(crate) fn engine_pid(&self) -> String {
        let status: serde_json::Value =
            serde_json::from_str(&self.run("local status -o json").ok()).expect("JSON");
        status["pid"].to_string()
    }

    /// Kills the engine as nothing can defend against.
    pub(crate) fn kill_engine(&self) {
        let killed = Command::new("kill").args(["-9", &self.engine_pid()]).status();
        assert!(killed.is_ok_and(|status| status.success()));
    }

    /// Puts a word in place of the home directory.
    pub(crate) fn without_home(&self, text: &str) -> String {
        text.replace(&self.dir.path().display().to_string(), "HOME")
    }
}

impl Drop for TestEnv {
    fn drop(&mut self) {
        if self.path("state").exists() {
            // An engine that is gone already needs no end.
            let _ = self.command(["local", "reset", "--yes"]).output();
        }
    }
}

fn ran(output: std::io::Result<Output>) -> Ran {
    let output = output.expect("the program");
    Ran {
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        code: output.status.code().unwrap_or(-1),
    }
}

/// An example of the repository.
pub(crate) fn example(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name).display().to_string()
}

/// Whether steps can run here; says so where not.
pub(crate) fn has_namespaces() -> bool {
    let tried = argo::engine::sandbox::namespaces_available();
    if let Err(error) = &tried {
        skipped(&format!("this machine gives no namespaces: {error}"));
    }
    tried.is_ok()
}

#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
pub(crate) fn skipped(why: &str) {
    eprintln!("skipped: {why}");
}
