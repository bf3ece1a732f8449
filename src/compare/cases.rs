//! What a change does to a case: who gains, who loses, by how much, and which clause makes the difference.

use std::collections::{BTreeSet, HashMap};

use serde::Serialize;

use super::item::{Change, Side};
use super::meaning::Meaning;
use super::{Section, Version};
use crate::decision::{Amount, Basis, Claim, ConditionResult, Decision, MeasureDecision, Outcome, Payment, Trace};
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
    let comparing = Comparing { old, new, sections };
    let (before, after) = (total(old.1), total(new.1));
    let same_currency = old.1.currency == new.1.currency;
    Effect {
        case: new.1.case.clone(),
        applicant: new.1.applicant.clone(),
        old: before,
        new: after,
        by: after.zip(before).filter(|_| same_currency).and_then(|(after, before)| less(after, before)),
        differences: comparing.differences(),
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

struct Comparing<'a> {
    old: (Version<'a>, &'a Decision),
    new: (Version<'a>, &'a Decision),
    sections: &'a [Section],
}

impl<'a> Comparing<'a> {
    fn differences(&self) -> Vec<Difference> {
        let mut found = Vec::new();
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        for measure in &self.new.1.measures {
            let before = self.partner(measure);
            seen.extend(before.map(|own| own.measure.as_str()));
            let claims: HashMap<&str, &Claim> =
                before.iter().flat_map(|own| &own.claims).map(|claim| (claim.claim.as_str(), claim)).collect();
            for claim in &measure.claims {
                self.claim(measure, claims.get(claim.claim.as_str()).copied(), Some(claim), &mut found);
            }
            let now: BTreeSet<&str> = measure.claims.iter().map(|claim| claim.claim.as_str()).collect();
            for claim in before.iter().flat_map(|own| &own.claims).filter(|own| !now.contains(own.claim.as_str())) {
                self.claim(measure, Some(claim), None, &mut found);
            }
        }
        for measure in self.old.1.measures.iter().filter(|own| !seen.contains(own.measure.as_str())) {
            for claim in &measure.claims {
                self.claim(measure, Some(claim), None, &mut found);
            }
        }
        found
    }

    /// The measure of the old decision: of the same identifier, else of the same label.
    fn partner(&self, measure: &MeasureDecision) -> Option<&'a MeasureDecision> {
        let old = &self.old.1.measures;
        let by_name = old.iter().find(|own| own.measure == measure.measure);
        by_name.or_else(|| old.iter().find(|own| own.label.is_some() && own.label == measure.label))
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
            let outcomes = (old_payment.map(|own| own.outcome), new_payment.map(|own| own.outcome));
            let nothing =
                |outcome: Option<Outcome>| matches!(outcome, None | Some(Outcome::Refused | Outcome::Nothing));
            if outcomes.0 == outcomes.1 || (nothing(outcomes.0) && nothing(outcomes.1)) {
                continue;
            }
            let (one, other) = (definite(outcomes.1), definite(outcomes.0));
            let same_currency = self.old.1.currency == self.new.1.currency;
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

    /// The first rule at which the decisions part: a condition, else a step of the derivation.
    fn cause(
        &self,
        measure: &MeasureDecision,
        old: (Option<&Claim>, Option<&Payment>),
        new: (Option<&Claim>, Option<&Payment>),
    ) -> Option<Cause> {
        let conditions = |decision: &'a Decision, claim: Option<&Claim>, payment: Option<&Payment>| {
            let own = claim.map(|own| own.conditions.clone()).unwrap_or_default();
            let of_year = payment.map(|own| own.conditions.clone()).unwrap_or_default();
            [decision.scope.conditions.clone(), own, of_year].concat()
        };
        let before = conditions(self.old.1, old.0, old.1);
        let after = conditions(self.new.1, new.0, new.1);
        if let Some((basis, version)) = self.parted_condition(&before, &after) {
            return Some(self.blame(&basis, version));
        }
        let (earlier, later) = (steps(old.1), steps(new.1));
        for at in 0..earlier.len().max(later.len()) {
            match (earlier.get(at), later.get(at)) {
                (Some(one), Some(other)) if one.kind == other.kind && one.after == other.after => {}
                (_, Some(step)) => return Some(self.blame(&step.rests_on, &self.new.0)),
                (Some(step), None) => return Some(self.blame(&step.rests_on, &self.old.0)),
                (None, None) => {}
            }
        }
        self.whole(measure)
    }

    /// A condition that came out differently, or that one of the versions alone has and that does not hold there.
    fn parted_condition(&self, before: &[ConditionResult], after: &[ConditionResult]) -> Option<(Basis, &Version<'a>)> {
        let earlier: HashMap<&str, &ConditionResult> = before.iter().map(|own| (own.label.as_str(), own)).collect();
        let later: BTreeSet<&str> = after.iter().map(|own| own.label.as_str()).collect();
        let now = after.iter().find(|own| match earlier.get(own.label.as_str()) {
            Some(other) => other.holds != own.holds,
            None => own.holds != Some(true),
        });
        if let Some(own) = now {
            return Some((own.rests_on.clone(), &self.new.0));
        }
        let gone = before.iter().find(|own| own.holds != Some(true) && !later.contains(own.label.as_str()));
        gone.map(|own| (own.rests_on.clone(), &self.old.0))
    }

    fn blame(&self, basis: &Basis, version: &Version<'_>) -> Cause {
        let mut rule = Side::at(version, basis.span);
        rule.quotes = basis.quotes.iter().map(|quote| quote.text.clone()).collect();
        let is_new = std::ptr::eq(version.program, self.new.0.program);
        let own = self.all().filter(|(_, change)| {
            let side = if is_new { &change.new } else { &change.old };
            side.as_ref().is_some_and(|side| side.span == basis.span)
        });
        let mut changes: Vec<Blamed> = own.map(blamed).collect();
        if changes.is_empty() {
            let mut read = BTreeSet::new();
            let program = version.program.on(self.new.1.applied_on);
            if let Some(trace) = &basis.trace {
                subjects(Meaning { program }, trace, &mut read);
            }
            let reads = |change: &Change| change.subject.as_ref().is_some_and(|subject| read.contains(subject));
            changes = self.all().filter(|(_, change)| reads(change)).map(blamed).collect();
            self.keep_rows_that_counted(basis, &mut changes);
        }
        Cause { rule, changes }
    }

    /// Of the changed rows of a table only those whose words the figure can rest on: where one of them was used, the others are no cause.
    fn keep_rows_that_counted(&self, basis: &Basis, changes: &mut Vec<Blamed>) {
        let Some(trace) = &basis.trace else { return };
        let mut used = BTreeSet::new();
        let program = self.new.0.program.on(self.new.1.applied_on);
        spans(program, trace, &mut used);
        let counted = |own: &Blamed| {
            let sides = [&own.change.old, &own.change.new];
            sides.into_iter().flatten().any(|side| {
                used.iter().any(|span| {
                    side.span.start <= span.start && span.end <= side.span.end && side.span.source == span.source
                })
            })
        };
        if changes.iter().any(counted) {
            changes.retain(counted);
        }
    }

    /// The measure itself, where it came or went.
    fn whole(&self, measure: &MeasureDecision) -> Option<Cause> {
        let section = self.sections.iter().find(|own| own.measure.as_ref() == Some(&measure.measure))?;
        let change = section.changes.first()?;
        let rule = change.new.clone().or_else(|| change.old.clone())?;
        Some(Cause { rule, changes: vec![blamed((section, change))] })
    }

    fn all(&self) -> impl Iterator<Item = (&'a Section, &'a Change)> {
        self.sections.iter().flat_map(|section| section.changes.iter().map(move |change| (section, change)))
    }
}

fn blamed((section, change): (&Section, &Change)) -> Blamed {
    Blamed { section: section.name.clone(), change: change.clone() }
}

fn payments(claim: Option<&Claim>) -> impl Iterator<Item = (Key<'_>, &Payment)> {
    claim.into_iter().flat_map(|claim| {
        claim.payments.iter().map(|own| ((claim.claim.as_str(), own.support_year, own.instalment), own))
    })
}

fn steps(payment: Option<&Payment>) -> &[crate::decision::Step] {
    payment.map_or(&[], |own| &own.steps)
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

/// The names of the tables, named values and facts that a figure was made of.
fn subjects(meaning: Meaning<'_>, trace: &Trace, found: &mut BTreeSet<String>) {
    found.extend(meaning.subject(trace.node));
    for operand in &trace.operands {
        subjects(meaning, operand, found);
    }
}

/// The places of everything that a figure was made of.
fn spans(program: &crate::ir::Program, trace: &Trace, found: &mut BTreeSet<crate::source::Span>) {
    found.insert(program.node(trace.node).span);
    for operand in &trace.operands {
        spans(program, operand, found);
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
                wording!("paid {amount}", "已发{amount}")
            }
            Some(Outcome::Payable { amount }) => {
                let amount = grouped(amount);
                wording!("payable {amount}", "应发{amount}")
            }
            Some(Outcome::Scheduled { amount, due }) => {
                let amount = grouped(amount);
                wording!("{amount} due on {due}", "{due}到期{amount}")
            }
            Some(Outcome::Pending { at_most, .. }) => match at_most.map(grouped) {
                Some(most) => wording!("pending, at most {most}", "待定，至多{most}"),
                None => wording!("pending", "待定，无上限"),
            },
            Some(Outcome::Refused) => wording!("refused", "不予支持"),
            Some(Outcome::Nothing) => wording!("nothing", "无应发金额"),
        }
    }
}
