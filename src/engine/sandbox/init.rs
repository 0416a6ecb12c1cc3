//! Process 1 of a container: lays out the files, runs the command, reaps, collects outputs. When it ends, the kernel
//! ends everything that is left in the namespace.

use std::io;
use std::path::PathBuf;

use rustix::process::Signal;

use super::host::RealHost;
use super::plan::{Step, plan};
use super::spec::{Bind, ShimSpec};
use super::{apply, collect, payload, sys};

/// Where outputs are collected, seen from inside.
const COLLECTED: &str = "/argo/outputs";

/// Runs the container and returns the exit code of its command.
///
/// # Errors
/// When the container cannot be laid out, or an output cannot be kept.
pub(super) fn run(spec: &ShimSpec) -> io::Result<i32> {
    // A shim that is killed takes its container along.
    rustix::process::set_parent_process_death_signal(Some(Signal::KILL))?;
    if spec.sandbox {
        lay_out(spec)?;
    }
    let command = payload::start(spec)?;
    sys::pass_signals_to(command);
    let code = payload::wait(command);
    let folder = if spec.sandbox { PathBuf::from(COLLECTED) } else { spec.collected.clone() };
    for output in &spec.collect {
        collect::keep(output, &folder)
            .map_err(|e| io::Error::new(e.kind(), format!("output {}: {e}", output.path.display())))?;
    }
    Ok(code)
}

fn lay_out(spec: &ShimSpec) -> io::Result<()> {
    sys::own_mounts()?;
    // The name is a courtesy; a container without it is still one.
    let _ = rustix::system::sethostname(spec.hostname.as_bytes());
    let writes: Vec<PathBuf> = spec.collect.iter().map(|c| c.path.clone()).collect();
    let mut steps = plan(&RealHost, &spec.path, &spec.tmp, &spec.binds, &writes);
    steps.push(Step::Folder(COLLECTED.into()));
    let collected = Bind { source: spec.collected.clone(), target: COLLECTED.into(), read_only: false };
    steps.push(Step::Bind(collected));
    apply::enter(&spec.root, &steps)
}
