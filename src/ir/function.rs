//! Functions of numbers and dates, beside the arithmetic that has signs.

/// What [`Op::Apply`](super::Op::Apply) computes. Its operands stand in the order of the arguments; one that was left out is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Function {
    /// X, above A, at most B: the greater of 0 and min(X, B) − A. Without A from 0, without B without end.
    Part,
    /// X, S: how many times S goes into X as a whole; 0 where X is below 0.
    Steps,
    /// X, S: the same, a step that has begun counted as one.
    StepsBegun,
    /// V, X, A, B: V where X is at most A, 0 where it is at least B, and between them V × (B − X) ÷ (B − A).
    Taper,
    /// X, Y, V: X ÷ Y − 1; V where Y is 0.
    Growth,
    /// X, Y: the greater of 0 and X − Y.
    Increase,
    /// D: its year.
    CalendarYear,
    /// X, T: 0 where X is above 0 and below T, else X.
    NothingBelow,
    /// X, M: M where X is above 0 and below M, else X.
    IfAnyNotBelow,
}

impl Function {
    /// Its identifier in output for machines.
    pub const fn name(self) -> &'static str {
        match self {
            Function::Part => "part",
            Function::Steps => "steps",
            Function::StepsBegun => "steps_begun",
            Function::Taper => "taper",
            Function::Growth => "growth",
            Function::Increase => "increase",
            Function::CalendarYear => "calendar_year",
            Function::NothingBelow => "nothing_below",
            Function::IfAnyNotBelow => "if_any_not_below",
        }
    }
}
