//! Values by cases: `| 30% if … | 20% otherwise`. At run time exactly one row must hold.
//!
//! What is decided here: rows whose conditions all ask the same one thing of constants (a fact compared with figures, a fact that is a value,
//! a yes/no). Of those, two that can hold together are an error, and rows without `otherwise` that leave a case out get a warning that
//! names it. Of conditions of several facts those that are shown to hold together are an error, too ([`super::exclude`]); others are left to the
//! run, where two rows that hold are a fault of the case. Without `otherwise` they get the warning, unless one of them is shown to hold always.

use std::cmp::Ordering;

use crate::ast::{CompareOp, Expr, ValueRow};
use crate::ir::{ChoiceId, ExprId, Op, Type};
use crate::lexical::on_one_line;
use crate::source::Span;
use crate::value::{Number, number_of_day};

use super::Checker;
use super::cover::{Findings, Interval, Piece, Space, cover};
use super::error::{ConditionError, IdleError, RowError};
use super::exclude::Together;
use super::expr::Typed;
use super::types::{Quantity, figure, unify};

/// How deep conditions are looked into.
pub(super) const DEEP: usize = 64;

impl<'a> Checker<'a> {
    pub(super) fn value_rows(&mut self, rows: &'a [ValueRow], meant: Option<ChoiceId>, span: Span) -> Option<Typed> {
        let mut checked: Vec<(Option<ExprId>, ExprId)> = Vec::new();
        let mut ty: Option<Type> = None;
        let mut sound = true;
        for (at, row) in rows.iter().enumerate() {
            let last = at + 1 == rows.len();
            if row.condition.is_none() && !last {
                self.report(RowError::OtherwiseNotLast { span: row.span });
                sound = false;
            }
            let condition = row.condition.as_ref().map(|condition| self.condition(condition));
            let Some(value) = self.value(&row.value, meant) else {
                sound = false;
                continue;
            };
            if let Some(before) = &ty
                && unify(before, &value.ty).is_none()
            {
                let fix = self.with_unit(&row.value, before);
                let (first, found) = self.describe_pair((before, None), (&value.ty, Some(&row.value)));
                self.report(RowError::RowsDiffer { span: row.value.span, first, found, fix });
                sound = false;
            }
            ty = ty.as_ref().map_or_else(|| Some(value.ty.clone()), |ty| unify(ty, &value.ty)).or(ty);
            match condition {
                None => checked.push((None, value.id)),
                Some(Some(condition)) => {
                    if self.surely(condition.id) == Some(false) {
                        let span = row.condition.as_ref().map_or(row.span, |condition| condition.span);
                        self.report(ConditionError::NeverHolds { span });
                    }
                    checked.push((Some(condition.id), value.id));
                }
                Some(None) => sound = false,
            }
        }
        if !sound {
            return None;
        }
        self.rows_exclude(rows, &checked, span);
        Some(self.push(Op::Rows(checked), ty?, span))
    }

    fn rows_exclude(&mut self, rows: &'a [ValueRow], checked: &[(Option<ExprId>, ExprId)], span: Span) {
        let conditions: Vec<ExprId> = checked.iter().filter_map(|(condition, _)| *condition).collect();
        let complete = conditions.len() < checked.len();
        let subject = conditions.first().and_then(|first| self.asked(*first, DEEP)).map(|(subject, _)| subject);
        let asked: Option<Vec<Vec<Vec<Piece>>>> = subject.and_then(|subject| {
            let pieces = conditions.iter().map(|condition| {
                let (own, pieces) = self.asked(*condition, DEEP)?;
                self.same_expression(own, subject, DEEP).then_some(vec![pieces])
            });
            pieces.collect()
        });
        let decided = subject.zip(asked).and_then(|(subject, asked)| {
            let ty = self.program.node(subject).ty.clone();
            Some((cover(&[self.space(&ty)?], &asked), ty))
        });
        let Some((Findings { overlaps, missing, .. }, ty)) = decided else {
            let together = self.together(&conditions, |_, _| true);
            let overlap = !together.is_empty();
            let one_holds = self.one_holds(&conditions);
            let met =
                if overlap || !(complete || one_holds) { Vec::new() } else { self.may_meet(&conditions, |_, _| true) };
            let row = |at: usize| Some((rows.get(at)?.condition.as_ref()?.span, checked.get(at)?.1));
            for (later, earlier) in met {
                let (Some((span, value)), Some((other, before))) = (row(later), row(earlier)) else { continue };
                if !self.same_value_stands(value, before) {
                    self.report(RowError::MayMeet { span, other });
                }
            }
            for Together { later, earlier, place, .. } in together {
                let condition =
                    |at: usize| rows.get(at).and_then(|row| row.condition.as_ref()).map_or(span, |c: &Expr| c.span);
                let place = self.place_in_words(&place);
                self.report(RowError::Overlap { span: condition(later), other: condition(earlier), place });
            }
            match (complete, one_holds) {
                (true, true) if !overlap => self.otherwise_never_reached(rows),
                (false, false) => {
                    self.report_missing(RowError::NoOtherwise { span, subject: String::new(), missing: Vec::new() });
                }
                (true, _) | (false, true) => {}
            }
            return;
        };
        let asked_of =
            subject.map(|subject| on_one_line(self.sources.slice(self.program.node(subject).span))).unwrap_or_default();
        let exclusive = overlaps.is_empty();
        for (row, other, place) in overlaps {
            let place = place.first().map(|stretch| self.stretch_in_words(stretch, &ty));
            let condition =
                |at: usize| rows.get(at).and_then(|row| row.condition.as_ref()).map_or(span, |c: &Expr| c.span);
            if let Some(value) = place {
                let place = vec![(asked_of.clone(), value)];
                self.report(RowError::Overlap { span: condition(row), other: condition(other), place });
            }
        }
        if complete && missing.is_empty() && exclusive {
            self.otherwise_never_reached(rows);
        }
        if !complete && !missing.is_empty() {
            let missing = missing.iter().flatten().map(|stretch| self.stretch_in_words(stretch, &ty)).collect();
            self.report_missing(RowError::NoOtherwise { span, subject: asked_of, missing });
        }
    }

    /// Reports the last row, behind rows one of which always holds.
    fn otherwise_never_reached(&mut self, rows: &'a [ValueRow]) {
        if let Some(row) = rows.last().filter(|row| row.condition.is_none()) {
            self.report(IdleError::OtherwiseNeverReached { span: row.span });
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "no other operation compares with constants")]
    /// What a condition asks of which expression, where it compares one with constants.
    pub(super) fn asked(&self, condition: ExprId, deep: usize) -> Option<(ExprId, Vec<Piece>)> {
        let deep = deep.checked_sub(1)?;
        match &self.program.node(condition).op {
            Op::Compare(op, left, right) => {
                let constant = |id: ExprId| self.constant_place(id);
                let (subject, bound, op) = match (constant(*left), constant(*right)) {
                    (None, Some(bound)) => (*left, bound, *op),
                    (Some(bound), None) => (*right, bound, op.mirrored()),
                    _ => return None,
                };
                if self.program.node(subject).ty != Type::Date {
                    Quantity::of(&self.program.node(subject).ty)?;
                }
                let subject = self.behind_names(subject);
                Some((subject, vec![Piece::Numbers(interval(op, bound))]))
            }
            Op::Same(left, right) => {
                let (subject, piece) = match (self.one(*left), self.one(*right)) {
                    (None, Some(piece)) => (*left, piece),
                    (Some(piece), None) => (*right, piece),
                    _ => return None,
                };
                Some((self.behind_names(subject), vec![piece]))
            }
            Op::OneOf(subject, several) => {
                let pieces: Option<Vec<Piece>> = several.iter().map(|id| self.one(*id)).collect();
                Some((self.behind_names(*subject), pieces?))
            }
            Op::Not(inner) => {
                let (subject, pieces) = self.asked(*inner, deep)?;
                Some((subject, self.without(subject, &pieces)?))
            }
            Op::And(parts) => {
                let mut whole: Option<(ExprId, Interval)> = None;
                for part in parts {
                    let (subject, pieces) = self.asked(*part, deep)?;
                    let [Piece::Numbers(own)] = pieces.as_slice() else { return None };
                    whole = Some(match whole {
                        None => (subject, *own),
                        Some((first, before)) if self.same_expression(first, subject, deep) => {
                            (first, meet(before, *own))
                        }
                        Some(_) => return None,
                    });
                }
                whole.map(|(subject, interval)| (subject, vec![Piece::Numbers(interval)]))
            }
            Op::Or(parts) => {
                let mut whole: Option<(ExprId, Vec<Piece>)> = None;
                for part in parts {
                    let (subject, pieces) = self.asked(*part, deep)?;
                    match &mut whole {
                        None => whole = Some((subject, pieces)),
                        Some((first, all)) if self.same_expression(*first, subject, deep) => all.extend(pieces),
                        Some(_) => return None,
                    }
                }
                whole
            }
            Op::Fact(..) | Op::At(..) | Op::Let(..) if self.program.node(condition).ty == Type::YesNo => {
                Some((condition, vec![Piece::One(1)]))
            }
            _ => None,
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "every other operation may be a figure")]
    /// One value, where an expression is one.
    fn one(&self, id: ExprId) -> Option<Piece> {
        let node = self.program.node(id);
        match &node.op {
            Op::Choice(variant) => Some(Piece::One(variant.0 as usize)),
            Op::Truth(truth) => Some(Piece::One(usize::from(*truth))),
            _ => {
                self.constant_place(id).map(|n| Piece::Numbers(Interval { from: Some((n, true)), to: Some((n, true)) }))
            }
        }
    }

    /// A constant number or day, by its place on its axis.
    fn constant_place(&self, id: ExprId) -> Option<Number> {
        figure(&self.program.node(id).ty).or_else(|| self.fixed_date(id).map(number_of_day))
    }

    /// Everything else that a value can be.
    pub(super) fn without(&self, subject: ExprId, pieces: &[Piece]) -> Option<Vec<Piece>> {
        match self.space(&self.program.node(subject).ty)? {
            Space::Several(count) => {
                let rest = (0..count).filter(|at| !pieces.contains(&Piece::One(*at)));
                Some(rest.map(Piece::One).collect())
            }
            Space::Numbers { .. } => {
                let [Piece::Numbers(interval)] = pieces else { return None };
                let below = interval.from.map(|(n, included)| Interval { from: None, to: Some((n, !included)) });
                let above = interval.to.map(|(n, included)| Interval { from: Some((n, !included)), to: None });
                Some(below.into_iter().chain(above).map(Piece::Numbers).collect())
            }
        }
    }

    /// Whether two expressions are written alike and so always have one value.
    pub(super) fn same_expression(&self, left: ExprId, right: ExprId, deep: usize) -> bool {
        let Some(deep) = deep.checked_sub(1) else { return false };
        let same = |left: &ExprId, right: &ExprId| self.same_expression(*left, *right, deep);
        match (&self.program.node(left).op, &self.program.node(right).op) {
            (Op::Fact(owner, record, field), Op::Fact(other, of, another)) => {
                (owner, record, field) == (other, of, another)
            }
            (Op::Let(named, owner), Op::Let(other, of)) => (named, owner) == (other, of),
            (Op::SupportYear, Op::SupportYear) | (Op::AppliedOn, Op::AppliedOn) => true,
            (Op::Number(left), Op::Number(right)) => left == right,
            (Op::At(series, year), Op::At(other, another)) => same(series, other) && same(year, another),
            (Op::Add(a, b), Op::Add(c, d))
            | (Op::Subtract(a, b), Op::Subtract(c, d))
            | (Op::Multiply(a, b), Op::Multiply(c, d))
            | (Op::Divide(a, b), Op::Divide(c, d)) => same(a, c) && same(b, d),
            _ => false,
        }
    }
}

fn interval(op: CompareOp, bound: Number) -> Interval {
    match op {
        CompareOp::AtLeast => Interval { from: Some((bound, true)), to: None },
        CompareOp::Above => Interval { from: Some((bound, false)), to: None },
        CompareOp::AtMost => Interval { from: None, to: Some((bound, true)) },
        CompareOp::Below => Interval { from: None, to: Some((bound, false)) },
    }
}

/// The numbers in both.
pub(super) fn meet(left: Interval, right: Interval) -> Interval {
    let narrower = |a: Option<(Number, bool)>, b: Option<(Number, bool)>, greater: bool| match (a, b) {
        (Some((first, own)), Some((second, other))) => match first.cmp(&second) {
            Ordering::Equal => Some((first, own && other)),
            Ordering::Greater if greater => a,
            Ordering::Less if !greater => a,
            Ordering::Greater | Ordering::Less => b,
        },
        (a, b) => a.or(b),
    };
    Interval { from: narrower(left.from, right.from, true), to: narrower(left.to, right.to, false) }
}
