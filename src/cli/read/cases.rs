//! Files of cases.

use std::path::Path;

use super::paths::{is_stdin, shown};
use super::texts::{MOST_BYTES, as_text, bytes, standard_input};
#[cfg(feature = "xlsx")]
use crate::case::workbook::Workbook;
use crate::case::{Format, Overrides, Read, read_with_doubts};
use crate::diagnostic::Diagnostic;
use crate::ir::Program;
use crate::source::{Role, Source, SourceId, Sources};

/// A file of cases.
pub(in crate::cli) enum CaseFile {
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
    pub(in crate::cli) fn read<'a>(
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
    pub(in crate::cli) fn many(&self, sources: &Sources) -> usize {
        match self {
            CaseFile::Text(source, Format::JsonLines) => sources.get(*source).map_or(1, Source::line_count),
            CaseFile::Text(..) => 1,
            #[cfg(feature = "xlsx")]
            CaseFile::Workbook(_) => 1,
        }
    }
}

/// Opens a file of cases, or standard input for `-`.
pub(in crate::cli) fn case(sources: &mut Sources, path: &Path) -> Result<CaseFile, Box<Diagnostic>> {
    let is_stdin = is_stdin(path);
    let read = if is_stdin { standard_input(MOST_BYTES) } else { bytes(path, MOST_BYTES) };
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
