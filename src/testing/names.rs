//! The names in what a test expects. One behind which nothing can be is told at its place: what is expected of it could never come.

#![allow(clippy::wildcard_enum_match_arm, reason = "few expectations name anything")]

use std::collections::{HashMap, HashSet};

use indexmap::IndexSet;

use super::Expected;
use super::Test;
use super::error::{Kind, TestError};
use super::said::{About, Said};
use crate::ast::{self, ExpectItem, ExpectKind, ExpectStep};
use crate::case::Case;
use crate::diagnostic::codes;
use crate::interpret::Readings;
use crate::ir::{Condition, InstanceId, Limit, LimitWhat, Measure, Program, RecordId};

/// A key that a case lacks is compared with so many that it has.
const COMPARED: usize = 200;

/// What is wrong with the reading that a test takes.
pub(super) fn of_reading(program: &Program, taken: &ast::TestReading) -> Option<TestError> {
    let (reading, value) = (&taken.reading, &taken.value);
    let known = Readings::defaults(program).with(program, &reading.text, &value.text).err()?;
    let mut readings = program.versions().flat_map(|version| &version.readings);
    let is_known = readings.any(|own| own.name == reading.text || own.label.as_ref() == Some(&reading.text));
    let wrong = if is_known { value } else { reading };
    Some(TestError::UnknownReading { place: wrong.span, name: wrong.text.clone(), known })
}

/// What is wrong with the conditions, the limits and the codes that an expectation names.
pub(super) fn of_item(program: &Program, about: &About, item: &ExpectItem) -> Option<TestError> {
    match &item.kind {
        ExpectKind::Refused(Some(label)) | ExpectKind::Meets(label) | ExpectKind::Failed(Some(label)) => {
            let known = conditions(program, about);
            let is_known = known.contains(&label.value);
            (!is_known).then(|| no_such(label, Kind::Condition, known))
        }
        ExpectKind::Step(ExpectStep::Limit, Some(label), _) => {
            let known = limits(program, about);
            let is_known = known.contains(&label.value);
            (!is_known).then(|| no_such(label, Kind::Limit, known))
        }
        ExpectKind::Step(_, Some(label), _) => Some(TestError::LabelOfStep { span: label.span }),
        ExpectKind::Code(code) if codes::page(&code.value).is_none() => {
            let near = codes::nearest(&code.value).map(|page| page.code.to_owned());
            Some(no_such(code, Kind::Code, near.into_iter().collect()))
        }
        _ => None,
    }
}

fn no_such(label: &ast::Text, kind: Kind, known: Vec<String>) -> TestError {
    let known = known.into_iter().map(|own| (own, None)).collect();
    TestError::NoSuch { span: label.span, kind, name: label.value.clone(), known }
}

/// A measure of that name in each version, with the limits across measures that it stands under.
fn measures<'p>(program: &'p Program, about: &'p About) -> impl Iterator<Item = (&'p Measure, Vec<&'p Limit>)> {
    program.versions().filter_map(move |version| {
        let About::Claim { measure, .. } = about else { return None };
        let at = version.measures.iter().position(|own| own.name == *measure)?;
        let across = version.across.iter().filter(move |own| own.measures.contains(&at));
        let limits = across.flat_map(|own| own.limits.iter().filter_map(|forms| forms.first()));
        Some((version.measures.get(at)?, limits.collect()))
    })
}

/// The labels of the conditions that a claim, or the scope, may be shown to meet or to fail, each once.
fn conditions(program: &Program, about: &About) -> Vec<String> {
    let mut labels: Vec<&str> = Vec::new();
    for (measure, across) in measures(program, about) {
        labels.extend(measure.conditions.iter().flat_map(called));
        let awards = measure.limits.iter().chain(across).filter(|own| matches!(own.what, LimitWhat::Awards(_)));
        labels.extend(awards.map(|own| own.called()));
    }
    labels.extend(program.versions().flat_map(|version| &version.scope).flat_map(called));
    once(labels)
}

/// What a condition is called: its label, and that of the veto that it is of.
fn called(condition: &Condition) -> impl Iterator<Item = &str> {
    std::iter::once(condition.called()).chain(condition.veto.as_deref())
}

/// The labels of the limits on the amounts of a measure, each once.
fn limits(program: &Program, about: &About) -> Vec<String> {
    let limits = measures(program, about).flat_map(|(measure, across)| measure.limits.iter().chain(across));
    once(limits.filter(|own| !matches!(own.what, LimitWhat::Awards(_))).map(|own| own.called()).collect())
}

fn once(labels: Vec<&str>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for label in labels {
        if !all.iter().any(|own| own == label) {
            all.push(label.to_owned());
        }
    }
    all
}

/// What is wrong with the claims, the years and the records that a test expects something of, now that its case is read.
pub(super) fn of_case(program: &Program, test: &Test, case: &Case) -> Vec<TestError> {
    let Expected::Said(said) = &test.expected else { return Vec::new() };
    let version = program.on(case.applied_on);
    let readings = test.chosen(program).unwrap_or_else(|_| Readings::defaults(program));
    let mut names = Names { version, chosen: readings.chosen(version), case, keys: HashMap::new(), records: None };
    let mut found: Vec<TestError> = Vec::new();
    for own in said {
        let error = names.of_claim(own).or_else(|| names.of_record(own));
        // A claim of which several things are expected is wrong once.
        found.extend(error.filter(|error| found.last() != Some(error)));
    }
    found
}

/// The names that a case gives.
struct Names<'c> {
    version: &'c Program,
    chosen: Vec<usize>,
    case: &'c Case,
    /// The keys of the records of a type, once they are asked for.
    keys: HashMap<RecordId, IndexSet<&'c str>>,
    /// The paths of all records, once they are asked for.
    records: Option<HashSet<String>>,
}

impl Names<'_> {
    fn of_claim(&mut self, own: &Said) -> Option<TestError> {
        let About::Claim { measure, claim, .. } = &own.about else { return None };
        let measure = self.version.measures.iter().find(|own| own.name == *measure)?;
        if own.item.kind == ExpectKind::NoClaim {
            return None;
        }
        if let Some(wanted) = &claim.claim {
            let known = match &measure.for_each {
                None => IndexSet::new(),
                Some(each) => self.keys_of(each.record).iter().take(COMPARED).map(|key| (*key).to_owned()).collect(),
            };
            let is_known = match &measure.for_each {
                None => wanted.value == "applicant",
                Some(each) => self.keys_of(each.record).contains(wanted.value.as_str()),
            };
            if !is_known {
                return Some(no_such(wanted, Kind::Claim, known.into_iter().collect()));
            }
        }
        let years = claim.years.filter(|_| !measure.awards.is_empty())?;
        let known = measure.years(&self.chosen);
        let mut unknown = (years.first..=years.last).filter(|year| !known.contains(year)).peekable();
        unknown.peek()?;
        // The ledger may have years of an earlier award.
        let paid = self.case.paid.iter().filter(|own| own.measure == measure.name);
        let paid: HashSet<u32> = paid.map(|own| own.support_year).collect();
        let year = unknown.find(|year| !paid.contains(year))?;
        Some(TestError::NoSuchYear { span: years.span, year, years: known })
    }

    /// A record whose fact is expected to be missing, and which the case does not have.
    fn of_record(&mut self, own: &Said) -> Option<TestError> {
        let (ExpectKind::Missing(Some(path)), Some(wanted)) = (&own.item.kind, &own.missing) else { return None };
        let key = path.steps.iter().rev().find_map(|step| match step {
            ast::FactStep::Record(key) => Some(key),
            _ => None,
        })?;
        let end = wanted.rfind(&format!("[{}]", key.value))? + key.value.len() + 2;
        let (version, case) = (self.version, self.case);
        let records = self.records.get_or_insert_with(|| {
            let ids = 0..u32::try_from(case.instances.len()).unwrap_or(u32::MAX);
            ids.map(|id| case.path_of(version, InstanceId(id))).collect()
        });
        let has = records.contains(wanted.get(..end)?);
        (!has).then(|| TestError::NoSuchRecord { span: key.span, key: key.value.clone() })
    }

    fn keys_of(&mut self, record: RecordId) -> &IndexSet<&str> {
        let case = self.case;
        self.keys.entry(record).or_insert_with(|| {
            let records = case.instances.iter().filter(|own| own.record == record);
            records.map(|own| own.key.as_deref().unwrap_or("applicant")).collect()
        })
    }
}
