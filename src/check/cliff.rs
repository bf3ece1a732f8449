//! Amounts that jump: a rate by bands of an amount that counts for the whole of it, and a table of amounts that fall.
//!
//! Only tables with one key are looked at, and of amounts only those whose key is no whole number: a rank or a level that brings less is
//! meant to.

use std::collections::BTreeSet;

use crate::diagnostic::Wording;
use crate::ir::{ExprId, Match, Op, Owner, Table, TableId, Type};
use crate::source::Span;
use crate::value::Number;

use super::Checker;
use super::error::{Cliff, Sides};
use super::rows::DEEP;
use super::types::{Quantity, figure};

/// A stretch of a key with what its row gives.
#[derive(Debug, Clone, Copy)]
struct Band {
    from: Option<(Number, bool)>,
    value: Number,
    span: Span,
}

/// Where two bands meet: the number on the lower side and on the upper side (one number, unless they are whole), and what is on them.
struct Step {
    sides: (Number, Number),
    included: bool,
    amounts: (Number, Number),
    span: Span,
}

impl<'a> Checker<'a> {
    /// Hints of the tables by which an amount jumps, one for each table.
    pub(super) fn cliffs(&mut self) {
        let mut found = Vec::new();
        let mut told = BTreeSet::new();
        for node in &self.program.nodes {
            let Op::Multiply(left, right) = node.op else { continue };
            for (rate, base) in [(left, right), (right, left)] {
                let Some((table, key)) = self.looked_up(rate) else { continue };
                if !told.contains(&table) && self.same_expression(key, base, DEEP) {
                    told.insert(table);
                    found.extend(self.jump(table, Some((&node.ty, node.span))));
                }
            }
        }
        for at in 0..self.program.tables.len() {
            let table = TableId(super::facts::id(at));
            if !told.contains(&table) {
                found.extend(self.jump(table, None));
            }
        }
        for cliff in found {
            self.report(cliff);
        }
    }

    /// The table and its only key, where a value comes from one, also by way of a named value.
    #[expect(clippy::wildcard_enum_match_arm, reason = "no other operation is the value of a table")]
    fn looked_up(&self, id: ExprId) -> Option<(TableId, ExprId)> {
        match &self.program.node(id).op {
            Op::Lookup(table, keys) => match keys.as_slice() {
                [key] => Some((*table, *key)),
                _ => None,
            },
            Op::Let(named, Owner::Applicant) => match self.program.named(*named)?.definitions.as_slice() {
                [only] => match &self.program.node(only.value).op {
                    Op::Lookup(table, keys) => keys.first().filter(|_| keys.len() == 1).map(|key| (*table, *key)),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        }
    }

    /// The greatest jump of a table: of its rate times the key, of which type and where that is; else of an amount that falls.
    fn jump(&self, id: TableId, product: Option<(&Type, Span)>) -> Option<Cliff> {
        let table = self.program.table(id)?;
        if !(table.slices.is_empty() && table.editions.is_empty()) {
            return None;
        }
        let [key] = table.keys.as_slice() else { return None };
        let whole = Quantity::of(&key.ty)?.0.is_whole();
        let amount = match product {
            Some((ty, _)) => ty,
            None if whole || !matches!(Quantity::of(&table.ty)?.0, Quantity::Money(_)) => return None,
            None => &table.ty,
        };
        let mut bands = self.bands(table)?;
        bands.sort_by_key(|band| band.from.map(|(number, included)| (number, !included)));
        let mut steps = Vec::new();
        for (lower, upper) in bands.iter().zip(bands.iter().skip(1)) {
            steps.extend(step(lower, upper, whole, product.is_some()));
        }
        let count = steps.len();
        let height = |step: &Step| {
            let (below, above) = step.amounts;
            above.minus(below).map(|height| height.max(height.negate())).unwrap_or(Number::ZERO)
        };
        // Of equal ones the first.
        let greatest = steps.into_iter().rev().max_by_key(height)?;
        let (lower, upper) = greatest.sides;
        let at = self.figure(upper, &key.ty);
        let sides = match (whole, greatest.included) {
            (true, _) => Sides::Whole(self.figure(lower, &key.ty), at),
            (false, true) => Sides::From(at),
            (false, false) => Sides::UpTo(at),
        };
        let amounts = (self.figure(greatest.amounts.0, amount), self.figure(greatest.amounts.1, amount));
        let product = product.map(|(_, span)| span);
        Some(Cliff { span: greatest.span, table: shown(table), sides, amounts, count, product })
    }

    /// The stretches of a table's rows; `None` where a row's value rests on facts.
    fn bands(&self, table: &Table) -> Option<Vec<Band>> {
        let mut bands = Vec::new();
        for row in &table.rows {
            let value = figure(&self.program.node(row.value).ty)?;
            for matched in row.patterns.iter().flatten() {
                let Match::Numbers(from, _) = matched else { return None };
                bands.push(Band { from: from.place(), value, span: row.span });
            }
        }
        Some(bands)
    }
}

/// The jump between two bands, if there is one.
fn step(lower: &Band, upper: &Band, whole: bool, rate: bool) -> Option<Step> {
    let (number, included) = upper.from?;
    let (below, above) = match (whole, included) {
        (false, _) => (number, number),
        (true, true) => (number.minus(Number::ONE).ok()?, number),
        (true, false) => (number, number.plus(Number::ONE).ok()?),
    };
    let step = |amounts| Step { sides: (below, above), included, amounts, span: upper.span };
    if !rate {
        return (upper.value < lower.value).then(|| step((lower.value, upper.value)));
    }
    let amounts = (lower.value.times(below).ok()?, upper.value.times(above).ok()?);
    let height = amounts.1.minus(amounts.0).ok()?;
    // One more of a whole number brings the rate of either side anyhow.
    let plain = if whole {
        lower.value.min(upper.value) <= height && height <= lower.value.max(upper.value)
    } else {
        height.is_zero()
    };
    (!plain).then(|| step(amounts))
}

/// What a table is called, with its result.
fn shown(table: &Table) -> Wording {
    let label = table.label.as_ref().unwrap_or(&table.name);
    match &table.result {
        None => Wording::new(table.name.clone(), label.clone()),
        Some(result) => Wording::new(format!("{}.{}", table.name, result.name), format!("{label}.{}", result.shown())),
    }
}
