//! Findings drawn under the words that they speak of, by miette.
//!
//! miette numbers columns in bytes, rescans the text for every finding, speaks English in its headings and cannot mark
//! two texts at once. So it is given one snippet at a time through a [`Window`] that knows the lines already; the
//! headings are written here, and a place in another text is a snippet of its own after the first.

use super::human::{Advice, advice, severity_word, visible};
use super::places::Places;
use super::{Language, Style};
use crate::diagnostic::{Diagnostic, Severity, Wording};
use crate::source::{Source, SourceId, Sources, Span};
use crate::wording;
use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan,
    SpanContents,
};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

/// A span of more lines is marked on its first alone: a whole declaration would bury the message.
const MARKED_LINES: usize = 12;
/// A span of more bytes is marked up to here.
const MARKED_BYTES: usize = 1_000;
/// A line longer than this beside a marked place is cut, or left out.
const LONG_LINE: usize = 1_000;
/// How much of a cut line stays on either side.
const MARGIN: usize = 200;
/// Places further apart than this are drawn in two pieces.
const SNIPPET_BYTES: usize = 8_000;
/// Places of one text within so many lines of the finding are drawn together with it; miette would otherwise draw
/// them first.
const NEAR_LINES: usize = 3;
/// More places than this are counted, not drawn.
const DRAWN_PLACES: usize = 5;

/// Draws findings.
pub(super) struct Pen<'a> {
    sources: &'a Sources,
    places: &'a Places<'a>,
    texts: BTreeMap<SourceId, Cow<'a, str>>,
    language: Language,
    width: usize,
    theme: GraphicalTheme,
    handler: GraphicalReportHandler,
}

impl<'a> Pen<'a> {
    pub fn new(
        findings: &[Diagnostic],
        sources: &'a Sources,
        places: &'a Places<'a>,
        language: Language,
        style: Style,
    ) -> Pen<'a> {
        let spans = findings
            .iter()
            .flat_map(|finding| std::iter::once(finding.span).chain(finding.also.iter().map(|(span, _)| *span)));
        let mut texts = BTreeMap::new();
        for span in spans {
            if let Some(source) = sources.get(span.source) {
                texts.entry(span.source).or_insert_with(|| visible(source.text()));
            }
        }
        let theme = if style.colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
        let width = style.width.max(40);
        let handler = GraphicalReportHandler::new_themed(theme.clone())
            .with_width(width)
            .with_links(false)
            .with_context_lines(1)
            .without_syntax_highlighting();
        Pen { sources, places, texts, language, width, theme, handler }
    }

    pub fn write(&self, finding: &Diagnostic, out: &mut String) {
        let (drawn, rest) = finding.also.split_at_checked(DRAWN_PLACES).unwrap_or((&finding.also, &[]));
        let (here, elsewhere): (Vec<_>, Vec<_>) = drawn.iter().partition(|(span, _)| self.near(finding.span, *span));

        let mut labels = vec![self.label(finding.span, Some(&finding.label), true)];
        labels.extend(here.into_iter().map(|(span, label)| self.label(*span, Some(label), false)));
        let headline = format!("{} {}", severity_word(finding.severity, self.language), finding.code);
        self.draw(
            Snippet {
                headline: Some(headline),
                message: visible(finding.message.get(self.language)).into_owned(),
                severity: finding.severity,
                labels: labels.into_iter().flatten().collect(),
                window: self.window(finding.span.source),
            },
            out,
        );
        for (span, label) in elsewhere {
            self.draw(
                Snippet {
                    headline: None,
                    message: visible(label.get(self.language)).into_owned(),
                    severity: Severity::Hint,
                    labels: self.label(*span, None, true).into_iter().collect(),
                    window: self.window(span.source),
                },
                out,
            );
        }
        if !rest.is_empty() {
            let number = rest.len();
            let plural = if number == 1 { "" } else { "s" };
            let more = wording!("and {number} more place{plural}", "另有 {number} 处");
            out.push_str(&format!("  {}\n", more.get(self.language)));
        }
        for advice in advice(finding, self.sources, self.places, self.language) {
            self.write_advice(&advice, out);
        }
    }

    fn draw(&self, snippet: Snippet<'_>, out: &mut String) {
        // Writing to a string can't fail, and a window refuses only what it was not asked to show.
        let _ = self.handler.render_report(out, &snippet);
    }

    fn write_advice(&self, advice: &Advice, out: &mut String) {
        let indent = format!("  {}", self.theme.styles.help.style(advice.heading));
        let hanging = " ".repeat(textwrap::core::display_width(&indent));
        let options = textwrap::Options::new(self.width).initial_indent(&indent).subsequent_indent(&hanging);
        out.push_str(&textwrap::fill(advice.sentence.trim_end(), options));
        out.push('\n');
        for line in advice.code.iter().flat_map(|code| code.lines()) {
            out.push_str(&format!("    {line}\n"));
        }
    }

    fn window(&self, id: SourceId) -> Option<Window<'_>> {
        let (source, text) = (self.sources.get(id)?, self.texts.get(&id)?);
        Some(Window { id, source, text, places: self.places })
    }

    /// The bytes of a span that are marked.
    fn marked(&self, span: Span) -> Option<(usize, usize)> {
        let span = self.places.shown(span)?;
        let source = self.sources.get(span.source)?;
        let (start, mut end) = (span.range().start, span.range().end);
        let line = source.line_of(start);
        if source.line_of(last_byte(start, end)) >= line + MARKED_LINES {
            end = source.line_range(line).end.max(start);
        }
        Some((start, end.min(source.text().floor_char_boundary(start + MARKED_BYTES))))
    }

    fn near(&self, finding: Span, other: Span) -> bool {
        let lines = |span: Span| {
            let (source, (start, end)) = (self.sources.get(span.source)?, self.marked(span)?);
            Some((source.line_of(start), source.line_of(last_byte(start, end))))
        };
        match (lines(finding), lines(other)) {
            (Some((first, last)), Some((other_first, other_last))) => {
                finding.source == other.source && other_first <= last + NEAR_LINES && first <= other_last + NEAR_LINES
            }
            _ => false,
        }
    }

    fn label(&self, span: Span, label: Option<&Wording>, primary: bool) -> Option<LabeledSpan> {
        let (start, end) = self.marked(span)?;
        let words = label.map(|label| visible(label.get(self.language)).into_owned());
        Some(match primary {
            true => LabeledSpan::new_primary_with_span(words, (start, end - start)),
            false => LabeledSpan::new_with_span(words, (start, end - start)),
        })
    }
}

/// The last byte of a range, or where an empty one stands.
fn last_byte(start: usize, end: usize) -> usize {
    end.saturating_sub(1).max(start)
}

/// One drawing: a text with some of its places marked.
struct Snippet<'a> {
    headline: Option<String>,
    message: String,
    severity: Severity,
    labels: Vec<LabeledSpan>,
    window: Option<Window<'a>>,
}

impl fmt::Debug for Snippet<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl fmt::Display for Snippet<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Snippet<'_> {}

impl miette::Diagnostic for Snippet<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.headline.as_ref()?))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Hint => miette::Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.window.as_ref().map(|window| window as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}

/// A text as miette looks at it.
struct Window<'a> {
    id: SourceId,
    source: &'a Source,
    /// The text of the source, made visible; byte for byte as long.
    text: &'a str,
    places: &'a Places<'a>,
}

impl SourceCode for Window<'_> {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (start, end) = (span.offset(), span.offset() + span.len());
        let (first, last) = (self.source.line_of(start), self.source.line_of(last_byte(start, end)));
        if span.len() > SNIPPET_BYTES {
            return Err(MietteError::OutOfBounds);
        }
        // Without lines around it, miette asks where the span itself begins.
        let (from, to, lines, column) = if before == 0 && after == 0 {
            let offset = u32::try_from(start).unwrap_or(u32::MAX);
            let column = self.places.position(self.id, offset).map_or(1, |at| at.column);
            (start, end, (first, last), column - 1)
        } else {
            let ((from, first), (to, last)) = (self.from(start, first, before), self.to(end, last, after));
            (from, to, (first, last), usize::from(from != self.source.line_range(first).start))
        };
        let data = self.text.get(from..to).ok_or(MietteError::OutOfBounds)?.as_bytes();
        let name = visible(self.source.name()).into_owned();
        let ((first, last), shown) = (lines, (from, to - from).into());
        Ok(Box::new(MietteSpanContents::new_named(name, data, shown, first - 1, column, last - first + 1)))
    }
}

impl Window<'_> {
    /// Where a snippet begins whose mark begins at `offset` in `line`, and in which line.
    fn from(&self, offset: usize, line: usize, lines_before: usize) -> (usize, usize) {
        let start = self.source.line_range(line).start;
        if offset - start > LONG_LINE {
            return (self.text.floor_char_boundary(offset - MARGIN), line);
        }
        let mut first = line;
        while first > 1 && line - first < lines_before && self.source.line_range(first - 1).len() <= LONG_LINE {
            first -= 1;
        }
        (self.source.line_range(first).start, first)
    }

    /// Where a snippet ends whose mark ends at `offset` in `line`, and in which line.
    fn to(&self, offset: usize, line: usize, lines_after: usize) -> (usize, usize) {
        if self.source.line_range(line).end.saturating_sub(offset) > LONG_LINE {
            return (self.text.ceil_char_boundary(offset + MARGIN), line);
        }
        let mut last = line;
        while last < self.source.line_count()
            && last - line < lines_after
            && self.source.line_range(last + 1).len() <= LONG_LINE
        {
            last += 1;
        }
        // With its line break, which a mark may stand at.
        (self.source.line_range(last + 1).start, last)
    }
}
