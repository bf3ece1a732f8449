//! 孰低 and 孰高: which of several amounts a quote takes, against the `min` and `max` of its rule.

use std::collections::BTreeSet;

use crate::ast::Quote;
use crate::source::Span;

use super::super::Checker;
use super::super::error::FigureError;
use super::clauses::{Clause, Clauses, Place};
use super::read::figures;

/// Words for the least of several.
const LOWER: &[&str] = &[
    "孰低",
    "孰少",
    "孰早",
    "较低者",
    "较少者",
    "较小者",
    "较早者",
    "较低值",
    "较小值",
    "whichever is lower",
    "whichever is less",
    "whichever is smaller",
    "whichever is earlier",
    "whichever is the lower",
    "whichever is the less",
    "whichever is the earlier",
    "the lower of",
    "the lesser of",
    "the smaller of",
    "the earlier of",
];

/// Words for the greatest of several.
const HIGHER: &[&str] = &[
    "孰高",
    "孰多",
    "孰晚",
    "较高者",
    "较多者",
    "较大者",
    "较晚者",
    "较高值",
    "较大值",
    "whichever is higher",
    "whichever is greater",
    "whichever is later",
    "whichever is the higher",
    "whichever is the greater",
    "whichever is the later",
    "the higher of",
    "the greater of",
    "the later of",
];

/// Words for what an amount must not go beyond, where another amount and no figure follows them.
const NOT_BEYOND: &[&str] =
    &["不得超过", "不超过", "不高于", "not exceed", "not exceeding", "no more than", "not more than"];

/// Words for what it must not fall below.
const NOT_BELOW: &[&str] =
    &["不低于", "不少于", "至少", "最低", "保底", "at least", "not less", "no less", "not below"];

/// So many rules are compared with all others.
const COMPARED: usize = 100;

/// Which of several values some quotes take.
struct Taken {
    lower: bool,
    quote: Span,
    words: String,
}

impl Checker<'_> {
    /// Rules that take the greatest where their quotes take the least, or the other way round.
    pub(super) fn extremes_differ(&self, clauses: &Clauses<'_>) -> Vec<FigureError> {
        let speaking = clauses.all.iter().filter(|clause| !clause.said.extremes.is_empty());
        let speaking = speaking.filter_map(|clause| Some((clause, taken(clause.quotes)?))).take(COMPARED);
        speaking.filter_map(|(clause, taken)| self.extreme_differs(clauses, clause, taken)).collect()
    }

    fn extreme_differs(&self, clauses: &Clauses<'_>, clause: &Clause<'_>, taken: Taken) -> Option<FigureError> {
        let Taken { lower, quote, words } = taken;
        let own = &clause.said.extremes;
        let alike = own.iter().all(|extreme| extreme.greatest == lower);
        let wrong = own.first().filter(|_| alike && !self.taken_elsewhere(clauses, clause, lower))?;
        let fix = wrong.word.filter(|_| own.len() == 1).map(|word| {
            let (en, zh) = if lower { ("min", "最小") } else { ("max", "最大") };
            (word, self.surface(word).either(en, zh).to_owned())
        });
        Some(FigureError::Chosen { span: wrong.word.unwrap_or(wrong.span), quote, words, lower, fix })
    }

    /// Whether what the clause reads, or a value beside it that stands without a quote, takes what the quote takes.
    fn taken_elsewhere(&self, clauses: &Clauses<'_>, clause: &Clause<'_>, lower: bool) -> bool {
        let names: BTreeSet<&str> = clause.said.texts().collect();
        let takes = |own: &Clause<'_>| own.said.extremes.iter().any(|extreme| extreme.greatest != lower);
        clauses.all.iter().filter(|own| takes(own)).any(|own| {
            let group = clauses.groups.get(own.group);
            let read = group.is_some_and(|group| {
                matches!(group.place, Place::Named) && group.names.iter().any(|name| names.contains(name))
            });
            read || (own.group == clause.group && own.quotes.is_empty())
                || own.labels.iter().any(|label| names.contains(label))
        })
    }
}

/// Which of several values quotes take; `None` where they say both: each may speak of another rule.
fn taken(quotes: &[Quote]) -> Option<Taken> {
    let taken = |found: (Span, String), lower: bool| Taken { lower, quote: found.0, words: found.1 };
    match (said(quotes, LOWER), said(quotes, HIGHER)) {
        (Some(found), None) => Some(taken(found, true)),
        (None, Some(found)) => Some(taken(found, false)),
        (Some(_), Some(_)) => None,
        (None, None) => match (said(quotes, NOT_BEYOND), said(quotes, NOT_BELOW)) {
            (Some(found), None) if quotes.iter().all(without_bound) => Some(taken(found, true)),
            (Some(_) | None, _) => None,
        },
    }
}

/// Whether no figure follows what a quote calls a bound.
fn without_bound(quote: &Quote) -> bool {
    figures(&quote.text.value).iter().all(|figure| figure.sense.is_none())
}

/// Where a quote has one of some words.
fn said(quotes: &[Quote], words: &[&str]) -> Option<(Span, String)> {
    quotes.iter().find_map(|quote| {
        let text = quote.text.value.to_ascii_lowercase();
        let word = words.iter().find(|word| text.contains(*word))?;
        Some((quote.text.span, (*word).to_owned()))
    })
}
