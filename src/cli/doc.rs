//! `bursary doc`.

use std::path::PathBuf;

use clap::Args;

use super::Exit;
use super::chinese::InChinese;
use super::output::Terminal;
use super::read;
use super::write::write;
use crate::doc::page;

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
    let policy = read::policy(&arguments.policy);
    let Some(program) = &policy.compiled.program else {
        terminal.report(&policy.compiled.findings, &policy.sources);
        return Exit::CouldNotRun;
    };
    let page = page(program, &policy.sources, terminal.language);
    let written = match &arguments.output {
        Some(file) => write(file, page.as_bytes(), terminal),
        None => terminal.print(&page),
    };
    written.map_or_else(|exit| exit, |()| Exit::Clean)
}
