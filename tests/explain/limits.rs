//! Limits of every form, explained in both languages: cases of the patterns, one after the other.

use std::path::Path;

use bursary::case::{Format, Overrides, read_cases};
use bursary::diagnostic::Language;
use bursary::explain::{Options, explain, text};
use bursary::source::{Role, Source, Sources};
use serde_json::Value;

use crate::{decided, golden};

/// What is said of some cases of a pattern, by their places among its cases.
pub fn explained(pattern: &str, cases: &[usize], language: Language) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/patterns").join(pattern);
    let lines = std::fs::read_to_string(folder.join("cases.jsonl")).unwrap();
    let mut told = String::new();
    for line in cases.iter().map(|at| lines.lines().nth(*at).unwrap()) {
        let line: Value = serde_json::from_str(line).unwrap();
        let explained = explained_case(pattern, &line["case"].to_string(), language);
        told += &format!("{}\n\n{explained}\n", line["name"].as_str().unwrap());
    }
    told
}

/// A case of a pattern, explained.
pub fn explained_case(pattern: &str, case: &str, language: Language) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/patterns").join(pattern);
    explained_by(&std::fs::read_to_string(folder.join("policy.bursary")).unwrap(), case, language)
}

/// A case of a policy, explained.
pub fn explained_by(rules: &str, case: &str, language: Language) -> String {
    let mut sources = Sources::new();
    sources.add(Role::Rules, Source::new("policy.bursary", rules));
    let program = bursary::compile(&mut sources).program.expect("the policy compiles");
    let id = sources.add(Role::Case, Source::new("case.json", case));
    let case = read_cases(&program, &sources, id, Format::Json, &Overrides::default()).next().unwrap().unwrap();
    let (mut decision, _) = decided(&program, &case);
    decision.digest = "sha256:…".to_owned();
    let document = explain(&program, &decision, &[], &Options { language, ..Options::default() });
    text(&document, 100)
}

macro_rules! patterns {
    ($($test:ident $pattern:literal [$($case:literal),*];)*) => {$(
        #[test]
        fn $test() {
            let cases = [$($case),*];
            golden!(concat!("limit_", stringify!($test), "_zh"), explained($pattern, &cases, Language::Zh));
            golden!(concat!("limit_", stringify!($test), "_en"), explained($pattern, &cases, Language::En));
        }
    )*};
}

patterns! {
    across_measures "P04-cap-over-several-clauses" [3, 5];
    over_three_years "P06-lifetime-and-three-years" [3, 6];
    of_the_highest_once_and_with_other_money "P13-no-duplicate-support" [2, 4, 6];
    by_calendar_and_financial_year "P05-cap-per-year" [3, 5];
    by_quarter_and_month "P05b-cap-per-quarter-and-month" [4, 6];
    by_the_year_of_a_quarter "P11b-quarters-under-a-yearly-cap" [2, 7];
    over_all_applicants "P30-ranking" [0, 7, 9];
    of_places_in_each_region "P32-quota-by-region" [0];
    of_a_number_by_class "P32b-number-of-awards-by-class" [2, 4, 5];
}
