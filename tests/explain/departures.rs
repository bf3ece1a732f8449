//! Exceptions, raises and stages as their readers see them.

use bursary::case::{Format, Overrides, read_cases};
use bursary::diagnostic::Language;
use bursary::explain::{Options, explain, text};
use bursary::interpret::{Detail, Readings, Stage, decide};
use bursary::source::{Role, Source, Sources};

use crate::golden;

/// The explanation of a case under the policy of a pattern, in both languages.
fn explained(folder: &str, case: &str, stage: Stage) -> String {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let rules = root.join("tests/conformance/patterns").join(folder).join("policy.bursary");
    let mut sources = Sources::new();
    sources.add(Role::Rules, Source::new("policy.bursary", std::fs::read_to_string(rules).unwrap()));
    let program = bursary::compile(&mut sources).program.unwrap();
    let id = sources.add(Role::Case, Source::new("case.json", case));
    let case = read_cases(&program, &sources, id, Format::Json, &Overrides::default()).next().unwrap().unwrap();
    let decision = decide(&program, &case, &Readings::defaults(&program), stage, Detail::Derivation).unwrap();
    let mut shown = String::new();
    for language in [Language::Zh, Language::En] {
        let options = Options { language, ..Options::default() };
        shown += &text(&explain(&program, &decision, &[], &options), 100);
        shown.push('\n');
    }
    shown.lines().filter(|line| !line.contains("sha256:")).map(|line| format!("{line}\n")).collect()
}

#[test]
fn each_exception_and_raise_has_a_line_of_its_own() {
    let case = r#"{"applied_on": "2026-05-01", "applicant": {
        "class": "intelligent", "compute": {"1": 8000000, "2": 12000000},
        "devices": [{"id": "A", "price": 1000, "grade": 1, "domestic": true, "green": true},
                    {"id": "B", "price": 1000, "grade": 2, "domestic": false}]}}"#;
    golden!("departures", explained("P15-uplift", case, Stage::Application));
}

#[test]
fn vetoes_and_conditions_of_the_other_stage_are_shown() {
    let case = r#"{"applied_on": "2026-05-01", "applicant": {
        "listed": false, "rating": "d", "owes": true, "investment": 1000000}}"#;
    let both = [Stage::Application, Stage::Payment].map(|stage| explained("P24-veto-list", case, stage));
    golden!("stages", both.join("\n"));
}
