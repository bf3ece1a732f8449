//! What could have stood at a place in a test.

use super::phrases::Phrase;
use crate::syntax::grammar::Rule;

/// How to speak of a rule of tests.
#[expect(clippy::wildcard_enum_match_arm, reason = "the other rules are named by what they are made of")]
pub(super) fn phrase(rule: Rule) -> Phrase {
    use Phrase::{Silent, Thing, Word, Words};
    match rule {
        Rule::paid_measuring
        | Rule::paid_policy
        | Rule::stage_application
        | Rule::stage_payment
        | Rule::total_word
        | Rule::scope_subject_word
        | Rule::fault_word
        | Rule::out_payable
        | Rule::out_paid
        | Rule::out_scheduled
        | Rule::out_repay
        | Rule::out_pending
        | Rule::out_refused
        | Rule::out_by
        | Rule::out_qualified
        | Rule::out_nothing
        | Rule::out_no_claim
        | Rule::out_meets
        | Rule::out_missing
        | Rule::out_approval
        | Rule::out_step
        | Rule::out_met
        | Rule::out_failed
        | Rule::out_not_in_force
        | Rule::out_open
        | Rule::step_formula
        | Rule::step_ceiling
        | Rule::step_rounding
        | Rule::step_ledger
        | Rule::step_approved
        | Rule::step_limit
        | Rule::step_part => Word,
        Rule::given_value => Thing("a value", "值"),
        Rule::given_field | Rule::fact_path => Thing("a fact", "事实的名称"),
        Rule::given_row => Thing("a row that starts with `|`", "以“|”开头的行"),
        Rule::claim_ref => Thing("a measure", "措施的名称"),
        Rule::claim_part => Words("part 2", "第2期"),
        Rule::expect_item => Thing("an outcome such as `payable 15万元`", "结果（如“应发 15万元”）"),
        Rule::assert_item => {
            Thing("what becomes of the assertion (`met`, `failed` or `open`)", "断言的结果（“符合”“不符合”或“待确认”）")
        }
        Rule::step_kind => Thing("a step such as `formula` or `limit`", "步骤（如“公式”“限额”）"),
        _ => Silent,
    }
}
