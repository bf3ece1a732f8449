//! The results as JUnit XML.

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::{Suite, report};
use crate::cli::explain::WIDTH;
use crate::diagnostic::Language;

/// The whole report: a suite for each policy. What can't be read of a policy is an error of its suite.
pub(super) fn of(suites: &[Suite], language: Language) -> String {
    let mut whole = Report::new("bursary");
    for suite in suites {
        let mut own = TestSuite::new(suite.name.as_str());
        for finding in &suite.findings {
            let place = suite.sources.place(finding.span);
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
            status.set_type(finding.code).set_message(format!("{place}: {}", finding.message.get(language)));
            own.add_test_case(case(format!("{place} {}", finding.code), suite, status));
        }
        for (test, ran) in &suite.results {
            let status = if ran.passed() {
                TestCaseStatus::success()
            } else {
                let said: Vec<String> =
                    ran.differences.iter().map(|own| report::said(own).get(language).to_owned()).collect();
                let derived = report::derivations(suite, test, ran, (language, WIDTH));
                let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
                status.set_type("difference").set_message(said.first().map_or("", String::as_str));
                let place = suite.sources.place(test.place);
                let parts = std::iter::once(place).chain(said).chain(derived);
                status.set_description(parts.collect::<Vec<_>>().join("\n"));
                status
            };
            own.add_test_case(case(test.name.clone(), suite, status));
        }
        whole.add_test_suite(own);
    }
    // What is written to a string can't fail.
    whole.to_string().unwrap_or_default()
}

fn case(name: String, suite: &Suite, status: TestCaseStatus) -> TestCase {
    let mut case = TestCase::new(name, status);
    case.set_classname(suite.name.as_str());
    case
}
