//! Phrases of the published text that would be read as something else: 5%-10% as a difference, 给予20万元奖励 as a name.

use super::dates::year_or_month;
use super::phrases::{self, has_value};
use super::ways::{
    AMOUNT_FIRST, BEFORE, EACH, FRACTION, LESSER, LIMIT, OPEN_AMOUNT, PASSED, PLAIN, SPAN, SUM, Way, YEARS,
};
use super::{Clue, amounts};
use crate::ast::Surface;
use crate::syntax::error::UnreadError;
use crate::syntax::keywords::ClauseKind;
use crate::syntax::tokens::TokenKind;

impl Clue<'_> {
    /// A phrase that makes no rule wherever it stands.
    pub(in crate::syntax) fn misread(&self) -> Option<UnreadError> {
        if !has_value(self.kind) && !self.kind.is_condition() && self.kind != ClauseKind::Cap {
            return None;
        }
        let (first, last, way) = (1..self.tokens.len()).find_map(|at| phrase(self, at))?;
        phrases::told(self, first, last, way)
    }
}

fn phrase(clue: &Clue<'_>, at: usize) -> Option<(usize, usize, &'static Way)> {
    match clue.kind_of(at)? {
        TokenKind::Number if fraction(clue, at) => Some((at, at + 2, &FRACTION)),
        TokenKind::Number if clue.surface == Surface::Chinese && year_or_month(clue, at).is_some() => {
            Some((at, at + 1, &SPAN))
        }
        TokenKind::Number => range(clue, at).map(|last| (at, last, &OPEN_AMOUNT)),
        TokenKind::Word => {
            let word = clue.words(at);
            if clue.quotable.names(word) {
                return None;
            }
            match clue.surface {
                Surface::Chinese => chinese(clue, at, word),
                Surface::English => english(clue, at, word),
            }
        }
        TokenKind::Break
        | TokenKind::Blank
        | TokenKind::Comment
        | TokenKind::String
        | TokenKind::OpenString
        | TokenKind::QuotedName
        | TokenKind::Sign
        | TokenKind::Unknown => None,
    }
}

/// `5%-10%`, `20-50万元` as an amount: where the second ends.
fn range(clue: &Clue<'_>, first: usize) -> Option<usize> {
    if !has_value(clue.kind) {
        return None;
    }
    // The middle of a date; years of a range; a difference from what stands before.
    let before = first.checked_sub(1).map_or("", |before| clue.words(before));
    let joined = first > 0 && clue.adjacent(first - 1) && !matches!(before, "（" | "(" | "，" | ",");
    if joined || matches!(before, "year" | "years" | "第" | "-" | "－" | "−") {
        return None;
    }
    // 5万元至10万元: one word from the first unit on.
    let (unit, rest) = clue.words(first + 1).split_once(['至', '到']).unwrap_or_default();
    let amounts =
        matches!(unit, "万元" | "元" | "亿元" | "万" | "") && rest.starts_with(|sign: char| sign.is_ascii_digit());
    if clue.adjacent(first) && amounts && rest.contains('元') && clue.kind != ClauseKind::Row {
        return Some(first + 1);
    }
    let unit = |at: usize| matches!(clue.words(at), "%" | "％" | "万元" | "元" | "亿元" | "万");
    let sign = if unit(first + 1) && clue.adjacent(first) { first + 2 } else { first + 1 };
    let joint = matches!(clue.words(sign), "-" | "－" | "−" | "–" | "—" | "~" | "～");
    let close = sign > 0 && clue.adjacent(sign - 1) && clue.adjacent(sign);
    if !joint || !close || clue.kind_of(sign + 1) != Some(TokenKind::Number) {
        return None;
    }
    // A date.
    if clue.words(sign + 2) == clue.words(sign) && clue.adjacent(sign + 1) {
        return None;
    }
    let asked = clue.kind == ClauseKind::Row && !is_result(clue, first);
    if asked || amounts::at_least(clue.words(first), clue.words(sign + 1)) {
        return None;
    }
    Some(if unit(sign + 2) { sign + 2 } else { sign + 1 })
}

/// Whether a token of a row stands in what it gives, not in what it stands for.
fn is_result(clue: &Clue<'_>, at: usize) -> bool {
    let all = |words: [&str; 4]| (0..clue.tokens.len()).find(|other| words.contains(&clue.words(*other)));
    match all(["=>", "＝＞", "=>", "=>"]) {
        Some(arrow) => at > arrow,
        None => all(["if", "otherwise", "如果", "否则"]).is_some_and(|condition| at < condition),
    }
}

/// `投资额 的 1/3`, which `amounts` has left since no percentage is the same.
fn fraction(clue: &Clue<'_>, at: usize) -> bool {
    let whole = clue.adjacent(at) && clue.adjacent(at + 1) && matches!(clue.words(at + 1), "/" | "／");
    let shared = clue.words(at + 3) == "of" || clue.words(at - 1) == "的";
    whole && shared && clue.kind_of(at + 2) == Some(TokenKind::Number)
}

/// `奖励 投资额 的 20% 不超过 20万元`: an award is no comparison.
fn is_comparison(clue: &Clue<'_>, at: usize) -> bool {
    let opens = |at: usize| matches!(clue.words(at), "(" | "（" | "如果" | "if" | "任一" | "any" | "合计" | "sum");
    clue.kind == ClauseKind::Award && at > 2 && clue.kind_of(at + 1) == Some(TokenKind::Number) && !(1..at).any(opens)
}

fn chinese(clue: &Clue<'_>, at: usize, word: &str) -> Option<(usize, usize, &'static Way)> {
    let begins = |words: &[&str]| words.iter().any(|other| word.starts_with(other));
    let figure = word.contains(|sign: char| sign.is_numeric());
    let length = word.split_once('满').map(|(_, length)| length.trim_end_matches(['以', '上', '后', '的']));
    let numbers = |length: &str| {
        length.starts_with(|sign: char| sign.is_ascii_digit() || "一二三四五六七八九十两半".contains(sign))
    };
    if clue.kind.is_condition() && length.is_some_and(|length| numbers(length) && length.ends_with(['年', '月'])) {
        return Some((at, at, &PASSED));
    }
    let last = if matches!(clue.words(at + 1), "%" | "％") && clue.adjacent(at) { at + 1 } else { at };
    if has_value(clue.kind) && amounts::is_fraction(word) && amounts::percent_of(word).is_none() {
        return Some((at, at, &FRACTION));
    }
    if word == "不超过" && is_comparison(clue, at) {
        return Some((at, at, &LIMIT));
    }
    let glued = figure || clue.adjacent(at) && clue.kind_of(at + 1) == Some(TokenKind::Number);
    if clue.kind == ClauseKind::Cap && at == 1 && glued && begins(&["每", "单", "同一"]) {
        return Some((at, at, &AMOUNT_FIRST));
    }
    if clue.kind != ClauseKind::Award || at != 1 || !figure {
        return None;
    }
    if begins(&["每年", "每个年度", "逐年", "连续"]) {
        return Some((at, last, &YEARS));
    }
    if begins(&["每人", "每户", "每家", "每台", "每件", "每辆", "每名", "每套", "每项", "每平方米"])
    {
        return Some((at, last, &EACH));
    }
    begins(&["给予", "予以", "一次性", "奖励", "补助", "补贴", "资助", "按", "按照", "发放"])
        .then_some((at, last, &PLAIN))
}

fn english(clue: &Clue<'_>, at: usize, word: &str) -> Option<(usize, usize, &'static Way)> {
    let next = |nth: usize| clue.words(at + nth);
    let walks = || (at..clue.tokens.len()).any(|later| clue.words(later) == "each");
    let compared = matches!(word, "maximum" | "minimum" | "max" | "min" | "lesser" | "greater" | "higher" | "lower");
    if has_value(clue.kind) && compared && next(1) == "of" && !walks() {
        let several = (at + 2..clue.tokens.len()).any(|later| matches!(clue.words(later), "and" | "or" | "," | "("));
        let first = if clue.words(at - 1) == "the" { at - 1 } else { at };
        return match several {
            true => Some((first, at + 1, &LESSER)),
            false => (clue.kind == ClauseKind::Award && word.starts_with("max")).then_some((first, at + 1, &LIMIT)),
        };
    }
    let summed = (word == "sum" && next(1) == "(" || word == "total" && next(1) == "of") && !walks();
    if has_value(clue.kind) && summed {
        return Some((at, at, &SUM));
    }
    if word == "at" && next(1) == "most" && is_comparison(clue, at + 1) {
        return Some((at, at + 1, &LIMIT));
    }
    // `is within 3 years of applied_on`.
    let length = clue.kind_of(at + 1) == Some(TokenKind::Number)
        && matches!(next(2), "years" | "year" | "months" | "month" | "days" | "day");
    if word == "within" && length && next(3) == "of" {
        return Some((at, at + 3, &BEFORE));
    }
    None
}
