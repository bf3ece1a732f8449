//! 经认定, 经评审: decisions of which nobody is named who takes them.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::ir::{Condition, Field, FieldId, Op, RecordId, Type};
use crate::source::Span;

use super::super::Checker;
use super::super::citations::place_within;
use super::super::error::GenreError;
use super::words::Phrases;
use super::{Encoded, MOST_STEPS, NAMED, named};

impl Checker<'_> {
    /// A fact that an authority decides, by the text, without an authority.
    pub(super) fn decided_by_nobody(&self, encoded: &Encoded<'_, '_>) -> Option<GenreError> {
        let measures = self.program.measures.iter().flat_map(|measure| &measure.conditions);
        let mut found: Vec<(RecordId, FieldId)> = Vec::new();
        let mut first: Option<(Span, Span)> = None;
        let mut steps = MOST_STEPS;
        for condition in self.program.scope.iter().chain(measures) {
            let Some(quote) = self.decision_of(condition, encoded) else { continue };
            let facts = self.facts_decided(condition, &mut steps);
            let is_named = |(record, field): &(RecordId, FieldId)| {
                self.program
                    .field(*record, *field)
                    .is_none_or(|own| !own.decided_by.is_empty() || !own.evidence.is_empty())
            };
            let Some((record, field)) = facts.first().copied().filter(|_| !facts.iter().any(is_named)) else {
                continue;
            };
            let span = self.program.field(record, field).map(|own| own.clause.span);
            first = first.or_else(|| Some((span?, quote)));
            found.push((record, field));
        }
        let mut seen = BTreeSet::new();
        found.retain(|fact| seen.insert(*fact));
        let (span, quote) = first.filter(|_| steps > 0)?;
        let shown = found.iter().filter_map(|(record, field)| self.program.field(*record, *field));
        let facts: Vec<String> = shown.take(NAMED).map(|field| field.shown().to_owned()).collect();
        let more = found.len().saturating_sub(facts.len());
        Some(GenreError::NobodyDecides { span, quote, facts, more })
    }

    /// Ceilings within which nobody is named to approve.
    pub(super) fn approved_by_nobody(&self) -> Option<GenreError> {
        let fields = || self.program.records.iter().flat_map(|record| &record.fields);
        let anybody =
            self.program.policy.issuer.is_some() || fields().any(|field: &Field| !field.decided_by.is_empty());
        let approved = || self.program.measures.iter().filter(|measure| measure.awards.iter().any(|award| award.up_to));
        let award = approved().flat_map(|measure| &measure.awards).find(|award| award.up_to)?;
        let (measures, more) = named(approved());
        (!anybody).then_some(GenreError::NobodyApproves { span: award.clause.span, measures, more })
    }

    /// The words of a condition's quote that speak of a decision.
    fn decision_of(&self, condition: &Condition, encoded: &Encoded<'_, '_>) -> Option<Span> {
        let clause = encoded.clauses.at(condition.clause.span)?;
        clause.quotes.iter().find_map(|quote| {
            let words = decision_in(&quote.text.value)?;
            Some(place_within(&quote.text, &words))
        })
    }

    /// The yes/no facts that a condition reads.
    fn facts_decided(&self, condition: &Condition, steps: &mut usize) -> Vec<(RecordId, FieldId)> {
        let mut facts = Vec::new();
        self.program.rests_on(condition.expr, |op| {
            if let Op::Fact(_, record, field) = op
                && self.program.field(*record, *field).is_some_and(|own| *own.ty.innermost() == Type::YesNo)
            {
                facts.push((*record, *field));
            }
            *steps = steps.saturating_sub(1);
            *steps == 0
        });
        facts.dedup();
        facts
    }
}

/// Verbs of those who decide, after 经.
const DECIDED: &[&str] = &["认定", "评审", "评定", "审定", "审核", "评估", "核准", "批准", "同意"];
/// What 经 begins that is no decision.
const NO_DECISION: &[char] = &['营', '济', '费', '验', '办', '纪', '常', '理', '历', '典', '销', '络', '贸'];
/// The same: 经开区 is a place.
const NO_DECISION_BY: &[&str] = &["开区"];
/// Signs before 经 that make another word of it, or deny the decision: 神经, 未经批准.
const OTHER_WORD: &[char] = &['神', '未', '财', '曾', '正', '圣', '非', '不'];
/// So many characters after 经 the verb is looked for.
const NEAR: usize = 16;
/// The same in English.
const DECIDED_EN: Phrases = Phrases::new(&[
    "approved by",
    "recognised by",
    "recognized by",
    "certified by",
    "as determined by",
    "as assessed by",
    "is approved",
    "are approved",
]);

/// Where a text says that an authority decides: 经认定, 经区科技局评审, `approved by`.
fn decision_in(text: &str) -> Option<Range<usize>> {
    let chinese = text.match_indices('经').find_map(|(at, _)| {
        let rest = text.get(at + '经'.len_utf8()..)?;
        if text.get(..at)?.ends_with(OTHER_WORD) || NO_DECISION_BY.iter().any(|place| rest.starts_with(place)) {
            return None;
        }
        let end = rest.char_indices().nth(NEAR).map_or(rest.len(), |(end, _)| end);
        let near = rest.get(..end)?;
        let near =
            near.split(['，', '。', '；', '、', ',', '（']).next().filter(|near| !near.starts_with(NO_DECISION))?;
        let verb = DECIDED.iter().filter_map(|verb| near.find(verb).map(|place| place + verb.len())).min()?;
        Some(at..at + '经'.len_utf8() + verb)
    });
    chinese.or_else(|| DECIDED_EN.found_in(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decisions_are_told_from_other_words_with_the_same_sign() {
        let found = |text: &str| decision_in(text).map(|range| text.get(range).unwrap().to_owned());
        assert_eq!(found("经认定，按照20%予以补助").as_deref(), Some("经认定"));
        assert_eq!(found("对经区科技局组织评审的项目").as_deref(), Some("经区科技局组织评审"));
        assert_eq!(found("经营范围由主管部门认定"), None);
        assert_eq!(found("国民经济，认定为"), None);
        assert_eq!(found("在经开区并通过认定"), None);
        assert_eq!(found("神经科学重点实验室认定"), None);
        assert_eq!(found("未经批准擅自变更用途"), None);
        assert_eq!(found("项目经专家评审通过").as_deref(), Some("经专家评审"));
        assert_eq!(found("a project approved by the board").as_deref(), Some("approved by"));
    }
}
