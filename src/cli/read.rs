//! Opening files: policies with their documents, and cases.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::Compiled;
use crate::ast;
#[cfg(feature = "xlsx")]
use crate::case::workbook::Workbook;
use crate::case::{Format, Overrides, Read, read_with_doubts};
use crate::diagnostic::{Diagnostic, Wording};
use crate::ir::Program;
use crate::source::{Role, Source, SourceId, Sources, Span};
use crate::testing::{self, Test, tests_in};
use crate::wording;

/// The largest document or case file that is read.
const MOST_BYTES: u64 = 256 * MEBIBYTE;
/// The largest rule file that is read: some 40,000 measures, which take seconds to check.
const MOST_RULE_BYTES: u64 = 16 * MEBIBYTE;
/// The most lines of a rule file that are read: far more than a person writes, and still checked in seconds.
const MOST_RULE_LINES: usize = 250_000;
const MEBIBYTE: u64 = 1024 * 1024;
/// How deep folders are searched for policies.
const DEEPEST_FOLDER: usize = 8;

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
    let paths = if path.is_dir() { rule_files(path) } else { vec![path.to_path_buf()] };
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

/// The policies under a path: the path itself, or the folders below it that hold rule files.
pub(super) fn policies(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() || !rule_files(path).is_empty() {
        return vec![path.to_path_buf()];
    }
    let mut found = Vec::new();
    search(path, 0, &mut found);
    if found.is_empty() { vec![path.to_path_buf()] } else { found }
}

/// The text of a rule file, or of standard input for `-`, not compiled.
pub(super) fn rules(sources: &mut Sources, path: &Path) -> Result<String, Box<Diagnostic>> {
    let stdin = || limited(std::io::stdin().lock(), MOST_RULE_BYTES).and_then(as_text);
    let read = if is_stdin(path) { stdin() } else { text(path, MOST_RULE_BYTES) };
    match read {
        Ok(text) if text.lines().count() > MOST_RULE_LINES => Err(Failure::TooManyLines),
        read => read,
    }
    .map_err(|failure| Box::new(failure.into_diagnostic(sources, path)))
}

/// The text of a `bursary.toml`.
pub(super) fn configuration(sources: &mut Sources, path: &Path) -> Result<String, Box<Diagnostic>> {
    text(path, MOST_RULE_BYTES).map_err(|failure| Box::new(failure.into_diagnostic(sources, path)))
}

/// Whether a path stands for standard input.
pub(super) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// All rule files under a path: the path itself, or those of the folder and of the folders below it.
pub(super) fn all_rule_files(sources: &mut Sources, path: &Path) -> Result<Vec<PathBuf>, Box<Diagnostic>> {
    if !path.is_dir() {
        return Ok(vec![path.to_path_buf()]);
    }
    let mut found = Vec::new();
    let mut folders = vec![(path.to_path_buf(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        found.extend(rule_files(&folder));
        if depth < DEEPEST_FOLDER {
            // A link could lead back up.
            let below = entries(&folder).into_iter().filter(|entry| entry.is_dir() && !entry.is_symlink());
            folders.extend(below.map(|entry| (entry, depth + 1)));
        }
    }
    found.sort();
    if found.is_empty() { Err(Box::new(no_policy(sources, path))) } else { Ok(found) }
}

fn search(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) {
    if depth > DEEPEST_FOLDER {
        return;
    }
    for entry in entries(folder) {
        // A link could lead back up.
        if entry.is_dir() && !entry.is_symlink() {
            if rule_files(&entry).is_empty() {
                search(&entry, depth + 1, found);
            } else {
                found.push(entry);
            }
        }
    }
}

pub(super) fn entries(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

/// A file of cases, or those of a folder in the order of their names, workbooks among them.
pub(super) fn case_files(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_path_buf()];
    }
    let is_workbook = |path: &Path| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx"));
    let is_case = |path: &PathBuf| {
        // Office programs keep a file of such a name beside a workbook that is open.
        let is_lock = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("~$"));
        let is_text = path.to_str().and_then(Format::of).is_some();
        path.is_file() && !is_lock && (is_text || is_workbook(path))
    };
    entries(path).into_iter().filter(is_case).collect()
}

fn rule_files(folder: &Path) -> Vec<PathBuf> {
    let is_rules = |path: &PathBuf| path.is_file() && path.extension().is_some_and(|extension| extension == "bursary");
    // In the working folder they are called by their names.
    let named = |path: PathBuf| path.strip_prefix(".").map(Path::to_path_buf).unwrap_or(path);
    entries(folder).into_iter().filter(is_rules).map(named).collect()
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
    for file in files.filter(|file| file.is_file()) {
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

/// Reads the text of a measure.
pub(super) fn document(sources: &mut Sources, path: &Path) -> Result<String, Box<Diagnostic>> {
    text(path, MOST_BYTES).map_err(|failure| Box::new(failure.into_diagnostic(sources, path)))
}

/// A file of cases.
pub(super) enum CaseFile {
    /// A text.
    Text(SourceId, Format),
    /// A workbook.
    #[cfg(feature = "xlsx")]
    Workbook(Workbook),
}

/// The cases of a file, one after the other, each with the warnings about it or with what is wrong with it.
type ReadCases<'a> = Box<dyn Iterator<Item = Result<Read, Vec<Diagnostic>>> + 'a>;

impl CaseFile {
    /// Reads its cases.
    pub(super) fn read<'a>(
        &'a self,
        program: &'a Program,
        sources: &'a Sources,
        overrides: &'a Overrides,
    ) -> ReadCases<'a> {
        match self {
            CaseFile::Text(source, format) => Box::new(read_with_doubts(program, sources, *source, *format, overrides)),
            #[cfg(feature = "xlsx")]
            CaseFile::Workbook(book) => Box::new(book.cases(program, sources, overrides).into_iter()),
        }
    }

    /// How many cases it may hold, for those who watch.
    pub(super) fn many(&self, sources: &Sources) -> usize {
        match self {
            CaseFile::Text(source, Format::JsonLines) => sources.get(*source).map_or(1, Source::line_count),
            CaseFile::Text(..) => 1,
            #[cfg(feature = "xlsx")]
            CaseFile::Workbook(_) => 1,
        }
    }
}

/// Opens a file of cases, or standard input for `-`.
pub(super) fn case(sources: &mut Sources, path: &Path) -> Result<CaseFile, Box<Diagnostic>> {
    let is_stdin = is_stdin(path);
    let read = if is_stdin { limited(std::io::stdin().lock(), MOST_BYTES) } else { bytes(path, MOST_BYTES) };
    let bytes = match read {
        Ok(bytes) => bytes,
        Err(failure) => return Err(Box::new(failure.into_diagnostic(sources, path))),
    };
    let name = if is_stdin { "-".to_owned() } else { shown(path) };
    #[cfg(feature = "xlsx")]
    if Workbook::is_one(&bytes) || path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx")) {
        return Workbook::open(&name, &bytes, sources).map(CaseFile::Workbook);
    }
    match as_text(bytes) {
        Ok(text) => {
            let format = Format::of(&name).unwrap_or_else(|| Format::sniff(&text));
            Ok(CaseFile::Text(sources.add(Role::Case, Source::new(name, text)), format))
        }
        Err(failure) => Err(Box::new(failure.into_diagnostic(sources, path))),
    }
}

pub(super) fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// Why a file could not be read as text.
enum Failure {
    Unreadable(std::io::Error),
    /// The limit, in MiB.
    TooLarge(u64),
    TooManyLines,
    /// The first byte that fits no character.
    NotText(usize),
}

/// The folder of a policy or of another file: the path itself, or where the file lies.
pub(super) fn folder_of(path: &Path) -> PathBuf {
    if path.is_dir() {
        return path.to_path_buf();
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new(".")).to_path_buf()
}

/// The path of a file in a folder; in the working folder it is called by its name.
fn within(folder: &Path, name: &str) -> PathBuf {
    if folder == Path::new(".") { PathBuf::from(name) } else { folder.join(name) }
}

/// A file that rules name, beside them; `None` where it can't be read.
pub(super) fn beside(folder: &Path, name: &str) -> Option<Source> {
    let path = within(folder, name);
    Some(Source::new(shown(&path), text(&path, MOST_BYTES).ok()?))
}

fn text(path: &Path, most: u64) -> Result<String, Failure> {
    as_text(bytes(path, most)?)
}

fn bytes(path: &Path, most: u64) -> Result<Vec<u8>, Failure> {
    if path.is_dir() {
        return Err(Failure::Unreadable(std::io::Error::from(std::io::ErrorKind::IsADirectory)));
    }
    limited(std::fs::File::open(path).map_err(Failure::Unreadable)?, most)
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

fn as_text(bytes: Vec<u8>) -> Result<String, Failure> {
    String::from_utf8(bytes).map_err(|error| Failure::NotText(error.utf8_error().valid_up_to()))
}

impl Failure {
    fn into_diagnostic(self, sources: &mut Sources, path: &Path) -> Diagnostic {
        let name = shown(path);
        match self {
            Failure::Unreadable(error) => {
                let message = if error.kind() == ErrorKind::NotFound {
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

fn no_policy(sources: &mut Sources, path: &Path) -> Diagnostic {
    let shown = shown(path);
    let message = wording!("there is no policy file in `{shown}`", "“{shown}”中没有政策文件");
    let help =
        wording!("name a file that ends in .bursary, or its folder", "请指定扩展名为 .bursary 的文件或其所在的文件夹");
    nowhere(sources, &shown, "input/no-policy", message, help)
}

/// A finding about a file that could not be opened: it has no words to point at.
pub(super) fn nowhere(
    sources: &mut Sources,
    name: &str,
    code: &'static str,
    message: Wording,
    help: Wording,
) -> Diagnostic {
    let id = sources.add(Role::Case, Source::new(name, ""));
    Diagnostic::error(code, Span::new(id, 0, 0), message, wording!("this file", "此文件")).with_help(help)
}
