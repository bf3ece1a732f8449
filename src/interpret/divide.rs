//! An amount in parts: shares of the whole, amounts, and a last part that takes what the others leave.

use crate::value::{Bounds, Fault, Number, Rounding, RoundingMode};

/// How much a part is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Figure {
    /// A share of the whole.
    Share(Bounds),
    /// An amount.
    Amount(Bounds),
    /// What the others leave.
    Rest,
}

/// More divisions are not tried to bound the parts of an amount that is not known; each takes time in proportion to the parts.
const MOST_STEPS: usize = 4096;

/// The parts of an amount of which `left` is still to be divided. Each takes its own of the whole as far as there is something left; the last takes
/// all that is left, so that they always add up to it.
///
/// `paid` is what parts that are not among these have taken of the whole.
pub(super) fn divide(
    rounding: Rounding,
    digits: u32,
    paid: Number,
    left: Bounds,
    figures: &[Figure],
) -> Result<Vec<Bounds>, Fault> {
    let wide = between(rounding, paid, left, figures)?;
    let known: Option<Vec<Figure>> = figures.iter().map(|figure| figure.is_known().then_some(*figure)).collect();
    let Some(figures) = known else { return Ok(wide) };
    if let Some(left) = left.known() {
        return Ok(exactly(Some(rounding), paid, left, &figures)?.into_iter().map(Bounds::Exactly).collect());
    }
    let unit = Number::from(rust_decimal::Decimal::try_from_i128_with_scale(1, digits).unwrap_or_default());
    let sweep = Sweep { rounding, paid, figures: &figures, unit };
    let least = left.least().map(|left| sweep.extreme(left, false)).transpose()?;
    let most = left.most().map(|left| sweep.extreme(left, true)).transpose()?;
    let bounds = wide.into_iter().enumerate().map(|(at, wide)| {
        let least = least.as_ref().and_then(|least| least.get(at).copied());
        let most = most.as_ref().and_then(|most| most.get(at).copied());
        let least = least.into_iter().chain(wide.least()).max();
        let most = most.into_iter().chain(wide.most()).min();
        Bounds::between(least, most)
    });
    Ok(bounds.collect())
}

impl Figure {
    fn is_known(self) -> bool {
        match self {
            Figure::Share(bounds) | Figure::Amount(bounds) => bounds.known().is_some(),
            Figure::Rest => true,
        }
    }

    /// What the part is of a whole, before it is known what is left.
    fn of(self, whole: Bounds, rounding: Option<Rounding>) -> Result<Option<Bounds>, Fault> {
        let zero = Bounds::Exactly(Number::ZERO);
        let own = match self {
            Figure::Share(share) => share.max(zero).times(whole)?,
            Figure::Amount(amount) => amount,
            Figure::Rest => return Ok(None),
        };
        let rounded = rounding.map_or(Ok(own), |rounding| rounding.round_bounds(own))?;
        Ok(Some(rounded.max(zero)))
    }
}

/// The parts of a known amount; without rounding, as fractions.
fn exactly(rounding: Option<Rounding>, paid: Number, left: Number, figures: &[Figure]) -> Result<Vec<Number>, Fault> {
    let whole = Bounds::Exactly(paid.plus(left)?);
    let mut left = left;
    let mut parts = Vec::with_capacity(figures.len());
    for (at, figure) in figures.iter().enumerate() {
        let own = figure.of(whole, rounding)?.and_then(Bounds::known);
        let part = own.filter(|_| at + 1 < figures.len()).map_or(left, |own| own.min(left));
        left = left.minus(part)?;
        parts.push(part);
    }
    Ok(parts)
}

/// Bounds of the parts, each by itself.
fn between(rounding: Rounding, paid: Number, left: Bounds, figures: &[Figure]) -> Result<Vec<Bounds>, Fault> {
    let zero = Bounds::Exactly(Number::ZERO);
    let whole = Bounds::Exactly(paid).plus(left)?;
    let mut taken = zero;
    let mut parts = Vec::with_capacity(figures.len());
    for (at, figure) in figures.iter().enumerate() {
        let left = left.minus(taken)?.max(zero);
        let own = figure.of(whole, Some(rounding))?;
        let part = own.filter(|_| at + 1 < figures.len()).map_or(left, |own| own.min(left));
        taken = taken.plus(part)?;
        parts.push(part);
    }
    Ok(parts)
}

/// The least or the most that the parts of an amount can be, which lies at an end of its bounds or near it: rounding can take from the last part
/// what it gives to others.
struct Sweep<'a> {
    rounding: Rounding,
    paid: Number,
    figures: &'a [Figure],
    /// Amounts differ by multiples of this.
    unit: Number,
}

impl Sweep<'_> {
    fn extreme(&self, end: Number, most: bool) -> Result<Vec<Number>, Fault> {
        let better = |one: Number, other: Number| if most { one.max(other) } else { one.min(other) };
        let mut best = exactly(Some(self.rounding), self.paid, end, self.figures)?;
        let mut left = end;
        for step in 0.. {
            // Without rounding the parts only grow with the whole; with it, the nth is off by at most n units (half of that, to the nearest).
            let exact = exactly(None, self.paid, left, self.figures)?;
            let mut bounds = Vec::with_capacity(exact.len());
            for (at, exact) in exact.into_iter().enumerate() {
                let count = Number::from(i64::try_from(at + 1).unwrap_or(i64::MAX));
                let near = if self.rounding.mode == RoundingMode::HalfUp { 2 } else { 1 };
                let off = Number::from(self.rounding.unit).times(count)?.divided_by(Number::from(near))?;
                bounds.push(if most { exact.plus(off)? } else { exact.minus(off)?.max(Number::ZERO) });
            }
            if best.iter().zip(&bounds).all(|(best, bound)| better(*best, *bound) == *best) {
                return Ok(best);
            }
            if step * self.figures.len().max(1) >= MOST_STEPS {
                let both = best.into_iter().zip(bounds);
                return Ok(both.map(|(best, bound)| better(best, bound)).collect());
            }
            left = if most { left.minus(self.unit)? } else { left.plus(self.unit)? };
            if left.is_negative() {
                return Ok(best);
            }
            let parts = exactly(Some(self.rounding), self.paid, left, self.figures)?;
            best = best.into_iter().zip(parts).map(|(best, part)| better(best, part)).collect();
        }
        Ok(best)
    }
}

#[cfg(test)]
#[path = "divide/tests.rs"]
mod tests;
