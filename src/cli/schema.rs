//! `bursary schema`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::chinese::InChinese;
use super::output::Terminal;
use super::write::{write, write_to};
use super::{Exit, read};
use crate::ir::Program;
use crate::schema::{empty_case, json_schema};
use crate::value::Date;
use crate::wording;

#[derive(Debug, Args)]
pub(super) struct SchemaArguments {
    /// The policy file or its folder
    pub policy: PathBuf,
    /// What is written
    #[arg(long, value_enum, default_value_t = SchemaFormat::JsonSchema)]
    pub format: SchemaFormat,
    /// The day of application: the version of the policy that counts on it, and the date in the empty case
    #[arg(long, value_name = "DATE")]
    pub applied_on: Option<String>,
    /// In the workbook, a row for each applicant, instead of the facts of one below each other
    #[cfg(feature = "xlsx")]
    #[arg(long)]
    pub several: bool,
    /// A case to fill into the workbook; may be repeated
    #[cfg(feature = "xlsx")]
    #[arg(long = "case", value_name = "CASE")]
    pub cases: Vec<PathBuf>,
    /// The file to write, instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaFormat {
    /// JSON Schema 2020-12 of the cases
    JsonSchema,
    /// An empty case with a comment on every fact
    Yaml,
    /// A workbook with a sheet for each list of records; needs --output
    #[cfg(feature = "xlsx")]
    Xlsx,
}

/// The help in Chinese.
pub(super) const CHINESE: InChinese = InChinese {
    about: "列出案例要填报的内容：数据结构、带说明的空白案例或工作簿",
    usage: "bursary schema [选项] <政策>",
    arguments: &[
        ("policy", "政策", "政策文件或其文件夹"),
        (
            "format",
            "格式",
            "写出的内容：json-schema 案例的数据结构（默认），yaml 带说明的空白案例，xlsx 每个列表一张表的工作簿（须用 --output）",
        ),
        ("applied_on", "日期", "申请日：政策有修订时取当日适用的版本，并写入空白案例"),
        ("several", "", "用于工作簿：每行一个申报主体，而不是逐行填写一个申报主体的事实"),
        ("cases", "案例", "填入工作簿的案例，可重复"),
        ("output", "文件", "写入的文件；不写则输出到屏幕"),
    ],
};

/// Writes what the cases of a policy look like.
pub(super) fn run(arguments: &SchemaArguments, terminal: &Terminal) -> Exit {
    schema(arguments, terminal).map_or_else(|exit| exit, |()| Exit::Clean)
}

fn schema(arguments: &SchemaArguments, terminal: &Terminal) -> Result<(), Exit> {
    #[cfg(feature = "xlsx")]
    if arguments.format != SchemaFormat::Xlsx && (arguments.several || !arguments.cases.is_empty()) {
        let text = wording!(
            "`--several` and `--case` are of workbooks: add `--format xlsx`",
            "--several 和 --case 只用于工作簿：请加上 --format xlsx"
        );
        terminal.note(text.get(terminal.language));
        return Err(Exit::CouldNotRun);
    }
    let policy = read::policy(&arguments.policy);
    let Some(program) = &policy.compiled.program else {
        terminal.report(&policy.compiled.findings, &policy.sources);
        return Err(Exit::CouldNotRun);
    };
    let applied_on = day(arguments.applied_on.as_deref(), terminal)?;
    let text = match arguments.format {
        SchemaFormat::JsonSchema => {
            let schema = json_schema(version(program, applied_on), terminal.language);
            format!("{}\n", serde_json::to_string_pretty(&schema).unwrap_or_default())
        }
        SchemaFormat::Yaml => empty_case(version(program, applied_on), terminal.language, applied_on),
        #[cfg(feature = "xlsx")]
        SchemaFormat::Xlsx => return xlsx(policy.sources, program, arguments, applied_on, terminal),
    };
    write_to(arguments.output.as_deref(), &text, terminal)
}

/// Writes the workbook, empty or filled with cases.
#[cfg(feature = "xlsx")]
fn xlsx(
    mut sources: crate::source::Sources,
    program: &Program,
    arguments: &SchemaArguments,
    applied_on: Option<Date>,
    terminal: &Terminal,
) -> Result<(), Exit> {
    use crate::case::Overrides;
    use crate::schema::{Filling, workbook};

    let told = |text: crate::diagnostic::Wording| {
        terminal.note(text.get(terminal.language));
        Exit::CouldNotRun
    };
    let Some(output) = arguments.output.as_ref().filter(|path| path.as_os_str() != "-") else {
        return Err(told(wording!(
            "a workbook goes to a file: add `--output case.xlsx`",
            "工作簿须写入文件：请加上 --output 案例.xlsx"
        )));
    };
    let mut overrides = Overrides::default();
    overrides.applied_on = applied_on;
    let mut cases = Vec::new();
    for path in &arguments.cases {
        let file = read::case(&mut sources, path).map_err(|finding| {
            terminal.report(&[*finding], &sources);
            Exit::CouldNotRun
        })?;
        for read in file.read(program, &sources, &overrides) {
            cases.push(read.map(|read| read.case).map_err(|findings| {
                terminal.report(&findings, &sources);
                Exit::CouldNotRun
            })?);
        }
    }
    let days: Vec<Date> = cases.iter().map(|case| case.applied_on).collect();
    let of_one = days.first().copied().or(applied_on);
    let own = version(program, of_one);
    if days.iter().any(|day| !std::ptr::eq(program.on(*day), own)) {
        return Err(told(wording!(
            "the cases fall under different versions of the policy, whose facts differ: write a workbook for each",
            "这些案例适用政策的不同版本，填报的事实不同：请分别写出工作簿"
        )));
    }
    let mut names = std::collections::HashSet::new();
    if let Some(twice) = cases.iter().find(|case| !names.insert(case.name.as_str())) {
        let name = &twice.name;
        return Err(told(wording!("the case `{name}` is named twice", "案例“{name}”指定了两次")));
    }
    if let Some((first, other)) =
        cases.iter().zip(cases.iter().skip(1)).find(|(first, other)| parameters(first) != parameters(other))
    {
        let (first, other) = (&first.name, &other.name);
        return Err(told(wording!(
            "`{first}` and `{other}` have different parameters, and a workbook has one value of each for all its cases: write a workbook for each",
            "“{first}”与“{other}”的参数不同，而一个工作簿的全部案例共用一套参数：请分别写出工作簿"
        )));
    }
    let filling = Filling { language: terminal.language, cases: &cases, several: arguments.several, applied_on };
    let bytes = workbook(own, filling)
        .map_err(|error| told(wording!("the workbook can't be written: {error}", "无法写出工作簿：{error}")))?;
    write(output, &bytes, terminal)
}

/// The parameters of a case.
#[cfg(feature = "xlsx")]
fn parameters(case: &crate::case::Case) -> Option<&[Option<crate::ir::Datum>]> {
    case.instance(crate::case::Case::PARAMETERS).map(|own| own.fields.as_slice())
}

/// The version of a policy that counts on a day; without one, the last.
fn version(program: &Program, day: Option<Date>) -> &Program {
    match day {
        Some(day) => program.on(day),
        None => program.amended.last().unwrap_or(program),
    }
}

fn day(written: Option<&str>, terminal: &Terminal) -> Result<Option<Date>, Exit> {
    let Some(written) = written else { return Ok(None) };
    written.parse().map(Some).map_err(|_| {
        let text = wording!(
            "--applied-on takes a date such as 2026-05-01, not `{written}`",
            "--applied-on 应为日期，例如 2026-05-01，而不是“{written}”"
        );
        terminal.note(text.get(terminal.language));
        Exit::CouldNotRun
    })
}
