//! Whether a named value has a definition wherever it is read: under each choice of readings, in each support year.

use std::collections::BTreeMap;

use crate::ir::{Applies, LetId, ReadingId};
use crate::source::Span;

use super::Checker;
use super::error::ReadingError;

/// A named value read in an expression.
#[derive(Debug, Clone, Copy)]
pub(super) struct Use {
    of: LetId,
    span: Span,
    by: By,
}

/// What reads it.
#[derive(Debug, Clone, Copy)]
pub(super) enum By {
    /// A clause.
    Clause(Applies),
    /// A definition of another named value, which counts where that one is read.
    Let(LetId, Applies),
}

/// Years and alternatives under which something is read.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Where {
    years: (u32, u32),
    readings: BTreeMap<ReadingId, usize>,
}

/// More different occasions than one named value is read on.
const MOST_OCCASIONS: usize = 64;
/// More combinations of readings than one named value depends on.
const MOST_COMBINATIONS: usize = 4096;

impl Where {
    /// Where both this and a clause count.
    fn and(&self, applies: Applies) -> Option<Where> {
        let (first, last) = applies.years.unwrap_or((1, u32::MAX));
        let years = (self.years.0.max(first), self.years.1.min(last));
        let mut readings = self.readings.clone();
        if let Some((reading, value)) = applies.reading
            && *readings.entry(reading).or_insert(value) != value
        {
            return None;
        }
        (years.0 <= years.1).then_some(Where { years, readings })
    }

    const fn anywhere() -> Where {
        Where { years: (1, u32::MAX), readings: BTreeMap::new() }
    }
}

impl<'a> Checker<'a> {
    /// Notes what the clause just checked reads.
    pub(super) fn flush_reads(&mut self, by: By) {
        for (of, span) in std::mem::take(&mut self.reads) {
            self.uses.push(Use { of, span, by });
        }
    }

    /// Reports named values that are read where no definition counts.
    pub(super) fn values_under_readings(&mut self) {
        let mut occasions: Vec<Vec<(Where, Span)>> = vec![Vec::new(); self.named.len()];
        let mut inside: Vec<Vec<Use>> = vec![Vec::new(); self.named.len()];
        for read in std::mem::take(&mut self.uses) {
            match read.by {
                By::Clause(applies) => add(&mut occasions, read.of, Where::anywhere().and(applies), read.span),
                By::Let(user, _) => {
                    if let Some(uses) = inside.get_mut(user.0 as usize) {
                        uses.push(read);
                    }
                }
            }
        }
        for named in std::mem::take(&mut self.order).into_iter().rev() {
            let at = named.0 as usize;
            let own = occasions.get(at).cloned().unwrap_or_default();
            self.covered(named, &own);
            for read in inside.get(at).into_iter().flatten() {
                let By::Let(_, applies) = read.by else { continue };
                for (occasion, _) in &own {
                    add(&mut occasions, read.of, occasion.and(applies), read.span);
                }
            }
        }
    }

    /// Reports the first occasion on which a named value has no definition.
    fn covered(&mut self, named: LetId, occasions: &[(Where, Span)]) {
        let Some(own) = self.program.named(named) else { return };
        let sound = self.named.get(named.0 as usize).is_some_and(|named| named.ty.is_some());
        let definitions: Vec<Applies> = own.definitions.iter().map(|definition| definition.applies).collect();
        if !sound || definitions.iter().any(|applies| *applies == Applies::default()) {
            return;
        }
        let counts: Vec<usize> = self.program.readings.iter().map(|reading| reading.values.len()).collect();
        let gap = occasions.iter().find_map(|(occasion, span)| Some((gap(&definitions, occasion, &counts)?, *span)));
        let Some((gap, span)) = gap else { return };
        let first = own.definitions.first().map(|definition| definition.clause.span);
        let under = gap.readings.iter().filter_map(|(reading, value)| {
            let reading = self.program.reading(*reading)?;
            let value = reading.values.get(*value)?;
            Some(((reading.name.clone(), value.name.clone()), (reading.shown().to_owned(), value.shown().to_owned())))
        });
        let (under, labels) = under.unzip();
        let year =
            (gap.years.0 > 1 || own.definitions.iter().any(|one| one.applies.years.is_some())).then_some(gap.years.0);
        let name = own.name.clone();
        let shown = own.label.clone().unwrap_or_else(|| name.clone());
        self.report_missing(ReadingError::Uncovered { span, first, name, shown, under, labels, year });
    }
}

fn add(occasions: &mut [Vec<(Where, Span)>], of: LetId, occasion: Option<Where>, span: Span) {
    if let (Some(known), Some(occasion)) = (occasions.get_mut(of.0 as usize), occasion)
        && known.len() < MOST_OCCASIONS
        && !known.iter().any(|(other, _)| *other == occasion)
    {
        known.push((occasion, span));
    }
}

/// A year and alternatives of an occasion in which no definition counts.
fn gap(definitions: &[Applies], occasion: &Where, counts: &[usize]) -> Option<Where> {
    let mut involved: Vec<ReadingId> =
        definitions.iter().filter_map(|applies| applies.reading).map(|(id, _)| id).collect();
    involved.sort_unstable();
    involved.dedup();
    involved.retain(|reading| !occasion.readings.contains_key(reading));
    let sizes: Vec<usize> = involved.iter().map(|id| counts.get(id.0 as usize).copied().unwrap_or(1).max(1)).collect();
    let all = sizes.iter().try_fold(1_usize, |all, size| all.checked_mul(*size))?;
    if all > MOST_COMBINATIONS {
        return None;
    }
    (0..all).find_map(|number| {
        let mut readings = occasion.readings.clone();
        let mut chosen = BTreeMap::new();
        let mut rest = number;
        for (reading, size) in involved.iter().zip(&sizes) {
            readings.insert(*reading, rest % size);
            chosen.insert(*reading, rest % size);
            rest /= size;
        }
        for reading in definitions.iter().filter_map(|applies| applies.reading) {
            chosen.extend(readings.get(&reading.0).map(|value| (reading.0, *value)));
        }
        let live = definitions
            .iter()
            .filter(|applies| applies.reading.is_none_or(|(reading, value)| readings.get(&reading) == Some(&value)));
        let mut spans: Vec<(u32, u32)> = live.map(|applies| applies.years.unwrap_or((1, u32::MAX))).collect();
        spans.sort_unstable();
        let mut next = occasion.years.0;
        for (first, last) in spans {
            if first > next {
                break;
            }
            if last >= occasion.years.1 {
                return None;
            }
            next = next.max(last.saturating_add(1));
        }
        (next <= occasion.years.1).then_some(Where { years: (next, next), readings: chosen })
    })
}
