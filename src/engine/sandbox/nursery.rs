//! The process that shims are forked from. A program that has been started already costs a fork; starting this one
//! anew for each container would cost more than most short steps do.

use std::fs::File;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::process::ExitCode;

use rustix::net::{
    RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, ReturnFlags, SendAncillaryBuffer,
    SendAncillaryMessage, SendFlags,
};

use super::shim;
use super::sys::{self, Side};

/// Forks a shim for each descriptor that comes, a file with what it is told, and answers with the shim's id. The
/// shims are children of the engine, which started this process. Ends with the engine.
pub(super) fn main() -> ExitCode {
    // What ends the engine's terminal does not end this, just as it does not end the steps.
    let _ = rustix::process::setsid();
    let engine = io::stdin();
    loop {
        let told = match receive(engine.as_fd()) {
            Ok(Some(told)) => told,
            Ok(None) => return ExitCode::SUCCESS,
            Err(_) => return ExitCode::FAILURE,
        };
        let answer = match sys::fork_sibling() {
            Ok(Side::Child) => return be_shim(told),
            Ok(Side::Parent(pid)) => pid,
            Err(error) => -error.raw_os_error().unwrap_or(libc::EAGAIN),
        };
        // An engine that is gone is noticed when it is read from.
        let _ = rustix::net::send(engine.as_fd(), &answer.to_ne_bytes(), SendFlags::NOSIGNAL);
    }
}

fn be_shim(told: OwnedFd) -> ExitCode {
    // The engine must see when the process before this one is gone; a shim does not hold its line. Standard output
    // leads nowhere.
    if rustix::stdio::dup2_stdin(io::stdout()).is_err() {
        return ExitCode::FAILURE;
    }
    // For those who look at the machine's processes; where the name cannot be had, there is another one.
    let _ = rustix::thread::set_name(c"argo-shim");
    shim::main(File::from(told))
}

/// Asks for a shim that is told what is in a file, and returns its id.
///
/// # Errors
/// When the process at the other end is gone, or can fork no more.
pub fn ask(nursery: BorrowedFd<'_>, told: BorrowedFd<'_>) -> io::Result<i32> {
    let mut room = [std::mem::MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
    let mut rights = SendAncillaryBuffer::new(&mut room);
    let told = [told];
    rights.push(SendAncillaryMessage::ScmRights(&told));
    rustix::net::sendmsg(nursery, &[io::IoSlice::new(&[0])], &mut rights, SendFlags::NOSIGNAL)?;
    let mut answer = [0; 4];
    let count = retry(|| rustix::net::recv(nursery, &mut answer[..], RecvFlags::empty()))?.0;
    if count != answer.len() {
        return Err(io::ErrorKind::BrokenPipe.into());
    }
    match i32::from_ne_bytes(answer) {
        pid if pid > 0 => Ok(pid),
        error => Err(io::Error::from_raw_os_error(-error)),
    }
}

/// The next file; `None` when the engine is gone.
fn receive(engine: BorrowedFd<'_>) -> io::Result<Option<OwnedFd>> {
    let mut room = [std::mem::MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
    let mut rights = RecvAncillaryBuffer::new(&mut room);
    let mut word = [0];
    let received = retry(|| {
        rustix::net::recvmsg(
            engine,
            &mut [io::IoSliceMut::new(&mut word)],
            &mut rights,
            RecvFlags::CMSG_CLOEXEC,
        )
    })?;
    if received.bytes == 0 || received.flags.contains(ReturnFlags::CTRUNC) {
        return Ok(None);
    }
    let files = rights.drain().filter_map(|message| match message {
        RecvAncillaryMessage::ScmRights(files) => Some(files),
        _ => None,
    });
    Ok(files.flatten().next())
}

fn retry<T>(mut call: impl FnMut() -> rustix::io::Result<T>) -> rustix::io::Result<T> {
    loop {
        match call() {
            Err(rustix::io::Errno::INTR) => {}
            other => return other,
        }
    }
}
