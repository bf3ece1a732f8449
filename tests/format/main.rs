//! The canonical layout: what it looks like, that nothing but layout changes, that what could not be read stays.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::wildcard_enum_match_arm,
    reason = "a test fails by panicking"
)]

#[allow(dead_code, reason = "the tests of the syntax use more of it")]
#[path = "../syntax/dump.rs"]
mod dump;
mod every_file;
mod gaps;
mod golden;
mod size;

use bursary::diagnostic::{Diagnostic, Diagnostics, Severity};
use bursary::format::{Formatted, format};
use bursary::source::SourceId;
use bursary::syntax::{TokenKind, tokens};

/// The tree of a text, without places, and its errors.
pub fn read(text: &str) -> (String, Vec<Diagnostic>) {
    let mut found = Diagnostics::default();
    let file = bursary::syntax::parse_file(SourceId(0), text, &mut found);
    let found = found.into_sorted().into_iter().filter(|finding| finding.severity == Severity::Error).collect();
    (dump::dump(&file), found)
}

/// The comments of a text in their order.
pub fn comments(text: &str) -> Vec<String> {
    let comments = tokens(text).into_iter().filter(|token| token.kind == TokenKind::Comment);
    comments.map(|token| text[token.range()].trim_end().replacen('＃', "#", 1)).collect()
}

/// Lays out a text, and holds what always holds: the same tree, the same comments, what stays stays, and once is enough.
pub fn sound(text: &str) -> Formatted {
    let formatted = format(SourceId(0), text).unwrap_or_else(|refused| panic!("{refused:?}\n{text}"));
    let new = &formatted.text;
    assert_eq!(read(text).0, read(new).0, "another tree\n{text}\n──\n{new}");
    assert_eq!(comments(text), comments(new), "other comments\n{text}\n──\n{new}");
    let again = format(SourceId(0), new).unwrap();
    assert_eq!(&again.text, new, "not the same the second time");
    let left = |text: &str, formatted: &Formatted| -> Vec<String> {
        formatted.left.iter().map(|span| text[span.range()].to_owned()).collect()
    };
    assert_eq!(left(text, &formatted), left(new, &again), "{text}\n──\n{new}");
    for line in new.lines() {
        let kept = left(text, &formatted).iter().any(|left| left.lines().any(|left| line.contains(left.trim())));
        assert!(kept || (line.trim_end() == line && !line.contains('\t')), "{line:?}");
    }
    assert!(new.is_empty() || (new.ends_with('\n') && !new.ends_with("\n\n")), "{new}");
    formatted
}
