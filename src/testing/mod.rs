//! Tests of a policy: cases, each with what must be decided on it.
//!
//! A test stands in a rule file ([`tests_written`]) or in a [file of tests](tests_in). [`Runner::run`] decides its case and says where the decision is not what was
//! expected. Expectations are partial: only what they name is compared. How good the tests are is said by what they reach ([`coverage`]), which
//! mistakes in the rules they notice ([`mutants`]) and which edges they lack ([`boundaries`]). Opens no file and prints nothing.

mod asserted;
pub mod boundaries;
mod came;
mod claims;
mod compare;
pub mod coverage;
mod difference;
pub mod draw;
mod error;
mod expectations;
mod file;
mod given;
mod language;
pub mod mutants;
mod names;
pub mod outcome;
mod paths;
mod reach;
mod run;
mod said;
mod shape;
mod tree;
mod words;
pub mod written;
mod yaml;

pub use difference::Difference;
pub use expectations::expectations;
pub use file::tests_in;
pub use language::tests_written;
pub use run::Run;

use crate::case::node::Node;
use crate::case::{Case, Format, Written};
use crate::decision::Decision;
use crate::diagnostic::Diagnostic;
use crate::interpret::{Detail, Readings, decide};
use crate::ir::{Program, Stage};
use crate::source::{Sources, Span};
use error::TestError;
use said::Said;

/// A case with what must be decided on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Test {
    /// What it is called.
    pub name: String,
    /// The calculation or the sentence that the expectation rests on.
    pub why: Option<String>,
    /// Where it stands.
    pub place: Span,
    /// The readings that it takes instead of the defaults, with the places of their names.
    pub readings: Vec<ReadingTaken>,
    /// The stage at which its case is decided.
    pub stage: Stage,
    /// Whether somebody has looked at what it expects. A generated one waits for that.
    pub confirmed: bool,
    given: Data,
    expected: Expected,
}

/// What a test expects.
#[derive(Debug, Clone, PartialEq)]
enum Expected {
    /// Any part of a decision, in the shape of its JSON.
    Parts(Node<'static>),
    /// The clauses of a test of the language.
    Said(Vec<Said>),
}

/// An alternative that a test takes instead of the default.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadingTaken {
    /// The reading, by identifier or label.
    pub reading: String,
    /// The alternative, by identifier or label.
    pub value: String,
    /// Where it is taken.
    pub place: Span,
}

/// The data of a case as they are written.
#[derive(Debug, Clone, PartialEq)]
struct Data {
    node: Node<'static>,
    format: Format,
}

/// What a test came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Ran {
    /// The decision, or why there is none.
    pub outcome: Result<Decision, Vec<Diagnostic>>,
    /// Where it is not what was expected: none where the test passed.
    pub differences: Vec<Difference>,
}

impl Ran {
    /// Whether everything is as expected.
    pub fn passed(&self) -> bool {
        self.differences.is_empty()
    }
}

impl Test {
    /// The detail that its expectation needs.
    pub fn detail(&self) -> Detail {
        match &self.expected {
            Expected::Said(said) if said::needs_steps(said) => Detail::Derivation,
            Expected::Parts(node) if compare::needs_steps(node) => Detail::Derivation,
            Expected::Said(_) | Expected::Parts(_) => Detail::Figures,
        }
    }

    /// The readings by which its case is decided.
    ///
    /// # Errors
    /// A reading, or an alternative of one, that the policy lacks.
    pub fn chosen(&self, program: &Program) -> Result<Readings, Vec<Diagnostic>> {
        let mut taken = self.readings.iter();
        taken.try_fold(Readings::defaults(program), |chosen, ReadingTaken { reading, value, place }| {
            chosen.with(program, reading, value).map_err(|known| {
                vec![TestError::UnknownReading { place: *place, name: format!("{reading}={value}"), known }.into()]
            })
        })
    }

    /// Whether it is one of these findings that it expects, and no decision.
    fn expects_fault(&self, found: &[Diagnostic]) -> bool {
        let code = match &self.expected {
            Expected::Said(said) => said::fault(said).map(|(code, _)| code),
            Expected::Parts(_) => None,
        };
        code.is_some() && found.first().map(|first| first.code) == code
    }
}

/// Runs tests of one policy.
#[derive(Debug)]
pub struct Runner<'p> {
    program: &'p Program,
    sources: &'p Sources,
    written: Written<'p>,
}

impl<'p> Runner<'p> {
    /// What runs the tests of a policy; they stand in texts of `sources`.
    pub fn new(program: &'p Program, sources: &'p Sources) -> Runner<'p> {
        Runner { program, sources, written: Written::new(program) }
    }

    /// Decides the case of a test, with figures alone unless it expects steps, and compares.
    pub fn run(&self, test: &Test) -> Ran {
        self.run_in(test, test.detail())
    }

    /// Decides the case of a test in this detail, and compares.
    pub fn run_in(&self, test: &Test, detail: Detail) -> Ran {
        let outcome = self.case(test).and_then(|case| decided(self.program, &case, test, detail));
        let differences = differences(self.program, test, &outcome);
        Ran { outcome, differences }
    }

    /// The case of a test.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn case(&self, test: &Test) -> Result<Case, Vec<Diagnostic>> {
        let read = self.written.case(self.sources, &test.given.node, test.given.format, test.name.clone())?;
        Ok(read.case)
    }
}

/// Decides a case as a test wants it decided.
///
/// # Errors
/// A reading that the policy lacks, or the fault of the case.
pub fn decided(program: &Program, case: &Case, test: &Test, detail: Detail) -> Result<Decision, Vec<Diagnostic>> {
    let readings = test.chosen(program)?;
    decide(program, case, &readings, test.stage, detail).map_err(|fault| vec![Diagnostic::from(*fault)])
}

/// Where what was decided on the case of a test is not what it expects. The decision may be that of another program of the same
/// measures, as of one with a rule changed.
pub fn differences(program: &Program, test: &Test, outcome: &Result<Decision, Vec<Diagnostic>>) -> Vec<Difference> {
    let (mut found, named) = match &test.expected {
        Expected::Parts(node) => (compare::compare(program, node, outcome), compare::assertions_named(node)),
        Expected::Said(said) => (said::compare(program, said, test.place, outcome), said::assertions_named(said)),
    };
    if let Ok(decision) = outcome {
        found.extend(asserted::violated(decision, &named, test.place));
    }
    found
}
