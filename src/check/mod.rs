//! The tree as written → the executable form: names, types, tables, limits, readings, time and citations.
//!
//! [`check`] is total: whatever the trees are, it pushes what it finds, and a part in which something is wrong causes no further
//! message. It writes the [`Program`] while it types: an operation is pushed after its operands. The program leaves the checker only
//! when no error was found.
//!
//! The order: the header; what may be named (readings, types, records, tables, named values, measures); then what the names stand for
//! (types of facts, named values and tables in the order in which they need each other); then the clauses; last what needs the whole
//! (values that are missing under a reading, names never used, sentences not covered).

mod amendments;
mod assertions;
mod circles;
mod citations;
mod clash;
mod classes;
mod cliff;
mod contradict;
mod cover;
mod coverage;
mod damage;
mod dated;
mod declare;
mod departures;
mod digest;
mod error;
mod exclude;
mod expr;
mod facts;
mod figures;
mod genre;
mod given;
mod header;
mod idle;
mod lets;
mod limits;
mod measures;
mod meet;
mod names;
mod patterns;
mod payments;
mod readings;
mod references;
mod results;
mod rows;
mod scope;
mod silence;
mod slices;
mod sound;
mod stretches;
mod tables;
mod time;
mod types;
mod units;
mod unused;
mod vetoes;
mod years;

use std::collections::{HashMap, HashSet};

use crate::ast;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::ir::{ChoiceId, Clause, FieldId, LetId, Program, ReadingId, RecordId, TableId, Type, UnitId};
use crate::source::{Sources, Span};

use amendments::Version;
use citations::{Citations, Under};
use coverage::Use;
use damage::Damage;
use declare::Tree;
use figures::GoesBy;
use lets::Named;
use names::{Global, Member, Names};
use scope::Scope;

/// The parameters' place among the records.
const PARAMETERS: RecordId = RecordId(0);
/// The applicant's place among the records.
const APPLICANT: RecordId = RecordId(1);

/// Checks the rule files of one policy against each other and against the document that they quote: the policy as first issued, then
/// each of its amended versions.
///
/// What is wrong is pushed to `found`; `None` where anything in `found` is an error.
pub fn check(files: &[ast::File], sources: &Sources, found: &mut Diagnostics) -> Option<Program> {
    let read = found.clone();
    let mut amending = Diagnostics::default();
    let versions = amendments::versions(files, &mut amending);
    let mut program = None;
    for version in &versions {
        let Some(amendment) = version.amendment else {
            program = check_version(version, sources, found);
            continue;
        };
        // Of the whole, only what is wrong with it is news; of the amendment's own words, everything.
        let mut own = read.clone();
        let amended = check_version(version, sources, &mut own);
        let document = amendment.source.as_ref().and_then(|source| citations::document(source, sources));
        let news = own.iter().skip(read.len()).filter(|finding| {
            let own = citations::holds(version.words, finding.span);
            finding.severity == Severity::Error || own || document == Some(finding.span.source)
        });
        found.extend(news.cloned().collect::<Vec<Diagnostic>>());
        if let (Some(program), Some(amended)) = (&mut program, amended) {
            program.amended.push(amended);
        }
    }
    found.extend(amending.iter().cloned().collect::<Vec<Diagnostic>>());
    silence::silence(files, sources, found);
    program.filter(|_| !found.has_errors())
}

/// Checks one version of a policy.
fn check_version(version: &Version<'_>, sources: &Sources, found: &mut Diagnostics) -> Option<Program> {
    let damage = Damage::of(found, sources);
    let tree = Tree::of(&version.files, &damage, found);
    let mut checker = Checker::new(&tree, sources, damage, found);
    checker.amended(version);
    checker.header();
    checker.declare();
    checker.resolve();
    checker.clauses();
    checker.whole();
    checker.finish()
}

/// What is known while a policy is checked.
struct Checker<'a> {
    tree: &'a Tree<'a>,
    sources: &'a Sources,
    found: &'a mut Diagnostics,
    damage: Damage<'a>,
    program: Program,
    citations: Citations<'a>,

    /// Where each unit's name and label stand.
    unit_places: HashMap<&'a str, Span>,
    /// Units whose definition is wrong: what is counted in them is not known.
    unsound_units: HashSet<UnitId>,
    types: Names<'a, ChoiceId>,
    variants: Vec<Names<'a, usize>>,
    records: Names<'a, RecordId>,
    tables: Names<'a, TableId>,
    readings: Names<'a, ReadingId>,
    alternatives: Vec<Names<'a, usize>>,
    measures: Names<'a, usize>,
    /// Parameters, facts of the applicant, named values of the policy and the applicant.
    globals: Names<'a, Global>,
    /// Fields and named values of each record; empty for the parameters and the applicant.
    members: Vec<Names<'a, Member>>,
    /// Named values of each measure.
    locals: Vec<Names<'a, LetId>>,
    /// Named values of the scope.
    scope_lets: Names<'a, LetId>,

    named: Vec<Named<'a>>,
    /// Named values, each after those that it needs.
    order: Vec<LetId>,
    /// The article that each measure encodes.
    under_of: Vec<Under>,
    /// The results of each table that has several: each has a place among the program's tables, the first that of the table.
    results: Vec<Names<'a, TableId>>,
    /// The type of each table's values; `None` while unknown or wrong.
    table_types: Vec<Option<Type>>,
    /// The types of each table's keys.
    key_types: Vec<Vec<Option<Type>>>,
    /// Whether a table's values read the support year.
    table_by_year: Vec<bool>,
    /// The types of fields; `None` where they are wrong.
    field_types: Vec<Vec<Option<Type>>>,

    scope: Scope<'a>,
    /// Whether the expression being checked reads the support year.
    reads_year: bool,
    /// The first support year in which the clause being checked counts.
    first_year: u32,
    /// The last one, where the clause names its years.
    last_year: Option<u32>,
    /// The last support year in which each measure awards anything.
    last_years: Vec<u32>,
    /// Whether the expression that is being checked reads the position of the claim.
    reads_position: bool,
    /// Whether `paid` means what was paid to the claim.
    paid_is_known: bool,
    /// Of what the decision is asked in the assertion being checked; `None` in a rule, which reads no decision.
    asserting: Option<crate::ir::DecidedOf>,
    /// Whether the assertion being checked asks anything of the decision.
    reads_decision: bool,
    /// The named values that the clause being checked reads.
    reads: Vec<(LetId, Span)>,
    /// Every reading of a named value, with the clause's place in time and readings.
    uses: Vec<Use>,
    used: Used,
    /// Where names stand that a clause that could not be read may declare.
    not_known: Vec<Span>,
    /// The awards behind years that have none.
    gaps: Vec<Span>,
    /// How many more unknown names get a suggestion: comparing all with all would take quadratic time.
    suggestions: usize,
    /// What the expression that is looked at is wanted to be.
    wanted: expr::Wanted,
}

/// What was referred to.
#[derive(Default)]
struct Used {
    fields: HashSet<(RecordId, FieldId)>,
    lets: HashSet<LetId>,
    tables: HashSet<TableId>,
    results: HashSet<TableId>,
    types: HashSet<ChoiceId>,
    records: HashSet<RecordId>,
    readings: HashSet<ReadingId>,
}

impl<'a> Checker<'a> {
    /// Everything that may be named.
    fn declare(&mut self) {
        self.declare_units();
        self.declare_readings();
        self.declare_types();
        self.declare_records();
        self.declare_tables();
        self.declare_measures();
        self.declare_lets();
    }

    /// What the names stand for.
    fn resolve(&mut self) {
        self.resolve_fields();
        self.resolve_keys();
        self.resolve_values();
    }

    /// The clauses that use them.
    fn clauses(&mut self) {
        self.in_force();
        self.scopes();
        self.check_measures();
        self.limits_across();
        self.assertions();
        self.declared_not_computed();
    }

    /// What needs the whole.
    fn whole(&mut self) {
        self.values_under_readings();
        self.never_used();
        if self.found.has_errors() {
            self.of_sound_parts(Self::rules_of_the_whole);
        } else {
            self.rules_of_the_whole();
            self.usual_clauses();
        }
        if !self.damage.any() {
            self.citations.uncovered(self.found);
        }
    }

    /// What is found in a clause only beside others.
    fn rules_of_the_whole(&mut self) {
        self.conditions_contradict();
        self.limits_fit();
        self.limits_in_order();
        self.cliffs();
        self.values_without_effect();
        self.values_never_given();
        self.rows_beyond_facts();
        self.years_of_awards();
        self.exclusions_as_conditions();
        self.figures_differ();
        self.rules_differ();
    }

    fn finish(self) -> Option<Program> {
        let Checker { found, mut program, sources, citations, tree, .. } = self;
        if found.has_errors() {
            return None;
        }
        program.digest = digest::digest(tree, sources, citations.documents());
        Some(program)
    }

    /// Reports that something is missing, unless it may stand in a clause that could not be read.
    fn report_missing(&mut self, finding: impl Into<Diagnostic>) {
        if !self.damage.any() {
            self.found.push(finding);
        }
    }

    /// Reports that a name means nothing, unless a clause that could not be read may have declared it.
    fn report_unknown(&mut self, name: &str, finding: impl Into<Diagnostic>) {
        let finding = finding.into();
        if self.damage.holds(name) {
            self.not_known.push(finding.span);
        } else {
            self.found.push(finding);
        }
    }

    fn report(&mut self, finding: impl Into<Diagnostic>) {
        self.found.push(finding);
    }

    /// A clause with its place and its quotes.
    fn clause(&mut self, span: Span, quotes: &'a [ast::Quote], under: Under) -> Clause {
        let quotes = quotes.iter().map(|quote| self.citations.cite(quote, under, self.found)).collect();
        Clause { span, place: self.sources.place_in_file(span), quotes }
    }

    /// A clause that frames the rules and is none.
    fn frame(&mut self, span: Span, quotes: &'a [ast::Quote]) {
        let clause = self.clause(span, quotes, Under::Anything);
        self.program.frame.push(clause);
    }

    /// The surface of the file that a span lies in.
    fn surface(&self, span: Span) -> ast::Surface {
        self.tree.surface(span.source)
    }
}
