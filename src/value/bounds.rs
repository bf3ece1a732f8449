//! Numbers of which only bounds are known.

use super::{Fault, Number, Truth};

/// What is known of a number: the number itself, or what it is at least and at most.
///
/// The bounds of an operation hold every result that the operation can have for numbers within the bounds given, and
/// no closed interval is narrower (of a quotient whose divisor may be 0, no more is said than [`Bounds::divided_by`] tells).
/// The two numbers are taken to be independent: `x − x` is not known to be 0.
/// A bound that can't be held exactly is no fault, as the number itself may well be: then that side is open.
///
/// ```
/// use bursary::value::{Bounds, Number, Truth};
/// let (zero, five) = (Number::ZERO, Number::from(5));
/// let some = Bounds::between(Some(zero), Some(five));
/// assert_eq!(some.plus(Bounds::Exactly(five))?, Bounds::between(Some(five), Some(Number::from(10))));
/// assert_eq!(some.at_least(Bounds::Exactly(five)), Truth::Unknown);
/// assert_eq!(Bounds::ANY.times(Bounds::Exactly(zero))?, Bounds::Exactly(zero));
/// # Ok::<(), bursary::value::Fault>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bounds {
    /// The number is known.
    Exactly(Number),
    /// It lies between these, both included; `None` where nothing bounds it. [`Bounds::between`] makes it.
    Between(Option<Number>, Option<Number>),
}

impl Bounds {
    /// Nothing is known.
    pub const ANY: Bounds = Bounds::Between(None, None);

    /// Between two bounds, the first not above the second; known where they meet.
    pub fn between(least: Option<Number>, most: Option<Number>) -> Bounds {
        match (least, most) {
            (Some(least), Some(most)) if least == most => Bounds::Exactly(least),
            _ => Bounds::Between(least, most),
        }
    }

    /// The least that it can be.
    pub fn least(self) -> Option<Number> {
        match self {
            Bounds::Exactly(number) => Some(number),
            Bounds::Between(least, _) => least,
        }
    }

    /// The most that it can be.
    pub fn most(self) -> Option<Number> {
        match self {
            Bounds::Exactly(number) => Some(number),
            Bounds::Between(_, most) => most,
        }
    }

    /// The number, where it is known.
    pub fn known(self) -> Option<Number> {
        match self {
            Bounds::Exactly(number) => Some(number),
            Bounds::Between(Some(least), Some(most)) if least == most => Some(least),
            Bounds::Between(..) => None,
        }
    }

    /// Bounds of the sum.
    ///
    /// # Errors
    /// As [`Number::plus`], for numbers that are known.
    pub fn plus(self, other: Bounds) -> Result<Bounds, Fault> {
        if let (Bounds::Exactly(left), Bounds::Exactly(right)) = (self, other) {
            return Ok(Bounds::Exactly(left.plus(right)?));
        }
        let sum = |left: Option<Number>, right: Option<Number>| {
            left.zip(right).and_then(|(left, right)| left.plus(right).ok())
        };
        Ok(Bounds::between(sum(self.least(), other.least()), sum(self.most(), other.most())))
    }

    /// Bounds of the number with the other sign.
    #[must_use]
    pub fn negate(self) -> Bounds {
        match self {
            Bounds::Exactly(number) => Bounds::Exactly(number.negate()),
            Bounds::Between(least, most) => Bounds::Between(most.map(Number::negate), least.map(Number::negate)),
        }
    }

    /// Bounds of the difference.
    ///
    /// # Errors
    /// As [`Number::minus`], for numbers that are known.
    pub fn minus(self, other: Bounds) -> Result<Bounds, Fault> {
        self.plus(other.negate())
    }

    /// Bounds of the product.
    ///
    /// # Errors
    /// As [`Number::times`], for numbers that are known.
    pub fn times(self, other: Bounds) -> Result<Bounds, Fault> {
        if let (Bounds::Exactly(left), Bounds::Exactly(right)) = (self, other) {
            return Ok(Bounds::Exactly(left.times(right)?));
        }
        let ([a, b], [c, d]) = (self.ends(), other.ends());
        let (Ok(ac), Ok(ad), Ok(bc), Ok(bd)) = (a.times(c), a.times(d), b.times(c), b.times(d)) else {
            return Ok(Bounds::ANY);
        };
        Ok(Bounds::between(ac.min(ad).min(bc).min(bd).finite(), ac.max(ad).max(bc).max(bd).finite()))
    }

    /// Bounds of the quotient.
    ///
    /// Where the divisor may be 0, they hold the quotients by all its other values, but the quotient is never known; where
    /// it may be on either side of 0, nothing is known.
    ///
    /// # Errors
    /// [`Fault::DivisionByZero`] where the divisor is known to be 0; else as [`Number::divided_by`], for numbers that are known.
    pub fn divided_by(self, other: Bounds) -> Result<Bounds, Fault> {
        if let (Some(left), Some(right)) = (self.known(), other.known()) {
            return Ok(Bounds::Exactly(left.divided_by(right)?));
        }
        if other.known().is_some_and(Number::is_zero) {
            return Err(Fault::DivisionByZero);
        }
        if !other.is_never_negative() {
            let turned = other.negate();
            return if turned.is_never_negative() { self.negate().divided_by(turned) } else { Ok(Bounds::ANY) };
        }
        // From here on, the divisor is at least 0; the greater it is, the nearer to 0 is the quotient.
        let inverse = |bound: Number| Number::ONE.divided_by(bound).ok();
        let nearest = other.most().and_then(inverse).unwrap_or(Number::ZERO);
        let farthest = other.least().filter(|least| !least.is_zero()).and_then(inverse);
        if farthest.is_none() && self.known().is_some_and(Number::is_zero) {
            Ok(Bounds::Between(Some(Number::ZERO), None))
        } else if farthest.is_some() || self.is_never_negative() || self.negate().is_never_negative() {
            self.times(Bounds::between(Some(nearest), farthest))
        } else {
            Ok(Bounds::ANY)
        }
    }

    /// Bounds of the lesser of two numbers.
    #[must_use]
    pub fn min(self, other: Bounds) -> Bounds {
        let least = self.least().zip(other.least()).map(|(left, right)| left.min(right));
        let most = match (self.most(), other.most()) {
            (Some(left), Some(right)) => Some(left.min(right)),
            (left, right) => left.or(right),
        };
        Bounds::between(least, most)
    }

    /// Bounds of the greater of two numbers.
    #[must_use]
    pub fn max(self, other: Bounds) -> Bounds {
        self.negate().min(other.negate()).negate()
    }

    /// The bounds that hold whichever of the two is meant.
    #[must_use]
    pub fn hull(self, other: Bounds) -> Bounds {
        let least = self.least().zip(other.least()).map(|(left, right)| left.min(right));
        let most = self.most().zip(other.most()).map(|(left, right)| left.max(right));
        Bounds::between(least, most)
    }

    /// Whether the number is at least the other.
    pub fn at_least(self, other: Bounds) -> Truth {
        let surely = self.least().zip(other.most()).is_some_and(|(least, most)| least >= most);
        if surely {
            Truth::True
        } else if other.surely_above(self) {
            Truth::False
        } else {
            Truth::Unknown
        }
    }

    /// Whether the number is above the other.
    pub fn above(self, other: Bounds) -> Truth {
        other.at_least(self).not()
    }

    /// Whether the two are the same number.
    pub fn same(self, other: Bounds) -> Truth {
        match (self.known(), other.known()) {
            (Some(left), Some(right)) => Truth::from(left == right),
            _ if self.surely_above(other) || other.surely_above(self) => Truth::False,
            _ => Truth::Unknown,
        }
    }

    /// Bounds of a function that never turns the order of two numbers around.
    ///
    /// # Errors
    /// What the function says of a number that is known.
    pub fn map_monotone(self, mut change: impl FnMut(Number) -> Result<Number, Fault>) -> Result<Bounds, Fault> {
        Ok(match self {
            Bounds::Exactly(number) => Bounds::Exactly(change(number)?),
            Bounds::Between(least, most) => {
                let mut change = |bound: Option<Number>| bound.and_then(|bound| change(bound).ok());
                Bounds::between(change(least), change(most))
            }
        })
    }

    fn surely_above(self, other: Bounds) -> bool {
        self.least().zip(other.most()).is_some_and(|(least, most)| least > most)
    }

    fn is_never_negative(self) -> bool {
        self.least().is_some_and(|least| !least.is_negative())
    }

    fn ends(self) -> [End; 2] {
        [self.least().map_or(End::Below, End::At), self.most().map_or(End::Above, End::At)]
    }
}

impl From<Number> for Bounds {
    fn from(number: Number) -> Bounds {
        Bounds::Exactly(number)
    }
}

/// An end of an interval, in the order of their places: below all numbers, at one, above all.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    Below,
    At(Number),
    Above,
}

impl End {
    fn finite(self) -> Option<Number> {
        match self {
            End::At(number) => Some(number),
            End::Below | End::Above => None,
        }
    }

    /// The product of two ends; what is unbounded times 0 is 0, since the number itself is finite.
    fn times(self, other: End) -> Result<End, Fault> {
        Ok(match (self, other) {
            (End::At(left), End::At(right)) => End::At(left.times(right)?),
            (End::At(number), _) | (_, End::At(number)) if number.is_zero() => End::At(Number::ZERO),
            (End::At(number), open) | (open, End::At(number)) => {
                if number.is_negative() {
                    open.turned()
                } else {
                    open
                }
            }
            (End::Above, End::Above) | (End::Below, End::Below) => End::Above,
            (End::Above, End::Below) | (End::Below, End::Above) => End::Below,
        })
    }

    fn turned(self) -> End {
        match self {
            End::Below => End::Above,
            End::At(number) => End::At(number.negate()),
            End::Above => End::Below,
        }
    }
}
