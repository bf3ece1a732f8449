//! Walks over lists: another word for one, parentheses around all of it, and the word of a walk where two values are compared.

use super::{Candidate, Clue, Spot};
use crate::ast::Surface;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::error::SpellingError;

/// What walks over a list, by other words and its own.
const CHINESE: &[(&str, &str)] = &[
    ("合计", "合计"),
    ("求和", "合计"),
    ("总和", "合计"),
    ("个数", "个数"),
    ("最小值", "最小值"),
    ("最小", "最小值"),
    ("最低", "最小值"),
    ("最早", "最小值"),
    ("最大值", "最大值"),
    ("最大", "最大值"),
    ("最高", "最大值"),
    ("最晚", "最大值"),
    ("最近", "最大值"),
];

/// The same in English, before `of`.
const ENGLISH: &[(&str, &str)] = &[
    ("sum", "sum"),
    ("total", "sum"),
    ("count", "count"),
    ("number", "count"),
    ("least", "least"),
    ("min", "least"),
    ("minimum", "least"),
    ("lowest", "least"),
    ("earliest", "least"),
    ("greatest", "greatest"),
    ("max", "greatest"),
    ("maximum", "greatest"),
    ("highest", "greatest"),
    ("latest", "greatest"),
];

/// What could be meant by a walk here.
pub(super) fn candidates(spot: &Spot<'_>) -> Vec<Candidate> {
    let clue = spot.clue;
    let mut all = Vec::new();
    all.extend(around(clue, spot.at));
    all.extend(compared(clue, spot.at));
    all.extend(other_word(clue, spot.at));
    all
}

/// The walk that a word stands for, and how many tokens the word takes with its `of`.
fn walk(clue: &Clue<'_>, at: usize) -> Option<(String, usize)> {
    let known = |words: &[(&str, &'static str)], at: usize| {
        words.iter().find(|(other, _)| *other == clue.words(at)).map(|(_, own)| *own)
    };
    match clue.surface {
        Surface::Chinese => Some((known(CHINESE, at)?.to_owned(), 1)),
        Surface::English => {
            let of = clue.words(at + 1) == "of";
            Some((format!("{} of", known(ENGLISH, at)?), if of { 2 } else { 1 }))
        }
    }
}

/// The parenthesis that is open here.
fn open_before(clue: &Clue<'_>, at: usize) -> Option<usize> {
    let mut closed = 0_usize;
    (0..at).rev().find(|before| match clue.words(*before) {
        ")" | "）" => {
            closed += 1;
            false
        }
        "(" | "（" if closed > 0 => {
            closed -= 1;
            false
        }
        "(" | "（" => true,
        _ => false,
    })
}

fn goes_on(clue: &Clue<'_>, at: usize) -> bool {
    matches!(clue.words(at), "对每个" | "属于" | "in") || (clue.words(at) == "for" && clue.words(at + 1) == "each")
}

/// `合计（r.x 对每个 r 属于 清单）` for `（合计 r.x 对每个 r 属于 清单）`.
fn around(clue: &Clue<'_>, at: usize) -> Option<Candidate> {
    let open = match clue.words(at) {
        // A count goes on with a name.
        "(" | "（" => (at..clue.tokens.len()).any(|later| goes_on(clue, later)).then_some(at)?,
        _ => Some(()).filter(|()| goes_on(clue, at)).and_then(|()| open_before(clue, at))?,
    };
    let (first, (word, taken)) =
        (1..=2).filter_map(|back| open.checked_sub(back)).find_map(|first| Some((first, walk(clue, first)?)))?;
    if first + taken != open {
        return None;
    }
    let parenthesis = clue.words(open);
    clue.replace(first, open, format!("{parenthesis}{word} "), other)
}

/// `最小值（a，b）` for `最小（a，b）`.
fn compared(clue: &Clue<'_>, at: usize) -> Option<Candidate> {
    let open = Some(()).filter(|()| matches!(clue.words(at), "," | "，")).and_then(|()| open_before(clue, at))?;
    let before = |back: usize| open.checked_sub(back).map_or("", |at| clue.words(at));
    let parenthesis = clue.words(open);
    match (before(2), before(1)) {
        (_, "最小值") => clue.replace(open - 1, open - 1, "最小", other),
        (_, "最大值") => clue.replace(open - 1, open - 1, "最大", other),
        ("least", "of") => clue.replace(open - 2, open, format!("min{parenthesis}"), other),
        ("greatest", "of") => clue.replace(open - 2, open, format!("max{parenthesis}"), other),
        _ => None,
    }
}

/// `最早 r.d 对每个 r 属于 清单`, `min of r.x for each r in list`, `the greatest of`.
fn other_word(clue: &Clue<'_>, at: usize) -> Option<Candidate> {
    if clue.words(at) == "greatest" || clue.words(at) == "least" {
        let the = at.checked_sub(1).filter(|before| clue.words(*before) == "the")?;
        return clue.replace(the, at, clue.words(at), other);
    }
    if !(at..clue.tokens.len()).any(|later| goes_on(clue, later) && !matches!(clue.words(later), "属于" | "in")) {
        return None;
    }
    let (first, (word, taken)) = match clue.surface {
        Surface::Chinese => at.checked_sub(1).and_then(|first| Some((first, walk(clue, first)?)))?,
        // The word before the nearest `of`.
        Surface::English => {
            let of = (1..at).rev().find(|before| clue.words(*before) == "of")?;
            (of - 1, walk(clue, of - 1)?)
        }
    };
    let last = first + taken - 1;
    let written = (first..=last).map(|at| clue.words(at)).collect::<Vec<_>>().join(" ");
    if written == word {
        return None;
    }
    clue.replace(first, last, word, other)
}

fn other(span: Span, written: String, replacement: String) -> Diagnostic {
    SpellingError::Other { span, written, replacement }.into()
}
