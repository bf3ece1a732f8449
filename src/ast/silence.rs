//! What the rules keep the checker from telling.

use super::Text;
use crate::source::Span;

/// `silence "code" because "reason"`: this finding is no news here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silence {
    /// The code of the finding.
    pub code: Text,
    /// Why it is none of the reader's business.
    pub because: Text,
    /// Where it is not told.
    pub over: Over,
    /// The clause.
    pub span: Span,
}

/// How much of a policy something is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Over {
    /// The clause before it, with its rows, exceptions and raises.
    Clause(Span),
    /// The declaration below whose header it stands.
    Declaration(Span),
    /// The amendment in whose header it stands, with everything that it amends.
    Amendment(Span),
    /// The whole policy, with its documents: it stands in the policy's header.
    Policy,
}
