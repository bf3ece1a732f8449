//! Slices: rows that each count for the part of a number that lies in them.

use crate::ast;
use crate::ir::{Limits, Match, Slice, TableRow, Type};
use crate::value::{Bounds, Number};

use super::Checker;
use super::cover::Space;
use super::error::SliceError;
use super::types::Quantity;

/// The slices of a number start from 0, of a whole number from the first, whatever the number is at least.
pub(super) fn whole_way(space: &mut Space) {
    if let Space::Numbers { whole, limits } = space {
        limits.least = Some(if *whole { Number::ONE } else { Number::ZERO });
    }
}

impl<'a> Checker<'a> {
    /// The slices in their order, and the type of their sum. The rows have been found to cover each number once.
    pub(super) fn slices(
        &mut self,
        table: &ast::Table,
        keys: &[Option<Type>],
        rows: &[TableRow],
        rate: &Type,
    ) -> Option<(Type, Vec<Slice>)> {
        let [Some(key)] = keys else {
            if let Some(second) = table.keys.get(1) {
                self.report(SliceError::SeveralKeys { span: second.span });
            }
            return None;
        };
        let (key_kind, limits) = Quantity::of(key)?;
        if limits.least.is_none_or(Number::is_negative) {
            let span = table.keys.first().map_or(table.span, |key| key.ty.span);
            self.report(SliceError::BelowZero { span });
            return None;
        }
        let whole = key_kind.is_whole();
        let product = Quantity::of(rate).and_then(|(kind, rates)| Some((self.product_of(kind, key_kind)?, rates)));
        let Some((product, rates)) = product else {
            let span = table.rows.first().map_or(table.span, |row| row.value.span);
            let (rate, key) = (self.describe(rate), self.describe(key));
            self.report(SliceError::NoProduct { span, rate, key });
            return None;
        };
        let mut slices: Vec<Slice> = rows.iter().flat_map(|row| stretches(row, whole)).collect();
        slices.sort_by_key(|slice| slice.from);
        Some((product.within(sum_of(rates, limits)), slices))
    }
}

/// What the sum can come to: all of the number at the least or at the greatest rate.
fn sum_of(rates: Limits, number: Limits) -> Bounds {
    rates.bounds().times(Bounds::between(Some(Number::ZERO), number.most)).unwrap_or(Bounds::ANY)
}

fn stretches(row: &TableRow, whole: bool) -> Vec<Slice> {
    let mut found = Vec::new();
    for matched in row.patterns.iter().flatten() {
        let (from, to) = match matched {
            Match::Numbers(from, to) => (from.place(), to.place()),
            Match::Any => (None, None),
            Match::Truth(_) | Match::Choice(_) | Match::Dates(..) => continue,
        };
        // Of a whole number the places from the 2nd to the 6th are the stretch from 1 to 6.
        let before = |included: bool| if whole && included { Number::ONE } else { Number::ZERO };
        let after = |included: bool| if whole && !included { Number::ONE } else { Number::ZERO };
        let from = from.and_then(|(number, included)| number.minus(before(included)).ok()).unwrap_or(Number::ZERO);
        let to = to.and_then(|(number, included)| number.minus(after(included)).ok());
        let from = from.max(Number::ZERO);
        // A bound that stands in a row of its own cuts no part off.
        if to.is_none_or(|to| to > from) {
            found.push(Slice { from, to, rate: row.value });
        }
    }
    found
}
