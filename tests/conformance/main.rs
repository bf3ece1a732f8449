//! Engine-neutral cases: a policy, cases, and the decisions that must come of them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::wildcard_enum_match_arm,
    reason = "a test fails by panicking"
)]

mod bounds;
mod compare;
mod departures;
mod effects;
mod expectations;
mod faults;
mod genre;
mod mutants;
mod patterns;
mod policies;
mod seed;
mod slices;
mod translated;

use std::path::{Path, PathBuf};

use bursary::case::{Case, Format, Overrides, read_cases};
use bursary::diagnostic::Severity;
use bursary::ir::Program;
use bursary::source::{Role, Source, Sources};

/// A path of the repository.
pub fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Reads a file of the repository.
pub fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Compiles a policy file with the document beside it; nothing but hints may be found.
pub fn program(path: &str) -> (Sources, Program) {
    program_despite(path, &[])
}

/// Compiles a policy file with the files beside it; nothing but hints and these codes may be found.
pub fn program_despite(path: &str, codes: &[&str]) -> (Sources, Program) {
    let path = repository(path);
    compiled(path.parent().unwrap(), std::slice::from_ref(&path), codes)
}

/// Compiles all rule files of a folder as one policy; nothing but hints and these codes may be found.
pub fn program_of(folder: &Path, codes: &[&str]) -> (Sources, Program) {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "bursary"));
    files.sort();
    compiled(folder, &files, codes)
}

fn compiled(folder: &Path, files: &[PathBuf], codes: &[&str]) -> (Sources, Program) {
    let mut sources = Sources::new();
    for file in files {
        sources.add(Role::Rules, Source::new(file.display().to_string(), read(file)));
    }
    let compiled = bursary::compile_with(&mut sources, |name| Some(Source::new(name, read(&folder.join(name)))));
    let findings: Vec<String> = compiled
        .findings
        .iter()
        .filter(|it| it.severity > Severity::Hint && !codes.contains(&it.code))
        .map(|it| format!("{} {}: {}", sources.place(it.span), it.code, it.message.en))
        .collect();
    assert!(findings.is_empty(), "{findings:#?}");
    (sources, compiled.program.unwrap())
}

/// The one case of a text.
pub fn case(program: &Program, name: &str, text: &str, format: Format) -> Case {
    let mut sources = Sources::new();
    let id = sources.add(Role::Case, Source::new(name, text));
    let overrides = Overrides::default();
    let read = read_cases(program, &sources, id, format, &overrides).next().unwrap();
    read.unwrap_or_else(|found| panic!("{name}: {:#?}", found.iter().map(|it| &it.message.en).collect::<Vec<_>>()))
}
