//! Endings of an amount, and the words for directions of rounding.

use super::{Reader, expression};
use crate::ast::{Ending, EndingKind, RoundingMode};
use crate::source::Span;
use crate::syntax::cursor::Cursor;
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::words;

/// An `ending`.
#[allow(clippy::wildcard_enum_match_arm, reason = "the other rules begin no ending")]
pub(super) fn ending(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Ending> {
    let whole = reader.span(&node);
    let mut parts = Cursor::of(node);
    let word = parts.next()?;
    // The word begins with its comma.
    let blank = word.as_str().len() - words::behind_comma(word.as_str()).len();
    let start = whole.start.saturating_add(u32::try_from(blank).unwrap_or(0));
    let span = Span { start: start.min(whole.end), ..whole };
    let kind = match word.as_rule() {
        Rule::floor => EndingKind::NotBelow,
        Rule::nothing_below_en | Rule::nothing_below_zh => EndingKind::NothingBelow,
        Rule::if_any => EndingKind::IfAnyNotBelow,
        Rule::rounded => EndingKind::Rounded(direction_of(&words::spoken(word.as_str()))),
        _ => return None,
    };
    let figure = expression::expect_chain(&mut parts, reader)?;
    parts.skip(Rule::not_counted);
    parts.finish()?;
    Some(Ending { kind, figure, span })
}

/// The direction that the words of an ending name.
fn direction_of(words: &str) -> RoundingMode {
    let names = |english: &str, chinese: &str| words.contains(english) || words.contains(chinese);
    if names("even", "五成双") {
        RoundingMode::HalfEven
    } else if names("half", "四舍五入") {
        RoundingMode::HalfUp
    } else if names("down", "向下") {
        RoundingMode::Down
    } else {
        RoundingMode::Up
    }
}

/// `rounded half up to` and the like, in the header.
#[allow(clippy::wildcard_enum_match_arm, reason = "the other rules are no directions")]
pub(super) fn direction(parts: &mut Cursor<'_>) -> Option<RoundingMode> {
    Some(match parts.next()?.as_rule() {
        Rule::half_up => RoundingMode::HalfUp,
        Rule::half_even => RoundingMode::HalfEven,
        Rule::up => RoundingMode::Up,
        Rule::down => RoundingMode::Down,
        _ => return None,
    })
}
