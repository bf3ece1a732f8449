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
    /// The text with blanks for the line ends inside of sentences, where there are any.
    unwrapped: Option<String>,
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
        let mut document = Document {
            headings: Vec::new(),
            open: Vec::new(),
            numbered: HashMap::new(),
            sentences: Vec::new(),
            unwrapped: None,
        };
        let mut above: Option<(usize, &str)> = None;
        let mut ends = Vec::new();
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
                above = None;
            } else if !words.trim_start().starts_with("<!--") {
                let begun = above.filter(|(end, above)| *end + 1 == range.start && goes_on(above, words));
                let before = document.sentences.len();
                document.add_sentences(range.start, words);
                if let Some((end, _)) = begun
                    && document.continue_sentence(before)
                {
                    ends.push(end);
                }
                above = Some((range.end, words));
            }
        }
        document.unwrapped = unwrapped(text, &ends);
        document
    }

    /// Joins the sentence at a place to the one before it.
    fn continue_sentence(&mut self, at: usize) -> bool {
        let Some(rest) = self.sentences.get(at).cloned() else { return false };
        let Some(begun) = at.checked_sub(1).and_then(|before| self.sentences.get_mut(before)) else { return false };
        begun.end = rest.end;
        self.sentences.remove(at);
        true
    }

    /// The text with blanks for the line ends inside of sentences; `None` where each stands on one line.
    pub fn unwrapped(&self) -> Option<&str> {
        self.unwrapped.as_deref()
    }

    /// The text of its source in which a sentence stands on one line, as quotes have it; each byte keeps its place.
    pub fn text<'s>(&'s self, source: &'s Source) -> &'s str {
        self.unwrapped().unwrap_or(source.text())
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

/// A line that is as long may be wrapped where the next one begins with a capital letter or a digit.
const WRAPPED: usize = 50;

/// Whether a line of a text in Latin letters goes on with a sentence of the line above it.
fn goes_on(above: &str, line: &str) -> bool {
    let above = above.trim_end();
    let open = above.ends_with(|end: char| end.is_ascii_alphanumeric() || matches!(end, ',' | ')' | '%' | '-' | '–'));
    let marker =
        line.split([' ', '\t']).next().is_some_and(|first| first.len() <= 5 && first.ends_with([')', '.', ':']));
    let begins = |first: char| first.is_ascii_lowercase() || (first.is_ascii_alphanumeric() && above.len() >= WRAPPED);
    open && !marker && line.starts_with(begins)
}

/// A text with blanks for some of its line ends.
fn unwrapped(text: &str, ends: &[usize]) -> Option<String> {
    let (mut unwrapped, mut from) = (String::with_capacity(text.len()), 0);
    for end in ends {
        unwrapped.push_str(text.get(from..*end)?);
        unwrapped.push(' ');
        from = end + 1;
    }
    unwrapped.push_str(text.get(from..)?);
    (!ends.is_empty()).then_some(unwrapped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_that_is_wrapped_is_one() {
        let text = "# Scheme\nA grant is paid back where the firm\nmoves away within\n3 years.\nIt ends\nSoon.\n\nA firm\n\nmay apply:\na) here,\nb) there.\n\
            An enterprise that is registered in the district may receive\n30% of the cost.\n甲\nab";
        let source = Source::new("s.md", text);
        let document = Document::of(&source);
        let words: Vec<&str> =
            document.sentences().iter().map(|own| document.text(&source).get(own.clone()).unwrap()).collect();
        let expected = [
            "A grant is paid back where the firm moves away within",
            "3 years.",
            "It ends",
            "Soon.",
            "A firm",
            "may apply:",
            "a) here,",
            "b) there.",
            "An enterprise that is registered in the district may receive 30% of the cost.",
            "甲",
            "ab",
        ];
        assert_eq!(words, expected);
        assert_eq!(document.text(&source).len(), text.len());
    }

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
