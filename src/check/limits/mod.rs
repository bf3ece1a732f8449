//! Limits: what, per whom, over which time, what else counts, how it is shared.

mod across;
mod counting;
mod fit;
mod order;
mod share;

use crate::ast::{self, CalendarUnit, CapKey, CapPeriod, CapSharing, CapWhat, Expr, ExprKind, Surface};
use crate::ir::{
    Applies, Award, AwardCount, Clause, ExprId, Limit, LimitKey, LimitPeriod, LimitWhat, Sharing, Type, VarId,
};
use crate::lexical::on_one_line;
use crate::source::Span;
use crate::value::CalendarPeriod;

use super::Checker;
use super::citations::Under;
use super::coverage::By;
use super::departures::within;
use super::error::{CountError, DepartureError, LimitError, NameError, SharedMisfit};
use super::expr::{Typed, Wanted};
use super::scope::Meaning;
use super::types::{Quantity, unify};

/// Words for the applicant that people write behind `per`.
const APPLICANTS: [&str; 10] =
    ["企业", "单位", "公司", "主体", "申请人", "申请主体", "company", "enterprise", "firm", "business"];

/// Words for the highest that people write behind `cap`.
const HIGHEST: [&str; 6] = ["highest", "maximum", "就高", "从高不重复", "最高者", "最高奖励"];

/// A bare figure from this one on is no number of awards.
const MOST_AWARDS: u32 = 100;

/// More years than any support reaches back.
const MOST_YEARS: u32 = 100;

/// Where a limit stands.
#[derive(Debug, Clone)]
pub(super) struct Stands<'s> {
    /// The measure in whose scope it is checked, and those whose awards it adds up.
    pub(super) with: &'s [usize],
    /// The awards of the measure in whose scope it is checked.
    pub(super) awards: &'s [Award],
    /// The article that its clauses quote.
    pub(super) under: Under,
    /// Its place and its quotes.
    pub(super) clause: Clause,
}

/// Money in the currency of the policy.
fn own_money() -> Type {
    Type::Money(None, crate::ir::Limits::default())
}

impl<'a> Checker<'a> {
    pub(super) fn limit(&mut self, cap: &'a ast::Cap, stands: Stands<'_>) -> Option<Limit> {
        let applies = self.applies(&cap.applies);
        let (what, what_span) = self.limit_what(cap, &stands, applies.unwrap_or_default());
        self.reads_year = false;
        let mut per = Vec::new();
        for key in &cap.per {
            per.push(self.limit_key(key));
        }
        let per: Option<Vec<LimitKey>> = per.into_iter().collect();
        let period = self.limit_period(cap, what_span);
        let order = cap.order.as_ref().map(|order| self.order(order));
        let shared = cap.sharing.as_ref().map(|sharing| self.sharing(sharing, cap));
        if self.reads_year {
            let span = cap.per.iter().find_map(|key| if let CapKey::Expr(expr) = key { Some(expr.span) } else { None });
            let span = span.or(cap.order.as_ref().map(|order| order.span)).unwrap_or(cap.span);
            self.report(LimitError::KeyByYear { span, surface: self.surface(span) });
        }
        let counting = self.counting(cap, &stands);
        let applies = applies?;
        self.flush_reads_of_awards(applies, stands.awards);
        let order = match order {
            None => None,
            Some(order) => Some(order?),
        };
        let shared = match shared {
            None => None,
            Some(shared) => Some(shared?),
        };
        let label = cap.label.as_ref().map(|label| label.value.clone());
        let words = on_one_line(self.sources.slice(without_when(cap)));
        Some(Limit {
            what: what?,
            label,
            words,
            per: per?,
            period: period?,
            counting: counting?,
            shared,
            order,
            applies,
            clause: stands.clause,
        })
    }

    /// What is limited, and where that is written.
    fn limit_what(&mut self, cap: &'a ast::Cap, stands: &Stands<'_>, applies: Applies) -> (Option<LimitWhat>, Span) {
        let has_figure = matches!(cap.what, CapWhat::Money(_) | CapWhat::Quantity(..) | CapWhat::AwardsOf(_));
        if let Some(departure) = cap.departures.first().filter(|_| !has_figure) {
            self.report(DepartureError::NoFigure { span: departure.span, cap: cap.span });
        }
        match &cap.what {
            CapWhat::Money(figure) => {
                let money = self.limited_money(figure);
                let money = self.limit_departing(money, cap, stands, applies);
                (money.map(|money| LimitWhat::Money(money.id)), figure.span)
            }
            CapWhat::Awards(0, span) => {
                self.report(LimitError::NoAwards { span: *span, surface: self.surface(*span) });
                (None, *span)
            }
            CapWhat::Awards(count, span) => (Some(LimitWhat::Awards(AwardCount::Fixed(*count))), *span),
            CapWhat::AwardsOf(figure) => {
                let number = self.number_of_awards(figure);
                let number = self.limit_departing(number, cap, stands, applies);
                (number.map(|number| LimitWhat::Awards(AwardCount::Of(number.id))), figure.span)
            }
            CapWhat::Quantity(figure, of) => {
                let (figure_of, of_id) = self.limited_quantity(figure, of).unzip();
                let figure_of = self.limit_departing(figure_of, cap, stands, applies);
                let what = figure_of.zip(of_id).map(|(figure, of)| LimitWhat::Quantity { figure: figure.id, of });
                (what, figure.span.to(of.span))
            }
            CapWhat::Highest(span) => (Some(LimitWhat::Highest), *span),
            CapWhat::Once => (Some(LimitWhat::Awards(AwardCount::Fixed(1))), cap.span),
        }
    }

    /// The figure of a limit with what departs from it.
    fn limit_departing(
        &mut self,
        figure: Option<Typed>,
        cap: &'a ast::Cap,
        stands: &Stands<'_>,
        applies: Applies,
    ) -> Option<Typed> {
        let own = std::mem::take(&mut self.reads);
        let figure = self.departing(figure, &cap.departures, stands.under, &|checker, departure| {
            checker.flush_reads_of_awards(within(applies, departure), stands.awards);
        });
        self.reads = own;
        figure
    }

    fn limited_money(&mut self, figure: &'a Expr) -> Option<Typed> {
        if let ExprKind::Name(name) = &figure.kind
            && HIGHEST.contains(&name.text.to_lowercase().as_str())
            && self.meaning(&name.text).is_none()
        {
            let right = self.surface(figure.span).either("the highest", "从高").to_owned();
            let (span, name) = (figure.span, name.text.clone());
            self.report_unknown(&name.clone(), NameError::misspelled(span, name, right));
            return None;
        }
        let duration = matches!(figure.kind, ExprKind::Duration(..));
        let typed = if duration { None } else { Some(self.wanting(Wanted::money(), figure)?) };
        let bare = |checker: &Self, typed: &Typed| {
            matches!(Quantity::of(&typed.ty), Some((quantity, _)) if !matches!(quantity, Quantity::Money(_) | Quantity::Ratio))
                && checker.with_unit(figure, &own_money()).is_none()
        };
        let Some(typed) = typed.filter(|typed| !bare(self, typed)) else {
            let surface = self.surface(figure.span);
            self.report(CountError::WithoutMeasuring { span: figure.span, surface });
            return None;
        };
        if let Some(amount) = self.with_unit(figure, &own_money())
            && let ExprKind::Number(digits) = &figure.kind
            && digits.parse().is_ok_and(|number: u32| (1..MOST_AWARDS).contains(&number))
        {
            let awards = self.surface(figure.span).either(" awards", "次");
            let (span, awards) = (figure.span, format!("{digits}{awards}"));
            let amounts = std::iter::once(amount.spelling).chain(amount.or).collect();
            self.report(CountError::AmountOrNumber { span, amounts, awards });
            return None;
        }
        self.expect(typed, &own_money(), figure)
    }

    /// How many awards: a whole number, the same in each support year.
    fn number_of_awards(&mut self, figure: &'a Expr) -> Option<Typed> {
        self.reads_year = false;
        let number = self.value(figure, None)?;
        if std::mem::take(&mut self.reads_year) {
            self.report(LimitError::KeyByYear { span: figure.span, surface: self.surface(figure.span) });
            return None;
        }
        if matches!(number.ty, Type::Whole(_)) {
            return Some(number);
        }
        let found = self.describe(&number.ty);
        self.report(CountError::NotANumberOfAwards { span: figure.span, found });
        None
    }

    fn limited_quantity(&mut self, figure: &'a Expr, of: &'a Expr) -> Option<(Typed, ExprId)> {
        let (left, right) = (self.value(figure, None), self.value(of, None));
        let (left, right) = (left?, right?);
        for (typed, expr) in [(&left, figure), (&right, of)] {
            if Quantity::of(&typed.ty).is_none() {
                let found = self.describe(&typed.ty);
                self.report(CountError::NoQuantity { span: expr.span, found });
                return None;
            }
        }
        if unify(&left.ty, &right.ty).is_none() {
            let (one, other) = self.describe_pair((&left.ty, Some(figure)), (&right.ty, Some(of)));
            self.report(CountError::OtherUnit { span: of.span, figure: figure.span, one, other });
            return None;
        }
        Some((left, right.id))
    }

    /// A limit or a schedule is looked at wherever an award counts.
    pub(in crate::check) fn flush_reads_of_awards(&mut self, applies: Applies, awards: &[Award]) {
        let reads = std::mem::take(&mut self.reads);
        for award in awards {
            let own = award.applies.years.unwrap_or((1, 1));
            let (first, last) = applies.years.unwrap_or(own);
            let years = (own.0.max(first), own.1.min(last));
            let reading = match (applies.reading, award.applies.reading) {
                (Some((one, value)), Some((other, another))) if one == other && value != another => continue,
                (own, other) => own.or(other),
            };
            if years.0 <= years.1 {
                self.reads.clone_from(&reads);
                self.flush_reads(By::Clause(Applies { years: Some(years), reading }));
            }
        }
    }

    fn limit_key(&mut self, key: &'a CapKey) -> Option<LimitKey> {
        let expr = match key {
            CapKey::Applicant(_) => return Some(LimitKey::Applicant),
            CapKey::Expr(expr) => expr,
        };
        if let ExprKind::Name(name) = &expr.kind
            && let Some(Meaning::Variable(VarId(0), record)) = self.meaning(&name.text)
        {
            self.refers_bare(name);
            return record.map(|_| LimitKey::Record);
        }
        if let ExprKind::Name(name) = &expr.kind
            && self.meaning(&name.text).is_none()
            && !self.variants.iter().any(|values| values.get(&name.text).is_some())
        {
            let applicant = match self.surface(expr.span) {
                Surface::English => "applicant",
                Surface::Chinese => "申报主体",
            };
            let known: Vec<&str> = self.spellings().into_iter().chain([applicant]).collect();
            let means_it = APPLICANTS.contains(&name.text.to_lowercase().as_str())
                || self.suggest(&name.text, known.into_iter()).as_deref() == Some(applicant);
            if means_it {
                let name = name.text.clone();
                self.report_unknown(&name.clone(), NameError::misspelled(expr.span, name, applicant.to_owned()));
                return None;
            }
        }
        let typed = self.value(expr, None)?;
        if matches!(typed.ty, Type::List(_) | Type::Period | Type::Duration) {
            let found = self.describe(&typed.ty);
            self.report(LimitError::KeyType { span: expr.span, found, surface: self.surface(expr.span) });
            return None;
        }
        Some(LimitKey::Value(typed.id))
    }

    fn limit_period(&mut self, cap: &'a ast::Cap, what: Span) -> Option<LimitPeriod> {
        let surface = self.surface(cap.span);
        let once = matches!(cap.what, CapWhat::Once);
        if cap.per.is_empty() && cap.sharing.is_none() {
            let period = cap.period.is_some();
            self.report(LimitError::WithoutKey { span: what, period, once, surface });
            return None;
        }
        match &cap.period {
            None if once => Some(LimitPeriod::Total),
            // `per year` is reported as such.
            None if self.reads_year => None,
            None => {
                self.report(LimitError::WithoutPeriod { span: what, surface });
                None
            }
            Some(CapPeriod::Total(_)) => Some(LimitPeriod::Total),
            Some(CapPeriod::SupportYear(_)) => Some(LimitPeriod::SupportYear),
            Some(CapPeriod::Calendar(unit, date, _)) => {
                let stretch = match unit {
                    CalendarUnit::Year => CalendarPeriod::Year,
                    CalendarUnit::Quarter => CalendarPeriod::Quarter,
                    CalendarUnit::Month => CalendarPeriod::Month,
                    CalendarUnit::FinancialYear => self.own_financial_year(),
                };
                self.limit_date(date).map(|date| LimitPeriod::Calendar(stretch, date))
            }
            Some(CapPeriod::FinancialYears(count, date, span)) => {
                let date = self.limit_date(date)?;
                self.limit_years(*count, *span).map(|count| match count {
                    1 => LimitPeriod::Calendar(self.own_financial_year(), date),
                    _ => LimitPeriod::FinancialYears(count, date),
                })
            }
            Some(CapPeriod::RollingYears(count, date, span)) => {
                let date = self.limit_date(date)?;
                self.limit_years(*count, *span).map(|count| LimitPeriod::RollingYears(count, date))
            }
        }
    }

    /// The financial year of the policy, which begins in January where the header does not say.
    fn own_financial_year(&self) -> CalendarPeriod {
        CalendarPeriod::FinancialYear(self.program.policy.financial_year_from)
    }

    fn limit_date(&mut self, date: &'a Expr) -> Option<ExprId> {
        let typed = self.wanting(Wanted::Kind(Type::Date), date)?;
        self.expect(typed, &Type::Date, date).map(|typed| typed.id)
    }

    fn limit_years(&mut self, count: u32, span: Span) -> Option<u32> {
        if (1..=MOST_YEARS).contains(&count) {
            return Some(count);
        }
        self.report(CountError::Years { span, count, most: MOST_YEARS });
        None
    }

    fn sharing(&mut self, sharing: &'a CapSharing, cap: &'a ast::Cap) -> Option<Sharing> {
        let applicant =
            cap.per.iter().find_map(|key| if let CapKey::Applicant(span) = key { Some(*span) } else { None });
        if let Some(span) = applicant {
            self.report(CountError::SharedPerApplicant { span, surface: self.surface(span) });
        }
        let misfit = match (&cap.what, sharing, &cap.order) {
            (CapWhat::Highest(span), ..) => Some((SharedMisfit::Highest, *span)),
            (CapWhat::Awards(_, span), CapSharing::ProRata, _) => Some((SharedMisfit::AwardsProRata, *span)),
            (CapWhat::AwardsOf(count), CapSharing::ProRata, _) => Some((SharedMisfit::AwardsProRata, count.span)),
            (_, _, Some(order)) => Some((SharedMisfit::TwoOrders, order.span)),
            _ => None,
        };
        if let Some((misfit, span)) = misfit {
            self.report(CountError::SharedMisfit { span, misfit, surface: self.surface(cap.span) });
        }
        match sharing {
            CapSharing::ProRata => Some(Sharing::ProRata),
            CapSharing::InOrderOf(order) => self.order(order).map(Sharing::InOrderOf),
            CapSharing::Unstated(span) => {
                self.report(CountError::SharingUnstated { span: *span, surface: self.surface(*span) });
                None
            }
        }
    }

    /// What claims are sorted by: a date or a number.
    pub(super) fn order(&mut self, expr: &'a Expr) -> Option<ExprId> {
        let typed = self.value(expr, None)?;
        if typed.ty == Type::Date || Quantity::of(&typed.ty).is_some() {
            return Some(typed.id);
        }
        let found = self.describe(&typed.ty);
        self.report(LimitError::OrderType { span: expr.span, found });
        None
    }
}

/// A cap's words without the years and the reading at its end.
fn without_when(cap: &ast::Cap) -> Span {
    let years = cap.applies.years.map(|years| years.span);
    let reading = cap.applies.reading.as_ref().map(|reading| reading.span);
    let end = years.or(reading).map_or(cap.span.end, |when| when.start);
    Span { end, ..cap.span }
}
