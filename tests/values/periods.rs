//! Periods and stretches of the calendar against days counted one by one.

use bursary::value::{Bounds, CalendarPeriod, Date, DateBounds, MonthEnd, Number, PeriodBounds, Shift, Truth};
use proptest::prelude::*;

use crate::dates::{any_date, any_end, bounds_with_inside, date, holds, next, of};

/// The days of a period, none where it ends before it begins.
fn counted(first: Date, last: Date) -> i64 {
    let (mut day, last, mut count) = (of(first), of(last), 0);
    while day <= last {
        day = next(day);
        count += 1;
    }
    count
}

/// The day on which the month after so many begins, `None` beyond the calendar.
fn begins(first: Date, months: i32, end: MonthEnd) -> Option<Date> {
    DateBounds::exactly(first).shift(Shift::Months(months, end)).ok()?.known()
}

fn number(bounds: Bounds) -> i64 {
    bounds.known().and_then(Number::to_whole).unwrap()
}

fn near() -> impl Strategy<Value = (Date, Date)> {
    let near = (any_date(), -40_i32..1500).prop_filter_map("beyond the calendar", |(first, days)| {
        Some((first, DateBounds::exactly(first).shift(Shift::Days(days)).ok()?.known()?))
    });
    near.boxed()
}

fn period() -> BoxedStrategy<(PeriodBounds, Date, Date)> {
    (bounds_with_inside().boxed(), bounds_with_inside().boxed())
        .prop_map(|((first, a), (last, b))| (PeriodBounds { first, last }, a, b))
        .boxed()
}

fn within(bounds: Bounds, number: Bounds) -> bool {
    let number = number.known().unwrap();
    bounds.least().is_none_or(|least| least <= number) && bounds.most().is_none_or(|most| number <= most)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn days_and_months_are_what_counting_gives((first, last) in near(), end in any_end()) {
        let period = PeriodBounds::exactly(first, last);
        prop_assert_eq!(number(period.days()), counted(first, last));
        // A month is whole when the day before the next begins is not after the last.
        let whole = (1..).take_while(|n| begins(first, *n, end).is_some_and(|day| counted(first, day) - 1 <= counted(first, last)));
        let whole = if last < first { 0 } else { whole.count() as i64 };
        prop_assert!(number(period.months(end)) == whole || last.year() == 9999, "{} {}", number(period.months(end)), whole);
        let begun = (0..).take_while(|n| begins(first, *n, end).is_some_and(|day| day <= last)).count() as i64;
        prop_assert_eq!(number(period.months_begun(end)), begun);
    }

    #[test]
    fn years_end_on_the_day_before_the_anniversary(first in any_date(), years in 1_i32..30) {
        let anniversary = DateBounds::exactly(first).shift(Shift::Years(years, MonthEnd::NextMonth));
        let Ok(Some(anniversary)) = anniversary.map(DateBounds::known) else { return Ok(()) };
        let last = anniversary.yesterday().unwrap();
        match of(first) {
            (_, 2, 29) if !anniversary.in_leap_year() => prop_assert_eq!((last.month(), last.day()), (2, 28)),
            (_, month, day) => prop_assert_eq!((i64::from(anniversary.month()), i64::from(anniversary.day())), (month, day)),
        }
        let months = PeriodBounds::exactly(first, last).months(MonthEnd::NextMonth);
        prop_assert_eq!(number(months), i64::from(years) * 12);
    }

    #[test]
    fn an_overlap_holds_the_days_of_both((first, last) in near(), (start, end) in near(), day in any_date()) {
        let (one, other) = (PeriodBounds::exactly(first, last), PeriodBounds::exactly(start, end));
        prop_assert_eq!(one.overlap(other), other.overlap(one));
        for day in [day, first, last, start, end] {
            let day = DateBounds::exactly(day);
            prop_assert_eq!(one.overlap(other).contains(day), one.contains(day).and(other.contains(day)));
        }
        prop_assert_eq!(one.overlap(other).is_empty() == Truth::True, number(one.overlap(other).days()) == 0);
    }

    #[test]
    fn what_is_known_of_a_period_holds_for_every_way_it_turns_out(
        (bounds, first, last) in period(),
        (other, start, until) in period(),
        (date, day) in bounds_with_inside(),
        end in any_end(),
    ) {
        let (exact, second) = (PeriodBounds::exactly(first, last), PeriodBounds::exactly(start, until));
        prop_assert!(within(bounds.days(), exact.days()));
        prop_assert!(within(bounds.months(end), exact.months(end)));
        prop_assert!(within(bounds.months_begun(end), exact.months_begun(end)));
        let claimed = bounds.contains(date);
        prop_assert!(claimed == Truth::Unknown || claimed == exact.contains(DateBounds::exactly(day)));
        let empty = bounds.is_empty();
        prop_assert!(empty == Truth::Unknown || empty == exact.is_empty());
        let (known, real) = (bounds.overlap(other), exact.overlap(second));
        prop_assert!(holds(known.first, real.first.known().unwrap()) && holds(known.last, real.last.known().unwrap()));
        prop_assert!(within(date.days_in_year(), DateBounds::exactly(day).days_in_year()));
        prop_assert!(within(date.days_in_month(), DateBounds::exactly(day).days_in_month()));
    }

    #[test]
    fn a_stretch_of_the_calendar_starts_where_walking_back_leads(day in any_date(), month in 1_u8..=12, later in -5_i32..5) {
        for (period, length, from) in [
            (CalendarPeriod::Year, 12, 1),
            (CalendarPeriod::Quarter, 3, 1),
            (CalendarPeriod::FinancialYear(month), 12, i64::from(month)),
        ] {
            let (mut year, mut at, _) = of(day);
            while (at - from).rem_euclid(length) != 0 {
                (year, at) = if at == 1 { (year - 1, 12) } else { (year, at - 1) };
            }
            for _ in 0..later.abs() * length as i32 {
                (year, at) = match (later > 0, at) {
                    (true, 12) => (year + 1, 1),
                    (true, at) => (year, at + 1),
                    (false, 1) => (year - 1, 12),
                    (false, at) => (year, at - 1),
                };
            }
            let found = DateBounds::exactly(day).start_of(period, later).ok().and_then(DateBounds::known);
            let walked = (1..=9999).contains(&year).then(|| date((year, at, 1)));
            prop_assert_eq!(found, walked);
        }
    }
}

#[test]
fn periods_of_the_examples() {
    let day = |day: &str| day.parse::<Date>().unwrap();
    let count = |first, last, end| {
        let period = PeriodBounds::exactly(day(first), day(last));
        (number(period.days()), number(period.months(end)), number(period.months_begun(end)))
    };
    assert_eq!(count("2025-01-01", "2025-01-31", MonthEnd::LastDay), (31, 1, 1));
    assert_eq!(count("2025-01-01", "2025-01-30", MonthEnd::LastDay), (30, 0, 1));
    assert_eq!(count("2025-01-01", "2025-02-01", MonthEnd::LastDay), (32, 1, 2));
    assert_eq!(count("2025-01-31", "2025-02-27", MonthEnd::LastDay), (28, 1, 1));
    assert_eq!(count("2025-01-31", "2025-02-27", MonthEnd::NextMonth), (28, 0, 1));
    assert_eq!(count("2025-01-31", "2025-02-28", MonthEnd::NextMonth), (29, 1, 1));
    assert_eq!(count("2025-05-01", "2025-04-30", MonthEnd::LastDay), (0, 0, 0));
    assert_eq!(count("9999-12-01", "9999-12-31", MonthEnd::LastDay), (31, 1, 1));
}
