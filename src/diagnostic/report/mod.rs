//! Findings as text: drawn for people, or as JSON, SARIF or GitHub annotations for programs.
//!
//! All four show the same places. A finding at the end of a text points at its last visible character, and a span that
//! does not fit its text is cut to it. Columns count characters from 1; an end column is the one after the last
//! character.

#[cfg(feature = "cli")]
mod drawn;
mod github;
mod human;
mod json;
mod places;
#[cfg(any(test, not(feature = "cli")))]
mod plain;
mod sarif;

use super::{Diagnostic, Language};
use crate::source::Sources;
use places::Places;

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// For people: the words of the text with the finding under them, then a count.
    #[default]
    Human,
    /// An array of objects.
    Json,
    /// SARIF 2.1.0, as code scanning and editors read it.
    Sarif,
    /// Workflow commands that GitHub shows beside the changed lines.
    Github,
}

/// How the [`Human`](Format::Human) format looks; the others don't depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Whether to colour, with ANSI escapes.
    pub colour: bool,
    /// The columns of a line, for wrapping sentences.
    pub width: usize,
}

impl Default for Style {
    /// As for a file: no colour, 100 columns.
    fn default() -> Style {
        Style { colour: false, width: 100 }
    }
}

/// Writes findings, in the order in which they come, in one format and language.
///
/// The human and GitHub formats tell no silenced finding, and are empty where there is no other; JSON and SARIF say of each by what it is silenced.
/// Every output ends its last line.
///
/// ```
/// use bursary::diagnostic::report::{Format, Style, render};
/// use bursary::diagnostic::{Diagnostic, Language};
/// use bursary::source::{Role, Source, Sources, Span};
/// use bursary::wording;
///
/// let mut sources = Sources::new();
/// let id = sources.add(Role::Rules, Source::new("措施.bursary", "奖励 15w"));
/// let finding = Diagnostic::error(
///     "amounts/spelling",
///     Span::new(id, 7, 10),
///     wording!("`w` is no unit of money", "“w”不是金额单位"),
///     wording!("this amount", "此处的金额"),
/// );
/// let text = render(Format::Github, &[finding], &sources, Language::Zh, Style::default());
/// assert_eq!(text, "::error file=措施.bursary,line=1,col=4,endLine=1,endColumn=7,title=amounts/spelling::“w”不是金额单位%0A此处的金额\n");
/// ```
pub fn render(format: Format, findings: &[Diagnostic], sources: &Sources, language: Language, style: Style) -> String {
    let places = Places::of(findings, sources);
    match format {
        Format::Human => human::render(findings, sources, &places, language, style),
        Format::Json => json::render(findings, &places, language),
        Format::Sarif => sarif::render(findings, &places, language),
        Format::Github => github::render(findings, &places, language),
    }
}
