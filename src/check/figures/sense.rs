//! What the words beside a figure say of it.
//!
//! 民法典 art. 1259: 以上, 以下, 以内 include the figure itself; 超过, 不满, 以外 do not.

use std::ops::Range;

use crate::ast::CompareOp::{self, Above, AtLeast, AtMost, Below};

/// Words before a figure, longer ones before those that end them.
const BEFORE: &[(&str, CompareOp)] = &[
    ("大于或等于", AtLeast),
    ("高于或等于", AtLeast),
    ("小于或等于", AtMost),
    ("低于或等于", AtMost),
    ("大于等于", AtLeast),
    ("小于等于", AtMost),
    ("超过", Above),
    ("超出", Above),
    ("高于", Above),
    ("大于", Above),
    ("多于", Above),
    ("长于", Above),
    ("早于", Below),
    ("低于", Below),
    ("少于", Below),
    ("小于", Below),
    ("短于", Below),
    ("不足", Below),
    ("不满", Below),
    ("未满", Below),
    ("不到", Below),
    ("达到", AtLeast),
    ("至少", AtLeast),
    ("最少", AtLeast),
    ("最低", AtLeast),
    ("下限为", AtLeast),
    ("至多", AtMost),
    ("最多", AtMost),
    ("最高", AtMost),
    ("上限为", AtMost),
    ("上限", AtMost),
    ("下限", AtLeast),
    ("限额", AtMost),
    ("满", AtLeast),
    ("达", AtLeast),
    ("≥", AtLeast),
    ("≧", AtLeast),
    ("≤", AtMost),
    ("≦", AtMost),
    (">=", AtLeast),
    ("<=", AtMost),
    (">", Above),
    ("＞", Above),
    ("<", Below),
    ("＜", Below),
    ("at least", AtLeast),
    ("a minimum of", AtLeast),
    ("minimum of", AtLeast),
    ("minimum", AtLeast),
    ("at most", AtMost),
    ("a maximum of", AtMost),
    ("maximum of", AtMost),
    ("maximum", AtMost),
    ("max.", AtMost),
    ("max", AtMost),
    ("min.", AtLeast),
    ("min", AtLeast),
    ("a ceiling of", AtMost),
    ("a floor of", AtLeast),
    ("up to", AtMost),
    ("capped at", AtMost),
    ("more than", Above),
    ("greater than", Above),
    ("higher than", Above),
    ("in excess of", Above),
    ("exceeding", Above),
    ("exceeds", Above),
    ("exceed", Above),
    ("less than", Below),
    ("fewer than", Below),
    ("lower than", Below),
    ("above", Above),
    ("over", Above),
    ("below", Below),
    ("under", Below),
];

/// Words that turn what follows them around.
const NOT: &[&str] = &[
    "不得",
    "不能",
    "不应",
    "不可",
    "不会",
    "没有",
    "不",
    "未",
    "not be",
    "not to",
    "not",
    "no",
    "nor",
    "never",
    "may not",
    "must not",
    "cannot",
    "shall not",
];

/// Words behind a figure and its unit.
const BEHIND: &[(&str, CompareOp)] = &[
    ("以上", AtLeast),
    ("之上", AtLeast),
    ("以下", AtMost),
    ("之下", AtMost),
    ("以内", AtMost),
    ("之内", AtMost),
    ("以外", Above),
    ("or more", AtLeast),
    ("or above", AtLeast),
    ("or over", AtLeast),
    ("and above", AtLeast),
    ("and over", AtLeast),
    ("or less", AtMost),
    ("or fewer", AtMost),
    ("or below", AtMost),
    ("or under", AtMost),
];

/// So many characters of a unit may stand between a figure and the word behind it.
const UNIT: usize = 6;

/// What the words beside a figure say of it; `None` where they say nothing, or two things.
pub(super) fn sense(text: &str, figure: Range<usize>) -> Option<CompareOp> {
    let before = before(text.get(..figure.start)?, BEFORE);
    let behind = behind(text.get(figure.end..)?);
    match (before, behind) {
        (Some(before), Some(behind)) => (before == behind).then_some(before),
        (before, behind) => before.or(behind),
    }
}

/// What one of some words before a figure or a day says of it, turned where a “not” stands before the word.
pub(super) fn before(text: &str, words: &[(&str, CompareOp)]) -> Option<CompareOp> {
    let text = text.trim_end().trim_end_matches(['£', '$', '€', '¥', '￥', '：', ':']);
    let text = text.trim_end().trim_end_matches("人民币").trim_end_matches('为').trim_end();
    let tail: String = last(text, 40).to_ascii_lowercase();
    let (rest, sense) = words.iter().find_map(|(word, sense)| {
        let rest = tail.strip_suffix(word)?;
        let whole =
            !word.ends_with(|c: char| c.is_ascii_alphabetic()) || !rest.ends_with(|c: char| c.is_alphanumeric());
        whole.then_some((rest.trim_end(), *sense))
    })?;
    let not = NOT.iter().any(|not| rest.ends_with(not));
    // Not above is at most.
    Some(if not { sense.opposite() } else { sense })
}

fn behind(text: &str) -> Option<CompareOp> {
    let head: String = text.chars().take(32).collect::<String>().to_ascii_lowercase();
    if let Some(rest) = head.strip_prefix('+') {
        return (!rest.starts_with(|c: char| c.is_ascii_digit())).then_some(AtLeast);
    }
    let (at, word, sense) = BEHIND
        .iter()
        .filter_map(|(word, sense)| head.find(word).map(|at| (at, *word, *sense)))
        .min_by_key(|(at, ..)| *at)?;
    let unit = head.get(..at)?;
    let (unit, excluded) = without_bracket(unit);
    let unit = unit.trim().trim_end_matches('及').trim_end();
    let short = if unit.is_ascii() { unit.split_whitespace().count() <= 2 } else { unit.chars().count() <= UNIT };
    let one = !unit.contains([
        '，', '。', '；', '、', ',', '.', ';', '的', '和', '或', '与', '级', '（', '(', '给', '奖', '补', '至',
    ]) && !unit.contains(|c: char| c.is_ascii_digit());
    if !short || !one {
        return None;
    }
    let after = head.get(at + word.len()..).unwrap_or_default();
    let excluded = excluded || after.starts_with("（不含") || after.starts_with("(不含");
    Some(match sense {
        AtLeast if excluded => Above,
        AtMost if excluded => Below,
        AtLeast | AtMost | Above | Below => sense,
    })
}

/// A unit without `（含）` or `（不含）` behind it, and whether it says that the figure is not included.
fn without_bracket(unit: &str) -> (&str, bool) {
    let Some(start) = unit.find(['（', '(']).filter(|_| unit.trim_end().ends_with(['）', ')'])) else {
        return (unit, false);
    };
    let (own, bracket) = unit.split_at(start);
    let inner = bracket.trim_start_matches(['（', '(']);
    if inner.starts_with("不含") {
        (own, true)
    } else if inner.starts_with('含') {
        (own, false)
    } else {
        (unit, false)
    }
}

/// The last characters of a text.
pub(super) fn last(text: &str, count: usize) -> &str {
    let start = text.char_indices().rev().nth(count.saturating_sub(1)).map_or(0, |(at, _)| at);
    text.get(start..).unwrap_or(text)
}
