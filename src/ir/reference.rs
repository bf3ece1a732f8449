//! What the names of the rule files refer to, for those who rewrite or link the words.

use crate::source::Span;

/// A name in a rule and what it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference {
    /// Where the name is referred to, 『』 included.
    pub span: Span,
    /// What it stands for.
    pub to: Referent,
}

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Referent {
    /// A declaration, whose name or label stands there. Its other spelling would mean the same at this place.
    Declared(Span),
    /// A word of the language that is no operator: `paid` 已拨付, `position` 序号.
    Known,
}
