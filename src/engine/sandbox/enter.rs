//! Running a command in a container that runs already. This program is started once more for it, because only a process
//! with one thread can go into a user namespace; it moves in beside the container's command, forks, and stays until
//! what it has forked has ended.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags};
use rustix::process::{DumpableBehavior, Gid, Pid, PidfdFlags, Signal, Uid};
use rustix::pty::OpenptFlags;
use rustix::termios::Winsize;
use rustix::thread::ThreadNameSpaceType;
use serde::{Deserialize, Serialize};

use super::ids::Ids;
use super::sys::{self, Side};
use super::{init, payload, start_of};
use crate::ports::entry::Input;
use crate::ports::runtime::Confinement;

/// The exit codes of shells for a command that cannot be run, and for one that is not there.
const CANNOT_RUN: i32 = 126;
const NOT_FOUND: i32 = 127;

/// How often is looked whether the container's command has begun, and how many times.
const LOOK: Duration = Duration::from_millis(5);
const LOOKS: usize = 400;

/// What is to be run, and where.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct EnterSpec {
    /// The shim of the container, with its start time; `None`: nowhere else than here.
    pub shim: Option<(u32, u64)>,
    /// Program and arguments.
    pub argv: Vec<String>,
    /// The working directory; `None`: the container's usual one.
    pub cwd: Option<PathBuf>,
    /// The user the command runs as.
    pub user: Option<u32>,
    /// See `user`.
    pub group: Option<u32>,
    /// What else it may not do.
    pub confinement: Confinement,
    /// Whether it has a terminal.
    pub terminal: bool,
}

/// Runs the command that an argument tells about; the exit code is the command's.
pub(super) fn main(told: Option<&String>) -> ExitCode {
    let code = match told.map(|text| serde_json::from_str::<EnterSpec>(text)) {
        Some(Ok(spec)) => run(&spec).unwrap_or_else(|error| {
            // Who is not there any more need not be told.
            let _ = writeln!(io::stderr(), "argo: cannot run the command: {error}");
            if error.kind() == io::ErrorKind::NotFound { NOT_FOUND } else { CANNOT_RUN }
        }),
        _ => CANNOT_RUN,
    };
    ExitCode::from(u8::try_from(code).unwrap_or(u8::MAX))
}

/// Where a command finds itself.
struct Place {
    env: Vec<(String, String)>,
    cwd: PathBuf,
    /// The user ids there are; `None`: nothing of the process is changed.
    ids: Option<Ids>,
}

fn run(spec: &EnterSpec) -> io::Result<i32> {
    let mut place = match spec.shim {
        Some((pid, start)) => move_in(pid, start)?,
        None => Place { env: std::env::vars().collect(), cwd: "/".into(), ids: None },
    };
    if let Some(folder) = &spec.cwd {
        place.cwd.clone_from(folder);
    }
    std::env::set_current_dir(&place.cwd)
        .map_err(|e| io::Error::new(e.kind(), format!("working directory {}: {e}", place.cwd.display())))?;
    if spec.terminal && !place.env.iter().any(|(name, _)| name == "TERM") {
        place.env.push(("TERM".to_owned(), "xterm".to_owned()));
    }
    let terminal = spec.terminal.then(open_terminal).transpose()?;
    match sys::fork_command()? {
        Side::Child => payload::end(be_command(spec, &place, terminal)),
        Side::Parent(pid) => {
            if let Some((master, slave)) = terminal {
                drop(slave);
                serve_terminal(master)?;
            }
            Ok(payload::wait(pid))
        }
    }
}

/// Moves into the namespaces that a container's command has.
fn move_in(shim: u32, start: u64) -> io::Result<Place> {
    let gone = || io::Error::other("the container has ended");
    let command = command_of(shim).ok_or_else(gone)?;
    let raw = i32::try_from(command).ok().and_then(Pid::from_raw).ok_or_else(gone)?;
    let process = rustix::process::pidfd_open(raw, PidfdFlags::empty())?;
    // The number may have been given to another process meanwhile, but not while the shim waits for its own.
    if start_of(shim) != Some(start) || command_of(shim) != Some(command) {
        return Err(gone());
    }
    let env = environment(&fs::read(format!("/proc/{command}/environ"))?);
    let kinds = [
        ("user", ThreadNameSpaceType::USER),
        ("mnt", ThreadNameSpaceType::MOUNT),
        ("pid", ThreadNameSpaceType::PROCESS_ID),
        ("ipc", ThreadNameSpaceType::INTER_PROCESS_COMMUNICATION),
        ("uts", ThreadNameSpaceType::HOST_NAME_AND_NIS_DOMAIN_NAME),
    ];
    let differs = |name: &str| -> io::Result<bool> {
        let of = |process: &str| fs::read_link(format!("/proc/{process}/ns/{name}"));
        Ok(of(&command.to_string())? != of("self")?)
    };
    let mut others = ThreadNameSpaceType::empty();
    for (name, kind) in kinds {
        if differs(name)? {
            others |= kind;
        }
    }
    if others.is_empty() {
        let cwd = fs::read_link(format!("/proc/{command}/cwd"))?;
        return Ok(Place { env, cwd, ids: None });
    }
    let mapped = fs::read_to_string(format!("/proc/{command}/uid_map"))?;
    let alone = mapped.lines().count() == 1 && mapped.split_whitespace().nth(2) == Some("1");
    let ids = if others.contains(ThreadNameSpaceType::USER) && alone { Ids::One } else { Ids::All };
    rustix::thread::move_into_thread_name_spaces(process.as_fd(), others)?;
    // What runs there may not look into this process, which is the machine's own program.
    rustix::process::set_dumpable_behavior(DumpableBehavior::NotDumpable)?;
    init::limit_processes();
    Ok(Place { env, cwd: "/".into(), ids: Some(ids) })
}

/// The command of the container that a shim looks after, once it has begun.
fn command_of(shim: u32) -> Option<u32> {
    for _ in 0..LOOKS {
        let init = *children(shim).first()?;
        // What other processes have left behind became init's children later.
        let command = children(init).into_iter().min_by_key(|pid| (start_of(*pid), *pid));
        if let Some(command) = command.filter(|pid| !is_this_program(*pid)) {
            return Some(command);
        }
        std::thread::sleep(LOOK);
    }
    // A command may be this very program.
    children(*children(shim).first()?).into_iter().min_by_key(|pid| (start_of(*pid), *pid))
}

fn children(pid: u32) -> Vec<u32> {
    let list = fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap_or_default();
    list.split_whitespace().filter_map(|pid| pid.parse().ok()).collect()
}

/// Whether a process still runs this program, as one does that has just been forked.
fn is_this_program(pid: u32) -> bool {
    let file = |of: &str| fs::metadata(format!("/proc/{of}/exe")).map(|meta| (meta.dev(), meta.ino()));
    matches!((file(&pid.to_string()), file("self")), (Ok(its), Ok(ours)) if its == ours)
}

fn environment(text: &[u8]) -> Vec<(String, String)> {
    let entries = text.split(|byte| *byte == 0).filter_map(|entry| {
        let entry = String::from_utf8_lossy(entry);
        let (name, value) = entry.split_once('=')?;
        Some((name.to_owned(), value.to_owned()))
    });
    entries.collect()
}

/// A new terminal: the side of who sits before it, and the command's.
fn open_terminal() -> io::Result<(OwnedFd, OwnedFd)> {
    let flags = OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC;
    let master = rustix::pty::openpt(flags)?;
    rustix::pty::grantpt(&master)?;
    rustix::pty::unlockpt(&master)?;
    let slave = rustix::pty::ioctl_tiocgptpeer(&master, flags)?;
    Ok((master, slave))
}

/// Becomes the command; returns only when that failed, with the exit code.
fn be_command(spec: &EnterSpec, place: &Place, terminal: Option<(OwnedFd, OwnedFd)>) -> i32 {
    let prepared = (|| -> io::Result<String> {
        // A session of its own: its terminal is this one or none.
        rustix::process::setsid()?;
        if let Some((_, slave)) = &terminal {
            let own = |id: Option<u32>| id.filter(|_| place.ids == Some(Ids::All));
            rustix::fs::fchown(slave, own(spec.user).map(Uid::from_raw), own(spec.group).map(Gid::from_raw))?;
            take_terminal(slave.as_fd())?;
        }
        if let Some(ids) = place.ids {
            payload::change_user((spec.user, spec.group), &spec.confinement, ids)?;
        }
        // When the client goes away, so does what it has started.
        rustix::process::set_parent_process_death_signal(Some(Signal::KILL))?;
        find(&spec.argv, &place.env)
    })();
    let error = match prepared {
        Ok(program) => {
            let argv: Vec<String> =
                std::iter::once(program).chain(spec.argv.iter().skip(1).cloned()).collect();
            payload::replace_by(&argv, &place.env)
        }
        Err(error) => error,
    };
    let program = spec.argv.first().map_or("", String::as_str);
    let _ = writeln!(io::stderr(), "argo: cannot run {program}: {error}");
    if error.kind() == io::ErrorKind::NotFound { NOT_FOUND } else { CANNOT_RUN }
}

fn take_terminal(slave: BorrowedFd<'_>) -> io::Result<()> {
    rustix::process::ioctl_tiocsctty(slave)?;
    rustix::stdio::dup2_stdin(slave)?;
    rustix::stdio::dup2_stdout(slave)?;
    Ok(rustix::stdio::dup2_stderr(slave)?)
}

/// The file of a program: a path as it is, a name on the `PATH` the container has.
fn find(argv: &[String], env: &[(String, String)]) -> io::Result<String> {
    let program = argv.first().ok_or(io::ErrorKind::InvalidInput)?;
    if program.contains('/') {
        return Ok(program.clone());
    }
    let path = env.iter().find(|(name, _)| name == "PATH").map_or("/usr/bin:/bin", |(_, path)| path.as_str());
    let is_program =
        |file: &Path| fs::metadata(file).is_ok_and(|meta| meta.is_file() && meta.mode() & 0o111 != 0);
    let mut files = path.split(':').map(|folder| Path::new(folder).join(program));
    let found = files.find(|file| is_program(file));
    found
        .map(|file| file.to_string_lossy().into_owned())
        .ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "executable file not found in $PATH"))
}

/// Carries what is typed to the terminal and what appears on it away, until nobody has it open any more. One thread
/// does both: a process whose children belong to another PID namespace can have no second.
fn serve_terminal(master: OwnedFd) -> io::Result<()> {
    rustix::io::ioctl_fionbio(&master, true)?;
    let mut terminal = File::from(master);
    let (mut typing, mut out) = (Typing::default(), io::stdout().lock());
    let mut bytes = vec![0; 32 * 1024];
    loop {
        let mut wanted = PollFlags::IN;
        if !typing.waiting.is_empty() {
            wanted |= PollFlags::OUT;
        }
        let input = io::stdin();
        let mut both = vec![PollFd::new(&terminal, wanted)];
        if typing.listens() {
            both.push(PollFd::new(&input, PollFlags::IN));
        }
        match rustix::event::poll(&mut both, None) {
            Err(rustix::io::Errno::INTR) => continue,
            other => other?,
        };
        let is_said = both.get(1).is_some_and(|said| !said.revents().is_empty());
        if is_said {
            typing.hear(&mut bytes)?;
        }
        typing.pass_on(&mut terminal)?;
        match terminal.read(&mut bytes) {
            Ok(0) => return Ok(()),
            Ok(count) => {
                out.write_all(bytes.get(..count).unwrap_or_default())?;
                out.flush()?;
            }
            Err(error) if matches!(error.kind(), io::ErrorKind::Interrupted | io::ErrorKind::WouldBlock) => {}
            // What a terminal says that is open nowhere.
            Err(error) if error.raw_os_error() == Some(libc::EIO) => return Ok(()),
            Err(error) => return Err(error),
        }
    }
}

/// What comes to the terminal.
#[derive(Default)]
struct Typing {
    has_ended: bool,
    /// What was read, and is not understood yet.
    heard: Vec<u8>,
    /// What is to be typed.
    waiting: Vec<u8>,
}

impl Typing {
    /// Whether there is room for more.
    fn listens(&self) -> bool {
        !self.has_ended && self.waiting.is_empty()
    }

    fn hear(&mut self, room: &mut [u8]) -> io::Result<()> {
        match rustix::io::read(io::stdin(), &mut *room) {
            Ok(0) => self.has_ended = true,
            Ok(count) => self.heard.extend_from_slice(room.get(..count).unwrap_or_default()),
            Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        Ok(())
    }

    /// Types as much as the terminal takes.
    fn pass_on(&mut self, terminal: &mut File) -> io::Result<()> {
        loop {
            while !self.waiting.is_empty() {
                match terminal.write(&self.waiting) {
                    Ok(count) => drop(self.waiting.drain(..count)),
                    Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(()),
                    // Nobody is there any more to read it.
                    Err(_) => self.waiting.clear(),
                }
            }
            let mut rest = self.heard.as_slice();
            let input = match Input::read(&mut rest) {
                Ok(Some(input)) => input,
                Ok(None) => return Ok(()),
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(()),
                Err(error) => return Err(error),
            };
            let used = self.heard.len() - rest.len();
            self.heard.drain(..used);
            match input {
                Input::Typed(text) => self.waiting = text,
                Input::Size(columns, rows) => {
                    let size = Winsize { ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
                    rustix::termios::tcsetwinsize(&*terminal, size)?;
                }
            }
        }
    }
}
