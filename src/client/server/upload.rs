//! Files for an Argo Server, as a form with one file (`/upload-artifacts`, Argo 4.1).

use std::path::Path;

use bytes::Bytes;
use futures::{StreamExt, TryStreamExt, stream};
use reqwest::Body;
use serde_json::Value;
use tokio_util::io::ReaderStream;

use super::rest::Rest;
use crate::ports::client::{ClientError, Refusal};

/// Sends a file for the artifact at `place` (namespace, workflow template, artifact); its key in the repository.
///
/// # Errors
/// When the file cannot be read, or the server does not take it.
pub(super) async fn upload(rest: &Rest, place: [&str; 3], file: &Path) -> Result<String, ClientError> {
    let unreadable =
        |why: std::io::Error| ClientError::new(Refusal::Other, format!("{}: {why}", file.display()));
    let opened = tokio::fs::File::open(file).await.map_err(unreadable)?;
    let size = opened.metadata().await.map_err(unreadable)?.len();
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let boundary = format!("argo-{}", uuid::Uuid::new_v4().simple());
    let head = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n",
        quoted(&name)
    );
    let end = format!("\r\n--{boundary}--\r\n");
    let size = size.saturating_add((head.len() + end.len()) as u64);
    let text = |text: String| stream::once(async { Ok::<_, std::io::Error>(Bytes::from(text)) });
    let body = text(head).chain(ReaderStream::new(opened).into_stream()).chain(text(end));
    let path = [&["upload-artifacts"], place.as_slice()].concat();
    let kind = format!("multipart/form-data; boundary={boundary}");
    let answer: Value = rest.upload(&path, &kind, size, Body::wrap_stream(body)).await?;
    let key = answer.get("key").and_then(Value::as_str);
    key.map(str::to_owned).ok_or_else(|| {
        ClientError::new(
            Refusal::Other,
            format!("{} took the file and did not say where it is", rest.address()),
        )
    })
}

/// A file name between quotation marks, as browsers write it.
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}
