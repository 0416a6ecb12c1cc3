//! Where manifests come from: files, directories, URLs, standard input.

use std::io::Read;
use std::path::{Path, PathBuf};

use crate::cli::error::{CliError, CliResult};
use crate::core::lint::File;
use crate::core::parallel;
use crate::core::yaml::decode;

/// No manifest is larger than that.
const MOST: u64 = 64 << 20;

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

    fn failed(self, path: &Path, error: &std::io::Error) -> CliError {
        let words = match error.kind() {
            std::io::ErrorKind::NotFound => "no such file or directory".to_owned(),
            _ => error.to_string(),
        };
        CliError::new(format!("{} {}: {words}", self.word(), path.display()))
    }
}

/// Reads what the arguments name, in their order; directories are walked.
pub(crate) async fn read_all(arguments: &[String]) -> CliResult<Vec<File>> {
    read_files(arguments, Wants::Open).await
}

/// As [`read_all`], with the word that errors of files begin with.
pub(crate) async fn read_files(arguments: &[String], wants: Wants) -> CliResult<Vec<File>> {
    let sources = sources(arguments, wants).await?;
    let file = |_, source: &Source| {
        let (name, bytes) = source.read(wants)?;
        match decode(&bytes) {
            Ok(text) => Ok(File::read(name, text)),
            // Lint goes on with the other files.
            Err(error) if wants == Wants::Lstat => Ok(File::unreadable(name, &error.message)),
            Err(error) => Err(CliError::new(format!("{name}: {error}"))),
        }
    };
    parallel::map(&sources, cores(), file).into_iter().collect()
}

/// How many threads work at the same time.
pub(crate) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// A name and what was read.
type Raw = (String, Vec<u8>);

/// Where a manifest comes from.
enum Source {
    File(PathBuf),
    /// It had to be read to know it.
    Read(Raw),
}

impl Source {
    fn read(&self, wants: Wants) -> CliResult<Raw> {
        let path = match self {
            Self::Read(raw) => return Ok(raw.clone()),
            Self::File(path) => path,
        };
        let file = std::fs::File::open(path).map_err(|error| wants.failed(path, &error))?;
        let name = path.display().to_string();
        // As Argo shows the files of the directory it is in.
        let name = name.strip_prefix("./").map(str::to_owned).unwrap_or(name);
        let size = file.metadata().map_or(0, |data| data.len());
        text_of(name, file, size)
    }
}

async fn sources(arguments: &[String], wants: Wants) -> CliResult<Vec<Source>> {
    let mut sources = Vec::new();
    for argument in arguments {
        if argument == "-" {
            sources.push(Source::Read(read_stdin()?));
        } else if is_url(argument) {
            sources.push(Source::Read(fetch(argument).await?));
        } else {
            let path = Path::new(argument);
            let data = std::fs::metadata(path).map_err(|error| wants.failed(path, &error))?;
            let files = if data.is_dir() { manifests_in(path, wants)? } else { vec![path.to_owned()] };
            sources.extend(files.into_iter().map(Source::File));
        }
    }
    Ok(sources)
}

/// Reads one file, URL or standard input.
pub(crate) async fn read_one(argument: &str) -> CliResult<String> {
    let mut sources = sources(&[argument.to_owned()], Wants::Open).await?;
    match (sources.pop(), sources.is_empty()) {
        (Some(source), true) => {
            let (name, bytes) = source.read(Wants::Open)?;
            let text = decode(&bytes).map_err(|error| CliError::new(format!("{name}: {error}")))?;
            Ok(text.into_owned())
        }
        _ => Err(CliError::new(format!("{argument} is a directory, a file is wanted"))),
    }
}

fn is_url(argument: &str) -> bool {
    argument.starts_with("http://") || argument.starts_with("https://")
}

/// The files in a directory and below it that can be manifests, in the order of their names; for lint without those
/// that git ignores.
fn manifests_in(path: &Path, wants: Wants) -> CliResult<Vec<PathBuf>> {
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

/// At most so many manifests of a folder are kept in mind.
const MOST_FILES: usize = 10_000;

/// The manifests in a folder and below it, without those that git ignores; what cannot be read is left out.
pub(crate) fn in_folder(folder: &Path) -> Vec<File> {
    let found = manifests_in(folder, Wants::Lstat).unwrap_or_default();
    let read = |path: PathBuf| {
        let small = std::fs::metadata(&path).is_ok_and(|data| data.len() <= MOST / 16);
        let bytes = std::fs::read(&path).ok().filter(|_| small)?;
        Some(File::read(path.display().to_string(), decode(&bytes).ok()?))
    };
    found.into_iter().take(MOST_FILES).filter_map(read).collect()
}

fn read_stdin() -> CliResult<Raw> {
    text_of("stdin".to_owned(), std::io::stdin().lock(), 0)
}

/// Reads all there is; `size` is how many bytes that may be.
fn text_of(name: String, reader: impl Read, size: u64) -> CliResult<Raw> {
    // One more, so that the end is seen without growing.
    let mut bytes = Vec::with_capacity(usize::try_from(size.min(MOST)).unwrap_or(0) + 1);
    let read = reader.take(MOST + 1).read_to_end(&mut bytes);
    read.map_err(|error| CliError::new(format!("read {name}: {error}")))?;
    small_enough(name, bytes)
}

fn small_enough(name: String, bytes: Vec<u8>) -> CliResult<Raw> {
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > MOST {
        return Err(CliError::new(format!("{name} is larger than {} MiB, that is no manifest", MOST >> 20)));
    }
    Ok((name, bytes))
}

async fn fetch(url: &str) -> CliResult<Raw> {
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
    small_enough(url.to_owned(), bytes)
}
