//! Limits that never cut, that always cut, and parts that don't come to their total.
//!
//! Everything here rests on bounds over the declared ranges of facts, and on the default readings (a limit under a reading: on that one).
//! Where a bound is open, nothing is said.

use std::collections::BTreeMap;

use crate::ir::{Applies, Award, ExprId, Limit, LimitKey, LimitPeriod, LimitWhat, Measure, Op, Owner, VarId};
use crate::source::Span;
use crate::value::{Bounds, CalendarPeriod, Number};

use super::super::Checker;
use super::super::error::FitError;

/// A measure with more limits or awards than these is not looked at: comparing all with all would take quadratic time.
pub(super) const COMPARED: usize = 100;

/// A part of a total: what it comes to at most, whether that is a figure of the document, and where it is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    most: Number,
    stated: bool,
    span: Span,
}

/// A total, and whether all its parts are known.
struct Total {
    figure: Number,
    span: Span,
    parts: Vec<Part>,
}

impl<'a> Checker<'a> {
    /// Whether the figures of limits fit those of the awards and of each other.
    pub(in crate::check) fn limits_fit(&mut self) {
        let mut found = Vec::new();
        let shared = self.shared_limits();
        for (measure, shared) in self.program.measures.iter().zip(&shared) {
            if measure.limits.len() + shared.len() <= COMPARED && measure.awards.len() <= COMPARED {
                found.extend(measure.limits.iter().filter_map(|limit| self.fits_in(measure, limit, shared)));
            }
        }
        for section in &self.program.across {
            for forms in &section.limits {
                let always = section.measures.iter().zip(forms).find_map(|(at, form)| {
                    let measure = self.program.measures.get(*at).filter(|measure| measure.awards.len() <= COMPARED)?;
                    self.always_cuts(measure, form, measure.limits.get(..COMPARED).unwrap_or(&measure.limits))
                });
                let total = || self.total_across(&section.measures, forms).and_then(|total| self.total_fits(total));
                let nothing = || forms.first().and_then(|form| self.leaves_nothing(form));
                found.extend(nothing().or(always).or_else(total));
            }
        }
        for error in found {
            self.report(error);
        }
    }

    /// The limits that each measure has together with others.
    pub(super) fn shared_limits(&self) -> Vec<Vec<&Limit>> {
        let mut shared: Vec<Vec<&Limit>> = vec![Vec::new(); self.program.measures.len()];
        for section in &self.program.across {
            for forms in &section.limits {
                for (at, form) in section.measures.iter().zip(forms) {
                    shared.get_mut(*at).into_iter().for_each(|own| own.push(form));
                }
            }
        }
        shared
    }

    /// What can be said of a limit of a measure; `shared`: the limits that the measure has together with others.
    fn fits_in(&self, measure: &Measure, limit: &Limit, shared: &[&Limit]) -> Option<FitError> {
        let figure = self.money_figure(limit)?;
        if let Some(nothing) = self.leaves_nothing(limit) {
            return Some(nothing);
        }
        if let Some(within) = self.within_another(measure, limit, shared) {
            return Some(within);
        }
        if let Some(always) = self.always_cuts(measure, limit, &[]) {
            return Some(always);
        }
        if let Some(share) = self.share_fits(measure, limit) {
            return Some(share);
        }
        if !limit.counting.is_empty() || !self.one_claim(measure, limit) {
            return None;
        }
        let parts = self.years(measure, limit)?;
        let (figure, span) = (figure.least()?, limit.clause.span);
        let never = |most: Number| {
            let less = most < figure;
            less.then(|| FitError::NeverBinds { span, figure: self.written(figure), most: self.written(most) })
        };
        match limit.period {
            LimitPeriod::SupportYear => never(parts.iter().map(|part| part.most).max()?),
            LimitPeriod::Total
            | LimitPeriod::Calendar(..)
            | LimitPeriod::FinancialYears(..)
            | LimitPeriod::RollingYears(..) => {
                let known = self.money_figure(limit)?.known().is_some() && limit.period == LimitPeriod::Total;
                match parts.as_slice() {
                    [] => None,
                    [only] => never(only.most),
                    _ if known => self.total_fits(Total { figure, span, parts }),
                    _ => None,
                }
            }
        }
    }

    fn leaves_nothing(&self, limit: &Limit) -> Option<FitError> {
        let most = self.money_figure(limit)?.most()?;
        (most <= Number::ZERO).then_some(FitError::OfNothing { span: limit.clause.span })
    }

    /// Whether an award is more than a limit allows, whatever the facts are; `before`: the limits that have cut it by then.
    fn always_cuts(&self, measure: &Measure, limit: &Limit, before: &[Limit]) -> Option<FitError> {
        let most = self.money_figure(limit)?.most()?;
        let counts = |applies: Applies| self.counts(applies, limit.applies) && together(limit.applies, applies);
        let live = measure.awards.iter().filter(|award| !award.up_to && counts(award.applies));
        let left =
            before.iter().filter(|other| self.counts(other.applies, limit.applies)).map(|other| match other.what {
                LimitWhat::Awards(_) => Some(None),
                LimitWhat::Money(_) => self.money_figure(other).and_then(Bounds::least).map(Some),
                LimitWhat::Quantity { .. } | LimitWhat::Highest => None,
            });
        let left: Option<Vec<Option<Number>>> = left.collect();
        let left = left?.into_iter().flatten().min();
        let (award, least) = live.into_iter().find_map(|award| {
            let least = self.range_of(award.formula).least()?;
            (least > most && left.is_none_or(|left| left > most)).then_some((award, least))
        })?;
        let (span, most, least) = (limit.clause.span, self.written(most), self.written(least));
        Some(FitError::AlwaysBinds { span, most, award: award.clause.span, least })
    }

    /// What each support year of a claim can bring, the limits of each year applied; `None` where that is open.
    fn years(&self, measure: &Measure, limit: &Limit) -> Option<Vec<Part>> {
        let mut awards: BTreeMap<u32, &Award> = BTreeMap::new();
        for award in measure.awards.iter().filter(|award| self.counts(award.applies, limit.applies)).take(COMPARED) {
            let (first, last) = award.applies.years.unwrap_or((1, 1));
            awards.extend((first..=last).filter(|year| limit.applies.in_year(*year)).map(|year| (year, award)));
        }
        let mut parts = Vec::new();
        for (year, award) in awards {
            let bounds = self.range_of(award.formula);
            let own = bounds.most().map(|most| Part {
                most: most.max(Number::ZERO),
                stated: bounds.known().is_some(),
                span: award.clause.span,
            });
            let yearly = measure.limits.iter().filter(|other| {
                other.period == LimitPeriod::SupportYear
                    && self.counts(other.applies, limit.applies)
                    && other.applies.in_year(year)
                    && self.one_claim(measure, other)
                    && other.clause.span != limit.clause.span
            });
            let capped = yearly.filter_map(|other| {
                let most = self.money_figure(other)?.known()?;
                Some(Part { most, stated: true, span: other.clause.span })
            });
            parts.push(own.into_iter().chain(capped).min_by_key(|part| part.most)?);
        }
        Some(parts)
    }

    /// The total of a limit across measures, where each measure's part of it is known.
    fn total_across(&self, measures: &[usize], forms: &[Limit]) -> Option<Total> {
        let first = forms.first()?;
        let figure = self.money_figure(first)?.known()?;
        let plain = |limit: &Limit| {
            limit.per == [LimitKey::Applicant] && limit.counting.is_empty() && limit.applies == Applies::default()
        };
        if measures.len() < 2 || !forms.iter().all(|form| plain(form) && self.figure_is(form, figure)) {
            return None;
        }
        let mut parts = Vec::new();
        for (at, form) in measures.iter().zip(forms) {
            let measure = self.program.measures.get(*at)?;
            let own = measure.limits.iter().filter(|limit| plain(limit) && self.same_period(limit.period, form.period));
            let capped = own.filter_map(|limit| {
                let most = self.money_figure(limit)?.known()?;
                Some(Part { most, stated: true, span: limit.clause.span })
            });
            let once = (measure.for_each.is_none() && form.period == LimitPeriod::Total)
                .then(|| self.years(measure, form))
                .flatten()
                .and_then(|years| sum(&years));
            parts.push(capped.chain(once).min_by_key(|part| part.most)?);
        }
        Some(Total { figure, span: first.clause.span, parts })
    }

    /// What is to be said of the parts of a total: that they never come to it, or that they come to a little more. Parts that come to
    /// more by a whole part are meant to be cut.
    fn total_fits(&self, total: Total) -> Option<FitError> {
        let all = sum(&total.parts)?;
        let mut parts: Vec<(Span, String)> =
            total.parts.iter().map(|part| (part.span, self.written(part.most))).collect();
        parts.dedup();
        let (span, figure, sum) = (total.span, self.written(total.figure), self.written(all.most));
        if all.most < total.figure {
            return Some(FitError::NeverReached { span, figure, sum, parts });
        }
        let least = total.parts.iter().map(|part| part.most).min()?;
        let excess = all.most.minus(total.figure).ok()?;
        let little = all.stated && !excess.is_zero() && excess < least;
        little.then_some(FitError::PartsExceed { span, figure, sum, parts })
    }

    /// An amount as documents write it.
    fn written(&self, amount: Number) -> String {
        let currency = &self.program.policy.currency;
        if currency != "CNY" {
            return format!("{amount} {currency}");
        }
        let thousands = amount.divided_by(Number::from(10_000)).ok().filter(|thousands| thousands.to_whole().is_some());
        match thousands {
            Some(thousands) if !thousands.is_zero() => format!("{thousands}万元"),
            _ => format!("{amount}元"),
        }
    }

    /// Whether another limit on the same awards lets less through, so that this one never cuts.
    fn within_another(&self, measure: &Measure, limit: &Limit, shared: &[&Limit]) -> Option<FitError> {
        if !limit.counting.is_empty() {
            return None;
        }
        let figure = self.money_figure(limit)?.least()?;
        let others = measure.limits.iter().filter(|other| other.clause.span != limit.clause.span);
        let mut others = others.chain(shared.iter().copied());
        let other = others.find(|other| {
            let covers = other.applies.years.is_none_or(|_| other.applies.years == limit.applies.years)
                && other.applies.reading.is_none_or(|_| other.applies.reading == limit.applies.reading);
            let coarser = other.per.iter().all(|key| self.has_key(limit, *key)) && self.within_period(limit, other);
            let less = self.money_figure(other).and_then(Bounds::most).is_some_and(|most| most <= figure);
            // Of two limits that say the same, the later one is told of.
            let same = self.money_figure(other).and_then(Bounds::known) == Some(figure)
                && self.within_period(other, limit)
                && limit.per.iter().all(|key| self.has_key(other, *key));
            covers && coarser && less && (!same || other.clause.span.start < limit.clause.span.start)
        })?;
        let (figure, most) = (self.written(figure), self.written(self.money_figure(other)?.most()?));
        Some(FitError::WithinAnother { span: limit.clause.span, figure, other: other.clause.span, most })
    }

    /// The bounds of a limit on money that each applicant has for itself; `None` for others.
    pub(super) fn money_figure(&self, limit: &Limit) -> Option<Bounds> {
        match limit.what {
            LimitWhat::Money(figure) if limit.shared.is_none() => Some(self.range_of(figure)),
            LimitWhat::Money(_) | LimitWhat::Awards(_) | LimitWhat::Quantity { .. } | LimitWhat::Highest => None,
        }
    }

    fn figure_is(&self, limit: &Limit, figure: Number) -> bool {
        self.money_figure(limit).and_then(Bounds::known) == Some(figure)
    }

    /// Whether a clause counts under the alternatives used by default and that of a limit.
    pub(super) fn counts(&self, clause: Applies, limit: Applies) -> bool {
        clause.reading.is_none_or(|(reading, value)| match limit.reading {
            Some((own, chosen)) if own == reading => chosen == value,
            _ => self.program.reading(reading).is_none_or(|reading| reading.default == value),
        })
    }

    /// Whether a group of the limit never holds more than one claim.
    pub(super) fn one_claim(&self, measure: &Measure, limit: &Limit) -> bool {
        let Some(each) = &measure.for_each else { return true };
        let key = self.program.record(each.record).and_then(|record| record.key);
        limit.per.iter().any(|own| match own {
            LimitKey::Record => true,
            LimitKey::Applicant => false,
            LimitKey::Value(value) => {
                let Op::Fact(Owner::Variable(slot), _, field) = &self.program.node(*value).op else { return false };
                *slot == each.variable && Some(*field) == key
            }
        })
    }

    /// Whether what counts together in a limit has the same value of a key: the record of a claim has one value of each.
    pub(super) fn has_key(&self, limit: &Limit, key: LimitKey) -> bool {
        key == LimitKey::Applicant
            || limit.per.iter().any(|own| *own == LimitKey::Record || self.is_key(*own) || self.same_key(*own, key))
    }

    /// Whether it is the fact that tells the records of the claims apart.
    pub(in crate::check) fn is_key(&self, key: LimitKey) -> bool {
        let Some(Op::Fact(Owner::Variable(VarId(0)), record, field)) =
            key.value().map(|key| &self.program.node(key).op)
        else {
            return false;
        };
        self.program.record(*record).is_some_and(|record| record.key == Some(*field))
    }

    fn same_key(&self, one: LimitKey, other: LimitKey) -> bool {
        match (one, other) {
            (LimitKey::Value(one), LimitKey::Value(other)) => self.same_value(one, other),
            (one, other) => one == other,
        }
    }

    /// Whether two expressions are the same fact or named value.
    fn same_value(&self, one: ExprId, other: ExprId) -> bool {
        match (&self.program.node(one).op, &self.program.node(other).op) {
            (Op::AppliedOn, Op::AppliedOn) => true,
            (Op::Fact(owner, record, field), Op::Fact(others, other, another)) => {
                (owner, record, field) == (others, other, another)
            }
            (Op::Let(named, owner), Op::Let(other, others)) => (named, owner) == (other, others),
            _ => false,
        }
    }

    pub(super) fn same_period(&self, one: LimitPeriod, other: LimitPeriod) -> bool {
        match (one, other) {
            (LimitPeriod::Total, LimitPeriod::Total) | (LimitPeriod::SupportYear, LimitPeriod::SupportYear) => true,
            (LimitPeriod::Calendar(one, by), LimitPeriod::Calendar(other, by_other)) => {
                one == other && self.same_value(by, by_other)
            }
            (LimitPeriod::FinancialYears(count, one), LimitPeriod::FinancialYears(counts, other))
            | (LimitPeriod::RollingYears(count, one), LimitPeriod::RollingYears(counts, other)) => {
                count == counts && self.same_value(one, other)
            }
            (
                LimitPeriod::Total
                | LimitPeriod::SupportYear
                | LimitPeriod::Calendar(..)
                | LimitPeriod::FinancialYears(..)
                | LimitPeriod::RollingYears(..),
                _,
            ) => false,
        }
    }

    /// Whether whatever counts together in the period of one counts together in that of the other.
    fn within_period(&self, one: &Limit, other: &Limit) -> bool {
        if other.period == LimitPeriod::Total || self.same_period(one.period, other.period) {
            return true;
        }
        let LimitPeriod::Calendar(inner, date) = one.period else { return false };
        match other.period {
            LimitPeriod::Calendar(outer, by) => self.same_value(date, by) && nests(inner, outer),
            LimitPeriod::FinancialYears(_, by) => {
                let year = CalendarPeriod::FinancialYear(self.program.policy.financial_year_from);
                self.same_value(date, by) && nests(inner, year)
            }
            LimitPeriod::Total | LimitPeriod::SupportYear | LimitPeriod::RollingYears(..) => false,
        }
    }
}

/// Whether each stretch of the calendar of one kind lies in one of the other.
fn nests(inner: CalendarPeriod, outer: CalendarPeriod) -> bool {
    match (inner, outer) {
        (CalendarPeriod::Month, _) => true,
        (CalendarPeriod::Quarter, CalendarPeriod::Year | CalendarPeriod::Quarter) => true,
        (CalendarPeriod::Quarter, CalendarPeriod::FinancialYear(month)) => month % 3 == 1,
        (CalendarPeriod::Year, CalendarPeriod::FinancialYear(month))
        | (CalendarPeriod::FinancialYear(month), CalendarPeriod::Year) => month == 1,
        (CalendarPeriod::Year, CalendarPeriod::Year) => true,
        (CalendarPeriod::FinancialYear(one), CalendarPeriod::FinancialYear(other)) => one == other,
        (
            CalendarPeriod::Quarter | CalendarPeriod::Year | CalendarPeriod::FinancialYear(_),
            CalendarPeriod::Month | CalendarPeriod::Quarter,
        ) => false,
    }
}

/// Whether a limit and an award can count in one year under one choice of readings.
pub(super) fn together(limit: Applies, award: Applies) -> bool {
    let own = award.years.unwrap_or((1, 1));
    let (first, last) = limit.years.unwrap_or(own);
    own.0.max(first) <= own.1.min(last)
}

/// Several parts as one.
fn sum(parts: &[Part]) -> Option<Part> {
    let most = parts.iter().try_fold(Number::ZERO, |sum, part| sum.plus(part.most).ok())?;
    let span = parts.first()?.span;
    Some(Part { most, stated: parts.iter().all(|part| part.stated), span })
}
