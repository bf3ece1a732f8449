//! Results that are values of a `one of` type: a class that rules derive, by rows or by a table.

use crate::ast::{self, DepartureKind, Expr, ExprKind, Name};
use crate::ir::{ChoiceId, Type};

use super::Checker;
use super::error::NameError;
use super::expr::{Typed, Wanted};
use super::facts::id;

/// Whether values of a `one of` type are meant, and of which; or two types have them all, which has been reported.
type Class = Result<Option<ChoiceId>, ()>;

impl<'a> Checker<'a> {
    /// The type whose values a named value gives, where its definition and exceptions name some.
    pub(super) fn class_of_let(&mut self, definition: &'a ast::Let) -> Class {
        let mut names = Vec::new();
        named(&definition.value, &mut names);
        for departure in &definition.departures {
            if let DepartureKind::Instead { value, .. } = &departure.kind {
                named(value, &mut names);
            }
        }
        self.class_of(&names)
    }

    /// The type whose values one result of a table gives, where its rows name some.
    pub(super) fn class_of_results(&mut self, values: impl Iterator<Item = &'a Expr>) -> Class {
        let mut names = Vec::new();
        values.for_each(|value| named(value, &mut names));
        self.class_of(&names)
    }

    /// What takes the place of a value, of whose type values may be named.
    pub(super) fn in_place_of(&mut self, rule: Option<&Typed>, value: &'a Expr) -> Option<Typed> {
        let class = rule.and_then(|rule| if let Type::Choice(choice) = rule.ty { Some(choice) } else { None });
        self.wanted = self.beside(rule);
        let typed = self.value(value, class);
        self.wanted = Wanted::Value;
        typed
    }

    /// The only type that has all those names, of those that mean nothing else, as values; else the only one that has some, the others being misspelt.
    fn class_of(&mut self, names: &[&'a Name]) -> Class {
        let values: Vec<&Name> = names.iter().copied().filter(|name| self.meaning(&name.text).is_none()).collect();
        let Some(first) = values.first() else { return Ok(None) };
        let mut having_all = Vec::new();
        let mut having_some = Vec::new();
        for (at, own) in self.variants.iter().enumerate() {
            let known = values.iter().filter(|value| own.get(&value.text).is_some()).count();
            if known > 0 {
                having_some.push(at);
            }
            if known == values.len() {
                having_all.push(at);
            }
        }
        match (having_all.as_slice(), having_some.as_slice()) {
            ([only], _) | ([], [only]) => {
                let choice = ChoiceId(id(*only));
                self.used.types.insert(choice);
                Ok(Some(choice))
            }
            ([], _) => Ok(None),
            ([one, other, ..], _) => {
                let called = |at: &usize| {
                    let choice = self.program.choices.get(*at);
                    choice.map(|choice| {
                        (choice.name.clone(), choice.label.clone().unwrap_or_else(|| choice.name.clone()))
                    })
                };
                let types = [called(one).unwrap_or_default(), called(other).unwrap_or_default()];
                self.report(NameError::ValueOfTwo { span: first.span, name: first.text.clone(), types });
                Err(())
            }
        }
    }
}

/// The names that a value may be, row by row.
#[expect(clippy::wildcard_enum_match_arm, reason = "no other expression is a name")]
fn named<'e>(value: &'e Expr, names: &mut Vec<&'e Name>) {
    match &value.kind {
        ExprKind::Name(name) => names.push(name),
        ExprKind::Rows(rows) => rows.iter().for_each(|row| named(&row.value, names)),
        _ => {}
    }
}
