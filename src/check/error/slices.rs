//! What can be wrong with slices.

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
