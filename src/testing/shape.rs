//! The keys that a decision can have where it is written: an expectation under any other could say nothing, or never fail.

use super::error::TestError;
use super::words;
use crate::case::node::{Node, Value};

/// A part of a decision, or each one of a list of them: its keys, and what stands under each.
pub(super) struct Part(&'static [(&'static str, Under)]);

/// What stands under a key.
enum Under {
    /// A value, or a list of values.
    Value,
    /// Values under keys that the policy gives.
    Named,
    /// A part, or a list of parts.
    Part(&'static Part),
}

use Under::{Named, Value as Leaf};

/// The whole, but for `changes`: a test is compared with no earlier decision.
pub(super) const DECISION: Part = Part(&[
    ("policy", Leaf),
    ("version", Leaf),
    ("digest", Leaf),
    ("case", Leaf),
    ("applicant", Leaf),
    ("applied_on", Leaf),
    ("stage", Leaf),
    ("in_force", Under::Part(&PERIOD)),
    ("currency", Leaf),
    ("readings", Named),
    ("scope", Under::Part(&SCOPE)),
    ("measures", Under::Part(&MEASURE)),
    ("totals", Under::Part(&TOTALS)),
    ("assertions", Under::Part(&ASSERTION)),
]);

const PERIOD: Part = Part(&[("from", Leaf), ("until", Leaf)]);

/// The conditions of the whole policy.
pub(super) const SCOPE: Part = Part(&[("status", Leaf), ("conditions", Under::Part(&CONDITION)), ("missing", Leaf)]);

/// A measure with its claims.
pub(super) const MEASURE: Part =
    Part(&[("measure", Leaf), ("label", Leaf), ("article", Leaf), ("claims", Under::Part(&CLAIM))]);

/// A claim.
pub(super) const CLAIM: Part = Part(&[
    ("claim", Leaf),
    ("status", Leaf),
    ("conditions", Under::Part(&CONDITION)),
    ("missing", Leaf),
    ("payments", Under::Part(&PAYMENT)),
    ("ledger", Under::Part(&USED_BY)),
    ("recoveries", Under::Part(&RECOVERY)),
    ("obligations", Under::Part(&OBLIGATION)),
]);

/// The sums.
pub(super) const TOTALS: Part =
    Part(&[("paid", Leaf), ("payable", Leaf), ("scheduled", Leaf), ("pending_at_most", Leaf), ("repayable", Leaf)]);

const CONDITION: Part = Part(&[
    ("label", Leaf),
    ("of_year", Leaf),
    ("holds", Leaf),
    ("missing", Leaf),
    ("rests_on", Under::Part(&BASIS)),
    ("held_by", Under::Part(&USED_BY)),
    ("held_by_more", Leaf),
]);

const PAYMENT: Part = Part(&[
    ("support_year", Leaf),
    ("instalment", Leaf),
    ("part", Leaf),
    ("status", Leaf),
    ("amount", Leaf),
    ("at_least", Leaf),
    ("at_most", Leaf),
    ("due", Leaf),
    ("payers", Under::Part(&PAYER)),
    ("in_advance", Leaf),
    ("conditions", Under::Part(&CONDITION)),
    ("missing", Leaf),
    ("steps", Under::Part(&STEP)),
]);

const PAYER: Part = Part(&[("payer", Leaf), ("amount", Leaf)]);

const RECOVERY: Part = Part(&[
    ("label", Leaf),
    ("status", Leaf),
    ("amount", Leaf),
    ("at_least", Leaf),
    ("at_most", Leaf),
    ("missing", Leaf),
    ("rests_on", Under::Part(&BASIS)),
]);

const OBLIGATION: Part =
    Part(&[("label", Leaf), ("until", Leaf), ("missing", Leaf), ("rests_on", Under::Part(&BASIS))]);

const ASSERTION: Part = Part(&[
    ("label", Leaf),
    ("measure", Leaf),
    ("claim", Leaf),
    ("holds", Leaf),
    ("missing", Leaf),
    ("made_of", Under::Part(&CONTRIBUTION)),
    ("rests_on", Under::Part(&BASIS)),
]);

const CONTRIBUTION: Part = Part(&[("measure", Leaf), ("claim", Leaf), ("amount", Under::Part(&RANGE))]);

const STEP: Part = Part(&[
    ("kind", Leaf),
    ("before", Under::Part(&RANGE)),
    ("after", Under::Part(&RANGE)),
    ("rests_on", Under::Part(&BASIS)),
    ("limit", Under::Part(&LIMIT_USE)),
    ("ledger", Under::Part(&USED_BY)),
]);

const RANGE: Part = Part(&[("at_least", Leaf), ("at_most", Leaf)]);

const LIMIT_USE: Part = Part(&[
    ("label", Leaf),
    ("section", Leaf),
    ("figure", Under::Part(&RANGE)),
    ("per", Leaf),
    ("period", Leaf),
    ("order", Leaf),
    ("counted", Under::Part(&RANGE)),
    ("quantity", Under::Part(&RANGE)),
    ("shared", Leaf),
    ("used_by", Under::Part(&USED_BY)),
    ("used_by_more", Leaf),
    ("perhaps_used_by", Under::Part(&USED_BY)),
    ("perhaps_used_by_more", Leaf),
    ("used", Leaf),
    ("left", Under::Part(&RANGE)),
    ("cut", Leaf),
]);

const USED_BY: Part = Part(&[
    ("policy", Leaf),
    ("measure", Leaf),
    ("claim", Leaf),
    ("support_year", Leaf),
    ("instalment", Leaf),
    ("amount", Leaf),
    ("quantity", Leaf),
    ("paid_on", Leaf),
]);

const BASIS: Part = Part(&[
    ("rule", Leaf),
    ("quotes", Under::Part(&QUOTE)),
    ("facts", Under::Part(&FACT_USED)),
    ("readings", Under::Part(&READING_USED)),
]);

const QUOTE: Part = Part(&[("text", Leaf), ("article", Leaf)]);

const FACT_USED: Part = Part(&[
    ("path", Leaf),
    ("label", Leaf),
    ("value", Leaf),
    ("assumed", Leaf),
    ("decided_by", Leaf),
    ("evidence", Leaf),
]);

const READING_USED: Part = Part(&[("reading", Leaf), ("value", Leaf)]);

/// Refuses the first key, at any depth, that the part of a decision never has.
pub(super) fn known_keys(part: &'static Part, wanted: &Node<'_>) -> Result<(), TestError> {
    match &wanted.value {
        Value::List(items) => items.iter().try_for_each(|item| known_keys(part, item)),
        Value::Map(entries) => entries.iter().try_for_each(|(key, wanted)| {
            let named = |name: &str| part.0.iter().find(|(own, _)| *own == name);
            match named(&key.text).or_else(|| words::key_written(&key.text).and_then(named)) {
                Some((_, Under::Part(inner))) => known_keys(inner, wanted),
                Some((_, Leaf | Named)) => Ok(()),
                None => {
                    let known = part.0.iter().map(|(own, _)| *own).collect();
                    Err(TestError::NoSuchKey { span: key.span, key: key.text.chars().take(60).collect(), known })
                }
            }
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Plain(_) | Value::Text(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The keys under which the fields of a struct are written, and the number of those that bring the keys of another.
    fn written(of: &str) -> (Vec<String>, usize) {
        let files = [
            include_str!("../decision/mod.rs"),
            include_str!("../decision/derivation.rs"),
            include_str!("../decision/payment.rs"),
            include_str!("../decision/assertion.rs"),
            include_str!("../ir/clause.rs"),
        ];
        let (_, begun) = files.iter().find_map(|text| text.split_once(&format!("pub struct {of} {{\n"))).unwrap();
        let (mut keys, mut flat, mut attribute) = (Vec::new(), 0, "");
        for line in begun.split("\n}").next().unwrap().lines().map(str::trim) {
            if line.starts_with("#[") {
                attribute = line;
            } else if let Some((name, _)) = line.strip_prefix("pub ").and_then(|line| line.split_once(':')) {
                match attribute {
                    "#[serde(skip)]" => {}
                    "#[serde(flatten)]" => flat += 1,
                    _ => keys.push(name.to_owned()),
                }
                attribute = "";
            }
        }
        (keys, flat)
    }

    #[test]
    fn the_keys_are_those_that_decisions_are_written_with() {
        let outcome = ["status", "amount", "at_least", "at_most"];
        for (of, part, more) in [
            ("Decision", &DECISION, &[][..]),
            ("Period", &PERIOD, &[]),
            ("Scope", &SCOPE, &[]),
            ("MeasureDecision", &MEASURE, &[]),
            ("Claim", &CLAIM, &[]),
            ("Totals", &TOTALS, &[]),
            ("ConditionResult", &CONDITION, &[]),
            ("Payment", &PAYMENT, &outcome),
            ("Payer", &PAYER, &[]),
            ("Recovery", &RECOVERY, &outcome),
            ("Obligation", &OBLIGATION, &[]),
            ("AssertionResult", &ASSERTION, &[]),
            ("Contribution", &CONTRIBUTION, &[]),
            ("Step", &STEP, &[]),
            ("LimitUse", &LIMIT_USE, &[]),
            ("UsedBy", &USED_BY, &[]),
            ("Basis", &BASIS, &[]),
            ("Quote", &QUOTE, &[]),
            ("FactUsed", &FACT_USED, &[]),
            ("ReadingUsed", &READING_USED, &[]),
        ] {
            let (mut keys, flat) = written(of);
            assert_eq!(flat, usize::from(!more.is_empty()), "{of}");
            keys.extend(more.iter().map(|key| (*key).to_owned()));
            keys.retain(|key| of != "Decision" || key != "changes");
            keys.sort();
            let mut known: Vec<&str> = part.0.iter().map(|(key, _)| *key).collect();
            known.sort_unstable();
            assert_eq!(keys, known, "{of}");
        }
    }
}
