//! Slips in exceptions, raises and stages: points in words, a factor without its word, a share as a factor.

use super::{Candidate, Clue, Spot};
use crate::ast::Surface;
use crate::syntax::build::narrow;
use crate::syntax::error::{FigureError, SpellingError, UnreadError};
use crate::syntax::grammar::Rule;
use crate::syntax::keywords::ClauseKind;
use crate::syntax::tokens::TokenKind;

/// What an exception or a raise in other words could mean.
pub(super) fn candidates(spot: &Spot<'_>) -> Vec<Candidate> {
    let clue = spot.clue;
    let mut all = Vec::new();
    for at in [spot.at, spot.at.wrapping_sub(1)] {
        all.extend(points(clue, at));
    }
    if clue.kind == ClauseKind::Raise {
        all.extend(factor(clue, spot.at));
    }
    if clue.kind.is_condition() {
        all.extend(stage(clue, spot.at));
    }
    all
}

impl Spot<'_> {
    /// `except: 10万元 if x`, `上浮 5% 如果 x`, `断言：累计支持 …`: on a line of its own or read as the end of the clause above.
    pub(in crate::syntax) fn unlabelled(&self) -> Option<UnreadError> {
        let clue = self.clue;
        let own = matches!(clue.kind, ClauseKind::Except | ClauseKind::Raise | ClauseKind::Assert);
        let at = match own {
            true if self.at == 1 && self.expects(Rule::string) => 0,
            false if self.expects(Rule::EOI) && clue.kind != ClauseKind::Across => self.at,
            true | false => return None,
        };
        let word = clue.words(at);
        let next = match clue.words(at + 1) {
            ":" | "：" => at + 2,
            _ => at + 1,
        };
        // The label is there, and the clause fails for another reason.
        if matches!(clue.kind_of(at + 1), Some(TokenKind::String | TokenKind::OpenString)) {
            return None;
        }
        let lead = match word {
            "except" => "except \"…\": ",
            "例外" => "例外 「…」：",
            "assert" => "assert \"…\": ",
            "断言" => "断言 「…」：",
            "raise" if matches!(clue.words(next), "by" | "to") => "raise \"…\" ",
            "raise" => "raise \"…\" by ",
            "上浮" => "上浮 「…」 ",
            _ => return None,
        };
        let rest = clue.token(next).and_then(|token| clue.patched.text().get(token.start as usize..));
        let rest: String = rest.and_then(|rest| rest.lines().next()).unwrap_or("").chars().take(60).collect();
        let token = clue.token(at)?;
        let span = clue.patched.span(token.start as usize, token.end as usize);
        let spelling = format!("{lead}{}", rest.trim_end());
        Some(UnreadError::WithoutLabel { span, word: word.to_owned(), spelling })
    }
}

/// `5 percentage points`, `5个百分点`.
fn points(clue: &Clue<'_>, at: usize) -> Option<Candidate> {
    if clue.kind_of(at)? != TokenKind::Number {
        return None;
    }
    let last = match clue.words(at + 1).to_lowercase().as_str() {
        "percentage" if matches!(clue.words(at + 2), "point" | "points") => at + 2,
        "points" | "百分点" | "个百分点" => at + 1,
        _ => return None,
    };
    let figure = narrow(clue.words(at));
    clue.replace(at, last, format!("{figure}%"), |span, written, replacement| {
        FigureError::PercentInWords { span, written, replacement }.into()
    })
}

/// `by 1.2 times`, `1.2倍`, `to 120%`, all for `to 1.2 times`.
fn factor(clue: &Clue<'_>, at: usize) -> Option<Candidate> {
    let other = |span, written, replacement| SpellingError::Other { span, written, replacement }.into();
    let word = |factor: &str| match clue.surface {
        Surface::English => format!("to {factor} times"),
        Surface::Chinese => format!("至{factor}倍"),
    };
    for number in [at.wrapping_sub(1), at] {
        if clue.kind_of(number) != Some(TokenKind::Number) {
            continue;
        }
        let figure = narrow(clue.words(number));
        let before = number.checked_sub(1).map_or("", |before| clue.words(before));
        let first = if matches!(before, "by" | "to" | "至" | "按") { number - 1 } else { number };
        if matches!(clue.words(number + 1), "times" | "倍") && !matches!(before, "to" | "至") {
            return clue.replace(first, number + 1, word(&figure), other);
        }
        if matches!(clue.words(number + 1), "%" | "％") && matches!(before, "to" | "至") {
            return clue.replace(first, number + 1, word(&hundredth(&figure)?), other);
        }
    }
    None
}

/// A hundredth of a figure, as it is written.
fn hundredth(figure: &str) -> Option<String> {
    let (whole, decimals) = figure.split_once('.').unwrap_or((figure, ""));
    let padded = format!("{whole:0>3}");
    let at = padded.len().checked_sub(2)?;
    let (ones, hundredths) = (padded.get(..at)?, padded.get(at..)?);
    let decimals = format!("{hundredths}{decimals}");
    let decimals = decimals.trim_end_matches('0');
    let ones = ones.trim_start_matches('0');
    let ones = if ones.is_empty() { "0" } else { ones };
    Some(if decimals.is_empty() { ones.to_owned() } else { format!("{ones}.{decimals}") })
}

/// `on payment`, `at the application`, `在拨付时`, `付款时`.
fn stage(clue: &Clue<'_>, at: usize) -> Option<Candidate> {
    let other = |span, written, replacement| SpellingError::Other { span, written, replacement }.into();
    let (payment, application) = (clue.word("at payment", "拨付时"), clue.word("at application", "申报时"));
    let first = clue.words(at).to_lowercase();
    let chinese = match first.as_str() {
        "在拨付时" | "付款时" | "支付时" | "发放时" | "兑付时" | "拨款时" => Some(payment),
        "在申报时" | "申请时" | "在申请时" | "受理时" => Some(application),
        _ => None,
    };
    if let Some(right) = chinese {
        return clue.replace(at, at, right, other);
    }
    for start in [at, at.wrapping_sub(1)] {
        if !matches!(clue.words(start), "at" | "on" | "upon" | "before") {
            continue;
        }
        let last = if clue.words(start + 1) == "the" { start + 2 } else { start + 1 };
        let right = match clue.words(last) {
            "payment" | "disbursement" => payment,
            "application" => application,
            _ => continue,
        };
        return clue.replace(start, last, right, other);
    }
    None
}
