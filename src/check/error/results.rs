//! What can be wrong with the results of a table.

use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::wording;

use super::{listed_both, suggest};

/// A mistake in the results of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum ResultError {
    /// More or fewer values than results.
    Count { span: Span, found: usize, wanted: usize },
    /// A name that is none of the results.
    Unknown { span: Span, name: String, results: Vec<(String, String)>, nearest: Option<String> },
    /// A table with several results as one value.
    NotNamed { span: Span, results: Vec<(String, String)> },
}

impl From<ResultError> for Diagnostic {
    fn from(error: ResultError) -> Diagnostic {
        match error {
            ResultError::Count { span, found, wanted } => Diagnostic::error(
                "tables/result-count",
                span,
                wording!(
                    "values of this row: {found}, results of the table: {wanted}",
                    "此行有{found}个值，标准表有{wanted}项结果"
                ),
                wording!("{found} here", "此处{found}个"),
            )
            .with_help(wording!(
                "give a value for each result, with commas between; name the results behind `gives`",
                "请为每项结果各写一个值，以逗号分隔；各项结果的名称写在“得出”之后"
            )),
            ResultError::Unknown { span, name, results, nearest } => {
                let list = listed_both(&results);
                let (en, zh) = (list.en, list.zh);
                suggest(
                    Diagnostic::error(
                        "tables/unknown-result",
                        span,
                        wording!("the table has no result `{name}`", "标准表没有“{name}”这项结果"),
                        wording!("no result of the table", "不是该表的结果"),
                    )
                    .with_help(wording!("its results are {en}", "它的结果有{zh}")),
                    span,
                    nearest,
                )
            }
            ResultError::NotNamed { span, results } => {
                let list = listed_both(&results);
                let (en, zh) = (list.en, list.zh);
                Diagnostic::error(
                    "tables/result-not-named",
                    span,
                    wording!(
                        "the table has several results, and none is named",
                        "标准表有多项结果，此处没有写明取哪一项"
                    ),
                    wording!("which of its results?", "取哪一项？"),
                )
                .with_help(wording!("write the result behind a point: {en}", "请在“.”之后写明结果：{zh}"))
            }
        }
    }
}
