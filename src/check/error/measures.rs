//! What can be wrong with measures and conditions.

use crate::ast::Surface;
use crate::diagnostic::{Diagnostic, Wording};
use crate::source::Span;
use crate::wording;

/// A mistake in a measure or a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum MeasureError {
    /// Neither `award` nor `in kind`.
    NothingGiven { span: Span, name: Wording },
    /// A stub, which says so.
    Unwritten { span: Span, name: Wording },
    /// Both.
    MoneyAndKind { span: Span, award: Span },
    /// A cap or payment of support in kind.
    KindWithMoneyClause { span: Span, kind: Span },
    /// Claims put in order by what differs from year to year.
    OrderByYear { span: Span },
    /// Claims put in order by their place in that order.
    OrderByPosition { span: Span },
    /// The place of a claim's record where no record makes the claim.
    NoPosition { span: Span },
    /// Claims of records that nothing tells apart.
    RecordWithoutKey { span: Span, name: Wording, place: Option<Span> },
    /// A condition of the scope that counts for some years.
    YearsInScope { span: Span },
    /// A condition that reads the support year and names no years.
    YearWithoutYears { span: Span, words: String, surface: Surface },
}

impl From<MeasureError> for Diagnostic {
    fn from(error: MeasureError) -> Diagnostic {
        match error {
            MeasureError::NothingGiven { span, name } => {
                let (name_en, name_zh) = (name.en, name.zh);
                Diagnostic::error(
                    "measures/nothing-given",
                    span,
                    wording!("the measure `{name_en}` gives nothing", "措施“{name_zh}”没有给出任何支持"),
                    wording!("no `award` and no `in kind`", "既没有“奖励”，也没有“非资金支持”"),
                )
                .with_help(wording!(
                    "add `award …`, or `in kind \"…\"` where no money is given",
                    "请加上“奖励 …”；不涉及资金的写“非资金支持 「…」”"
                ))
            }
            MeasureError::Unwritten { span, name } => {
                let (name_en, name_zh) = (name.en, name.zh);
                Diagnostic::warning(
                    "measures/to-be-written",
                    span,
                    wording!("the measure `{name_en}` is not written yet", "措施“{name_zh}”还没有写完"),
                    wording!("a stub", "空壳"),
                )
                .with_help(wording!(
                    "write its conditions, award and caps, each with the words that it rests on, in place of this line",
                    "请以条件、奖励和封顶代替这一行，各附所依据的原文"
                ))
            }
            MeasureError::MoneyAndKind { span, award } => Diagnostic::error(
                "measures/money-and-kind",
                span,
                wording!("a measure gives either money or support in kind", "一项措施要么给予资金，要么给予非资金支持"),
                wording!("support in kind", "非资金支持"),
            )
            .with_help(wording!("make it two measures", "请分为两项措施"))
            .with_also(award, wording!("money", "资金")),
            MeasureError::KindWithMoneyClause { span, kind } => Diagnostic::error(
                "measures/kind-with-money-clause",
                span,
                wording!(
                    "there is no money to limit or pay: the support is in kind",
                    "支持为非资金形式，没有可以封顶或拨付的资金"
                ),
                wording!("speaks of money", "涉及资金"),
            )
            .with_help(wording!("remove it", "请删去"))
            .with_also(kind, wording!("support in kind", "非资金支持")),
            MeasureError::OrderByYear { span } => Diagnostic::error(
                "measures/order-by-year",
                span,
                wording!("the order of claims can't depend on the support year", "申请的先后不能取决于支持年度"),
                wording!("depends on the support year", "取决于支持年度"),
            )
            .with_help(wording!("name one year, such as `[1]`", "请写明某一年度，例如“[1]”")),
            MeasureError::OrderByPosition { span } => Diagnostic::error(
                "measures/position",
                span,
                wording!("the order of claims can't rest on their place in it", "申请的先后不能取决于排定后的序号"),
                wording!("rests on `position`", "取决于“序号”"),
            )
            .with_help(wording!("put them in order by a fact, such as a date", "请按事实（例如日期）排序")),
            MeasureError::NoPosition { span } => Diagnostic::error(
                "measures/position",
                span,
                wording!(
                    "only the records of a measure with `for each` have a position",
                    "只有写明“对每个”的措施，其记录才有序号"
                ),
                wording!("position among what?", "没有可排的记录"),
            )
            .with_help(wording!(
                "use it in a measure with `for each`, or declare a fact of this name",
                "请在写明“对每个”的措施中使用；若是事实，请先声明"
            )),
            MeasureError::RecordWithoutKey { span, name, place } => {
                let (name_en, name_zh) = (name.en, name.zh);

                let finding = Diagnostic::error(
                    "measures/record-without-key",
                    span,
                    wording!("nothing tells the records of `{name_en}` apart", "没有可以区分各条“{name_zh}”记录的编号"),
                    wording!("each makes a claim of its own", "每条记录各为一项申请"),
                )
                .with_help(wording!("begin the record with `key id : text`", "请在记录开头加上“编号 id：文本”"));
                match place {
                    Some(place) => finding.with_also(place, wording!("the record", "该记录")),
                    None => finding,
                }
            }
            MeasureError::YearsInScope { span } => Diagnostic::error(
                "conditions/years-in-scope",
                span,
                wording!(
                    "the scope holds for the whole policy, and not for single support years",
                    "适用范围针对整项政策，不能只适用于某些支持年度"
                ),
                wording!("speaks of support years", "涉及支持年度"),
            )
            .with_help(wording!("move the condition to the measures that it concerns", "请将该条件移到相关的措施之下")),
            MeasureError::YearWithoutYears { span, words, surface } => {
                let years = match surface {
                    Surface::English => "in years 1 to 3",
                    Surface::Chinese => "第1至3年",
                };
                Diagnostic::error(
                    "conditions/year-without-years",
                    span,
                    wording!(
                        "`{words}` depends on the support year, and the condition doesn't say for which years it counts",
                        "“{words}”取决于支持年度，而条件没有写明适用于哪些年度"
                    ),
                    wording!("which years?", "未写明年度"),
                )
                .with_help(wording!(
                    "end the condition with its years, such as `{years}`",
                    "请在条件末尾写明年度，例如“{years}”"
                ))
            }
        }
    }
}
