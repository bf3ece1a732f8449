//! Walks over lists: any, all, sum, least, greatest, count.

use crate::ast::{Expr, Quantified};
use crate::ir::{ExprId, Limits, Loop, Op, RecordId, Type};
use crate::source::Span;
use crate::value::{Bounds, Number};

use super::super::Checker;
use super::super::error::TypeError;
use super::super::types::Quantity;
use super::{Typed, Wanted};

impl<'a> Checker<'a> {
    pub(super) fn any_of(&mut self, walk: &'a Quantified, op: fn(Loop) -> Op, span: Span) -> Option<Typed> {
        let (walk, _) = self.walk(walk, None)?;
        Some(self.push(op(walk), Type::YesNo, span))
    }

    pub(super) fn count(&mut self, walk: &'a Quantified, span: Span) -> Option<Typed> {
        let (walk, _) = self.walk(walk, None)?;
        let limits = Limits { least: Some(Number::ZERO), most: None };
        Some(self.push(Op::Count(walk), Type::Whole(limits), span))
    }

    pub(super) fn sum(&mut self, value: &'a Expr, walk: &'a Quantified, span: Span) -> Option<Typed> {
        let (walk, typed) = self.walk(walk, Some((value, false)))?;
        let typed = typed?;
        let Some((quantity, limits)) = Quantity::of(&typed.ty) else {
            self.not_a_number(&typed.ty, value.span);
            return None;
        };
        // Any number of records: what is not negative adds up to what is not negative, and no more is known.
        let side = |bound: Option<Number>, kept: fn(Number) -> bool| bound.filter(|n| kept(*n)).map(|_| Number::ZERO);
        let least = side(limits.least, |least| !least.is_negative());
        let most = side(limits.most, |most| most.is_negative() || most.is_zero());
        Some(self.push(Op::Sum(typed.id, walk), quantity.within(Bounds::Between(least, most)), span))
    }

    /// The least or the greatest of the numbers or dates that records have.
    pub(super) fn outermost(
        &mut self,
        value: &'a Expr,
        walk: &'a Quantified,
        op: fn(ExprId, Loop) -> Op,
        span: Span,
    ) -> Option<Typed> {
        let (walk, typed) = self.walk(walk, Some((value, true)))?;
        let typed = typed?;
        if typed.ty != Type::Date && Quantity::of(&typed.ty).is_none() {
            self.not_a_number(&typed.ty, value.span);
            return None;
        }
        Some(self.push(op(typed.id, walk), typed.ty, span))
    }

    /// The list, the condition and the value, with the variable around the last two. The value is a number, or perhaps a date.
    fn walk(&mut self, walk: &'a Quantified, value: Option<(&'a Expr, bool)>) -> Option<(Loop, Option<Typed>)> {
        let list = self.list(&walk.list);
        self.enter(&walk.name, None, list.as_ref().map(|(_, record)| *record));
        let variable = self.scope.variables.last().map(|variable| variable.slot);
        let condition = walk.condition.as_ref().map(|condition| self.condition(condition));
        let typed = value.map(|(value, dates)| self.wanting(Wanted::Number { dates }, value));
        self.leave();
        let condition = match condition {
            None => None,
            Some(condition) => Some(condition?.id),
        };
        if let Some((condition, words)) = condition.zip(walk.condition.as_ref()) {
            self.must_depend_on_facts(condition, words.span);
        }
        let typed = match typed {
            None => None,
            Some(typed) => Some(typed?),
        };
        Some((Loop { variable: variable?, list: list?.0.id, condition }, typed))
    }

    /// A fact that holds a list.
    pub(in crate::check) fn list(&mut self, expr: &'a Expr) -> Option<(Typed, RecordId)> {
        let typed = self.wanting(Wanted::List, expr)?;
        if let Type::List(record) = typed.ty {
            return Some((typed, record));
        }
        let found = self.describe(&typed.ty);
        self.report(TypeError::ListExpected { span: expr.span, found });
        None
    }
}
