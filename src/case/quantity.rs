//! Quantities: a bare number is in the declared unit; words with a unit are checked against it.

use super::node::Node;
use super::reader::Reader;
use super::scalar::{Refusal, number, within};
use crate::ir::{Datum, Dimension, Limit, LimitWhat, Limits, Measure, Type, Units};
use crate::value::Number;

impl Reader<'_, '_> {
    /// What an entry of the ledger used of a limit on a quantity: in the unit of what its measure measures; of another policy's, in that of any
    /// measure.
    pub(super) fn quantity(&mut self, node: &Node<'_>, measure: Option<&Measure>) -> Option<Number> {
        let types: Vec<Type> = self.measured(measure);
        let fitting = types.iter().position(|ty| self.scalars().read(&node.value, ty).is_ok());
        let ty = fitting.and_then(|at| types.get(at)).or(types.first());
        let datum = self.scalar(node, ty.unwrap_or(&Type::Decimal(NOT_NEGATIVE)), None)?;
        if let Datum::Number(quantity) = datum { Some(quantity) } else { None }
    }

    /// The types of what limits measure. What is left of whole numbers need not be one.
    fn measured(&self, measure: Option<&Measure>) -> Vec<Type> {
        let program = self.program;
        let of = |limit: &Limit| match limit.what {
            LimitWhat::Quantity { of, .. } => Some(&program.node(of).ty),
            LimitWhat::Money(_) | LimitWhat::Awards(_) | LimitWhat::Highest => None,
        };
        let mut types = Vec::new();
        let is_meant = |own: &Measure| measure.is_none_or(|measure| measure.name == own.name);
        for (at, own) in program.measures.iter().enumerate().filter(|(_, own)| is_meant(own)) {
            let across = program.across.iter().filter_map(|across| {
                let form = across.measures.iter().position(|measure| *measure == at)?;
                Some(across.limits.iter().filter_map(move |forms| forms.get(form)))
            });
            for ty in own.limits.iter().chain(across.flatten()).filter_map(of) {
                let ty = if let Type::Quantity(dimension, _) = ty {
                    let mut dimension = dimension.as_ref().clone();
                    dimension.whole = false;
                    Type::Quantity(dimension.into(), NOT_NEGATIVE)
                } else {
                    Type::Decimal(NOT_NEGATIVE)
                };
                if !types.contains(&ty) {
                    types.push(ty);
                }
            }
        }
        types
    }
}

const NOT_NEGATIVE: Limits = Limits { least: Some(Number::ZERO), most: None };

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
