//! What an expression means, as a text that two versions of a policy share where they mean the same: names stand for ids, and nothing of
//! the way it is written is left.

use super::pairing::Renamed;
use crate::ir::{
    Applies, Choice, Datum, DecidedFigure, DecidedOf, Departure, DepartureId, Edge, ExprId, FieldId, LetId, Limits,
    Loop, Match, Op, Owner, Pattern, Place, Program, Raise, RecordId, TableId, TimeOp, Type, Variant, VariantId,
    joined,
};
use crate::ir::{Base, Dimension};
use crate::value::Number;

/// The meaning of what a program holds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Meaning<'p> {
    pub program: &'p Program,
    /// The measures that the other version calls otherwise.
    pub renamed: &'p Renamed<'p>,
}

impl<'p> Meaning<'p> {
    /// An expression.
    pub fn expr(self, id: ExprId) -> String {
        let node = self.program.node(id);
        match &node.op {
            Op::Truth(truth) => truth.to_string(),
            Op::Number(number) => number.to_string(),
            Op::Date(date) => date.to_string(),
            Op::Text(text) => format!("{text:?}"),
            Op::Choice(variant) => self.variant(&node.ty, *variant),
            Op::AppliedOn => "applied_on".to_owned(),
            Op::SupportYear => "year".to_owned(),
            Op::Position(measure) => format!("(position {})", self.measure(*measure)),
            Op::Paid => "paid".to_owned(),
            Op::Decided(figure) => self.decided(*figure),
            Op::Fact(owner, record, field) => self.fact(*owner, *record, *field),
            Op::Let(named, owner) => format!("{}{}", self.named(*named), slot(*owner)),
            Op::At(series, year) => self.call("at", &[*series, *year]),
            Op::Lookup(table, keys) => self.call(&self.table(*table), keys),
            Op::OnDay(table, keys, day) => format!("{} on {}", self.call(&self.table(*table), keys), self.expr(*day)),
            Op::Slices(table, number) => self.call(&self.table(*table), &[*number]),
            Op::Negate(one) => self.call("negate", &[*one]),
            Op::Add(one, other) => self.call("+", &[*one, *other]),
            Op::Subtract(one, other) => self.call("-", &[*one, *other]),
            Op::Multiply(one, other) => self.call("*", &[*one, *other]),
            Op::Divide(one, other) => self.call("/", &[*one, *other]),
            Op::Min(all) => self.call("min", all),
            Op::Max(all) => self.call("max", all),
            Op::Apply(function, operands) => {
                let operands: Vec<String> =
                    operands.iter().map(|own| own.map_or("_".to_owned(), |own| self.expr(own))).collect();
                format!("({} {})", function.name(), operands.join(" "))
            }
            Op::Round(one, rounding) => format!("(round {} {:?} {})", self.expr(*one), rounding.mode, rounding.unit),
            Op::AddDays(date, days) => format!("(days {} {days})", self.expr(*date)),
            Op::AddMonths(date, months) => format!("(months {} {months})", self.expr(*date)),
            Op::AddYears(date, years) => format!("(years {} {years})", self.expr(*date)),
            Op::Compare(op, one, other) => self.call(&format!("{op:?}"), &[*one, *other]),
            Op::Same(one, other) => self.call("is", &[*one, *other]),
            Op::OneOf(one, all) => format!("(one_of {} {})", self.expr(*one), self.sorted(all)),
            Op::And(all) => self.call("and", all),
            Op::Or(all) => self.call("or", all),
            Op::OnlyIf(first, second) => self.call("only_if", &[*first, *second]),
            Op::Not(one) => self.call("not", &[*one]),
            Op::InForce(date) => self.call("in_force", &[*date]),
            Op::Time(time) => self.time(*time),
            Op::Any(walk) => self.walk("any", None, walk),
            Op::All(walk) => self.walk("all", None, walk),
            Op::Sum(value, walk) => self.walk("sum", Some(*value), walk),
            Op::Least(value, walk) => self.walk("least", Some(*value), walk),
            Op::Greatest(value, walk) => self.walk("greatest", Some(*value), walk),
            Op::Count(walk) => self.walk("count", None, walk),
            Op::Rows(rows) => self.rows(rows),
            Op::Except(rule, departures) | Op::Raised(rule, departures) => {
                format!("({} {})", self.expr(*rule), self.list(departures))
            }
            Op::Exception(departure, condition, value) => {
                format!("(except {} {})", self.departure(*departure), self.list(&[*condition, *value]))
            }
            Op::Raise(departure, condition, raise) => {
                let kind = match raise {
                    Raise::By(_) => "by",
                    Raise::Times(_) => "times",
                };
                let (condition, figure) = (self.expr(*condition), self.expr(raise.figure()));
                format!("(raise {kind} {} {condition} {figure})", self.departure(*departure))
            }
        }
    }

    /// A figure of the decision.
    fn decided(self, figure: DecidedFigure) -> String {
        let of = match figure.of {
            DecidedOf::All => "all".to_owned(),
            DecidedOf::Measure(at) => self.measure(at),
            DecidedOf::Claim => "claim".to_owned(),
        };
        format!("({} {of} {:?})", figure.what.words().0, figure.year)
    }

    /// An expression that may be left out.
    pub fn perhaps(self, id: Option<ExprId>) -> String {
        id.map_or_else(|| "_".to_owned(), |id| self.expr(id))
    }

    /// When a clause counts.
    pub fn applies(self, applies: Applies) -> String {
        let years = applies.years.map_or(String::new(), |(first, last)| format!("years {first}..{last}"));
        let reading = applies.reading.and_then(|(reading, value)| {
            let reading = self.program.reading(reading)?;
            let value = reading.values.get(value).map(|value| value.name.as_str()).unwrap_or_default();
            Some(format!(" under {} is {value}", reading.name))
        });
        format!("{years}{}", reading.unwrap_or_default())
    }

    /// A type, with the range of its values.
    pub fn ty(self, ty: &Type) -> String {
        match ty {
            Type::YesNo => "yes/no".to_owned(),
            Type::Whole(range) => format!("whole {}", limits(*range)),
            Type::Decimal(range) => format!("decimal {}", limits(*range)),
            Type::Ratio(range) => format!("ratio {}", limits(*range)),
            Type::Money(currency, range) => {
                format!("money {} {}", currency.as_deref().unwrap_or_default(), limits(*range))
            }
            Type::Quantity(unit, range) => format!("{} {}", self.dimension(unit), limits(*range)),
            Type::Date => "date".to_owned(),
            Type::Period => "period".to_owned(),
            Type::Duration => "duration".to_owned(),
            Type::Text => "text".to_owned(),
            Type::Choice(choice) => self.program.choice(*choice).map_or_else(String::new, |own| own.name.clone()),
            Type::List(record) => format!("list of {}", self.record(*record)),
            Type::Record(record) => self.record(*record),
            Type::Series(by, of) => format!("{} by {by:?}", self.ty(of)),
        }
    }

    /// A unit in base units, with its scale.
    pub fn dimension(self, unit: &Dimension) -> String {
        let name = |base: &Base| match base {
            Base::Currency(code) => code.to_string(),
            Base::Unit(id) => self.program.units.get(*id).map_or_else(String::new, |unit| unit.name.clone()),
        };
        format!("{}×{}{}", unit.scale, joined(unit, &name), if unit.whole { " whole" } else { "" })
    }

    /// What stands for an absent fact.
    pub fn datum(self, ty: &Type, datum: &Datum) -> String {
        match datum {
            Datum::Truth(truth) => truth.to_string(),
            Datum::Number(number) => number.to_string(),
            Datum::Date(date) => date.to_string(),
            Datum::Period(first, last) => format!("{first}..{last}"),
            Datum::Text(text) => format!("{text:?}"),
            Datum::Choice(variant) => self.variant(ty, *variant),
            Datum::List(records) => format!("{} records", records.len()),
            Datum::Series(years) => {
                let years = years.iter().map(|(year, datum)| format!("{year}: {}", self.datum(ty, datum)));
                years.collect::<Vec<_>>().join(", ")
            }
        }
    }

    /// What a row of a table matches on one key.
    pub fn pattern(self, ty: &Type, pattern: &Pattern) -> String {
        let mut all: Vec<String> = pattern.iter().map(|own| self.matched(ty, *own)).collect();
        all.sort();
        all.join(" or ")
    }

    fn matched(self, ty: &Type, own: Match) -> String {
        match own {
            Match::Any => "any".to_owned(),
            Match::Truth(truth) => truth.to_string(),
            Match::Choice(variant) => self.variant(ty, variant),
            Match::Numbers(from, to) => stretch(edge(from), edge(to)),
            Match::Dates(from, to) => stretch(edge(from), edge(to)),
        }
    }

    /// The name of the table, the named value or the fact that an operation reads, as parts of a policy go by it.
    #[expect(clippy::wildcard_enum_match_arm, reason = "nothing else reads what has a name")]
    pub fn subject(self, id: ExprId) -> Option<String> {
        Some(match &self.program.node(id).op {
            Op::Let(named, _) => self.named(*named),
            Op::Lookup(table, _) | Op::OnDay(table, ..) | Op::Slices(table, _) => self.table(*table),
            Op::Fact(_, record, field) => {
                format!("{}.{}", self.record(*record), self.program.field(*record, *field)?.name)
            }
            _ => return None,
        })
    }

    /// A measure's identifier, as both versions know it.
    pub fn measure(self, at: usize) -> String {
        self.program.measures.get(at).map_or_else(String::new, |measure| self.measure_called(&measure.name))
    }

    /// The identifier by which both versions know the measure of this one.
    pub fn measure_called(self, name: &str) -> String {
        self.renamed.get(name).copied().unwrap_or(name).to_owned()
    }

    /// A record type's identifier.
    pub fn record(self, id: RecordId) -> String {
        self.program.record(id).map_or_else(String::new, |record| record.name.clone())
    }

    /// Where a named value is defined, by name.
    pub fn place(self, place: Place) -> String {
        match place {
            Place::Policy | Place::Applicant => String::new(),
            Place::Record(record) => format!("{}.", self.record(record)),
            Place::Scope => "scope.".to_owned(),
            Place::Measure(measure) => format!("{}.", self.measure(measure)),
        }
    }

    fn named(self, id: LetId) -> String {
        self.program.named(id).map_or_else(String::new, |own| format!("{}{}", self.place(own.place), own.name))
    }

    fn table(self, id: TableId) -> String {
        let Some(table) = self.program.table(id) else { return String::new() };
        match &table.result {
            Some(result) => format!("{}.{}", table.name, result.name),
            None => table.name.clone(),
        }
    }

    fn fact(self, owner: Owner, record: RecordId, field: FieldId) -> String {
        let name = self.program.field(record, field).map_or("", |field| field.name.as_str());
        format!("{}.{name}{}", self.record(record), slot(owner))
    }

    fn variant(self, ty: &Type, variant: VariantId) -> String {
        let of = |choice: &Choice| choice.variants.get(variant.0 as usize).map(|own: &Variant| own.name.clone());
        match ty {
            Type::Choice(choice) => self.program.choice(*choice).and_then(of).unwrap_or_default(),
            Type::Series(_, of) => self.variant(of, variant),
            Type::YesNo
            | Type::Whole(_)
            | Type::Decimal(_)
            | Type::Ratio(_)
            | Type::Money(..)
            | Type::Quantity(..)
            | Type::Date
            | Type::Period
            | Type::Duration
            | Type::Text
            | Type::List(_)
            | Type::Record(_) => String::new(),
        }
    }

    fn departure(self, id: DepartureId) -> String {
        self.program.departure(id).map_or_else(String::new, |own| self.applies(own.applies))
    }

    /// The exceptions and raises that stand under an expression, those under each of them, too.
    pub fn departures(self, id: ExprId) -> Vec<&'p Departure> {
        let mut found = Vec::new();
        self.collect_departures(id, &mut found);
        found
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "nothing else is a departure")]
    fn collect_departures(self, id: ExprId, found: &mut Vec<&'p Departure>) {
        let own = &self.program.node(id).op;
        if let Op::Except(rule, all) | Op::Raised(rule, all) = own {
            self.collect_departures(*rule, found);
            all.iter().for_each(|departure| self.collect_departures(*departure, found));
        }
        let one = match own {
            Op::Exception(departure, _, value) => Some((*departure, *value)),
            Op::Raise(departure, _, raise) => Some((*departure, raise.figure())),
            _ => None,
        };
        if let Some((departure, figure)) = one {
            found.extend(self.program.departure(departure));
            self.collect_departures(figure, found);
        }
    }

    fn walk(self, what: &str, value: Option<ExprId>, walk: &Loop) -> String {
        let (list, condition) = (self.expr(walk.list), self.perhaps(walk.condition));
        format!("({what} {} in {list} as {} if {condition})", self.perhaps(value), walk.variable.0)
    }

    fn rows(self, rows: &[(Option<ExprId>, ExprId)]) -> String {
        let rows =
            rows.iter().map(|(condition, value)| format!("[{} {}]", self.perhaps(*condition), self.expr(*value)));
        format!("(rows {})", rows.collect::<Vec<_>>().join(" "))
    }

    fn time(self, time: TimeOp) -> String {
        let how = match time {
            TimeOp::InCalendar(_, period, which, _) => format!("in_calendar {period:?} {which}"),
            TimeOp::Around(_, shift, _) => format!("around {shift:?}"),
            TimeOp::Within(..) => "within".to_owned(),
            TimeOp::Anniversary(_, years) => format!("anniversary {years}"),
            TimeOp::Shifted(_, _, step, back) => format!("shifted {step:?} {back}"),
            TimeOp::Period(..) => "period".to_owned(),
            TimeOp::Calendar(_, period, which) => format!("calendar {period:?} {which}"),
            TimeOp::Overlap(..) => "overlap".to_owned(),
            TimeOp::FirstDay(_) => "first_day".to_owned(),
            TimeOp::LastDay(_) => "last_day".to_owned(),
            TimeOp::Days(_) => "days".to_owned(),
            TimeOp::Months(_) => "months".to_owned(),
            TimeOp::MonthsBegun(_) => "months_begun".to_owned(),
            TimeOp::DaysInYear(_) => "days_in_year".to_owned(),
            TimeOp::DaysInMonth(_) => "days_in_month".to_owned(),
        };
        self.call(&how, &time.operands())
    }

    fn call(self, what: &str, operands: &[ExprId]) -> String {
        format!("({what} {})", self.list(operands))
    }

    fn list(self, all: &[ExprId]) -> String {
        all.iter().map(|own| self.expr(*own)).collect::<Vec<_>>().join(" ")
    }

    fn sorted(self, all: &[ExprId]) -> String {
        let mut all: Vec<String> = all.iter().map(|own| self.expr(*own)).collect();
        all.sort();
        all.join(" ")
    }
}

fn slot(owner: Owner) -> String {
    match owner {
        Owner::Parameters | Owner::Applicant => String::new(),
        Owner::Variable(variable) => format!("@{}", variable.0),
    }
}

fn limits(range: Limits) -> String {
    let end = |number: Option<Number>| number.map_or_else(String::new, |number| number.to_string());
    format!("{}..{}", end(range.least), end(range.most))
}

fn edge<T: ToString + Copy>(edge: Edge<T>) -> Option<(String, bool)> {
    edge.place().map(|(at, belongs)| (at.to_string(), belongs))
}

fn stretch(from: Option<(String, bool)>, to: Option<(String, bool)>) -> String {
    let written = |end: Option<(String, bool)>| {
        end.map_or_else(String::new, |(at, belongs)| if belongs { at } else { format!("<{at}>") })
    };
    format!("{}..{}", written(from), written(to))
}
