//! Coverage: what decided cases reach, counted by hand.

use bursary::diagnostic::Language;
use bursary::interpret::{Detail, decide};
use bursary::ir::Program;
use bursary::source::{Role, Source, Sources};
use bursary::testing::coverage::{Coverage, Kind, Share, html, json, text};

use crate::mutants::GRANT;
use crate::{compiled, run};

fn covered<'p>(program: &'p Program, sources: &Sources, facts: &[&str]) -> Coverage<'p> {
    let mut coverage = Coverage::of(program, sources);
    for facts in facts {
        let run = run(program, &format!("{{applied_on: 2026-05-01, {facts}}}"));
        let decision = decide(program, &run.case, &run.readings, run.stage, Detail::Derivation).unwrap();
        coverage.count(&decision);
    }
    coverage
}

const CAPPED: &str = "applicant: {revenue: 700万元, small: yes}";
const ALL: [&str; 6] = [
    CAPPED,
    // 10% of 5,000,000.05 is 500,000.005, rounded.
    "applicant: {revenue: 5000000.05, small: yes}",
    "applicant: {revenue: 400万元, small: no}",
    "applicant: {}",
    "applicant: {revenue: 500万元, small: yes}, paid: [{measure: growth, claim: applicant, amount: 500000, on: 2026-04-01}]",
    "applicant: {revenue: 500万元, small: yes}",
];

#[test]
fn a_case_reaches_the_ways_that_it_takes() {
    let (sources, program) = compiled(GRANT);
    let coverage = covered(&program, &sources, &[CAPPED]);
    // The measure: qualified of 4 ways. Two conditions: held of 3 ways each. The award: computed of 2. The cap: cut of 2.
    assert_eq!(coverage.share_of(Kind::Measure), Share { reached: 1, all: 4 });
    assert_eq!(coverage.share_of(Kind::Condition), Share { reached: 2, all: 6 });
    assert_eq!(coverage.share_of(Kind::Award), Share { reached: 1, all: 2 });
    assert_eq!(coverage.share_of(Kind::Limit), Share { reached: 1, all: 2 });
    assert_eq!(coverage.share(), Share { reached: 5, all: 14 });
    assert_eq!(coverage.share().percent(), 35);
    assert!(coverage.share().is_at_least(35) && !coverage.share().is_at_least(36));
    let said = text(&coverage, &sources, Language::En);
    assert!(said.contains("policy.bursary:8:3  增长奖励: revenue of 5 million: failed, open"), "{said}");
}

#[test]
fn cases_of_every_kind_reach_everything() {
    let (sources, program) = compiled(GRANT);
    let coverage = covered(&program, &sources, &ALL);
    let said = text(&coverage, &sources, Language::Zh);
    assert_eq!(coverage.share(), Share { reached: 14, all: 14 }, "{said}");
    assert!(!said.contains("没有测试涉及"), "{said}");
}

#[test]
fn rows_tables_readings_and_sentences_are_reached_one_by_one() {
    let document = "# 办法\n对研发投入给予补助。国家级30%，市级20%。小微企业上浮。\n鼓励创新。\n由财政局负责解释。\n";
    let rules = r#"
policy grant "补助"
  source "source.md"
  money in CNY, rounded half up to 0.01
type level "级别" : one of
  | national "国家级"
  | municipal "市级"
applicant
  cost "投入" : money, if absent 0元
  level "级别" : level
  small "小微企业" : yes/no
reading base "口径"
  | gross "总额" default
  | net "净额"
  because "未写明"
  quote "对研发投入给予补助"
table rate "比例" by level "级别" : level
  | national => 30%
  | municipal => 20%
  quote "国家级30%，市级20%"
not computed "没有条件"
  quote "鼓励创新"
measure research "研发补助"
  quote "对研发投入给予补助"
  let whole "基数" be cost under reading base is gross
  let whole "基数" be cost - 10元, not below 0元 under reading base is net
  let share "比例" be rate(level)
    raise "小微企业" by 5% if small
      quote "小微企业上浮"
  award share of whole
"#;
    let mut sources = Sources::new();
    sources.add(Role::Rules, Source::new("policy.bursary", rules));
    sources.add(Role::Document, Source::new("source.md", document));
    let compiled = bursary::compile(&mut sources);
    let found: Vec<String> = compiled.findings.iter().map(|it| it.message.en.clone()).collect();
    let program = compiled.program.unwrap_or_else(|| panic!("{found:#?}"));
    let coverage = covered(&program, &sources, &["applicant: {cost: 100, level: national, small: no}"]);
    assert_eq!(coverage.share_of(Kind::TableRow), Share { reached: 1, all: 2 });
    assert_eq!(coverage.share_of(Kind::Row), Share { reached: 1, all: 2 }, "definitions of the base");
    assert_eq!(coverage.share_of(Kind::Departure), Share { reached: 1, all: 2 });
    assert_eq!(coverage.share_of(Kind::Reading), Share { reached: 1, all: 2 });
    // Of the three sentences that rules rest on, the raise has not been applied; the fourth is not computed, the fifth quoted by nothing.
    assert_eq!(coverage.share_of(Kind::Sentence), Share { reached: 2, all: 4 });
    let other = covered(&program, &sources, &["applicant: {cost: 100, level: municipal, small: yes}"]);
    assert_eq!(other.share_of(Kind::Sentence), Share { reached: 3, all: 4 });
    let told = json(&other, &sources);
    assert_eq!(told["kinds"]["sentence"]["percent"], 75);
    assert_eq!(told["decisions"], 1);
    let page = html(&other, &sources, Language::Zh);
    assert!(page.contains("<html lang=\"zh-CN\">") && page.contains("鼓励创新"), "{page}");
}

/// Rows of a published series beside the rules count like those among them.
#[test]
fn rows_of_a_file_of_values_are_reached_one_by_one() {
    let rules = r#"
policy loans "贴息"
  money in CNY, rounded half up to 0.01
dated lpr "一年期LPR" : ratio, in "lpr.csv"
applicant
  principal "本金" : money, if absent 0元
measure interest "贷款贴息"
  award lpr on applied_on of principal
"#;
    let mut sources = Sources::new();
    sources.add(Role::Rules, Source::new("policy.bursary", rules));
    let series = |name: &str| Some(Source::new(name, "from,value\n2025-01-01,3.1%\n2026-01-01,3.0%\n"));
    let compiled = bursary::compile_with(&mut sources, series);
    let found: Vec<String> = compiled.findings.iter().map(|it| it.message.en.clone()).collect();
    let program = compiled.program.unwrap_or_else(|| panic!("{found:#?}"));
    let coverage = covered(&program, &sources, &["applicant: {principal: 100}"]);
    assert_eq!(coverage.share_of(Kind::TableRow), Share { reached: 1, all: 2 });
    let missed = text(&coverage, &sources, Language::En);
    assert!(missed.contains("lpr.csv:2:"), "{missed}");
    assert!(html(&coverage, &sources, Language::En).contains("lpr.csv"));
}
