//! What heads a column: `投资额（万元）`, `产值 2025年（元）`, `评审时等级 第2年`, `租期 起`.

use super::layout::Slot;
use crate::case::keys::PERIOD;
use crate::case::names::Names;
use crate::ir::{Field, SeriesBy, Type};

/// A column that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading<'h> {
    /// The fact, as a place in its record.
    pub field: usize,
    /// Which part of it.
    pub slot: Slot,
    /// The unit of its figures, as written.
    pub unit: Option<&'h str>,
}

/// Reads a heading; `None` where it names no fact.
pub(super) fn read<'h>(heading: &'h str, names: &Names<'_>, fields: &[Field]) -> Option<Heading<'h>> {
    let whole = heading.trim();
    named(whole, names, fields).map(|(field, slot)| Heading { field, slot, unit: None }).or_else(|| {
        let (words, unit) = in_brackets(whole)?;
        let (field, slot) = named(words, names, fields)?;
        let has_unit = matches!(fields.get(field)?.ty.innermost(), Type::Money(..) | Type::Quantity(..));
        has_unit.then_some(Heading { field, slot, unit: Some(unit) })
    })
}

/// The words before the unit, for a message about a heading that names no fact.
pub(super) fn without_unit(heading: &str) -> &str {
    in_brackets(heading.trim()).map_or(heading.trim(), |(words, _)| words)
}

/// The unit of a heading.
pub(super) fn unit(heading: &str) -> Option<&str> {
    in_brackets(heading.trim()).map(|(_, unit)| unit)
}

/// `投资额（万元）` as `投资额` and `万元`.
fn in_brackets(heading: &str) -> Option<(&str, &str)> {
    let inside = heading.strip_suffix('）').or_else(|| heading.strip_suffix(')'))?;
    let at = inside.rfind(['（', '('])?;
    let (words, unit) = inside.split_at_checked(at)?;
    Some((words.trim_end(), unit.trim_start_matches(['（', '(']).trim()))
}

/// A fact, or a part of one.
fn named(words: &str, names: &Names<'_>, fields: &[Field]) -> Option<(usize, Slot)> {
    let plain = |words: &str| names.find(words).and_then(|at| Some((at, fields.get(at)?)));
    if let Some((at, _)) = plain(words) {
        return Some((at, Slot::default()));
    }
    let (before, last) = match words.rsplit_once(' ') {
        Some((before, word)) => match PERIOD.iter().position(|(name, label)| word == *name || word == *label) {
            Some(at) => (before, Some(at == 1)),
            None => (words, None),
        },
        None => (words, None),
    };
    let is_period = |ty: &Type| matches!(ty, Type::Period) == last.is_some();
    if let Some((at, field)) = plain(before) {
        return is_period(&field.ty).then_some((at, Slot { year: None, last }));
    }
    let (name, by, year) = by_year(before)?;
    let (at, field) = plain(name)?;
    let Type::Series(declared, of) = &field.ty else { return None };
    (*declared == by && is_period(of)).then_some((at, Slot { year: Some(year), last }))
}

/// `评审时等级 第2年`, `level year 2`, `产值 2025年`, `output 2025`.
fn by_year(words: &str) -> Option<(&str, SeriesBy, u32)> {
    let (name, word) = words.rsplit_once(' ')?;
    let digits = |word: &str| word.parse::<u32>().ok().filter(|_| word.bytes().all(|byte| byte.is_ascii_digit()));
    if let Some(year) = word.strip_prefix('第').and_then(|word| word.strip_suffix('年')).and_then(digits) {
        return Some((name.trim_end(), SeriesBy::SupportYear, year));
    }
    if let Some(name) = name.strip_suffix(" year") {
        return Some((name.trim_end(), SeriesBy::SupportYear, digits(word)?));
    }
    let year = digits(word.strip_suffix('年').unwrap_or(word))?;
    Some((name.trim_end(), SeriesBy::CalendarYear, year))
}
