//! What goes wrong between two values: how the operation is told, and what can be done.

use crate::ast::ArithmeticOp;
use crate::diagnostic::Wording;
use crate::wording;

/// How a number becomes a ratio.
pub(super) fn as_share() -> Wording {
    wording!(
        "a number that is a share becomes a ratio by `× 100%`",
        "若这个数表示比例，请乘上100%，使其成为比率：“… × 100%”"
    )
}

/// What the operation would do.
pub(super) fn operation(op: ArithmeticOp, left: &Wording, right: &Wording) -> Wording {
    let (left_en, left_zh, right_en, right_zh) = (&left.en, &left.zh, &right.en, &right.zh);
    match op {
        ArithmeticOp::Add => wording!("{right_en} can't be added to {left_en}", "{left_zh}不能加上{right_zh}"),
        ArithmeticOp::Subtract => {
            wording!("{right_en} can't be subtracted from {left_en}", "{left_zh}不能减去{right_zh}")
        }
        ArithmeticOp::Multiply => {
            wording!("{left_en} can't be multiplied by {right_en}", "{left_zh}不能乘以{right_zh}")
        }
        ArithmeticOp::Divide => wording!("{left_en} can't be divided by {right_en}", "{left_zh}不能除以{right_zh}"),
    }
}

/// What may stand on each side of it.
pub(super) fn way_out(op: ArithmeticOp) -> Wording {
    match op {
        ArithmeticOp::Add | ArithmeticOp::Subtract => wording!(
            "only values of one kind are added: amounts of one currency, ratios, numbers, or a date and a length of time",
            "只有同类的值才能相加减：同一货币的金额、比率、数，或日期与时长"
        ),
        ArithmeticOp::Multiply => wording!("an amount is multiplied by a number or a ratio", "金额只能乘以数或比率"),
        ArithmeticOp::Divide => wording!(
            "an amount is divided by a number, a ratio or an amount of the same currency",
            "金额只能除以数、比率或同一货币的金额"
        ),
    }
}
