//! Printing the lines of logs.

use std::collections::HashMap;
use std::sync::Arc;

use futures::StreamExt;
use jiff::Timestamp;
use regex::bytes::Regex;
use serde_json::json;

use super::context::{Connection, Context};
use super::error::{CliError, CliResult};
use super::ui::Ui;
use crate::core::render::{Keep, sanitize};
use crate::core::steps::step_name;
use crate::ports::client::{LogEvent, LogLine, LogQuery};

/// What stands before each line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Prefix {
    /// Nothing.
    None,
    /// The display name of the step.
    Step,
    /// The name of the pod.
    #[default]
    Pod,
}

/// How lines are printed.
#[derive(Debug, Clone, Default)]
pub(crate) struct LogStyle {
    /// Keep the time in front of each line.
    pub(crate) timestamps: bool,
    /// Only lines that match.
    pub(crate) grep: Option<Regex>,
    /// Only lines that do not match.
    pub(crate) invert: bool,
    pub(crate) prefix: Prefix,
    /// One JSON object a line.
    pub(crate) json: bool,
}

/// So many lines are written at once, when so many are there.
const AT_ONCE: usize = 1024;

/// Prints the logs that a query names, until they end. Says through `last` the time of the last line.
pub(crate) async fn print(
    ctx: &Context,
    connection: &Connection,
    query: LogQuery,
    style: &LogStyle,
    last: &mut Option<Timestamp>,
) -> CliResult<()> {
    let mut events = connection.client.logs(query).ready_chunks(AT_ONCE);
    let mut printer = Printer::new(style.clone(), ctx.ui);
    while let Some(chunk) = events.next().await {
        let mut out = Vec::new();
        for event in chunk {
            match event.map_err(CliError::from) {
                Ok(LogEvent::Line(line)) => {
                    *last = line.time.max(*last);
                    printer.line(&line, &mut out);
                }
                Ok(other) => {
                    ctx.ui.bytes(&std::mem::take(&mut out))?;
                    match printer.other(&other) {
                        Said::Output(text) => ctx.ui.line(&text)?,
                        Said::Note(text) => ctx.ui.note(&text),
                    }
                }
                Err(error) => {
                    ctx.ui.bytes(&out)?;
                    return Err(error);
                }
            }
        }
        ctx.ui.bytes(&out)?;
    }
    Ok(())
}

/// Where something that is no line goes.
pub(crate) enum Said {
    /// To standard output, among the lines.
    Output(String),
    /// To standard error.
    Note(String),
}

/// Puts lines into their form.
pub(crate) struct Printer {
    style: LogStyle,
    color: bool,
    terminal: bool,
    /// What stands before the lines of each pod.
    heads: HashMap<Arc<str>, Head>,
}

struct Head {
    color: u32,
    prefix: String,
}

impl Printer {
    pub(crate) fn new(style: LogStyle, ui: Ui) -> Self {
        let (color, terminal) = (ui.color() && !style.json, ui.is_terminal());
        Self { style, color, terminal, heads: HashMap::new() }
    }

    /// Appends a line with its end, unless it is filtered out.
    pub(crate) fn line(&mut self, line: &LogLine, out: &mut Vec<u8>) {
        let stamp = Some(line.stamp()).filter(|stamp| self.style.timestamps && !stamp.is_empty());
        if let Some(grep) = &self.style.grep {
            // What is searched is what would be shown.
            let matches = match stamp {
                Some(stamp) => grep.is_match(&[stamp.as_bytes(), b" ", line.text()].concat()),
                None => grep.is_match(line.text()),
            };
            if matches == self.style.invert {
                return;
            }
        }
        if self.style.json {
            let object = json!({
                "pod": &*line.pod,
                "step": Some(&*line.step).filter(|step| !step.is_empty()),
                "time": line.time.map(|_| line.stamp()),
                "text": line.lossy(),
            });
            out.extend_from_slice(object.to_string().as_bytes());
            out.push(b'\n');
            return;
        }
        if !self.heads.contains_key(&line.pod) {
            self.heads.insert(line.pod.clone(), self.head(line));
        }
        let Some(head) = self.heads.get(&line.pod) else { return };
        if self.color {
            out.extend_from_slice(format!("\x1b[{}m", head.color).as_bytes());
        }
        out.extend_from_slice(head.prefix.as_bytes());
        if let Some(stamp) = stamp {
            out.extend_from_slice(stamp.as_bytes());
            out.push(b' ');
        }
        // A pipe gets what the container wrote; a terminal only what cannot steer it.
        if self.terminal {
            out.extend_from_slice(for_terminal(line).as_bytes());
        } else {
            out.extend_from_slice(line.text());
        }
        if self.color {
            out.extend_from_slice(b"\x1b[0m");
        }
        out.push(b'\n');
    }

    /// What is said about a gap or anything else that is no line.
    pub(crate) fn other(&self, event: &LogEvent) -> Said {
        match event {
            LogEvent::Gap { pod, after } if self.style.json => {
                Said::Output(json!({"pod": &**pod, "gap": {"after": after.to_string()}}).to_string())
            }
            LogEvent::Gap { pod, after } => Said::Note(format!(
                "--- lines of {pod} may be missing here: the server has dropped what came after {after} ---"
            )),
            LogEvent::Note(text) => Said::Note(text.clone()),
            LogEvent::Line(line) => Said::Note(line.lossy().into_owned()),
        }
    }

    fn head(&self, line: &LogLine) -> Head {
        let step = if line.step.is_empty() { &line.pod } else { &line.step };
        let prefix = match self.style.prefix {
            Prefix::None => String::new(),
            Prefix::Step => format!("{step}: "),
            Prefix::Pod => format!("{}: ", line.pod),
        };
        let prefix = if self.terminal { sanitize(&prefix, Keep::Nothing).into_owned() } else { prefix };
        Head { color: color(step_name(step)), prefix }
    }
}

/// A line as a terminal may have it: colours stay, and of a progress bar its last state.
pub(crate) fn for_terminal(line: &LogLine) -> String {
    let text = line.lossy();
    let text = text.trim_end_matches('\r');
    let last = text.rsplit('\r').next().unwrap_or(text);
    sanitize(last, Keep::Colours).into_owned()
}

/// The colour of a step: chosen by its name, so that it is the same in every run (cli.md §4.1).
fn color(step: &str) -> u32 {
    32 + step.chars().map(u32::from).sum::<u32>() % 6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_colour_of_a_step_is_the_same_in_every_run() {
        let line =
            |pod: &str, step: &str| LogLine::unstamped(&Arc::from(pod), &Arc::from(step), b"text".to_vec());
        let printed = |line: &LogLine| {
            let style = LogStyle { prefix: Prefix::None, ..LogStyle::default() };
            let mut printer = Printer { style, color: true, terminal: false, heads: HashMap::new() };
            let mut out = Vec::new();
            printer.line(line, &mut out);
            String::from_utf8(out).expect("text")
        };
        assert_eq!(
            printed(&line("w-1-build-77", "build(0:a)")),
            printed(&line("w-2-build-99", "build(1:b)"))
        );
        assert_ne!(printed(&line("w-1-test-77", "test")), printed(&line("w-1-build-77", "build")));
    }

    #[test]
    fn a_terminal_gets_the_last_state_of_a_progress_bar() {
        let shown =
            |text: &str| for_terminal(&LogLine::unstamped(&Arc::from("p"), &Arc::from(""), text.into()));
        assert_eq!(shown("10%\r50%\r100%"), "100%");
        assert_eq!(shown("100%\r"), "100%");
        assert_eq!(shown("\u{1b}[31mred\u{1b}[0m\u{1b}[2J"), "\u{1b}[31mred\u{1b}[0m");
    }
}
