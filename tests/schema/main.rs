//! What `schema` says of cases, held against the reader of cases: the example cases of every policy, and what comes of breaking them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm,
    reason = "a test fails by panicking"
)]

mod json;
mod properties;
#[cfg(feature = "xlsx")]
mod saved;
mod template;
mod tree;
#[cfg(feature = "xlsx")]
mod workbook;

use std::fs;
use std::path::{Path, PathBuf};

use bursary::case::{Case, Format, Overrides, read_cases};
use bursary::diagnostic::Diagnostic;
use bursary::ir::Program;
use bursary::source::{Role, Source, Sources};
use bursary::value::Date;
use serde_json::Value;

/// A policy with its cases: the name of each, its text and its format.
struct Policy {
    name: String,
    program: Program,
    cases: Vec<(String, String, Format)>,
}

impl Policy {
    /// The place of the version that counts on a day.
    fn version_on(&self, day: Date) -> usize {
        let version = self.program.on(day);
        self.program.versions().position(|own| std::ptr::eq(own, version)).unwrap()
    }
}

/// The policies of the repository with their example cases and tests.
fn policies() -> Vec<Policy> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = entries(&root.join("policies"));
    folders.extend(entries(&root.join("tests/conformance/patterns")));
    folders.retain(|folder| folder.join("policy.bursary").exists());
    folders.iter().map(|folder| policy(folder)).collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}

fn policy(folder: &Path) -> Policy {
    let mut sources = Sources::new();
    let file = |name: &str| Some(Source::new(name, fs::read_to_string(folder.join(name)).ok()?));
    sources.add(Role::Rules, file("policy.bursary").unwrap());
    let compiled = bursary::compile_with(&mut sources, file);
    let mut cases = Vec::new();
    for path in entries(&folder.join("cases")) {
        let name = path.display().to_string();
        if let Some(format) = Format::of(&name) {
            cases.push((name, fs::read_to_string(&path).unwrap(), format));
        }
    }
    for file in ["tests.jsonl", "cases.jsonl"] {
        let text = fs::read_to_string(folder.join(file)).unwrap_or_default();
        for (at, line) in text.lines().enumerate() {
            let test: Value = serde_json::from_str(line).unwrap();
            cases.push((format!("{}/{file}:{}", folder.display(), at + 1), test["case"].to_string(), Format::Json));
        }
    }
    let name = folder.file_name().unwrap().to_string_lossy().into_owned();
    Policy { name, program: compiled.program.unwrap(), cases }
}

/// Reads one case.
fn read(program: &Program, text: &str, format: Format) -> Result<Case, Vec<Diagnostic>> {
    let mut sources = Sources::new();
    let id = sources.add(Role::Case, Source::new("case", text));
    read_cases(program, &sources, id, format, &Overrides::default()).next().unwrap()
}
