//! Unpacking archives of unknown origin: nothing is written outside the target, links are not written through,
//! and there is an end to sizes.

use std::fs::{self, File};
use std::io::{self, Read};
use std::os::unix::fs::PermissionsExt;
use std::path::{Component, Path, PathBuf};

use super::{ArtifactError, repository};

/// The most entries an archive may have.
const MAX_ENTRIES: usize = 1_000_000;

/// The most bytes an archive may unpack to.
const MAX_BYTES: u64 = 64 << 30;

/// The longest target of a link, in bytes: the kernel's longest path.
const LONGEST_LINK: u64 = 4096;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A gzipped tar archive.
    Tar,
    /// A zip archive.
    Zip,
    /// Anything else.
    Other,
}

/// Looks at how a file begins.
pub(super) fn kind(path: &Path) -> Result<Kind, ArtifactError> {
    let mut start = [0; 4];
    let mut file = File::open(path).map_err(ArtifactError::io(path))?;
    let count = file.read(&mut start).map_err(ArtifactError::io(path))?;
    Ok(match start.get(..count) {
        Some([0x1f, 0x8b, ..]) if is_tar(path) => Kind::Tar,
        Some([b'P', b'K', 3 | 5, 4 | 6]) => Kind::Zip,
        _ => Kind::Other,
    })
}

fn is_tar(path: &Path) -> bool {
    let Ok(file) = File::open(path) else { return false };
    let mut header = [0; 512];
    let read = flate2::read::GzDecoder::new(file).read_exact(&mut header);
    read.is_ok() && (header.get(257..262) == Some(b"ustar") || header.iter().all(|b| *b == 0))
}

/// Unpacks a gzipped tar archive. One entry at its top becomes the target itself, several go into a folder.
pub(super) fn tar(from: &Path, to: &Path) -> Result<(), ArtifactError> {
    let io = ArtifactError::io(from);
    let inside = scratch(to)?;
    let file = File::open(from).map_err(&io)?;
    let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(file));
    let mut left = Limits::new();
    for entry in archive.entries().map_err(&io)? {
        let mut entry = entry.map_err(&io)?;
        let name = entry.path().map_err(&io)?.into_owned();
        let Some(target) = safe(&inside, &name)? else { continue };
        left.entry(&name)?;
        let header = entry.header();
        let mode = header.mode().unwrap_or(0o644) & 0o777;
        match header.entry_type() {
            tar::EntryType::Directory => folder(&inside, &target)?,
            tar::EntryType::Regular | tar::EntryType::Continuous | tar::EntryType::GNUSparse => {
                left.write(&inside, &target, &mut entry, mode)?;
            }
            tar::EntryType::Symlink => {
                let to = entry.link_name().map_err(&io)?.unwrap_or_default().into_owned();
                link(&inside, &target, &to)?;
            }
            tar::EntryType::Link => {
                let name = entry.link_name().map_err(&io)?.unwrap_or_default().into_owned();
                let Some(source) = safe(&inside, &name)? else { continue };
                check_parents(&inside, &source)?;
                check_parents(&inside, &target)?;
                fs::hard_link(&source, &target).map_err(ArtifactError::io(&target))?;
            }
            _ => {}
        }
    }
    settle(&inside, to)
}

/// Unpacks a zip archive, as [`tar`] does.
pub(super) fn zip(from: &Path, to: &Path) -> Result<(), ArtifactError> {
    let bad =
        |e: zip::result::ZipError| ArtifactError::Io { path: from.to_owned(), source: io::Error::other(e) };
    let inside = scratch(to)?;
    let mut archive =
        zip::ZipArchive::new(File::open(from).map_err(ArtifactError::io(from))?).map_err(bad)?;
    let mut left = Limits::new();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).map_err(bad)?;
        let name = entry.enclosed_name().ok_or_else(|| ArtifactError::Archive {
            entry: entry.name().map(|n| n.into_owned()).unwrap_or_default(),
            why: "it leads out of the archive",
        })?;
        let Some(target) = safe(&inside, &name)? else { continue };
        left.entry(&name)?;
        let mode = entry.unix_mode().unwrap_or(0o644) & 0o777;
        if entry.is_dir() {
            folder(&inside, &target)?;
        } else if entry.is_symlink() {
            let mut to = String::new();
            entry.by_ref().take(LONGEST_LINK).read_to_string(&mut to).map_err(ArtifactError::io(from))?;
            link(&inside, &target, Path::new(&to))?;
        } else {
            left.write(&inside, &target, &mut entry, mode)?;
        }
    }
    settle(&inside, to)
}

struct Limits {
    entries: usize,
    bytes: u64,
}

impl Limits {
    fn new() -> Self {
        Self { entries: MAX_ENTRIES, bytes: MAX_BYTES }
    }

    fn entry(&mut self, name: &Path) -> Result<(), ArtifactError> {
        let refuse = |why| ArtifactError::Archive { entry: name.display().to_string(), why };
        self.entries =
            self.entries.checked_sub(1).ok_or_else(|| refuse("the archive has too many entries"))?;
        Ok(())
    }

    /// Writes a file; what it is said to hold does not count, only what it holds.
    fn write(
        &mut self,
        inside: &Path,
        target: &Path,
        from: &mut impl Read,
        mode: u32,
    ) -> Result<(), ArtifactError> {
        check_parents(inside, target)?;
        if target.symlink_metadata().is_ok() {
            fs::remove_file(target).map_err(ArtifactError::io(target))?;
        }
        let mut file = File::create_new(target).map_err(ArtifactError::io(target))?;
        let copied = io::copy(&mut from.take(self.bytes.saturating_add(1)), &mut file);
        let copied = copied.map_err(ArtifactError::io(target))?;
        self.bytes = self.bytes.checked_sub(copied).ok_or_else(|| ArtifactError::Archive {
            entry: target.display().to_string(),
            why: "the archive is too large",
        })?;
        fs::set_permissions(target, fs::Permissions::from_mode(mode)).map_err(ArtifactError::io(target))
    }
}

/// An empty folder beside the target.
fn scratch(to: &Path) -> Result<PathBuf, ArtifactError> {
    let mut name = to.file_name().unwrap_or_default().to_owned();
    name.push(".unpacking");
    let folder = to.with_file_name(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(ArtifactError::io(&folder))?;
    }
    fs::create_dir_all(&folder).map_err(ArtifactError::io(&folder))?;
    Ok(folder)
}

/// Where an entry goes; `None` for the top itself.
pub(super) fn safe(inside: &Path, name: &Path) -> Result<Option<PathBuf>, ArtifactError> {
    let refuse = |why| ArtifactError::Archive { entry: name.display().to_string(), why };
    let mut target = inside.to_owned();
    for part in name.components() {
        match part {
            Component::Normal(part) => target.push(part),
            Component::CurDir => {}
            Component::RootDir | Component::Prefix(_) => return Err(refuse("its name is absolute")),
            Component::ParentDir => return Err(refuse("it leads out of the archive")),
        }
    }
    Ok((target != inside).then_some(target))
}

/// Refuses to go through a link that the archive made before.
fn check_parents(inside: &Path, target: &Path) -> Result<(), ArtifactError> {
    let relative = target.strip_prefix(inside).unwrap_or(target);
    let mut place = inside.to_owned();
    for part in relative.parent().into_iter().flat_map(Path::components) {
        place.push(part);
        if place.symlink_metadata().is_ok_and(|m| m.is_symlink()) {
            return Err(ArtifactError::Archive {
                entry: relative.display().to_string(),
                why: "it leads through a link",
            });
        }
    }
    if let Some(parent) = target.parent() {
        fs::create_dir_all(parent).map_err(ArtifactError::io(parent))?;
    }
    Ok(())
}

/// Makes a folder, unless the archive did before; never through a link.
fn folder(inside: &Path, target: &Path) -> Result<(), ArtifactError> {
    check_parents(inside, target)?;
    match target.symlink_metadata() {
        Ok(meta) if meta.is_dir() => Ok(()),
        _ => fs::create_dir(target).map_err(ArtifactError::io(target)),
    }
}

fn link(inside: &Path, target: &Path, to: &Path) -> Result<(), ArtifactError> {
    check_parents(inside, target)?;
    std::os::unix::fs::symlink(to, target).map_err(ArtifactError::io(target))
}

/// Moves what was unpacked to where it belongs.
fn settle(inside: &Path, to: &Path) -> Result<(), ArtifactError> {
    let mut top: Vec<PathBuf> =
        fs::read_dir(inside).map_err(ArtifactError::io(inside))?.flatten().map(|e| e.path()).collect();
    let from = match (top.pop(), top.is_empty()) {
        (Some(only), true) => only,
        _ => inside.to_owned(),
    };
    // Where an artifact is, other things are laid over; a link there could lead anywhere on this machine.
    if from.symlink_metadata().is_ok_and(|meta| meta.is_symlink()) {
        let entry = from.file_name().unwrap_or_default().to_string_lossy().into_owned();
        return Err(ArtifactError::Archive { entry, why: "it is a link and nothing else" });
    }
    if fs::rename(&from, to).is_err() {
        repository::copy(&from, to)?;
    }
    if inside.exists() {
        fs::remove_dir_all(inside).map_err(ArtifactError::io(inside))?;
    }
    Ok(())
}

/// Sets the mode of a file, or of a folder and everything in it.
pub(super) fn set_mode(path: &Path, mode: Option<i32>, recurse: bool) -> Result<(), ArtifactError> {
    let Some(mode) = mode.and_then(|m| u32::try_from(m).ok()) else { return Ok(()) };
    let meta = path.symlink_metadata().map_err(ArtifactError::io(path))?;
    if meta.is_symlink() {
        return Ok(());
    }
    if recurse && meta.is_dir() {
        for entry in fs::read_dir(path).map_err(ArtifactError::io(path))?.flatten() {
            set_mode(&entry.path(), i32::try_from(mode).ok(), true)?;
        }
    }
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).map_err(ArtifactError::io(path))
}
