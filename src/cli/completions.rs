//! `bursary completions`.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::Exit;
use super::arguments::Arguments;
use super::chinese::{InChinese, in_language};
use super::output::Terminal;

#[derive(Debug, Args)]
pub(super) struct CompletionsArguments {
    /// The shell that is to complete the commands
    pub shell: Shell,
}

/// The help in Chinese.
pub(super) const CHINESE: InChinese = InChinese {
    about: "输出命令行自动补全脚本",
    usage: "bursary completions [选项] <命令行>",
    arguments: &[("shell", "命令行", "使用的命令行：bash、zsh、fish、powershell、elvish")],
};

/// Writes the script by which a shell completes the commands, with what each is for in the language of the help.
pub(super) fn run(arguments: &CompletionsArguments, terminal: &Terminal) -> Exit {
    let mut script = Vec::new();
    let mut command = in_language(Arguments::command(), terminal.language);
    clap_complete::generate(arguments.shell, &mut command, "bursary", &mut script);
    terminal.print(&String::from_utf8_lossy(&script)).map_or_else(|exit| exit, |()| Exit::Clean)
}
