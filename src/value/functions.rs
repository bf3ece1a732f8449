//! Bounds of the functions that policies name.
//!
//! Each function rises or falls with each of its operands, or is taken apart by cases in which it does; so its bounds are its values at
//! the ends of its operands' bounds. The operands are taken to be independent.

use rust_decimal::Decimal;

use super::{Bounds, Fault, Number, Rounding, RoundingMode, Truth};

impl Bounds {
    /// The part of the number above one bound and at most another: the greater of 0 and `min(self, at_most) − above`.
    ///
    /// ```
    /// use bursary::value::{Bounds, Number};
    /// let (three, ten) = (Number::from(3), Number::from(10));
    /// let x = Bounds::between(Some(Number::from(5)), None);
    /// assert_eq!(x.part(Some(three.into()), Some(ten.into()))?, Bounds::between(Some(2.into()), Some(7.into())));
    /// # Ok::<(), bursary::value::Fault>(())
    /// ```
    ///
    /// # Errors
    /// As [`Number::minus`], for a bound.
    pub fn part(self, above: Option<Bounds>, at_most: Option<Bounds>) -> Result<Bounds, Fault> {
        let upper = at_most.map_or(self, |most| self.min(most));
        Ok(upper.minus(above.unwrap_or(Bounds::Exactly(Number::ZERO)))?.at_least_zero())
    }

    /// How many whole steps of a size the number has; with `begun`, a step that has begun counts as well. A number below 0 has none.
    ///
    /// # Errors
    /// [`Fault::DivisionByZero`] where the size is known to be 0; else as [`Bounds::divided_by`].
    pub fn steps(self, size: Bounds, begun: bool) -> Result<Bounds, Fault> {
        let mode = if begun { RoundingMode::Up } else { RoundingMode::Down };
        let whole = Rounding { mode, unit: Decimal::ONE };
        whole.round_bounds(self.at_least_zero().divided_by(size)?)
    }

    /// The share that is left of a value that is whole where the number is at most `from`, 0 where it is at least `to`, and falls evenly between them.
    ///
    /// # Errors
    /// [`Fault::Backwards`] where `from` is certainly not below `to`; else as [`Number::divided_by`], for a bound.
    pub fn taper(self, from: Bounds, to: Bounds) -> Result<Bounds, Fault> {
        if from.at_least(to) == Truth::True {
            return Err(Fault::Backwards);
        }
        // The share falls as the number grows, and grows with `from` and with `to`.
        let least = share(self.most(), from.least(), to.least());
        let most = share(self.least(), from.most(), to.most());
        if self.known().and(from.known()).and(to.known()).is_some() {
            return Ok(Bounds::between(least?, most?));
        }
        let (least, most) = (least.ok().flatten().unwrap_or(Number::ZERO), most.ok().flatten().unwrap_or(Number::ONE));
        Ok(Bounds::between(Some(least), Some(most)))
    }

    /// By what share the number is above another, and `from_zero` where that other is 0.
    ///
    /// The other is never below 0.
    ///
    /// # Errors
    /// As [`Number::divided_by`] and [`Number::minus`], for a bound.
    pub fn growth(self, over: Bounds, from_zero: Bounds) -> Result<Bounds, Fault> {
        if over.known().is_some_and(Number::is_zero) {
            return Ok(from_zero);
        }
        let grown = self.divided_by(over)?.minus(Bounds::Exactly(Number::ONE))?;
        let above_zero = over.least().is_some_and(|least| !least.is_zero() && !least.is_negative());
        Ok(if above_zero { grown } else { grown.hull(from_zero) })
    }

    /// By what the number is above another; 0 where it is not.
    ///
    /// # Errors
    /// As [`Number::minus`], for a bound.
    pub fn increase(self, over: Bounds) -> Result<Bounds, Fault> {
        Ok(self.minus(over)?.at_least_zero())
    }

    /// The number, or 0 where it is above 0 and below a threshold, which is never below 0.
    #[must_use]
    pub fn nothing_below(self, threshold: Bounds) -> Bounds {
        let kept = |number: Number, threshold: Option<Number>, open: bool| {
            let small = threshold.map_or(open, |threshold| number < threshold);
            if small && !number.is_negative() { Number::ZERO } else { number }
        };
        let least = self.least().map(|least| kept(least, threshold.most(), true));
        Bounds::between(least, self.most().map(|most| kept(most, threshold.least(), false)))
    }

    /// The number, or a minimum where it is above 0 and below that minimum, which is never below 0.
    #[must_use]
    pub fn if_any_not_below(self, minimum: Bounds) -> Bounds {
        let any = |number: &Number| !number.is_negative() && !number.is_zero();
        let least =
            self.least().map(|least| if any(&least) { least.max(minimum.least().unwrap_or(least)) } else { least });
        let most = match (self.most(), minimum.most()) {
            (Some(most), _) if !any(&most) => Some(most),
            (Some(most), Some(minimum)) => Some(most.max(minimum)),
            (Some(_) | None, _) => None,
        };
        Bounds::between(least, most)
    }

    fn at_least_zero(self) -> Bounds {
        self.max(Bounds::Exactly(Number::ZERO))
    }
}

/// The share of a taper that is left at a number; `None` where ends that are not known, or not in order, do not tell.
fn share(at: Option<Number>, from: Option<Number>, to: Option<Number>) -> Result<Option<Number>, Fault> {
    match (at, from, to) {
        (Some(at), Some(from), _) if at <= from => Ok(Some(Number::ONE)),
        (Some(at), _, Some(to)) if at >= to => Ok(Some(Number::ZERO)),
        (Some(at), Some(from), Some(to)) if from < to => to.minus(at)?.divided_by(to.minus(from)?).map(Some),
        _ => Ok(None),
    }
}
