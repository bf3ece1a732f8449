//! The clauses that policies of the genre usually have: what the text says of them and no rule does, and what neither says.
//!
//! A policy is judged once it is written: every sentence of its document quoted or declared, no measure still to be written. Of the text
//! only set phrases are read, so much is not found; what is found is told once a policy, and can be silenced with the reason.

mod authority;
mod ceilings;
mod clauses;
mod lacking;
mod periods;
mod said;
mod words;
mod years;

use crate::ir::{InKind, Limit, LimitWhat, Measure, UNWRITTEN};
use crate::source::Span;

use super::Checker;
use clauses::{Clause, Clauses, Role};
pub(super) use said::Matter;
use words::Phrases;

/// A document of fewer sentences is an excerpt: what it lacks says nothing.
const WHOLE_TEXT: usize = 5;

/// More steps than following the names of a policy that people read needs.
const MOST_STEPS: usize = 300_000;

/// A sentence of the document with what quotes it.
struct Passage<'a> {
    words: &'a str,
    span: Span,
    /// The places of the quotes' words in the rule files.
    quotes: &'a [Span],
}

/// A policy beside its text.
struct Encoded<'c, 'a> {
    clauses: &'c Clauses<'a>,
    passages: &'c [Passage<'c>],
    /// Of each measure, whether a limit says what becomes of a second award.
    limited: Vec<bool>,
}

impl Checker<'_> {
    /// Reports usual clauses that are said and not written, or that are lacking.
    pub(super) fn usual_clauses(&mut self) {
        let is_unwritten = |kind: &InKind| [UNWRITTEN.0, UNWRITTEN.1].contains(&kind.what.as_str());
        let unwritten = self.program.measures.iter().filter_map(|own| own.in_kind.as_ref()).any(is_unwritten);
        let gives_money = self.program.measures.iter().any(|measure| !measure.awards.is_empty());
        if self.damage.any() || self.program.version.is_some() || unwritten || !gives_money {
            return;
        }
        let passages = self.citations.passages();
        let passages: Vec<Passage<'_>> =
            passages.map(|(span, quotes)| Passage { words: self.citations.words(span), span, quotes }).collect();
        if passages.is_empty() || passages.iter().any(|passage| passage.quotes.is_empty()) {
            return;
        }
        let clauses = Clauses::of(self.tree);
        let limited = self.limited_to_one();
        let encoded = Encoded { clauses: &clauses, passages: &passages, limited };
        let mut found = self.said_without_rule(&encoded);
        found.extend(self.year_not_defined(&encoded));
        found.extend(self.paid_in_a_later_year());
        let undecided = self.decided_by_nobody(&encoded);
        let decided = undecided.is_none();
        found.extend(undecided);
        if passages.len() >= WHOLE_TEXT {
            found.extend(self.approved_by_nobody().filter(|_| decided));
            found.extend(self.no_time_in_force(&encoded));
            found.extend(self.no_ceiling(&encoded));
            found.extend(self.no_rule_on_duplication(&encoded));
            found.extend(self.no_recovery(&encoded));
        }
        for finding in found {
            self.report(finding);
        }
    }

    /// Of each measure, whether a limit on its awards, its own or one that it has together with others, says what becomes of a second one.
    fn limited_to_one(&self) -> Vec<bool> {
        let own = self.program.measures.iter().map(|measure| measure.limits.iter().any(against_second));
        let mut limited: Vec<bool> = own.collect();
        for across in &self.program.across {
            for (at, measure) in across.measures.iter().enumerate() {
                let mut forms = across.limits.iter().filter_map(|forms| forms.get(at));
                if forms.any(against_second) {
                    limited.get_mut(*measure).into_iter().for_each(|limited| *limited = true);
                }
            }
        }
        limited
    }

    /// The header, where a reader would write what it lacks.
    fn header_words(&self) -> Option<Span> {
        let policy = self.tree.policy?;
        Some(policy.label.as_ref().map_or(policy.name.span, |label| policy.name.span.to(label.span)))
    }
}

impl<'a> Encoded<'_, 'a> {
    /// The clauses that quote a passage, each with its words' place in the rules and the words.
    fn quoting<'p>(&'p self, passage: &'p Passage<'_>) -> impl Iterator<Item = (&'p Clause<'a>, &'a crate::ast::Text)> {
        let quoting = passage.quotes.iter().filter_map(|quote| self.clauses.quoting(*quote));
        quoting.map(|(clause, quote)| (clause, &quote.text))
    }

    /// Whether the text says one of some phrases, or the rules say it of the text.
    fn mentions(&self, phrases: &Phrases) -> bool {
        self.passages.iter().any(|passage| phrases.are_in(passage.words)) || self.declares(phrases)
    }

    /// Whether what is declared open, wrong or not computed is about some phrases.
    fn declares(&self, phrases: &Phrases) -> bool {
        let open = self.clauses.all.iter().filter(|clause| clause.role == Role::Open);
        open.flat_map(|clause| &clause.words).any(|words| phrases.are_in(words))
    }

    /// Whether the labels of clauses are about some phrases.
    fn labels(&self, phrases: &Phrases) -> bool {
        self.clauses.all.iter().flat_map(|clause| &clause.words).any(|words| phrases.are_in(words))
    }
}

/// Whether a limit says what becomes of a second award.
fn against_second(limit: &Limit) -> bool {
    matches!(limit.what, LimitWhat::Awards(_) | LimitWhat::Highest) || !limit.counting.is_empty()
}

/// At most three names of measures, by identifier or label, and how many there are more.
fn named<'m>(measures: impl Iterator<Item = &'m Measure>) -> (Vec<String>, usize) {
    let all: Vec<&Measure> = measures.collect();
    let shown = all.iter().take(NAMED).map(|measure| measure.shown().to_owned()).collect();
    (shown, all.len().saturating_sub(NAMED))
}

/// So many measures are named.
const NAMED: usize = 3;
