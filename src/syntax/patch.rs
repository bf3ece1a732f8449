//! The text of one clause with the changes that make it readable, and the way back to the places in the file.

use std::borrow::Cow;

use crate::source::{SourceId, Span};

/// A change: these bytes of the clause, replaced.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Edit {
    /// First byte, counted in the clause as written.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// What stands there instead.
    pub text: String,
}

/// A clause as it is read: as written, but for the edits.
#[derive(Debug)]
pub(super) struct Patched<'a> {
    source: SourceId,
    /// Where the clause begins in the file.
    base: usize,
    original: &'a str,
    text: Cow<'a, str>,
    /// For each edit, where it stands now and where it came from, in order.
    moves: Vec<Move>,
}

#[derive(Debug, Clone, Copy)]
struct Move {
    now: (usize, usize),
    was: (usize, usize),
}

impl<'a> Patched<'a> {
    /// The clause that stands at `base`, with the edits applied: sorted by place, none over another.
    pub fn new(source: SourceId, base: usize, original: &'a str, edits: &[Edit]) -> Patched<'a> {
        if edits.is_empty() {
            return Patched { source, base, original, text: Cow::Borrowed(original), moves: Vec::new() };
        }
        let mut text = String::with_capacity(original.len());
        let mut moves = Vec::with_capacity(edits.len());
        let mut done = 0;
        for edit in edits {
            text.push_str(original.get(done..edit.start).unwrap_or(""));
            let start = text.len();
            text.push_str(&edit.text);
            moves.push(Move { now: (start, text.len()), was: (edit.start, edit.end) });
            done = edit.end;
        }
        text.push_str(original.get(done..).unwrap_or(""));
        Patched { source, base, original, text: Cow::Owned(text), moves }
    }

    /// What is read.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// A byte of what is read, in the clause as written; inside an edit, its beginning or its end.
    pub fn was(&self, now: usize, is_end: bool) -> usize {
        let before =
            self.moves.partition_point(|edit| edit.now.0 < now || (!is_end && edit.now.1 <= now && edit.now.0 <= now));
        match before.checked_sub(1).and_then(|at| self.moves.get(at)) {
            None => now,
            Some(edit) if now >= edit.now.1 => edit.was.1 + (now - edit.now.1),
            Some(edit) => {
                if is_end {
                    edit.was.1
                } else {
                    edit.was.0
                }
            }
        }
    }

    /// Whether a byte of what is read lies in an edit.
    pub fn is_edited(&self, now: usize) -> bool {
        self.moves.iter().any(|edit| edit.now.0 <= now && now < edit.now.1)
    }

    /// The place in the file of a range of what is read.
    pub fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.source, self.base + self.was(start, false), self.base + self.was(end, true))
    }

    /// The place in the file of a range of the clause as written.
    pub fn written(&self, start: usize, end: usize) -> Span {
        Span::new(self.source, self.base + start, self.base + end)
    }

    /// The place of the whole clause.
    pub fn whole(&self) -> Span {
        self.written(0, self.original.len())
    }

    /// The words of a place in the clause, as written.
    pub fn original(&self, span: Span) -> &'a str {
        let range = span.range();
        let from = range.start.saturating_sub(self.base);
        self.original.get(from..range.end.saturating_sub(self.base)).unwrap_or("")
    }
}
