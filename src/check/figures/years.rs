//! Financial years against years of the calendar: which of them the quote counts by, which the rule.

use crate::ast::{Cap, CapPeriod};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

use super::super::Checker;
use super::super::error::{QuoteError, TimeError};
use super::clauses::Clauses;
use super::words::has;

/// Words for the year of a budget or of accounts.
const FINANCIAL: &[&str] = &[
    "财政年度",
    "会计年度",
    "预算年度",
    "财年",
    "financial year",
    "fiscal year",
    "accounting year",
    "budget year",
    "tax year",
];

/// Words for the year of the calendar.
const CALENDAR: &[&str] = &["自然年", "日历年", "公历年", "calendar year"];

impl Checker<'_> {
    /// Rules that count by another year than their quotes.
    pub(super) fn years_differ(&self, clauses: &Clauses<'_>) -> Vec<QuoteError> {
        let Some((stated, first)) = self.first_month() else { return Vec::new() };
        let own = clauses.all.iter().filter(|clause| !clause.said.years.is_empty());
        let differing = own.filter_map(|clause| {
            let says = |words: &[&str]| clause.quotes.iter().find(|quote| has(&quote.text.value, words));
            let (quote, financial) = match (says(FINANCIAL), says(CALENDAR)) {
                (Some(quote), None) => (quote, true),
                (None, Some(quote)) => (quote, false),
                (Some(_), Some(_)) | (None, None) => return None,
            };
            let alike = |(own, _): &(bool, Span)| *own == financial;
            let (_, span) = clause.said.years.first().filter(|_| !clause.said.years.iter().any(alike))?;
            // Without a month in the header the other year is taken, and which it is, is asked for by itself.
            let differ = if stated { first != 1 } else { financial };
            differ.then_some(QuoteError::Year { span: *span, quote: quote.text.span, financial })
        });
        differing.collect()
    }

    /// A limit by the financial year, in a policy that doesn't say when it begins.
    pub(super) fn year_unsaid(&self) -> Option<Diagnostic> {
        let (stated, _) = self.first_month()?;
        let caps = self.tree.measures.iter().flat_map(|measure| &measure.caps);
        let caps = caps.chain(self.tree.across.iter().flat_map(|across| &across.caps));
        let span = caps.filter(|_| !stated).find_map(by_financial_year)?;
        Some(TimeError::FinancialYearTaken { span, header: self.tree.policy.map(|policy| policy.span) }.into())
    }

    /// Whether the header says in which month a financial year begins, and which it is. `None` where it is the year of the calendar without
    /// being said: so it is by law where money is in CNY.
    fn first_month(&self) -> Option<(bool, u8)> {
        let policy = self.tree.policy?;
        let stated = policy.financial_year.is_some();
        let own = (stated, self.program.policy.financial_year_from);
        (stated || self.program.policy.currency != "CNY").then_some(own)
    }
}

fn by_financial_year(cap: &Cap) -> Option<Span> {
    match cap.period.as_ref()? {
        CapPeriod::Calendar(crate::ast::CalendarUnit::FinancialYear, _, span)
        | CapPeriod::FinancialYears(_, _, span) => Some(*span),
        CapPeriod::Total(_) | CapPeriod::SupportYear(_) | CapPeriod::Calendar(..) | CapPeriod::RollingYears(..) => None,
    }
}
