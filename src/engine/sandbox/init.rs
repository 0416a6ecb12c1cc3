//! Process 1 of a container: lays out the files, runs the command, reaps, keeps outputs. When it ends, the kernel
//! ends everything that is left in the namespace.

use std::fs;
use std::io::{self, Read};
use std::os::fd::{AsRawFd, OwnedFd};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use rustix::fs::{Mode, OFlags};
use rustix::process::{DumpableBehavior, Resource, Rlimit};
use serde::{Deserialize, Serialize};

use super::host::RealHost;
use super::ids::Ids;
use super::plan::{Step, Wanted, plan};
use super::spec::ShimSpec;
use super::untouched::is_untouched;
use super::{apply, collect, payload};

/// How many processes and threads a container may have, where the kernel counts them by container.
const PROCESSES: u64 = 8192;

/// The first kernel with a `pid_max` for each PID namespace; on older ones it is the whole machine's.
const PID_MAX_SINCE: (u32, u32) = (6, 14);

/// Where a container leaves its last words (the default of `terminationMessagePath`).
const LAST_WORDS: &str = "/dev/termination-log";

/// The most of them that is kept, in bytes.
const LAST_WORDS_MOST: u64 = 4096;

/// What init has to say to the shim, besides its exit code.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Note {
    /// The container's last words.
    pub(super) message: String,
    /// Why the container could not be run.
    pub(super) trouble: Option<String>,
    /// Whether its root is as it was laid out.
    pub(super) untouched: bool,
}

/// Runs the container; the exit code of its command, and what else there is to say.
///
/// # Errors
/// When the container cannot be laid out.
pub(super) fn run(spec: &ShimSpec, ids: Ids) -> io::Result<(i32, Note)> {
    let mut layout = Vec::new();
    // Outputs go through a descriptor that only this process has: the command never sees where they are kept, and
    // can leave no links there.
    let folder = match spec.outputs.is_empty() {
        true => None,
        false => Some(rustix::fs::open(
            &spec.collected,
            OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC,
            Mode::empty(),
        )?),
    };
    if spec.sandbox {
        // Other processes of the container may not look into this one, which holds that descriptor.
        rustix::process::set_dumpable_behavior(DumpableBehavior::NotDumpable)?;
        layout = lay_out(spec)?;
        limit_processes();
    } else {
        // What the command leaves behind comes to this process, to be ended.
        rustix::process::set_child_subreaper(Some(rustix::process::getpid()))?;
    }
    let code = payload::run(spec, ids)?;
    payload::end_the_rest();
    if let Some(folder) = &folder {
        keep_outputs(spec, folder)?;
    }
    let message = if spec.sandbox { last_words(spec.last_words.as_deref()) } else { String::new() };
    // One that cannot be told is not used again.
    let untouched = spec.sandbox && is_untouched(&layout).unwrap_or(false);
    Ok((code, Note { message, trouble: None, untouched }))
}

/// Lays out the container's files; the steps by which its root was made.
fn lay_out(spec: &ShimSpec) -> io::Result<Vec<Step>> {
    // The name is a courtesy; a container without it is still one.
    let _ = rustix::system::sethostname(spec.host_name.as_bytes());
    let writes: Vec<PathBuf> = spec.outputs.iter().map(|output| output.path.clone()).collect();
    let wanted = Wanted { shown: &spec.shown, tmp: &spec.tmp, mounts: &spec.mounts, writes: &writes };
    let (before, locks) = super::plan::split(plan(&RealHost, &wanted));
    apply::enter(&spec.root, &before)?;
    if kernel().is_some_and(|version| version >= PID_MAX_SINCE) {
        // A kernel that will not have it has other limits.
        let _ = fs::write("/proc/sys/kernel/pid_max", PROCESSES.to_string());
    }
    apply::lay_all(&locks)?;
    if spec.confinement.read_only_root {
        apply::close(&spec.cwd, !spec.mounts.iter().any(|mount| mount.target == Path::new("/tmp")))?;
    }
    Ok(before)
}

/// The version of the kernel.
fn kernel() -> Option<(u32, u32)> {
    let name = rustix::system::uname().release().to_string_lossy().into_owned();
    let mut parts = name.split(|c: char| !c.is_ascii_digit());
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

/// Counted for each user namespace; root of the machine is not held to it.
pub(super) fn limit_processes() {
    let now = rustix::process::getrlimit(Resource::Nproc);
    let most = now.maximum.map_or(PROCESSES, |maximum| maximum.min(PROCESSES));
    // A container without the limit is still one.
    let _ = rustix::process::setrlimit(Resource::Nproc, Rlimit { current: Some(most), maximum: Some(most) });
}

fn keep_outputs(spec: &ShimSpec, folder: &OwnedFd) -> io::Result<()> {
    let place = PathBuf::from(format!("/proc/self/fd/{}", folder.as_raw_fd()));
    let folder = if spec.sandbox { place.as_path() } else { spec.collected.as_path() };
    for output in &spec.outputs {
        if let Err(error) = collect::keep(output, folder) {
            note_error(folder, &output.file, &error)?;
        }
    }
    Ok(())
}

/// An output that could not be kept: what went wrong stands in a file beside its place.
fn note_error(folder: &Path, file: &str, error: &io::Error) -> io::Result<()> {
    let place = folder.join(file);
    match place.symlink_metadata() {
        Ok(meta) if meta.is_dir() => fs::remove_dir_all(&place)?,
        Ok(_) => fs::remove_file(&place)?,
        Err(_) => {}
    }
    fs::write(folder.join(format!("{file}.error")), error.to_string())
}

fn last_words(place: Option<&Path>) -> String {
    let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits();
    let opened = fs::OpenOptions::new()
        .read(true)
        .custom_flags(i32::try_from(flags).unwrap_or_default())
        .open(place.unwrap_or(Path::new(LAST_WORDS)));
    let mut words = Vec::new();
    if let Ok(file) = opened.and_then(|file| file.metadata().map(|meta| (file, meta)))
        && file.1.is_file()
        && file.0.take(LAST_WORDS_MOST).read_to_end(&mut words).is_ok()
    {
        return String::from_utf8_lossy(&words).into_owned();
    }
    String::new()
}
