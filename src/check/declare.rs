//! The declarations of all rule files, by kind, and the empty tables of names.

use std::collections::{HashMap, HashSet};

use crate::ast::{self, Declaration, Surface};
use crate::diagnostic::Diagnostics;
use crate::ir::{Policy, Program};
use crate::source::{SourceId, Sources, Span};

use super::citations::Citations;
use super::damage::Damage;
use super::error::HeaderError;
use super::names::Names;
use super::scope::Scope;
use super::{Checker, Used};

/// How many unknown names get a suggestion.
const SUGGESTIONS: usize = 300;

/// The declarations of a policy, in the order of its files.
#[derive(Default)]
pub(super) struct Tree<'a> {
    pub(super) files: Vec<(SourceId, Surface)>,
    pub(super) policy: Option<&'a ast::Policy>,
    pub(super) units: Vec<&'a ast::Unit>,
    pub(super) types: Vec<&'a ast::ChoiceType>,
    pub(super) applicant: Option<&'a ast::Record>,
    pub(super) records: Vec<&'a ast::Record>,
    pub(super) scope: Option<&'a ast::Scope>,
    pub(super) tables: Vec<&'a ast::Table>,
    pub(super) readings: Vec<&'a ast::Reading>,
    pub(super) measures: Vec<&'a ast::Measure>,
    pub(super) across: Vec<&'a ast::Across>,
    pub(super) lets: Vec<&'a ast::Let>,
    pub(super) assertions: Vec<&'a ast::Assertion>,
    pub(super) not_computed: Vec<&'a ast::NotComputed>,
    pub(super) defects: Vec<&'a ast::Defect>,
    /// Where tests stand: they are no part of what decides.
    pub(super) tests: Vec<Span>,
    /// The files that hold anything else.
    pub(super) ruling: HashSet<SourceId>,
}

impl<'a> Tree<'a> {
    /// Sorts the declarations; what may stand once and stands twice is reported, and the first is kept.
    pub(super) fn of(files: &'a [ast::File], damage: &Damage<'_>, found: &mut Diagnostics) -> Tree<'a> {
        let mut tree = Tree::default();
        for file in files {
            // An amended version has several parts of one file.
            if tree.files.last().is_none_or(|(last, _)| *last != file.span.source) {
                tree.files.push((file.span.source, file.surface.unwrap_or(Surface::English)));
            }
            for declaration in &file.declarations {
                if !matches!(declaration, Declaration::Test(_)) {
                    tree.ruling.insert(file.span.source);
                }
                tree.add(declaration, found);
            }
        }
        if tree.policy.is_none() && !damage.any() {
            let span = files.first().map_or_else(Span::default, |file| file.span.before());
            found.push(HeaderError::Missing { span });
        }
        tree
    }

    fn add(&mut self, declaration: &'a Declaration, found: &mut Diagnostics) {
        match declaration {
            Declaration::Policy(policy) => match self.policy {
                Some(first) => found.push(HeaderError::TwoPolicies { span: policy.span, first: first.span }),
                None => self.policy = Some(policy),
            },
            Declaration::Record(record) if record.name.is_none() => match self.applicant {
                Some(first) => found.push(HeaderError::TwoApplicants { span: record.span, first: first.span }),
                None => self.applicant = Some(record),
            },
            Declaration::Scope(scope) => match self.scope {
                Some(first) => found.push(HeaderError::TwoScopes { span: scope.span, first: first.span }),
                None => self.scope = Some(scope),
            },
            Declaration::Amendment(_) => {}
            Declaration::Test(test) => self.tests.push(test.extent),
            Declaration::Unit(unit) => self.units.push(unit),
            Declaration::Type(choice) => self.types.push(choice),
            Declaration::Record(record) => self.records.push(record),
            Declaration::Table(table) => self.tables.push(table),
            Declaration::Reading(reading) => self.readings.push(reading),
            Declaration::Measure(measure) => self.measures.push(measure),
            Declaration::Across(across) => self.across.push(across),
            Declaration::Let(named) => self.lets.push(named),
            Declaration::Assert(own) => self.assertions.push(own),
            Declaration::NotComputed(part) => self.not_computed.push(part),
            Declaration::Defect(defect) => self.defects.push(defect),
        }
    }

    /// The surface of a file.
    pub(super) fn surface(&self, source: SourceId) -> Surface {
        let file = self.files.iter().find(|(id, _)| *id == source);
        file.map_or(Surface::English, |(_, surface)| *surface)
    }
}

impl<'a> Checker<'a> {
    pub(super) fn new(
        tree: &'a Tree<'a>,
        sources: &'a Sources,
        damage: Damage<'a>,
        found: &'a mut Diagnostics,
    ) -> Checker<'a> {
        let source = tree.policy.and_then(|policy| policy.source.as_ref());
        Checker {
            tree,
            sources,
            found,
            program: Program::without_rules(Policy::named("")),
            citations: Citations::of(source, sources, damage.any()),
            damage,
            unit_places: HashMap::new(),
            unsound_units: HashSet::new(),
            types: Names::default(),
            variants: Vec::new(),
            records: Names::default(),
            tables: Names::default(),
            readings: Names::default(),
            alternatives: Vec::new(),
            measures: Names::default(),
            globals: Names::default(),
            members: Vec::new(),
            locals: Vec::new(),
            scope_lets: Names::default(),
            named: Vec::new(),
            order: Vec::new(),
            under_of: Vec::new(),
            results: Vec::new(),
            table_types: Vec::new(),
            key_types: Vec::new(),
            table_by_year: Vec::new(),
            field_types: Vec::new(),
            scope: Scope::default(),
            reads_year: false,
            first_year: 1,
            last_year: None,
            last_years: Vec::new(),
            reads_position: false,
            paid_is_known: false,
            asserting: None,
            reads_decision: false,
            reads: Vec::new(),
            uses: Vec::new(),
            used: Used::default(),
            not_known: Vec::new(),
            gaps: Vec::new(),
            suggestions: SUGGESTIONS,
            wanted: super::expr::Wanted::default(),
        }
    }
}
