//! What a case may say: records, fields, types, tables, readings.

use std::sync::Arc;

pub use crate::ast::SeriesBy;

use super::{Applies, Clause, Dimension, ExprId};
use crate::value::{Bounds, Date, Number};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);
    };
}

id! {
    /// A `one of` type of [`Program::choices`](super::Program::choices).
    ChoiceId
}
id! {
    /// A record type of [`Program::records`](super::Program::records).
    RecordId
}
id! {
    /// A field of its record.
    FieldId
}
id! {
    /// A value of its `one of` type, in the order of declaration.
    VariantId
}
id! {
    /// A record of a case: its place among the [`instances`](crate::case::Case::instances).
    InstanceId
}
id! {
    /// A named value of [`Program::lets`](super::Program::lets).
    LetId
}
id! {
    /// A table of [`Program::tables`](super::Program::tables).
    TableId
}
id! {
    /// A reading of [`Program::readings`](super::Program::readings).
    ReadingId
}
id! {
    /// A loop variable: its slot in the frame of a claim.
    VarId
}

/// A `one of` type.
#[derive(Debug, Clone)]
pub struct Choice {
    /// Its identifier.
    pub name: String,
    /// Its label.
    pub label: Option<String>,
    /// Its values.
    pub variants: Vec<Variant>,
    /// The clause.
    pub clause: Clause,
}

/// A value of a `one of` type or of a reading.
#[derive(Debug, Clone)]
pub struct Variant {
    /// Its identifier.
    pub name: String,
    /// Its label.
    pub label: Option<String>,
}

impl Variant {
    /// The label, else the identifier.
    pub fn shown(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.name)
    }
}

/// A record type: the applicant, the parameters, or one that lists hold.
#[derive(Debug, Clone)]
pub struct Record {
    /// Its identifier; `applicant` and `parameters` for those two.
    pub name: String,
    /// Its label.
    pub label: Option<String>,
    /// Its fields in order.
    pub fields: Vec<Field>,
    /// The field that tells its records apart.
    pub key: Option<FieldId>,
}

/// A fact.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its identifier.
    pub name: String,
    /// Its label.
    pub label: Option<String>,
    /// Its type.
    pub ty: Type,
    /// What stands for it where it is absent; `None`: it is unknown then.
    pub absent: Option<Datum>,
    /// The papers that prove it.
    pub evidence: Vec<String>,
    /// Who decides it.
    pub decided_by: Vec<String>,
    /// The clause.
    pub clause: Clause,
}

impl Field {
    /// The label, else the identifier.
    pub fn shown(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.name)
    }
}

/// A type. Ranges of numbers are part of it: they are checked on reading, and they bound what is unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// Yes or no.
    YesNo,
    /// A whole number within the range.
    Whole(Limits),
    /// A number without unit.
    Decimal(Limits),
    /// A share, 1 being the whole.
    Ratio(Limits),
    /// Money in the policy's currency (`None`) or in another, by ISO code.
    Money(Option<Arc<str>>, Limits),
    /// A number of units, or a rate: 120 平方米, 30 元/平方米/月. The range is in base units, like every value.
    Quantity(Arc<Dimension>, Limits),
    /// A calendar date.
    Date,
    /// A first and a last day.
    Period,
    /// Days, months or years to be added to a date.
    Duration,
    /// Text.
    Text,
    /// A value of a `one of` type.
    Choice(ChoiceId),
    /// A list of records.
    List(RecordId),
    /// One record.
    Record(RecordId),
    /// A value for each support year.
    Series(SeriesBy, Box<Type>),
}

impl Type {
    /// The type of the values by year, else the type itself.
    pub fn innermost(&self) -> &Type {
        if let Type::Series(_, of) = self { of } else { self }
    }
}

/// The least and the greatest value, both included; `None` where open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Limits {
    /// The least.
    pub least: Option<Number>,
    /// The greatest.
    pub most: Option<Number>,
}

impl Limits {
    /// What is known of an unknown number of this range.
    pub fn bounds(self) -> Bounds {
        Bounds::between(self.least, self.most)
    }
}

/// A given value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Datum {
    /// Yes or no.
    Truth(bool),
    /// Any number: whole, decimal, ratio (0.3 for 30%), money (元) or quantity (base units).
    Number(Number),
    /// A date.
    Date(Date),
    /// A period, both days included.
    Period(Date, Date),
    /// Text.
    Text(Arc<str>),
    /// A value of a `one of` type.
    Choice(VariantId),
    /// Records: their places among the case's [`instances`](crate::case::Case::instances).
    List(Vec<InstanceId>),
    /// Values by support year, ascending by year.
    Series(Vec<(u32, Datum)>),
}

/// Where a named value, or an expression, stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// Outside everything, or in the header.
    #[default]
    Policy,
    /// Among the facts of the applicant.
    Applicant,
    /// In a record: its own fields are bare, and the record is in slot 0.
    Record(RecordId),
    /// In the scope.
    Scope,
    /// In a measure, by its place among the policy's measures: the record of the claim is in slot 0.
    Measure(usize),
}

/// A named value; exactly one definition is live under each choice of readings and for each support year.
#[derive(Debug, Clone)]
pub struct Let {
    /// Its identifier.
    pub name: String,
    /// Its label.
    pub label: Option<String>,
    /// Where it is defined, and so where its name is known.
    pub place: Place,
    /// The type of all its definitions.
    pub ty: Type,
    /// Its definitions, at least one.
    pub definitions: Vec<Definition>,
    /// Whether it (or what it rests on) reads the support year.
    pub by_year: bool,
}

/// One definition of a named value.
#[derive(Debug, Clone)]
pub struct Definition {
    /// When it counts.
    pub applies: Applies,
    /// Its value.
    pub value: ExprId,
    /// The clause.
    pub clause: Clause,
}

/// A reading of what the text leaves open.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Its identifier.
    pub name: String,
    /// Its label.
    pub label: Option<String>,
    /// Its alternatives.
    pub values: Vec<Variant>,
    /// The alternative used unless a run chooses another.
    pub default: usize,
    /// Why.
    pub because: Option<String>,
    /// The clause.
    pub clause: Clause,
}

impl Reading {
    /// The label, else the identifier.
    pub fn shown(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.name)
    }
}
