//! Stretches of a table's key in words, and as a row would write them.

use crate::ast::Surface;
use crate::diagnostic::Wording;
use crate::ir::{ExprId, Type};
use crate::lexical::on_one_line;
use crate::value::{Number, day_of_number};
use crate::wording;

use super::Checker;
use super::cover::{Interval, Stretch};
use super::names::spelled;
use super::types::Quantity;

impl<'a> Checker<'a> {
    /// A figure of a key with its unit.
    pub(super) fn figure(&self, number: Number, key: &Type) -> String {
        if *key == Type::Date {
            return day_of_number(number).map(|day| day.to_string()).unwrap_or_default();
        }
        match Quantity::of(key).map(|(quantity, _)| quantity) {
            Some(Quantity::Ratio) => {
                let percent = number.times(Number::from(100));
                percent.map_or_else(|_| number.to_string(), |percent| format!("{percent}%"))
            }
            Some(Quantity::Money(None)) if self.program.policy.currency == "CNY" => yuan(number),
            Some(Quantity::Money(None)) => format!("{number} {}", self.program.policy.currency),
            Some(Quantity::Money(Some(code))) if &*code == "CNY" => yuan(number),
            Some(Quantity::Money(Some(code))) => format!("{number} {code}"),
            // In the key's own unit, as its range is.
            Some(Quantity::Measured(dimension)) => {
                number.divided_by(dimension.scale).map_or_else(|_| number.to_string(), |figure| figure.to_string())
            }
            Some(Quantity::Whole | Quantity::Decimal) | None => number.to_string(),
        }
    }

    pub(super) fn stretches_in_words(&self, place: &[Stretch], keys: &[&Type]) -> Wording {
        let parts = place.iter().zip(keys).map(|(stretch, key)| self.stretch_in_words(stretch, key));
        let (en, zh): (Vec<String>, Vec<String>) = parts.map(|part| (part.en, part.zh)).unzip();
        Wording::new(en.join(", "), zh.join("、"))
    }

    /// A stretch of a key in words.
    pub(super) fn stretch_in_words(&self, stretch: &Stretch, key: &Type) -> Wording {
        let interval = match (stretch, key) {
            (Stretch::One(at), Type::Choice(choice)) => {
                let variants = self.program.choice(*choice).map(|choice| choice.variants.as_slice());
                let Some(variant) = variants.and_then(|all| all.get(*at)) else { return Wording::new("", "") };
                return Wording::new(format!("`{}`", variant.name), format!("“{}”", variant.shown()));
            }
            (Stretch::One(1), _) => return wording!("`yes`", "“是”"),
            (Stretch::One(_), _) => return wording!("`no`", "“否”"),
            (Stretch::Numbers(interval), _) => interval,
        };
        if let Some(range) = self.as_range(interval, key) {
            return wording!("`{range}`", "“{range}”");
        }
        if *interval == Interval::default() {
            return wording!("any number", "任何数");
        }
        Wording::new(
            self.sides(interval, key, Surface::English),
            self.sides(interval, key, Surface::Chinese).replace(' ', ""),
        )
    }

    /// What some subjects are, each with its value.
    pub(super) fn place_in_words(&self, place: &[(ExprId, Stretch)]) -> Vec<(String, Wording)> {
        let in_words = |(subject, stretch): &(ExprId, Stretch)| {
            let node = self.program.node(*subject);
            (on_one_line(self.sources.slice(node.span)), self.stretch_in_words(stretch, &node.ty))
        };
        place.iter().map(in_words).collect()
    }

    pub(super) fn stretches_as_pattern(&self, place: &[Stretch], keys: &[&Type], surface: Surface) -> Option<String> {
        let parts: Option<Vec<String>> =
            place.iter().zip(keys).map(|(stretch, key)| self.stretch_as_pattern(stretch, key, surface)).collect();
        Some(parts?.join(", "))
    }

    /// A stretch as a row would write it.
    fn stretch_as_pattern(&self, stretch: &Stretch, key: &Type, surface: Surface) -> Option<String> {
        let english = surface == Surface::English;
        Some(match (stretch, key) {
            (Stretch::One(at), Type::Choice(choice)) => {
                let variant = self.program.choice(*choice)?.variants.get(*at)?;
                spelled(if english { &variant.name } else { variant.shown() })
            }
            (Stretch::One(1), _) => if english { "yes" } else { "是" }.to_owned(),
            (Stretch::One(_), _) => if english { "no" } else { "否" }.to_owned(),
            (Stretch::Numbers(interval), _) if *interval == Interval::default() => {
                if english { "any" } else { "任意" }.to_owned()
            }
            (Stretch::Numbers(interval), key) => {
                self.as_range(interval, key).unwrap_or_else(|| self.sides(interval, key, surface))
            }
        })
    }

    /// `a..b`; `None` where it begins or ends just beside a number that is not whole.
    fn as_range(&self, interval: &Interval, key: &Type) -> Option<String> {
        let whole = *key == Type::Date || Quantity::of(key).is_some_and(|(quantity, _)| quantity.is_whole());
        let side = |bound: Option<(Number, bool)>, step: i64| match bound {
            None => Some(None),
            Some((number, true)) => Some(Some(number)),
            Some((number, false)) if whole => number.plus(Number::from(step)).ok().map(Some),
            Some((_, false)) => None,
        };
        let (from, to) = (side(interval.from, 1)?, side(interval.to, -1)?);
        Some(match (from, to) {
            (None, None) => return None,
            (Some(from), Some(to)) if from == to => self.figure(from, key),
            (from, to) => {
                let figure = |bound: Option<Number>| bound.map(|number| self.figure(number, key));
                format!("{}..{}", figure(from).unwrap_or_default(), figure(to).unwrap_or_default())
            }
        })
    }

    /// `at least a and below b`.
    fn sides(&self, interval: &Interval, key: &Type, surface: Surface) -> String {
        let (english, date) = (surface == Surface::English, *key == Type::Date);
        let side = |bound: Option<(Number, bool)>, words: [&str; 8]| {
            bound.map(|(number, included)| {
                let at = usize::from(!english) * 4 + usize::from(date) * 2 + usize::from(included);
                format!("{} {}", words.get(at).copied().unwrap_or_default(), self.figure(number, key))
            })
        };
        let lower = ["above", "at least", "after", "not before", "超过", "不低于", "晚于", "不早于"];
        let upper = ["below", "at most", "before", "not after", "低于", "不超过", "早于", "不晚于"];
        let sides = [side(interval.from, lower), side(interval.to, upper)];
        sides.into_iter().flatten().collect::<Vec<String>>().join(if english { " and " } else { " 且 " })
    }
}

/// An amount in 元, or in the larger unit in which it has no more than two decimals.
fn yuan(number: Number) -> String {
    for (scale, unit) in [(100_000_000, "亿元"), (10_000, "万元")] {
        let Ok(larger) = number.divided_by(Number::from(scale)) else { continue };
        let short = larger.to_decimal().is_some_and(|decimal| decimal.normalize().scale() <= 2);
        if short && larger >= Number::ONE {
            return format!("{larger}{unit}");
        }
    }
    format!("{number}元")
}
