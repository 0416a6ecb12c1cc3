//! Keys of the live view, where standard input is a terminal that listens to us.

use std::io::{IsTerminal, stdin};

use crossterm::event::{Event, EventStream, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use futures::StreamExt;
use rustix::process::{Signal, getpgrp, getpid, kill_process};
use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcgetpgrp, tcsetattr};

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
    Enter,
    Escape,
    Backspace,
    Char(char),
}

/// The keyboard: while it is there, keys come at once and are not echoed. Ctrl-C and Ctrl-Z stay signals.
pub(super) struct Keyboard {
    events: EventStream,
    before: Termios,
}

impl Keyboard {
    /// The keyboard; `None` where there is none, or where it belongs to another job.
    pub(super) fn open() -> Option<Self> {
        if !stdin().is_terminal() || tcgetpgrp(stdin()).ok()? != getpgrp() {
            return None;
        }
        let before = tcgetattr(stdin()).ok()?;
        let keyboard = Self { events: EventStream::new(), before };
        keyboard.grab();
        Some(keyboard)
    }

    /// Takes keys one by one.
    pub(super) fn grab(&self) {
        let mut modes = self.before.clone();
        modes.local_modes -= LocalModes::ICANON | LocalModes::ECHO;
        // Where that fails, keys come with the end of the line.
        let _ = tcsetattr(stdin(), OptionalActions::Now, &modes);
    }

    /// Gives the terminal back as it was.
    pub(super) fn release(&self) {
        let _ = tcsetattr(stdin(), OptionalActions::Now, &self.before);
    }

    /// The next key; `None` when there will be none.
    async fn next(&mut self) -> Option<Key> {
        loop {
            if let Event::Key(event) = self.events.next().await?.ok()?
                && let Some(key) = key(event)
            {
                return Some(key);
            }
        }
    }
}

impl Drop for Keyboard {
    fn drop(&mut self) {
        self.release();
    }
}

/// Stops this process as Ctrl-Z does, until somebody lets it go on.
pub(super) fn stop_here() {
    // Fails never for a process itself.
    let _ = kill_process(getpid(), Signal::STOP);
}

/// The next key; never where there is no keyboard.
pub(super) async fn next(keyboard: &mut Option<Keyboard>) -> Option<Key> {
    match keyboard {
        Some(keyboard) => keyboard.next().await,
        None => std::future::pending().await,
    }
}

fn key(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let control = event.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
    Some(match event.code {
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Home => Key::First,
        KeyCode::End => Key::Last,
        KeyCode::Enter => Key::Enter,
        KeyCode::Char('j' | 'm') if control => Key::Enter,
        KeyCode::Esc => Key::Escape,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Char(character) if !control => Key::Char(character),
        _ => return None,
    })
}
