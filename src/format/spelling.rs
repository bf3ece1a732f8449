//! The one way in which a file of a surface writes what may be written in several: its signs, its digits, the marks of its strings.

use std::borrow::Cow;

use crate::ast::Surface;
use crate::source::narrow_digit;
use crate::syntax::{PartKind, TokenKind};

/// How a token is written. `part` is the part that it belongs to, where that is written as one.
pub(super) fn spelling(words: &str, kind: TokenKind, part: Option<PartKind>, surface: Surface) -> Cow<'_, str> {
    match kind {
        TokenKind::String => string(words, surface),
        TokenKind::Number => narrow_all(words),
        TokenKind::Sign => match part {
            Some(PartKind::Over) => Cow::Borrowed("÷"),
            Some(PartKind::Times) => Cow::Borrowed("×"),
            // Within a figure or a unit signs are narrow: 2026-05-01, 元/平方米, 30%.
            Some(PartKind::Word) => Cow::Borrowed(narrow(words)),
            _ => Cow::Borrowed(if surface == Surface::Chinese { wide(words) } else { narrow(words) }),
        },
        TokenKind::Break
        | TokenKind::Blank
        | TokenKind::Comment
        | TokenKind::OpenString
        | TokenKind::QuotedName
        | TokenKind::Word
        | TokenKind::Unknown => Cow::Borrowed(words),
    }
}

/// A comment, without the blank space behind it.
pub(super) fn comment(words: &str) -> Cow<'_, str> {
    let words = words.trim_end();
    match words.strip_prefix('＃') {
        Some(rest) => Cow::Owned(format!("#{rest}")),
        None => Cow::Borrowed(words),
    }
}

/// The value of a string as written, where nothing in it stands for something else.
pub(super) fn plain(words: &str) -> Option<&str> {
    let pairs = [('"', '"'), ('「', '」'), ('“', '”')];
    let inner = pairs.iter().find_map(|(open, close)| words.strip_prefix(*open)?.strip_suffix(*close))?;
    Some(inner).filter(|inner| !inner.contains('\\'))
}

/// A string in the marks of the surface, if they do not stand in it and nothing in it is marked by a backslash.
fn string(words: &str, surface: Surface) -> Cow<'_, str> {
    let (open, close) = match surface {
        Surface::English => ('"', '"'),
        Surface::Chinese => ('「', '」'),
    };
    match plain(words) {
        Some(inner) if !words.starts_with(open) && !inner.contains([open, close]) => {
            Cow::Owned(format!("{open}{inner}{close}"))
        }
        _ => Cow::Borrowed(words),
    }
}

/// Digits and points in their narrow form.
fn narrow_all(words: &str) -> Cow<'_, str> {
    if words.is_ascii() {
        return Cow::Borrowed(words);
    }
    Cow::Owned(words.chars().map(narrow_digit).collect())
}

/// A sign as an English file writes it.
pub(super) fn narrow(sign: &str) -> &str {
    match sign {
        "，" | "、" => ",",
        "：" => ":",
        "（" => "(",
        "）" => ")",
        "［" => "[",
        "］" => "]",
        "｜" => "|",
        "．" => ".",
        "．．" => "..",
        "＝＞" => "=>",
        "＋" => "+",
        "－" | "−" => "-",
        "＊" | "*" => "×",
        "／" => "/",
        "％" => "%",
        _ => sign,
    }
}

/// A sign as a Chinese file writes it: a list may be written with either comma.
fn wide(sign: &str) -> &str {
    match narrow(sign) {
        "," if sign == "、" => sign,
        "," => "，",
        ":" => "：",
        "(" => "（",
        ")" => "）",
        "+" => "＋",
        "-" => "－",
        other => other,
    }
}
