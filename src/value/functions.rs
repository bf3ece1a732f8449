//! Bounds of the functions that policies name.
//!
//! Each function rises or falls with each of its operands, or is taken apart by cases in which it does; so its bounds are its values at
//! the ends of its operands' bounds. The operands are taken to be independent.

use super::{Bounds, Fault, Number};

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

    fn at_least_zero(self) -> Bounds {
        self.max(Bounds::Exactly(Number::ZERO))
    }
}
