//! `bursary schema`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::chinese::InChinese;
use super::output::Terminal;
use super::write::write;
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
}

/// The help in Chinese.
pub(super) const CHINESE: InChinese = InChinese {
    about: "列出案例要填报的内容：数据结构或带说明的空白案例",
    usage: "bursary schema [选项] <政策>",
    arguments: &[
        ("policy", "政策", "政策文件或其文件夹"),
        ("format", "格式", "写出的内容：json-schema 案例的数据结构（默认），yaml 带说明的空白案例"),
        ("applied_on", "日期", "申请日：政策有修订时取当日适用的版本，并写入空白案例"),
        ("output", "文件", "写入的文件；不写则输出到屏幕"),
    ],
};

/// Writes what the cases of a policy look like.
pub(super) fn run(arguments: &SchemaArguments, terminal: &Terminal) -> Exit {
    schema(arguments, terminal).map_or_else(|exit| exit, |()| Exit::Clean)
}

fn schema(arguments: &SchemaArguments, terminal: &Terminal) -> Result<(), Exit> {
    let read::ReadPolicy { sources, compiled, .. } = read::policy(&arguments.policy);
    let Some(program) = compiled.program else {
        terminal.report(&compiled.findings, &sources);
        return Err(Exit::CouldNotRun);
    };
    let applied_on = day(arguments.applied_on.as_deref(), terminal)?;
    let program = version(&program, applied_on);
    let text = match arguments.format {
        SchemaFormat::JsonSchema => {
            let schema = json_schema(program, terminal.language);
            format!("{}\n", serde_json::to_string_pretty(&schema).unwrap_or_default())
        }
        SchemaFormat::Yaml => empty_case(program, terminal.language, applied_on),
    };
    match &arguments.output {
        Some(path) if path.as_os_str() != "-" => write(path, text.as_bytes(), terminal),
        _ => terminal.print(&text),
    }
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
