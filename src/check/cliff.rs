//! Amounts that jump: a rate by bands of an amount that counts for the whole of it, and a table of amounts that fall.
//!
//! Only named values by cases and tables with one key are looked at, and of amounts only those whose key is no whole number: a rank or a level that brings less is
//! meant to.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Wording;
use crate::ir::{ExprId, LetId, Match, Op, Owner, Table, TableId, Type};
use crate::source::Span;
use crate::value::Number;

use super::Checker;
use super::cover::{Interval, Piece};
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

/// What has bands: its name, what they are bands of, what it leads to, and whether it is a named value.
struct Banded<'t> {
    name: Wording,
    key: &'t Type,
    amount: &'t Type,
    named: bool,
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
        found.extend(self.cliffs_of_rows());
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
        let rows = Banded { name: shown(table), key: &key.ty, amount, named: false };
        self.greatest(rows, self.bands(table)?, product.map(|(_, span)| span))
    }

    /// Hints of the named values that give a rate by bands of what they are multiplied by, one for each.
    fn cliffs_of_rows(&self) -> Vec<Cliff> {
        let mut told = BTreeSet::new();
        let mut banded: BTreeMap<LetId, Option<(ExprId, Vec<Band>)>> = BTreeMap::new();
        let mut found = Vec::new();
        for node in &self.program.nodes {
            let Op::Multiply(left, right) = node.op else { continue };
            for (rate, base) in [(left, right), (right, left)] {
                let Op::Let(own, Owner::Applicant) = self.program.node(rate).op else { continue };
                let Some(named) = self.program.named(own).filter(|_| !told.contains(&own)) else { continue };
                let [only] = named.definitions.as_slice() else { continue };
                let bands = banded.entry(own).or_insert_with(|| self.bands_of_rows(only.value));
                let Some((subject, bands)) = bands else { continue };
                if self.same_expression(*subject, self.behind_names(base), DEEP) {
                    told.insert(own);
                    let name = Wording::new(named.name.clone(), named.label.as_ref().unwrap_or(&named.name).clone());
                    let rows = Banded { name, key: &self.program.node(*subject).ty, amount: &node.ty, named: true };
                    found.extend(self.greatest(rows, bands.clone(), Some(node.span)));
                }
            }
        }
        found
    }

    /// The stretches of rows whose conditions all ask one thing, and what they ask; a last row without condition has what is left at one end.
    fn bands_of_rows(&self, value: ExprId) -> Option<(ExprId, Vec<Band>)> {
        let Op::Rows(rows) = &self.program.node(value).op else { return None };
        let mut subject = None;
        let mut stretches: Vec<(Interval, Number, Span)> = Vec::new();
        let mut rest = None;
        for (condition, value) in rows {
            let node = self.program.node(*value);
            let (value, span) = (figure(&node.ty)?, node.span);
            let Some(condition) = condition else {
                rest = Some((value, span));
                continue;
            };
            let (own, pieces) = self.asked(*condition, DEEP)?;
            if !self.same_expression(*subject.get_or_insert(own), own, DEEP) {
                return None;
            }
            let [Piece::Numbers(interval)] = pieces.as_slice() else { return None };
            stretches.push((*interval, value, span));
        }
        stretches.sort_by_key(|(interval, ..)| interval.from.map(|(number, included)| (number, !included)));
        let mut bands: Vec<Band> = Vec::new();
        if let (Some((value, span)), Some(_)) = (rest, stretches.first()?.0.from) {
            bands.push(Band { from: None, value, span });
        }
        bands.extend(stretches.iter().map(|(interval, value, span)| Band {
            from: interval.from,
            value: *value,
            span: *span,
        }));
        if let (Some((value, span)), Some((number, included))) = (rest, stretches.last()?.0.to) {
            bands.push(Band { from: Some((number, !included)), value, span });
        }
        let meet = |(one, other): (&(Interval, Number, Span), &(Interval, Number, Span))| matches!((one.0.to, other.0.from), (Some((to, own)), Some((from, other))) if to == from && own != other);
        stretches.iter().zip(stretches.iter().skip(1)).all(meet).then_some((subject?, bands))
    }

    /// The greatest jump between bands.
    fn greatest(&self, rows: Banded<'_>, mut bands: Vec<Band>, product: Option<Span>) -> Option<Cliff> {
        let whole = Quantity::of(rows.key)?.0.is_whole();
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
        let at = self.figure(upper, rows.key);
        let sides = match (whole, greatest.included) {
            (true, _) => Sides::Whole(self.figure(lower, rows.key), at),
            (false, true) => Sides::From(at),
            (false, false) => Sides::UpTo(at),
        };
        let amounts = (self.figure(greatest.amounts.0, rows.amount), self.figure(greatest.amounts.1, rows.amount));
        let Banded { name: table, named, .. } = rows;
        Some(Cliff { span: greatest.span, table, named, sides, amounts, count, product })
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
