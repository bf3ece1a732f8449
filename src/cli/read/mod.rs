//! Opening files: policies with their documents, and cases.

mod cases;
mod paths;
mod texts;

use std::path::{Path, PathBuf};

use crate::Compiled;
use crate::ast;
use crate::case::Format;
use crate::diagnostic::Diagnostic;
use crate::ir::Program;
use crate::source::{Role, Source, SourceId, Sources, Span};
use crate::testing::{self, Test, tests_in};

pub(super) use cases::{CaseFile, case};
pub(super) use paths::{all_rule_files, case_files, entries, folder_of, is_stdin, policies, shown};
use paths::{is_file, is_folder, no_policy, rule_files, within};
use texts::{MOST_BYTES, text};
pub(super) use texts::{beside, configuration, document, nowhere, rules};

/// A policy with the texts that it was read from.
pub(super) struct ReadPolicy {
    pub sources: Sources,
    pub compiled: Compiled,
    /// The rule files.
    pub files: Vec<(SourceId, PathBuf)>,
    /// Where the documents lie that they name.
    folder: PathBuf,
}

/// Reads and compiles the policy of a file or a folder.
pub(super) fn policy(path: &Path) -> ReadPolicy {
    let mut sources = Sources::new();
    let mut unread = Vec::new();
    let paths = if is_folder(path) { rule_files(path) } else { vec![path.to_path_buf()] };
    if paths.is_empty() {
        unread.push(no_policy(&mut sources, path));
    }
    let mut files = Vec::new();
    for file in paths {
        match rules(&mut sources, &file) {
            Ok(text) => files.push((sources.add(Role::Rules, Source::new(shown(&file), text)), file)),
            Err(finding) => unread.push(*finding),
        }
    }
    let folder = folder_of(path);
    let is_read = unread.is_empty();
    let compiled = Compiled { program: None, findings: unread, tests: Vec::new() };
    let mut policy = ReadPolicy { sources, compiled, files, folder };
    if is_read {
        policy.compile();
    }
    policy
}

impl ReadPolicy {
    /// The same texts, not compiled yet.
    pub(super) fn uncompiled(&self) -> ReadPolicy {
        let (sources, files, folder) = (self.sources.clone(), self.files.clone(), self.folder.clone());
        let compiled = Compiled { program: None, findings: Vec::new(), tests: Vec::new() };
        ReadPolicy { sources, compiled, files, folder }
    }

    /// Compiles the rule files as their texts now are, with the documents that they name.
    pub(super) fn compile(&mut self) {
        let ReadPolicy { sources, folder, .. } = self;
        let mut failures = Vec::new();
        let mut compiled = crate::compile_with(sources, |name| match text(&within(folder, name), MOST_BYTES) {
            Ok(text) => Some(Source::new(shown(&within(folder, name)), text)),
            Err(failure) => {
                failures.push((failure, name.to_owned()));
                None
            }
        });
        let mut unread = Vec::new();
        for (failure, name) in failures {
            let place = named_at(sources, &name);
            let mut finding = failure.into_diagnostic(sources, &within(folder, &name));
            finding.span = place.unwrap_or(finding.span);
            unread.push(finding);
        }
        if !unread.is_empty() {
            compiled.program = None;
            // What can't be found in a document that can't be read is no news.
            compiled
                .findings
                .retain(|finding| !finding.code.starts_with("citations/") && finding.code != "dated/no-file");
            compiled.findings.splice(0..0, unread);
        }
        self.compiled = compiled;
    }
}

/// Where the rules name a document.
fn named_at(sources: &Sources, name: &str) -> Option<Span> {
    sources.of(Role::Rules).find_map(|(id, source)| {
        let start = source.text().find(name)?;
        Some(Span::new(id, start, start + name.len()))
    })
}

/// The tests that stand among the rules of a policy, with what is wrong with them.
pub(super) fn tests_written(
    policy: &Path,
    program: &Program,
    tests: &[ast::Test],
    sources: &mut Sources,
) -> (Vec<Test>, Vec<Diagnostic>) {
    let folder = folder_of(policy);
    testing::tests_written(program, tests, sources, |name| beside(&folder, name))
}

/// The tests beside a policy: those of `tests.jsonl`, `tests.yaml` and the files of the folder `tests`, with what can't be read of them.
pub(super) fn tests_beside(policy: &Path, program: &Program, sources: &mut Sources) -> (Vec<Test>, Vec<Diagnostic>) {
    let folder = folder_of(policy);
    let format = |path: &Path| path.to_str().and_then(Format::of).filter(|format| *format != Format::Toml);
    let named = |path: &PathBuf| path.file_stem().is_some_and(|stem| stem == "tests");
    let files = entries(&folder).into_iter().filter(named).chain(entries(&folder.join("tests")));
    let (mut tests, mut found) = (Vec::new(), Vec::new());
    for file in files.filter(|file| is_file(file)) {
        let Some(format) = format(&file) else { continue };
        match case(sources, &file) {
            Ok(CaseFile::Text(source, _)) => {
                let (own, errors) = tests_in(program, sources, source, format);
                tests.extend(own);
                found.extend(errors);
            }
            // Workbooks hold cases without expectations: by their names they are no files of tests.
            #[cfg(feature = "xlsx")]
            Ok(CaseFile::Workbook(_)) => {}
            Err(finding) => found.push(*finding),
        }
    }
    (tests, found)
}
