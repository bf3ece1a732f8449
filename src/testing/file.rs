//! Tests in files of their own: a line of JSON Lines for each, or a YAML or JSON file with one or with a list of them.
//!
//! | key | in Chinese | |
//! |---|---|---|
//! | `name` | 名称 | what the test is called |
//! | `why` | 理由 | the calculation that the expectation rests on |
//! | `case` | 案例 | the data, as in a case file |
//! | `readings` | 解读 | the readings taken instead of the defaults |
//! | `stage` | 阶段 | `payment` 拨付; without it `application` 申报 |
//! | `confirmed` | 已确认 | `no` of a generated test that nobody has looked at yet |
//! | `expected` | 预期 | what is expected: `scope`, `measures`, `totals`, `assertions` (each by its label: yes, no or null), `decision` (any part of what `award --format json` prints), or `fault` with a code alone |

use super::error::{Kind, TestError};
use super::shape::{self, known_keys};
use super::{Data, Expected, ReadingTaken, Test};
use crate::case::node::{Key, Node, Value};
use crate::case::{Format, trees};
use crate::diagnostic::{Diagnostic, Wording};
use crate::ir::{Program, Stage};
use crate::source::{SourceId, Sources, Span};
use crate::wording;

/// The keys of a test, with their Chinese names.
const KEYS: [(&str, &str); 7] = [
    ("name", "名称"),
    ("why", "理由"),
    ("case", "案例"),
    ("readings", "解读"),
    ("stage", "阶段"),
    ("expected", "预期"),
    ("confirmed", "已确认"),
];

/// The keys of an expectation.
const EXPECTED: [(&str, &str); 6] = [
    ("scope", "适用范围"),
    ("measures", "措施"),
    ("totals", "合计"),
    ("assertions", "断言"),
    ("decision", "决定"),
    ("fault", "出错"),
];

/// Reads the tests of a policy in a file that was added to `sources`, and says what is wrong with the others.
pub fn tests_in(
    program: &Program,
    sources: &Sources,
    source: SourceId,
    format: Format,
) -> (Vec<Test>, Vec<Diagnostic>) {
    let mut tests = Vec::new();
    let mut found = Vec::new();
    for tree in trees(sources, source, format) {
        let tree = match tree {
            Ok(tree) => tree,
            Err(errors) => {
                found.extend(errors);
                continue;
            }
        };
        let nodes = match tree.value {
            Value::List(items) => items,
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Plain(_) | Value::Text(_) | Value::Map(_) => {
                vec![tree]
            }
        };
        for node in nodes {
            match test(program, node, format) {
                Ok(test) => tests.push(test),
                Err(error) => found.push(error.into()),
            }
        }
    }
    (tests, found)
}

fn test(program: &Program, node: Node<'static>, format: Format) -> Result<Test, TestError> {
    let span = node.mark();
    let place = node.span;
    let Value::Map(entries) = node.value else {
        return Err(TestError::WrongShape {
            span,
            what: wording!("a test: keys with values", "一项测试，即若干键和值"),
        });
    };
    let mut test = Partial::default();
    for (key, value) in entries {
        let known = KEYS.iter().find(|(en, zh)| key.text == *en || key.text == *zh).map(|(en, _)| *en);
        match known {
            Some("name") => test.name = Some(text(&value)?),
            Some("why") => test.why = Some(text(&value)?),
            Some("case") => test.case = Some(value),
            Some("readings") => test.readings = readings(&value)?,
            Some("stage") => test.stage = stage(&value)?,
            Some("confirmed") => test.unconfirmed = !yes(&value)?,
            Some("expected") => test.expected = Some(expected(program, value)?),
            Some(_) | None => return Err(unknown(key.span, &key.text, &KEYS)),
        }
    }
    let missing = |key: usize| TestError::Incomplete { span, missing: KEYS.get(key).copied().unwrap_or_default() };
    let node = test.case.ok_or_else(|| missing(2))?;
    Ok(Test {
        name: test.name.ok_or_else(|| missing(0))?,
        why: test.why,
        place,
        readings: test.readings,
        stage: test.stage,
        confirmed: !test.unconfirmed,
        given: Data { node, format },
        expected: Expected::Parts(test.expected.ok_or_else(|| missing(5))?),
    })
}

/// The parts of a test that were found so far.
#[derive(Default)]
struct Partial {
    name: Option<String>,
    why: Option<String>,
    case: Option<Node<'static>>,
    readings: Vec<ReadingTaken>,
    stage: Stage,
    unconfirmed: bool,
    expected: Option<Node<'static>>,
}

fn unknown(span: Span, key: &str, known: &[(&str, &str)]) -> TestError {
    let key = key.chars().take(60).collect();
    let en = known.iter().map(|(en, _)| format!("`{en}`")).collect::<Vec<_>>().join(", ");
    let zh = known.iter().map(|(en, zh)| format!("{zh}（{en}）")).collect::<Vec<_>>().join("、");
    TestError::UnknownKey { span, key, known: Wording::new(en, zh) }
}

fn text(node: &Node<'_>) -> Result<String, TestError> {
    let what = || wording!("words", "文字");
    node.words().map(str::to_owned).ok_or_else(|| TestError::WrongShape { span: node.mark(), what: what() })
}

fn yes(node: &Node<'_>) -> Result<bool, TestError> {
    match node.words() {
        Some("yes" | "true" | "是") => Ok(true),
        Some("no" | "false" | "否") => Ok(false),
        Some(_) | None => {
            Err(TestError::WrongShape { span: node.mark(), what: wording!("`yes` or `no`", "“是”或“否”") })
        }
    }
}

fn stage(node: &Node<'_>) -> Result<Stage, TestError> {
    match node.words() {
        Some("application" | "申报") => Ok(Stage::Application),
        Some("payment" | "拨付") => Ok(Stage::Payment),
        Some(_) | None => Err(TestError::WrongShape {
            span: node.mark(),
            what: wording!("`application` or `payment`", "“申报”（application）或“拨付”（payment）"),
        }),
    }
}

fn readings(node: &Node<'_>) -> Result<Vec<ReadingTaken>, TestError> {
    let Value::Map(entries) = &node.value else {
        let what = wording!("readings, each with its alternative", "若干解读及其取值");
        return Err(TestError::WrongShape { span: node.mark(), what });
    };
    let taken = entries
        .iter()
        .map(|(key, value)| Ok(ReadingTaken { reading: key.text.to_string(), value: text(value)?, place: key.span }));
    taken.collect()
}

/// An expectation whose keys are known, and of which each part can fail.
fn expected(program: &Program, node: Node<'static>) -> Result<Node<'static>, TestError> {
    let span = node.mark();
    let Value::Map(entries) = node.value else {
        let what = wording!("what is expected: keys with values", "预期的内容，即若干键和值");
        return Err(TestError::WrongShape { span, what });
    };
    if entries.is_empty() {
        return Err(TestError::Incomplete { span, missing: KEYS.get(5).copied().unwrap_or_default() });
    }
    let several = entries.len() > 1;
    let mut named = Vec::with_capacity(entries.len());
    for (mut key, value) in entries {
        let known = EXPECTED.iter().find(|(en, zh)| key.text == *en || key.text == *zh);
        let (name, _) = known.ok_or_else(|| unknown(key.span, &key.text, &EXPECTED))?;
        if *name == "fault" && several {
            return Err(TestError::BesideFault { span: key.span });
        }
        part(program, name, &value, key.span)?;
        key.text = (*name).into();
        named.push((key, value));
    }
    Ok(Node { span: node.span, value: Value::Map(named) })
}

/// Whether a part of an expectation has a form that a decision can be compared with; `key` is the place of its name.
fn part(program: &Program, name: &str, value: &Node<'static>, key: Span) -> Result<(), TestError> {
    let wrong = |what| {
        let span = if matches!(value.value, Value::Null) { key } else { value.mark() };
        Err(TestError::WrongShape { span, what })
    };
    let holds_some = |node: &Node<'_>| !node.entries().is_empty();
    match name {
        "measures" if holds_some(value) => value.entries().iter().try_for_each(|(key, claims)| {
            measure(program, key)?;
            known_keys(&shape::CLAIM, claims)
        }),
        "measures" if matches!(value.value, Value::List(_)) => known_keys(&shape::MEASURE, value),
        "measures" => wrong(wording!(
            "the measures by name, each with the list of its claims, or their list as `award` prints it",
            "各项措施的名称及其申请项列表，或 award 所输出的措施列表"
        )),
        "fault" | "scope" if value.words().is_some() => Ok(()),
        "fault" => wrong(wording!("the code of a finding", "检查结果的代码")),
        "scope" if holds_some(value) => known_keys(&shape::SCOPE, value),
        "totals" if holds_some(value) => known_keys(&shape::TOTALS, value),
        "decision" if holds_some(value) => known_keys(&shape::DECISION, value),
        _ if holds_some(value) => Ok(()),
        "scope" => wrong(wording!("the status of the scope, or keys with values", "适用范围的状态，或若干键和值")),
        _ => wrong(wording!("keys with values", "若干键和值")),
    }
}

/// A measure that one of the versions of the policy has.
fn measure(program: &Program, key: &Key<'_>) -> Result<(), TestError> {
    if program.versions().any(|version| version.measure_named(&key.text).is_some()) {
        return Ok(());
    }
    Err(TestError::no_such_measure(program, key.span, Kind::Measure, &key.text))
}
