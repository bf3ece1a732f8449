//! Slices: rows that each count for the part of a number that lies in them.

use crate::ast::{self, TableKind};
use crate::ir::{ExprId, Limits, Match, Slice, TableRow, Type};
use crate::value::{Bounds, Number};

use super::Checker;
use super::cover::Space;
use super::error::SliceError;
use super::types::{Quantity, figure, unify};

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
        if rows.iter().any(|row| row.step.is_some()) {
            return self.stepped(rows, limits, rate, whole);
        }
        let product = Quantity::of(rate).and_then(|(kind, rates)| Some((self.product_of(kind, key_kind)?, rates)));
        let Some((product, rates)) = product else {
            let span = table.rows.first().map_or(table.span, |row| row.value.span);
            let (rate, key) = (self.describe(rate), self.describe(key));
            self.report(SliceError::NoProduct { span, rate, key });
            return None;
        };
        Some((product.within(sum_of(rates, limits)), in_order(rows, whole)))
    }

    /// Slices of which whole steps count; a row without step must bring nothing.
    fn stepped(&mut self, rows: &[TableRow], number: Limits, value: &Type, whole: bool) -> Option<(Type, Vec<Slice>)> {
        let without = rows.iter().filter(|row| row.step.is_none());
        let nothing = |row: &&TableRow| figure(&self.program.node(row.value).ty).is_some_and(Number::is_zero);
        if let Some(row) = without.into_iter().find(|row| !nothing(row)) {
            let (span, surface) = (self.program.node(row.value).span, self.surface(row.span));
            self.report(SliceError::StepMissing { span, surface });
            return None;
        }
        let Some((kind, values)) = Quantity::of(value) else {
            let span = rows.first().map_or_else(Default::default, |row| self.program.node(row.value).span);
            let found = self.describe(value);
            self.report(SliceError::ValueOfStep { span, found });
            return None;
        };
        let sizes = rows.iter().filter_map(|row| row.step).filter_map(|step| Quantity::of(&self.program.node(step).ty));
        let size = sizes.map(|(_, limits)| limits.bounds()).reduce(Bounds::hull).unwrap_or(Bounds::ANY);
        let steps = Bounds::between(Some(Number::ZERO), number.most).steps(size, false);
        let values = values.bounds().hull(Bounds::Exactly(Number::ZERO));
        let sum = steps.and_then(|steps| steps.times(values)).unwrap_or(Bounds::ANY);
        Some((kind.within(sum), in_order(rows, whole)))
    }

    /// The step of a row: in the unit of the key, and above 0.
    pub(super) fn step(&mut self, step: &'a ast::Expr, kind: TableKind, key: Option<&Type>) -> Option<ExprId> {
        if kind != TableKind::Slices {
            self.report(SliceError::StepOfTable { span: step.span, surface: self.surface(step.span) });
            return None;
        }
        let (typed, key) = (self.value(step, None), key?);
        let typed = typed?;
        if unify(key, &typed.ty).is_none() {
            let (key, found) = (self.describe(key), self.describe(&typed.ty));
            self.report(SliceError::StepUnit { span: step.span, key, found });
            return None;
        }
        let (_, limits) = Quantity::of(&typed.ty)?;
        let bounds = limits.bounds();
        if bounds.least().is_none_or(Number::is_negative) || bounds.known().is_some_and(Number::is_zero) {
            self.report(SliceError::StepOfNothing { span: step.span });
            return None;
        }
        Some(typed.id)
    }
}

/// The rows as stretches one behind the other.
fn in_order(rows: &[TableRow], whole: bool) -> Vec<Slice> {
    let mut slices: Vec<Slice> = rows.iter().flat_map(|row| stretches(row, whole)).collect();
    slices.sort_by_key(|slice| slice.from);
    slices
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
            found.push(Slice { from, to, rate: row.value, step: row.step });
        }
    }
    found
}
