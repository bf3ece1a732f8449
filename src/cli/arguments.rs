//! What may stand on the command line: the commands, each with its own arguments in its own file, and what they share.

use std::convert::Infallible;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::case::keys::APPLICANT;

/// A policy language for grants and subsidies: who may receive what, how much, up to which cap, and never twice.
#[derive(Debug, Parser)]
#[command(name = "bursary", version, term_width = 130)]
pub(super) struct Arguments {
    /// The language of messages and explanations; without it that of the locale, else English
    #[arg(long, global = true, value_enum)]
    pub language: Option<SpokenLanguage>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check policies before any case is seen
    #[command(after_help = "Example:\n  bursary check policies/shijingshan-data-elements")]
    Check(super::check::CheckArguments),
    /// Decide cases: what each measure pays, what is pending, what is refused
    #[command(
        after_help = "Example:\n  bursary award policies/shijingshan-data-elements policies/shijingshan-data-elements/cases/jingxi.yaml"
    )]
    Award(super::award::AwardArguments),
    /// Decide a case and explain it, down to the facts and the quoted words
    #[command(
        after_help = "Example:\n  bursary explain policies/shijingshan-data-elements policies/shijingshan-data-elements/cases/jingxi.yaml --language zh"
    )]
    Explain(super::explain::ExplainArguments),
    /// Compare two versions of a policy: what changed in meaning, who gains and who loses
    #[command(
        after_help = "Example:\n  bursary diff tests/cli/diff/old tests/cli/diff/new --cases tests/cli/diff/cases.jsonl"
    )]
    Diff(super::diff::DiffArguments),
    /// Run a policy's tests: is what is decided on their cases what they expect
    #[command(after_help = "Example:\n  bursary test policies/shijingshan-data-elements")]
    Test(super::test::TestArguments),
    /// Write a policy as one web page: its document beside its rules, measures, limits, papers to hand in
    #[command(after_help = "Example:\n  bursary doc policies/shijingshan-data-elements --language zh")]
    Doc(super::doc::DocArguments),
    /// Lay policy files out in the one way that everybody reads; nothing but layout changes
    #[command(after_help = "Example:\n  bursary fmt policies --check")]
    Fmt(super::fmt::FmtArguments),
    /// Print the page of a diagnostic code: what it means, an example, how to mend it
    #[command(after_help = "Example:\n  bursary explain-code tables/value-without-row")]
    ExplainCode(super::explain_code::ExplainCodeArguments),
    /// Describe the cases of a policy: a JSON Schema, or an empty case or a workbook to fill in
    #[command(after_help = "Example:\n  bursary schema policies/shijingshan-data-elements --format yaml --language zh")]
    Schema(super::schema::SchemaArguments),
    /// Print the script by which a shell completes these commands
    #[command(after_help = "Example:\n  bursary completions bash")]
    Completions(super::completions::CompletionsArguments),
    /// Print the manual page, or write one a command to a folder
    #[command(after_help = "Example:\n  bursary man")]
    Man(super::man::ManArguments),
    /// Begin the folder of a policy: its text with headings, a stub for each article that gives money, and what is left to do
    #[command(after_help = "Example:\n  bursary new my-policy --from policies/shijingshan-data-elements/source.md")]
    New(super::new::NewArguments),
}

/// What `award` and `explain` share.
#[derive(Debug, Args)]
pub(super) struct DecidingArguments {
    /// Use another reading of an ambiguous clause than its default
    #[arg(long = "reading", value_name = "NAME=VALUE")]
    pub readings: Vec<String>,
    /// Give a parameter that the policy leaves open; goes before the case's own
    #[arg(long = "parameter", value_name = "NAME=VALUE")]
    pub parameters: Vec<String>,
    /// The day of application; goes before the case's own
    #[arg(long, value_name = "DATE")]
    pub applied_on: Option<String>,
    /// The stage at which the case is decided: a condition may be tested at one of them only
    #[arg(long, value_enum, default_value_t = StageName::Application)]
    pub stage: StageName,
    /// At payment: the case as it was at application; what has changed since is shown
    #[arg(long, value_name = "EARLIER_CASE")]
    pub since: Option<PathBuf>,
    /// Show this measure alone, by identifier or label; what is decided stays the same
    #[arg(long, value_name = "NAME")]
    pub measure: Option<String>,
    /// Show this claim alone; what is decided stays the same
    #[arg(long, value_name = "KEY", value_parser = name_of_claim)]
    pub claim: Option<String>,
}

/// The name that a decision gives a claim: that of the applicant may be asked for in Chinese as well.
fn name_of_claim(written: &str) -> Result<String, Infallible> {
    Ok(if written.trim() == APPLICANT.1 { APPLICANT.0 } else { written }.to_owned())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SpokenLanguage {
    /// English
    En,
    /// 中文
    Zh,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum StageName {
    /// The award is applied for
    Application,
    /// The money is about to be paid: conditions are tested again
    Payment,
}
