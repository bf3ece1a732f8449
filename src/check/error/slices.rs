//! What can be wrong with slices.

use crate::ast::Surface;
use crate::diagnostic::{Diagnostic, Wording};
use crate::source::Span;
use crate::wording;

/// A mistake in `slices`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum SliceError {
    /// A key that is no number.
    KeyType { span: Span },
    /// More than one key.
    SeveralKeys { span: Span },
    /// A key that may be below 0.
    BelowZero { span: Span },
    /// Rates that can't be multiplied by the key.
    NoProduct { span: Span, rate: Wording, key: Wording },
    /// A step in a table that has no slices.
    StepOfTable { span: Span, surface: Surface },
    /// A step in another unit than the key.
    StepUnit { span: Span, key: Wording, found: Wording },
    /// A step that is 0 or may be below it.
    StepOfNothing { span: Span },
    /// A row that brings something for no step, beside rows with steps.
    StepMissing { span: Span, surface: Surface },
    /// What is no number for each step.
    ValueOfStep { span: Span, found: Wording },
}

impl From<SliceError> for Diagnostic {
    fn from(error: SliceError) -> Diagnostic {
        match error {
            SliceError::KeyType { span } => Diagnostic::error(
                "slices/key-type",
                span,
                wording!("only a number can be cut into slices", "只有数值才能分段计算"),
                wording!("not a number", "不是数值"),
            )
            .with_help(wording!(
                "give the slices an amount, a share or another number as their key, or write a `table`",
                "请以金额、比率或其他数值为键，或改写为“标准”"
            )),
            SliceError::SeveralKeys { span } => Diagnostic::error(
                "slices/several-keys",
                span,
                wording!("slices are cut from one number", "分段计算只针对一个数"),
                wording!("a second key", "第二个键"),
            )
            .with_help(wording!(
                "let the rates depend on the other by a table: `| below 100万元 => rate(kind)`, or write slices for each",
                "请让各段比例按另一个键查表，或为其每个取值各写一组分段"
            )),
            SliceError::StepOfTable { span, surface } => {
                let slices = surface.either("slices", "分段");
                Diagnostic::error(
                    "slices/step",
                    span,
                    wording!("only slices count by steps", "只有“分段”可以按每满多少计算"),
                    wording!("a step in a table", "“标准”的行中写了步长"),
                )
                .with_help(wording!(
                    "write `{slices}`, where each row counts the whole steps of its own part, or multiply by `steps(…)`",
                    "请改写为“{slices}”，各行按本段内的整档数计算；或用“整档数（…）”相乘"
                ))
            }
            SliceError::StepUnit { span, key, found } => {
                let (key_en, key_zh, en, zh) = (key.en, key.zh, found.en, found.zh);
                Diagnostic::error(
                    "slices/step",
                    span,
                    wording!("the key is {key_en}, and this step is {en}", "键是{key_zh}，步长却是{zh}"),
                    wording!("{en}", "{zh}"),
                )
                .with_help(wording!("write the step in the unit of the key", "请以键的单位写步长"))
            }
            SliceError::StepOfNothing { span } => Diagnostic::error(
                "slices/step",
                span,
                wording!("a step is above 0, and this one may not be", "步长应大于0，而此处可能不大于0"),
                wording!("may be 0 or less", "可能为0或小于0"),
            )
            .with_help(wording!("write a step above 0", "请写大于0的步长")),
            SliceError::StepMissing { span, surface } => {
                let step = surface.either("for every STEP", "每满 步长");
                Diagnostic::error(
                    "slices/step",
                    span,
                    wording!(
                        "other rows count by steps, and this one doesn't say for how much its value is given",
                        "其他各行按步长计算，此行没有写明每满多少给予"
                    ),
                    wording!("for every how much?", "每满多少？"),
                )
                .with_help(wording!(
                    "add `{step}`; a part that brings nothing has the value 0",
                    "请加上“{step}”；不计的部分写0"
                ))
            }
            SliceError::ValueOfStep { span, found: Wording { en, zh } } => Diagnostic::error(
                "slices/step",
                span,
                wording!("a step can't bring {en}", "每档不能给予{zh}"),
                wording!("{en}", "{zh}"),
            )
            .with_help(wording!("give an amount or a number for each step", "请为每档写金额或数值")),
            SliceError::BelowZero { span } => Diagnostic::error(
                "slices/below-zero",
                span,
                wording!("slices start from 0, and this key may be below it", "分段从0起算，而此键可能小于0"),
                wording!("may be below 0", "可能小于0"),
            )
            .with_help(wording!("declare the key without `signed`", "请去掉键类型前的“可负”")),
            SliceError::NoProduct { span, rate, key } => {
                let (rate_en, rate_zh, key_en, key_zh) = (rate.en, rate.zh, key.en, key.zh);
                Diagnostic::error(
                    "slices/no-product",
                    span,
                    wording!(
                        "the rows give {rate_en} and the key is {key_en}: one can't be multiplied by the other",
                        "各行的值是{rate_zh}，键是{key_zh}，两者无法相乘"
                    ),
                    wording!("{rate_en}", "{rate_zh}"),
                )
                .with_help(wording!(
                    "a part of the key counts by its row's value: write a share of an amount, or an amount per unit",
                    "每一段按该行的值计：请写金额的比例，或每单位的金额"
                ))
            }
        }
    }
}
