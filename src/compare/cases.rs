//! What a change does to a case: who gains, who loses, by how much, and which clause makes the difference.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use super::cause::Comparing;
use super::item::{Change, Side};
use super::{Section, Version};
use crate::decision::{Amount, Claim, Decision, MeasureDecision, Outcome, Payment};
use crate::diagnostic::Wording;
use crate::value::Number;
use crate::wording;

/// What a change does to one case.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Effect {
    /// The file of the case.
    pub case: String,
    /// The applicant's name, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub applicant: Option<String>,
    /// What the old version brings in all, in money: what is paid, payable and due later; `None` where the sum has too many digits to be kept.
    pub old: Option<Amount>,
    /// What the new version brings.
    pub new: Option<Amount>,
    /// What is gained (below 0: lost); `None` where the currencies differ or a sum is not known.
    pub by: Option<Amount>,
    /// Where the decisions differ, in the order of the new version.
    pub differences: Vec<Difference>,
}

/// A payment, or a whole claim, that comes out differently.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// The measure, by identifier.
    pub measure: String,
    /// The measure's label, else its identifier.
    pub label: String,
    /// The claim.
    pub claim: String,
    /// The support year.
    pub support_year: u32,
    /// The part of a schedule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instalment: Option<u32>,
    /// What came of it; `None` where the claim has no such payment.
    pub old: Option<Outcome>,
    /// What comes of it now.
    pub new: Option<Outcome>,
    /// What is gained (below 0: lost), where both figures are definite.
    pub by: Option<Amount>,
    /// Why.
    pub cause: Option<Cause>,
}

/// Why a payment comes out differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cause {
    /// The rule at which the two decisions part.
    pub rule: Side,
    /// What changed in that rule, or in what it reads; none where nothing did: another award takes more or less of the limit.
    pub changes: Vec<Blamed>,
}

/// A change with the part of the policy that it stands in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Blamed {
    /// The part, in words.
    #[serde(serialize_with = "super::english")]
    pub section: Wording,
    /// The change.
    #[serde(flatten)]
    pub change: Change,
}

/// What the changes do to a case that both versions have decided, with the derivation.
pub fn effects(old: (Version<'_>, &Decision), new: (Version<'_>, &Decision), sections: &[Section]) -> Effect {
    let (before, after) = (total(old.1), total(new.1));
    let same_currency = old.1.currency == new.1.currency;
    Effect {
        case: new.1.case.clone(),
        applicant: new.1.applicant.clone(),
        old: before,
        new: after,
        by: after.zip(before).filter(|_| same_currency).and_then(|(after, before)| less(after, before)),
        differences: Comparing::new(old, new, sections).differences(),
    }
}

/// What a decision brings in all: paid, payable and due later.
fn total(decision: &Decision) -> Option<Amount> {
    let totals = &decision.totals;
    let all = [totals.paid, totals.payable, totals.scheduled];
    let sum = all.iter().try_fold(Number::ZERO, |sum, own| sum.plus(Number::from(own.decimal()))).ok()?;
    Some(Amount::new(sum, totals.payable.decimal().scale()))
}

fn less(one: Amount, other: Amount) -> Option<Amount> {
    let number = Number::from(one.decimal()).minus(Number::from(other.decimal())).ok()?;
    Some(Amount::new(number, one.decimal().scale().max(other.decimal().scale())))
}

type Key<'d> = (&'d str, u32, Option<u32>);

impl<'a> Comparing<'a> {
    fn differences(&self) -> Vec<Difference> {
        let mut found = Vec::new();
        let (old, new) = (&self.old.decision.measures, &self.new.decision.measures);
        let earlier: HashMap<&str, &MeasureDecision> = old.iter().map(|own| (self.now(&own.measure), own)).collect();
        let names: HashSet<&str> = new.iter().map(|own| own.measure.as_str()).collect();
        for measure in new {
            let before = earlier.get(measure.measure.as_str());
            let claims: HashMap<&str, &Claim> =
                before.iter().flat_map(|own| &own.claims).map(|claim| (claim.claim.as_str(), claim)).collect();
            for claim in &measure.claims {
                self.claim(measure, claims.get(claim.claim.as_str()).copied(), Some(claim), &mut found);
            }
            let now: HashSet<&str> = measure.claims.iter().map(|claim| claim.claim.as_str()).collect();
            for claim in before.iter().flat_map(|own| &own.claims).filter(|own| !now.contains(own.claim.as_str())) {
                self.claim(measure, Some(claim), None, &mut found);
            }
        }
        for measure in old.iter().filter(|own| !names.contains(self.now(&own.measure))) {
            for claim in &measure.claims {
                self.claim(measure, Some(claim), None, &mut found);
            }
        }
        found
    }

    fn claim(
        &self,
        measure: &MeasureDecision,
        old: Option<&'a Claim>,
        new: Option<&'a Claim>,
        found: &mut Vec<Difference>,
    ) {
        let name = new.or(old).map(|claim| claim.claim.clone()).unwrap_or_default();
        let before: HashMap<Key<'_>, &Payment> = payments(old).collect();
        let after: HashMap<Key<'_>, &Payment> = payments(new).collect();
        let gone = payments(old).filter(|(key, _)| !after.contains_key(key));
        for (key, either) in payments(new).chain(gone) {
            let (old_payment, new_payment) = (before.get(&key).copied(), after.get(&key).copied());
            // What was paid to a claim that is refused now stays paid.
            let outcome = |payment: Option<&Payment>, claim: Option<&Claim>| {
                payment.map(|own| own.outcome).or_else(|| kept(claim?, either.support_year, either.instalment))
            };
            let outcomes = (outcome(old_payment, old), outcome(new_payment, new));
            let nothing =
                |outcome: Option<Outcome>| matches!(outcome, None | Some(Outcome::Refused | Outcome::Nothing));
            if outcomes.0 == outcomes.1 || (nothing(outcomes.0) && nothing(outcomes.1)) {
                continue;
            }
            let (one, other) = (definite(outcomes.1), definite(outcomes.0));
            let same_currency = self.old.decision.currency == self.new.decision.currency;
            found.push(Difference {
                measure: measure.measure.clone(),
                label: measure.label.clone().unwrap_or_else(|| measure.measure.clone()),
                claim: name.clone(),
                support_year: either.support_year,
                instalment: either.instalment,
                old: outcomes.0,
                new: outcomes.1,
                by: one.zip(other).filter(|_| same_currency).and_then(|(one, other)| less(one, other)),
                cause: self.cause(measure, (old, old_payment), (new, new_payment)),
            });
        }
    }
}

fn payments(claim: Option<&Claim>) -> impl Iterator<Item = (Key<'_>, &Payment)> {
    claim.into_iter().flat_map(|claim| {
        claim.payments.iter().map(|own| ((claim.claim.as_str(), own.support_year, own.instalment), own))
    })
}

/// What the ledger shows of a payment of a claim that is refused.
fn kept(claim: &Claim, year: u32, part: Option<u32>) -> Option<Outcome> {
    let mut entries = claim.ledger.iter().filter(|own| own.support_year == year && own.instalment == part).peekable();
    let digits = entries.peek()?.amount.decimal().scale();
    let sum = entries.try_fold(Number::ZERO, |sum, own| sum.plus(Number::from(own.amount.decimal()))).ok()?;
    Some(Outcome::Paid { amount: Amount::new(sum, digits) })
}

/// The amount of a definite outcome; that of a payment which does not come is 0.
fn definite(outcome: Option<Outcome>) -> Option<Amount> {
    match outcome {
        None | Some(Outcome::Refused | Outcome::Nothing) => Some(Amount::new(Number::ZERO, 0)),
        Some(Outcome::Paid { amount } | Outcome::Payable { amount } | Outcome::Scheduled { amount, .. }) => {
            Some(amount)
        }
        Some(Outcome::Pending { .. }) => None,
    }
}

impl Difference {
    /// What became of the payment, in words: `payable 50,000.00`.
    pub fn shown(outcome: Option<Outcome>) -> Wording {
        let grouped = |amount: Amount| crate::value::grouped(amount.decimal(), amount.decimal().scale());
        match outcome {
            None => wording!("none", "无"),
            Some(Outcome::Paid { amount }) => {
                let amount = grouped(amount);
                wording!("paid {amount}", "已发 {amount}")
            }
            Some(Outcome::Payable { amount }) => {
                let amount = grouped(amount);
                wording!("payable {amount}", "应发 {amount}")
            }
            Some(Outcome::Scheduled { amount, due }) => {
                let amount = grouped(amount);
                wording!("{amount} due on {due}", "{due} 到期 {amount}")
            }
            Some(Outcome::Pending { at_most, .. }) => match at_most.map(grouped) {
                Some(most) => wording!("pending, at most {most}", "待定，至多 {most}"),
                None => wording!("pending", "待定，上限未定"),
            },
            Some(Outcome::Refused) => wording!("refused", "不予支持"),
            Some(Outcome::Nothing) => wording!("nothing", "无应发金额"),
        }
    }
}
