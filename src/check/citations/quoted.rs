//! A document that the rules quote: where words stand in it, and which sentences were quoted.

use super::index::Index;
use crate::source::{Document, Source, SourceId};

/// The document and what was quoted from it.
pub(super) struct Quoted<'a> {
    pub(super) id: SourceId,
    pub(super) text: &'a str,
    pub(super) index: Index,
    pub(super) words: Document,
    /// Of each sentence, whether a quote touches it.
    covered: Vec<bool>,
}

impl<'a> Quoted<'a> {
    pub(super) fn of(id: SourceId, source: &'a Source) -> Quoted<'a> {
        let (text, words) = (source.text(), Document::of(source));
        let covered = vec![false; words.sentences().len()];
        Quoted { id, text, index: Index::of(text), words, covered }
    }

    /// Marks the sentences that a stretch touches.
    pub(super) fn cover(&mut self, start: usize, end: usize) {
        for covered in self.covered.get_mut(self.words.touched(start, end)).unwrap_or_default() {
            *covered = true;
        }
    }

    /// The sentences not marked, in order.
    pub(super) fn uncovered(&self) -> impl Iterator<Item = (usize, usize)> {
        let sentences = self.words.sentences().iter().zip(&self.covered);
        sentences.filter(|(_, covered)| !**covered).map(|(sentence, _)| (sentence.start, sentence.end))
    }
}
