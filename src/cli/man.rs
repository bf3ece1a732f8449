//! `bursary man`.

use std::path::PathBuf;

use clap::{Args, Command, CommandFactory};
use clap_mangen::Man;

use super::arguments::Arguments;
use super::chinese::{InChinese, in_language};
use super::output::Terminal;
use super::{Exit, write};
use crate::wording;

#[derive(Debug, Args)]
pub(super) struct ManArguments {
    /// The folder to write all pages to, one a command; without it the page of the whole is printed
    #[arg(short, long, value_name = "FOLDER")]
    pub output: Option<PathBuf>,
}

/// The help in Chinese.
pub(super) const CHINESE: InChinese = InChinese {
    about: "输出手册页（man）",
    usage: "bursary man [选项]",
    arguments: &[("output", "文件夹", "把全部手册页写入该文件夹，每个命令一页；不写则输出总的一页")],
};

/// Writes the manual pages, in the language of the help.
pub(super) fn run(arguments: &ManArguments, terminal: &Terminal) -> Exit {
    pages(arguments, terminal).map_or_else(|exit| exit, |()| Exit::Clean)
}

fn pages(arguments: &ManArguments, terminal: &Terminal) -> Result<(), Exit> {
    let mut whole = in_language(Arguments::command().disable_help_subcommand(true), terminal.language);
    whole.build();
    let Some(folder) = &arguments.output else {
        return terminal.print(&String::from_utf8_lossy(&page(&whole, terminal)?));
    };
    if let Err(error) = std::fs::create_dir_all(folder) {
        let folder = folder.display();
        let said = wording!("`{folder}` can't be made: {error}", "无法建立文件夹“{folder}”：{error}");
        terminal.note(said.get(terminal.language));
        return Err(Exit::CouldNotRun);
    }
    for command in std::iter::once(&whole).chain(whole.get_subcommands()) {
        let name = command.get_display_name().unwrap_or(command.get_name());
        write::write(&folder.join(format!("{name}.1")), &page(command, terminal)?, terminal)?;
    }
    Ok(())
}

/// One page in roff.
fn page(command: &Command, terminal: &Terminal) -> Result<Vec<u8>, Exit> {
    let mut page = Vec::new();
    Man::new(command.clone()).render(&mut page).map_err(|error| {
        terminal.note(&format!("bursary: {error}"));
        Exit::CouldNotRun
    })?;
    Ok(page)
}
