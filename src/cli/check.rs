//! `bursary check`.

use std::io::IsTerminal;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::chinese::InChinese;
use super::output::Terminal;
use super::{Exit, read};
use crate::diagnostic::report::{Format, render};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Sources;

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    /// Policy files, their folders, or folders of such folders
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// How findings are written
    #[arg(long, value_enum, default_value_t = FindingFormat::Human)]
    pub format: FindingFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FindingFormat {
    /// For people
    Human,
    /// An array of objects
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// GitHub annotations
    Github,
}

/// The help in Chinese.
pub(super) const CHINESE: InChinese = InChinese {
    about: "检查政策规则，不需要案例",
    usage: "bursary check [选项] <路径>...",
    arguments: &[
        ("paths", "路径", "政策文件、政策所在的文件夹，或存放若干政策的文件夹"),
        ("format", "格式", "输出格式：human 供人阅读（默认），json，sarif 供代码平台，github 为 GitHub 注释"),
    ],
};

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
