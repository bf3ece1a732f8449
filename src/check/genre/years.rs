//! 上一年度, 本年度: words that name a year by another, where no rule says which.

use std::collections::HashMap;

use crate::ir::{ExprId, Function, Limit, LimitPeriod, Measure, Op, Quote, TimeOp, Type};

use super::super::Checker;
use super::super::citations::place_within;
use super::super::error::GenreError;
use super::clauses::Role;
use super::words::RELATIVE_YEAR;
use super::{Encoded, MOST_STEPS};

impl Checker<'_> {
    /// The first quote that names a year which no rule of its measure defines.
    pub(super) fn year_not_defined(&self, encoded: &Encoded<'_, '_>) -> Option<GenreError> {
        let mut named: HashMap<usize, bool> = HashMap::new();
        let mut steps = MOST_STEPS;
        for passage in encoded.passages.iter().filter(|passage| RELATIVE_YEAR.are_in(passage.words)) {
            if encoded.quoting(passage).any(|(clause, _)| clause.role == Role::Open) {
                continue;
            }
            for (clause, quote) in encoded.quoting(passage) {
                let (Some(at), Some(words)) = (clause.measure, RELATIVE_YEAR.found_in(&quote.value)) else { continue };
                let Some(measure) = self.program.measures.get(at) else { continue };
                if !*named.entry(at).or_insert_with(|| self.names_a_year(measure, &mut steps)) {
                    let said = quote.value.get(words.clone()).unwrap_or_default().to_owned();
                    return Some(GenreError::YearNotDefined { span: place_within(quote, &words), words: said });
                }
            }
        }
        None
    }

    /// Whether a rule of the measure, or what it rests on, speaks of a stretch of the calendar or of a value by years.
    fn names_a_year(&self, measure: &Measure, steps: &mut usize) -> bool {
        // A limit by years defines the year that its own words name, not the one of a figure beside it.
        let speaks = |quote: &Quote| RELATIVE_YEAR.found_in(&quote.text).is_some();
        let periodic = |limit: &Limit| limit.period != LimitPeriod::Total && limit.clause.quotes.iter().any(speaks);
        let periodic = measure.limits.iter().any(periodic);
        let conditions = measure.conditions.iter().map(|condition| condition.expr);
        let awards = measure.awards.iter().map(|award| award.formula);
        let each = measure.for_each.iter().flat_map(|each| std::iter::once(each.list).chain(each.order));
        let recoveries = measure.terms.recoveries.iter().map(|own| own.condition);
        let mut figures = false;
        let mut names_one = |rule: ExprId| {
            self.program.rests_on(rule, |op| {
                figures |= self.is_figure(op);
                *steps = steps.saturating_sub(1);
                *steps == 0 || is_of_a_year(op)
            })
        };
        let named = conditions.chain(awards).chain(each).chain(recoveries).any(&mut names_one);
        // A measure that asks whether something is so, and no figure or day, is given the answer as a whole.
        periodic || named || !figures
    }

    /// Whether an operation reads a figure or a day of the case.
    fn is_figure(&self, op: &Op) -> bool {
        let Op::Fact(_, record, field) = op else { return false };
        self.program.field(*record, *field).is_some_and(|field| match field.ty {
            Type::Whole(_) | Type::Decimal(_) | Type::Ratio(_) | Type::Money(..) | Type::Quantity(..) => true,
            Type::Date | Type::Period => true,
            Type::YesNo | Type::Duration | Type::Text | Type::Choice(_) | Type::List(_) | Type::Record(_) => false,
            Type::Series(..) => false,
        })
    }
}

/// Whether an operation speaks of a stretch of the calendar, of a day or of a value by years.
fn is_of_a_year(op: &Op) -> bool {
    let by_time =
        matches!(op, Op::Time(TimeOp::InCalendar(..) | TimeOp::Calendar(..) | TimeOp::Around(..) | TimeOp::Within(..)));
    let series = matches!(op, Op::At(..) | Op::SupportYear | Op::OnDay(..) | Op::Date(_));
    by_time || series || matches!(op, Op::Apply(Function::CalendarYear, _))
}
