//! Support years: those left out between others, and those that begin when the rules have ended.

use crate::ir::{InForceEnd, Measure};
use crate::source::Span;

use super::Checker;
use super::error::IdleError;

impl Checker<'_> {
    /// Reports years between others without an award, and more years than the rules are in force.
    pub(super) fn years_of_awards(&mut self) {
        let chosen: Vec<usize> = self.program.readings.iter().map(|reading| reading.default).collect();
        let in_force = self.program.in_force.as_ref().and_then(|time| match time.end {
            InForceEnd::Years(years) => Some(years),
            InForceEnd::Open | InForceEnd::Until(_) => None,
        });
        let mut found = Vec::new();
        for (measure, written) in self.program.measures.iter().zip(&self.tree.measures) {
            if let Some((span, first, last)) = left_out(measure, &chosen) {
                self.gaps.push(span);
                found.push(IdleError::YearsLeftOut { span, first, last });
            }
            let own = in_force.filter(|_| written.in_force.is_none());
            let last = measure.awards.iter().filter(|award| award.applies.under(&chosen));
            let last = last.filter_map(|award| Some((award.applies.years?.1, award.clause.span))).max();
            if let Some(((last, span), years)) = last.zip(own).filter(|((last, _), years)| last > years) {
                found.push(IdleError::YearsBeyondTime { span, years, last });
            }
        }
        for finding in found {
            self.report(finding);
        }
    }
}

/// The first gap between the years of awards: the award behind it, and its years.
fn left_out(measure: &Measure, chosen: &[usize]) -> Option<(Span, u32, u32)> {
    let live = measure.awards.iter().filter(|award| award.applies.under(chosen));
    let mut years: Vec<(u32, u32, _)> = live
        .map(|award| {
            let (first, last) = award.applies.years.unwrap_or((1, 1));
            (first, last, award.clause.span)
        })
        .collect();
    years.sort_unstable();
    let mut end = years.first()?.1;
    for (first, last, span) in years {
        if first > end.saturating_add(1) {
            return Some((span, end + 1, first - 1));
        }
        end = end.max(last);
    }
    None
}
