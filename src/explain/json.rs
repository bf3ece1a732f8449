//! The decision with its explanation as data: every condition and step with its arithmetic, every claim in sentences.

use serde_json::{Map, Value, json as object};

use super::document::{Document, Line, printed, quoted};
use crate::decision::{Basis, Decision, Shown, Trace};
use crate::diagnostic::Language;
use crate::ir::{Op, Program, Raise, TimeOp};
use crate::source::Sources;
use crate::value::{Bounds, CalendarPeriod, DateBounds, Number};

/// How deep arithmetic is followed; the checker allows no rule that comes near.
const DEEPEST: usize = 200;

/// The decision as the command line prints it; beside each `rests_on` the rule's `words` and the `trace` of its arithmetic, and the
/// sentences of the document under `explanation`.
pub fn json(program: &Program, sources: &Sources, decision: &Decision, document: &Document) -> Value {
    let program = program.on(decision.applied_on);
    let mut value = serde_json::to_value(decision).unwrap_or(Value::Null);
    let tracer = Tracer { program, sources };
    for (condition, at) in decision.scope.conditions.iter().zip(list(value.pointer_mut("/scope/conditions"))) {
        tracer.add(&condition.rests_on, at);
    }
    for (measure, at) in decision.measures.iter().zip(list(value.get_mut("measures"))) {
        for (claim, at) in measure.claims.iter().zip(list(at.get_mut("claims"))) {
            for (condition, at) in claim.conditions.iter().zip(list(at.get_mut("conditions"))) {
                tracer.add(&condition.rests_on, at);
            }
            for (recovery, at) in claim.recoveries.iter().zip(list(at.get_mut("recoveries"))) {
                tracer.add(&recovery.rests_on, at);
            }
            for (promise, at) in claim.obligations.iter().zip(list(at.get_mut("obligations"))) {
                tracer.add(&promise.rests_on, at);
            }
            for (payment, at) in claim.payments.iter().zip(list(at.get_mut("payments"))) {
                for (condition, at) in payment.conditions.iter().zip(list(at.get_mut("conditions"))) {
                    tracer.add(&condition.rests_on, at);
                }
                for (step, at) in payment.steps.iter().zip(list(at.get_mut("steps"))) {
                    tracer.add(&step.rests_on, at);
                }
            }
        }
    }
    for (result, at) in decision.assertions.iter().zip(list(value.get_mut("assertions"))) {
        tracer.add(&result.rests_on, at);
    }
    if let Value::Object(fields) = &mut value {
        fields.insert("explanation".to_owned(), sentences(document));
    }
    value
}

fn list(value: Option<&mut Value>) -> std::slice::IterMut<'_, Value> {
    value.and_then(Value::as_array_mut).map(|list| list.iter_mut()).unwrap_or_default()
}

/// What the document says, one entry for each claim and for each part without claims.
fn sentences(document: &Document) -> Value {
    let entries = document.sections.iter().flat_map(|section| {
        section.items.iter().map(|item| {
            let mut said: Vec<String> = section.quotes.iter().map(|quote| quoted(quote, document.language)).collect();
            for group in &item.groups {
                if !group.outcome.is_empty() {
                    said.push(joined(&[&group.label, &group.outcome], document.language));
                }
                said.extend(group.lines.iter().map(|line| sentence(line, document.language)));
            }
            let title = if item.title.is_empty() { &section.heading } else { &item.title };
            let said: Vec<String> = said.iter().map(|line| printed(line)).collect();
            let mut entry =
                object!({"heading": section.heading, "title": title, "outcome": item.outcome, "sentences": said});
            if let Value::Object(fields) = &mut entry {
                let plain = |value: &Value| Value::from(printed(value.as_str().unwrap_or_default()));
                for value in fields.values_mut().filter(|value| value.is_string()) {
                    *value = plain(value);
                }
                if let (Some(measure), Some(claim)) = (&section.measure, &item.claim) {
                    fields.insert("measure".to_owned(), measure.clone().into());
                    fields.insert("claim".to_owned(), claim.clone().into());
                }
            }
            entry
        })
    });
    Value::Array(entries.collect())
}

/// A line as one sentence.
fn sentence(line: &Line, language: Language) -> String {
    let mark = line.mark.map(|mark| mark.sign(language)).unwrap_or_default();
    let figure = line.figure.as_deref().unwrap_or_default();
    let detail = match (figure.is_empty() || line.detail.is_empty(), language) {
        (true, _) => line.detail.clone(),
        (false, Language::En) => format!("{figure} ({})", line.detail),
        (false, Language::Zh) => format!("{figure}（{}）", line.detail),
    };
    let figure = if line.detail.is_empty() { figure } else { "" };
    let said = joined(&[&line.text, &detail, figure], language);
    let quotes: String = line.quotes.iter().map(|quote| quoted(quote, language)).collect();
    [mark, &said, &quotes].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn joined(parts: &[&str], language: Language) -> String {
    let colon = match language {
        Language::En => ": ",
        Language::Zh => "：",
    };
    let mut out = String::new();
    for part in parts.iter().filter(|part| !part.is_empty()) {
        if !out.is_empty() {
            out.push_str(if out.ends_with(" =") { " " } else { colon });
        }
        out.push_str(part);
    }
    out
}

struct Tracer<'a> {
    program: &'a Program,
    sources: &'a Sources,
}

impl Tracer<'_> {
    fn add(&self, basis: &Basis, at: &mut Value) {
        let Some(Value::Object(fields)) = at.get_mut("rests_on") else { return };
        let words = self.sources.slice(basis.span);
        if !words.is_empty() {
            fields.insert("words".to_owned(), words.into());
        }
        if let Some(trace) = &basis.trace {
            fields.insert("trace".to_owned(), self.tree(trace, 0));
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "only named values and tables have a name of their own")]
    fn tree(&self, trace: &Trace, depth: usize) -> Value {
        let node = self.program.node(trace.node);
        let mut fields = Map::new();
        fields.insert("op".to_owned(), operation(&node.op).into());
        let words = self.sources.slice(node.span);
        if !words.is_empty() {
            fields.insert("words".to_owned(), words.into());
        }
        let name = match &node.op {
            Op::Let(named, _) => self.program.named(*named).map(|named| named.name.clone()),
            Op::Lookup(table, _) | Op::Slices(table, _) | Op::OnDay(table, ..) => {
                self.program.table(*table).map(|table| match &table.result {
                    None => table.name.clone(),
                    Some(result) => format!("{}.{}", table.name, result.name),
                })
            }
            _ => None,
        };
        if let Some(name) = name {
            fields.insert("name".to_owned(), name.into());
        }
        if let Op::Exception(departure, ..) | Op::Raise(departure, ..) = &node.op
            && let Some(departure) = self.program.departure(*departure)
        {
            fields.insert("label".to_owned(), departure.label.clone().into());
            let applies = trace.operands.first().map(|condition| shown(&condition.value));
            fields.insert("applies".to_owned(), applies.unwrap_or(Value::Null));
            fields.insert("rule".to_owned(), departure.clause.place.clone().into());
            if !departure.clause.quotes.is_empty() {
                fields
                    .insert("quotes".to_owned(), serde_json::to_value(&departure.clause.quotes).unwrap_or(Value::Null));
            }
        }
        fields.insert("value".to_owned(), shown(&trace.value));
        if let Some(fact) = &trace.fact {
            fields.insert("fact".to_owned(), fact.path.clone().into());
            if fact.assumed {
                fields.insert("assumed".to_owned(), true.into());
            }
        }
        if !trace.operands.is_empty() && depth < DEEPEST {
            let operands = trace.operands.iter().map(|operand| self.tree(operand, depth + 1));
            fields.insert("operands".to_owned(), Value::Array(operands.collect()));
        }
        Value::Object(fields)
    }
}

fn day(date: DateBounds) -> Value {
    match date.known() {
        Some(date) => date.to_string().into(),
        None => object!({"first": date.first.map(|day| day.to_string()), "last": date.last.map(|day| day.to_string())}),
    }
}

/// A value; numbers as exact texts, the unknown as `null`, bounds as `at_least` and `at_most`.
fn shown(value: &Shown) -> Value {
    let number = |number: Option<Number>| number.map_or(Value::Null, |number| number.to_string().into());
    match value {
        Shown::Truth(truth) => truth.known().map_or(Value::Null, Value::Bool),
        Shown::Number(Bounds::Exactly(exactly)) => exactly.to_string().into(),
        Shown::Number(Bounds::Between(least, most)) => object!({"at_least": number(*least), "at_most": number(*most)}),
        Shown::Date(date) => day(*date),
        Shown::Period(period) => object!({"from": day(period.first), "to": day(period.last)}),
        Shown::Text(text) => text.clone().map_or(Value::Null, Value::String),
        Shown::List(count) => object!({"records": count}),
    }
}

fn operation(op: &Op) -> &'static str {
    match op {
        Op::Truth(_) | Op::Number(_) | Op::Date(_) | Op::Text(_) | Op::Choice(_) => "given",
        Op::AppliedOn => "applied_on",
        Op::SupportYear => "support_year",
        Op::Position(_) => "position",
        Op::Paid => "paid",
        Op::Decided(_) => "decided",
        Op::Fact(..) => "fact",
        Op::At(..) => "at",
        Op::Let(..) => "let",
        Op::Lookup(..) => "lookup",
        Op::Slices(..) => "slices",
        Op::OnDay(..) => "on_day",
        Op::Negate(_) => "negate",
        Op::Add(..) => "add",
        Op::Subtract(..) => "subtract",
        Op::Multiply(..) => "multiply",
        Op::Divide(..) => "divide",
        Op::Min(_) => "min",
        Op::Max(_) => "max",
        Op::Apply(function, _) => function.name(),
        Op::Round(..) => "round",
        Op::AddDays(..) => "add_days",
        Op::AddMonths(..) => "add_months",
        Op::AddYears(..) => "add_years",
        Op::Compare(op, ..) => match op {
            crate::ast::CompareOp::AtLeast => "at_least",
            crate::ast::CompareOp::AtMost => "at_most",
            crate::ast::CompareOp::Above => "above",
            crate::ast::CompareOp::Below => "below",
        },
        Op::Same(..) => "is",
        Op::OneOf(..) => "is_one_of",
        Op::And(_) => "and",
        Op::Or(_) => "or",
        Op::OnlyIf(..) => "only_if",
        Op::Not(_) => "not",
        Op::InForce(_) => "in_force",
        Op::Time(op) => operation_on_time(*op),
        Op::Any(_) => "any",
        Op::All(_) => "all",
        Op::Sum(..) => "sum",
        Op::Least(..) => "least",
        Op::Greatest(..) => "greatest",
        Op::Count(_) => "count",
        Op::Rows(_) => "rows",
        Op::Except(..) => "except",
        Op::Exception(..) => "exception",
        Op::Raised(..) => "raised",
        Op::Raise(_, _, Raise::By(_)) => "raise_by",
        Op::Raise(_, _, Raise::Times(_)) => "raise_to",
    }
}

fn operation_on_time(op: TimeOp) -> &'static str {
    match op {
        TimeOp::InCalendar(_, CalendarPeriod::Year, later, _) => {
            if later < 0 {
                "in_year_before"
            } else {
                "in_year_of"
            }
        }
        TimeOp::InCalendar(_, CalendarPeriod::Quarter, later, _) => {
            if later < 0 {
                "in_quarter_before"
            } else {
                "in_quarter_of"
            }
        }
        TimeOp::InCalendar(_, CalendarPeriod::Month, later, _) => {
            if later < 0 {
                "in_month_before"
            } else {
                "in_month_of"
            }
        }
        TimeOp::InCalendar(_, CalendarPeriod::FinancialYear(_), later, _) => {
            if later < 0 {
                "in_financial_year_before"
            } else {
                "in_financial_year_of"
            }
        }
        TimeOp::Around(_, length, _) => {
            if length.is_back() {
                "in_time_before"
            } else {
                "in_time_after"
            }
        }
        TimeOp::Within(..) => "in_period",
        TimeOp::Anniversary(..) => "anniversary",
        TimeOp::Shifted(.., false) => "later",
        TimeOp::Shifted(.., true) => "earlier",
        TimeOp::Period(..) => "period",
        TimeOp::Calendar(_, calendar, later) => match (calendar, later < 0) {
            (CalendarPeriod::Year, false) => "year_of",
            (CalendarPeriod::Year, true) => "year_before",
            (CalendarPeriod::Quarter, false) => "quarter_of",
            (CalendarPeriod::Quarter, true) => "quarter_before",
            (CalendarPeriod::Month, false) => "month_of",
            (CalendarPeriod::Month, true) => "month_before",
            (CalendarPeriod::FinancialYear(_), false) => "financial_year_of",
            (CalendarPeriod::FinancialYear(_), true) => "financial_year_before",
        },
        TimeOp::Overlap(..) => "overlap",
        TimeOp::FirstDay(_) => "first_day",
        TimeOp::LastDay(_) => "last_day",
        TimeOp::Days(_) => "days",
        TimeOp::Months(_) => "months",
        TimeOp::MonthsBegun(_) => "months_begun",
        TimeOp::DaysInYear(_) => "days_in_year",
        TimeOp::DaysInMonth(_) => "days_in_month",
    }
}
