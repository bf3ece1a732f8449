//! What is left of a clause that could not be read: the name that it declares, so that its uses are not reported as unknown.

use super::build::{Piece, Reader, unquote};
use super::grammar::Rule;
use super::keywords::ClauseKind;
use super::tokens::{Token, TokenKind};
use crate::ast::{self, Applies, Declaration, Expr, ExprKind, TypeKind};
use crate::source::Span;

struct Bones {
    name: Option<ast::Name>,
    label: Option<ast::Text>,
    /// The string behind `article`.
    article: Option<ast::Text>,
    span: Span,
}

impl Bones {
    fn error(&self) -> Expr {
        Expr { kind: ExprKind::Error, span: self.span }
    }
}

/// The piece of a clause with error nodes for all but its name and label.
#[allow(clippy::wildcard_enum_match_arm, reason = "the other clauses declare nothing")]
pub(super) fn skeleton(rule: Rule, kind: ClauseKind, tokens: &[Token], reader: &mut Reader<'_>) -> Option<Piece> {
    let bones = bones(kind, tokens, reader);
    let (span, error) = (bones.span, bones.error());
    let (quotes, label) = (Vec::new(), bones.label.clone());
    Some(match rule {
        Rule::policy => Piece::Declaration(Declaration::Policy(ast::Policy {
            name: bones.name?,
            label,
            issuer: None,
            source: None,
            money: None,
            parameters: Vec::new(),
            in_force: None,
            financial_year: None,
            short_months: None,
            quotes,
            span,
        })),
        Rule::choice_type => {
            let name = bones.name?;
            Piece::Declaration(Declaration::Type(ast::ChoiceType { name, label, values: Vec::new(), quotes, span }))
        }
        Rule::applicant => Piece::Declaration(Declaration::Record(record(None, label, span))),
        Rule::record => Piece::Declaration(Declaration::Record(record(Some(bones.name?), label, span))),
        Rule::scope => {
            let (conditions, lets) = (Vec::new(), Vec::new());
            Piece::Declaration(Declaration::Scope(ast::Scope { label, quotes, conditions, lets, span }))
        }
        Rule::table | Rule::slices | Rule::dated => {
            let kind = match rule {
                Rule::slices => ast::TableKind::Slices,
                Rule::dated => ast::TableKind::Dated,
                _ => ast::TableKind::Table,
            };
            let (ty, file) = (None, None);
            let (name, keys, rows) = (bones.name?, Vec::new(), Vec::new());
            Piece::Declaration(Declaration::Table(ast::Table {
                name,
                label,
                kind,
                ty,
                file,
                keys,
                results: Vec::new(),
                rows,
                quotes,
                span,
            }))
        }
        Rule::reading => {
            let (name, values) = (bones.name?, Vec::new());
            Piece::Declaration(Declaration::Reading(ast::Reading { name, label, values, because: None, quotes, span }))
        }
        Rule::measure => Piece::Declaration(Declaration::Measure(ast::Measure {
            name: bones.name?,
            label,
            article: bones.article,
            quotes,
            in_force: None,
            for_each: None,
            lets: Vec::new(),
            conditions: Vec::new(),
            awards: Vec::new(),
            caps: Vec::new(),
            pays: Vec::new(),
            terms: ast::Terms::default(),
            assertions: Vec::new(),
            in_kind: None,
            span,
        })),
        Rule::across => Piece::Declaration(Declaration::Across(ast::Across {
            measures: ast::AcrossMeasures::Unread,
            label,
            caps: Vec::new(),
            quotes,
            span,
        })),
        Rule::parameter => Piece::Parameter(field(bones.name?, label, span)),
        Rule::field => Piece::Field(field(bones.name?, label, span)),
        Rule::in_force => {
            Piece::InForce(ast::InForce { from: error, end: ast::InForceEnd::Open, on: None, quotes, span })
        }
        Rule::condition | Rule::veto => {
            let (veto, applies) = (rule == Rule::veto, Applies::default());
            Piece::When(ast::Condition {
                label,
                expr: error,
                veto,
                only_if: None,
                unbroken: false,
                stage: None,
                applies,
                quotes,
                span,
            })
        }
        Rule::assertion => {
            let (reading, label) = (None, label?);
            let own = ast::Assertion { label, expr: error, only_if: None, reading, quotes, span };
            Piece::Assert(Box::new(own))
        }
        Rule::for_each => {
            Piece::ForEach(ast::ForEach { name: bones.name?, label, list: error, order: None, quotes, span })
        }
        Rule::let_clause => {
            let (name, departures, applies) = (bones.name?, Vec::new(), Applies::default());
            Piece::Let(ast::Let { name, label, value: error, departures, applies, quotes, span })
        }
        Rule::award => {
            let (departures, applies) = (Vec::new(), Applies::default());
            Piece::Award(ast::Award { up_to: false, formula: error, departures, applies, quotes, span })
        }
        Rule::choice_rows => {
            Piece::ChoiceRows(vec![ast::NamedValue { name: bones.name?, label, default: false, span }])
        }
        Rule::table_rows | Rule::dated_rows => Piece::TableRows(vec![ast::TableRow {
            days: None,
            patterns: vec![ast::Pattern { alternatives: vec![ast::PatternKind::Value(error.clone())], span }],
            value: error,
            more: Vec::new(),
            step: None,
            span,
        }]),
        Rule::value_rows => Piece::ValueRows(
            vec![ast::ValueRow { value: error.clone(), condition: Some(error), span }],
            Applies::default(),
        ),
        _ => return None,
    })
}

fn record(name: Option<ast::Name>, label: Option<ast::Text>, span: Span) -> ast::Record {
    ast::Record { name, label, fields: Vec::new(), lets: Vec::new(), quotes: Vec::new(), span }
}

fn field(name: ast::Name, label: Option<ast::Text>, span: Span) -> ast::Field {
    let ty = ast::TypeExpr { kind: TypeKind::Error, by: None, signed: false, span };
    let (evidence, decided_by, quotes) = (Vec::new(), Vec::new(), Vec::new());
    ast::Field { name, label, key: false, ty, absent: None, evidence, decided_by, quotes, span }
}

/// `KEYWORD NAME LABEL`, as far as it is there.
fn bones(kind: ClauseKind, tokens: &[Token], reader: &Reader<'_>) -> Bones {
    let text = reader.patched.text();
    let place = |token: &Token| reader.patched.span(token.start as usize, token.end as usize);
    let skipped = match kind.keyword() {
        None => usize::from(kind == ClauseKind::Row),
        Some(keyword) if text.is_ascii() || text.starts_with(keyword.english) => keyword.english.split(' ').count(),
        Some(_) => 1,
    };
    let mut rest = tokens.iter().skip(skipped);
    let key = kind == ClauseKind::Field
        && tokens.first().is_some_and(|first| matches!(first.of(text), "key" | "编号"))
        && tokens.get(1).is_some_and(|second| matches!(second.kind, TokenKind::Word | TokenKind::QuotedName));
    if key {
        rest.next();
    }
    let mut rest = rest.peekable();
    let named = |token: &&Token| matches!(token.kind, TokenKind::Word | TokenKind::QuotedName);
    let labelled = |token: &&Token| token.kind == TokenKind::String;
    let name = rest.next_if(|token| named(token)).map(|token| {
        let written = token.of(text);
        let inner = written.strip_prefix('『').and_then(|rest| rest.strip_suffix('』'));
        ast::Name { text: inner.unwrap_or(written).to_owned(), quoted: inner.is_some(), span: place(token) }
    });
    let string = |token: &Token| ast::Text { value: unquote(token.of(text)), span: place(token) };
    let label = rest.next_if(|token| labelled(token)).map(string);
    let mut after = rest.skip_while(|token| !matches!(token.of(text), "article" | "条款")).skip(1);
    let article = after.next().filter(labelled).map(string);
    Bones { name, label, article, span: reader.whole() }
}
