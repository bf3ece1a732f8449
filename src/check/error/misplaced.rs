//! What can be wrong with a name that means something, but nothing that can stand there as it is.

use crate::ast::Surface;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::wording;

/// A name of another kind than is needed, or without what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum MisplacedError {
    /// A measure where a value is needed.
    MeasureAsValue { span: Span, name: String },
    /// A unit that stands behind no figure.
    Unit { span: Span, name: String, one: String },
    /// A value of a type beside nothing that has the type.
    ValueAlone { span: Span, name: String, ty: String, label: String },
    /// A field without the record before it.
    FieldWithoutRecord { span: Span, name: String, variable: String },
    /// A field of a record that nothing goes through; of the record and its list what a rule calls them.
    FieldWithoutLoop { span: Span, place: Option<Span>, name: String, record: String, list: String, surface: Surface },
    /// The applicant where one of its facts is needed; `fact`: the name of one.
    ApplicantAsValue { span: Span, name: String, fact: String },
    /// A table without its keys.
    TableWithoutKeys { span: Span, name: String },
}

impl From<MisplacedError> for Diagnostic {
    fn from(error: MisplacedError) -> Diagnostic {
        match error {
            MisplacedError::MeasureAsValue { span, name } => Diagnostic::error(
                "names/unknown",
                span,
                wording!(
                    "`{name}` is a measure, and a fact or value is needed here",
                    "“{name}”是措施，此处需要事实或值"
                ),
                wording!("a measure", "措施"),
            )
            .with_help(wording!(
                "what a measure brings is no value: limit several measures together with `limits across`, or count what was paid with \
                 `counting the ledger of {name}` in a cap; a formula for several measures is defined with `let` outside of them",
                "措施的奖励不能当作值使用：几项措施一起封顶请用“合并限额”；已拨付的部分，在封顶中写“计入台账 {name}”；几项措施共用的算式，请在措施之外用“设”定义"
            )),
            MisplacedError::ApplicantAsValue { span, name, fact } => Diagnostic::error(
                "names/unknown",
                span,
                wording!("`{name}` is the applicant, and a fact or value is needed here", "“{name}”就是申报主体，此处需要事实或值"),
                wording!("the applicant", "申报主体"),
            )
            .with_help(wording!(
                "the facts of the applicant are written alone, such as `{fact}`",
                "申报主体的事实直接写名称，前面不写“{name}”，例如“{fact}”"
            )),
            MisplacedError::Unit { span, name, one } => Diagnostic::error(
                "names/unknown",
                span,
                wording!("`{name}` is a unit, and stands behind a figure only", "“{name}”是计量单位，只能写在数字之后"),
                wording!("a unit without a figure", "单位前没有数字"),
            )
            .with_help(wording!(
                "write a quantity `{one}` or a rate of money `30元/{name}`; a share by the unit is `2% × … ÷ {one}`",
                "请写成数量“{one}”或单价“30元/{name}”；按单位计的比例请写“2% × … ÷ {one}”"
            )),
            MisplacedError::ValueAlone { span, name, ty, label } => Diagnostic::error(
                "names/value-alone",
                span,
                wording!(
                    "`{name}` is a value of `{ty}` and stands beside no fact of that type",
                    "“{name}”是“{label}”的取值，但没有与这一类型的事实放在一起"
                ),
                wording!("a value by itself", "单独的取值"),
            )
            .with_help(wording!("compare a fact with it: `fact is {name}`", "请与事实比较：“某事实 为 {name}”")),
            MisplacedError::FieldWithoutRecord { span, name, variable } => Diagnostic::error(
                "names/field-without-record",
                span,
                wording!("`{name}` is a fact of each `{variable}`", "“{name}”是每个“{variable}”的事实"),
                wording!("of which record?", "未指明是哪一条记录"),
            )
            .with_help(wording!("write `{variable}.{name}`", "请写“{variable}.{name}”"))
            .with_fix(span.before(), format!("{variable}.")),
            MisplacedError::FieldWithoutLoop { span, place, name, record, list, surface } => {
                let (english, chinese) = (format!("for each {record} in {list}"), format!("对每个 {record} 属于 {list}"));
                let each = surface.either(&english, &chinese);
                let (english, chinese) = (format!("sum of {record}.{name} {each}"), format!("合计 {record}.{name} {each}"));
                let sum = surface.either(&english, &chinese);
                let finding = Diagnostic::error(
                    "names/field-without-record",
                    span,
                    wording!("`{name}` is a fact of each `{record}`", "“{name}”是每个“{record}”的事实"),
                    wording!("of which record?", "未指明是哪一条记录"),
                )
                .with_help(wording!(
                    "go through the list, `{each}`, and write `{record}.{name}`; for all of them together, `{sum}`",
                    "请逐条计算：在措施中写“{each}”，再写“{record}.{name}”；各条相加的，写“{sum}”"
                ));
                match place {
                    Some(place) => finding.with_also(place, wording!("declared here", "在此声明")),
                    None => finding,
                }
            }
            MisplacedError::TableWithoutKeys { span, name } => Diagnostic::error(
                "names/table-without-keys",
                span,
                wording!("the table `{name}` gives a value only for a key", "标准表“{name}”要给出键才有值"),
                wording!("no key", "没有键"),
            )
            .with_help(wording!("write its key in parentheses: `{name}(…)`", "请在括号中写出键：“{name}（…）”")),
        }
    }
}
