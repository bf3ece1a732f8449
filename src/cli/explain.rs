//! `bursary explain`.

use std::io::IsTerminal;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Exit;
use super::arguments::DecidingArguments;
use super::award::{decide_one, holds};
use super::chinese::InChinese;
use super::deciding::{Deciding, has_claim, narrow};
use super::output::Terminal;
use crate::case::Case;
use crate::decision::Decision;
use crate::explain::{Alternative, Document, Options, explain, html, json, markdown, text};
use crate::interpret::{Detail, Readings, decide};

/// The columns of an explanation that is not written to a terminal.
pub(super) const WIDTH: usize = 100;

#[derive(Debug, Args)]
pub(super) struct ExplainArguments {
    /// The policy file or its folder
    pub policy: PathBuf,
    /// The case file (.json, .jsonl, .yaml, .toml, .xlsx), or - for standard input
    pub case: PathBuf,
    /// How the explanation is written
    #[arg(long, value_enum, default_value_t = ExplanationFormat::Text)]
    pub format: ExplanationFormat,
    #[command(flatten)]
    pub deciding: DecidingArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExplanationFormat {
    /// For the terminal
    Text,
    /// Markdown
    Markdown,
    /// One page for a browser, a printer or the record
    Html,
    /// The decision with its derivation and the sentences
    Json,
}

/// The help in Chinese.
pub(super) const CHINESE: InChinese = InChinese {
    about: "核算一个案例并逐项说明，直到每个事实和原文",
    usage: "bursary explain [选项] <政策> <案例>",
    arguments: &[
        ("policy", "政策", "政策文件或其文件夹"),
        ("case", "案例", "案例文件（.json、.jsonl、.yaml、.toml、.xlsx），“-”表示标准输入"),
        ("format", "格式", "输出格式：text 文本（默认），markdown，html 网页，json"),
    ],
};

/// Decides the case and writes the explanation.
pub(super) fn run(arguments: &ExplainArguments, terminal: &Terminal) -> Exit {
    let opened = Deciding::open(&arguments.policy, &arguments.deciding, terminal);
    let ended = opened.and_then(|mut deciding| {
        let mut before = false;
        let mut sheets = Vec::new();
        let ended = deciding.for_each_case(std::slice::from_ref(&arguments.case), terminal, |deciding, case| {
            let Some((decision, document)) = explanation(deciding, &case, arguments, terminal) else {
                return Ok(false);
            };
            let text = match arguments.format {
                ExplanationFormat::Text => text(&document, width()),
                ExplanationFormat::Markdown => markdown(&document),
                ExplanationFormat::Html => {
                    sheets.push(document);
                    return Ok(holds(deciding, &decision, terminal));
                }
                ExplanationFormat::Json => {
                    let value = json(&deciding.program, &deciding.sources, &decision, &document);
                    format!("{}\n", serde_json::to_string_pretty(&value).unwrap_or_default())
                }
            };
            terminal.print(&if std::mem::replace(&mut before, true) { format!("\n{text}") } else { text })?;
            Ok(holds(deciding, &decision, terminal))
        })?;
        terminal.print(&html(&sheets))?;
        Ok(ended)
    });
    ended.unwrap_or_else(|exit| exit)
}

/// The case decided and explained; `None` where it can't be, or has no claim of the name asked for.
fn explanation(
    deciding: &Deciding,
    case: &Case,
    arguments: &ExplainArguments,
    terminal: &Terminal,
) -> Option<(Decision, Document)> {
    let mut decision = decide_one(deciding, case, Detail::Derivation, terminal)?;
    if !has_claim(&deciding.program, &decision, &arguments.deciding, terminal) {
        return None;
    }
    let others = alternatives(deciding, case);
    let options = Options {
        language: terminal.language,
        measure: arguments.deciding.measure.clone(),
        claim: arguments.deciding.claim.clone(),
    };
    let document = explain(&deciding.program, &decision, &others, &options);
    narrow(&deciding.program, &mut decision, &arguments.deciding);
    Some((decision, document))
}

/// The decisions under each other alternative of each reading. One that can't be decided has nothing to compare.
fn alternatives(deciding: &Deciding, case: &Case) -> Vec<Alternative> {
    let mut others = Vec::new();
    let program = deciding.program.on(case.applied_on);
    for (reading, used) in program.readings.iter().zip(deciding.readings.chosen(program)) {
        for (at, value) in reading.values.iter().enumerate().filter(|(at, _)| *at != used) {
            let readings: Result<Readings, _> =
                deciding.readings.clone().with(&deciding.program, &reading.name, &value.name);
            debug_assert!(readings.is_ok(), "alternative {at} of a declared reading");
            if let Ok(readings) = readings
                && let Ok(decision) = decide(&deciding.program, case, &readings, deciding.stage, Detail::Derivation)
            {
                others.push(Alternative { reading: reading.name.clone(), value: value.name.clone(), decision });
            }
        }
    }
    others
}

/// The columns of the terminal that standard output is, within what reads well.
pub(super) fn width() -> usize {
    if !std::io::stdout().is_terminal() {
        return WIDTH;
    }
    terminal_size::terminal_size().map_or(WIDTH, |(columns, _)| usize::from(columns.0).clamp(60, 120))
}
