//! What can be wrong with the header.

use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::wording;

/// A mistake in the header, or in what a policy has once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum HeaderError {
    /// No file has a header.
    Missing { span: Span },
    /// A second header.
    TwoPolicies { span: Span, first: Span },
    /// A second `applicant`.
    TwoApplicants { span: Span, first: Span },
    /// A second `scope`.
    TwoScopes { span: Span, first: Span },
    /// No `money` clause; yuan and fen are taken.
    NoMoneyRule { span: Span },
    /// A unit of 0, or one with too many digits.
    RoundingUnit { span: Span, unit: String },
    /// A code that no currency has.
    Currency { span: Span, code: String, meant: Option<&'static str> },
}

impl From<HeaderError> for Diagnostic {
    fn from(error: HeaderError) -> Diagnostic {
        match error {
            HeaderError::Missing { span } => Diagnostic::error(
                "policy/missing",
                span,
                wording!("the rules have no header", "规则没有政策抬头"),
                wording!("a policy begins here", "政策从这里开始"),
            )
            .with_help(wording!(
                "begin with `policy name \"title\"`, then its issuer, source, money and period in force",
                "请以“政策 名称 「标题」”开头，其下写发布机关、原文件、金额单位和施行时间"
            )),
            HeaderError::TwoPolicies { span, first } => Diagnostic::error(
                "policy/two-policies",
                span,
                wording!("a policy has one header, this is a second", "一项政策只有一个抬头，这是第二个"),
                wording!("the second header", "第二个抬头"),
            )
            .with_help(wording!(
                "remove it, or check the two policies apart from each other",
                "请删去其中一个，或将两项政策分开检查"
            ))
            .with_also(first, wording!("the first header", "第一个抬头")),
            HeaderError::TwoApplicants { span, first } => Diagnostic::error(
                "policy/two-applicants",
                span,
                wording!(
                    "a policy describes its applicant once, this is a second time",
                    "申报主体只描述一次，这里又描述了一次"
                ),
                wording!("the second description", "第二处描述"),
            )
            .with_help(wording!("move these facts to the first", "请将这些事实并入第一处"))
            .with_also(first, wording!("the first description", "第一处描述")),
            HeaderError::TwoScopes { span, first } => Diagnostic::error(
                "policy/two-scopes",
                span,
                wording!("a policy has one scope, this is a second", "一项政策只有一个适用范围，这是第二个"),
                wording!("the second scope", "第二个适用范围"),
            )
            .with_help(wording!("move its conditions to the first", "请将其中的条件并入第一个"))
            .with_also(first, wording!("the first scope", "第一个适用范围")),
            HeaderError::NoMoneyRule { span } => Diagnostic::hint(
                "policy/no-money-rule",
                span,
                wording!(
                    "the header doesn't say how amounts are rounded: half up to 0.01 CNY is taken",
                    "抬头没有写明金额如何取整，按人民币四舍五入至0.01元处理"
                ),
                wording!("no `money` clause", "没有“金额单位”"),
            )
            .with_help(wording!(
                "add `money in CNY, rounded half up to 0.01`",
                "可加上“金额单位 CNY，四舍五入至 0.01”"
            )),
            HeaderError::Currency { span, code, meant } => {
                let finding = Diagnostic::error(
                    "policy/unknown-currency",
                    span,
                    wording!("`{code}` is the code of no currency", "“{code}”不是任何货币的代码"),
                    wording!("a currency is named by its ISO 4217 code", "币种须用ISO 4217代码"),
                );
                match meant {
                    Some(meant) => finding
                        .with_help(wording!("write `{meant}`", "请写“{meant}”"))
                        .with_safe_fix(span, meant.to_owned()),
                    None => finding.with_help(wording!(
                        "write a code such as CNY, HKD, USD or EUR",
                        "请写CNY、HKD、USD、EUR等代码"
                    )),
                }
            }
            HeaderError::RoundingUnit { span, unit } => Diagnostic::error(
                "policy/rounding-unit",
                span,
                wording!("amounts can't be rounded to `{unit}`", "金额不能取整至“{unit}”"),
                wording!("the unit of rounding", "取整的单位"),
            )
            .with_help(wording!("write a unit above 0, such as 0.01, 1 or 100", "请写大于0的单位，例如0.01、1、100")),
        }
    }
}
