//! Phrases of an English text.

use super::{behind_value, has_value, same_line};
use crate::syntax::keywords::ClauseKind;
use crate::syntax::mistakes::Clue;
use crate::syntax::mistakes::dates::{is_month, year};
use crate::syntax::mistakes::ways::{
    ACROSS, BEFORE, BETWEEN, CASES, CONDITION, DIGITS, EACH, EVERY_KEY, FLOOR, JOIN, LEAST, LESSER, LIMIT, LOWER,
    NEXT_LINE, NOT, ONCE, ONE_OF, OTHERWISE, PART, PASSED, PAY_PARTS, PERIOD, PLAIN, RAISED, RANGE, ROUNDED, SOME,
    SPAN, STEPS, Way, YEARS,
};
use crate::syntax::tokens::TokenKind;

/// The last token of a phrase that begins at a token, and how it is written.
pub(super) fn phrase(clue: &Clue<'_>, at: usize) -> Option<(usize, &'static Way)> {
    let (word, kind) = (clue.words(at), clue.kind);
    let value = has_value(kind);
    let amount = value && kind != ClauseKind::Row;
    let next = clue.words(at + 1);
    // `rounded half up to` is how the language says it, in another place.
    let says_how = |at: usize| matches!(clue.words(at), "half" | "up" | "down");
    if value && word == "," {
        let least = next == "at" && clue.words(at + 2) == "least";
        if !least && matches!(next, "up" | "max" | "maximum" | "capped" | "at" | "no" | "limited" | "but") {
            return Some((at + 1, if kind == ClauseKind::Award { &LIMIT } else { &LEAST }));
        }
        if matches!(next, "raise" | "raised" | "except" | "plus") && kind != ClauseKind::Row {
            return Some((at + 1, &RAISED));
        }
        if matches!(next, "rounded" | "round" | "rounding" | "truncated") && !says_how(at + 2) {
            return Some((at + 1, &ROUNDED));
        }
    }
    let number = clue.kind_of(at) == Some(TokenKind::Number);
    let arrow = (0..clue.tokens.len()).any(|at| matches!(clue.words(at), "=>" | "＝＞"));
    if kind == ClauseKind::Row && at == 1 && matches!(word, "otherwise" | "else") && !arrow {
        return Some((at, &OTHERWISE));
    }
    if kind == ClauseKind::Row && matches!(word, ":" | "：") && at > 1 && !arrow {
        return Some((at, &CONDITION));
    }
    if kind == ClauseKind::Row && arrow && matches!(word, "-" | "–") && clue.kind_of(at + 1) == Some(TokenKind::Number)
    {
        return Some((at, &RANGE));
    }
    if kind.is_condition() && matches!(word, "," | ";") {
        return Some((at, &JOIN));
    }
    if kind.is_condition()
        && number
        && matches!(next, "-" | "–" | "to")
        && clue.kind_of(at + 2) == Some(TokenKind::Number)
    {
        return Some((at + 2, &BETWEEN));
    }
    if kind == ClauseKind::Pay && !number {
        return Some((at, &PAY_PARTS));
    }
    if kind == ClauseKind::Across && at == 2 && clue.kind_of(at) == Some(TokenKind::String) {
        return Some((at, &ACROSS));
    }
    if clue.kind_of(at) != Some(TokenKind::Word) {
        return None;
    }
    match word {
        "rounded" | "round" | "rounding" if amount && !says_how(at + 1) => Some(&ROUNDED),
        "raise" | "raised" | "except" if amount && at > 2 && same_line(clue, at) => Some(&RAISED),
        "capped" | "up" | "maximum" | "max" | "limited" if kind == ClauseKind::Award && at > 2 => Some(&LIMIT),
        "lesser" | "smaller" | "lower" | "greater" | "larger" | "higher" if amount && next == "of" => Some(&LESSER),
        "if" if matches!(kind, ClauseKind::Let | ClauseKind::Award) && behind_value(clue, at) => Some(&CASES),
        "lower" | "reduce" | "decrease" if amount || kind == ClauseKind::Cap => Some(&LOWER),
        "part" | "portion" | "excess" | "exceeding" | "beyond" if amount && next != "(" => Some(&PART),
        "year" | "years" if matches!(kind, ClauseKind::Award | ClauseKind::Row) => Some(&YEARS),
        "per" | "every" | "each" if value && matches!(next, "year" | "years") => Some(&YEARS),
        "minimum" if amount && at > 2 => Some(&FLOOR),
        "not" if kind == ClauseKind::Award && at > 2 && matches!(next, "exceeding" | "more" | "to" | "over") => {
            Some(&LIMIT)
        }
        "but" | "with" | "subject" if kind == ClauseKind::Award && at > 2 => Some(&LIMIT),
        _ if is_month(word) && year(clue, at + 1) && clue.kind_of(at - 1) != Some(TokenKind::Number) => {
            return Some((at + 1, &SPAN));
        }
        "ten" | "twenty" | "thirty" | "forty" | "fifty" | "hundred" | "thousand" | "one" | "two" | "three" | "four"
        | "five"
            if value || kind.is_condition() =>
        {
            Some(&DIGITS)
        }
        "then" | "award" | "grant" | "pay" | "gets" | "receives" if kind.is_condition() && at > 1 => Some(&NEXT_LINE),
        "in" if kind.is_condition() && matches!(next, "(" | "[") => Some(&ONE_OF),
        "in" if kind.is_condition() && next.len() == 4 && clue.kind_of(at + 1) == Some(TokenKind::Number) => {
            Some(&BETWEEN)
        }
        "only" | "ever" | "maximum" if kind == ClauseKind::Once => Some(&ONCE),
        "in" | "any" if kind == ClauseKind::Cap && at > 1 => Some(&PERIOD),
        "every" if value => Some(&STEPS),
        "for" if value && next == "every" => Some(&STEPS),
        "each" | "per" if value => Some(&EACH),
        "for" if value && next == "each" => Some(&EACH),
        "a" | "an" | "grant" | "pay" | "payment" | "lump" | "bonus" | "subsidy"
            if kind == ClauseKind::Award && at <= 2 =>
        {
            Some(&PLAIN)
        }
        "to" if kind == ClauseKind::Row && clue.words(at.wrapping_sub(1)) != "up" => Some(&RANGE),
        "otherwise" | "else" if kind == ClauseKind::Row && matches!(next, "=>" | "＝＞") => Some(&EVERY_KEY),
        "if" if matches!(kind, ClauseKind::Except | ClauseKind::Row)
            && matches!(clue.words(at.wrapping_sub(1)), ":" | "|") =>
        {
            Some(&CONDITION)
        }
        "within" | "over" | "during" | "for" | "a" | "year" | "years" if kind == ClauseKind::Cap && at > 1 => {
            Some(&PERIOD)
        }
        "at" | "up" | "max" | "maximum" if kind == ClauseKind::Across => Some(&LIMIT),
        "in" if kind.is_condition() && lists(clue, at) => Some(&ONE_OF),
        "between" if kind.is_condition() || value => Some(&BETWEEN),
        "last" | "past" | "previous" | "preceding" | "in" | "within" if kind.is_condition() => Some(&BEFORE),
        "for" | "ago" | "old" | "year" | "years" | "month" if kind.is_condition() => Some(&PASSED),
        "no" if matches!(next, "fewer" | "less" | "more" | "later" | "earlier") => None,
        "no" | "without" | "never" if kind.is_condition() => Some(&NOT),
        "some" | "exists" | "there" | "has" | "have" if kind.is_condition() && at <= 3 => Some(&SOME),
        _ => None,
    }
    .map(|way| (at, way))
}

/// Whether `in` stands before several values, and not before a stretch of time.
fn lists(clue: &Clue<'_>, at: usize) -> bool {
    let several = (at + 2..clue.tokens.len()).any(|at| matches!(clue.words(at), "," | "or"));
    clue.kind_of(at + 1) == Some(TokenKind::Word) && several && !matches!(clue.words(at + 1), "the" | "a" | "any")
}
