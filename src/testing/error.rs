//! What is wrong with a test itself.

use crate::case::keys::LAST_SUPPORT_YEAR;
use crate::diagnostic::{Diagnostic, Wording, nearest};
use crate::ir::Program;
use crate::source::Span;
use crate::testing::words;
use crate::wording;

/// Why a test can't be read or run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TestError {
    /// A key that no test has.
    UnknownKey { span: Span, key: String, known: Wording },
    /// A key that this part of a decision never has, and those that it has.
    NoSuchKey { span: Span, key: String, known: Vec<&'static str> },
    /// A test without one of the parts that it needs.
    Incomplete { span: Span, missing: (&'static str, &'static str) },
    /// Something else than this part of a test is.
    WrongShape { span: Span, what: Wording },
    /// A name, behind which nothing is, and what it was taken for.
    NoSuchFact { span: Span, name: String },
    /// A key of no record of the list.
    NoSuchRecord { span: Span, key: String },
    /// A name behind which there is nothing of its kind; what there is, by name and label.
    NoSuch { span: Span, kind: Kind, name: String, known: Vec<(String, Option<String>)> },
    /// A support year for which the measure gives nothing, and those that it has.
    NoSuchYear { span: Span, year: u32, years: Vec<u32> },
    /// A label for a step that has none.
    LabelOfStep { span: Span },
    /// A test to go on from that there is not.
    NoSuchTest { span: Span, name: String },
    /// A fact that one test gives twice.
    GivenTwice { span: Span, name: String },
    /// Two tests of one name.
    NameTwice { span: Span, name: String, first: Span },
    /// A case file that can't be read.
    NoCaseFile { span: Span, name: String },
    /// Tests that go on from one another in a circle, or through too many.
    InCircle { span: Span, name: String },
    /// More facts, entries or expectations than a test may have.
    TooMany { span: Span, limit: usize },
    /// An outcome that this can't have.
    OutOfPlace { span: Span },
    /// A fault that is expected beside something else.
    BesideFault { span: Span },
    /// Support years of which there are none.
    NoYears { span: Span, first: u32, last: u32 },
    /// A reading, or an alternative of one, that the policy lacks.
    UnknownReading { place: Span, name: String, known: Vec<String> },
}

/// What a test may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Measure,
    /// A measure, where the sum, the scope and others can stand as well.
    Expected,
    Claim,
    Fact,
    Condition,
    Limit,
    Assertion,
    Code,
}

impl Kind {
    /// What it is called, and how a list of those that there are begins.
    fn words(self) -> (Wording, Wording) {
        let words = |one: (&str, &str), all: (&str, &str)| (Wording::new(one.0, one.1), Wording::new(all.0, all.1));
        match self {
            Kind::Measure => words(("measure", "措施"), ("the policy has", "现有措施：")),
            Kind::Expected => words(
                ("measure", "措施"),
                (
                    "here stands `total`, `scope`, `fault`, `assert` with a label, or a measure; the policy has",
                    "此处可写“合计”“适用范围”“出错”“断言”加名称，或措施；现有措施：",
                ),
            ),
            Kind::Claim => words(("claim", "申请项"), ("the case has", "案例中的申请项：")),
            Kind::Fact => words(("fact", "事实"), ("there are", "现有事实：")),
            Kind::Condition => words(("condition", "条件"), ("there are", "现有条件：")),
            Kind::Limit => words(("limit", "限额"), ("there are", "现有限额：")),
            Kind::Assertion => words(("assertion", "断言"), ("the policy asserts", "现有断言：")),
            Kind::Code => words(("code of a finding", "检查结果代码"), ("there are", "现有代码：")),
        }
    }
}

impl TestError {
    /// That no version of the policy has a measure, be it the only thing that could be named or not.
    pub(super) fn no_such_measure(program: &Program, span: Span, kind: Kind, name: &str) -> TestError {
        const LONGEST: usize = 60;
        let name = name.chars().take(LONGEST).collect();
        let measures = program.versions().flat_map(|version| &version.measures);
        let mut known: Vec<_> = measures.map(|own| (own.name.clone(), own.label.clone())).collect();
        known.dedup();
        TestError::NoSuch { span, kind, name, known }
    }
}

impl From<TestError> for Diagnostic {
    fn from(error: TestError) -> Diagnostic {
        match error {
            TestError::UnknownKey { span, key, known } => Diagnostic::error(
                "tests/unknown-key",
                span,
                wording!("a test has no `{key}`", "测试中没有“{key}”这一项"),
                wording!("unknown here", "此处不识别"),
            )
            .with_help(Wording::new(format!("it may have {}", known.en), format!("可以写：{}", known.zh))),
            TestError::NoSuchKey { span, key, known } => no_such_key(span, &key, &known),
            TestError::Incomplete { span, missing: (en, zh) } => Diagnostic::error(
                "tests/incomplete",
                span,
                wording!("this test has no `{en}`", "这项测试缺少“{zh}”（{en}）"),
                wording!("`{en}` is missing", "缺少“{zh}”"),
            )
            .with_help(wording!("say what the case is and what is expected of it", "请写明案例是什么、预期得出什么")),
            TestError::WrongShape { span, what } => Diagnostic::error(
                "tests/wrong-shape",
                span,
                Wording::new(format!("this should be {}", what.en), format!("此处应为{}", what.zh)),
                wording!("something else", "写成了别的"),
            )
            .with_help(wording!("see `docs/testing.md` for the form of a test", "测试的写法见 docs/testing.md")),
            TestError::NoSuchFact { span, name } => Diagnostic::error(
                "tests/unknown-name",
                span,
                wording!("`{name}` has no such part", "“{name}”没有这样的组成部分"),
                wording!("leads nowhere", "找不到所指"),
            )
            .with_help(wording!(
                "`[2]` is a year of a fact by years, `[\"A\"]` a record of a list, and `.name` a field of a record",
                "“[2]”指按年度给出的事实的某一年，“[「A」]”指列表中的某条记录，“.名称”指记录的字段"
            )),
            TestError::NoSuchRecord { span, key } => Diagnostic::error(
                "tests/unknown-name",
                span,
                wording!("the list has no record `{key}`", "列表中没有记录“{key}”"),
                wording!("no key of a record", "不是任何记录的编号"),
            )
            .with_help(wording!(
                "give the records first, as rows or by a case file",
                "请先以表格行或案例文件给出记录"
            )),
            TestError::NoSuch { span, kind, name, known } => no_such(span, kind, &name, &known),
            TestError::NoSuchYear { span, year, years } => {
                let help = match years.as_slice() {
                    [only] => wording!("it has year {only} alone", "该措施只有第{only}年"),
                    [first, .., last] => wording!("it has the years {first} to {last}", "该措施有第{first}年至第{last}年"),
                    [] => wording!("it gives no award", "该措施没有奖励"),
                };
                Diagnostic::error(
                    "tests/unknown-name",
                    span,
                    wording!("the measure has no support year {year}", "该措施没有第{year}年"),
                    wording!("no year of the measure", "不是该措施的支持年度"),
                )
                .with_help(help)
            }
            TestError::LabelOfStep { span } => Diagnostic::error(
                "tests/wrong-outcome",
                span,
                wording!("only a step `limit` goes by a label", "只有“限额”步骤可以写名称"),
                wording!("this step has no label", "该步骤没有名称"),
            )
            .with_help(wording!("leave the label out", "请去掉这一名称")),
            TestError::NoSuchTest { span, name } => Diagnostic::error(
                "tests/unknown-name",
                span,
                wording!("there is no test `{name}`", "没有名为“{name}”的测试"),
                wording!("no test", "不是测试"),
            )
            .with_help(wording!("`like` takes the name of a test of this policy", "“沿用”之后写本政策另一项测试的名称")),
            TestError::GivenTwice { span, name } => Diagnostic::error(
                "tests/given-twice",
                span,
                wording!("this test gives `{name}` twice", "这项测试重复给出“{name}”"),
                wording!("given again", "重复给出"),
            )
            .with_help(wording!("keep one of them", "请保留其中一处")),
            TestError::NameTwice { span, name, first } => Diagnostic::error(
                "tests/name-twice",
                span,
                wording!("two tests are called `{name}`", "有两项测试名为“{name}”"),
                wording!("the same name", "名称相同"),
            )
            .with_also(first, wording!("the first", "前一项"))
            .with_help(wording!("call one of them by what it shows", "请按测试的内容为其中一项改名")),
            TestError::NoCaseFile { span, name } => Diagnostic::error(
                "tests/no-case-file",
                span,
                wording!("the case file `{name}` can't be read", "无法读取案例文件“{name}”"),
                wording!("named here", "此处所指"),
            )
            .with_help(wording!(
                "name a .yaml, .json or .toml file with one case, by its path from the policy",
                "请写相对于政策文件夹的路径，文件扩展名为 .yaml、.json 或 .toml，其中只有一个案例"
            )),
            TestError::InCircle { span, name } => Diagnostic::error(
                "tests/circle",
                span,
                wording!(
                    "this test goes on from `{name}` in a circle, or through too many tests",
                    "这项测试沿用“{name}”时循环引用，或层次过多"
                ),
                wording!("leads back, or too far", "循环或层次过多"),
            )
            .with_help(wording!("let it start from a case file or from its own facts", "请改为从案例文件或自己的事实开始")),
            TestError::TooMany { span, limit } => Diagnostic::error(
                "tests/too-long",
                span,
                wording!(
                    "a test has at most {limit} facts, {limit} entries and {limit} expectations",
                    "一项测试中，事实、台账和核定、预期各不超过{limit}条"
                ),
                wording!("too many", "数量过多"),
            )
            .with_help(wording!(
                "start from a case file, and divide what is expected among several tests",
                "请从案例文件开始，并将预期分写为几项测试"
            )),
            TestError::OutOfPlace { span } => Diagnostic::error(
                "tests/wrong-outcome",
                span,
                wording!("this can't be expected here", "此处不能这样写预期"),
                wording!("not an outcome of what stands before the colon", "不是冒号前所指内容可能的结果"),
            )
            .with_help(wording!(
                "a claim is payable, pending, refused …; the total has amounts; the scope is met, failed, open or not in force; a fault is a code",
                "申请项写应发、待定、不予支持等；合计写金额；适用范围写符合、不符合、待确认或不在有效期内；出错写代码"
            )),
            TestError::BesideFault { span } => Diagnostic::error(
                "tests/wrong-outcome",
                span,
                wording!(
                    "a fault is expected alone: where there is one, nothing is decided",
                    "预期出错时不能再写其他预期：案例出错即不作核算"
                ),
                wording!("beside other expectations", "与其他预期并列"),
            )
            .with_help(wording!("keep the fault, or what is to be decided", "请只保留出错，或只保留核算结果的预期")),
            TestError::NoYears { span, first, last } => {
                let finding = Diagnostic::error(
                    "tests/wrong-outcome",
                    span,
                    wording!("there are no support years {first} to {last}", "不存在第{first}年至第{last}年的支持年度"),
                    wording!("no years", "没有这样的年度"),
                );
                finding.with_help(wording!(
                    "write the first year before the last; years count from 1 to {LAST_SUPPORT_YEAR}",
                    "请先写起始年度、后写结束年度；支持年度从1到{LAST_SUPPORT_YEAR}"
                ))
            }
            TestError::UnknownReading { place, name, known } => {
                let (en, zh) = (known.join(", "), known.join("、"));
                Diagnostic::error(
                    "tests/unknown-reading",
                    place,
                    wording!("there is no reading `{name}`", "没有解读“{name}”"),
                    wording!("unknown here", "此处不识别"),
                )
                .with_help(wording!("possible here: {en}", "此处可用：{zh}"))
            }
        }
    }
}

/// A part of a decision never has such a key.
fn no_such_key(span: Span, key: &str, known: &[&'static str]) -> Diagnostic {
    let message = wording!("no decision has `{key}` here", "决定在此处没有“{key}”这一项");
    let found = Diagnostic::error("tests/unknown-key", span, message, wording!("unknown here", "此处不识别"));
    let written = |own: &'static str| [own, words::input_key(own)];
    if let Some(near) = nearest(key, known.iter().copied().flat_map(written)) {
        return found.with_help(wording!("did you mean `{near}`?", "是否指“{near}”？"));
    }
    let en: Vec<String> = known.iter().map(|own| format!("`{own}`")).collect();
    let zh = known.iter().copied().map(|own| match written(own) {
        [own, zh] if own == zh => own.to_owned(),
        [own, zh] => format!("{zh}（{own}）"),
    });
    let (en, zh) = (en.join(", "), zh.collect::<Vec<_>>().join("、"));
    found.with_help(wording!("it may have {en}", "可以写：{zh}"))
}

/// Nothing of a kind goes by a name.
fn no_such(span: Span, kind: Kind, name: &str, known: &[(String, Option<String>)]) -> Diagnostic {
    const LISTED: usize = 12;
    let (Wording { en, zh }, begins) = kind.words();
    let message = wording!("there is no {en} `{name}`", "没有名为“{name}”的{zh}");
    let found = Diagnostic::error("tests/unknown-name", span, message, wording!("no {en}", "不是{zh}"));
    let words = known.iter().flat_map(|(name, label)| [Some(name.as_str()), label.as_deref()]).flatten();
    if let Some(near) = nearest(name, words) {
        return found.with_help(wording!("did you mean `{near}`?", "是否指“{near}”？"));
    }
    if known.is_empty() {
        return found.with_help(wording!("there is none here", "此处没有{zh}"));
    }
    let names = known.iter().take(LISTED).map(|(name, _)| format!("`{name}`"));
    let labels = known.iter().take(LISTED).map(|(name, label)| format!("“{}”", label.as_deref().unwrap_or(name)));
    let (mut names, mut labels) = (names.collect::<Vec<_>>().join(", "), labels.collect::<Vec<_>>().join("、"));
    if known.len() > LISTED {
        names.push_str(", …");
        labels.push('等');
    }
    found.with_help(Wording::new(format!("{} {names}", begins.en), format!("{}{labels}", begins.zh)))
}
