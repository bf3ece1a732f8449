//! Files of dated values: their rows, and their mistakes at their places in the file.

use bursary::ir::Program;
use bursary::source::{Role, Source, Sources};
use bursary::{Compiled, compile_with};

const RULES: &str = r#"
policy p
  money in CNY, rounded half up to 0.01

applicant
  size : whole 1..4
  day : date

dated line "贫困线" : money by size "人数" : whole 1..4, in "line.csv"

measure m
  award line(size) on day
"#;

fn compiled(data: &str) -> (Compiled, Sources) {
    let mut sources = Sources::new();
    sources.add(Role::Rules, Source::new("policy.bursary", RULES));
    let compiled = compile_with(&mut sources, |name| (name == "line.csv").then(|| Source::new(name, data)));
    (compiled, sources)
}

fn program(data: &str) -> Program {
    let (compiled, _) = compiled(data);
    compiled.program.unwrap_or_else(|| panic!("{:#?}", compiled.findings))
}

/// Codes with the words that they are about.
fn found(data: &str) -> Vec<(&'static str, String)> {
    let (compiled, sources) = compiled(data);
    let errors = compiled.findings.iter().filter(|finding| finding.code != "citations/measure-without");
    errors.map(|finding| (finding.code, sources.slice(finding.span).to_owned())).collect()
}

#[test]
fn rows_are_read_however_a_spreadsheet_writes_them() {
    let plain = "from,size,value\n2024-01-01,1,15060\n2024-01-01,2..4,20440元\n2025-01-01,any,2.1万元\n";
    let rows = |data: &str| -> Vec<(String, usize)> {
        let program = program(data);
        let editions = &program.tables[0].editions;
        editions.iter().map(|own| (format!("{} {:?}", own.from, own.until), own.rows.len())).collect()
    };
    let expected = rows(plain);
    assert_eq!(expected.len(), 2);
    assert_eq!(expected[0], ("2024-01-01 Some(2024-12-31)".to_owned(), 2));
    for other in [
        plain.replace('\n', "\r\n"),
        format!("\u{FEFF}{plain}"),
        plain.replace("from,size,value", "自,人数,取值"),
        plain.replace("2024-01-01", "\"2024-01-01\""),
        plain.replace(',', " , "),
        plain.replace("2025", "\n2025"),
        plain.trim_end().to_owned(),
    ] {
        assert_eq!(rows(&other), expected, "{other:?}");
    }
    let until = "from,until,size,value\n2024-01-01,2024-06-30,any,15060\n2025-01-01,,any,20440\n";
    assert_eq!(rows(until)[0], ("2024-01-01 Some(2024-06-30)".to_owned(), 1));
    assert_eq!(rows(until)[1], ("2025-01-01 None".to_owned(), 1));
}

#[test]
fn mistakes_are_shown_in_the_file() {
    let one = |data: &str| {
        let found = found(data);
        assert_eq!(found.len(), 1, "{found:?}");
        found[0].clone()
    };
    assert_eq!(one(""), ("dated/header", String::new()));
    assert_eq!(one("from,value\n2024-01-01,1\n"), ("dated/header", "from,value".to_owned()));
    assert_eq!(one("from,size,value\n"), ("tables/no-rows", RULES.lines().nth(8).unwrap().to_owned()));
    let line = |line: &str| one(&format!("from,size,value\n2024-01-01,any,15060\n{line}\n"));
    assert_eq!(line("2025/01/01,any,15650"), ("dated/unreadable", "2025/01/01,any,15650".to_owned()));
    assert_eq!(line("2025-01-01,any,15,650"), ("dated/unreadable", "2025-01-01,any,15,650".to_owned()));
    assert_eq!(line("2025-01-01,any"), ("dated/unreadable", "2025-01-01,any".to_owned()));
    assert_eq!(line("2025-01-01,any,15650%"), ("types/expected", "15650%".to_owned()));
    assert_eq!(line("2025-02-30,any,15650"), ("time/not-in-calendar", "2025-02-30".to_owned()));
    assert_eq!(line("2023-01-01,any,15650"), ("dated/out-of-order", "2023-01-01,any,15650".to_owned()));
    assert_eq!(line("2025-01-01,2..4,15650").0, "tables/value-without-row");
    assert_eq!(line("2025-01-01,1..x,15650").0, "dated/unreadable");
    assert_eq!(line(&format!("2025-01-01,any,{}1", "(".repeat(10_000))).0, "dated/unreadable");
}

#[test]
fn a_file_full_of_mistakes_is_given_up() {
    let data = format!("from,size,value\n{}", "x,y,z\n".repeat(10_000));
    assert_eq!(found(&data).iter().filter(|(code, _)| *code == "dated/unreadable").count(), 20);
}

#[test]
fn the_digest_is_of_the_file_as_well() {
    let data = "from,size,value\n2024-01-01,any,15060\n";
    assert_eq!(program(data).digest, program(data).digest);
    assert_ne!(program(data).digest, program(&data.replace("15060", "15061")).digest);
}

#[test]
fn one_mistake_in_every_row_is_reported_for_the_first_rows() {
    let data = format!("from,size,value\n{}", "2024-01-01,1,100元\n2023-01-01,1,100元\n".repeat(5_000));
    assert_eq!(found(&data).len(), 20);
}
