//! Shares and growth in conditions: to as many decimals as tell them from the threshold, and what they were made of.

use bursary::case::{Format, Overrides, read_cases};
use bursary::diagnostic::Language;
use bursary::explain::{Options, explain, text};
use bursary::interpret::{Detail, Readings, Stage, decide};
use bursary::source::{Role, Source, Sources};

use crate::golden;

const POLICY: &str = "政策 growth 「增长奖励」
  金额单位 CNY，四舍五入至 0.01

申报主体 「企业」
  earlier 「上年营收」：金额
  now 「本年营收」：金额

措施 reward 「增长奖励」
  设 growth 「累计增速」 为 本年营收 ÷ 上年营收 － 100%
  条件 「增速达标」：累计增速 不低于 10%
  条件 「增速达标（直接计算）」：本年营收 ÷ 上年营收 － 100% 不低于 10%
  奖励 1万元
";

/// The lines of the measure in one language.
fn shown(facts: &str, language: Language) -> String {
    let mut sources = Sources::new();
    sources.add(Role::Rules, Source::new("policy.bursary", POLICY.to_owned()));
    let compiled = bursary::compile_with(&mut sources, |_| None);
    let findings: Vec<_> = compiled.findings.iter().map(|it| (it.code, &it.message.en)).collect();
    assert!(compiled.program.is_some(), "{findings:#?}");
    let program = compiled.program.unwrap();
    let case = format!("申请日: 2025-03-01\n申报主体:\n{facts}");
    let id = sources.add(Role::Case, Source::new("case.yaml", case));
    let case = read_cases(&program, &sources, id, Format::Yaml, &Overrides::default()).next().unwrap().unwrap();
    let decision =
        decide(&program, &case, &Readings::defaults(&program), Stage::Application, Detail::Derivation).unwrap();
    let document = explain(&program, &decision, &[], &Options { language, ..Options::default() });
    let whole = text(&document, 120);
    let scope = ["适用范围", "Scope"];
    let from = whole.lines().skip_while(|line| !scope.iter().any(|scope| line.contains(scope))).skip(2);
    from.take_while(|line| !line.is_empty()).map(|line| format!("{line}\n")).collect()
}

fn both(before: &str, after: &str) -> String {
    let facts = format!("  上年营收: {before}\n  本年营收: {after}\n");
    format!("{}{}", shown(&facts, Language::Zh), shown(&facts, Language::En))
}

#[test]
fn a_share_is_told_from_its_threshold() {
    let below = both("20500", "22549.99");
    assert!(!below.contains("≈ 10%"), "{below}");
    let far_below = both("300000000000", "329999999999.99");
    let clear = both("41000", "44000");
    golden!("shares", [below, far_below, clear].join("\n"));
}

#[test]
fn a_bound_that_says_nothing_is_left_out() {
    let facts = "  上年营收: 20500\n";
    let open = format!("{}{}", shown(facts, Language::Zh), shown(facts, Language::En));
    assert!(!open.contains("−100%"), "{open}");
    golden!("shares_unknown", open);
}
