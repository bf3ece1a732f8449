//! Two versions of a policy → what changed in meaning, and who gains and who loses by it.
//!
//! [`compare`] holds the executable forms of two checked policies against each other, part by part: the header, facts, tables, readings,
//! the scope, each measure, limits across measures. Parts go together by what they mean, then by label, then by name, so that a rule
//! that only moved, or is written in the other surface, is no change. [`effects`] decides cases under both and says which clause makes the
//! difference. Knows no files, and prints nothing.

mod cases;
mod declarations;
mod item;
mod meaning;
mod measures;
mod policy;
mod tables;
mod text;

pub use cases::{Cause, Difference, Effect, effects};
pub use item::{Change, Kind, Side};
pub use text::{human, said};

use item::{Order, differences};
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
    let whole = of_version(old, new);
    let mut sections = whole.clone();
    for amended in &new.program.amended {
        let name = amended.version.as_ref().map(|version| version.name.clone());
        let before = old.program.amended.iter().find(|own| own.version.as_ref().map(|own| &own.name) == name.as_ref());
        let (old, new) =
            (Version { program: before.unwrap_or(old.program), ..old }, Version { program: amended, ..new });
        // What changed in the policy as first issued changed in all that follow.
        let known = |section: &Section, change: &Change| {
            whole.iter().any(|own| own.name == section.name && own.changes.contains(change))
        };
        for mut section in of_version(old, new) {
            let changes = std::mem::take(&mut section.changes);
            section.changes = changes.into_iter().filter(|change| !known(&section, change)).collect();
            if !section.changes.is_empty() {
                sections.push(Section { amendment: name.clone(), ..section });
            }
        }
    }
    sections
}

fn of_version(old: Version<'_>, new: Version<'_>) -> Vec<Section> {
    let part = |name: Wording, items: &dyn Fn(&Version<'_>) -> Vec<item::Item>, order: Order| Section {
        name,
        measure: None,
        amendment: None,
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
    sections.push(part(wording!("not computed", "不计算的内容"), &policy::not_computed, Order::Free));
    sections.retain(|section| !section.changes.is_empty());
    sections
}
