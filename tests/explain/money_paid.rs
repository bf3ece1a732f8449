//! What was paid and has to be paid back, and awards in parts of every status, explained in both languages.

use bursary::diagnostic::Language;

use crate::golden;
use crate::limits::{explained, explained_case};

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
