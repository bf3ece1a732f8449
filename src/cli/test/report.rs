//! What became of the tests, for people and as JSON.

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::Suite;
use crate::diagnostic::report::{Format, Style, render};
use crate::diagnostic::{Language, Wording};
use crate::explain;
use crate::interpret::Detail;
use crate::testing::{Difference, Ran, Runner, Test};
use crate::wording;

/// How many differences of one test are told.
const MOST_DIFFERENCES: usize = 20;
/// How many claims of one test are explained.
const MOST_CLAIMS: usize = 3;

/// A line for each policy, what failed below it in lines of at most `width` columns where that can be, and a line for all.
pub(super) fn human(suites: &[Suite], language: Language, width: usize) -> String {
    let mut out = String::new();
    for suite in suites {
        out.push_str(&head(suite, language));
        for (test, ran) in suite.results.iter().filter(|(_, ran)| !ran.passed()) {
            out.push_str(&failure(suite, test, ran, (language, width)));
        }
    }
    let (run, failed) = (count(suites, |suite| suite.results.len()), count(suites, Suite::failed));
    let passed = run - failed;
    let unread = suites.iter().filter(|suite| !suite.findings.is_empty()).count();
    let mut text = match failed {
        0 => wording!("{passed} passed", "通过{passed}项"),
        _ => wording!("{passed} passed, {failed} failed", "通过{passed}项，未通过{failed}项"),
    };
    if unread > 0 {
        text.en.push_str(&format!("; of {unread} policies not everything could be read"));
        text.zh.push_str(&format!("；有{unread}项政策未能完整读取"));
    }
    out.push_str(&format!("{}\n", text.get(language)));
    out
}

fn count(suites: &[Suite], of: impl Fn(&Suite) -> usize) -> usize {
    suites.iter().map(of).sum()
}

fn head(suite: &Suite, language: Language) -> String {
    let (name, run, failed) = (&suite.name, suite.results.len(), suite.failed());
    let open = suite.results.iter().filter(|(test, _)| !test.confirmed).count();
    let mut text = match (run, failed) {
        _ if suite.program.is_none() => wording!("{name}: the policy has errors", "{name}：政策有错误"),
        (0, _) if !suite.findings.is_empty() => {
            wording!("{name}: no test could be read", "{name}：没有能够读取的测试")
        }
        (0, _) => wording!("{name}: no tests", "{name}：没有测试"),
        (1, 0) if !suite.findings.is_empty() => {
            wording!("{name}: 1 test could be read, and passed", "{name}：能读取的1项测试通过")
        }
        (_, 0) if !suite.findings.is_empty() => {
            wording!("{name}: {run} tests could be read, and passed", "{name}：能读取的{run}项测试通过")
        }
        (1, 0) => wording!("{name}: 1 test, passed", "{name}：1项测试，通过"),
        (_, 0) => wording!("{name}: {run} tests, all passed", "{name}：{run}项测试，全部通过"),
        (_, _) if !suite.findings.is_empty() => {
            wording!(
                "{name}: {failed} of the tests that could be read failed",
                "{name}：能读取的测试中，{failed}项未通过"
            )
        }
        (1, _) => wording!("{name}: 1 test, failed", "{name}：1项测试，未通过"),
        _ => wording!("{name}: {run} tests, {failed} failed", "{name}：{run}项测试，{failed}项未通过"),
    };
    if open > 0 {
        text.en.push_str(&format!(", {open} not confirmed yet"));
        text.zh.push_str(&format!("，{open}项尚未确认"));
    }
    format!("{}\n", text.get(language))
}

fn failure(suite: &Suite, test: &Test, ran: &Ran, (language, width): (Language, usize)) -> String {
    let mut out = format!("\n  ✘ {}  ({})\n", plain(&test.name), suite.sources.place(test.place));
    if let Some(why) = &test.why {
        let why = plain(why);
        out.push_str(&format!("    {}{why}\n", wording!("because: ", "理由：").get(language)));
    }
    for difference in ran.differences.iter().take(MOST_DIFFERENCES) {
        for line in lines(difference, language, width) {
            out.push_str(&format!("    {line}\n"));
        }
    }
    if let Some(more) = ran.differences.len().checked_sub(MOST_DIFFERENCES).filter(|more| *more > 0) {
        out.push_str(&format!("    {}\n", wording!("and {more} more", "另有{more}处").get(language)));
    }
    let found = ran
        .outcome
        .as_ref()
        .err()
        .map(|found| render(Format::Human, found, &suite.sources, language, Style::default()));
    for lines in derivations(suite, test, ran, (language, width.saturating_sub(6))).into_iter().chain(found) {
        out.push('\n');
        for line in lines.lines() {
            out.push_str(format!("      {line}").trim_end());
            out.push('\n');
        }
    }
    out.push('\n');
    out
}

/// Words of a test on one line, whatever they hold.
fn plain(words: &str) -> String {
    words.chars().map(|own| if own.is_control() { ' ' } else { own }).collect()
}

/// One difference in a line, or in several where the terminal is too narrow for that.
fn lines(difference: &Difference, language: Language, width: usize) -> Vec<String> {
    let whole = plain(said(difference).get(language));
    if whole.width() + 4 <= width {
        return vec![whole];
    }
    let Difference { what, expected, came, apart, .. } = difference;
    let colon = wording!(":", "：");
    let (expected, came) = (expected.get(language), came.get(language));
    let apart = apart.as_ref().map(|apart| format!("  {}", apart.get(language)));
    let said = wording!("  expected {expected}", "  预期 {expected}");
    let got = wording!("  came {came}", "  得出 {came}");
    let parts = [format!("{}{}", what.get(language), colon.get(language)), said.get(language).to_owned()];
    parts.into_iter().chain([got.get(language).to_owned()]).chain(apart).map(|line| plain(&line)).collect()
}

/// One difference in a sentence.
pub(super) fn said(difference: &Difference) -> Wording {
    let Difference { what, expected, came, apart, .. } = difference;
    let (en, zh) =
        apart.as_ref().map_or_else(Default::default, |apart| (format!(" ({})", apart.en), format!("（{}）", apart.zh)));
    Wording::new(
        format!("{}: expected {}, came {}{en}", what.en, expected.en, came.en),
        format!("{}：预期{}，得出{}{zh}", what.zh, spaced(&expected.zh), spaced(&came.zh)),
    )
}

/// A figure stands apart from the Chinese before it.
fn spaced(text: &str) -> String {
    if text.starts_with(|first: char| first.is_ascii()) { format!(" {text}") } else { text.to_owned() }
}

/// How the claims came about of which something was decided otherwise than expected, the scope before them where it decides them, and which
/// assertions do not hold behind them.
pub(super) fn derivations(suite: &Suite, test: &Test, ran: &Ran, (language, width): (Language, usize)) -> Vec<String> {
    let mut claims: Vec<&(String, String)> = Vec::new();
    for claim in ran.differences.iter().filter_map(|difference| difference.claim.as_ref()) {
        if !claims.contains(&claim) && claims.len() < MOST_CLAIMS {
            claims.push(claim);
        }
    }
    let differs_in = |part: &str| ran.differences.iter().any(|difference| difference.path.starts_with(part));
    let (scope, assertions) = (differs_in("scope") || !claims.is_empty(), differs_in("assertions"));
    let Some(program) = suite.program.as_ref().filter(|_| scope || assertions) else { return Vec::new() };
    let derived = Runner::new(program, &suite.sources).run_in(test, Detail::Derivation);
    let Ok(decision) = derived.outcome else { return Vec::new() };
    let explained = claims
        .into_iter()
        .map(|(measure, claim)| explain::of_claim(program, &decision, (measure, claim), language, width));
    let scope = scope.then(|| explain::of_scope(program, &decision, language, width));
    let assertions = assertions.then(|| explain::assertions(program, &decision, language, width));
    let explained = scope.into_iter().chain(explained).chain(assertions);
    explained.filter(|lines| !lines.trim().is_empty()).collect()
}

/// An array with an object for each test.
pub(super) fn json(suites: &[Suite], language: Language) -> String {
    let tests = suites.iter().flat_map(|suite| {
        suite.results.iter().map(|(test, ran)| {
            let differences: Vec<Value> = ran.differences.iter().map(|own| difference(own, language)).collect();
            json!({
                "policy": suite.name,
                "test": test.name,
                "place": suite.sources.place(test.place),
                "passed": ran.passed(),
                "confirmed": test.confirmed,
                "why": test.why,
                "differences": differences,
            })
        })
    });
    let tests: Vec<Value> = tests.collect();
    format!("{}\n", serde_json::to_string_pretty(&tests).unwrap_or_default())
}

fn difference(own: &Difference, language: Language) -> Value {
    json!({
        "path": own.path,
        "what": own.what.get(language),
        "expected": own.expected.get(language),
        "came": own.came.get(language),
        "apart": own.apart.as_ref().map(|apart| apart.get(language)),
    })
}
