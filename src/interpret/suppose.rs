//! What follows whatever a fact turns out to be.
//!
//! The bounds of a formula are put together from those of its parts, so what several parts say of one unknown fact is not seen together: of an income
//! between two lines by the number of persons, each row for itself may hold or fail. Where the facts waited for have few values, each of them is tried,
//! and the bounds are those of what comes of it.

use std::collections::HashMap;

use smallvec::SmallVec;

use super::evaluate::{Evaluated, Evaluator, Frame};
use super::known::{FactRef, Known, Missing, Value};
use crate::case::InstanceId;
use crate::decision::Shown;
use crate::ir::{ExprId, LetId, Program, Type, VariantId};
use crate::value::{Bounds, Number, Truth};

/// How many ways for the facts to turn out are tried.
const MOST_WAYS: usize = 24;
/// How many operations one case may take to try ways; the bounds of what is left then are those of the parts.
const MOST_TRIED: u64 = 5_000_000;
/// Of how many ways the named values are kept at a time.
const MOST_KEPT: usize = 1_000;

/// Named values that were worked out, by their record and support year.
pub(super) type NamedValues<'a> = HashMap<(LetId, InstanceId, u32), Known<'a>>;

/// A way for facts to turn out: each with the place of its value among those that it may have.
pub(super) type Way = SmallVec<[(FactRef, usize); 2]>;

/// The facts that are taken to have a value, and the named values without them.
pub(super) struct Supposition<'a> {
    facts: Vec<(FactRef, Value<'a>)>,
    beneath: NamedValues<'a>,
}

impl<'a> Evaluator<'a> {
    /// The value of a whole clause, which certainly counts, or which the facts may yet leave out; narrowed by all that the facts it waits for may be.
    pub(super) fn settle(&self, certain: bool, id: ExprId, frame: &Frame) -> Evaluated<'a> {
        let known = self.evaluate_where(certain, id, frame)?;
        let Some(ways) = self.ways_of(&known) else { return Ok(known) };
        self.try_each(known, ways, certain, id, frame)
    }

    fn ways_of(&self, known: &Known<'a>) -> Option<Vec<Way>> {
        let closed = known.value.is_known() || self.supposing.borrow().is_some() || self.tried.get() > MOST_TRIED;
        if closed { None } else { self.ways(&known.missing) }
    }

    fn try_each(&self, known: Known<'a>, ways: Vec<Way>, certain: bool, id: ExprId, frame: &Frame) -> Evaluated<'a> {
        let mut found: Option<Value<'a>> = None;
        for way in ways {
            // What has no value in one of the ways is no fault as long as another is open.
            let own = self.apart(|| self.suppose(way, || self.evaluate_where(certain, id, frame)));
            let Some(Ok(own)) = own else { return Ok(known) };
            let value = found.map_or(own.value.clone(), |before| before.hull(own.value));
            if value == Value::Truth(Truth::Unknown) {
                return Ok(known);
            }
            found = Some(value);
        }
        Ok(Known::new(found.unwrap_or(known.value), known.missing))
    }

    /// The value of a whole clause as a derivation keeps it, where trying the facts that it waits for has narrowed it.
    pub(super) fn narrowed(&self, id: ExprId, frame: &Frame) -> Option<Shown> {
        let known = self.evaluate(id, frame).ok()?;
        let plain = known.value.clone();
        // What is tried for the derivation alone leaves the decision as it is.
        let tried = self.tried.replace(self.tried_to_show.get());
        let ways = self.ways_of(&known);
        let settled = ways.and_then(|ways| self.try_each(known, ways, true, id, frame).ok());
        self.tried_to_show.set(self.tried.replace(tried));
        let settled = settled?.value;
        (settled != plain).then(|| settled.shown(self.program, &self.program.node(id).ty))
    }

    /// What a fact is taken to be, or one year of it.
    pub(super) fn supposed(&self, fact: FactRef) -> Option<Known<'a>> {
        let supposing = self.supposing.borrow();
        let (_, value) = supposing.as_ref()?.facts.iter().find(|(of, _)| *of == fact)?;
        Some(Known::certain(value.clone()))
    }

    /// A named value that what is supposed has no part in.
    pub(super) fn named_beneath(&self, key: &(LetId, InstanceId, u32)) -> Option<Known<'a>> {
        let supposing = self.supposing.borrow();
        let supposing = supposing.as_ref()?;
        let known = supposing.beneath.get(key)?;
        let rests_on = |fact: &FactRef| known.missing.contains(fact);
        (!supposing.facts.iter().any(|(fact, _)| rests_on(fact))).then(|| known.clone())
    }

    /// What is worked out without anything supposed.
    pub(super) fn without_supposing<T>(&self, work: impl FnOnce() -> T) -> T {
        let Some(Supposition { facts, beneath }) = self.supposing.take() else { return work() };
        let own = self.named_values.replace(beneath);
        let done = work();
        let beneath = self.named_values.replace(own);
        *self.supposing.borrow_mut() = Some(Supposition { facts, beneath });
        done
    }

    /// What is tried takes no work from what has to be done; `None` once too much was tried.
    fn apart<T>(&self, work: impl FnOnce() -> T) -> Option<T> {
        if self.tried.get() > MOST_TRIED {
            return None;
        }
        let before = self.work.get();
        let done = work();
        let taken = self.work.replace(before).saturating_sub(before);
        self.tried.set(self.tried.get().saturating_add(taken));
        Some(done)
    }

    fn suppose(&self, way: Way, work: impl FnOnce() -> Evaluated<'a>) -> Evaluated<'a> {
        let facts =
            way.iter().filter_map(|(fact, at)| Some((*fact, self.value_at(self.type_of(*fact)?, *at)?))).collect();
        let own = self.supposed_values.borrow_mut().remove(&way).unwrap_or_default();
        let beneath = self.named_values.replace(own);
        *self.supposing.borrow_mut() = Some(Supposition { facts, beneath });
        let done = work();
        let beneath = self.supposing.take().map(|supposing| supposing.beneath).unwrap_or_default();
        let own = self.named_values.replace(beneath);
        let mut kept = self.supposed_values.borrow_mut();
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        kept.insert(way, own);
        done
    }

    /// All ways for the facts to turn out; `None` where they are too many.
    fn ways(&self, missing: &Missing) -> Option<Vec<Way>> {
        let mut ways = vec![Way::new()];
        for fact in missing {
            let values = self.count_values(self.type_of(*fact)?)?;
            if ways.len().checked_mul(values)? > MOST_WAYS {
                return None;
            }
            let mut more = Vec::with_capacity(ways.len() * values);
            for way in &ways {
                for at in 0..values {
                    let mut way = way.clone();
                    way.push((*fact, at));
                    more.push(way);
                }
            }
            ways = more;
        }
        (ways.len() > 1).then_some(ways)
    }

    /// How many values a fact may have; `None` where nothing limits them, or where they are not told one by one.
    fn count_values(&self, ty: &Type) -> Option<usize> {
        match ty {
            Type::YesNo => Some(2),
            Type::Choice(choice) => Some(self.program.choice(*choice)?.variants.len()),
            Type::Whole(limits) => {
                let between = limits.most?.to_whole()?.checked_sub(limits.least?.to_whole()?)?;
                usize::try_from(between.checked_add(1)?).ok()
            }
            Type::Decimal(_)
            | Type::Ratio(_)
            | Type::Money(..)
            | Type::Quantity(..)
            | Type::Date
            | Type::Period
            | Type::Duration
            | Type::Text
            | Type::List(_)
            | Type::Record(_)
            | Type::Series(..) => None,
        }
    }

    /// One of the values that [`count_values`](Self::count_values) counts.
    #[expect(clippy::wildcard_enum_match_arm, reason = "the values of the other types are not counted")]
    fn value_at(&self, ty: &Type, at: usize) -> Option<Value<'a>> {
        match ty {
            Type::YesNo => Some(Value::Truth(Truth::from(at == 0))),
            Type::Choice(_) => Some(Value::Choice(Some(VariantId(u32::try_from(at).ok()?)))),
            Type::Whole(limits) => {
                let whole = limits.least?.to_whole()?.checked_add(i64::try_from(at).ok()?)?;
                Some(Value::Number(Bounds::Exactly(Number::from(whole))))
            }
            _ => None,
        }
    }

    fn type_of(&self, fact: FactRef) -> Option<&'a Type> {
        let program: &'a Program = self.program;
        let ty = &program.field(self.case.instance(fact.of)?.record, fact.field)?.ty;
        match (ty, fact.year) {
            (Type::Series(_, own), Some(_)) => Some(own),
            _ => Some(ty),
        }
    }
}
