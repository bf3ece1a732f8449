//! What can be wrong with exceptions and raises.

use crate::ast::Surface;
use crate::diagnostic::{Diagnostic, Wording};
use crate::source::Span;
use crate::wording;

use super::operations::as_share;
use super::rows::{said_of, where_all};
use super::{WithUnit, listed};

/// A mistake in what departs from a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum DepartureError {
    /// Two departures of one clause with the same label.
    LabelTwice { span: Span, first: Span, label: String },
    /// `to` exceptions of one label that count under different readings or in different years.
    Several { span: Span, label: String },
    /// `to` an exception that does not stand above.
    Unknown { span: Span, label: String, known: Vec<String>, nearest: Option<String>, surface: Surface },
    /// Exceptions to exceptions, deeper than is followed.
    TooDeep { span: Span, most: usize },
    /// Two exceptions to the same thing that apply together.
    Overlap {
        span: Span,
        other: Span,
        place: Vec<(String, Wording)>,
        labels: (String, String),
        behind: Option<Span>,
        surface: Surface,
    },
    /// Two exceptions to the same thing that different facts decide.
    MayMeet { span: Span, other: Span, labels: (String, String), surface: Surface },
    /// An exception of another kind than the rule.
    Differs { span: Span, first: Wording, found: Wording, fix: Option<WithUnit> },
    /// A raise of what is no number.
    RaiseOf { span: Span, found: Wording },
    /// A raise by what can't be added; of an amount by a share, the factor that was probably meant.
    RaiseUnit { span: Span, base: Wording, found: Wording, fix: Option<WithUnit>, share: Option<String>, unmixed: bool },
    /// Behind a limit without a figure.
    NoFigure { span: Span, cap: Span },
}

impl From<DepartureError> for Diagnostic {
    fn from(error: DepartureError) -> Diagnostic {
        match error {
            DepartureError::LabelTwice { span, first, label } => Diagnostic::error(
                "cases/label-twice",
                span,
                wording!(
                    "two exceptions or raises of this value are called `{label}`",
                    "同一取值有两个名为“{label}”的例外或上浮"
                ),
                wording!("the second", "重复之处"),
            )
            .with_also(first, wording!("the first", "首次出现"))
            .with_help(wording!("give each a label of its own", "请为每一项写不同的名称")),
            DepartureError::Unknown { span, label, known, nearest, surface } => {
                let finding = Diagnostic::error(
                    "cases/unknown-exception",
                    span,
                    wording!("no exception `{label}` stands above this one", "前面没有名为“{label}”的例外"),
                    wording!("an exception to what?", "是何者的例外？"),
                );
                if let Some(nearest) = nearest {
                    let written = match surface {
                        Surface::English => format!("\"{nearest}\""),
                        Surface::Chinese => format!("「{nearest}」"),
                    };
                    return finding
                        .with_help(wording!("did you mean `{nearest}`?", "是否要写“{nearest}”？"))
                        .with_fix(span, written);
                }
                if known.is_empty() {
                    return finding.with_help(wording!(
                        "an exception to the rule itself goes without `to`; the one that it refers to stands above it",
                        "对一般规定的例外不写“于”；被引用的例外应写在它之前"
                    ));
                }
                let Wording { en, zh } = listed(&known);
                finding.with_help(wording!("above it stand: {en}", "前面的例外有：{zh}"))
            }
            DepartureError::Several { span, label } => Diagnostic::error(
                "cases/label-twice",
                span,
                wording!(
                    "several exceptions above are called `{label}`, and it is not clear which is meant",
                    "前面有几个名为“{label}”的例外，不能确定指哪一个"
                ),
                wording!("which of them?", "指哪一个？"),
            )
            .with_help(wording!(
                "end this one with the reading or the years of the one that is meant, or give each a label of its own",
                "请在此例外末尾写明与所指例外相同的解读或年度，或为每一项写不同的名称"
            )),
            DepartureError::TooDeep { span, most } => Diagnostic::error(
                "cases/nested-too-deep",
                span,
                wording!("exceptions to exceptions go no deeper than {most}", "例外之例外最多{most}层"),
                wording!("one too deep", "超出层数"),
            )
            .with_help(wording!(
                "write what belongs together as exceptions to the same one, or the value by rows",
                "请将同类情形写成同一项的例外，或分行取值"
            )),
            DepartureError::MayMeet { span, other, labels: (first, second), surface } => {
                let to = surface.either(format!("to \"{first}\""), format!("于 「{first}」"));
                Diagnostic::hint(
                    "cases/may-meet",
                    span,
                    wording!(
                        "the exceptions `{first}` and `{second}` may apply at once: different facts decide them",
                        "例外“{first}”和“{second}”可能同时适用：两者取决于不同的事实"
                    ),
                    wording!("may hold together with the other", "可能与另一项同时成立"),
                )
                .with_also(other, wording!("decided by other facts", "取决于其他事实"))
                .with_help(wording!(
                    "say which goes first: write this one as an exception to the other, `{to}`, or rule the other out in one of the conditions",
                    "请写明何者优先：将此项写成另一项的例外（“{to}”），或在其中一项的条件中排除另一项"
                ))
            }
            DepartureError::Overlap { span, other, place, labels, behind, surface } => {
                let (Wording { en, zh }, (first, second)) = (said_of(&place), labels);
                let there = where_all(&place);
                let (where_en, where_zh) = (there.en, there.zh);
                let finding = Diagnostic::error(
                    "cases/overlap",
                    span,
                    wording!(
                        "the exceptions `{first}` and `{second}` both apply where {where_en}",
                        "{where_zh}时，例外“{first}”和“{second}”同时适用"
                    ),
                    wording!("applies for {en} as well", "也适用于{zh}"),
                )
                .with_also(other, wording!("applies for {en}", "适用于{zh}"));
                match behind {
                    Some(behind) => {
                        let words = match surface {
                            Surface::English => format!(" to \"{first}\""),
                            Surface::Chinese => format!(" 于 「{first}」"),
                        };
                        let shown = words.trim_start().to_owned();
                        finding
                            .with_help(wording!(
                                "let them exclude one another, or make the narrower one an exception to the other: `{shown}`",
                                "请使两者互不重叠；或将较窄的一项写成另一项的例外：“{shown}”"
                            ))
                            .with_fix(behind, words)
                    }
                    None => finding.with_help(wording!(
                        "let them exclude one another: their order decides nothing",
                        "请使两者互不重叠：先后次序不起作用"
                    )),
                }
            }
            DepartureError::Differs { span, first, found, fix } => {
                let (en, zh, first_en, first_zh) = (found.en, found.zh, first.en, first.zh);
                let finding = Diagnostic::error(
                    "cases/exception-differs",
                    span,
                    wording!(
                        "this exception gives {en}, the rule gives {first_en}",
                        "此例外的值是{zh}，一般规定的值是{first_zh}"
                    ),
                    wording!("{en}", "{zh}"),
                );
                match fix {
                    Some(fix) => fix.suggest(finding, span),
                    None => finding.with_help(wording!(
                        "an exception stands in for the whole value, and is of its kind",
                        "例外取代整个取值，种类应与之一致"
                    )),
                }
            }
            DepartureError::RaiseOf { span, found } => {
                let (en, zh) = (found.en, found.zh);
                Diagnostic::error(
                    "cases/raise-unit",
                    span,
                    wording!("only a number can be raised, and this is {en}", "只有数值可以上浮，此处是{zh}"),
                    wording!("raises {en}", "上浮的是{zh}"),
                )
                .with_help(wording!("use `except` to put another value in its place", "请用“例外”写明另一取值"))
            }
            DepartureError::RaiseUnit { span, base, found, fix, share, unmixed } => {
                let (en, zh, base_en, base_zh) = (found.en, found.zh, base.en, base.zh);
                let finding = Diagnostic::error(
                    "cases/raise-unit",
                    span,
                    wording!("{base_en} can't be raised by {en}", "{base_zh}不能按{zh}上浮"),
                    wording!("{en}", "{zh}"),
                );
                if let Some(words) = share {
                    return finding.with_help(wording!(
                        "`{words}` raises the value by this share of itself; percentage points on a rate stand behind the `let` of the rate: whichever is meant",
                        "请按文件原意书写：此值本身提高这一比例，写“{words}”；比例提高几个百分点，请将“上浮”写在设该比例的“设”之后"
                    ));
                }
                if unmixed {
                    return finding.with_help(as_share());
                }
                match fix {
                    Some(fix) => fix.suggest(finding, span),
                    None => finding.with_help(wording!(
                        "write how much is added, in the unit of the value",
                        "请写明增加多少，单位与原值一致"
                    )),
                }
            }
            DepartureError::NoFigure { span, cap } => Diagnostic::error(
                "cases/no-figure",
                span,
                wording!("the limit above has no amount to depart from", "上面的限制没有可以变动的金额"),
                wording!("departs from what?", "变动的是什么？"),
            )
            .with_also(cap, wording!("this limit", "此项限制"))
            .with_help(wording!(
                "exceptions and raises follow a `let`, an award, or a cap on money",
                "例外和上浮应写在“设”、“奖励”或金额“封顶”之后"
            )),
        }
    }
}
