//! From TOML to what it says.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::ConfigError;
use super::{Configuration, FailOn, Level, Levels, Override};
use crate::diagnostic::{Diagnostic, Severity, Wording, codes};
use crate::source::{SourceId, Span};
use crate::wording;

/// A value with its key and both their places.
struct Entry<'v, 't> {
    key: &'v str,
    key_span: Span,
    value: &'v DeValue<'t>,
    span: Span,
}

/// The file that is read, and whom to tell.
struct Reader<'f> {
    source: SourceId,
    found: &'f mut Vec<Diagnostic>,
}

/// Reads a `bursary.toml`.
pub(super) fn read(source: SourceId, text: &str, found: &mut Vec<Diagnostic>) -> Configuration {
    let (document, faults) = DeTable::parse_recoverable(text);
    let mut configuration = Configuration::default();
    if let Some(fault) = faults.first() {
        let range = fault.span().unwrap_or(text.len()..text.len());
        let span = Span::new(source, range.start, range.end);
        found.push(ConfigError::NotToml { span, fault: fault.message().to_owned() }.into());
        return configuration;
    }
    let mut reader = Reader { source, found };
    for entry in reader.entries(document.get_ref()) {
        match (entry.key, entry.value) {
            ("check", DeValue::Table(table)) => reader.check(table, &mut configuration),
            ("check", _) => reader.wrong(&entry, wording!("a table `[check]`", "“[check]”表")),
            _ => reader.unknown(&entry, &["check"]),
        }
    }
    configuration
}

impl Reader<'_> {
    fn check(&mut self, table: &DeTable<'_>, configuration: &mut Configuration) {
        for entry in self.entries(table) {
            match (entry.key, entry.value) {
                ("fail-on", value) => configuration.fail_on = self.fail_on(&entry, value),
                ("severity", DeValue::Table(levels)) => configuration.everywhere = self.levels(levels),
                ("severity", _) => self.wrong_severities(&entry),
                ("override", DeValue::Array(all)) => {
                    for own in all.iter() {
                        let span = self.span(&own.span());
                        match own.get_ref().as_table() {
                            Some(own) => configuration.overrides.extend(self.override_of(own, span)),
                            None => self.wrong_overrides(&entry),
                        }
                    }
                }
                ("override", _) => self.wrong_overrides(&entry),
                _ => self.unknown(&entry, &["fail-on", "severity", "override"]),
            }
        }
    }

    fn fail_on(&mut self, entry: &Entry<'_, '_>, value: &DeValue<'_>) -> Option<FailOn> {
        let said = value.as_str().and_then(|word| match word {
            "never" => Some(FailOn::Never),
            word => severity(word).map(FailOn::At),
        });
        if said.is_none() {
            let expected = wording!(
                "\"hint\", \"warning\", \"error\" or \"never\"",
                "\"hint\"、\"warning\"、\"error\" 或 \"never\""
            );
            self.wrong(entry, expected);
        }
        said
    }

    fn levels(&mut self, table: &DeTable<'_>) -> Levels {
        let mut levels = Levels::new();
        for entry in self.entries(table) {
            let Some(page) = codes::page(entry.key) else {
                let (code, nearest) = (entry.key.to_owned(), codes::nearest(entry.key).map(|page| page.code));
                self.found.push(ConfigError::UnknownCode { span: entry.key_span, code, nearest }.into());
                continue;
            };
            let level = entry.value.as_str().and_then(|word| match word {
                "off" => Some(Level::Off),
                word => severity(word).map(Level::At),
            });
            match level {
                Some(level) => drop(levels.insert(page.code, (level, entry.key_span.to(entry.span)))),
                None => {
                    let expected = wording!(
                        "\"off\", \"hint\", \"warning\" or \"error\"",
                        "\"off\"、\"hint\"、\"warning\" 或 \"error\""
                    );
                    self.wrong(&entry, expected);
                }
            }
        }
        levels
    }

    fn override_of(&mut self, table: &DeTable<'_>, span: Span) -> Option<Override> {
        let (mut paths, mut levels) = (None, Levels::new());
        for entry in self.entries(table) {
            match (entry.key, entry.value) {
                ("paths", value) => paths = Some(self.paths(&entry, value)),
                ("severity", DeValue::Table(own)) => levels = self.levels(own),
                ("severity", _) => self.wrong_severities(&entry),
                _ => self.unknown(&entry, &["paths", "severity"]),
            }
        }
        let Some(paths) = paths else {
            self.found.push(ConfigError::WithoutPaths { span }.into());
            return None;
        };
        Some(Override { paths: paths?, levels })
    }

    /// What the patterns match; each folder stands for all in it.
    fn paths(&mut self, entry: &Entry<'_, '_>, value: &DeValue<'_>) -> Option<GlobSet> {
        let patterns = value.as_array().and_then(|all| {
            all.iter().map(|one| one.get_ref().as_str()).collect::<Option<Vec<&str>>>().filter(|all| !all.is_empty())
        });
        let set = patterns.and_then(|patterns| {
            let mut set = GlobSetBuilder::new();
            for pattern in patterns {
                let folder = below(pattern)?;
                for pattern in [folder.clone(), format!("{folder}/**")] {
                    set.add(GlobBuilder::new(&pattern).literal_separator(true).build().ok()?);
                }
            }
            set.build().ok()
        });
        if set.is_none() {
            let expected = wording!(
                "a list of paths from this file's folder, such as [\"drafts/**\", \"policies/loan\"]",
                "相对于本文件所在文件夹的路径清单，例如 [\"drafts/**\", \"policies/loan\"]"
            );
            self.wrong(entry, expected);
        }
        set
    }

    fn entries<'v, 't>(&self, table: &'v DeTable<'t>) -> Vec<Entry<'v, 't>> {
        let entry = |(key, value): (&'v Spanned<_>, &'v Spanned<DeValue<'t>>)| -> Entry<'v, 't> {
            let text: &std::borrow::Cow<'t, str> = key.get_ref();
            let (key_span, span) = (self.span(&key.span()), self.span(&value.span()));
            Entry { key: text, key_span, value: value.get_ref(), span }
        };
        table.iter().map(entry).collect()
    }

    fn span(&self, range: &std::ops::Range<usize>) -> Span {
        Span::new(self.source, range.start, range.end)
    }

    fn unknown(&mut self, entry: &Entry<'_, '_>, known: &'static [&'static str]) {
        self.found.push(ConfigError::UnknownKey { span: entry.key_span, key: entry.key.to_owned(), known }.into());
    }

    fn wrong(&mut self, entry: &Entry<'_, '_>, expected: Wording) {
        self.found.push(ConfigError::WrongValue { span: entry.span, key: entry.key.to_owned(), expected }.into());
    }

    fn wrong_severities(&mut self, entry: &Entry<'_, '_>) {
        let expected = wording!(
            "a table such as {{ \"names/never-used\" = \"off\" }}",
            "表，例如 {{ \"names/never-used\" = \"off\" }}"
        );
        self.wrong(entry, expected);
    }

    fn wrong_overrides(&mut self, entry: &Entry<'_, '_>) {
        self.wrong(entry, wording!("tables `[[check.override]]`", "“[[check.override]]”表"));
    }
}

/// A pattern without steps that lead nowhere; `None` where it leads out of the folder of `bursary.toml`. That folder itself is all in it.
fn below(pattern: &str) -> Option<String> {
    if pattern.is_empty() || pattern.starts_with('/') {
        return None;
    }
    let steps: Vec<&str> = pattern.split('/').filter(|step| !matches!(*step, "" | ".")).collect();
    match steps.as_slice() {
        [] => Some("**".to_owned()),
        steps if steps.contains(&"..") => None,
        steps => Some(steps.join("/")),
    }
}

fn severity(word: &str) -> Option<Severity> {
    match word {
        "hint" => Some(Severity::Hint),
        "warning" => Some(Severity::Warning),
        "error" => Some(Severity::Error),
        _ => None,
    }
}
