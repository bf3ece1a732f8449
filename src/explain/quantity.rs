//! Quantities and rates as readers of the two languages write them.

use super::figures::currency;
use super::names::Names;
use super::voice::say;
use crate::diagnostic::Language;
use crate::ir::{Base, Dimension, UnitId, joined};
use crate::value::Number;

impl Names<'_> {
    /// A number with its unit: `120 平方米`, `36 个月`, `30.00 元/平方米/月`, `CNY 30.00/square metre/month`.
    pub(super) fn quantity(&self, number: Number, dimension: &Dimension) -> String {
        let unit = joined(dimension, &|base| self.unit(base));
        if let Some(code) = money_of(dimension) {
            let figure = self.exact(number, self.digits());
            let per = unit.split_once('/').map_or("", |(_, per)| per);
            let money = self.with_unit(&figure, Some(code));
            return format!("{money}/{per}");
        }
        let figure = self.exact(number, 0);
        let unit = match dimension.powers() {
            [(base, 1)] => self.counted(base, number == Number::ONE),
            _ => unit,
        };
        format!("{figure}\u{a0}{unit}")
    }

    /// A unit as it is called: `平方米`, `元/平方米/月`.
    pub fn unit_name(&self, dimension: &Dimension) -> String {
        joined(dimension, &|base| self.unit(base))
    }

    /// A base unit within a composed unit.
    fn unit(&self, base: &Base) -> String {
        match base {
            Base::Currency(code) if self.language == Language::Zh => currency(code).to_owned(),
            Base::Currency(code) => code.to_string(),
            Base::Unit(id) => match self.program.units.get(*id) {
                Some(unit) => self.name(&unit.name, unit.label.as_deref()).replace(' ', "\u{a0}"),
                None => String::new(),
            },
        }
    }

    /// A base unit behind a figure.
    fn counted(&self, base: &Base, one: bool) -> String {
        let s = if one { "" } else { "s" };
        match base {
            Base::Unit(UnitId::DAY) => say!(self, "day{s}", "天"),
            Base::Unit(UnitId::MONTH) => say!(self, "month{s}", "个月"),
            Base::Unit(UnitId::QUARTER) => say!(self, "quarter{s}", "个季度"),
            Base::Unit(UnitId::YEAR) => say!(self, "year{s}", "年"),
            Base::Unit(_) | Base::Currency(_) => self.unit(base),
        }
    }
}

/// The currency of a rate of money: nothing else stands above the line.
fn money_of(dimension: &Dimension) -> Option<&str> {
    dimension.powers().iter().filter(|_| dimension.is_rate()).find_map(|(base, power)| match base {
        Base::Currency(code) if *power > 0 => Some(&**code),
        Base::Currency(_) | Base::Unit(_) => None,
    })
}
