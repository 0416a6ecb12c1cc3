//! The process that stays by a container from its start to its record.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::process::ExitCode;

use jiff::Timestamp;
use rustix::event::{PollFd, PollFlags};
use rustix::fs::{Mode, OFlags};

use super::log::{Lines, Tail};
use super::spec::{ExitRecord, ShimSpec};
use super::sys::{self, Side};
use super::{CANNOT_RUN, init, payload};

/// Runs a container to its end.
pub(super) fn main(spec: &str) -> ExitCode {
    // The session is the shim's own, so that what ends the engine's terminal does not end its steps.
    let _ = rustix::process::setsid();
    let started = now();
    let Some(spec) = read_spec(Path::new(spec)) else { return ExitCode::FAILURE };
    // An engine that was killed and started again may start a container a second time; the first shim stays.
    if claim(&spec.exit.with_extension("pid")).is_err() {
        return ExitCode::FAILURE;
    }
    // The container's files may cover the path of the record, which stays reachable through its folder.
    let folder = spec.exit.parent().and_then(|folder| File::open(folder).ok());
    let (code, message) = match run(&spec) {
        Ok(code) => (code, String::new()),
        Err(error) => (CANNOT_RUN, error.to_string()),
    };
    let record = ExitRecord { code, message, started_at: started, finished_at: now() };
    match write_record(folder.as_ref(), &spec.exit, &record) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn now() -> String {
    Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn read_spec(path: &Path) -> Option<ShimSpec> {
    let text = fs::read(path).ok()?;
    // It holds the environment, and has been read.
    let _ = fs::remove_file(path);
    serde_json::from_slice(&text).ok()
}

/// Notes which process this is, in one step; fails where another shim did so before.
fn claim(path: &Path) -> io::Result<()> {
    let pid = std::process::id();
    let start = super::start_of(pid).unwrap_or_default();
    let draft = path.with_extension(format!("pid-{pid}"));
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft)?;
    write!(file, "{pid} {start}")?;
    let claimed = fs::hard_link(&draft, path);
    fs::remove_file(draft)?;
    claimed
}

/// The record appears whole or not at all.
fn write_record(folder: Option<&File>, path: &Path, record: &ExitRecord) -> io::Result<()> {
    let missing = || io::Error::from(io::ErrorKind::NotFound);
    let (folder, name) = (folder.ok_or_else(missing)?, path.file_name().ok_or_else(missing)?);
    let draft = Path::new(name).with_extension("draft");
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::TRUNC | OFlags::CLOEXEC;
    let file = rustix::fs::openat(folder, &draft, flags, Mode::RUSR | Mode::WUSR)?;
    File::from(file).write_all(&serde_json::to_vec(record)?)?;
    Ok(rustix::fs::renameat(folder, &draft, folder, name)?)
}

fn run(spec: &ShimSpec) -> io::Result<i32> {
    let mut log = OpenOptions::new().create(true).append(true).mode(0o600).open(&spec.log)?;
    if spec.sandbox {
        sys::isolate()
            .map_err(|e| io::Error::new(e.kind(), format!("no namespaces for the container: {e}")))?;
    }
    let (out_read, out_write) = rustix::pipe::pipe_with(rustix::pipe::PipeFlags::CLOEXEC)?;
    let (err_read, err_write) = rustix::pipe::pipe_with(rustix::pipe::PipeFlags::CLOEXEC)?;
    // Through this pipe init says what went wrong around the command.
    let (note_read, note_write) = rustix::pipe::pipe_with(rustix::pipe::PipeFlags::CLOEXEC)?;
    match sys::fork()? {
        Side::Child => {
            drop((out_read, err_read, note_read));
            payload::end(be_init(spec, &out_write, &err_write, note_write));
        }
        Side::Parent(init) => {
            drop((out_write, err_write, note_write));
            sys::pass_signals_to(init);
            pump(spec, out_read, err_read, &mut log)?;
            let code = payload::wait(init);
            let mut note = String::new();
            File::from(note_read).read_to_string(&mut note)?;
            if note.is_empty() { Ok(code) } else { Err(io::Error::other(note)) }
        }
    }
}

fn be_init(spec: &ShimSpec, out: &OwnedFd, err: &OwnedFd, note: OwnedFd) -> i32 {
    let ready = (|| -> io::Result<()> {
        let nothing = File::open("/dev/null")?;
        rustix::stdio::dup2_stdin(&nothing)?;
        rustix::stdio::dup2_stdout(out)?;
        Ok(rustix::stdio::dup2_stderr(err)?)
    })();
    let ran = ready.and_then(|()| init::run(spec));
    match ran {
        Ok(code) => code,
        Err(error) => {
            use io::Write as _;
            let _ = write!(File::from(note), "{error}");
            CANNOT_RUN
        }
    }
}

/// Copies both streams to the log until the container has closed them.
fn pump(spec: &ShimSpec, out: OwnedFd, err: OwnedFd, log: &mut File) -> io::Result<()> {
    let mut streams =
        [(File::from(out), Lines::new("stdout"), true), (File::from(err), Lines::new("stderr"), true)];
    let mut tail = Tail::default();
    let mut buffer = vec![0; 64 * 1024];
    while streams.iter().any(|(_, _, open)| *open) {
        let ready = wait_for(&streams)?;
        for (at, (file, lines, open)) in streams.iter_mut().enumerate() {
            if !*open || !ready.contains(&at) {
                continue;
            }
            let count = match file.read(&mut buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                other => other?,
            };
            let Some(bytes) = buffer.get(..count).filter(|b| !b.is_empty()) else {
                lines.finish(log)?;
                *open = false;
                continue;
            };
            lines.take(bytes, log)?;
            if at == 0 && spec.result.is_some() {
                tail.take(bytes);
            }
        }
    }
    if let Some(path) = &spec.result {
        fs::write(path, tail.result())?;
    }
    Ok(())
}

/// The streams that have something to say, or have ended.
fn wait_for(streams: &[(File, Lines, bool)]) -> io::Result<Vec<usize>> {
    let open: Vec<usize> = streams.iter().enumerate().filter(|(_, s)| s.2).map(|(at, _)| at).collect();
    let mut polled: Vec<PollFd<'_>> = streams
        .iter()
        .filter(|s| s.2)
        .map(|(file, _, _)| PollFd::from_borrowed_fd(file.as_fd(), PollFlags::IN))
        .collect();
    match rustix::event::poll(&mut polled, None) {
        Ok(_) => {}
        Err(rustix::io::Errno::INTR) => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    }
    let ready = open.into_iter().zip(&polled).filter(|(_, fd)| !fd.revents().is_empty());
    Ok(ready.map(|(at, _)| at).collect())
}
