//! What the program has to say about a text: severity, stable code, place, and a way out, in English and Chinese.
//!
//! A stage raises its own error type (one enum per stage, in that stage's `error.rs`), which becomes a
//! [`Diagnostic`] through `From`. Knows spans, not stages: the wording lives beside the data it speaks of.
//! Rendering is in [`report`], the pages of the codes in [`codes`].

pub mod codes;
mod html;
mod nearest;
pub mod report;

pub use html::escaped;
pub use nearest::nearest;

use crate::source::Span;

/// The language in which people are spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Chinese.
    Zh,
}

/// One sentence in both languages, side by side.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Wording {
    /// English.
    pub en: String,
    /// Chinese.
    pub zh: String,
}

impl Wording {
    /// The same thing said in both languages.
    pub fn new(en: impl Into<String>, zh: impl Into<String>) -> Wording {
        Wording { en: en.into(), zh: zh.into() }
    }

    /// The sentence without the middle of very long words that it repeats from the text.
    fn clip(&mut self) {
        const MOST: usize = 1_000;
        const KEPT: usize = 300;
        for text in [&mut self.en, &mut self.zh] {
            if text.len() > MOST && text.chars().count() > MOST {
                let start: String = text.chars().take(KEPT).collect();
                let end: Vec<char> = text.chars().rev().take(KEPT).collect();
                *text = format!("{start} … {}", end.into_iter().rev().collect::<String>());
            }
        }
    }

    /// The sentence in one language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::En => &self.en,
            Language::Zh => &self.zh,
        }
    }
}

/// Writes a [`Wording`] with `format!` on both sides: `wording!("no `{name}`", "没有“{name}”")`.
#[macro_export]
macro_rules! wording {
    ($en:literal, $zh:literal $(,)?) => {
        $crate::diagnostic::Wording { en: format!($en), zh: format!($zh) }
    };
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; a run with hints alone is clean.
    Hint,
    /// Probably a mistake; the policy can still be run.
    Warning,
    /// The policy or the case can't be used as it stands.
    Error,
}

/// A replacement of the words at a span that mends the finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What to replace; empty to insert.
    pub span: Span,
    /// By what.
    pub replacement: String,
    /// Whether it may be made unasked: it changes how something is written, and guesses neither a meaning nor a figure.
    pub safe: bool,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable name such as `tables/value-without-row`; its page is in [`codes`].
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Where.
    pub span: Span,
    /// What is wrong: one sentence, lower case in English, without a full stop.
    pub message: Wording,
    /// What the marked place is.
    pub label: Wording,
    /// What to do about it.
    pub help: Option<Wording>,
    /// Other places that belong to it, each with what it is.
    pub also: Vec<(Span, Wording)>,
    /// A replacement that mends it.
    pub fix: Option<Fix>,
    /// Why nobody is to be told of it; kept, so that a report for programs can say so.
    pub silenced: Option<Silenced>,
}

/// What keeps a finding from being told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silenced {
    /// The clause of the rules, or the line of `bursary.toml`.
    pub by: Span,
    /// The reason that the rules give; `bursary.toml` gives none.
    pub because: Option<String>,
}

impl Diagnostic {
    /// An error with its code, place, message and label; add the rest with the `with_…` methods.
    pub fn error(code: &'static str, span: Span, message: Wording, label: Wording) -> Diagnostic {
        Diagnostic {
            code,
            severity: Severity::Error,
            span,
            message,
            label,
            help: None,
            also: Vec::new(),
            fix: None,
            silenced: None,
        }
    }

    /// The same as a warning.
    pub fn warning(code: &'static str, span: Span, message: Wording, label: Wording) -> Diagnostic {
        Diagnostic { severity: Severity::Warning, ..Diagnostic::error(code, span, message, label) }
    }

    /// The same as a hint.
    pub fn hint(code: &'static str, span: Span, message: Wording, label: Wording) -> Diagnostic {
        Diagnostic { severity: Severity::Hint, ..Diagnostic::error(code, span, message, label) }
    }

    /// Adds what to do.
    #[must_use]
    pub fn with_help(mut self, help: Wording) -> Diagnostic {
        self.help = Some(help);
        self
    }

    /// The same finding where the texts have ids that are greater by `base`; see [`Sources::append`](crate::source::Sources::append).
    #[must_use]
    pub fn rebased(mut self, base: u32) -> Diagnostic {
        let shift = |span: &mut Span| span.source.0 = span.source.0.saturating_add(base);
        shift(&mut self.span);
        self.also.iter_mut().for_each(|(span, _)| shift(span));
        if let Some(fix) = &mut self.fix {
            shift(&mut fix.span);
        }
        if let Some(silenced) = &mut self.silenced {
            shift(&mut silenced.by);
        }
        self
    }

    /// Adds a second place.
    #[must_use]
    pub fn with_also(mut self, span: Span, label: Wording) -> Diagnostic {
        self.also.push((span, label));
        self
    }

    /// Adds a replacement that mends it, if it is what was meant.
    #[must_use]
    pub fn with_fix(mut self, span: Span, replacement: impl Into<String>) -> Diagnostic {
        self.fix = Some(Fix { span, replacement: replacement.into(), safe: false });
        self
    }

    /// Adds a replacement that mends it whatever was meant: another way of writing the same.
    #[must_use]
    pub fn with_safe_fix(mut self, span: Span, replacement: impl Into<String>) -> Diagnostic {
        self.fix = Some(Fix { span, replacement: replacement.into(), safe: true });
        self
    }
}

/// Collects what the stages find.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds a finding.
    pub fn push(&mut self, finding: impl Into<Diagnostic>) {
        self.found.push(finding.into());
    }

    /// Whether an error is among them.
    pub fn has_errors(&self) -> bool {
        self.found.iter().any(|finding| finding.severity == Severity::Error)
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Takes out all that were pushed after the first `kept`.
    pub fn split_off(&mut self, kept: usize) -> Vec<Diagnostic> {
        self.found.split_off(kept.min(self.found.len()))
    }

    /// What was found, in the order in which it was pushed.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter()
    }

    /// The same, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Diagnostic> {
        self.found.iter_mut()
    }

    /// How many were found.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Of two fixes that overlap, one that is made unasked goes before one that is not: both would undo each other.
    fn keep_fixes_apart(&mut self) {
        let fixes = self.found.iter().filter_map(|finding| finding.fix.as_ref());
        let mut safe: Vec<Span> = fixes.filter(|fix| fix.safe).map(|fix| fix.span).collect();
        safe.sort_unstable();
        for finding in &mut self.found {
            finding.fix = finding.fix.take().filter(|fix| {
                let before = safe.partition_point(|span| (span.source, span.start) < (fix.span.source, fix.span.end));
                let last = before.checked_sub(1).and_then(|at| safe.get(at));
                let overlaps = |span: &Span| span.source == fix.span.source && fix.span.start < span.end;
                fix.safe || !last.is_some_and(overlaps)
            });
        }
    }

    /// All findings by place, then severity (errors first), then code; the same finding twice is kept once, and very long words of the
    /// text that a sentence repeats are shortened.
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.found.sort_by(|a, b| {
            (a.span, std::cmp::Reverse(a.severity), a.code).cmp(&(b.span, std::cmp::Reverse(b.severity), b.code))
        });
        self.found.dedup();
        self.keep_fixes_apart();
        for finding in &mut self.found {
            let also = finding.also.iter_mut().map(|(_, label)| label);
            [&mut finding.message, &mut finding.label]
                .into_iter()
                .chain(finding.help.as_mut())
                .chain(also)
                .for_each(Wording::clip);
        }
        self.found
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, findings: T) {
        self.found.extend(findings);
    }
}
