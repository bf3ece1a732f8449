//! Functions of numbers and dates, beside the arithmetic that has signs.

/// What [`Op::Apply`](super::Op::Apply) computes. Its operands stand in the order of the arguments; one that was left out is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Function {
    /// X, above A, at most B: the greater of 0 and min(X, B) − A. Without A from 0, without B without end.
    Part,
}

impl Function {
    /// Its identifier in output for machines.
    pub const fn name(self) -> &'static str {
        match self {
            Function::Part => "part",
        }
    }
}
