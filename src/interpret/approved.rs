//! What the authority approves under a ceiling: the whole award, which its schedule then divides, or its parts one by one.

use std::collections::{BTreeMap, HashMap};

use super::claims::OpenClaim;
use super::divide::divide;
use super::error::CaseFault;
use super::evaluate::Evaluator;
use super::known::{Missing, join};
use super::ledger::Ledger;
use super::payments::{OpenPayment, State};
use crate::case::Case;
use crate::decision::{Awaited, Step, StepKind};
use crate::ir::{Award, Clause, Measure, Pay};
use crate::value::{Bounds, Fault, Number, Truth};

/// What was approved of an award.
pub(super) enum Approval {
    /// All of it.
    Whole(Number),
    /// Some of its parts, by their numbers from 1.
    Parts(BTreeMap<u32, Number>),
}

/// What was approved of the awards of one measure, by claim and support year.
pub(super) type Approvals<'a> = HashMap<(&'a str, u32), Approval>;

/// What can come of the parts of an award under a ceiling that is not approved as a whole.
pub(super) struct Grants {
    /// The most that the award can be.
    pub ceiling: Bounds,
    /// Whether a part was approved.
    pub in_part: bool,
    /// Every part of the schedule, in order.
    pub parts: Vec<Grant>,
}

/// What can come of a part.
pub(super) struct Grant {
    /// Its own of the ceiling.
    pub ceiling: Bounds,
    pub approved: Option<Number>,
    /// What it brings before any limit.
    pub granted: Bounds,
    /// What the ledger shows of it.
    pub is_paid: bool,
    /// Whether what it brings is known, and its day.
    pub is_ready: bool,
    /// What its ceiling waits for.
    pub missing: Missing,
}

impl Grants {
    fn unpaid(&self) -> impl Iterator<Item = &Grant> {
        self.parts.iter().filter(|part| !part.is_paid)
    }

    /// The most that parts can bring together; `None`: nothing bounds it.
    fn most<'g>(parts: impl Iterator<Item = &'g Grant>) -> Result<Option<Number>, Fault> {
        let mut sum = Number::ZERO;
        for part in parts {
            let Some(most) = part.granted.most() else { return Ok(None) };
            sum = sum.plus(most)?;
        }
        Ok(Some(sum))
    }

    /// What is left of the ceiling beside an amount.
    fn beside(&self, taken: Number) -> Result<Bounds, Fault> {
        Ok(self.ceiling.minus(Bounds::Exactly(taken))?.max(Bounds::Exactly(Number::ZERO)))
    }

    /// What each part that is ready takes of an amount, in their order, as far as it goes.
    fn fill(&self, amount: Bounds) -> Result<Vec<Bounds>, Fault> {
        let zero = Bounds::Exactly(Number::ZERO);
        let mut left = amount;
        let mut parts = Vec::with_capacity(self.parts.len());
        for part in &self.parts {
            let own = if part.is_ready { part.granted.min(left) } else { zero };
            left = if part.is_ready { left.minus(part.granted)?.max(zero) } else { left };
            parts.push(own);
        }
        Ok(parts)
    }

    /// What each part brings of an award: those that are ready as far as it goes, while others are not any up to its own.
    pub(super) fn divide(&self, amount: Bounds) -> Result<Vec<Bounds>, Fault> {
        if self.unpaid().all(|part| part.is_ready) {
            return self.fill(amount);
        }
        let up_to = |part: &Grant| {
            let most = part.granted.most().into_iter().chain(amount.most()).min();
            Bounds::between(Some(Number::ZERO), most)
        };
        Ok(self.parts.iter().map(up_to).collect())
    }
}

/// What was approved, by measure.
pub(super) fn approvals(case: &Case) -> HashMap<&str, Approvals<'_>> {
    let mut approvals: HashMap<&str, Approvals<'_>> = HashMap::new();
    for entry in &case.approved {
        let of_measure = approvals.entry(&entry.measure).or_default();
        let place = (entry.claim.as_str(), entry.support_year);
        match (entry.instalment, of_measure.get_mut(&place)) {
            (None, _) => {
                of_measure.insert(place, Approval::Whole(entry.amount));
            }
            (Some(part), Some(Approval::Parts(parts))) => {
                parts.insert(part, entry.amount);
            }
            (Some(part), _) => {
                of_measure.insert(place, Approval::Parts(BTreeMap::from([(part, entry.amount)])));
            }
        }
    }
    approvals
}

impl Approval {
    /// All that was approved.
    fn total(&self) -> Result<Number, Fault> {
        match self {
            Approval::Whole(amount) => Ok(*amount),
            Approval::Parts(parts) => parts.values().try_fold(Number::ZERO, |sum, part| sum.plus(*part)),
        }
    }

    fn part(&self, instalment: u32) -> Option<Number> {
        match self {
            Approval::Whole(_) => None,
            Approval::Parts(parts) => parts.get(&instalment).copied(),
        }
    }
}

/// The schedule by whose parts an award under a ceiling is granted: unless all of it was approved. Under a reading whose schedule lacks a part
/// that was approved, what was approved counts together.
pub(super) fn granted_in_parts<'m>(
    measure: &'m Measure,
    award: &Award,
    approval: Option<&Approval>,
    (year, chosen): (u32, &[usize]),
) -> Option<&'m Pay> {
    let pay = measure.schedule_of(year, chosen).filter(|_| award.up_to)?;
    match approval {
        None => Some(pay),
        Some(Approval::Whole(_)) => None,
        Some(Approval::Parts(parts)) => {
            let last = parts.keys().next_back().copied().unwrap_or_default();
            Some(pay).filter(|pay| usize::try_from(last).is_ok_and(|last| last <= pay.parts.len()))
        }
    }
}

impl Evaluator<'_> {
    /// The approval of an award, or of a part of it.
    pub(super) fn approval_of(&self, claim: &OpenClaim, support_year: u32, instalment: Option<u32>) -> Awaited {
        let measure = self.program.measures.get(claim.measure).map_or("", |measure| &measure.name);
        Awaited::Approval { measure: measure.to_owned(), claim: claim.name.clone(), support_year, instalment }
    }

    /// What is granted under a ceiling: the approved amount, never above it; without one nothing is certain.
    pub(super) fn grant(
        &self,
        clause: &Clause,
        claim: &OpenClaim,
        approval: Option<&Approval>,
        ceiling: Bounds,
        payment: &mut OpenPayment,
        detail: bool,
    ) -> Result<Bounds, Fault> {
        let amount = approval.map(Approval::total).transpose()?;
        let (kind, granted) = match amount {
            Some(amount) => {
                let granted = ceiling.min(Bounds::Exactly(amount));
                (approved_within(ceiling, Bounds::Exactly(amount)), granted)
            }
            None => {
                payment.awaits.push(self.approval_of(claim, payment.year, None));
                (StepKind::NotApproved, Bounds::between(Some(Number::ZERO), ceiling.most()))
            }
        };
        if detail {
            let before = amount.map_or(ceiling, Bounds::Exactly);
            payment.steps.push(self.step(kind, Some(before), granted, Self::plain_basis(clause)));
        }
        Ok(granted)
    }

    /// What can come of each part of an award that is not approved as a whole: what was approved for it, never above its own of the ceiling.
    pub(super) fn grant_parts(
        &self,
        pay: &Pay,
        claim: &OpenClaim,
        ledger: &Ledger<'_>,
        approval: Option<&Approval>,
        ceiling: Bounds,
        payment: &mut OpenPayment,
    ) -> Result<(), Box<CaseFault>> {
        let frame = claim.frame(payment.year);
        let fault = |fault| self.clause_fault(&pay.clause, fault);
        let is_due = payment.is_due(claim);
        let (mut figures, mut unpaid) = (Vec::new(), Vec::new());
        let mut waits = Missing::new();
        let mut grants = Grants { ceiling, in_part: approval.is_some(), parts: Vec::with_capacity(pay.parts.len()) };
        for (instalment, part) in (1..).zip(&pay.parts) {
            let (figure, missing) = self.part_figure(part.figure, &frame, is_due)?;
            join(&mut waits, &missing);
            let is_paid = ledger.of_part(&claim.name, payment.year, Some(instalment)).next().is_some();
            figures.push(figure);
            if !is_paid {
                unpaid.push(figure);
            }
            grants.parts.push(Grant {
                ceiling: Bounds::ANY,
                approved: approval.and_then(|approval| approval.part(instalment)),
                granted: Bounds::Exactly(Number::ZERO),
                is_paid,
                is_ready: false,
                missing: waits.clone(),
            });
        }
        let policy = &self.program.policy;
        let of = |paid, left, figures: &[_]| divide(policy.rounding, policy.digits, paid, left, figures).map_err(fault);
        // What is approved as a whole in the end is divided by what is left then.
        let anew = if approval.is_none() { of(payment.begun, payment.own, &unpaid)? } else { Vec::new() };
        let mut anew = anew.into_iter();
        for ((part, rule), own) in grants.parts.iter_mut().zip(&pay.parts).zip(of(Number::ZERO, ceiling, &figures)?) {
            part.ceiling = own;
            if part.is_paid {
                continue;
            }
            part.granted = match part.approved {
                Some(approved) => own.min(Bounds::Exactly(approved)),
                None => {
                    let most =
                        anew.next().map_or(own.most(), |anew| anew.most().zip(own.most()).map(|(a, b)| a.max(b)));
                    Bounds::between(Some(Number::ZERO), most)
                }
            };
            let is_known = part.approved.is_some() && part.granted.known().is_some();
            part.is_ready = is_known && self.due(rule.due, &frame, is_due)?.is_known();
        }
        let unpaid = Grants::most(grants.unpaid()).map_err(fault)?;
        let left = grants.beside(payment.begun).map_err(fault)?.most();
        if !grants.in_part {
            payment.awaits.push(self.approval_of(claim, payment.year, None));
        }
        payment.own = Bounds::between(Some(Number::ZERO), unpaid.into_iter().chain(left).min());
        payment.grants = Some(grants);
        payment.take(payment.own);
        Ok(())
    }

    /// What was approved for a part, and what the limits leave of it.
    pub(super) fn approval_steps(&self, clause: &Clause, part: &Grant, left: Bounds) -> Vec<Step> {
        let step = |kind, before, after| self.step(kind, Some(before), after, Self::plain_basis(clause));
        let Some(approved) = part.approved.map(Bounds::Exactly) else {
            let most = Bounds::between(Some(Number::ZERO), part.ceiling.most());
            return vec![step(StepKind::NotApproved, part.ceiling, most)];
        };
        let mut steps = vec![step(approved_within(part.ceiling, approved), approved, part.granted)];
        if left.known().is_some() && left != part.granted {
            steps.push(step(StepKind::PartLeft, part.granted, left));
        }
        steps
    }

    /// What was approved for parts that have their day is definite; the others wait.
    pub(super) fn count_on_approved(
        &self,
        award: &Award,
        payment: &mut OpenPayment,
        detail: bool,
    ) -> Result<(), Fault> {
        let Some(grants) = payment.grants.as_ref().filter(|_| payment.certain && payment.state == State::Open) else {
            return Ok(());
        };
        let ready = Grants::most(grants.parts.iter().filter(|part| part.is_ready))?.unwrap_or(Number::ZERO);
        // Together the parts are never above the ceiling, unless others were paid more than theirs.
        let ready = Bounds::Exactly(ready);
        let ready = if payment.is_begun() { ready.min(grants.beside(payment.begun)?) } else { ready };
        if ready.known().is_none_or(Number::is_zero) {
            return Ok(());
        }
        if detail {
            let basis = Self::plain_basis(&award.clause);
            payment.steps.push(self.step(StepKind::ApprovedParts, Some(grants.ceiling), ready, basis));
        }
        payment.own = ready;
        payment.take(ready);
        Ok(())
    }

    /// Sets what the limits leave of approved parts apart from the parts that wait.
    pub(super) fn set_approved_apart(open: &mut OpenPayment) -> Result<(), Fault> {
        let Some(grants) = &open.grants else { return Ok(()) };
        if grants.unpaid().all(|part| part.is_ready) {
            return Ok(());
        }
        let mut apart = vec![None; grants.parts.len()];
        if open.state == State::Definite {
            let parts = grants.parts.iter().zip(grants.fill(open.bounds)?);
            // A part that is left nothing may still come to something once the others are known.
            let set = parts.map(|(part, bounds)| {
                bounds.known().filter(|own| part.is_ready && (!own.is_zero() || part.granted == bounds))
            });
            apart = set.collect();
        }
        let waiting = grants.parts.iter().zip(&apart).filter(|(part, apart)| !part.is_paid && apart.is_none());
        let most = Grants::most(waiting.map(|(part, _)| part))?;
        let taken = apart.iter().flatten().try_fold(open.begun, |sum, part| sum.plus(*part))?;
        let left = grants.beside(taken)?.most();
        open.own = Bounds::between(Some(Number::ZERO), most.into_iter().chain(left).min());
        if open.state == State::Definite {
            open.dated = Some(apart);
            open.certain = false;
        }
        open.take(open.own);
        Ok(())
    }
}

/// Whether an approved amount lies within its ceiling.
fn approved_within(ceiling: Bounds, amount: Bounds) -> StepKind {
    match ceiling.at_least(amount) {
        Truth::True => StepKind::Approved,
        Truth::False | Truth::Unknown => StepKind::ApprovedAboveCeiling,
    }
}
