//! The room that a limit leaves a payment, and what it makes of the payment.

use rust_decimal::Decimal;

use super::quantity::Begun;
use super::usage::Used;
use super::window::Window;
use super::{Active, Deciding};
use crate::decision::{Amount, Basis, LimitOrder, LimitUse, Shared, Step, StepKind, UsedBy};
use crate::interpret::claims::OpenClaim;
use crate::interpret::error::CaseFault;
use crate::interpret::known::{Missing, join};
use crate::interpret::limits::groups::GroupKey;
use crate::interpret::limits::window::looks_back;
use crate::interpret::payments::range;
use crate::ir::{Counting, ExprId, Limit, LimitWhat, Sharing};
use crate::value::{Bounds, Fault, Number, Rounding, RoundingMode};

/// What a limit is for one payment.
#[derive(Debug, Clone)]
pub(super) struct Measured {
    /// Its figure.
    pub cap: Bounds,
    /// The other money that counts, from the facts of the claim.
    pub counted: Option<Bounds>,
    /// What the award brings, of a limit on a quantity.
    pub quantity: Option<Bounds>,
    /// What of it was paid before, or is set apart, of a limit on a quantity.
    pub begun: Option<Begun>,
    pub missing: Missing,
}

/// What a limit leaves a payment, and what led to it.
#[derive(Debug, Clone)]
pub(super) struct Room {
    pub measured: Measured,
    pub used: Used,
    pub left: Bounds,
    pub window: Window,
}

impl Measured {
    /// What is left beside what has been used; never below 0.
    pub(super) fn left(&self, used: Bounds) -> Result<Bounds, Fault> {
        let counted = self.counted.unwrap_or(Bounds::Exactly(Number::ZERO));
        Ok(self.cap.minus(counted)?.minus(used)?.max(Bounds::Exactly(Number::ZERO)))
    }

    /// Whether nothing of it waits for a fact.
    pub(super) fn is_known(&self) -> bool {
        self.missing.is_empty()
    }

    /// What the limit makes of an amount. Where money that counts from the facts is finer than what awards are rounded to, so is what is
    /// left of the limit; a payment never is.
    pub(super) fn allow(&self, before: Bounds, left: Bounds, rounding: Rounding) -> Result<Bounds, Fault> {
        let Some(quantity) = self.quantity else { return Ok(before.min(rounding.down().round_bounds(left)?)) };
        let least = match before.least() {
            Some(amount) => Some(self.part(amount, least_part(quantity, left)?, rounding)?),
            None => None,
        };
        let most = match (before.most(), most_part(quantity, left)?) {
            (_, part) if part.is_zero() => Some(Number::ZERO),
            (Some(amount), part) => Some(self.part(amount, part, rounding)?),
            (None, _) => None,
        };
        Ok(Bounds::between(least, most))
    }

    /// A part of an amount; of an award that was begun, of the whole less what was paid of it.
    pub(super) fn part(&self, amount: Number, part: Number, rounding: Rounding) -> Result<Number, Fault> {
        match self.begun {
            None => rounding.round(amount.times(part)?),
            Some(_) if part == Number::ONE => Ok(amount),
            Some(begun) => {
                let whole = rounding.round(amount.plus(begun.amount)?.times(part)?)?;
                Ok(whole.minus(begun.amount)?.max(Number::ZERO))
            }
        }
    }

    /// What others have used.
    pub(super) fn beside(&self, used: Used, award: (&str, &str, u32)) -> Result<Used, Fault> {
        match self.begun {
            None => Ok(used),
            Some(begun) => begun.beside(used, award),
        }
    }

    /// What an amount uses of the limit.
    pub(super) fn takes(&self, amount: Number, left: Bounds) -> Result<Bounds, Fault> {
        let zero = Bounds::Exactly(Number::ZERO);
        Ok(match (self.quantity, self.begun) {
            (None, _) => Bounds::Exactly(amount),
            (Some(quantity), None) => quantity.min(left),
            (Some(quantity), Some(begun)) => quantity.min(left).minus(begun.used)?.max(zero),
        })
    }
}

impl Room {
    /// Whether it waits for a fact how much is left of an amount.
    pub(super) fn may_cut(&self, amount: Bounds) -> bool {
        let all = self.left.least().zip(amount.most()).is_some_and(|(left, most)| left >= most);
        self.left.known().is_none() && (self.measured.quantity.is_some() || !all)
    }
}

/// The part of an amount that is left at the least: all of it where the quantity is.
pub(super) fn least_part(quantity: Bounds, left: Bounds) -> Result<Number, Fault> {
    let left = left.least().unwrap_or(Number::ZERO);
    match quantity.most() {
        Some(most) if most <= left => Ok(Number::ONE),
        Some(most) => left.divided_by(most),
        None => Ok(Number::ZERO),
    }
}

/// The part of an amount that is left at the most.
fn most_part(quantity: Bounds, left: Bounds) -> Result<Number, Fault> {
    match (quantity.least().filter(|least| !least.is_zero()), left.most()) {
        (Some(least), Some(left)) if left < least => left.divided_by(least),
        _ => Ok(Number::ONE),
    }
}

impl Deciding<'_, '_> {
    pub(super) fn rounding(&self) -> Rounding {
        self.evaluator.program.policy.rounding
    }

    /// What a limit on money or on a quantity is for a payment of its group. The figure of money is rounded like an award, what counts beside
    /// up to the smallest unit of the currency: so no part of a fen is left, and the limit is never exceeded.
    pub(super) fn measured(&self, form: &Limit, payment: usize) -> Result<Measured, Box<CaseFault>> {
        let mut measured =
            Measured { cap: Bounds::ANY, counted: None, quantity: None, begun: None, missing: Missing::new() };
        let Some(payment) = self.payments.get(payment) else { return Ok(measured) };
        let Some(claim) = self.claims.get(payment.claim) else { return Ok(measured) };
        let frame = claim.frame(payment.year);
        let evaluate = |expr: ExprId| self.evaluator.settle(payment.certain, expr, &frame);
        let fault = |fault: Fault| self.limit_fault(form, fault);
        let not_negative = |bounds: Bounds| bounds.max(Bounds::Exactly(Number::ZERO));
        match form.what {
            LimitWhat::Money(figure) => {
                let known = evaluate(figure)?;
                measured.cap = self.rounding().round_bounds(known.number()).map_err(fault)?;
                measured.missing = known.missing;
            }
            LimitWhat::Quantity { figure, of } => {
                let known = evaluate(figure)?;
                measured.cap = known.number();
                measured.missing = known.missing;
                let known = evaluate(of)?;
                measured.quantity = Some(not_negative(known.number()));
                join(&mut measured.missing, &known.missing);
            }
            LimitWhat::Awards(_) | LimitWhat::Highest => {}
        }
        for counting in &form.counting {
            let Counting::Amount(amount) = counting else { continue };
            let known = evaluate(*amount)?;
            let before = measured.counted.unwrap_or(Bounds::Exactly(Number::ZERO));
            measured.counted = Some(before.plus(not_negative(known.number())).map_err(fault)?);
            join(&mut measured.missing, &known.missing);
        }
        if let (Some(counted), LimitWhat::Money(_)) = (measured.counted, form.what) {
            let mode = RoundingMode::Up;
            let unit = Decimal::new(1, self.evaluator.program.policy.digits);
            measured.counted = Some(Rounding { mode, unit }.round_bounds(counted).map_err(fault)?);
        }
        Ok(measured)
    }

    /// A payment as a derivation names what used a limit up.
    pub(super) fn user(&self, claim: &OpenClaim, year: u32, amount: Number, quantity: Option<Bounds>) -> UsedBy {
        UsedBy {
            policy: None,
            measure: self.measure_of(claim).map(|open| open.measure.name.clone()).unwrap_or_default(),
            claim: claim.name.clone(),
            support_year: year,
            instalment: None,
            amount: Amount::new(amount, self.evaluator.program.policy.digits),
            quantity: quantity.and_then(Bounds::known).map(|quantity| Amount::new(quantity, 0)),
            paid_on: None,
        }
    }

    /// The step of a limit on a payment: the figure, what is left of it, and the payment before and after.
    pub(super) fn limit_step(
        &self,
        (limit, form): (&Active<'_>, &Limit),
        at: usize,
        key: &GroupKey,
        room: &Room,
        (before, after): (Bounds, Bounds),
    ) -> Result<Step, Box<CaseFault>> {
        let digits = self.evaluator.program.policy.digits;
        let figures = match form.what {
            LimitWhat::Quantity { .. } => 0,
            LimitWhat::Money(_) | LimitWhat::Awards(_) | LimitWhat::Highest => digits,
        };
        let rests_on = match self.payments.get(at).and_then(|it| Some((self.claims.get(it.claim)?, it.year))) {
            Some((claim, year)) => {
                self.evaluator.basis(&form.clause, form.applies, &expressions(form), &claim.frame(year))?
            }
            None => Basis::default(),
        };
        let used = LimitUse {
            label: form.called().to_owned(),
            section: limit.section.map(str::to_owned),
            figure: range(room.measured.cap, figures),
            per: self.per_in_words(&form.per, key),
            period: self.time_in_words(form, key, room.window),
            order: order_of(form),
            counted: room.measured.counted.map(|counted| range(counted, digits)),
            quantity: room.measured.quantity.map(|quantity| range(quantity, figures)),
            shared: form.shared.map(|shared| match shared {
                Sharing::InOrderOf(_) => Shared::InOrderOf,
                Sharing::ProRata => Shared::ProRata,
            }),
            used_by: room.used.named.by.clone(),
            used_by_more: room.used.named.more,
            perhaps_used_by: room.used.perhaps.by.clone(),
            perhaps_used_by_more: room.used.perhaps.more,
            used: Amount::new(room.used.sum.least().unwrap_or(Number::ZERO), figures),
            left: range(room.left, figures),
            cut: after != before,
        };
        let shown = |bounds| range(bounds, digits);
        Ok(Step {
            kind: StepKind::Limit,
            before: Some(shown(before)),
            after: shown(after),
            rests_on,
            limit: Some(used),
            ledger: Vec::new(),
        })
    }
}

/// The expressions of a limit whose values lead to what it leaves.
fn expressions(form: &Limit) -> Vec<ExprId> {
    let mut expressions = match form.what {
        LimitWhat::Money(figure) => vec![figure],
        LimitWhat::Quantity { figure, of } => vec![figure, of],
        LimitWhat::Awards(_) | LimitWhat::Highest => Vec::new(),
    };
    expressions.extend(form.counting.iter().filter_map(|counting| match counting {
        Counting::Amount(amount) => Some(*amount),
        Counting::Measure(_) | Counting::Policy(_) | Counting::OtherPolicies => None,
    }));
    expressions
}

/// The order in which awards use a limit up.
fn order_of(form: &Limit) -> LimitOrder {
    if form.what == LimitWhat::Highest {
        LimitOrder::Descending
    } else if looks_back(form.period) {
        LimitOrder::ByDate
    } else if form.order.is_some() {
        LimitOrder::InOrderOf
    } else {
        LimitOrder::Claims
    }
}
