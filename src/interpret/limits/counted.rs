//! What the ledger has used of a limit: the entries of its own measures, and those that it counts from elsewhere.

use std::collections::HashMap;

use indexmap::IndexMap;

use super::groups::{GroupKey, Placed};
use super::perhaps::Perhaps;
use super::quantity::Untold;
use super::usage::{Named, Usage, Used};
use super::window::Window;
use super::{Active, Deciding, OpenMeasure};
use crate::case::Paid;
use crate::decision::{Amount, Awaited, UsedBy};
use crate::interpret::error::CaseFault;
use crate::interpret::ledger::used_by;
use crate::ir::{Counting, Limit, LimitWhat, Measure, Op};
use crate::value::{Bounds, Fault, Number};

/// What the ledger has used, by group, and what it may have used beside.
pub(super) struct LedgerUse {
    groups: IndexMap<GroupKey, Usage>,
    perhaps: Perhaps,
}

impl LedgerUse {
    /// What a group has used.
    pub(super) fn of(&mut self, key: GroupKey) -> &mut Usage {
        self.groups.entry(key).or_insert_with(Usage::new)
    }

    /// What has been used of a group within a window, surely and perhaps.
    pub(super) fn within(&mut self, key: &GroupKey, window: Window) -> Result<Used, Fault> {
        let mut used = match self.groups.get_mut(key) {
            Some(usage) => usage.within(window)?,
            None => Used::none(),
        };
        let Used { sum, named, awaits, .. } = self.perhaps.within(key, window)?;
        used.add(Used { sum, named: Named::default(), perhaps: named, awaits })?;
        Ok(used)
    }

    /// Whether it is known what each entry used, and of which group.
    pub(super) fn is_known(&self) -> bool {
        self.perhaps.is_empty() && self.groups.values().all(Usage::is_known)
    }
}

/// An entry of the ledger that counts towards a limit.
pub(super) struct Entry<'c, 'l> {
    pub paid: &'c Paid,
    /// The form by whose keys it counts.
    pub form: &'l Limit,
    /// The claim in the data that it is of, or, of a measure that the limit does not stand with, the claim of the same record.
    pub claim: Option<usize>,
    /// The place of its measure, where the limit stands with it.
    pub measure: Option<usize>,
}

impl<'a, 'p> Deciding<'a, 'p> {
    /// The entries of the ledger that count towards a limit.
    pub(super) fn entries<'l>(&self, limit: &Active<'l>) -> Vec<Entry<'p, 'l>> {
        let mut entries = Vec::new();
        for (place, form) in &limit.forms {
            let Some(open) = self.measures.get(*place).filter(|open| !open.ledger.entries.is_empty()) else { continue };
            let claims = self.by_name(open);
            for paid in open.ledger.entries.iter().filter(|paid| form.applies.in_year(paid.support_year)) {
                let claim = claims.get(paid.claim.as_str()).copied();
                entries.push(Entry { paid, form, claim, measure: Some(*place) });
            }
        }
        let mut every_policy = false;
        let mut counted: Vec<&str> = Vec::new();
        for counting in &limit.rule.counting {
            match counting {
                Counting::Amount(_) => {}
                Counting::Measure(name) => {
                    let other = self.evaluator.program.measures.iter().position(|measure| measure.name == *name);
                    let other = other.filter(|place| limit.of(*place).is_none());
                    if let Some(other) = other.and_then(|place| self.measures.get(place)) {
                        self.of_other_measure(limit, other, &mut entries);
                    }
                }
                Counting::Policy(name) if counted.contains(&name.as_str()) => {}
                Counting::Policy(name) => {
                    counted.push(name);
                    let paid = self.evaluator.case.paid.iter().filter(|it| it.policy.as_ref() == Some(name));
                    entries.extend(paid.map(|paid| Entry { paid, form: limit.rule, claim: None, measure: None }));
                }
                Counting::OtherPolicies => every_policy = true,
            }
        }
        if every_policy {
            let paid = self.evaluator.case.paid.iter();
            let paid = paid.filter(|it| it.policy.as_deref().is_some_and(|policy| !counted.contains(&policy)));
            entries.extend(paid.map(|paid| Entry { paid, form: limit.rule, claim: None, measure: None }));
        }
        entries
    }

    /// The entries of a measure that a limit does not stand with. Where it ranges over the same list as one that it stands with, they count
    /// under the keys of the same record. Its support years are its own: a limit in some years counts its entries of all.
    fn of_other_measure<'l>(&self, limit: &Active<'l>, other: &OpenMeasure<'a, 'p>, entries: &mut Vec<Entry<'p, 'l>>) {
        let alike = self.stands_with(limit).find(|(open, _)| self.same_list(open.measure, other.measure));
        let claims = alike.map(|(open, _)| self.by_name(open)).unwrap_or_default();
        let form = alike.map_or(limit.rule, |(_, form)| form);
        for paid in &other.ledger.entries {
            let claim = claims.get(paid.claim.as_str()).copied();
            entries.push(Entry { paid, form, claim, measure: None });
        }
    }

    /// What is payable of measures whose ledger alone a limit counts: once paid, it will count.
    pub(super) fn soon_counted(&self, limit: &Active<'_>) -> Result<Number, Box<CaseFault>> {
        let mut sum = Number::ZERO;
        for counting in &limit.rule.counting {
            let Counting::Measure(name) = counting else { continue };
            let other = self.evaluator.program.measures.iter().position(|measure| measure.name == *name);
            let other = other.filter(|place| limit.of(*place).is_none()).and_then(|place| self.measures.get(place));
            let payments = other.and_then(|open| self.payments.get(open.payments.clone())).unwrap_or_default();
            for payment in payments {
                sum = payment
                    .settled()
                    .and_then(|more| sum.plus(more))
                    .map_err(|fault| self.limit_fault(limit.rule, fault))?;
            }
        }
        Ok(sum)
    }

    fn same_list(&self, left: &Measure, right: &Measure) -> bool {
        let list = |measure: &Measure| {
            let Op::Fact(_, record, field) = &self.evaluator.program.node(measure.for_each.as_ref()?.list).op else {
                return None;
            };
            Some((*record, *field))
        };
        list(left).is_some_and(|of_left| list(right) == Some(of_left))
    }

    /// The places of a measure's claims by name.
    pub(super) fn by_name(&self, measure: &OpenMeasure<'_, '_>) -> HashMap<&str, usize> {
        let own = measure.claims.clone().filter_map(|at| Some((self.claims.get(at)?.name.as_str(), at)));
        own.collect()
    }

    /// The group of an entry.
    pub(super) fn placed(&self, entry: &Entry<'_, '_>) -> Result<Placed, Box<CaseFault>> {
        let claim = entry.claim.and_then(|at| self.claims.get(at));
        self.group_of_entry(entry.form, claim, entry.paid)
    }

    /// What the ledger has used of a limit on money or on a quantity.
    pub(super) fn ledger_use(&self, limit: &Active<'_>) -> Result<LedgerUse, Box<CaseFault>> {
        let mut used = LedgerUse { groups: IndexMap::new(), perhaps: Perhaps::default() };
        let entries = self.entries(limit);
        let paid = entries.iter().map(|entry| entry.paid);
        let mut untold = Untold::of(limit, paid).map_err(|fault| self.limit_fault(limit.rule, fault))?;
        for entry in entries {
            let fault = |fault: Fault| self.limit_fault(entry.form, fault);
            let placed = self.placed(&entry)?;
            if matches!(placed, Placed::Nowhere) {
                continue;
            }
            let (amount, mut awaits) = self.amount_of(&entry, &mut untold)?;
            let at = self.place_of_entry(entry.form.period, entry.paid);
            let by = self.detail.then(|| self.named(&entry, amount));
            match placed {
                Placed::In(key) => {
                    let group = used.of(key);
                    group.wait(at, awaits);
                    group.add(at, amount, by).map_err(fault)?;
                }
                Placed::Among(key, missing) => {
                    awaits.extend(self.evaluator.paths(&missing));
                    used.perhaps.add(key, at, amount, by, awaits).map_err(fault)?;
                }
                Placed::Nowhere => {}
            }
        }
        Ok(used)
    }

    /// What an entry uses: its amount, or of a limit on a quantity what it says or its claim brings.
    fn amount_of<'c>(
        &self,
        entry: &Entry<'c, '_>,
        untold: &mut Untold<'c>,
    ) -> Result<(Bounds, Vec<Awaited>), Box<CaseFault>> {
        let LimitWhat::Quantity { of, .. } = entry.form.what else {
            return Ok((Bounds::Exactly(entry.paid.amount), Vec::new()));
        };
        let claim = entry.claim.filter(|_| entry.measure.is_some()).and_then(|at| self.claims.get(at));
        self.quantity_of((entry.form, of), entry.paid, claim, untold)
    }

    fn named(&self, entry: &Entry<'_, '_>, amount: Bounds) -> UsedBy {
        let mut named = used_by(entry.paid, self.evaluator.program.policy.digits);
        if matches!(entry.form.what, LimitWhat::Quantity { .. }) {
            named.quantity = amount.known().map(|quantity| Amount::new(quantity, 0));
        }
        named
    }
}
