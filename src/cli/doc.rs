//! `bursary doc`.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use clap::Args;

use super::Exit;
use super::chinese::InChinese;
use super::output::Terminal;
use super::read;
use super::write::write_to;
use crate::ast;
use crate::doc::{Beside, Example, page};
use crate::ir::Program;
use crate::source::{Sources, Span};
use crate::testing::{Runner, expectations};

#[derive(Debug, Args)]
pub(super) struct DocArguments {
    /// The policy file or its folder
    pub policy: PathBuf,
    /// The file that the page is written to; without it, standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// The help in Chinese.
pub(super) const CHINESE: InChinese = InChinese {
    about: "把一项政策写成一个网页：原文与规则对照、措施、限额图、申报材料清单",
    usage: "bursary doc [选项] <政策>",
    arguments: &[("policy", "政策", "政策文件或其文件夹"), ("output", "文件", "网页写入的文件；不写则输出到标准输出")],
};

/// Writes the page of a policy.
pub(super) fn run(arguments: &DocArguments, terminal: &Terminal) -> Exit {
    let mut policy = read::policy(&arguments.policy);
    let Some(program) = &policy.compiled.program else {
        terminal.report(&policy.compiled.findings, &policy.sources);
        return Exit::CouldNotRun;
    };
    let examples = examples(&arguments.policy, program, &policy.compiled.tests, &mut policy.sources, terminal);
    let beside = Beside { examples: &examples, findings: &policy.compiled.findings };
    let page = page(program, &policy.sources, beside, terminal.language);
    write_to(arguments.output.as_deref(), &page, terminal).map_or_else(|exit| exit, |()| Exit::Clean)
}

/// The tests of the policy, run. What can't be read of them is told, and is not on the page.
fn examples(
    policy: &Path,
    program: &Program,
    written: &[ast::Test],
    sources: &mut Sources,
    terminal: &Terminal,
) -> Vec<Example> {
    let (mut tests, mut found) = read::tests_written(policy, program, written, sources);
    let (beside, more) = read::tests_beside(policy, program, sources);
    tests.extend(beside);
    found.extend(more);
    terminal.report(&found, sources);
    let parts: HashMap<Span, &ast::Test> = written.iter().map(|test| (test.name.span, test)).collect();
    let runner = Runner::new(program, sources);
    let example = |test: &crate::testing::Test| {
        let own = parts.get(&test.place);
        let left_out = |own: &&ast::Test| {
            let expected = own.expects.iter().map(|expect| expect.span);
            let because = own.because.iter().map(|why| why.span);
            (own.extent, expected.chain(because).chain([own.span]).collect())
        };
        Example {
            name: test.name.clone(),
            because: test.why.clone(),
            place: test.place,
            written: own.map(left_out),
            expected: expectations(program, test),
            holds: runner.run(test).passed(),
        }
    };
    tests.iter().filter(|test| test.confirmed).map(example).collect()
}
