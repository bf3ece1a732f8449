//! Where findings are, as lines and character columns, counted once for all of them.
//!
//! A column is a count of characters from the beginning of the line; counting it anew for each of a thousand findings
//! in one long line would take a thousand passes over it.

use crate::diagnostic::Diagnostic;
use crate::source::{Position, SourceId, Sources, Span};

/// The positions of everything that some findings point at.
pub(super) struct Places<'a> {
    sources: &'a Sources,
    /// Sorted by text and offset.
    positions: Vec<((SourceId, u32), Position)>,
}

/// A place as a reader is told it.
pub(super) struct Place<'a> {
    pub file: &'a str,
    pub start: Position,
    pub end: Position,
}

impl<'a> Places<'a> {
    pub fn of(findings: &[Diagnostic], sources: &'a Sources) -> Places<'a> {
        let mut places = Places { sources, positions: Vec::new() };
        let mut offsets: Vec<(SourceId, u32)> = findings
            .iter()
            .flat_map(|finding| {
                let shown = std::iter::once(finding.span).chain(finding.also.iter().map(|(span, _)| *span));
                let shown = shown.chain(finding.silenced.iter().map(|silenced| silenced.by));
                let shown = shown.filter_map(|span| places.shown(span));
                shown.chain(finding.fix.iter().filter_map(|fix| places.cut(fix.span)))
            })
            .flat_map(|span| [(span.source, span.start), (span.source, span.end)])
            .collect();
        offsets.sort_unstable();
        offsets.dedup();

        for (id, offset) in offsets {
            let Some(source) = sources.get(id) else { continue };
            let line = source.line_of(offset as usize);
            let (from, before) = match places.positions.last() {
                Some(((last_id, last), at)) if *last_id == id && at.line == line => (*last as usize, at.column),
                _ => (source.line_range(line).start, 1),
            };
            let counted = source.text().get(from..offset as usize).map_or(0, |between| between.chars().count());
            places.positions.push(((id, offset), Position { line, column: before + counted }));
        }
        places
    }

    /// The span within its text, on character boundaries; `None` where the text isn't there.
    pub fn cut(&self, span: Span) -> Option<Span> {
        let text = self.sources.get(span.source)?.text();
        let range = span.range();
        Some(Span::new(span.source, text.floor_char_boundary(range.start), text.ceil_char_boundary(range.end)))
    }

    /// The same as people are shown it: what lies at the end of the text is shown at its last visible character.
    pub fn shown(&self, span: Span) -> Option<Span> {
        let span = self.cut(span)?;
        let text = self.sources.get(span.source)?.text();
        if span.range().start < text.len() {
            return Some(span);
        }
        let visible = text.trim_end();
        let last = visible.chars().next_back().map_or(0, char::len_utf8);
        Some(Span::new(span.source, visible.len().saturating_sub(last), visible.len()))
    }

    /// Where a finding is, or one of the places that belong to it.
    pub fn find(&self, span: Span) -> Option<Place<'a>> {
        self.place(self.shown(span)?)
    }

    /// Where the words are that a fix replaces.
    pub fn find_fix(&self, span: Span) -> Option<Place<'a>> {
        self.place(self.cut(span)?)
    }

    /// The position of an offset that one of the findings has.
    pub fn position(&self, source: SourceId, offset: u32) -> Option<Position> {
        let at = self.positions.binary_search_by_key(&(source, offset), |(key, _)| *key).ok()?;
        self.positions.get(at).map(|(_, position)| *position)
    }

    fn place(&self, span: Span) -> Option<Place<'a>> {
        let file = self.sources.get(span.source)?.name();
        Some(Place { file, start: self.position(span.source, span.start)?, end: self.position(span.source, span.end)? })
    }
}
