//! Figures and arithmetic in words.

use super::super::markup::{Markup, words};
use super::super::writer::Writer;
use super::Bond;
use crate::diagnostic::Language;
use crate::ir::{Datum, ExprId, Op, Type};
use crate::value::{Number, Rounding, RoundingMode, grouped};

impl Writer<'_> {
    /// A figure, date or word that the rule itself gives.
    #[expect(clippy::wildcard_enum_match_arm, reason = "everything else is worked out")]
    pub(super) fn constant(&self, op: &Op, ty: &Type) -> Markup {
        match op {
            Op::Truth(holds) => self.yes_no(*holds),
            Op::Number(number) => self.number(*number, ty),
            Op::Date(date) => Markup::text(&date.to_string()),
            Op::Text(text) => self.quoted(text),
            Op::Choice(variant) => {
                let Type::Choice(choice) = ty else { return Markup::default() };
                let choice = self.program.choice(*choice);
                let variant = choice.and_then(|choice| choice.variants.get(variant.0 as usize));
                variant.map(|variant| self.variant(variant)).unwrap_or_default()
            }
            _ => Markup::default(),
        }
    }

    /// Yes or no.
    pub(in crate::doc) fn yes_no(&self, holds: bool) -> Markup {
        if holds { words!(self, "yes", "是") } else { words!(self, "no", "否") }
    }

    /// A number of a type with its unit, as a document would write it: `200万元`, `CNY 2,000,000`, `30%`, `120平方米`.
    pub(in crate::doc) fn number(&self, number: Number, ty: &Type) -> Markup {
        let words = self.number_with_unit(number, ty);
        Markup::text(&match self.names.language {
            Language::Zh => set_close(&words),
            Language::En => words,
        })
    }

    fn number_with_unit(&self, number: Number, ty: &Type) -> String {
        let Type::Money(currency, _) = ty else { return self.names.number_as_written(number, ty) };
        let code = currency.as_deref().unwrap_or(&self.program.policy.currency);
        let in_characters = self.names.language == Language::Zh && code == "CNY";
        let round = in_characters.then(|| in_ten_thousands(number)).flatten();
        match round {
            Some(round) => round,
            None => match number.to_decimal() {
                Some(decimal) => self.names.with_unit(&grouped(decimal.normalize(), 0), Some(code)),
                None => self.names.money_number(number, Some(code)),
            },
        }
    }

    /// A value that the policy gives for a fact.
    pub(in crate::doc) fn datum(&self, datum: &Datum, ty: &Type) -> Markup {
        match datum {
            Datum::Truth(holds) => self.yes_no(*holds),
            Datum::Number(number) => self.number(*number, ty),
            Datum::Date(date) => Markup::text(&date.to_string()),
            Datum::Period(from, until) => words!(self, "{from} to {until}", "{from} 至 {until}"),
            Datum::Text(text) => self.quoted(text),
            Datum::Choice(variant) => self.constant(&Op::Choice(*variant), ty),
            Datum::List(_) | Datum::Series(_) => words!(self, "none", "空"),
        }
    }

    /// A sum, difference, product or quotient.
    pub(super) fn arithmetic(&self, id: ExprId) -> (Markup, Bond) {
        let sign = |left: ExprId, sign: &str, right: ExprId, bonds: (Bond, Bond), own: Bond| {
            let (left, right) = (self.bound(left, bonds.0), self.bound(right, bonds.1));
            (Markup::made(format!("{left} {sign} {right}")), own)
        };
        let op = &self.program.node(id).op;
        if let Op::Add(left, right) = op {
            return sign(*left, "+", *right, (Bond::Sum, Bond::Sum), Bond::Sum);
        }
        if let Op::Subtract(left, right) = op {
            return sign(*left, "−", *right, (Bond::Sum, Bond::Product), Bond::Sum);
        }
        if let Op::Divide(left, right) = op {
            return sign(*left, "÷", *right, (Bond::Product, Bond::Tight), Bond::Product);
        }
        if let Op::Negate(inner) = op {
            let inner = self.bound(*inner, Bond::Product);
            return (Markup::made(format!("−{inner}")), Bond::Sum);
        }
        let Op::Multiply(left, right) = op else { return (Markup::default(), Bond::Tight) };
        let share = |id: ExprId| {
            let node = self.program.node(id);
            matches!((&node.op, &node.ty), (Op::Number(_), Type::Ratio(_)))
        };
        if share(*left) {
            let (rate, of) = (self.bound(*left, Bond::Tight), self.bound(*right, Bond::Product));
            return (words!(self, "{rate} of {of}", "{of} × {rate}"), Bond::Product);
        }
        sign(*left, "×", *right, (Bond::Product, Bond::Product), Bond::Product)
    }

    /// The least or the greatest of several values.
    pub(super) fn of_several(&self, ids: &[ExprId], greatest: bool) -> (Markup, Bond) {
        let parts: Vec<Markup> = ids.iter().map(|part| self.bound(*part, Bond::Whole)).collect();
        let given = |at: usize| ids.get(at).is_some_and(|id| matches!(self.program.node(*id).op, Op::Number(_)));
        if let [one, other] = parts.as_slice() {
            let (one, other) = if given(0) { (other, one) } else { (one, other) };
            if given(0) != given(1) {
                let limited = match greatest {
                    true => words!(self, "{one}, not below {other}", "{one}，最低 {other}"),
                    false => words!(self, "{one}, at most {other}", "{one}，最高 {other}"),
                };
                return (limited, Bond::Alone);
            }
            let chosen = match greatest {
                true => words!(self, "the greater of {one} and {other}", "{one} 与 {other} 中的较高者"),
                false => words!(self, "the lesser of {one} and {other}", "{one} 与 {other} 中的较低者"),
            };
            return (chosen, Bond::Whole);
        }
        let parts = self.list(&parts);
        let chosen = match greatest {
            true => words!(self, "the greatest of {parts}", "{parts} 中的最高者"),
            false => words!(self, "the least of {parts}", "{parts} 中的最低者"),
        };
        (chosen, Bond::Whole)
    }

    /// A rule of rounding.
    pub(in crate::doc) fn rounding(&self, rounding: Rounding) -> Markup {
        let unit = Markup::text(&rounding.unit.normalize().to_string());
        match rounding.mode {
            RoundingMode::HalfUp => words!(self, "rounded half up to {unit}", "四舍五入至 {unit}"),
            RoundingMode::HalfEven => words!(self, "rounded half even to {unit}", "四舍六入五成双至 {unit}"),
            RoundingMode::Up => words!(self, "rounded up to {unit}", "向上取整至 {unit}"),
            RoundingMode::Down => words!(self, "rounded down to {unit}", "向下取整至 {unit}"),
        }
    }
}

/// A figure and its unit without the blank between them, unless the unit is in Latin letters: `20万元`, `30天`, `100 CAD`.
fn set_close(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut signs = words.chars().peekable();
    while let Some(sign) = signs.next() {
        let is_wide = |next: &char| u32::from(*next) >= 0x2e80;
        if !(matches!(sign, '\u{a0}' | ' ') && signs.peek().is_some_and(is_wide)) {
            out.push(sign);
        }
    }
    out
}

/// An amount in 万元 or 亿元, where it has few digits so.
fn in_ten_thousands(amount: Number) -> Option<String> {
    for (unit, name) in [(100_000_000, "亿元"), (10_000, "万元")] {
        let unit = Number::from(unit);
        if let Ok(count) = amount.divided_by(unit)
            && let Some(count) = count.to_decimal().map(|count| count.normalize())
            && count >= rust_decimal::Decimal::ONE
            && count.scale() <= 2
        {
            return Some(format!("{count}{name}"));
        }
    }
    None
}
