//! Classes that rules derive, and the facts by which tables are looked up: values that are compared with and never given, rows that no fact
//! leads to.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Wording;
use crate::ir::{ChoiceId, Edge, ExprId, Match, Op, TableId, TableRow, Type, VariantId};
use crate::value::{Bounds, Number, number_of_day};

use super::Checker;
use super::error::IdleError;

/// So many parts of a derived value are looked at.
const MOST_STEPS: usize = 400;
/// So many places where a table is looked up are told apart.
const MOST_LOOKUPS: usize = 50;

impl Checker<'_> {
    /// Reports comparisons with a value that a derived class never has.
    pub(super) fn values_never_given(&mut self) {
        let mut found = Vec::new();
        for node in &self.program.nodes {
            #[expect(clippy::wildcard_enum_match_arm, reason = "no other operation asks for a value of a type")]
            let asked: Vec<(ExprId, ExprId)> = match &node.op {
                Op::Same(left, right) => vec![(*left, *right), (*right, *left)],
                Op::OneOf(one, several) => several.iter().map(|value| (*one, *value)).collect(),
                _ => continue,
            };
            for (derived, value) in asked {
                let Op::Choice(variant) = self.program.node(value).op else { continue };
                let (Op::Let(named, _), Type::Choice(choice)) =
                    (&self.program.node(derived).op, &self.program.node(derived).ty)
                else {
                    continue;
                };
                let gives = self.gives(derived, &mut MOST_STEPS.clone());
                let own = self.program.named(*named);
                if let Some((_, own)) = gives.filter(|gives| !gives.contains(&variant)).zip(own) {
                    let label = own.label.clone().unwrap_or_else(|| own.name.clone());
                    let rules = own.definitions.first().map(|first| first.clause.span);
                    let span = self.program.node(value).span;
                    found.push(IdleError::NeverGiven {
                        span,
                        value: self.called_variant(*choice, variant),
                        named: Wording::new(own.name.clone(), label),
                        rules: rules.unwrap_or(span),
                    });
                }
            }
        }
        for finding in found {
            self.report(finding);
        }
    }

    fn called_variant(&self, choice: ChoiceId, variant: VariantId) -> Wording {
        let variant = self.program.choice(choice).and_then(|own| own.variants.get(variant.0 as usize));
        variant.map_or_else(|| Wording::new("", ""), |own| Wording::new(own.name.clone(), own.shown().to_owned()))
    }

    /// The values of a `one of` type that an expression can have; `None`: all.
    fn gives(&self, expr: ExprId, steps: &mut usize) -> Option<BTreeSet<VariantId>> {
        *steps = steps.checked_sub(1)?;
        let mut all = |parts: &mut dyn Iterator<Item = ExprId>| {
            let mut gives = BTreeSet::new();
            for part in parts {
                gives.extend(self.gives(part, steps)?);
            }
            Some(gives)
        };
        #[expect(clippy::wildcard_enum_match_arm, reason = "every other expression may be any value")]
        match &self.program.node(expr).op {
            Op::Choice(variant) => Some(BTreeSet::from([*variant])),
            Op::Rows(rows) => all(&mut rows.iter().map(|(_, value)| *value)),
            Op::Except(rule, exceptions) => all(&mut std::iter::once(*rule).chain(exceptions.iter().copied())),
            Op::Exception(_, _, value) => all(&mut std::iter::once(*value)),
            Op::Let(named, _) => {
                let named = self.program.named(*named)?;
                all(&mut named.definitions.iter().map(|definition| definition.value))
            }
            Op::Lookup(table, _) | Op::OnDay(table, ..) => {
                let table = self.program.table(*table)?;
                all(&mut table.rows.iter().map(|row| row.value))
            }
            _ => None,
        }
    }

    /// Reports rows of tables that nothing by which they are looked up leads to.
    pub(super) fn rows_beyond_facts(&mut self) {
        let mut lookups: BTreeMap<TableId, Vec<&[ExprId]>> = BTreeMap::new();
        for node in &self.program.nodes {
            if let Op::Lookup(table, keys) = &node.op {
                lookups.entry(*table).or_default().push(keys);
            }
        }
        let mut found = Vec::new();
        for (table, lookups) in &lookups {
            let Some(table) = self.program.table(*table).filter(|_| lookups.len() <= MOST_LOOKUPS) else { continue };
            let reached: Vec<Vec<Reached>> =
                lookups.iter().map(|keys| keys.iter().map(|key| self.reached(*key)).collect()).collect();
            let beyond = |row: &&TableRow| {
                reached.iter().all(|keys| {
                    keys.iter()
                        .zip(&row.patterns)
                        .any(|(key, pattern)| pattern.iter().all(|matched| !key.meets(*matched)))
                })
            };
            let label = table.label.clone().unwrap_or_else(|| table.name.clone());
            let table_words = Wording::new(table.name.clone(), label);
            let rows = table.rows.iter().filter(beyond);
            found.extend(rows.map(|row| IdleError::RowBeyondFacts { span: row.span, table: table_words.clone() }));
        }
        for finding in found {
            self.report(finding);
        }
    }

    fn reached(&self, key: ExprId) -> Reached {
        match &self.program.node(key).ty {
            Type::Choice(_) => Reached::Values(self.gives(key, &mut MOST_STEPS.clone())),
            Type::Date => self
                .fixed_date(key)
                .map_or(Reached::Anything, |day| Reached::Numbers(Bounds::Exactly(number_of_day(day)))),
            Type::Whole(limits)
            | Type::Decimal(limits)
            | Type::Ratio(limits)
            | Type::Money(_, limits)
            | Type::Quantity(_, limits) => Reached::Numbers(limits.bounds()),
            Type::YesNo
            | Type::Period
            | Type::Duration
            | Type::Text
            | Type::List(_)
            | Type::Record(_)
            | Type::Series(..) => Reached::Anything,
        }
    }
}

/// What a key of a table can be.
enum Reached {
    Anything,
    /// Values of a type; `None`: all.
    Values(Option<BTreeSet<VariantId>>),
    Numbers(Bounds),
}

impl Reached {
    fn meets(&self, matched: Match) -> bool {
        match (self, matched) {
            (Reached::Values(Some(values)), Match::Choice(variant)) => values.contains(&variant),
            (Reached::Numbers(bounds), Match::Numbers(from, to)) => lies(*bounds, from, to),
            (Reached::Numbers(bounds), Match::Dates(from, to)) => lies(*bounds, of_day(from), of_day(to)),
            (Reached::Anything | Reached::Values(_) | Reached::Numbers(_), _) => true,
        }
    }
}

fn of_day(edge: Edge<crate::value::Date>) -> Edge<Number> {
    match edge {
        Edge::Open => Edge::Open,
        Edge::Included(day) => Edge::Included(number_of_day(day)),
        Edge::Excluded(day) => Edge::Excluded(number_of_day(day)),
    }
}

/// Whether some number within bounds lies between two edges.
fn lies(bounds: Bounds, from: Edge<Number>, to: Edge<Number>) -> bool {
    let above = from
        .place()
        .zip(bounds.most())
        .is_none_or(|((from, included), most)| most > from || (included && most == from));
    let below =
        to.place().zip(bounds.least()).is_none_or(|((to, included), least)| least < to || (included && least == to));
    above && below
}
