//! `bursary fmt`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Args;

use super::arguments::SpokenLanguage;
use super::chinese::InChinese;
use super::output::Terminal;
use super::surface::Surfaces;
use super::{Exit, read, write};
use crate::ast::Surface;
use crate::diagnostic::Diagnostic;
use crate::format::{Formatted, format};
use crate::source::{Role, Source, SourceId, Sources};
use crate::wording;

#[derive(Debug, Args)]
pub(super) struct FmtArguments {
    /// Policy files, folders of them at any depth, or - for standard input, which is written to standard output
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Write nothing; print what would change as a diff, and end with 1 if anything would
    #[arg(long)]
    pub check: bool,
}

/// The help in Chinese.
pub(super) const CHINESE: InChinese = InChinese {
    about: "统一政策文件的版式，内容不变",
    usage: "bursary fmt [选项] <路径>...",
    arguments: &[
        ("paths", "路径", "政策文件，或存放政策文件的文件夹（含各级子文件夹）；- 表示标准输入，结果写到标准输出"),
        ("check", "", "不改动文件，以差异形式列出应改之处；有应改之处时退出状态为1"),
    ],
};

/// Lays out every rule file under the paths: in the surface of the language that is asked for, else each in its own.
pub(super) fn run(arguments: &FmtArguments, asked: Option<SpokenLanguage>, terminal: &Terminal) -> Exit {
    let to = asked.map(|language| match language {
        SpokenLanguage::En => Surface::English,
        SpokenLanguage::Zh => Surface::Chinese,
    });
    let surfaces = Surfaces::new(to);
    let mut run = Run {
        terminal,
        check: arguments.check,
        surfaces,
        files: 0,
        changed: 0,
        exit: Exit::Clean,
        unread: BTreeSet::new(),
    };
    for path in &arguments.paths {
        let mut sources = Sources::new();
        match read::all_rule_files(&mut sources, path) {
            Ok(files) => {
                for file in files {
                    if let Err(exit) = run.file(&file) {
                        return exit;
                    }
                }
            }
            Err(finding) => run.report(*finding, &sources, Exit::CouldNotRun),
        }
    }
    run.sum_up(arguments.paths.iter().any(|path| read::is_stdin(path)));
    run.exit
}

struct Run<'a> {
    terminal: &'a Terminal,
    check: bool,
    surfaces: Surfaces,
    files: usize,
    changed: usize,
    exit: Exit,
    /// The files that could not be read, as far as that was told.
    unread: BTreeSet<String>,
}

impl Run<'_> {
    /// Lays out one file. An error means that standard output takes no more.
    fn file(&mut self, path: &Path) -> Result<(), Exit> {
        let mut sources = Sources::new();
        let mut text = match read::rules(&mut sources, path) {
            Ok(text) => text,
            Err(finding) => {
                let finding = self.untold(vec![*finding], &sources);
                self.terminal.report(&finding, &sources);
                self.ends(Exit::CouldNotRun);
                if self.surfaces.to.is_some() {
                    self.not_translated(path);
                }
                return Ok(());
            }
        };
        let name = read::shown(path);
        let source = sources.add(Role::Rules, Source::new(name.as_str(), text.as_str()));
        self.files += 1;
        let formatted = match self.surfaces.file(path, &text) {
            Ok(own) => {
                text = own.old;
                Ok(Formatted { text: own.new, left: Vec::new(), findings: Vec::new() })
            }
            Err(_) if self.surfaces.to.is_none() => format(source, &text),
            Err(refusal) => {
                let findings = self.untold(refusal.findings, &refusal.sources);
                self.terminal.report(&findings, &refusal.sources);
                self.not_translated(path);
                self.ends(Exit::Findings);
                return if read::is_stdin(path) && !self.check { self.terminal.print(&text) } else { Ok(()) };
            }
        };
        let formatted = match formatted {
            Ok(formatted) => formatted,
            Err(finding) => {
                let exit = if finding.code == "format/not-the-same" { Exit::CouldNotRun } else { Exit::Findings };
                self.report(*finding, &sources, exit);
                return if read::is_stdin(path) && !self.check { self.terminal.print(&text) } else { Ok(()) };
            }
        };
        let is_changed = formatted.text != text;
        if self.check {
            if is_changed {
                self.changed += 1;
                self.ends(Exit::Findings);
                self.terminal.print(&diff(&name, &text, &formatted.text))?;
                self.unseen(&name, &text);
            }
            self.left(&formatted, &sources);
            return Ok(());
        }
        if read::is_stdin(path) {
            self.terminal.print(&formatted.text)?;
        } else if is_changed {
            if let Err(exit) = write::rewrite(path, &text, &formatted.text, self.terminal) {
                self.ends(exit);
                return Ok(());
            }
            self.changed += 1;
            self.terminal.note(wording!("laid out: {name}", "已排版：{name}").get(self.terminal.language));
        }
        if !formatted.left.is_empty() {
            // Told at the places of the text that now stands in the file.
            let mut sources = Sources::new();
            let source = sources.add(Role::Rules, Source::new(name.as_str(), formatted.text.as_str()));
            if let Ok(again) = format(source, &formatted.text) {
                self.left(&again, &sources);
            }
        }
        Ok(())
    }

    /// Says which clauses stay as they are, and why.
    fn left(&mut self, formatted: &Formatted, sources: &Sources) {
        let count = formatted.left.len();
        if count == 0 {
            return;
        }
        self.ends(Exit::Findings);
        let inside = |finding: &&Diagnostic| {
            formatted.left.iter().any(|span| span.start <= finding.span.start && finding.span.start <= span.end)
        };
        let findings: Vec<Diagnostic> = formatted.findings.iter().filter(inside).cloned().collect();
        self.terminal.report(&findings, sources);
        let name = sources.get(SourceId(0)).map_or("", Source::name);
        let clauses = if count == 1 { "clause stays as it is" } else { "clauses stay as they are" };
        let note = wording!(
            "{name}: {count} {clauses} written, being or standing beside what could not be read",
            "{name}：有{count}条保持原样，因为它本身或相邻的条目无法读取"
        );
        self.terminal.note(note.get(self.terminal.language));
    }

    /// The findings but for those about a file that could not be read and was told before: its policy is read for each of its files.
    fn untold(&mut self, mut findings: Vec<Diagnostic>, sources: &Sources) -> Vec<Diagnostic> {
        findings.retain(|finding| {
            let name = sources.get(finding.span.source).map_or("", Source::name);
            !finding.code.starts_with("input/") || self.unread.insert(name.to_owned())
        });
        findings
    }

    fn not_translated(&self, path: &Path) {
        let name = read::shown(path);
        let left = wording!("not translated: {name}", "未转换：{name}");
        self.terminal.note(left.get(self.terminal.language));
    }

    /// Says what changes in the ends of lines and before the first, where the diff shows nothing.
    fn unseen(&self, name: &str, old: &str) {
        if old.contains('\r') {
            let ends = wording!("{name}: line ends `\\r\\n` become `\\n`", "{name}：行尾“\\r\\n”改为“\\n”");
            self.terminal.note(ends.get(self.terminal.language));
        }
        if old.starts_with('\u{FEFF}') {
            let mark = wording!("{name}: the mark of a byte order goes", "{name}：去掉字节顺序标记（BOM）");
            self.terminal.note(mark.get(self.terminal.language));
        }
    }

    fn report(&mut self, finding: Diagnostic, sources: &Sources, exit: Exit) {
        self.terminal.report(&[finding], sources);
        self.ends(exit);
    }

    /// The worst of all files is how the command ends.
    fn ends(&mut self, exit: Exit) {
        self.exit = match (self.exit, exit) {
            (Exit::CouldNotRun, _) | (_, Exit::CouldNotRun) => Exit::CouldNotRun,
            (Exit::Findings, _) | (_, Exit::Findings) => Exit::Findings,
            (Exit::Clean, Exit::Clean) => Exit::Clean,
        };
    }

    fn sum_up(&self, is_stdin: bool) {
        let (files, changed) = (self.files, self.changed);
        let said = match (self.check, changed) {
            _ if is_stdin || files == 0 => return,
            (true, 0) => wording!("{files} files, nothing to change", "共{files}个文件，无需改动"),
            (true, _) => wording!("{changed} of {files} files would change", "共{files}个文件，其中{changed}个应改动"),
            (false, _) => wording!("{changed} of {files} files changed", "共{files}个文件，已改动{changed}个"),
        };
        self.terminal.note(said.get(self.terminal.language));
    }
}

/// What changes, as a unified diff. What can't be seen in one is left out.
fn diff(name: &str, old: &str, new: &str) -> String {
    let old = old.trim_start_matches('\u{FEFF}').replace("\r\n", "\n");
    similar::TextDiff::from_lines(old.as_str(), new).unified_diff().context_radius(3).header(name, name).to_string()
}
