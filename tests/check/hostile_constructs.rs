//! Very many of every construct, and figures and days at the ends of what can be said: no panic, and no time out of proportion.

use std::fmt::Write;
use std::time::{Duration, Instant};

use bursary::case::{Format, Overrides, read_cases};
use bursary::interpret::{Detail, Readings, Stage, decide};
use bursary::source::{Role, Source};

use super::check;

const HEAD: &str = "policy p\n  money in CNY, rounded half up to 0.01\n  in force from 2024-01-01 until 2030-12-31\n\
                    applicant\n  good : yes/no\n  kind : text\n  made_on : date\n  cost : money\n  level : whole\n  items : list of item, if absent none\n\
                    record item\n  key id : text\n  size : money\n\n";

const CASE: &str = "{applied_on: 2026-05-01, applicant: {good: true, kind: a, made_on: 2026-01-01, cost: 500元, level: 3, items: [{id: x, size: 7元}]}}";

/// Checks rules and, where they compile, decides a case by them; gives the codes of what is found.
fn run(rules: &str, case: &str) -> Vec<&'static str> {
    let (program, found, mut sources) = check(rules, None);
    if let Some(program) = program {
        let id = sources.add(Role::Case, Source::new("case.yaml", case));
        for case in read_cases(&program, &sources, id, Format::Yaml, &Overrides::default()).flatten() {
            for stage in [Stage::Application, Stage::Payment] {
                let _ = decide(&program, &case, &Readings::defaults(&program), stage, Detail::Derivation);
            }
        }
    }
    found.iter().map(|finding| finding.code).collect()
}

/// How a text grows with the number of its parts.
type Grows = fn(usize) -> String;

fn repeated(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect()
}

fn joined(count: usize, comma: &str, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect::<Vec<String>>().join(comma)
}

/// A day; another for every number.
fn day(at: usize) -> String {
    format!("{:04}-{:02}-{:02}", 1 + at / 336, 1 + at / 28 % 12, 1 + at % 28)
}

/// Every construct of which there can be many.
const MANY: &[(&str, Grows)] = &[
    ("exceptions", |count| {
        format!(
            "measure m\n  award cost\n{}",
            repeated(count, |at| format!("    except \"e{at}\": {at}元 if level is {at}\n"))
        )
    }),
    ("raises", |count| {
        format!(
            "measure m\n  award cost\n{}",
            repeated(count, |at| format!("    raise \"r{at}\" by {at}元 if level is {at}\n"))
        )
    }),
    ("vetoes", |count| {
        format!(
            "measure m\n{}  award cost\n",
            repeated(count, |at| format!("  veto \"v{at}\": level is {at} at payment\n"))
        )
    }),
    ("parts of a payment", |count| {
        let parts = repeated(count, |at| format!("0.01元 on made_on + {at} days, "));
        format!("measure m\n  award cost\n  pay {parts}the rest on made_on + 20 years\n")
    }),
    ("payers", |count| {
        let payers = repeated(count, |at| format!("\"p{at}\" 0.001%, "));
        format!("measure m\n  award cost\n  paid by {payers}\"last\" the rest\n")
    }),
    ("recoveries", |count| {
        format!(
            "measure m\n  award cost\n{}",
            repeated(count, |at| format!("  recover paid × 1% when \"r{at}\": level is {at}\n"))
        )
    }),
    ("obligations", |count| {
        format!(
            "measure m\n  award cost\n{}",
            repeated(count, |at| format!("  obliged \"o{at}\" until made_on + {at} days\n"))
        )
    }),
    ("limits of a measure", |count| {
        format!(
            "measure m\n  award cost\n{}",
            repeated(count, |at| format!("  cap {}元 per applicant in total\n", 100 + at))
        )
    }),
    ("limits across", |count| {
        let limits = repeated(count, |at| {
            format!("limits across m, n \"l{at}\"\n  cap {}元 per applicant in total\n", 100 + at)
        });
        format!("measure m\n  award cost\nmeasure n\n  award cost\n{limits}")
    }),
    ("measures under one limit", |count| {
        let measures = repeated(count, |at| format!("measure m_{at}\n  award 1元\n"));
        format!("{measures}limits across all\n  cap 100元 per applicant in total\n")
    }),
    ("measures under a limit that names them", |count| {
        let measures = repeated(count, |at| format!("measure m_{at}\n  award 1元\n"));
        let names = joined(count, ", ", |at| format!("m_{at}"));
        format!("{measures}limits across {names}\n  cap 100元 per applicant in total\n")
    }),
    ("values that count", |count| {
        format!(
            "measure m\n  award cost\n  cap 9元 per applicant in total counting {}\n",
            joined(count, ", ", |at| format!("{at}元"))
        )
    }),
    ("dated rows", |count| {
        let rows = repeated(count, |at| format!("  | from {} until {} => {at}元\n", day(at), day(at)));
        format!("dated d : money\n{rows}measure m\n  award d on made_on\n")
    }),
    ("dated rows over one another", |count| {
        format!(
            "dated d : money\n{}measure m\n  award d on made_on\n",
            repeated(count, |at| format!("  | from {} => {at}元\n", day(at)))
        )
    }),
    ("bands of a table", |count| {
        let rows = repeated(count, |at| format!("  | at least {at} and below {} => {at}元\n", at + 1));
        format!(
            "table t by level : whole\n  | below 0 => 0元\n{rows}  | at least {count} => 1元\nmeasure m\n  award t(level)\n"
        )
    }),
    ("bands over one another", |count| {
        let rows = repeated(count, |at| format!("  | at least {at} => {at}元\n"));
        format!("table t by level : whole\n{rows}measure m\n  award t(level)\n")
    }),
    ("rows of two keys", |count| {
        let rows = repeated(count, |at| format!("  | {at}..{}, any => {at}元\n", at));
        format!(
            "table t by level : whole, good : yes/no\n{rows}  | any, yes => 1元\nmeasure m\n  award t(level, good)\n"
        )
    }),
    ("results of a table", |count| {
        let (names, values) = (joined(count, ", ", |at| format!("r{at}")), joined(count, ", ", |at| format!("{at}元")));
        format!("table t by level : whole gives {names}\n  | any => {values}\nmeasure m\n  award t(level).r0\n")
    }),
    ("slices", |count| {
        let rows = repeated(count, |at| format!("  | above {at}元 and at most {}元 => 1%\n", at + 1));
        format!(
            "slices s by base : money\n  | at most 0元 => 0%\n{rows}  | above {count}元 => 2%\nmeasure m\n  award s(cost)\n"
        )
    }),
    ("values of a type", |count| {
        let values = repeated(count, |at| format!("  | v{at} \"V{at}\"\n"));
        let rows = repeated(count, |at| format!("  | v{at} => {at}元\n"));
        format!("type t : one of\n{values}table by_type by own : t\n{rows}measure m\n  award by_type(v1)\n")
    }),
    ("units", |count| {
        let units = repeated(count, |at| format!("unit u{}\nunit w{at} is 10 u{}\n", at, at));
        format!("{units}measure m\n  when 5 w0 above 3 u0\n  award cost\n")
    }),
    ("factors of a unit", |count| {
        let units = repeated(count, |at| format!("unit u{at}\n"));
        format!("{units}measure m\n  when 5 {} above 3 u0\n  award cost\n", joined(count, "·", |at| format!("u{at}")))
    }),
    ("arguments", |count| format!("measure m\n  award max({})\n", joined(count, ", ", |at| format!("{at}元")))),
    ("values that one is compared with", |count| {
        format!("measure m\n  when kind is one of {}\n  award cost\n", joined(count, ", ", |at| format!("\"k{at}\"")))
    }),
    ("rows of a value", |count| {
        let rows = repeated(count, |at| format!("    | {at}元 if level is {at}\n"));
        format!("measure m\n  award\n{rows}    | 0元 otherwise\n")
    }),
    ("endings", |count| format!("measure m\n  award cost{}\n", ", not below 1元, rounded up to 1元".repeat(count))),
    ("definitions for years", |count| {
        let lets = repeated(count, |at| format!("  let v be {at}元 in year {}\n", at + 1));
        format!("measure m\n{lets}  award v in year 1\n")
    }),
    ("readings", |count| {
        let readings = repeated(count, |at| format!("reading r{at}\n  | a default\n  | b\n"));
        let awards = repeated(count, |at| format!("  when good under reading r{at} is a\n"));
        format!("{readings}measure m\n{awards}  award cost\n")
    }),
    ("alternatives of a reading", |count| {
        let values = repeated(count, |at| format!("  | v{at}\n"));
        let awards = repeated(count, |at| format!("  award {at}元 under reading r is v{at}\n"));
        format!("reading r\n  | first default\n{values}measure m\n  award cost under reading r is first\n{awards}")
    }),
    ("functions of each other's values", |count| {
        let lets =
            repeated(count, |at| format!("  let v{} be max(v{at}, v{at} - 1元, part(v{at}, above 1元))\n", at + 1));
        format!("measure m\n  let v0 be cost\n{lets}  award v{count}\n")
    }),
    ("values that need each other in a circle", |count| {
        let lets = repeated(count, |at| {
            format!("let v{at} be min(v{}, taper(v{at}, cost, from 1元, to 9元))\n", (at + 1) % count)
        });
        format!("{lets}measure m\n  award v0\n")
    }),
    ("measures of one name", |count| "measure m\n  award cost\n".repeat(count)),
    ("units of one name", |count| "unit u\n".repeat(count)),
    ("tables of one name", |count| "table t by level : whole\n  | any => 1元\n".repeat(count)),
    ("dated values of one name", |count| "dated d : money\n  | from 2024-01-01 => 1元\n".repeat(count)),
    ("readings of one name", |count| "reading r\n  | a default\n  | b\n".repeat(count)),
    ("results of one name", |count| {
        format!(
            "table t by level : whole gives {}\n  | any => {}\n",
            joined(count, ", ", |_| "r".to_owned()),
            joined(count, ", ", |_| "1元".to_owned())
        )
    }),
];

/// How long a thread has worked: what other programs do at the same time does not count (where the system tells).
fn worked(started: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split_whitespace().next().and_then(|first| first.parse().ok()));
    nanoseconds.map_or_else(|| started.elapsed(), Duration::from_nanos)
}

fn time(rules: &str) -> Duration {
    let started = Instant::now();
    let once = || {
        let before = worked(started);
        run(rules, CASE);
        worked(started).saturating_sub(before)
    };
    once().min(once())
}

/// Four times as many take about four times as long; sixteen times would be quadratic.
#[test]
fn many_of_anything_take_time_in_proportion() {
    let mut slow = String::new();
    for (name, text) in MANY {
        let write = |count: usize| format!("{HEAD}{}", text(count));
        let (few, many) = (time(&write(250)), time(&write(1000)));
        println!("{name}: {few:?}, four times as many {many:?}");
        if many > few * 10 && many > Duration::from_millis(300) {
            writeln!(slow, "{name}: {few:?}, four times as many {many:?}").unwrap();
        }
    }
    assert_eq!(slow, "");
}

/// Each amendment makes a whole version, so a small policy is amended here.
#[test]
fn many_amendments_take_time_in_proportion() {
    let write = |count: usize| {
        let amendments = repeated(count, |at| {
            format!("amendment a{at} from {}\n  parameter rate : ratio, if absent {at}%\n", day(at))
        });
        format!(
            "policy p\n  money in CNY, rounded half up to 0.01\n  parameter rate : ratio, if absent 1%\nmeasure m\n  award rate of 1元\n{amendments}"
        )
    };
    let (few, many) = (time(&write(100)), time(&write(400)));
    assert!(many < few * 10 || many < Duration::from_millis(300), "{few:?}, four times as many {many:?}");
}

#[test]
fn what_nests_is_refused_before_it_is_too_deep() {
    let nested = [
        ("part(", ", above 1元)"),
        ("taper(", ", cost, from 1元, to 2元)"),
        ("steps(", ", 1元)"),
        ("growth(", ", over cost, from zero 1%)"),
        ("increase(cost, over ", ")"),
        ("overlap(", ", period(made_on, for 1 month))"),
        ("period(first_day(", "), made_on)"),
        ("days(period(made_on, for 1 month)) + (", ")"),
        ("(rate on (", "))"),
        ("(1:0.5 of ", ")"),
        ("(1元, not below ", ")"),
        ("t(", ").r"),
    ];
    for (open, close) in nested {
        for depth in [40, 99, 2_000] {
            let rules = format!("{HEAD}measure m\n  award {}cost{}\n", open.repeat(depth), close.repeat(depth));
            let found = run(&rules, CASE);
            let refused = found
                .iter()
                .any(|code| matches!(*code, "syntax/too-deep" | "syntax/too-many-terms" | "syntax/too-long"));
            assert!(refused || depth < 2_000, "{open}: {found:?}");
        }
    }
}

const DAYS: &[&str] = &["0001-01-01", "0001-12-31", "9999-12-31", "9999-01-01", "2024-02-29"];

/// What is worked out of a day, for each end of the calendar.
const OF_DAYS: &[&str] = &[
    "DAY + 1 day",
    "DAY - 1 day",
    "DAY + 9999 years",
    "DAY - 9999 years",
    "DAY + 119988 months",
    "DAY - 4294967295 days",
    "DAY + 4294967295 months",
    "DAY + 4294967296 years",
    "first_day(period(DAY, for 9999 years))",
    "last_day(period(DAY, for 1 day))",
    "last_day(period(DAY, 9999-12-31))",
    "last_day(overlap(period(DAY, for 1 month), period(0001-01-01, 9999-12-31)))",
];

const WINDOWS: &[&str] = &[
    "the calendar year before DAY",
    "the calendar year of DAY",
    "the quarter before DAY",
    "the quarter of DAY",
    "the month before DAY",
    "the month of DAY",
    "the financial year before DAY",
    "the financial year of DAY",
    "36 months before DAY",
    "9999 years after DAY",
    "4294967295 days before DAY",
    "period(DAY, for 1 year)",
];

const PERIODS: &[&str] = &[
    "per calendar year of DAY",
    "per financial year of DAY",
    "per quarter of DAY",
    "per month of DAY",
    "over 3 years to DAY",
    "over 4294967295 years to DAY",
    "over 9999 financial years to DAY",
];

/// Days at both ends of the calendar, with everything that moves or spans days: read from the rules and from the case.
#[test]
fn the_ends_of_the_calendar_are_decided_or_refused() {
    let mut rules = Vec::new();
    for day in DAYS {
        let at = |text: &str, own: &str| text.replace("DAY", own);
        for own in [*day, "made_on", "applied_on"] {
            for text in OF_DAYS {
                rules.push((
                    *day,
                    format!(
                        "  when {} before made_on\n  award days(period({}, made_on)) × 1元 ÷ 1 day\n",
                        at(text, own),
                        at(text, own)
                    ),
                ));
            }
            for text in WINDOWS {
                rules.push((*day, format!("  when made_on is within {}\n  award cost\n", at(text, own))));
            }
            for text in PERIODS {
                rules.push((*day, format!("  award cost\n  cap 100元 per applicant {}\n", at(text, own))));
            }
            rules.push((
                *day,
                at(
                    "  award cost\n  pay in 4294967295 equal years from DAY\n  obliged \"o\" until DAY + 10 years\n",
                    own,
                ),
            ));
            rules.push((*day, at("  award cost\n  pay in 12 equal months from DAY\n  voucher until DAY + 1 year, redeemed on made_on\n", own)));
            rules.push((*day, at("  award cost\n  pay 50% on DAY + 1 day, the rest on DAY - 1 day\n", own)));
            rules.push((*day, at("  let years be calendar_year(DAY) - days_in_year(DAY) ÷ 1 day + days_in_month(DAY) ÷ 1 day\n  award years × 1元\n", own)));
        }
    }
    for (day, measure) in rules {
        let head = HEAD.replace(
            "in force from 2024-01-01 until 2030-12-31",
            "in force from 0001-01-01 until 9999-12-31\n  financial year from month 7",
        );
        let rules = format!("{head}dated rate : ratio\n  | from 0001-01-01 until {day} => 1%\nmeasure m\n{measure}");
        let case = CASE.replace("2026-05-01", day).replace("2026-01-01", day);
        run(&rules, &case);
    }
}

/// Figures of every size in every place that takes one.
#[test]
fn figures_of_any_size_are_worked_out_or_refused() {
    let figures = [
        "0",
        "0.0000000000000000000000000001",
        "79228162514264337593543950335",
        "79228162514264337593543950336",
        "7922816251426433759354395033.5",
        "99999999999999",
        "1000000000000000000000000000000000000000",
    ];
    let places = [
        "  award FIG元\n",
        "  award FIG亿元 × FIG\n",
        "  award FIG% of FIG元\n",
        "  award FIGBP of cost\n",
        "  award FIG:FIG of cost\n",
        "  award steps(cost, FIG元) × 1元\n",
        "  award steps_begun(FIG元, FIG元) × FIG元\n",
        "  award taper(FIG元, cost, from FIG元, to 9元)\n",
        "  award taper(cost, FIG元, from 0元, to FIG元)\n",
        "  award growth(FIG元, over FIG元, from zero FIG%) of cost\n",
        "  award part(cost, above FIG元, at most FIG元)\n",
        "  award cost ÷ FIG\n",
        "  award cost, rounded up to FIG元\n",
        "  award cost, nothing below FIG元\n",
        "  award cost\n    raise \"r\" to FIG times if good\n",
        "  award cost\n  cap FIG awards per applicant in total\n",
        "  award cost\n  cap FIG元 over all applicants pro rata in total\n",
        "  award cost\n  pay FIG元 on made_on, the rest on made_on\n",
        "  award cost\n  pay FIG% on made_on, the rest on made_on\n",
        "  award cost\n  pay in FIG equal months from made_on\n",
        "  award cost\n  paid by \"a\" FIG%, \"b\" the rest\n",
        "  award cost\n  recover paid × FIG when good\n",
        "  award FIG元/day × days(period(made_on, for FIG months))\n",
        "  award cost in years 1 to FIG\n",
        "  award (FIG元 + FIG元) × FIG ÷ FIG元 × FIG元\n",
    ];
    for figure in figures {
        for place in places {
            run(&format!("{HEAD}measure m\n{}", place.replace("FIG", figure)), CASE);
            let given = format!("{HEAD}measure m\n{}", place.replace("FIG元", "cost"));
            if !given.contains("FIG") {
                run(&given, &CASE.replace("500元", &format!("{figure}元")));
            }
        }
    }
}

#[test]
fn lists_may_be_empty() {
    let case = "{applied_on: 2026-05-01, applicant: {good: true, kind: a, made_on: 2026-01-01, cost: 500元, level: 3, items: []}}";
    for measure in [
        "  for each item in items, in order of item.size\n  award item.size × position\n  cap the highest per applicant in total\n",
        "  award sum of i.size for each i in items\n  pay in 3 equal years from made_on\n",
        "  when any i in items has i.size above 0元\n  award cost\n",
        "  when all i in items have i.size above 0元\n  award cost ÷ (count of i in items)\n",
    ] {
        assert_eq!(
            run(&format!("{HEAD}measure m\n{measure}"), case).iter().filter(|code| code.starts_with("syntax/")).count(),
            0,
            "{measure}"
        );
    }
}
