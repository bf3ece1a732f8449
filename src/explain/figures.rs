//! Figures as readers of the two languages write them.

use rust_decimal::Decimal;

use super::names::Names;
use super::voice::{Voice, say};
use crate::decision::{Amount, Range, Shown};
use crate::ir::Type;
pub use crate::value::grouped;
use crate::value::{Bounds, Date, MINUS, Number};

impl Voice<'_> {
    /// An amount with its unit: `150,000.00 元`, `CNY 150,000.00`.
    pub fn money(&self, amount: Amount) -> String {
        self.with_unit(&self.plain(amount), None)
    }

    /// An amount without its unit. One that is not rounded yet and has more than four further decimals is marked ≈.
    pub fn plain(&self, amount: Amount) -> String {
        let amount = amount.decimal().normalize();
        let most = self.digits().saturating_add(4);
        if amount.scale() <= most {
            return grouped(amount, self.digits());
        }
        format!("≈\u{a0}{}", grouped(amount.round_dp(most), self.digits()))
    }

    /// An upper bound, which is never shown as if it were an amount; nothing bounds `None`.
    pub fn up_to(&self, most: Option<Amount>) -> String {
        match most {
            Some(most) => {
                let most = self.money(most);
                say!(self, "up to {most}", "至\u{2060}多\u{a0}{most}")
            }
            None => self.unbounded(),
        }
    }

    /// What is said where nothing bounds an amount from above.
    pub fn unbounded(&self) -> String {
        say!(self, "without a known upper bound", "上限未定")
    }

    /// What is pending: `至多 150,000.00 元`, `50,000.00 元至 150,000.00 元`.
    pub fn pending(&self, least: Amount, most: Option<Amount>) -> String {
        if least.is_zero() {
            return self.up_to(most);
        }
        let from = self.money(least);
        match most {
            Some(most) => {
                let (plain, most) = (self.plain(least), self.money(most));
                say!(self, "{from} to {most}", "{plain}\u{a0}至\u{a0}{most}")
            }
            None => say!(self, "at least {from}", "至\u{2060}少\u{a0}{from}"),
        }
    }

    /// What is pending as it stands in the column of figures, without unit.
    pub fn pending_plain(&self, least: Amount, most: Option<Amount>) -> String {
        match most {
            Some(most) if least.is_zero() => {
                let most = self.plain(most);
                say!(self, "up to {most}", "至\u{2060}多\u{a0}{most}")
            }
            None if least.is_zero() => self.unbounded(),
            _ => self.range(Range::Between { at_least: Some(least), at_most: most }),
        }
    }

    /// A range in the column of figures, without unit.
    pub fn range(&self, range: Range) -> String {
        let number = |amount: Amount| Number::from(amount.decimal());
        let bounds = match range {
            Range::Exactly(amount) => Bounds::Exactly(number(amount)),
            Range::Between { at_least, at_most } => Bounds::Between(at_least.map(number), at_most.map(number)),
        };
        self.bounds(bounds, &Type::Money(None, crate::ir::Limits::default()))
    }

    /// What is known of a number, without unit.
    pub fn bounds(&self, bounds: Bounds, ty: &Type) -> String {
        let show = |number: Number| self.number(number, ty);
        // Nothing shrinks by more than all of it: that a growth is at least −100% says nothing.
        let bounds = match bounds {
            Bounds::Between(Some(least), most) if matches!(ty, Type::Ratio(_)) && least <= Number::ONE.negate() => {
                Bounds::Between(None, most)
            }
            bounds @ (Bounds::Exactly(_) | Bounds::Between(..)) => bounds,
        };
        match bounds {
            Bounds::Exactly(number) => show(number),
            Bounds::Between(Some(least), Some(most)) => {
                let (least, most) = (show(least), show(most));
                say!(self, "{least} to {most}", "{least}\u{a0}至\u{a0}{most}")
            }
            Bounds::Between(None, Some(most)) => {
                let most = show(most);
                say!(self, "up to {most}", "至\u{2060}多\u{a0}{most}")
            }
            Bounds::Between(Some(least), None) if !least.is_zero() => {
                let least = show(least);
                say!(self, "at least {least}", "至\u{2060}少\u{a0}{least}")
            }
            Bounds::Between(..) => self.not_known(),
        }
    }

    /// A value of the trace with its unit, as it stands in a sentence.
    pub fn value(&self, shown: &Shown, ty: &Type) -> String {
        let figure = self.figure(shown, ty);
        match (shown, ty) {
            (Shown::Number(_), Type::Money(currency, _)) => self.with_unit(&figure, currency.as_deref()),
            _ => figure,
        }
    }

    /// A value of the trace as it stands in the column of figures.
    pub fn figure(&self, shown: &Shown, ty: &Type) -> String {
        match shown {
            Shown::Truth(truth) => self.truth(truth.known()),
            Shown::Number(bounds) => self.bounds(*bounds, ty),
            Shown::Date(date) => self.date(*date),
            Shown::Period(period) => self.days_of(*period),
            Shown::Text(Some(text)) => self.text(text, ty),
            Shown::Text(None) | Shown::List(None) => self.not_known(),
            Shown::List(Some(count)) => say!(self, "{count} records", "{count} 项"),
        }
    }

    /// A value in a calculation; behind a share or a plain number that is only about so much stands what it is exactly: `（364/365）`.
    pub fn figure_of_calculation(&self, shown: &Shown, ty: &Type) -> String {
        let figure = self.figure(shown, ty);
        let number = shown.number().filter(|_| matches!(ty, Type::Ratio(_) | Type::Decimal(_) | Type::Whole(_)));
        match number.and_then(Number::small_fraction) {
            Some((above, below)) => say!(self, "{figure}\u{a0}({above}/{below})", "{figure}（{above}/{below}）"),
            None => figure,
        }
    }
}

impl Names<'_> {
    /// A number as an amount; the unit is that of the policy or of another currency.
    pub fn money_number(&self, number: Number, currency: Option<&str>) -> String {
        self.with_unit(&self.exact(number, self.digits()), currency)
    }

    /// What stands for a value that is not known.
    pub fn not_known(&self) -> String {
        say!(self, "not known", "未定")
    }

    /// A number of a type, without currency: `30%`, `150,000.00`, `3`; a quantity with its unit: `120 平方米`.
    pub fn number(&self, number: Number, ty: &Type) -> String {
        match ty {
            Type::Money(..) => self.exact(number, self.digits()),
            Type::Ratio(_) => percent(number, self.decimals),
            Type::Series(_, of) => self.number(number, of),
            Type::Quantity(dimension, _) => self.quantity(number, dimension),
            Type::Whole(_) => self.whole(number),
            Type::YesNo
            | Type::Decimal(_)
            | Type::Date
            | Type::Period
            | Type::Duration
            | Type::Text
            | Type::Choice(_)
            | Type::List(_)
            | Type::Record(_) => self.exact(number, 0),
        }
    }

    /// A number that the policy or the case gives, which is not worked out.
    #[expect(clippy::wildcard_enum_match_arm, reason = "only shares are rounded")]
    pub fn number_as_written(&self, number: Number, ty: &Type) -> String {
        match ty {
            Type::Ratio(_) => percent_as_written(number, self.decimals),
            _ => self.number(number, ty),
        }
    }

    /// A plain whole number: of four digits it may be a year, which no separator divides.
    fn whole(&self, number: Number) -> String {
        let short = number.to_decimal().filter(|decimal| decimal.is_integer() && decimal.abs() < 10_000.into());
        let sign = short.filter(|decimal| decimal.is_sign_negative() && !decimal.is_zero()).map(|_| MINUS);
        match short {
            Some(decimal) => sign.into_iter().chain(decimal.abs().normalize().to_string().chars()).collect(),
            None => self.exact(number, 0),
        }
    }

    /// Yes, no or not known.
    pub fn truth(&self, truth: Option<bool>) -> String {
        match truth {
            Some(true) => say!(self, "yes", "是"),
            Some(false) => say!(self, "no", "否"),
            None => self.not_known(),
        }
    }

    /// A figure with the unit of its currency, inseparable.
    pub fn with_unit(&self, figure: &str, currency: Option<&str>) -> String {
        let code = currency.unwrap_or(&self.program.policy.currency);
        let unit = self::currency(code);
        let bound = ["at least ", "up to ", "至\u{2060}少\u{a0}", "至\u{2060}多\u{a0}"];
        let bound = bound.into_iter().find(|bound| figure.starts_with(bound)).unwrap_or_default();
        let (number, about) = (figure.get(bound.len()..).unwrap_or_default(), figure.starts_with('≈'));
        if about || !number.starts_with(|c: char| c.is_ascii_digit() || c == MINUS) {
            return figure.to_owned();
        }
        say!(self, "{bound}{code}\u{a0}{number}", "{figure}\u{a0}{unit}")
    }

    /// A number with at least so many decimals. A fraction that no decimal equals is shown to a few more, marked ≈.
    pub(super) fn exact(&self, number: Number, digits: u32) -> String {
        if let Some(decimal) = number.to_decimal() {
            return grouped(decimal, digits);
        }
        let (numerator, denominator) = number.fraction();
        match numerator.checked_div(denominator) {
            Some(about) => format!("≈\u{a0}{}", grouped(about.round_dp(digits.saturating_add(self.decimals)), digits)),
            None => number.to_string(),
        }
    }

    pub(super) fn digits(&self) -> u32 {
        self.program.policy.digits
    }
}

impl Shown {
    /// The number, where it is one and known.
    pub(super) fn number(&self) -> Option<Number> {
        if let Shown::Number(bounds) = self { bounds.known() } else { None }
    }

    /// The date, where it is one and known.
    pub(super) fn date(&self) -> Option<Date> {
        if let Shown::Date(date) = self { date.known() } else { None }
    }

    /// Yes or no, where it is that and known.
    pub(super) fn truth(&self) -> Option<bool> {
        if let Shown::Truth(truth) = self { truth.known() } else { None }
    }
}

/// A currency in Chinese.
pub(super) fn currency(code: &str) -> &str {
    match code {
        "CNY" => "元",
        "HKD" => "港元",
        "MOP" => "澳门元",
        "TWD" => "新台币元",
        "USD" => "美元",
        "EUR" => "欧元",
        "GBP" => "英镑",
        "JPY" => "日元",
        other => other,
    }
}

/// A ratio in hundredths. One of more decimals than these is rounded to them and marked ≈.
fn percent(ratio: Number, decimals: u32) -> String {
    let Ok(hundredths) = ratio.times(Number::from(100)) else { return ratio.to_string() };
    let exact = hundredths.to_decimal().map(|decimal| decimal.normalize());
    if let Some(exact) = exact.filter(|exact| exact.scale() <= decimals) {
        return format!("{}%", grouped(exact, 0));
    }
    let (numerator, by) = hundredths.fraction();
    match numerator.checked_div(by) {
        Some(about) => format!("≈\u{a0}{}%", grouped(about.round_dp(decimals), 0)),
        None => ratio.to_string(),
    }
}

/// A ratio as it was written, to its last decimal; one that no decimal equals is a fraction where its denominator is small.
fn percent_as_written(ratio: Number, decimals: u32) -> String {
    let hundredths = ratio.times(Number::from(100)).ok();
    if let Some(exact) = hundredths.and_then(Number::to_decimal) {
        return format!("{}%", grouped(exact, 0));
    }
    let (_, denominator) = ratio.fraction();
    if denominator <= Decimal::ONE_HUNDRED { ratio.to_string() } else { percent(ratio, decimals) }
}

/// A figure that is taken off, with its minus; bounds have none, it would be read as the sign of the first alone.
pub fn taken_off(figure: &str) -> String {
    if figure.contains('至') || figure.contains(" to ") {
        return figure.to_owned();
    }
    if let Some(about) = figure.strip_prefix("≈\u{a0}") {
        let about = about.replace('（', &format!("（{MINUS}")).replace('(', &format!("({MINUS}"));
        return format!("≈\u{a0}{}", taken_off(&about));
    }
    let number = figure.split(['\u{a0}', '%']).next().unwrap_or_default();
    let zero = number.chars().all(|c| matches!(c, '0' | '.' | ','));
    match figure.strip_prefix(MINUS) {
        Some(rest) => rest.to_owned(),
        None if zero || !figure.starts_with(|c: char| c.is_ascii_digit()) => figure.to_owned(),
        None => format!("{MINUS}{figure}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_shown_in_hundredths() {
        assert_eq!(percent("0.025".parse().unwrap(), 4), "2.5%");
        assert_eq!(percent(Number::from(2).divided_by(Number::from(3)).unwrap(), 4), "≈\u{a0}66.6667%");
        assert_eq!(percent_as_written(Number::from(2).divided_by(Number::from(3)).unwrap(), 4), "2/3");
        assert_eq!(percent("0.1234567".parse().unwrap(), 4), "≈\u{a0}12.3457%");
        assert_eq!(percent_as_written("0.1234567".parse().unwrap(), 4), "12.34567%");
        assert_eq!(taken_off("≈\u{a0}2.5205%（46/1825）"), "≈\u{a0}−2.5205%（−46/1825）");
        assert_eq!(taken_off("0\u{a0}天"), "0\u{a0}天");
        assert_eq!(percent(Number::from(138).divided_by("381.23".parse().unwrap()).unwrap(), 4), "≈\u{a0}36.1986%");
        assert_eq!(taken_off("150,000.00"), "−150,000.00");
        assert_eq!(taken_off("0.00"), "0.00");
        assert_eq!(taken_off("−5.00"), "5.00");
        assert_eq!(taken_off("3%\u{a0}至\u{a0}4.25%"), "3%\u{a0}至\u{a0}4.25%");
    }
}
