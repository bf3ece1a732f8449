//! `bursary check`.

use std::io::IsTerminal;

use super::arguments::{CheckArguments, FindingFormat};
use super::output::Terminal;
use super::{Exit, read};
use crate::diagnostic::report::{Format, render};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Sources;

/// Checks every policy under the paths and writes all findings at once.
pub(super) fn run(arguments: &CheckArguments, terminal: &Terminal) -> Exit {
    let mut sources = Sources::new();
    let mut findings: Vec<Diagnostic> = Vec::new();
    let mut checked = 0_usize;
    for path in arguments.paths.iter().flat_map(|path| read::policies(path)) {
        let policy = read::policy(&path);
        let base = sources.append(policy.sources);
        findings.extend(policy.compiled.findings.into_iter().map(|finding| finding.rebased(base)));
        checked += 1;
    }
    let format = match arguments.format {
        FindingFormat::Human => Format::Human,
        FindingFormat::Json => Format::Json,
        FindingFormat::Sarif => Format::Sarif,
        FindingFormat::Github => Format::Github,
    };
    let style = terminal.style(std::io::stdout().is_terminal());
    if let Err(exit) = terminal.print(&render(format, &findings, &sources, terminal.language, style)) {
        return exit;
    }
    if findings.is_empty() && format == Format::Human {
        let clean = crate::wording!("{checked} checked, nothing found", "已检查{checked}项政策，未发现问题");
        terminal.note(clean.get(terminal.language));
    }
    let unreadable = findings.iter().any(|finding| finding.code.starts_with("input/"));
    let worst = findings.iter().map(|finding| finding.severity).max();
    match worst {
        _ if unreadable => Exit::CouldNotRun,
        Some(Severity::Error | Severity::Warning) => Exit::Findings,
        Some(Severity::Hint) | None => Exit::Clean,
    }
}
