//! Writing files: whole or not at all.

use std::io::Write;
use std::path::Path;

use super::Exit;
use super::output::Terminal;
use crate::wording;

/// Writes a file: the bytes go to a new file beside it, which then takes its name, so that what was there stays whole until all is written.
/// A failure is told.
pub(super) fn write(path: &Path, bytes: &[u8], terminal: &Terminal) -> Result<(), Exit> {
    replace(path, bytes).map_err(|error| {
        let shown = path.display();
        let text = wording!("`{shown}` can't be written: {error}", "无法写入“{shown}”：{error}");
        terminal.note(text.get(terminal.language));
        Exit::CouldNotRun
    })
}

fn replace(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    // Through a link the file that it names is written, and a file keeps who may read it.
    let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let name = path.file_name().ok_or(std::io::ErrorKind::InvalidInput)?;
    let beside = path.with_file_name(format!(".{}.{}.tmp", name.to_string_lossy(), std::process::id()));
    let written = std::fs::OpenOptions::new().write(true).create_new(true).open(&beside).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()?;
        if let Ok(before) = std::fs::metadata(&path) {
            file.set_permissions(before.permissions())?;
        }
        std::fs::rename(&beside, &path)
    });
    if written.is_err() {
        // What is left of an attempt is of no use; the failure itself is what counts.
        let _ = std::fs::remove_file(&beside);
    }
    written
}
