//! Clauses as they are written in the rule files, line by line, with their keywords, strings and comments marked.

use std::collections::BTreeMap;

use super::markup::{Markup, escaped};
use crate::source::{Role, Source, SourceId, Sources, Span};
use crate::syntax::keywords::KEYWORDS;
use crate::syntax::{Token, TokenKind, tokens};

/// The rule files, cut into tokens once.
pub(super) struct Written<'a> {
    files: BTreeMap<SourceId, (&'a Source, Vec<Token>)>,
}

impl<'a> Written<'a> {
    pub(super) fn of(sources: &'a Sources) -> Written<'a> {
        let files = sources.of(Role::Rules).map(|(id, source)| (id, (source, tokens(source.text()))));
        Written { files: files.collect() }
    }

    /// The name of the file and the first line of a clause.
    pub(super) fn place(&self, span: Span) -> Markup {
        let Some((source, _)) = self.files.get(&span.source) else { return Markup::default() };
        Markup::text(&format!("{}:{}", source.file_name(), source.line_of(span.start as usize)))
    }

    /// The lines of a clause, numbered, without the indentation that they share.
    pub(super) fn lines(&self, span: Span) -> Markup {
        let Some((source, tokens)) = self.files.get(&span.source) else { return Markup::default() };
        let first = source.line_of(span.start as usize);
        let last = source.line_of((span.end as usize).saturating_sub(1)).max(first);
        let lines: Vec<std::ops::Range<usize>> = (first..=last).map(|line| source.line_range(line)).collect();
        let text = |range: &std::ops::Range<usize>| source.text().get(range.clone()).unwrap_or_default();
        let indents = lines.iter().map(text).filter(|line| !line.trim().is_empty());
        let indent = indents.map(|line| line.len() - line.trim_start_matches(' ').len()).min().unwrap_or(0);
        let mut out = String::new();
        for (number, line) in (first..).zip(&lines) {
            let start = (line.start + indent).min(line.end);
            let code = self.marked(source, tokens, start..line.end);
            out.push_str(&format!("<li value=\"{number}\"><code>{code}</code></li>"));
        }
        Markup::made(format!("<ol class=\"written\">{out}</ol>"))
    }

    /// A stretch of a line with its tokens marked.
    fn marked(&self, source: &Source, tokens: &[Token], range: std::ops::Range<usize>) -> String {
        let text = source.text();
        let mut out = String::new();
        let mut at = range.start;
        let line = text.get(range.clone()).unwrap_or_default();
        let blank = line.len() - line.trim_start().len();
        if let Some(keyword) = leading_keyword(line.get(blank..).unwrap_or_default()) {
            let before = escaped(line.get(..blank).unwrap_or_default());
            out.push_str(&format!("{before}<b>{}</b>", escaped(keyword)));
            at += blank + keyword.len();
        }
        let first = tokens.partition_point(|token| (token.end as usize) <= at);
        for token in tokens.iter().skip(first).take_while(|token| (token.start as usize) < range.end) {
            let own = token.range();
            let words = escaped(text.get(own.start.max(at)..own.end.min(range.end)).unwrap_or_default());
            match token.kind {
                TokenKind::String | TokenKind::OpenString => out.push_str(&format!("<span class=\"s\">{words}</span>")),
                TokenKind::Comment => out.push_str(&format!("<span class=\"c\">{words}</span>")),
                TokenKind::Number => out.push_str(&format!("<span class=\"n\">{words}</span>")),
                TokenKind::Break
                | TokenKind::Blank
                | TokenKind::QuotedName
                | TokenKind::Word
                | TokenKind::Sign
                | TokenKind::Unknown => out.push_str(&words),
            }
        }
        out
    }
}

/// The keyword that a line begins with, the longest where one begins with another.
fn leading_keyword(line: &str) -> Option<&'static str> {
    let spellings = KEYWORDS.iter().flat_map(|keyword| [keyword.english, keyword.chinese]);
    let fits = |spelling: &&'static str| {
        let rest = line.strip_prefix(*spelling);
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphabetic() || c == '_'))
    };
    spellings.filter(fits).max_by_key(|spelling| spelling.len())
}
