//! What can be wrong with a file of values.

use crate::diagnostic::{Diagnostic, Wording};
use crate::source::Span;
use crate::wording;

/// A mistake in a file of a dated value's rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::syntax) enum DataError {
    /// The first line does not name the columns.
    Header { span: Span, wanted: String },
    /// A line that is no row of these columns.
    Unreadable { span: Span, columns: String },
}

impl From<DataError> for Diagnostic {
    fn from(error: DataError) -> Diagnostic {
        match error {
            DataError::Header { span, wanted } => Diagnostic::error(
                "dated/header",
                span,
                wording!("the first line must name the columns: `{wanted}`", "首行应为各列的名称：“{wanted}”"),
                wording!("other columns", "列名不符"),
            )
            .with_help(wording!(
                "write `{wanted}`; a column `until` may stand behind `from`",
                "请写“{wanted}”；“from”之后可以加一列“until”"
            )),
            DataError::Unreadable { span, columns } => Diagnostic::error(
                "dated/unreadable",
                span,
                wording!("this line can't be read as `{columns}`", "此行无法按“{columns}”读取"),
                wording!("not a row of these columns", "不符合各列的格式"),
            )
            .with_help(Wording::new(
                "write dates like 2026-01-31, shares like 3.45%, numbers without commas, one value for each column",
                "日期请写成 2026-01-31，比率请写成 3.45%，数字中不加逗号，每列一个值",
            )),
        }
    }
}
