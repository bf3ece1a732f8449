//! The period in force.

use crate::ast;
use crate::ir::{Applies, Datum, ExprId, InForce, InForceEnd, Op, Type};
use crate::source::Span;
use crate::value::{Date, DateBounds, Number, Shift};

use super::Checker;
use super::citations::Under;
use super::coverage::By;
use super::error::TimeError;
use super::expr::Typed;
use super::scope::Place;
use super::types::figure;

impl<'a> Checker<'a> {
    pub(super) fn in_force(&mut self) {
        let Some(rule) = self.tree.policy.and_then(|policy| policy.in_force.as_ref()) else { return };
        self.enter_place(Place::Policy);
        let clause = self.clause(rule.span, &rule.quotes, Under::Anything);
        let from = self.day(&rule.from);
        let first = from.and_then(|from| self.fixed_date(from));
        let end = match &rule.end {
            ast::InForceEnd::Open => Some(InForceEnd::Open),
            ast::InForceEnd::Years(0, span) => {
                self.report(TimeError::NoDay { span: *span });
                None
            }
            ast::InForceEnd::Years(years, _) => Some(InForceEnd::Years(*years)),
            ast::InForceEnd::Until(until) => {
                let last = self.day(until);
                if let (Some(first), Some(last)) = (first, last.and_then(|last| self.fixed_date(last)))
                    && last < first
                {
                    self.report(TimeError::EndsBeforeItBegins { span: until.span, from: rule.from.span, first, last });
                }
                last.map(InForceEnd::Until)
            }
        };
        self.flush_reads(By::Clause(Applies::default()));
        if let (Some(from), Some(end)) = (from, end) {
            self.program.in_force = Some(InForce { from, end, clause });
        }
    }

    /// A date that does not depend on the support year.
    fn day(&mut self, expr: &'a ast::Expr) -> Option<ExprId> {
        self.reads_year = false;
        let typed = self.value(expr, None)?;
        let typed = self.expect(typed, &Type::Date, expr)?;
        if self.reads_year {
            self.report(TimeError::DependsOnYear { span: expr.span });
            return None;
        }
        Some(typed.id)
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "no other operation is a fixed date")]
    /// The date that an expression always is, where it is one.
    pub(super) fn fixed_date(&self, id: ExprId) -> Option<Date> {
        let (inner, by) = match &self.program.node(id).op {
            Op::Date(date) => return Some(*date),
            Op::AddDays(inner, days) => (*inner, Shift::Days(*days)),
            Op::AddMonths(inner, months) => (*inner, Shift::Months(*months)),
            Op::AddYears(inner, years) => (*inner, Shift::Years(*years)),
            _ => return None,
        };
        DateBounds::exactly(self.fixed_date(inner)?).shift(by).ok()?.known()
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "every other operation may be a fixed date")]
    /// The value that an expression always has, where it has one and no fact is read.
    pub(super) fn datum(&self, typed: &Typed) -> Option<Datum> {
        if let Some(number) = figure(&typed.ty) {
            return Some(Datum::Number(number));
        }
        match &self.program.node(typed.id).op {
            Op::Truth(truth) => Some(Datum::Truth(*truth)),
            Op::Text(text) => Some(Datum::Text(text.clone())),
            Op::Choice(variant) => Some(Datum::Choice(*variant)),
            _ => self.fixed_date(typed.id).map(Datum::Date),
        }
    }

    /// A date of the calendar.
    pub(super) fn calendar_date(&mut self, (year, month, day): (i16, i8, i8), span: Span) -> Option<Typed> {
        match Date::new(year, month, day) {
            Ok(date) if year >= 1 => Some(self.push(Op::Date(date), Type::Date, span)),
            _ => {
                self.report(TimeError::NotInCalendar { span, year, month, day });
                None
            }
        }
    }

    /// A number as written; the parser has seen to its form.
    pub(super) fn digits(&mut self, digits: &str, span: Span) -> Option<Number> {
        let number = digits.parse::<Number>().ok();
        if number.is_none() {
            self.report(TimeError::TooManyDigits { span, digits: digits.to_owned() });
        }
        number
    }
}
