//! Where a policy has boundaries, and in which case of its tests each matters most.

use std::collections::HashMap;

use indexmap::IndexMap;

use super::every::row_edges;
use super::figures::chosen;
use super::site::{Direct, Key, Site, Watch};
use super::vary::{End, Variable, Vary};
use super::{walks, words};
use crate::case::{Case, Instance, InstanceId};
use crate::decision::{
    Claim, ClaimStatus, Decision, MeasureDecision, Outcome, Payment, Range, ScopeStatus, Shown, Step, StepKind, Trace,
};
use crate::interpret::{Detail, decide};
use crate::ir::{FieldId, LimitWhat, Op, Program, TimeOp, Type};
use crate::source::{Role, SourceId, Sources, Span};
use crate::testing::Run;
use crate::value::{Number, number_of_day};

/// The runs that show each boundary best, by the rule and the figures that it chose.
type Found = IndexMap<(Key, Vec<Span>), Vec<Site>>;

/// In how many runs a boundary is looked for.
const TRIED: usize = 4;

/// All boundaries that the runs reach, in the order of the rules, each in the runs that show it best, the best first.
pub(super) fn sites(program: &Program, sources: &Sources, known: &[(String, Run)]) -> Vec<Vec<Site>> {
    let mut found: Found = IndexMap::new();
    let files: Vec<SourceId> = sources.of(Role::Rules).map(|(id, _)| id).collect();
    for (at, (_, run)) in known.iter().enumerate() {
        let Ok(decision) = decide(program, &run.case, &run.readings, run.stage, Detail::Derivation) else { continue };
        let version = program.on(decision.applied_on);
        let paths = paths(version, &run.case);
        Search { program, version, sources, files: &files, run, at, paths: &paths, found: &mut found }
            .decision(&decision);
    }
    found.sort_by(|((one, _), _), _, ((other, _), _), _| (one.source, one.start).cmp(&(other.source, other.start)));
    found.into_values().collect()
}

/// The facts of a case by their paths.
fn paths(program: &Program, case: &Case) -> HashMap<String, (InstanceId, FieldId)> {
    let mut paths = HashMap::new();
    for (of, instance) in (0..).map(InstanceId).zip(&case.instances) {
        for field in (0..).map(FieldId).take(instance.fields.len()) {
            paths.insert(case.path(program, of, field, None), (of, field));
        }
    }
    paths
}

struct Search<'a> {
    program: &'a Program,
    version: &'a Program,
    sources: &'a Sources,
    /// The files of rules.
    files: &'a [SourceId],
    run: &'a Run,
    at: usize,
    paths: &'a HashMap<String, (InstanceId, FieldId)>,
    found: &'a mut Found,
}

/// Where a search is.
struct Here<'a> {
    measure: Option<&'a str>,
    claim: &'a str,
    year: Option<u32>,
    name: &'a str,
    rank: u8,
    /// The rule that takes back, within one.
    taken_back: Option<Span>,
}

impl Search<'_> {
    fn decision(&mut self, decision: &Decision) {
        if let Some(force) = &self.version.in_force {
            let rank = match decision.scope.status {
                ScopeStatus::Met => 0,
                ScopeStatus::NotInForce => 1,
                ScopeStatus::Failed | ScopeStatus::Unknown => 2,
            };
            let words = words(self.sources, force.clause.span);
            let here = Here { measure: None, claim: "", year: None, name: &words, rank, taken_back: None };
            self.add(&here, force.clause.span, (Watch::InForce, Vec::new()), vec![Variable::AppliedOn], None);
        }
        let failing = decision.scope.conditions.iter().filter(|own| own.holds != Some(true)).count();
        for own in &decision.scope.conditions {
            let rank = u8::from(failing > usize::from(own.holds != Some(true)));
            let here = Here { measure: None, claim: "", year: None, name: &own.label, rank, taken_back: None };
            own.rests_on.trace.iter().for_each(|trace| self.trace(&here, trace));
        }
        for measure in &decision.measures {
            for claim in &measure.claims {
                self.claim(&measure.measure, claim);
            }
            self.awards(measure);
        }
    }

    /// Limits on the number of the awards of a measure with a claim for each record.
    fn awards(&mut self, decided: &MeasureDecision) {
        let version = self.version;
        let Some(at) = version.measures.iter().position(|own| own.name == decided.measure) else { return };
        let Some(measure) = version.measures.get(at) else { return };
        let Some(each) = &measure.for_each else { return };
        let across = version.across.iter().filter(|own| own.measures.contains(&at));
        let across = across.flat_map(|own| own.limits.iter().filter_map(|forms| forms.first()));
        let limits = measure.limits.iter().chain(across);
        for limit in limits.filter(|own| matches!(own.what, LimitWhat::Awards(_)) && own.shared.is_none()) {
            let place = limit.clause.span;
            let refuses = |claim: &&Claim| claim.conditions.iter().any(|own| own.rests_on.span == place);
            let refused = decided.claims.iter().find(refuses);
            let granted = decided.claims.iter().find(|claim| claim.status == ClaimStatus::Qualified);
            let Some(claim) = granted.or(refused) else { continue };
            let is_own = |own: &Instance| own.record == each.record && own.key.as_ref() == Some(&claim.claim);
            let record = self.run.case.instances.iter().position(is_own).and_then(|at| u32::try_from(at).ok());
            let variables = record.map(|at| Variable::Records(InstanceId(at))).into_iter().collect();
            let rank = u8::from(granted.is_none());
            let (measure, name) = (Some(decided.measure.as_str()), limit.called());
            let here = Here { measure, claim: &claim.claim, year: None, name, rank, taken_back: None };
            self.add(&here, place, (Watch::Awards(place), Vec::new()), variables, None);
        }
    }

    fn claim(&mut self, measure: &str, claim: &Claim) {
        let failing = claim.conditions.iter().filter(|own| own.holds != Some(true)).count();
        let open = u8::from(claim.status == ClaimStatus::Pending);
        for own in &claim.conditions {
            let others = failing - usize::from(own.holds != Some(true));
            let rank = if others > 0 { 2 } else { open };
            let here = Here {
                measure: Some(measure),
                claim: &claim.claim,
                year: None,
                name: &own.label,
                rank,
                taken_back: None,
            };
            own.rests_on.trace.iter().for_each(|trace| self.trace(&here, trace));
        }
        for own in &claim.recoveries {
            let taken_back = Some(own.rests_on.span);
            let name = &own.label;
            let here = Here { measure: Some(measure), claim: &claim.claim, year: None, name, rank: 0, taken_back };
            own.rests_on.trace.iter().for_each(|trace| self.trace(&here, trace));
        }
        for payment in &claim.payments {
            let rank = match payment.outcome {
                Outcome::Payable { .. } | Outcome::Scheduled { .. } => 0,
                Outcome::Pending { .. } => 1,
                Outcome::Nothing => 2,
                Outcome::Paid { .. } | Outcome::Refused => 3,
            };
            let year = Some(payment.support_year);
            for own in &payment.conditions {
                let here = Here {
                    measure: Some(measure),
                    claim: &claim.claim,
                    year,
                    name: &own.label,
                    rank,
                    taken_back: None,
                };
                own.rests_on.trace.iter().for_each(|trace| self.trace(&here, trace));
            }
            for step in &payment.steps {
                let words = words(self.sources, step.rests_on.span);
                let here =
                    Here { measure: Some(measure), claim: &claim.claim, year, name: &words, rank, taken_back: None };
                step.rests_on.trace.iter().for_each(|trace| self.trace(&here, trace));
                self.step(&here, payment, step);
            }
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "other steps have no boundary")]
    /// The ceiling of an approval, and limits.
    fn step(&mut self, here: &Here<'_>, payment: &Payment, step: &Step) {
        let place = step.rests_on.span;
        let approved = self.run.case.approved.iter().position(|own| {
            Some(own.measure.as_str()) == here.measure && own.claim == here.claim && Some(own.support_year) == here.year
        });
        match step.kind {
            StepKind::Approved | StepKind::ApprovedAboveCeiling => {
                let earlier =
                    payment.steps.iter().filter(|own| matches!(own.kind, StepKind::Ceiling | StepKind::Rounding));
                let ceiling = earlier.max_by_key(|own| own.kind == StepKind::Rounding).map(|own| own.after);
                if let (Some(at), Some(Range::Exactly(ceiling))) = (approved, ceiling) {
                    let variable = Variable::Approved(at);
                    let direct = Direct { variable, at: vec![Number::from(ceiling.decimal())] };
                    self.add(here, place, (Watch::Ceiling(place), Vec::new()), vec![variable], Some(direct));
                }
            }
            StepKind::Limit => {
                let mut variables: Vec<Variable> = approved.map(Variable::Approved).into_iter().collect();
                let formula =
                    payment.steps.iter().filter(|own| matches!(own.kind, StepKind::Formula | StepKind::Ceiling));
                for trace in formula.filter_map(|own| own.rests_on.trace.as_ref()) {
                    self.variables(trace, &mut variables);
                }
                let used = step.limit.iter().flat_map(|limit| &limit.used_by).filter(|own| own.paid_on.is_some());
                for own in used {
                    let entry = self.run.case.paid.iter().position(|entry| {
                        entry.measure == own.measure
                            && entry.claim == own.claim
                            && entry.support_year == own.support_year
                    });
                    variables.extend(entry.map(Variable::Paid));
                }
                let name = step.limit.as_ref().map_or("", |limit| limit.label.as_str());
                // What is cut can be made less until it is not; the reverse may be stopped by a ceiling before.
                let cut = step.limit.as_ref().is_some_and(|limit| limit.cut);
                let here = Here { name, rank: here.rank * 2 + u8::from(!cut), ..*here };
                let figures = step.rests_on.trace.as_ref().map(|trace| self.figures(trace)).unwrap_or_default();
                self.add(&here, place, (Watch::Limit(place), figures), variables, None);
            }
            StepKind::Redeemed | StepKind::Redeemable | StepKind::Lapsed => {
                let paths = step.rests_on.facts.iter().filter_map(|fact| self.at_path(&fact.path));
                let variables = paths.chain([Variable::AppliedOn]).collect();
                self.add(here, place, (Watch::Voucher(place), Vec::new()), variables, None);
            }
            _ => {}
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "other operations have no boundary")]
    fn trace(&mut self, here: &Here<'_>, trace: &Trace) {
        let node = self.version.node(trace.node);
        let watch = match here.taken_back {
            Some(rule) => Watch::TakenBack(rule, trace.node),
            None => Watch::Node(trace.node),
        };
        match &node.op {
            Op::Compare(..) => {
                if let [left, right] = trace.operands.as_slice() {
                    let mut variables = Vec::new();
                    self.variables(left, &mut variables);
                    self.variables(right, &mut variables);
                    let direct = self.direct(left, right).or_else(|| self.direct(right, left));
                    self.add(here, node.span, (watch, self.figures(trace)), variables, direct);
                }
            }
            Op::Min(_) | Op::Max(_) if trace.operands.len() > 1 => {
                let mut variables = Vec::new();
                trace.operands.iter().for_each(|own| self.variables(own, &mut variables));
                self.add(here, node.span, (watch, Vec::new()), variables, None);
            }
            Op::InForce(_) | Op::Time(TimeOp::InCalendar(..) | TimeOp::Around(..) | TimeOp::Within(..)) => {
                let mut variables = Vec::new();
                self.variables(trace, &mut variables);
                self.add(here, node.span, (watch, Vec::new()), variables, None);
            }
            Op::Lookup(table, keys) => {
                for (column, key) in trace.operands.iter().take(keys.len()).enumerate() {
                    self.key(here, trace, key, row_edges(self.version, *table, column));
                }
            }
            Op::OnDay(table, keys, _) => {
                for (column, key) in trace.operands.iter().take(keys.len()).enumerate() {
                    self.key(here, trace, key, row_edges(self.version, *table, column));
                }
                let editions = self.version.table(*table).map(|table| table.editions.as_slice()).unwrap_or_default();
                // Before the first there is no value.
                let days = editions.iter().skip(1).map(|edition| number_of_day(edition.from)).collect();
                trace
                    .operands
                    .get(keys.len())
                    .into_iter()
                    .for_each(|day| self.key(here, trace, day, Vec::clone(&days)));
            }
            Op::Slices(table, _) => {
                if let Some(number) = trace.operands.first() {
                    let slices = self.version.table(*table).map(|table| table.slices.as_slice()).unwrap_or_default();
                    let edges: Vec<Number> = slices.iter().filter_map(|slice| slice.to).collect();
                    let mut variables = Vec::new();
                    self.variables(number, &mut variables);
                    let direct = self.variable(number).map(|variable| Direct { variable, at: edges });
                    self.add(here, node.span, (watch, Vec::new()), variables, direct);
                }
            }
            Op::Sum(_, walk) | Op::Least(_, walk) | Op::Greatest(_, walk) => {
                let inner = walk.condition.map(|condition| walks::edges(self.version, &self.run.case, condition));
                for walks::Edge { place, variables, direct } in inner.into_iter().flatten() {
                    self.add(here, place, (watch, Vec::new()), variables, direct);
                }
            }
            _ => {}
        }
        trace.operands.iter().for_each(|operand| self.trace(here, operand));
    }

    /// A key of a table, or the day of a dated value, with the edges of its rows.
    fn key(&mut self, here: &Here<'_>, trace: &Trace, key: &Trace, edges: Vec<Number>) {
        if edges.is_empty() {
            return;
        }
        let mut variables = Vec::new();
        self.variables(key, &mut variables);
        let direct = self.variable(key).map(|variable| Direct { variable, at: edges });
        let place = self.version.node(trace.node).span;
        self.add(here, place, (Watch::Node(trace.node), Vec::new()), variables, direct);
    }

    /// Of the figures among which a rule chooses, those that counted. Those of a file beside the rules are taken from elsewhere.
    fn figures(&self, trace: &Trace) -> Vec<Span> {
        let mut figures = chosen(self.version, trace);
        figures.retain(|figure| self.files.contains(&figure.source));
        figures
    }

    /// A variable beside a known value.
    fn direct(&self, own: &Trace, other: &Trace) -> Option<Direct> {
        let at = match &other.value {
            Shown::Number(bounds) => bounds.known()?,
            Shown::Date(date) => number_of_day(date.known()?),
            Shown::Truth(_) | Shown::Period(_) | Shown::Text(_) | Shown::List(_) => return None,
        };
        Some(Direct { variable: self.variable(own)?, at: vec![at] })
    }

    /// The variable that a value is.
    fn variable(&self, trace: &Trace) -> Option<Variable> {
        let node = self.version.node(trace.node);
        if matches!(node.op, Op::AppliedOn) {
            return Some(Variable::AppliedOn);
        }
        if !matches!(node.op, Op::Fact(..) | Op::At(..)) || matches!(node.ty, Type::Series(..)) {
            return None;
        }
        self.at_path(&trace.fact.as_ref()?.path)
    }

    /// The fact at a path.
    fn at_path(&self, path: &str) -> Option<Variable> {
        let (of, field, year) = match self.paths.get(path) {
            Some((of, field)) => (*of, *field, None),
            None => {
                let (series, year) = path.strip_suffix(']')?.rsplit_once('[')?;
                let (of, field) = self.paths.get(series)?;
                (*of, *field, Some(year.parse().ok()?))
            }
        };
        Some(Variable::Fact(of, field, year))
    }

    /// The variables that a value is made of.
    fn variables(&self, trace: &Trace, found: &mut Vec<Variable>) {
        const MOST: usize = 6;
        let is_period = matches!(self.version.node(trace.node).ty, Type::Period);
        let own = match self.variable(trace) {
            Some(Variable::Fact(of, field, None)) if is_period => {
                [End::First, End::Last].map(|end| Some(Variable::End(of, field, end))).to_vec()
            }
            own => vec![own],
        };
        for own in own.into_iter().flatten() {
            if !found.contains(&own) {
                found.push(own);
            }
        }
        for operand in &trace.operands {
            if found.len() < MOST {
                self.variables(operand, found);
            }
        }
    }

    fn add(
        &mut self,
        here: &Here<'_>,
        place: Span,
        (watch, figures): (Watch, Vec<Span>),
        mut variables: Vec<Variable>,
        direct: Option<Direct>,
    ) {
        // Another case may give what this one does not.
        variables.retain(|own| Vary::of(self.program, self.run, *own).is_some());
        let key = (place, matches!(watch, Watch::Limit(_) | Watch::Awards(_)));
        let known = self.found.entry((key, figures.clone())).or_default();
        // With nothing to change, another case may do better.
        let rank = if variables.is_empty() { u8::MAX } else { here.rank };
        let at = known.partition_point(|own| own.rank <= rank);
        if at >= TRIED {
            return;
        }
        let site = Site {
            place,
            name: here.name.to_owned(),
            figures,
            run: self.at,
            measure: here.measure.map(str::to_owned),
            claim: here.claim.to_owned(),
            year: here.year,
            watch,
            variables,
            direct,
            rank,
        };
        known.insert(at, site);
        known.truncate(TRIED);
    }
}
