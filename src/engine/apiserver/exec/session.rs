//! The messages of a session: the first byte of each says which channel it belongs to.

use std::process::ExitStatus;
use std::time::Duration;

use axum::body::Bytes;
use futures::stream::{SplitSink, SplitStream};
use futures::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::process::{Child, ChildStdin};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;

use crate::ports::entry::Input;

const STDIN: u8 = 0;
const STDOUT: u8 = 1;
const STDERR: u8 = 2;
const ERROR: u8 = 3;
const RESIZE: u8 = 4;
/// Says that there will be no more on a channel.
const CLOSE: u8 = 255;

/// The most that is read of a command's output at a time.
const CHUNK: usize = 32 * 1024;

/// How long is waited for output of what a command that has ended left running in the background.
const LINGER: Duration = Duration::from_millis(200);

/// How long a client gets to close the connection from its side.
const PARTING: Duration = Duration::from_secs(5);

/// Carries input to the command and output to the client until the command ends, or the client goes away: then the
/// command is ended.
pub(super) async fn run<S>(socket: WebSocketStream<S>, mut child: Child, terminal: bool)
where
    S: AsyncRead + AsyncWrite + Unpin + Send,
{
    let (sink, stream) = socket.split();
    let hearing = hear(stream, child.stdin.take(), terminal);
    let telling = tell(sink, &mut child);
    tokio::pin!(hearing);
    tokio::select! {
        told = telling => {
            if let Err(error) = told {
                tracing::debug!(%error, "what a command says cannot be told");
            }
            // An answer that was not read yet is lost when a connection ends at once.
            let _ = tokio::time::timeout(PARTING, hearing).await;
        }
        () = &mut hearing => {}
    }
}

/// Hands the client's messages on until it is gone.
async fn hear<S>(mut stream: SplitStream<WebSocketStream<S>>, mut stdin: Option<ChildStdin>, terminal: bool)
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    while let Some(Ok(message)) = stream.next().await {
        let bytes = match message {
            Message::Binary(bytes) => bytes,
            Message::Text(text) => Bytes::from(text),
            Message::Close(_) => return,
            _ => continue,
        };
        let Some((channel, body)) = bytes.split_first() else { continue };
        let input = match *channel {
            STDIN if terminal => Input::Typed(body.to_vec()).to_bytes(),
            STDIN => body.to_vec(),
            RESIZE if terminal => size(body).map(|size| size.to_bytes()).unwrap_or_default(),
            CLOSE if body == [STDIN] => {
                // Who sits before a terminal says so by what is typed.
                if !terminal {
                    stdin = None;
                }
                continue;
            }
            _ => continue,
        };
        if let Some(pipe) = &mut stdin
            && pipe.write_all(&input).await.is_err()
        {
            // The command reads no more; what it says is still to come.
            stdin = None;
        }
    }
}

fn size(body: &[u8]) -> Option<Input> {
    let size: Value = serde_json::from_slice(body).ok()?;
    let side = |key: &str| u16::try_from(size[key].as_u64()?).ok();
    Some(Input::Size(side("Width")?, side("Height")?))
}

/// Tells the client what the command says, and how it ended.
async fn tell<S>(
    mut sink: SplitSink<WebSocketStream<S>, Message>,
    child: &mut Child,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let (mut out, mut err) = (child.stdout.take(), child.stderr.take());
    let (mut of_out, mut of_err) = (vec![0; CHUNK], vec![0; CHUNK]);
    let mut ended: Option<ExitStatus> = None;
    // Clients wait for a first message to know that the connection stands.
    sink.send(Message::Binary(Bytes::from_static(&[STDOUT]))).await?;
    while out.is_some() || err.is_some() || ended.is_none() {
        let said = tokio::select! {
            // What was said is told before anything is given up, however long this had to wait for its turn.
            biased;
            read = read(&mut err, &mut of_err), if err.is_some() => {
                if read == 0 { err = None; }
                (STDERR, of_err.get(..read))
            }
            read = read(&mut out, &mut of_out), if out.is_some() => {
                if read == 0 { out = None; }
                (STDOUT, of_out.get(..read))
            }
            status = child.wait(), if ended.is_none() => {
                ended = Some(status?);
                continue;
            }
            () = tokio::time::sleep(LINGER), if ended.is_some() => break,
        };
        if let (channel, Some(text)) = said
            && !text.is_empty()
        {
            sink.send(Message::Binary([&[channel], text].concat().into())).await?;
        }
    }
    let code = ended.and_then(|status| status.code()).unwrap_or(137);
    let status = [&[ERROR], status(code).to_string().as_bytes()].concat();
    sink.send(Message::Binary(status.into())).await?;
    let parting = CloseFrame { code: CloseCode::Normal, reason: "".into() };
    sink.send(Message::Close(Some(parting))).await?;
    Ok(())
}

/// How much was read; 0 at the end.
async fn read(from: &mut Option<impl AsyncRead + Unpin>, into: &mut [u8]) -> usize {
    match from {
        Some(from) => from.read(into).await.unwrap_or(0),
        None => 0,
    }
}

/// How a command ended, as clients read it.
fn status(code: i32) -> Value {
    if code == 0 {
        return json!({"metadata": {}, "status": "Success"});
    }
    json!({
        "metadata": {}, "status": "Failure", "reason": "NonZeroExitCode",
        "message": format!("command terminated with non-zero exit code: exit status {code}"),
        "details": {"causes": [{"reason": "ExitCode", "message": code.to_string()}]},
    })
}
