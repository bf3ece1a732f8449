//! The arithmetic of the language against an independent oracle: fractions of unbounded whole numbers.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in what its tests share too")]

mod bounds;
mod dates;
mod functions;
mod number;
mod oracle;
mod periods;
mod rounding;
