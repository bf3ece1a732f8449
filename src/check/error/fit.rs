//! Limits whose figures don't fit what they limit.

use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::wording;

/// So many parts of a total are pointed at.
const PARTS: usize = 5;

/// A limit that is met always or never, or whose parts don't come to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum FitError {
    /// All that it limits comes to less.
    NeverBinds { span: Span, figure: String, most: String },
    /// It leaves nothing.
    OfNothing { span: Span },
    /// It is a share of what the award is always a greater share of, or (`never`) never a greater one.
    Share { span: Span, award: Span, never: bool },
    /// Another limit on the same awards lets less through.
    WithinAnother { span: Span, figure: String, other: Span, most: String },
    /// It cuts before a narrower one does.
    WiderFirst { span: Span, narrower: Span },
    /// An award alone is more.
    AlwaysBinds { span: Span, most: String, award: Span, least: String },
    /// The parts come to less than their total.
    NeverReached { span: Span, figure: String, sum: String, parts: Vec<(Span, String)> },
    /// The parts come to a little more than their total.
    PartsExceed { span: Span, figure: String, sum: String, parts: Vec<(Span, String)> },
}

impl From<FitError> for Diagnostic {
    fn from(error: FitError) -> Diagnostic {
        match error {
            FitError::NeverBinds { span, figure, most } => Diagnostic::hint(
                "limits/never-binds",
                span,
                wording!(
                    "this limit of {figure} never cuts: what it limits comes to {most} at most",
                    "该限额 {figure} 不会起作用：所限金额最多 {most}"
                ),
                wording!("never reached", "不会达到"),
            )
            .with_help(wording!(
                "compare the figures and their units with the document, and the declared ranges of the facts",
                "请核对文件中的数额和单位，以及各项事实声明的取值范围"
            )),
            FitError::OfNothing { span } => Diagnostic::warning(
                "limits/of-nothing",
                span,
                wording!("this limit leaves nothing, whatever is awarded", "该限额为零，任何奖励都会被全部核减"),
                wording!("0 at most", "最多为0"),
            )
            .with_help(wording!(
                "compare the figure and its unit with the document; what is not awarded at all needs no measure",
                "请对照文件核对数额和单位；如果根本不给予奖励，就不需要这项措施"
            )),
            FitError::Share { span, award, never: true } => Diagnostic::hint(
                "limits/never-binds",
                span,
                wording!(
                    "this limit never cuts: the award is no greater share of the same amount",
                    "该限额不会起作用：奖励占同一金额的比例不高于它"
                ),
                wording!("never reached", "不会达到"),
            )
            .with_help(wording!(
                "compare the two shares and what each is taken of with the document",
                "请对照文件核对两个比例及其各自的基数"
            ))
            .with_also(award, wording!("no greater share", "比例不高于它")),
            FitError::Share { span, award, never: false } => Diagnostic::warning(
                "limits/always-binds",
                span,
                wording!(
                    "this limit always cuts: the award is a greater share of the same amount",
                    "该限额必然核减：奖励占同一金额的比例更高"
                ),
                wording!("always cuts", "必然核减"),
            )
            .with_help(wording!(
                "compare the two shares and what each is taken of with the document",
                "请对照文件核对两个比例及其各自的基数"
            ))
            .with_also(award, wording!("a greater share", "比例更高")),
            FitError::WithinAnother { span, figure, other, most } => Diagnostic::hint(
                "limits/never-binds",
                span,
                wording!(
                    "this limit of {figure} never cuts: another limit leaves the same awards {most} at most",
                    "该限额 {figure} 不会起作用：另一限额对同样的奖励最多只留 {most}"
                ),
                wording!("never reached", "不会达到"),
            )
            .with_help(wording!(
                "compare the figures, whose awards count together, and the periods with the document",
                "请对照文件核对数额、按谁计算和计算的时间"
            ))
            .with_also(other, wording!("the narrower limit", "更窄的限额")),
            FitError::WiderFirst { span, narrower } => Diagnostic::hint(
                "limits/wider-first",
                span,
                wording!(
                    "this limit cuts first, and counts what a narrower limit takes away only afterwards",
                    "该限额先行核减，其中计入了随后被更窄的限额减去的金额"
                ),
                wording!("the wider limit", "较宽的限额"),
            )
            .with_help(wording!(
                "write the narrower limit before it, unless the document cuts in this order",
                "请把更窄的限额写在它前面，除非文件就是按这一顺序核减"
            ))
            .with_also(narrower, wording!("the narrower limit, which cuts afterwards", "更窄的限额，随后核减")),
            FitError::AlwaysBinds { span, most, award, least } => Diagnostic::warning(
                "limits/always-binds",
                span,
                wording!(
                    "this limit of {most} always cuts: one award alone comes to {least} at least",
                    "该限额 {most} 必然核减：单笔奖励即至少 {least}"
                ),
                wording!("always cuts", "必然核减"),
            )
            .with_help(wording!("compare the figures and their units with the document", "请对照文件核对数额和单位"))
            .with_also(award, wording!("{least} at least", "至少 {least}")),
            FitError::NeverReached { span, figure, sum, parts } => {
                let finding = Diagnostic::hint(
                    "limits/total-never-reached",
                    span,
                    wording!(
                        "this total of {figure} is never reached: its parts come to {sum} at most",
                        "总额 {figure} 不会达到：各部分合计最多 {sum}"
                    ),
                    wording!("more than all its parts", "高于各部分之和"),
                )
                .with_help(wording!(
                    "compare the figures with the document: a part may be missing",
                    "请对照文件核对数额：也许遗漏了某一部分"
                ));
                pointed(finding, &parts)
            }
            FitError::PartsExceed { span, figure, sum, parts } => {
                let finding = Diagnostic::warning(
                    "limits/parts-exceed-total",
                    span,
                    wording!(
                        "the parts come to {sum}, a little more than this total of {figure}",
                        "各部分合计 {sum}，略高于总额 {figure}"
                    ),
                    wording!("a little less than its parts", "略低于各部分之和"),
                )
                .with_help(wording!(
                    "compare the figures with the document: one of them may be misread; if the document has them so, record it as a defect",
                    "请对照文件核对数额：也许有一处读错；如文件确实如此，请记为文本缺陷"
                ));
                pointed(finding, &parts)
            }
        }
    }
}

fn pointed(finding: Diagnostic, parts: &[(Span, String)]) -> Diagnostic {
    parts
        .iter()
        .take(PARTS)
        .fold(finding, |finding, (span, most)| finding.with_also(*span, wording!("{most}", "{most}")))
}
