//! What a fact may be, in words.

use super::super::markup::{Markup, words};
use super::super::writer::Writer;
use crate::ir::{Limits, SeriesBy, Type};
use crate::value::Number;

impl Writer<'_> {
    /// A type with its range.
    pub(in crate::doc) fn type_in_words(&self, ty: &Type) -> Markup {
        match ty {
            Type::YesNo => words!(self, "yes or no", "是或否"),
            Type::Whole(limits) => self.ranged(words!(self, "whole number", "整数"), *limits, ty),
            Type::Decimal(limits) => self.ranged(words!(self, "number", "数"), *limits, ty),
            Type::Ratio(limits) => self.ranged(words!(self, "share", "比率"), *limits, ty),
            Type::Money(currency, limits) => {
                let code = Markup::text(currency.as_deref().unwrap_or(&self.program.policy.currency));
                self.ranged(words!(self, "amount in {code}", "金额（{code}）"), *limits, ty)
            }
            Type::Quantity(dimension, limits) => {
                let unit = Markup::text(&self.names.unit_name(dimension));
                self.ranged(words!(self, "number in {unit}", "数（{unit}）"), *limits, ty)
            }
            Type::Date => words!(self, "date", "日期"),
            Type::Period => words!(self, "period", "期间"),
            Type::Duration => words!(self, "length of time", "时长"),
            Type::Text => words!(self, "text", "文本"),
            Type::Choice(choice) => {
                let variants = self.program.choice(*choice).map_or(&[][..], |choice| &choice.variants);
                let variants = variants.iter().map(|variant| self.variant(variant)).collect::<Vec<_>>();
                let variants = self.list(&variants);
                words!(self, "one of: {variants}", "其中之一：{variants}")
            }
            Type::List(record) => {
                let record = self.record(*record);
                words!(self, "list: {record}", "清单：{record}")
            }
            Type::Record(record) => self.record(*record),
            Type::Series(by, of) => {
                let of = self.type_in_words(of);
                match by {
                    SeriesBy::SupportYear => words!(self, "{of}, for each support year", "{of}，按支持年度"),
                    SeriesBy::CalendarYear => words!(self, "{of}, for each calendar year", "{of}，按自然年度"),
                }
            }
        }
    }

    fn ranged(&self, what: Markup, limits: Limits, ty: &Type) -> Markup {
        let number = |number| self.number(number, ty);
        match (limits.least.map(number), limits.most.map(number)) {
            (None, None) => what,
            (Some(least), Some(most)) => words!(self, "{what}, {least} to {most}", "{what}，{least} 至 {most}"),
            (Some(_), None) if limits.least.is_some_and(Number::is_zero) => what,
            (Some(least), None) => words!(self, "{what}, at least {least}", "{what}，不低于 {least}"),
            (None, Some(most)) => words!(self, "{what}, at most {most}", "{what}，不超过 {most}"),
        }
    }
}
