use bursary::case::{Case, Format};
use bursary::diagnostic::Language;
use bursary::ir::Datum;
use bursary::schema::empty_case;

use crate::{policies, read};

#[test]
fn an_empty_case_is_read_and_knows_nothing() {
    for policy in policies() {
        let day = "2026-05-01".parse().unwrap();
        for language in [Language::En, Language::Zh] {
            for version in policy.program.versions() {
                let text = empty_case(version, language, Some(day));
                let case = read(version, &text, Format::Yaml);
                let case = case.unwrap_or_else(|found| panic!("{}: {found:#?}\n{text}", policy.name));
                assert_eq!(case.applied_on, day);
                assert!(case.instances.iter().flat_map(|own| &own.fields).all(Option::is_none), "{text}");
                assert!(case.approved.is_empty() && case.paid.is_empty(), "{text}");
            }
        }
    }
}

/// The lines of the examples, without the mark of a comment.
fn uncommented(text: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    while lines.iter().any(|line| line.trim_start().starts_with("# - ") || line.trim_start().starts_with("#   ")) {
        for line in &mut lines {
            let start = line.trim_start();
            if start.starts_with("# - ") || start.starts_with("#   ") {
                *line = line.replacen("# ", "", 1);
            }
        }
    }
    lines.join("\n")
}

#[test]
fn the_examples_of_records_lack_nothing_but_their_values() {
    let mut records = 0;
    for policy in policies() {
        for language in [Language::En, Language::Zh] {
            let day = Some("2026-05-01".parse().unwrap());
            let text = empty_case(&policy.program, language, day);
            // Without the entries: they need a measure and an amount.
            let facts = text.split("\napproved:").next().unwrap().split("\npaid:").next().unwrap();
            let facts = facts.split("\n核定:").next().unwrap().split("\n已付:").next().unwrap();
            match read(&policy.program, &uncommented(facts), Format::Yaml) {
                Ok(case) => records += lists(&case),
                Err(found) => {
                    for found in &found {
                        assert_eq!(found.code, "case/record-without-key", "{}: {found:#?}\n{facts}", policy.name);
                    }
                    records += found.len();
                }
            }
        }
    }
    assert!(records > 100, "{records}");
}

fn lists(case: &Case) -> usize {
    let data = case.instances.iter().flat_map(|own| &own.fields).flatten();
    data.filter(|datum| matches!(datum, Datum::List(_))).count()
}
