//! What is missing is told even where its label is part of another's, and a measure's own time goes by a name in the reader's language.

use bursary::case::{Format, Overrides, read_cases};
use bursary::diagnostic::Language;
use bursary::explain::{Options, explain, text};
use bursary::interpret::{Detail, Readings, Stage, decide};
use bursary::source::{Role, Source, Sources};

const POLICY: &str = "政策 p 「投资奖励」
  金额单位 CNY，四舍五入至 0.01

申报主体 「企业」
  invested 「投资」：金额
  total 「投资额」：金额
  started 「开工日期」：日期
  staff 「人数」：整数 0..

措施 m 「投资奖励」
  施行 自 2025-01-01 至 2027-12-31，按 开工日期
  条件 「规模」：投资额 超过 人数 × 投资
  条件 「施行 后开工」：开工日期 晚于 2025-03-01
  奖励 10元
";

fn shown(language: Language) -> String {
    let mut sources = Sources::new();
    sources.add(Role::Rules, Source::new("policy.bursary", POLICY.to_owned()));
    let program = bursary::compile(&mut sources).program.unwrap();
    let id = sources
        .add(Role::Case, Source::new("case.yaml", "申请日: 2026-05-01\n申报主体: {开工日期: 2026-01-01, 人数: 3}\n"));
    let case = read_cases(&program, &sources, id, Format::Yaml, &Overrides::default()).next().unwrap().unwrap();
    let decision =
        decide(&program, &case, &Readings::defaults(&program), Stage::Application, Detail::Derivation).unwrap();
    text(&explain(&program, &decision, &[], &Options { language, ..Options::default() }), 100)
}

#[test]
fn what_is_missing_is_told_although_another_label_holds_its_own() {
    let chinese = shown(Language::Zh);
    let condition: String = chinese.lines().skip_while(|line| !line.contains("规模")).take(3).collect();
    assert!(condition.contains("投资额：未提供") && condition.contains("投资（未提供）"), "{chinese}");
}

#[test]
fn a_measures_own_time_is_named_in_the_language_of_the_reader() {
    let (chinese, english) = (shown(Language::Zh), shown(Language::En));
    assert!(chinese.contains("✔ 在施行期间内") && !chinese.contains("施行 自"), "{chinese}");
    // A condition keeps its own label, whatever it begins with.
    assert!(chinese.contains("✔ 施行 后开工"), "{chinese}");
    assert!(english.contains("✔ in force") && !english.contains("施行 自"), "{english}");
}
