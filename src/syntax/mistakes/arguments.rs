//! Arguments of a function: an ending among them, and a period written as the text has it.

use super::{Candidate, Clue, Spot};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::error::{MarkError, SpellingError};
use crate::syntax::tokens::TokenKind;

/// Words with which an ending of an amount begins.
const ENDINGS: &[&str] = &[
    "最低",
    "有则最低",
    "不足",
    "四舍五入至",
    "四舍五入六成双至",
    "四舍六入五成双至",
    "向上取整至",
    "向下取整至",
    "not below",
    "nothing below",
    "if any",
    "rounded half",
    "rounded up",
    "rounded down",
];

/// A stretch of the calendar by a date: as the text has it, with the functions of both surfaces.
const STRETCHES: &[(&str, &str, &str)] = &[
    ("year of", "当年", "year_of"),
    ("year before", "上一年度", "year_before"),
    ("quarter of", "当季", "quarter_of"),
    ("quarter before", "上一季度", "quarter_before"),
    ("month of", "当月", "month_of"),
    ("month before", "上月", "month_before"),
    ("financial year of", "当财年", "financial_year_of"),
    ("financial year before", "上一财年", "financial_year_before"),
];

/// What could be meant among the arguments here.
pub(super) fn candidates(spot: &Spot<'_>) -> Vec<Candidate> {
    let clue = spot.clue;
    let mut all = Vec::new();
    all.extend(ending(clue, spot.at));
    for back in 0..3 {
        all.extend(spot.at.checked_sub(back).and_then(|at| stretch(clue, at)));
    }
    all
}

fn opens(words: &str) -> bool {
    matches!(words, "(" | "（" | "[" | "［")
}

fn closes(words: &str) -> bool {
    matches!(words, ")" | "）" | "]" | "］")
}

fn ends(clue: &Clue<'_>, comma: usize) -> bool {
    let (one, two) = (clue.words(comma + 1), clue.words(comma + 2));
    matches!(clue.words(comma), "," | "，")
        && ENDINGS.iter().any(|ending| *ending == one || *ending == format!("{one} {two}"))
}

/// `最小（甲 － 乙，最低 0元，丙）`: the ending would be read as an argument.
fn ending(clue: &Clue<'_>, at: usize) -> Option<Candidate> {
    // The parenthesis around the place.
    let mut depth = 0_usize;
    let open = (0..=at).rev().find(|at| {
        let words = clue.words(*at);
        if closes(words) {
            depth += 1;
        }
        let own = opens(words) && depth == 0;
        if opens(words) {
            depth = depth.saturating_sub(1);
        }
        own
    })?;
    let function = clue.kind_of(open.checked_sub(1)?) == Some(TokenKind::Word);
    // The commas between its arguments, and where it closes.
    let (mut commas, mut depth, mut close) = (Vec::new(), 0_usize, None);
    for at in open + 1..clue.tokens.len() {
        let words = clue.words(at);
        match words {
            "," | "，" if depth == 0 => commas.push(at),
            _ if opens(words) => depth += 1,
            _ if closes(words) && depth == 0 => {
                close = Some(at);
                break;
            }
            _ if closes(words) => depth -= 1,
            _ => {}
        }
    }
    let nth = commas.iter().position(|comma| *comma <= at && ends(clue, *comma)).filter(|_| function)?;
    let first = nth.checked_sub(1).and_then(|before| commas.get(before)).map_or(open, |comma| *comma) + 1;
    let next = commas.iter().skip(nth).find(|comma| !ends(clue, **comma)).copied().or(close)?;
    let last = next.checked_sub(1).filter(|last| *last > first)?;
    let (start, end) = (clue.token(first)?.start as usize, clue.token(last)?.end as usize);
    let inner = clue.patched.text().get(start..end)?;
    let text = format!("{}{inner}{}", clue.word("(", "（"), clue.word(")", "）"));
    clue.replace(first, last, text, |span: Span, _, replacement| MarkError::EndingInside { span, replacement }.into())
}

/// `申请日 的上一季度`, `the quarter before applied_on` for `上一季度（申请日）`, `quarter_before(applied_on)`.
fn stretch(clue: &Clue<'_>, at: usize) -> Option<Candidate> {
    let finding =
        |span, written, replacement| -> Diagnostic { SpellingError::Other { span, written, replacement }.into() };
    if let Some(named) = clue.words(at).strip_prefix('的') {
        let (_, function, _) = STRETCHES.iter().find(|(_, chinese, _)| *chinese == named)?;
        let first = path_before(clue, at)?;
        let (start, end) = (clue.token(first)?.start as usize, clue.token(at)?.start as usize);
        let date = clue.patched.text().get(start..end)?.trim();
        return clue.replace(first, at, format!("{function}（{date}）"), finding);
    }
    let (length, function) = STRETCHES.iter().rev().find_map(|(english, _, function)| {
        let parts = english.split(' ');
        parts.clone().enumerate().all(|(nth, part)| clue.words(at + nth) == part).then(|| (parts.count(), *function))
    })?;
    let date = at + length;
    let mut last = date;
    while clue.words(last + 1) == "." && clue.kind_of(last + 2) == Some(TokenKind::Word) {
        last += 2;
    }
    let (start, end) = (clue.token(date)?.start as usize, clue.token(last)?.end as usize);
    let words = clue.patched.text().get(start..end)?.to_owned();
    let first = if at > 0 && clue.words(at - 1) == "the" { at - 1 } else { at };
    clue.replace(first, last, format!("{function}({words})"), finding)
}

/// Where the name, or the path of names, that ends before a token begins.
fn path_before(clue: &Clue<'_>, at: usize) -> Option<usize> {
    let mut first = at.checked_sub(1)?;
    if clue.kind_of(first) != Some(TokenKind::Word) {
        return None;
    }
    while first >= 2 && clue.words(first - 1) == "." && clue.kind_of(first - 2) == Some(TokenKind::Word) {
        first -= 2;
    }
    Some(first)
}
