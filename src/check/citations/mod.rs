//! Citations: every quote stands word for word in the document, every article is there, every sentence is covered.

mod index;
mod nearest;
mod quoted;

use std::collections::HashMap;
use std::ops::Range;

use crate::ast::{self, Text};
use crate::diagnostic::Diagnostics;
use crate::ir::Quote;
use crate::source::{Role, SourceId, Sources, Span, file_name, number};

use super::error::CitationError;
pub(super) use nearest::Nearest;
use nearest::nearest;
use quoted::Quoted;

/// How many quotes that are not found get the passage that they probably mean; comparing is slow.
const COMPARED: usize = 100;

/// How many places of one quote are kept.
const PLACES: usize = 100;

/// The document and what was quoted from it.
pub(super) struct Citations<'a> {
    source: Option<&'a Text>,
    document: Option<Quoted<'a>>,
    /// Whether the missing document was reported.
    reported: bool,
    /// Articles that measures name, by number.
    articles: HashMap<String, usize>,
    /// The number of each of them and its stretches.
    sections: Vec<(String, Vec<(usize, usize)>)>,
    compared: usize,
    /// Words that quote a document of their own.
    others: Vec<(Span, Citations<'a>)>,
}

/// Where in the document the words of a clause should stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Under {
    /// Anywhere.
    Anything,
    /// In an article, by its place among those named.
    Article(usize),
}

impl<'a> Citations<'a> {
    pub(super) fn of(source: Option<&'a Text>, sources: &'a Sources, damaged: bool) -> Citations<'a> {
        let found = source.and_then(|source| document(source, sources)).and_then(|id| Some((id, sources.get(id)?)));
        Citations {
            source,
            document: found.map(|(id, text)| Quoted::of(id, text)),
            // Where the header could not be read, it may have named the document.
            reported: damaged && source.is_none(),
            articles: HashMap::new(),
            sections: Vec::new(),
            compared: 0,
            others: Vec::new(),
        }
    }

    /// Another document, which some words of the rules quote.
    pub(super) fn also(&mut self, words: Span, source: &'a Text, sources: &'a Sources) {
        self.others.push((words, Citations::of(Some(source), sources, false)));
    }

    /// The documents, for the digest.
    pub(super) fn documents(&self) -> Vec<SourceId> {
        let others = self.others.iter().flat_map(|(_, other)| &other.document);
        self.document.iter().chain(others).map(|document| document.id).collect()
    }

    /// What words with a document of their own are quoted from.
    fn of_words(&mut self, words: Span) -> Option<&mut Citations<'a>> {
        self.others.iter_mut().find(|(own, _)| holds(*own, words)).map(|(_, other)| other)
    }

    /// The article that a measure names.
    pub(super) fn article(&mut self, article: &Text, found: &mut Diagnostics) -> Under {
        if let Some(own) = self.of_words(article.span) {
            return own.article(article, found);
        }
        let Some(document) = &self.document else {
            self.no_document(article.span, found);
            return Under::Anything;
        };
        let wanted = number(&article.value).unwrap_or_else(|| article.value.trim().to_owned());
        if let Some(known) = self.articles.get(&wanted) {
            return Under::Article(*known);
        }
        let sections = document.words.sections(&wanted);
        if sections.is_empty() {
            let known = document.words.numbers();
            found.push(CitationError::ArticleNotFound { span: article.span, article: wanted, known });
            return Under::Anything;
        }
        let at = self.sections.len();
        self.sections.push((wanted.clone(), sections));
        self.articles.insert(wanted, at);
        Under::Article(at)
    }

    /// A quote: found in the document under its own article or that of its measure, marked as covering its sentence.
    pub(super) fn cite(&mut self, quote: &ast::Quote, under: Under, found: &mut Diagnostics) -> Quote {
        if let Some(own) = self.of_words(quote.text.span) {
            return own.cite(quote, under, found);
        }
        let own = quote.article.as_ref().map(|article| self.article(article, found));
        let (quote, under) = (&quote.text, own.unwrap_or(under));
        let text = quote.value.clone();
        let Some(document) = &mut self.document else {
            self.no_document(quote.span, found);
            return Quote { text, article: None, places: Vec::new() };
        };
        if text.trim().is_empty() {
            found.push(CitationError::EmptyQuote { span: quote.span });
            return Quote { text, article: None, places: Vec::new() };
        }
        let places = document.index.occurrences(&document.text, &text);
        if places.is_empty() {
            let nearest = if self.compared < COMPARED { nearest(document, &text) } else { None };
            self.compared += 1;
            if let Some(nearest) = &nearest {
                document.cover(nearest.place.start as usize, nearest.place.end as usize, quote.span);
            }
            let (span, inside) = (quote.span, inside(quote));
            found.push(CitationError::QuoteNotFound { span, inside, nearest: nearest.map(Box::new) });
            return Quote { text, article: None, places: Vec::new() };
        }
        let wanted = match under {
            Under::Anything => None,
            Under::Article(at) => self.sections.get(at),
        };
        let within_own: Vec<usize> = match wanted {
            None => places.clone(),
            Some((_, sections)) => {
                let within = |place: &usize| sections.iter().any(|(start, end)| start <= place && place < end);
                places.iter().copied().filter(within).collect()
            }
        };
        let kept = if within_own.is_empty() { &places } else { &within_own };
        for place in kept {
            document.cover(*place, *place + text.len(), quote.span);
        }
        let article = kept.first().and_then(|place| document.words.article_at(*place));
        if let Some((own, _)) = wanted.filter(|_| within_own.is_empty()) {
            let first = places.first().copied().unwrap_or(0);
            let place = Span::new(document.id, first, first + text.len());
            found.push(CitationError::UnderOtherArticle {
                span: quote.span,
                place,
                article: article.clone(),
                own: own.clone(),
            });
        }
        let place = |start: &usize| Span::new(document.id, *start, *start + text.len());
        let places = kept.iter().take(PLACES).map(place).collect();
        Quote { text, article, places }
    }

    /// Sentences that no quote touches.
    pub(super) fn uncovered(&self, found: &mut Diagnostics) {
        self.others.iter().for_each(|(_, other)| other.uncovered(found));
        for (span, quotes) in self.passages() {
            if quotes.is_empty() {
                found.push(CitationError::SentenceNotCovered { span, text: self.words(span).to_owned() });
            }
        }
    }

    /// The sentences of the policy's document, in order, each with the quotes that touch it.
    pub(super) fn passages(&self) -> impl Iterator<Item = (Span, &[Span])> {
        self.document.iter().flat_map(Quoted::passages)
    }

    /// Words of the policy's document.
    pub(super) fn words(&self, span: Span) -> &str {
        self.document.as_ref().and_then(|document| document.text.get(span.range())).unwrap_or("")
    }

    fn no_document(&mut self, span: Span, found: &mut Diagnostics) {
        if self.reported {
            return;
        }
        self.reported = true;
        found.push(match self.source {
            Some(source) => CitationError::DocumentMissing { span: source.span, name: source.value.clone() },
            None => CitationError::NoSource { span },
        });
    }
}

/// Whether some words of a text hold others.
pub(super) fn holds(words: Span, others: Span) -> bool {
    words.source == others.source && words.start <= others.start && others.end <= words.end
}

/// The document of a name.
pub(super) fn document(source: &Text, sources: &Sources) -> Option<SourceId> {
    let wanted = file_name(&source.value);
    sources.of(Role::Document).find(|(_, text)| file_name(text.name()) == wanted).map(|(id, _)| id)
}

/// Where some words of a string stand in the rule file; the whole string where it has escapes.
pub(super) fn place_within(text: &Text, words: &Range<usize>) -> Span {
    let Some(marks) = inside(text) else { return text.span };
    let start = text.span.start as usize + marks;
    Span::new(text.span.source, start + words.start, start + words.end)
}

/// How many bytes of delimiters stand before the words of a string, where the words stand in it as they are.
fn inside(text: &Text) -> Option<usize> {
    let marks = text.span.range().len().checked_sub(text.value.len())?;
    let plain = !text.value.contains(['\\', '"', '”', '」']);
    (plain && marks.is_multiple_of(2)).then_some(marks / 2)
}
