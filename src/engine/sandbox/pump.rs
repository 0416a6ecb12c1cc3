//! Copies what a container prints to its log.

use std::fs::{self, File};
use std::io::{self, Read};
use std::os::fd::{AsFd, OwnedFd};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::process::Signal;

use super::log::{Lines, Log, Tail};
use super::spec::ShimSpec;

/// How often is looked whether the pod's folder is still there.
const FOLDER_LOOK: Duration = Duration::from_secs(2);

/// The most that is still read once the container has ended: what fits into its pipes.
const LAST: usize = 1 << 20;

struct Stream {
    file: File,
    lines: Lines,
    open: bool,
}

/// Copies standard output and error until the container has ended, and keeps the end of standard output where it is
/// a result. Processes that outlive the container and hold its streams are not waited for.
///
/// # Errors
/// When a stream cannot be read, or the result cannot be written.
pub(super) fn pump(spec: &ShimSpec, streams: [OwnedFd; 2], init: &OwnedFd, log: &mut Log) -> io::Result<()> {
    let [out, err] = streams.map(File::from);
    let mut streams = [
        Stream { file: out, lines: Lines::new("stdout"), open: true },
        Stream { file: err, lines: Lines::new("stderr"), open: true },
    ];
    let mut tail = spec.result.as_ref().map(|_| Tail::default());
    let mut buffer = vec![0; 64 * 1024];
    let (mut ended, mut left, mut looked) = (false, LAST, Instant::now());
    while !ended || (streams.iter().any(|stream| stream.open) && left > 0) {
        let (ready, gone) = wait(&streams, init, ended)?;
        if !ended && looked.elapsed() >= FOLDER_LOOK {
            looked = Instant::now();
            // The state directory was removed: nobody will ever ask for this container.
            if spec.pid.symlink_metadata().is_err() {
                rustix::process::kill_process(rustix::process::getpid(), Signal::ALARM)?;
            }
        }
        if ended && ready.is_empty() {
            break;
        }
        for at in ready {
            let Some(stream) = streams.get_mut(at) else { continue };
            let count = match stream.file.read(&mut buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                other => other?,
            };
            let bytes = buffer.get(..count).unwrap_or_default();
            stream.open = !bytes.is_empty();
            stream.lines.take(bytes, log);
            if let Some(tail) = tail.as_mut().filter(|_| at == 0) {
                tail.take(bytes);
            }
            if ended {
                left = left.saturating_sub(count);
            }
        }
        ended |= gone;
    }
    streams.iter_mut().for_each(|stream| stream.lines.finish(log));
    match (&spec.result, tail) {
        (Some(path), Some(tail)) => fs::write(path, tail.result()),
        _ => Ok(()),
    }
}

/// The streams that have something to say, or have ended, and whether the container has.
fn wait(streams: &[Stream; 2], init: &OwnedFd, ended: bool) -> io::Result<(Vec<usize>, bool)> {
    let open: Vec<usize> = (0..streams.len()).filter(|at| streams.get(*at).is_some_and(|s| s.open)).collect();
    let mut polled: Vec<PollFd<'_>> = streams
        .iter()
        .filter(|stream| stream.open)
        .map(|stream| PollFd::from_borrowed_fd(stream.file.as_fd(), PollFlags::IN))
        .collect();
    polled.push(PollFd::new(init, PollFlags::IN));
    let longest = if ended { Duration::ZERO } else { FOLDER_LOOK };
    let longest = Timespec { tv_sec: longest.as_secs().cast_signed(), tv_nsec: 0 };
    loop {
        match rustix::event::poll(&mut polled, Some(&longest)) {
            Ok(_) => break,
            Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let gone = polled.pop().is_some_and(|fd| !fd.revents().is_empty());
    let ready = open.into_iter().zip(&polled).filter(|(_, fd)| !fd.revents().is_empty());
    Ok((ready.map(|(at, _)| at).collect(), gone))
}
