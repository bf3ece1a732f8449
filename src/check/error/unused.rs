//! What is declared and never used.

use crate::check::unused::Kind;
use crate::diagnostic::{Diagnostic, Wording};
use crate::source::Span;
use crate::wording;

/// What is declared and never used.
pub(super) fn never_used(span: Span, name: &Wording, kind: Kind) -> Diagnostic {
    let (name_en, name_zh) = (&name.en, &name.zh);
    let (en, zh) = match kind {
        Kind::Type => ("type", "类型"),
        Kind::Record => ("record", "记录"),
        Kind::Table => ("table", "标准"),
        Kind::Let => ("value", "值"),
        Kind::Reading => {
            return Diagnostic::warning(
                "readings/without-effect",
                span,
                wording!(
                    "the reading `{name_en}` changes nothing: no clause names it",
                    "解读“{name_zh}”不起作用：没有条款采用它"
                ),
                wording!("never named", "未被采用"),
            )
            .with_help(wording!(
                "end the clauses that depend on it with `under reading {name_en} is …`, or remove it",
                "请在取决于它的条款末尾写“采用解读 {name_zh} 为 …”，或将其删去"
            ));
        }
        Kind::Result => {
            return Diagnostic::hint(
                "names/never-used",
                span,
                wording!(
                    "no rule takes the result `{name_en}` of the table",
                    "没有规则用到标准表的“{name_zh}”这项结果"
                ),
                wording!("in the table, never used", "表中有而未使用"),
            )
            .with_help(wording!(
                "a rule may be missing, or the table says more than is needed",
                "可能遗漏了规则，也可能不必列出"
            ));
        }
        Kind::Parameter | Kind::Fact => {
            return Diagnostic::hint(
                "names/never-used",
                span,
                wording!("no rule reads the fact `{name_en}`", "没有规则用到事实“{name_zh}”"),
                wording!("asked for, never used", "要求填报但未使用"),
            )
            .with_help(wording!(
                "a rule may be missing, or the fact is asked for in vain",
                "可能遗漏了规则，也可能不必要求填报"
            ));
        }
    };
    Diagnostic::warning(
        "names/never-used",
        span,
        wording!("the {en} `{name_en}` is never used", "{zh}“{name_zh}”从未使用"),
        wording!("declared here", "声明处"),
    )
    .with_help(wording!("use it or remove it", "请使用或删去"))
}
