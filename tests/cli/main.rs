//! The command as its users meet it: exit status, both streams, hostile input.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::wildcard_enum_match_arm,
    reason = "a test fails by panicking"
)]

mod asserting;
mod checking;
mod ci;
mod commands;
mod diff;
mod fmt;
mod guide;
mod hostile;
mod new;
mod quality;
mod schema;
mod stage;
mod surface;
mod testing;
mod writing;

use std::path::Path;
use std::process::Output;

use assert_cmd::Command;

/// The seed policy's folder.
pub const POLICY: &str = "policies/shijingshan-data-elements";

/// Runs `bursary` in the repository, in English unless the arguments say otherwise.
pub fn bursary(arguments: &[&str]) -> Output {
    bursary_in(Path::new(env!("CARGO_MANIFEST_DIR")), arguments, "")
}

/// Runs `bursary` in a folder with this standard input.
pub fn bursary_in(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut command = Command::cargo_bin("bursary").unwrap();
    command.current_dir(folder).env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", "C").env("NO_COLOR", "1");
    command.args(arguments).write_stdin(input).output().unwrap()
}

/// Standard output.
pub fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Standard error.
pub fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A folder with these files, by their paths in it.
pub fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

/// The text of a file of a folder.
pub fn read(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap()
}
