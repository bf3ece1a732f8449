//! Which columns the facts of a record take, and what heads them.

use std::collections::BTreeSet;

use crate::ast::Surface;
use crate::case::Instance;
use crate::case::keys::{LAST_SUPPORT_YEAR, PERIOD};
use crate::case::workbook::layout::Slot;
use crate::diagnostic::Language;
use crate::ir::{Datum, Field, Program, Record, SeriesBy, Type};
use crate::schema::words::Words;
use crate::value::Date;

/// A fact, or a part of one, in a column (of a form: in a row).
#[derive(Debug, Clone)]
pub(super) struct Column<'p> {
    /// What heads it, without the unit.
    pub heading: String,
    /// The unit of its figures.
    pub unit: Option<String>,
    pub field: &'p Field,
    /// The place of the fact in its record.
    pub at: usize,
    pub slot: Slot,
    /// The type of what stands in it.
    pub ty: &'p Type,
}

impl Column<'_> {
    /// The heading with the unit.
    pub(super) fn headed(&self, words: Words<'_>) -> String {
        headed(&self.heading, self.unit.as_deref(), words)
    }

    /// What a record has here.
    pub(super) fn datum<'c>(&self, instance: &'c Instance) -> Option<&'c Datum> {
        let whole = instance.fields.get(self.at)?.as_ref()?;
        let Some(year) = self.slot.year else { return Some(whole) };
        let Datum::Series(years) = whole else { return None };
        years.iter().find(|(own, _)| *own == year).map(|(_, datum)| datum)
    }
}

/// A heading with its unit.
pub(super) fn headed(heading: &str, unit: Option<&str>, words: Words<'_>) -> String {
    match (unit, words.language) {
        (None, _) => heading.to_owned(),
        (Some(unit), Language::Zh) => format!("{heading}（{unit}）"),
        (Some(unit), Language::En) => format!("{heading} ({unit})"),
    }
}

/// The columns of a record, with the years that its instances give or that are likely.
pub(super) fn columns<'p>(
    words: Words<'p>,
    record: &'p Record,
    instances: &[&Instance],
    day: Option<Date>,
) -> Vec<Column<'p>> {
    let mut columns = Vec::new();
    for (at, field) in record.fields.iter().enumerate() {
        let given = instances.iter().filter_map(|instance| instance.fields.get(at)?.as_ref());
        let (years, ty): (Vec<Option<u32>>, &Type) = if let Type::Series(by, of) = &field.ty {
            (years(words.program, *by, given, day), of)
        } else {
            (vec![None], &field.ty)
        };
        let parts: &[Option<bool>] = if matches!(ty, Type::Period) { &[Some(false), Some(true)] } else { &[None] };
        for year in years {
            for last in parts {
                let slot = Slot { year, last: *last };
                let heading = heading(words, field, slot);
                let ty = if matches!(ty, Type::Period) { &Type::Date } else { ty };
                columns.push(Column { heading, unit: unit(words, ty), field, at, slot, ty });
            }
        }
    }
    columns
}

/// The years of a fact by year; `None` stands for one that is to be filled in.
fn years<'c>(
    program: &Program,
    by: SeriesBy,
    given: impl Iterator<Item = &'c Datum>,
    day: Option<Date>,
) -> Vec<Option<u32>> {
    let mut years: BTreeSet<u32> = BTreeSet::new();
    for datum in given {
        if let Datum::Series(values) = datum {
            years.extend(values.iter().map(|(year, _)| *year));
        }
    }
    match by {
        SeriesBy::SupportYear => {
            let awards = program.measures.iter().flat_map(|measure| &measure.awards);
            let last = awards.filter_map(|award| award.applies.years).map(|(_, last)| last).max().unwrap_or(1);
            years.extend(1..=last.min(LAST_SUPPORT_YEAR));
        }
        SeriesBy::CalendarYear => {
            let year = day.and_then(|day| u32::try_from(day.year()).ok());
            years.extend(year.into_iter().flat_map(|year| year.saturating_sub(2)..=year));
        }
    }
    if years.is_empty() { vec![None] } else { years.into_iter().map(Some).collect() }
}

fn heading(words: Words<'_>, field: &Field, slot: Slot) -> String {
    let mut heading = words.field(field).to_owned();
    if let Type::Series(by, _) = &field.ty {
        let year = slot.year.map_or_else(|| "____".to_owned(), |year| year.to_string());
        heading.push_str(&match (by, words.language) {
            (SeriesBy::SupportYear, Language::Zh) => format!(" 第{year}年"),
            (SeriesBy::SupportYear, Language::En) => format!(" year {year}"),
            (SeriesBy::CalendarYear, Language::Zh) => format!(" {year}年"),
            (SeriesBy::CalendarYear, Language::En) => format!(" {year}"),
        });
    }
    if let Some(part) = slot.last.and_then(|last| PERIOD.get(usize::from(last))) {
        heading.push_str(&format!(" {}", words.of(*part)));
    }
    heading
}

/// The unit in which a case gives figures of a type.
fn unit(words: Words<'_>, ty: &Type) -> Option<String> {
    let program = words.program;
    match ty {
        Type::Money(currency, _) => Some(currency_of(words, currency.as_deref())),
        Type::Quantity(dimension, _) => {
            let surface = if words.language == Language::Zh { Surface::Chinese } else { Surface::English };
            program.units.declared(dimension, surface)
        }
        Type::YesNo
        | Type::Whole(_)
        | Type::Decimal(_)
        | Type::Ratio(_)
        | Type::Date
        | Type::Period
        | Type::Duration
        | Type::Text
        | Type::Choice(_)
        | Type::List(_)
        | Type::Record(_)
        | Type::Series(..) => None,
    }
}

/// A currency (the policy's unless another is named) as headings write it.
pub(super) fn currency_of(words: Words<'_>, other: Option<&str>) -> String {
    match other.unwrap_or(&words.program.policy.currency) {
        "CNY" if words.language == Language::Zh => "元".to_owned(),
        code => code.to_owned(),
    }
}
