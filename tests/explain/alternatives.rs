//! Alternatives, what must not be, sums of a single record, and parts of a whole that is not known.

use bursary::diagnostic::Language;

use crate::limits::explained_by;

/// The lines of an explanation as one, for words that a line break parts.
fn told(rules: &str, case: &str, language: Language) -> String {
    let explained = explained_by(rules, case, language).replace('\n', " ");
    let words: Vec<&str> = explained.split(' ').filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

const GRANT: &str = "政策 grant 「补助办法」
  金额单位 CNY，四舍五入至 0.01
类型 kind 「类别」：其中之一
  | first 「甲类」
  | second 「乙类」
申报主体
  kind 「所属类别」：类别
  grade 「等级」：整数 1..5
    佐证 「证书」
  closed 「停业日」：日期
  shops \"Shops\"：店 列表
记录 shop 「店」
  编号 id 「编号」：文本
  area 「面积」：小数 0..
设 all_areas 「总面积」 为 合计 s.面积 对每个 s 属于 Shops
措施 grant 「补助」
  条件 「甲类或一级」：所属类别 为 甲类 或 等级 为 1
  条件 「当年未停业」：非 停业日 在 期间（2026-01-01，2026-12-31） 内
  条件 「面积」：总面积 不低于 100
  奖励 1元
";

const OPEN: &str =
    r#"{"applied_on": "2026-05-01", "applicant": {"kind": "乙类", "shops": [{"id": "A", "area": 120}]}}"#;

#[test]
fn alternatives_with_marks_of_their_own_are_numbered() {
    let zh = told(GRANT, OPEN, Language::Zh);
    assert!(zh.contains("①所属类别：乙类，须为甲类；②等级：未提供，以证书为证；须为 1"), "{zh}");
    let en = told(GRANT, OPEN, Language::En);
    assert!(
        en.contains("(a) kind: second, must be first; (b) grade: not given, to be shown by 证书; must be 1"),
        "{en}"
    );
}

#[test]
fn what_must_not_lie_in_a_period_is_told_so_while_it_is_not_known() {
    let zh = told(GRANT, OPEN, Language::Zh);
    assert!(zh.contains("停业日：未提供，不得在") || zh.contains("停业日（未提供），不得在"), "{zh}");
}

#[test]
fn a_sum_of_one_record_names_it_and_a_latin_name_stands_apart() {
    let zh = told(GRANT, OPEN, Language::Zh);
    assert!(zh.contains("总面积：Shops 合计，A 120 = 120"), "{zh}");
}

const PARTS: &str = "政策 works 「改造补助办法」
  金额单位 CNY，四舍五入至 0.01
申报主体
  cost 「费用」：金额
  offer 「批复日」：日期
  done 「完工日」：日期
措施 works 「改造补助」
  奖励 费用 的 40%
  封顶 6000元 每个 申报主体 累计
  拨付 50% 于 批复日 「批复」，余款 于 完工日 「完工」
";

/// 40% of 30,000 is 12,000, cut to 6,000: 3,000 are payable, and the other 3,000 wait for a day that may never come.
#[test]
fn a_part_that_is_certain_is_one_of_the_most_that_the_whole_can_be() {
    let case = r#"{"applied_on": "2026-05-01", "applicant": {"cost": 30000, "offer": "2026-04-01"}}"#;
    let zh = told(PARTS, case, Language::Zh);
    assert!(zh.contains("全额 6,000.00（各期均到期时）的 50% 3,000.00"), "{zh}");
    assert!(zh.contains("全额（3,000.00 至 6,000.00）减去其他各期 0.00 至 3,000.00"), "{zh}");
}
