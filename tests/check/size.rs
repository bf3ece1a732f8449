//! Large policies take time in proportion to their size.

use std::fmt::Write;
use std::time::Instant;

use super::check;

/// A policy of `count` measures, each with its own article, fact and quote, and its document.
fn large(count: usize) -> (String, String) {
    let mut rules = String::from(
        "policy large\n  source \"source.md\"\n  money in CNY, rounded half up to 0.01\n\napplicant\n  amount : money\n",
    );
    let mut document = String::new();
    for at in 0..count {
        writeln!(rules, "  fact_{at} : yes/no").unwrap();
    }
    for at in 1..=count {
        let before = at - 1;
        writeln!(document, "### （{at}） 第{at}项\n\n对符合第{at}项条件的企业，按投资额的20%给予最高{at}万元奖励。\n")
            .unwrap();
        write!(
            rules,
            "\nmeasure m_{at} \"措施{at}\" article \"{at}\"\n  quote \"对符合第{at}项条件的企业\"\n  let base be amount\n  when fact_{before}\n  award 20% of base\n    quote \"按投资额的20%给予最高{at}万元奖励\"\n  cap {at}万元 per applicant in total\n"
        )
        .unwrap();
    }
    (rules, document)
}

#[test]
fn ten_thousand_measures_are_checked_quickly() {
    let (rules, document) = large(10_000);
    let mut sources = bursary::source::Sources::new();
    let id = sources.add(bursary::source::Role::Rules, bursary::source::Source::new("policy.bursary", rules.as_str()));
    sources.add(bursary::source::Role::Document, bursary::source::Source::new("source.md", document));
    let mut found = bursary::diagnostic::Diagnostics::default();
    let file = bursary::syntax::parse_file(id, &rules, &mut found);
    let started = Instant::now();
    let program = bursary::check::check(&[file], &sources, &mut found);
    let taken = started.elapsed();
    // What the text lacks is told once, not of each measure.
    let codes: Vec<&str> = found.into_sorted().iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["genre/no-duplication-rule", "genre/no-recovery", "genre/no-time-in-force"]);
    assert_eq!(program.expect("a program").measures.len(), 10_000);
    eprintln!("checked in {taken:?}");
    // Far above what it takes: a slow machine and no optimisation are no failure, quadratic time is.
    assert!(taken.as_secs() < 20, "{taken:?}");
}

#[test]
fn ten_thousand_mistakes_are_reported_quickly() {
    let (rules, document) = large(10_000);
    let rules = rules.replace("20% of base", "20% of bases").replace("的企业\"", "的企业们\"");
    let started = Instant::now();
    let (program, found, _) = check(&rules, Some(&document));
    assert!(program.is_none());
    assert_eq!(found.iter().filter(|finding| finding.code == "names/unknown").count(), 10_000);
    assert_eq!(found.iter().filter(|finding| finding.code == "citations/quote-not-found").count(), 10_000);
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

#[test]
fn a_long_chain_of_definitions_is_no_deep_one() {
    let mut rules = String::from("policy long\n\nlet v_0 be 1元\n");
    for at in 1..20_000 {
        writeln!(rules, "let v_{at} be v_{} + 1元", at - 1).unwrap();
    }
    rules.push_str("\nmeasure m\n  award v_19999\n  cap 20000元 per applicant in total\n");
    let (program, found, _) = check(&rules, None);
    let codes: Vec<&str> = found.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["policy/no-money-rule", "citations/measure-without"]);
    assert_eq!(program.expect("a program").lets.len(), 20_000);
}
