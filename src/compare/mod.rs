//! Two versions of a policy → what changed in meaning, and who gains and who loses by it.
//!
//! [`compare`] holds the executable forms of two checked policies against each other, part by part: the header, facts, tables, readings,
//! the scope, each measure, limits across measures. Parts go together by what they mean, then by label, then by name, so that a rule
//! that only moved, or is written in the other surface, is no change. [`effects`] decides cases under both and says which clause makes the
//! difference. Knows no files, and prints nothing.

mod amendments;
mod cases;
mod cause;
mod declarations;
mod item;
mod meaning;
mod measures;
mod pairing;
mod policy;
mod tables;
mod text;

pub use cases::{Blamed, Cause, Difference, Effect, effects};
pub use item::{Change, Kind, Side};
pub use text::{human, said};

use std::collections::HashSet;

use item::{Order, differences};
use meaning::Meaning;
use pairing::Renamed;
use serde::{Serialize, Serializer};

use crate::diagnostic::Wording;
use crate::ir::Program;
use crate::source::Sources;
use crate::wording;

/// A version of a policy, with the texts that it was read from.
#[derive(Debug, Clone, Copy)]
pub struct Version<'a> {
    /// The policy.
    pub program: &'a Program,
    /// Its texts.
    pub sources: &'a Sources,
}

/// One of two versions that are held against each other.
#[derive(Debug, Clone, Copy)]
struct Half<'a> {
    program: &'a Program,
    sources: &'a Sources,
    /// The measures that the other version calls otherwise.
    renamed: &'a Renamed<'a>,
}

impl<'a> Half<'a> {
    fn meaning(&self) -> Meaning<'a> {
        Meaning { program: self.program, renamed: self.renamed }
    }
}

/// What changed in one part of a policy: its header, its tables, a measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Section {
    /// The part, in words.
    #[serde(serialize_with = "english")]
    pub name: Wording,
    /// The measure, by identifier, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    /// The amendment, by identifier, in whose version alone it changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amendment: Option<String>,
    /// Whether the old version alone has that amendment: what changed is what no longer counts without it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub without: bool,
    /// What changed, in the order of the new version; what is gone stands last.
    pub changes: Vec<Change>,
}

fn english<S: Serializer>(wording: &Wording, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&wording.en)
}

/// What changed in meaning from one version of a policy to another; empty where nothing did.
///
/// ```
/// use bursary::compare::{Kind, Version, compare};
/// use bursary::source::{Role, Source, Sources};
///
/// let policy = |amount: &str| {
///     let mut sources = Sources::new();
///     let text = format!("policy grant\n  money in CNY, rounded half up to 0.01\nmeasure prize\n  award {amount}\n  cap {amount} per applicant in total\n");
///     sources.add(Role::Rules, Source::new("grant.bursary", text.as_str()));
///     (bursary::compile(&mut sources).program.unwrap(), sources)
/// };
/// let (old, new) = (policy("5万元"), policy("8万元"));
/// let changed = compare(Version { program: &old.0, sources: &old.1 }, Version { program: &new.0, sources: &new.1 });
/// assert_eq!(changed[0].measure.as_deref(), Some("prize"));
/// assert_eq!(changed[0].changes[0].kind, Kind::Changed);
/// assert_eq!(changed[0].changes[0].new.as_ref().unwrap().words, "award 8万元");
/// ```
pub fn compare(old: Version<'_>, new: Version<'_>) -> Vec<Section> {
    let none = Renamed::new();
    let as_issued = |version: Version<'_>| amendments::amendments(&half(version, &none));
    let mut sections = vec![Section {
        name: wording!("amendments", "修订"),
        measure: None,
        amendment: None,
        without: false,
        changes: differences(as_issued(old), as_issued(new), Order::Free),
    }];
    sections.retain(|section| !section.changes.is_empty());
    sections.extend(of_version(old, new));
    // What changed in a version changed in those that follow, too.
    let mut told: HashSet<(String, Change)> = HashSet::new();
    let told_in = |section: &Section, told: &mut HashSet<(String, Change)>| {
        told.extend(section.changes.iter().map(|change| (section.name.en.clone(), change.clone())));
    };
    sections.iter().for_each(|section| told_in(section, &mut told));
    for amended in amendments::pairs(old, new) {
        let mut own = of_version(amended.old, amended.new);
        for section in &mut own {
            section.changes.retain(|change| !told.contains(&(section.name.en.clone(), change.clone())));
            section.amendment = Some(amended.name.to_owned());
            section.without = amended.without;
            told_in(section, &mut told);
        }
        sections.extend(own.into_iter().filter(|section| !section.changes.is_empty()));
    }
    sections
}

fn half<'a>(version: Version<'a>, renamed: &'a Renamed<'a>) -> Half<'a> {
    Half { program: version.program, sources: version.sources, renamed }
}

fn of_version(old: Version<'_>, new: Version<'_>) -> Vec<Section> {
    let (renamed, none) = (pairing::renamed(&old.program.measures, &new.program.measures), Renamed::new());
    let (old, new) = (half(old, &renamed), half(new, &none));
    let part = |name: Wording, items: &dyn Fn(&Half<'_>) -> Vec<item::Item>, order: Order| Section {
        name,
        measure: None,
        amendment: None,
        without: false,
        changes: differences(items(&old), items(&new), order),
    };
    let mut sections = vec![
        part(wording!("header", "政策总则"), &policy::header, Order::Free),
        part(wording!("types and units", "类型和单位"), &declarations::types, Order::Free),
        part(wording!("facts", "事实"), &declarations::facts, Order::Free),
        part(wording!("tables", "标准"), &tables::tables, Order::Free),
        part(wording!("readings", "解读"), &declarations::readings, Order::Free),
        part(wording!("named values", "设定的值"), &declarations::lets, Order::Free),
        part(wording!("scope", "适用范围"), &policy::scope, Order::Free),
    ];
    sections.extend(measures::measures(&old, &new));
    sections.push(part(wording!("limits across measures", "合并限额"), &measures::across, Order::Matters));
    sections.push(part(wording!("assertions", "断言"), &policy::assertions, Order::Free));
    sections.push(part(wording!("not computed", "不计算的内容"), &policy::not_computed, Order::Free));
    sections.retain(|section| !section.changes.is_empty());
    sections
}
