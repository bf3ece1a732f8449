//! Whether two texts are the same but for their layout.

use std::borrow::Cow;

use super::spelling::{self, narrow};
use crate::source::{narrow_digit, without_places};
use crate::syntax::{ClauseKind, Outline, Token, TokenKind};

/// A text and how it was read.
type Read<'a> = (&'a str, &'a Outline);

/// Whether both have the same words and comments in the same order, and are read as the same tree.
pub(super) fn is_same(one: Read<'_>, other: Read<'_>) -> bool {
    words(one).eq(words(other)) && comments(one).eq(comments(other)) && unread(one).eq(unread(other)) && {
        let (one, other) = (&one.1.file, &other.1.file);
        one.surface == other.surface
            && one.declarations.len() == other.declarations.len()
            && one
                .declarations
                .iter()
                .zip(&other.declarations)
                .all(|(one, other)| without_places(one) == without_places(other))
            && without_places(&one.silences) == without_places(&other.silences)
    }
}

/// For each clause how many characters of words stand before it, however they are laid out.
fn offsets((text, outline): Read<'_>) -> Vec<usize> {
    let mut words = outline.tokens.iter().filter(|token| token.kind.is_significant()).peekable();
    let mut before = 0;
    let mut all = Vec::with_capacity(outline.clauses.len());
    for clause in &outline.clauses {
        while let Some(word) = words.next_if(|word| (word.start as usize) < clause.start) {
            before += plain(*word, text).chars().count();
        }
        all.push(before);
    }
    all
}

/// For each clause of the first text the one of the second that begins at the same word.
pub(super) fn counterparts(one: Read<'_>, other: Read<'_>) -> Vec<Option<usize>> {
    let its = offsets(other);
    offsets(one).into_iter().map(|own| its.binary_search(&own).ok()).collect()
}

/// The first clause that is cut, placed or read otherwise. Rows may have been part of the clause above them.
pub(super) fn first_difference(one: &Outline, other: &Outline, counterparts: &[Option<usize>]) -> Option<usize> {
    let mut next = 0;
    for (at, (own, counterpart)) in one.clauses.iter().zip(counterparts).enumerate() {
        let Some((place, its)) = counterpart.and_then(|place| Some((place, other.clauses.get(place)?))) else {
            return Some(at);
        };
        let between = other.clauses.get(next..place).unwrap_or_default();
        if between.iter().any(|clause| clause.kind != Some(ClauseKind::Row)) {
            return Some(at.saturating_sub(1));
        }
        if own.kind != its.kind || own.depth != its.depth || own.parts.is_none() != its.parts.is_none() {
            return Some(at);
        }
        next = place + 1;
    }
    let rest = other.clauses.get(next..).unwrap_or_default();
    let is_cut = rest.iter().any(|clause| clause.kind != Some(ClauseKind::Row));
    is_cut.then(|| one.clauses.len().saturating_sub(1))
}

/// The characters of all words, figures, strings and signs, in one spelling.
fn words<'a>((text, outline): Read<'a>) -> impl Iterator<Item = char> + 'a {
    let significant = outline.tokens.iter().filter(|token| token.kind.is_significant());
    significant.flat_map(move |token| plain(*token, text).chars().collect::<Vec<_>>())
}

fn plain(token: Token, text: &str) -> Cow<'_, str> {
    let words = token.of(text);
    match token.kind {
        TokenKind::String => match spelling::plain(words) {
            Some(inner) => Cow::Owned(format!("\u{0}{inner}\u{0}")),
            None => Cow::Borrowed(words),
        },
        TokenKind::Sign => Cow::Borrowed(if matches!(words, "/" | "／") { "÷" } else { narrow(words) }),
        // A figure directly behind a word is part of it to the tokens, and apart from it in the new layout.
        TokenKind::Number | TokenKind::Word => Cow::Owned(words.chars().map(narrow_digit).collect()),
        TokenKind::Break
        | TokenKind::Blank
        | TokenKind::Comment
        | TokenKind::OpenString
        | TokenKind::QuotedName
        | TokenKind::Unknown => Cow::Borrowed(words),
    }
}

fn comments<'a>((text, outline): Read<'a>) -> impl Iterator<Item = Cow<'a, str>> {
    let comments = outline.tokens.iter().filter(|token| token.kind == TokenKind::Comment);
    comments.map(move |token| spelling::comment(token.of(text)))
}

/// What was not read, to the byte.
fn unread<'a>((text, outline): Read<'a>) -> impl Iterator<Item = Option<&'a str>> {
    let clauses = outline.clauses.iter().filter(|clause| clause.parts.is_none());
    clauses.map(move |clause| text.get(clause.start..clause.end))
}
