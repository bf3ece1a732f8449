//! Readings of what the text leaves open, and the ends of clauses that name them: `in years …`, `under reading … is …`.

use crate::ast;
use crate::ir::{Applies, Reading, ReadingId};

use super::Checker;
use super::citations::Under;
use super::error::ReadingError;
use super::facts::{called, id, text};

/// More support years than any grant has; each year is computed on its own.
const MOST_YEARS: u32 = 100;

impl<'a> Checker<'a> {
    pub(super) fn declare_readings(&mut self) {
        for (at, reading) in self.tree.readings.iter().enumerate() {
            let taken = self.readings.declare(&reading.name, reading.label.as_ref(), ReadingId(id(at)));
            self.found.extend(taken.map(Into::into));
            let (names, values) = self.alternatives_of(&reading.values);
            self.alternatives.push(names);
            let name = called(&reading.name, reading.label.as_ref());
            if values.len() < 2 {
                self.report_missing(ReadingError::OneAlternative { span: reading.span, name: name.clone() });
            }
            let mut defaults = reading.values.iter().enumerate().filter(|(_, value)| value.default);
            let default = defaults.next();
            let second = defaults.next();
            match (default, second) {
                (None, _) => {
                    let first = reading.values.first().map(|value| value.span.after());
                    if values.len() >= 2 {
                        self.report_missing(ReadingError::WithoutDefault {
                            span: reading.span,
                            name: name.clone(),
                            first,
                        });
                    }
                }
                (Some((_, first)), Some((_, second))) => {
                    self.report(ReadingError::TwoDefaults { span: second.span, first: first.span, name: name.clone() });
                }
                (Some(_), None) => {}
            }
            let clause = self.clause(reading.span, &reading.quotes, Under::Anything);
            self.program.readings.push(Reading {
                name: reading.name.text.clone(),
                label: text(&reading.label),
                values,
                default: default.map_or(0, |(at, _)| at),
                because: text(&reading.because),
                clause,
            });
        }
    }

    /// When a clause counts; `None` where its end is wrong.
    pub(super) fn applies(&mut self, applies: &'a ast::Applies) -> Option<Applies> {
        let years = match applies.years {
            None => Some(None),
            Some(years) if years.first == 0 || years.last < years.first => {
                self.report(ReadingError::Years { span: years.span, first: years.first, last: years.last });
                None
            }
            Some(years) if years.last > MOST_YEARS => {
                self.report(ReadingError::TooManyYears { span: years.span, last: years.last, most: MOST_YEARS });
                None
            }
            Some(years) => Some(Some((years.first, years.last))),
        };
        let reading = match &applies.reading {
            None => Some(None),
            Some(under) => self.under_reading(under).map(Some),
        };
        Some(Applies { years: years?, reading: reading? })
    }

    /// Notes the support years in which what is checked next counts; `None`: any.
    pub(super) fn counts_in(&mut self, applies: Option<Applies>) {
        let years = applies.and_then(|applies| applies.years);
        self.first_year = years.map_or(1, |(first, _)| first);
        self.last_year = years.map(|(_, last)| last);
    }

    pub(super) fn under_reading(&mut self, under: &'a ast::UnderReading) -> Option<(ReadingId, usize)> {
        let name = &under.reading;
        let Some(reading) = self.readings.get(&name.text) else {
            let nearest = self.suggest_spelled(&name.text, self.readings.spelled().collect());
            self.report_unknown(
                &name.text,
                ReadingError::Unknown { span: name.span, name: name.text.clone(), nearest },
            );
            return None;
        };
        self.used.readings.insert(reading);
        let values = self.alternatives.get(reading.0 as usize)?;
        let Some(value) = values.get(&under.value.text) else {
            let known: Vec<&'a str> = values.spelled().collect();
            let nearest = self.suggest_spelled(&under.value.text, known);
            let reading = name.text.clone();
            let values = self.alternatives_in_words(&name.text);
            let (span, value) = (under.value.span, under.value.text.clone());
            self.report_unknown(
                &under.value.text,
                ReadingError::UnknownAlternative { span, value, reading, values, nearest },
            );
            return None;
        };
        let places = (self.readings.place(&name.text), values.place(&under.value.text));
        self.refers(name, places.0);
        self.refers(&under.value, places.1);
        Some((reading, value))
    }

    fn alternatives_in_words(&self, reading: &str) -> Vec<(String, String)> {
        let reading = self.readings.get(reading).and_then(|id| self.program.reading(id));
        reading.map_or_else(Vec::new, |reading| super::facts::names_and_labels(&reading.values))
    }
}
