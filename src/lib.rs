//! Bursary: a policy language for grants and subsidies.

pub mod diagnostic;
pub mod source;
pub mod value;
