//! Bursary: a policy language for grants and subsidies.

pub mod ast;
pub mod diagnostic;
pub mod source;
pub mod syntax;
pub mod value;
