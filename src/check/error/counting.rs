//! What can be wrong with what a limit counts, over how many years, and how it is shared.

use crate::ast::Surface;
use crate::diagnostic::{Diagnostic, Wording};
use crate::source::Span;
use crate::wording;

use super::listed;

/// A mistake in what a limit counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum CountError {
    /// A figure that is no money, and no word on what it counts.
    WithoutMeasuring { span: Span, surface: Surface },
    /// A bare whole number, which may be an amount or a number of awards: the amount with its unit, the number with its word.
    AmountOrNumber { span: Span, amounts: Vec<String>, awards: String },
    /// What is no whole number where a number of awards is.
    NotANumberOfAwards { span: Span, found: Wording },
    /// What is no number where a quantity is limited.
    NoQuantity { span: Span, found: Wording },
    /// The figure and what is counted are not of one unit.
    OtherUnit { span: Span, figure: Span, one: Wording, other: Wording },
    /// A number of years that no limit reaches over.
    Years { span: Span, count: u32, most: u32 },
    /// `over all applicants`, and no word on how it is shared.
    SharingUnstated { span: Span, surface: Surface },
    /// `per applicant … over all applicants`.
    SharedPerApplicant { span: Span, surface: Surface },
    /// What can't be shared out as the limit says.
    SharedMisfit { span: Span, misfit: SharedMisfit, surface: Surface },
    /// Money that is to count towards something else.
    CountingKind { span: Span },
    /// Money of each support year that is to count towards a limit over another time.
    ByYear { span: Span, surface: Surface },
    /// The ledger of a measure that counts anyway.
    CountedAnyway { span: Span, name: String },
    /// The ledger of this very policy.
    OwnPolicy { span: Span, surface: Surface },
}

/// Why what is limited can't be shared out among all applicants as it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum SharedMisfit {
    /// A number of awards pro rata.
    AwardsProRata,
    /// The highest award of all applicants.
    Highest,
    /// An order of the limit's own beside the one among all.
    TwoOrders,
}

impl From<CountError> for Diagnostic {
    fn from(error: CountError) -> Diagnostic {
        match error {
            CountError::WithoutMeasuring { span, surface } => {
                let awards = surface.either("awards", "次");
                let example = surface.either("36 months measuring lease.months", "36个月 计量 租赁.月数");
                Diagnostic::error(
                    "limits/without-measuring",
                    span,
                    wording!(
                        "this limit is no amount of money, and doesn't say what of each claim it counts",
                        "该限额不是金额，又没有写明每项申报按什么计量"
                    ),
                    wording!("what is counted?", "未写明计量什么"),
                )
                .with_help(wording!(
                    "name what a claim brings of it, as in `{example}`; a number of awards ends with `{awards}`, and an amount has its unit",
                    "请写明每项申报计量的内容，如“{example}”；如为次数，请在后面写“{awards}”；如为金额，请写上单位"
                ))
            }
            CountError::AmountOrNumber { span, amounts, awards } => {
                let Wording { en, zh } = listed(&amounts);
                Diagnostic::error(
                    "types/expected",
                    span,
                    wording!(
                        "this figure doesn't say whether it limits an amount or a number of awards",
                        "这个数字没有写明限的是金额还是次数"
                    ),
                    wording!("a figure without a unit", "没有单位的数字"),
                )
                .with_help(wording!(
                    "write {en} for an amount, `{awards}` for a number of awards, whichever is meant",
                    "请按文件原意，金额写{zh}，次数写“{awards}”"
                ))
            }
            CountError::NotANumberOfAwards { span, found: Wording { en, zh } } => Diagnostic::error(
                "limits/number-of-awards",
                span,
                wording!(
                    "a number of awards is a whole number without unit, and this is {en}",
                    "次数应为不带单位的整数，而此处为{zh}"
                ),
                wording!("{en}", "{zh}"),
            )
            .with_help(wording!(
                "name a whole number, or round with `rounded down to 1`",
                "请写整数，或用“向下取整至 1”取整"
            )),
            CountError::NoQuantity { span, found: Wording { en, zh } } => Diagnostic::error(
                "limits/no-quantity",
                span,
                wording!("{en} can't be limited or counted", "{zh}不能作为限额或计量的内容"),
                wording!("{en}", "{zh}"),
            )
            .with_help(wording!("name a number or a quantity", "请写数值或带单位的量")),
            CountError::OtherUnit { span, figure, one, other } => {
                let (one_en, one_zh, other_en, other_zh) = (one.en, one.zh, other.en, other.zh);
                Diagnostic::error(
                    "limits/other-unit",
                    span,
                    wording!(
                        "the limit is {one_en}, and what is counted is {other_en}",
                        "限额是{one_zh}，计量的却是{other_zh}"
                    ),
                    wording!("{other_en}", "{other_zh}"),
                )
                .with_help(wording!("write both in one unit", "二者应使用同一单位"))
                .with_also(figure, wording!("{one_en}", "{one_zh}"))
            }
            CountError::Years { span, count, most } => Diagnostic::error(
                "limits/years",
                span,
                wording!("a limit can't add up over {count} years", "限额不能按连续 {count} 年计算"),
                wording!("from 1 to {most} years", "应为 1 至 {most} 年"),
            )
            .with_help(wording!("write the number of years that the document names", "请写文件所载的年数")),
            CountError::SharingUnstated { span, surface } => {
                let order = surface.either("in order of DATE", "按 日期 排序");
                let pro_rata = surface.either("pro rata", "按比例");
                Diagnostic::error(
                    "limits/sharing-unstated",
                    span,
                    wording!(
                        "it is not said how the applicants share what is not enough for all",
                        "没有写明不够分配时各申报主体如何共享"
                    ),
                    wording!("who comes first?", "未写明如何分配"),
                )
                .with_help(wording!(
                    "go on with `{order}` (a date, a rank or a drawn number) or with `{pro_rata}`",
                    "请接着写“{order}”（日期、名次或抽签号），或写“{pro_rata}”"
                ))
            }
            CountError::SharedPerApplicant { span, surface } => {
                let over_all = surface.either("over all applicants", "全部申报主体共享");
                Diagnostic::error(
                    "limits/shared-per-applicant",
                    span,
                    wording!(
                        "what each applicant has for itself is not shared by all of them",
                        "按每个申报主体分别计算的限额不能又由全部申报主体共享"
                    ),
                    wording!("each applicant by itself", "各申报主体分别计算"),
                )
                .with_help(wording!(
                    "remove this key, or `{over_all}`; write two limits where the document has both",
                    "请删去这一分组或“{over_all}”；文件对二者都有规定的，请写成两条"
                ))
            }
            CountError::SharedMisfit { span, misfit, surface } => {
                let order = surface.either("in order of", "按 … 排序");
                let (message, label, help) = match misfit {
                    SharedMisfit::AwardsProRata => (
                        wording!("awards are counted, and can't be shared in proportion", "名额按个计算，不能按比例分配"),
                        wording!("so many awards", "名额"),
                        wording!(
                            "say who comes first, with `{order}` a rank, a score, a date or a drawn number",
                            "请用“{order}”写明先后次序，如名次、得分、日期或抽签号"
                        ),
                    ),
                    SharedMisfit::Highest => (
                        wording!(
                            "the highest award is taken of one applicant's awards, not of all applicants'",
                            "从高是就同一申报主体的各项奖励而言，不在全部申报主体之间比较"
                        ),
                        wording!("the highest of whose?", "谁的最高额？"),
                        wording!(
                            "limit the number of awards, and put the highest first with `{order}` minus the amount",
                            "如只奖励金额最高的申报主体，请限定名额，并用“{order}”写上金额的负数"
                        ),
                    ),
                    SharedMisfit::TwoOrders => (
                        wording!(
                            "this limit has an order of its own beside the way in which all applicants share it",
                            "该限额既有自身的次序，又写明了全部申报主体如何分配"
                        ),
                        wording!("which of the two?", "以哪一个为准？"),
                        wording!(
                            "write the order once, behind the words on all applicants: an applicant's own awards stand in it too",
                            "请将次序只写一次，写在“全部申报主体共享”之后：同一申报主体的各项奖励也按此排列"
                        ),
                    ),
                };
                Diagnostic::error("limits/shared-misfit", span, message, label).with_help(help)
            }
            CountError::CountingKind { span } => Diagnostic::error(
                "limits/counting-kind",
                span,
                wording!(
                    "an amount can't count towards a limit that is not an amount of money",
                    "金额不能计入不是金额的限额"
                ),
                wording!("an amount", "金额"),
            )
            .with_help(wording!(
                "only ledgers count towards a number of awards, a quantity or the highest award; other money for the same matter can be taken off in the award",
                "次数、数量或从高限额只能计入台账；同一事项的其他资金可在奖励金额中扣除"
            )),
            CountError::ByYear { span, surface } => {
                let support = surface.either("per support year", "每支持年度");
                Diagnostic::error(
                    "limits/counting-by-year",
                    span,
                    wording!(
                        "an amount of each support year can't count towards a limit over another time",
                        "逐个支持年度的金额不能计入按其他时间计算的限额"
                    ),
                    wording!("depends on the support year", "取决于支持年度"),
                )
                .with_help(wording!(
                    "write the limit `{support}`, or name an amount of the whole claim",
                    "请将限额写成“{support}”，或写整项申报的金额"
                ))
            }
            CountError::CountedAnyway { span, name } => Diagnostic::error(
                "limits/counted-anyway",
                span,
                wording!("what was paid under `{name}` counts towards this limit anyway", "“{name}”已拨付的金额本就计入该限额"),
                wording!("the limit stands with this measure", "该限额本就及于此措施"),
            )
            .with_help(wording!("remove it", "请删去")),
            CountError::OwnPolicy { span, surface } => {
                let ledger = surface.either("counting the ledger of MEASURE", "计入台账 措施");
                let across = surface.either("limits across", "合并限额");
                Diagnostic::error(
                    "limits/own-policy",
                    span,
                    wording!("this is the policy itself, not another one", "这就是本政策，不是其他政策"),
                    wording!("this policy", "本政策"),
                )
                .with_help(wording!(
                    "name its measures: `{ledger}`, or limit them together with `{across}`",
                    "请写明措施：“{ledger}”，或用“{across}”一并限额"
                ))
            }
        }
    }
}
