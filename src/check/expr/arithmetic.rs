//! Sums, products, shares, least and greatest.

use crate::ast::{ArithmeticOp, DurationUnit, Expr, ExprKind, Surface};
use crate::ir::{ExprId, Op, Type};
use crate::source::Span;
use crate::value::{Bounds, Number};

use super::super::Checker;
use super::super::error::{TypeError, UnitError, WithUnit};
use super::super::types::{Quantity, figure, number_and_ratio, unify};
use super::{Typed, Wanted};

/// Which of several values counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extreme {
    Min,
    Max,
}

impl Extreme {
    fn of(self, values: &[(Typed, &Expr)]) -> Op {
        let ids: Vec<ExprId> = values.iter().map(|(typed, _)| typed.id).collect();
        match self {
            Extreme::Min => Op::Min(ids),
            Extreme::Max => Op::Max(ids),
        }
    }
}

impl<'a> Checker<'a> {
    /// Reports a value of a type that is no number where one is needed.
    pub(super) fn not_a_number(&mut self, ty: &Type, span: Span) {
        let (found, list) = (self.describe(ty), matches!(ty, Type::List(_)));
        self.report(TypeError::NumberExpected { span, found, list });
    }

    pub(super) fn negate(&mut self, inner: &'a Expr, span: Span) -> Option<Typed> {
        let typed = self.value(inner, None)?;
        let Some((quantity, limits)) = Quantity::of(&typed.ty) else {
            self.not_a_number(&typed.ty, inner.span);
            return None;
        };
        Some(self.push(Op::Negate(typed.id), quantity.within(limits.bounds().negate()), span))
    }

    /// A chain of sums or products is walked along its left side without recursion: it may be as long as a file.
    pub(super) fn arithmetic(
        &mut self,
        op: ArithmeticOp,
        left: &'a Expr,
        right: &'a Expr,
        span: Span,
    ) -> Option<Typed> {
        let mut chain = vec![(op, right, span)];
        let mut first = left;
        while let ExprKind::Arithmetic(op, left, right) = &first.kind {
            chain.push((*op, right, first.span));
            first = left;
        }
        let mut whole = Operand::of(first, self);
        while let Some((op, right, span)) = chain.pop() {
            let right = Operand::of(right, self);
            let typed = match (whole.typed, right.typed) {
                (Some(left), Some(part)) => self.two(op, (left, whole.expr), (part, right.expr), span),
                _ => None,
            };
            whole = Operand { typed: typed.map(Part::Value), expr: None };
        }
        match whole.typed? {
            Part::Value(typed) => Some(typed),
            Part::Duration(count, unit, span) => self.length_of_time(count, unit, span),
        }
    }

    fn two(
        &mut self,
        op: ArithmeticOp,
        (left, left_expr): (Part, Option<&'a Expr>),
        (right, right_expr): (Part, Option<&'a Expr>),
        span: Span,
    ) -> Option<Typed> {
        match (left, right) {
            (Part::Value(date), Part::Duration(count, unit, _)) if date.ty == Type::Date => {
                self.shift(op, date, (count, unit), span)
            }
            (Part::Duration(count, unit, _), Part::Value(date)) if date.ty == Type::Date => {
                if op == ArithmeticOp::Add {
                    return self.shift(op, date, (count, unit), span);
                }
                self.report(TypeError::DurationAlone { span });
                None
            }
            (left, right) => {
                let (left, right) = (self.as_value(left)?, self.as_value(right)?);
                let place = |id: ExprId, checker: &Self| checker.program.node(id).span;
                let (left_span, right_span) = (place(left.id, self), place(right.id, self));
                if Self::shifts(op, &left, &right) {
                    return self.later(op, &left, &right, span);
                }
                self.combine(op, &left, &right, span).or_else(|| {
                    let bare = |checker: &Self, expr: Option<&Expr>, ty: &Type| {
                        let expr = expr?;
                        checker.with_unit(expr, ty).map(|unit| (expr.span, unit))
                    };
                    let sum = matches!(op, ArithmeticOp::Add | ArithmeticOp::Subtract);
                    let fix = bare(self, right_expr, &left.ty).or_else(|| bare(self, left_expr, &right.ty));
                    let fix = fix.or_else(|| self.with_days(&left.ty, right_expr)).filter(|_| sum);
                    let apart = self.difference(&left.ty, &right.ty).filter(|_| sum && fix.is_none());
                    if let Some(difference) = apart {
                        let (left, right) = (self.describe(&left.ty), self.describe(&right.ty));
                        let (left, right) = ((left_span, left), (right_span, right));
                        self.report(UnitError::Differ { span, left, right, difference });
                        return None;
                    }
                    let share = share_of(&left.ty, &right.ty);
                    let unmixed = number_and_ratio(&left.ty, &right.ty) && fix.is_none();
                    let (left, right) = self.describe_pair((&left.ty, left_expr), (&right.ty, right_expr));
                    self.report(TypeError::Arithmetic {
                        span,
                        op,
                        left,
                        right,
                        left_span,
                        right_span,
                        fix,
                        share,
                        unmixed,
                    });
                    None
                })
            }
        }
    }

    /// A length of time that shifts no date is so many days, months or years.
    fn as_value(&mut self, part: Part) -> Option<Typed> {
        match part {
            Part::Value(typed) => Some(typed),
            Part::Duration(count, unit, span) => self.length_of_time(count, unit, span),
        }
    }

    /// A bare figure beside a date, as days.
    fn with_days(&self, date: &Type, count: Option<&Expr>) -> Option<(Span, WithUnit)> {
        let count = count.filter(|_| *date == Type::Date)?;
        let ExprKind::Number(digits) = &count.kind else { return None };
        let days = match self.surface(count.span) {
            Surface::English => format!("{digits} days"),
            Surface::Chinese => format!("{digits}天"),
        };
        (!digits.contains('.')).then_some((count.span, WithUnit::only(days)))
    }

    fn shift(
        &mut self,
        op: ArithmeticOp,
        date: Typed,
        (count, unit): (u32, DurationUnit),
        span: Span,
    ) -> Option<Typed> {
        let signed = match op {
            ArithmeticOp::Add => i32::try_from(count).ok(),
            ArithmeticOp::Subtract => i32::try_from(count).ok().map(|count| -count),
            ArithmeticOp::Multiply | ArithmeticOp::Divide => None,
        };
        let (Some(by), Type::Date) = (signed, &date.ty) else {
            self.report(TypeError::DurationAlone { span });
            return None;
        };
        self.shifted(&date, by, unit, span)
    }

    /// The operation on two values, by the table in [`super`]; `None` where they do not go together.
    fn combine(&mut self, op: ArithmeticOp, left: &Typed, right: &Typed, span: Span) -> Option<Typed> {
        let ((kind, own), (other, theirs)) = (Quantity::of(&left.ty)?, Quantity::of(&right.ty)?);
        let (own, theirs) = (own.bounds(), theirs.bounds());
        let (op, quantity, bounds) = match op {
            ArithmeticOp::Add => (Op::Add(left.id, right.id), sum_of(kind, other)?, own.plus(theirs)),
            ArithmeticOp::Subtract => (Op::Subtract(left.id, right.id), sum_of(kind, other)?, own.minus(theirs)),
            ArithmeticOp::Multiply => {
                (Op::Multiply(left.id, right.id), self.product_of(kind, other)?, own.times(theirs))
            }
            ArithmeticOp::Divide => {
                let by_one = kind.is_whole() && figure(&right.ty) == Some(Number::ONE);
                // `staff ÷ 1 person` is the number of persons, and may be the key of a table.
                let quantity = self.quotient_of(kind, other)?;
                let quantity = if by_one && quantity.plain() { Quantity::Whole } else { quantity };
                if figure(&right.ty).is_some_and(Number::is_zero) {
                    self.report(TypeError::DividedByZero { span });
                }
                (Op::Divide(left.id, right.id), quantity, own.divided_by(theirs))
            }
        };
        Some(self.push(op, quantity.within(bounds.unwrap_or(Bounds::ANY)), span))
    }

    /// `30% of X`: the product.
    pub(super) fn of(&mut self, rate: &'a Expr, base: &'a Expr, span: Span) -> Option<Typed> {
        let number = || Wanted::Number { dates: false };
        let (left, right) = (self.wanting(number(), rate), self.wanting(number(), base));
        let (left, right) = (left?, right?);
        if !matches!(left.ty, Type::Ratio(_) | Type::Decimal(_) | Type::Whole(_)) {
            let found = self.describe(&left.ty);
            self.report(TypeError::RateExpected { span: rate.span, found });
            return None;
        }
        if let Some(fix) = self.with_unit(rate, &Type::Ratio(crate::ir::Limits::default())) {
            self.report(TypeError::BareRate { span: rate.span, fix });
            return None;
        }
        self.product(&left, &right, base, span)
    }

    /// `1:0.5 of X`: X × 0.5 ÷ 1, the quotient of the figures being exact.
    pub(super) fn proportion(&mut self, first: &str, second: &str, base: &'a Expr, span: Span) -> Option<Typed> {
        let typed = self.wanting(Wanted::Number { dates: false }, base);
        let (first, second) = (self.digits(first, span)?, self.digits(second, span)?);
        let Ok(rate) = second.divided_by(first) else {
            self.report(TypeError::DividedByZero { span });
            return None;
        };
        let rate = self.push_number(rate, Type::Decimal, span);
        self.product(&rate, &typed?, base, span)
    }

    fn product(&mut self, rate: &Typed, base: &Typed, base_expr: &'a Expr, span: Span) -> Option<Typed> {
        if Quantity::of(&base.ty).is_none() {
            self.not_a_number(&base.ty, base_expr.span);
            return None;
        }
        self.combine(ArithmeticOp::Multiply, rate, base, span)
    }

    pub(super) fn extreme(&mut self, extreme: Extreme, values: &[Option<&'a Expr>], span: Span) -> Option<Typed> {
        let values: Vec<&'a Expr> = values.iter().copied().flatten().collect();
        let checked: Vec<Option<Typed>> =
            values.iter().map(|value| self.wanting(Wanted::Number { dates: true }, value)).collect();
        let checked: Option<Vec<Typed>> = checked.into_iter().collect();
        self.chosen(extreme, checked?.into_iter().zip(values).collect(), span)
    }

    fn chosen(&mut self, extreme: Extreme, values: Vec<(Typed, &'a Expr)>, span: Span) -> Option<Typed> {
        if values.iter().any(|(typed, _)| typed.ty == Type::Date) {
            return self.chosen_date(extreme, values, span);
        }
        let kind = self.one_kind(&values)?;
        let limits = values.iter().filter_map(|(typed, _)| Some(Quantity::of(&typed.ty)?.1.bounds()));
        let bounds = limits.reduce(|so_far, one| match extreme {
            Extreme::Min => so_far.min(one),
            Extreme::Max => so_far.max(one),
        });
        Some(self.push(extreme.of(&values), kind.within(bounds.unwrap_or(Bounds::ANY)), span))
    }

    /// The earliest or the latest of several dates.
    fn chosen_date(&mut self, extreme: Extreme, values: Vec<(Typed, &'a Expr)>, span: Span) -> Option<Typed> {
        let op = extreme.of(&values);
        let mut dates = true;
        for (typed, expr) in values {
            dates &= self.expect(typed, &Type::Date, expr).is_some();
        }
        dates.then(|| self.push(op, Type::Date, span))
    }

    /// The kind of number that all the values are of.
    pub(super) fn one_kind(&mut self, values: &[(Typed, &'a Expr)]) -> Option<Quantity> {
        let mut whole: Option<Type> = None;
        for (typed, expr) in values {
            if Quantity::of(&typed.ty).is_none() {
                self.not_a_number(&typed.ty, expr.span);
                return None;
            };
            let Some(before) = &whole else {
                whole = Some(typed.ty.clone());
                continue;
            };
            let Some(joined) = unify(before, &typed.ty) else {
                let first = values.first().map(|(_, expr)| *expr);
                let fix = self.with_unit(expr, before).map(|unit| (expr.span, unit));
                let fix = fix.or_else(|| first.and_then(|first| Some((first.span, self.with_unit(first, &typed.ty)?))));
                if fix.is_none()
                    && let Some(difference) = self.difference(before, &typed.ty)
                {
                    let span = expr.span;
                    let left = (first.map_or(span, |first| first.span), self.describe(before));
                    let right = (expr.span, self.describe(&typed.ty));
                    self.report(UnitError::Differ { span, left, right, difference });
                    return None;
                }
                let unmixed = number_and_ratio(before, &typed.ty) && fix.is_none();
                let (left, right) = self.describe_pair((before, first), (&typed.ty, Some(expr)));
                self.report(TypeError::Mixed {
                    span: expr.span,
                    first: first.map(|first| first.span),
                    left,
                    right,
                    fix,
                    unmixed,
                });
                return None;
            };
            whole = Some(joined);
        }
        Some(Quantity::of(&whole?)?.0)
    }
}

/// One side of an operation.
struct Operand<'a> {
    typed: Option<Part>,
    /// The expression, where it is one and not the chain so far.
    expr: Option<&'a Expr>,
}

enum Part {
    Value(Typed),
    Duration(u32, DurationUnit, Span),
}

impl<'a> Operand<'a> {
    fn of(expr: &'a Expr, checker: &mut Checker<'a>) -> Operand<'a> {
        let typed = if let ExprKind::Duration(count, unit) = &expr.kind {
            Some(Part::Duration(*count, *unit, expr.span))
        } else {
            checker.wanting(Wanted::Number { dates: true }, expr).map(Part::Value)
        };
        Operand { typed, expr: Some(expr) }
    }
}

fn sum_of(left: Quantity, right: Quantity) -> Option<Quantity> {
    match (left, right) {
        (left, right) if left == right => Some(if left.is_whole() { right } else { left }),
        (left, right) if left.plain() && right.plain() => Some(Quantity::Decimal),
        _ => None,
    }
}

impl Checker<'_> {
    pub(in crate::check) fn product_of(&self, left: Quantity, right: Quantity) -> Option<Quantity> {
        match (left, right) {
            (left @ Quantity::Measured(_), right) | (left, right @ Quantity::Measured(_)) => {
                self.with_units(&left, &right, 1)
            }
            (Quantity::Money(_), Quantity::Money(_)) => None,
            (Quantity::Money(currency), _) | (_, Quantity::Money(currency)) => Some(Quantity::Money(currency)),
            (Quantity::Ratio, _) | (_, Quantity::Ratio) => Some(Quantity::Ratio),
            (Quantity::Whole, Quantity::Whole) => Some(Quantity::Whole),
            _ => Some(Quantity::Decimal),
        }
    }

    fn quotient_of(&self, left: Quantity, right: Quantity) -> Option<Quantity> {
        match (left, right) {
            (Quantity::Measured(left), Quantity::Measured(right)) if left == right && left.is_rate() => {
                Some(Quantity::Ratio)
            }
            (left @ Quantity::Measured(_), right) | (left, right @ Quantity::Measured(_)) => {
                self.with_units(&left, &right, -1)
            }
            (Quantity::Money(left), Quantity::Money(right)) if left == right => Some(Quantity::Ratio),
            (left @ Quantity::Money(_), right @ Quantity::Money(_)) => self.with_units(&left, &right, -1),
            (Quantity::Money(currency), _) => Some(Quantity::Money(currency)),
            (_, Quantity::Money(_)) => None,
            (Quantity::Ratio, right) if right.plain() => Some(Quantity::Ratio),
            _ => Some(Quantity::Decimal),
        }
    }
}

/// Whether a ratio stands beside money, so that a share of it was probably meant.
fn share_of(left: &Type, right: &Type) -> bool {
    matches!((left, right), (Type::Ratio(_), Type::Money(..)) | (Type::Money(..), Type::Ratio(_)))
}
