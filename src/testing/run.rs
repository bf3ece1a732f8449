//! A case with how it is decided.

use crate::case::Case;
use crate::interpret::{Readings, Stage};

/// A case with how it is decided.
#[derive(Debug, Clone)]
pub struct Run {
    /// The case.
    pub case: Case,
    /// The readings chosen.
    pub readings: Readings,
    /// The stage at which conditions are tested.
    pub stage: Stage,
}
