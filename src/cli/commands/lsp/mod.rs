//! `argo lsp`.

mod answers;
mod session;
mod wire;

use std::io::BufReader;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use serde_json::{Value, json};

use crate::cli::commands::lint::advice;
use crate::cli::context::Context;
use crate::cli::error::{CliError, CliResult};
use crate::cli::exit::Exit;
use session::Session;

/// Run a language server for editors
///
/// Speaks the Language Server Protocol on standard input and output: what lint finds while a manifest is written,
/// descriptions of fields and variables, the way to a template, parameter, step or task, completion, quick fixes and an
/// outline. Templates are looked up in all manifests of the opened folder; nothing is asked of a cluster.
#[derive(Debug, clap::Args)]
#[command(after_help = "Editors start it as `argo lsp` for YAML files.")]
pub(crate) struct Lsp {
    /// Use standard input and output, which is all there is; some editors say so
    #[arg(long, hide = true)]
    stdio: bool,
}

impl Lsp {
    pub(crate) async fn run(self, _ctx: &Context) -> CliResult {
        let levels = advice::levels(false)?;
        let served = tokio::task::spawn_blocking(move || serve(Session::new(levels))).await;
        served.map_err(|error| CliError::new(error.to_string()))?
    }
}

/// What the reader of the input passes on.
type Incoming = std::io::Result<Result<Value, String>>;

/// The messages of the input, read on a thread of their own: what waits together is answered together.
fn incoming() -> Receiver<Incoming> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let mut input = BufReader::new(std::io::stdin());
        loop {
            let message = match wire::read(&mut input) {
                Ok(None) => break,
                Ok(Some(message)) => Ok(message),
                Err(error) => Err(error),
            };
            let ends = message.is_err();
            if sender.send(message).is_err() || ends {
                break;
            }
        }
    });
    receiver
}

fn serve(mut session: Session) -> CliResult {
    let messages = incoming();
    let mut output = std::io::stdout();
    let mut send = |message: &Value| {
        wire::write(&mut output, message)
            .map_err(|error| CliError::new(format!("write to the editor: {error}")))
    };
    loop {
        let next = match messages.try_recv() {
            Ok(message) => Some(message),
            Err(TryRecvError::Disconnected) => None,
            Err(TryRecvError::Empty) => {
                // Nothing waits: there is time to say what is wrong with what has changed.
                for message in session.diagnostics() {
                    send(&message)?;
                }
                messages.recv().ok()
            }
        };
        let message = match next {
            None => return Ok(if session.is_shut_down() { Exit::Done } else { Exit::Error }),
            Some(Err(error)) => return Err(CliError::new(format!("read from the editor: {error}"))),
            Some(Ok(Err(words))) => {
                send(&answers::failure(&Value::Null, answers::PARSE_ERROR, &words))?;
                continue;
            }
            Some(Ok(Ok(message))) => message,
        };
        let method = message.get("method").and_then(Value::as_str).unwrap_or_default();
        let params = message.get("params").unwrap_or(&Value::Null);
        match message.get("id") {
            // An answer to a request of ours.
            Some(_) if method.is_empty() => {}
            Some(id) => {
                let reply = match session.request(method, params) {
                    Ok(result) => json!({"jsonrpc": "2.0", "id": id, "result": result}),
                    Err((code, words)) => answers::failure(id, code, &words),
                };
                send(&reply)?;
            }
            None if method == "exit" => {
                return Ok(if session.is_shut_down() { Exit::Done } else { Exit::Error });
            }
            None => {
                for message in session.notice(method, params) {
                    send(&message)?;
                }
            }
        }
    }
}
