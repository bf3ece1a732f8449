//! The examples of the diagnostic pages: what a page calls wrong raises its code and nothing else, what it calls right raises no error.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use bursary::case::{Format, Overrides, Read, read_with_doubts};
use bursary::config::Configuration;
use bursary::diagnostic::codes::{CODES, Example, Page};
use bursary::diagnostic::{Diagnostic, Diagnostics, Language, Severity};
use bursary::interpret::{Detail, Readings, Stage, decide};
use bursary::ir::Program;
use bursary::source::{Role, Source, Sources};
use bursary::testing::tests_written;

#[allow(dead_code, reason = "the tests of case data use more of it")]
#[path = "case/program.rs"]
mod program;

/// One section of a page, with what its examples are run beside.
struct Section {
    page: &'static Page,
    language: Language,
    /// The document that the policies quote.
    document: Option<&'static str>,
    /// The policy that the cases are read for, where it is not the one of `case/program.rs`.
    policy: Option<&'static str>,
}

impl Section {
    fn new(page: &'static Page, language: Language) -> Section {
        let examples = page.examples(language);
        let of = |kind: &str| examples.iter().find(|example| example.kind == kind).map(|example| example.text);
        Section { page, language, document: of("markdown source.md"), policy: of("bursary policy") }
    }

    /// What is not as the page says, in a line for each example.
    fn faults(&self) -> Vec<String> {
        let examples = self.page.examples(self.language);
        let faults = examples.iter().filter_map(|example| self.fault(example));
        faults.map(|fault| format!("{} ({:?}): {fault}", self.page.code, self.language)).collect()
    }

    fn fault(&self, example: &Example) -> Option<String> {
        let (kind, verdict) = example.kind.split_once(' ')?;
        let raised = match (kind, verdict) {
            ("bursary", "wrong") if self.page.code.starts_with("syntax/") => self.form_codes(example.text),
            // It stands on an error.
            ("bursary", "policy") if self.page.code == "config/of-error" => return None,
            ("bursary", _) => self.policy_codes(example.text),
            ("yaml", _) => self.case_codes("case.yaml", example.text),
            ("json", _) => self.case_codes("case.json", example.text),
            ("toml", _) if self.page.code.starts_with("config/") => self.config_codes(example.text),
            ("toml", _) => self.case_codes("case.toml", example.text),
            _ => return None,
        };
        let Raised { codes, told } = raised;
        match verdict {
            "wrong" if codes.is_empty() => Some("the wrong example raises nothing".to_owned()),
            "wrong" if codes.iter().all(|code| *code == self.page.code) => None,
            "wrong" => Some(format!("the wrong example raises\n{told}")),
            _ if codes.is_empty() => None,
            _ => Some(format!("the right example raises\n{told}")),
        }
    }

    fn form_codes(&self, text: &str) -> Raised {
        let mut sources = Sources::new();
        let id = sources.add(Role::Rules, Source::new("policy.bursary", text));
        let mut found = Diagnostics::default();
        bursary::syntax::parse_file(id, text, &mut found);
        self.raised(&sources, found.into_sorted())
    }

    fn policy_codes(&self, text: &str) -> Raised {
        let mut sources = Sources::new();
        sources.add(Role::Rules, Source::new("policy.bursary", text));
        let open = |name: &str| self.document.map(|text| Source::new(name, text));
        let compiled = bursary::compile_with(&mut sources, open);
        let mut found = compiled.findings;
        if let Some(program) = &compiled.program {
            found.extend(tests_written(program, &compiled.tests, &mut sources, open).1);
        }
        self.raised(&sources, found)
    }

    fn case_codes(&self, name: &str, text: &str) -> Raised {
        let mut sources = Sources::new();
        let program = match self.policy {
            Some(policy) => {
                sources.add(Role::Rules, Source::new("policy.bursary", policy));
                bursary::compile(&mut sources).program.unwrap()
            }
            None => program::demo(),
        };
        let case = sources.add(Role::Case, Source::new(name, text));
        let found = found_in(&program, &sources, case, Format::of(name).unwrap(), self.policy.is_some());
        self.raised(&sources, found)
    }

    /// What a `bursary.toml` raises by itself, and beside the policy of the page.
    fn config_codes(&self, text: &str) -> Raised {
        let mut sources = Sources::new();
        let rules = self.policy.unwrap_or("policy demo\n  money in CNY, rounded half up to 0.01\n");
        sources.add(Role::Rules, Source::new("policy.bursary", rules));
        let mut policy = bursary::compile(&mut sources).findings;
        let id = sources.add(Role::Configuration, Source::new("bursary.toml", text));
        let mut found = Vec::new();
        let configuration = Configuration::read(id, text, &mut found);
        found.extend(configuration.apply(&mut policy, |_| Some("policy.bursary".to_owned())).findings());
        self.raised(&sources, found)
    }

    /// Errors, and whatever else has the code of the page.
    fn raised(&self, sources: &Sources, found: Vec<Diagnostic>) -> Raised {
        // That an error can't be silenced stands beside the error.
        let beside = self.page.code == "silence/of-error" && found.iter().any(|finding| finding.code == self.page.code);
        let counts =
            |finding: &&Diagnostic| (finding.severity == Severity::Error && !beside) || finding.code == self.page.code;
        let counted: Vec<&Diagnostic> = found.iter().filter(counts).collect();
        let told = |finding: &&Diagnostic| {
            format!("  {} {} {}", sources.place(finding.span), finding.code, finding.message.get(self.language))
        };
        Raised {
            codes: counted.iter().map(|finding| finding.code).collect(),
            told: counted.iter().map(told).collect::<Vec<_>>().join("\n"),
        }
    }
}

/// What an example raises.
struct Raised {
    codes: Vec<&'static str>,
    told: String,
}

/// What is wrong with a case, and why it can't be decided.
fn found_in(
    program: &Program,
    sources: &Sources,
    case: bursary::source::SourceId,
    format: Format,
    decided: bool,
) -> Vec<Diagnostic> {
    let overrides = Overrides::default();
    let mut found = Vec::new();
    for read in read_with_doubts(program, sources, case, format, &overrides) {
        match read {
            Ok(Read { case, doubts }) if decided => {
                found.extend(doubts);
                match decide(program, &case, &Readings::defaults(program), Stage::Application, Detail::Figures) {
                    Ok(decision) => found.extend(bursary::explain::violations(program, &decision)),
                    Err(fault) => found.push(Diagnostic::from(*fault)),
                }
            }
            Ok(Read { doubts, .. }) => found.extend(doubts),
            Err(errors) => found.extend(errors),
        }
    }
    found
}

fn faults_of(area: impl Fn(&str) -> bool) -> Vec<String> {
    let pages = CODES.iter().filter(|page| area(page.code));
    let sections = pages.flat_map(|page| [Language::En, Language::Zh].map(|language| Section::new(page, language)));
    sections.flat_map(|section| section.faults()).collect()
}

#[test]
fn policies_of_the_pages_about_form_are_as_they_say() {
    let faults = faults_of(|code| code.starts_with("syntax/"));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn cases_of_the_pages_are_as_they_say() {
    let faults = faults_of(|code| code.starts_with("case/"));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn policies_of_the_pages_about_meaning_are_as_they_say() {
    let faults = faults_of(|code| !code.starts_with("case/") && !code.starts_with("syntax/"));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_page_shows_the_right_beside_the_wrong_in_both_languages() {
    let kinds = |page: &'static Page, language| -> Vec<&str> {
        page.examples(language).iter().map(|example| example.kind).collect()
    };
    let mut faults = Vec::new();
    for page in CODES {
        for language in [Language::En, Language::Zh] {
            let count = |verdict: &str| kinds(page, language).iter().filter(|kind| kind.ends_with(verdict)).count();
            if (count(" wrong") == 0) != (count(" right") == 0) {
                faults.push(format!("{} ({language:?})", page.code));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}
