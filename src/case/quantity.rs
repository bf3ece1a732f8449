//! Quantities: a bare number is in the declared unit; words with a unit are checked against it.

use super::scalar::{Refusal, number, within};
use crate::ir::{Datum, Dimension, Limits, Units};
use crate::value::Number;

/// `120`, `120平方米`, `120 square_metre`, `36个月`, `5万千瓦时`, `30元/平方米/月`.
pub(super) fn quantity(units: &Units, words: &str, declared: &Dimension, limits: Limits) -> Result<Datum, Refusal> {
    let end = words.find(|c: char| !c.is_ascii_digit() && c != '.' && c != '-').unwrap_or(words.len());
    let (figure, unit) = words.split_at_checked(end).unwrap_or((words, ""));
    let exponent = unit.strip_prefix(['e', 'E']).is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()));
    let unit = unit.strip_prefix(' ').unwrap_or(unit);
    let (given, scale) = if unit.is_empty() || exponent {
        (number(words)?, declared.scale)
    } else {
        let (many, name) = thousands(unit);
        let own = units.read(singular(name)).ok_or(Refusal::Other(None))?;
        if own != *declared {
            return Err(Refusal::Unit { given: name.to_owned(), declared: units.in_rules(declared) });
        }
        let scale = own.scale.times(Number::from(many)).map_err(|_| Refusal::Digits)?;
        (number(figure)?, scale)
    };
    let value = given.times(scale).map_err(|_| Refusal::Digits)?;
    let in_declared = |number: Number| number.divided_by(declared.scale).map_err(|_| Refusal::Digits);
    if declared.whole && in_declared(value)?.to_whole().is_none() {
        return Err(Refusal::Other(None));
    }
    let shown = |bound: Number| in_declared(bound).unwrap_or(bound);
    within(value, limits).map_err(|_| {
        let limits = Limits { least: limits.least.map(shown), most: limits.most.map(shown) };
        Refusal::Range(shown(value), limits)
    })
}

/// 万 and 亿 before a unit that is no money.
fn thousands(unit: &str) -> (i64, &str) {
    for (word, scale) in [("万", 10_000), ("亿", 100_000_000)] {
        if let Some(rest) = unit.strip_prefix(word)
            && !rest.is_empty()
            && !rest.starts_with('元')
        {
            return (scale, rest);
        }
    }
    (1, unit)
}

/// The words that count units of time behind a figure, as the unit.
fn singular(unit: &str) -> &str {
    match unit {
        "days" => "day",
        "months" | "个月" => "month",
        "quarters" | "个季度" => "quarter",
        "years" => "year",
        other => other,
    }
}
