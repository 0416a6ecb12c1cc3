//! Artifacts: handed out as files to keep, never as pages to run.

use std::io::{Read, Seek, SeekFrom};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Component, Path, PathBuf};

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use tokio::sync::mpsc;

use super::archive;
use super::backend::Fetched;
use super::dispatch::{Call, Server};
use super::error::{ApiError, Code, json_response};
use super::guard::ARTIFACT_POLICY;
use super::objects::named;
use super::routes::Op;
use super::workflows::there_or_kept;
use crate::core::api::Artifact;

/// How much is read at once.
const PIECE: usize = 64 << 10;

/// Media types by the ends of names. Types that a browser would run are not among them.
const TYPES: &[(&str, &str)] = &[
    ("tgz", "application/x-compressed-tar"),
    ("gz", "application/gzip"),
    ("tar", "application/x-tar"),
    ("zip", "application/zip"),
    ("json", "application/json"),
    ("txt", "text/plain; charset=utf-8"),
    ("log", "text/plain; charset=utf-8"),
    ("md", "text/plain; charset=utf-8"),
    ("yaml", "text/plain; charset=utf-8"),
    ("yml", "text/plain; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("pdf", "application/pdf"),
];

/// What a request asks for.
struct Asked<'c> {
    namespace: &'c str,
    /// Its name, or its uid.
    workflow: &'c str,
    archived: bool,
    node: &'c str,
    artifact: &'c str,
    input: bool,
    /// A file below an artifact that is a folder.
    below: &'c str,
}

fn asked(call: &Call) -> Result<Asked<'_>, ApiError> {
    let place = |index| call.place(index);
    let (input, below) = match call.route.op {
        Op::InputArtifact => (true, ""),
        Op::OutputArtifact => (false, ""),
        _ => {
            let input = match (place(1), place(4)) {
                ("workflows", "outputs") => false,
                ("workflows", "inputs") => true,
                ("archived-workflows", "outputs") => false,
                ("archived-workflows", "inputs") => true,
                _ => return Err(ApiError::not_found("Not Found")),
            };
            let (workflow, node, artifact, below) = (place(2), place(3), place(5), place(6));
            let archived = place(1) == "archived-workflows";
            return Ok(Asked { namespace: place(0), workflow, archived, node, artifact, input, below });
        }
    };
    let (namespace, workflow, node, artifact) = (place(0), place(1), place(2), place(3));
    Ok(Asked { namespace, workflow, archived: false, node, artifact, input, below })
}

pub(super) async fn download(server: &Server, call: &Call) -> Result<Response, ApiError> {
    let asked = asked(call)?;
    let artifact = find(server, call, &asked).await?;
    let fetched = server.place.artifact(call.backend(), asked.namespace, &artifact).await?;
    let path = below(&fetched.path, asked.below)?;
    let meta = path.symlink_metadata().map_err(|error| gone(&error))?;
    let lists = call.route.op == Op::ArtifactFile;
    match (meta.is_dir(), meta.is_file()) {
        (true, _) if lists => listing(&path),
        (true, _) => whole_folder(path, fetched, asked.artifact).await,
        (_, true) => file(path, fetched, &call.range).await,
        _ => Err(ApiError::not_found("the artifact is neither a file nor a folder")),
    }
}

fn gone(error: &std::io::Error) -> ApiError {
    match error.kind() {
        std::io::ErrorKind::NotFound => ApiError::not_found("there is no such file in the artifact"),
        _ => ApiError::new(Code::Internal, format!("the artifact cannot be read: {}", error.kind())),
    }
}

/// The artifact of the workflow, which the caller must be allowed to read.
async fn find(server: &Server, call: &Call, asked: &Asked<'_>) -> Result<Artifact, ApiError> {
    named(asked.workflow)?;
    let workflow = if asked.archived {
        archive::find(server, call, asked.namespace, asked.workflow).await?.0
    } else {
        there_or_kept(server, call, (asked.namespace, asked.workflow)).await?
    };
    let node = workflow.status.nodes.get(asked.node);
    let node =
        node.ok_or_else(|| ApiError::not_found(format!("the workflow has no node {:?}", asked.node)))?;
    let artifacts = match asked.input {
        true => node.inputs.as_ref().map(|inputs| &inputs.artifacts),
        false => node.outputs.as_ref().map(|outputs| &outputs.artifacts),
    };
    let found = artifacts.and_then(|all| all.iter().find(|one| one.name == asked.artifact));
    let found = found.ok_or_else(|| ApiError::not_found("artifact not found"))?;
    // A key alone is one of the repository that the workflow used.
    let used = workflow.status.artifact_repository_ref.as_ref();
    let used = used.and_then(|used| used.artifact_repository.clone()).unwrap_or_default().location();
    Ok(found.located(&used))
}

/// A place inside an artifact; neither dots nor links lead out of it.
fn below(root: &Path, inside: &str) -> Result<PathBuf, ApiError> {
    let mut path = root.to_owned();
    for part in Path::new(inside.trim_matches('/')).components() {
        let Component::Normal(part) = part else {
            return Err(ApiError::invalid("the path leads out of the artifact"));
        };
        path.push(part);
        if path.symlink_metadata().map_err(|error| gone(&error))?.is_symlink() {
            return Err(ApiError::invalid("the path goes through a link"));
        }
    }
    Ok(path)
}

/// What is in a folder.
fn listing(path: &Path) -> Result<Response, ApiError> {
    let mut files: Vec<(String, Value)> = Vec::new();
    for entry in std::fs::read_dir(path).map_err(|error| gone(&error))?.flatten() {
        let Ok(meta) = entry.metadata() else { continue };
        let name = entry.file_name().to_string_lossy().into_owned();
        let known = json!({"name": name, "directory": meta.is_dir(), "size": meta.len()});
        files.push((name, known));
    }
    files.sort_by(|one, other| one.0.cmp(&other.0));
    let files: Vec<Value> = files.into_iter().map(|(_, known)| known).collect();
    Ok(json_response(&json!({"files": files})))
}

/// A folder as one file: a gzipped archive.
async fn whole_folder(path: PathBuf, fetched: Fetched, name: &str) -> Result<Response, ApiError> {
    let failed =
        |error: &dyn std::fmt::Display| ApiError::new(Code::Internal, format!("pack the artifact: {error}"));
    let folder = tempfile::tempdir().map_err(|error| failed(&error))?;
    let packed = folder.path().join(format!("{}.tgz", name.replace(['/', '\\'], "_")));
    let to = packed.clone();
    let work = tokio::task::spawn_blocking(move || -> std::io::Result<()> {
        let encoder =
            flate2::write::GzEncoder::new(std::fs::File::create_new(&to)?, flate2::Compression::fast());
        let mut archive = tar::Builder::new(encoder);
        archive.follow_symlinks(false);
        archive.append_dir_all(".", &path)?;
        archive.into_inner()?.finish()?;
        drop(fetched);
        Ok(())
    });
    work.await.map_err(|error| failed(&error))?.map_err(|error| failed(&error))?;
    file(packed.clone(), Fetched { path: packed, guard: Some(folder) }, &None).await
}

/// A file, or the part of it that was asked for.
async fn file(path: PathBuf, fetched: Fetched, range: &Option<String>) -> Result<Response, ApiError> {
    let no_follow = rustix::fs::OFlags::NOFOLLOW.bits() as i32;
    let mut open = std::fs::OpenOptions::new();
    let mut file = open.read(true).custom_flags(no_follow).open(&path).map_err(|error| gone(&error))?;
    let size = file.metadata().map_err(|error| gone(&error))?.len();
    let part = range.as_deref().and_then(|range| part_of(range, size));
    let (from, to) = part.unwrap_or((0, size));
    file.seek(SeekFrom::Start(from)).map_err(|error| gone(&error))?;
    let (sender, receiver) = mpsc::channel::<std::io::Result<Bytes>>(4);
    tokio::task::spawn_blocking(move || {
        let _kept = fetched.guard;
        let mut left = to - from;
        while left > 0 {
            let mut piece = vec![0; PIECE.min(usize::try_from(left).unwrap_or(PIECE))];
            let read = match file.read(&mut piece) {
                Ok(0) => return,
                Ok(read) => read,
                Err(error) => {
                    // Whoever does not listen does not miss it.
                    let _ = sender.blocking_send(Err(error));
                    return;
                }
            };
            piece.truncate(read);
            left -= read as u64;
            if sender.blocking_send(Ok(piece.into())).is_err() {
                return;
            }
        }
    });
    let pieces =
        futures::stream::unfold(
            receiver,
            |mut receiver| async move { Some((receiver.recv().await?, receiver)) },
        );
    let mut response = Body::from_stream(pieces).into_response();
    if let Some((from, to)) = part {
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
        set(&mut response, header::CONTENT_RANGE, &format!("bytes {from}-{}/{size}", to.saturating_sub(1)));
    }
    set(&mut response, header::CONTENT_LENGTH, &(to - from).to_string());
    set(&mut response, header::ACCEPT_RANGES, "bytes");
    describe(&mut response, &path);
    Ok(response)
}

fn set(response: &mut Response, name: header::HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}

/// Says what a file is, and that it is to be kept, not shown.
fn describe(response: &mut Response, path: &Path) {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let end = name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase()).unwrap_or_default();
    let media =
        TYPES.iter().find(|(known, _)| *known == end).map_or("application/octet-stream", |(_, media)| media);
    set(response, header::CONTENT_TYPE, media);
    let encoded: String = name.bytes().fold(String::new(), |all, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            all + &char::from(byte).to_string()
        } else {
            all + &format!("%{byte:02X}")
        }
    });
    set(response, header::CONTENT_DISPOSITION, &format!("attachment; filename*=UTF-8''{encoded}"));
    set(response, header::CONTENT_SECURITY_POLICY, ARTIFACT_POLICY);
}

/// The bytes that `bytes=FROM-TO` means; `None` for what is not understood, which may be passed over.
fn part_of(range: &str, size: u64) -> Option<(u64, u64)> {
    let (from, to) = range.strip_prefix("bytes=")?.split_once('-')?;
    let (from, to) = match (from, to) {
        ("", last) => (size.saturating_sub(last.parse().ok()?), size),
        (from, "") => (from.parse().ok()?, size),
        (from, to) => (from.parse().ok()?, to.parse::<u64>().ok()?.saturating_add(1).min(size)),
    };
    (from < to).then_some((from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_files() {
        assert_eq!(part_of("bytes=0-9", 100), Some((0, 10)));
        assert_eq!(part_of("bytes=90-", 100), Some((90, 100)));
        assert_eq!(part_of("bytes=-5", 100), Some((95, 100)));
        assert_eq!(part_of("bytes=100-", 100), None);
        assert_eq!(part_of("lines=1-2", 100), None);
    }

    #[test]
    fn nothing_leads_out_of_an_artifact() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a"), "a").unwrap();
        std::os::unix::fs::symlink("/etc", folder.path().join("link")).unwrap();
        assert!(below(folder.path(), "a").is_ok());
        for bad in ["..", "a/../..", "link", "link/passwd", "/../x", "nothing"] {
            assert!(below(folder.path(), bad).is_err(), "{bad}");
        }
    }
}
