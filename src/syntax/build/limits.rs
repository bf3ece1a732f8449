//! Limits: `cap`, `once`, `limits across`.

use super::{Piece, Reader, expression, names, rules};
use crate::ast::{
    self, Across, AcrossMeasures, CalendarUnit, CapCounting, CapKey, CapPeriod, CapSharing, CapWhat, Declaration, Expr,
    ExprKind,
};
use crate::syntax::cursor::Cursor;
use crate::syntax::error::ValueError;
use crate::syntax::grammar::{Node, Rule};

/// `cap WHAT per KEY… PERIOD`.
pub(super) fn cap(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(Rule::cap_word)?;
    let what = what(parts, reader)?;
    limit(what, None, parts, reader)
}

/// `once "label" per KEY…`.
pub(super) fn once(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(Rule::once_word)?;
    let label = names::label(parts, reader);
    limit(CapWhat::Once, label, parts, reader)
}

fn what(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<CapWhat> {
    if let Some(node) = parts.take(Rule::award_count) {
        let span = reader.span(&node);
        let mut inner = Cursor::of(node);
        let count = names::count(&inner.expect(Rule::integer)?, reader);
        inner.finish()?;
        return Some(CapWhat::Awards(count, span));
    }
    if let Some(node) = parts.take(Rule::highest) {
        return Some(CapWhat::Highest(reader.span(&node)));
    }
    let figure = expression::expression(parts.expect(Rule::expression)?, reader)?;
    if parts.skip(Rule::awards) {
        return Some(CapWhat::AwardsOf(figure));
    }
    let Some(node) = parts.take(Rule::measuring) else { return Some(CapWhat::Money(figure)) };
    let mut inner = Cursor::of(node);
    inner.expect(Rule::measuring_word)?;
    let of = expression::expect_chain(&mut inner, reader)?;
    inner.finish()?;
    Some(CapWhat::Quantity(figure, of))
}

#[allow(clippy::wildcard_enum_match_arm, reason = "every other rule ends the parts of a limit")]
fn limit(what: CapWhat, label: Option<ast::Text>, parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    let mut cap = ast::Cap {
        what,
        label,
        per: Vec::new(),
        period: None,
        counting: Vec::new(),
        sharing: None,
        order: None,
        departures: Vec::new(),
        applies: ast::Applies::default(),
        quotes: Vec::new(),
        span: reader.whole(),
    };
    loop {
        match parts.peek() {
            Some(Rule::cap_key) => cap.per.push(key(parts.next()?, reader)?),
            Some(Rule::period) => {
                let node = parts.next()?;
                let span = reader.span(&node);
                if cap.period.replace(period(node, reader)?).is_some() {
                    reader.report(ValueError::PeriodTwice { span });
                }
            }
            Some(Rule::counting) => counting(parts.next()?, &mut cap.counting, reader)?,
            Some(Rule::sharing) => cap.sharing = Some(sharing(parts.next()?, reader)?),
            Some(Rule::order) => cap.order = Some(rules::order(parts, reader)?),
            _ => break,
        }
    }
    cap.applies = rules::applies(parts, reader)?;
    Some(Piece::Cap(cap))
}

fn key(node: Node<'_>, reader: &mut Reader<'_>) -> Option<CapKey> {
    let mut parts = Cursor::of(node);
    parts.expect(Rule::per)?;
    let key = expression::expect_chain(&mut parts, reader)?;
    parts.finish()?;
    if let ExprKind::Name(name) = &key.kind
        && !name.quoted
        && matches!(name.text.as_str(), "applicant" | "申报主体")
    {
        return Some(CapKey::Applicant(key.span));
    }
    Some(CapKey::Expr(key))
}

fn period(node: Node<'_>, reader: &mut Reader<'_>) -> Option<CapPeriod> {
    let span = reader.span(&node);
    let mut parts = Cursor::of(node);
    let period = if parts.skip(Rule::in_total) {
        CapPeriod::Total(span)
    } else if parts.skip(Rule::per_support_year) {
        CapPeriod::SupportYear(span)
    } else if let Some(unit) = calendar_unit(&mut parts) {
        CapPeriod::Calendar(unit, expression::expect_chain(&mut parts, reader)?, span)
    } else {
        let mut years = Cursor::of(parts.expect(Rule::over_years)?);
        let count = names::count(&years.expect(Rule::integer)?, reader);
        let financial = years.skip(Rule::financial_years);
        years.finish()?;
        parts.expect(Rule::to_word)?;
        let date: Expr = expression::expect_chain(&mut parts, reader)?;
        if financial {
            CapPeriod::FinancialYears(count, date, span)
        } else {
            CapPeriod::RollingYears(count, date, span)
        }
    };
    parts.finish()?;
    Some(period)
}

/// `per quarter of`.
fn calendar_unit(parts: &mut Cursor<'_>) -> Option<CalendarUnit> {
    let units = [
        (Rule::per_calendar_year, CalendarUnit::Year),
        (Rule::per_financial_year, CalendarUnit::FinancialYear),
        (Rule::per_quarter, CalendarUnit::Quarter),
        (Rule::per_month, CalendarUnit::Month),
    ];
    units.into_iter().find_map(|(word, unit)| parts.skip(word).then_some(unit))
}

fn counting(node: Node<'_>, all: &mut Vec<CapCounting>, reader: &mut Reader<'_>) -> Option<()> {
    let mut parts = Cursor::of(node);
    if parts.skip(Rule::counting_word) {
        all.push(CapCounting::Amount(expression::expect_chain(&mut parts, reader)?));
        while parts.skip(Rule::list_comma) {
            all.push(CapCounting::Amount(expression::expect_chain(&mut parts, reader)?));
        }
        return parts.finish();
    }
    parts.expect(Rule::counting_ledger)?;
    let node = parts.expect(Rule::ledger)?;
    let span = reader.span(&node);
    let mut inner = Cursor::of(node);
    if inner.skip(Rule::all_policies) {
        all.push(CapCounting::AllPolicies(span));
    } else if inner.skip(Rule::ledger_policy) {
        all.push(CapCounting::Policy(names::string(&mut inner, reader)?));
    } else {
        all.extend(listed(&mut inner, reader)?.into_iter().map(CapCounting::Measure));
    }
    inner.finish()?;
    parts.finish()
}

fn sharing(node: Node<'_>, reader: &mut Reader<'_>) -> Option<CapSharing> {
    let span = reader.span(&node);
    let mut parts = Cursor::of(node);
    parts.expect(Rule::over_all_applicants)?;
    let sharing = if parts.skip(Rule::pro_rata) {
        CapSharing::ProRata
    } else if parts.peek() == Some(Rule::order) {
        CapSharing::InOrderOf(rules::order(&mut parts, reader)?)
    } else {
        CapSharing::Unstated(span)
    };
    parts.finish()?;
    Some(sharing)
}

/// `NAME, NAME`.
fn listed(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Vec<ast::Name>> {
    let mut names = vec![names::expect_name(parts, reader)?];
    while parts.skip(Rule::list_comma) {
        names.push(names::expect_name(parts, reader)?);
    }
    Some(names)
}

/// `limits across MEASURES LABEL`.
pub(super) fn across(parts: &mut Cursor<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    parts.expect(Rule::across_word)?;
    let every = parts.skip(Rule::every_measure);
    let excepting = parts.skip(Rule::all_but);
    let names = if every && !excepting {
        Vec::new()
    } else {
        let mut inner = Cursor::of(parts.expect(Rule::measure_names)?);
        let names = listed(&mut inner, reader)?;
        inner.finish()?;
        names
    };
    let measures = if every { AcrossMeasures::AllBut(names) } else { AcrossMeasures::Named(names) };
    let label = names::label(parts, reader);
    let (caps, quotes, span) = (Vec::new(), Vec::new(), reader.whole());
    Some(Piece::Declaration(Declaration::Across(Across { measures, label, caps, quotes, span })))
}
