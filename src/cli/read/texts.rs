//! Files as texts, and why one could not be read.

use std::io::ErrorKind;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use super::paths::{is_stdin, shown, within};
use crate::diagnostic::{Diagnostic, Wording};
use crate::source::{Role, Source, Sources, Span};
use crate::wording;
/// The largest document or case file that is read.
pub(super) const MOST_BYTES: u64 = 256 * MEBIBYTE;
/// The largest rule file that is read: some 40,000 measures, which take seconds to check.
const MOST_RULE_BYTES: u64 = 16 * MEBIBYTE;
/// The most lines of a rule file that are read: far more than a person writes, and still checked in seconds.
const MOST_RULE_LINES: usize = 250_000;
const MEBIBYTE: u64 = 1024 * 1024;

/// The text of a rule file, or of standard input for `-`, not compiled.
pub(in crate::cli) fn rules(sources: &mut Sources, path: &Path) -> Result<String, Box<Diagnostic>> {
    let stdin = || standard_input(MOST_RULE_BYTES).and_then(as_text);
    let read = if is_stdin(path) { stdin() } else { text(path, MOST_RULE_BYTES) };
    match read {
        Ok(text) if text.lines().count() > MOST_RULE_LINES => Err(Failure::TooManyLines),
        read => read,
    }
    .map_err(|failure| Box::new(failure.into_diagnostic(sources, path)))
}

/// The text of a `bursary.toml`.
pub(in crate::cli) fn configuration(sources: &mut Sources, path: &Path) -> Result<String, Box<Diagnostic>> {
    text(path, MOST_RULE_BYTES).map_err(|failure| Box::new(failure.into_diagnostic(sources, path)))
}

/// Reads the text of a measure, from standard input for `-`.
pub(in crate::cli) fn document(sources: &mut Sources, path: &Path) -> Result<String, Box<Diagnostic>> {
    let stdin = || standard_input(MOST_BYTES).and_then(as_text);
    let read = if is_stdin(path) { stdin() } else { text(path, MOST_BYTES) };
    read.map_err(|failure| Box::new(failure.into_diagnostic(sources, path)))
}

/// A file that rules name, beside them; `None` where it can't be read.
pub(in crate::cli) fn beside(folder: &Path, name: &str) -> Option<Source> {
    let path = within(folder, name);
    Some(Source::new(shown(&path), text(&path, MOST_BYTES).ok()?))
}

pub(super) fn text(path: &Path, most: u64) -> Result<String, Failure> {
    as_text(bytes(path, most)?)
}

pub(super) fn bytes(path: &Path, most: u64) -> Result<Vec<u8>, Failure> {
    if path.is_dir() {
        return Err(Failure::Unreadable(std::io::Error::from(std::io::ErrorKind::IsADirectory)));
    }
    limited(std::fs::File::open(path).map_err(Failure::Unreadable)?, most)
}

/// Whether standard input has been read: what it gave is gone then.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// All of standard input, which can be had once.
pub(super) fn standard_input(most: u64) -> Result<Vec<u8>, Failure> {
    if TAKEN.swap(true, Ordering::Relaxed) {
        return Err(Failure::Taken);
    }
    limited(std::io::stdin().lock(), most)
}

fn limited(input: impl std::io::Read, most: u64) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    use std::io::Read as _;
    input.take(most + 1).read_to_end(&mut bytes).map_err(Failure::Unreadable)?;
    if u64::try_from(bytes.len()).is_ok_and(|read| read > most) {
        return Err(Failure::TooLarge(most / MEBIBYTE));
    }
    Ok(bytes)
}

pub(super) fn as_text(bytes: Vec<u8>) -> Result<String, Failure> {
    String::from_utf8(bytes).map_err(|error| Failure::NotText(error.utf8_error().valid_up_to()))
}

/// Why a file could not be read as text.
pub(super) enum Failure {
    Unreadable(std::io::Error),
    /// Standard input has been read already.
    Taken,
    /// The limit, in MiB.
    TooLarge(u64),
    TooManyLines,
    /// The first byte that fits no character.
    NotText(usize),
}

impl Failure {
    pub(super) fn into_diagnostic(self, sources: &mut Sources, path: &Path) -> Diagnostic {
        let name = shown(path);
        match self {
            Failure::Taken => {
                let message = wording!(
                    "standard input, `-`, is named more than once, and can be read once only",
                    "标准输入“-”只能读取一次，这里不止一处指定了它"
                );
                let help = wording!("put one of them in a file", "请将其中一项存为文件");
                nowhere(sources, &name, "input/unreadable", message, help)
            }
            Failure::Unreadable(error) => {
                let message = if error.kind() == ErrorKind::NotFound && path.is_symlink() {
                    wording!("the link `{name}` leads to no file", "链接“{name}”指向的文件不存在")
                } else if error.kind() == ErrorKind::NotFound {
                    wording!("there is no file `{name}`", "没有“{name}”这个文件")
                } else if error.kind() == ErrorKind::PermissionDenied {
                    wording!("`{name}` may not be read by this user", "没有读取“{name}”的权限")
                } else if error.kind() == ErrorKind::IsADirectory {
                    wording!("`{name}` is a folder", "“{name}”是文件夹")
                } else {
                    wording!("`{name}` can't be read: {error}", "无法读取“{name}”：{error}")
                };
                let help = wording!("check the path and its permissions", "请检查路径和访问权限");
                nowhere(sources, &name, "input/unreadable", message, help)
            }
            Failure::TooLarge(most) => {
                let message = wording!("`{name}` is larger than {most} MiB", "“{name}”超过{most} MiB");
                let help = wording!("split the file", "请将文件拆分");
                nowhere(sources, &name, "input/too-large", message, help)
            }
            Failure::TooManyLines => {
                let message =
                    wording!("`{name}` has more than {MOST_RULE_LINES} lines", "“{name}”超过{MOST_RULE_LINES}行");
                let help = wording!("split the policy", "请将政策拆分");
                nowhere(sources, &name, "input/too-large", message, help)
            }
            Failure::NotText(at) => {
                let message = wording!(
                    "`{name}` is not UTF-8 text: byte {at} fits no character",
                    "“{name}”不是UTF-8文本：第{at}字节处无法识别"
                );
                let help = wording!("save the file as UTF-8", "请将文件另存为UTF-8编码");
                nowhere(sources, &name, "input/not-utf-8", message, help)
            }
        }
    }
}

/// A finding about a file that could not be opened: it has no words to point at.
pub(in crate::cli) fn nowhere(
    sources: &mut Sources,
    name: &str,
    code: &'static str,
    message: Wording,
    help: Wording,
) -> Diagnostic {
    let id = sources.add(Role::Case, Source::new(name, ""));
    Diagnostic::error(code, Span::new(id, 0, 0), message, wording!("this file", "此文件")).with_help(help)
}
