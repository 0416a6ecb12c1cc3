//! The process that stays by a container from its start to its record.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::fd::OwnedFd;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::process::ExitCode;

use jiff::Timestamp;
use rustix::process::{Pid, PidfdFlags, Signal};

use super::cgroup::Groups;
use super::init::{self, Note};
use super::log::Log;
use super::pump::pump;
use super::spec::ShimSpec;
use super::sys::{self, Side};
use super::{ids, payload};
use crate::ports::runtime::{CANNOT_RUN, Ended};

/// Room that is taken for the record at the start, so that a disk that is full at the end does not lose it.
const ROOM: usize = 8192;

/// The longest message of a record, in bytes, as Kubernetes has it.
const MESSAGE: usize = 4096;

/// Runs a container, about which a file tells, to its end.
pub(super) fn main(told: File) -> ExitCode {
    // The session is the shim's own, so that what ends the engine's terminal does not end its steps.
    let _ = rustix::process::setsid();
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o022));
    sys::expect_signals();
    let started = now();
    let Ok(spec) = serde_json::from_reader::<_, ShimSpec>(io::BufReader::new(told)) else {
        return ExitCode::FAILURE;
    };
    // An engine that was killed and started again may start a container a second time; the first shim stays.
    if claim(&spec.pid).is_err() {
        return ExitCode::FAILURE;
    }
    let draft = spec.exit.with_extension("draft");
    // Where there is no room now, there may be in the end.
    let _ = fs::write(&draft, vec![b' '; ROOM]);
    let groups = Groups::make(&spec.limits);
    let (exit_code, message) = run(&spec, &groups).unwrap_or_else(|error| (CANNOT_RUN, error.to_string()));
    let (message, oom_killed) = (clipped(message), groups.used_up());
    let record = Ended { exit_code, message, started_at: started, finished_at: now(), oom_killed };
    drop(groups);
    match write_record(&draft, &spec.exit, &record) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn now() -> String {
    Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn clipped(mut message: String) -> String {
    let mut end = message.len().min(MESSAGE);
    while !message.is_char_boundary(end) {
        end -= 1;
    }
    message.truncate(end);
    message
}

/// Notes which process this is; fails where another shim did so before.
fn claim(path: &Path) -> io::Result<()> {
    let pid = std::process::id();
    let start = super::start_of(pid).unwrap_or_default();
    // A link is there whole or not at all: who finds half of a note would take the shim for lost.
    std::os::unix::fs::symlink(format!("{pid} {start}"), path)
}

/// The record appears whole or not at all. What is left of the room behind it is white space, which JSON allows.
fn write_record(draft: &Path, place: &Path, record: &Ended) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(draft)?;
    file.write_all(&serde_json::to_vec(record)?)?;
    fs::rename(draft, place)
}

/// Runs the container; its exit code and last words.
fn run(spec: &ShimSpec, groups: &Groups) -> io::Result<(i32, String)> {
    let mut log = Log::new(OpenOptions::new().create(true).append(true).mode(0o600).open(&spec.log)?);
    let pipe = || rustix::pipe::pipe_with(rustix::pipe::PipeFlags::CLOEXEC);
    let (out, err) = (pipe()?, pipe()?);
    // Through the first, init says what there is to say besides its exit code; through the second it is let go.
    let (note, go) = (pipe()?, pipe()?);
    let (side, users) = if spec.sandbox {
        sys::fork_isolated()
            .map_err(|e| io::Error::new(e.kind(), format!("no namespaces for the container: {e}")))?
    } else {
        (sys::fork()?, false)
    };
    match side {
        Side::Child => {
            drop((out.0, err.0, note.0, go.1));
            payload::end(be_init(spec, &out.1, &err.1, note.1, go.0))
        }
        Side::Parent(init) => {
            drop((out.1, err.1, note.1, go.0));
            let watched = watch(init)?;
            let ids = if users { ids::map(init, spec) } else { Ok(ids::Ids::All) };
            let ids = ids.map_err(|e| {
                let _ = rustix::process::pidfd_send_signal(&watched, Signal::KILL);
                io::Error::new(e.kind(), format!("no user ids for the container: {e}"))
            })?;
            groups.add(init);
            File::from(go.1).write_all(&[ids.to_byte()])?;
            sys::pass_signals_to(init, !spec.sandbox);
            pump(spec, [out.0, err.0], &watched, &mut log)?;
            let code = payload::wait(init);
            let mut text = String::new();
            File::from(note.0).take(2 * MESSAGE as u64).read_to_string(&mut text)?;
            let note: Note = serde_json::from_str(&text).unwrap_or_default();
            if note.untouched
                && let Some(place) = &spec.untouched
            {
                // Where it cannot be moved, it is removed with the rest.
                let _ = fs::rename(&spec.root, place);
            }
            match (note.trouble, log.trouble()) {
                (Some(trouble), _) => Ok((CANNOT_RUN, trouble)),
                (None, Some(trouble)) if note.message.is_empty() => Ok((code, trouble)),
                _ => Ok((code, note.message)),
            }
        }
    }
}

fn watch(process: i32) -> io::Result<OwnedFd> {
    let pid = Pid::from_raw(process).ok_or(io::ErrorKind::NotFound)?;
    Ok(rustix::process::pidfd_open(pid, PidfdFlags::empty())?)
}

fn be_init(spec: &ShimSpec, out: &OwnedFd, err: &OwnedFd, note: OwnedFd, go: OwnedFd) -> i32 {
    let ran = (|| -> io::Result<(i32, Note)> {
        // A shim that is killed takes its container along; one that is gone already never says go.
        rustix::process::set_parent_process_death_signal(Some(Signal::KILL))?;
        let mut word = [0];
        File::from(go).read_exact(&mut word)?;
        let nothing = File::open("/dev/null")?;
        rustix::stdio::dup2_stdin(&nothing)?;
        rustix::stdio::dup2_stdout(out)?;
        rustix::stdio::dup2_stderr(err)?;
        init::run(spec, ids::Ids::of_byte(word[0]))
    })();
    let (code, said) = match ran {
        Ok(ran) => ran,
        Err(error) => (CANNOT_RUN, Note { trouble: Some(clipped(error.to_string())), ..Note::default() }),
    };
    if let Ok(text) = serde_json::to_vec(&said) {
        // Nobody listens any more when the shim is gone.
        let _ = File::from(note).write_all(&text);
    }
    code
}
