//! Keeps outputs: as they are, or as archives. Runs inside the container, where links mean what the command meant.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

use rustix::fs::OFlags;

use crate::ports::runtime::{Form, Output};

/// Keeps one output; one that is not there is left out.
///
/// # Errors
/// When it cannot be read or written.
pub(super) fn keep(output: &Output, folder: &Path) -> io::Result<()> {
    let from = match fs::canonicalize(&output.path) {
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(());
        }
        other => other?,
    };
    let meta = fs::symlink_metadata(&from)?;
    if !meta.is_file() && !meta.is_dir() {
        return Err(io::Error::other(format!("{} is neither a file nor a folder", output.path.display())));
    }
    let to = folder.join(&output.file);
    // Archives have one entry at their top, named as the output's path ends, as Argo's executor makes them.
    let name = output.path.file_name().map_or_else(|| "output".into(), |n| n.to_string_lossy().into_owned());
    match output.form {
        Form::Plain => copy(&from, &to),
        Form::Tar(level) => {
            let level = flate2::Compression::new(level.min(9));
            let encoder = flate2::write::GzEncoder::new(BufWriter::new(File::create_new(to)?), level);
            let mut archive = tar::Builder::new(encoder);
            archive.follow_symlinks(false);
            add_to_tar(&mut archive, &from, Path::new(&name))?;
            archive.into_inner()?.finish()?.flush()
        }
        Form::Zip => {
            let mut archive = zip::ZipWriter::new(BufWriter::new(File::create_new(to)?));
            add_to_zip(&mut archive, &from, &name)?;
            archive.finish().map_err(io::Error::other)?.flush()
        }
    }
}

/// Opens a file for reading; never waits for one that is a pipe by now, nor follows a link.
fn open(path: &Path) -> io::Result<File> {
    let flags = i32::try_from((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits()).unwrap_or_default();
    OpenOptions::new().read(true).custom_flags(flags).open(path)
}

/// What is in a folder, by name.
fn entries(folder: &Path) -> io::Result<Vec<fs::DirEntry>> {
    let mut entries: Vec<_> = fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    Ok(entries)
}

/// Copies a file or a folder with everything in it; pipes, sockets and devices are left out.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let meta = fs::symlink_metadata(from)?;
    if meta.is_symlink() {
        return std::os::unix::fs::symlink(fs::read_link(from)?, to);
    }
    if meta.is_file() {
        io::copy(&mut open(from)?, &mut File::create_new(to)?)?;
        return fs::set_permissions(
            to,
            fs::Permissions::from_mode(meta.permissions().mode() & 0o777 | 0o600),
        );
    }
    if meta.is_dir() {
        fs::create_dir(to)?;
        for entry in entries(from)? {
            copy(&entry.path(), &to.join(entry.file_name()))?;
        }
    }
    Ok(())
}

fn add_to_tar(archive: &mut tar::Builder<impl Write>, path: &Path, name: &Path) -> io::Result<()> {
    let meta = fs::symlink_metadata(path)?;
    if meta.is_dir() {
        archive.append_dir(name, path)?;
        for entry in entries(path)? {
            add_to_tar(archive, &entry.path(), &name.join(entry.file_name()))?;
        }
        return Ok(());
    }
    if meta.is_file() {
        return archive.append_file(name, &mut open(path)?);
    }
    if meta.is_symlink() {
        return archive.append_path_with_name(path, name);
    }
    Ok(())
}

fn add_to_zip(archive: &mut zip::ZipWriter<BufWriter<File>>, path: &Path, name: &str) -> io::Result<()> {
    let meta = fs::symlink_metadata(path)?;
    let mode = meta.permissions().mode() & 0o777;
    let large = meta.len() >= u64::from(u32::MAX);
    let options = zip::write::SimpleFileOptions::default().unix_permissions(mode).large_file(large);
    if meta.is_dir() {
        archive.add_directory(name, options).map_err(io::Error::other)?;
        for entry in entries(path)? {
            add_to_zip(archive, &entry.path(), &format!("{name}/{}", entry.file_name().to_string_lossy()))?;
        }
    } else if meta.is_symlink() {
        let target = fs::read_link(path)?;
        archive.add_symlink(name, target.to_string_lossy(), options).map_err(io::Error::other)?;
    } else if meta.is_file() {
        archive.start_file(name, options).map_err(io::Error::other)?;
        io::copy(&mut open(path)?, archive)?;
    }
    Ok(())
}
