//! Expressions: what each part means, its type, and the operation that computes it.
//!
//! | | + − | × | ÷ |
//! |---|---|---|---|
//! | number, number | number | number | number |
//! | ratio, ratio | ratio | ratio | number |
//! | ratio, number | — | ratio | ratio ÷ number is a ratio, number ÷ ratio a number |
//! | money, money | money (one currency) | — | ratio (one currency) |
//! | money, ratio or number | — | money | money ÷ … is money, … ÷ money is nothing |
//! | quantity, quantity | quantity (the same unit) | the units multiplied | the units divided; a number where all cancel |
//! | quantity, ratio or number | — | quantity | quantity ÷ … is a quantity, … ÷ quantity counts per unit |
//! | money, rate of money | — | what is left of the units; money where only its currency is | likewise |
//! | date, length of time | date | — | — |
//!
//! A plain number is whole where both sides are and nothing is divided. Ranges of facts go along, so that a table knows which keys may
//! be asked of it.

mod arithmetic;
mod compare;
mod decided;
mod ending;
mod function;
mod later;
mod literal;
mod name;
mod parts;
mod period;
mod series;
mod walk;
mod wanted;
mod within;

use crate::ast::{Expr, ExprKind};
use crate::ir::{ChoiceId, ExprId, Limits, Node, Op, Type};
use crate::source::Span;
use crate::value::Number;

use super::Checker;
use super::error::{ComparisonError, TypeError};

pub(super) use ending::direction;
pub(super) use parts::parts;
pub(super) use wanted::{Instead, Wanted};

/// A checked expression.
#[derive(Debug, Clone)]
pub(super) struct Typed {
    pub(super) id: ExprId,
    pub(super) ty: Type,
}

impl<'a> Checker<'a> {
    /// Adds an operation whose operands have been added.
    pub(super) fn push(&mut self, op: Op, ty: Type, span: Span) -> Typed {
        let id = ExprId(u32::try_from(self.program.nodes.len()).unwrap_or(u32::MAX));
        self.program.nodes.push(Node { op, ty: ty.clone(), span });
        Typed { id, ty }
    }

    /// A number.
    pub(super) fn push_number(&mut self, number: Number, of: impl Fn(Limits) -> Type, span: Span) -> Typed {
        let limits = Limits { least: Some(number), most: Some(number) };
        self.push(Op::Number(number), of(limits), span)
    }

    /// A value of one support year or of none; `meant` is the `one of` type whose values may be named.
    ///
    /// `None` where something in it is wrong: it has been reported, and nothing more is said of what contains it.
    pub(super) fn value(&mut self, expr: &'a Expr, meant: Option<ChoiceId>) -> Option<Typed> {
        let typed = self.any_value(expr, meant)?;
        if let Type::Series(by, _) = &typed.ty {
            let by = *by;
            let surface = self.surface(expr.span);
            let words = self.sources.slice(expr.span).to_owned();
            self.report(TypeError::WithoutYear { span: expr.span, words, surface, by });
            return None;
        }
        if let Type::Record(_) = &typed.ty {
            let found = self.describe(&typed.ty);
            let words = self.sources.slice(expr.span).to_owned();
            let lists = if matches!(self.wanted, Wanted::List) { self.lists() } else { Vec::new() };
            self.report(TypeError::WholeRecord { span: expr.span, words, found, lists });
            return None;
        }
        Some(typed)
    }

    /// Yes or no.
    pub(super) fn condition(&mut self, expr: &'a Expr) -> Option<Typed> {
        let typed = self.wanting(Wanted::Kind(Type::YesNo), expr)?;
        if typed.ty == Type::YesNo {
            return Some(typed);
        }
        let found = self.describe(&typed.ty);
        self.report(ComparisonError::ConditionExpected { span: expr.span, found });
        None
    }

    /// Money in the policy's currency, or in any.
    pub(super) fn money(&mut self, expr: &'a Expr) -> Option<Typed> {
        let typed = self.wanting(Wanted::money(), expr)?;
        self.expect(typed, &Type::Money(None, Limits::default()), expr)
    }

    fn any_value(&mut self, expr: &'a Expr, meant: Option<ChoiceId>) -> Option<Typed> {
        let span = expr.span;
        // What is wanted of the whole says nothing of its parts.
        if !matches!(expr.kind, ExprKind::Name(_) | ExprKind::Field(..) | ExprKind::At(..) | ExprKind::Ended(..)) {
            self.wanted = Wanted::Value;
        }
        match &expr.kind {
            ExprKind::Error => None,
            ExprKind::YesNo(truth) => Some(self.push(Op::Truth(*truth), Type::YesNo, span)),
            ExprKind::Number(digits) => self.plain_number(digits, span),
            ExprKind::Percent(digits) => self.percent(digits, span),
            ExprKind::Money(digits, unit) => self.amount(digits, unit, span),
            ExprKind::Date(year, month, day) => self.calendar_date((*year, *month, *day), span),
            ExprKind::Quantity(digits, unit) => self.quantity(digits, unit, span),
            ExprKind::Rate(digits, unit, per) => self.money_rate(digits, unit, per, span),
            ExprKind::Duration(count, unit) => self.length_of_time(*count, *unit, span),
            ExprKind::Text(text) => Some(self.push(Op::Text(text.value.as_str().into()), Type::Text, span)),
            ExprKind::Name(name) => self.bare_name(name, meant),
            ExprKind::AppliedOn => Some(self.push(Op::AppliedOn, Type::Date, span)),
            ExprKind::SupportYear => Some(self.support_year(span)),
            ExprKind::Field(base, name) => self.field(base, name, span),
            ExprKind::At(base, year) => self.at(base, year, span),
            ExprKind::Lookup(name, keys) => self.lookup(name, &keys.iter().collect::<Vec<_>>(), span),
            ExprKind::Call(call) => self.call(call, span),
            ExprKind::OnDay(name, keys, day) => self.on_day(name, keys, day, span),
            ExprKind::Negate(inner) => self.negate(inner, span),
            ExprKind::Arithmetic(op, left, right) => self.arithmetic(*op, left, right, span),
            ExprKind::Of(rate, base) => self.of(rate, base, span),
            ExprKind::Proportion(first, second, base) => self.proportion(first, second, base, span),
            ExprKind::Ended(value, endings) => self.ended(value, endings),
            ExprKind::Compare(op, left, right) => self.compare(*op, left, right, span),
            ExprKind::Is(left, right) => self.same(left, right, span),
            ExprKind::IsNot(left, right) => {
                let same = self.same(left, right, span)?;
                Some(self.push(Op::Not(same.id), Type::YesNo, span))
            }
            ExprKind::IsOneOf(value, several) => self.one_of(value, several, span),
            ExprKind::Within(date, period) => self.within(date, period, span),
            ExprKind::And(parts) => self.conditions(parts).map(|ids| self.push(Op::And(ids), Type::YesNo, span)),
            ExprKind::Or(parts) if self.lists_values(parts) => None,
            ExprKind::Or(parts) => self.conditions(parts).map(|ids| self.push(Op::Or(ids), Type::YesNo, span)),
            ExprKind::Not(inner) => {
                let inner = self.condition(inner)?;
                Some(self.push(Op::Not(inner.id), Type::YesNo, span))
            }
            ExprKind::Any(walk) => self.any_of(walk, Op::Any, span),
            ExprKind::All(walk) => self.any_of(walk, Op::All, span),
            ExprKind::Sum(value, walk) => self.sum(value, walk, span),
            ExprKind::Least(value, walk) => self.outermost(value, walk, Op::Least, span),
            ExprKind::Greatest(value, walk) => self.outermost(value, walk, Op::Greatest, span),
            ExprKind::Count(walk) => self.count(walk, span),
            ExprKind::Rows(rows) => self.value_rows(rows, meant, span),
        }
    }

    /// All of several conditions, each checked even where another is wrong.
    fn conditions(&mut self, parts: &'a [Expr]) -> Option<Vec<ExprId>> {
        let checked: Vec<Option<Typed>> = parts.iter().map(|part| self.condition(part)).collect();
        checked.into_iter().map(|part| part.map(|typed| typed.id)).collect()
    }
}
