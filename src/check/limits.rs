//! Limits: what, per whom, over which time.

use crate::ast::{self, CapKey, CapPeriod, CapWhat, Expr, ExprKind, Surface};
use crate::ir::{Applies, Award, ExprId, Limit, LimitKey, LimitPeriod, LimitWhat, Type, VarId};
use crate::source::Span;

use super::Checker;
use super::citations::Under;
use super::coverage::By;
use super::error::{LimitError, NameError};
use super::measures::words;
use super::scope::Meaning;
use super::types::Quantity;

/// Words for the applicant that people write behind `per`.
const APPLICANTS: [&str; 10] =
    ["企业", "单位", "公司", "主体", "申请人", "申请主体", "company", "enterprise", "firm", "business"];

impl<'a> Checker<'a> {
    pub(super) fn limit(&mut self, cap: &'a ast::Cap, awards: &[Award], under: Under) -> Option<Limit> {
        let clause = self.clause(cap.span, &cap.quotes, under);
        let applies = self.applies(&cap.applies);
        let (what, what_span) = match &cap.what {
            CapWhat::Money(figure) => (self.money(figure).map(|figure| LimitWhat::Money(figure.id)), figure.span),
            CapWhat::Awards(0, span) => {
                self.report(LimitError::NoAwards { span: *span });
                (None, *span)
            }
            CapWhat::Awards(count, span) => (Some(LimitWhat::Awards(*count)), *span),
            CapWhat::Once => (Some(LimitWhat::Awards(1)), cap.span),
        };
        self.reads_year = false;
        let mut per = Vec::new();
        for key in &cap.per {
            per.push(self.limit_key(key));
        }
        let per: Option<Vec<LimitKey>> = per.into_iter().collect();
        let period = self.limit_period(cap, what_span);
        let order = cap.order.as_ref().map(|order| self.order(order));
        if self.reads_year {
            let span = cap.per.iter().find_map(|key| if let CapKey::Expr(expr) = key { Some(expr.span) } else { None });
            let span = span.or(cap.order.as_ref().map(|order| order.span)).unwrap_or(cap.span);
            self.report(LimitError::KeyByYear { span });
        }
        let applies = applies?;
        self.flush_limit_reads(applies, awards);
        let order = match order {
            None => None,
            Some(order) => Some(order?),
        };
        let label = cap.label.as_ref().map(|label| label.value.clone());
        let label = label.unwrap_or_else(|| words(self.sources.slice(cap.span)));
        Some(Limit {
            what: what?,
            label,
            per: per?,
            period: period?,
            counting: Vec::new(),
            shared: None,
            order,
            applies,
            clause,
        })
    }

    /// A limit is looked at wherever an award counts.
    fn flush_limit_reads(&mut self, applies: Applies, awards: &[Award]) {
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
            return record.map(|_| LimitKey::Record);
        }
        if let ExprKind::Name(name) = &expr.kind
            && APPLICANTS.contains(&name.text.to_lowercase().as_str())
            && self.meaning(&name.text).is_none()
            && !self.variants.iter().any(|values| values.get(&name.text).is_some())
        {
            let applicant = match self.surface(expr.span) {
                Surface::English => "applicant",
                Surface::Chinese => "申报主体",
            };
            let (name, nearest) = (name.text.clone(), Some(applicant.to_owned()));
            self.report_unknown(&name.clone(), NameError::Unknown { span: expr.span, name, nearest, elsewhere: None });
            return None;
        }
        let typed = self.value(expr, None)?;
        if matches!(typed.ty, Type::List(_) | Type::Period | Type::Duration) {
            let found = self.describe(&typed.ty);
            self.report(LimitError::KeyType { span: expr.span, found });
            return None;
        }
        Some(LimitKey::Value(typed.id))
    }

    fn limit_period(&mut self, cap: &'a ast::Cap, what: Span) -> Option<LimitPeriod> {
        let surface = self.surface(cap.span);
        let once = matches!(cap.what, CapWhat::Once);
        if cap.per.is_empty() {
            let period = cap.period.is_some();
            let behind = if once { cap.label.as_ref().map_or(what, |label| label.span) } else { what };
            self.report(LimitError::WithoutKey { span: what, behind, period, once, surface });
            return None;
        }
        match &cap.period {
            None if once => Some(LimitPeriod::Total),
            // `per year` is reported as such.
            None if self.reads_year => None,
            None => {
                let behind = cap.per.last().map_or(what, |key| match key {
                    CapKey::Applicant(span) => *span,
                    CapKey::Expr(expr) => expr.span,
                });
                self.report(LimitError::WithoutPeriod { span: what, behind, surface });
                None
            }
            Some(CapPeriod::Total(_)) => Some(LimitPeriod::Total),
            Some(CapPeriod::SupportYear(_)) => Some(LimitPeriod::SupportYear),
            Some(CapPeriod::CalendarYear(date, _)) => {
                let typed = self.value(date, None)?;
                let typed = self.expect(typed, &Type::Date, date)?;
                Some(LimitPeriod::CalendarYear(typed.id))
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
