//! A clause as pieces: its words in their canonical spelling, what stands between them, and where a line may be broken.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

use super::gaps::{Gap, has_space};
use super::spelling::spelling;
use crate::ast::Surface;
use crate::syntax::{OutlinedClause, PartKind, Parts, TokenKind, begins_clause};

/// A word, a figure, a string or a sign.
#[derive(Debug)]
pub(super) struct Word<'t> {
    /// As it is written now.
    pub text: Cow<'t, str>,
    /// What it is.
    pub kind: TokenKind,
    /// The part that it is, or is of, where that is written as one.
    pub part: Option<PartKind>,
}

/// A piece of a line.
#[derive(Debug)]
pub(super) struct Piece<'t> {
    /// What is written.
    pub text: Cow<'t, str>,
    /// How many columns it takes.
    pub width: usize,
    /// Whether a space stands before it.
    pub spaced: bool,
    /// Where a line may begin with it: how readily.
    pub cut: Option<Cut>,
    /// Whether a line must begin with it: with each row, and with what holds for all rows above it.
    pub begins: bool,
}

/// How readily a line is broken somewhere: outer brackets first, then by what stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cut {
    /// In how many brackets it is.
    pub brackets: usize,
    /// What the break is made at.
    pub at: CutAt,
}

/// What a break is made at, from the most ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum CutAt {
    /// Before the years, the reading, the stage of a clause.
    Tail,
    /// Before what a limit counts.
    Limit,
    /// Before the value behind a name or a label.
    Value,
    /// Before `if`.
    Condition,
    /// Before the words of an ending.
    Ending,
    /// Before `and`, `or`.
    Logic,
    /// After a comma.
    Separator,
    /// Before a comparison.
    Comparison,
    /// Before a sign of a sum.
    Sum,
    /// Before a sign of a product.
    Product,
}

/// The pieces of a clause.
pub(super) fn pieces<'t>(text: &'t str, clause: &OutlinedClause, parts: &Parts, surface: Surface) -> Vec<Piece<'t>> {
    let count = parts.tokens.len();
    let mut marks = Marks::of(parts, count);
    marks.leave_glued_slashes(text, parts);
    let of = |at: usize| parts.tokens.get(at).map_or("", |token| token.of(text));
    let words: Vec<Word<'_>> = (parts.tokens.iter().zip(&marks.whole))
        .map(|(token, part)| Word {
            text: spelling(token.of(text), token.kind, *part, surface),
            kind: token.kind,
            part: *part,
        })
        .collect();
    let header = clause.declares() && clause.kind.is_some_and(|kind| kind.is_declaration());
    let mut all: Vec<Piece<'t>> = Vec::with_capacity(count);
    let mut before: Option<(usize, &Word<'_>)> = None;
    for (at, word) in words.iter().enumerate() {
        let own = parts.tokens.get(at);
        let spaced = before.is_some_and(|(last, previous)| {
            let end = parts.tokens.get(last).map_or(0, |token| token.end);
            let gap = Gap {
                written: own.is_some_and(|token| token.start > end),
                inside: marks.inside.get(at).copied().flatten(),
                tight: marks.tight.get(at).copied().unwrap_or(false)
                    || (is_dots(word) || is_dots(previous)) && marks.ranged.get(at).copied().unwrap_or(false),
                labels: marks.values.get(at + 1).copied().unwrap_or(false),
            };
            has_space(previous, word, gap)
        });
        // Below a header its clauses begin, unless the line before asks for more.
        let open = before.is_some_and(|(_, previous)| {
            previous.kind == TokenKind::Sign && !matches!(previous.text.as_ref(), ")" | "）" | "]" | "%" | "‰")
        });
        let cut = marks.cuts.get_mut(at).and_then(Option::take);
        let cut = cut.filter(|_| at > 0 && (!header || open) && !begins_clause((at..count).map(of)));
        let begins = marks.begins.get(at).copied().unwrap_or(false);
        let width = word.text.width();
        all.push(Piece { text: word.text.clone(), width, spaced, cut, begins });
        before = Some((at, word));
    }
    all
}

fn is_dots(word: &Word<'_>) -> bool {
    word.kind == TokenKind::Sign && word.text == ".."
}

/// What the parts of a clause say of each of its tokens.
struct Marks {
    /// The part that is written as one to which it belongs; none for a word of its own.
    whole: Vec<Option<PartKind>>,
    /// The same for the gap before it.
    inside: Vec<Option<PartKind>>,
    tight: Vec<bool>,
    /// Whether the gap before it is one of a range.
    ranged: Vec<bool>,
    cuts: Vec<Option<Cut>>,
    /// Whether it begins a value.
    values: Vec<bool>,
    begins: Vec<bool>,
}

impl Marks {
    fn of(parts: &Parts, count: usize) -> Marks {
        let mut marks = Marks {
            whole: vec![None; count],
            inside: vec![None; count],
            tight: vec![false; count],
            ranged: vec![false; count],
            cuts: vec![None; count],
            values: vec![false; count],
            begins: vec![false; count],
        };
        let (mut rows, mut tails) = (false, false);
        for part in &parts.parts {
            let set = |list: &mut Vec<bool>, at: usize| list.get_mut(at).into_iter().for_each(|mark| *mark = true);
            if part.whole && (part.kind != PartKind::Word || part.first < part.last) {
                (part.first..=part.last).for_each(|at| put(&mut marks.whole, at, part.kind));
                (part.first + 1..=part.last).for_each(|at| put(&mut marks.inside, at, part.kind));
            }
            let mut cut = |at: usize, cut_at: CutAt| {
                let cut = Cut { brackets: part.brackets, at: cut_at };
                if let Some(place) = marks.cuts.get_mut(at) {
                    *place = Some(place.map_or(cut, |other| other.min(cut)));
                }
            };
            match part.kind {
                PartKind::Word | PartKind::Parenthesis | PartKind::Minus => {}
                PartKind::Over | PartKind::Times | PartKind::Of => cut(part.first, CutAt::Product),
                PartKind::Sum => cut(part.first, CutAt::Sum),
                PartKind::Logic => cut(part.first, CutAt::Logic),
                PartKind::Comparison => cut(part.first, CutAt::Comparison),
                PartKind::Ending => cut(part.first + 1, CutAt::Ending),
                PartKind::Separator => cut(part.last + 1, CutAt::Separator),
                PartKind::Arguments | PartKind::Index => set(&mut marks.tight, part.first),
                PartKind::Range => (part.first + 1..=part.last).for_each(|at| set(&mut marks.ranged, at)),
                PartKind::Row => {
                    rows = true;
                    set(&mut marks.begins, part.first);
                }
                PartKind::Value => {
                    cut(part.first, CutAt::Value);
                    set(&mut marks.values, part.first);
                }
                PartKind::Condition => cut(part.first, CutAt::Condition),
                PartKind::Limit => cut(part.first, CutAt::Limit),
                PartKind::Tail if rows && !tails => {
                    tails = true;
                    set(&mut marks.begins, part.first);
                }
                PartKind::Tail => cut(part.first, CutAt::Tail),
            }
        }
        marks
    }
}

impl Marks {
    /// A division whose sign touches both its sides is left so: what looks like a unit may be meant as one.
    fn leave_glued_slashes(&mut self, text: &str, parts: &Parts) {
        for at in 1..self.whole.len().saturating_sub(1) {
            let token = |at: usize| parts.tokens.get(at).copied();
            let (Some(before), Some(own), Some(next)) = (token(at - 1), token(at), token(at + 1)) else { continue };
            let glued = before.end == own.start && own.end == next.start && matches!(own.of(text), "/" | "／");
            if let Some(part) = self.whole.get_mut(at).filter(|part| glued && **part == Some(PartKind::Over)) {
                *part = None;
                for at in [at, at + 1] {
                    self.tight.get_mut(at).into_iter().for_each(|tight| *tight = true);
                }
            }
        }
    }
}

fn put<T>(list: &mut [Option<T>], at: usize, value: T) {
    if let Some(place) = list.get_mut(at) {
        *place = Some(value);
    }
}
