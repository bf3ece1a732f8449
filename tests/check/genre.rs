//! Usual clauses: what the text says and no rule does, and when nothing is said of it.

use bursary::config::Configuration;
use bursary::diagnostic::Diagnostic;
use bursary::source::{Role, Source, Sources};

use super::check;

/// A measure that quotes one sentence of its text, with further clauses and declarations.
fn policy(sentence: &str, clauses: &str, declarations: &str) -> String {
    format!(
        "政策 p\n  原文件 「source.md」\n  金额单位 CNY，四舍五入至 0.01\n\n申报主体\n  cost 「投入」：金额 0元..1亿元\n  \
         good 「合格」：是否，缺省 否\n  day 「验收日」：日期\n\n措施 m 「补助」 条款 「1」\n  原文 「{sentence}」\n  条件 「合格」：合格\n  \
         奖励 投入 的 10%\n{clauses}\n{declarations}\n"
    )
}

fn told(sentence: &str, clauses: &str, declarations: &str) -> Vec<Diagnostic> {
    let text = format!("### （1） 补助\n\n按投入的10%给予补助。{sentence}。\n");
    let declared = format!("不计算 「说明标准」\n  原文 「按投入的10%给予补助」\n{declarations}");
    let (program, found, _) = check(&policy(sentence, clauses, &declared), Some(&text));
    assert!(program.is_some(), "{found:#?}");
    let told = found.into_iter().filter(|finding| finding.silenced.is_none());
    told.filter(|finding| finding.code.starts_with("genre/")).collect()
}

/// Sentences that say a usual thing, each with the clause that does it.
const SAID: &[(&str, &str)] = &[
    ("弄虚作假的，追回已拨付资金", "  追回 全部 条件 「弄虚作假」：非 合格"),
    ("同一项目从高不重复享受", "  限一次 「不重复」 每个 申报主体"),
    ("同一项目从高不重复享受", "  封顶 从高 每个 申报主体 累计"),
    ("申报主体不得列入失信名单", "  一票否决 「列入失信名单」：非 合格"),
    ("申报主体的统计关系应在区内", "  条件 「统计关系在区内」：合格"),
    ("补助分三年平均拨付", "  拨付 分3年等额 自 申请日"),
    ("补助资金先到先得", "  封顶 1亿元 累计 全部申报主体共享 按 申请日 排序"),
];

#[test]
fn what_the_text_says_is_told_until_a_rule_does_it() {
    for (sentence, clause) in SAID {
        let found = told(sentence, "", "");
        let codes: Vec<&str> = found.iter().map(|finding| finding.code).collect();
        assert_eq!(codes, ["genre/said-without-rule"], "{sentence}");
        assert_eq!(told(sentence, clause, ""), [], "{sentence}: {clause}");
    }
}

#[test]
fn an_assertion_asks_and_does_nothing() {
    let (first, said) = ("按投入的10%给予补助", "同一项目从高不重复享受");
    let asserted = format!("断言 「不重复」：累计支持 不超过 1亿元\n  原文 「{said}」");
    let (_, found, _) = check(&policy(first, "", &asserted), Some(&format!("### （1） 补助\n\n{first}。{said}。\n")));
    let told: Vec<&Diagnostic> = found.iter().filter(|finding| finding.code == "genre/said-without-rule").collect();
    assert_eq!(told.len(), 1, "{found:#?}");
    // The words are those of its own quote, not of the rest of a sentence.
    assert!(!format!("{told:?}").contains("rest of the sentence"), "{told:#?}");
}

#[test]
fn what_is_declared_is_not_told() {
    for (sentence, _) in SAID {
        let declared = format!("不计算 「由主管部门另行办理」\n  原文 「{sentence}」");
        assert_eq!(told(sentence, "", &declared), [], "{sentence}");
    }
}

#[test]
fn other_words_of_the_same_signs_say_nothing() {
    for sentence in
        ["支持部分三年期贷款项目", "避免重复建设", "从高校引进人才", "500万元以上年均增长", "经营范围由章程认定"]
    {
        assert_eq!(told(sentence, "", ""), [], "{sentence}");
    }
}

#[test]
fn a_policy_is_judged_once_it_is_written() {
    let sentence = "弄虚作假的，追回已拨付资金";
    let unwritten = "措施 later 「后续补助」 条款 「1」\n  原文 「按投入的10%给予补助」\n  非资金支持 「待写」";
    assert_eq!(told(sentence, "", unwritten), []);
    let text = format!("### （1） 补助\n\n{sentence}。对其他情形另行支持。\n");
    let silence = "  忽略 「genre/no-recovery」 理由 「依照其他规定追回」";
    for rules in
        [policy(sentence, "", ""), policy(sentence, "", "").replace("  金额单位", &format!("{silence}\n  金额单位"))]
    {
        let (_, found, _) = check(&rules, Some(&text));
        let codes = found.iter().map(|finding| finding.code);
        let codes: Vec<&str> = codes.filter(|code| !code.starts_with("text/") && !code.starts_with("names/")).collect();
        assert_eq!(codes, ["citations/sentence-not-covered"]);
    }
}

#[test]
fn the_rules_and_the_configuration_silence_it() {
    let sentence = "弄虚作假的，追回已拨付资金";
    let silence = "    忽略 「genre/said-without-rule」 理由 「依照其他规定追回」";
    let by_rules = policy(sentence, "", "").replace(&format!("{sentence}」"), &format!("{sentence}」\n{silence}"));
    let text = format!("### （1） 补助\n\n{sentence}。\n");
    let own = |found: &[Diagnostic]| {
        let own = found.iter().filter(|finding| finding.code == "genre/said-without-rule");
        own.map(|finding| finding.silenced.is_some()).collect::<Vec<bool>>()
    };
    assert_eq!(own(&check(&by_rules, Some(&text)).1), [true]);

    let (_, mut found, _) = check(&policy(sentence, "", ""), Some(&text));
    assert_eq!(own(&found), [false]);
    let mut sources = Sources::new();
    let off = "[check.severity]\n\"genre/said-without-rule\" = \"off\"\n";
    let id = sources.add(Role::Configuration, Source::new("bursary.toml", off));
    let configuration = Configuration::read(id, off, &mut Vec::new());
    configuration.apply(&mut found, |_| Some("policy.bursary".to_owned()));
    assert_eq!(own(&found), [true]);
}
