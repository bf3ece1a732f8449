//! Limits over all time whose quote gives their figure for each year: 每人每年最多享受三次, `500,000 a year at most`.

use std::collections::HashMap;

use crate::ir::{Limit, LimitKey, LimitPeriod, Op};
use crate::source::Span;

use super::super::Checker;
use super::super::error::QuoteError;
use super::clauses::Clauses;
use super::read::Kind;
use super::words::says;
use super::{COMPARED, Mention};

/// Words for each year, longer ones first.
const EACH_YEAR: &[&str] = &[
    "每个自然年度",
    "每自然年度",
    "每个财政年度",
    "每财政年度",
    "每个年度",
    "每一年度",
    "每年度",
    "每一年",
    "每年",
    "per year",
    "per calendar year",
    "per financial year",
    "each year",
    "each calendar year",
    "each financial year",
    "every year",
    "a year",
    "per annum",
    "in any year",
    "annually",
];

/// Words for the most.
const MOST: &[&str] = &[
    "最高",
    "最多",
    "不超过",
    "不得超过",
    "上限",
    "封顶",
    "至多",
    "at most",
    "up to",
    "not exceed",
    "no more than",
    "maximum",
    "capped",
];

/// Signs between the parts of a sentence; a comma within a number is none.
const PARTS: &[char] = &['，', '。', '；', '、', ';'];

impl Checker<'_> {
    /// Limits that count all time where their own quotes give the figure for each year.
    pub(super) fn periods_differ(&self, clauses: &Clauses<'_>, mentions: &[Vec<Mention<'_>>]) -> Vec<QuoteError> {
        let at: HashMap<Span, usize> = clauses.all.iter().enumerate().map(|(at, own)| (own.span, at)).collect();
        let limits = self.program.measures.iter().flat_map(|measure| &measure.limits);
        let limits = limits.filter(|limit| limit.period == LimitPeriod::Total && self.is_of_all_years(limit));
        let found = limits.filter_map(|limit| {
            let at = *at.get(&limit.clause.span)?;
            let (uses, own) = (&clauses.all.get(at)?.said.uses, mentions.get(at)?);
            let mut yearly = own.iter().take(COMPARED).filter_map(|mention| {
                let figure = &mention.figure;
                let alike = |kind: Kind| kind == figure.kind && kind != Kind::Date;
                let is_its = uses.iter().take(COMPARED).any(|used| alike(used.kind) && used.value == figure.value);
                let words = is_its.then(|| each_year(&mention.quote.text.value, figure.range.start)).flatten()?;
                Some((mention, words))
            });
            let (mention, words) = yearly.next()?;
            Some(QuoteError::Period { span: limit.clause.span, quote: mention.quote.text.span, words })
        });
        found.collect()
    }

    /// Whether no key of a limit parts the years: a year, or a record, which may be one of a year.
    fn is_of_all_years(&self, limit: &Limit) -> bool {
        limit.per.iter().all(|key| match key {
            LimitKey::Applicant => true,
            LimitKey::Record => false,
            LimitKey::Value(key) => {
                let Op::Fact(_, record, field) = self.program.node(*key).op else { return false };
                let named = self.program.field(record, field).map(|field| [field.name.as_str(), field.shown()]);
                named.is_some_and(|named| !named.iter().any(|name| name.contains('年') || name.contains("year")))
            }
        })
    }
}

/// The words for each year in the part of a sentence that gives a figure as the most.
fn each_year(text: &str, figure: usize) -> Option<String> {
    let start = text.get(..figure)?.rfind(PARTS).unwrap_or_default();
    let end = text.get(figure..)?.find(PARTS).map_or(text.len(), |at| figure + at);
    let part = text.get(start..end)?;
    let words = EACH_YEAR.iter().find(|words| says(part, &[**words]))?;
    says(part, MOST).then(|| (*words).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_part_with_the_figure_is_read() {
        let cases = [
            ("单个单位每年返还额最高不超过FIG万元", Some("每年")),
            ("每人每年最多享受FIG次", Some("每年")),
            ("连续三年每年给予补助，最高FIG万元", None),
            ("每年给予FIG万元", None),
            ("每年最高100万元，累计不超过FIG万元", None),
            ("at most FIG CNY a year", Some("a year")),
            ("FIG CNY at most in total", None),
        ];
        for (text, words) in cases {
            assert_eq!(each_year(text, text.find("FIG").unwrap()).as_deref(), words, "{text}");
        }
    }
}
