//! Parts of an award whose days are still to come, beside a reading of how they are paid, explained in both languages.

use bursary::case::{Format, Overrides, read_cases};
use bursary::diagnostic::Language;
use bursary::explain::{Options, explain, text};
use bursary::source::{Role, Source, Sources};

use crate::{decided, golden};

const RULES: &str = r#"
policy factories "厂房补助办法"
  money in CNY, rounded half up to 0.01

reading payment "拨付方式"
  | in_parts "分期" default
  | at_once "验收后一次拨付"
  because "没有写明"

applicant "申报主体"
  first_year "首个年度" : whole 2000..2100
  cost "建设成本" : money
  started_on "开工日期" : date
  topped_on "封顶日期" : date
  accepted_on "验收日期" : date

measure building "厂房补助"
  when "三年以上": 2026 - first_year at least 3
  let at_start "开工比例" be 20%
    except "一次拨付": 0% if cost below 1亿元 under reading payment is at_once
  award 10% of cost
  pay at_start on started_on "开工", 50% on topped_on "封顶", the rest on accepted_on "验收"
"#;

fn explained(facts: &str, language: Language) -> String {
    let mut sources = Sources::new();
    sources.add(Role::Rules, Source::new("policy.bursary", RULES));
    let program = bursary::compile(&mut sources).program.expect("the policy compiles");
    let case = format!("{{\"applied_on\": \"2026-05-01\", \"applicant\": {facts}}}");
    let id = sources.add(Role::Case, Source::new("case.json", case));
    let case = read_cases(&program, &sources, id, Format::Json, &Overrides::default()).next().unwrap().unwrap();
    let (mut decision, others) = decided(&program, &case);
    decision.digest = "sha256:…".to_owned();
    text(&explain(&program, &decision, &others, &Options { language, ..Options::default() }), 100)
}

#[test]
fn the_whole_of_a_certain_award_is_one_figure() {
    let facts = r#"{"first_year": 2023, "cost": "5000万元", "started_on": "2025-03-01", "topped_on": "2026-02-01"}"#;
    golden!("parts_zh", explained(facts, Language::Zh));
    golden!("parts_en", explained(facts, Language::En));
}

#[test]
fn the_whole_of_an_award_that_is_not_known_is_a_range() {
    let facts = r#"{"first_year": 2023, "started_on": "2025-03-01"}"#;
    golden!("parts_unknown_zh", explained(facts, Language::Zh));
}
