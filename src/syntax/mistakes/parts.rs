//! Words for the parts of a clause: what is left in a payment, the endings of an amount, the day from which something holds.

use super::{Candidate, Clue, Spot};
use crate::ast::Surface;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::error::{MarkError, SpellingError};
use crate::syntax::keywords::ClauseKind;
use crate::syntax::tokens::TokenKind;

/// Words for what the other parts leave.
const REST: &[&str] = &["剩余", "其余", "余额", "余下", "尾款", "剩余部分", "其余部分", "remainder", "balance", "rest"];

/// Words for all that was paid.
const ALL: &[&str] = &["全额", "全款", "全部金额", "全部资金", "everything"];

fn other(span: Span, written: String, replacement: String) -> Diagnostic {
    SpellingError::Other { span, written, replacement }.into()
}

/// What reads as a name and is a word of the clause: with how many tokens it takes.
pub(super) fn always(clue: &Clue<'_>, at: usize) -> Option<(Candidate, usize)> {
    let word = (clue.kind_of(at)? == TokenKind::Word).then(|| clue.words(at))?;
    let before = clue.words(at.checked_sub(1)?);
    let begins_part = matches!(before, "," | "，" | "、") || clue.kind_of(at - 1) == Some(TokenKind::String);
    let payment = matches!(clue.kind, ClauseKind::Pay | ClauseKind::Payers);
    if payment && begins_part && REST.contains(&word) {
        return Some((clue.replace(at, at, clue.word("the rest", "余款"), other)?, 1));
    }
    if payment && begins_part && word == "the" && REST.contains(&clue.words(at + 1)) && clue.words(at + 1) != "rest" {
        return Some((clue.replace(at, at + 1, "the rest", other)?, 2));
    }
    let counted = clue.kind == ClauseKind::Cap && clue.kind_of(at - 1) == Some(TokenKind::Number);
    if counted && matches!(word, "grants" | "payments" | "subsidies" | "applications") {
        return Some((clue.replace(at, at, "awards", other)?, 1));
    }
    if clue.kind == ClauseKind::Recover && at == 1 && ALL.contains(&word) {
        return Some((clue.replace(at, at, clue.word("all", "全部"), other)?, 1));
    }
    if clue.kind == ClauseKind::Pay && at == 1 {
        return equal_parts(clue, at);
    }
    None
}

/// `分三年等额`, `分3年 平均`, `分三年 等额`.
fn equal_parts(clue: &Clue<'_>, at: usize) -> Option<(Candidate, usize)> {
    let rest = clue.words(at).strip_prefix('分')?;
    let (rest, last) = match clue.words(at + 1) {
        "等额" | "平均" | "平均拨付" | "等额拨付" | "均分" => (rest.to_owned(), at + 1),
        _ => (rest.trim_end_matches("等额").trim_end_matches("平均").to_owned(), at),
    };
    let glued = last == at && !clue.words(at).ends_with("等额") && !clue.words(at).ends_with("平均");
    let unit = ["年", "个季度", "个月"].into_iter().find(|unit| rest.ends_with(unit)).filter(|_| !glued)?;
    let count = super::figures::integer(rest.strip_suffix(unit)?).filter(|count| *count > 0)?;
    let found = clue.replace(at, last, format!("分{count}{unit}等额"), other)?;
    Some((found, last - at + 1))
}

/// What could be meant where the clause leaves the grammar.
pub(super) fn candidates(spot: &Spot<'_>) -> Vec<Candidate> {
    let clue = spot.clue;
    let mut all = Vec::new();
    all.extend(ending(clue, spot.at));
    all.extend(signed_behind(clue, spot.at));
    for at in [spot.at, spot.at.wrapping_sub(1)] {
        all.extend(since(clue, at));
    }
    if clue.kind == ClauseKind::Dated && matches!(clue.words(spot.at), "见" | "in") {
        let at = spot.at.checked_sub(1).and_then(|before| clue.token(before)).map(|token| token.end as usize);
        all.extend(at.and_then(|at| {
            let finding = |span, _, replacement| MarkError::Missing { span, replacement }.into();
            clue.change(at, at, clue.word(",", "，"), finding)
        }));
    }
    all
}

/// `，不低于 1万元` and `，保底 1万元` for `，最低 1万元`; `，四舍五入到 1元`.
fn ending(clue: &Clue<'_>, at: usize) -> Option<Candidate> {
    if !matches!(clue.words(at), "，" | ",") {
        return None;
    }
    let (written, right) = match clue.surface {
        Surface::Chinese => {
            let ways = [
                ("不低于", "最低"),
                ("不少于", "最低"),
                ("保底", "最低"),
                ("至少", "最低"),
                ("最少", "最低"),
                ("四舍五入到", "四舍五入至"),
                ("四舍五入为", "四舍五入至"),
                ("向上取整到", "向上取整至"),
                ("向下取整到", "向下取整至"),
            ];
            ways.into_iter().find(|(written, _)| *written == clue.words(at + 1))?
        }
        Surface::English => match (clue.words(at + 1), clue.words(at + 2)) {
            ("at", "least") => ("at least", "not below"),
            ("minimum", _) => ("minimum", "not below"),
            _ => return None,
        },
    };
    let last = at + written.split(' ').count();
    clue.replace(at + 1, last, right, other)
}

/// `金额 可负` for `可负 金额`.
fn signed_behind(clue: &Clue<'_>, at: usize) -> Option<Candidate> {
    let signed = clue.words(at);
    if !matches!(clue.kind, ClauseKind::Field | ClauseKind::Parameter) || !matches!(signed, "可负" | "signed") {
        return None;
    }
    let colon = (0..at).find(|before| matches!(clue.words(*before), ":" | "："))?;
    let (start, end) = (clue.token(colon + 1)?.start as usize, clue.token(at)?.start as usize);
    let ty = clue.patched.text().get(start..end)?.trim_end().to_owned();
    clue.replace(colon + 1, at, format!("{signed} {ty}"), other)
}

/// `2025-06-01 起`, `2025-06-01起施行` for `自 2025-06-01`.
fn since(clue: &Clue<'_>, at: usize) -> Option<Candidate> {
    if !matches!(clue.kind, ClauseKind::Row | ClauseKind::Amendment | ClauseKind::InForce) {
        return None;
    }
    let date = clue.kind_of(at)? == TokenKind::Number && clue.words(at).len() == 4 && clue.words(at + 1) == "-";
    let end = at + 5;
    if !date || !matches!(clue.words(end), "起" | "起施行" | "之日起" | "起执行" | "后") {
        return None;
    }
    let (start, last) = (clue.token(at)?.start as usize, clue.token(at + 4)?.end as usize);
    let date = clue.patched.text().get(start..last)?.to_owned();
    clue.replace(at, end, format!("自 {date}"), other)
}
