//! Sheets with headings in their first row: formats and widths.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Color, DataValidation, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::cell;
use crate::ir::Type;

/// So many rows of a list have drop-down lists and formats.
const READY_ROWS: u32 = 2_000;
/// The narrowest and the widest column, in characters.
const WIDTHS: (usize, usize) = (10, 60);

/// A sheet with headings in its first row.
pub(super) struct Table<'f> {
    pub page: &'f mut Worksheet,
    /// The next free column.
    pub next: u16,
    pub widths: Widths,
}

impl<'f> Table<'f> {
    /// A new sheet.
    pub(super) fn begin(file: &'f mut Workbook, name: &str) -> Result<Table<'f>, XlsxError> {
        let page = file.add_worksheet();
        page.set_name(name)?;
        page.set_freeze_panes(1, 0)?;
        for_paper(page)?;
        Ok(Table { page, next: 0, widths: Widths::default() })
    }

    /// Adds a column with its heading, and what may be entered below it.
    pub(super) fn column(&mut self, heading: &str, ty: &Type, rule: Option<&DataValidation>) -> Result<(), XlsxError> {
        let at = self.next;
        self.page.set_column_format(at, &cell::format(ty))?;
        self.page.write_string_with_format(0, at, heading, &heading_format())?;
        if let Some(rule) = rule {
            self.page.add_data_validation(1, at, READY_ROWS, at, rule)?;
        }
        self.widths.note(at, heading);
        self.next = at.saturating_add(1);
        Ok(())
    }
}

/// Prints a sheet on A4 across, all its columns on one page and the headings on each.
pub(super) fn for_paper(page: &mut Worksheet) -> Result<(), XlsxError> {
    const A4: u8 = 9;
    page.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(())
}

/// How headings look.
pub(super) fn heading_format() -> Format {
    Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color(Color::RGB(0x00DD_EBF7))
        .set_border(FormatBorder::Thin)
}

/// How wide columns have to be: a Chinese character is two wide.
#[derive(Default)]
pub(super) struct Widths(BTreeMap<u16, usize>);

impl Widths {
    /// Makes room for a text.
    pub(super) fn note(&mut self, column: u16, text: &str) {
        let own = self.0.entry(column).or_default();
        *own = text.width().saturating_add(2).max(*own);
    }

    /// Sets the widths, some of them fixed.
    pub(super) fn set(&self, page: &mut Worksheet, fixed: &[(u16, usize)]) -> Result<(), XlsxError> {
        for (column, width) in self.0.iter().map(|(column, width)| (*column, *width)).chain(fixed.iter().copied()) {
            let width = width.clamp(WIDTHS.0, WIDTHS.1);
            page.set_column_width(column, u16::try_from(width).unwrap_or(u16::MAX))?;
        }
        Ok(())
    }
}

/// A place as the number of a column.
pub(super) fn column_number(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}
