//! Figures as written, and the unit that a bare one lacks.

use crate::ast::{Expr, ExprKind, MoneyUnit};
use crate::ir::{Limits, Op, Type};
use crate::source::Span;
use crate::value::Number;

use super::super::Checker;
use super::super::error::WithUnit;
use super::super::scope::Place;
use super::super::types::Quantity;
use super::super::units::money_unit;
use super::Typed;

impl<'a> Checker<'a> {
    pub(super) fn plain_number(&mut self, digits: &str, span: Span) -> Option<Typed> {
        let number = self.digits(digits, span)?;
        let whole = !digits.contains('.');
        let of = |limits| if whole { Type::Whole(limits) } else { Type::Decimal(limits) };
        Some(self.push_number(number, of, span))
    }

    pub(super) fn percent(&mut self, digits: &str, span: Span) -> Option<Typed> {
        let number = self.digits(digits, span)?.divided_by(Number::from(100)).ok()?;
        Some(self.push_number(number, Type::Ratio, span))
    }

    pub(super) fn amount(&mut self, digits: &str, unit: &MoneyUnit, span: Span) -> Option<Typed> {
        let number = self.digits(digits, span)?;
        let (scale, code) = money_unit(unit);
        self.known_currency(code, span)?;
        let Ok(number) = number.times(Number::from(scale)) else {
            return self.digits("", span).and(None);
        };
        let currency = self.currency(code);
        Some(self.push_number(number, |limits: Limits| Type::Money(currency.clone(), limits), span))
    }

    pub(super) fn support_year(&mut self, span: Span) -> Typed {
        self.reads_year = true;
        let of_measure = match self.scope.place {
            Place::Measure(at) => self.last_years.get(at).copied(),
            Place::Policy | Place::Applicant | Place::Record(_) | Place::Scope => None,
        };
        let year = |year: u32| Number::from(i64::from(year));
        let limits = Limits { least: Some(year(self.first_year)), most: self.last_year.or(of_measure).map(year) };
        self.push(Op::SupportYear, Type::Whole(limits), span)
    }

    /// A bare figure with the unit of a type: `500` as money is `500元` or `500万元`, as a ratio `500%`; `0.5` is `50%` or `0.5%`.
    pub(in crate::check) fn with_unit(&self, expr: &Expr, ty: &Type) -> Option<WithUnit> {
        let ExprKind::Number(digits) = &expr.kind else { return None };
        match Quantity::of(ty)?.0 {
            Quantity::Money(None) if self.program.policy.currency == "CNY" => Some(yuan(digits)),
            Quantity::Money(None) => Some(WithUnit::only(format!("{digits} {}", self.program.policy.currency))),
            Quantity::Money(Some(code)) if &*code == "CNY" => Some(yuan(digits)),
            Quantity::Money(Some(code)) => Some(WithUnit::only(format!("{digits} {code}"))),
            Quantity::Ratio => {
                let number: Number = digits.parse().ok()?;
                let or = (number < Number::ONE && !number.is_zero()).then(|| format!("{number}%"));
                let percent = if number <= Number::ONE { number.times(Number::from(100)).ok()? } else { number };
                Some(WithUnit { spelling: format!("{percent}%"), or })
            }
            Quantity::Measured(dimension) => {
                Some(WithUnit::only(self.program.units.literal(digits, &dimension, self.surface(expr.span))))
            }
            Quantity::Whole | Quantity::Decimal => None,
        }
    }
}

/// An amount is as often meant in ten thousands; nothing is nothing in both.
fn yuan(digits: &str) -> WithUnit {
    let or = digits.chars().any(|digit| !matches!(digit, '0' | '.')).then(|| format!("{digits}万元"));
    WithUnit { spelling: format!("{digits}元"), or }
}
