//! Changes of a case: a fact, an amount, one record more.

use super::{Draw, claims};
use crate::case::{Approved, Case, InstanceId, Paid};
use crate::ir::{Datum, Measure, Program, Type};

impl Draw<'_> {
    /// Changes something of a case.
    pub(super) fn change(&mut self, case: &mut Case) {
        let version = self.program.on(case.applied_on);
        match self.below(12) {
            0 => {
                let day = self.day();
                if std::ptr::eq(self.program.on(day), version) {
                    case.applied_on = day;
                }
            }
            1 | 2 => self.change_amount(case, version),
            3 => self.add_record(case, version),
            _ => {
                let at = self.below(case.instances.len());
                self.change_fact(case, version, at);
            }
        }
    }

    fn change_fact(&mut self, case: &mut Case, version: &Program, at: usize) {
        let Some(instance) = case.instances.get_mut(at) else { return };
        let Some(record) = version.record(instance.record) else { return };
        let field = self.below(record.fields.len());
        let is_key = record.key.is_some_and(|key| key.0 as usize == field);
        let (Some(declared), Some(value)) = (record.fields.get(field), instance.fields.get_mut(field)) else { return };
        if is_key || matches!(declared.ty, Type::List(_)) {
            return;
        }
        *value = if self.one_in(6) { None } else { self.datum(version, &declared.ty) };
    }

    fn change_amount(&mut self, case: &mut Case, version: &Program) {
        let amount = self.cents();
        let (approved, paid) = (case.approved.len(), case.paid.len());
        let at = self.below(approved + paid + 1);
        if let Some(own) = case.approved.get_mut(at) {
            own.amount = amount;
            return;
        }
        if let Some(own) = case.paid.get_mut(at.saturating_sub(approved)) {
            own.amount = amount;
            return;
        }
        let measure = self.below(version.measures.len());
        let Some(measure) = version.measures.get(measure) else { return };
        let claims = claims(case, measure);
        let at = self.below(claims.len());
        let Some(claim) = claims.get(at) else { return };
        let year = 1 + u32::try_from(self.below(self.last_year as usize)).unwrap_or(0);
        if self.one_in(2) && !is_approved(case, measure, claim, year) {
            self.approve(case, measure, claim, year);
        } else {
            self.pay(case, measure, claim, year);
        }
    }

    /// A copy of a record under another key.
    fn add_record(&mut self, case: &mut Case, version: &Program) {
        let at = self.below(case.instances.len());
        let Some(instance) = case.instances.get(at) else { return };
        let (Some((parent, field)), record) = (instance.parent, instance.record) else { return };
        let holds_lists =
            version.record(record).is_none_or(|own| own.fields.iter().any(|it| matches!(it.ty, Type::List(_))));
        if holds_lists {
            return;
        }
        let mut copy = instance.clone();
        let Ok(id) = u32::try_from(case.instances.len()).map(InstanceId) else { return };
        if let Some(key) = version.record(record).and_then(|record| record.key) {
            let text = format!("{}-{}", copy.key.as_deref().unwrap_or_default(), id.0);
            copy.fields
                .get_mut(key.0 as usize)
                .into_iter()
                .for_each(|own| *own = Some(Datum::Text(text.as_str().into())));
            copy.key = Some(text);
        }
        let list = case.instances.get_mut(parent.0 as usize).and_then(|own| own.fields.get_mut(field.0 as usize));
        if let Some(Some(Datum::List(list))) = list {
            list.push(id);
            case.instances.push(copy);
            let at = case.instances.len() - 1;
            self.change_fact(case, version, at);
        }
    }

    pub(super) fn approve(&mut self, case: &mut Case, measure: &Measure, claim: &str, support_year: u32) {
        let (measure, claim, amount) = (measure.name.clone(), claim.to_owned(), self.cents());
        case.approved.push(Approved { measure, claim, support_year, instalment: None, amount });
    }

    pub(super) fn pay(&mut self, case: &mut Case, measure: &Measure, claim: &str, support_year: u32) {
        let pays = measure.pays.iter().filter(|pay| pay.applies.in_year(support_year));
        let parts = pays.map(|pay| pay.parts.len()).max().filter(|parts| *parts > 0);
        let instalment = parts.and_then(|parts| u32::try_from(1 + self.below(parts)).ok());
        let (amount, on) = (self.cents(), self.day().min(case.applied_on));
        case.paid.push(Paid {
            policy: None,
            measure: measure.name.clone(),
            claim: claim.to_owned(),
            support_year,
            instalment,
            amount,
            on,
            quantity: None,
        });
    }
}

fn is_approved(case: &Case, measure: &Measure, claim: &str, year: u32) -> bool {
    let mut approved = case.approved.iter();
    approved.any(|own| own.measure == measure.name && own.claim == claim && own.support_year == year)
}
