//! Large policies take time in proportion to their size.

use std::fmt::Write;
use std::time::Instant;

use bursary::format::format;
use bursary::source::SourceId;

fn large(count: usize) -> String {
    let mut rules = String::from("policy large\n  money in CNY,rounded half up to 0.01\napplicant\n  amount : money\n");
    for at in 0..count {
        write!(
            rules,
            "\nmeasure m_{at} \"措施{at}\" article \"{at}\"   # {at}\n  quote \"对符合第{at}项条件的企业\"\n  let base be amount\n\n\n  when base at least {at}元\n      and fact\n  award 20 % of base\n    quote \"给予最高{at}万元奖励\"\n  cap {at}万元 per applicant in total\n"
        )
        .unwrap();
    }
    rules
}

#[test]
fn ten_thousand_measures_are_laid_out_quickly() {
    let text = large(10_000);
    let started = Instant::now();
    bursary::syntax::parse_file(SourceId(0), &text, &mut bursary::diagnostic::Diagnostics::default());
    let parsed = started.elapsed();
    let started = Instant::now();
    let formatted = format(SourceId(0), &text).unwrap();
    let taken = started.elapsed();
    eprintln!("read in {parsed:?}, laid out in {taken:?}");
    assert_eq!(formatted.left, []);
    // It is read twice, and laid out twice.
    assert!(taken < parsed * 8, "read in {parsed:?}, laid out in {taken:?}");
}

#[test]
fn one_clause_may_be_long_and_one_run_of_comments_too() {
    let cases = [
        format!("measure m\n  when a{}\n", " and a".repeat(9_000)),
        format!("measure m\n  award min(a{})\n", ", a".repeat(9_000)),
        format!("measure m\n  award {}a{}\n", "(".repeat(90), " + 1)".repeat(90)),
        format!("{}measure m\n  award 5元\n", "# c\n\n".repeat(50_000)),
        format!("measure m\n  award 5元 {}\n", "\n # c".repeat(50_000)),
        format!("table t by a : whole\n{}", "  | 1 => 2 # c\n".repeat(20_000)),
        format!("measure m\n  award 5元{}\n", "\n\n".repeat(200_000)),
        "measure m\n  award of\n".repeat(5_000),
        "\"".repeat(200_000),
    ];
    for text in cases {
        let started = Instant::now();
        let start: String = text.chars().take(40).collect();
        assert!(format(SourceId(0), &text).is_ok(), "{start}");
        let taken = started.elapsed();
        eprintln!("{taken:?} {start:?}");
        assert!(taken.as_secs() < 20, "{start}: {taken:?}");
    }
}
