//! Where a space stands between two pieces of a line.

use super::pieces::Word;
use super::spelling::narrow;
use crate::syntax::{PartKind, TokenKind};

/// What is known of the gap between two pieces.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Gap {
    /// Whether there is space as written.
    pub written: bool,
    /// The part that both are of, where that is written as one.
    pub inside: Option<PartKind>,
    /// Whether they belong together whatever they are: a function and its arguments, the ends of a range.
    pub tight: bool,
    /// Whether a value follows the next: a colon before it is that of a label.
    pub labels: bool,
}

/// Whether a space stands between them.
pub(super) fn has_space(before: &Word<'_>, next: &Word<'_>, gap: Gap) -> bool {
    let (left, right) = (sign(before), sign(next));
    // A full-width sign brings its own space.
    if gap.tight || is_wide(&before.text, before.kind) || is_wide(&next.text, next.kind) {
        return false;
    }
    if matches!(left, "(" | "[" | ".") || matches!(right, ")" | "]" | "[" | "." | ",") {
        return false;
    }
    if left == "," {
        return true;
    }
    if gap.inside.is_some() {
        return within(before, next, gap.written);
    }
    match right {
        // A label and its rule: `when "…": …`; a name and its type: `name "…" : text`.
        ":" => !gap.labels,
        // A unit: `money/square_metre`.
        "/" => false,
        _ => left != "/" && before.part != Some(PartKind::Minus),
    }
}

/// Whether a space stands within what is written as one.
fn within(before: &Word<'_>, next: &Word<'_>, written: bool) -> bool {
    let begins_latin = next.text.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '_');
    let ends_latin = before.text.ends_with(|last: char| last.is_ascii_alphanumeric() || last == '_');
    let signs = before.kind == TokenKind::Sign || next.kind == TokenKind::Sign;
    match (before.kind, next.kind) {
        _ if signs => false,
        // 15万元, 3年, 100BP; 20 USD, 3 years.
        (TokenKind::Number, _) => begins_latin && next.text != "BP",
        // 连续3个财政年度; year 2.
        (_, TokenKind::Number) => ends_latin && written,
        _ => written,
    }
}

fn sign<'w>(word: &'w Word<'_>) -> &'w str {
    if word.kind == TokenKind::Sign { narrow(&word.text) } else { "" }
}

/// Signs as wide as a character that have their space within them. (Those of sums are set apart like the narrow ones.)
fn is_wide(text: &str, kind: TokenKind) -> bool {
    kind == TokenKind::Sign && matches!(text, "，" | "、" | "：")
}
