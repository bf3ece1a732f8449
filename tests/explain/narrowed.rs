//! A figure or a condition whose parts are open, and which is less open than they are: each value that the missing facts may have is tried.

use bursary::case::{Format, Overrides, read_cases};
use bursary::diagnostic::Language;
use bursary::explain::{Options, explain, text};
use bursary::interpret::{Detail, Readings, Stage, decide};
use bursary::source::{Role, Source, Sources};

const POLICY: &str = "政策 p 「改造补助」
  金额单位 CNY，四舍五入至 0.01

类型 band 「收入档次」：其中之一
  | low 「低收入」
  | middle 「中等收入」
  | high 「高收入」

申报主体 「家庭」
  persons 「人数」：整数 1..PERSONS
  income 「年收入」：金额

标准 line 「收入线」 按 persons 「人数」：整数 1..PERSONS 得出 low 「低收入线」、middle 「中等收入线」
  | 1..2 => 5万元，8万元
  | 3..PERSONS => 8万元，12万元

设 own 「家庭档次」 为
  | 低收入 如果 年收入 不超过 收入线（人数）.低收入线
  | 中等收入 如果 年收入 超过 收入线（人数）.低收入线 且 年收入 不超过 收入线（人数）.中等收入线
  | 高收入 否则

标准 standard 「补助标准」 按 band 「档次」：收入档次
  | 低收入 => 9000元
  | 中等收入 => 6000元
  | 高收入 => 0元

措施 m 「改造补助」
  条件 「非高收入」：家庭档次 不为 高收入
  奖励 补助标准（家庭档次）
";

/// The explanation for an income of 60,000 and a number of persons that is not known, up to so many.
fn shown(persons: &str, language: Language) -> String {
    let mut sources = Sources::new();
    sources.add(Role::Rules, Source::new("policy.bursary", POLICY.replace("PERSONS", persons)));
    let program = bursary::compile(&mut sources).program.unwrap();
    let id = sources.add(Role::Case, Source::new("case.yaml", "申请日: 2026-05-01\n申报主体: {年收入: 60000}\n"));
    let case = read_cases(&program, &sources, id, Format::Yaml, &Overrides::default()).next().unwrap().unwrap();
    let decision =
        decide(&program, &case, &Readings::defaults(&program), Stage::Application, Detail::Derivation).unwrap();
    text(&explain(&program, &decision, &[], &Options { language, ..Options::default() }), 100)
}

#[test]
fn what_no_value_of_a_missing_fact_changes_is_certain() {
    let (chinese, english) = (shown("8", Language::Zh), shown("8", Language::En));
    // Middle for one or two persons, low for more; high for nobody.
    assert!(chinese.contains("✔ 非高收入") && chinese.contains("无论未提供的事实如何，均符合"), "{chinese}");
    assert!(english.contains("✔ 非高收入"), "{english}");
    assert!(english.replace('\n', " ").contains("whatever the missing facts are"), "{english}");
    let figure = |text: &str, words: &str| {
        let has = |line: &str| line.contains(words) && line.contains("6,000.00") && line.contains("9,000.00");
        assert!(text.lines().any(has), "{words}: {text}");
    };
    figure(&chinese, "按未提供事实的每种可能逐一计算");
    figure(&english, "whatever the missing facts are");
}

#[test]
fn a_fact_of_too_many_values_is_not_tried() {
    let chinese = shown("40", Language::Zh);
    assert!(chinese.contains("？ 非高收入") || chinese.contains("？非高收入"), "{chinese}");
    assert!(!chinese.contains("逐一计算"), "{chinese}");
}
