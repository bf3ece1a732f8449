//! The grammar: the only place that knows pest.

#![allow(missing_docs, reason = "pest derives one variant per grammar rule, and the rules are documented in grammar/")]

use pest::Parser;
use pest::error::{ErrorVariant, InputLocation};

/// The parser that pest derives from `grammar/`; its `Rule` has one variant per grammar rule.
#[derive(pest_derive::Parser)]
#[grammar = "../grammar/tokens.pest"]
#[grammar = "../grammar/expressions.pest"]
#[grammar = "../grammar/clauses.pest"]
#[grammar = "../grammar/payments.pest"]
#[grammar = "../grammar/tests.pest"]
struct Grammar;

/// A part of a parsed text: its rule, its words, its children.
pub(super) type Node<'t> = pest::iterators::Pair<'t, Rule>;

/// Parts in a row.
pub(super) type Nodes<'t> = pest::iterators::Pairs<'t, Rule>;

/// Where a text left the grammar, and what could have stood there.
#[derive(Debug, Clone)]
pub(super) struct Failure {
    /// The byte at which nothing fits; the end of the text where it breaks off.
    pub at: usize,
    /// What would have fitted, in the order of the grammar.
    pub expected: Vec<Rule>,
}

/// Reads the whole of `text` by one rule.
pub(super) fn parse(rule: Rule, text: &str) -> Result<Nodes<'_>, Failure> {
    Grammar::parse(rule, text).map_err(|error| {
        let at = match error.location {
            InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
        };
        let mut expected = match error.variant {
            ErrorVariant::ParsingError { positives, .. } => positives,
            ErrorVariant::CustomError { .. } => Vec::new(),
        };
        expected.sort();
        expected.dedup();
        Failure { at, expected }
    })
}

/// Whether what a rule reads is written as one, although rules within it name parts of it: a name, a figure with what it counts, words
/// around figures.
pub(super) fn is_whole(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::name
            | Rule::number
            | Rule::counted
            | Rule::quantity
            | Rule::date
            | Rule::duration
            | Rule::proportion
            | Rule::unit
            | Rule::unit_ratio
            | Rule::money_rate
            | Rule::years
            | Rule::part_year
            | Rule::claim_part
            | Rule::award_count
            | Rule::for_years
            | Rule::over_years
            | Rule::from_month
            | Rule::equal_parts
            | Rule::raise_times
            | Rule::within_length
            | Rule::length_end
    )
}

/// Whether a plain name may begin with this letter (or with `_`).
pub(super) fn begins_name(letter: char) -> bool {
    if letter.is_ascii() { letter.is_ascii_alphabetic() } else { pest::unicode::XID_START(letter) }
}

/// Whether a plain name may go on with it.
pub(super) fn continues_name(letter: char) -> bool {
    if letter.is_ascii() {
        letter.is_ascii_alphanumeric() || letter == '_'
    } else {
        pest::unicode::XID_CONTINUE(letter)
    }
}
