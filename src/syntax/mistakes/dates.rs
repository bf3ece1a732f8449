//! Dates and support years in words: `1 June 2025`, `in the first year`.

use super::{Candidate, Clue};
use crate::syntax::build::narrow;
use crate::syntax::error::FigureError;
use crate::syntax::tokens::TokenKind;

const ORDINALS: [&str; 10] =
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

/// `in the first year`, `2nd year`, `year 1`: the year, and the tokens from the first to the last.
pub(super) fn ordinal_year(clue: &Clue<'_>, at: usize) -> Option<(String, usize, usize)> {
    let mut next = at;
    for word in ["in", "the"] {
        next += usize::from(clue.words(next) == word);
    }
    let nth = ORDINALS.iter().position(|ordinal| *ordinal == clue.words(next));
    if let Some(nth) = nth.filter(|_| clue.words(next + 1) == "year") {
        return Some(((nth + 1).to_string(), at, next + 1));
    }
    let ending = matches!(clue.words(next + 1), "st" | "nd" | "rd" | "th") && clue.adjacent(next);
    if clue.kind_of(next) == Some(TokenKind::Number) && ending && clue.words(next + 2) == "year" {
        return Some((narrow(clue.words(next)), at, next + 2));
    }
    let counted = next == at && clue.words(at) == "year" && clue.kind_of(at + 1) == Some(TokenKind::Number);
    counted.then(|| (narrow(clue.words(at + 1)), at, at + 1))
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The number of a month by its name, or the first three letters of it.
fn month(word: &str) -> Option<usize> {
    let word = word.to_lowercase();
    let month = MONTHS.iter().position(|month| *month == word || word.len() == 3 && month.starts_with(&word));
    month.map(|month| month + 1)
}

/// Whether a word names a month.
pub(super) fn is_month(word: &str) -> bool {
    month(word).is_some()
}

/// Whether a figure can only be a year.
pub(super) fn year(clue: &Clue<'_>, at: usize) -> bool {
    let figure = narrow(clue.words(at));
    clue.kind_of(at) == Some(TokenKind::Number)
        && figure.len() == 4
        && matches!(figure.get(..2), Some("19" | "20" | "21"))
}

/// `2025年`, `2025年6月` in a Chinese rule: where it ends.
pub(super) fn year_or_month(clue: &Clue<'_>, at: usize) -> Option<usize> {
    let rest = clue.words(at + 1).strip_prefix('年')?;
    let whole = rest.strip_suffix(['份', '内', '底', '初']).unwrap_or(rest);
    let month = whole.strip_suffix('月').is_some_and(|month| narrow(month).parse::<u8>().is_ok());
    let ends = whole.is_empty() || whole == "度" || month;
    (year(clue, at) && clue.adjacent(at) && ends).then_some(at + 1)
}

/// Whether a date begins here: `2025-01-01`.
pub(super) fn is_date(clue: &Clue<'_>, at: usize) -> bool {
    let dash = |at: usize| matches!(clue.words(at), "-" | "－");
    year(clue, at) && (at..at + 4).all(|at| clue.adjacent(at)) && dash(at + 1) && dash(at + 3)
}

/// `1 June 2025`, `June 1, 2025`.
pub(super) fn named_month(clue: &Clue<'_>, at: usize) -> Option<Candidate> {
    let (day, month, year) = match month(clue.words(at)) {
        Some(month) if clue.words(at + 2) == "," => (at + 1, month, at + 3),
        Some(month) => (at + 1, month, at + 2),
        None => (at, month(clue.words(at + 1))?, at + 2),
    };
    let day: u8 = narrow(clue.words(day)).parse().ok().filter(|day| (1..=31).contains(day))?;
    let number = narrow(clue.words(year));
    if number.len() != 4 || clue.kind_of(year) != Some(TokenKind::Number) {
        return None;
    }
    clue.replace(at, year, format!("{number}-{month:02}-{day:02}"), |span, written, replacement| {
        FigureError::DateForm { span, written, replacement }.into()
    })
}
