//! Trees to programs: golden cases, fixes that mend, large and odd inputs.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that panics has failed, as it should"
)]

#[path = "check/cascade.rs"]
mod cascade;
#[path = "check/coverage.rs"]
mod coverage;
#[path = "check/data.rs"]
mod data;
#[path = "check/genre.rs"]
mod genre;
#[path = "check/hostile.rs"]
mod hostile;
#[path = "check/hostile_constructs.rs"]
mod hostile_constructs;
#[path = "check/size.rs"]
mod size;
#[path = "check/units.rs"]
mod units;

use std::fmt::Write;
use std::path::Path;

use bursary::diagnostic::{Diagnostic, Diagnostics, Severity};
use bursary::ir::Program;
use bursary::source::{Role, Source, Sources};
use bursary::testing::tests_written;

/// A policy with the document that it quotes, checked.
fn check(rules: &str, document: Option<&str>) -> (Option<Program>, Vec<Diagnostic>, Sources) {
    let mut sources = Sources::new();
    let id = sources.add(Role::Rules, Source::new("policy.bursary", rules));
    if let Some(document) = document {
        sources.add(Role::Document, Source::new("source.md", document));
    }
    let mut found = Diagnostics::default();
    let file = bursary::syntax::parse_file(id, rules, &mut found);
    let program = bursary::check::check(std::slice::from_ref(&file), &sources, &mut found);
    // Tests are checked once the rules are sound.
    let tests: Vec<bursary::ast::Test> = file.declarations.into_iter().filter_map(test).collect();
    let wrong = program.as_ref().map(|program| tests_written(program, &tests, &mut sources, |_| None).1);
    let wrong = wrong.unwrap_or_default();
    let program = program.filter(|_| wrong.iter().all(|finding| finding.severity != Severity::Error));
    found.extend(wrong);
    (program, found.into_sorted(), sources)
}

fn test(declaration: bursary::ast::Declaration) -> Option<bursary::ast::Test> {
    if let bursary::ast::Declaration::Test(test) = declaration { Some(*test) } else { None }
}

/// A case's document stands beside it; without one, it has headings only, so that there is nothing to cover.
fn document(path: &Path) -> String {
    let own = path.with_extension("md");
    std::fs::read_to_string(own).unwrap_or_else(|_| "## 1、 总则\n### （5） 奖励\n".to_owned())
}

#[test]
fn good_cases() {
    insta::glob!("golden/check/good", "*.bursary", |path| {
        let text = std::fs::read_to_string(path).unwrap();
        let (program, found, sources) = check(&text, Some(&document(path)));
        let good = |finding: &Diagnostic| finding.severity == Severity::Hint || finding.silenced.is_some();
        assert!(found.iter().all(good), "{}", render(&found, &sources));
        let dump = program.expect("a good case gives a program").to_string();
        settings().bind(|| insta::assert_snapshot!(format!("{dump}\n{}", render(&found, &sources))));
    });
}

#[test]
fn bad_cases() {
    let failures = std::cell::RefCell::new(Vec::new());
    insta::glob!("golden/check/bad", "*.bursary", |path| {
        let text = std::fs::read_to_string(path).unwrap();
        let document = document(path);
        let (program, found, sources) = check(&text, Some(&document));
        let expected: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("# expect: ")).collect();
        let codes: Vec<&str> = found.iter().map(|finding| finding.code).collect();
        if codes != expected {
            let found = render(&found, &sources);
            failures.borrow_mut().push(format!("{}: expected {expected:?}\n{found}", path.display()));
            return;
        }
        let errors = found.iter().any(|finding| finding.severity == Severity::Error);
        assert_eq!(program.is_none(), errors);
        failures.borrow_mut().extend(found.iter().filter_map(|finding| fix_fails(&text, &document, &codes, finding)));
        settings().bind(|| insta::assert_snapshot!(render(&found, &sources)));
    });
    let failures = failures.into_inner();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_snapshot_path("snapshots/check");
    settings
}

/// A suggested fix, applied, removes its finding and brings no other; else what it does.
fn fix_fails(text: &str, document: &str, before: &[&str], finding: &Diagnostic) -> Option<String> {
    let fix = finding.fix.as_ref()?;
    let mut fixed = text.to_owned();
    fixed.replace_range(fix.span.range(), &fix.replacement);
    let (_, after, sources) = check(&fixed, Some(document));
    // A hint that only the mended rule can be given is nothing that the fix spoils.
    let after: Vec<Diagnostic> =
        after.into_iter().filter(|other| other.severity != Severity::Hint || before.contains(&other.code)).collect();
    let worse = after.len() >= before.len() || after.iter().any(|other| !before.contains(&other.code));
    worse.then(|| format!("the fix of {} does not mend it:\n{fixed}\n{}", finding.code, render(&after, &sources)))
}

/// Findings as a person would read them aloud.
fn render(found: &[Diagnostic], sources: &Sources) -> String {
    let mut out = String::new();
    for finding in found {
        let severity = format!("{:?}", finding.severity).to_lowercase();
        let words = sources.slice(finding.span);
        writeln!(out, "{severity} {} at {}: `{words}`", finding.code, sources.place(finding.span)).unwrap();
        writeln!(out, "  {}\n  {}", finding.message.en, finding.message.zh).unwrap();
        writeln!(out, "  here: {} | {}", finding.label.en, finding.label.zh).unwrap();
        if let Some(help) = &finding.help {
            writeln!(out, "  help: {} | {}", help.en, help.zh).unwrap();
        }
        for (span, label) in &finding.also {
            let words = sources.slice(*span);
            writeln!(out, "  also: {} `{words}`: {} | {}", sources.place(*span), label.en, label.zh).unwrap();
        }
        if let Some(fix) = &finding.fix {
            writeln!(out, "  fix: {:?} -> {:?}", sources.slice(fix.span), fix.replacement).unwrap();
        }
        if let Some(silenced) = &finding.silenced {
            writeln!(out, "  silenced: {}", silenced.because.as_deref().unwrap_or("switched off")).unwrap();
        }
    }
    out
}

#[test]
fn the_seed_policy_is_clean() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/shijingshan-data-elements");
    let rules = std::fs::read_to_string(folder.join("policy.bursary")).unwrap();
    let document = std::fs::read_to_string(folder.join("source.md")).unwrap();
    let (program, found, sources) = check(&rules, Some(&document));
    assert!(found.is_empty(), "{}", render(&found, &sources));
    assert_eq!(program.expect("a program").measures.len(), 14);
}

/// Two rule files of one policy, with the folder that they lie in.
fn check_files(folder: &str, files: &[(&str, &str)]) -> (Option<Program>, Vec<Diagnostic>) {
    let mut sources = Sources::new();
    let mut found = Diagnostics::default();
    let trees: Vec<bursary::ast::File> = files
        .iter()
        .map(|(name, text)| {
            let id = sources.add(Role::Rules, Source::new(format!("{folder}/{name}"), *text));
            bursary::syntax::parse_file(id, text, &mut found)
        })
        .collect();
    sources.add(Role::Document, Source::new(format!("{folder}/source.md"), "## 1、 总则\n"));
    let program = bursary::check::check(&trees, &sources, &mut found);
    (program, found.into_sorted())
}

const HEADER: &str =
    "policy p\n  source \"source.md\"\n  money in CNY, rounded half up to 0.01\n\napplicant\n  amount : money\n";
const RULE: &str = "measure m article \"1\"\n  award 20% of amount\n";

#[test]
fn a_policy_may_stand_in_several_files() {
    let (program, found) = check_files("a", &[("header.bursary", HEADER), ("rule.bursary", RULE)]);
    assert_eq!(found, []);
    assert_eq!(program.expect("a program").measures.len(), 1);
    let (_, found) = check_files("a", &[("header.bursary", HEADER), ("rule.bursary", HEADER)]);
    let codes: Vec<&str> = found.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["policy/two-policies", "policy/two-applicants"]);
}

#[test]
fn the_digest_names_the_texts_and_not_where_they_lie() {
    let digest = |folder: &str, files: &[(&str, &str)]| check_files(folder, files).0.expect("a program").digest;
    let files = [("header.bursary", HEADER), ("rule.bursary", RULE)];
    let first = digest("a", &files);
    assert!(first.starts_with("sha256:") && first.len() == 7 + 64, "{first}");
    assert_eq!(first, digest("b/c", &files));
    assert_eq!(first, digest("a", &[files[1], files[0]]));
    assert_ne!(first, digest("a", &[files[0], ("rule.bursary", "measure m article \"1\"\n  award 30% of amount\n")]));
}
