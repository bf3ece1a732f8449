//! Figures as written, and the unit that a bare one lacks.

use crate::ast::{Expr, ExprKind, MoneyUnit};
use crate::ir::{Limits, Op, Type};
use crate::source::Span;
use crate::value::Number;

use super::super::Checker;
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
        let limits = Limits { least: Some(Number::ONE), most: None };
        self.push(Op::SupportYear, Type::Whole(limits), span)
    }

    /// A bare figure with the unit of a type: `500` as money is `500元`, as a ratio `500%`; a figure of at most 1 is taken for a share.
    pub(in crate::check) fn with_unit(&self, expr: &Expr, ty: &Type) -> Option<String> {
        let ExprKind::Number(digits) = &expr.kind else { return None };
        match Quantity::of(ty)?.0 {
            Quantity::Money(None) if self.program.policy.currency == "CNY" => Some(format!("{digits}元")),
            Quantity::Money(None) => Some(format!("{digits} {}", self.program.policy.currency)),
            Quantity::Money(Some(code)) if &*code == "CNY" => Some(format!("{digits}元")),
            Quantity::Money(Some(code)) => Some(format!("{digits} {code}")),
            Quantity::Ratio => {
                let number: Number = digits.parse().ok()?;
                let share = number <= Number::ONE;
                let percent = if share { number.times(Number::from(100)).ok()? } else { number };
                Some(format!("{percent}%"))
            }
            Quantity::Measured(dimension) => {
                Some(self.program.units.literal(digits, &dimension, self.surface(expr.span)))
            }
            Quantity::Whole | Quantity::Decimal => None,
        }
    }
}
