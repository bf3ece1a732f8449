//! Amounts that jump where one row of a table ends and the next begins.

use crate::diagnostic::{Diagnostic, Wording};
use crate::source::Span;
use crate::wording;

/// Where an amount jumps most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) struct Cliff {
    /// The row that begins there.
    pub span: Span,
    /// The table.
    pub table: Wording,
    /// Whether it is a named value by cases.
    pub named: bool,
    /// What is on either side.
    pub sides: Sides,
    /// The amount on the side below, and on the side above.
    pub amounts: (String, String),
    /// How many jumps the table has.
    pub count: usize,
    /// Where a rate is multiplied by what it was looked up by; `None`: the table gives amounts, and they fall.
    pub product: Option<Span>,
}

/// The two sides of a threshold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum Sides {
    /// The threshold belongs to the upper row.
    From(String),
    /// The threshold belongs to the lower row.
    UpTo(String),
    /// Two whole numbers, one behind the other.
    Whole(String, String),
}

impl From<Cliff> for Diagnostic {
    fn from(cliff: Cliff) -> Diagnostic {
        let Cliff { span, table, named, sides, amounts: (below, above), count, product } = cliff;
        let change = match sides {
            Sides::From(at) => wording!(
                "just below {at} it is {below}, at {at} it is {above}",
                "略低于{at}时为{below}，达到{at}时为{above}"
            ),
            Sides::UpTo(at) => {
                wording!("at {at} it is {below}, just above it is {above}", "{at}时为{below}，略高于{at}时为{above}")
            }
            Sides::Whole(before, after) => wording!(
                "at {before} it is {below}, at {after} it is {above}",
                "{before}时为{below}，{after}时为{above}"
            ),
        };
        let (en, zh, table_en, table_zh) = (change.en, change.zh, table.en, table.zh);
        let label = match count {
            1 => wording!("the jump", "跳变处"),
            _ => wording!("the greatest of {count} jumps", "{count}处跳变中最大的一处"),
        };
        let Some(product) = product else {
            return Diagnostic::hint(
                "tables/cliff",
                span,
                wording!(
                    "the amount falls as the key of `{table_en}` rises: {en}",
                    "“{table_zh}”的键增大，金额反而下降：{zh}"
                ),
                label,
            )
            .with_help(wording!(
                "compare the rows with the document; where it says so, leave them",
                "请与文件核对各行；文件如此规定的，保持不变"
            ));
        };
        Diagnostic::hint(
            "tables/cliff",
            span,
            wording!(
                "the amount jumps where a row of `{table_en}` begins: {en}",
                "金额在“{table_zh}”换档处跳变：{zh}"
            ),
            label,
        )
        .with_help(if named {
            wording!(
                "where the document says so, leave it; if each row counts for the part above its bound only, write `slices`",
                "文件如此规定的，保持不变；如果各行只适用于超过其下限的部分，请改写为“分段”"
            )
        } else {
            wording!(
            "where the document says so, leave it; if each row counts for the part above its bound only, write `slices` instead of `table`",
            "文件如此规定的，保持不变；如果各档只适用于超过其下限的部分，请将“标准”改为“分段”"
        )})
        .with_also(product, wording!("the rate counts for the whole amount here", "此处比例适用于全额"))
    }
}
