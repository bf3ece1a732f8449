//! Findings as SARIF 2.1.0, for code scanning and editors.

use super::places::{Place, Places};
use crate::diagnostic::codes::{self, Page};
use crate::diagnostic::{Diagnostic, Language, Severity};
use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    language: &'static str,
    column_kind: &'static str,
    results: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
struct Driver<'a> {
    name: &'static str,
    version: &'static str,
    rules: Vec<Rule<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'a> {
    id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    short_description: Option<Text<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<Help<'a>>,
}

#[derive(Serialize)]
struct Text<'a> {
    text: &'a str,
}

/// The page of a code. Its Markdown reads well as plain text too.
#[derive(Serialize)]
struct Help<'a> {
    text: &'a str,
    markdown: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding<'a> {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: Vec<Location<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Fix<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Suppression<'a>>,
}

#[derive(Serialize)]
struct Suppression<'a> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    justification: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Location<'a>>,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    physical_location: PhysicalLocation,
    message: Text<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fix<'a> {
    artifact_changes: [Change<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change<'a> {
    artifact_location: Artifact,
    replacements: [Replacement<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: Region,
    inserted_content: Text<'a>,
}

pub(super) fn render(findings: &[Diagnostic], places: &Places<'_>, language: Language) -> String {
    let mut rules: Vec<&'static str> = findings.iter().map(|finding| finding.code).collect();
    rules.sort_unstable();
    rules.dedup();
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            results: findings.iter().map(|finding| describe(finding, &rules, places, language)).collect(),
            tool: Tool {
                driver: Driver {
                    name: "bursary",
                    version: env!("CARGO_PKG_VERSION"),
                    rules: rules.iter().map(|code| rule(code, language)).collect(),
                },
            },
            language: match language {
                Language::En => "en",
                Language::Zh => "zh-CN",
            },
            column_kind: "unicodeCodePoints",
        }],
    };
    // Strings and numbers alone can't fail to serialise.
    let mut out = serde_json::to_string_pretty(&log).unwrap_or_default();
    out.push('\n');
    out
}

fn rule(code: &'static str, language: Language) -> Rule<'static> {
    let page = codes::page(code);
    let help = |page: &Page| Help { text: page.text(language), markdown: page.text(language) };
    Rule { id: code, short_description: page.map(|page| Text { text: page.title(language) }), help: page.map(help) }
}

fn describe<'a>(finding: &'a Diagnostic, rules: &[&str], places: &Places<'_>, language: Language) -> Finding<'a> {
    let mut text = finding.message.get(language).to_owned();
    if let Some(help) = &finding.help {
        text.push('\n');
        text.push_str(help.get(language));
    }
    let fix = finding.fix.as_ref();
    Finding {
        rule_id: finding.code,
        rule_index: rules.partition_point(|rule| *rule < finding.code),
        level: match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "note",
        },
        message: Message { text },
        locations: locate(places.find(finding.span), finding.label.get(language)).into_iter().collect(),
        related_locations: finding
            .also
            .iter()
            .filter_map(|(span, label)| locate(places.find(*span), label.get(language)))
            .collect(),
        // A finding that was silenced in the rules has a reason there; one that was switched off has none.
        suppressions: finding
            .silenced
            .iter()
            .map(|silenced| Suppression {
                kind: if silenced.because.is_some() { "inSource" } else { "external" },
                justification: silenced.because.as_deref(),
                location: locate(places.find(silenced.by), finding.code),
            })
            .collect(),
        fixes: fix
            .and_then(|fix| Some(change(&places.find_fix(fix.span)?, &fix.replacement)))
            .map(|change| Fix { artifact_changes: [change] })
            .into_iter()
            .collect(),
    }
}

fn locate<'a>(place: Option<Place<'_>>, label: &'a str) -> Option<Location<'a>> {
    let place = place?;
    Some(Location {
        physical_location: PhysicalLocation { artifact_location: artifact(&place), region: region(&place) },
        message: Text { text: label },
    })
}

fn change<'a>(place: &Place<'_>, replacement: &'a str) -> Change<'a> {
    Change {
        artifact_location: artifact(place),
        replacements: [Replacement { deleted_region: region(place), inserted_content: Text { text: replacement } }],
    }
}

fn region(place: &Place<'_>) -> Region {
    Region {
        start_line: place.start.line,
        start_column: place.start.column,
        end_line: place.end.line,
        end_column: place.end.column,
    }
}

/// The file as a URI reference: a relative path stays relative, so that it is read against the repository.
fn artifact(place: &Place<'_>) -> Artifact {
    let path = place.file.strip_prefix("./").unwrap_or(place.file).replace('\\', "/");
    let mut uri = String::from(match path.as_bytes() {
        [b'/', ..] => "file://",
        [drive, b':', b'/', ..] if drive.is_ascii_alphabetic() => "file:///",
        _ => "",
    });
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    Artifact { uri }
}
