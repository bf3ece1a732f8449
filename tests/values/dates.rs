//! Dates against a calendar counted by hand.

use bursary::value::{CalendarPeriod, Date, DateBounds, Fault, MonthEnd, Shift, Truth};
use proptest::prelude::*;

pub type Day = (i64, i64, i64);

fn leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn length(year: i64, month: i64) -> i64 {
    match month {
        2 => 28 + i64::from(leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

pub fn next((year, month, day): Day) -> Day {
    if day < length(year, month) {
        (year, month, day + 1)
    } else if month < 12 {
        (year, month + 1, 1)
    } else {
        (year + 1, 1, 1)
    }
}

pub fn of(date: Date) -> Day {
    (date.year().into(), date.month().into(), date.day().into())
}

pub fn date((year, month, day): Day) -> Date {
    Date::new(year as i16, month as i8, day as i8).unwrap()
}

fn shifted((year, month, day): Day, by: Shift) -> Option<Day> {
    let (year, month, day) = match by {
        Shift::Days(days) => {
            let mut found = (year, month, day);
            // Backwards: the day from which so many steps lead here.
            if days < 0 {
                found = (year + i64::from(days) / 365 - 1, 1, 1);
                let mut steps = 0;
                let mut last = found;
                while last != (year, month, day) {
                    last = next(last);
                    steps += 1;
                }
                (0..steps + i64::from(days)).for_each(|_| found = next(found));
            } else {
                (0..days).for_each(|_| found = next(found));
            }
            found
        }
        Shift::Months(months, end) => {
            let count = year * 12 + month - 1 + i64::from(months);
            let (year, month) = (count.div_euclid(12), count.rem_euclid(12) + 1);
            in_month(year, month, day, end)
        }
        Shift::Years(years, end) => in_month(year + i64::from(years), month, day, end),
    };
    (1..=9999).contains(&year).then_some((year, month, day))
}

fn in_month(year: i64, month: i64, day: i64, end: MonthEnd) -> Day {
    match end {
        _ if day <= length(year, month) => (year, month, day),
        MonthEnd::LastDay => (year, month, length(year, month)),
        MonthEnd::NextMonth => next((year, month, length(year, month))),
    }
}

pub fn any_end() -> impl Strategy<Value = MonthEnd> {
    prop_oneof![Just(MonthEnd::LastDay), Just(MonthEnd::NextMonth)]
}

pub fn any_date() -> impl Strategy<Value = Date> {
    let year = prop_oneof![3 => 1990_i64..2040, 1 => 1_i64..=9999, 1 => Just(1_i64), 1 => Just(9999_i64), 1 => Just(2000_i64), 1 => Just(1900_i64)];
    let day = prop_oneof![1_i64..=31, 28_i64..=31, Just(1_i64)];
    (year, prop_oneof![1_i64..=12, Just(2_i64)], day)
        .prop_map(|(year, month, day)| date((year, month, day.min(length(year, month)))))
}

fn any_shift() -> impl Strategy<Value = Shift> {
    prop_oneof![
        (-1500_i32..1500).prop_map(Shift::Days),
        (-600_i32..600, any_end()).prop_map(|(by, end)| Shift::Months(by, end)),
        (-50_i32..50, any_end()).prop_map(|(by, end)| Shift::Years(by, end)),
        (-12_000_i32..12_000, any_end()).prop_map(|(by, end)| Shift::Years(by, end)),
        (-130_000_i32..130_000, any_end()).prop_map(|(by, end)| Shift::Months(by, end)),
    ]
}

pub fn bounds_with_inside() -> impl Strategy<Value = (DateBounds, Date)> {
    let three = prop_oneof![
        [any_date(), any_date(), any_date()],
        (any_date(), 0_i32..3, 0_i32..3).prop_map(|(first, more, most)| {
            let later = |date: Date, days| {
                let shifted = DateBounds::exactly(date).shift(Shift::Days(days));
                shifted.ok().and_then(DateBounds::known).unwrap_or(date)
            };
            [first, later(first, more), later(later(first, more), most)]
        }),
    ];
    (three, any::<(bool, bool)>()).prop_map(|(mut three, open)| {
        three.sort();
        let [first, inside, last] = three;
        (DateBounds { first: (!open.0).then_some(first), last: (!open.1).then_some(last) }, inside)
    })
}

pub fn holds(bounds: DateBounds, date: Date) -> bool {
    bounds.first.is_none_or(|first| first <= date) && bounds.last.is_none_or(|last| date <= last)
}

fn shift(date: Date, by: Shift) -> Result<Date, Fault> {
    DateBounds::exactly(date).shift(by).map(|shifted| shifted.known().unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_shift_is_what_the_calendar_says(date in any_date(), by in any_shift()) {
        prop_assert_eq!(shift(date, by).map(of), shifted(of(date), by).ok_or(Fault::DateOutOfRange));
    }

    #[test]
    fn no_shift_panics(date in any_date(), by in any::<i32>()) {
        for by in [Shift::Days(by), Shift::Months(by, MonthEnd::LastDay), Shift::Years(by, MonthEnd::NextMonth)] {
            if let Ok(shifted) = shift(date, by) {
                prop_assert!((1..=9999).contains(&shifted.year()));
            }
        }
        if let Ok(start) = DateBounds::exactly(date).start_of(CalendarPeriod::Year, by) {
            let start = start.known().unwrap();
            prop_assert!((1..=9999).contains(&start.year()));
            prop_assert_eq!(i32::from(start.year()), i32::from(date.year()) + by);
        }
    }

    #[test]
    fn bounds_hold_every_shifted_date((bounds, inside) in bounds_with_inside(), by in any_shift(), years in -60_i32..60) {
        if let (Ok(bounds), Ok(inside)) = (bounds.shift(by), shift(inside, by)) {
            prop_assert!(holds(bounds, inside), "{:?} {:?}", bounds, inside);
        }
        let start = DateBounds::exactly(inside).start_of(CalendarPeriod::Year, years);
        if let (Ok(bounds), Ok(start)) = (bounds.start_of(CalendarPeriod::Year, years), start) {
            let start = start.known().unwrap();
            prop_assert!(holds(bounds, start));
            prop_assert_eq!((start.month(), start.day()), (1, 1));
        }
    }

    #[test]
    fn a_comparison_is_known_exactly_where_it_always_turns_out_so(
        (left, a) in bounds_with_inside(),
        (right, b) in bounds_with_inside(),
    ) {
        let (before, after) = ((0, 1, 1), (10_000, 1, 1));
        let ends = |bounds: DateBounds| (bounds.first.map_or(before, of), bounds.last.map_or(after, of));
        let ((first, last), (other_first, other_last)) = (ends(left), ends(right));
        let judged = |found: Truth, here: bool, always: bool, never: bool| {
            assert!(found.known().is_none_or(|claimed| claimed == here), "{left:?} {right:?}: {found:?}");
            let expected = if always { Truth::True } else if never { Truth::False } else { Truth::Unknown };
            assert_eq!(found, expected, "{left:?} {right:?}");
        };
        judged(left.at_least(right), a >= b, first >= other_last, last < other_first);
        let known = left.known().is_some() && left.known() == right.known();
        judged(left.same(right), a == b, known, last < other_first || other_last < first);
    }
}

#[test]
fn anniversaries_and_month_ends() {
    let cases = [
        ("2024-02-29", Shift::Years(1, MonthEnd::NextMonth), "2025-03-01"),
        ("2024-02-29", Shift::Years(4, MonthEnd::NextMonth), "2028-02-29"),
        ("2024-02-29", Shift::Years(0, MonthEnd::NextMonth), "2024-02-29"),
        ("2096-02-29", Shift::Years(4, MonthEnd::NextMonth), "2100-03-01"),
        ("2024-02-29", Shift::Years(-1, MonthEnd::NextMonth), "2023-03-01"),
        ("2024-02-29", Shift::Months(12, MonthEnd::LastDay), "2025-02-28"),
        ("2025-01-31", Shift::Months(1, MonthEnd::LastDay), "2025-02-28"),
        ("2024-01-31", Shift::Months(1, MonthEnd::LastDay), "2024-02-29"),
        ("2025-03-31", Shift::Months(-1, MonthEnd::LastDay), "2025-02-28"),
        ("2025-01-31", Shift::Months(1, MonthEnd::NextMonth), "2025-03-01"),
        ("2025-01-29", Shift::Months(1, MonthEnd::NextMonth), "2025-03-01"),
        ("2025-01-28", Shift::Months(1, MonthEnd::NextMonth), "2025-02-28"),
        ("2024-01-30", Shift::Months(1, MonthEnd::NextMonth), "2024-03-01"),
        ("2025-03-31", Shift::Months(-1, MonthEnd::NextMonth), "2025-03-01"),
        ("2025-08-31", Shift::Months(1, MonthEnd::NextMonth), "2025-10-01"),
        ("2024-02-29", Shift::Years(1, MonthEnd::LastDay), "2025-02-28"),
        ("2025-12-31", Shift::Days(1), "2026-01-01"),
        ("2025-08-01", Shift::Days(31), "2025-09-01"),
    ];
    for (from, by, to) in cases {
        assert_eq!(shift(from.parse().unwrap(), by), Ok(to.parse().unwrap()), "{from} {by:?}");
    }
}

#[test]
fn the_calendar_ends_at_years_1_and_9999() {
    let (first, last): (Date, Date) = ("0001-01-01".parse().unwrap(), "9999-12-31".parse().unwrap());
    for by in [
        Shift::Days(-1),
        Shift::Months(-1, MonthEnd::LastDay),
        Shift::Years(-1, MonthEnd::NextMonth),
        Shift::Days(i32::MIN),
        Shift::Months(i32::MIN, MonthEnd::LastDay),
        Shift::Years(i32::MIN, MonthEnd::NextMonth),
    ] {
        assert_eq!(shift(first, by), Err(Fault::DateOutOfRange), "{by:?}");
    }
    for by in [
        Shift::Days(1),
        Shift::Months(1, MonthEnd::LastDay),
        Shift::Years(1, MonthEnd::NextMonth),
        Shift::Days(i32::MAX),
        Shift::Months(i32::MAX, MonthEnd::LastDay),
        Shift::Years(i32::MAX, MonthEnd::NextMonth),
    ] {
        assert_eq!(shift(last, by), Err(Fault::DateOutOfRange), "{by:?}");
    }
    for years in [-1, i32::MIN] {
        assert_eq!(DateBounds::exactly(first).start_of(CalendarPeriod::Year, years), Err(Fault::DateOutOfRange));
    }
    for years in [1, i32::MAX] {
        assert_eq!(DateBounds::exactly(last).start_of(CalendarPeriod::Year, years), Err(Fault::DateOutOfRange));
    }
    assert_eq!(DateBounds::ANY.shift(Shift::Years(i32::MAX, MonthEnd::NextMonth)), Ok(DateBounds::ANY));
}
