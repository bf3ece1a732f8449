//! The canonical layout of rule files: text to text.
//!
//! [`format()`] takes what `syntax` says of a text — its tokens, its clauses, their parts — and lays every clause out anew: indentation by
//! what it belongs to, one way of setting spaces and breaking lines, the signs of the file's surface. Comments and the grouping by blank
//! lines stay. What could not be read stays byte for byte. Nothing but layout may change, and that is verified: the new text is read
//! again, and must have the same words, the same comments and the same tree. It knows no names, types or programs.

mod breaks;
mod gaps;
mod lay;
mod page;
mod pieces;
mod same;
mod spelling;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{SourceId, Span};
use crate::syntax::{self, Outline};
use crate::wording;

/// The columns of a line that is not broken; a full-width character takes two.
pub const WIDTH: usize = 120;

/// The same for a line that ends with the years or the reading of its clause: they read better on a line of their own.
pub const TAIL_WIDTH: usize = 100;

/// A text in its canonical layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formatted {
    /// The text.
    pub text: String,
    /// The clauses that stay as they were written, as they could not be read: places in the text as it was.
    pub left: Vec<Span>,
    /// Why they could not be read: the mistakes of form in the text as it was.
    pub findings: Vec<Diagnostic>,
}

/// How much is laid out anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Extent {
    /// Whether long clauses are broken.
    breaks: bool,
    /// Whether a declaration with a clause that could not be read stays as a whole.
    by_declaration: bool,
}

/// From the usual to the careful: the next is taken where a text would not be read as before.
const EXTENTS: [Extent; 4] = [
    Extent { breaks: true, by_declaration: false },
    Extent { breaks: false, by_declaration: false },
    Extent { breaks: true, by_declaration: true },
    Extent { breaks: false, by_declaration: true },
];

/// Gives a text its canonical layout.
///
/// # Errors
///
/// The reason why it has to stay as it is: it is written in two surfaces, or no layout could be shown to leave its meaning alone.
///
/// ```
/// use bursary::source::SourceId;
/// let formatted = bursary::format::format(SourceId(0), "policy  p\nmoney in CNY ,rounded half up to 0.01");
/// assert_eq!(formatted.map(|own| own.text), Ok("policy p\n  money in CNY, rounded half up to 0.01\n".to_owned()));
/// ```
pub fn format(source: SourceId, text: &str) -> Result<Formatted, Box<Diagnostic>> {
    let mut found = Diagnostics::default();
    let mut outline = syntax::outline(source, text, &mut found);
    let findings = found.into_sorted();
    if let Some(mixed) = findings.iter().find(|finding| finding.code == "syntax/mixed-surfaces") {
        return Err(Box::new(mixed.clone()));
    }
    for extent in EXTENTS {
        if extent.by_declaration && !leave_declarations(&mut outline) {
            break;
        }
        let candidate = page::page(text, &outline, extent.breaks);
        if is_sure(source, text, &outline, &candidate, extent) {
            let left = outline.clauses.iter().filter(|clause| clause.parts.is_none());
            let left = left.map(|clause| Span::new(source, clause.start, clause.end)).collect();
            return Ok(Formatted { text: candidate, left, findings });
        }
    }
    Err(Box::new(refused(Span::new(source, 0, 0))))
}

/// Whether a text is read as before, and would be left as it is.
fn is_sure(source: SourceId, text: &str, outline: &Outline, candidate: &str, extent: Extent) -> bool {
    let mut again = syntax::outline(source, candidate, &mut Diagnostics::default());
    if extent.by_declaration {
        leave_declarations(&mut again);
    }
    same::is_same((text, outline), (candidate, &again)) && page::page(candidate, &again, extent.breaks) == candidate
}

/// Gives up the layout of each declaration of which a clause could not be read; tells whether there is any.
fn leave_declarations(outline: &mut Outline) -> bool {
    let mut any = false;
    for declaration in outline.clauses.chunk_by_mut(|_, next| !next.declares()) {
        if declaration.iter().any(|clause| clause.parts.is_none()) {
            any = true;
            declaration.iter_mut().for_each(|clause| clause.parts = None);
        }
    }
    any
}

fn refused(span: Span) -> Diagnostic {
    Diagnostic::error(
        "format/not-the-same",
        span,
        wording!(
            "the file is left as it is: in the new layout it would not be read as before",
            "文件保持原样：按新的版式，读出的内容会与原来不同"
        ),
        wording!("this file", "此文件"),
    )
    .with_help(wording!(
        "mend what `bursary check` reports and try again; a file without mistakes that is refused is a fault of the program",
        "请先改正“bursary check”报告的问题再试；没有问题的文件仍被拒绝的，是程序的缺陷"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outlined(text: &str) -> Outline {
        syntax::outline(SourceId(0), text, &mut Diagnostics::default())
    }

    #[test]
    fn another_word_or_comment_or_tree_is_seen() {
        let text = "policy p # one\n  money in CNY\n\nmeasure m\n  award 5元 - 2元 - 1元\n";
        let changed = [
            text.replace("policy p", "policy q"),
            text.replace("# one", "# two"),
            text.replace("# one", ""),
            text.replace("5元 - 2元 - 1元", "5元 - (2元 - 1元)"),
            text.replace("5元", "5 元 元"),
            text.replace("\n  award", "\n# one\n  award"),
            text.replace("- 1元", ""),
        ];
        let outline = outlined(text);
        assert!(same::is_same((text, &outline), (text, &outline)));
        for other in changed {
            assert!(!same::is_same((text, &outline), (&other, &outlined(&other))), "{other}");
        }
        let usual = EXTENTS[0];
        assert!(is_sure(SourceId(0), text, &outline, &page::page(text, &outline, true), usual));
        // It is read as before, but is not what the layout would be.
        assert!(!is_sure(SourceId(0), text, &outline, text, usual));
    }
}
