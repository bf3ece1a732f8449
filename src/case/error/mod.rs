//! What can be wrong with case data.

mod entry;
mod expected;
mod structure;
mod text;
mod value;
#[cfg(feature = "xlsx")]
mod workbook;

pub(super) use entry::EntryError;
pub(super) use expected::Found;
pub use expected::expected;
#[cfg(feature = "xlsx")]
pub(super) use structure::NO_KEY;
pub(super) use structure::StructureError;
pub(super) use text::{JsonFault, TextError};
pub(super) use value::ValueError;
#[cfg(feature = "xlsx")]
pub(super) use workbook::{NO_HOLDER, Unreadable, WorkbookError};

use super::keys::{ENTRY, PERIOD, TOP};
use crate::diagnostic::Wording;
use crate::source::Span;

/// A place in the data: where it is written, its path, and what the policy calls it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct At {
    pub(super) span: Span,
    /// `applicant.dcmm_certificates[2].level`: lists count from 1, series by support year.
    pub(super) path: String,
    /// The label, where there is one.
    pub(super) label: Option<String>,
}

impl At {
    /// The place before a sentence that does not name it.
    fn before(&self) -> Wording {
        if self.path.is_empty() {
            return Wording::new("", "");
        }
        let place = self.shown();
        Wording::new(format!("{}: ", place.en), format!("{}：", place.zh))
    }

    /// The place in a sentence.
    fn shown(&self) -> Wording {
        let path = &self.path;
        if path.is_empty() {
            return Wording::new("a case", "案例");
        }
        match &self.label {
            Some(label) => Wording::new(format!("`{path}` ({label})"), format!("“{label}”（{path}）")),
            None => match in_chinese(path) {
                Some(name) => Wording::new(format!("`{path}`"), format!("“{name}”（{path}）")),
                None => Wording::new(format!("`{path}`"), format!("“{path}”")),
            },
        }
    }
}

/// What the last step of a path is called, where it is a key of every case and not a fact.
fn in_chinese(path: &str) -> Option<&'static str> {
    let mut steps = path.split('.');
    let (first, last) = (steps.next()?, steps.next_back());
    let keys: &[(&str, &'static str)] = match (last, first.split('[').next()?) {
        (None, _) => &TOP,
        (Some(_), "approved" | "paid") => &ENTRY,
        (Some(_), _) => &PERIOD,
    };
    let last = last.unwrap_or(first);
    keys.iter().find(|(key, _)| *key == last).map(|(_, name)| *name)
}

/// Words of the user in a message: on one line and not too long.
pub(super) fn short(words: &str) -> String {
    const LONGEST: usize = 60;
    let mut shown: String = words.chars().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if words.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown
}
