//! What can be wrong with a policy, by construct.

mod across;
mod amendments;
mod assertions;
mod citations;
mod cliff;
mod comparisons;
mod conditions;
mod counting;
mod dated;
mod departures;
mod facts;
mod figures;
mod fit;
mod functions;
mod genre;
mod header;
mod idle;
mod limits;
mod measures;
mod misplaced;
mod names;
mod operations;
mod payments;
mod quotes;
mod readings;
mod results;
mod rows;
mod silence;
mod slices;
mod tables;
mod time;
mod types;
mod units;
mod unused;

pub(super) use across::AcrossError;
pub(super) use amendments::AmendmentError;
pub(super) use assertions::AssertError;
pub(super) use citations::CitationError;
pub(super) use cliff::{Cliff, Sides};
pub(super) use comparisons::{ComparisonError, Unlike};
pub(super) use conditions::ConditionError;
pub(super) use counting::{CountError, SharedMisfit};
pub(super) use dated::DatedError;
pub(super) use departures::DepartureError;
pub(super) use facts::FactError;
pub(super) use figures::{FigureError, op_in_words};
pub(super) use fit::FitError;
pub(super) use functions::FunctionError;
pub(super) use genre::GenreError;
pub(super) use header::HeaderError;
pub(super) use idle::IdleError;
pub(super) use limits::LimitError;
pub(super) use measures::MeasureError;
pub(super) use misplaced::MisplacedError;
pub(super) use names::{Hidden, NameError};
pub(super) use payments::PaymentError;
pub(super) use quotes::QuoteError;
pub(super) use readings::ReadingError;
pub(super) use results::ResultError;
pub(super) use rows::RowError;
pub(super) use silence::SilenceError;
pub(super) use slices::SliceError;
pub(super) use tables::TableError;
pub(super) use time::TimeError;
pub(super) use types::{Meant, TypeError};
pub(super) use units::UnitError;

use crate::diagnostic::{Diagnostic, Wording};
use crate::source::Span;
use crate::wording;

/// A bare figure with its unit, in the one spelling or the two that could be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) struct WithUnit {
    /// `500元`, `50%`, `30天`.
    pub spelling: String,
    /// `500万元`, `0.5%`.
    pub or: Option<String>,
}

impl WithUnit {
    /// The figure has this meaning alone.
    pub(in crate::check) fn only(spelling: String) -> WithUnit {
        WithUnit { spelling, or: None }
    }

    /// Says how to write it; only a figure of one meaning is mended.
    fn suggest(self, finding: Diagnostic, span: Span) -> Diagnostic {
        let WithUnit { spelling, or } = self;
        match or {
            None => finding
                .with_help(wording!("write the figure with its unit: `{spelling}`", "请写明单位：“{spelling}”"))
                .with_fix(span, spelling),
            Some(or) => finding.with_help(wording!(
                "write the figure with its unit: `{spelling}` or `{or}`, whichever is meant",
                "请按文件原意写明单位：“{spelling}”或“{or}”"
            )),
        }
    }
}

/// A rule that says otherwise than its quote: of each its place and what it says.
fn against(
    code: &'static str,
    message: Wording,
    rule: (Span, Wording),
    quote: (Span, Wording),
    help: Wording,
) -> Diagnostic {
    Diagnostic::warning(code, rule.0, message, rule.1).with_also(quote.0, quote.1).with_help(help)
}

/// `did you mean …?` with the replacement, where a known name is near.
fn suggest(finding: Diagnostic, span: Span, nearest: Option<String>) -> Diagnostic {
    match nearest {
        Some(nearest) => {
            finding.with_help(wording!("did you mean `{nearest}`?", "是否要写“{nearest}”？")).with_fix(span, nearest)
        }
        None => finding,
    }
}

/// Several names in a sentence.
fn listed(names: &[String]) -> Wording {
    let en: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let zh: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
    Wording::new(en.join(", "), zh.join("、"))
}

/// Several names with their labels: names in English, labels in Chinese.
fn listed_both(names: &[(String, String)]) -> Wording {
    let (names, labels): (Vec<String>, Vec<String>) = names.iter().cloned().unzip();
    Wording::new(listed(&names).en, listed(&labels).zh)
}

/// Several phrases in a sentence.
fn joined(phrases: &[Wording], more: bool) -> Wording {
    let en: Vec<&str> = phrases.iter().map(|phrase| phrase.en.as_str()).collect();
    let zh: Vec<&str> = phrases.iter().map(|phrase| phrase.zh.as_str()).collect();
    let (more_en, more_zh) = if more { (" and more", "等") } else { ("", "") };
    Wording::new(format!("{}{more_en}", en.join("; ")), format!("{}{more_zh}", zh.join("、")))
}

fn with_unit(finding: Diagnostic, fix: Option<(Span, WithUnit)>) -> Diagnostic {
    match fix {
        Some((span, unit)) => unit.suggest(finding, span),
        None => finding,
    }
}
