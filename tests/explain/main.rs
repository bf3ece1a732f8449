//! Explanations of decisions, read as their readers will see them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::wildcard_enum_match_arm,
    reason = "a test fails by panicking"
)]

mod alternatives;
mod arithmetic;
mod build;
mod conditions;
mod departures;
mod judged;
mod limits;
mod missing;
mod money_paid;
mod narrowed;
mod parts;
mod policy;
mod published;
mod seed;
mod shares;
mod vouchers;

/// Compares with the text kept in `tests/golden/explain`.
#[macro_export]
macro_rules! golden {
    ($name:expr, $text:expr) => {
        insta::with_settings!({
            snapshot_path => "../golden/explain", prepend_module_to_snapshot => false, omit_expression => true
        }, { insta::assert_snapshot!($name, $text) })
    };
}

use build::*;
use bursary::case::Case;
use bursary::decision::Decision;
use bursary::diagnostic::Language;
use bursary::explain::{Alternative, Options, explain, html, json, markdown, text};
use bursary::interpret::{Detail, Readings, Stage, decide};
use bursary::ir::{Datum, Program, VariantId};
use bursary::source::Sources;

fn decided(program: &Program, case: &Case) -> (Decision, Vec<Alternative>) {
    let defaults = Readings::defaults(program);
    let decision = decide(program, case, &defaults, Stage::Application, Detail::Derivation).unwrap();
    let mut others = Vec::new();
    for reading in &program.readings {
        for (at, value) in reading.values.iter().enumerate().filter(|(at, _)| *at != reading.default) {
            let _ = at;
            let readings = defaults.clone().with(program, &reading.name, &value.name).unwrap();
            let decision = decide(program, case, &readings, Stage::Application, Detail::Derivation).unwrap();
            others.push(Alternative { reading: reading.name.clone(), value: value.name.clone(), decision });
        }
    }
    (decision, others)
}

fn company(program: &Program) -> Case {
    let mut case = case(program, "2026-05-01");
    let series = |values: Vec<(u32, Datum)>| Datum::Series(values);
    set(program, &mut case, 0, "issued_on", on("2025-06-10"));
    set(program, &mut case, 1, "name", words("京西数智科技有限公司"));
    set(program, &mut case, 1, "kind", Datum::Choice(VariantId(0)));
    set(program, &mut case, 1, "registered_in_district", yes());
    let certificates: [(&str, &[(&str, Datum)]); 2] = [
        ("DCMM-2025-031", &[("level", of("2")), ("issued_on", on("2025-08-10")), ("recognised", yes())]),
        (
            "DCMM-2026-007",
            &[("level", of("3")), ("issued_on", on("2026-02-20")), ("recognised", yes()), ("upgraded_from", of("2"))],
        ),
    ];
    for (key, facts) in certificates {
        add(program, &mut case, "dcmm_certificates", key, facts);
    }
    set(program, &mut case, 1, "dcmm_review_passed", series(vec![(2, yes())]));
    set(program, &mut case, 1, "dcmm_level_held", series(vec![(2, of("3"))]));
    let project = [
        ("in_district", yes()),
        ("sales_revenue", of("4999999.99")),
        ("investment", of("3000000")),
        ("recognised", no()),
    ];
    add(program, &mut case, "transformation_projects", "X-1", &project);
    let project = [
        ("in_district", yes()),
        ("sales_revenue", of("8000000")),
        ("investment", of("12000000")),
        ("recognised", yes()),
    ];
    add(program, &mut case, "transformation_projects", "X-2", &project);
    let project = [("in_district", yes()), ("investment", of("1000000.55"))];
    add(program, &mut case, "transformation_projects", "X-3", &project);
    let loan = [
        ("loan_principal", of("10000000")),
        ("guarantee_rate", of("0.015")),
        ("guarantee_years", of("2")),
        ("equipment_cost", of("6000000")),
        ("software_cost", of("2000000")),
    ];
    add(program, &mut case, "financed_projects", "F-1", &loan);
    let mut whole = loan.to_vec();
    whole.push(("network_cost", of("500000")));
    add(program, &mut case, "financed_projects", "F-2", &whole);
    for (key, work) in [("R-1", "城市体检"), ("R-2", "城市体检"), ("R-3", "园区碳账户"), ("R-4", "医保反欺诈")]
    {
        add(program, &mut case, "recognitions", key, &[("work", words(work))]);
    }
    add(program, &mut case, "service_windows", "W-1", &[("passed", series(vec![(2, yes()), (3, no())]))]);
    case.approved = vec![
        approved("financing_guarantee", "F-1", 1, "110000"),
        approved("financing_guarantee", "F-2", 1, "250000"),
        approved("data_service_window", "W-1", 1, "800000"),
    ];
    case.paid = vec![
        paid("dcmm_certification", "DCMM-2025-031", "150000", "2025-11-20"),
        paid("application_innovation", "R-1", "500000", "2026-01-15"),
    ];
    case
}

fn options(language: Language) -> Options {
    Options { language, ..Options::default() }
}

#[test]
fn a_company_under_every_measure() {
    let program = policy::policy();
    let case = company(&program);
    let (decision, others) = decided(&program, &case);
    let zh = explain(&program, &decision, &others, &options(Language::Zh));
    let en = explain(&program, &decision, &others, &options(Language::En));
    golden!("company_zh_text", text(&zh, 100));
    golden!("company_en_text", text(&en, 100));
    golden!("company_zh_markdown", markdown(&zh));
    golden!("company_en_markdown", markdown(&en));
    golden!("company_zh_html", html(&[zh]));
}

#[test]
fn the_data_form_keeps_the_decision_and_adds_to_it() {
    let program = policy::policy();
    let case = company(&program);
    let (decision, others) = decided(&program, &case);
    let narrowed = Options {
        language: Language::Zh,
        measure: Some("dcmm_certification".to_owned()),
        claim: Some("DCMM-2026-007".to_owned()),
    };
    let document = explain(&program, &decision, &others, &narrowed);
    let mut value = json(&program, &Sources::new(), &decision, &document);
    let step = value.pointer("/measures/1/claims/0/payments/0/steps/0").unwrap().clone();
    golden!("company_json_step", serde_json::to_string_pretty(&step).unwrap());
    let said = value.get("explanation").unwrap();
    golden!("company_json_explanation", serde_json::to_string_pretty(said).unwrap());
    // Without what was added it is the decision, key for key.
    value.as_object_mut().unwrap().remove("explanation");
    without_traces(&mut value);
    assert_eq!(value, serde_json::to_value(&decision).unwrap());
}

fn without_traces(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Array(list) => list.iter_mut().for_each(without_traces),
        serde_json::Value::Object(fields) => {
            fields.remove("trace");
            fields.values_mut().for_each(without_traces);
        }
        _ => {}
    }
}

#[test]
fn a_claim_can_be_asked_for_alone() {
    let program = policy::policy();
    let case = company(&program);
    let (decision, others) = decided(&program, &case);
    let asked = |measure: &str, claim: Option<&str>| {
        let options =
            Options { language: Language::Zh, measure: Some(measure.to_owned()), claim: claim.map(str::to_owned) };
        let document = explain(&program, &decision, &others, &options);
        let measures = document.sections.iter().filter(|section| section.measure.is_some());
        measures.flat_map(|section| section.items.iter().filter_map(|item| item.claim.clone())).collect::<Vec<_>>()
    };
    assert_eq!(asked("应用模式创新奖励", None), ["R-1", "R-2", "R-3", "R-4"]);
    assert_eq!(asked("application_innovation", Some("R-2")), ["R-2"]);
    assert!(asked("application_innovation", Some("R-9")).is_empty());
}

#[test]
fn no_line_is_wider_than_asked_unless_a_figure_is() {
    let program = policy::policy();
    let case = company(&program);
    let (decision, others) = decided(&program, &case);
    for language in [Language::Zh, Language::En] {
        let document = explain(&program, &decision, &others, &options(language));
        for width in [60, 80, 100, 120] {
            for line in text(&document, width).lines() {
                assert!(unicode_width::UnicodeWidthStr::width(line) <= width, "{width}: {line}");
            }
        }
        assert!(!text(&document, 0).is_empty());
        for form in [text(&document, 40), markdown(&document), html(std::slice::from_ref(&document))] {
            assert!(!form.contains('\u{2060}'));
        }
    }
}

/// A company whose upgrade was never paid here, and that asks before the issue date is known.
#[test]
fn another_reading_gives_another_amount() {
    let program = policy::policy();
    let mut case = case(&program, "2026-05-01");
    set(&program, &mut case, 1, "kind", Datum::Choice(VariantId(0)));
    set(&program, &mut case, 1, "registered_in_district", yes());
    set(&program, &mut case, 1, "municipal_fund_supported", yes());
    let facts =
        [("level", of("3")), ("issued_on", on("2026-02-20")), ("recognised", yes()), ("upgraded_from", of("2"))];
    add(&program, &mut case, "dcmm_certificates", "C", &facts);
    add(&program, &mut case, "financed_projects", "F", &[("guarantee_rate", of("0.02"))]);
    let before = decided(&program, &case);
    set(&program, &mut case, 0, "issued_on", on("2025-06-10"));
    let after = decided(&program, &case);
    let shown = |(decision, others): &(Decision, Vec<Alternative>), language| {
        text(&explain(&program, decision, others, &options(language)), 100)
    };
    golden!("reading_zh", shown(&after, Language::Zh));
    golden!("reading_en", shown(&after, Language::En));
    golden!("issue_date_unknown_zh", shown(&before, Language::Zh));
    golden!("issue_date_unknown_en", shown(&before, Language::En));
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(48))]
    /// Whatever a case calls its records, it stays text: on the terminal, in Markdown, in HTML.
    #[test]
    fn names_of_a_case_stay_text(key in "\\PC{0,12}[\u{1b}\u{202e}\n|<>&\"'`*_\\[\\]$#-]{0,4}\\PC{0,4}", work in "[<>/a-z\\n\u{7}一二]{0,20}") {
        let program = policy::policy();
        let mut case = company(&program);
        set(&program, &mut case, 1, "name", words(&work));
        add(&program, &mut case, "recognitions", &key, &[("work", words("城市体检"))]);
        add(&program, &mut case, "financed_projects", &key, &[]);
        let (decision, others) = decided(&program, &case);
        for language in [Language::Zh, Language::En] {
            let document = explain(&program, &decision, &others, &options(language));
            let page = html(std::slice::from_ref(&document));
            proptest::prop_assert!(!page.contains("<a") && !page.contains("</s>") && !page.contains("<script"));
            for form in [text(&document, 100), markdown(&document), page] {
                let moves = form.contains(['\u{1b}', '\u{202e}', '\u{7}']);
                proptest::prop_assert!(!moves);
            }
            json(&program, &Sources::new(), &decision, &document);
        }
    }
}
