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
        Err(fault) => Err((fault.kind, fault.facts.into_iter().map(|own| own.en).collect())),
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

const MANY: &str = r#"
policy many
  money in CNY, rounded half up to 0.01
applicant
  open : yes/no
  other : yes/no
  cost : money
  base : money
  least : money
  drawn_on : date
dated rate : ratio
  | from 2025-01-01 => 10%
  | from 2025-06-01 => 20%
measure claim
  when "open": open
  award taper(100%, cost, from least, to base) of 100元
measure year
  award 10% of cost in year 1
  award cost × (cost ÷ base) in year 2
  when "open": open in year 2
measure condition
  when "both": open and cost ÷ base above 50%
  award 10元
measure exceptions
  award 10元
    except "outer": 20元 if open
    except "one" to "outer": 30元 if other
    except "two" to "outer": 40元 if cost above least
measure early
  award
    | cost × rate on drawn_on if open
    | 10元 otherwise
measure limited
  when "open": open
  award 100元
  cap cost ÷ base × 1元 per applicant in total
"#;

/// Which measures fault on a case in which every one has a fault once it is known that the rule counts.
fn faults_of(open: &str) -> Vec<(&'static str, bool)> {
    let measures = ["claim", "year", "condition", "exceptions", "early", "limited"];
    let head = MANY.split("measure ").next().unwrap();
    let faults = measures.map(|name| {
        let mut sources = Sources::new();
        let own = MANY.split("measure ").find(|own| own.starts_with(&format!("{name}\n"))).unwrap();
        sources.add(Role::Rules, Source::new("many.bursary", format!("{head}measure {own}")));
        let compiled = bursary::compile(&mut sources);
        let findings: Vec<String> = compiled.findings.iter().map(|it| it.message.en.clone()).collect();
        let program = compiled.program.unwrap_or_else(|| panic!("{name}: {findings:#?}"));
        let facts = "\"other\": true, \"cost\": 100, \"base\": 0, \"least\": 1, \"drawn_on\": \"2024-05-01\"";
        let case = case(
            &program,
            "case.json",
            &format!("{{\"applied_on\": \"2026-05-01\", \"applicant\": {{{facts}{open}}}}}"),
            Format::Json,
        );
        let decided = [Detail::Figures, Detail::Derivation]
            .map(|detail| decide(&program, &case, &Readings::defaults(&program), Stage::Application, detail).is_err());
        assert_eq!(decided.first(), decided.last(), "{name}");
        (name, decided.contains(&true))
    });
    faults.to_vec()
}

#[test]
fn a_fault_that_the_facts_may_yet_leave_out_is_none() {
    let none =
        |faults: Vec<(&str, bool)>| faults.iter().filter(|it| it.1).map(|it| it.0.to_owned()).collect::<Vec<_>>();
    assert_eq!(none(faults_of("")), [""; 0]);
    assert_eq!(none(faults_of(", \"open\": false")), [""; 0]);
    let all = ["claim", "year", "condition", "exceptions", "early", "limited"];
    assert_eq!(none(faults_of(", \"open\": true")), all);
}
