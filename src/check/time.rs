//! Times in force: the policy's and those of measures.

use crate::ast;
use crate::ir::{Applies, Condition, Datum, ExprId, InForce, InForceEnd, Op, TimeOp, Type};
use crate::lexical::on_one_line;
use crate::source::Span;
use crate::value::{Date, DateBounds, MonthEnd, Number, Shift};

use super::Checker;
use super::citations::Under;
use super::coverage::By;
use super::error::TimeError;
use super::expr::{Typed, Wanted};
use super::scope::Place;
use super::types::figure;

impl<'a> Checker<'a> {
    pub(super) fn in_force(&mut self) {
        self.program.time_by_measure = self.tree.measures.iter().any(|measure| measure.in_force.is_some());
        let Some(rule) = self.tree.policy.and_then(|policy| policy.in_force.as_ref()) else { return };
        self.enter_place(Place::Policy);
        if let Some(on) = &rule.on {
            self.report(TimeError::HeaderTestsDate { span: on.span });
        }
        let clause = self.clause(rule.span, &rule.quotes, Under::Anything);
        let days = self.days_in_force(rule);
        self.flush_reads(By::Clause(Applies::default()));
        if let Some((from, end)) = days {
            self.program.in_force = Some(InForce { from, end, clause });
        }
    }

    /// The first day in force and how it ends.
    fn days_in_force(&mut self, rule: &'a ast::InForce) -> Option<(ExprId, InForceEnd)> {
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
        from.zip(end)
    }

    /// The condition by which a measure tests the time: its own; or the policy's, where another measure has its own and the scope
    /// leaves it to the measures.
    pub(super) fn time_of_measure(&mut self, measure: &'a ast::Measure, under: Under) -> Option<Condition> {
        let Some(rule) = &measure.in_force else {
            let rule = self.program.in_force.as_ref().filter(|_| self.program.time_by_measure)?.clause.clone();
            let applied_on = self.push(Op::AppliedOn, Type::Date, rule.span);
            let expr = self.push(Op::InForce(applied_on.id), Type::YesNo, rule.span).id;
            let words = on_one_line(self.sources.slice(rule.span));
            return Some(Condition {
                label: None,
                words,
                expr,
                veto: None,
                unbroken: false,
                stage: None,
                applies: Applies::default(),
                clause: rule,
            });
        };
        let clause = self.clause(rule.span, &rule.quotes, under);
        let days = self.days_in_force(rule);
        let on = match &rule.on {
            Some(on) => self.day(on),
            None => Some(self.push(Op::AppliedOn, Type::Date, rule.span).id),
        };
        self.flush_reads(By::Clause(Applies::default()));
        let ((from, end), on) = (days?, on?);
        let last = match end {
            InForceEnd::Open => None,
            InForceEnd::Until(last) => Some(last),
            InForceEnd::Years(years) => {
                let years = i32::try_from(years).unwrap_or(i32::MAX);
                let anniversary = self.push(Op::Time(TimeOp::Anniversary(from, years)), Type::Date, rule.span);
                Some(self.push(Op::AddDays(anniversary.id, -1), Type::Date, rule.span).id)
            }
        };
        let op = match last {
            None => Op::Compare(ast::CompareOp::AtLeast, on, from),
            Some(last) => {
                let period = self.push(Op::Time(TimeOp::Period(from, last)), Type::Period, rule.span);
                Op::Time(TimeOp::Within(on, period.id))
            }
        };
        let expr = self.push(op, Type::YesNo, rule.span).id;
        let (label, words) = (None, on_one_line(self.sources.slice(rule.span)));
        Some(Condition {
            label,
            words,
            expr,
            veto: None,
            unbroken: false,
            stage: None,
            applies: Applies::default(),
            clause,
        })
    }

    /// A date that does not depend on the support year.
    fn day(&mut self, expr: &'a ast::Expr) -> Option<ExprId> {
        self.reads_year = false;
        let typed = self.wanting(Wanted::Kind(Type::Date), expr)?;
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
            Op::AddMonths(inner, months) => (*inner, Shift::Months(*months, self.program.policy.month_end)),
            Op::AddYears(inner, years) => (*inner, Shift::Years(*years, self.program.policy.month_end)),
            Op::Time(TimeOp::Anniversary(inner, years)) => (*inner, Shift::Years(*years, MonthEnd::NextMonth)),
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
