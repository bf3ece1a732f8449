//! What is said of a fact to those who give it.

use crate::case::{self, keys};
use crate::diagnostic::{Language, Wording};
use crate::ir::{Datum, Dimension, Field, Limits, Program, Record, SeriesBy, Type};
use crate::value::Number;
use crate::wording;

/// In whose words a case is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words<'p> {
    pub(super) program: &'p Program,
    pub(super) language: Language,
}

impl<'p> Words<'p> {
    /// One of two names.
    pub(super) fn of<'a>(self, (name, label): (&'a str, &'a str)) -> &'a str {
        match self.language {
            Language::En => name,
            Language::Zh => label,
        }
    }

    /// A sentence in the language of the case.
    pub(super) fn say(self, wording: Wording) -> String {
        wording.get(self.language).to_owned()
    }

    /// What a declaration goes by: its label in Chinese, its identifier in English.
    pub(super) fn name(self, name: &'p str, label: Option<&'p str>) -> &'p str {
        self.of((name, label.unwrap_or(name)))
    }

    /// What a fact goes by.
    pub(super) fn field(self, field: &'p Field) -> &'p str {
        self.name(&field.name, field.label.as_deref())
    }

    /// The title of the policy.
    pub(super) fn policy(self) -> &'p str {
        let policy = &self.program.policy;
        policy.label.as_deref().unwrap_or(&policy.name)
    }

    /// What is to be known of a fact: what it takes, what proves it, who decides it, and what stands for it where it is left out.
    pub(super) fn about(self, field: &Field, record: &Record) -> Vec<String> {
        let mut said = vec![self.takes(&field.ty)];
        let listed = |papers: &[String]| Wording::new(papers.join("; "), papers.join("；"));
        if self.is_key(field, record) {
            said.push(self.say(wording!("tells the records apart", "用以区分记录，不得重复")));
        }
        if !field.evidence.is_empty() {
            let Wording { en, zh } = listed(&field.evidence);
            said.push(self.say(wording!("evidence: {en}", "佐证：{zh}")));
        }
        if !field.decided_by.is_empty() {
            let Wording { en, zh } = listed(&field.decided_by);
            said.push(self.say(wording!("decided by {en}", "认定机关：{zh}")));
        }
        if let Some(absent) = &field.absent {
            let value = self.datum(absent, field.ty.innermost());
            said.push(self.say(wording!("if absent: {value}", "缺省：{value}")));
        }
        said
    }

    fn is_key(self, field: &Field, record: &Record) -> bool {
        record.key.and_then(|key| record.fields.get(key.0 as usize)).is_some_and(|key| key.name == field.name)
    }

    /// What a type takes, with its range.
    pub(super) fn takes(self, ty: &Type) -> String {
        let taken = self.say(case::expected(self.program, ty));
        let open = Limits { least: Some(Number::ZERO), most: None };
        let range = if let Type::Money(_, limits) = ty { *limits } else { open };
        if range == open {
            return taken;
        }
        let between = match (range.least, range.most) {
            (Some(least), Some(most)) => wording!("from {least} to {most}", "{least}至{most}"),
            (Some(least), None) => wording!("at least {least}", "不小于{least}"),
            (None, Some(most)) => wording!("at most {most}", "不大于{most}"),
            (None, None) => wording!("may be negative", "可为负"),
        };
        match self.language {
            Language::En => format!("{taken}, {}", between.en),
            Language::Zh => format!("{taken}，{}", between.zh),
        }
    }

    /// A value as a case writes it.
    pub(super) fn datum(self, datum: &Datum, ty: &Type) -> String {
        match (datum, ty) {
            (Datum::Truth(holds), _) => self.of(if *holds { ("yes", "是") } else { ("no", "否") }).to_owned(),
            (Datum::Number(number), Type::Quantity(dimension, _)) => in_declared(*number, dimension).to_string(),
            (Datum::Number(number), _) => number.to_string(),
            (Datum::Date(date), _) => date.to_string(),
            (Datum::Period(from, to), _) => {
                let [first, last] = keys::PERIOD.map(|key| self.of(key));
                format!("{{{first}: {from}, {last}: {to}}}")
            }
            (Datum::Text(text), _) => text.to_string(),
            (Datum::Choice(variant), Type::Choice(id)) => {
                let variant = self.program.choice(*id).and_then(|choice| choice.variants.get(variant.0 as usize));
                variant.map_or("", |variant| self.name(&variant.name, variant.label.as_deref())).to_owned()
            }
            (Datum::Choice(_), _) => String::new(),
            (Datum::List(_), _) => "[]".to_owned(),
            // What stands for each year that is absent is written as one value.
            (Datum::Series(years), Type::Series(_, of)) => {
                let years: Vec<String> =
                    years.iter().map(|(year, datum)| format!("{year}: {}", self.datum(datum, of))).collect();
                format!("{{{}}}", years.join(", "))
            }
            (Datum::Series(_), _) => String::new(),
        }
    }
}

/// A quantity in base units as so many of the declared unit.
pub(super) fn in_declared(number: Number, dimension: &Dimension) -> Number {
    number.divided_by(dimension.scale).unwrap_or(number)
}

/// How values by year are written, as an example.
pub(super) fn years_of(by: SeriesBy) -> [u32; 2] {
    match by {
        SeriesBy::SupportYear => [1, 2],
        SeriesBy::CalendarYear => [2024, 2025],
    }
}
