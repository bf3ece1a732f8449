//! What was paid and has to be paid back, and awards in parts of every status, explained in both languages.

use bursary::diagnostic::Language;

use crate::golden;
use crate::limits::{explained, explained_by, explained_case};

const CLAWBACK: &str = "P36-clawback";
const INSTALMENTS: &str = "P33-instalments";
const MONTHS: &str = "P07-months-entitlement";
/// The first part of a reduced award was paid.
const QUANTITY: usize = 16;

#[test]
fn what_has_to_be_paid_back_is_shown_with_what_was_paid() {
    let cases = [7, 8, 9, 10, 11];
    golden!("recoveries_zh", explained(CLAWBACK, &cases, Language::Zh));
    golden!("recoveries_en", explained(CLAWBACK, &cases, Language::En));
}

#[test]
fn parts_are_approved_one_by_one() {
    let cases = [17, 21, 23, 24];
    golden!("approved_parts_zh", explained(INSTALMENTS, &cases, Language::Zh));
    golden!("approved_parts_en", explained(INSTALMENTS, &cases, Language::En));
}

#[test]
fn a_part_is_paid_payable_scheduled_pending_or_nothing() {
    let facts = r#"{"applied_on": "2026-05-01",
        "applicant": {"growth_reward": 40000000, "decided_on": "2025-05-01", "factories": [
            {"id": "A", "area": 60000, "cost": "1亿元", "started_on": "2025-03-01"},
            {"id": "B", "area": 100000, "cost": "1000万元", "started_on": "2024-03-01", "topped_on": "2025-01-01", "accepted_on": "2026-03-01"}]},
        "paid": [
            {"measure": "growth", "claim": "applicant", "amount": "1000万元", "on": "2025-07-01", "instalment": 1},
            {"measure": "building", "claim": "A", "amount": "160万元", "on": "2025-05-01", "instalment": 1},
            {"measure": "building", "claim": "B", "amount": "100万元", "on": "2025-02-01", "instalment": 1}]}"#;
    golden!("parts_of_every_status_zh", explained_case(INSTALMENTS, facts, Language::Zh));
    golden!("parts_of_every_status_en", explained_case(INSTALMENTS, facts, Language::En));
}

#[test]
fn a_quantity_is_counted_once_for_an_award_paid_in_parts() {
    golden!("quantity_in_parts_zh", explained(MONTHS, &[QUANTITY], Language::Zh));
    golden!("quantity_in_parts_en", explained(MONTHS, &[QUANTITY], Language::En));
}

/// One award for an applicant, 20% of the investment.
const SUPPORT: &str = "政策 support 「扶持办法」
  金额单位 CNY，四舍五入至 0.01
  施行 自 2026-01-01，有效期1年
申报主体 「申报主体」
  invested 「投资额」：金额
措施 support 「投资扶持」
  奖励 投资额 的 20%
  封顶 100万元 每个 申报主体 每自然年度 按 申请日
";

#[test]
fn an_award_that_was_paid_says_why_nothing_more_comes_of_it() {
    let case = r#"{"applied_on": "2026-05-01", "applicant": {"invested": "500万元"},
        "paid": [{"measure": "support", "claim": "applicant", "amount": "100万元", "on": "2025-06-01"}]}"#;
    let zh = explained_by(SUPPORT, case, Language::Zh);
    assert!(zh.contains("2025-06-01 已发（早于施行首日 2026-01-01），不再核算"), "{zh}");
    assert!(zh.contains("本措施对每个申报主体只核算一项，不分记录和年度"), "{zh}");
    let en = explained_by(SUPPORT, case, Language::En);
    let en = en.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(en.contains("paid on 2025-06-01, before the policy was in force (2026-01-01), not computed again"), "{en}");
    assert!(en.contains("the measure has one award for an applicant"), "{en}");
}

#[test]
fn an_award_of_a_record_that_was_paid_is_not_the_only_one() {
    let case = r#"{"applied_on": "2026-05-01", "applicant": {"projects": [{"id": "P", "cost": 1000000}]},
        "paid": [{"measure": "renovation", "claim": "P", "amount": 200000, "on": "2026-03-01"}]}"#;
    let zh = explained_case(CLAWBACK, case, Language::Zh);
    assert!(zh.contains("2026-03-01 已发，不再核算"), "{zh}");
    assert!(!zh.contains("只核算一项"), "{zh}");
}
