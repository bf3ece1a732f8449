//! `bursary explain-code`.

use clap::Args;

use super::Exit;
use super::chinese::InChinese;
use super::output::Terminal;
use crate::diagnostic::codes;

#[derive(Debug, Args)]
pub(super) struct ExplainCodeArguments {
    /// The code, as messages show it in brackets; without it, all codes are listed
    pub code: Option<String>,
}

/// The help in Chinese.
pub(super) const CHINESE: InChinese = InChinese {
    about: "说明检查结果中的代码：含义、例子和改法",
    usage: "bursary explain-code [选项] [代码]",
    arguments: &[("code", "代码", "提示中显示的代码；不写则列出全部代码")],
};

/// Prints the page of a code, or the list of all codes.
pub(super) fn run(arguments: &ExplainCodeArguments, terminal: &Terminal) -> Exit {
    let Some(code) = &arguments.code else {
        let list: String =
            codes::CODES.iter().map(|page| format!("{}  {}\n", page.code, page.title(terminal.language))).collect();
        return terminal.print(&list).map_or_else(|exit| exit, |()| Exit::Clean);
    };
    if let Some(page) = codes::page(code) {
        return terminal.print(page.text(terminal.language)).map_or_else(|exit| exit, |()| Exit::Clean);
    }
    let missing = crate::wording!("there is no code `{code}`", "没有代码“{code}”");
    terminal.note(missing.get(terminal.language));
    if let Some(near) = codes::nearest(code) {
        let near = near.code;
        terminal.note(crate::wording!("did you mean `{near}`?", "是否指“{near}”？").get(terminal.language));
    }
    Exit::CouldNotRun
}
