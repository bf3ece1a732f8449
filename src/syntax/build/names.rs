//! Names, strings and figures.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::Reader;
use crate::ast;
use crate::source::narrow_digit;
use crate::syntax::cursor::Cursor;
use crate::syntax::error::ValueError;
use crate::syntax::grammar::{Node, Rule};

/// A `name`.
pub(super) fn name(node: Node<'_>, reader: &mut Reader<'_>) -> ast::Name {
    let span = reader.span(&node);
    let written = node.as_str();
    let inner = written.strip_prefix('『').and_then(|rest| rest.strip_suffix('』'));
    let text = inner.unwrap_or(written);
    if is_nfc(text) {
        return ast::Name { text: text.to_owned(), quoted: inner.is_some(), span };
    }
    let composed: String = text.nfc().collect();
    let replacement = written.nfc().collect();
    reader.report(ValueError::NotComposed { span, name: composed.clone(), replacement });
    ast::Name { text: composed, quoted: inner.is_some(), span }
}

/// A `string`.
pub(super) fn text(node: Node<'_>, reader: &Reader<'_>) -> ast::Text {
    ast::Text { value: unquote(node.as_str()), span: reader.span(&node) }
}

/// The next child as a text, where it is one.
pub(super) fn string(parts: &mut Cursor<'_>, reader: &Reader<'_>) -> Option<ast::Text> {
    parts.take(Rule::string).map(|node| text(node, reader))
}

/// The next child as a label, where it is one: what is declared is called by it, so it is not blank.
pub(super) fn label(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<ast::Text> {
    let label = string(parts, reader)?;
    if label.value.chars().all(char::is_whitespace) {
        reader.report(ValueError::BlankLabel { span: label.span });
    }
    Some(label)
}

/// `article "N"`, where it is the next child; `None` where grammar and builder disagree.
#[expect(
    clippy::option_option,
    reason = "the outer one is a defect of this program, the inner one the reader's choice"
)]
pub(super) fn article(parts: &mut Cursor<'_>, reader: &Reader<'_>) -> Option<Option<ast::Text>> {
    let Some(node) = parts.take(Rule::article) else { return Some(None) };
    let mut inner = Cursor::of(node);
    inner.expect(Rule::article_word)?;
    let article = string(&mut inner, reader)?;
    inner.finish()?;
    Some(Some(article))
}

/// The next child, which must be a name.
pub(super) fn expect_name(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<ast::Name> {
    parts.expect(Rule::name).map(|node| name(node, reader))
}

/// A clause that is its word and a string.
pub(super) fn only_text(parts: &mut Cursor<'_>, word: Rule, reader: &Reader<'_>) -> Option<ast::Text> {
    parts.expect(word)?;
    string(parts, reader)
}

/// A string without its delimiters and escapes.
pub(in crate::syntax) fn unquote(written: &str) -> String {
    let mut chars = written.chars();
    chars.next();
    let close = chars.next_back();
    let mut value = String::with_capacity(written.len());
    let mut rest = chars.peekable();
    while let Some(next) = rest.next() {
        let escaped = rest.next_if(|after| next == '\\' && (*after == '\\' || Some(*after) == close));
        value.push(escaped.unwrap_or(next));
    }
    value
}

/// Digits and points in their narrow forms.
pub(in crate::syntax) fn narrow(figure: &str) -> String {
    figure.chars().map(narrow_digit).collect()
}

/// A whole number that is counted with; too large a one is reported and read as the largest.
pub(super) fn count(node: &Node<'_>, reader: &mut Reader<'_>) -> u32 {
    let figure = narrow(node.as_str());
    figure.parse().unwrap_or_else(|_| {
        reader.report(ValueError::TooLarge { span: reader.span(node), figure: node.as_str().to_owned() });
        u32::MAX
    })
}
