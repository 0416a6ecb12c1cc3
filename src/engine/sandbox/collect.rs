//! Keeps outputs: as they are, or as archives. Runs inside the container, where links mean what the command meant.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::spec::{Collect, Form};

/// Keeps one output; one that is not there is left out.
///
/// # Errors
/// When it cannot be read or written.
pub(super) fn keep(output: &Collect, folder: &Path) -> io::Result<()> {
    if fs::metadata(&output.path).is_err() {
        return Ok(());
    }
    let to = folder.join(&output.file);
    match output.form {
        Form::Plain => copy(&output.path, &to),
        Form::Tar(level) => tar(&output.path, &to, level),
        Form::Zip => zip(&output.path, &to),
    }
}

/// Copies a file or a folder with everything in it; what is neither is left out.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let meta = fs::metadata(from)?;
    if meta.is_file() {
        return fs::copy(from, to).map(|_| ());
    }
    if !meta.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_symlink() {
            std::os::unix::fs::symlink(fs::read_link(&source)?, &target)?;
        } else {
            copy(&source, &target)?;
        }
    }
    Ok(())
}

/// An archive with one entry at its top, named as the output's last part, as Argo's executor makes it.
fn tar(from: &Path, to: &Path, level: u32) -> io::Result<()> {
    let name = from.file_name().map_or_else(|| Path::new("output").as_os_str(), |n| n);
    let encoder = flate2::write::GzEncoder::new(
        BufWriter::new(File::create(to)?),
        flate2::Compression::new(level.min(9)),
    );
    let mut archive = tar::Builder::new(encoder);
    archive.follow_symlinks(false);
    let real = fs::canonicalize(from)?;
    if real.is_dir() {
        archive.append_dir_all(name, &real)?;
    } else {
        archive.append_path_with_name(&real, name)?;
    }
    archive.into_inner()?.finish()?.flush()
}

fn zip(from: &Path, to: &Path) -> io::Result<()> {
    let mut archive = zip::ZipWriter::new(BufWriter::new(File::create(to)?));
    let real = fs::canonicalize(from)?;
    let name = from.file_name().map_or_else(|| "output".into(), |n| n.to_string_lossy().into_owned());
    add_to_zip(&mut archive, &real, &name)?;
    archive.finish().map_err(io::Error::other)?.flush()
}

fn add_to_zip(archive: &mut zip::ZipWriter<BufWriter<File>>, path: &Path, name: &str) -> io::Result<()> {
    let meta = fs::symlink_metadata(path)?;
    let mode = meta.permissions().mode() & 0o777;
    let options = zip::write::SimpleFileOptions::default().unix_permissions(mode);
    if meta.is_dir() {
        archive.add_directory(name, options).map_err(io::Error::other)?;
        let mut entries: Vec<_> = fs::read_dir(path)?.collect::<Result<_, _>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            add_to_zip(archive, &entry.path(), &format!("{name}/{}", entry.file_name().to_string_lossy()))?;
        }
    } else if meta.is_symlink() {
        let target = fs::read_link(path)?;
        archive.add_symlink(name, target.to_string_lossy(), options).map_err(io::Error::other)?;
    } else if meta.is_file() {
        archive.start_file(name, options).map_err(io::Error::other)?;
        io::copy(&mut File::open(path)?, archive)?;
    }
    Ok(())
}
