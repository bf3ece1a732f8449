//! `bursary explain-code`.

use super::Exit;
use super::arguments::ExplainCodeArguments;
use super::output::Terminal;
use crate::diagnostic::codes;

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
