//! What can be wrong with amendments.

use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::value::Date;
use crate::wording;

/// A mistake in an amendment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum AmendmentError {
    /// Two amendments from the same day.
    SameDay { span: Span, first: Span, day: Date },
    /// There is no such measure.
    NothingRepealed { span: Span, name: String },
}

impl From<AmendmentError> for Diagnostic {
    fn from(error: AmendmentError) -> Diagnostic {
        match error {
            AmendmentError::SameDay { span, first, day } => Diagnostic::error(
                "amendments/same-day",
                span,
                wording!("two amendments count from {day}", "有两项修订均自{day}起施行"),
                wording!("the second", "第二项"),
            )
            .with_help(wording!("make one amendment of the two, or correct the day", "请将两项修订合并，或更正日期"))
            .with_also(first, wording!("the first", "第一项")),
            AmendmentError::NothingRepealed { span, name } => Diagnostic::error(
                "amendments/nothing-repealed",
                span,
                wording!("there is no measure `{name}` before this amendment", "此次修订之前没有名为“{name}”的措施"),
                wording!("no such measure", "没有这项措施"),
            )
            .with_help(wording!("name a measure of the policy as it was", "请写修订前已有的措施")),
        }
    }
}
