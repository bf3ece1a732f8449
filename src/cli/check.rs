//! `bursary check`.

use std::collections::BTreeSet;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::chinese::InChinese;
use super::output::Terminal;
use super::read::ReadPolicy;
use super::settings::{self, Settings};
use super::{Exit, fixing, read, write};
use crate::config::FailOn;
use crate::diagnostic::report::{Format, render};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{SourceId, Sources};
use crate::wording;

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    /// Policy files, their folders, or folders of such folders; - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// How findings are written
    #[arg(long, value_enum, default_value_t = FindingFormat::Human)]
    pub format: FindingFormat,
    /// The least finding that ends the run with status 1; without it what `bursary.toml` says, else a warning
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub fail_on: Option<FailOnName>,
    /// Make the suggested replacements that change no meaning; of standard input, write the mended text
    #[arg(long)]
    pub fix: bool,
    /// With --fix: show what would change, and change nothing
    #[arg(long, requires = "fix")]
    pub diff: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOnName {
    /// Any finding
    Hint,
    /// A warning or an error
    Warning,
    /// An error
    Error,
    /// No finding
    Never,
}

impl From<FailOnName> for FailOn {
    fn from(name: FailOnName) -> FailOn {
        match name {
            FailOnName::Hint => FailOn::At(Severity::Hint),
            FailOnName::Warning => FailOn::At(Severity::Warning),
            FailOnName::Error => FailOn::At(Severity::Error),
            FailOnName::Never => FailOn::Never,
        }
    }
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
        ("paths", "路径", "政策文件、政策所在的文件夹，或存放若干政策的文件夹；“-”表示标准输入"),
        ("format", "格式", "输出格式：human 供人阅读（默认），json，sarif 供代码平台，github 为 GitHub 注释"),
        (
            "fail_on",
            "级别",
            "出现何种级别的结果时以状态1结束：hint 提示，warning 警告，error 错误，never 一律不；不写时按 bursary.toml，否则为 warning",
        ),
        ("fix", "", "作不改变含义的改正；对标准输入则输出改正后的文本"),
        ("diff", "", "与 --fix 同用：只显示将作的改动，不写入文件"),
    ],
};

/// Checks every policy under the paths and writes all findings at once.
pub(super) fn run(arguments: &CheckArguments, terminal: &Terminal) -> Exit {
    let mut run = Run::of(arguments, terminal);
    for (path, given) in read::policies(&arguments.paths) {
        run.policy(&settings::near(&path), given);
    }
    run.finish().unwrap_or_else(|exit| exit)
}

/// What was found so far.
struct Run<'a> {
    arguments: &'a CheckArguments,
    terminal: &'a Terminal,
    sources: Sources,
    findings: Vec<Diagnostic>,
    /// The policies that were checked.
    checked: usize,
    /// Whether a finding fails the run.
    fails: bool,
    /// The `bursary.toml`s that were told of, with the places of entries without effect.
    told: BTreeSet<(PathBuf, u32)>,
    changes: Vec<Change>,
    /// How many places were changed.
    made: usize,
    /// Whether a mended text could not be put in its file.
    unwritten: bool,
}

/// A rule file that was mended.
struct Change {
    path: PathBuf,
    old: String,
    new: String,
}

impl<'a> Run<'a> {
    fn of(arguments: &'a CheckArguments, terminal: &'a Terminal) -> Run<'a> {
        Run {
            arguments,
            terminal,
            sources: Sources::new(),
            findings: Vec::new(),
            checked: 0,
            fails: false,
            told: BTreeSet::new(),
            changes: Vec::new(),
            made: 0,
            unwritten: false,
        }
    }

    fn policy(&mut self, path: &Path, given: &Path) {
        let mut policy = read::policy(path);
        let settings = Settings::of(path, given, &mut policy.sources);
        let mut refused = settings.apply(&mut policy);
        if self.arguments.fix && policy.compiled.findings.iter().all(|finding| !is_unreadable(finding)) {
            self.mend(&mut policy, &settings);
            refused = settings.apply(&mut policy);
        }
        let said = settings.configuration.fail_on;
        let fail_on = self.arguments.fail_on.map(FailOn::from).or(said).unwrap_or(FailOn::At(Severity::Warning));
        let mut findings = std::mem::take(&mut policy.compiled.findings);
        if let Some(program) = &policy.compiled.program {
            let tests = &policy.compiled.tests;
            let mut wrong = read::tests_written(path, program, tests, &mut policy.sources).1;
            refused.join(settings.apply_to(&mut wrong, &policy.sources));
            findings.extend(wrong);
        }
        if let Some(file) = settings.file {
            if self.told.insert((file.clone(), u32::MAX)) {
                findings.splice(0..0, settings.findings);
            }
            let news = |finding: &Diagnostic| self.told.insert((file.clone(), finding.span.start));
            findings.extend(refused.findings().into_iter().filter(news));
        }
        self.fails |= findings.iter().any(|finding| fail_on.fails(finding));
        let base = self.sources.append(policy.sources);
        self.findings.extend(findings.into_iter().map(|finding| finding.rebased(base)));
        self.checked += 1;
    }

    fn mend(&mut self, policy: &mut ReadPolicy, settings: &Settings) {
        let old: Vec<String> = policy.files.iter().map(|(id, _)| text(&policy.sources, *id)).collect();
        self.made += fixing::fix(policy, &|policy| drop(settings.apply(policy)));
        for ((id, path), old) in policy.files.iter().zip(old) {
            let new = text(&policy.sources, *id);
            if new != old || read::is_stdin(path) {
                self.changes.push(Change { path: path.clone(), old, new });
            }
        }
    }

    /// Writes what was mended and what was found.
    fn finish(mut self) -> Result<Exit, Exit> {
        let is_data = self.write_changes()?;
        let format = match self.arguments.format {
            FindingFormat::Human => Format::Human,
            FindingFormat::Json => Format::Json,
            FindingFormat::Sarif => Format::Sarif,
            FindingFormat::Github => Format::Github,
        };
        let is_terminal = if is_data { std::io::stderr().is_terminal() } else { std::io::stdout().is_terminal() };
        let style = self.terminal.style(is_terminal);
        let report = render(format, &self.findings, &self.sources, self.terminal.language, style);
        if is_data {
            self.terminal.note(report.trim_end());
        } else {
            self.terminal.print(&report)?;
        }
        self.sum_up(format);
        Ok(if self.unwritten || self.findings.iter().any(is_unreadable) {
            Exit::CouldNotRun
        } else if self.fails || (self.arguments.diff && self.changes.iter().any(|change| change.old != change.new)) {
            Exit::Findings
        } else {
            Exit::Clean
        })
    }

    /// Puts the mended texts in their files, or on standard output; says whether that is taken by them.
    fn write_changes(&mut self) -> Result<bool, Exit> {
        let mut is_data = self.arguments.diff;
        for Change { path, old, new } in &self.changes {
            if self.arguments.diff {
                let name = read::shown(path);
                let diff = similar::TextDiff::from_lines(old, new);
                self.terminal.print(&diff.unified_diff().context_radius(3).header(&name, &name).to_string())?;
            } else if read::is_stdin(path) {
                is_data = true;
                self.terminal.print(new)?;
            } else {
                self.unwritten |= write::rewrite(path, old, new, self.terminal).is_err();
            }
        }
        Ok(is_data)
    }

    /// A word to whoever watches.
    fn sum_up(&self, format: Format) {
        let (checked, made) = (self.checked, self.made);
        let silenced = self.findings.iter().filter(|finding| finding.silenced.is_some()).count();
        if made > 0 {
            let said = match self.arguments.diff {
                true => wording!("{made} places would be mended", "可改正{made}处"),
                false => wording!("{made} places mended", "已改正{made}处"),
            };
            self.terminal.note(said.get(self.terminal.language));
        }
        if silenced == self.findings.len() && format == Format::Human {
            let clean = match silenced {
                0 => wording!("{checked} checked, nothing found", "已检查{checked}项政策，未发现问题"),
                _ => wording!(
                    "{checked} checked, nothing found but {silenced} silenced",
                    "已检查{checked}项政策，除已忽略的{silenced}条外未发现问题"
                ),
            };
            self.terminal.note(clean.get(self.terminal.language));
        }
    }
}

/// Whether a finding says that something could not be read, or that it is not clear how to check.
fn is_unreadable(finding: &Diagnostic) -> bool {
    let area = finding.code.split('/').next().unwrap_or_default();
    matches!(area, "input" | "config") && finding.severity == Severity::Error
}

fn text(sources: &Sources, id: SourceId) -> String {
    sources.get(id).map_or_else(String::new, |source| source.text().to_owned())
}
