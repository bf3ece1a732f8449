//! Writing files: whole or not at all.

use std::io::{ErrorKind, Write};
use std::path::Path;

use super::output::Terminal;
use super::{Exit, read};
use crate::diagnostic::Wording;
use crate::source::Sources;
use crate::wording;

/// Writes a file: the bytes go to a new file beside it, which then takes its place, so that what was there stays whole until all is
/// written. A link is followed, and an old file's permissions are kept. A failure is told.
pub(super) fn write(path: &Path, bytes: &[u8], terminal: &Terminal) -> Result<(), Exit> {
    replace(path, bytes).map_err(|error| unwritable(path, &error, terminal))
}

/// Writes to a file, or to standard output where none or `-` is named.
pub(super) fn write_to(output: Option<&Path>, text: &str, terminal: &Terminal) -> Result<(), Exit> {
    match output {
        Some(path) if !read::is_stdin(path) => write(path, text.as_bytes(), terminal),
        Some(_) | None => terminal.print(text),
    }
}

/// Writes a file anew that was read as `old`. What someone else has put there meanwhile stays, and is told.
pub(super) fn rewrite(path: &Path, old: &str, new: &str, terminal: &Terminal) -> Result<(), Exit> {
    if std::fs::read(path).is_ok_and(|now| now != old.as_bytes()) {
        let name = read::shown(path);
        let message = wording!(
            "`{name}` has been changed since it was read, and is left as it is now",
            "“{name}”在读取之后又被改动，现保持改动后的内容"
        );
        let help = wording!("run the command again", "请重新运行该命令");
        return Err(refused(&name, message, help, terminal));
    }
    write(path, new.as_bytes(), terminal)
}

/// Tells why a file or a folder could not be written.
#[expect(clippy::wildcard_enum_match_arm, reason = "the standard library goes on naming kinds")]
pub(super) fn unwritable(path: &Path, error: &std::io::Error, terminal: &Terminal) -> Exit {
    let name = read::shown(path);
    let message = match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            wording!("`{name}` may not be written by this user", "没有写入“{name}”的权限")
        }
        ErrorKind::NotFound => wording!("the folder of `{name}` does not exist", "“{name}”所在的文件夹不存在"),
        ErrorKind::NotADirectory => {
            wording!("a part of the path `{name}` is a file, and no folder", "路径“{name}”中有一段是文件，不是文件夹")
        }
        ErrorKind::IsADirectory => wording!("`{name}` is a folder", "“{name}”是文件夹"),
        ErrorKind::InvalidFilename => wording!("the name `{name}` is too long for a file", "文件名“{name}”过长"),
        ErrorKind::FileTooLarge => {
            wording!("`{name}` would become larger than files may be here", "“{name}”将超出此处允许的文件大小")
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            wording!("there is no space left to write `{name}`", "存储空间已满，无法写入“{name}”")
        }
        _ => wording!("`{name}` can't be written: {error}", "无法写入“{name}”：{error}"),
    };
    let help = wording!(
        "nothing was changed; check the permissions of the file and of its folder, and the space on the disk",
        "文件没有改动；请检查文件及其所在文件夹的权限，以及磁盘空间"
    );
    refused(&name, message, help, terminal)
}

fn refused(name: &str, message: Wording, help: Wording, terminal: &Terminal) -> Exit {
    let mut sources = Sources::new();
    let finding = read::nowhere(&mut sources, name, "output/unwritable", message, help);
    terminal.report(&[finding], &sources);
    Exit::CouldNotRun
}

/// Whether so many bytes may be written to a file at all. The system ends a program that goes beyond its limit before that can say so.
pub(super) fn fits(bytes: &[u8]) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        let most = rustix::process::getrlimit(rustix::process::Resource::Fsize).current;
        if most.is_some_and(|most| u64::try_from(bytes.len()).is_ok_and(|many| many > most)) {
            return Err(ErrorKind::FileTooLarge.into());
        }
    }
    #[cfg(not(unix))]
    let _ = bytes;
    Ok(())
}

/// How the names of files begin that are being written.
const NEW: &str = ".bursary-";

/// Whether a file is one that is being written and will take another's place.
pub(super) fn is_new(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(NEW))
}

fn replace(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    // A link that leads nowhere yet is written as it is named.
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let before = match std::fs::metadata(&target) {
        // A file that may not be written is not to be replaced either, though its folder would let it.
        Ok(before) if before.permissions().readonly() => return Err(ErrorKind::PermissionDenied.into()),
        Ok(before) if before.is_dir() => return Err(ErrorKind::IsADirectory.into()),
        // A device or a pipe takes the bytes; a file in its place would be the end of it.
        Ok(before) if !before.is_file() => {
            let mut device = std::fs::OpenOptions::new().write(true).open(&target)?;
            return device.write_all(bytes).and_then(|()| device.flush());
        }
        Ok(before) => Some(before.permissions()),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fits(bytes)?;
    let mut beside = new_file(folder)?;
    beside.write_all(bytes)?;
    if let Some(permissions) = before {
        beside.as_file().set_permissions(permissions)?;
    }
    beside.as_file().sync_all()?;
    beside.persist(&target).map_err(|error| error.error)?;
    Ok(())
}

/// A file of its own name, with the permissions that a new file gets; it goes away unless it is put in another's place.
fn new_file(folder: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(NEW);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_changed_since_it_was_read_stays() {
        let folder = tempfile::tempdir().unwrap();
        let (path, terminal) = (folder.path().join("p.bursary"), Terminal::new(None));
        std::fs::write(&path, "theirs").unwrap();
        assert!(rewrite(&path, "as read", "ours", &terminal).is_err());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "theirs");
        assert!(rewrite(&path, "theirs", "ours", &terminal).is_ok());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "ours");
    }
}
