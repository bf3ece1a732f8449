//! What can be wrong with limits across measures.

use crate::ast::Surface;
use crate::diagnostic::{Diagnostic, Wording};
use crate::source::Span;
use crate::wording;

/// A mistake in a `limits across` section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum AcrossError {
    /// All measures are excepted, or none gives money.
    None { span: Span },
    /// A section without a limit.
    Without { span: Span, surface: Surface },
    /// A measure named twice.
    MeasureTwice { span: Span, first: Span, name: String },
    /// A measure that supports in kind.
    WithoutMoney { span: Span, name: Wording, kind: Span },
    /// More clauses, each counted for each measure, than are checked.
    TooMany { span: Span, most: usize },
    /// What a measure (and `others` more) has no such name for.
    Lacking { span: Span, words: String, name: Wording, place: Span, others: usize },
    /// A key or order that is of one kind in one measure and of another in another: the measure, the kind.
    KeysDiffer { span: Span, one: (Wording, Wording), other: (Wording, Wording) },
    /// A key that is the record in one measure and a value in another.
    RecordOrValue { span: Span, one: Wording, other: Wording },
    /// `per` the record where the measures range over different lists.
    OtherList { span: Span, one: Wording, other: Wording, surface: Surface },
}

impl From<AcrossError> for Diagnostic {
    fn from(error: AcrossError) -> Diagnostic {
        match error {
            AcrossError::None { span } => Diagnostic::error(
                "limits/across-none",
                span,
                wording!("these limits go across no measure at all", "该合并限额不及于任何措施"),
                wording!("no measure is left", "没有剩下任何措施"),
            )
            .with_help(wording!(
                "leave a measure that gives money, or remove the section",
                "请至少保留一项给予资金的措施，或删去这一部分"
            )),
            AcrossError::Without { span, surface } => {
                let word = surface.either("cap", "封顶");
                Diagnostic::error(
                    "limits/across-without-limit",
                    span,
                    wording!("these measures are put together, and nothing is limited", "合并了措施，却没有写明限额"),
                    wording!("no limit follows", "其下没有限额"),
                )
                .with_help(wording!(
                    "add a `{word}` clause below, indented, or remove the section",
                    "请在其下缩进写“{word}”条目，或删去这一部分"
                ))
            }
            AcrossError::MeasureTwice { span, first, name } => Diagnostic::error(
                "limits/measure-twice",
                span,
                wording!("the measure `{name}` is named twice", "措施“{name}”重复列出"),
                wording!("named again", "再次列出"),
            )
            .with_help(wording!("name each measure once", "每项措施只列一次"))
            .with_also(first, wording!("named first here", "首次列出处")),
            AcrossError::WithoutMoney { span, name: Wording { en, zh }, kind } => Diagnostic::error(
                "limits/measure-without-money",
                span,
                wording!("the measure `{en}` gives no money that could be limited", "措施“{zh}”不给予资金，无从限额"),
                wording!("support in kind", "非资金支持"),
            )
            .with_help(wording!("remove it from the list", "请从列表中删去"))
            .with_also(kind, wording!("what it gives", "其支持内容")),
            AcrossError::TooMany { span, most } => Diagnostic::error(
                "limits/too-many",
                span,
                wording!(
                    "limits across measures come to more than {most} clauses, each counted once for each of its measures",
                    "合并限额的条目按每项措施各计一次，超过 {most} 条"
                ),
                wording!("too many from here on", "自此处起超出"),
            )
            .with_help(wording!("divide the policy", "请拆分政策文件")),
            AcrossError::Lacking { span, words, name: Wording { en, zh }, place, others } => {
                let (more, more_zh) = match others {
                    0 => (String::new(), String::new()),
                    others => (format!(" and in {others} more"), format!("等{}项措施", others + 1)),
                };
                Diagnostic::error(
                    "limits/not-in-every-measure",
                    span,
                    wording!(
                        "`{words}` means nothing in the measure `{en}`{more}, which this limit goes across",
                        "“{words}”在该限额所及的措施“{zh}”{more_zh}中没有含义"
                    ),
                    wording!("not in every measure", "并非每项措施都有"),
                )
                .with_help(wording!(
                    "give every measure of the section a named value or a loop variable of this name, or name a fact of the applicant",
                    "请在所及的每项措施中设同名的值或循环变量，或改写申报主体的事实"
                ))
                .with_also(place, wording!("this measure has none", "该措施中没有"))
            }
            AcrossError::KeysDiffer { span, one: (one, left), other: (other, right) } => {
                let (Wording { en: left_en, zh: left_zh }, Wording { en: right_en, zh: right_zh }) = (left, right);
                let (Wording { en: one_en, zh: one_zh }, Wording { en: other_en, zh: other_zh }) = (one, other);
                let message = wording!(
                    "this is {left_en} in the measure `{one_en}`, and {right_en} in the measure `{other_en}`",
                    "它在措施“{one_zh}”中是{left_zh}，在措施“{other_zh}”中是{right_zh}"
                );
                differ(span, message)
            }
            AcrossError::RecordOrValue { span, one, other } => {
                let (Wording { en: one_en, zh: one_zh }, Wording { en: other_en, zh: other_zh }) = (one, other);
                let message = wording!(
                    "this is the record of the claim in one of the measures `{one_en}` and `{other_en}`, and a value in the other",
                    "它在措施“{one_zh}”与“{other_zh}”之一中是逐项申报的记录本身，在另一项中是值"
                );
                differ(span, message)
            }
            AcrossError::OtherList { span, one, other, surface } => {
                let example = surface.either("project.id", "项目.编号");
                let (one_en, other_en, one_zh, other_zh) = (one.en, other.en, one.zh, other.zh);
                Diagnostic::error(
                    "limits/other-list",
                    span,
                    wording!(
                        "the measures `{one_en}` and `{other_en}` don't range over the same list, so there is no record that both are about",
                        "措施“{one_zh}”与“{other_zh}”不是对同一清单逐项申报，没有共同的记录可以作为分组"
                    ),
                    wording!("records of different lists", "不同清单中的记录"),
                )
                .with_help(wording!(
                    "name what tells that two records are about the same thing, such as `{example}`",
                    "请写能说明两条记录属于同一事项的内容，如“{example}”"
                ))
            }
        }
    }
}

fn differ(span: Span, message: Wording) -> Diagnostic {
    Diagnostic::error(
        "limits/keys-differ",
        span,
        message,
        wording!("of another kind in another measure", "在另一措施中类型不同"),
    )
    .with_help(wording!(
        "values that are to be compared across measures must be of one kind in all of them",
        "跨措施比较的值在各措施中应为同一类型"
    ))
}
