//! What is missing at the end of an explanation: each fact with who decides it, and what hangs on it.

use indexmap::{IndexMap, IndexSet};

use super::document::{Group, Item, Line, Mark, Section};
use super::summary::Shown;
use super::voice::{Voice, say};
use crate::decision::{Awaited, Outcome};

/// How many claims a line names before it only counts them.
const NAMED: usize = 10;

/// How many payments of one claim a line names before it only counts them.
const FEW: usize = 3;

/// What hangs on a missing fact.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Hangs {
    /// The claim, or all claims.
    claim: String,
    /// Its payment, where it has several.
    part: String,
    /// What may come of it; empty where no payment is meant.
    amount: String,
}

impl Hangs {
    fn all(claim: String) -> Hangs {
        Hangs { claim, part: String::new(), amount: String::new() }
    }
}

impl Voice<'_> {
    /// What is missing in the shown claims: each fact with who decides it, and what hangs on it.
    pub fn missing(&self, shown: &[Shown<'_>]) -> Option<Section> {
        let mut hangs: IndexMap<&Awaited, IndexSet<Hangs>> = IndexMap::new();
        let scope = &self.decision.scope.missing;
        for path in scope {
            hangs.entry(path).or_default().insert(Hangs::all(say!(self, "every claim", "各项申报")));
        }
        let mut hang = |path, what: &Hangs| {
            // What the scope waits for decides on everything already.
            if !scope.contains(path) {
                hangs.entry(path).or_default().insert(what.clone());
            }
        };
        for (decided, claim) in shown {
            for payment in &claim.payments {
                let Outcome::Pending { at_least, at_most } = payment.outcome else { continue };
                let claim_title = self.claim_title(decided, claim);
                let of = self.program.measures.iter().find(|own| own.name == decided.measure);
                let part = match claim.payments.len() {
                    0 | 1 => String::new(),
                    _ => self.payment_name(payment, super::payments::by_year(of)),
                };
                let what = Hangs { claim: claim_title, part, amount: self.pending(at_least, at_most) };
                payment.missing.iter().chain(&claim.missing).for_each(|path| hang(path, &what));
            }
            for recovery in &claim.recoveries {
                let (title, label) = (self.claim_title(decided, claim), &recovery.label);
                let what = Hangs::all(say!(self, "{title}, repayment: {label}", "{title}，追回：{label}"));
                recovery.missing.iter().for_each(|path| hang(path, &what));
            }
            if claim.payments.is_empty() {
                let title = Hangs::all(self.claim_title(decided, claim));
                claim.missing.iter().for_each(|path| hang(path, &title));
            }
        }
        // Facts on which the same hangs stand together.
        let mut together: IndexMap<Vec<String>, Vec<&Awaited>> = IndexMap::new();
        for (path, hangs) in hangs {
            together.entry(self.hanging(hangs)).or_default().push(path);
        }
        let mut lines = Vec::new();
        for (hangs, paths) in together {
            lines.extend(
                paths.into_iter().map(|path| Line { mark: Some(Mark::Open), ..Line::words(self.needed(path)) }),
            );
            let (named, count) = (self.together(hangs.get(..NAMED).unwrap_or(&hangs)), hangs.len());
            let said = match count > NAMED {
                true => say!(self, "needed for {named}; and more, {count} in all", "影响：{named}等，共 {count} 项"),
                false => say!(self, "needed for {named}", "影响：{named}"),
            };
            lines.push(Line { depth: 1, ..Line::words(said) });
        }
        if lines.is_empty() {
            return None;
        }
        let item = Item { groups: vec![Group { lines, ..Group::default() }], ..Item::default() };
        Some(Section { heading: say!(self, "Still needed", "待补事项"), items: vec![item], ..Section::default() })
    }

    /// Payments of one claim that come to the same stand together.
    fn hanging(&self, hangs: IndexSet<Hangs>) -> Vec<String> {
        let mut groups: IndexMap<(String, String), Vec<String>> = IndexMap::new();
        for Hangs { claim, part, amount } in hangs {
            groups.entry((claim, amount)).or_default().push(part);
        }
        let said = groups.into_iter().map(|((claim, amount), parts)| {
            let first = parts.first().filter(|part| !part.is_empty());
            match (first, parts.len()) {
                _ if amount.is_empty() => claim,
                (None, _) => say!(self, "{claim} ({amount})", "{claim}（{amount}）"),
                (Some(part), 1) => say!(self, "{claim}, {part} ({amount})", "{claim}，{part}（{amount}）"),
                (Some(_), 2..=FEW) => {
                    let parts = self.list(&parts);
                    say!(self, "{claim}, {parts} ({amount} each)", "{claim}，{parts}（各{amount}）")
                }
                (Some(part), count) => {
                    let more = count.saturating_sub(1);
                    say!(
                        self,
                        "{claim}, {part} and {more} more ({amount} each)",
                        "{claim}，{part}等 {count} 项（各{amount}）"
                    )
                }
            }
        });
        said.collect()
    }

    /// A missing fact in the list at the end: whose it is, who decides it, which papers prove it.
    pub(super) fn needed(&self, awaited: &Awaited) -> String {
        let fact = self.fact(awaited);
        let label = self.full(&fact);
        match fact.approval {
            true => say!(self, "{label}: to be set by the authority", "{label}：由主管部门核定"),
            false => self.absent(&super::facts::FactWords { label, year: None, ..fact }),
        }
    }
}
