//! A terminal with somebody at it: keys in, the screen out.

use std::io::Write;
use std::process::Stdio;
use std::time::{Duration, Instant};

use expectrl::Session;
use expectrl::process::unix::WaitStatus;
use expectrl::session::OsSession;

use crate::support::TestEnv;

/// Nothing that is waited for takes so long, unless it never comes.
const NEVER: Duration = Duration::from_secs(60);

pub(crate) struct Terminal {
    session: OsSession,
    parser: vt100::Parser,
    /// Everything that was written.
    pub(crate) raw: Vec<u8>,
    /// How much is read at once, and how long the terminal takes for it.
    pace: (usize, Duration),
    closed: bool,
}

impl Terminal {
    /// Runs a command line in a terminal of a size. One that has none is looked at as if it had the usual one.
    pub(crate) fn open(env: &TestEnv, line: &str, (columns, rows): (u16, u16)) -> Self {
        let mut command = env.command(line.split_whitespace());
        // The emulator does not wrap lines anew, as xterm does not.
        command.env("TERM", "xterm-256color").env("XTERM_VERSION", "1").stdin(Stdio::inherit());
        let mut session = Session::spawn(command).expect("a terminal");
        session.get_process_mut().set_window_size(columns, rows).expect("a size");
        let seen = if columns == 0 { (24, 80) } else { (rows, columns) };
        let parser = vt100::Parser::new(seen.0, seen.1, 1000);
        Self { session, parser, raw: Vec::new(), pace: (64 * 1024, Duration::ZERO), closed: false }
    }

    /// Makes it a slow one.
    pub(crate) fn slow(mut self) -> Self {
        self.pace = (200, Duration::from_millis(10));
        self
    }

    pub(crate) fn keys(&mut self, keys: &str) {
        self.session.write_all(keys.as_bytes()).expect("a keyboard");
        self.session.flush().expect("a keyboard");
    }

    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.take();
        self.parser.screen_mut().set_size(rows, columns);
        self.session.get_process_mut().set_window_size(columns, rows).expect("a size");
    }

    pub(crate) fn screen(&self) -> String {
        self.parser.screen().contents()
    }

    /// Waits until the screen is as it should be.
    pub(crate) fn until(&mut self, what: &str, is: impl Fn(&str) -> bool) {
        let begun = Instant::now();
        while !is(&self.screen()) {
            assert!(!self.closed && begun.elapsed() < NEVER, "no {what}:\n{}", self.screen());
            self.take();
        }
    }

    /// Waits for the end; returns what the terminal shows then, and the exit status.
    pub(crate) fn end(&mut self) -> (String, i32) {
        let begun = Instant::now();
        while !self.closed {
            assert!(begun.elapsed() < NEVER, "it does not end:\n{}", self.screen());
            self.take();
        }
        assert!(!self.parser.screen().hide_cursor(), "the cursor is back");
        let status = match self.session.get_process().wait().expect("its end") {
            WaitStatus::Exited(_, code) => code,
            other => panic!("{other:?}"),
        };
        (self.screen(), status)
    }

    fn take(&mut self) {
        let mut bytes = vec![0; self.pace.0];
        match self.session.try_read(&mut bytes) {
            Ok(0) => self.closed = true,
            Ok(read) => {
                self.raw.extend_from_slice(&bytes[..read]);
                self.parser.process(&bytes[..read]);
                std::thread::sleep(self.pace.1);
            }
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {
                std::thread::sleep(Duration::from_millis(10));
            }
            // The end of a terminal is an error to read on some systems.
            Err(_) => self.closed = true,
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // It has ended already where the test went well.
        let _ = self.session.get_process_mut().exit(true);
    }
}
