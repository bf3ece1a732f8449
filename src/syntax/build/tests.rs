//! Tests.

use super::{Piece, Reader, names, rules};
use crate::ast::{self, Declaration, ExpectKind, ExpectStep, ExpectSubject, GivenValue};
use crate::source::Span;
use crate::syntax::cursor::Cursor;
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::tokens::tokens;

/// `test "NAME"`.
pub(super) fn test(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    let name = names::only_text(parts, Rule::test_word, reader)?;
    let span = reader.whole();
    Some(Piece::Declaration(Declaration::Test(Box::new(ast::Test {
        name,
        base: None,
        readings: Vec::new(),
        stage: None,
        given: Vec::new(),
        paid: Vec::new(),
        approved: Vec::new(),
        expects: Vec::new(),
        because: None,
        span,
        extent: span,
    }))))
}

/// `with reading R is V`.
pub(super) fn with_reading(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(Rule::with_reading_word)?;
    let reading = names::expect_name(parts, reader)?;
    parts.expect(Rule::is)?;
    let value = names::expect_name(parts, reader)?;
    Some(Piece::TestPart(TestPart::Reading(ast::TestReading { reading, value, span: reader.whole() })))
}

/// `stage payment`.
pub(super) fn stage(parts: &mut Cursor<'_>, reader: &Reader<'_>) -> Option<Piece> {
    parts.expect(Rule::stage_word)?;
    let stage = if parts.skip(Rule::stage_payment) {
        ast::Stage::Payment
    } else {
        parts.expect(Rule::stage_application)?;
        ast::Stage::Application
    };
    Some(Piece::TestPart(TestPart::Stage(stage, reader.whole())))
}

/// A clause of a test.
#[derive(Debug, Clone)]
pub(in crate::syntax) enum TestPart {
    Base(ast::TestBase),
    Reading(ast::TestReading),
    Stage(ast::Stage, Span),
    Given(Vec<ast::Given>),
    Rows(Vec<ast::GivenRow>),
    Paid(ast::PaidEntry),
    Approved(ast::ApprovedEntry),
    Expect(ast::Expect),
}

/// `given NAME is VALUE`, `given NAME`, `given not NAME`.
pub(super) fn given(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(Rule::given_word)?;
    let span = reader.whole();
    let not = parts.take(Rule::not).map(|node| reader.span(&node));
    let path = fact_path(parts.expect(Rule::fact_path)?, reader)?;
    let value = match not {
        Some(not) => GivenValue::No(not),
        None if parts.skip(Rule::is) => given_value(parts.expect(Rule::given_value)?, reader)?,
        None => GivenValue::Yes(path.span),
    };
    Some(Piece::TestPart(TestPart::Given(vec![ast::Given { path, value, span }])))
}

/// `unknown NAME, …`.
pub(super) fn not_known(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(Rule::not_known_word)?;
    let mut all = Vec::new();
    loop {
        let path = fact_path(parts.expect(Rule::fact_path)?, reader)?;
        let span = path.span;
        all.push(ast::Given { path, value: GivenValue::Unknown, span });
        if !parts.skip(Rule::list_comma) {
            return Some(Piece::TestPart(TestPart::Given(all)));
        }
    }
}

/// `| id "A", level 2, recognised`.
pub(super) fn given_rows(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    let mut rows = Vec::new();
    for node in parts.take_while(Rule::given_row) {
        let span = reader.span(&node);
        let mut inner = Cursor::of(node);
        inner.expect(Rule::bar)?;
        let mut fields = Vec::new();
        loop {
            fields.push(given_field(inner.expect(Rule::given_field)?, reader)?);
            if !inner.skip(Rule::comma) {
                break;
            }
        }
        inner.finish()?;
        rows.push(ast::GivenRow { fields, span });
    }
    Some(Piece::TestPart(TestPart::Rows(rows)))
}

fn given_field(node: Node<'_>, reader: &mut Reader<'_>) -> Option<ast::Given> {
    let span = reader.span(&node);
    let mut inner = Cursor::of(node);
    let not = inner.take(Rule::not).map(|node| reader.span(&node));
    let path = fact_path(inner.expect(Rule::fact_path)?, reader)?;
    let value = match (not, inner.take(Rule::given_value)) {
        (Some(not), _) => GivenValue::No(not),
        (None, Some(value)) => given_value(value, reader)?,
        (None, None) => GivenValue::Yes(path.span),
    };
    inner.finish()?;
    Some(ast::Given { path, value, span })
}

fn fact_path(node: Node<'_>, reader: &mut Reader<'_>) -> Option<ast::FactPath> {
    let span = reader.span(&node);
    let mut inner = Cursor::of(node);
    let name = names::expect_name(&mut inner, reader)?;
    let mut steps = Vec::new();
    loop {
        if let Some(access) = inner.take(Rule::access) {
            let mut access = Cursor::of(access);
            access.expect(Rule::dot)?;
            steps.push(ast::FactStep::Field(names::expect_name(&mut access, reader)?));
            access.finish()?;
        } else if let Some(index) = inner.take(Rule::fact_index) {
            let mut index = Cursor::of(index);
            index.expect(Rule::lbracket)?;
            steps.push(match index.take(Rule::integer) {
                Some(year) => ast::FactStep::Year(names::count(&year, reader), reader.span(&year)),
                None => ast::FactStep::Record(names::string(&mut index, reader)?),
            });
            index.expect(Rule::rbracket)?;
            index.finish()?;
        } else {
            break;
        }
    }
    inner.finish()?;
    Some(ast::FactPath { name, steps, span })
}

/// A figure, a date or an amount, as a case would write it: a space stands before a unit in Latin letters and nowhere else.
fn figure(node: &Node<'_>, reader: &Reader<'_>) -> ast::Text {
    let written = node.as_str();
    let narrow = |sign: char| match sign {
        '％' => '%',
        '－' | '−' => '-',
        '／' => '/',
        other => other,
    };
    let mut value = String::with_capacity(written.len());
    for token in tokens(written).into_iter().filter(|token| token.kind.is_significant()) {
        let words = token.of(written).trim_matches(['『', '』']);
        let is_latin = words.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
        if is_latin && words != "BP" && value.ends_with(|last: char| last.is_alphanumeric()) {
            value.push(' ');
        }
        value.extend(names::narrow(words).chars().map(narrow));
    }
    ast::Text { value, span: reader.span(node) }
}

fn given_value(node: Node<'_>, reader: &mut Reader<'_>) -> Option<GivenValue> {
    let span = reader.span(&node);
    let words = figure(&node, reader);
    let mut inner = Cursor::of(node);
    let value = if let Some(period) = inner.take(Rule::given_period) {
        let mut days = Cursor::of(period);
        let from = figure(&days.expect(Rule::date)?, reader);
        days.expect(Rule::to_word)?;
        let to = figure(&days.expect(Rule::date)?, reader);
        days.finish()?;
        GivenValue::Period(from, to)
    } else if let Some(text) = names::string(&mut inner, reader) {
        GivenValue::Text(text)
    } else if inner.skip(Rule::yes) {
        GivenValue::Yes(span)
    } else if inner.skip(Rule::no) {
        GivenValue::No(span)
    } else if let Some(name) = inner.take(Rule::name) {
        GivenValue::Name(names::name(name, reader))
    } else {
        inner.skip(Rule::minus);
        inner.next()?;
        GivenValue::Figure(words)
    };
    inner.finish()?;
    Some(value)
}

fn claim_ref(node: Node<'_>, reader: &mut Reader<'_>) -> Option<ast::ClaimRef> {
    let span = reader.span(&node);
    let mut inner = Cursor::of(node);
    let measure = names::expect_name(&mut inner, reader)?;
    let claim = if inner.skip(Rule::of) { Some(names::string(&mut inner, reader)?) } else { None };
    let years = rules::years(&mut inner, reader)?;
    let part = match inner.take(Rule::claim_part) {
        Some(part) => {
            let mut part = Cursor::of(part);
            let number = names::count(&part.expect(Rule::integer)?, reader);
            part.finish()?;
            Some(number)
        }
        None => None,
    };
    inner.finish()?;
    Some(ast::ClaimRef { measure, claim, years, part, span })
}

fn amount(parts: &mut Cursor<'_>, reader: &Reader<'_>) -> Option<ast::Text> {
    Some(figure(&parts.expect(Rule::counted_amount)?, reader))
}

/// `paid CLAIM: AMOUNT on DAY, measuring QUANTITY, policy "OTHER"`.
pub(super) fn paid(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(Rule::paid_word)?;
    let claim = claim_ref(parts.expect(Rule::claim_ref)?, reader)?;
    parts.expect(Rule::colon)?;
    let amount = amount(parts, reader)?;
    parts.expect(Rule::on_word)?;
    let on = figure(&parts.expect(Rule::date)?, reader);
    let (mut quantity, mut policy) = (None, None);
    while parts.skip(Rule::comma) {
        if parts.skip(Rule::paid_measuring) {
            quantity = Some(given_value(parts.expect(Rule::given_value)?, reader)?);
        } else {
            parts.expect(Rule::paid_policy)?;
            policy = Some(names::string(parts, reader)?);
        }
    }
    let span = reader.whole();
    Some(Piece::TestPart(TestPart::Paid(ast::PaidEntry { claim, amount, on, quantity, policy, span })))
}

/// `approved CLAIM: AMOUNT`.
pub(super) fn approved(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(Rule::approved_word)?;
    let claim = claim_ref(parts.expect(Rule::claim_ref)?, reader)?;
    parts.expect(Rule::colon)?;
    let amount = amount(parts, reader)?;
    let span = reader.whole();
    Some(Piece::TestPart(TestPart::Approved(ast::ApprovedEntry { claim, amount, span })))
}

/// `expect SUBJECT: ITEM, …`.
pub(super) fn expect(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(Rule::expect_word)?;
    let subject = if let Some(node) = parts.take(Rule::total_subject) {
        ExpectSubject::Total(reader.span(&node))
    } else if let Some(node) = parts.take(Rule::scope_subject) {
        ExpectSubject::Scope(reader.span(&node))
    } else if let Some(node) = parts.take(Rule::fault_subject) {
        ExpectSubject::Fault(reader.span(&node))
    } else if let Some(node) = parts.take(Rule::assert_subject) {
        let mut inner = Cursor::of(node);
        inner.expect(Rule::assert_word)?;
        let label = names::label(&mut inner, reader)?;
        inner.finish()?;
        ExpectSubject::Assertion(label)
    } else {
        ExpectSubject::Claim(claim_ref(parts.expect(Rule::claim_ref)?, reader)?)
    };
    parts.expect(Rule::colon)?;
    let mut items = Vec::new();
    loop {
        let node = parts.take(Rule::assert_item);
        items.push(item(node.or_else(|| parts.take(Rule::expect_item))?, reader)?);
        if !parts.skip(Rule::list_comma) {
            break;
        }
    }
    let span = reader.whole();
    Some(Piece::TestPart(TestPart::Expect(ast::Expect { subject, items, span })))
}

#[allow(clippy::wildcard_enum_match_arm, reason = "the other rules begin no item")]
fn item(node: Node<'_>, reader: &mut Reader<'_>) -> Option<ast::ExpectItem> {
    let span = reader.span(&node);
    let mut inner = Cursor::of(node);
    let first = inner.next()?;
    let kind = match first.as_rule() {
        Rule::string => ExpectKind::Code(names::text(first, reader)),
        Rule::out_no_claim => ExpectKind::NoClaim,
        Rule::out_payable => ExpectKind::Payable(amount(&mut inner, reader)?),
        Rule::out_paid => ExpectKind::Paid(amount(&mut inner, reader)?),
        Rule::out_repay => ExpectKind::Repayable(amount(&mut inner, reader)?),
        Rule::out_scheduled => {
            let amount = amount(&mut inner, reader)?;
            let on = if inner.skip(Rule::on_word) { Some(figure(&inner.expect(Rule::date)?, reader)) } else { None };
            ExpectKind::Scheduled(amount, on)
        }
        Rule::out_pending => {
            let least = if inner.skip(Rule::at_least) { Some(amount(&mut inner, reader)?) } else { None };
            let most = if inner.skip(Rule::at_most) { Some(amount(&mut inner, reader)?) } else { None };
            ExpectKind::Pending(least, most)
        }
        Rule::out_refused => ExpectKind::Refused(by(&mut inner, reader)?),
        Rule::out_failed => ExpectKind::Failed(by(&mut inner, reader)?),
        Rule::out_qualified => ExpectKind::Qualified,
        Rule::out_nothing => ExpectKind::Nothing,
        Rule::out_meets => ExpectKind::Meets(names::string(&mut inner, reader)?),
        Rule::out_missing if inner.skip(Rule::out_approval) => ExpectKind::Missing(None),
        Rule::out_missing => ExpectKind::Missing(Some(fact_path(inner.expect(Rule::fact_path)?, reader)?)),
        Rule::out_step => {
            let step = step_kind(inner.expect(Rule::step_kind)?)?;
            let label = names::label(&mut inner, reader);
            ExpectKind::Step(step, label, amount(&mut inner, reader)?)
        }
        Rule::out_met => ExpectKind::Met,
        Rule::out_not_in_force => ExpectKind::NotInForce,
        Rule::out_open => ExpectKind::Open,
        _ => return None,
    };
    inner.finish()?;
    Some(ast::ExpectItem { kind, span })
}

/// `by "CONDITION"`, where it is there.
#[expect(
    clippy::option_option,
    reason = "the outer one is a defect of this program, the inner one the reader's choice"
)]
fn by(parts: &mut Cursor<'_>, reader: &Reader<'_>) -> Option<Option<ast::Text>> {
    if parts.skip(Rule::out_by) { names::string(parts, reader).map(Some) } else { Some(None) }
}

#[allow(clippy::wildcard_enum_match_arm, reason = "the other rules name no step")]
fn step_kind(node: Node<'_>) -> Option<ExpectStep> {
    Some(match Cursor::of(node).next()?.as_rule() {
        Rule::step_formula => ExpectStep::Formula,
        Rule::step_ceiling => ExpectStep::Ceiling,
        Rule::step_rounding => ExpectStep::Rounding,
        Rule::step_ledger => ExpectStep::Ledger,
        Rule::step_approved => ExpectStep::Approved,
        Rule::step_limit => ExpectStep::Limit,
        Rule::step_part => ExpectStep::Part,
        _ => return None,
    })
}
