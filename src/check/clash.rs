//! Clauses of which one at most may count: the definitions of a named value, the awards of a measure.

use std::collections::BTreeMap;

use crate::diagnostic::Wording;
use crate::ir::{Applies, Definition, LetId, ReadingId};
use crate::source::Span;

use super::Checker;
use super::error::ReadingError;

/// The pairs of clauses that count in one year under one choice of readings, each clause with the first that it clashes with.
///
/// `everlasting`: a clause without years counts in every year; else in year 1.
pub(super) fn clashes(clauses: &[Applies], everlasting: bool) -> Vec<(usize, usize)> {
    let years = |applies: &Applies| applies.years.unwrap_or(if everlasting { (1, u32::MAX) } else { (1, 1) });
    let mut order: Vec<usize> = (0..clauses.len()).collect();
    order.sort_by_key(|at| clauses.get(*at).map(|applies| years(applies).0));
    // For each reading and alternative (and for none), the clause that lasts longest so far.
    let mut last: BTreeMap<Option<(ReadingId, usize)>, (u32, usize)> = BTreeMap::new();
    let mut found = Vec::new();
    for at in order {
        let Some(applies) = clauses.get(at) else { continue };
        let (first, end) = years(applies);
        let clash = last.iter().find(|(reading, (until, _))| compatible(**reading, applies.reading) && *until >= first);
        if let Some((_, (_, other))) = clash {
            found.push((at.max(*other), at.min(*other)));
        }
        let longest = last.entry(applies.reading).or_insert((end, at));
        if end > longest.0 {
            *longest = (end, at);
        }
    }
    found.sort_unstable();
    found
}

/// Whether one choice of readings can make both count.
pub(super) fn compatible(left: Option<(ReadingId, usize)>, right: Option<(ReadingId, usize)>) -> bool {
    match (left, right) {
        (Some((reading, value)), Some((other, another))) => reading != other || value == another,
        _ => true,
    }
}

impl<'a> Checker<'a> {
    /// Two definitions of one named value that count together.
    pub(super) fn definitions_clash(&mut self, named: LetId, definitions: &[Definition]) {
        let applies: Vec<Applies> = definitions.iter().map(|definition| definition.applies).collect();
        let own = self.program.named(named);
        let shown = own.map(|own| (own.name.as_str(), own.label.as_deref().unwrap_or(&own.name))).unwrap_or_default();
        let name = Wording::new(shown.0, shown.1);
        for (later, earlier) in clashes(&applies, true) {
            let span = |at: usize| definitions.get(at).map_or_else(Span::default, |one| one.clause.span);
            let (span, first) = (span(later), span(earlier));
            self.report(ReadingError::TwoDefinitions { span, first, name: name.clone() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn applies(years: Option<(u32, u32)>, reading: Option<(u32, usize)>) -> Applies {
        Applies { years, reading: reading.map(|(reading, value)| (ReadingId(reading), value)) }
    }

    #[test]
    fn clauses_clash_where_years_and_readings_meet() {
        let clauses = [
            applies(Some((1, 1)), None),
            applies(Some((2, 3)), Some((0, 0))),
            applies(Some((2, 3)), Some((0, 1))),
            applies(Some((3, 4)), Some((1, 0))),
        ];
        assert_eq!(clashes(&clauses, false), [(3, 1)]);
        assert_eq!(clashes(&[applies(None, None), applies(None, Some((0, 0)))], true), [(1, 0)]);
        assert_eq!(clashes(&[applies(None, Some((0, 1))), applies(None, Some((0, 0)))], true), []);
    }
}
