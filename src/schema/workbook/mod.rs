//! Workbooks to fill in, or filled with cases: the form in which `case` reads them.

mod cell;
mod columns;
mod entries;
mod notes;
mod sheets;
mod table;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::words::Words;
use crate::case::Case;
use crate::case::workbook::layout;
use crate::diagnostic::Language;
use crate::ir::Program;
use crate::value::Date;
use cell::Choices;
use sheets::Book;

/// What a workbook is written for.
#[derive(Debug, Clone, Copy)]
pub struct Filling<'c> {
    /// The language of its sheets and headings.
    pub language: Language,
    /// What it is filled with; of several cases each is a row. Their names differ, and their parameters don't.
    pub cases: &'c [Case],
    /// Whether it has a row for each applicant, even where it is filled with one case or none.
    pub several: bool,
    /// The day of application of an empty workbook.
    pub applied_on: Option<Date>,
}

/// The workbook of the cases of a policy, as the bytes of an XLSX file.
///
/// # Errors
/// Where a text of a case is longer than a cell can hold.
pub fn workbook(program: &Program, filling: Filling<'_>) -> Result<Vec<u8>, XlsxError> {
    let words = Words { program, language: filling.language };
    let mut file = Workbook::new();
    // The same cases give the same bytes.
    let properties =
        DocProperties::new().set_title(words.policy()).set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    file.set_properties(&properties);
    let several = filling.several || filling.cases.len() > 1;
    let lists = layout::lists(program);
    let names = sheets::names(filling.cases);
    let mut book = Book { words, several, cases: filling.cases, names, file, choices: Choices::default(), lists };
    book.notes()?;
    book.applicants(filling.applied_on)?;
    book.parameters()?;
    for at in 0..book.lists.len() {
        book.list(at, filling.applied_on)?;
    }
    if program.measures.iter().any(|measure| measure.awards.iter().any(|award| award.up_to)) {
        book.approved()?;
    }
    book.paid()?;
    book.choices()?;
    book.file.save_to_buffer()
}
