//! What an open outcome waits for.

use std::fmt;

use serde::{Serialize, Serializer};

/// What an open outcome waits for. It is written as a path: `certificates[C].level`, `approved[measure][claim][year]`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Awaited {
    /// A fact of the case, by its path.
    Fact(String),
    /// An amount that the authority approves.
    Approval {
        /// The measure's identifier.
        measure: String,
        /// The claim's name.
        claim: String,
        /// The support year, from 1.
        support_year: u32,
        /// The part of a schedule, from 1; `None`: the whole award.
        instalment: Option<u32>,
    },
    /// What the other applicants leave of a limit that all share, by its label.
    Shared(String),
    /// What a payment in the ledger used of a limit on a quantity.
    Quantity {
        /// The measure's identifier.
        measure: String,
        /// The claim's name.
        claim: String,
        /// The support year, from 1.
        support_year: u32,
    },
}

impl fmt::Display for Awaited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Awaited::Fact(path) => f.write_str(path),
            Awaited::Approval { measure, claim, support_year, instalment } => {
                write!(f, "approved[{measure}][{claim}][{support_year}]")?;
                instalment.map_or(Ok(()), |part| write!(f, "[{part}]"))
            }
            Awaited::Shared(label) => write!(f, "shared[{label}]"),
            Awaited::Quantity { measure, claim, support_year } => {
                write!(f, "paid[{measure}][{claim}][{support_year}].quantity")
            }
        }
    }
}

impl Serialize for Awaited {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
