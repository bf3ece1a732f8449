//! Why a payment comes out differently: the rule at which the two decisions part, and what changed in it or in what it reads.

use std::collections::{BTreeSet, HashMap};

use super::cases::{Blamed, Cause};
use super::item::{Change, Kind, Side};
use super::meaning::Meaning;
use super::pairing::{self, Renamed};
use super::{Section, Version};
use crate::decision::{
    Basis, Claim, ConditionResult, Decision, MeasureDecision, Payment, ScopeStatus, Step, StepKind, Trace,
};
use crate::ir::{Condition, Measure, Program};
use crate::source::Span;

/// A decision on a case, by one of the two versions.
pub(super) struct Decided<'a> {
    version: Version<'a>,
    /// The version, or that of the amendment, that counted on the day.
    program: &'a Program,
    pub(super) decision: &'a Decision,
    /// The conditions of the policy by their places.
    conditions: HashMap<Span, &'a Condition>,
    /// Its measures, as the new version knows them.
    measures: HashMap<&'a str, &'a Measure>,
    /// The measures that the new version calls otherwise.
    renamed: Renamed<'a>,
}

impl<'a> Decided<'a> {
    fn new((version, decision): (Version<'a>, &'a Decision), renamed: Renamed<'a>) -> Decided<'a> {
        let program = version.program.on(decision.applied_on);
        let all = program.measures.iter().flat_map(|measure| &measure.conditions).chain(&program.scope);
        let conditions = all.map(|own| (own.clause.span, own)).collect();
        let known = |own: &'a Measure| (renamed.get(own.name.as_str()).copied().unwrap_or(&own.name), own);
        let measures = program.measures.iter().map(known).collect();
        Decided { version, program, decision, conditions, measures, renamed }
    }

    fn meaning(&self) -> Meaning<'_> {
        Meaning { program: self.program, renamed: &self.renamed }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    Old,
    New,
}

/// The two decisions on a case.
pub(super) struct Comparing<'a> {
    pub(super) old: Decided<'a>,
    pub(super) new: Decided<'a>,
    sections: &'a [Section],
}

/// A claim and one of its payments, as far as a decision has them.
pub(super) type Place<'a> = (Option<&'a Claim>, Option<&'a Payment>);

impl<'a> Comparing<'a> {
    pub(super) fn new(
        old: (Version<'a>, &'a Decision),
        new: (Version<'a>, &'a Decision),
        sections: &'a [Section],
    ) -> Comparing<'a> {
        let of = |(version, decision): (Version<'a>, &'a Decision)| &version.program.on(decision.applied_on).measures;
        let renamed = pairing::renamed(of(old), of(new));
        Comparing { old: Decided::new(old, renamed), new: Decided::new(new, Renamed::new()), sections }
    }

    /// The identifier by which the new version knows a measure of the old one.
    pub(super) fn now<'m>(&'m self, measure: &'m str) -> &'m str {
        self.old.renamed.get(measure).copied().unwrap_or(measure)
    }

    /// The first rule at which the decisions part: a condition, else a step of the derivation.
    pub(super) fn cause(&self, measure: &MeasureDecision, old: Place<'_>, new: Place<'_>) -> Option<Cause> {
        let name = self.now(&measure.measure);
        if old.0.is_none() || new.0.is_none() {
            // A claim that one version alone has: the measure, or its records, came or went.
            if let Some(cause) = self.header(name) {
                return Some(cause);
            }
        }
        if let Some(cause) = self.time_in_force() {
            return Some(cause);
        }
        if let Some(parted) = parted(&self.old.tested(Which::Old, old), &self.new.tested(Which::New, new)) {
            return Some(self.blame(&parted.result.rests_on, parted.which));
        }
        let (earlier, later) = (steps(old.1), steps(new.1));
        // A payment that one version alone has: where one of its rules changed, it is that.
        let alone = match (old.1, new.1) {
            (Some(_), None) => Some((earlier, Which::Old)),
            (None, Some(_)) => Some((later, Which::New)),
            (Some(_), Some(_)) | (None, None) => None,
        };
        if let Some((steps, which)) = alone {
            let changed = steps.iter().find(|step| self.changes_of(step.rests_on.span, which).next().is_some());
            if let Some(step) = changed {
                return Some(self.blame(&step.rests_on, which));
            }
        }
        for at in 0..earlier.len().max(later.len()) {
            match (earlier.get(at), later.get(at)) {
                (Some(one), Some(other)) if one.kind == other.kind && one.after == other.after => {}
                (one, other) if self.is_rounding(one, other) => {
                    let (step, which) = other.map(|own| (own, Which::New)).or(one.map(|own| (own, Which::Old)))?;
                    let Cause { rule, .. } = self.blame(&step.rests_on, which);
                    return Some(Cause { rule, changes: self.rounding().map(blamed).collect() });
                }
                (_, Some(step)) => return Some(self.blame(&step.rests_on, Which::New)),
                (Some(step), None) => return Some(self.blame(&step.rests_on, Which::Old)),
                (None, None) => {}
            }
        }
        self.header(name)
    }

    /// The header's time in force, where one of the decisions alone lies outside it.
    fn time_in_force(&self) -> Option<Cause> {
        let outside = |own: &Decided<'a>| own.decision.scope.status == ScopeStatus::NotInForce;
        if outside(&self.old) == outside(&self.new) {
            return None;
        }
        let clause = |own: &Decided<'a>| own.program.in_force.as_ref().map(|own| &own.clause);
        let (clause, which) =
            clause(&self.new).map(|own| (own, Which::New)).or(clause(&self.old).map(|own| (own, Which::Old)))?;
        let (rule, span, quotes) = (clause.place.clone(), clause.span, clause.quotes.clone());
        Some(self.blame(&Basis { rule, span, quotes, ..Basis::default() }, which))
    }

    /// Whether two steps differ by how awards are rounded.
    fn is_rounding(&self, one: Option<&Step>, other: Option<&Step>) -> bool {
        let rounds = one.into_iter().chain(other).any(|step| step.kind == StepKind::Rounding);
        rounds && self.rounding().next().is_some()
    }

    /// The change of the header's rounding.
    fn rounding(&self) -> impl Iterator<Item = (&'a Section, &'a Change)> {
        self.all().filter(|(_, change)| change.what.en == "rounding")
    }

    /// What changed in a rule, else in what it reads, else in the amendments themselves.
    fn blame(&self, basis: &Basis, which: Which) -> Cause {
        let own = match which {
            Which::Old => &self.old,
            Which::New => &self.new,
        };
        let mut rule = Side::at(own.version.sources, basis.span);
        rule.quotes = basis.quotes.iter().map(|quote| quote.text.clone()).collect();
        let mut changes: Vec<Blamed> = self.changes_of(basis.span, which).map(blamed).collect();
        if changes.is_empty() {
            let mut read = BTreeSet::new();
            let mut used = BTreeSet::new();
            if let Some(trace) = &basis.trace {
                own.subjects(trace, &mut read);
                own.spans(trace, &mut used);
            }
            let reads = |change: &Change| change.subject.as_ref().is_some_and(|subject| read.contains(subject));
            changes = self.all().filter(|(_, change)| reads(change)).map(blamed).collect();
            keep_rows_that_counted(which, &used, &mut changes);
        }
        if changes.is_empty() {
            changes = self.amended();
        }
        Cause { rule, changes }
    }

    /// What changed in a rule of one of the versions.
    fn changes_of(&self, rule: Span, which: Which) -> impl Iterator<Item = (&'a Section, &'a Change)> {
        self.all().filter(move |(_, change)| which.side(change).is_some_and(|side| side.span == rule))
    }

    /// The amendment by which one of the decisions is of another version than the other.
    fn amended(&self) -> Vec<Blamed> {
        if self.old.decision.version == self.new.decision.version {
            return Vec::new();
        }
        let clause = |own: &Decided<'a>| own.program.version.as_ref().map(|version| version.clause.span);
        let (old, new) = (clause(&self.old), clause(&self.new));
        let is_one = |change: &Change| {
            let of =
                |side: &Option<Side>, span: Option<Span>| span.is_some() && side.as_ref().map(|own| own.span) == span;
            of(&change.old, old) || of(&change.new, new)
        };
        let counts = |change: &Change| !matches!(change.kind, Kind::Renamed | Kind::Quoted);
        self.all().filter(|(_, change)| counts(change) && is_one(change)).map(blamed).collect()
    }

    /// What changed in the measure as a whole: whether there is one, and for which records.
    fn header(&self, measure: &str) -> Option<Cause> {
        let clause = |own: &Decided<'a>| own.measures.get(measure).map(|own| own.clause.span);
        let (old, new) = (clause(&self.old), clause(&self.new));
        let changed = old.and_then(|span| self.changes_of(span, Which::Old).next());
        let (section, change) = changed.or_else(|| self.changes_of(new?, Which::New).next())?;
        let rule = change.new.clone().or_else(|| change.old.clone())?;
        Some(Cause { rule, changes: vec![blamed((section, change))] })
    }

    /// The parts that changed in the versions by which the case was decided, or in those before them.
    fn sections(&self) -> impl Iterator<Item = &'a Section> {
        let sections = self.sections;
        sections.iter().filter(|section| match &section.amendment {
            None => true,
            Some(name) if section.without => self.old.has(name),
            Some(name) => self.new.has(name),
        })
    }

    fn all(&self) -> impl Iterator<Item = (&'a Section, &'a Change)> {
        self.sections().flat_map(|section| section.changes.iter().map(move |change| (section, change)))
    }
}

impl<'a> Decided<'a> {
    /// Whether an amendment counted on the day.
    fn has(&self, amendment: &str) -> bool {
        let versions = self.version.program.amended.iter().filter_map(|own| own.version.as_ref());
        versions.filter(|own| own.name == amendment).any(|own| own.from <= self.decision.applied_on)
    }

    /// The conditions of a payment: of the policy, of the claim, of its support year.
    fn tested<'c>(&'c self, which: Which, (claim, payment): Place<'c>) -> Vec<Tested<'c>> {
        let own = claim.into_iter().flat_map(|own| &own.conditions);
        let of_year = payment.into_iter().flat_map(|own| &own.conditions);
        let all = self.decision.scope.conditions.iter().chain(own).chain(of_year);
        all.map(|result| Tested { of: self, which, result }).collect()
    }

    /// The names of the tables, named values and facts that a figure was made of.
    fn subjects(&self, trace: &Trace, found: &mut BTreeSet<String>) {
        found.extend(self.meaning().subject(trace.node));
        for operand in &trace.operands {
            self.subjects(operand, found);
        }
    }

    /// The places of everything that a figure was made of.
    fn spans(&self, trace: &Trace, found: &mut BTreeSet<Span>) {
        found.insert(self.program.node(trace.node).span);
        for operand in &trace.operands {
            self.spans(operand, found);
        }
    }
}

/// A condition of a payment, as one of the decisions has it.
struct Tested<'c> {
    of: &'c Decided<'c>,
    which: Which,
    result: &'c ConditionResult,
}

impl Tested<'_> {
    /// By what it is known again in the other decision: its label with the year that decided it, its label, what it means.
    fn key(&self, pass: usize) -> Option<String> {
        let rule = self.of.conditions.get(&self.result.rests_on.span);
        let label = || match rule {
            Some(rule) => rule.label.as_deref(),
            None => Some(self.result.label.as_str()),
        };
        match pass {
            0 => label().map(|label| format!("{label} {:?}", self.result.of_year)),
            1 => label().map(str::to_owned),
            _ => rule.map(|rule| self.of.meaning().expr(rule.expr)),
        }
    }
}

/// A condition that came out differently, or that one of the versions alone has and that does not hold there.
fn parted<'t, 'c>(before: &'t [Tested<'c>], after: &'t [Tested<'c>]) -> Option<&'t Tested<'c>> {
    let partners = pairing::pairs(before, after, 3, Tested::key);
    let now =
        after.iter().zip(&partners).find(|(own, partner)| match partner.and_then(|partner| before.get(partner)) {
            Some(other) => other.result.holds != own.result.holds,
            None => own.result.holds != Some(true),
        });
    let paired: BTreeSet<usize> = partners.iter().flatten().copied().collect();
    let mut gone = before.iter().enumerate().filter(|(at, _)| !paired.contains(at)).map(|(_, own)| own);
    now.map(|(own, _)| own).or_else(|| gone.find(|own| own.result.holds != Some(true)))
}

impl Which {
    /// The side of a change that this version has.
    fn side(self, change: &Change) -> Option<&Side> {
        match self {
            Which::Old => change.old.as_ref(),
            Which::New => change.new.as_ref(),
        }
    }
}

/// Of the changed rows of a table only those whose words the figure can rest on: where one of them was used, the others are no cause.
fn keep_rows_that_counted(which: Which, used: &BTreeSet<Span>, changes: &mut Vec<Blamed>) {
    let counted = |own: &Blamed| {
        which.side(&own.change).is_some_and(|side| {
            used.iter().any(|span| {
                side.span.start <= span.start && span.end <= side.span.end && side.span.source == span.source
            })
        })
    };
    if changes.iter().any(counted) {
        changes.retain(counted);
    }
}

fn blamed((section, change): (&Section, &Change)) -> Blamed {
    Blamed { section: section.name.clone(), change: change.clone() }
}

fn steps(payment: Option<&Payment>) -> &[Step] {
    payment.map_or(&[], |own| &own.steps)
}
