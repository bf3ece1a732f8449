//! What the text says, and no rule does.

use crate::source::Span;

use super::super::Checker;
use super::super::citations::place_within;
use super::super::error::GenreError;
use super::clauses::{Clause, Role};
use super::words::{
    GOOD_RECORD, IN_FORCE, IN_PARTS, NOT_TWICE, Phrases, REGISTERED_FOR_TAX, SHARED_BUDGET, TAKEN_BACK,
};
use super::{Encoded, Passage};

/// A usual clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum Matter {
    /// Money is taken back.
    Recovery,
    /// Nothing is given twice.
    Duplication,
    /// From when on the policy is in force.
    Time,
    /// A good record is asked for.
    Record,
    /// Where taxes are paid and figures reported.
    Registration,
    /// Money is paid in parts.
    Instalments,
    /// A budget is shared by all who apply.
    Budget,
}

impl Matter {
    const ALL: [Matter; 7] = [
        Matter::Recovery,
        Matter::Duplication,
        Matter::Time,
        Matter::Record,
        Matter::Registration,
        Matter::Instalments,
        Matter::Budget,
    ];

    fn phrases(self) -> &'static Phrases {
        match self {
            Matter::Recovery => &TAKEN_BACK,
            Matter::Duplication => &NOT_TWICE,
            Matter::Time => &IN_FORCE,
            Matter::Record => &GOOD_RECORD,
            Matter::Registration => &REGISTERED_FOR_TAX,
            Matter::Instalments => &IN_PARTS,
            Matter::Budget => &SHARED_BUDGET,
        }
    }

    /// Whether a clause does what the sentence says that it quotes with these words.
    fn is_done_by(self, clause: &Clause<'_>, quote: &str) -> bool {
        let about = || self.phrases().are_in(quote) || clause.words.iter().any(|words| self.phrases().are_in(words));
        match (self, clause.role) {
            (_, Role::Open)
            | (Matter::Recovery | Matter::Record | Matter::Duplication, Role::Recovery)
            | (Matter::Time, Role::Time)
            | (Matter::Instalments, Role::Payment)
            | (Matter::Budget, Role::Limit) => true,
            // A condition or a veto says of its sentence what becomes of the claim; of a budget it can't.
            (_, Role::Condition) => self != Matter::Budget,
            (Matter::Duplication, Role::Limit | Role::Award | Role::Value) => about(),
            (
                _,
                Role::Frame
                | Role::Time
                | Role::Fact
                | Role::Value
                | Role::Award
                | Role::Limit
                | Role::Payment
                | Role::Recovery
                | Role::Assertion,
            ) => false,
        }
    }
}

impl Checker<'_> {
    /// Of each usual clause the first sentence that says it, where no rule does.
    pub(super) fn said_without_rule(&self, encoded: &Encoded<'_, '_>) -> Vec<GenreError> {
        let open = Matter::ALL.into_iter().filter(|matter| !self.has_rule(*matter, encoded));
        let of = |matter| encoded.passages.iter().find_map(|passage| self.without_rule(matter, passage, encoded));
        open.filter_map(of).collect()
    }

    fn without_rule(&self, matter: Matter, passage: &Passage<'_>, encoded: &Encoded<'_, '_>) -> Option<GenreError> {
        let said = matter.phrases().found_in(passage.words)?;
        let quoting = || encoded.quoting(passage);
        let done = quoting().any(|(clause, quote)| matter.is_done_by(clause, &quote.value));
        let mut measures = quoting().filter_map(|(clause, _)| clause.measure);
        if done || measures.any(|measure| self.measure_has_rule(matter, measure, encoded)) {
            return None;
        }
        let words = passage.words.get(said.clone())?.to_owned();
        let quoted = quoting().find_map(|(_, quote)| {
            let own = matter.phrases().found_in(&quote.value)?;
            Some(place_within(quote, &own))
        });
        let start = passage.span.start as usize;
        let in_text = Span::new(passage.span.source, start + said.start, start + said.end);
        let also = quoted.is_none().then_some(in_text);
        Some(GenreError::SaidWithoutRule { span: quoted.or(passage.quotes.first().copied())?, matter, words, also })
    }

    /// Whether some rule of the policy does it, wherever it stands.
    fn has_rule(&self, matter: Matter, encoded: &Encoded<'_, '_>) -> bool {
        let measures = &self.program.measures;
        match matter {
            Matter::Recovery => measures.iter().any(|measure| !measure.terms.recoveries.is_empty()),
            Matter::Time => self.program.in_force.is_some() || self.program.time_by_measure,
            Matter::Record | Matter::Registration => {
                let asks = |clause: &&Clause<'_>| matches!(clause.role, Role::Condition | Role::Fact);
                let mut asked = encoded.clauses.all.iter().filter(asks).flat_map(|clause| &clause.words);
                asked.any(|words| matter.phrases().are_in(words))
            }
            Matter::Budget => {
                let across = self.program.across.iter().flat_map(|across| &across.limits).flatten();
                measures.iter().flat_map(|measure| &measure.limits).chain(across).any(|limit| limit.shared.is_some())
            }
            Matter::Duplication | Matter::Instalments => false,
        }
    }

    /// Whether a measure that quotes the sentence does it.
    fn measure_has_rule(&self, matter: Matter, at: usize, encoded: &Encoded<'_, '_>) -> bool {
        match matter {
            Matter::Duplication => encoded.limited.get(at).is_some_and(|limited| *limited),
            Matter::Instalments => self.program.measures.get(at).is_some_and(|measure| {
                let years = measure.awards.iter().any(|award| award.applies.years.is_some());
                years || !measure.pays.is_empty() || !measure.terms.vouchers.is_empty()
            }),
            Matter::Recovery | Matter::Time | Matter::Record | Matter::Registration | Matter::Budget => false,
        }
    }
}
