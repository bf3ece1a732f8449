//! Which part of a schedule an approval is for, or a ledger entry paid.

use super::entry::called;
use super::error::{EntryError, short};
use super::reader::Reader;
use crate::ir::{Measure, Part};
use crate::source::Span;

impl Reader<'_, '_> {
    /// The part that an entry names by its number or its label; `needed`: an entry of the ledger, which has to name it where there are parts.
    pub(super) fn instalment(
        &mut self,
        measure: &Measure,
        year: u32,
        written: Option<(&str, Span)>,
        entry: Span,
        needed: bool,
    ) -> Option<u32> {
        // Which of several schedules counts may depend on the readings of the run.
        let live = measure.pays.iter().filter(|pay| pay.applies.in_year(year));
        let schedules: Vec<&[Part]> = live.map(|pay| pay.parts.as_slice()).filter(|parts| !parts.is_empty()).collect();
        let parts = schedules.iter().copied().max_by_key(|parts| parts.len()).unwrap_or_default();
        let name = called(measure);
        let error = match written {
            None if parts.is_empty() || !needed => return None,
            None => EntryError::WithoutInstalment { at: self.at(entry, None), measure: name, parts: parts.len() },
            Some((_, span)) if parts.is_empty() => EntryError::NoInstalments { at: self.at(span, None), measure: name },
            Some((written, span)) => {
                let number = written.parse().ok().filter(|number| (1..=parts.len()).contains(number));
                let named = || schedules.iter().find_map(|parts| place_of(parts, written));
                if let Some(found) = number.or_else(named) {
                    return u32::try_from(found).ok();
                }
                let labels = parts.iter().filter_map(|part| part.label.clone()).collect();
                let (at, written) = (self.at(span, None), short(written));
                EntryError::NoSuchInstalment { at, measure: name, written, parts: parts.len(), labels }
            }
        };
        self.refuse(error);
        None
    }
}

fn place_of(parts: &[Part], label: &str) -> Option<usize> {
    parts.iter().position(|part| part.label.as_deref() == Some(label)).map(|at| at + 1)
}
