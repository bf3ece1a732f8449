//! The file → sheets of cells. Nothing is asked of the library before the file is known to be of bounded size.

#![expect(clippy::wildcard_enum_match_arm, reason = "the errors of the library are an open enum")]

use std::io::{Cursor, Read};

use calamine::{DataRef, Reader as _, Xlsx, XlsxError};

use crate::case::error::Unreadable;

/// The most bytes that a workbook may hold unpacked.
const MOST_BYTES: u64 = 128 * 1024 * 1024;
/// The last row that is read.
const LAST_ROW: u32 = 100_000;
/// The last column that is read.
const LAST_COLUMN: u32 = 2_000;
/// The most cells of a workbook.
const MOST_CELLS: usize = 2_000_000;
/// The most merged ranges of a sheet that are looked at.
const MOST_MERGED: usize = 10_000;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Held {
    /// Text.
    Text(String),
    /// A number: the shortest digits that mean it.
    Number(String),
    /// A number of more digits than a cell keeps.
    Imprecise(String),
    /// A date, as `2026-05-01`.
    Date(String),
    /// TRUE or FALSE.
    Bool(bool),
    /// `#N/A` and the like.
    Error(String),
}

/// A sheet as it was read: its cells by row and column, both from 0, in order.
#[derive(Debug, Clone)]
pub(super) struct Cells {
    pub name: String,
    pub cells: Vec<((u32, u32), Held)>,
    /// The first cells of merged ranges, each with the last.
    pub merged: Vec<((u32, u32), (u32, u32))>,
}

/// Whether the bytes are those of a workbook, be it one that can't be read.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    is_zip(bytes) || bytes.starts_with(&OLD_OR_LOCKED)
}

/// How an `.xls`, or a workbook with a password, begins.
const OLD_OR_LOCKED: [u8; 4] = [0xd0, 0xcf, 0x11, 0xe0];

fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Reads the sheets of a workbook.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Cells>, Unreadable> {
    if bytes.starts_with(&OLD_OR_LOCKED) {
        return Err(Unreadable::Locked);
    }
    if !is_zip(bytes) {
        return Err(Unreadable::NotAWorkbook);
    }
    measure(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| refuse(&error))?;
    let mut sheets = Vec::new();
    let mut left = MOST_CELLS;
    for name in book.sheet_names() {
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let merged = merged.iter().take(MOST_MERGED).map(|range| (range.start, range.end)).collect();
        let mut cells = Vec::new();
        let mut reader = match book.worksheet_cells_reader(&name) {
            Ok(reader) => reader,
            // A sheet with a chart alone has no cells.
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(refuse(&error)),
        };
        while let Some(cell) = reader.next_cell().map_err(|error| refuse(&error))? {
            let (row, column) = cell.get_position();
            let Some(held) = held(cell.get_value()) else { continue };
            left = left.checked_sub(1).ok_or(Unreadable::TooLarge)?;
            if row >= LAST_ROW || column >= LAST_COLUMN {
                return Err(Unreadable::TooLarge);
            }
            cells.push(((row, column), held));
        }
        cells.sort_by_key(|(at, _)| *at);
        cells.dedup_by_key(|(at, _)| *at);
        sheets.push(Cells { name, cells, merged });
    }
    Ok(sheets)
}

/// Refuses a file that unpacks to more than a workbook of cases ever holds. What it says of its size itself is not believed.
fn measure(bytes: &[u8]) -> Result<(), Unreadable> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::NotAWorkbook)?;
    let mut left = MOST_BYTES;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(_) => Unreadable::Locked,
            _ => Unreadable::NotAWorkbook,
        })?;
        let unpacked = std::io::copy(&mut part.take(left + 1), &mut std::io::sink());
        let unpacked = unpacked.map_err(|_| Unreadable::NotAWorkbook)?;
        left = left.checked_sub(unpacked).ok_or(Unreadable::TooLarge)?;
    }
    Ok(())
}

fn refuse(error: &XlsxError) -> Unreadable {
    match error {
        XlsxError::Password => Unreadable::Locked,
        _ => Unreadable::NotAWorkbook,
    }
}

fn held(value: &DataRef<'_>) -> Option<Held> {
    let text = |words: &str| {
        let words = words.trim();
        (!words.is_empty()).then(|| Held::Text(words.to_owned()))
    };
    match value {
        DataRef::Empty => None,
        DataRef::Int(number) => Some(digits(number.to_string())),
        DataRef::Float(number) if number.is_finite() => Some(digits(number.to_string())),
        DataRef::Float(number) => Some(Held::Error(number.to_string())),
        DataRef::String(words) => text(words),
        DataRef::SharedString(words) => text(words),
        DataRef::Bool(holds) => Some(Held::Bool(*holds)),
        DataRef::DateTime(when) if when.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = when.to_ymd_hms_milli();
            let mut words = format!("{year:04}-{month:02}-{day:02}");
            if (hour, minute, second) != (0, 0, 0) {
                words.push_str(&format!("T{hour:02}:{minute:02}:{second:02}"));
            }
            Some(Held::Date(words))
        }
        DataRef::DateTime(when) => Some(digits(when.as_f64().to_string())),
        DataRef::DateTimeIso(words) => Some(Held::Date(words.strip_suffix("T00:00:00").unwrap_or(words).to_owned())),
        DataRef::DurationIso(words) => text(words),
        DataRef::Error(error) => Some(Held::Error(error.to_string())),
    }
}

/// A number by its digits, if a cell keeps that many: beyond fifteen, what is shown is not what was typed.
fn digits(shown: String) -> Held {
    const KEPT: usize = 15;
    let figures: String = shown.chars().filter(char::is_ascii_digit).collect();
    let whole = shown.trim_start_matches('-').split('.').next().unwrap_or("").len();
    let significant = if shown.contains('.') { figures.as_str() } else { figures.trim_end_matches('0') };
    let significant = significant.trim_start_matches('0').len();
    if whole > KEPT || significant > KEPT { Held::Imprecise(shown) } else { Held::Number(shown) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fifteen_digits_are_kept() {
        let number = |number: f64| digits(number.to_string());
        assert_eq!(number(0.1), Held::Number("0.1".to_owned()));
        assert_eq!(number(123_456_789_012.345), Held::Number("123456789012.345".to_owned()));
        assert_eq!(number(-1e14), Held::Number("-100000000000000".to_owned()));
        assert_eq!(number(0.1 + 0.2), Held::Imprecise("0.30000000000000004".to_owned()));
        assert_eq!(number(911_101_071_234_567_000.0), Held::Imprecise("911101071234567000".to_owned()));
    }
}
