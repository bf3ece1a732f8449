//! Text to tree.
//!
//! [`parse_file`] is total: whatever the text is, it gives a [`File`] and pushes what it found. A text is cut into clauses by
//! its tokens ([`tokens`]), each clause is read alone by the grammar rule that its leading word names, and placement and indentation
//! are checked afterwards: an error never leaves its clause, and all errors of a text are reported in one run.

mod build;
mod clauses;
mod corpus_tests;
mod cursor;
mod data;
mod depth;
mod error;
mod expected;
mod forms;
mod grammar;
mod invisible;
pub mod keywords;
mod last;
mod line;
mod lines;
mod mistakes;
mod near;
mod outline;
mod patch;
mod place;
mod put;
mod quotable;
mod read;
mod silences;
mod skeleton;
mod tokens;
mod translate;
mod unread;
mod words;

pub use data::parse_data;
pub use keywords::ClauseKind;
pub use line::width as columns;
pub use outline::{Outline, OutlinedClause, Part, PartKind, Parts};
pub use tokens::{Token, TokenKind, tokens};
pub use translate::{Spelling, translate};

use crate::ast::File;
use crate::diagnostic::Diagnostics;
use crate::source::SourceId;

/// Reads one rule file.
pub fn parse_file(source: SourceId, text: &str, found: &mut Diagnostics) -> File {
    clauses::assemble(source, text, false, found).file
}

/// Reads one rule file and keeps what each clause is made of, for those who write it anew.
pub fn outline(source: SourceId, text: &str, found: &mut Diagnostics) -> Outline {
    clauses::assemble(source, text, true, found)
}

/// Whether a line that goes on with a clause may not begin with these words, the first of a line: they would begin a clause.
pub fn begins_clause<'t>(words: impl Iterator<Item = &'t str> + Clone) -> bool {
    let starts = |phrase: &str| phrase.split(' ').eq(words.clone().take(phrase.split(' ').count()));
    keywords::KEYWORDS.iter().any(|keyword| starts(keyword.english) || starts(keyword.chinese))
}

/// Whether a text can be written as a name as it stands, in either surface; if not, it is written 『…』.
///
/// ```
/// use bursary::syntax::is_plain_name;
/// assert!(is_plain_name("DCMM证书清单") && is_plain_name("award") && is_plain_name("条件"));
/// assert!(!is_plain_name("or") && !is_plain_name("超过") && !is_plain_name("2级") && !is_plain_name("a b"));
/// ```
pub fn is_plain_name(text: &str) -> bool {
    let read = grammar::parse(grammar::Rule::name, text).ok().and_then(|mut nodes| nodes.next());
    read.is_some_and(|name| name.as_str() == text && !text.starts_with('『'))
}
