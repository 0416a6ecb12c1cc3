//! `--fix`: files with what can be mended without a doubt.

use std::io::Write;
use std::path::Path;

use crate::cli::error::{CliError, CliResult};
use crate::cli::ui::Ui;
use crate::core::lint::{File, Report, apply};

/// Mends files in their place, and returns the ones that have changed as they are now; the others as they were.
pub(super) fn fix(ui: Ui, files: Vec<File>, report: &Report) -> CliResult<Vec<File>> {
    let mut mended = Vec::with_capacity(files.len());
    for (file, found) in files.into_iter().zip(&report.files) {
        let fixes = found.diagnostics.iter().filter_map(|one| one.fix.as_ref());
        let (text, count) = apply(&file.text, fixes);
        if count == 0 {
            mended.push(file);
            continue;
        }
        let path = Path::new(&file.name);
        replace(path, &text).map_err(|error| CliError::new(format!("write {}: {error}", file.name)))?;
        let places = if count == 1 { "place" } else { "places" };
        ui.note(&format!("{}: mended {count} {places}", file.name));
        mended.push(File::read(file.name, text));
    }
    Ok(mended)
}

/// Writes beside the file and takes its place, so that it is never half written.
fn replace(path: &Path, text: &str) -> std::io::Result<()> {
    let path = path.canonicalize()?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut new = tempfile::NamedTempFile::new_in(folder)?;
    new.write_all(text.as_bytes())?;
    new.as_file().set_permissions(path.metadata()?.permissions())?;
    new.persist(&path)?;
    Ok(())
}
