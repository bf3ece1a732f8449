//! `bursary diff`.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use comfy_table::{CellAlignment, Table, presets};
use indexmap::IndexMap;
use serde::Serialize;

use super::Exit;
use super::arguments::{DecidingArguments, StageName};
use super::award::decide_one;
use super::chinese::InChinese;
use super::deciding::Deciding;
use super::output::Terminal;
use super::read;
use crate::case::Format;
use crate::case::keys::APPLICANT;
use crate::compare::{Cause, Difference, Effect, Section, Side, Version, compare, effects, human, said};
use crate::decision::{Amount, Decision};
use crate::diagnostic::{Language, Wording};
use crate::interpret::Detail;
use crate::value::{Number, grouped};
use crate::wording;

#[derive(Debug, Args)]
pub(super) struct DiffArguments {
    /// The policy as it was: its file or folder
    pub old: PathBuf,
    /// The policy as it is: its file or folder
    pub new: PathBuf,
    /// Cases to decide under both: who gains, who loses, by how much, and which clause causes it
    #[arg(long, num_args = 1.., value_name = "CASE")]
    pub cases: Vec<PathBuf>,
    /// How the changes are written
    #[arg(long, value_enum, default_value_t = ChangeFormat::Human)]
    pub format: ChangeFormat,
    /// End with status 1 where anything changed
    #[arg(long)]
    pub fail_on_change: bool,
    /// Give a parameter that the policies leave open; goes before the cases' own
    #[arg(long = "parameter", value_name = "NAME=VALUE")]
    pub parameters: Vec<String>,
    /// The day of application; goes before the cases' own
    #[arg(long, value_name = "DATE")]
    pub applied_on: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ChangeFormat {
    /// For people
    Human,
    /// An object with the changes and the effects
    Json,
}

/// The help in Chinese.
pub(super) const CHINESE: InChinese = InChinese {
    about: "比较政策的两个版本：含义有哪些变化，谁增谁减",
    usage: "bursary diff [选项] <旧版> <新版>",
    arguments: &[
        ("old", "旧版", "旧版的政策文件或其文件夹"),
        ("new", "新版", "新版的政策文件或其文件夹"),
        ("cases", "案例", "用两个版本分别核算的案例：谁增加、谁减少、差多少、由哪一条引起"),
        ("format", "格式", "输出格式：human 供人阅读（默认），json"),
        ("fail_on_change", "", "有任何变化时以状态 1 结束"),
    ],
};

#[derive(Serialize)]
struct Report<'a> {
    old: &'a str,
    new: &'a str,
    changes: &'a [Section],
    cases: &'a [Effect],
}

/// Compares the versions, and decides the cases under both.
pub(super) fn run(arguments: &DiffArguments, terminal: &Terminal) -> Exit {
    diff(arguments, &terminal.telling_once()).unwrap_or_else(|exit| exit)
}

fn diff(arguments: &DiffArguments, terminal: &Terminal) -> Result<Exit, Exit> {
    let mut old = Deciding::open(&arguments.old, &options(arguments), terminal)?;
    let mut new = Deciding::open(&arguments.new, &options(arguments), terminal)?;
    let files = case_files(&arguments.cases, terminal);
    let (before, sound_before) = decisions(&mut old, &files, terminal)?;
    let (after, sound_after) = decisions(&mut new, &files, terminal)?;
    let old = Version { program: &old.program, sources: &old.sources };
    let new = Version { program: &new.program, sources: &new.sources };
    let sections = compare(old, new);
    let both = after.iter().filter_map(|(case, after)| Some((before.get(case)?, after)));
    let found: Vec<Effect> = both.map(|(before, after)| effects((old, before), (new, after), &sections)).collect();
    let text = match arguments.format {
        ChangeFormat::Human => {
            let mut text = human(&sections, terminal.language);
            if !arguments.cases.is_empty() {
                text.push_str(&of_cases(&found, terminal.language));
            }
            text
        }
        ChangeFormat::Json => {
            let (old, new) = (&old.program.digest, &new.program.digest);
            let report = Report { old, new, changes: &sections, cases: &found };
            format!("{}\n", serde_json::to_string(&report).unwrap_or_default())
        }
    };
    terminal.print(&text)?;
    let different = found.iter().any(|effect| !effect.differences.is_empty());
    if sections.is_empty() && !different && arguments.format == ChangeFormat::Human {
        terminal.note(wording!("no change in meaning", "含义没有变化").get(terminal.language));
    }
    Ok(match sound_before && sound_after {
        false => Exit::CouldNotRun,
        true if arguments.fail_on_change && (different || !sections.is_empty()) => Exit::Findings,
        true => Exit::Clean,
    })
}

/// What is shared with the commands that decide.
fn options(arguments: &DiffArguments) -> DecidingArguments {
    DecidingArguments {
        readings: Vec::new(),
        parameters: arguments.parameters.clone(),
        applied_on: arguments.applied_on.clone(),
        stage: StageName::Application,
        since: None,
        measure: None,
        claim: None,
    }
}

/// The file of a case, and its name in a decision.
type CaseName = (PathBuf, String);

/// The files of the cases. An empty form of a folder, as `bursary new` makes one, is no case yet: it is named and passed over.
fn case_files(cases: &[PathBuf], terminal: &Terminal) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in cases {
        for file in read::case_files(path) {
            let is_form = path.is_dir() && is_empty_form(&file);
            if is_form {
                let name = file.display();
                let text =
                    wording!("`{name}` is an empty form and is passed over", "“{name}”是尚未填写的空白案例，未核算");
                terminal.note(text.get(terminal.language));
            } else {
                files.push(file);
            }
        }
    }
    files
}

/// Whether a file is a case that was never filled in: keys alone, with nothing behind them. A long file is none.
fn is_empty_form(path: &Path) -> bool {
    const LONGEST: u64 = 1_000_000;
    let is_yaml = path.to_str().and_then(Format::of) == Some(Format::Yaml);
    let is_short = std::fs::metadata(path).is_ok_and(|file| file.len() <= LONGEST);
    if !is_yaml || !is_short {
        return false;
    }
    std::fs::read_to_string(path).is_ok_and(|text| {
        text.lines().all(|line| {
            let said = line.split('#').next().unwrap_or_default().trim_end();
            said.is_empty() || said.ends_with([':', '：'])
        })
    })
}

/// The decisions by case, and whether all could be decided; what could not is reported.
fn decisions(
    deciding: &mut Deciding,
    files: &[PathBuf],
    terminal: &Terminal,
) -> Result<(IndexMap<CaseName, Decision>, bool), Exit> {
    let mut decided = IndexMap::new();
    let mut sound = true;
    // Cases of several folders may go by one name.
    for path in files {
        let exit = deciding.for_each_case(std::slice::from_ref(path), terminal, |deciding, case| {
            let Some(decision) = decide_one(deciding, &case, Detail::Derivation, terminal) else { return Ok(false) };
            decided.insert((path.clone(), decision.case.clone()), decision);
            Ok(true)
        })?;
        sound &= exit == Exit::Clean;
    }
    Ok((decided, sound))
}

fn shown(amount: Amount) -> String {
    grouped(amount.decimal(), amount.decimal().scale())
}

/// `50,000.00 more`.
fn gain(by: Amount) -> Wording {
    let amount = shown(Amount::new(Number::from(by.decimal().abs()), by.decimal().scale()));
    match by.decimal() {
        own if own.is_zero() => wording!("the same in all", "合计不变"),
        own if own.is_sign_negative() => wording!("{amount} less", "减少 {amount}"),
        _ => wording!("{amount} more", "增加 {amount}"),
    }
}

/// Of a case of which one sum is not known, or that is decided in two currencies.
fn not_comparable() -> Wording {
    wording!("not comparable", "无法比较")
}

fn of_cases(effects: &[Effect], language: Language) -> String {
    let mut text = String::new();
    for effect in effects.iter().filter(|effect| !effect.differences.is_empty()) {
        let name = effect.applicant.as_deref().unwrap_or(&effect.case);
        let sum = |own: Option<Amount>| own.map_or_else(|| "?".to_owned(), shown);
        let (case, old, new) = (&effect.case, sum(effect.old), sum(effect.new));
        let by = effect.by.map_or_else(not_comparable, gain);
        let (by, by_zh) = (by.en, by.zh);
        let head = wording!(
            "{name} ({case}): {old} → {new} in all that is paid, payable and due later, {by}",
            "{name}（{case}）：已发、应发、未到期合计 {old} → {new}，{by_zh}"
        );
        text.push_str(&format!("{}\n", head.get(language)));
        for difference in &effect.differences {
            text.push_str(&of_payment(difference, language));
        }
        text.push('\n');
    }
    let table = summary(effects, language);
    format!("{text}{table}")
}

fn of_payment(difference: &Difference, language: Language) -> String {
    let Difference { label, claim, support_year: year, .. } = difference;
    let (old, new) = (Difference::shown(difference.old), Difference::shown(difference.new));
    let (old, new) = (old.get(language), new.get(language));
    let by = difference.by.filter(|by| !by.is_zero()).map(gain);
    let by = by.map(|by| format!("{}{}", wording!(", ", "，").get(language), by.get(language))).unwrap_or_default();
    let part = difference.instalment;
    let part = part.map(|part| wording!(", part {part}", "第 {part} 期").get(language).to_owned()).unwrap_or_default();
    let claim_zh = if claim == APPLICANT.0 { APPLICANT.1 } else { claim };
    let head = wording!(
        "{label}, {claim}, support year {year}{part}: {old} → {new}{by}",
        "{label}，{claim_zh}，支持年度 {year}{part}：{old} → {new}{by}"
    );
    let cause = difference.cause.as_ref().map(|cause| of_cause(cause, language)).unwrap_or_default();
    format!("  {}\n{cause}", head.get(language))
}

fn of_cause(cause: &Cause, language: Language) -> String {
    let mut text = String::new();
    for own in &cause.changes {
        let (section, what, how) = (own.section.get(language), own.change.what.get(language), said(own.change.kind));
        let how = how.get(language);
        let words = |side: &Option<Side>| side.as_ref().map(|side| side.words(language).to_owned());
        let words = match (words(&own.change.old), words(&own.change.new)) {
            (Some(old), Some(new)) => format!("{old}  →  {new}"),
            (old, new) => old.or(new).unwrap_or_default(),
        };
        let line =
            wording!("because of the {what} ({section}), {how}: {words}", "原因：{section}，{what}{how}：{words}");
        text.push_str(&format!("    {}\n", line.get(language)));
    }
    if cause.changes.is_empty() {
        let (words, place) = (cause.rule.words(language), &cause.rule.place);
        let line = wording!(
            "the decisions part here, though the rule is the same (other awards may take more or less of it): {words} ({place})",
            "两版在此处开始不同，这条规则本身没有变化（可能是其他奖励占用的额度有变）：{words}（{place}）"
        );
        text.push_str(&format!("    {}\n", line.get(language)));
    }
    let quotes = cause.rule.quotes.iter();
    text.extend(quotes.map(|quote| format!("      {}\n", wording!("“{quote}”", "原文：「{quote}」").get(language))));
    text
}

/// How many gain and lose, and what it comes to.
fn summary(effects: &[Effect], language: Language) -> String {
    let say = |wording: Wording| wording.get(language).to_owned();
    let mut table = Table::new();
    table.load_preset(presets::UTF8_BORDERS_ONLY);
    table.set_header([
        say(wording!("cases", "案例")),
        say(wording!("number", "数量")),
        say(wording!("difference", "差额合计")),
    ]);
    for column in [1, 2] {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    type Of = fn(&Effect) -> bool;
    let differs: Of = |own| !own.differences.is_empty();
    let rows: [(Wording, Of); 5] = [
        (wording!("gain", "增加"), |own| own.by.is_some_and(|by| by.decimal().is_sign_positive() && !by.is_zero())),
        (wording!("lose", "减少"), |own| own.by.is_some_and(|by| by.decimal().is_sign_negative() && !by.is_zero())),
        (wording!("the same in all, otherwise made up", "合计不变，构成有变"), |own| {
            own.by.is_some_and(Amount::is_zero) && !own.differences.is_empty()
        }),
        (not_comparable(), |own| own.by.is_none() && !own.differences.is_empty()),
        (wording!("unchanged", "不变"), |own| own.differences.is_empty()),
    ];
    for (name, is_one) in rows {
        let of_row: Vec<&Effect> = effects.iter().filter(|own| is_one(own)).collect();
        if of_row.is_empty() && name == not_comparable() {
            continue;
        }
        let digits = of_row.iter().filter_map(|own| own.by).map(|by| by.decimal().scale()).max().unwrap_or(0);
        let mut amounts = of_row.iter().filter_map(|own| own.by).map(|by| Number::from(by.decimal()));
        let sum = amounts.try_fold(Number::ZERO, Number::plus);
        let sum = sum.map(|sum| shown(Amount::new(sum, digits))).unwrap_or_default();
        table.add_row([
            say(name),
            of_row.len().to_string(),
            if of_row.iter().any(|own| differs(own) && own.by.is_some()) { sum } else { String::new() },
        ]);
    }
    format!("{table}\n")
}
