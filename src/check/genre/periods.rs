//! Limits by the calendar year of a day that lies before the payment.

use crate::ir::{ExprId, Limit, LimitPeriod, Measure, Op};
use crate::value::CalendarPeriod;

use super::super::Checker;
use super::super::error::GenreError;
use super::words::PAID_ON;

impl Checker<'_> {
    /// The first limit that counts claims by one year, and what was paid for them by another.
    pub(super) fn paid_in_a_later_year(&self) -> Option<GenreError> {
        let own = self.program.measures.iter().flat_map(|measure| measure.limits.iter().map(move |own| (measure, own)));
        let across = self.program.across.iter().flat_map(|across| {
            let first = across.measures.first().and_then(|at| self.program.measures.get(*at));
            across.limits.iter().filter_map(move |forms| Some((first?, forms.first()?)))
        });
        let limit = own.chain(across).find(|(measure, limit)| self.counts_by_an_earlier_day(measure, limit));
        limit.map(|(_, limit)| GenreError::PaidInALaterYear { span: limit.clause.span })
    }

    fn counts_by_an_earlier_day(&self, measure: &Measure, limit: &Limit) -> bool {
        let LimitPeriod::Calendar(CalendarPeriod::Year, day) = limit.period else { return false };
        if limit.shared.is_some() {
            return false;
        }
        let Some(named) = self.fact_named(day) else { return false };
        let paid = measure.terms.vouchers.iter().map(|voucher| voucher.redeemed_on);
        let due = measure.pays.iter().flat_map(|pay| &pay.parts).map(|part| part.due);
        let mut days = paid.chain(due).filter_map(|day| self.fact_named(day));
        !named.iter().any(|words| PAID_ON.are_in(words)) && !days.any(|day| day == named)
    }

    /// The identifier and the label of the fact that a day is.
    fn fact_named(&self, day: ExprId) -> Option<[&str; 2]> {
        let Op::Fact(_, record, field) = self.program.node(day).op else { return None };
        let field = self.program.field(record, field)?;
        Some([field.name.as_str(), field.shown()])
    }
}
