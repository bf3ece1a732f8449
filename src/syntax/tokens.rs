//! A text as tokens: every byte of it, comments and blank space included.

use super::grammar::{self, Rule};

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Token {
    /// The byte range, for slicing with `get`.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Its words in the text that it came from.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }
}

/// The kinds of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// The end of a line: `\n` or `\r\n`.
    Break,
    /// Spaces and tabs within a line.
    Blank,
    /// `#` and what follows on its line.
    Comment,
    /// A string with its delimiters.
    String,
    /// A string that is not closed on its line: all that is left of the line.
    OpenString,
    /// `『…』`.
    QuotedName,
    /// Digits with at most one point.
    Number,
    /// A keyword or a name.
    Word,
    /// Punctuation and operators.
    Sign,
    /// A character that has no place in the language.
    Unknown,
}

impl TokenKind {
    /// Whether it carries meaning (space, line ends and comments do not).
    pub fn is_significant(self) -> bool {
        !matches!(self, TokenKind::Break | TokenKind::Blank | TokenKind::Comment)
    }
}

/// No token crosses a line's end, so a long text is read in pieces of about this many bytes.
const PIECE: usize = 1 << 15;

/// Cuts a text into tokens without loss: their ranges join up from the first byte to the last, whatever the text is.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut all = Vec::with_capacity(text.len() / 4);
    let mut start = 0;
    while let Some(rest) = text.get(start..).filter(|rest| !rest.is_empty()) {
        let cut = rest.as_bytes().iter().skip(PIECE).position(|byte| *byte == b'\n');
        let end = cut.map_or(rest.len(), |at| PIECE + at + 1);
        let piece = rest.get(..end).unwrap_or(rest);
        push_tokens(piece, start, &mut all);
        start += piece.len();
    }
    all
}

fn push_tokens(piece: &str, base: usize, all: &mut Vec<Token>) {
    let mut end = 0;
    let nodes = grammar::parse(Rule::tokens, piece).into_iter().flatten().flat_map(|node| node.into_inner());
    for node in nodes {
        let span = node.as_span();
        end = span.end();
        all.push(token(kind(node.as_rule()), base + span.start(), base + span.end()));
    }
    // The grammar takes any character; this holds the promise even if it should be changed for the worse.
    if end < piece.len() {
        all.push(token(TokenKind::Unknown, base + end, base + piece.len()));
    }
}

fn token(kind: TokenKind, start: usize, end: usize) -> Token {
    let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    Token { kind, start: clamp(start), end: clamp(end) }
}

#[allow(clippy::wildcard_enum_match_arm, reason = "all other rules are no tokens")]
fn kind(rule: Rule) -> TokenKind {
    match rule {
        Rule::token_break => TokenKind::Break,
        Rule::token_blank => TokenKind::Blank,
        Rule::token_comment => TokenKind::Comment,
        Rule::token_string => TokenKind::String,
        Rule::token_open_string => TokenKind::OpenString,
        Rule::token_quoted_name => TokenKind::QuotedName,
        Rule::token_number => TokenKind::Number,
        Rule::token_word => TokenKind::Word,
        Rule::token_sign => TokenKind::Sign,
        _ => TokenKind::Unknown,
    }
}
