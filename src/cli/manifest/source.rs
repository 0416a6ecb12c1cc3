//! Where manifests come from: files, directories, URLs, standard input.

use std::io::Read;
use std::path::Path;

use crate::cli::error::{CliError, CliResult};
use crate::core::lint::File;

/// No manifest is larger than that.
const MOST: u64 = 64 << 20;

/// A text with the name it goes by in messages.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    pub(crate) name: String,
    pub(crate) text: String,
}

/// What to do with a file that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wants {
    /// The word for the system's call, as Argo's commands print it.
    Open,
    Lstat,
}

impl Wants {
    fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Lstat => "lstat",
        }
    }
}

/// Reads what the arguments name, in their order; directories are walked.
pub(crate) async fn read_all(arguments: &[String]) -> CliResult<Vec<File>> {
    read_files(arguments, Wants::Open).await
}

/// As [`read_all`], with the word that errors of files begin with.
pub(crate) async fn read_files(arguments: &[String], wants: Wants) -> CliResult<Vec<File>> {
    let sources = texts(arguments, wants).await?;
    Ok(sources.into_iter().map(|source| File::read(source.name, source.text)).collect())
}

async fn texts(arguments: &[String], wants: Wants) -> CliResult<Vec<Source>> {
    let mut sources = Vec::new();
    for argument in arguments {
        if argument == "-" {
            sources.push(read_stdin()?);
        } else if is_url(argument) {
            sources.push(fetch(argument).await?);
        } else {
            read_path(Path::new(argument), wants, &mut sources)?;
        }
    }
    Ok(sources)
}

/// Reads one file, URL or standard input.
pub(crate) async fn read_one(argument: &str) -> CliResult<Source> {
    let mut sources = texts(&[argument.to_owned()], Wants::Open).await?;
    match (sources.pop(), sources.is_empty()) {
        (Some(source), true) => Ok(source),
        _ => Err(CliError::new(format!("{argument} is a directory, a file is wanted"))),
    }
}

fn is_url(argument: &str) -> bool {
    argument.starts_with("http://") || argument.starts_with("https://")
}

fn read_path(path: &Path, wants: Wants, sources: &mut Vec<Source>) -> CliResult<()> {
    let named = |error: std::io::Error| {
        let words = match error.kind() {
            std::io::ErrorKind::NotFound => "no such file or directory".to_owned(),
            _ => error.to_string(),
        };
        CliError::new(format!("{} {}: {words}", wants.word(), path.display()))
    };
    if std::fs::metadata(path).map_err(named)?.is_dir() {
        for file in manifests_in(path, wants)? {
            read_path(&file, wants, sources)?;
        }
        return Ok(());
    }
    let file = std::fs::File::open(path).map_err(named)?;
    let name = path.display().to_string();
    // As Argo shows the files of the directory it is in.
    let name = name.strip_prefix("./").unwrap_or(&name).to_owned();
    sources.push(text_of(name, file)?);
    Ok(())
}

/// The files in a directory and below it that can be manifests, in the order of their names; for lint without those
/// that git ignores.
fn manifests_in(path: &Path, wants: Wants) -> CliResult<Vec<std::path::PathBuf>> {
    let ignores = wants == Wants::Lstat;
    let mut walk = ignore::WalkBuilder::new(path);
    walk.standard_filters(false).follow_links(true).sort_by_file_name(Ord::cmp);
    walk.parents(ignores).git_ignore(ignores).git_exclude(ignores);
    walk.filter_entry(|entry| entry.file_name() != ".git");
    let mut found = Vec::new();
    for entry in walk.build() {
        let entry = entry.map_err(|error| CliError::new(format!("read {}: {error}", path.display())))?;
        let extension = entry.path().extension().and_then(|e| e.to_str()).unwrap_or_default();
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        if is_file && ["yaml", "yml", "json"].contains(&extension) {
            found.push(entry.into_path());
        }
    }
    Ok(found)
}

fn read_stdin() -> CliResult<Source> {
    text_of("stdin".to_owned(), std::io::stdin().lock())
}

fn text_of(name: String, reader: impl Read) -> CliResult<Source> {
    let mut bytes = Vec::new();
    let read = reader.take(MOST + 1).read_to_end(&mut bytes);
    read.map_err(|error| CliError::new(format!("read {name}: {error}")))?;
    of_bytes(name, &bytes)
}

fn of_bytes(name: String, bytes: &[u8]) -> CliResult<Source> {
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > MOST {
        return Err(CliError::new(format!("{name} is larger than {} MiB, that is no manifest", MOST >> 20)));
    }
    let text = crate::core::yaml::decode(bytes);
    let text = text.map_err(|error| CliError::new(format!("{name}: {error}")))?.into_owned();
    Ok(Source { name, text })
}

async fn fetch(url: &str) -> CliResult<Source> {
    let failed =
        |error: reqwest::Error| CliError::new(format!("get {url}: {}", crate::cli::error::chain(&error)));
    // Fails only where a provider is installed already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut response = reqwest::get(url).await.map_err(failed)?;
    let status = response.status();
    if !status.is_success() {
        return Err(CliError::new(format!("get {url}: the server answered {status}")));
    }
    let html = response
        .headers()
        .get("content-type")
        .and_then(|t| t.to_str().ok())
        .is_some_and(|t| t.contains("html"));
    if html {
        return Err(CliError::new(format!(
            "get {url}: the server answered with a web page, not with a manifest"
        ))
        .hint("use the address of the raw file"));
    }
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(failed)? {
        bytes.extend_from_slice(&chunk);
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > MOST {
            break;
        }
    }
    of_bytes(url.to_owned(), &bytes)
}
