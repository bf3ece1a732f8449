//! Amounts and shares as texts write them: `€500k`, `1.5 million`, `5 000`, 二分之一, 三成, half.

use super::figures::{grouped, integer, shift};
use super::phrases::has_value;
use super::{Candidate, Clue};
use crate::ast::Surface;
use crate::syntax::build::narrow;
use crate::syntax::error::{FigureError, SpellingError, ValueError};
use crate::syntax::keywords::ClauseKind;
use crate::syntax::tokens::TokenKind;

/// What reads as a unit or a name and is a part of a figure: with how many tokens it takes.
pub(super) fn always(clue: &Clue<'_>, at: usize) -> Option<(Candidate, usize)> {
    if let Some(found) = currency_first(clue, at) {
        return Some(found);
    }
    match clue.kind_of(at)? {
        TokenKind::Number => million(clue, at).or_else(|| quotient(clue, at)).or_else(|| glued_share(clue, at)),
        TokenKind::Word => share(clue, at)
            .or_else(|| currency(clue, at))
            .or_else(|| glued_share(clue, at))
            .or_else(|| announced(clue, at)),
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

/// What could be meant where the clause leaves the grammar.
pub(super) fn candidates(clue: &Clue<'_>, at: usize) -> Vec<Candidate> {
    let mut all = Vec::new();
    for at in [Some(at), at.checked_sub(1)].into_iter().flatten() {
        all.extend(sign(clue, at));
        all.extend(spaced(clue, at));
    }
    all
}

/// The powers of ten of a word behind a figure.
fn power(word: &str) -> Option<usize> {
    match word.to_lowercase().as_str() {
        "k" | "thousand" => Some(3),
        "m" | "mn" | "million" => Some(6),
        "bn" | "billion" => Some(9),
        _ => None,
    }
}

/// The unit of an amount of a currency, as it stands behind a figure.
fn unit_of(currency: &str) -> Option<&'static str> {
    match currency.to_lowercase().as_str() {
        "¥" | "￥" | "cny" | "rmb" | "yuan" | "人民币" | "元" => Some("元"),
        "$" | "＄" | "usd" | "us$" | "dollars" => Some(" USD"),
        "€" | "eur" | "euro" | "euros" => Some(" EUR"),
        "£" | "￡" | "gbp" | "pounds" => Some(" GBP"),
        "hkd" | "港币" | "港元" => Some(" HKD"),
        "jpy" | "日元" => Some(" JPY"),
        _ => None,
    }
}

/// A figure with its power of ten and its unit, as the language writes it.
fn amount(figure: &str, power: usize, unit: &str) -> Option<String> {
    match (power, unit) {
        (6.., "元") => Some(format!("{}万元", shift(figure, power - 4)?)),
        _ => Some(format!("{}{unit}", shift(figure, power)?)),
    }
}

/// `1.5 million`, `500 yuan`.
fn million(clue: &Clue<'_>, at: usize) -> Option<(Candidate, usize)> {
    let word = clue.words(at + 1);
    if clue.kind_of(at + 1) != Some(TokenKind::Word) || clue.quotable.names(word) {
        return None;
    }
    let large = matches!(word, "thousand" | "million" | "billion").then(|| power(word)).flatten();
    let after = if large.is_some() { at + 2 } else { at + 1 };
    let currency = unit_of(clue.words(after));
    if large.is_none() && !matches!(word, "yuan" | "rmb" | "RMB" | "dollars" | "euros" | "pounds") {
        return None;
    }
    let code = clue.words(after);
    if matches!(word, "million" | "billion") && code.len() == 3 && code.chars().all(|sign| sign.is_ascii_uppercase()) {
        // A currency stands so.
        return None;
    }
    let last = if currency.is_some() { after } else { after - 1 };
    let text = amount(&narrow(clue.words(at)), large.unwrap_or(0), currency.unwrap_or("元"))?;
    let found = clue.replace(at, last, text, |span, written, replacement| match currency {
        Some(_) => FigureError::CurrencyWord { span, written, replacement }.into(),
        None => FigureError::MoneyUnit { span, written, replacement }.into(),
    })?;
    Some((found, last - at + 1))
}

/// `¥500`, `€2.5m`, `EUR 500`.
fn sign(clue: &Clue<'_>, at: usize) -> Option<Candidate> {
    let unit = unit_of(clue.words(at)).filter(|_| clue.words(at) != "元")?;
    if clue.kind_of(at + 1) != Some(TokenKind::Number) {
        return None;
    }
    let power = power(clue.words(at + 2));
    let last = if power.is_some() { at + 2 } else { at + 1 };
    let text = amount(&narrow(clue.words(at + 1)), power.unwrap_or(0), unit)?;
    clue.replace(at, last, text, |span, written, replacement| {
        FigureError::MoneySign { span, written, replacement }.into()
    })
}

/// `5 000元`.
fn spaced(clue: &Clue<'_>, at: usize) -> Option<Candidate> {
    let group = |at: usize| clue.kind_of(at) == Some(TokenKind::Number) && clue.words(at).chars().count() == 3;
    let first = at.checked_sub(1).filter(|first| clue.kind_of(*first) == Some(TokenKind::Number))?;
    if clue.words(first).chars().count() > 3 || clue.words(first).contains('.') || !group(at) {
        return None;
    }
    let mut last = at;
    while group(last + 1) {
        last += 1;
    }
    let joined: String = (first..=last).map(|at| narrow(clue.words(at))).collect();
    clue.replace(first, last, joined, |span, written, replacement| {
        FigureError::SpaceInNumber { span, written, replacement }.into()
    })
}

/// `RMB 20万元`, `CNY 5,000`, `$5,000`: a currency before a figure that has a unit, or commas, of its own.
fn currency_first(clue: &Clue<'_>, at: usize) -> Option<(Candidate, usize)> {
    let written = clue.words(at);
    let unit = unit_of(written).filter(|_| written != "元" && clue.kind_of(at + 1) == Some(TokenKind::Number))?;
    if clue.quotable.names(written) {
        return None;
    }
    if matches!(clue.words(at + 2), "万元" | "元" | "亿元") && unit == "元" {
        let (start, end) = (clue.token(at)?.start as usize, clue.token(at + 1)?.start as usize);
        let finding =
            |span, written: String, _| SpellingError::Needless { span, written: written.trim_end().to_owned() }.into();
        return Some((clue.change(start, end, "", finding)?, 2));
    }
    let (figure, last) = grouped(clue, at + 1).filter(|(_, last)| *last > at + 1)?;
    let found = clue.replace(at, last, format!("{figure}{unit}"), |span, written, replacement| {
        FigureError::MoneySign { span, written, replacement }.into()
    })?;
    Some((found, last + 1 - at))
}

/// `奖励 金额1500元`, `奖励 给予20万元`: an award is the amount itself.
fn announced(clue: &Clue<'_>, at: usize) -> Option<(Candidate, usize)> {
    if clue.kind != ClauseKind::Award || at != 1 || clue.quotable.names(clue.words(at)) {
        return None;
    }
    let finding =
        |span, written: String, _| SpellingError::Needless { span, written: written.trim_end().to_owned() }.into();
    let start = clue.token(at)?.start as usize;
    if ANNOUNCING.contains(&clue.words(at)) && clue.kind_of(at + 1) == Some(TokenKind::Number) {
        let end = clue.token(at + 1)?.start as usize;
        return Some((clue.change(start, end, "", finding)?, 1));
    }
    if clue.tokens.len() > 2 {
        return None;
    }
    let before = clue.words(at).split(|sign: char| sign.is_ascii_digit()).next().filter(|before| !before.is_empty())?;
    let figure = clue.words(at).strip_prefix(before)?;
    let unit = figure.trim_start_matches(|sign: char| sign.is_ascii_digit());
    if !ANNOUNCING.contains(&before) || !matches!(unit, "元" | "万元" | "亿元") {
        return None;
    }
    Some((clue.change(start, start + before.len(), "", finding)?, 1))
}

/// Words before the amount of an award that the clause says already.
const ANNOUNCING: &[&str] = &[
    "金额",
    "金额为",
    "奖金",
    "奖励",
    "奖励金额",
    "补贴",
    "补助",
    "资助",
    "扶持",
    "给予",
    "予以",
    "一次性",
    "一次性给予",
    "一次性奖励",
    "一次性补助",
    "一次性补贴",
    "标准",
    "标准为",
    "补助标准",
    "奖励标准",
    "发放",
    "amount",
];

/// `人民币20万元`.
fn currency(clue: &Clue<'_>, at: usize) -> Option<(Candidate, usize)> {
    if let Some(amount) = clue.words(at).strip_suffix("人民币").filter(|amount| amount.ends_with('元')) {
        let end = clue.token(at)?.end as usize;
        let digits = amount.starts_with(|sign: char| sign.is_ascii_digit());
        let number = digits || at > 0 && clue.kind_of(at - 1) == Some(TokenKind::Number);
        let finding = |span, written, _| SpellingError::Needless { span, written }.into();
        let found = clue.change(end - "人民币".len(), end, "", finding).filter(|_| number)?;
        return Some((found, 1));
    }
    let figure = clue.words(at).strip_prefix("人民币")?;
    let glued = figure.starts_with(|sign: char| sign.is_numeric());
    let behind = figure.is_empty() && clue.kind_of(at + 1) == Some(TokenKind::Number);
    let money = figure.ends_with('元') || clue.words(at + 2).ends_with('元');
    if !(glued || behind) || !money {
        return None;
    }
    let start = clue.token(at)?.start as usize;
    let finding = |span, written, _| SpellingError::Needless { span, written }.into();
    Some((clue.change(start, start + "人民币".len(), "", finding)?, 1))
}

/// `研发投入的20%` and `20%的研发投入`, of which one word is glued to 的.
fn glued_share(clue: &Clue<'_>, at: usize) -> Option<(Candidate, usize)> {
    let percent = |at: usize| matches!(clue.words(at), "%" | "％") && at > 0 && clue.adjacent(at - 1);
    if clue.kind_of(at) == Some(TokenKind::Number) {
        let base = clue.words(at + 2).strip_prefix('的').filter(|base| !base.is_empty() && percent(at + 1))?;
        let text = format!("{base} 的 {}%", narrow(clue.words(at)));
        let reversed = |span, _, replacement| ValueError::OfReversed { span, replacement }.into();
        return Some((clue.replace(at, at + 2, text, reversed)?, 3));
    }
    let (base, figure) = clue.words(at).rsplit_once('的').filter(|(base, _)| !base.is_empty())?;
    let rate = !figure.is_empty() && figure.chars().all(|sign| sign.is_numeric() || sign == '.');
    // 按研发投入的20%: a phrase of its own.
    let phrase = at == 1 && base.starts_with(['按', '给']);
    if phrase || !rate || !percent(at + 1) || clue.quotable.names(clue.words(at)) {
        return None;
    }
    let glued = |span, written, replacement| SpellingError::Glued { span, written, replacement }.into();
    Some((clue.replace(at, at + 1, format!("{base} 的 {}%", narrow(figure)), glued)?, 2))
}

/// `1/2 of cost`, `投资额 的 1/2`.
fn quotient(clue: &Clue<'_>, at: usize) -> Option<(Candidate, usize)> {
    let whole = clue.adjacent(at) && clue.adjacent(at + 1) && matches!(clue.words(at + 1), "/" | "／");
    let shared = clue.words(at + 3) == "of" || at > 0 && clue.words(at - 1) == "的";
    if !whole || !shared || clue.kind_of(at + 2) != Some(TokenKind::Number) {
        return None;
    }
    let (over, under) = (narrow(clue.words(at)).parse().ok()?, narrow(clue.words(at + 2)).parse().ok()?);
    let text = percent(over, under)?;
    let found = clue.replace(at, at + 2, text, |span, written, replacement| {
        SpellingError::Other { span, written, replacement }.into()
    })?;
    Some((found, 3))
}

/// `二分之一`, `三成`, `一半`, `half`, alone or glued behind 的.
fn share(clue: &Clue<'_>, at: usize) -> Option<(Candidate, usize)> {
    let word = clue.words(at);
    if !has_value(clue.kind) || clue.quotable.names(word) {
        return None;
    }
    let (base, part) = match word.rsplit_once('的') {
        Some((base, part)) if !base.is_empty() => (Some(base), part),
        Some((_, part)) => (None, part),
        None => (None, word),
    };
    let shared = match clue.surface {
        Surface::English => clue.words(at + 1) == "of",
        Surface::Chinese => base.is_some() || word.starts_with('的') || at > 0 && clue.words(at - 1) == "的",
    };
    let text = percent_of(part).filter(|_| shared)?;
    let text = match base {
        Some(base) => format!("{base} 的 {text}"),
        None if word.starts_with('的') => format!("的 {text}"),
        None => text,
    };
    let finding = |span, written, replacement| match clue.surface {
        Surface::English => SpellingError::Other { span, written, replacement }.into(),
        Surface::Chinese => FigureError::ChineseNumeral { span, written, replacement }.into(),
    };
    Some((clue.replace(at, at, text, finding)?, 1))
}

/// Whether a word is a share in words.
pub(super) fn is_fraction(word: &str) -> bool {
    fraction(word.rsplit('的').next().unwrap_or(word)).is_some()
}

fn fraction(word: &str) -> Option<(u64, u64)> {
    match word {
        "一半" | "半数" | "half" => return Some((1, 2)),
        _ => {}
    }
    if let Some(tenths) = word.strip_suffix('成') {
        return Some((integer(tenths)?, 10));
    }
    let (under, over) = word.split_once("分之")?;
    Some((integer(over)?, integer(under).filter(|under| *under > 0)?))
}

/// A share in words, in percent; `None` where it has no end of decimals, or is none.
pub(super) fn percent_of(word: &str) -> Option<String> {
    let (over, under) = fraction(word.rsplit('的').next().unwrap_or(word))?;
    percent(over, under)
}

fn percent(over: u64, under: u64) -> Option<String> {
    let hundredths = over.checked_mul(10_000)?;
    if under == 0 || hundredths.checked_rem(under)? != 0 {
        return None;
    }
    let hundredths = hundredths.checked_div(under)?;
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    Some(match rest {
        0 => format!("{whole}%"),
        _ => format!("{whole}.{}%", format!("{rest:02}").trim_end_matches('0')),
    })
}

/// Whether a figure is at least another, as far as their digits tell.
pub(super) fn at_least(one: &str, other: &str) -> bool {
    let key = |figure: &str| {
        let figure = narrow(figure);
        let (whole, rest) = figure.split_once('.').unwrap_or((&figure, ""));
        (
            whole.trim_start_matches('0').len(),
            whole.trim_start_matches('0').to_owned(),
            rest.trim_end_matches('0').to_owned(),
        )
    };
    key(one) >= key(other)
}
