//! What may stand on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

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
    Check(CheckArguments),
    /// Decide cases: what each measure pays, what is pending, what is refused
    #[command(
        after_help = "Example:\n  bursary award policies/shijingshan-data-elements policies/shijingshan-data-elements/cases/jingxi.yaml"
    )]
    Award(AwardArguments),
    /// Decide a case and explain it, down to the facts and the quoted words
    #[command(
        after_help = "Example:\n  bursary explain policies/shijingshan-data-elements policies/shijingshan-data-elements/cases/jingxi.yaml --language zh"
    )]
    Explain(ExplainArguments),
    /// Print the page of a diagnostic code: what it means, an example, how to mend it
    #[command(after_help = "Example:\n  bursary explain-code tables/value-without-row")]
    ExplainCode(ExplainCodeArguments),
}

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    /// Policy files, their folders, or folders of such folders
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// How findings are written
    #[arg(long, value_enum, default_value_t = FindingFormat::Human)]
    pub format: FindingFormat,
}

#[derive(Debug, Args)]
pub(super) struct AwardArguments {
    /// The policy file or its folder
    pub policy: PathBuf,
    /// Case files (.json, .jsonl, .yaml, .toml), or - for standard input
    #[arg(required = true, value_name = "CASE")]
    pub cases: Vec<PathBuf>,
    /// How decisions are written
    #[arg(long, value_enum, default_value_t = DecisionFormat::Table)]
    pub format: DecisionFormat,
    #[command(flatten)]
    pub deciding: DecidingArguments,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArguments {
    /// The policy file or its folder
    pub policy: PathBuf,
    /// The case file (.json, .jsonl, .yaml, .toml), or - for standard input
    pub case: PathBuf,
    /// How the explanation is written
    #[arg(long, value_enum, default_value_t = ExplanationFormat::Text)]
    pub format: ExplanationFormat,
    #[command(flatten)]
    pub deciding: DecidingArguments,
}

#[derive(Debug, Args)]
pub(super) struct ExplainCodeArguments {
    /// The code, as messages show it in brackets; without it, all codes are listed
    pub code: Option<String>,
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
    #[arg(long, value_name = "KEY")]
    pub claim: Option<String>,
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FindingFormat {
    /// For people
    Human,
    /// An array of objects
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// GitHub annotations
    Github,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DecisionFormat {
    /// A table for people
    Table,
    /// The decision with its derivation; of several cases one a line
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExplanationFormat {
    /// For the terminal
    Text,
    /// Markdown
    Markdown,
    /// The decision with its derivation and the sentences
    Json,
}
