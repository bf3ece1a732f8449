//! Claims and their conditions.

use super::error::CaseFault;
use super::evaluate::{Evaluated, Evaluator, Frame};
use super::known::{Known, Missing, Value, join};
use super::trace::claim_name;
use crate::case::InstanceId;
use crate::decision::{Awaited, Basis, ClaimStatus, ConditionResult, Scope, ScopeStatus, UsedBy};
use crate::ir::{Condition, ExprId, Limit, Measure};
use crate::value::{DateBounds, Number, Truth};

/// A claim on its way to a decision.
pub(super) struct OpenClaim {
    /// The place of its measure in the policy.
    pub measure: usize,
    /// The places of its payments.
    pub payments: std::ops::Range<usize>,
    /// The record; `None` for the one claim of the applicant.
    pub record: Option<InstanceId>,
    pub name: String,
    pub status: ClaimStatus,
    pub conditions: Vec<ConditionResult>,
    pub missing: Missing,
    /// What it waits for that is not a fact of the application.
    pub awaits: Vec<Awaited>,
    /// Whether a claim before it, pending until a once-only limit refused it, could still take its place.
    pub displaceable: bool,
}

impl OpenClaim {
    pub(super) fn frame(&self, year: u32) -> Frame {
        Frame::new(self.record, year)
    }
}

/// What became of conditions together: the truth of their conjunction and what it waits for.
pub(super) struct Judged {
    pub results: Vec<ConditionResult>,
    pub truth: Truth,
    pub missing: Missing,
}

impl<'a> Evaluator<'a> {
    /// Whether a condition counts under the chosen readings and at this stage.
    pub(super) fn is_tested(&self, condition: &Condition) -> bool {
        condition.applies.under(self.chosen) && condition.at(self.stage)
    }

    /// Judges each condition by itself. Unless it is `certain` that they count, one without a value is unknown.
    pub(super) fn judge<'c>(
        &self,
        conditions: impl Iterator<Item = &'c Condition>,
        frame: &Frame,
        certain: bool,
        detail: bool,
    ) -> Result<Judged, Box<CaseFault>> {
        let mut judged = Judged { results: Vec::new(), truth: Truth::True, missing: Missing::new() };
        for condition in conditions {
            let (known, earlier) = match condition.unbroken {
                true => self.judge_unbroken(condition, frame, certain)?,
                false => (self.settle(certain, condition.expr, frame)?, None),
            };
            let (of_year, frame) = (earlier.as_ref().map(|earlier| earlier.year), earlier.as_ref().unwrap_or(frame));
            judged.truth = judged.truth.and(known.truth());
            join(&mut judged.missing, &known.missing);
            let rests_on = if detail {
                self.basis(&condition.clause, condition.applies, &[condition.expr], frame)?
            } else {
                Basis::default()
            };
            judged.results.push(ConditionResult {
                label: condition.called().to_owned(),
                veto: condition.veto.clone(),
                of_year,
                holds: known.truth().known(),
                missing: self.paths(&known.missing),
                rests_on,
                held_by: Vec::new(),
                held_by_more: 0,
            });
        }
        Ok(judged)
    }

    /// What became of a condition that may not be broken, and the frame of the earlier year that decides, if one does: the first in which it
    /// fails, else the first in which that is open.
    fn judge_unbroken(
        &self,
        condition: &Condition,
        frame: &Frame,
        certain: bool,
    ) -> Result<(Known<'a>, Option<Frame>), Box<CaseFault>> {
        let known = self.settle(certain, condition.expr, frame)?;
        let first = condition.applies.years.map_or(frame.year, |(first, _)| first);
        let (mut truth, mut missing, mut decides) = (known.truth(), known.missing, None);
        for year in (first..frame.year).rev() {
            let earlier = Frame { year, ..frame.clone() };
            let known = self.settle(certain, condition.expr, &earlier)?;
            join(&mut missing, &known.missing);
            if known.truth() == Truth::False || (known.truth() == Truth::Unknown && truth != Truth::False) {
                (truth, decides) = (known.truth(), Some(earlier));
            }
        }
        Ok((Known::new(Value::Truth(truth), missing), decides))
    }

    /// Judges the scope. Outside the period in force goes before a failed condition, a failed one before an unknown period.
    pub(super) fn judge_scope(&self, detail: bool) -> Result<(Scope, Missing), Box<CaseFault>> {
        let frame = Frame::new(None, 1);
        let live = self.program.scope.iter().filter(|condition| self.is_tested(condition));
        let mut judged = self.judge(live, &frame, true, detail)?;
        let applied = Known::certain(Value::Date(DateBounds::exactly(self.case.applied_on)));
        let in_force = if self.program.time_by_measure {
            Known::certain(Value::Truth(Truth::True))
        } else {
            self.within_force(&applied)
        };
        let status = match (in_force.truth(), judged.truth) {
            (Truth::False, _) => ScopeStatus::NotInForce,
            (_, Truth::False) => ScopeStatus::Failed,
            (Truth::True, Truth::True) => ScopeStatus::Met,
            (Truth::Unknown | Truth::True, _) => ScopeStatus::Unknown,
        };
        if status == ScopeStatus::Unknown {
            join(&mut judged.missing, &in_force.missing);
        } else {
            judged.missing.clear();
        }
        let scope = Scope { status, conditions: judged.results, missing: self.paths(&judged.missing) };
        Ok((scope, judged.missing))
    }

    /// The records of a measure's claims, in claim order; a measure without `for each` has one claim.
    pub(super) fn claimants(&self, measure: &Measure) -> Result<Vec<Option<InstanceId>>, Box<CaseFault>> {
        let Some(each) = &measure.for_each else { return Ok(vec![None]) };
        let records = self.records(each.list, &Frame::new(None, 1))?.0.unwrap_or_default();
        let Some(order) = each.order else { return Ok(records.iter().copied().map(Some).collect()) };
        let mut placed = Vec::with_capacity(records.len());
        for record in records {
            placed.push((self.place(order, &Frame::new(Some(*record), 1))?, Some(*record)));
        }
        placed.sort_by(|left, right| left.0.cmp(&right.0));
        Ok(placed.into_iter().map(|(_, record)| record).collect())
    }

    /// Makes and judges the claims of a measure that these limits stand with.
    pub(super) fn claims(
        &self,
        at: usize,
        measure: &Measure,
        limits: &[&Limit],
        scope: ScopeStatus,
        waiting: &Missing,
        detail: bool,
    ) -> Result<Vec<OpenClaim>, Box<CaseFault>> {
        let mut claims = Vec::new();
        for record in self.claimants(measure)? {
            let frame = Frame::new(record, 1);
            let own = measure.conditions.iter().filter(|it| it.applies.years.is_none() && self.is_tested(it));
            let mut judged = self.judge(own, &frame, true, detail)?;
            let status = match (scope, judged.truth) {
                (ScopeStatus::Failed | ScopeStatus::NotInForce, _) | (_, Truth::False) => ClaimStatus::Refused,
                (ScopeStatus::Unknown, _) | (_, Truth::Unknown) => ClaimStatus::Pending,
                (ScopeStatus::Met, Truth::True) => ClaimStatus::Qualified,
            };
            let mut claim = OpenClaim {
                measure: at,
                payments: 0..0,
                record,
                name: claim_name(self.case, record),
                status,
                conditions: judged.results,
                missing: Missing::new(),
                awaits: Vec::new(),
                displaceable: false,
            };
            if status != ClaimStatus::Refused {
                join(&mut judged.missing, waiting);
                claim.missing = judged.missing;
                self.wait_for_keys(limits, &mut claim)?;
            }
            claims.push(claim);
        }
        Ok(claims)
    }

    /// A claim is pending while a key, the date of the period or the number of awards of one of its limits is unknown.
    fn wait_for_keys(&self, limits: &[&Limit], claim: &mut OpenClaim) -> Result<(), Box<CaseFault>> {
        for limit in limits {
            let frame = claim.frame(limit.applies.years.map_or(1, |(first, _)| first));
            let keys = limit.per.iter().filter_map(|key| key.value());
            for key in keys.chain(limit.period.date()).chain(limit.what.number_of_awards()) {
                let known = self.evaluate_of(claim, key, &frame)?;
                if !known.value.is_known() {
                    claim.status = ClaimStatus::Pending;
                    join(&mut claim.missing, &known.missing);
                }
            }
        }
        Ok(())
    }

    /// A value that counts where the claim is not refused.
    pub(super) fn evaluate_of(&self, claim: &OpenClaim, id: ExprId, frame: &Frame) -> Evaluated<'a> {
        self.settle(claim.status == ClaimStatus::Qualified, id, frame)
    }

    /// Whether the place of a claim among those of its measure waits for a fact.
    pub(super) fn is_unplaced(&self, measure: &Measure, claim: &OpenClaim) -> Result<bool, Box<CaseFault>> {
        match measure.for_each.as_ref().and_then(|each| each.order) {
            Some(order) => Ok(self.place(order, &claim.frame(1))? == Place::Last),
            None => Ok(false),
        }
    }

    /// The place of a claim in an order: known ones ascending, unknown ones last.
    pub(super) fn place(&self, order: ExprId, frame: &Frame) -> Result<Place, Box<CaseFault>> {
        let known = self.evaluate(order, frame)?;
        Ok(match known.value {
            Value::Date(date) => date.known().map_or(Place::Last, Place::Date),
            Value::Number(bounds) => bounds.known().map_or(Place::Last, Place::Number),
            Value::Text(Some(text)) => Place::Text(text.to_owned()),
            Value::Choice(Some(variant)) => Place::Number(Number::from(i64::from(variant.0))),
            Value::Text(None)
            | Value::Choice(None)
            | Value::Truth(_)
            | Value::Period(_)
            | Value::List(_)
            | Value::Series(_) => Place::Last,
        })
    }
}

/// A place in an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    Date(crate::value::Date),
    Number(Number),
    Text(String),
    Last,
}

impl Ord for Place {
    fn cmp(&self, other: &Place) -> std::cmp::Ordering {
        use std::cmp::Ordering;
        match (self, other) {
            (Place::Date(left), Place::Date(right)) => left.cmp(right),
            (Place::Number(left), Place::Number(right)) => left.cmp(right),
            (Place::Text(left), Place::Text(right)) => left.cmp(right),
            (Place::Last, Place::Last) => Ordering::Equal,
            (Place::Last, _) => Ordering::Greater,
            (_, Place::Last) => Ordering::Less,
            // One order has values of one type only.
            (Place::Date(_) | Place::Number(_) | Place::Text(_), _) => Ordering::Equal,
        }
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Place) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// The failed condition of a claim that a limit on the number of awards refuses.
pub(super) fn held(label: &str, rests_on: Basis, held_by: Vec<UsedBy>, more: usize) -> ConditionResult {
    let label = label.to_owned();
    ConditionResult {
        label,
        veto: None,
        of_year: None,
        holds: Some(false),
        missing: Vec::new(),
        rests_on,
        held_by,
        held_by_more: more,
    }
}
