//! Characters that nobody can see, and that make a text look different from what it means.

use std::borrow::Cow;

use super::error::SpellingError;
use super::patch::Edit;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};

/// Zero-width characters, bidirectional controls, and byte order marks. All of them take three bytes.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// The text with each of them made blank, byte for byte; a byte order mark at the beginning is nobody's fault.
pub(super) fn blanked<'t>(source: SourceId, text: &'t str) -> (Cow<'t, str>, impl Iterator<Item = Diagnostic> + 't) {
    let blanked =
        if text.contains(is_invisible) { Cow::Owned(text.replace(is_invisible, "   ")) } else { Cow::Borrowed(text) };
    let found = text.match_indices(is_invisible).filter(|(at, sign)| *at > 0 || *sign != "\u{FEFF}").filter_map(
        move |(at, sign)| {
            let span = Span::new(source, at, at + sign.len());
            sign.chars().next().map(|character| SpellingError::Invisible { span, character }.into())
        },
    );
    (blanked, found)
}

/// The edits that delete them from a clause.
pub(super) fn within(clause: &str) -> impl Iterator<Item = Edit> {
    clause.match_indices(is_invisible).map(|(at, sign)| Edit { start: at, end: at + sign.len(), text: String::new() })
}
