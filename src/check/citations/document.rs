//! The document: its headings, its sentences, and which of them are quoted.

use std::collections::HashMap;

use crate::source::{Source, SourceId};

use super::index::Index;
use super::number::number;

/// A document as Markdown: headings begin with `#`, each other line is prose.
pub(super) struct Document<'a> {
    pub(super) id: SourceId,
    pub(super) text: &'a str,
    pub(super) index: Index,
    headings: Vec<Heading>,
    /// The headings of each number.
    numbered: HashMap<String, Vec<usize>>,
    /// The headings around the line being read.
    open: Vec<usize>,
    sentences: Vec<Sentence>,
}

struct Heading {
    level: usize,
    number: Option<String>,
    start: usize,
    /// Where the next heading of its level or above begins.
    end: usize,
    /// The number of the deepest numbered heading that holds what follows it.
    article: Option<String>,
}

struct Sentence {
    start: usize,
    end: usize,
    covered: bool,
}

impl<'a> Document<'a> {
    pub(super) fn of(id: SourceId, source: &'a Source) -> Document<'a> {
        let text = source.text();
        let mut document = Document {
            id,
            text,
            index: Index::of(text),
            headings: Vec::new(),
            open: Vec::new(),
            numbered: HashMap::new(),
            sentences: Vec::new(),
        };
        for line in 1..=source.line_count() {
            let range = source.line_range(line);
            let Some(words) = text.get(range.clone()) else { continue };
            let marks = words.chars().take_while(|c| *c == '#').count();
            if marks > 0 {
                let title = words.trim_start_matches('#');
                document.add_heading(marks, number(title), range.start);
            } else if !words.trim_start().starts_with("<!--") {
                document.add_sentences(range.start, words);
            }
        }
        document
    }

    fn add_heading(&mut self, level: usize, number: Option<String>, start: usize) {
        let end = self.text.len();
        while let Some(heading) = self.open.last().and_then(|at| self.headings.get_mut(*at)) {
            if heading.level < level {
                break;
            }
            heading.end = start;
            self.open.pop();
        }
        let above = self.open.last().and_then(|at| self.headings.get(*at)).and_then(|heading| heading.article.clone());
        let article = number.clone().or(above);
        self.open.push(self.headings.len());
        if let Some(number) = &number {
            self.numbered.entry(number.clone()).or_default().push(self.headings.len());
        }
        self.headings.push(Heading { level, number, start, end, article });
    }

    fn add_sentences(&mut self, start: usize, line: &str) {
        let mut begin = 0;
        let mut rest = line.char_indices().peekable();
        while let Some((at, c)) = rest.next() {
            if !matches!(c, '。' | '！' | '？') {
                continue;
            }
            let mut end = at + c.len_utf8();
            while let Some((_, close)) = rest.next_if(|(_, c)| matches!(c, '”' | '’' | '」' | '』' | '）' | ')' | '"'))
            {
                end += close.len_utf8();
            }
            self.add_sentence(start, line, begin..end);
            begin = end;
        }
        self.add_sentence(start, line, begin..line.len());
    }

    fn add_sentence(&mut self, start: usize, line: &str, range: std::ops::Range<usize>) {
        let Some(words) = line.get(range.clone()) else { return };
        if !words.chars().any(char::is_alphanumeric) {
            return;
        }
        let first = range.start + (words.len() - words.trim_start().len());
        let last = range.end - (words.len() - words.trim_end().len());
        self.sentences.push(Sentence { start: start + first, end: start + last, covered: false });
    }

    /// The stretches of the deepest headings with a number.
    pub(super) fn sections(&self, wanted: &str) -> Vec<(usize, usize)> {
        let numbered = self.numbered.get(wanted).map_or(&[][..], Vec::as_slice);
        let own = || numbered.iter().filter_map(|at| self.headings.get(*at));
        let deepest = own().map(|heading| heading.level).max();
        own().filter(|heading| Some(heading.level) == deepest).map(|heading| (heading.start, heading.end)).collect()
    }

    /// The numbers of all headings, in order, each once.
    pub(super) fn numbers(&self) -> Vec<String> {
        let mut numbers: Vec<String> = Vec::new();
        for number in self.headings.iter().filter_map(|heading| heading.number.as_ref()) {
            if !numbers.contains(number) && numbers.len() < 100 {
                numbers.push(number.clone());
            }
        }
        numbers
    }

    /// The article that a place belongs to.
    pub(super) fn article_at(&self, place: usize) -> Option<String> {
        let above = self.headings.partition_point(|heading| heading.start <= place);
        self.headings.get(above.checked_sub(1)?)?.article.clone()
    }

    /// Marks the sentences that a stretch touches.
    pub(super) fn cover(&mut self, start: usize, end: usize) {
        let first = self.sentences.partition_point(|sentence| sentence.end <= start);
        for sentence in self.sentences.iter_mut().skip(first).take_while(|sentence| sentence.start < end) {
            sentence.covered = true;
        }
    }

    /// The sentences not marked, in order.
    pub(super) fn uncovered(&self) -> impl Iterator<Item = (usize, usize)> {
        self.sentences.iter().filter(|sentence| !sentence.covered).map(|sentence| (sentence.start, sentence.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_full_stops_and_lines_and_belong_to_the_deepest_article() {
        let source = Source::new("s.md", "前言。\n## 1、总则\n甲。“乙！”丙\n### （2） 奖励\n### 说明\n丁\n---\n");
        let document = Document::of(SourceId(0), &source);
        let words: Vec<&str> =
            document.uncovered().map(|(start, end)| source.text().get(start..end).unwrap()).collect();
        assert_eq!(words, ["前言。", "甲。", "“乙！”", "丙", "丁"]);
        let at = |words: &str| document.article_at(source.text().find(words).unwrap());
        assert_eq!((at("前言"), at("甲"), at("丁")), (None, Some("1".into()), Some("1".into())));
        assert_eq!(document.sections("2").len(), 1);
    }
}
