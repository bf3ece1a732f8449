//! Awards without a ceiling: they grow with a figure of the case, and nothing ends that.

use std::collections::{BTreeMap, BTreeSet};

use crate::ast::CompareOp;
use crate::ir::{Condition, ExprId, FieldId, Function, LetId, LimitWhat, Measure, Op, Owner, Raise, RecordId};

use super::super::Checker;
use super::super::error::GenreError;
use super::clauses::{Clause, Role};
use super::words::{ABOUT_CEILINGS, NO_CEILING};
use super::{Encoded, MOST_STEPS, named};

/// Formulas that name values this deep are not looked into.
const DEEPEST: usize = 200;

/// What the conditions of a measure keep below a figure.
#[derive(Default)]
struct Bounded {
    facts: BTreeSet<(RecordId, FieldId)>,
    lets: BTreeSet<LetId>,
}

/// A look at what formulas grow with.
struct Growth<'c, 'a> {
    checker: &'c Checker<'a>,
    bounded: [&'c Bounded; 2],
    known: BTreeMap<ExprId, bool>,
    steps: usize,
}

impl Checker<'_> {
    /// The first award that has no ceiling, with the measures that have such awards.
    pub(super) fn no_ceiling(&self, encoded: &Encoded<'_, '_>) -> Option<GenreError> {
        if encoded.passages.iter().any(|passage| NO_CEILING.are_in(passage.words)) {
            return None;
        }
        let excused = excused(encoded);
        let mut across: BTreeMap<usize, Vec<ExprId>> = BTreeMap::new();
        for section in &self.program.across {
            for (measure, form) in section.limits.iter().flat_map(|forms| section.measures.iter().zip(forms)) {
                let whole = form.shared.is_none() || form.per.is_empty();
                if let (LimitWhat::Money(figure), true) = (form.what, whole) {
                    across.entry(*measure).or_default().push(figure);
                }
            }
        }
        let of_scope = self.bounded_by(self.program.scope.iter());
        let mut steps = 0;
        let mut open: Vec<(&Measure, crate::source::Span)> = Vec::new();
        for (at, measure) in self.program.measures.iter().enumerate() {
            if excused.contains(&at) {
                continue;
            }
            let mut bounded = self.bounded_by(measure.conditions.iter());
            self.bounded_by_quantity(measure, &mut bounded);
            let mut growth = Growth { checker: self, bounded: [&of_scope, &bounded], known: BTreeMap::new(), steps };
            // What is shared out among all leaves nobody more than the whole, but not where each of several has one.
            let own = measure.limits.iter().filter(|own| own.shared.is_none() || own.per.is_empty());
            let own =
                own.filter_map(|limit| if let LimitWhat::Money(figure) = limit.what { Some(figure) } else { None });
            let limits: Vec<ExprId> = own.chain(across.get(&at).into_iter().flatten().copied()).collect();
            let award = measure.awards.iter().find(|award| growth.grows(award.formula, 0));
            if let Some(award) = award
                && limits.iter().all(|figure| growth.grows(*figure, 0))
            {
                open.push((measure, award.clause.span));
            }
            steps = growth.steps;
            if steps > MOST_STEPS {
                return None;
            }
        }
        let (_, span) = *open.first()?;
        let (measures, more) = named(open.into_iter().map(|(measure, _)| measure));
        Some(GenreError::NoCeiling { span, measures, more })
    }

    /// The facts and named values that conditions hold below a figure.
    #[expect(clippy::wildcard_enum_match_arm, reason = "every other condition bounds no figure for certain")]
    fn bounded_by<'c>(&self, conditions: impl Iterator<Item = &'c Condition>) -> Bounded {
        let mut bounded = Bounded::default();
        // Each with whether it must hold; a veto must not.
        let mut open: Vec<(ExprId, bool)> = conditions.map(|condition| (condition.expr, true)).collect();
        while let Some((id, holds)) = open.pop() {
            let (op, left, right) = match &self.program.node(id).op {
                Op::And(parts) if holds => {
                    open.extend(parts.iter().map(|part| (*part, holds)));
                    continue;
                }
                Op::Or(parts) if !holds => {
                    open.extend(parts.iter().map(|part| (*part, holds)));
                    continue;
                }
                Op::Not(inner) => {
                    open.push((*inner, !holds));
                    continue;
                }
                Op::Compare(op, left, right) => (if holds { *op } else { op.opposite() }, *left, *right),
                _ => continue,
            };
            let (less, more) = match op {
                CompareOp::AtMost | CompareOp::Below => (left, right),
                CompareOp::AtLeast | CompareOp::Above => (right, left),
            };
            self.keep_below(less, more, &mut bounded);
        }
        bounded
    }

    /// What limits of a quantity leave each claim no more of.
    fn bounded_by_quantity(&self, measure: &Measure, bounded: &mut Bounded) {
        for limit in &measure.limits {
            if let LimitWhat::Quantity { figure, of } = limit.what {
                self.keep_below(of, figure, bounded);
            }
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "only what has a name is found again")]
    fn keep_below(&self, less: ExprId, more: ExprId, bounded: &mut Bounded) {
        if self.range_of(more).most().is_none() {
            return;
        }
        match &self.program.node(less).op {
            Op::Fact(_, record, field) => drop(bounded.facts.insert((*record, *field))),
            Op::Let(named, _) => drop(bounded.lets.insert(*named)),
            _ => {}
        }
    }
}

/// The measures that quote a sentence of which the rules say that its ceiling is open.
fn excused(encoded: &Encoded<'_, '_>) -> BTreeSet<usize> {
    let is_open = |clause: &Clause<'_>| {
        clause.role == Role::Open && clause.words.iter().any(|words| ABOUT_CEILINGS.are_in(words))
    };
    let open = encoded.passages.iter().filter(|passage| encoded.quoting(passage).any(|(clause, _)| is_open(clause)));
    open.flat_map(|passage| encoded.quoting(passage)).filter_map(|(clause, _)| clause.measure).collect()
}

impl Growth<'_, '_> {
    /// Whether a value has no greatest: it grows with a figure of the case that neither its range nor a condition ends.
    fn grows(&mut self, id: ExprId, depth: usize) -> bool {
        if let Some(known) = self.known.get(&id) {
            return *known;
        }
        self.steps += 1;
        if depth > DEEPEST || self.steps > MOST_STEPS || self.checker.range_of(id).most().is_some() {
            return false;
        }
        let grows = self.grows_by_its_parts(id, depth + 1);
        self.known.insert(id, grows);
        grows
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "what else there is counts days or records, or is no number")]
    fn grows_by_its_parts(&mut self, id: ExprId, depth: usize) -> bool {
        let program = &self.checker.program;
        match &program.node(id).op {
            Op::Fact(Owner::Parameters, ..) => false,
            Op::Fact(_, record, field) => !self.bounded.iter().any(|own| own.facts.contains(&(*record, *field))),
            Op::Let(named, _) if self.bounded.iter().any(|own| own.lets.contains(named)) => false,
            Op::Let(named, _) => {
                let definitions = program.named(*named).map(|named| named.definitions.as_slice()).unwrap_or_default();
                definitions.iter().any(|own| self.grows(own.value, depth))
            }
            Op::Lookup(table, _) | Op::OnDay(table, ..) => {
                let rows = program.table(*table).map(|table| table.rows.as_slice()).unwrap_or_default();
                rows.iter().any(|row| self.grows(row.value, depth))
            }
            Op::At(one, _)
            | Op::Round(one, _)
            | Op::Slices(_, one)
            | Op::Subtract(one, _)
            | Op::Divide(one, _)
            | Op::Sum(one, _)
            | Op::Least(one, _)
            | Op::Greatest(one, _)
            | Op::Exception(_, _, one)
            | Op::Raise(_, _, Raise::By(one)) => self.grows(*one, depth),
            Op::Add(left, right) | Op::Multiply(left, right) => self.grows(*left, depth) || self.grows(*right, depth),
            Op::Min(values) => values.iter().all(|value| self.grows(*value, depth)),
            Op::Max(values) => values.iter().any(|value| self.grows(*value, depth)),
            Op::Except(rule, parts) | Op::Raised(rule, parts) => {
                self.grows(*rule, depth) || parts.iter().any(|part| self.grows(*part, depth))
            }
            Op::Rows(rows) => rows.iter().any(|(_, value)| self.grows(*value, depth)),
            Op::Apply(Function::Part, operands) => {
                let most = operands.get(2).copied().flatten();
                let number = operands.first().copied().flatten();
                most.is_none_or(|most| self.grows(most, depth)) && number.is_some_and(|one| self.grows(one, depth))
            }
            Op::Apply(_, operands) => operands.first().copied().flatten().is_some_and(|first| self.grows(first, depth)),
            _ => false,
        }
    }
}
