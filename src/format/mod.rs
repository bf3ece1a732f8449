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

/// How a clause is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Care {
    /// As usual.
    #[default]
    Usual,
    /// Without breaking its lines where they are long.
    Unbroken,
    /// Not at all.
    Left,
}

/// So often a clause that would be read otherwise is found and treated with more care.
const TRIES: usize = 12;

/// After so many of them every declaration of which a clause could not be read is left.
const FEW: usize = 4;

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
    format_by(page::page, source, text)
}

/// Gives a text the layout of `page`, if that changes nothing else.
fn format_by(
    page: impl Fn(&str, &Outline, &[Care]) -> String,
    source: SourceId,
    text: &str,
) -> Result<Formatted, Box<Diagnostic>> {
    let mut found = Diagnostics::default();
    let mut outline = syntax::outline(source, text, &mut found);
    let findings = found.into_sorted();
    if let Some(mixed) = findings.iter().find(|finding| finding.code == "syntax/mixed-surfaces") {
        return Err(Box::new(mixed.clone()));
    }
    let mut cares = vec![Care::Usual; outline.clauses.len()];
    for tries in 0..TRIES {
        if tries == FEW {
            leave_damaged(&mut outline, &mut cares);
        }
        let candidate = page(text, &outline, &cares);
        match trial(source, (text, &outline), &candidate, &cares) {
            Trial::Same => {
                let left = outline.clauses.iter().filter(|clause| clause.parts.is_none());
                let left = left.map(|clause| Span::new(source, clause.start, clause.end)).collect();
                return Ok(Formatted { text: candidate, left, findings });
            }
            Trial::Differs(at) if be_careful(&mut outline, &mut cares, at) => {}
            Trial::Differs(_) | Trial::Elsewhere => break,
        }
    }
    Err(Box::new(refused(Span::new(source, 0, 0))))
}

/// What reading a new layout showed.
#[derive(Debug, PartialEq, Eq)]
enum Trial {
    /// It is read as before, and would be left as it is.
    Same,
    /// This clause is the first that is read otherwise.
    Differs(usize),
    /// Something else is not as before.
    Elsewhere,
}

fn trial(source: SourceId, (text, outline): (&str, &Outline), candidate: &str, cares: &[Care]) -> Trial {
    let mut again = syntax::outline(source, candidate, &mut Diagnostics::default());
    let counterparts = same::counterparts((text, outline), (candidate, &again));
    let mut its_cares = vec![Care::Usual; again.clauses.len()];
    for (care, place) in cares.iter().zip(&counterparts) {
        let Some(place) = *place else { continue };
        its_cares.get_mut(place).into_iter().for_each(|own| *own = *care);
        // What is left on purpose may have become readable.
        if *care == Care::Left {
            again.clauses.get_mut(place).into_iter().for_each(|clause| clause.parts = None);
        }
    }
    let is_same = same::is_same((text, outline), (candidate, &again));
    if is_same && page::page(candidate, &again, &its_cares) == candidate {
        return Trial::Same;
    }
    same::first_difference(outline, &again, &counterparts).map_or(Trial::Elsewhere, Trial::Differs)
}

/// Treats a clause with more care: its long lines stay, then its whole declaration does. Tells whether anything was left to do.
fn be_careful(outline: &mut Outline, cares: &mut [Care], at: usize) -> bool {
    if let Some(care) = cares.get_mut(at).filter(|care| **care == Care::Usual) {
        *care = Care::Unbroken;
        return true;
    }
    // Where its own is left already, it may be the next that disturbs it.
    (at..=at + 1).any(|at| leave_declaration(outline, cares, at))
}

/// Leaves the declaration of a clause as it is; tells whether it was laid out before.
fn leave_declaration(outline: &mut Outline, cares: &mut [Care], at: usize) -> bool {
    let Some((before, rest)) = outline.clauses.split_at_mut_checked(at) else { return false };
    let after = rest.iter().skip(1).take_while(|clause| !clause.declares()).count() + 1;
    let within = before.iter().rev().take_while(|clause| !clause.declares()).count() + 1;
    let first = if rest.first().is_none_or(syntax::OutlinedClause::declares) { at } else { at.saturating_sub(within) };
    let clauses = outline.clauses.iter_mut().zip(cares).take(at + after).skip(first);
    let mut any = false;
    for (clause, care) in clauses.filter(|(_, care)| **care != Care::Left) {
        any = true;
        clause.parts = None;
        *care = Care::Left;
    }
    any
}

/// Leaves each declaration of which a clause could not be read.
fn leave_damaged(outline: &mut Outline, cares: &mut [Care]) {
    let damaged: Vec<usize> =
        outline.clauses.iter().enumerate().filter(|(_, own)| own.parts.is_none()).map(|(at, _)| at).collect();
    let mut next = 0;
    for at in damaged {
        // One walk over each declaration is enough.
        if at >= next && leave_declaration(outline, cares, at) {
            next = cares.iter().skip(at).position(|care| *care != Care::Left).map_or(usize::MAX, |more| at + more);
        }
    }
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
    fn a_layout_that_changes_more_is_refused() {
        let text = "policy p # one\n money in CNY\n\nmeasure m\n award 5元 - 2元 - 1元 # two\n";
        let right = |text: &str, outline: &Outline, cares: &[Care]| page::page(text, outline, cares);
        assert!(format_by(right, SourceId(0), text).is_ok());
        let wrong: [fn(&str) -> String; 5] = [
            |right| right.replace("policy p", "policy q"),
            |right| right.replace("# one", ""),
            |right| right.replace("# two", "# one"),
            |right| right.replace("5元 - 2元 - 1元", "5元 - (2元 - 1元)"),
            |right| right.replace("award 5元", "award  5元"),
        ];
        for wrong in wrong {
            let page = |text: &str, outline: &Outline, cares: &[Care]| wrong(&page::page(text, outline, cares));
            let refused = format_by(page, SourceId(0), text).map(|own| own.text).map_err(|refused| refused.code);
            assert_eq!(refused, Err("format/not-the-same"));
        }
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
        let cares = vec![Care::Usual; outline.clauses.len()];
        let new = page::page(text, &outline, &cares);
        assert_eq!(trial(SourceId(0), (text, &outline), &new, &cares), Trial::Same);
        // It is read as before, but is not what the layout would be.
        assert_eq!(trial(SourceId(0), (text, &outline), text, &cares), Trial::Elsewhere);
        let other = new.replace("5元", "5 元 元");
        assert_eq!(trial(SourceId(0), (text, &outline), &other, &cares), Trial::Differs(3));
    }
}
