//! Readings: which was used where it matters, and what the others would give.

use std::collections::{BTreeSet, HashMap};

use super::Alternative;
use super::claim::is_told;
use super::document::{Group, Item, Line, Section};
use super::voice::{Voice, say};
use crate::decision::{Basis, Claim, ClaimStatus, MeasureDecision, Outcome, Payment};
use crate::ir::Reading;

impl Voice<'_> {
    /// The readings that bear on a claim: those that its rules name, and those under which it would come out otherwise.
    pub fn readings(&self, decided: &MeasureDecision, claim: &Claim, others: &Others<'_>) -> Option<Group> {
        let named = readings_of(claim);
        let (mut lines, mut alike) = (Vec::new(), Vec::new());
        for reading in &self.program.readings {
            let of_claim = others.claim(&decided.measure, &claim.claim);
            let alternatives: Vec<(&Alternative, Option<&Claim>)> =
                of_claim.filter(|(other, _)| other.reading == reading.name).collect();
            let differs = alternatives.iter().any(|(_, other)| other.is_some_and(|other| !same(claim, other)));
            if !named.contains(reading.name.as_str()) && !differs {
                continue;
            }
            let line = self.reading_line(reading, decided, claim, &alternatives);
            if differs { lines.push(line) } else { alike.push((self.reading(reading), line)) }
        }
        match alike.len() {
            0 | 1 => lines.extend(alike.into_iter().map(|(_, line)| line)),
            _ => {
                // Which of their alternatives were used is told of the case as a whole.
                let names: Vec<String> = alike.into_iter().map(|(name, _)| name).collect();
                let (together, list) = (self.together(&names), self.list(&names));
                lines.push(Line::words(match is_open(claim) {
                    true => say!(
                        self,
                        "{together}: under their other alternatives the outcome is the same as far as it is known",
                        "{list}：取其他解读，就目前所知结果相同"
                    ),
                    false => say!(
                        self,
                        "{together}: under their other alternatives the outcome is the same",
                        "{list}：取其他解读，结果相同"
                    ),
                }));
            }
        }
        if lines.is_empty() {
            None
        } else {
            Some(Group { label: say!(self, "readings", "解读"), lines, ..Group::default() })
        }
    }

    fn reading_line(
        &self,
        reading: &Reading,
        decided: &MeasureDecision,
        claim: &Claim,
        alternatives: &[(&Alternative, Option<&Claim>)],
    ) -> Line {
        let (name, used) = (self.reading(reading), self.used_value(reading));
        let mut said = vec![say!(self, "{name}: {used}", "{name}：{used}")];
        for (alternative, other) in alternatives {
            let value = self.value_of(reading, &alternative.value);
            let Some(other) = other else { continue };
            said.push(if same(claim, other) {
                match is_open(claim) {
                    true => say!(
                        self,
                        "under “{value}” the outcome is the same as far as it is known",
                        "若取“{value}”，就目前所知结果相同"
                    ),
                    false => say!(self, "under “{value}” the outcome is the same", "若取“{value}”，结果相同"),
                }
            } else {
                let outcome = self.outcome_in_full(decided, claim, other);
                say!(self, "under “{value}”, {outcome}", "若取“{value}”，{outcome}")
            });
        }
        Line::words(self.together(&said))
    }

    /// The alternative in use, and whether it is the policy's default.
    fn used_value(&self, reading: &Reading) -> String {
        let used = self.decision.readings.get(&reading.name);
        let used = used.cloned().or_else(|| reading.values.get(reading.default).map(|value| value.name.clone()));
        let used = used.unwrap_or_default();
        let default = reading.values.get(reading.default).is_some_and(|value| value.name == used);
        let value = self.value_of(reading, &used);
        match default {
            true => say!(self, "{value} (default)", "{value}（默认）"),
            false => say!(self, "{value} (chosen for this run)", "{value}（本次指定）"),
        }
    }

    fn value_of(&self, reading: &Reading, value: &str) -> String {
        let found = reading.values.iter().find(|own| own.name == value);
        found.map_or_else(|| value.to_owned(), |own| self.variant(own))
    }

    /// What would become of a claim: where it has several payments, of those that come out otherwise.
    fn outcome_in_full(&self, decided: &MeasureDecision, claim: &Claim, other: &Claim) -> String {
        if other.status == ClaimStatus::Refused || other.payments.len() < 2 {
            return self.claim_outcome(decided, other);
        }
        let of = self.program.measures.iter().find(|own| own.name == decided.measure);
        let key = |payment: &Payment| (payment.support_year, payment.instalment);
        let alike = |payment: &&Payment| {
            let own = claim.payments.iter().find(|own| key(own) == key(payment));
            own.is_some_and(|own| own.outcome == payment.outcome)
        };
        let differing: Vec<&Payment> = other.payments.iter().filter(|payment| !alike(payment)).collect();
        let mut said: Vec<(Outcome, Vec<String>)> = Vec::new();
        for payment in differing.iter().filter(|payment| !is_told(other, payment)) {
            let name = self.payment_name(payment, super::payments::by_year(of));
            match said.last_mut().filter(|(outcome, _)| *outcome == payment.outcome) {
                Some((_, names)) => names.push(name),
                None => said.push((payment.outcome, vec![name])),
            }
        }
        let mut said: Vec<String> = said
            .into_iter()
            .map(|(outcome, names)| {
                let names = self.list(&names);
                let outcome = match outcome {
                    Outcome::Pending { at_least, at_most } => {
                        let amount = self.pending(at_least, at_most);
                        say!(self, "still to be decided ({amount})", "待定（{amount}）")
                    }
                    Outcome::Paid { .. }
                    | Outcome::Payable { .. }
                    | Outcome::Scheduled { .. }
                    | Outcome::Refused
                    | Outcome::Nothing => self.outcome_words(outcome),
                };
                say!(self, "{names} {outcome}", "{names}{outcome}")
            })
            .collect();
        if differing.len() < other.payments.len() {
            said.push(say!(self, "the others as above", "其余不变"));
        }
        self.clauses(&said)
    }

    /// The readings that the shown claims rest on, with the reason for the default and the words that are open.
    pub fn readings_section(&self, shown: &BTreeSet<String>, others: &Others<'_>) -> Option<Section> {
        let mut lines = Vec::new();
        for reading in self.program.readings.iter().filter(|reading| shown.contains(&reading.name)) {
            let (name, used) = (self.reading(reading), self.used_value(reading));
            let quotes = reading.clause.quotes.iter().map(|quote| quote.text.clone()).collect();
            lines.push(Line::words(say!(self, "{name}: {used}", "{name}：{used}")).quoting(quotes));
            if let Some(because) = &reading.because {
                lines.push(Line { depth: 1, ..Line::words(say!(self, "because {because}", "理由：{because}")) });
            }
            for other in others.of(reading) {
                lines.push(Line { depth: 1, ..Line::words(self.whole_case_under(reading, other)) });
            }
        }
        if lines.is_empty() {
            return None;
        }
        let heading = say!(self, "Readings of what the text leaves open", "文本有歧义处的解读");
        Some(Section {
            heading,
            items: vec![Item { groups: vec![Group { lines, ..Group::default() }], ..Item::default() }],
            ..Section::default()
        })
    }

    /// What the case as a whole would come to under another alternative.
    fn whole_case_under(&self, reading: &Reading, other: &Alternative) -> String {
        let value = self.value_of(reading, &other.value);
        let (own, under) = (&self.decision.totals, &other.decision.totals);
        if own == under {
            return match own.pending_at_most {
                Some(most) if most.is_zero() => {
                    say!(self, "under “{value}” the totals of the case are the same", "若取“{value}”，全案合计相同")
                }
                _ => say!(
                    self,
                    "under “{value}” the totals of the case are the same as far as they are known",
                    "若取“{value}”，就目前所知全案合计相同"
                ),
            };
        }
        let payable = self.money(under.payable);
        let mut said = vec![say!(
            self,
            "under “{value}” the whole case would have {payable} payable now",
            "若取“{value}”，全案本次应发 {payable}"
        )];
        if own.scheduled != under.scheduled {
            let scheduled = self.money(under.scheduled);
            said.push(say!(self, "{scheduled} due later", "未到期 {scheduled}"));
        }
        if own.pending_at_most != under.pending_at_most {
            said.push(match under.pending_at_most {
                Some(most) if most.is_zero() => say!(self, "nothing still to be decided", "没有待定金额"),
                None => say!(self, "what is still to be decided then has no known upper bound", "待定，上限未定"),
                most => {
                    let most = self.up_to(most);
                    say!(self, "{most} still to be decided", "待定{most}")
                }
            });
        }
        if let Some(repayable) = under.repayable.filter(|_| own.repayable != under.repayable) {
            let repayable = self.money(repayable);
            said.push(say!(self, "{repayable} to be paid back", "应退回 {repayable}"));
        }
        self.clauses(&said)
    }

    /// The readings that bear on some claims, by identifier.
    pub fn readings_shown(&self, claims: &[(&MeasureDecision, &Claim)], others: &Others<'_>) -> BTreeSet<String> {
        let mut shown: BTreeSet<String> =
            claims.iter().flat_map(|(_, claim)| readings_of(claim)).map(str::to_owned).collect();
        for (decided, claim) in claims {
            for (other, under) in others.claim(&decided.measure, &claim.claim) {
                if under.is_some_and(|under| !same(claim, under)) && !shown.contains(&other.reading) {
                    shown.insert(other.reading.clone());
                }
            }
        }
        shown
    }
}

/// The readings that a claim's rules name.
fn readings_of(claim: &Claim) -> BTreeSet<&str> {
    let of_payments = claim.payments.iter().flat_map(|payment| {
        payment
            .conditions
            .iter()
            .map(|condition| &condition.rests_on)
            .chain(payment.steps.iter().map(|step| &step.rests_on))
    });
    let bases = claim.conditions.iter().map(|condition| &condition.rests_on).chain(of_payments);
    bases.flat_map(|basis: &Basis| &basis.readings).map(|used| used.reading.as_str()).collect()
}

type ClaimsByName<'a> = HashMap<(&'a str, &'a str), &'a Claim>;

/// The decisions under other alternatives, with their claims at hand.
pub struct Others<'a> {
    others: Vec<(&'a Alternative, ClaimsByName<'a>)>,
}

impl<'a> Others<'a> {
    /// Finds the claims of each decision by measure and name.
    pub fn new(others: &'a [Alternative]) -> Others<'a> {
        let claims = |other: &'a Alternative| {
            let measures = other.decision.measures.iter();
            measures
                .flat_map(|decided| decided.claims.iter().map(|claim| ((&*decided.measure, &*claim.claim), claim)))
                .collect()
        };
        Others { others: others.iter().map(|other| (other, claims(other))).collect() }
    }

    /// The decisions under the alternatives of one reading.
    fn of(&self, reading: &Reading) -> impl Iterator<Item = &'a Alternative> {
        self.others.iter().map(|(other, _)| *other).filter(|other| other.reading == reading.name)
    }

    /// A claim under each alternative.
    fn claim<'b>(
        &'b self,
        measure: &'b str,
        claim: &'b str,
    ) -> impl Iterator<Item = (&'a Alternative, Option<&'a Claim>)> + 'b {
        self.others.iter().map(move |(other, claims)| (*other, claims.get(&(measure, claim)).copied()))
    }
}

/// Whether something of a claim is still to be decided.
fn is_open(claim: &Claim) -> bool {
    claim.payments.iter().any(|payment| matches!(payment.outcome, Outcome::Pending { .. }))
}

/// Whether a claim comes out the same.
fn same(left: &Claim, right: &Claim) -> bool {
    let taken_back = |claim: &Claim| claim.recoveries.iter().map(|own| own.status).collect::<Vec<_>>();
    left.status == right.status
        && taken_back(left) == taken_back(right)
        && left.payments.len() == right.payments.len()
        && left
            .payments
            .iter()
            .zip(&right.payments)
            .all(|(left, right)| left.support_year == right.support_year && left.outcome == right.outcome)
}
