//! The data of a test from its clauses: the tree that a case file would give.

#![allow(clippy::wildcard_enum_match_arm, reason = "of the types only lists and series lead anywhere")]

use std::collections::HashSet;

use super::error::{Kind, TestError};
use super::tree::{Entries, as_list, entry, plain, slot, slot_of, text};
use crate::ast::{self, FactPath, FactStep, GivenValue};
use crate::case::day;
use crate::case::keys::LAST_SUPPORT_YEAR;
use crate::case::node::{Node, Value};
use crate::ir::{Field, Program, RecordId, Type};
use crate::source::Span;
use crate::value::Date;

/// The most clauses of one kind in a test, and fields in a row: each may be looked for among all others.
const MOST: usize = 1_000;

/// What a name is of.
#[derive(Clone, Copy)]
enum Of<'p> {
    /// The fields of a record.
    Record(RecordId),
    /// A field.
    Field(&'p Field),
    /// The alternatives of a type, a year of a series, or something that the policy does not know.
    Other,
}

/// Builds the data of one test.
pub(super) struct Given<'p> {
    /// The policy with all its versions.
    policy: &'p Program,
    /// The version that counts on the day of application.
    program: &'p Program,
    data: Node<'static>,
    /// The facts that this test gives itself.
    own: HashSet<String>,
    pub(super) found: Vec<TestError>,
}

impl<'p> Given<'p> {
    /// Begins with the data of what the test starts from, else with none; `span` is the place of the test.
    pub(super) fn new(policy: &'p Program, base: Option<Node<'static>>, span: Span) -> Given<'p> {
        let data = base.unwrap_or(Node { span, value: Value::Map(Vec::new()) });
        Given { policy, program: policy, data: Node { span, ..data }, own: HashSet::new(), found: Vec::new() }
    }

    /// The whole tree.
    pub(super) fn finish(self) -> (Node<'static>, Vec<TestError>) {
        (self.data, self.found)
    }

    /// Adds the clauses of a test, over those of the tests that it goes on from. What is wrong with these is told of them.
    pub(super) fn add(&mut self, test: &ast::Test) {
        self.own.clear();
        self.found.clear();
        let most = test.given.len().max(test.paid.len()).max(test.approved.len()).max(test.expects.len());
        if most > MOST {
            self.found.push(TestError::TooMany { span: test.name.span, limit: MOST });
            return;
        }
        // The day of application says which version of the policy counts.
        let day = test.given.iter().find(|given| is_applied_on(&given.path)).and_then(|given| match &given.value {
            GivenValue::Figure(words) => day(&words.value),
            _ => None,
        });
        let written = self.data.entries().iter().find(|(key, _)| names_applied_on(&key.text));
        let day = day.or_else(|| written.and_then(|(_, node)| day_of(node)));
        if let Some(day) = day {
            self.program = self.policy.on(day);
        }
        for given in &test.given {
            self.given(given);
        }
        for paid in &test.paid {
            let mut more = vec![entry("amount", plain(&paid.amount)), entry("on", plain(&paid.on))];
            if let Some(policy) = &paid.policy {
                more.push(entry("policy", text(policy)));
            }
            if let Some(quantity) = &paid.quantity {
                let node = self.value(quantity, Of::Other, paid.span);
                more.push(entry("quantity", node));
            }
            self.entries(("paid", "已付"), &paid.claim, &more, paid.span);
        }
        for approved in &test.approved {
            let amount = vec![entry("amount", plain(&approved.amount))];
            self.entries(("approved", "核定"), &approved.claim, &amount, approved.span);
        }
    }

    /// An entry of the ledger or an approval, one for each year that is named.
    fn entries(&mut self, list: (&str, &str), claim: &ast::ClaimRef, more: &Entries, span: Span) {
        let measure = Node { span: claim.measure.span, value: Value::Text(claim.measure.text.clone().into()) };
        let own = match &claim.claim {
            Some(claim) => text(claim),
            None => Node { span: claim.measure.span, value: Value::Text("applicant".into()) },
        };
        let (first, last, place) = match years(claim) {
            Ok(years) => years.map_or((1, 1, claim.span), |years| (years.first, years.last, years.span)),
            Err(error) => {
                self.found.push(error);
                return;
            }
        };
        let Some(all) = slot(&mut self.data, list.0, Some(list.1), span).and_then(as_list) else { return };
        for year in first..=last {
            let year = Node { span: place, value: Value::Plain(year.to_string().into()) };
            let mut entries =
                vec![entry("measure", measure.clone()), entry("claim", own.clone()), entry("support_year", year)];
            if let Some(part) = claim.part {
                let part = Node { span: claim.span, value: Value::Text(part.to_string().into()) };
                entries.push(entry("instalment", part));
            }
            entries.extend(more.iter().cloned());
            all.push(Node { span, value: Value::Map(entries) });
        }
    }

    fn given(&mut self, given: &ast::Given) {
        let path = self.path(&given.path);
        if !self.own.insert(path) {
            self.found.push(TestError::GivenTwice { span: given.path.span, name: given.path.name.text.clone() });
            return;
        }
        let program = self.program;
        if is_applied_on(&given.path) {
            let node = self.value(&given.value, Of::Other, given.span);
            if let Some(day) = slot(&mut self.data, "applied_on", Some("申请日"), given.path.span) {
                *day = node;
            }
            return;
        }
        let is_parameter = field_named(program, program.parameters, &given.path.name.text).is_some();
        let (record, top) = match is_parameter {
            true => (program.parameters, ("parameters", "参数")),
            false => (program.applicant, ("applicant", "申报主体")),
        };
        let Some(of) = self.leads_to(record, &given.path) else { return };
        let node = self.value(&given.value, of, given.span);
        let Some(root) = slot(&mut self.data, top.0, Some(top.1), given.path.span) else { return };
        if let Err(error) = set(program, record, root, &given.path, node) {
            self.found.push(error);
        }
    }

    /// What a path leads to; an index where there is nothing to look into is reported.
    fn leads_to(&mut self, record: RecordId, path: &FactPath) -> Option<Of<'p>> {
        let of = self.end_of(record, path);
        if of.is_none() {
            self.found.push(TestError::NoSuchFact { span: path.span, name: path.name.text.clone() });
        }
        of
    }

    fn end_of(&self, record: RecordId, path: &FactPath) -> Option<Of<'p>> {
        let mut of = field_named(self.program, record, &path.name.text).map_or(Of::Other, Of::Field);
        for step in &path.steps {
            of = match (step, of) {
                (FactStep::Record(_), Of::Field(field)) => match field.ty {
                    Type::List(record) => Of::Record(record),
                    _ => return None,
                },
                (FactStep::Year(..), Of::Field(field)) if matches!(field.ty, Type::Series(..)) => Of::Other,
                (FactStep::Field(name), Of::Record(record)) => {
                    field_named(self.program, record, &name.text).map_or(Of::Other, Of::Field)
                }
                _ => return None,
            };
        }
        Some(of)
    }

    /// What is wrong with the path of a fact that nothing gives: what is given is told of by the reader of the case.
    pub(super) fn wrong(&self, path: &FactPath) -> Option<TestError> {
        let program = self.program;
        let mut records = vec![program.parameters, program.applicant];
        let mut names = vec![&path.name];
        names.extend(path.steps.iter().filter_map(|step| match step {
            FactStep::Field(name) => Some(name),
            FactStep::Year(..) | FactStep::Record(_) => None,
        }));
        let of = if field_named(program, program.parameters, &path.name.text).is_some() {
            program.parameters
        } else {
            program.applicant
        };
        for name in names {
            let Some(field) = records.iter().find_map(|record| field_named(program, *record, &name.text)) else {
                let fields = records.iter().filter_map(|record| program.record(*record)).flat_map(|own| &own.fields);
                let known = fields.map(|field| (field.name.clone(), field.label.clone())).collect();
                let (span, name) = (name.span, name.text.clone());
                return Some(TestError::NoSuch { span, kind: Kind::Fact, name, known });
            };
            records = match &field.ty {
                Type::List(record) => vec![*record],
                _ => Vec::new(),
            };
        }
        let wrong = self.end_of(of, path).is_none();
        wrong.then(|| TestError::NoSuchFact { span: path.span, name: path.name.text.clone() })
    }

    /// The identifiers that a path goes by, as a decision names a fact: `certificates[A].level`.
    pub(super) fn path(&self, path: &FactPath) -> String {
        let program = self.program;
        let parameter = field_named(program, program.parameters, &path.name.text);
        let first = parameter.or_else(|| field_named(program, program.applicant, &path.name.text));
        let mut out = if parameter.is_some() { "parameters.".to_owned() } else { String::new() };
        out.push_str(first.map_or(&path.name.text, |field| &field.name));
        let mut ty = first.map(|field| &field.ty);
        for step in &path.steps {
            match step {
                FactStep::Record(key) => out.push_str(&format!("[{}]", key.value)),
                FactStep::Year(year, _) => out.push_str(&format!("[{year}]")),
                FactStep::Field(name) => {
                    let field = match ty {
                        Some(Type::List(record)) => field_named(program, *record, &name.text),
                        _ => None,
                    };
                    out.push_str(&format!(".{}", field.map_or(&name.text, |field| &field.name)));
                    ty = field.map(|field| &field.ty);
                }
            }
        }
        out
    }

    /// A value as a case file would have it.
    fn value(&mut self, value: &GivenValue, of: Of<'p>, span: Span) -> Node<'static> {
        let is_list = matches!(of, Of::Field(field) if matches!(field.ty, Type::List(_)));
        let node = |span, value| Node { span, value };
        match value {
            GivenValue::Yes(span) => node(*span, Value::Plain("yes".into())),
            GivenValue::No(span) => node(*span, Value::Plain("no".into())),
            GivenValue::Text(own) => text(own),
            GivenValue::Name(name) if is_list && matches!(name.text.as_str(), "none" | "空") => {
                node(name.span, Value::List(Vec::new()))
            }
            GivenValue::Name(name) => node(name.span, Value::Plain(name.text.clone().into())),
            GivenValue::Figure(words) => plain(words),
            GivenValue::Period(from, to) => {
                node(from.span.to(to.span), Value::Map(vec![entry("from", plain(from)), entry("to", plain(to))]))
            }
            GivenValue::Unknown => node(span, Value::Null),
            GivenValue::Rows(rows) => {
                let record = match of {
                    Of::Field(Field { ty: Type::List(record), .. }) => Some(*record),
                    _ => None,
                };
                let rows: Vec<Node<'static>> = rows.iter().map(|row| self.row(row, record)).collect();
                node(span, Value::List(rows))
            }
        }
    }

    fn row(&mut self, row: &ast::GivenRow, record: Option<RecordId>) -> Node<'static> {
        let mut own = HashSet::new();
        let mut root = Node { span: row.span, value: Value::Map(Vec::new()) };
        if row.fields.len() > MOST {
            self.found.push(TestError::TooMany { span: row.span, limit: MOST });
            return root;
        }
        for given in &row.fields {
            let years: Vec<u32> = given.path.steps.iter().filter_map(year).collect();
            let field = record.and_then(|record| field_named(self.program, record, &given.path.name.text));
            let name = field.map_or(given.path.name.text.as_str(), |field| &field.name);
            if !own.insert((name.to_owned(), years)) {
                self.found.push(TestError::GivenTwice { span: given.path.span, name: given.path.name.text.clone() });
                continue;
            }
            let of = match record {
                Some(record) => match self.leads_to(record, &given.path) {
                    Some(of) => of,
                    None => continue,
                },
                None => Of::Other,
            };
            let node = self.value(&given.value, of, given.span);
            let at = record.unwrap_or(self.program.applicant);
            if let Err(error) = set(self.program, at, &mut root, &given.path, node) {
                self.found.push(error);
            }
        }
        root
    }
}

/// The support years that are named of a claim, if any.
pub(super) fn years(claim: &ast::ClaimRef) -> Result<Option<ast::Years>, TestError> {
    match claim.years {
        Some(ast::Years { first, last, span }) if first == 0 || first > last || last > LAST_SUPPORT_YEAR => {
            Err(TestError::NoYears { span, first, last })
        }
        years => Ok(years),
    }
}

fn year(step: &FactStep) -> Option<u32> {
    match step {
        FactStep::Year(year, _) => Some(*year),
        FactStep::Field(_) | FactStep::Record(_) => None,
    }
}

/// Puts a value at the end of a path.
fn set(
    program: &Program,
    record: RecordId,
    root: &mut Node<'static>,
    path: &FactPath,
    value: Node<'static>,
) -> Result<(), TestError> {
    let mut field = field_named(program, record, &path.name.text);
    let mut at = slot_of(root, field, &path.name);
    for step in &path.steps {
        let Some(here) = at else { return Ok(()) };
        match step {
            FactStep::Year(year, span) => at = slot(here, &year.to_string(), None, *span),
            FactStep::Record(key) => {
                let Some(Field { ty: Type::List(own), .. }) = field else { return Ok(()) };
                let by = program.record(*own).and_then(|record| program.field(*own, record.key?));
                let has = |item: &Node<'static>| {
                    let mut entries = item.entries().iter();
                    let named = entries.find(|(name, _)| by.is_some_and(|by| is(by, &name.text)));
                    named.and_then(|(_, node)| node.words()) == Some(&key.value)
                };
                at = as_list(here).and_then(|items| items.iter_mut().find(|item| has(item)));
                if at.is_none() {
                    return Err(TestError::NoSuchRecord { span: key.span, key: key.value.clone() });
                }
            }
            FactStep::Field(name) => {
                let inner = field.and_then(|field| match field.ty {
                    Type::List(record) => field_named(program, record, &name.text),
                    _ => None,
                });
                at = slot_of(here, inner, name);
                field = inner;
            }
        }
    }
    if let Some(at) = at {
        *at = value;
    }
    Ok(())
}

fn is(field: &Field, name: &str) -> bool {
    field.name == name || field.label.as_deref() == Some(name)
}

fn field_named<'p>(program: &'p Program, record: RecordId, name: &str) -> Option<&'p Field> {
    let fields = &program.record(record)?.fields;
    fields.iter().find(|field| field.name == name).or_else(|| fields.iter().find(|field| is(field, name)))
}

fn names_applied_on(name: &str) -> bool {
    matches!(name, "applied_on" | "申请日")
}

fn is_applied_on(path: &FactPath) -> bool {
    path.steps.is_empty() && names_applied_on(&path.name.text)
}

fn day_of(node: &Node<'_>) -> Option<Date> {
    node.words().and_then(day)
}
