//! A text as tokens: every byte of it, comments and blank space included.

use super::grammar;
use crate::lexical::{Piece, Pieces, run};

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

    /// The same further on by so many bytes.
    pub(super) fn shifted(self, by: usize) -> Token {
        let by = u32::try_from(by).unwrap_or(u32::MAX);
        Token { start: self.start.saturating_add(by), end: self.end.saturating_add(by), ..self }
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

/// Cuts a text into tokens without loss: their ranges join up from the first byte to the last, whatever the text is.
///
/// Every byte of a text comes by here, so this is written out; a test holds it to the lexical rules of the grammar.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut all = Vec::with_capacity(text.len() / 4);
    let mut pieces = Pieces::of(text);
    let mut start = 0;
    while let Some((kind, length)) = token(text, &mut pieces, start) {
        let end = start + length;
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        all.push(Token { kind, start: clamp(start), end: clamp(end) });
        start = end;
    }
    all
}

/// The kind and length of the piece that begins at `start`; `None` at the end.
fn token(text: &str, pieces: &mut Pieces<'_>, start: usize) -> Option<(TokenKind, usize)> {
    let rest = text.get(start..)?;
    let first = rest.chars().next()?;
    if let Some((piece, length)) = pieces.at(start) {
        return Some((TokenKind::from(piece), length));
    }
    Some(match first {
        _ if is_digit(first) => (TokenKind::Number, number(rest)),
        _ if begins_word(first) => (TokenKind::Word, run(rest, grammar::continues_name)),
        _ => sign(rest).map_or((TokenKind::Unknown, first.len_utf8()), |length| (TokenKind::Sign, length)),
    })
}

impl From<Piece> for TokenKind {
    fn from(piece: Piece) -> TokenKind {
        match piece {
            Piece::Break => TokenKind::Break,
            Piece::Blank => TokenKind::Blank,
            Piece::Comment => TokenKind::Comment,
            Piece::String => TokenKind::String,
            Piece::OpenString => TokenKind::OpenString,
            Piece::QuotedName => TokenKind::QuotedName,
        }
    }
}

fn is_digit(sign: char) -> bool {
    matches!(sign, '0'..='9' | '０'..='９')
}

fn begins_word(sign: char) -> bool {
    sign == '_' || grammar::begins_name(sign)
}

/// Digits with at most one point among them.
fn number(text: &str) -> usize {
    let whole = run(text, is_digit);
    let rest = text.get(whole..).unwrap_or("");
    let Some(point) = rest.chars().next().filter(|sign| matches!(sign, '.' | '．')) else { return whole };
    match run(rest.get(point.len_utf8()..).unwrap_or(""), is_digit) {
        0 => whole,
        fraction => whole + point.len_utf8() + fraction,
    }
}

/// Signs of two characters: they are looked for first.
const PAIRS: [&str; 11] = ["=>", "＝＞", ">=", "<=", "==", "!=", "<>", "&&", "||", "..", "．．"];

/// Signs of one character, narrow and wide.
const SINGLES: &str = ":,|.;()[]+-*/%><=：，、；｜．（）［］＋−－＊×／÷％‰＞＜＝≥≤≠";

/// How many bytes the sign takes that comes first, if one does.
fn sign(text: &str) -> Option<usize> {
    if let Some(pair) = PAIRS.iter().find(|pair| text.starts_with(**pair)) {
        return Some(pair.len());
    }
    text.chars().next().filter(|sign| SINGLES.contains(*sign)).map(char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::grammar::{Rule, parse};
    use proptest::prelude::*;

    /// How many bytes the rule reads at the beginning of a text.
    fn length_by(rule: Rule, text: &str) -> Option<usize> {
        let read = parse(rule, text).ok()?.as_str().len();
        (read > 0).then_some(read)
    }

    /// Every token is what the lexical rule of its kind reads there.
    fn assert_like_the_grammar(text: &str) {
        for token in tokens(text) {
            let rest = text.get(token.start as usize..).unwrap();
            let length = (token.end - token.start) as usize;
            let rules = [
                (Rule::string, TokenKind::String),
                (Rule::quoted_name, TokenKind::QuotedName),
                (Rule::figure, TokenKind::Number),
            ];
            for (rule, kind) in rules {
                let read = length_by(rule, rest);
                assert_eq!(read, (token.kind == kind).then_some(length), "{rule:?} at {rest:?}");
            }
            if token.kind == TokenKind::Word {
                let read = length_by(Rule::plain_name, rest).unwrap_or(0);
                assert_eq!(read, length, "{rest:?}");
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn tokens_are_those_of_the_grammar(pieces in prop::collection::vec(prop::sample::select(&[
            "a", "甲", "_", "1", "２", ".", "．", "\"", "「", "」", "“", "”", "『", "』", "\\", "\r", "\n", " ", "\t", "\u{3000}", "#", "＃", "=",
            ">", "＝", "＞", "|", "&", "!", "<", "é", "e\u{301}", "\u{A0}", "\u{7}", "😀", "，",
        ][..]), 0..24)) {
            assert_like_the_grammar(&pieces.concat());
        }
    }
}
