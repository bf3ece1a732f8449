//! What can be wrong with facts, records and types.

use crate::diagnostic::{Diagnostic, Wording};
use crate::source::Span;
use crate::value::Number;
use crate::wording;

/// A mistake in a declared fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum FactError {
    /// `signed` before what is no number.
    SignedWithoutNumber { span: Span },
    /// A list by support year.
    ListByYear { span: Span },
    /// `5..1`.
    EmptyRange { span: Span, least: Number, most: Number },
    /// A `one of` type without values.
    NoValues { span: Span, name: Wording },
    /// `key` outside a record.
    KeyOutsideRecord { span: Span },
    /// A second `key`.
    SecondKey { span: Span },
    /// A key that is neither text nor a whole number.
    KeyType { span: Span },
    /// A key that may be absent.
    KeyAbsent { span: Span },
    /// `if absent none` of what is no list.
    NoneWithoutList { span: Span },
    /// `if absent VALUE` of a list or a series.
    AbsentValueOf { span: Span, wanted: Wording },
    /// A computed value where a fixed one stands; or a word for all the `rest`.
    NotFixed { span: Span, rest: bool },
    /// A fixed value outside the declared range.
    OutsideRange { span: Span, value: Number, range: String },
    /// A fraction where a whole number stands.
    NotWhole { span: Span, value: Number },
}

impl From<FactError> for Diagnostic {
    fn from(error: FactError) -> Diagnostic {
        match error {
            FactError::SignedWithoutNumber { span } => Diagnostic::error(
                "facts/signed-without-number",
                span,
                wording!("only a number can be negative", "只有数值才能为负"),
                wording!("`signed` says nothing here", "“可负”在此无意义"),
            )
            .with_help(wording!("remove `signed`", "请删去“可负”")),
            FactError::ListByYear { span } => Diagnostic::error(
                "facts/list-by-support-year",
                span,
                wording!("a list can't be given by support year", "列表不能按支持年度填报"),
                wording!("a list for each year", "每年一份列表"),
            )
            .with_help(wording!(
                "keep one list, and give the facts of its records by support year",
                "请保留一份列表，将记录中的事实按支持年度填报"
            )),
            FactError::EmptyRange { span, least, most } => Diagnostic::error(
                "facts/empty-range",
                span,
                wording!("no number lies in `{least}..{most}`", "没有数落在“{least}..{most}”之内"),
                wording!("an empty range", "空的范围"),
            )
            .with_help(wording!("write the least number first", "请将较小的数写在前面")),
            FactError::NoValues { span, name } => {
                let (name_en, name_zh) = (name.en, name.zh);
                Diagnostic::error(
                    "facts/no-values",
                    span,
                    wording!("the type `{name_en}` has no values", "类型“{name_zh}”没有取值"),
                    wording!("nothing to choose from", "没有可选的值"),
                )
                .with_help(wording!(
                    "add a row for each value: `| name \"label\"`",
                    "请为每个取值加一行：“| 名称 「标签」”"
                ))
            }
            FactError::KeyOutsideRecord { span } => Diagnostic::error(
                "facts/key-outside-record",
                span,
                wording!("only a record of a list has a key", "只有列表中的记录才有编号"),
                wording!("not in a record", "不在记录中"),
            )
            .with_help(wording!(
                "remove `key`: there is one applicant in a case",
                "请删去“编号”：一个案例只有一个申报主体"
            )),
            FactError::SecondKey { span } => Diagnostic::error(
                "facts/two-keys",
                span,
                wording!("a record has one key, this is a second", "一条记录只有一个编号，这是第二个"),
                wording!("the second key", "第二个编号"),
            )
            .with_help(wording!("keep the one that tells the records apart", "请保留能够区分各条记录的一个")),
            FactError::KeyType { span } => Diagnostic::error(
                "facts/key-type",
                span,
                wording!("a key is text or a whole number", "编号只能是文本或整数"),
                wording!("something else", "其他类型"),
            )
            .with_help(wording!("write `text`", "请写“文本”")),
            FactError::KeyAbsent { span } => Diagnostic::error(
                "facts/key-absent",
                span,
                wording!("a key is never absent: it tells the records apart", "编号不能缺省：它用来区分各条记录"),
                wording!("stands for a missing key", "用以代替缺省的编号"),
            )
            .with_help(wording!("remove `if absent`", "请删去“缺省”")),
            FactError::NoneWithoutList { span } => Diagnostic::error(
                "facts/none-without-list",
                span,
                wording!("only a list can be absent as an empty one", "只有列表才能缺省为空"),
                wording!("not a list", "不是列表"),
            )
            .with_help(wording!(
                "write a value, or nothing: an absent fact is unknown then",
                "请写一个值，或不写缺省：未填报的事实即为未知"
            )),
            FactError::AbsentValueOf { span, wanted } => {
                let Wording { en, zh } = wanted;
                Diagnostic::error(
                    "facts/absent-value",
                    span,
                    wording!("no single value can stand for {en}", "{zh}不能以单个值代替"),
                    wording!("a single value", "单个值"),
                )
                .with_help(wording!(
                    "write `if absent none` for a list, and nothing for a series",
                    "列表请写“缺省 空”，按年度的事实不写缺省"
                ))
            }
            FactError::NotFixed { span, rest: true } => Diagnostic::error(
                "facts/not-fixed",
                span,
                wording!("a table has no row for all the rest", "标准表没有“其余”一行"),
                wording!("which values?", "指哪些取值？"),
            )
            .with_help(wording!(
                "write the range that is left, such as `below 1000000元`, or the values that are left, joined by `or`",
                "请写出其余的范围，例如“低于 100万元”；或逐一写出其余的取值，用“或”连接"
            )),
            FactError::NotFixed { span, rest: false } => Diagnostic::error(
                "facts/not-fixed",
                span,
                wording!("this has to be a fixed value", "此处须为固定的值"),
                wording!("depends on facts", "取决于事实"),
            )
            .with_help(wording!(
                "write a figure, a date, a text or a value of the type",
                "请写数字、日期、文本或该类型的取值"
            )),
            FactError::OutsideRange { span, value, range } => Diagnostic::error(
                "facts/outside-range",
                span,
                wording!("{value} lies outside the range `{range}`", "{value}超出范围“{range}”"),
                wording!("out of range", "超出范围"),
            )
            .with_help(wording!("widen the range or correct the value", "请放宽范围或更正该值")),
            FactError::NotWhole { span, value } => Diagnostic::error(
                "facts/not-whole",
                span,
                wording!("{value} is not a whole number", "{value}不是整数"),
                wording!("a whole number belongs here", "此处应为整数"),
            )
            .with_help(wording!("round it, or declare a `decimal`", "请取整，或改为“小数”")),
        }
    }
}
