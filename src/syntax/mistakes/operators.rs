//! Operators in other spellings, and words that stand glued together.

use super::spellings::{BEHIND, IN_CLAUSES, IN_CONDITIONS, OPERATORS};
use super::{Candidate, Clue, Spot, dates, limits};
use crate::ast::Surface;
use crate::syntax::error::SpellingError;
use crate::syntax::keywords::{ClauseKind, KEYWORDS};
use crate::syntax::tokens::TokenKind;
use crate::syntax::words::WORDS;

use super::figures::COUNTERS;

/// The operators of the language that may stand glued between a name and a figure.
const STANDARD: &[&str] = &["不低于", "不超过", "不早于", "不晚于", "超过", "低于", "晚于", "早于", "不为", "为"];

/// The last words of those that compare numbers.
const COMPARING: &[&str] = &[
    "不低于",
    "不超过",
    "超过",
    "低于",
    "least",
    "most",
    "above",
    "below",
    ">=",
    "<=",
    ">",
    "<",
    "≥",
    "≤",
    "大于",
    "小于",
];

/// `销售收入不低于500万元`, `销售收入500万元以上`: one word to the computer, with a figure inside.
pub(super) fn always(clue: &Clue<'_>, at: usize) -> Option<(Candidate, usize)> {
    let word = (clue.kind_of(at)? == TokenKind::Word).then(|| clue.words(at))?;
    // A limit compares nothing.
    if clue.kind == ClauseKind::Cap {
        return None;
    }
    if !word.starts_with(|first: char| !first.is_ascii()) || word.starts_with('第') || clue.quotable.names(word) {
        return None;
    }
    let digits = word.find(|sign: char| sign.is_ascii_digit() || ('０'..='９').contains(&sign))?;
    let (before, figure) = word.split_at_checked(digits)?;
    if WORDS.iter().any(|word| word.chinese == before) || KEYWORDS.iter().any(|keyword| keyword.chinese == before) {
        return None;
    }
    let chinese = STANDARD.iter().map(|operator| (*operator, *operator));
    let others = OPERATORS.iter().map(|(written, _, operator)| (*written, *operator));
    let (name, operator) = others
        .chain(chinese)
        .filter_map(|(written, operator)| before.strip_suffix(written).map(|name| (name, operator)))
        .filter(|(name, _)| !name.is_empty() && !["最高", "最多", "总计", "合计", "累计"].contains(name))
        .filter(|_| !before.starts_with("最高") && !before.starts_with("最多"))
        .min_by_key(|(name, _)| name.len())?;
    let found = clue.replace(at, at, format!("{name} {operator} {figure}"), |span, written, replacement| {
        SpellingError::Glued { span, written, replacement }.into()
    })?;
    Some((found, 1))
}

/// What could be meant by an operator here.
pub(super) fn candidates(spot: &Spot<'_>) -> Vec<Candidate> {
    let clue = spot.clue;
    let mut all = Vec::new();
    all.extend(behind(clue, spot.at));
    all.extend(arrow(spot));
    all.extend(limits::candidates(spot));
    all.extend(in_clause(clue, spot.at));
    all.extend(spot.at.checked_sub(1).map(|at| in_clause(clue, at)).unwrap_or_default());
    for back in 0..3 {
        all.extend(spot.at.checked_sub(back).map(|at| other_spelling(clue, at)).unwrap_or_default());
    }
    all.extend(fused(clue, spot.at));
    all.extend(spot.at.checked_sub(1).map(|at| fused(clue, at)).unwrap_or_default());
    for at in [spot.at, spot.at.wrapping_sub(1)] {
        all.extend(glued(clue, at));
    }
    all
}

/// `500万元以上`, and `在 500万元 以上`.
fn behind(clue: &Clue<'_>, at: usize) -> Vec<Candidate> {
    let mut all = Vec::new();
    // The figure may be the place itself, or stand before it.
    for first in (0..=5).filter_map(|back| at.checked_sub(back)) {
        if clue.kind_of(first) != Some(TokenKind::Number) {
            continue;
        }
        for last in [first + 1, first + 2, first + 3, first + 4, first + 5] {
            let signs = |at: usize| matches!(clue.words(at), "%" | "％" | "‰" | "（" | "(" | "）" | ")" | "含");
            let between = (first + 1..last).all(|at| clue.kind_of(at) == Some(TokenKind::Word) || signs(at));
            if clue.kind_of(last) != Some(TokenKind::Word) || !between {
                continue;
            }
            let (Some(start), Some(end)) = (clue.token(first), clue.token(last)) else { continue };
            let written = clue.patched.text().get(start.start as usize..end.end as usize).unwrap_or("");
            let Some((suffix, english, chinese)) = BEHIND.iter().find(|(suffix, ..)| written.ends_with(suffix)) else {
                continue;
            };
            let figure = written.strip_suffix(suffix).unwrap_or("").trim_end();
            // 4级以上, 20人以上; a unit of the policy stays.
            let counters = COUNTERS.iter().filter(|counter| !clue.quotable.is_unit(counter));
            let figure = counters.filter_map(|counter| figure.strip_suffix(counter)).next().unwrap_or(figure);
            let operator = clue.word(english, chinese);
            let finding = |span, written: String, replacement| {
                SpellingError::BoundBehind { span, written, replacement, suffix: (*suffix).to_owned() }.into()
            };
            // 在 500万元以上; then 500万元以上 alone; then behind an operator that already says so.
            if let Some(before) =
                first.checked_sub(1).filter(|at| matches!(clue.words(*at), "在" | "达到" | "为" | "是" | "is" | "达"))
            {
                all.extend(clue.replace(before, last, format!("{operator} {figure}"), finding));
            }
            all.extend(clue.replace(first, last, format!("{operator} {figure}"), finding));
            if first.checked_sub(1).is_some_and(|before| COMPARING.contains(&clue.words(before))) {
                all.extend(clue.replace(first, last, figure, finding));
            }
        }
    }
    all
}

/// `->`, `=` and `:` in a row of a table.
fn arrow(spot: &Spot<'_>) -> Option<Candidate> {
    let clue = spot.clue;
    if !spot.expects(crate::syntax::grammar::Rule::arrow) {
        return None;
    }
    let two = matches!(clue.words(spot.at), "-" | "=" | "－" | "＝") && matches!(clue.words(spot.at + 1), ">" | "＞");
    let one = matches!(clue.words(spot.at), "=" | "＝" | ":" | "：" | "→" | "==" | ">=");
    if !two && !one {
        return None;
    }
    clue.replace(spot.at, spot.at + usize::from(two), "=>", |span, written, replacement| {
        SpellingError::Other { span, written, replacement }.into()
    })
}

/// A word that this kind of clause has another for.
fn in_clause(clue: &Clue<'_>, at: usize) -> Vec<Candidate> {
    let stands = |written: &str| written.split(' ').enumerate().all(|(nth, part)| clue.words(at + nth) == part);
    IN_CLAUSES
        .iter()
        .filter(|(kind, written, ..)| *kind == clue.kind && stands(written))
        .filter_map(|(_, written, english, chinese)| {
            let last = at + written.split(' ').count() - 1;
            clue.replace(at, last, clue.word(english, chinese), |span, written, replacement| {
                SpellingError::Other { span, written, replacement }.into()
            })
        })
        .collect()
}

/// An operator in another spelling at this place.
fn other_spelling(clue: &Clue<'_>, at: usize) -> Vec<Candidate> {
    let mut all = Vec::new();
    let conditions = IN_CONDITIONS.iter().filter(|_| clue.kind.is_condition());
    for (written, english, chinese) in conditions.chain(OPERATORS) {
        let count = written.split(' ').count();
        let matches = written.split(' ').enumerate().all(|(nth, part)| clue.words(at + nth) == part);
        let glued_figure = clue.words(at).strip_prefix(written).filter(|rest| {
            !written.is_ascii()
                && rest.starts_with(|digit: char| digit.is_ascii_digit() || ('０'..='９').contains(&digit))
        });
        let operator = clue.word(english, chinese);
        let day = dates::is_date(clue, at + count).then(|| of_days(operator)).flatten();
        let operator = day.unwrap_or(operator);
        let finding = |span, written, replacement| SpellingError::Other { span, written, replacement }.into();
        if matches {
            let spaced = spaced(clue, at, at + count - 1, operator);
            all.extend(clue.replace(at, at + count - 1, spaced, finding));
            if clue.kind == ClauseKind::Let && operator == clue.word("is", "为") {
                let be = spaced_word(clue, at, clue.word("be", "为"));
                all.extend(clue.replace(at, at + count - 1, be, finding));
            }
        } else if let (Some(_), Some(token)) = (glued_figure, clue.token(at)) {
            let start = token.start as usize;
            all.extend(clue.change(start, start + written.len(), format!("{operator} "), finding));
        }
    }
    all
}

/// The word that compares days as another compares numbers.
fn of_days(operator: &str) -> Option<&'static str> {
    match operator {
        "at least" => Some("not before"),
        "at most" => Some("not after"),
        "above" => Some("after"),
        "below" => Some("before"),
        "不低于" => Some("不早于"),
        "不超过" => Some("不晚于"),
        "超过" => Some("晚于"),
        "低于" => Some("早于"),
        _ => None,
    }
}

fn spaced_word(clue: &Clue<'_>, at: usize, word: &str) -> String {
    spaced(clue, at, at, word)
}

/// The word with blanks where a neighbour touches it.
fn spaced(clue: &Clue<'_>, first: usize, last: usize, word: &str) -> String {
    let before = first.checked_sub(1).is_some_and(|at| clue.adjacent(at));
    let after = clue.adjacent(last);
    format!("{}{word}{}", if before { " " } else { "" }, if after { " " } else { "" })
}

/// `atleast`, `upto`.
fn fused(clue: &Clue<'_>, at: usize) -> Vec<Candidate> {
    let word = clue.words(at);
    if clue.kind_of(at) != Some(TokenKind::Word) || !word.is_ascii() {
        return Vec::new();
    }
    WORDS
        .iter()
        .filter(|other| other.english.contains(' ') && other.english.replace(' ', "") == word)
        .filter_map(|other| {
            clue.replace(at, at, other.english, |span, written, replacement| {
                SpellingError::Glued { span, written, replacement }.into()
            })
        })
        .collect()
}

/// Longer words that join two conditions.
const JOINTS: &[(&str, &str)] = &[("或者", "或"), ("并且", "且"), ("而且", "且"), ("以及", "且"), ("同时", "且")];

/// `每个申报主体`, `企业之一`: a word of the language glued to a name.
fn glued(clue: &Clue<'_>, at: usize) -> Vec<Candidate> {
    let word = clue.words(at);
    let whole = WORDS.iter().any(|other| other.chinese == word);
    if clue.kind_of(at) != Some(TokenKind::Word) || whole || word.is_ascii() || clue.surface == Surface::English {
        return Vec::new();
    }
    let mut splits: Vec<(usize, usize)> = Vec::new();
    let keywords = KEYWORDS.iter().map(|keyword| keyword.chinese);
    for other in WORDS.iter().map(|word| word.chinese).chain(keywords).filter(|other| !other.is_empty()) {
        if word.len() <= other.len() {
            continue;
        }
        if word.starts_with(other) {
            splits.push((other.len(), other.len()));
        }
        if word.ends_with(other) {
            splits.push((other.len(), word.len() - other.len()));
        }
        if let Some(inside) = word.find(other).filter(|inside| *inside > 0 && inside + other.len() < word.len()) {
            splits.push((other.len(), inside));
        }
    }
    let joint = JOINTS.iter().find_map(|(joint, right)| Some((word.strip_prefix(joint)?, right)));
    if let Some((name, right)) = joint.filter(|(name, _)| !name.is_empty()) {
        let finding = |span, written, replacement| SpellingError::Glued { span, written, replacement }.into();
        return clue.replace(at, at, format!("{right} {name}"), finding).into_iter().collect();
    }
    // The longest word of the language is the likeliest.
    splits.sort_by(|a, b| b.cmp(a));
    splits.dedup();
    let inside = |at: usize, length: usize| at > 0 && at + length < word.len();
    splits
        .into_iter()
        .filter_map(|(length, split)| {
            let (before, after) = word.split_at_checked(split)?;
            let text = match after
                .split_at_checked(length)
                .filter(|(word, _)| inside(split, length) && WORDS.iter().any(|other| other.chinese == *word))
            {
                Some((middle, after)) => format!("{before} {middle} {after}"),
                None => format!("{before} {after}"),
            };
            clue.replace(at, at, text, |span, written, replacement| {
                SpellingError::Glued { span, written, replacement }.into()
            })
        })
        .collect()
}
