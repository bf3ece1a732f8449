//! Sheets as texts, and the places of cells in words.

use super::cells::{Cells, Held};
use super::{Cell, Row, Sheet};
use crate::diagnostic::{Diagnostic, Wording};
use crate::source::{Role, Source, SourceId, Sources, Span};
use crate::wording;

/// How much of a long cell is shown.
const SHOWN: usize = 200;

/// A sheet with its text, which is added to `sources`: `A2: P-1 │ B2: 300`.
pub(super) fn sheet(workbook: &str, read: Cells, sources: &mut Sources) -> Sheet {
    // The id that the text will have.
    let source = SourceId(u32::try_from(sources.len()).unwrap_or(u32::MAX));
    let mut text = String::new();
    let mut rows: Vec<Row> = Vec::new();
    let mut line = 1;
    for ((row, column), held) in read.cells {
        let number = row + 1;
        let begins = rows.last().is_none_or(|last| last.number != number);
        if begins {
            while line < number {
                text.push('\n');
                line += 1;
            }
            rows.push(Row { number, cells: Vec::new() });
        } else {
            text.push_str(" │ ");
        }
        text.push_str(&format!("{}{number}: ", letters(column)));
        let start = text.len();
        let cell = Cell { column, span: Span::default(), held };
        text.extend(cell.words().chars().take(SHOWN).map(|c| if c.is_control() { ' ' } else { c }));
        let span = Span::new(source, start, text.len());
        if let Some(row) = rows.last_mut() {
            row.cells.push(Cell { span, ..cell });
        }
    }
    text.push('\n');
    sources.add(Role::Case, Source::new(format!("{workbook}#{}", read.name), text));
    Sheet { name: read.name, source, rows, merged: read.merged }
}

/// The letters of a column: A, B, …, Z, AA.
fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or(0)));
        left /= 26;
    }
    letters.iter().rev().collect()
}

/// Says in words where the places of a finding are.
pub(super) fn locate(sheets: &[Sheet], finding: &mut Diagnostic, sources: &Sources) {
    let also = finding.also.iter_mut().map(|(span, label)| (*span, label));
    for (span, label) in std::iter::once((finding.span, &mut finding.label)).chain(also) {
        let Some(place) = place(sheets, span, sources) else { continue };
        *label = Wording::new(format!("{}: {}", place.en, label.en), format!("{}：{}", place.zh, label.zh));
    }
}

fn place(sheets: &[Sheet], span: Span, sources: &Sources) -> Option<Wording> {
    let sheet = sheets.iter().find(|sheet| sheet.source == span.source)?;
    let name = &sheet.name;
    let line = sources.get(span.source)?.line_of(span.start as usize);
    let at = sheet.rows.binary_search_by_key(&line, |row| row.number as usize).ok();
    let Some(row) = at.and_then(|at| sheet.rows.get(at)) else {
        return Some(wording!("sheet `{name}`", "工作表“{name}”"));
    };
    let cell = row.cells.iter().find(|cell| cell.span.start <= span.start && span.end <= cell.span.end);
    let heading = sheet.rows.first().filter(|first| first.number < row.number);
    let heading = cell.and_then(|cell| heading.and_then(|heading| heading.cell(cell.column)));
    let column = match (heading.map(|heading| &heading.held), cell) {
        (Some(Held::Text(words)), _) => words.clone(),
        (_, Some(cell)) => letters(cell.column),
        (_, None) => return Some(wording!("sheet `{name}`, row {line}", "工作表“{name}”第{line}行")),
    };
    Some(wording!("sheet `{name}`, row {line}, column `{column}`", "工作表“{name}”第{line}行“{column}”列"))
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_have_letters() {
        let named = [0, 25, 26, 51, 52, 701, 702].map(letters);
        assert_eq!(named, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
