//! Clauses as they are written in the rule files, line by line, with their keywords, strings and comments marked.

use std::collections::{BTreeMap, BTreeSet};

use super::markup::Markup;
use crate::diagnostic::escaped;
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
        self.lines_but(span, &[])
    }

    /// The same without the lines of some of its parts, and without blank lines where there are such parts.
    pub(super) fn lines_but(&self, span: Span, left_out: &[Span]) -> Markup {
        let Some((source, tokens)) = self.files.get(&span.source) else { return Markup::default() };
        let first_and_last = |span: Span| {
            let first = source.line_of(span.start as usize);
            (first, source.line_of((span.end as usize).saturating_sub(1)).max(first))
        };
        let (first, last) = first_and_last(span);
        let text = |range: &std::ops::Range<usize>| source.text().get(range.clone()).unwrap_or_default();
        let mut lines: Vec<(usize, std::ops::Range<usize>)> =
            (first..=last).map(|line| (line, source.line_range(line))).collect();
        if !left_out.is_empty() {
            let out: BTreeSet<usize> =
                left_out.iter().map(|part| first_and_last(*part)).flat_map(|(first, last)| first..=last).collect();
            lines.retain(|(number, line)| !out.contains(number) && !text(line).trim().is_empty());
        }
        if lines.is_empty() {
            return Markup::default();
        }
        let indents = lines.iter().map(|(_, line)| text(line)).filter(|line| !line.trim().is_empty());
        let indent = indents.map(|line| line.len() - line.trim_start_matches(' ').len()).min().unwrap_or(0);
        let mut out = String::new();
        for (number, line) in &lines {
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
        // Where the figure ends that a unit may follow.
        let mut before = None;
        for token in tokens.iter().skip(first).take_while(|token| (token.start as usize) < range.end) {
            let own = token.range();
            let words = escaped(text.get(own.start.max(at)..own.end.min(range.end)).unwrap_or_default());
            let close = before.is_some_and(|before| before == token.start);
            let apart = before.is_some_and(|before| text.get(before as usize..token.start as usize) == Some(" "));
            let counted = close && is_unit(token, text) || apart && is_latin_unit(token, text);
            let goes_on = token.kind == TokenKind::Blank && before.is_some();
            before = if goes_on { before } else { (token.kind == TokenKind::Number || counted).then_some(token.end) };
            match token.kind {
                _ if counted => out.push_str(&format!("<span class=\"n\">{words}</span>")),
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

/// Whether a token that follows a figure without a space belongs to it: 万元, 平方米/月, %.
fn is_unit(token: &Token, text: &str) -> bool {
    match token.kind {
        TokenKind::Word => true,
        TokenKind::Sign => text.get(token.range()).is_some_and(|sign| ["%", "％", "‰", "/", "·"].contains(&sign)),
        TokenKind::Number
        | TokenKind::String
        | TokenKind::OpenString
        | TokenKind::Comment
        | TokenKind::Break
        | TokenKind::Blank
        | TokenKind::QuotedName
        | TokenKind::Unknown => false,
    }
}

/// Whether a token that stands a blank behind a figure is its currency, by the code, or a length of time.
fn is_latin_unit(token: &Token, text: &str) -> bool {
    const TIMES: [&str; 8] = ["day", "days", "month", "months", "quarter", "quarters", "year", "years"];
    let words = text.get(token.range()).unwrap_or_default();
    let is_code = words.len() == 3 && words.bytes().all(|byte| byte.is_ascii_uppercase());
    token.kind == TokenKind::Word && (is_code || TIMES.contains(&words))
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
