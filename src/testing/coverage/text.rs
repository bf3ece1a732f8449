//! Coverage in lines for a terminal.

use super::{Coverage, Kind, Part, Share};
use crate::diagnostic::{Language, Wording};
use crate::source::Sources;
use crate::wording;

/// How many parts that were not reached in every way are listed.
const LISTED: usize = 60;

/// A summary: the share of each kind, then what was not reached, at its place.
pub fn text(coverage: &Coverage<'_>, sources: &Sources, language: Language) -> String {
    let say = |wording: &Wording| wording.get(language).to_owned();
    let mut lines = Vec::new();
    let head = coverage.decisions();
    lines.push(say(&wording!("coverage of {head} decided cases:", "{head}个已核算案例的覆盖情况：")));
    let line = |name: &str, share: Share| {
        let (reached, all, percent) = (share.reached, share.all, share.percent());
        format!("  {:>4}%  {:>11}  {name}", percent, format!("{reached}/{all}"))
    };
    for kind in Kind::ALL {
        let share = coverage.share_of(kind);
        if share.all > 0 {
            lines.push(line(&say(&kind.name()), share));
        }
    }
    lines.push(line(&say(&wording!("in all", "合计")), coverage.share()));
    let missing: Vec<&Part> = coverage.parts().filter(|part| part.reached() < part.ways.len()).collect();
    if !missing.is_empty() {
        lines.push(say(&wording!("not reached by any test:", "没有测试涉及：")));
    }
    for part in missing.iter().take(LISTED) {
        let ways: Vec<String> =
            part.ways.iter().filter(|way| way.times == 0).map(|way| way.name.get(language).to_owned()).collect();
        let (between, colon) = match language {
            Language::En => (", ", ": "),
            Language::Zh => ("、", "："),
        };
        let of = part.of.get(language);
        let of = if of.is_empty() { String::new() } else { format!("{of}{colon}") };
        let (place, name) = (sources.place(part.place), part.name.get(language));
        lines.push(format!("  {place}  {of}{name}{colon}{}", ways.join(between)));
    }
    if missing.len() > LISTED {
        let more = missing.len() - LISTED;
        lines.push(say(&wording!(
            "  and {more} more; `--coverage-html FILE` shows all of them",
            "  另有{more}处；用 --coverage-html 文件 可查看全部"
        )));
    }
    lines.push(String::new());
    lines.join("\n")
}
