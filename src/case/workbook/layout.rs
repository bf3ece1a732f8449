//! Which sheets a workbook of a policy has, and what heads their columns: the same for those who write one and for those who read it.

use std::collections::HashSet;

use crate::ir::{FieldId, Program, RecordId, Type};

/// The columns of a sheet with one fact a row, in English and Chinese: of the applicant, and of the parameters.
pub const FORM: [(&str, &str); 6] = [
    ("fact", "事实"),
    ("value", "填写"),
    ("unit", "单位"),
    ("takes", "填写说明"),
    ("evidence", "佐证"),
    ("decided_by", "认定机关"),
];

/// The column that tells the applicants of a workbook apart, where it holds several.
pub const CASE: (&str, &str) = ("case", "案例");

/// The sheet that says how to fill in the others.
pub const NOTES: (&str, &str) = ("notes", "说明");

/// The sheet of the values that long drop-down lists offer.
pub const CHOICES: (&str, &str) = ("choices", "选项");

/// What says of a list that it has no record.
pub const NONE: (&str, &str) = ("none", "无");

/// More lists than this come from no policy; beyond, a list has no sheet.
const MOST_LISTS: usize = 200;
/// The longest name of a sheet, in UTF-16 units.
const LONGEST_NAME: usize = 31;

/// A sheet with one record a row: the records of one list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListSheet {
    /// Its name in English and in Chinese.
    pub name: (String, String),
    /// The type of its records.
    pub record: RecordId,
    /// The list: a field of the applicant, or of the records of `parent`.
    pub field: FieldId,
    /// The sheet whose records hold the list, as a place among all; `None`: the applicant does.
    pub parent: Option<usize>,
}

/// The lists of a policy in the order of its facts, each after the one that holds it.
pub fn lists(program: &Program) -> Vec<ListSheet> {
    let mut taken: HashSet<String> = HashSet::new();
    let fixed = crate::case::keys::TOP.iter().chain([&NOTES, &CHOICES]);
    taken.extend(fixed.flat_map(|(name, label)| [(*name).to_owned(), (*label).to_owned()]));
    let mut sheets: Vec<ListSheet> = Vec::new();
    let mut parent: Option<usize> = None;
    let mut next = 0;
    loop {
        let holder = match parent {
            None => program.applicant,
            Some(at) => match sheets.get(at) {
                Some(sheet) => sheet.record,
                None => return sheets,
            },
        };
        for (at, field) in program.record(holder).map_or(&[][..], |record| &record.fields).iter().enumerate() {
            let Type::List(record) = field.ty else { continue };
            if sheets.len() >= MOST_LISTS {
                return sheets;
            }
            let name = unlike(&field.name, &taken);
            let label = unlike(field.shown(), &taken);
            taken.insert(name.to_lowercase());
            taken.insert(label.to_lowercase());
            let field = FieldId(u32::try_from(at).unwrap_or(u32::MAX));
            sheets.push(ListSheet { name: (name, label), record, field, parent });
        }
        parent = Some(next);
        next += 1;
    }
}

/// A name for a sheet that no other has: without the signs that sheets may not have, and short enough.
fn unlike(name: &str, taken: &HashSet<String>) -> String {
    let cleaned: String =
        name.chars().map(|c| if "[]:*?/\\'".contains(c) || c.is_control() { '_' } else { c }).collect();
    (1..)
        .map(|number| match number {
            1 => cut(&cleaned, LONGEST_NAME),
            _ => format!("{} {number}", cut(&cleaned, LONGEST_NAME - 5)),
        })
        .find(|name| !taken.contains(&name.to_lowercase()))
        .unwrap_or_default()
}

fn cut(name: &str, longest: usize) -> String {
    let mut left = longest;
    let fits = |c: &char| {
        let fits = c.len_utf16() <= left;
        left = left.saturating_sub(c.len_utf16());
        fits
    };
    name.chars().take_while(fits).collect()
}

/// The column of a nested list, with records of type `own`, that names the record which holds each of them.
pub fn of_parent(program: &Program, own: RecordId, parent: RecordId) -> (String, String) {
    let record = program.record(parent);
    let name = record.map_or("", |record| &record.name);
    let label = record.and_then(|record| record.label.as_deref()).unwrap_or(name);
    beside_facts(program, own, (&format!("of {name}"), &format!("所属{label}")))
}

/// What heads a column that is no fact of a record (of a form: a row), unlike any fact: in English and in Chinese.
pub fn beside_facts(program: &Program, record: RecordId, (name, label): (&str, &str)) -> (String, String) {
    let fields = program.record(record).map_or(&[][..], |record| &record.fields);
    let taken: HashSet<&str> =
        fields.iter().flat_map(|field| std::iter::once(field.name.as_str()).chain(field.label.as_deref())).collect();
    let is_free = |(name, label): &(String, String)| !taken.contains(name.as_str()) && !taken.contains(label.as_str());
    let plain = (name.to_owned(), label.to_owned());
    let others =
        (1..).map(|marks| "*".repeat(marks)).map(|marks| (format!("{name} {marks}"), format!("{label} {marks}")));
    std::iter::once(plain).chain(others).find(is_free).unwrap_or_default()
}

/// The part of a fact that a column (of the applicant: a row) holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Slot {
    /// The year, of a fact by year.
    pub year: Option<u32>,
    /// Whether it is the first (`false`) or the last day, of a period.
    pub last: Option<bool>,
}
