//! How awards are paid: parts and their days, payers, vouchers, what is taken back, what was promised.

use crate::ast::{self, Expr, PartStep, PartTime, PayPlan};
use crate::ir::{
    Applies, Award, ExprId, Obligation, Op, Part, PartFigure, Pay, Payers, Recovery, Terms, Type, Voucher,
};
use crate::lexical::on_one_line;
use crate::source::Span;
use crate::value::Number;

use super::Checker;
use super::citations::Under;
use super::clash::clashes;
use super::coverage::By;
use super::error::PaymentError;
use super::expr::{Typed, Wanted};
use super::types::{Quantity, figure};

/// More parts than any award is paid in; each is a payment of its own.
const MOST_PARTS: u32 = 240;

impl<'a> Checker<'a> {
    /// The `pay` clauses of a measure.
    pub(super) fn pays(&mut self, pays: &'a [ast::Pay], awards: &[Award], under: Under) -> Vec<Pay> {
        let checked: Vec<Pay> = pays.iter().filter_map(|pay| self.pay(pay, awards, under)).collect();
        self.count_once(checked.iter().map(|pay| (pay.applies, pay.clause.span)));
        checked
    }

    fn pay(&mut self, pay: &'a ast::Pay, awards: &[Award], under: Under) -> Option<Pay> {
        let clause = self.clause(pay.span, &pay.quotes, under);
        let applies = self.applies(&pay.applies);
        let parts = match &pay.plan {
            PayPlan::InAdvance => Some(Vec::new()),
            PayPlan::Equal { count, step, from, span } => self.equal_parts(*count, *step, from, *span),
            PayPlan::Parts { parts, from } => self.parts(parts, from.as_ref(), pay.span),
        };
        let applies = applies?;
        self.flush_reads_of_awards(applies, awards);
        Some(Pay { in_advance: pay.plan == PayPlan::InAdvance, parts: parts?, applies, clause })
    }

    fn equal_parts(&mut self, count: u32, step: PartStep, from: &'a Expr, span: Span) -> Option<Vec<Part>> {
        let from = self.payment_day(from);
        if !(2..=MOST_PARTS).contains(&count) {
            self.report(PaymentError::PartCount { span, count, most: MOST_PARTS });
            return None;
        }
        let from = from?;
        let share = Number::ONE.divided_by(Number::from(i64::from(count))).ok()?;
        let mut parts = Vec::new();
        for at in 0..count {
            let figure = if at + 1 == count {
                PartFigure::Rest
            } else {
                PartFigure::Share(self.push_number(share, Type::Ratio, span).id)
            };
            parts.push(Part { figure, due: self.steps_later(from, at, step, span), label: None });
        }
        Some(parts)
    }

    /// The day so many steps after another.
    fn steps_later(&mut self, from: ExprId, count: u32, step: PartStep, span: Span) -> ExprId {
        let count = i32::try_from(count).unwrap_or(i32::MAX);
        let op = match step {
            _ if count == 0 => return from,
            PartStep::Years => Op::AddYears(from, count),
            PartStep::Quarters => Op::AddMonths(from, count.saturating_mul(3)),
            PartStep::Months => Op::AddMonths(from, count),
        };
        self.push(op, Type::Date, span).id
    }

    fn parts(&mut self, parts: &'a [ast::Part], from: Option<&'a Expr>, clause: Span) -> Option<Vec<Part>> {
        let start = from.map(|from| (self.payment_day(from), from.span));
        let figures: Vec<&'a ast::PartFigure> = parts.iter().map(|part| &part.figure).collect();
        let figures = self.figures(&figures, clause, false);
        let mut year_before: Option<u32> = None;
        let mut dated = false;
        let mut days = Vec::new();
        for part in parts {
            days.push(match &part.time {
                PartTime::On(day) => self.payment_day(day),
                PartTime::Year(year, span) => {
                    dated = true;
                    if *year == 0 || *year > MOST_PARTS || year_before.is_some_and(|before| *year <= before) {
                        self.report(PaymentError::YearsOutOfOrder { span: *span, year: *year });
                        return None;
                    }
                    year_before = Some(*year);
                    match start {
                        Some((from, _)) => from.map(|from| self.steps_later(from, *year - 1, PartStep::Years, *span)),
                        None => {
                            let surface = self.surface(clause);
                            self.report_missing(PaymentError::WithoutStart { span: *span, surface });
                            return None;
                        }
                    }
                }
            });
        }
        if let Some((_, span)) = start.filter(|_| !dated) {
            self.report(PaymentError::StartOfNothing { span });
            return None;
        }
        let labels = parts.iter().map(|part| part.label.as_ref().map(|label| label.value.clone()));
        let parts = figures?.into_iter().zip(days).zip(labels);
        parts.map(|((figure, due), label)| Some(Part { figure, due: due?, label })).collect()
    }

    /// The figures of parts or payers: they have to come to the whole.
    fn figures(&mut self, parts: &[&'a ast::PartFigure], clause: Span, payers: bool) -> Option<Vec<PartFigure>> {
        let mut sound = true;
        let mut figures = Vec::new();
        let mut sum = Some(Number::ZERO);
        let mut rest = None;
        for (at, part) in parts.iter().enumerate() {
            let expr = match part {
                ast::PartFigure::Rest(span) => {
                    if at + 1 < parts.len() {
                        self.report(PaymentError::RestNotLast { span: *span });
                        return None;
                    }
                    rest = Some(*span);
                    figures.push(PartFigure::Rest);
                    continue;
                }
                ast::PartFigure::Figure(expr) => expr,
            };
            let Some(typed) = self.value(expr, None) else {
                sound = false;
                continue;
            };
            let share = matches!(typed.ty, Type::Ratio(_));
            match Quantity::of(&typed.ty) {
                Some((Quantity::Ratio, _)) => figures.push(PartFigure::Share(typed.id)),
                Some((Quantity::Money(None), _)) => figures.push(PartFigure::Amount(typed.id)),
                _ => {
                    let found = self.describe(&typed.ty);
                    self.report(PaymentError::NoPart { span: expr.span, found, payers });
                    sound = false;
                }
            }
            let known = figure(&typed.ty).filter(|_| share);
            sum = sum.zip(known).and_then(|(sum, share)| sum.plus(share).ok());
        }
        if !sound {
            return None;
        }
        let last = parts.last().map_or(clause, |part| match part {
            ast::PartFigure::Rest(span) => *span,
            ast::PartFigure::Figure(expr) => expr.span,
        });
        match (sum, rest) {
            (Some(sum), Some(span)) if sum >= Number::ONE => {
                self.report(PaymentError::NothingLeft { span, sum });
                return None;
            }
            (_, Some(_)) => {}
            (Some(sum), None) if sum == Number::ONE => {
                // The last takes what rounding leaves.
                if let Some(figure) = figures.last_mut() {
                    *figure = PartFigure::Rest;
                }
            }
            (Some(sum), None) => {
                self.report(PaymentError::NotTheWhole { span: last, sum });
                return None;
            }
            (None, None) => {
                let surface = self.surface(clause);
                self.report_missing(PaymentError::WithoutRest { span: last, surface });
                return None;
            }
        }
        Some(figures)
    }

    /// A day on which something is due or ends.
    fn payment_day(&mut self, expr: &'a Expr) -> Option<ExprId> {
        let typed = self.wanting(Wanted::Kind(Type::Date), expr)?;
        self.expect(typed, &Type::Date, expr).map(|typed| typed.id)
    }

    /// What a measure says beside its awards, limits and schedule.
    pub(super) fn terms(&mut self, terms: &'a ast::Terms, awards: &[Award], under: Under) -> Terms {
        let checked = Terms {
            payers: terms.payers.iter().filter_map(|payers| self.payers(payers, awards, under)).collect(),
            vouchers: terms.vouchers.iter().filter_map(|voucher| self.voucher(voucher, awards, under)).collect(),
            recoveries: terms.recoveries.iter().filter_map(|recover| self.recovery(recover, under)).collect(),
            obligations: terms.obligations.iter().filter_map(|promise| self.obligation(promise, under)).collect(),
        };
        self.count_once(checked.payers.iter().map(|one| (one.applies, one.clause.span)));
        self.count_once(checked.vouchers.iter().map(|one| (one.applies, one.clause.span)));
        checked
    }

    fn payers(&mut self, payers: &'a ast::Payers, awards: &[Award], under: Under) -> Option<Payers> {
        let clause = self.clause(payers.span, &payers.quotes, under);
        let applies = self.applies(&payers.applies);
        let figures: Vec<&'a ast::PartFigure> = payers.shares.iter().map(|(_, figure)| figure).collect();
        let figures = self.figures(&figures, payers.span, true);
        for (at, (name, _)) in payers.shares.iter().enumerate() {
            if payers.shares.iter().take(at).any(|(other, _)| other.value == name.value) {
                self.report(PaymentError::PayerTwice { span: name.span, name: name.value.clone() });
                return None;
            }
        }
        let applies = applies?;
        self.flush_reads_of_awards(applies, awards);
        let names = payers.shares.iter().map(|(name, _)| name.value.clone());
        Some(Payers { shares: names.zip(figures?).collect(), applies, clause })
    }

    fn voucher(&mut self, voucher: &'a ast::Voucher, awards: &[Award], under: Under) -> Option<Voucher> {
        let clause = self.clause(voucher.span, &voucher.quotes, under);
        let applies = self.applies(&voucher.applies);
        let (until, redeemed_on) = (self.payment_day(&voucher.until), self.payment_day(&voucher.redeemed_on));
        let applies = applies?;
        self.flush_reads_of_awards(applies, awards);
        Some(Voucher { until: until?, redeemed_on: redeemed_on?, applies, clause })
    }

    fn recovery(&mut self, recover: &'a ast::Recover, under: Under) -> Option<Recovery> {
        let clause = self.clause(recover.span, &recover.quotes, under);
        let applies = self.applies(&recover.applies);
        self.paid_is_known = true;
        let amount = recover.amount.as_ref().map(|amount| self.of_claim(amount, |checker| checker.money(amount)));
        let condition = self.of_claim(&recover.condition, |checker| checker.condition(&recover.condition));
        self.paid_is_known = false;
        let applies = applies?;
        self.flush_reads(By::Clause(applies));
        let amount = match amount {
            None => None,
            Some(amount) => Some(amount?),
        };
        if let Some(condition) = &condition {
            self.must_depend_on_facts(*condition, recover.condition.span);
        }
        let label = recover.label.as_ref().map(|label| label.value.clone());
        let words = on_one_line(self.sources.slice(recover.condition.span));
        Some(Recovery { label, words, amount, condition: condition?, applies, clause })
    }

    fn obligation(&mut self, promise: &'a ast::Obligation, under: Under) -> Option<Obligation> {
        let clause = self.clause(promise.span, &promise.quotes, under);
        let applies = self.applies(&promise.applies);
        let until = self.of_claim(&promise.until, |checker| {
            let typed = checker.value(&promise.until, None)?;
            checker.expect(typed, &Type::Date, &promise.until)
        });
        let applies = applies?;
        self.flush_reads(By::Clause(applies));
        Some(Obligation { what: promise.what.value.clone(), until: until?, applies, clause })
    }

    /// A value of the claim as a whole, which can't depend on the support year.
    fn of_claim(&mut self, expr: &'a Expr, read: impl FnOnce(&mut Self) -> Option<Typed>) -> Option<ExprId> {
        self.reads_year = false;
        let typed = read(self);
        if self.reads_year {
            self.report(PaymentError::ByYear { span: expr.span });
            return None;
        }
        typed.map(|typed| typed.id)
    }

    /// Of these clauses one at most may count in a support year under a choice of readings.
    fn count_once(&mut self, clauses: impl Iterator<Item = (Applies, Span)>) {
        let (applies, spans): (Vec<Applies>, Vec<Span>) = clauses.unzip();
        for (later, earlier) in clashes(&applies, true) {
            let span = |at: usize| spans.get(at).copied().unwrap_or_default();
            self.report(PaymentError::Twice { span: span(later), first: span(earlier) });
        }
    }
}
