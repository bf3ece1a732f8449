//! Phrases that are known by their order and their signs, in either surface.

use super::has_value;
use crate::syntax::keywords::ClauseKind;
use crate::syntax::mistakes::Clue;
use crate::syntax::mistakes::ways::{AMOUNT_FIRST, NAME_FIRST, NUMBER, PLAIN, UNLESS, WITHOUT_SIGN, Way};
use crate::syntax::tokens::TokenKind;

/// The last token of a phrase that begins at a token, and how it is written.
pub(super) fn phrase(clue: &Clue<'_>, at: usize) -> Option<(usize, &'static Way)> {
    let (word, kind) = (clue.words(at), clue.kind);
    let figure = |at: usize| clue.kind_of(at) == Some(TokenKind::Number);
    if at > 0
        && matches!(word, "除非" | "unless")
        && (has_value(kind) || kind.is_condition() || kind == ClauseKind::Cap)
    {
        return Some((at, &UNLESS));
    }
    let behind_word = at > 1 && clue.kind_of(at - 1) == Some(TokenKind::Word);
    if behind_word && matches!(word, "%" | "％") {
        return Some((at, &WITHOUT_SIGN));
    }
    let inside = at > 0 && figure(at - 1) && figure(at + 1) && clue.adjacent(at - 1) && clue.adjacent(at);
    if inside && matches!(word, "," | "，") {
        return Some((at + 1, &NUMBER));
    }
    if kind == ClauseKind::Cap && begins_with_words(clue, at) && amount_follows(clue, at) {
        return Some((at, &AMOUNT_FIRST));
    }
    let amount = figure(at) || matches!(word, "：" | ":") && figure(at + 1);
    if kind == ClauseKind::Award && amount && at > 1 && begins_with_words(clue, at) {
        return Some((at, &PLAIN));
    }
    (kind.is_condition() && begins_condition(clue, at) && compares(clue, at)).then_some((at, &NAME_FIRST))
}

/// Whether only words that mean nothing stand before a token.
fn begins_with_words(clue: &Clue<'_>, at: usize) -> bool {
    let first = clue.words(1);
    let of_language = matches!(first, "the" | "从高" | "如果" | "if");
    let words = at <= 4 && (1..at).all(|at| clue.kind_of(at) == Some(TokenKind::Word));
    words && clue.kind_of(1) == Some(TokenKind::Word) && !of_language && !clue.quotable.names(first)
}

/// Whether an amount or a number of awards stands here or near behind.
fn amount_follows(clue: &Clue<'_>, at: usize) -> bool {
    let figure = (at..at + 4).find(|at| clue.kind_of(*at) == Some(TokenKind::Number));
    figure.is_some_and(|at| {
        let unit = clue.words(at + 1);
        let currency = unit.len() == 3 && unit.chars().all(|letter| letter.is_ascii_uppercase());
        currency || matches!(unit, "元" | "万元" | "亿元" | "万" | "次" | "awards" | "yuan")
    })
}

/// Whether a condition begins here, the whole or one that is joined to another.
fn begins_condition(clue: &Clue<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |before| clue.words(before));
    at == 1 || matches!(before, ":" | "：" | "and" | "or" | "且" | "或")
}

/// Whether a token is a word that compares.
fn compares(clue: &Clue<'_>, at: usize) -> bool {
    let next = clue.words(at + 1);
    match clue.words(at) {
        "不低于" | "不超过" | "超过" | "低于" | "大于" | "小于" | "大于等于" | "小于等于" | "不少于" | "不高于"
        | "高于" | "少于" | "至少" | "不早于" | "不晚于" | "above" | "below" => true,
        "at" => matches!(next, "least" | "most"),
        "more" | "less" | "greater" | "fewer" => next == "than",
        _ => false,
    }
}
