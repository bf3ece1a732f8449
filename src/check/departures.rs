//! What departs from the value of a let, an award or a cap: exceptions, with exceptions of their own, then raises.
//!
//! Two exceptions to the same thing must not apply at once. That is decided here where it can be shown ([`super::exclude`]); else it is left to the
//! run, where two that apply are a fault of the case, with a hint where different facts decide them ([`super::meet`]).

use std::collections::HashMap;

use crate::ast::{self, DepartureKind};
use crate::ir::{Applies, Departure, DepartureId, ExprId, Op, Raise, Type};
use crate::value::Number;

use super::Checker;
use super::citations::Under;
use super::cover::Piece;
use super::error::DepartureError;
use super::exclude::{Together, count_together};
use super::expr::Typed;
use super::facts::id;
use super::types::{Quantity, number_and_ratio, unify};

/// How deep exceptions to exceptions go; no document comes near.
const DEEPEST: usize = 16;

/// So many departures of one label are told apart, each under a reading or in years of its own.
const MOST_ALIKE: usize = 64;

/// So many labels a message lists.
const MOST_NAMED: usize = 20;

/// An exception while its value is put together.
struct Exception {
    /// Its place among the clause's departures.
    at: usize,
    departure: DepartureId,
    condition: ExprId,
    value: Typed,
    /// The exception to which it is one, by its place among the exceptions.
    to: Option<usize>,
    /// How many exceptions it is one to, itself included.
    depth: usize,
    applies: Applies,
    /// The exceptions to it.
    own: Vec<ExprId>,
}

/// The exceptions above by their labels, each with when it counts; `None` for one that could not be checked.
#[derive(Default)]
struct Named<'a>(HashMap<&'a str, Vec<(Applies, Option<usize>)>>);

impl<'a> Named<'a> {
    fn add(&mut self, label: &'a str, counts: Applies, at: Option<usize>) {
        let same = self.0.entry(label).or_default();
        if same.len() < MOST_ALIKE {
            same.push((counts, at));
        }
    }

    fn get(&self, label: &str) -> &[(Applies, Option<usize>)] {
        self.0.get(label).map_or(&[], Vec::as_slice)
    }
}

/// Notes what a departure read, by when it counts.
pub(super) type Flush<'f, 'a> = &'f dyn Fn(&mut Checker<'a>, Applies);

impl<'a> Checker<'a> {
    /// The value of a clause with what departs from it; `None` where anything of it is wrong.
    pub(super) fn departing(
        &mut self,
        rule: Option<Typed>,
        departures: &'a [ast::Departure],
        under: Under,
        flush: Flush<'_, 'a>,
    ) -> Option<Typed> {
        if departures.is_empty() {
            return rule;
        }
        let mut sound = rule.is_some();
        let mut labels: HashMap<&'a str, Vec<(usize, Applies)>> = HashMap::new();
        let mut named = Named::default();
        let mut exceptions: Vec<Exception> = Vec::new();
        let mut raises = Vec::new();
        for (at, departure) in departures.iter().enumerate() {
            let label = departure.label.value.as_str();
            let clause = self.clause(departure.span, &departure.quotes, under);
            let applies = self.applies(&departure.applies);
            let same = labels.entry(label).or_default();
            let counts = applies.unwrap_or_default();
            // Of those that never count together each may be called the same.
            let first = same
                .iter()
                .find(|(_, other)| applies.is_some() && other.meets(counts))
                .and_then(|(first, _)| departures.get(*first));
            if same.len() < MOST_ALIKE {
                same.push((at, counts));
            }
            if let Some(first) = first {
                let (span, first) = (departure.label.span, first.label.span);
                self.report(DepartureError::LabelTwice { span, first, label: label.to_owned() });
                sound = false;
            }
            self.reads_year |= departure.applies.years.is_some();
            let condition = self.condition(&departure.condition);
            if let Some(condition) = &condition {
                self.must_depend_on_facts(condition.id, departure.condition.span);
            }
            let own = self.program.departures.len();
            self.program.departures.push(Departure {
                label: label.to_owned(),
                applies: applies.unwrap_or_default(),
                clause,
            });
            let id = DepartureId(id(own));
            match &departure.kind {
                DepartureKind::Instead { to, value } => {
                    let (typed, to) =
                        (self.in_place_of(rule.as_ref(), value), self.referred(to.as_ref(), counts, &named));
                    let (Some(applies), Some(condition), Some(value), Some(to)) = (applies, condition, typed, to)
                    else {
                        named.add(label, counts, None);
                        sound = false;
                        continue;
                    };
                    named.add(label, counts, Some(exceptions.len()));
                    let depth = to.and_then(|to| exceptions.get(to)).map_or(1, |to| to.depth + 1);
                    if depth > DEEPEST {
                        // The first is enough: what refers to it is as deep.
                        if sound {
                            self.report(DepartureError::TooDeep { span: departure.label.span, most: DEEPEST });
                        }
                        sound = false;
                    }
                    let (condition, own) = (condition.id, Vec::new());
                    exceptions.push(Exception { at, departure: id, condition, value, to, depth, applies, own });
                }
                DepartureKind::By(figure) => {
                    let figure = self.value(figure, None).map(|typed| (typed, false));
                    raises.push((at, id, condition, figure, applies.is_some()));
                }
                DepartureKind::Times(digits, span) => {
                    let figure = self.digits(digits, *span).map(|number| {
                        let of = if number.to_whole().is_some() { Type::Whole } else { Type::Decimal };
                        (self.push_number(number, of, *span), true)
                    });
                    raises.push((at, id, condition, figure, applies.is_some()));
                }
            }
            flush(self, applies.unwrap_or_default());
        }
        let rule = rule.filter(|_| sound)?;
        self.exclude(&exceptions, departures);
        let mut whole = self.excepting(rule, exceptions, departures)?;
        let mut nodes = Vec::new();
        let mut ty = whole.ty.clone();
        for (at, id, condition, figure, applies) in raises {
            let (Some(condition), Some((figure, times)), true) = (condition, figure, applies) else {
                sound = false;
                continue;
            };
            let Some(departure) = departures.get(at) else { continue };
            let Some(raised) = self.raised_type(&ty, &figure, times, departure) else {
                sound = false;
                continue;
            };
            let raise = if times { Raise::Times(figure.id) } else { Raise::By(figure.id) };
            nodes.push(self.push(Op::Raise(id, condition.id, raise), figure.ty, departure.span).id);
            ty = raised;
        }
        if !nodes.is_empty() {
            let span = self.program.node(whole.id).span;
            whole = self.push(Op::Raised(whole.id, nodes), ty, span);
        }
        sound.then_some(whole)
    }

    /// The exception that another is an exception to: `Some(None)` for one to the rule.
    fn referred(&mut self, to: Option<&'a ast::Text>, counts: Applies, named: &Named<'a>) -> Option<Option<usize>> {
        let Some(to) = to else { return Some(None) };
        let all = named.get(&to.value);
        let meant: Vec<Option<usize>> = all.iter().filter(|(own, _)| own.meets(counts)).map(|(_, at)| *at).collect();
        match (meant.as_slice(), all) {
            // `None`: it could not be checked itself.
            ([one], _) => one.map(Some),
            ([], [(_, one)]) => one.map(Some),
            ([_, ..], _) | (_, [_, ..]) => {
                self.report(DepartureError::Several { span: to.span, label: to.value.clone() });
                None
            }
            ([], []) => {
                // Of more than can be listed none is near enough to be named.
                let mut known: Vec<&'a str> = named.0.keys().copied().take(MOST_NAMED + 1).collect();
                known.retain(|_| named.0.len() <= MOST_NAMED);
                known.sort_unstable();
                let nearest = self.suggest_spelled(&to.value, known.clone());
                let known = known.into_iter().map(str::to_owned).collect();
                let (span, label, surface) = (to.span, to.value.clone(), self.surface(to.span));
                self.report(DepartureError::Unknown { span, label, known, nearest, surface });
                None
            }
        }
    }

    /// The rule with its exceptions, each with its own: those that stand later are put together first.
    fn excepting(
        &mut self,
        rule: Typed,
        mut exceptions: Vec<Exception>,
        departures: &'a [ast::Departure],
    ) -> Option<Typed> {
        let mut of_rule = Vec::new();
        let mut ty = rule.ty.clone();
        let (mut differing, mut agree) = (Vec::new(), false);
        while let Some(exception) = exceptions.pop() {
            let Some(departure) = departures.get(exception.at) else { continue };
            let value = match exception.own.is_empty() {
                true => exception.value.clone(),
                false => {
                    let own: Vec<ExprId> = exception.own.into_iter().rev().collect();
                    self.push(Op::Except(exception.value.id, own), exception.value.ty.clone(), departure.span)
                }
            };
            match unify(&ty, &value.ty) {
                Some(joined) => {
                    ty = joined;
                    agree = true;
                }
                None => {
                    let (first, found) = (self.describe(&rule.ty), self.describe(&value.ty));
                    let DepartureKind::Instead { value: written, .. } = &departure.kind else { continue };
                    let fix = self.with_unit(written, &rule.ty);
                    differing.push(DepartureError::Differs { span: written.span, first, found, fix });
                }
            }
            let op = Op::Exception(exception.departure, exception.condition, value.id);
            let node = self.push(op, value.ty, departure.span).id;
            match exception.to.and_then(|to| exceptions.get_mut(to)) {
                Some(to) => {
                    if let Some(joined) = unify(&to.value.ty, &self.program.node(node).ty) {
                        to.value.ty = joined;
                    }
                    to.own.push(node);
                }
                None => of_rule.push(node),
            }
        }
        if !differing.is_empty() {
            // Where all differ, it is the rule that is wrong, and the first of them tells so.
            let told = if agree { 0 } else { differing.len().saturating_sub(1) };
            differing.drain(told..).for_each(|finding| self.report(finding));
            return None;
        }
        of_rule.reverse();
        if of_rule.is_empty() {
            return Some(rule);
        }
        let span = self.program.node(rule.id).span;
        Some(self.push(Op::Except(rule.id, of_rule), ty, span))
    }

    /// Reports exceptions to the same thing that apply together.
    fn exclude(&mut self, exceptions: &[Exception], departures: &'a [ast::Departure]) {
        let conditions: Vec<ExprId> = exceptions.iter().map(|exception| exception.condition).collect();
        let exclusive = |one: usize, other: usize| match (exceptions.get(one), exceptions.get(other)) {
            (Some(one), Some(other)) => one.to == other.to && count_together(one.applies, other.applies),
            _ => false,
        };
        let together = self.together(&conditions, exclusive);
        let shown = |later: usize| together.iter().any(|own| own.later == later);
        for (later, earlier) in self.may_meet(&conditions, exclusive).into_iter().filter(|(later, _)| !shown(*later)) {
            let (Some(one), Some(other)) = (exceptions.get(later), exceptions.get(earlier)) else { continue };
            let written = |own: &Exception| departures.get(own.at);
            let (Some(departure), Some(before)) = (written(one), written(other)) else { continue };
            if !self.same_value_stands(one.value.id, other.value.id) {
                self.report(DepartureError::MayMeet {
                    span: departure.condition.span,
                    other: before.condition.span,
                    labels: (before.label.value.clone(), departure.label.value.clone()),
                    surface: self.surface(departure.span),
                });
            }
        }
        for Together { later, earlier, place, within } in together {
            let of = |at: usize| exceptions.get(at).and_then(|exception| departures.get(exception.at));
            let (Some(one), Some(other)) = (of(later), of(earlier)) else { continue };
            let own = |at: usize| exceptions.get(at).map(|exception| (exception.to, exception.applies));
            let first = own(later).is_some_and(|(to, _)| to.is_none()) && own(later) == own(earlier);
            self.report(DepartureError::Overlap {
                span: one.condition.span,
                other: other.condition.span,
                place: self.place_in_words(&place),
                labels: (other.label.value.clone(), one.label.value.clone()),
                // Only what lies within the other can be an exception to it, and is not one to anything yet.
                behind: (within && first).then(|| one.label.span.after()),
                surface: self.surface(one.span),
            });
        }
    }

    /// The type of a value that may have been raised.
    fn raised_type(&mut self, base: &Type, figure: &Typed, times: bool, departure: &'a ast::Departure) -> Option<Type> {
        let Some((kind, own)) = Quantity::of(base) else {
            let found = self.describe(base);
            self.report(DepartureError::RaiseOf { span: departure.span, found });
            return None;
        };
        let (own, by) = (own.bounds(), Quantity::of(&figure.ty).map(|(_, limits)| limits.bounds()));
        if times {
            let by = by?;
            let whole = by.known().and_then(Number::to_whole).is_some();
            let kind = if kind == Quantity::Whole && !whole { Quantity::Decimal } else { kind };
            return Some(kind.within(own.hull(own.times(by).unwrap_or(crate::value::Bounds::ANY))));
        }
        let joined = unify(base, &figure.ty).and_then(|ty| Quantity::of(&ty));
        if let (Some((kind, _)), Some(by)) = (joined, by) {
            return Some(kind.within(own.hull(own.plus(by).unwrap_or(crate::value::Bounds::ANY))));
        }
        let DepartureKind::By(written) = &departure.kind else { return None };
        let fix = self.with_unit(written, base);
        let share = matches!(kind, Quantity::Money(_) | Quantity::Measured(_)) && matches!(figure.ty, Type::Ratio(_));
        let share = share.then(|| self.as_factor(written, figure)).flatten();
        let unmixed = number_and_ratio(base, &figure.ty) && fix.is_none();
        let (base, found) = self.describe_pair((base, None), (&figure.ty, Some(written)));
        self.report(DepartureError::RaiseUnit { span: written.span, base, found, fix, share, unmixed });
        None
    }

    /// `to 1.05 times` for `by 5%`.
    fn as_factor(&self, written: &ast::Expr, figure: &Typed) -> Option<String> {
        let factor = super::types::figure(&figure.ty)?.plus(Number::ONE).ok()?;
        Some(match self.surface(written.span) {
            ast::Surface::English => format!("to {factor} times"),
            ast::Surface::Chinese => format!("至{factor}倍"),
        })
    }
}

/// Whether what one exception asks for lies within what another asks for, so far as single pieces tell.
pub(super) fn lies_within(inner: &[Piece], outer: &[Piece]) -> bool {
    let from = |inner: Option<(Number, bool)>, outer: Option<(Number, bool)>| match (inner, outer) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some((inner, own)), Some((outer, included))) => inner > outer || (inner == outer && (included || !own)),
    };
    let to = |inner: Option<(Number, bool)>, outer: Option<(Number, bool)>| match (inner, outer) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some((inner, own)), Some((outer, included))) => inner < outer || (inner == outer && (included || !own)),
    };
    inner.iter().all(|inner| {
        outer.iter().any(|outer| match (inner, outer) {
            (_, Piece::Any) => true,
            (Piece::One(own), Piece::One(other)) => own == other,
            (Piece::Numbers(own), Piece::Numbers(other)) => from(own.from, other.from) && to(own.to, other.to),
            (Piece::Any | Piece::One(_) | Piece::Numbers(_), _) => false,
        })
    })
}

/// The expressions of a departure.
pub(super) fn exprs_of(departure: &ast::Departure) -> impl Iterator<Item = &ast::Expr> {
    let value = match &departure.kind {
        DepartureKind::Instead { value, .. } => Some(value),
        DepartureKind::By(figure) => Some(figure),
        DepartureKind::Times(..) => None,
    };
    value.into_iter().chain([&departure.condition])
}

/// When a departure counts of a clause that itself counts only then.
pub(super) fn within(clause: Applies, own: Applies) -> Applies {
    let years = match (clause.years, own.years) {
        (Some((first, last)), Some((from, until))) => Some((first.max(from), last.min(until))),
        (clause, own) => clause.or(own),
    };
    Applies { years, reading: own.reading.or(clause.reading) }
}
