//! JSON, strictly: no comments, trailing commas or other liberties.

use jsonc_parser::ast::{self, ObjectPropName};
use jsonc_parser::common::Ranged;
use jsonc_parser::errors::ParseErrorKind;
use jsonc_parser::{CollectOptions, ParseOptions, ParseStringErrorKind, parse_to_ast};

use super::error::{JsonFault, TextError};
use super::node::{DEEPEST, Key, Node, Part, Value};
use crate::source::Span;

const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// Reads one JSON value.
pub(super) fn read(part: Part<'_>) -> Result<Node<'_>, TextError> {
    let parsed = parse_to_ast(part.text, &CollectOptions::default(), &STRICT).map_err(|error| {
        let range = error.range();
        let span =
            if range.start >= part.text.trim_end().len() { part.end() } else { part.span(range.start, range.end) };
        let first = part.text.get(range.start..).and_then(|rest| rest.chars().next());
        refuse(error.kind(), span, first)
    })?;
    match parsed.value {
        Some(value) => build(part, value, 0),
        None => Err(TextError::Empty { span: part.span(0, 0) }),
    }
}

fn build<'t>(part: Part<'t>, value: ast::Value<'t>, depth: usize) -> Result<Node<'t>, TextError> {
    let range = value.range();
    let span = part.span(range.start, range.end);
    if depth > DEEPEST {
        return Err(TextError::TooDeep { span: part.span(range.start, range.start + 1) });
    }
    let value = match value {
        ast::Value::NullKeyword(_) => Value::Null,
        ast::Value::BooleanLit(literal) => Value::Bool(literal.value),
        ast::Value::NumberLit(literal) => Value::Number(literal.value.into()),
        ast::Value::StringLit(literal) => {
            no_line_break(part, literal.range.start, literal.range.end)?;
            Value::Text(literal.value)
        }
        ast::Value::Array(array) => {
            let items = array.elements.into_iter().map(|item| build(part, item, depth + 1));
            Value::List(items.collect::<Result<_, _>>()?)
        }
        ast::Value::Object(object) => {
            let entries = object.properties.into_iter().map(|property| {
                let range = property.name.range();
                no_line_break(part, range.start, range.end)?;
                let text = match property.name {
                    ObjectPropName::String(name) => name.value,
                    ObjectPropName::Word(name) => name.value.into(),
                };
                Ok((Key { text, span: part.span(range.start, range.end) }, build(part, property.value, depth + 1)?))
            });
            Value::Map(entries.collect::<Result<_, _>>()?)
        }
    };
    Ok(Node { span, value })
}

/// The parser lets line breaks and other control characters into a text; JSON does not.
fn no_line_break(part: Part<'_>, start: usize, end: usize) -> Result<(), TextError> {
    let written = part.text.get(start..end).unwrap_or("");
    match written.bytes().position(|byte| byte < b' ') {
        Some(at) => Err(TextError::NotJson { fault: JsonFault::Control, span: part.span(start, start + at) }),
        None => Ok(()),
    }
}

/// Marks of Chinese text where JSON has its own.
const FULL_WIDTH: [char; 8] = ['“', '”', '‘', '’', '，', '：', '｛', '｝'];

fn refuse(kind: &ParseErrorKind, span: Span, first: Option<char>) -> TextError {
    if first.is_some_and(|sign| FULL_WIDTH.contains(&sign)) {
        return TextError::NotJson { fault: JsonFault::FullWidth, span };
    }
    // Of what was opened and not closed, the bracket is the place.
    let first = Span { end: span.start + 1, ..span };
    let fault = match kind {
        ParseErrorKind::NestingDepthExceeded => {
            return TextError::TooDeep { span: first };
        }
        ParseErrorKind::UnterminatedArray => return TextError::NotJson { fault: JsonFault::OpenList, span: first },
        ParseErrorKind::UnterminatedObject => return TextError::NotJson { fault: JsonFault::OpenMapping, span: first },
        ParseErrorKind::MultipleRootJsonValues => JsonFault::SecondValue,
        ParseErrorKind::CommentsNotAllowed | ParseErrorKind::UnterminatedCommentBlock => JsonFault::Comment,
        ParseErrorKind::TrailingCommasNotAllowed => JsonFault::TrailingComma,
        ParseErrorKind::ExpectedComma => JsonFault::NoComma,
        ParseErrorKind::ExpectedColonAfterObjectKey => JsonFault::NoColon,
        ParseErrorKind::ExpectedObjectValue => JsonFault::NoValue,
        ParseErrorKind::ExpectedStringObjectProperty | ParseErrorKind::UnexpectedTokenInObject => JsonFault::Key,
        ParseErrorKind::UnexpectedCloseBrace | ParseErrorKind::UnexpectedCloseBracket => JsonFault::Bracket,
        ParseErrorKind::SingleQuotedStringsNotAllowed => JsonFault::SingleQuotes,
        ParseErrorKind::String(ParseStringErrorKind::UnterminatedStringLiteral) => JsonFault::OpenText,
        ParseErrorKind::String(_) => JsonFault::Escape,
        ParseErrorKind::BareDecimalPointNumbersNotAllowed
        | ParseErrorKind::ExpectedDigit
        | ParseErrorKind::ExpectedDigitFollowingNegativeSign
        | ParseErrorKind::ExpectedPlusMinusOrDigitInNumberLiteral
        | ParseErrorKind::HexadecimalNumbersNotAllowed
        | ParseErrorKind::NonFiniteNumbersNotAllowed
        | ParseErrorKind::UnaryPlusNumbersNotAllowed => JsonFault::Number,
        ParseErrorKind::UnexpectedColon
        | ParseErrorKind::UnexpectedComma
        | ParseErrorKind::UnexpectedToken
        | ParseErrorKind::UnexpectedWord => JsonFault::Word,
    };
    TextError::NotJson { fault, span }
}
