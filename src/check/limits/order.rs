//! A wider limit that stands before a narrower one: what the narrower takes away later has used the wider up.

use std::collections::HashSet;

use crate::ir::{ExprId, Limit, LimitPeriod, Measure, Op, Owner};
use crate::source::Span;

use super::super::Checker;
use super::super::error::FitError;
use super::fit::COMPARED;

impl<'a> Checker<'a> {
    /// Limits on money that cut before a narrower one on the same awards does.
    pub(in crate::check) fn limits_in_order(&mut self) {
        let shared = self.shared_limits();
        let mut pairs: Vec<(Span, Span)> = Vec::new();
        for (measure, shared) in self.program.measures.iter().zip(&shared) {
            let own: Vec<&Limit> = measure.limits.iter().collect();
            // What stands in the measure always cuts before what it has together with others.
            for (limits, alone) in [(&own, true), (shared, false)] {
                if limits.len() <= COMPARED {
                    pairs.extend(self.wider_first(measure, limits, alone));
                }
            }
        }
        let mut told = HashSet::new();
        pairs.retain(|(wider, _)| told.insert(*wider));
        for (wider, narrower) in pairs {
            self.report(FitError::WiderFirst { span: wider, narrower });
        }
    }

    fn wider_first(&self, measure: &Measure, limits: &[&Limit], alone: bool) -> Vec<(Span, Span)> {
        let years = measure.awards.iter().any(|award| award.applies.years.is_some_and(|(first, last)| first < last))
            || measure.awards.iter().filter(|award| self.counts(award.applies, award.applies)).count() > 1;
        let mut found = Vec::new();
        for (at, wide) in limits.iter().enumerate() {
            let several = !alone || years || !self.one_claim(measure, wide);
            let later = limits.iter().skip(at + 1);
            let narrower = later.copied().find(|narrow| several && self.splits(wide, narrow, measure, years));
            found.extend(narrower.map(|narrow| (wide.clause.span, narrow.clause.span)));
        }
        found
    }

    /// Whether the groups of the second limit are parts of those of the first, and it can cut what the first leaves.
    fn splits(&self, wide: &Limit, narrow: &Limit, measure: &Measure, years: bool) -> bool {
        let (Some(figure), Some(less)) = (self.money_figure(wide), self.money_figure(narrow)) else { return false };
        let never = figure.most().zip(less.least()).is_some_and(|(figure, less)| figure <= less);
        let together = self.counts(narrow.applies, wide.applies)
            && wide.applies.years.is_none_or(|years| narrow.applies.years.is_none_or(|own| own == years));
        let within = wide.per.iter().all(|key| self.has_key(narrow, *key))
            && (wide.period == LimitPeriod::Total || self.same_period(wide.period, narrow.period));
        let several_periods = match narrow.period {
            LimitPeriod::SupportYear => years,
            LimitPeriod::Total => false,
            LimitPeriod::Calendar(_, date)
            | LimitPeriod::FinancialYears(_, date)
            | LimitPeriod::RollingYears(_, date) => !self.one_date(date),
        };
        let parts_by_year = several_periods && !self.same_period(wide.period, narrow.period);
        let parts_by_key = narrow.per.iter().any(|key| !self.has_key(wide, *key)) && !self.one_claim(measure, wide);
        !never && together && within && (parts_by_year || parts_by_key)
    }

    /// Whether all claims of a case have one such date, so that their awards lie in one period.
    fn one_date(&self, date: ExprId) -> bool {
        matches!(self.program.node(date).op, Op::AppliedOn | Op::Fact(Owner::Applicant | Owner::Parameters, ..))
    }
}
