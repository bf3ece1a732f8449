//! The tree as written: what the analyst put down, with a span on every node, whichever surface it was written in.
//!
//! Plain data: no ids, no types, no pest. Comments and blank lines are not here (they are in the token stream). A part that could not
//! be read is an error node ([`ExprKind::Error`], [`TypeKind::Error`]) that causes no further message.

mod amendment;
mod assertion;
mod cap;
mod cases;
mod declaration;
mod departures;
mod ending;
mod expr;
mod facts;
mod function;
mod header;
mod measure;
mod payment;
mod silence;
mod table;
mod test;
mod time;
mod unit;
mod veto;

pub use amendment::*;
pub use assertion::*;
pub use cap::*;
pub use cases::*;
pub use declaration::*;
pub use departures::*;
pub use ending::*;
pub use expr::*;
pub use facts::*;
pub use function::*;
pub use header::*;
pub use measure::*;
pub use payment::*;
pub use silence::*;
pub use table::*;
pub use test::*;
pub use time::*;
pub use unit::*;
pub use veto::opposite;

use crate::source::Span;

/// The two spellings of the language; a file is in one of them throughout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Surface {
    /// English keywords.
    English,
    /// Chinese keywords.
    Chinese,
}

impl Surface {
    /// The words of this surface.
    pub fn either<T>(self, english: T, chinese: T) -> T {
        match self {
            Surface::English => english,
            Surface::Chinese => chinese,
        }
    }
}

/// One rule file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// The surface of its keywords; `None` where it has none.
    pub surface: Option<Surface>,
    /// Its declarations in order.
    pub declarations: Vec<Declaration>,
    /// What it keeps the checker from telling.
    pub silences: Vec<Silence>,
    /// The whole text.
    pub span: Span,
}

/// A name as written: an identifier or a label, declared or referred to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Its text without 『』.
    pub text: String,
    /// Whether it was written 『…』.
    pub quoted: bool,
    /// Where.
    pub span: Span,
}

/// A string: a label, a quote, a reason. `value` is without delimiters and escapes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The text itself.
    pub value: String,
    /// Where, delimiters included.
    pub span: Span,
}

/// `quote "…" [article "N"]`: words of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The words.
    pub text: Text,
    /// The article under which they stand, where it is another than that of the measure.
    pub article: Option<Text>,
}
