//! `upload-artifacts`: a file of the caller for an input artifact of a stored template, as a form (Argo 4.1).

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, Write};
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use futures::StreamExt;
use serde_json::json;
use tempfile::NamedTempFile;

use super::backend::Brought;
use super::dispatch::{Call, Server};
use super::error::{ApiError, Code, json_response};
use super::objects::named;
use crate::client::kube::Url;
use crate::core::api::{WorkflowTemplate, kinds};

/// The largest file, in bytes.
const LARGEST: u64 = 1 << 30;

/// How long a client may pause while it sends.
const PAUSE: Duration = Duration::from_secs(30);

/// The longest head of a part of a form, in bytes.
const LONGEST_HEAD: usize = 16 * 1024;

/// A form as it came, on disk.
pub(super) struct Form {
    boundary: String,
    file: NamedTempFile,
}

fn broken(error: &dyn std::fmt::Display) -> ApiError {
    ApiError::new(Code::Internal, format!("the file cannot be kept: {error}"))
}

/// Takes the body of a request.
///
/// # Errors
/// When it is no form, is too large, or does not come.
pub(super) async fn receive(headers: &HeaderMap, body: Body) -> Result<Form, ApiError> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let wrong = || {
        ApiError::invalid("a multipart/form-data body is wanted")
            .with_status(StatusCode::UNSUPPORTED_MEDIA_TYPE)
    };
    let boundary = boundary(kind).ok_or_else(wrong)?;
    let mut file = NamedTempFile::new().map_err(|error| broken(&error))?;
    let (mut parts, mut size) = (body.into_data_stream(), 0_u64);
    loop {
        let slow =
            |_| ApiError::invalid("the body did not arrive in time").with_status(StatusCode::REQUEST_TIMEOUT);
        let Some(part) = tokio::time::timeout(PAUSE, parts.next()).await.map_err(slow)? else { break };
        let part = part.map_err(|_| ApiError::invalid("the body is cut off"))?;
        size += part.len() as u64;
        if size > LARGEST {
            let words = format!("the file is larger than {LARGEST} bytes");
            return Err(ApiError::invalid(words).with_status(StatusCode::PAYLOAD_TOO_LARGE));
        }
        file.write_all(&part).map_err(|error| broken(&error))?;
    }
    Ok(Form { boundary, file })
}

/// The line between the parts of a form.
fn boundary(kind: &str) -> Option<String> {
    let mut parts = kind.split(';').map(str::trim);
    if !parts.next()?.eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let found = parts.find_map(|part| part.strip_prefix("boundary="))?.trim_matches('"');
    (!found.is_empty() && found.len() <= 70).then(|| found.to_owned())
}

/// Takes the file of a form to the repository of a template's artifacts.
///
/// # Errors
/// When there is no such template or artifact, or no file in the form.
pub(super) async fn bring(server: &Server, call: &Call) -> Result<Response, ApiError> {
    let (namespace, template, artifact) = (call.place(0), call.place(1), call.place(2));
    named(template)?;
    let kind = kinds::by_kind("WorkflowTemplate").ok_or_else(|| ApiError::not_found("Not Found"))?;
    let url = Url::of_kind(kind, Some(namespace)).child(template);
    let stored: WorkflowTemplate = call.backend().rest().get(&url).await?;
    let missing =
        || ApiError::not_found(format!("workflow template {template} has no input artifact {artifact:?}"));
    let place =
        stored.spec.arguments.artifacts.iter().find(|one| one.name == artifact).ok_or_else(missing)?;
    let form = call.file.as_ref().ok_or_else(|| ApiError::invalid("the form has no file"))?;
    let input = form.file.reopen().map_err(|error| broken(&error))?;
    let boundary = form.boundary.clone();
    let found = tokio::task::spawn_blocking(move || extract(input, &boundary)).await;
    let found = found.map_err(|error| broken(&error))?.map_err(|error| match error.kind() {
        io::ErrorKind::InvalidData => ApiError::invalid(error.to_string()),
        _ => broken(&error),
    })?;
    let (name, file) =
        found.ok_or_else(|| ApiError::invalid("the form has no file: its part is called file"))?;
    let brought = Brought {
        namespace,
        repository: stored.spec.artifact_repository_ref.as_ref(),
        artifact: place,
        name: &name,
        file: file.path(),
    };
    let kept = server.place.bring(brought).await?;
    let mut response = json_response(&json!({"name": artifact, "key": kept.location().key()}));
    *response.status_mut() = StatusCode::CREATED;
    Ok(response)
}

/// The first file of a form: what it is called, and a copy of it.
fn extract(mut form: File, boundary: &str) -> io::Result<Option<(String, NamedTempFile)>> {
    form.rewind()?;
    let mut parts = Parts { from: BufReader::with_capacity(64 * 1024, form), held: b"\r\n".to_vec() };
    let delimiter = format!("\r\n--{boundary}");
    parts.copy_to(delimiter.as_bytes(), &mut io::sink())?;
    loop {
        let mut head = Vec::new();
        parts.copy_to(b"\r\n", &mut head)?;
        if head.starts_with(b"--") {
            return Ok(None);
        }
        let mut head = Limited(Vec::new());
        // A part without a head begins with an empty line.
        parts.held.splice(0..0, *b"\r\n");
        parts.copy_to(b"\r\n\r\n", &mut head)?;
        match file_name(&String::from_utf8_lossy(&head.0)) {
            Some(name) => {
                let mut file = NamedTempFile::new()?;
                parts.copy_to(delimiter.as_bytes(), &mut file)?;
                file.flush()?;
                return Ok(Some((name, file)));
            }
            None => parts.copy_to(delimiter.as_bytes(), &mut io::sink())?,
        }
    }
}

/// What a file is called, by the head of its part; `None` for other parts.
fn file_name(head: &str) -> Option<String> {
    let line = head.lines().find(|line| line.to_ascii_lowercase().starts_with("content-disposition:"))?;
    let value = |key: &str| {
        let rest = line.split_once(&format!("; {key}=\""))?.1;
        rest.split_once('"').map(|(value, _)| value)
    };
    (value("name") == Some("file")).then(|| value("filename").unwrap_or("file").to_owned())
}

/// A head of a bearable length.
struct Limited(Vec<u8>);

impl Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > LONGEST_HEAD {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "the head of a part of the form is too long",
            ));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What is read piece by piece, each up to some bytes.
struct Parts<R> {
    from: R,
    held: Vec<u8>,
}

impl<R: Read> Parts<R> {
    /// Copies everything before `end`, and passes over it.
    fn copy_to(&mut self, end: &[u8], to: &mut impl Write) -> io::Result<()> {
        let mut piece = vec![0; 64 * 1024];
        loop {
            if let Some(at) = self.held.windows(end.len()).position(|bytes| bytes == end) {
                to.write_all(self.held.get(..at).unwrap_or_default())?;
                self.held.drain(..at + end.len());
                return Ok(());
            }
            // What may be the beginning of the end stays.
            let done = self.held.len().saturating_sub(end.len() - 1);
            to.write_all(self.held.get(..done).unwrap_or_default())?;
            self.held.drain(..done);
            match self.from.read(&mut piece)? {
                0 => return Err(io::Error::new(io::ErrorKind::InvalidData, "the form ends too soon")),
                count => self.held.extend_from_slice(piece.get(..count).unwrap_or_default()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &[u8]) -> io::Result<Option<(String, Vec<u8>)>> {
        let mut file = tempfile::tempfile()?;
        file.write_all(text)?;
        let found = extract(file, "xyz")?;
        found.map(|(name, file)| Ok((name, std::fs::read(file.path())?))).transpose()
    }

    #[test]
    fn the_file_of_a_form_is_found() {
        let part =
            "Content-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\nContent-Type: text/csv";
        let content = format!("1\r\n--xy{}\r\n--x", "b".repeat(200_000));
        let form = format!("--xyz\r\n{part}\r\n\r\n{content}\r\n--xyz--\r\n");
        assert_eq!(of(form.as_bytes()).unwrap(), Some(("a.csv".to_owned(), content.clone().into_bytes())));
        let other = "Content-Disposition: form-data; name=\"x\"";
        let both = format!("before\r\n--xyz\r\n{other}\r\n\r\ny{}", form.replacen("--xyz", "\r\n--xyz", 1));
        assert_eq!(of(both.as_bytes()).unwrap(), Some(("a.csv".to_owned(), content.into_bytes())));
        assert_eq!(of(b"--xyz\r\n\r\nheadless\r\n--xyz--\r\n").unwrap(), None);
        let long = format!("--xyz\r\n{}\r\n\r\nx\r\n--xyz--\r\n", "a".repeat(LONGEST_HEAD + 1));
        for bad in ["", "--xyz", "--xyz\r\n", &form[..form.len() - 12], &long] {
            assert_eq!(of(bad.as_bytes()).map_err(|e| e.kind()).err(), Some(io::ErrorKind::InvalidData));
        }
        assert_eq!(boundary("multipart/form-data; boundary=\"a b\"").as_deref(), Some("a b"));
        assert_eq!(boundary("text/plain; boundary=a"), None);
    }
}
