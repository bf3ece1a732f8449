//! What is applied to arguments in parentheses: a function, or a table to its keys.

use super::{Reader, expression};
use crate::ast::{Argument, ArgumentWord, Call, Expr, ExprKind, Function, Name};
use crate::syntax::cursor::Cursor;
use crate::syntax::grammar::{Node, Rule};

/// A name with the `arguments` behind it.
///
/// Whether a table has the name of a function is not known here. What begins with no word and is no function's name is a table's look-up.
pub(super) fn application(name: Name, node: Node<'_>, reader: &mut Reader<'_>) -> Option<ExprKind> {
    let arguments = arguments(node, reader)?;
    let function = if name.quoted { None } else { Function::named(&name.text) };
    if function.is_some() || arguments.iter().any(|argument| argument.word.is_some()) {
        return Some(ExprKind::Call(Box::new(Call { name, function, arguments })));
    }
    let keys: Vec<Expr> = arguments.into_iter().map(|argument| argument.value).collect();
    Some(ExprKind::Lookup(name, keys))
}

/// `arguments`.
pub(super) fn arguments(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Vec<Argument>> {
    let mut parts = Cursor::of(node);
    parts.expect(Rule::lparen)?;
    let mut arguments = vec![argument(parts.expect(Rule::argument)?, reader)?];
    while parts.skip(Rule::comma) {
        arguments.push(argument(parts.expect(Rule::argument)?, reader)?);
    }
    parts.expect(Rule::rparen)?;
    parts.finish()?;
    Some(arguments)
}

fn argument(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Argument> {
    let span = reader.span(&node);
    let mut parts = Cursor::of(node);
    let word = match parts.take(Rule::argument_word) {
        Some(node) => Some(word(Cursor::of(node).next()?.as_rule())?),
        None => None,
    };
    let value = expression::expect_chain(&mut parts, reader)?;
    parts.finish()?;
    Some(Argument { word, value, span })
}

#[allow(clippy::wildcard_enum_match_arm, reason = "the other rules are no words of arguments")]
fn word(rule: Rule) -> Option<ArgumentWord> {
    Some(match rule {
        Rule::above => ArgumentWord::Above,
        Rule::at_most => ArgumentWord::AtMost,
        Rule::from => ArgumentWord::From,
        Rule::to_word => ArgumentWord::To,
        Rule::over_word => ArgumentWord::Over,
        Rule::from_zero => ArgumentWord::FromZero,
        Rule::for_word => ArgumentWord::For,
        _ => return None,
    })
}
