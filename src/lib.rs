//! Bursary: a policy language for grants and subsidies.

pub mod source;
pub mod value;
