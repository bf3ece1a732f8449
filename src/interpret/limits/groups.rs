//! Which awards a limit adds up together.

use rust_decimal::Decimal;
use smallvec::SmallVec;

use super::Deciding;
use super::perhaps::OpenKey;
use super::window::looks_back;
use crate::case::{InstanceId, Paid};
use crate::interpret::claims::OpenClaim;
use crate::interpret::error::CaseFault;
use crate::interpret::known::{Missing, Value, join};
use crate::ir::{Limit, LimitKey, LimitPeriod, Type, VariantId};
use crate::value::{CalendarPeriod, Date, DateBounds, Number, PeriodBounds, Truth};

/// One value of a key.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum KeyPart {
    Applicant,
    Record(Option<InstanceId>),
    Truth(Truth),
    Number(Decimal, Decimal),
    Date(Date),
    Text(String),
    Choice(VariantId),
}

/// The time of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Time {
    Total,
    SupportYear(u32),
    /// A stretch of the calendar, by its first day.
    Calendar(CalendarPeriod, Date),
    /// Several years that end with each claim's own date.
    LookingBack,
}

/// Awards of the same keys and time are added up.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct GroupKey {
    pub parts: SmallVec<[KeyPart; 2]>,
    pub time: Time,
}

impl Time {
    /// As a derivation writes it.
    pub(super) fn in_words(self) -> String {
        match self {
            Time::Total => "total".to_owned(),
            Time::SupportYear(year) => format!("support_year:{year}"),
            Time::Calendar(stretch, first) => {
                let (year, month) = (first.year(), first.month());
                match stretch {
                    CalendarPeriod::Year => format!("calendar_year:{year}"),
                    CalendarPeriod::Quarter => format!("quarter:{year}-Q{}", (month + 2) / 3),
                    CalendarPeriod::Month => format!("month:{year}-{month:02}"),
                    CalendarPeriod::FinancialYear(_) => {
                        let days = PeriodBounds::of_calendar(DateBounds::exactly(first), stretch, 0);
                        let last = days.ok().and_then(PeriodBounds::known).map_or(Date::MAX, |(_, last)| last);
                        format!("days:{first}..{last}")
                    }
                }
            }
            Time::LookingBack => "looking_back".to_owned(),
        }
    }
}

impl Deciding<'_, '_> {
    /// The group of a claim's award in a support year; `None` while a key or the date of the period is unknown.
    pub(super) fn group(
        &self,
        limit: &Limit,
        claim: &OpenClaim,
        year: u32,
    ) -> Result<Option<GroupKey>, Box<CaseFault>> {
        let Some(parts) = self.parts(limit, claim, year)? else { return Ok(None) };
        let time = self.time(limit, claim, year)?;
        Ok(time.map(|time| GroupKey { parts, time }))
    }

    /// The period in which a claim's award counts; `None` while its date is unknown.
    pub(super) fn time(&self, limit: &Limit, claim: &OpenClaim, year: u32) -> Result<Option<Time>, Box<CaseFault>> {
        Ok(match limit.period {
            LimitPeriod::Total => Some(Time::Total),
            LimitPeriod::SupportYear => Some(Time::SupportYear(year)),
            LimitPeriod::Calendar(_, date)
            | LimitPeriod::FinancialYears(_, date)
            | LimitPeriod::RollingYears(_, date) => {
                let date = self.evaluator.evaluate_of(claim, date, &claim.frame(year))?.date().known();
                date.map(|date| time_of(limit.period, date))
            }
        })
    }

    /// The period in which an entry counts.
    pub(super) fn time_of_entry(limit: &Limit, entry: &Paid) -> Time {
        match limit.period {
            LimitPeriod::Total => Time::Total,
            LimitPeriod::SupportYear => Time::SupportYear(entry.support_year),
            LimitPeriod::Calendar(..) | LimitPeriod::FinancialYears(..) | LimitPeriod::RollingYears(..) => {
                time_of(limit.period, entry.on)
            }
        }
    }

    /// The group of a ledger entry. An entry whose claim is not in the data counts per applicant and for no other key.
    pub(super) fn group_of_entry(
        &self,
        limit: &Limit,
        claim: Option<&OpenClaim>,
        entry: &Paid,
    ) -> Result<Placed, Box<CaseFault>> {
        let time = Self::time_of_entry(limit, entry);
        let Some(claim) = claim else {
            let per_applicant = limit.per.iter().all(|key| *key == LimitKey::Applicant);
            let parts = limit.per.iter().map(|_| KeyPart::Applicant).collect();
            return Ok(if per_applicant { Placed::In(GroupKey { parts, time }) } else { Placed::Nowhere });
        };
        let (mut parts, mut waits) = (SmallVec::<[Option<KeyPart>; 2]>::new(), Missing::new());
        for key in &limit.per {
            let (part, missing) = match self.part(*key, claim, entry.support_year) {
                Err(fault) if self.awards_in(claim, entry.support_year) => return Err(fault),
                Ok(known) => known,
                Err(_) => (None, Missing::new()),
            };
            if part.is_none() && missing.is_empty() {
                // A key without a value, whatever the facts are, is that of no other award.
                return Ok(Placed::Nowhere);
            }
            parts.push(part);
            join(&mut waits, &missing);
        }
        Ok(match parts.iter().cloned().collect() {
            Some(parts) => Placed::In(GroupKey { parts, time }),
            None => Placed::Among(OpenKey { parts, time }, waits),
        })
    }

    /// The ledger entries that are in the group of a payment whatever its unknown key turns out to be: those of its own claim and period
    /// whose keys wait for the same facts.
    pub(super) fn surely_together(&self, limit: &Limit, payment: usize) -> Result<Vec<&Paid>, Box<CaseFault>> {
        let mut found = Vec::new();
        let open = self.payments.get(payment).and_then(|open| Some((self.claims.get(open.claim)?, open.year)));
        let Some((claim, year)) = open else { return Ok(found) };
        let Some(measure) = self.measure_of(claim) else { return Ok(found) };
        let own = self.keys_wait_for(limit, claim, year)?;
        // Of several years it takes the claim's own date to know.
        let time = if looks_back(limit.period) { None } else { self.time(limit, claim, year)? };
        let paid = measure.ledger.of_claim(&claim.name).iter();
        for entry in paid.filter(|entry| limit.applies.in_year(entry.support_year)) {
            let same_time = time.is_some_and(|time| time == Self::time_of_entry(limit, entry));
            if same_time && self.keys_wait_for(limit, claim, entry.support_year)? == own {
                found.push(*entry);
            }
        }
        Ok(found)
    }

    fn keys_wait_for(&self, limit: &Limit, claim: &OpenClaim, year: u32) -> Result<Missing, Box<CaseFault>> {
        let mut missing = Missing::new();
        for key in &limit.per {
            if let LimitKey::Value(key) = key {
                join(&mut missing, &self.evaluator.evaluate_of(claim, *key, &claim.frame(year))?.missing);
            }
        }
        Ok(missing)
    }

    fn parts(
        &self,
        limit: &Limit,
        claim: &OpenClaim,
        year: u32,
    ) -> Result<Option<SmallVec<[KeyPart; 2]>>, Box<CaseFault>> {
        let mut parts = SmallVec::new();
        for key in &limit.per {
            match self.part(*key, claim, year)? {
                (Some(part), _) => parts.push(part),
                (None, _) => return Ok(None),
            }
        }
        Ok(Some(parts))
    }

    /// The value of a key, else the facts that it waits for.
    fn part(&self, key: LimitKey, claim: &OpenClaim, year: u32) -> Result<(Option<KeyPart>, Missing), Box<CaseFault>> {
        Ok(match key {
            LimitKey::Applicant => (Some(KeyPart::Applicant), Missing::new()),
            LimitKey::Record => (Some(KeyPart::Record(claim.record)), Missing::new()),
            LimitKey::Value(key) => {
                let known = self.evaluator.evaluate_of(claim, key, &claim.frame(year))?;
                (part(&known.value), known.missing)
            }
        })
    }

    /// The keys of a group in words.
    pub(super) fn per_in_words(&self, per: &[LimitKey], key: &GroupKey) -> Vec<String> {
        let words = |(part, key): (&KeyPart, &LimitKey)| match part {
            KeyPart::Applicant => "applicant".to_owned(),
            KeyPart::Record(record) => crate::interpret::trace::claim_name(self.evaluator.case, *record),
            KeyPart::Truth(truth) => if *truth == Truth::True { "yes" } else { "no" }.to_owned(),
            KeyPart::Number(numerator, denominator) if *denominator == Decimal::ONE => numerator.to_string(),
            KeyPart::Number(numerator, denominator) => format!("{numerator}/{denominator}"),
            KeyPart::Date(date) => date.to_string(),
            KeyPart::Text(text) => text.clone(),
            KeyPart::Choice(variant) => self.choice_in_words(*key, *variant).unwrap_or_default(),
        };
        key.parts.iter().zip(per).map(words).collect()
    }

    fn choice_in_words(&self, key: LimitKey, variant: VariantId) -> Option<String> {
        let program = self.evaluator.program;
        let Type::Choice(choice) = &program.node(key.value()?).ty else { return None };
        Some(program.choice(*choice)?.variants.get(variant.0 as usize)?.name.clone())
    }
}

/// Where a ledger entry counts.
pub(super) enum Placed {
    /// In this group.
    In(GroupKey),
    /// In one of the groups that what is known of its keys allows; the facts that tell which.
    Among(OpenKey, Missing),
    /// In none.
    Nowhere,
}

/// The time in which a day counts.
fn time_of(period: LimitPeriod, date: Date) -> Time {
    match period {
        LimitPeriod::Total | LimitPeriod::SupportYear => Time::Total,
        LimitPeriod::Calendar(stretch, _) => {
            let first = DateBounds::exactly(date).start_of(stretch, 0).ok().and_then(DateBounds::known);
            Time::Calendar(stretch, first.unwrap_or(Date::MIN))
        }
        LimitPeriod::FinancialYears(..) | LimitPeriod::RollingYears(..) => Time::LookingBack,
    }
}

fn part(value: &Value<'_>) -> Option<KeyPart> {
    match value {
        Value::Truth(Truth::Unknown) => None,
        Value::Truth(truth) => Some(KeyPart::Truth(*truth)),
        Value::Number(bounds) => bounds.known().map(number),
        Value::Date(date) => date.known().map(KeyPart::Date),
        Value::Text(text) => text.map(|text| KeyPart::Text(text.to_owned())),
        Value::Choice(variant) => variant.map(KeyPart::Choice),
        Value::Period(_) | Value::List(_) | Value::Series(_) => None,
    }
}

fn number(number: Number) -> KeyPart {
    let (numerator, denominator) = number.fraction();
    KeyPart::Number(numerator.normalize(), denominator.normalize())
}
