//! A document: its headings with their numbers, and its sentences.

use std::collections::HashMap;
use std::ops::Range;

use super::Source;
use super::numbering::number;

/// A document as Markdown: headings begin with `#`, each other line is prose.
#[derive(Debug, Clone)]
pub struct Document {
    headings: Vec<Heading>,
    /// The headings of each number.
    numbered: HashMap<String, Vec<usize>>,
    /// The headings around the line being read.
    open: Vec<usize>,
    sentences: Vec<Range<usize>>,
}

/// A heading of a document.
#[derive(Debug, Clone)]
pub struct Heading {
    /// How many `#` it begins with.
    pub level: usize,
    /// Its number in Western digits, where it has one.
    pub number: Option<String>,
    /// The byte where its line begins.
    pub start: usize,
    /// The byte where the next heading of its level or above begins.
    pub end: usize,
    /// The number of the deepest numbered heading that holds what follows it.
    pub article: Option<String>,
}

impl Document {
    /// Reads a document.
    pub fn of(source: &Source) -> Document {
        let text = source.text();
        let mut document =
            Document { headings: Vec::new(), open: Vec::new(), numbered: HashMap::new(), sentences: Vec::new() };
        for line in 1..=source.line_count() {
            let mut range = source.line_range(line);
            // What marks a file as UTF-8 is no word of the document.
            if line == 1 && text.starts_with('\u{feff}') {
                range.start = range.end.min('\u{feff}'.len_utf8());
            }
            let Some(words) = text.get(range.clone()) else { continue };
            let marks = words.chars().take_while(|c| *c == '#').count();
            if marks > 0 {
                let title = words.trim_start_matches('#');
                document.add_heading(marks, number(title), range.start, text.len());
            } else if !words.trim_start().starts_with("<!--") {
                document.add_sentences(range.start, words);
            }
        }
        document
    }

    fn add_heading(&mut self, level: usize, number: Option<String>, start: usize, end: usize) {
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
        self.sentences.push(start + first..start + last);
    }

    /// The stretches of the deepest headings with a number.
    pub fn sections(&self, wanted: &str) -> Vec<(usize, usize)> {
        let numbered = self.numbered.get(wanted).map_or(&[][..], Vec::as_slice);
        let own = || numbered.iter().filter_map(|at| self.headings.get(*at));
        let deepest = own().map(|heading| heading.level).max();
        own().filter(|heading| Some(heading.level) == deepest).map(|heading| (heading.start, heading.end)).collect()
    }

    /// The numbers of all headings, in order, each once.
    pub fn numbers(&self) -> Vec<String> {
        let mut numbers: Vec<String> = Vec::new();
        for number in self.headings.iter().filter_map(|heading| heading.number.as_ref()) {
            if !numbers.contains(number) && numbers.len() < 100 {
                numbers.push(number.clone());
            }
        }
        numbers
    }

    /// The article that a place belongs to.
    pub fn article_at(&self, place: usize) -> Option<String> {
        let above = self.headings.partition_point(|heading| heading.start <= place);
        self.headings.get(above.checked_sub(1)?)?.article.clone()
    }

    /// The headings, in order.
    pub fn headings(&self) -> &[Heading] {
        &self.headings
    }

    /// The sentences, in order: the bytes of each, without the blank space around it.
    pub fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    /// The places of the sentences that a stretch touches, among [`sentences`](Document::sentences).
    pub fn touched(&self, start: usize, end: usize) -> Range<usize> {
        let first = self.sentences.partition_point(|sentence| sentence.end <= start);
        let last = self.sentences.partition_point(|sentence| sentence.start < end);
        first..last.max(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_full_stops_and_lines_and_belong_to_the_deepest_article() {
        let source = Source::new("s.md", "前言。\n## 1、总则\n甲。“乙！”丙\n### （2） 奖励\n### 说明\n丁\n---\n");
        let document = Document::of(&source);
        let words: Vec<&str> = document.sentences().iter().map(|own| source.text().get(own.clone()).unwrap()).collect();
        assert_eq!(words, ["前言。", "甲。", "“乙！”", "丙", "丁"]);
        let at = |words: &str| document.article_at(source.text().find(words).unwrap());
        assert_eq!((at("前言"), at("甲"), at("丁")), (None, Some("1".into()), Some("1".into())));
        assert_eq!(document.sections("2").len(), 1);
    }

    #[test]
    fn the_mark_of_an_encoding_is_no_word() {
        let source = Source::new("s.md", "\u{feff}# 第一条 奖励\n甲。\n");
        let document = Document::of(&source);
        assert_eq!((document.sentences().len(), document.headings().len()), (1, 1));
        assert_eq!(document.sections("1").len(), 1);
    }
}
