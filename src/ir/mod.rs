//! The executable form of a checked policy: flat, resolved, typed.
//!
//! Names have become ids, expressions a flat list of [`Node`]s in which operands stand before what uses them, and every clause carries the
//! span and the quotes that it rests on. Only a check without errors produces a [`Program`], so an engine meets no error node.

mod assertion;
mod clause;
mod currency;
mod departures;
mod dump;
mod expr;
mod function;
mod operands;
mod payment;
mod reach;
mod reference;
mod schema;
mod table;
mod time;
mod unit;

pub use assertion::*;
pub use clause::*;
pub use currency::{decimals, is_currency};
pub use departures::*;
pub use expr::*;
pub use function::*;
pub use operands::Operand;
pub use payment::*;
pub use reference::*;
pub use schema::*;
pub use table::*;
pub use time::*;
pub use unit::*;

use crate::source::Span;
use crate::value::{Date, MonthEnd, Number, Rounding, RoundingMode};

/// A policy, ready to run: as first issued, with [its amended versions](Program::amended).
#[derive(Debug, Clone)]
pub struct Program {
    /// What the header says.
    pub policy: Policy,
    /// `sha256:` and the digest of the rule files and the source document, in the order of their names.
    pub digest: String,
    /// Units of measurement.
    pub units: Units,
    /// The `one of` types.
    pub choices: Vec<Choice>,
    /// The record types; [`Program::parameters`] and [`Program::applicant`] are among them.
    pub records: Vec<Record>,
    /// The record whose fields are the policy's parameters.
    pub parameters: RecordId,
    /// The record whose fields are the facts of the applicant.
    pub applicant: RecordId,
    /// Named values.
    pub lets: Vec<Let>,
    /// Exceptions and raises.
    pub departures: Vec<Departure>,
    /// Tables.
    pub tables: Vec<Table>,
    /// Readings of what the text leaves open.
    pub readings: Vec<Reading>,
    /// When the policy is in force; `None`: always.
    pub in_force: Option<InForce>,
    /// Whether a measure has a time of its own, so that it is the conditions of each measure that test the time, and not the scope.
    pub time_by_measure: bool,
    /// Conditions of the whole policy.
    pub scope: Vec<Condition>,
    /// What the scope as a whole rests on.
    pub scope_quotes: Vec<Quote>,
    /// The measures, in the order of declaration.
    pub measures: Vec<Measure>,
    /// Limits across measures, in the order of declaration.
    pub across: Vec<Across>,
    /// What must hold of every decision as a whole.
    pub assertions: Vec<Assertion>,
    /// What is declared not computed: the reason and the words.
    pub not_computed: Vec<NotComputed>,
    /// What is wrong with the text itself.
    pub defects: Vec<Defect>,
    /// The heading of the scope.
    pub scope_clause: Option<Clause>,
    /// The clauses that frame the rules and are none: the header, the financial year, the ends of months, and of an amended version the
    /// amendment with what it repeals.
    pub frame: Vec<Clause>,
    /// Every expression.
    pub nodes: Vec<Node>,
    /// How many loop variables a claim may need at once.
    pub variables: usize,
    /// The amendment by which this version came about; `None`: the policy as first issued.
    pub version: Option<Version>,
    /// Measures that earlier versions had and this one has not, by identifier and label: the ledger may still name them.
    pub repealed: Vec<(String, Option<String>)>,
    /// The later versions, ascending by the day from which they count; each is a whole program, and has none itself.
    pub amended: Vec<Program>,
    /// What the names in its rules refer to, in the order in which they were resolved; a name may be resolved several times.
    pub references: Vec<Reference>,
}

/// An amendment, as the version of a policy that it brought about.
#[derive(Debug, Clone)]
pub struct Version {
    /// The amendment's identifier.
    pub name: String,
    /// Its label.
    pub label: Option<String>,
    /// Applications from this day on are decided by it.
    pub from: Date,
    /// The clause.
    pub clause: Clause,
}

/// What the header of a policy says.
#[derive(Debug, Clone)]
pub struct Policy {
    /// Its identifier.
    pub name: String,
    /// Its title.
    pub label: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// ISO code of its currency.
    pub currency: String,
    /// How an award is rounded, once.
    pub rounding: Rounding,
    /// The words that say so; empty where none do.
    pub rounded: Span,
    /// The month in which a financial year starts, 1 to 12.
    pub financial_year_from: u8,
    /// What becomes of a day that a month lacks, where months or years are added to a date.
    pub month_end: MonthEnd,
    /// How many decimals amounts are printed with.
    pub digits: u32,
}

/// When a policy is in force.
#[derive(Debug, Clone)]
pub struct InForce {
    /// The first day.
    pub from: ExprId,
    /// How it ends.
    pub end: InForceEnd,
    /// The clause.
    pub clause: Clause,
}

/// How a period in force ends.
#[derive(Debug, Clone, Copy)]
pub enum InForceEnd {
    /// It does not.
    Open,
    /// After so many years, on the day before the anniversary.
    Years(u32),
    /// On this day, included.
    Until(ExprId),
}

impl Policy {
    /// A policy in CNY, rounded half up to the fen, that says nothing else.
    pub fn named(name: &str) -> Policy {
        Policy {
            name: name.to_owned(),
            label: None,
            issuer: None,
            currency: "CNY".to_owned(),
            rounding: Rounding { mode: RoundingMode::HalfUp, unit: rust_decimal::Decimal::new(1, 2) },
            rounded: Span::default(),
            financial_year_from: 1,
            month_end: MonthEnd::LastDay,
            digits: 2,
        }
    }

    /// The least difference of two amounts: 0.01 元, 1 yen.
    pub fn smallest_unit(&self) -> Number {
        let tenth = |unit: Number, _| unit.divided_by(Number::from(10));
        (0..self.digits).try_fold(Number::ONE, tenth).unwrap_or(Number::ONE)
    }
}

impl Program {
    /// A program without any rule. Its records for the parameters and the applicant are still to be added, as the first two.
    pub fn without_rules(policy: Policy) -> Program {
        Program {
            policy,
            digest: String::new(),
            units: Units::default(),
            choices: Vec::new(),
            records: Vec::new(),
            parameters: RecordId(0),
            applicant: RecordId(1),
            lets: Vec::new(),
            departures: Vec::new(),
            tables: Vec::new(),
            readings: Vec::new(),
            in_force: None,
            time_by_measure: false,
            scope: Vec::new(),
            scope_quotes: Vec::new(),
            measures: Vec::new(),
            across: Vec::new(),
            assertions: Vec::new(),
            not_computed: Vec::new(),
            defects: Vec::new(),
            scope_clause: None,
            frame: Vec::new(),
            nodes: Vec::new(),
            variables: 1,
            version: None,
            repealed: Vec::new(),
            amended: Vec::new(),
            references: Vec::new(),
        }
    }

    /// The version by which an application of this day is decided.
    pub fn on(&self, applied_on: Date) -> &Program {
        let in_time = |version: &&Program| version.version.as_ref().is_some_and(|version| version.from <= applied_on);
        self.amended.iter().rfind(in_time).unwrap_or(self)
    }

    /// All versions, the policy as first issued before those amended.
    pub fn versions(&self) -> impl Iterator<Item = &Program> {
        std::iter::once(self).chain(&self.amended)
    }

    /// The node of an id.
    ///
    /// Ids are made by the checker for nodes that it has pushed, so the fallback is never seen; it keeps the function total.
    pub fn node(&self, id: ExprId) -> &Node {
        const MISSING: &Node = &Node::MISSING;
        self.nodes.get(id.0 as usize).unwrap_or(MISSING)
    }

    /// A record type.
    pub fn record(&self, id: RecordId) -> Option<&Record> {
        self.records.get(id.0 as usize)
    }

    /// A field of a record type.
    pub fn field(&self, record: RecordId, field: FieldId) -> Option<&Field> {
        self.record(record)?.fields.get(field.0 as usize)
    }

    /// A named value.
    pub fn named(&self, id: LetId) -> Option<&Let> {
        self.lets.get(id.0 as usize)
    }

    /// The clause that defines a named value by an expression.
    pub fn defined_by(&self, id: LetId, value: ExprId) -> Option<&Clause> {
        self.named(id)?.definitions.iter().find(|own| own.value == value).map(|own| &own.clause)
    }

    /// An exception or a raise.
    pub fn departure(&self, id: DepartureId) -> Option<&Departure> {
        self.departures.get(id.0 as usize)
    }

    /// A table.
    pub fn table(&self, id: TableId) -> Option<&Table> {
        self.tables.get(id.0 as usize)
    }

    /// A `one of` type.
    pub fn choice(&self, id: ChoiceId) -> Option<&Choice> {
        self.choices.get(id.0 as usize)
    }

    /// A reading.
    pub fn reading(&self, id: ReadingId) -> Option<&Reading> {
        self.readings.get(id.0 as usize)
    }

    /// Whether any clause says what must hold of the decision.
    pub fn asserts(&self) -> bool {
        !self.assertions.is_empty() || self.measures.iter().any(|measure| !measure.assertions.is_empty())
    }

    /// The measure with this identifier or label.
    pub fn measure_named(&self, name: &str) -> Option<&Measure> {
        let by_name = self.measures.iter().find(|measure| measure.name == name);
        by_name.or_else(|| self.measures.iter().find(|measure| measure.label.as_deref() == Some(name)))
    }
}
