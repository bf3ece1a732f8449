//! Findings as GitHub workflow commands: `::error file=…,line=…::message`.

use super::places::Places;
use crate::diagnostic::{Diagnostic, Language, Severity};
use std::fmt::Write;

pub(super) fn render(findings: &[Diagnostic], places: &Places<'_>, language: Language) -> String {
    let mut out = String::new();
    for finding in findings.iter().filter(|finding| finding.silenced.is_none()) {
        out.push_str(match finding.severity {
            Severity::Error => "::error ",
            Severity::Warning => "::warning ",
            Severity::Hint => "::notice ",
        });
        if let Some(place) = places.find(finding.span) {
            let (start, end) = (place.start, place.end);
            // A place is looked for from the root of the repository.
            write_property("file", place.file.strip_prefix("./").unwrap_or(place.file), &mut out);
            // Writing to a string can't fail.
            let _ = write!(out, ",line={},col={},endLine={}", start.line, start.column, end.line);
            // GitHub takes columns for a place within one line only.
            if start.line == end.line {
                let _ = write!(out, ",endColumn={}", end.column);
            }
            out.push(',');
        }
        write_property("title", finding.code, &mut out);
        out.push_str("::");
        let said = [Some(&finding.message), Some(&finding.label), finding.help.as_ref()];
        let said: Vec<&str> = said.into_iter().flatten().map(|wording| wording.get(language)).collect();
        write_escaped(&said.join("\n"), false, &mut out);
        out.push('\n');
    }
    out
}

fn write_property(name: &str, value: &str, out: &mut String) {
    out.push_str(name);
    out.push('=');
    write_escaped(value, true, out);
}

fn write_escaped(text: &str, property: bool, out: &mut String) {
    for character in text.chars() {
        match character {
            '%' => out.push_str("%25"),
            '\r' => out.push_str("%0D"),
            '\n' => out.push_str("%0A"),
            ':' if property => out.push_str("%3A"),
            ',' if property => out.push_str("%2C"),
            other => out.push(other),
        }
    }
}
