//! Texts that were read, and places in them. Knows nothing of the language.
//!
//! A [`Span`] is two byte offsets and the text they belong to; a [`Source`] turns an offset into a line and a
//! character column. Reading files is the command line's business: a `Sources` is given its texts.

mod document;
mod numbering;
mod numerals;

pub use document::{Document, Heading};
pub use numbering::{narrow_digit, number};
pub use numerals::{scale, stands_in_numeral, sure_value_of_numeral, value_of_numeral};

use std::sync::Arc;

/// Which text of a [`Sources`] a span belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct SourceId(pub u32);

/// A half-open range of bytes in one text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The text.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The span of `start..end` in `source`; offsets past 4 GiB are clamped (texts that large are refused on reading).
    pub fn new(source: SourceId, start: usize, end: usize) -> Span {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Span { source, start: clamp(start), end: clamp(end.max(start)) }
    }

    /// The smallest span that holds both; `self` where they lie in different texts.
    pub fn to(self, other: Span) -> Span {
        if self.source != other.source {
            return self;
        }
        Span { source: self.source, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The byte range, for slicing with `get`.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The empty span right behind this one.
    pub fn after(self) -> Span {
        Span { start: self.end, ..self }
    }

    /// The empty span at the beginning of this one.
    pub fn before(self) -> Span {
        Span { end: self.start, ..self }
    }
}

/// All that a part of a tree or a program holds but for its places, as a text: for telling whether two are the same but for these.
///
/// ```
/// use bursary::source::{SourceId, Span, without_places};
/// let (one, other) = (Span::new(SourceId(0), 1, 2), Span::new(SourceId(0), 3, 4));
/// assert_eq!(without_places(&("a", one)), without_places(&("a", other)));
/// assert_ne!(without_places(&("a", one)), without_places(&("b", one)));
/// ```
pub fn without_places(part: &impl std::fmt::Debug) -> String {
    const PLACE: &str = "Span { source: SourceId(";
    let written = format!("{part:?}");
    let mut parts = written.split(PLACE);
    let mut rest = parts.next().unwrap_or("").to_owned();
    for part in parts {
        rest.push_str(part.split_once(" }").map_or(part, |(_, rest)| rest));
    }
    rest
}

/// A line and a column, both counted from 1; the column counts characters, not bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The character in its line, from 1.
    pub column: usize,
}

/// One text with its name and the places where its lines begin.
#[derive(Debug, Clone)]
pub struct Source {
    name: Arc<str>,
    text: Arc<str>,
    lines: Vec<u32>,
}

impl Source {
    /// A text under the name that messages show for it (a path as the user wrote it).
    pub fn new(name: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Source {
        let text: Arc<str> = text.into();
        let mut lines = vec![0];
        for (offset, byte) in text.bytes().enumerate() {
            if byte == b'\n' {
                lines.push(u32::try_from(offset + 1).unwrap_or(u32::MAX));
            }
        }
        Source { name: name.into(), text, lines }
    }

    /// The name shown in messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The last part of the name: what it is called wherever its folder lies.
    pub fn file_name(&self) -> &str {
        file_name(&self.name)
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The words at a span; empty where the span does not fit the text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// How many lines the text has.
    pub fn line_count(&self) -> usize {
        self.lines.len()
    }

    /// The line (from 1) that holds a byte offset.
    pub fn line_of(&self, offset: usize) -> usize {
        self.lines.partition_point(|start| *start as usize <= offset).max(1)
    }

    /// Where a line (from 1) begins and ends, without its line break; empty past the end.
    pub fn line_range(&self, line: usize) -> std::ops::Range<usize> {
        let start = line.checked_sub(1).and_then(|at| self.lines.get(at)).map_or(self.text.len(), |at| *at as usize);
        let end = self.lines.get(line).map_or(self.text.len(), |at| *at as usize);
        let line = self.text.get(start..end).unwrap_or("");
        start..start + line.trim_end_matches(['\n', '\r']).len()
    }

    /// The line and character column of a byte offset.
    ///
    /// ```
    /// use bursary::source::{Position, Source};
    /// let source = Source::new("a", "企业\n主体 x");
    /// assert_eq!(source.position(14), Position { line: 2, column: 4 });
    /// ```
    pub fn position(&self, offset: usize) -> Position {
        let line = self.line_of(offset);
        let start = self.line_range(line).start;
        let mut end = offset.min(self.text.len());
        while end > start && !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let column = self.text.get(start..end).map_or(0, |before| before.chars().count()) + 1;
        Position { line, column }
    }
}

/// The last part of a path, whichever of the two separators it is written with.
pub fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// What kind of text a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A file of rules.
    Rules,
    /// Rows of values that the rules name.
    Data,
    /// The text of the measure that the rules quote.
    Document,
    /// Case data.
    Case,
    /// What `bursary.toml` says of checking.
    Configuration,
}

/// All texts of one run: rule files, the documents they quote, case files.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    texts: Vec<(Role, Source)>,
}

impl Sources {
    /// No texts yet.
    pub fn new() -> Sources {
        Sources::default()
    }

    /// Adds a text and says under which id spans will name it.
    pub fn add(&mut self, role: Role, source: Source) -> SourceId {
        let id = SourceId(u32::try_from(self.texts.len()).unwrap_or(u32::MAX));
        self.texts.push((role, source));
        id
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// The text of an id.
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        self.texts.get(id.0 as usize).map(|(_, source)| source)
    }

    /// Puts another text in the place of one, under its name and id.
    pub fn replace(&mut self, id: SourceId, text: impl Into<Arc<str>>) {
        if let Some((_, own)) = self.texts.get_mut(id.0 as usize) {
            *own = Source::new(own.name.clone(), text);
        }
    }

    /// The words at a span; empty where there are none.
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.source).map_or("", |source| source.slice(span))
    }

    /// The texts of one role, in the order in which they were added.
    pub fn of(&self, role: Role) -> impl Iterator<Item = (SourceId, &Source)> {
        self.texts
            .iter()
            .enumerate()
            .filter(move |(_, (own, _))| *own == role)
            .map(|(at, (_, source))| (SourceId(u32::try_from(at).unwrap_or(u32::MAX)), source))
    }

    /// Takes over the texts of another run; adding the result to their ids gives their ids here.
    pub fn append(&mut self, other: Sources) -> u32 {
        let base = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.texts.extend(other.texts);
        base
    }

    /// `name:line:column` of the beginning of a span.
    pub fn place(&self, span: Span) -> String {
        self.place_in(span, Source::name)
    }

    /// `file:line:column`, the same wherever the folder lies: for outputs that must not depend on the machine.
    pub fn place_in_file(&self, span: Span) -> String {
        self.place_in(span, Source::file_name)
    }

    fn place_in(&self, span: Span, name: impl Fn(&Source) -> &str) -> String {
        match self.get(span.source) {
            Some(source) => {
                let at = source.position(span.start as usize);
                format!("{}:{}:{}", name(source), at.line, at.column)
            }
            None => String::new(),
        }
    }
}
