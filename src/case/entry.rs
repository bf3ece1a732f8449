//! What the authority approved, and the ledger of what was paid.

use std::collections::{HashMap, HashSet};

use indexmap::{IndexMap, IndexSet};
use rust_decimal::Decimal;

use super::error::{At, EntryError, short};
use super::keys::{APPLICANT, ENTRY, LAST_SUPPORT_YEAR};
use super::names::Names;
use super::near::nearest;
use super::node::{Node, Value};
use super::reader::{Reader, Step};
use super::{Approved, Case, Paid};
use crate::diagnostic::Wording;
use crate::ir::{Datum, Limits, Measure, Op, Owner, Type};
use crate::source::Span;
use crate::value::{Date, Number};

/// An approval or a ledger entry as written; `None` where something is missing or wrong.
struct Entry<'p> {
    policy: Option<String>,
    /// The measure; `None` where it is one of another policy.
    measure: Option<&'p Measure>,
    name: Option<String>,
    claim: Option<(String, Span)>,
    year: Option<(u32, Span)>,
    /// The part of a schedule; `None` where there is none, or it is none of its parts.
    instalment: Option<u32>,
    /// Whether the entry names a part.
    names_part: bool,
    amount: Option<Number>,
    on: Option<Date>,
    quantity: Option<Number>,
}

/// A claim that the ledger paid.
struct PaidClaim<'p> {
    measure: &'p Measure,
    claim: String,
    /// The support year and the part of a schedule.
    part: (u32, Option<u32>),
    at: At,
}

/// The claims of a measure, as far as the data tells them.
#[derive(Default)]
struct Claims {
    known: IndexSet<String>,
    /// The first few, in order, for messages.
    listed: Vec<String>,
    /// Whether there may be others, in records that could not be read.
    damaged: bool,
}

impl<'p> Reader<'p, '_> {
    /// Reads the approvals.
    pub(super) fn approved(&mut self, node: &Node<'_>) -> Vec<Approved> {
        let mut approved = Vec::new();
        let mut first: HashMap<(String, String, u32), IndexMap<Option<u32>, Span>> = HashMap::new();
        let mut claims = HashMap::new();
        let names = self.names;
        self.each(node, |reader, item| {
            let Some(entry) = reader.entry(item, &names.approved) else { return };
            let Some(measure) = entry.measure else { return };
            reader.approvable(measure, entry.year, item);
            reader.claimed(measure, entry.claim.as_ref(), &mut claims);
            let (Some((claim, _)), Some((support_year, _))) = (entry.claim, entry.year) else { return };
            // A part that the schedule lacks has been reported.
            if entry.names_part && entry.instalment.is_none() {
                return;
            }
            let (measure, instalment) = (measure.name.clone(), entry.instalment);
            let before = first.entry((measure.clone(), claim.clone(), support_year)).or_default();
            let twice = before.get(&instalment).map(|first| (*first, false));
            // The whole award and a part of it.
            let both = before.iter().find(|(other, _)| other.is_some() != instalment.is_some());
            if let Some((first, in_part)) = twice.or(both.map(|(_, first)| (*first, true))) {
                let at = reader.at(item.mark(), None);
                reader.refuse(EntryError::ApprovedTwice { at, first, in_part });
                return;
            }
            before.insert(instalment, item.mark());
            if let Some(amount) = entry.amount {
                approved.push(Approved { measure, claim, support_year, instalment, amount });
            }
        });
        approved
    }

    /// Reads the ledger.
    pub(super) fn paid(&mut self, node: &Node<'_>) -> Vec<Paid> {
        let mut paid = Vec::new();
        let mut claims = HashMap::new();
        let mut places = Vec::new();
        let names = self.names;
        self.each(node, |reader, item| {
            let Some(entry) = reader.entry(item, &names.paid) else { return };
            let known = entry.measure.filter(|_| entry.policy.is_none());
            if let (Some(measure), Some((claim, span)), Some((year, _))) = (known, &entry.claim, entry.year) {
                let at = reader.inside(Step::Key("claim"), |reader| reader.at(*span, None));
                places.push(PaidClaim { measure, claim: claim.clone(), part: (year, entry.instalment), at });
            }
            // The record of an earlier claim may be gone; a measure without list has had one claim only.
            if let Some(measure) = entry.measure.filter(|measure| measure.for_each.is_none()) {
                reader.claimed(measure, entry.claim.as_ref(), &mut claims);
            }
            let (Some((claim, _)), Some((support_year, _))) = (entry.claim, entry.year) else { return };
            let (Some(measure), Some(amount), Some(on)) = (entry.name, entry.amount, entry.on) else { return };
            let (policy, instalment, quantity) = (entry.policy, entry.instalment, entry.quantity);
            paid.push(Paid { policy, measure, claim, support_year, instalment, amount, on, quantity });
        });
        self.doubt_claims(&places);
        paid
    }

    /// Warns of claims that the ledger paid, which are not in the data, and one slip away from one that is and has not been paid.
    fn doubt_claims(&mut self, paid: &[PaidClaim<'p>]) {
        let mut of_measures: IndexMap<&str, (&'p Measure, Vec<&PaidClaim<'p>>)> = IndexMap::new();
        for entry in paid.iter().filter(|entry| entry.measure.for_each.is_some()) {
            let of_measure = of_measures.entry(entry.measure.name.as_str());
            of_measure.or_insert_with(|| (entry.measure, Vec::new())).1.push(entry);
        }
        for (measure, entries) in of_measures.into_values() {
            let claims = self.claims(measure);
            let gone: Vec<&PaidClaim<'p>> =
                entries.iter().copied().filter(|entry| !claims.known.contains(&entry.claim)).collect();
            if claims.damaged || gone.is_empty() {
                continue;
            }
            let paid: HashSet<(&str, (u32, Option<u32>))> =
                entries.iter().map(|entry| (entry.claim.as_str(), entry.part)).collect();
            let names: Vec<&str> = gone.iter().map(|entry| entry.claim.as_str()).collect();
            let known = claims.known.iter().map(String::as_str);
            let is_unpaid = |at: usize, near: &str| gone.get(at).is_some_and(|gone| !paid.contains(&(near, gone.part)));
            let mut told = HashSet::new();
            for (entry, near) in gone.iter().zip(nearest(&names, known, is_unpaid)) {
                let Some(near) = near.filter(|_| told.insert(&entry.claim)) else { continue };
                let (claim, near) = (short(&entry.claim), short(near));
                self.doubts.push(EntryError::NearClaim { at: entry.at.clone(), claim, near }.into());
            }
        }
    }

    fn each(&mut self, node: &Node<'_>, mut read: impl FnMut(&mut Self, &Node<'_>)) {
        let Some(items) = self.list(node, None) else { return };
        for (at, item) in items.iter().enumerate() {
            if self.is_full() {
                break;
            }
            self.inside(Step::Number(at + 1), |reader| read(reader, item));
        }
    }

    fn entry(&mut self, item: &Node<'_>, names: &Names<'_>) -> Option<Entry<'p>> {
        let entries = self.mapping(item, None)?;
        let sorted = self.sort_out(entries, names, None);
        let given = |at: usize| {
            let node = sorted.get(at).copied().flatten().map(|(_, node)| node);
            node.filter(|node| !matches!(node.value, Value::Null))
        };
        let text = |reader: &mut Self, at: usize, needed: bool| {
            let field = ENTRY.get(at).copied()?;
            let Some(node) = given(at) else {
                return if needed { reader.incomplete(item, names, at) } else { None };
            };
            let datum = reader.inside(Step::Key(field.0), |reader| reader.scalar(node, &Type::Text, None));
            match datum {
                Some(Datum::Text(words)) => Some((words.to_string(), node)),
                _ => None,
            }
        };
        let policy = text(self, 6, false).map(|(policy, _)| policy);
        let policy = policy.filter(|policy| {
            let own = &self.program.policy;
            *policy != own.name && Some(policy) != own.label.as_ref()
        });
        let measure = text(self, 0, true);
        let claim = text(self, 1, true);
        let part = text(self, 3, false);
        // The ledger may hold awards of a measure that was repealed.
        let repealed = measure.as_ref().filter(|_| names.len() > 5).and_then(|(name, _)| self.repealed(name));
        let is_ours = policy.is_none() && repealed.is_none();
        let found = measure.as_ref().filter(|_| is_ours).and_then(|(name, node)| self.measure(name, node));
        let claim = claim.map(|(claim, node)| {
            let one = found.is_some_and(|measure| measure.for_each.is_none()) && claim == APPLICANT.1;
            (if one { APPLICANT.0.to_owned() } else { claim }, node.span)
        });
        let year = match given(2) {
            None => Some((1, item.mark())),
            Some(node) => self.support_year(node).map(|year| (year, node.span)),
        };
        let instalment = match (found, year) {
            (Some(measure), Some((year, _))) => {
                let part = part.as_ref().map(|(part, node)| (part.as_str(), node.span));
                self.instalment(measure, year, part, item.mark(), names.len() > 5)
            }
            _ => None,
        };
        let amount = match given(4) {
            Some(node) => self.inside(Step::Key("amount"), |reader| reader.amount(node)),
            None => self.incomplete(item, names, 4),
        };
        let on = match given(5) {
            Some(node) => self.inside(Step::Key("on"), |reader| reader.day(node)),
            None if names.len() > 5 => self.incomplete(item, names, 5),
            None => None,
        };
        let quantity =
            given(7).and_then(|node| self.inside(Step::Key("quantity"), |reader| reader.quantity(node, found)));
        let name = match found {
            Some(measure) => Some(measure.name.clone()),
            None => repealed.or_else(|| measure.filter(|_| !is_ours).map(|(name, _)| name)),
        };
        let names_part = part.is_some();
        Some(Entry { policy, measure: found, name, claim, year, instalment, names_part, amount, on, quantity })
    }

    /// The identifier of a measure that earlier versions of the policy had.
    fn repealed(&self, name: &str) -> Option<String> {
        let mut repealed = self.program.repealed.iter();
        let own = repealed.find(|(own, label)| own == name || label.as_deref() == Some(name));
        own.filter(|_| self.names.measures.find(name).is_none()).map(|(own, _)| own.clone())
    }

    /// Refuses an entry for what it leaves out, unless a key that is misspelt stands for it.
    fn incomplete<T>(&mut self, item: &Node<'_>, names: &Names<'_>, field: usize) -> Option<T> {
        let missing = ENTRY.get(field).copied()?;
        let Value::Map(entries) = &item.value else { return None };
        let unknown = entries.iter().filter(|(key, _)| names.find(&key.text).is_none());
        let mut meant = unknown.filter_map(|(key, _)| names.find(names.nearest(&key.text)?));
        if meant.any(|meant| meant == field) {
            return None;
        }
        let at = self.at(item.mark(), None);
        self.refuse(EntryError::Incomplete { at, missing });
        None
    }

    fn measure(&mut self, name: &str, node: &Node<'_>) -> Option<&'p Measure> {
        let names = self.names;
        let program = self.program;
        if let Some(measure) = names.measures.find(name).and_then(|at| program.measures.get(at)) {
            return Some(measure);
        }
        let nearest = names.measures.nearest(name);
        let at = self.at(node.span, None);
        let known = names.measures.listed();
        let error = EntryError::UnknownMeasure { at, name: short(name), nearest: nearest.map(str::to_owned), known };
        self.refuse_for(error, node.span, nearest);
        None
    }

    fn support_year(&mut self, node: &Node<'_>) -> Option<u32> {
        let limits = Limits { least: Some(Number::ONE), most: Some(Number::from(i64::from(LAST_SUPPORT_YEAR))) };
        let year = self.inside(Step::Key("support_year"), |reader| reader.scalar(node, &Type::Whole(limits), None))?;
        let Datum::Number(year) = year else { return None };
        u32::try_from(year.to_whole()?).ok()
    }

    /// An amount that the currency can pay.
    fn amount(&mut self, node: &Node<'_>) -> Option<Number> {
        let limits = Limits { least: Some(Number::ZERO), most: None };
        let Datum::Number(amount) = self.scalar(node, &Type::Money(None, limits), None)? else { return None };
        let digits = self.program.policy.digits;
        let decimals = amount.to_decimal().map_or(0, |decimal| decimal.normalize().scale());
        if decimals > digits {
            let at = self.at(node.span, None);
            let unit = Number::from(Decimal::try_from_i128_with_scale(1, digits).unwrap_or(Decimal::ONE));
            self.refuse(EntryError::TooFine { at, amount, unit });
            return None;
        }
        Some(amount)
    }

    /// Whether the authority has something to approve under a measure in a support year.
    fn approvable(&mut self, measure: &Measure, year: Option<(u32, Span)>, item: &Node<'_>) {
        let Some((year, span)) = year else { return };
        let mut years: Vec<u32> = Vec::new();
        let mut up_to = false;
        for award in &measure.awards {
            let (first, last) = award.applies.years.unwrap_or((1, 1));
            up_to |= award.up_to && (first..=last).contains(&year);
            years.extend(first..=last.min(LAST_SUPPORT_YEAR));
        }
        years.sort_unstable();
        years.dedup();
        if up_to {
            return;
        }
        let at = self.at(span, None);
        let name = called(measure);
        if years.contains(&year) || years.is_empty() || !measure.awards.iter().any(|award| award.up_to) {
            let at = self.at(item.mark(), None);
            let in_kind = measure.awards.is_empty();
            self.refuse(EntryError::NotUpTo { at, measure: name, year, in_kind });
        } else {
            self.refuse(EntryError::NoSuchYear { at, measure: name, year, years });
        }
    }

    /// Whether a measure has a claim.
    fn claimed(&mut self, measure: &'p Measure, claim: Option<&(String, Span)>, known: &mut HashMap<&'p str, Claims>) {
        let Some((claim, span)) = claim else { return };
        let claims = known.entry(measure.name.as_str()).or_insert_with(|| self.claims(measure));
        if claims.damaged || claims.known.contains(claim) {
            return;
        }
        let error = EntryError::UnknownClaim {
            at: self.at(*span, None),
            claim: short(claim),
            measure: called(measure),
            claims: claims.listed.clone(),
        };
        self.refuse_for(error, *span, measure.for_each.is_none().then_some(APPLICANT.0));
    }

    fn claims(&self, measure: &Measure) -> Claims {
        const LISTED: usize = 12;
        let mut claims = Claims::default();
        let Some(for_each) = &measure.for_each else {
            claims.known.insert(APPLICANT.0.to_owned());
            claims.listed.push(APPLICANT.0.to_owned());
            return claims;
        };
        // Another expression than a list of the applicant: any record of the type may be meant.
        let list = if let Op::Fact(Owner::Applicant, _, field) = self.program.node(for_each.list).op {
            Some((Case::APPLICANT, field))
        } else {
            None
        };
        claims.damaged = match list {
            Some(list) => self.damaged.contains(&list),
            None => !self.damaged.is_empty(),
        };
        let records = self.instances.iter().filter(|instance| instance.record == for_each.record);
        for instance in records.filter(|instance| list.is_none() || instance.parent == list) {
            let Some(key) = &instance.key else { continue };
            if claims.listed.len() < LISTED {
                claims.listed.push(short(key));
            }
            claims.known.insert(key.clone());
        }
        claims
    }
}

/// A measure in a sentence.
pub(super) fn called(measure: &Measure) -> Wording {
    Wording::new(measure.name.as_str(), measure.shown())
}
