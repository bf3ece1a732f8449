//! Standard output and standard error.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::{IsTerminal, Write};

use indicatif::{ProgressBar, ProgressStyle};

use super::Exit;
use super::arguments::SpokenLanguage;
use crate::diagnostic::report::{Format, Style, render};
use crate::diagnostic::{Diagnostic, Language};
use crate::source::Sources;

/// To whom the command speaks, and how.
pub(super) struct Terminal {
    pub language: Language,
    /// The reports that were written, where none is to be written twice.
    told: Option<RefCell<BTreeSet<String>>>,
}

impl Terminal {
    /// The language asked for, else the locale's, else English.
    pub(super) fn new(language: Option<SpokenLanguage>) -> Terminal {
        let language = match language {
            Some(SpokenLanguage::Zh) => Language::Zh,
            Some(SpokenLanguage::En) => Language::En,
            None if sys_locale::get_locale().is_some_and(|locale| locale.starts_with("zh")) => Language::Zh,
            None => Language::En,
        };
        Terminal { language, told: None }
    }

    /// The same, which writes no report twice: what two versions of a policy find in one case.
    pub(super) fn telling_once(&self) -> Terminal {
        Terminal { language: self.language, told: Some(RefCell::default()) }
    }

    /// How findings look on standard output (or standard error): colour only on a terminal and never with NO_COLOR.
    pub(super) fn style(&self, is_terminal: bool) -> Style {
        let colour = is_terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        Style { colour, ..Style::default() }
    }

    /// A bar over many cases, for people who watch standard error; hidden for the few.
    pub(super) fn progress(&self, cases: usize) -> ProgressBar {
        const FEW: usize = 500;
        if cases < FEW || !std::io::stderr().is_terminal() || std::io::stdout().is_terminal() {
            return ProgressBar::hidden();
        }
        self.bar(cases)
    }

    /// A bar over slow work of so many steps, for people who watch standard error.
    pub(super) fn bar(&self, steps: usize) -> ProgressBar {
        if !std::io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::new(u64::try_from(steps).unwrap_or(u64::MAX));
        let template = "{pos}/{len} {wide_bar} {per_sec}, {eta}";
        bar.with_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()))
    }

    /// Writes findings to standard error.
    pub(super) fn report(&self, findings: &[Diagnostic], sources: &Sources) {
        let style = self.style(std::io::stderr().is_terminal());
        let report = render(Format::Human, findings, sources, self.language, style);
        let is_new = self.told.as_ref().is_none_or(|told| told.borrow_mut().insert(report.clone()));
        if is_new {
            self.note(report.trim_end());
        }
    }

    /// Writes a line to standard error; there is nobody to tell where that fails.
    pub(super) fn note(&self, text: &str) {
        if !text.is_empty() {
            let _ = writeln!(std::io::stderr().lock(), "{text}");
        }
    }

    /// Writes data to standard output. A reader that has gone away ends the command without a word.
    pub(super) fn print(&self, text: &str) -> Result<(), Exit> {
        let mut out = std::io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Err(Exit::CouldNotRun),
            Err(error) => {
                self.note(&format!("bursary: {error}"));
                Err(Exit::CouldNotRun)
            }
        }
    }
}
