//! What is said of a clause that no change mends.

use super::error::{MarkError, UnreadError};
use super::expected;
use super::forms;
use super::grammar::{Failure, Rule};
use super::keywords::ClauseKind;
use super::mistakes::{Clue, closing};
use super::tokens::{Token, TokenKind};
use crate::ast::Surface;
use crate::diagnostic::{Diagnostic, Wording};

/// Says what stands where nothing fits.
pub(super) fn unread(clue: &Clue<'_>, failure: &Failure) -> Diagnostic {
    let spot = clue.spot(failure);
    if let Some(unlabelled) = spot.unlabelled() {
        return unlabelled.into();
    }
    let patched = clue.patched;
    let clause = name(clue.kind, clue.surface);
    let expected = expected::list(&failure.expected, clue.surface);
    let form = forms::form(clue.kind, clue.surface);
    let before = spot.at.checked_sub(1).and_then(|at| clue.token(at));
    let words = |token: &Token| patched.text().get(token.range()).unwrap_or("");
    let place = |token: Token| patched.span(token.start as usize, token.end as usize);
    let of = before.filter(|token| matches!(words(token), "of" | "的"));
    match clue.token(spot.at) {
        None => {
            let span = before.map_or(patched.whole(), place);
            if of.is_some() {
                UnreadError::OfWithoutBase { span }
            } else if clue.tokens.len() <= head_length(clue) {
                UnreadError::Empty { span: patched.whole(), clause, expected, form }
            } else {
                UnreadError::BreaksOff { span, clause, expected, form }
            }
        }
        Some(token) => {
            let span = place(token);
            let found = shortened(words(&token));
            if token.kind == TokenKind::OpenString {
                return MarkError::AcrossLines { span, close: closing(words(&token)) }.into();
            }
            if let Some(of) = of.filter(|_| failure.expected.contains(&Rule::operand)) {
                UnreadError::OfWithoutBase { span: place(of) }
            } else if words(&token) == "的" {
                UnreadError::OfWithoutBase { span }
            } else if failure.expected.contains(&Rule::EOI) {
                UnreadError::Junk { span, found, clause, expected, form }
            } else {
                UnreadError::Unexpected { span, found, clause, expected, form }
            }
        }
    }
    .into()
}

/// How many tokens the leading word takes.
fn head_length(clue: &Clue<'_>) -> usize {
    match (clue.kind.keyword(), clue.surface) {
        (Some(keyword), Surface::English) => keyword.english.split(' ').count(),
        (Some(_), Surface::Chinese) => 1,
        (None, _) => usize::from(clue.kind == ClauseKind::Row),
    }
}

/// How to speak of a clause.
pub(super) fn name(kind: ClauseKind, surface: Surface) -> Wording {
    match (kind, kind.keyword()) {
        (_, Some(keyword)) => {
            let word = keyword.spelling(surface);
            Wording { en: format!("the `{word}` clause"), zh: format!("“{word}”条目") }
        }
        (ClauseKind::Field, None) => Wording::new("this fact", "这一字段"),
        (_, None) => Wording::new("this row", "这一行"),
    }
}

fn shortened(words: &str) -> String {
    let mut signs = words.chars();
    let short: String = signs.by_ref().take(30).collect();
    if signs.next().is_some() { format!("{short}…") } else { short }
}
