//! Text to tree: golden cases, properties, hostile inputs.

#![allow(clippy::unwrap_used, clippy::string_slice, reason = "a test that panics has failed, as it should")]

#[path = "syntax/dump.rs"]
mod dump;
#[path = "syntax/hostile.rs"]
mod hostile;
#[path = "syntax/properties.rs"]
mod properties;

use bursary::ast::File;
use bursary::diagnostic::{Diagnostic, Diagnostics};
use bursary::source::{Source, SourceId};

fn parse(text: &str) -> (File, Vec<Diagnostic>) {
    let mut found = Diagnostics::default();
    let file = bursary::syntax::parse_file(SourceId(0), text, &mut found);
    (file, found.into_sorted())
}

fn read(path: &std::path::Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn good_cases() {
    insta::glob!("golden/syntax/good", "*.bursary", |path| {
        let text = read(path);
        let (file, found) = parse(&text);
        assert_eq!(found, [], "a good case has findings:\n{}", render(&text, &found));
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(dump::dump(&file));
        });
    });
}

#[test]
fn both_surfaces_give_the_same_shape() {
    for name in ["assertions", "continued", "example", "forms", "functions", "payments", "tests"] {
        let shape = |surface: &str| {
            let text = std::fs::read_to_string(format!("tests/golden/syntax/good/{name}_{surface}.bursary")).unwrap();
            dump::shape(&parse(&text).0)
        };
        let (english, chinese) = (shape("english"), shape("chinese"));
        for (one, other) in english.lines().zip(chinese.lines()) {
            assert_eq!(one, other);
        }
        assert_eq!(english, chinese);
    }
}

#[test]
fn bad_cases() {
    insta::glob!("golden/syntax/bad", "*.bursary", |path| {
        let text = read(path);
        let (_, found) = parse(&text);
        let expected: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("# expect: ")).collect();
        let codes: Vec<&str> = found.iter().map(|finding| finding.code).collect();
        assert_eq!(codes, expected, "{}\n{}", path.display(), render(&text, &found));
        for finding in &found {
            assert_fix_mends(&text, &found, finding);
        }
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(render(&text, &found));
        });
    });
}

/// A suggested fix, applied, must parse: the finding is gone, no other has come.
fn assert_fix_mends(text: &str, found: &[Diagnostic], finding: &Diagnostic) {
    let Some(fix) = &finding.fix else { return };
    let mut fixed = text.to_owned();
    fixed.replace_range(fix.span.range(), &fix.replacement);
    let (_, after) = parse(&fixed);
    let again = |other: &Diagnostic| other.code == finding.code && other.span.start == finding.span.start;
    assert!(
        after.len() <= found.len() && !after.iter().any(again),
        "the fix of {} does not mend it:\n{fixed}\n{}",
        finding.code,
        render(&fixed, &after)
    );
}

fn render(text: &str, found: &[Diagnostic]) -> String {
    let source = Source::new("case", text);
    let mut out = String::new();
    for finding in found {
        let (start, end) = (finding.span.start as usize, finding.span.end as usize);
        let at = source.position(start);
        out += &format!("{}:{} {} `{}`\n", at.line, at.column, finding.code, &text[start..end]);
        out += &format!("  en: {} [{}]\n", finding.message.en, finding.label.en);
        out += &format!("  zh: {} [{}]\n", finding.message.zh, finding.label.zh);
        if let Some(help) = &finding.help {
            out += &format!("  help: {}\n  帮助: {}\n", help.en, help.zh);
        }
        if let Some(fix) = &finding.fix {
            let at = source.position(fix.span.start as usize);
            let was = &text[fix.span.range()];
            out += &format!("  fix: {}:{} `{was}` -> `{}`\n", at.line, at.column, fix.replacement);
        }
        for (span, label) in &finding.also {
            let at = source.position(span.start as usize);
            out += &format!("  also {}:{}: {} / {}\n", at.line, at.column, label.en, label.zh);
        }
    }
    out
}
