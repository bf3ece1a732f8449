//! The help in Chinese: each command has its part in its own file, beside its arguments.

use clap::{Arg, ArgAction, Command};

use crate::diagnostic::Language;

/// The help of one command in Chinese.
pub(super) struct InChinese {
    /// What the command does.
    pub about: &'static str,
    /// How it is called.
    pub usage: &'static str,
    /// Its arguments: the name of each, what stands for its value, and what it does.
    pub arguments: &'static [Said],
}

/// An argument in Chinese: its name, what stands for its value, and what it does.
pub(super) type Said = (&'static str, &'static str, &'static str);

/// The commands in the order of the help.
const COMMANDS: &[(&str, InChinese)] = &[
    ("check", super::check::CHINESE),
    ("award", super::award::CHINESE),
    ("explain", super::explain::CHINESE),
    ("test", super::test::CHINESE),
    ("diff", super::diff::CHINESE),
    ("explain-code", super::explain_code::CHINESE),
    ("schema", super::schema::CHINESE),
    ("new", super::new::CHINESE),
    ("doc", super::doc::CHINESE),
    ("fmt", super::fmt::CHINESE),
    ("completions", super::completions::CHINESE),
    ("man", super::man::CHINESE),
];

/// The arguments that several commands have.
const SHARED: [Said; 8] = [
    ("language", "语言", "提示和说明所用的语言：en 英文，zh 中文；不写时随系统语言"),
    ("readings", "名称=取值", "文义不明之处改用另一种解读，写作 名称=取值，可重复"),
    ("parameters", "名称=取值", "政策留待给出的参数，写作 名称=取值，先于案例中的值，可重复"),
    ("applied_on", "日期", "申请日，先于案例中的申请日"),
    ("stage", "阶段", "核算的阶段：application 申报时（默认），payment 拨付时；有的条件只在其中一个阶段审查"),
    ("since", "申报时案例", "用于拨付阶段：申报时的案例，列出此后的变化"),
    ("measure", "措施", "只显示这项措施（名称或标签），核算结果不变"),
    ("claim", "申请项", "只显示这个申请项，核算结果不变"),
];

/// What `--language` says in those commands in which it decides more than the language of messages, in English and in Chinese.
const OF_LANGUAGE: [(&str, &str, &str); 4] = [
    (
        "fmt",
        "Write the policies in this language: its words, and the names by which things are referred to; without it each file stays in \
         its own. Messages are in it, too",
        "把政策改写成这种语言（en 英文，zh 中文）：语言的词和所引用的名称一并转换；不写则各文件保持原来的语言。提示也用这种语言",
    ),
    (
        "new",
        "The language of the rules and of messages; without it rules are in that of the text",
        "规则和提示所用的语言：en 英文，zh 中文；不写时规则随原文的文字",
    ),
    (
        "schema",
        "The language of headings, notes and messages; without it that of the locale, else English",
        "表头、说明和提示所用的语言：en 英文，zh 中文；不写时随系统语言",
    ),
    (
        "doc",
        "The language of the page and of messages; without it that of the locale, else English",
        "网页和提示所用的语言：en 英文，zh 中文；不写时随系统语言",
    ),
];

/// The whole command with its help in a language.
pub(super) fn in_language(command: Command, language: Language) -> Command {
    let whole = match language {
        Language::Zh => in_chinese(command),
        Language::En => command,
    };
    let Some(shared) = whole.get_arguments().find(|argument| argument.get_id() == "language").cloned() else {
        return whole;
    };
    OF_LANGUAGE.iter().fold(whole, |whole, (name, english, chinese)| {
        let help = match language {
            Language::En => *english,
            Language::Zh => *chinese,
        };
        // An option that a command has itself is not replaced by the shared one.
        whole.mut_subcommand(*name, |own| own.arg(shared.clone().help(help)))
    })
}

/// The whole command with its help in Chinese.
fn in_chinese(command: Command) -> Command {
    let list: Vec<String> = COMMANDS.iter().map(|(name, own)| format!("  {name:<14}{}", own.about)).collect();
    let list = list.join("\n");
    let template = format!("{{about}}\n\n用法：{{usage}}\n\n命令：\n{list}\n\n选项：\n{{options}}\n");
    let whole = command
        .about("补助政策的规则语言：谁能得到什么、多少、封顶多少，且不重复")
        .override_usage("bursary [选项] <命令>")
        .help_template(template)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(help())
        .arg(Arg::new("version").short('V').long("version").action(ArgAction::Version).help("显示版本"))
        .mut_args(|argument| said(&[], argument));
    COMMANDS.iter().fold(whole, |whole, (name, chinese)| {
        whole.mut_subcommand(*name, |own| {
            let example = own.get_after_help().map(ToString::to_string).unwrap_or_default();
            own.about(chinese.about)
                .override_usage(chinese.usage)
                .help_template("{about}\n\n用法：{usage}\n\n参数：\n{positionals}\n\n选项：\n{options}{after-help}")
                .after_help(example.replace("Example:", "示例："))
                .disable_help_flag(true)
                .arg(help())
                .mut_args(|argument| said(chinese.arguments, argument))
        })
    })
}

fn help() -> Arg {
    Arg::new("help").short('h').long("help").action(ArgAction::Help).help("显示帮助")
}

fn said(of_command: &[Said], argument: Arg) -> Arg {
    let name = argument.get_id().as_str().to_owned();
    let Some((_, value, text)) = of_command.iter().chain(&SHARED).find(|(id, ..)| *id == name) else {
        return argument;
    };
    let argument = argument.help(*text);
    // A flag has no value that anything stands for.
    if !argument.get_action().takes_values() {
        return argument;
    }
    argument.value_name(*value).hide_possible_values(true).hide_default_value(true)
}
