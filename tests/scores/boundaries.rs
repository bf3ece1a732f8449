//! Boundary cases: which values lie on the edges, worked out by hand.

use bursary::decision::{ClaimStatus, Outcome};
use bursary::ir::Program;
use bursary::testing::Run;
use bursary::testing::boundaries::{Boundary, boundaries, file, merged};
use bursary::testing::outcome::Comes;
use bursary::testing::written;

use crate::mutants::GRANT;
use crate::{compiled, run};

fn found(text: &str, cases: &[&str]) -> (Program, Vec<Boundary>) {
    let (sources, program) = compiled(text);
    let known: Vec<(String, Run)> = cases.iter().map(|case| ("known".to_owned(), run(&program, case))).collect();
    let found = boundaries(&program, &sources, &known);
    assert!(found.unreached.is_empty(), "{:?}", found.unreached);
    (program, found.cases)
}

/// What becomes of the only claim: `refused`, or the amount payable.
fn outcome(boundary: &Boundary) -> String {
    let Comes::Decided { measures, .. } = &boundary.comes else { panic!("{boundary:#?}") };
    let claim = &measures[0].1[0];
    match claim.payments.first().map(|payment| payment.outcome) {
        _ if claim.status == ClaimStatus::Refused => "refused".to_owned(),
        Some(Outcome::Payable { amount }) => amount.to_string(),
        Some(other) => format!("{other:?}"),
        None => "none".to_owned(),
    }
}

fn values(program: &Program, cases: &[Boundary], fact: &str) -> Vec<(String, String)> {
    let of = |own: &Boundary| {
        let value = &written::case(program, &own.run.case)["applicant"][fact];
        (value.as_str().map_or_else(|| value.to_string(), str::to_owned), outcome(own))
    };
    cases.iter().map(of).collect()
}

#[test]
fn a_threshold_and_a_cap_have_cases_below_on_and_above() {
    let (program, cases) = found(GRANT, &["{applied_on: 2026-05-01, applicant: {revenue: 700万元, small: yes}}"]);
    let own = values(&program, &cases, "revenue");
    let own: Vec<(&str, &str)> = own.iter().map(|(value, comes)| (value.as_str(), comes.as_str())).collect();
    // 10% of 6,000,000.04 is 600,000.004, rounded 600,000.00: the last that the cap leaves whole; of 6,000,000.05 it is 600,000.01.
    assert_eq!(
        own,
        [
            ("4999999.99", "refused"),
            ("5000000", "500000.00"),
            ("5000000.01", "500000.00"),
            ("6000000.03", "600000.00"),
            ("6000000.04", "600000.00"),
            ("6000000.05", "600000.00"),
        ]
    );
}

#[test]
fn a_window_and_the_rows_of_a_table_have_edges() {
    let text = r#"
policy grant
  money in CNY, rounded half up to 0.01
applicant
  drawn_on "drawn on" : date
  staff "staff" : whole 0..
table standard by staff : whole 0..
  | 0..9 => 100元
  | 10..49 => 200元
  | 50.. => 300元
measure loan
  when "last year": drawn_on is within the calendar year before applied_on
  award standard(staff)
"#;
    let (program, cases) = found(text, &["{applied_on: 2026-05-01, applicant: {drawn_on: 2025-06-10, staff: 20}}"]);
    let drawn = values(&program, &cases, "drawn_on");
    let drawn: Vec<&(String, String)> = drawn.iter().filter(|(day, _)| day != "2025-06-10").collect();
    for (day, comes) in
        [("2024-12-31", "refused"), ("2025-01-01", "200.00"), ("2025-12-31", "200.00"), ("2026-01-01", "refused")]
    {
        assert!(drawn.iter().any(|own| (own.0.as_str(), own.1.as_str()) == (day, comes)), "{day} {comes}: {drawn:?}");
    }
    let staff = values(&program, &cases, "staff");
    for (count, comes) in [("9", "100.00"), ("10", "200.00"), ("49", "200.00"), ("50", "300.00")] {
        assert!(staff.iter().any(|own| (own.0.as_str(), own.1.as_str()) == (count, comes)), "{count}: {staff:?}");
    }
}

#[test]
fn what_was_confirmed_is_kept() {
    let (program, cases) = found(GRANT, &["{applied_on: 2026-05-01, applicant: {revenue: 700万元, small: yes}}"]);
    let first = file(&program, &cases);
    assert_eq!(first.matches("confirmed: no").count(), 6, "{first}");
    let again = |old: &str, cases: &[Boundary]| {
        let merged = merged(old, &program, cases).unwrap();
        (merged.text, merged.open)
    };
    assert_eq!(again("", &cases), (first.clone(), 6));
    assert_eq!(again(&first, &cases), (first.clone(), 6));
    let looked_at = first.replacen("confirmed: no", "confirmed: yes", 1).replacen("why: ", "why: by hand; ", 1);
    assert_eq!(again(&looked_at, &cases), (looked_at.clone(), 5), "what was confirmed stays word for word");
    // What no rule asks for any more stays, once it is confirmed.
    let (fewer, open) = again(&looked_at, &cases[1..]);
    assert!(fewer.contains("confirmed: yes") && fewer.contains("by hand"), "{fewer}");
    assert_eq!((fewer.matches("- name:").count(), open), (6, 5));
    for (other, line) in [("name: of another form\n", 1), ("- name: x\n  confirmed: perhaps\n", 2), ("[1, 2]\n", 1)] {
        assert_eq!(merged(other, &program, &cases), Err(line), "{other}");
    }
}

#[test]
fn what_is_confirmed_in_other_words_is_kept_too() {
    let (program, cases) = found(GRANT, &["{applied_on: 2026-05-01, applicant: {revenue: 700万元, small: yes}}"]);
    let first = file(&program, &cases);
    for yes in
        ["confirmed: yes  # worked out", "confirmed: \"yes\"", "confirmed: 是", "已确认: 是", "confirmed:   true"]
    {
        let looked_at = first.replacen("confirmed: no", yes, 1).replacen("why: ", "why: by hand; ", 1);
        let merged = merged(&looked_at, &program, &cases).unwrap();
        assert_eq!((merged.text, merged.open), (looked_at, 5), "{yes}");
    }
    // So are comments, and the way in which lines end.
    let looked_at = first
        .replacen("confirmed: no", "confirmed: yes", 2)
        .replacen("\n- name", "# Confirmed by 王\n\n# the first\n- name", 1)
        .replace('\n', "\r\n");
    let merged = merged(&looked_at, &program, &cases).unwrap();
    assert_eq!((merged.text, merged.open), (looked_at, 4));
}

#[test]
fn the_edge_of_a_cap_is_found_in_a_case_that_it_cuts() {
    let text = r#"
policy grant
  money in CNY, rounded half up to 0.01
applicant
  cost "cost" : money
measure project
  award up to 50% of cost
  cap 100万元 per applicant in total
"#;
    let case = |cost: &str, approved: &str| {
        let award = format!("{{measure: project, claim: applicant, amount: {approved}}}");
        format!("{{applied_on: 2026-05-01, applicant: {{cost: {cost}}}, approved: [{award}]}}")
    };
    // In the first case the ceiling of 50,000 stops an approval before the cap could.
    let (program, cases) = found(text, &[&case("10万元", "5万元"), &case("300万元", "120万元")]);
    let approved = |own: &Boundary| written::case(&program, &own.run.case)["approved"][0]["amount"].clone();
    let amounts: Vec<String> = cases.iter().map(|own| approved(own).as_str().unwrap().to_owned()).collect();
    assert_eq!(amounts, ["49999.99", "50000", "50000.01", "999999.99", "1000000", "1000000.01"]);
    assert_eq!(outcome(&cases[5]), "1000000.00");
}
