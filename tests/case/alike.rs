//! Texts by which limits count and that are written almost alike: a warning for each, and none for others.

use bursary::case::{Format, Overrides, read_with_doubts};
use bursary::source::{Role, Source, Sources};

const POLICY: &str = r#"
policy p
  money in CNY, rounded half up to 0.01
applicant
  machines : list of machine
  works : list of work
record machine
  key id : text
  contract : text
  place : text
  cost : money
record work
  key id : text
  contract : text
  cost : money
measure equipment
  for each machine in machines
  let matter be machine.contract
  award 20% of machine.cost
measure renovation
  for each item in works
  let matter be item.contract
  award 20% of item.cost
limits across equipment, renovation
  once "one contract" per matter
"#;

/// The codes of what is doubtful in a case with these contracts of machines, and this one of a work.
fn doubts(machines: &[&str], work: &str) -> Vec<&'static str> {
    let mut sources = Sources::new();
    sources.add(Role::Rules, Source::new("p.bursary", POLICY));
    let program = bursary::compile(&mut sources).program.unwrap();
    let machine = |(at, contract): (usize, &&str)| serde_json::json!({"id": at.to_string(), "contract": contract, "place": format!("Street {at}."), "cost": 100});
    let machines: Vec<_> = machines.iter().enumerate().map(machine).collect();
    let works = serde_json::json!([{"id": "w", "contract": work, "cost": 100}]);
    let case = serde_json::json!({"applied_on": "2026-05-01", "applicant": {"machines": machines, "works": works}});
    let source = sources.add(Role::Case, Source::new("case.json", case.to_string()));
    let overrides = Overrides::default();
    let read = read_with_doubts(&program, &sources, source, Format::Json, &overrides).next().unwrap().unwrap();
    read.doubts.iter().map(|doubt| doubt.code).collect()
}

#[test]
fn texts_that_are_the_same_or_count_on_are_no_doubt() {
    assert_eq!(doubts(&["HT-1", "HT-1", "HT-2", "HT-11", "HT-1-1"], "HT-1"), Vec::<&str>::new());
    assert_eq!(doubts(&["无", "/", "—"], ""), Vec::<&str>::new());
}

#[test]
fn texts_that_differ_in_spaces_width_case_or_zeros_are() {
    for other in ["HT-1 ", "ht-1", "ＨＴ－1", "HT 1", "HT-01", "\u{3000}HT-1"] {
        assert_eq!(doubts(&["HT-1", other], "HT-2"), ["case/near-text"], "{other}");
    }
}

#[test]
fn texts_of_several_lists_are_compared_where_one_limit_counts_them() {
    assert_eq!(doubts(&["HT-1"], "HT-1 "), ["case/near-text"]);
}
