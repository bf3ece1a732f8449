//! The help in Chinese: what the arguments say in English in their own file.

use clap::{Arg, ArgAction, Command};

/// The commands, with what each does and how it is called.
const COMMANDS: [(&str, &str, &str); 4] = [
    ("check", "检查政策规则，不需要案例", "bursary check [选项] <路径>..."),
    ("award", "核算案例：每项措施应发多少、哪些待定、哪些不予支持", "bursary award [选项] <政策> <案例>..."),
    ("explain", "核算一个案例并逐项说明，直到每个事实和原文", "bursary explain [选项] <政策> <案例>"),
    ("explain-code", "说明检查结果中的代码：含义、例子和改法", "bursary explain-code [选项] [代码]"),
];

/// What each argument is, by command (`""`: of every one) and name: what stands for its value, and what it does.
const ARGUMENTS: [(&str, &str, &str, &str); 17] = [
    ("", "language", "语言", "提示和说明所用的语言：en 英文，zh 中文；不写时随系统语言"),
    ("check", "paths", "路径", "政策文件、政策所在的文件夹，或存放若干政策的文件夹"),
    ("check", "format", "格式", "输出格式：human 供人阅读（默认），json，sarif 供代码平台，github 为 GitHub 注释"),
    ("award", "policy", "政策", "政策文件或其文件夹"),
    ("award", "cases", "案例", "案例文件（.json、.jsonl、.yaml、.toml），“-”表示标准输入"),
    ("award", "format", "格式", "输出格式：table 表格（默认），json 含计算过程"),
    ("explain", "policy", "政策", "政策文件或其文件夹"),
    ("explain", "case", "案例", "案例文件（.json、.jsonl、.yaml、.toml），“-”表示标准输入"),
    ("explain", "format", "格式", "输出格式：text 文本（默认），markdown，json"),
    ("explain-code", "code", "代码", "提示中显示的代码；不写则列出全部代码"),
    ("", "readings", "名称=取值", "文义不明之处改用另一种解读，写作 名称=取值，可重复"),
    ("", "parameters", "名称=取值", "政策留待给出的参数，写作 名称=取值，先于案例中的值，可重复"),
    ("", "applied_on", "日期", "申请日，先于案例中的申请日"),
    ("", "stage", "阶段", "核算的阶段：application 申报时（默认），payment 拨付时；有的条件只在其中一个阶段审查"),
    ("", "since", "申报时案例", "用于拨付阶段：申报时的案例，列出此后的变化"),
    ("", "measure", "措施", "只显示这项措施（名称或标签），核算结果不变"),
    ("", "claim", "申请项", "只显示这个申请项，核算结果不变"),
];

/// The whole command with its help in Chinese.
pub(super) fn in_chinese(command: Command) -> Command {
    let list: Vec<String> = COMMANDS.iter().map(|(name, about, ..)| format!("  {name:<14}{about}")).collect();
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
        .mut_args(|argument| said("", argument));
    COMMANDS.iter().fold(whole, |whole, (name, about, usage)| {
        whole.mut_subcommand(*name, |own| {
            let example = own.get_after_help().map(ToString::to_string).unwrap_or_default();
            own.about(*about)
                .override_usage(*usage)
                .help_template("{about}\n\n用法：{usage}\n\n参数：\n{positionals}\n\n选项：\n{options}{after-help}")
                .after_help(example.replace("Example:", "示例："))
                .disable_help_flag(true)
                .arg(help())
                .mut_args(|argument| said(name, argument))
        })
    })
}

fn help() -> Arg {
    Arg::new("help").short('h').long("help").action(ArgAction::Help).help("显示帮助")
}

fn said(command: &str, argument: Arg) -> Arg {
    let name = argument.get_id().as_str().to_owned();
    let found = ARGUMENTS.iter().find(|(own, id, ..)| *id == name && (own.is_empty() || *own == command));
    match found {
        Some((.., value, text)) => {
            argument.value_name(*value).help(*text).hide_possible_values(true).hide_default_value(true)
        }
        None => argument,
    }
}
