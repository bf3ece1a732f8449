//! Shares beside + and −: which spellings could be meant.

use super::Reader;
use crate::source::Span;
use crate::syntax::error::ValueError;

/// A share: its base, what stands with it (`2 × 20% of a`), and on which side the base stands.
#[derive(Clone, Copy)]
pub(super) struct Share {
    /// What the rate is taken of.
    pub base: Span,
    /// From the first factor to the last.
    pub outer: Span,
    /// `X 的 20%`.
    pub base_first: bool,
}

/// Shares among the terms of a sum. A rate reaches towards its base: where terms stand on that side, it could take them too.
pub(super) fn beside_sum(shares: &[Share], whole: Span, reader: &mut Reader<'_>) {
    let reaches = |share: &&Share| match share.base_first {
        true => share.outer.start > whole.start,
        false => share.outer.end < whole.end,
    };
    let last_of_zh = shares.iter().rev().filter(|share| share.base_first).find(reaches);
    let Some(share) = last_of_zh.or_else(|| shares.iter().find(reaches)) else {
        if let Some(share) = shares.first() {
            let words = reader.patched.original(share.outer).to_owned();
            reader.report(ValueError::OfBesideSum { span: share.outer, words });
        }
        return;
    };
    let (open, close) = if share.base_first { ("（", "）") } else { ("(", ")") };
    let around = |span: Span| [(span.start, open), (span.end, close)];
    let alone = shares.iter().flat_map(|each| around(each.outer)).collect();
    let (all, taken) = match share.base_first {
        true => (Span { start: whole.start, ..share.base }, Span { start: whole.start, ..share.outer }),
        false => (Span { end: whole.end, ..share.base }, Span { end: whole.end, ..share.outer }),
    };
    let mut marks = Vec::new();
    if taken != whole {
        marks.extend(around(taken));
    }
    marks.extend(around(all));
    marks.extend(shares.iter().filter(|other| other.outer != share.outer).flat_map(|other| around(other.outer)));
    let base = reader.patched.original(share.base).to_owned();
    let words = reader.patched.original(share.outer).to_owned();
    let (alone, all) = (marked(whole, alone, reader), marked(whole, marks, reader));
    reader.report(ValueError::OfEitherWay { span: share.outer, words, base, alone, all });
}

/// The words of a place with parentheses put in.
fn marked(whole: Span, mut marks: Vec<(u32, &str)>, reader: &Reader<'_>) -> String {
    marks.sort_by_key(|(at, _)| *at);
    let mut text = String::new();
    let mut from = whole.start;
    for (at, mark) in marks {
        text += reader.patched.original(Span { start: from, end: at, ..whole });
        text += mark;
        from = at;
    }
    text + reader.patched.original(Span { start: from, ..whole })
}
