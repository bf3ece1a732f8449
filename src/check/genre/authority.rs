//! 经认定, 经评审: decisions of which nobody is named who takes them.

use std::collections::BTreeSet;

use crate::ir::{Condition, Field, FieldId, Op, RecordId, Type};
use crate::source::Span;

use super::super::Checker;
use super::super::error::GenreError;
use super::words::decision_in;
use super::{Encoded, MOST_STEPS, NAMED, named, place};

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
            Some(place(&quote.text, &words))
        })
    }

    /// The yes/no facts that a condition reads.
    fn facts_decided(&self, condition: &Condition, steps: &mut usize) -> Vec<(RecordId, FieldId)> {
        let mut facts = Vec::new();
        self.program.rests_on(condition.expr, |op| {
            if let Op::Fact(_, record, field) = op
                && self.program.field(*record, *field).is_some_and(|own| is_yes_no(&own.ty))
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

fn is_yes_no(ty: &Type) -> bool {
    match ty {
        Type::YesNo => true,
        Type::Series(_, inner) => **inner == Type::YesNo,
        Type::Whole(_)
        | Type::Decimal(_)
        | Type::Ratio(_)
        | Type::Money(..)
        | Type::Quantity(..)
        | Type::Date
        | Type::Period
        | Type::Duration
        | Type::Text
        | Type::Choice(_)
        | Type::List(_)
        | Type::Record(_) => false,
    }
}
