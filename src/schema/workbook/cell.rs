//! Cells: values in them, their formats, and what may be entered.

use rust_xlsxwriter::{DataValidation, DataValidationRule, ExcelDateTime, Format, Formula, Worksheet, XlsxError};

use crate::case::workbook::layout::{CHOICES, NONE};
use crate::ir::{Datum, Limits, Type};
use crate::schema::words::{Words, in_declared};
use crate::value::{Date, Number};

/// What a drop-down list may hold by itself, in characters; longer ones stand in a sheet of their own.
const SHORT_LIST: usize = 250;
/// What Excel shows beside a cell, in characters: the title, and the text.
const TITLE: usize = 32;
const MESSAGE: usize = 255;

/// The drop-down lists that are too long to stand in their cells.
#[derive(Debug, Default)]
pub(super) struct Choices {
    pub lists: Vec<Vec<String>>,
}

/// How values of a type are shown.
pub(super) fn format(ty: &Type) -> Format {
    match ty {
        Type::Text => Format::new().set_num_format("@"),
        Type::Date => Format::new().set_num_format("yyyy-mm-dd"),
        Type::Ratio(_) => Format::new().set_num_format("0.00##%"),
        Type::Money(..) => Format::new().set_num_format("#,##0.00##"),
        Type::Whole(_) => Format::new().set_num_format("0"),
        Type::YesNo
        | Type::Decimal(_)
        | Type::Quantity(..)
        | Type::Period
        | Type::Duration
        | Type::Choice(_)
        | Type::List(_)
        | Type::Record(_)
        | Type::Series(..) => Format::new(),
    }
}

/// Writes a value; a list is told by its records, unless it has none.
pub(super) fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    (datum, ty): (&Datum, &Type),
    words: Words<'_>,
    form: &Format,
) -> Result<(), XlsxError> {
    match datum {
        Datum::Number(number) => {
            let shown = if let Type::Quantity(dimension, _) = ty { in_declared(*number, dimension) } else { *number };
            write_number(sheet, (row, column), shown, form)
        }
        Datum::Date(date) => write_date(sheet, (row, column), *date, form),
        Datum::List(records) => match records.is_empty() {
            true => sheet.write_string_with_format(row, column, words.of(NONE), form).map(|_| ()),
            false => Ok(()),
        },
        Datum::Truth(_) | Datum::Period(..) | Datum::Text(_) | Datum::Choice(_) | Datum::Series(_) => {
            sheet.write_string_with_format(row, column, words.datum(datum, ty), form).map(|_| ())
        }
    }
}

/// Writes a number: as one where the cell keeps all its digits, else as text.
pub(super) fn write_number(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    number: Number,
    form: &Format,
) -> Result<(), XlsxError> {
    const KEPT: usize = 15;
    let digits = number.to_string();
    let kept = digits.bytes().filter(u8::is_ascii_digit).count() <= KEPT;
    match digits.parse::<f64>().ok().filter(|float| kept && float.to_string() == digits) {
        Some(float) => sheet.write_number_with_format(row, column, float, form)?,
        None => sheet.write_string_with_format(row, column, digits, form)?,
    };
    Ok(())
}

/// Writes a date: as one from 1 March 1900 on, before which the sheets of different programs differ, else as text.
pub(super) fn write_date(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    date: Date,
    form: &Format,
) -> Result<(), XlsxError> {
    let parts = (u16::try_from(date.year()), u8::try_from(date.month()), u8::try_from(date.day()));
    match parts {
        (Ok(year), Ok(month), Ok(day)) if (year, month) >= (1900, 3) => {
            sheet.write_datetime_with_format(row, column, &ExcelDateTime::from_ymd(year, month, day)?, form)?
        }
        _ => sheet.write_string_with_format(row, column, date.to_string(), form)?,
    };
    Ok(())
}

/// What may be entered into a cell of a type, with what is said beside it.
pub(super) fn validation(
    words: Words<'_>,
    ty: &Type,
    (title, about): (&str, &str),
    choices: &mut Choices,
) -> Result<DataValidation, XlsxError> {
    let rule = DataValidation::new();
    let rule = match ty {
        Type::YesNo => {
            among(rule, vec![words.of(("yes", "是")).to_owned(), words.of(("no", "否")).to_owned()], words, choices)?
        }
        Type::Choice(id) => {
            let variants = words.program.choice(*id).map_or(&[][..], |choice| &choice.variants);
            let names = variants.iter().map(|own| words.name(&own.name, own.label.as_deref()).to_owned());
            among(rule, names.collect(), words, choices)?
        }
        Type::List(_) => among(rule, vec![words.of(NONE).to_owned()], words, choices)?,
        Type::Whole(limits) => whole(rule, *limits),
        Type::Date => rule.allow_date(DataValidationRule::GreaterThanOrEqualTo(ExcelDateTime::from_ymd(1900, 3, 1)?)),
        // A text with its unit is a figure, too: 120万元, 30%.
        Type::Decimal(_)
        | Type::Ratio(_)
        | Type::Money(..)
        | Type::Quantity(..)
        | Type::Period
        | Type::Duration
        | Type::Text
        | Type::Record(_)
        | Type::Series(..) => rule.allow_any_value(),
    };
    rule.set_input_title(cut(title, TITLE))?.set_input_message(cut(about, MESSAGE))
}

/// One of some words.
pub(super) fn among(
    rule: DataValidation,
    list: Vec<String>,
    words: Words<'_>,
    choices: &mut Choices,
) -> Result<DataValidation, XlsxError> {
    let length: usize = list.iter().map(|own| own.encode_utf16().count() + 1).sum();
    let plain = list.iter().all(|own| !own.contains([',', '"']) && own.trim() == own);
    if length <= SHORT_LIST && plain {
        return rule.allow_list_strings(&list);
    }
    let at = choices.lists.iter().position(|own| *own == list).unwrap_or_else(|| {
        choices.lists.push(list.clone());
        choices.lists.len() - 1
    });
    let column = letters(at);
    let sheet = words.of(CHOICES);
    Ok(rule.allow_list_formula(Formula::new(format!("='{sheet}'!${column}$1:${column}${}", list.len()))))
}

fn letters(column: usize) -> String {
    rust_xlsxwriter::utility::column_number_to_name(u16::try_from(column).unwrap_or(u16::MAX))
}

fn whole(rule: DataValidation, limits: Limits) -> DataValidation {
    let bound = |bound: Option<Number>| bound.and_then(Number::to_whole).and_then(|bound| i32::try_from(bound).ok());
    match (bound(limits.least), bound(limits.most)) {
        (Some(least), Some(most)) => rule.allow_whole_number(DataValidationRule::Between(least, most)),
        (Some(least), None) if limits.most.is_none() => {
            rule.allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(least))
        }
        (None, Some(most)) if limits.least.is_none() => {
            rule.allow_whole_number(DataValidationRule::LessThanOrEqualTo(most))
        }
        _ => rule.allow_any_value(),
    }
}

fn cut(text: &str, most: usize) -> String {
    let mut left = most;
    let fits = |c: &char| {
        let fits = c.len_utf16() <= left;
        left = left.saturating_sub(c.len_utf16());
        fits
    };
    text.chars().take_while(fits).collect()
}
