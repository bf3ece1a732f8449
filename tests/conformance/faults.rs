//! Rules that have no value on a case: the fault names the facts, and a rule that the facts may yet leave out faults only once they say that it counts.

use bursary::case::Format;
use bursary::decision::Outcome;
use bursary::interpret::{CaseFaultKind, Detail, Readings, Stage, decide};
use bursary::ir::Program;
use bursary::source::{Role, Source, Sources};
use bursary::value::Fault;

use crate::case;

const RULES: &str = r#"
policy shares
  money in CNY, rounded half up to 0.01
applicant
  loans : list of loan, if absent none
record loan
  key id : text
  counts : yes/no
  cost : money
  months : whole 0..36
measure sums
  award sum of loan.cost ÷ loan.months for each loan in loans if loan.counts
measure rows
  for each own in loans
  award
    | own.cost ÷ own.months if own.counts
    | 5元 otherwise
"#;

fn program() -> Program {
    let mut sources = Sources::new();
    sources.add(Role::Rules, Source::new("shares.bursary", RULES));
    let compiled = bursary::compile(&mut sources);
    let findings: Vec<String> = compiled.findings.iter().map(|it| format!("{}: {}", it.code, it.message.en)).collect();
    compiled.program.unwrap_or_else(|| panic!("{findings:#?}"))
}

/// The outcomes of both measures, or the fault, on a loan of 100 over no month.
fn decided(counts: &str) -> Result<Vec<Outcome>, (CaseFaultKind, Vec<String>)> {
    let program = program();
    let text = format!("{{applied_on: 2026-05-01, applicant: {{loans: [{{id: A, {counts} cost: 100, months: 0}}]}}}}");
    let case = case(&program, "case.yaml", &text, Format::Yaml);
    match decide(&program, &case, &Readings::defaults(&program), Stage::Application, Detail::Derivation) {
        Ok(decision) => Ok(decision
            .measures
            .iter()
            .flat_map(|it| &it.claims)
            .flat_map(|it| &it.payments)
            .map(|it| it.outcome)
            .collect()),
        Err(fault) => Err((fault.kind, fault.facts)),
    }
}

#[test]
fn a_division_by_zero_that_counts_is_a_fault_that_names_the_fact() {
    let (kind, facts) = decided("counts: yes,").unwrap_err();
    assert_eq!(kind, CaseFaultKind::Arithmetic(Fault::DivisionByZero));
    assert_eq!(facts, ["loans[A].months = 0"]);
}

#[test]
fn a_division_by_zero_that_does_not_count_is_none() {
    let outcomes = decided("counts: no,").unwrap();
    assert_eq!(outcomes[0], Outcome::Nothing);
    assert!(matches!(outcomes[1], Outcome::Payable { amount } if amount.to_string() == "5.00"), "{outcomes:?}");
}

#[test]
fn a_division_by_zero_that_may_count_leaves_the_payment_open() {
    for outcome in decided("").unwrap() {
        assert!(matches!(outcome, Outcome::Pending { at_least, at_most: None } if at_least.is_zero()), "{outcome:?}");
    }
}
