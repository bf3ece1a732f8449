//! What was judged and made no difference: limits on awards that let a claim through. Raises of a value that is told by cases.

use bursary::case::{Format, Overrides, read_cases};
use bursary::diagnostic::Language;
use bursary::explain::{Options, explain, text};
use bursary::interpret::{Detail, Readings, Stage, decide};
use bursary::source::{Role, Source, Sources};

const POLICY: &str = "政策 p 「装修和作品奖励」
  金额单位 CNY，四舍五入至 0.01

解读 r 「同一主题」
  | strict 「不重复」 默认
  | free 「可以重复」
  理由 「没有写明」

类型 kind 「类别」：其中之一
  | common 「一般企业」
  | special 「重点企业」

申报主体 「企业」
  kind 「所属类别」：类别
  green 「绿色工厂」：是否
  works 「作品清单」：作品 列表，缺省 空

记录 work 「作品」
  编号 id 「作品编号」：文本
  topic 「主题」：文本
  on 「完成日期」：日期

措施 fitting 「装修补助」
  设 rate 「补助标准」 为
    | 30元 如果 所属类别 为 重点企业
    | 20元 否则
    上浮 「绿色工厂」 5元 如果 绿色工厂
  奖励 1000 × 补助标准
  限一次 「只补一次」 每个 申报主体

措施 prize 「作品奖励」
  对每个 work 「作品」 属于 作品清单
  奖励 5万元
  限一次 「同一主题只奖一次」 每个 作品.主题
    采用解读 同一主题 为 不重复
  封顶 2次 每个 申报主体 每自然年度 按 作品.完成日期
";

fn shown(case: &str, reading: Option<&str>, language: Language) -> String {
    let mut sources = Sources::new();
    sources.add(Role::Rules, Source::new("policy.bursary", POLICY));
    let program = bursary::compile(&mut sources).program.unwrap();
    let id = sources.add(Role::Case, Source::new("case.yaml", case));
    let case = read_cases(&program, &sources, id, Format::Yaml, &Overrides::default()).next().unwrap().unwrap();
    let mut readings = Readings::defaults(&program);
    if let Some(value) = reading {
        readings = readings.with(&program, "r", value).unwrap();
    }
    let decision = decide(&program, &case, &readings, Stage::Application, Detail::Derivation).unwrap();
    text(&explain(&program, &decision, &[], &Options { language, ..Options::default() }), 100)
}

const WORKS: &str = "申请日: 2026-05-01
申报主体:
  所属类别: 重点企业
  绿色工厂: 是
  作品清单:
    - {作品编号: A, 主题: 湖, 完成日期: 2026-01-01}
    - {作品编号: B, 主题: 湖, 完成日期: 2026-01-02}
    - {作品编号: C, 主题: 山, 完成日期: 2026-01-03}
";

#[test]
fn a_limit_on_awards_that_lets_a_claim_through_is_shown() {
    let chinese = shown(WORKS, None, Language::Zh);
    let even = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let passed = |text: &str, words: &str| text.lines().filter(|line| even(line).contains(words)).count();
    // The fitting grant; A and C, but not B, whose topic A has.
    assert_eq!(passed(&chinese, "✔ 只补一次 此前未享受"), 1, "{chinese}");
    assert_eq!(passed(&chinese, "✔ 同一主题只奖一次 同一主题此前未享受"), 2, "{chinese}");
    assert_eq!(passed(&chinese, "同期享受未满 2 次"), 2, "{chinese}");
    assert_eq!(passed(&chinese, "✘ 同一主题只奖一次"), 1, "{chinese}");
    let english = shown(WORKS, None, Language::En);
    assert_eq!(passed(&english, "✔ 只补一次 not granted before"), 1, "{english}");
    assert_eq!(passed(&english, "✔ 同一主题只奖一次 not granted before for the same topic"), 2, "{english}");
    assert_eq!(passed(&english, "fewer than 2 awards before in the same period"), 2, "{english}");
}

#[test]
fn a_limit_that_was_not_put_to_a_claim_is_not_said_to_hold() {
    // Under the other reading the topic does not matter, and the third work of the year is one too many.
    let free = shown(WORKS, Some("free"), Language::Zh);
    assert!(!free.contains("同一主题只奖一次"), "{free}");
    assert_eq!(free.matches("同期享受未满 2 次").count(), 2, "{free}");
    assert_eq!(free.matches("✘ 封顶 2次").count(), 1, "{free}");
    // While the topic is not known, nobody can tell whether it had the award.
    let open = shown(&WORKS.replace("主题: 山, ", ""), None, Language::Zh);
    assert_eq!(open.matches("同一主题此前未享受").count(), 1, "{open}");
    // Nor whether an award that was paid was of the same topic.
    let entry = "paid:\n  - {measure: prize, claim: A, amount: 50000, on: 2026-02-01}\n";
    let unplaced = shown(&format!("{}{entry}", WORKS.replacen("主题: 湖, ", "", 1)), None, Language::Zh);
    assert!(!unplaced.contains("同一主题此前未享受"), "{unplaced}");
    assert_eq!(unplaced.matches("同一主题可能已有奖励：作品 A，2026-02-01 已发").count(), 2, "{unplaced}");
    // What was paid is itself the award that counts.
    let paid = "paid:\n  - {measure: fitting, claim: applicant, amount: 35000, on: 2026-02-01}\n";
    let paid = shown(&format!("{WORKS}{paid}"), None, Language::Zh);
    assert!(paid.contains("已发 35,000.00 元") && !paid.contains("只补一次"), "{paid}");
}

#[test]
fn a_value_told_by_cases_stands_once_above_its_raises() {
    let lines = |text: &str| -> Vec<String> {
        let all = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        all.skip_while(|line| !line.contains("30.00")).take(3).collect()
    };
    let chinese = shown(WORKS, None, Language::Zh);
    assert_eq!(
        lines(&chinese),
        ["计算 一般规定（所属类别：重点企业） 30.00", "✔ 上浮“绿色工厂”（绿色工厂：是） +5.00", "补助标准 35.00"],
        "{chinese}"
    );
    let english = shown(WORKS, None, Language::En);
    assert_eq!(
        lines(&english),
        ["amount general rule (kind: special) 30.00", "✔ raise “绿色工厂” (green: yes) +5.00", "rate 35.00"],
        "{english}"
    );
}
