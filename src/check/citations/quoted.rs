//! A document that the rules quote: where words stand in it, and which sentences were quoted.

use std::borrow::Cow;

use super::index::Index;
use crate::source::{Document, Source, SourceId, Span};

/// So many quotes of one sentence are kept.
const QUOTES: usize = 100;

/// The document and what was quoted from it.
pub(super) struct Quoted<'a> {
    pub(super) id: SourceId,
    /// Its text, each sentence on one line.
    pub(super) text: Cow<'a, str>,
    pub(super) index: Index,
    pub(super) words: Document,
    /// Of each sentence, the quotes that touch it.
    quotes: Vec<Vec<Span>>,
}

impl<'a> Quoted<'a> {
    pub(super) fn of(id: SourceId, source: &'a Source) -> Quoted<'a> {
        let words = Document::of(source);
        let quotes = vec![Vec::new(); words.sentences().len()];
        let text = match words.unwrapped() {
            Some(text) => Cow::Owned(text.to_owned()),
            None => Cow::Borrowed(source.text()),
        };
        Quoted { id, index: Index::of(&text), text, words, quotes }
    }

    /// Marks the sentences that a stretch touches as quoted by a text of the rules.
    pub(super) fn cover(&mut self, start: usize, end: usize, by: Span) {
        for quotes in self.quotes.get_mut(self.words.touched(start, end)).unwrap_or_default() {
            if quotes.len() < QUOTES && quotes.last() != Some(&by) {
                quotes.push(by);
            }
        }
    }

    /// The sentences, in order, each with the quotes that touch it.
    pub(super) fn passages(&self) -> impl Iterator<Item = (Span, &[Span])> {
        let sentences = self.words.sentences().iter().zip(&self.quotes);
        sentences.map(|(sentence, quotes)| (Span::new(self.id, sentence.start, sentence.end), quotes.as_slice()))
    }
}
