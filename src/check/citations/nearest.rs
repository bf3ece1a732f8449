//! The passage that a quote probably means, and where it first differs.

use std::collections::BTreeMap;

use crate::source::Span;

use super::index::runs_of;
use super::quoted::Quoted;

/// The passage nearest to a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) struct Nearest {
    /// Its words.
    pub(in crate::check) text: String,
    /// Where it stands in the document.
    pub(in crate::check) place: Span,
    /// The bytes of the quote that differ first.
    pub(in crate::check) differs: std::ops::Range<usize>,
    /// What the quote has there.
    pub(in crate::check) ours: String,
    /// What the document has there.
    pub(in crate::check) theirs: String,
    /// Whether all differences are forms of one sign: full or half width, a dash, a quotation mark, a space.
    pub(in crate::check) form_only: bool,
}

/// Longer quotes are compared by their beginning only.
const LONGEST: usize = 400;
/// How many places of one run of characters are looked at.
const PLACES: usize = 200;

/// The nearest passage, where one is near.
pub(super) fn nearest(document: &Quoted<'_>, quote: &str) -> Option<Nearest> {
    let ours: Vec<char> = quote.chars().take(LONGEST).collect();
    let start = likely(document, quote)?;
    // A window with room on both sides, which stays within a line since a quote does.
    let slack = ours.len() / 3 + 8;
    let before = document.text.get(..start).unwrap_or("");
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let back: usize = before.chars().rev().take(slack).map(char::len_utf8).sum();
    let from = (start - back).max(line);
    let window: Vec<(usize, char)> = document
        .text
        .get(from..)?
        .char_indices()
        .take_while(|(_, c)| *c != '\n')
        .take(ours.len() + 2 * slack)
        .collect();
    let theirs: Vec<char> = window.iter().map(|(_, c)| *c).collect();
    let aligned = align(&ours, &theirs)?;
    if aligned.changes * 5 > ours.len() * 2 + 4 {
        return None;
    }
    let offset = |at: usize| from + window.get(at).map_or_else(|| end_of(&window), |(offset, _)| *offset);
    let (first, last) = (offset(aligned.start), offset(aligned.end));
    let passage: String = theirs.get(aligned.start..aligned.end)?.iter().collect();
    let bytes = |at: usize| ours.iter().take(at).map(|c| c.len_utf8()).sum::<usize>();
    let differing =
        |of: &[char], range: &std::ops::Range<usize>| of.get(range.clone()).map(|c| c.iter().collect::<String>());
    Some(Nearest {
        place: Span::new(document.id, first, last),
        differs: bytes(aligned.ours.start)..bytes(aligned.ours.end),
        ours: differing(&ours, &aligned.ours)?,
        theirs: differing(&theirs, &aligned.theirs)?,
        form_only: fold(quote) == fold(&passage),
        text: passage,
    })
}

fn end_of(window: &[(usize, char)]) -> usize {
    window.last().map_or(0, |(offset, c)| offset + c.len_utf8())
}

/// The byte where most runs of the quote would have it begin.
fn likely(document: &Quoted<'_>, quote: &str) -> Option<usize> {
    let mut votes: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (offset, run) in runs_of(quote).take(LONGEST) {
        for (_, place) in document.index.places(run).iter().take(PLACES) {
            let start = (*place as usize).saturating_sub(offset);
            votes.entry(start / 24).or_insert((0, start)).0 += 1;
        }
    }
    let best = votes.into_values().max_by_key(|(count, start)| (*count, std::cmp::Reverse(*start)))?;
    let mut start = best.1.min(document.text.len());
    while !document.text.is_char_boundary(start) {
        start -= 1;
    }
    Some(start)
}

/// How the quote lies on a stretch of the window.
struct Aligned {
    start: usize,
    end: usize,
    changes: usize,
    /// The first stretch that differs, in the quote and in the window.
    ours: std::ops::Range<usize>,
    theirs: std::ops::Range<usize>,
}

/// The stretch of `theirs` into which `ours` turns with the fewest characters changed, put in or left out.
fn align(ours: &[char], theirs: &[char]) -> Option<Aligned> {
    let width = theirs.len() + 1;
    let mut costs: Vec<usize> = vec![0; (ours.len() + 1) * width];
    let at = |row: usize, column: usize| row * width + column;
    for row in 1..=ours.len() {
        for column in 0..width {
            let get = |index: usize| costs.get(index).copied().unwrap_or(usize::MAX / 2);
            let end = weight(row, ours.len());
            let mut best = get(at(row - 1, column)) + end;
            if column > 0 {
                let same = ours.get(row - 1) == theirs.get(column - 1);
                best = best
                    .min(get(at(row - 1, column - 1)) + if same { 0 } else { end })
                    .min(get(at(row, column - 1)) + 1);
            }
            if let Some(cost) = costs.get_mut(at(row, column)) {
                *cost = best;
            }
        }
    }
    let get = |row: usize, column: usize| costs.get(at(row, column)).copied().unwrap_or(usize::MAX / 2);
    let end = (0..width).min_by_key(|column| get(ours.len(), *column))?;
    let changes = get(ours.len(), end);
    // Back along the cheapest way; matched pairs are noted so that the first stretch between them shows.
    let (mut row, mut column) = (ours.len(), end);
    let mut pairs = Vec::new();
    while row > 0 {
        let cost = get(row, column);
        if column > 0 && ours.get(row - 1) == theirs.get(column - 1) && cost == get(row - 1, column - 1) {
            (row, column) = (row - 1, column - 1);
            pairs.push((row, column));
        } else if column > 0 && cost == get(row - 1, column - 1) + weight(row, ours.len()) {
            (row, column) = (row - 1, column - 1);
        } else if cost == get(row - 1, column) + weight(row, ours.len()) {
            row -= 1;
        } else {
            column -= 1;
        }
    }
    pairs.reverse();
    let mut next = (0, column);
    for pair in pairs.iter().chain(std::iter::once(&(ours.len(), end))) {
        if *pair != next {
            return Some(Aligned { start: column, end, changes, ours: next.0..pair.0, theirs: next.1..pair.1 });
        }
        next = (pair.0 + 1, pair.1 + 1);
    }
    None
}

/// What a change of a character costs: the first and the last are kept where that is possible, so that words left out behind them show.
fn weight(row: usize, length: usize) -> usize {
    if row == 1 || row == length { 3 } else { 1 }
}

/// A text with every form of a sign as one, and without spaces.
fn fold(text: &str) -> String {
    let one = |c: char| match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '—' | '–' | '―' | '‐' | '‑' | '−' | '─' => '-',
        '“' | '”' | '「' | '」' | '『' | '』' => '"',
        '‘' | '’' => '\'',
        '。' => '.',
        '、' => ',',
        _ => c,
    };
    text.chars().filter(|c| !c.is_whitespace()).map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Source, SourceId};

    fn near(document: &str, quote: &str) -> Option<Nearest> {
        let source = Source::new("s.md", document);
        nearest(&Quoted::of(SourceId(0), &source), quote)
    }

    #[test]
    fn the_nearest_passage_and_its_first_difference_are_found() {
        let text = "前言。\n对首次通过（GB/T 36073—2018）认证的企业，给予最高15万元奖励。后文。";
        let found = near(text, "通过（GB/T 36073-2018）认证的企业").unwrap();
        assert_eq!(found.text, "通过（GB/T 36073—2018）认证的企业");
        assert_eq!((found.ours.as_str(), found.theirs.as_str(), found.form_only), ("-", "—", true));
        let found = near(text, "对通过（GB").unwrap();
        assert_eq!((found.ours.as_str(), found.theirs.as_str()), ("", "首次"));
        let found = near(text, "给予最高25万元奖励").unwrap();
        assert_eq!((found.ours.as_str(), found.theirs.as_str(), found.form_only), ("2", "1", false));
        assert_eq!(found.text, "给予最高15万元奖励");
        assert!(near(text, "完全不同的另外一句话").is_none());
    }
}
