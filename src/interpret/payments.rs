//! From the formula to the amount of one payment, before any limit: formula, rounding, ledger, approval.

use super::approved::{Approval, Approvals, Grants, granted_in_parts};
use super::claims::OpenClaim;
use super::error::{CaseFault, CaseFaultKind};
use super::evaluate::{Evaluator, Frame};
use super::known::{Missing, join};
use super::ledger::{Ledger, used_by};
use crate::decision::{Amount, Awaited, Basis, ClaimStatus, ConditionResult, Range, Step, StepKind};
use crate::ir::{Award, Clause, Measure};
use crate::value::{Bounds, Fault, Number, Truth};

/// A payment on its way to an outcome.
pub(super) struct OpenPayment {
    /// The place of its claim.
    pub claim: usize,
    pub year: u32,
    pub state: State,
    /// Whether the claim qualifies and every condition of the year holds.
    pub certain: bool,
    /// What the limits have left of it so far.
    pub bounds: Bounds,
    /// What it is before any limit.
    pub own: Bounds,
    pub conditions: Vec<ConditionResult>,
    pub missing: Missing,
    /// What it waits for that is not a fact of the application: the approved amount.
    pub awaits: Vec<Awaited>,
    pub in_advance: bool,
    /// What was paid of it in instalments, while others are unpaid: it is no part of `own`.
    pub begun: Number,
    /// Of an award that is paid in parts the parts that are definite, in their order, while others wait for their day: `own` and `bounds` are of
    /// those others.
    pub dated: Option<Vec<Option<Number>>>,
    /// Of an award in parts under a ceiling that is not approved as a whole, what can come of each part.
    pub grants: Option<Grants>,
    /// Where it was given as a voucher: whether that was redeemed in time.
    pub voucher: Option<Truth>,
    pub steps: Vec<Step>,
}

/// Where a payment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// In the ledger, with this sum.
    Paid(Number),
    /// Its amount is certain: `bounds` is a number.
    Definite,
    /// Its amount, or whether it is due at all, is not certain.
    Open,
    /// A condition of its year failed.
    Refused,
    /// Its claim was refused by the limit on the number of awards at this place.
    Withdrawn(usize),
}

impl OpenPayment {
    /// Whether it may still bring something.
    pub(super) fn is_live(&self) -> bool {
        matches!(self.state, State::Definite | State::Open)
    }

    /// What is definite of it, whatever the rest comes to.
    pub(super) fn settled(&self) -> Result<Number, Fault> {
        match (&self.dated, self.state) {
            (Some(dated), _) => dated.iter().flatten().try_fold(Number::ZERO, |sum, part| sum.plus(*part)),
            (None, State::Definite) => Ok(self.bounds.known().unwrap_or(Number::ZERO)),
            (None, State::Open | State::Paid(_) | State::Refused | State::Withdrawn(_)) => Ok(Number::ZERO),
        }
    }

    /// What was paid of it, and what has been set apart.
    pub(super) fn taken(&self) -> Result<Number, Fault> {
        let apart = if self.dated.is_some() { self.settled()? } else { Number::ZERO };
        self.begun.plus(apart)
    }

    /// Whether it is sure that the conditions of the claim and of the year hold.
    pub(super) fn is_due(&self, claim: &OpenClaim) -> bool {
        claim.status == ClaimStatus::Qualified && self.conditions.iter().all(|it| it.holds == Some(true))
    }

    /// Whether a part of it was paid, and others are not.
    pub(super) fn is_begun(&self) -> bool {
        !self.begun.is_zero()
    }

    /// What limits have taken of a definite payment, at most; `None`: nothing bounds it.
    pub(super) fn cut(&self) -> Result<Option<Number>, Fault> {
        let left = self.bounds.known().unwrap_or(Number::ZERO);
        self.own.most().map(|most| Ok(most.minus(left)?.max(Number::ZERO))).transpose()
    }

    /// Leaves it open whether it comes at all.
    pub(super) fn leave_open(&mut self) {
        self.certain = false;
        self.state = State::Open;
        self.bounds = Bounds::between(Some(Number::ZERO), self.bounds.most());
    }

    /// Takes what a limit left of it; a certain payment whose bounds meet is definite.
    pub(super) fn take(&mut self, bounds: Bounds) {
        self.bounds = bounds;
        let settled = bounds.known().is_some_and(|amount| self.certain || amount.is_zero());
        self.state = if settled { State::Definite } else { State::Open };
    }
}

impl Evaluator<'_> {
    /// The payments of a claim that is not refused: one for each support year, and for each that the ledger shows.
    pub(super) fn payments(
        &self,
        measure: &Measure,
        at: usize,
        claim: &OpenClaim,
        ledger: &Ledger<'_>,
        approved: Option<&Approvals<'_>>,
        detail: bool,
    ) -> Result<Vec<OpenPayment>, Box<CaseFault>> {
        let mut years = measure.years(self.chosen);
        years.extend(ledger.of_claim(&claim.name).iter().map(|entry| entry.support_year));
        years.sort_unstable();
        years.dedup();
        let mut payments = Vec::with_capacity(years.len());
        for year in years {
            let frame = claim.frame(year);
            let of_year = measure.conditions.iter().filter(|condition| {
                condition.applies.years.is_some() && condition.applies.in_year(year) && self.is_tested(condition)
            });
            let judged = self.judge(of_year, &frame, claim.status == ClaimStatus::Qualified, detail)?;
            let mut payment = OpenPayment {
                claim: at,
                year,
                state: State::Open,
                certain: claim.status == ClaimStatus::Qualified && judged.truth == Truth::True,
                bounds: Bounds::Exactly(Number::ZERO),
                own: Bounds::Exactly(Number::ZERO),
                conditions: judged.results,
                missing: claim.missing.clone(),
                awaits: Vec::new(),
                in_advance: measure
                    .pays
                    .iter()
                    .any(|pay| pay.in_advance && pay.applies.in_year(year) && pay.applies.under(self.chosen)),
                begun: Number::ZERO,
                dated: None,
                grants: None,
                voucher: None,
                steps: Vec::new(),
            };
            join(&mut payment.missing, &judged.missing);
            let paid = ledger.paid(&claim.name, year);
            let paid = paid.map_err(|fault| self.ledger_fault(measure, fault))?;
            let award = measure.award_of(year, self.chosen);
            let goes_on = award.is_some() && self.has_unpaid_parts(measure, claim, ledger, year);
            if goes_on {
                payment.begun = paid.unwrap_or(Number::ZERO);
            }
            if let Some(paid) = paid.filter(|_| !goes_on) {
                payment.state = State::Paid(paid);
                payment.bounds = Bounds::Exactly(paid);
                payment.own = payment.bounds;
                if detail {
                    payment.steps.push(self.ledger_step(&measure.clause, (claim, ledger, year, None), paid));
                }
            } else if judged.truth == Truth::False {
                payment.state = State::Refused;
            } else if let Some(award) = award {
                let approval = approved.and_then(|approved| approved.get(&(claim.name.as_str(), year)));
                let in_parts = granted_in_parts(measure, award, approval, (year, self.chosen));
                let whole = (approval, in_parts.is_some());
                let ceiling = self.compute(award, claim, whole, &frame, &mut payment, detail)?;
                if paid.is_some() {
                    self.take_off_instalments(measure, claim, ledger, &mut payment, detail)?;
                }
                if let Some(pay) = in_parts {
                    self.grant_parts(pay, claim, ledger, approval, ceiling, &mut payment)?;
                }
                self.redeem(measure, &frame, &mut payment, detail)?;
                self.await_first_day(measure, &frame, &mut payment)?;
                let fault = |fault| self.clause_fault(&award.clause, fault);
                self.count_on_approved(award, &mut payment, detail).map_err(fault)?;
            } else {
                continue;
            }
            payments.push(payment);
        }
        Ok(payments)
    }

    fn ledger_fault(&self, measure: &Measure, fault: crate::value::Fault) -> Box<CaseFault> {
        Box::new(CaseFault {
            case: self.case.name.clone(),
            span: measure.clause.span,
            kind: CaseFaultKind::Arithmetic(fault),
            facts: vec![crate::wording!("paid", "已付")],
        })
    }

    /// Whether a schedule divides the award of a year, and some of its parts are unpaid.
    fn has_unpaid_parts(&self, measure: &Measure, claim: &OpenClaim, ledger: &Ledger<'_>, year: u32) -> bool {
        let parts = measure.schedule_of(year, self.chosen).map_or(&[][..], |pay| &pay.parts);
        (1..).zip(parts).any(|(part, _)| ledger.of_part(&claim.name, year, Some(part)).next().is_none())
    }

    /// What was paid counts first: only what is left of the award goes through the limits.
    fn take_off_instalments(
        &self,
        measure: &Measure,
        claim: &OpenClaim,
        ledger: &Ledger<'_>,
        payment: &mut OpenPayment,
        detail: bool,
    ) -> Result<(), Box<CaseFault>> {
        let before = payment.own;
        let left = before.minus(Bounds::Exactly(payment.begun)).map_err(|fault| self.ledger_fault(measure, fault))?;
        payment.own = left.max(Bounds::Exactly(Number::ZERO));
        payment.take(payment.own);
        if detail {
            let digits = self.program.policy.digits;
            let step = self.step(StepKind::Instalments, Some(before), payment.own, Self::plain_basis(&measure.clause));
            let entries = ledger.of_part(&claim.name, payment.year, None);
            payment.steps.push(Step { ledger: entries.map(|entry| used_by(entry, digits)).collect(), ..step });
        }
        Ok(())
    }

    pub(super) fn ledger_step(
        &self,
        clause: &Clause,
        (claim, ledger, year, part): (&OpenClaim, &Ledger<'_>, u32, Option<u32>),
        paid: Number,
    ) -> Step {
        let digits = self.program.policy.digits;
        Step {
            kind: StepKind::Ledger,
            before: None,
            after: Range::Exactly(Amount::new(paid, digits)),
            rests_on: Self::plain_basis(clause),
            limit: None,
            ledger: ledger.of_part(&claim.name, year, part).map(|entry| used_by(entry, digits)).collect(),
        }
    }

    /// Steps 1 and 3: the formula, rounded once, which it gives back; then what the authority approved of the whole.
    fn compute(
        &self,
        award: &Award,
        claim: &OpenClaim,
        (approval, in_parts): (Option<&Approval>, bool),
        frame: &Frame,
        payment: &mut OpenPayment,
        detail: bool,
    ) -> Result<Bounds, Box<CaseFault>> {
        let arithmetic = |fault| self.fault(award.formula, frame, CaseFaultKind::Arithmetic(fault));
        let formula = self.settle(payment.certain, award.formula, frame)?;
        join(&mut payment.missing, &formula.missing);
        let raw = formula.number();
        let rounded = self.program.policy.rounding.round_bounds(raw).map_err(arithmetic)?;
        let amount = rounded.max(Bounds::Exactly(Number::ZERO));
        if detail {
            let kind = if award.up_to { StepKind::Ceiling } else { StepKind::Formula };
            let basis = self.basis(&award.clause, award.applies, &[award.formula], frame)?;
            payment.steps.push(self.step(kind, None, raw, basis));
            if amount != raw {
                payment.steps.push(self.step(StepKind::Rounding, Some(raw), amount, Self::plain_basis(&award.clause)));
            }
        }
        let granted = match award.up_to {
            true if in_parts => Bounds::between(Some(Number::ZERO), amount.most()),
            true => self.grant(&award.clause, claim, approval, amount, payment, detail).map_err(arithmetic)?,
            false => amount,
        };
        payment.own = granted;
        payment.take(granted);
        Ok(amount)
    }

    /// A step without limit or ledger.
    pub(super) fn step(&self, kind: StepKind, before: Option<Bounds>, after: Bounds, rests_on: Basis) -> Step {
        let shown = |bounds| range(bounds, self.program.policy.digits);
        Step { kind, before: before.map(shown), after: shown(after), rests_on, limit: None, ledger: Vec::new() }
    }
}

/// A figure as a derivation shows it.
pub(super) fn range(bounds: Bounds, digits: u32) -> Range {
    match bounds {
        Bounds::Exactly(number) => Range::Exactly(Amount::new(number, digits)),
        Bounds::Between(least, most) => Range::Between {
            at_least: least.map(|number| Amount::new(number, digits)),
            at_most: most.map(|number| Amount::new(number, digits)),
        },
    }
}
