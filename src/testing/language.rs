//! Tests in the language: each clause of a `test` becomes data of its case, or something expected.

#![allow(clippy::wildcard_enum_match_arm, reason = "few expectations name a fact")]

use std::collections::{HashMap, HashSet};

use super::error::{Kind, TestError};
use super::given::{Given, years};
use super::said::{About, Said};
use super::{Data, Expected, ReadingTaken, Runner, Test, names};
use crate::ast::{self, ExpectKind, ExpectSubject, TestBase};
use crate::case::node::Node;
use crate::case::{Format, trees};
use crate::diagnostic::Diagnostic;
use crate::ir::{Measure, Program, Stage};
use crate::source::{Role, Source, SourceId, Sources};

/// How many tests may go on from one another in a row.
const DEEPEST: usize = 16;

/// The tests that stand in rule files. The case files that they name are asked of `open`, by the name as written, and added to `sources`.
/// What is wrong with a test is said, and it is left out.
pub fn tests_written(
    program: &Program,
    tests: &[ast::Test],
    sources: &mut Sources,
    open: impl FnMut(&str) -> Option<Source>,
) -> (Vec<Test>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let files = case_files(tests, sources, open, &mut found);
    let mut places: HashMap<&str, usize> = HashMap::new();
    for (at, test) in tests.iter().enumerate() {
        if let Some(first) = places.get(test.name.value.as_str()).and_then(|first| tests.get(*first)) {
            let (span, name) = (test.name.span, test.name.value.clone());
            found.push(TestError::NameTwice { span, name, first: first.name.span }.into());
        } else {
            places.insert(&test.name.value, at);
        }
    }
    let mut read = Vec::new();
    for test in tests {
        let errors = found.len();
        let made = made(program, test, (tests, &places), &files, &mut found);
        read.extend(made.map(|made| (made, found.len() == errors)));
    }
    let runner = Runner::new(program, sources);
    // Tests that go on from one another share their mistakes.
    let mut told = HashSet::new();
    let mut sound = Vec::new();
    for (Made { test, is_given }, is_sound) in read {
        let errors = found.len();
        match runner.case(&test) {
            _ if !is_given => {}
            Err(errors) if !test.expects_fault(&errors) => {
                // A replacement would be words of a case file.
                let news = errors.into_iter().filter(|error| told.insert((error.span, error.code)));
                found.extend(news.map(|error| Diagnostic { fix: None, ..error }));
                continue;
            }
            Err(_) => {}
            Ok(case) => found.extend(names::of_case(program, &test, &case).into_iter().map(Diagnostic::from)),
        }
        if is_sound && found.len() == errors {
            sound.push(test);
        }
    }
    (sound, found)
}

/// A test as it was read.
struct Made {
    test: Test,
    /// Whether nothing is wrong with what it gives.
    is_given: bool,
}

/// The trees of the case files that tests start from.
fn case_files(
    tests: &[ast::Test],
    sources: &mut Sources,
    mut open: impl FnMut(&str) -> Option<Source>,
    found: &mut Vec<Diagnostic>,
) -> HashMap<String, Option<(Node<'static>, Format)>> {
    let mut files = HashMap::new();
    for test in tests {
        let Some(TestBase::Case(name)) = &test.base else { continue };
        if files.contains_key(&name.value) {
            continue;
        }
        let format = Format::of(&name.value).filter(|format| *format != Format::JsonLines);
        let opened: Option<(SourceId, Format)> = format.and_then(|format| {
            let source = open(&name.value)?;
            Some((sources.add(Role::Case, source), format))
        });
        let tree = match opened {
            None => {
                found.push(TestError::NoCaseFile { span: name.span, name: name.value.clone() }.into());
                None
            }
            Some((id, format)) => match trees(sources, id, format).next() {
                Some(Ok(tree)) => Some((tree, format)),
                Some(Err(errors)) => {
                    found.extend(errors);
                    None
                }
                None => None,
            },
        };
        files.insert(name.value.clone(), tree);
    }
    files
}

/// One test, with all that it goes on from.
fn made(
    program: &Program,
    test: &ast::Test,
    (tests, places): (&[ast::Test], &HashMap<&str, usize>),
    files: &HashMap<String, Option<(Node<'static>, Format)>>,
    found: &mut Vec<Diagnostic>,
) -> Option<Made> {
    // The tests that it goes on from, itself first.
    let mut line = vec![test];
    let mut base = None;
    loop {
        let last = line.last().copied()?;
        match &last.base {
            None => break,
            Some(TestBase::Case(name)) => {
                base = Some(files.get(&name.value)?.as_ref()?.0.clone());
                break;
            }
            Some(TestBase::Like(name)) => {
                let Some(next) = places.get(name.value.as_str()).and_then(|at| tests.get(*at)) else {
                    if std::ptr::eq(last, test) {
                        found.push(TestError::NoSuchTest { span: name.span, name: name.value.clone() }.into());
                    }
                    return None;
                };
                if line.iter().any(|own| std::ptr::eq(*own, next)) || line.len() > DEEPEST {
                    found.push(TestError::InCircle { span: name.span, name: name.value.clone() }.into());
                    return None;
                }
                line.push(next);
            }
        }
    }
    let mut given = Given::new(program, base, test.span);
    let mut readings: Vec<ReadingTaken> = Vec::new();
    let mut stage = Stage::Application;
    for own in line.iter().rev() {
        given.add(own);
        stage = own.stage.unwrap_or(stage);
        for taken in &own.readings {
            readings.retain(|other| other.reading != taken.reading.text);
            let (reading, value) = (taken.reading.text.clone(), taken.value.text.clone());
            readings.push(ReadingTaken { reading, value, place: taken.reading.span });
        }
    }
    found.extend(test.readings.iter().filter_map(|taken| names::of_reading(program, taken)).map(Diagnostic::from));
    let expected = expected(program, test, &given, found);
    let (data, errors) = given.finish();
    let is_given = errors.is_empty();
    found.extend(errors.into_iter().map(Diagnostic::from));
    if test.expects.is_empty() {
        found.push(TestError::Incomplete { span: test.name.span, missing: ("expect", "预期") }.into());
    }
    let test = Test {
        name: test.name.value.clone(),
        why: test.because.as_ref().map(|why| why.value.clone()),
        place: test.name.span,
        readings,
        stage,
        confirmed: true,
        given: Data { node: data, format: Format::Yaml },
        expected: Expected::Said(expected),
    };
    Some(Made { test, is_given })
}

/// What a test expects, with the measures and facts that it names.
fn expected(program: &Program, test: &ast::Test, given: &Given<'_>, found: &mut Vec<Diagnostic>) -> Vec<Said> {
    let mut all = Vec::new();
    let is_fault = |expect: &&ast::Expect| matches!(expect.subject, ExpectSubject::Fault(_));
    if let Some(fault) = test.expects.iter().find(is_fault).filter(|_| !test.expects.iter().all(|own| is_fault(&own))) {
        found.push(TestError::BesideFault { span: fault.span }.into());
    }
    for expect in &test.expects {
        let about = match &expect.subject {
            ExpectSubject::Total(_) => About::Total,
            ExpectSubject::Scope(_) => About::Scope,
            ExpectSubject::Fault(_) => About::Fault,
            ExpectSubject::Assertion(label) => {
                let asserted = |version: &Program| {
                    let of_measures = version.measures.iter().flat_map(|measure| &measure.assertions);
                    let labels = version.assertions.iter().chain(of_measures).map(|own| (own.label.clone(), None));
                    labels.collect::<Vec<(String, Option<String>)>>()
                };
                let mut known: Vec<(String, Option<String>)> = program.versions().flat_map(asserted).collect();
                known.dedup();
                if !known.iter().any(|(own, _)| *own == label.value) {
                    let (span, name) = (label.span, label.value.clone());
                    found.push(TestError::NoSuch { span, kind: Kind::Assertion, name, known }.into());
                    continue;
                }
                About::Assertion(label.value.clone())
            }
            ExpectSubject::Claim(claim) => {
                let known = program.versions().find_map(|version| version.measure_named(&claim.measure.text));
                let Some(measure) = known else {
                    let (span, name) = (claim.measure.span, &claim.measure.text);
                    found.push(TestError::no_such_measure(program, span, Kind::Expected, name).into());
                    continue;
                };
                if let Err(error) = years(claim) {
                    found.push(error.into());
                    continue;
                }
                About::Claim { measure: measure.name.clone(), label: shown(measure), claim: claim.clone() }
            }
        };
        for item in &expect.items {
            if !about.takes(&item.kind) {
                found.push(TestError::OutOfPlace { span: item.span }.into());
                continue;
            }
            found.extend(names::of_item(program, &about, item).map(Diagnostic::from));
            if let ExpectKind::Missing(Some(path)) = &item.kind
                && let Some(error) = given.wrong(path)
            {
                found.push(error.into());
                continue;
            }
            let missing = match &item.kind {
                ExpectKind::Missing(Some(path)) => Some(given.path(path)),
                _ => None,
            };
            all.push(Said { about: about.clone(), item: item.clone(), missing });
        }
    }
    all
}

fn shown(measure: &Measure) -> String {
    measure.label.clone().unwrap_or_else(|| measure.name.clone())
}
