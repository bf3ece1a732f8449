//! `bursary test`.

mod junit;
mod quality;
mod report;
mod watch;

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::chinese::InChinese;
use super::output::Terminal;
use super::{Exit, read, write};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::report::{Format, render};
use crate::ir::Program;
use crate::source::Sources;
use crate::testing::{Ran, Runner, Test};
use crate::wording;

#[derive(Debug, Args)]
pub(super) struct TestArguments {
    /// Policy files, their folders, or folders of such folders
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Run the tests whose name holds this text alone
    #[arg(long, value_name = "TEXT")]
    pub filter: Option<String>,
    /// How the results are written
    #[arg(long, value_enum, default_value_t = ResultFormat::Human)]
    pub format: ResultFormat,
    /// Write the results as JUnit XML to this file, too
    #[arg(long, value_name = "FILE")]
    pub junit: Option<PathBuf>,
    /// Run the tests again whenever a file of the policies changes, until interrupted
    #[arg(long, conflicts_with = "format")]
    pub watch: bool,
    #[command(flatten)]
    pub quality: quality::QualityArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ResultFormat {
    /// For people
    Human,
    /// An array of objects, one for each test
    Json,
}

/// The help in Chinese.
pub(super) const CHINESE: InChinese = InChinese {
    about: "运行政策的测试：案例的核算结果是否与预期一致",
    usage: "bursary test [选项] <路径>...",
    arguments: &[
        ("paths", "路径", "政策文件、政策所在的文件夹，或存放若干政策的文件夹"),
        ("filter", "文字", "只运行名称中含有这段文字的测试"),
        ("format", "格式", "输出格式：human 供人阅读（默认），json"),
        ("junit", "文件", "另将结果以 JUnit XML 写入该文件"),
        ("coverage", "", "列出测试涉及到哪些条件、分行、限额、解读和原文语句，以及各自的情形"),
        ("coverage_html", "文件", "将覆盖情况写成一个网页：原文和规则逐行着色"),
        ("coverage_json", "文件", "将覆盖情况写成 JSON"),
        ("coverage_threshold", "百分比", "覆盖率低于该百分比时以状态1结束"),
        ("boundaries", "", "为每个门槛、时间窗口、分行界限和限额生成界下、界上、越界的案例，供逐项确认"),
        ("output", "文件", "边界案例写入的文件；不写时为政策旁的 tests/boundaries.yaml"),
        ("mutate", "", "在规则中逐一制造小错误，列出没有任何测试发现的"),
        ("watch", "", "政策的文件一有改动即重新运行，直至中断"),
    ],
};

/// The tests of one policy, run.
struct Suite {
    /// The policy's path.
    name: String,
    sources: Sources,
    /// The policy; `None` where it has errors.
    program: Option<Program>,
    results: Vec<(Test, Ran)>,
    /// What is wrong with the policy or with the files of its tests.
    findings: Vec<Diagnostic>,
}

impl Suite {
    fn failed(&self) -> usize {
        self.results.iter().filter(|(_, ran)| !ran.passed()).count()
    }
}

/// Runs the tests of every policy under the paths.
pub(super) fn run(arguments: &TestArguments, terminal: &Terminal) -> Exit {
    if arguments.watch { watch::run(arguments, terminal) } else { once(arguments, terminal) }
}

fn once(arguments: &TestArguments, terminal: &Terminal) -> Exit {
    let mut suites = Vec::new();
    for (path, _) in read::policies(&arguments.paths) {
        suites.push(suite(&path, arguments.filter.as_deref()));
    }
    let text = match arguments.format {
        ResultFormat::Human => report::human(&suites, terminal.language, super::explain::width()),
        ResultFormat::Json => report::json(&suites, terminal.language),
    };
    for suite in &suites {
        if !suite.findings.is_empty() {
            let style = terminal.style(std::io::stderr().is_terminal());
            let text = render(Format::Human, &suite.findings, &suite.sources, terminal.language, style);
            terminal.note(text.trim_end());
        }
    }
    if let Err(exit) = terminal.print(&text) {
        return exit;
    }
    if let Some(path) = &arguments.junit
        && let Err(exit) = write::write(path, junit::of(&suites, terminal.language).as_bytes(), terminal)
    {
        return exit;
    }
    let say = |text: &str| match arguments.format {
        ResultFormat::Human => terminal.print(text),
        // Standard output holds the results alone.
        ResultFormat::Json => {
            terminal.note(text.trim_end());
            Ok(())
        }
    };
    let ended = exit(&suites, arguments, terminal);
    if ended == Exit::CouldNotRun {
        return ended;
    }
    quality::report(&arguments.quality, &suites, terminal, &say).map_or_else(|exit| exit, |own| ended.worse(own))
}

fn exit(suites: &[Suite], arguments: &TestArguments, terminal: &Terminal) -> Exit {
    if suites.iter().any(|suite| !suite.findings.is_empty()) {
        return Exit::CouldNotRun;
    }
    // Boundary cases can be made of examples, and mutants show which tests are needed.
    let is_asked = arguments.filter.is_none() && arguments.quality.wants_any();
    if suites.iter().all(|suite| suite.results.is_empty()) && !is_asked {
        let text = match &arguments.filter {
            Some(filter) => wording!("no test has `{filter}` in its name", "没有名称中含“{filter}”的测试"),
            None => wording!(
                "there are no tests: write them as `test \"…\"` in a file beside the policy",
                "没有测试：请在政策旁的文件中以“测试 「…」”写出"
            ),
        };
        terminal.note(text.get(terminal.language));
        return Exit::CouldNotRun;
    }
    match suites.iter().map(Suite::failed).sum::<usize>() {
        0 => Exit::Clean,
        _ => Exit::Findings,
    }
}

/// Reads a policy with its tests, and runs those that the filter leaves.
fn suite(path: &Path, filter: Option<&str>) -> Suite {
    let read::ReadPolicy { mut sources, compiled, .. } = read::policy(path);
    let name = path.display().to_string();
    let Some(program) = compiled.program else {
        return Suite { name, sources, program: None, results: Vec::new(), findings: compiled.findings };
    };
    let (mut tests, mut findings) = read::tests_written(path, &program, &compiled.tests, &mut sources);
    let (beside, unread) = read::tests_beside(path, &program, &mut sources);
    tests.extend(beside);
    findings.extend(unread);
    tests.retain(|test| filter.is_none_or(|filter| test.name.contains(filter)));
    let runner = Runner::new(&program, &sources);
    let results = tests.into_iter().map(|test| {
        let ran = runner.run(&test);
        (test, ran)
    });
    let results = results.collect();
    Suite { name, sources, program: Some(program), results, findings }
}
