//! Counting what a decision reached.

use std::collections::BTreeSet;

use super::Coverage;
use super::ways::{AwardWay, ClaimWay, ConditionWay, DepartureWay, ForceWay, LimitWay, OnlyWay, PaymentWay, WayOf};
use crate::decision::{Basis, Claim, ClaimStatus, ConditionResult, Decision, MeasureDecision, Payment, RecoveryStatus};
use crate::decision::{ScopeStatus, Shown, StepKind, Trace};
use crate::ir::{Applies, LimitWhat, Op, Payers, Program, Quote};
use crate::source::Span;
use crate::value::Truth;

impl Coverage<'_> {
    /// Counts what a decision, made with its derivation, reached.
    pub fn count(&mut self, decision: &Decision) {
        self.decisions += 1;
        let mut versions = self.program.versions().enumerate();
        let wanted = decision.version.as_deref();
        let found = versions.find(|(_, own)| own.version.as_ref().map(|version| version.name.as_str()) == wanted);
        let Some((at, program)) = found else { return };
        let mut counting = Counting { coverage: self, at, program, touched: BTreeSet::new() };
        counting.readings(decision);
        counting.scope(decision);
        for measure in &decision.measures {
            counting.measure(decision, measure);
        }
        for result in &decision.assertions {
            if result.holds == Some(true) {
                counting.hit(result.rests_on.span, WayOf::Only(OnlyWay::Assertion));
            }
            counting.basis(&result.rests_on);
        }
        for place in std::mem::take(&mut counting.touched) {
            counting.hit(place, WayOf::Only(OnlyWay::Sentence));
        }
    }
}

struct Counting<'c, 'p> {
    coverage: &'c mut Coverage<'p>,
    /// The version by which it was decided.
    at: usize,
    program: &'p Program,
    /// The sentences of the document that something rests on: each counts once.
    touched: BTreeSet<Span>,
}

impl Counting<'_, '_> {
    /// Counts a way of the part of its kind at a place, if there is one that can be reached so.
    fn hit(&mut self, place: Span, way: WayOf) {
        let part = self.coverage.parts.get_mut(&(way.kind(), place));
        if let Some(way) = part.and_then(|part| part.ways.iter_mut().find(|own| own.way == way)) {
            way.times += 1;
        }
    }

    /// The sentences that quotes touch.
    fn quotes<'q>(&mut self, quotes: impl IntoIterator<Item = &'q Quote>) {
        for quote in quotes {
            self.touched.extend(self.coverage.sentences.touched(quote));
        }
    }

    fn readings(&mut self, decision: &Decision) {
        let program = self.program;
        for reading in &program.readings {
            self.quotes(&reading.clause.quotes);
            let used = decision.readings.get(&reading.name);
            let way = used.and_then(|used| reading.values.iter().position(|value| value.name == *used));
            way.into_iter().for_each(|way| self.hit(reading.clause.span, WayOf::Reading(way)));
        }
    }

    fn scope(&mut self, decision: &Decision) {
        let program = self.program;
        self.quotes(program.frame.iter().flat_map(|clause| &clause.quotes).chain(&program.scope_quotes));
        if let Some(force) = &program.in_force {
            self.quotes(&force.clause.quotes);
            let known = decision.in_force.is_some_and(|period| period.from.is_some());
            let way = match decision.scope.status {
                ScopeStatus::NotInForce => ForceWay::Outside,
                _ if !known => ForceWay::NotKnown,
                ScopeStatus::Met | ScopeStatus::Failed | ScopeStatus::Unknown => ForceWay::Within,
            };
            self.hit(force.clause.span, WayOf::InForce(way));
        }
        decision.scope.conditions.iter().for_each(|own| self.condition(own));
    }

    fn measure(&mut self, decision: &Decision, measure: &MeasureDecision) {
        let Some(at) = self.program.measures.iter().position(|own| own.name == measure.measure) else { return };
        let program = self.program;
        let Some(own) = program.measures.get(at) else { return };
        let across = program.across.iter().filter(|across| across.measures.contains(&at)).map(|across| &across.clause);
        let each = own.for_each.iter().map(|each| &each.clause);
        self.quotes(std::iter::once(&own.clause).chain(each).chain(across).flat_map(|clause| &clause.quotes));
        for claim in &measure.claims {
            if claim.status == ClaimStatus::Qualified {
                self.quotes(own.in_kind.iter().flat_map(|own| &own.clause.quotes));
            }
            for year in claim.payments.iter().map(|payment| payment.support_year) {
                let pays = own.pays.iter().filter(|pay| pay.applies.in_year(year)).map(|pay| &pay.clause);
                let payers = own.terms.payers.iter().filter(|it| it.applies.in_year(year)).map(|it| &it.clause);
                self.quotes(pays.chain(payers).flat_map(|clause| &clause.quotes));
            }
            for payment in claim.payments.iter().filter(|payment| !payment.payers.is_empty()) {
                let counts = |own: &&Payers| {
                    own.applies.in_year(payment.support_year) && is_under(program, decision, own.applies)
                };
                let payers = own.terms.payers.iter().find(counts);
                let way = WayOf::Payment(PaymentWay::SharedOut);
                payers.into_iter().for_each(|payers| self.hit(payers.clause.span, way));
            }
            let way = match claim.status {
                ClaimStatus::Qualified => ClaimWay::Qualified,
                ClaimStatus::Pending => ClaimWay::Open,
                ClaimStatus::Refused => ClaimWay::Refused,
            };
            self.hit(own.clause.span, WayOf::Measure(way));
            if claim.status == ClaimStatus::Qualified {
                let across = self.program.across.iter().filter_map(|across| {
                    let form = across.measures.iter().position(|own| *own == at)?;
                    Some(across.limits.iter().filter_map(move |forms| forms.get(form)))
                });
                for limit in own.limits.iter().chain(across.flatten()) {
                    if matches!(limit.what, LimitWhat::Awards(_)) && is_under(self.program, decision, limit.applies) {
                        self.hit(limit.clause.span, WayOf::Limit(LimitWay::Left));
                    }
                }
            }
            self.claim(own.clause.span, claim);
        }
    }

    fn claim(&mut self, measure: Span, claim: &Claim) {
        if !claim.ledger.is_empty() {
            self.hit(measure, WayOf::Measure(ClaimWay::Paid));
        }
        claim.conditions.iter().for_each(|own| self.condition(own));
        claim.payments.iter().for_each(|own| self.payment(measure, own));
        for own in &claim.recoveries {
            let way = match own.status {
                RecoveryStatus::Due { .. } => PaymentWay::TakenBack,
                RecoveryStatus::None => PaymentWay::NotTakenBack,
                RecoveryStatus::Pending { .. } => PaymentWay::Open,
            };
            self.hit(own.rests_on.span, WayOf::Payment(way));
            self.basis(&own.rests_on);
        }
        for own in &claim.obligations {
            self.hit(own.rests_on.span, WayOf::Payment(PaymentWay::Promised));
            self.basis(&own.rests_on);
        }
    }

    fn condition(&mut self, condition: &ConditionResult) {
        let way = match condition.holds {
            Some(true) => ConditionWay::Held,
            Some(false) => ConditionWay::Failed,
            None => ConditionWay::Open,
        };
        let place = condition.rests_on.span;
        self.hit(place, WayOf::Condition(way));
        // A limit on the number of awards fails a claim like a condition.
        self.hit(place, WayOf::Limit(LimitWay::Refused));
        self.basis(&condition.rests_on);
    }

    fn payment(&mut self, measure: Span, payment: &Payment) {
        payment.conditions.iter().for_each(|own| self.condition(own));
        for step in &payment.steps {
            let place = step.rests_on.span;
            match step.kind {
                StepKind::Formula | StepKind::Ceiling => self.hit(place, WayOf::Award(AwardWay::Computed)),
                StepKind::Rounding => self.hit(place, WayOf::Award(AwardWay::Rounded)),
                StepKind::Approved | StepKind::ApprovedParts => self.hit(place, WayOf::Award(AwardWay::Approved)),
                StepKind::NotApproved => self.hit(place, WayOf::Award(AwardWay::NotApproved)),
                StepKind::ApprovedAboveCeiling => {
                    self.hit(place, WayOf::Award(AwardWay::Approved));
                    self.hit(place, WayOf::Award(AwardWay::AboveCeiling));
                }
                StepKind::Ledger | StepKind::Instalments => self.hit(measure, WayOf::Measure(ClaimWay::Paid)),
                StepKind::Redeemed => self.hit(place, WayOf::Payment(PaymentWay::Redeemed)),
                StepKind::Redeemable => self.hit(place, WayOf::Payment(PaymentWay::Redeemable)),
                StepKind::Lapsed => self.hit(place, WayOf::Payment(PaymentWay::Lapsed)),
                StepKind::Part | StepKind::PartCeiling | StepKind::PartLeft => {
                    self.hit(place, WayOf::Payment(PaymentWay::Divided));
                }
                StepKind::Limit => {
                    let cut = step.limit.as_ref().is_some_and(|limit| limit.cut);
                    self.hit(place, WayOf::Limit(if cut { LimitWay::Cut } else { LimitWay::NotCut }));
                }
            }
            self.basis(&step.rests_on);
        }
    }

    fn basis(&mut self, basis: &Basis) {
        self.quotes(&basis.quotes);
        basis.trace.iter().for_each(|trace| self.trace(trace));
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "other operations have no quotes of their own")]
    fn trace(&mut self, trace: &Trace) {
        if let Some((place, way)) = self.coverage.nodes.get(&(self.at, trace.node)).copied() {
            let departs = matches!(way, WayOf::Departure(_));
            match trace.operands.first().map(|condition| &condition.value) {
                Some(Shown::Truth(Truth::False)) if departs => {
                    self.hit(place, WayOf::Departure(DepartureWay::NotApplied));
                }
                Some(Shown::Truth(Truth::Unknown)) if departs => {}
                _ => self.hit(place, way),
            }
        }
        let program = self.program;
        match &program.node(trace.node).op {
            Op::Fact(_, record, field) => {
                self.quotes(program.field(*record, *field).iter().flat_map(|field| &field.clause.quotes));
            }
            Op::Lookup(table, _) | Op::OnDay(table, ..) | Op::Slices(table, _) => {
                self.quotes(program.table(*table).iter().flat_map(|table| &table.clause.quotes));
            }
            Op::Let(named, _) => {
                let value = trace.operands.first().map(|operand| operand.node);
                let clause = value.and_then(|value| program.defined_by(*named, value));
                self.quotes(clause.iter().flat_map(|clause| &clause.quotes));
            }
            Op::Exception(departure, ..) | Op::Raise(departure, ..) if !is_refused(trace) => {
                self.quotes(program.departure(*departure).iter().flat_map(|own| &own.clause.quotes));
            }
            _ => {}
        }
        // Exceptions and raises that don't apply are left out of the arithmetic.
        if let Op::Except(_, departures) | Op::Raised(_, departures) = &self.program.node(trace.node).op {
            for departure in departures.iter().filter(|own| trace.operands.iter().all(|it| it.node != **own)) {
                if let Some((place, _)) = self.coverage.nodes.get(&(self.at, *departure)).copied() {
                    self.hit(place, WayOf::Departure(DepartureWay::NotApplied));
                }
            }
        }
        trace.operands.iter().for_each(|operand| self.trace(operand));
    }
}

/// Whether the condition of an exception or a raise does not hold.
fn is_refused(departure: &Trace) -> bool {
    departure.operands.first().is_some_and(|condition| condition.value == Shown::Truth(Truth::False))
}

/// Whether a clause counts under the readings of a decision.
fn is_under(program: &Program, decision: &Decision, applies: Applies) -> bool {
    let Some((reading, value)) = applies.reading else { return true };
    let reading = program.reading(reading);
    let value = reading.and_then(|reading| Some((reading.name.as_str(), reading.values.get(value)?.name.as_str())));
    value.is_some_and(|(reading, value)| decision.readings.get(reading).is_some_and(|used| used == value))
}
