//! Findings as an array of objects, for programs.

use super::places::{Place, Places};
use crate::diagnostic::{Diagnostic, Language, Severity, Wording};
use crate::source::Position;
use serde::Serialize;

#[derive(Serialize)]
struct Finding<'a> {
    code: &'static str,
    severity: Severity,
    message: &'a str,
    label: &'a str,
    help: Option<&'a str>,
    #[serde(flatten)]
    region: Region<'a>,
    also: Vec<Also<'a>>,
    fix: Option<Replacement<'a>>,
    silenced: Option<Silenced<'a>>,
}

#[derive(Serialize)]
struct Silenced<'a> {
    because: Option<&'a str>,
    #[serde(flatten)]
    region: Region<'a>,
}

#[derive(Serialize)]
struct Also<'a> {
    label: &'a str,
    #[serde(flatten)]
    region: Region<'a>,
}

#[derive(Serialize)]
struct Replacement<'a> {
    #[serde(flatten)]
    region: Region<'a>,
    replacement: &'a str,
    safe: bool,
}

/// A place; all null for a finding that is about no text.
#[derive(Serialize)]
struct Region<'a> {
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
}

impl<'a> From<Option<Place<'a>>> for Region<'a> {
    fn from(place: Option<Place<'a>>) -> Region<'a> {
        let line = |at: &Position| at.line;
        let column = |at: &Position| at.column;
        let (start, end) = (place.as_ref().map(|place| place.start), place.as_ref().map(|place| place.end));
        Region {
            file: place.map(|place| place.file),
            line: start.as_ref().map(line),
            column: start.as_ref().map(column),
            end_line: end.as_ref().map(line),
            end_column: end.as_ref().map(column),
        }
    }
}

pub(super) fn render(findings: &[Diagnostic], places: &Places<'_>, language: Language) -> String {
    let findings: Vec<Finding<'_>> = findings.iter().map(|finding| describe(finding, places, language)).collect();
    // Strings and numbers alone can't fail to serialise.
    let mut out = serde_json::to_string_pretty(&findings).unwrap_or_default();
    out.push('\n');
    out
}

fn describe<'a>(finding: &'a Diagnostic, places: &Places<'a>, language: Language) -> Finding<'a> {
    let say = |wording: &'a Wording| wording.get(language);
    Finding {
        code: finding.code,
        severity: finding.severity,
        message: say(&finding.message),
        label: say(&finding.label),
        help: finding.help.as_ref().map(say),
        region: places.find(finding.span).into(),
        also: finding
            .also
            .iter()
            .map(|(span, label)| Also { label: say(label), region: places.find(*span).into() })
            .collect(),
        fix: finding.fix.as_ref().map(|fix| Replacement {
            region: places.find_fix(fix.span).into(),
            replacement: &fix.replacement,
            safe: fix.safe,
        }),
        silenced: finding
            .silenced
            .as_ref()
            .map(|silenced| Silenced { because: silenced.because.as_deref(), region: places.find(silenced.by).into() }),
    }
}
