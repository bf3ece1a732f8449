//! `bursary new`.

use std::path::{Path, PathBuf};

use clap::Args;

use super::arguments::SpokenLanguage;
use super::chinese::InChinese;
use super::output::Terminal;
use super::write::{fits, unwritable};
use super::{Exit, read};
use crate::diagnostic::{Language, Severity};
use crate::schema::empty_case;
use crate::source::{Role, Source, Sources};
use crate::start::{Beginning, first_rules, marked_up};
use crate::wording;

#[derive(Debug, Args)]
pub(super) struct NewArguments {
    /// The folder to make; it must not be there yet
    pub folder: PathBuf,
    /// The text of the measure, a text or Markdown file; - for standard input
    #[arg(long, value_name = "SOURCE")]
    pub from: PathBuf,
    /// The policy's identifier; without it, the folder's name
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
}

/// The help in Chinese.
pub(super) const CHINESE: InChinese = InChinese {
    about: "由政策原文新建政策文件夹：找出条款，引出待写的措施，列出待办事项",
    usage: "bursary new [选项] <文件夹> --from <原文>",
    arguments: &[
        ("folder", "文件夹", "要新建的文件夹，不得已经存在"),
        ("from", "原文", "政策原文，文本或 Markdown 文件；- 表示标准输入"),
        ("name", "名称", "政策的名称（英文词）；不写则用文件夹名"),
    ],
};

/// Makes the folder of a policy.
pub(super) fn run(arguments: &NewArguments, asked: Option<SpokenLanguage>, terminal: &Terminal) -> Exit {
    begin(arguments, asked.is_some(), terminal).map_or_else(|exit| exit, |()| Exit::Clean)
}

/// `asked` tells whether the language is the one that was asked for, and not the locale's.
fn begin(arguments: &NewArguments, asked: bool, terminal: &Terminal) -> Result<(), Exit> {
    let shown = arguments.folder.display();
    let refuse = |text: crate::diagnostic::Wording| {
        terminal.note(text.get(terminal.language));
        Exit::CouldNotRun
    };
    if read::is_stdin(&arguments.folder) {
        return Err(refuse(wording!(
            "`-` stands for standard input: name the folder otherwise",
            "“-”表示标准输入：请另给文件夹取名"
        )));
    }
    if arguments.folder.exists() {
        return Err(refuse(wording!(
            "`{shown}` is there already, and nothing is written over it: name another folder",
            "“{shown}”已经存在，不会覆盖：请另指定一个文件夹"
        )));
    }
    let mut sources = Sources::new();
    let text = read::document(&mut sources, &arguments.from).map_err(|finding| {
        terminal.report(&[*finding], &sources);
        Exit::CouldNotRun
    })?;
    let name = name(arguments).ok_or_else(|| {
        refuse(wording!(
            "a policy is named by letters, digits and `_`, beginning with a letter: give `--name`",
            "政策名称由字母、数字和“_”组成，以字母开头：请用 --name 给出"
        ))
    })?;
    let marked = marked_up(&text);
    let language = if asked { terminal.language } else { script(&marked) };
    let Beginning { rules, tests, stubs, left } =
        first_rules(&Source::new("source.md", marked.as_str()), &name, language);
    let case = example(&rules, &marked, language, terminal)?;
    let files = [
        ("source.md", marked.as_str()),
        ("policy.bursary", rules.as_str()),
        ("tests.bursary", tests.as_str()),
        ("cases/example.yaml", case.as_str()),
    ];
    make(&arguments.folder, &files).map_err(|error| unwritable(&arguments.folder, &error, terminal))?;
    let plural = |number: usize| if number == 1 { "" } else { "s" };
    let (of_stubs, of_left) = (plural(stubs), plural(left));
    terminal.note(
        wording!(
            "made `{shown}`: {stubs} measure{of_stubs} to be written, {left} sentence{of_left} to be quoted or declared not computed, tests to be written (tests.bursary); `bursary check {shown}` tells what is left",
            "已建立“{shown}”：{stubs}项措施待写，{left}句原文待引用或声明不计算，测试待写（tests.bursary）；用 bursary check {shown} 查看尚待完成的事项"
        )
        .get(terminal.language),
    );
    Ok(())
}

/// The identifier of the policy: what was given, else the folder's name with `_` for what an identifier lacks.
fn name(arguments: &NewArguments) -> Option<String> {
    // One that is a word of the language would mean something of its own.
    let is_name = |name: &str| name.starts_with(char::is_alphabetic) && crate::syntax::is_plain_name(name);
    if let Some(name) = &arguments.name {
        return is_name(name).then(|| name.clone());
    }
    let folder = arguments.folder.file_name()?.to_string_lossy();
    let name: String = folder.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
    let name = if is_name(&name) { name } else { format!("policy_{name}") };
    is_name(&name).then_some(name)
}

/// The surface in which a text is encoded where none was asked for: that of its own script.
fn script(text: &str) -> Language {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let chinese = text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
    if chinese * 4 > letters { Language::Zh } else { Language::En }
}

/// An empty case for the rules. They have no errors, whatever the text; one would be reported, and nothing written.
fn example(rules: &str, document: &str, language: Language, terminal: &Terminal) -> Result<String, Exit> {
    let mut sources = Sources::new();
    sources.add(Role::Rules, Source::new("policy.bursary", rules));
    sources.add(Role::Document, Source::new("source.md", document));
    let compiled = crate::compile(&mut sources);
    let Some(program) = &compiled.program else {
        let errors = compiled.findings.iter().filter(|finding| finding.severity == Severity::Error).cloned();
        terminal.report(&errors.collect::<Vec<_>>(), &sources);
        return Err(Exit::CouldNotRun);
    };
    let again = wording!(
        "Made for the facts that the rules had at first. Once they have more, write it again, in the folder of the policy:",
        "按规则最初的事实写成。规则补充事实后，请在政策的文件夹中重新写出："
    );
    let command = "bursary schema . --format yaml --output cases/example.yaml";
    Ok(format!("# {}\n#   {command}\n{}", again.get(language), empty_case(program, language, None)))
}

/// Makes a folder with its files: all of them, or nothing.
fn make(folder: &Path, files: &[(&str, &str)]) -> std::io::Result<()> {
    let name = folder.file_name().ok_or(std::io::ErrorKind::InvalidInput)?;
    let beside = folder.with_file_name(format!(".{}.{}.tmp", name.to_string_lossy(), std::process::id()));
    let made = write_all(&beside, files).and_then(|()| std::fs::rename(&beside, folder));
    if made.is_err() {
        // What is left of an attempt is of no use; the failure itself is what counts.
        let _ = std::fs::remove_dir_all(&beside);
    }
    made
}

fn write_all(folder: &Path, files: &[(&str, &str)]) -> std::io::Result<()> {
    std::fs::create_dir(folder)?;
    for (name, text) in files {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        fits(text.as_bytes())?;
        std::fs::write(path, text)?;
    }
    Ok(())
}
