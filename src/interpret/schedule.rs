//! What the limits leave of an award is divided into the parts in which it is paid.

use super::approved::Grants;
use super::claims::OpenClaim;
use super::divide::{Figure, divide};
use super::error::{CaseFault, CaseFaultKind};
use super::evaluate::{Evaluator, Frame};
use super::known::{Missing, join};
use super::ledger::Ledger;
use super::limits::Deciding;
use super::payments::{OpenPayment, State};
use crate::decision::{Amount, Awaited, Outcome, Payment, Step, StepKind};
use crate::ir::{Clause, ExprId, Measure, Part, PartFigure, Pay};
use crate::value::{Bounds, DateBounds, Number, Truth};

/// The payments of one award.
pub(super) struct Scheduled {
    pub payments: Vec<Payment>,
    /// What is definite of an award that the limits have counted as pending.
    pub settled: Number,
}

/// Sets the definite parts of awards apart from those that wait for their day, once every definite amount is known.
pub(super) fn set_apart(deciding: &mut Deciding<'_, '_>) -> Result<(), Box<CaseFault>> {
    for open in &deciding.measures {
        for payment in deciding.payments.get_mut(open.payments.clone()).unwrap_or_default() {
            let pay = open.measure.schedule_of(payment.year, deciding.evaluator.chosen);
            let Some((pay, claim)) = pay.zip(deciding.claims.get(payment.claim)) else { continue };
            if payment.grants.is_some() && payment.is_live() {
                let fault = |fault| deciding.evaluator.clause_fault(&pay.clause, fault);
                Evaluator::set_approved_apart(payment).map_err(fault)?;
            } else if payment.state == State::Definite {
                deciding.evaluator.set_apart(pay, claim, open.ledger, payment)?;
            }
        }
    }
    Ok(())
}

/// When a part is due, as far as it is known.
pub(super) struct Due {
    bounds: DateBounds,
    missing: Missing,
}

impl Due {
    /// Whether the day is known.
    pub(super) fn is_known(&self) -> bool {
        self.bounds.known().is_some()
    }
}

/// A part on its way to an outcome.
struct OpenPart {
    /// What the ledger shows for it.
    paid: Option<Number>,
    /// Its amount, where it has been set apart.
    dated: Option<Number>,
    bounds: Bounds,
    due: Due,
    /// What its amount and its day wait for, beside what the award waits for.
    missing: Missing,
    /// The approval that it waits for.
    awaits: Option<Awaited>,
}

/// Whether all of an award is definite but the day of some of its parts.
fn is_definite(claim: &OpenClaim, open: &OpenPayment) -> bool {
    let holds = open.is_due(claim);
    let redeemed = open.voucher.is_none_or(|redeemed| redeemed == Truth::True);
    open.dated.is_some() || (open.state == State::Open && open.own.known().is_some() && holds && redeemed)
}

impl OpenPart {
    fn new(paid: Option<Number>, dated: Option<Number>, due: Due) -> OpenPart {
        let bounds = Bounds::Exactly(dated.unwrap_or(Number::ZERO));
        OpenPart { paid, dated, bounds, due, missing: Missing::new(), awaits: None }
    }
}

impl Measure {
    /// The schedule of an award in a support year.
    pub(super) fn schedule_of(&self, year: u32, chosen: &[usize]) -> Option<&Pay> {
        let mut live = self.pays.iter().filter(|pay| pay.applies.in_year(year) && pay.applies.under(chosen));
        live.find(|pay| !pay.parts.is_empty())
    }
}

impl Evaluator<'_> {
    /// An award of which no part was paid and none has a day yet is nothing to count on: what is paid now goes before it.
    pub(super) fn await_first_day(
        &self,
        measure: &Measure,
        frame: &Frame,
        payment: &mut OpenPayment,
    ) -> Result<(), Box<CaseFault>> {
        let parts = measure.schedule_of(payment.year, self.chosen).map_or(&[][..], |pay| &pay.parts);
        if parts.is_empty() || payment.is_begun() {
            return Ok(());
        }
        for part in parts {
            if self.due(part.due, frame, payment.certain)?.is_known() {
                return Ok(());
            }
        }
        payment.certain = false;
        payment.take(payment.own);
        Ok(())
    }

    /// Of a definite award with parts that have no day yet, sets the others apart: they are definite, and what is left waits for its days like
    /// any other payment that is pending.
    fn set_apart(
        &self,
        pay: &Pay,
        claim: &OpenClaim,
        ledger: &Ledger<'_>,
        open: &mut OpenPayment,
    ) -> Result<(), Box<CaseFault>> {
        let parts = self.parts(pay, claim, ledger, open)?;
        let is_dated = |part: &OpenPart| part.bounds.known().is_some() && part.due.is_known();
        if parts.iter().all(|part| part.paid.is_some() || is_dated(part)) {
            return Ok(());
        }
        let dated = parts.iter().map(|part| part.bounds.known().filter(|_| part.paid.is_none() && is_dated(part)));
        open.dated = Some(dated.collect());
        let fault = |fault| self.clause_fault(&pay.clause, fault);
        let apart = open.settled().map_err(fault)?;
        let left = open.own.minus(Bounds::Exactly(apart)).map_err(fault)?;
        open.own = left.max(Bounds::Exactly(Number::ZERO));
        open.certain = false;
        open.take(open.own);
        Ok(())
    }

    /// What the parts of an award are, and when they are due.
    fn parts(
        &self,
        pay: &Pay,
        claim: &OpenClaim,
        ledger: &Ledger<'_>,
        open: &OpenPayment,
    ) -> Result<Vec<OpenPart>, Box<CaseFault>> {
        if let Some(grants) = &open.grants {
            return self.granted_parts(pay, claim, ledger, (open, grants));
        }
        let frame = claim.frame(open.year);
        let is_due = open.is_due(claim);
        let fault = |fault| self.clause_fault(&pay.clause, fault);
        let mut parts = Vec::with_capacity(pay.parts.len());
        let mut figures = Vec::with_capacity(pay.parts.len());
        let mut waits = Missing::new();
        let dated = open.dated.iter().flatten().copied().chain(std::iter::repeat(None));
        for ((instalment, part), dated) in (1..).zip(&pay.parts).zip(dated) {
            let paid = ledger.instalment(&claim.name, open.year, instalment).map_err(fault)?;
            if paid.is_none() && dated.is_none() {
                let (figure, missing) = self.part_figure(part.figure, &frame, is_due)?;
                join(&mut waits, &missing);
                figures.push(figure);
            }
            let due = self.due(part.due, &frame, is_due)?;
            parts.push(OpenPart::new(paid, dated, due));
        }
        let policy = &self.program.policy;
        let taken = open.taken().map_err(fault)?;
        let divided = divide(policy.rounding, policy.digits, taken, open.bounds, &figures).map_err(fault)?;
        let divisible = parts.iter_mut().filter(|part| part.paid.is_none() && part.dated.is_none());
        for (part, bounds) in divisible.zip(divided) {
            part.bounds = bounds;
            if bounds.known().is_none() {
                part.missing = waits.clone();
            }
            if !part.due.is_known() {
                join(&mut part.missing, &part.due.missing);
            }
        }
        Ok(parts)
    }

    /// The parts of an award that is not approved as a whole.
    fn granted_parts(
        &self,
        pay: &Pay,
        claim: &OpenClaim,
        ledger: &Ledger<'_>,
        (open, grants): (&OpenPayment, &Grants),
    ) -> Result<Vec<OpenPart>, Box<CaseFault>> {
        let frame = claim.frame(open.year);
        let fault = |fault| self.clause_fault(&pay.clause, fault);
        let mut parts = Vec::with_capacity(pay.parts.len());
        let mut dated = open.dated.iter().flatten().copied().chain(std::iter::repeat(None));
        let granted = grants.parts.iter().zip(grants.divide(open.bounds).map_err(fault)?);
        for ((instalment, rule), (grant, bounds)) in (1..).zip(&pay.parts).zip(granted) {
            let paid = ledger.instalment(&claim.name, open.year, instalment).map_err(fault)?;
            let due = self.due(rule.due, &frame, open.is_due(claim))?;
            let mut part = OpenPart::new(paid, dated.next().flatten(), due);
            if part.paid.is_none() && part.dated.is_none() {
                part.bounds = bounds;
                if grant.granted.known().is_none() {
                    part.missing = grant.missing.clone();
                }
                if !part.due.is_known() {
                    join(&mut part.missing, &part.due.missing);
                }
                if grants.in_part && grant.approved.is_none() {
                    part.awaits = Some(self.approval_of(claim, open.year, Some(instalment)));
                }
            }
            parts.push(part);
        }
        Ok(parts)
    }

    /// The parts of an award, each as a payment of its own.
    pub(super) fn scheduled(
        &self,
        pay: &Pay,
        claim: &OpenClaim,
        ledger: &Ledger<'_>,
        mut open: OpenPayment,
        detail: bool,
    ) -> Result<Scheduled, Box<CaseFault>> {
        let frame = claim.frame(open.year);
        let fault = |fault| self.clause_fault(&pay.clause, fault);
        let parts = self.parts(pay, claim, ledger, &open)?;
        // Of a definite award that nothing has cut since, the parts without a day are certain too: only whether their day comes is not.
        let is_whole = open.grants.is_none() && open.bounds.most() == open.own.most() && is_definite(claim, &open);
        let others = open.bounds.most().filter(|_| is_whole).map_or(open.bounds, Bounds::Exactly);
        let bounds = std::mem::replace(&mut open.bounds, others);
        let whole = Bounds::Exactly(open.taken().map_err(fault)?).plus(open.bounds).map_err(fault)?;
        let shown = if is_whole { self.parts(pay, claim, ledger, &open)? } else { Vec::new() };
        open.bounds = bounds;
        let mut scheduled = Scheduled { payments: Vec::new(), settled: Number::ZERO };
        let mut shared = std::mem::take(&mut open.steps);
        for ((instalment, rule), part) in (1..).zip(&pay.parts).zip(&parts) {
            let mut payment = self.part_payment(&open, rule, part, instalment);
            if let Some(paid) = part.paid {
                if detail {
                    let of = (claim, ledger, open.year, Some(instalment));
                    payment.steps.push(self.ledger_step(&pay.clause, of, paid));
                }
                scheduled.payments.push(payment);
                continue;
            }
            // Nothing more is awarded for this year.
            if matches!(open.state, State::Paid(_)) {
                continue;
            }
            // The conditions and the steps of the award stand with its first part that is not paid.
            payment.conditions = std::mem::take(&mut open.conditions);
            payment.steps = std::mem::take(&mut shared);
            if detail && open.state != State::Refused {
                let at = scheduled.payments.len();
                match open.grants.as_ref().and_then(|grants| Some((grants, grants.parts.get(at)?))) {
                    Some((grants, grant)) => {
                        let step = self.part_step(pay, rule, (grants.ceiling, grant.ceiling), &frame)?;
                        payment.steps.push(Step { kind: StepKind::PartCeiling, ..step });
                        payment.steps.extend(self.approval_steps(&pay.clause, grant, part.bounds));
                    }
                    None => {
                        let own = shown.get(at).map_or(part.bounds, |shown| shown.bounds);
                        payment.steps.push(self.part_step(pay, rule, (whole, own), &frame)?);
                    }
                }
            }
            let definite = matches!(payment.outcome, Outcome::Payable { .. } | Outcome::Scheduled { .. });
            let counted = open.state == State::Open && part.dated.is_none();
            let amount = part.bounds.known().filter(|_| definite && counted).unwrap_or(Number::ZERO);
            scheduled.settled = scheduled.settled.plus(amount).map_err(fault)?;
            scheduled.payments.push(payment);
        }
        Ok(scheduled)
    }

    /// What becomes of a part.
    fn part_payment(&self, open: &OpenPayment, rule: &Part, part: &OpenPart, instalment: u32) -> Payment {
        let due = part.due.bounds.known();
        let mut payment = Payment {
            support_year: open.year,
            instalment: Some(instalment),
            part: rule.label.clone(),
            outcome: Outcome::Nothing,
            due,
            payers: Vec::new(),
            in_advance: false,
            conditions: Vec::new(),
            missing: Vec::new(),
            steps: Vec::new(),
        };
        let amount = |number: Number| Amount::new(number, self.program.policy.digits);
        if let Some(paid) = part.paid {
            payment.outcome = Outcome::Paid { amount: amount(paid) };
            return payment;
        }
        if open.state == State::Refused {
            payment.outcome = Outcome::Refused;
            return payment;
        }
        let certain = open.certain || part.dated.is_some();
        let definite = part.bounds.known().filter(|_| certain);
        payment.outcome = match (part.bounds.known(), definite.zip(due)) {
            (Some(number), _) if number.is_zero() => Outcome::Nothing,
            (_, Some((number, due))) if due <= self.case.applied_on => Outcome::Payable { amount: amount(number) },
            (_, Some((number, due))) => {
                payment.due = None;
                Outcome::Scheduled { amount: amount(number), due }
            }
            (_, None) => {
                let sure = certain && due.is_some();
                let mut missing = open.missing.clone();
                join(&mut missing, &part.missing);
                payment.missing = self.paths(&missing);
                payment.missing.extend(open.awaits.iter().chain(&part.awaits).cloned());
                Outcome::Pending {
                    at_least: amount(part.bounds.least().filter(|_| sure).unwrap_or(Number::ZERO)),
                    at_most: part.bounds.most().map(amount),
                }
            }
        };
        payment
    }

    /// What the rule says of a part; where it is not `certain` that it counts, nothing is known of a figure without a value.
    pub(super) fn part_figure(
        &self,
        figure: PartFigure,
        frame: &Frame,
        certain: bool,
    ) -> Result<(Figure, Missing), Box<CaseFault>> {
        let Some(value) = figure.value() else { return Ok((Figure::Rest, Missing::new())) };
        let known = self.evaluate_where(certain, value, frame)?;
        let bounds = known.number();
        Ok((
            if matches!(figure, PartFigure::Share(_)) { Figure::Share(bounds) } else { Figure::Amount(bounds) },
            known.missing,
        ))
    }

    /// The day of a part; likewise.
    pub(super) fn due(&self, due: ExprId, frame: &Frame, certain: bool) -> Result<Due, Box<CaseFault>> {
        let known = self.evaluate_where(certain, due, frame)?;
        Ok(Due { bounds: known.date(), missing: known.missing })
    }

    fn part_step(
        &self,
        pay: &Pay,
        part: &Part,
        (whole, own): (Bounds, Bounds),
        frame: &Frame,
    ) -> Result<Step, Box<CaseFault>> {
        let exprs: Vec<ExprId> = part.figure.value().into_iter().chain([part.due]).collect();
        let mut basis = self.basis(&pay.clause, pay.applies, &exprs, frame)?;
        if part.figure == PartFigure::Rest {
            basis.trace = None;
        }
        Ok(self.step(StepKind::Part, Some(whole), own, basis))
    }

    /// A fault of the arithmetic of a clause as a whole.
    pub(super) fn clause_fault(&self, clause: &Clause, fault: crate::value::Fault) -> Box<CaseFault> {
        Box::new(CaseFault {
            case: self.case.name.clone(),
            span: clause.span,
            kind: CaseFaultKind::Arithmetic(fault),
            facts: Vec::new(),
        })
    }
}
