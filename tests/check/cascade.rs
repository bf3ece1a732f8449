//! One mistake, one message: a clause that can't be read is not said to be missing as well.

use bursary::diagnostic::Severity;

use super::{check, render};

const RULES: &str = "policy p
  source \"source.md\"
  money in CNY, rounded half up to 0.01

applicant
  kind : applicant_kind
  amount : money
  projects : list of project

type applicant_kind : one of
  | enterprise
  | university

record project
  key id : text
  level : whole 1..2

table standard by level : whole 1..2
  | 1 => 1元
  | 2 => 2元

reading way
  | broad default
  | narrow

measure m article \"5\"
  quote \"给予奖励。\"
  for each project in projects
  let base be amount × 1 under reading way is broad
  let base be amount × 2 under reading way is narrow
  when \"企业\": kind is enterprise
  award base + standard(project.level)
  cap 5元 per applicant in total
";

/// Takes one character away at a time, each `step`th, and asks that errors of form bring no errors of meaning with them.
fn assert_one_message_each(rules: &str, document: &str, step: usize) {
    let (_, found, sources) = check(rules, Some(document));
    assert!(found.iter().all(|finding| finding.severity == Severity::Hint), "{}", render(&found, &sources));
    let mut worst = Vec::new();
    let marks = rules.match_indices(|c: char| c.is_alphanumeric() || "\"|.×=,:()「」：（），".contains(c));
    for (at, mark) in marks.step_by(step) {
        let mut damaged = rules.to_owned();
        damaged.replace_range(at..at + mark.len(), "");
        let (program, found, sources) = check(&damaged, Some(document));
        let errors = found.iter().any(|finding| finding.severity == Severity::Error);
        assert_eq!(program.is_none(), errors);
        let form = found.iter().filter(|finding| finding.code.starts_with("syntax/")).count();
        if form > 0 && form < found.len() {
            worst.push(format!("without `{mark}` at {at}:\n{}", render(&found, &sources)));
        }
    }
    assert!(worst.is_empty(), "{}\n{} cases", worst.join("\n"), worst.len());
}

#[test]
fn a_damaged_clause_gives_no_messages_about_what_it_would_have_said() {
    assert_one_message_each(RULES, "## 1、 总则\n### （5） 奖励\n给予奖励。\n", 1);
}

#[test]
fn the_same_holds_in_chinese() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/shijingshan-data-elements");
    let rules = std::fs::read_to_string(folder.join("policy.bursary")).unwrap();
    let document = std::fs::read_to_string(folder.join("source.md")).unwrap();
    assert_one_message_each(&rules, &document, 211);
}
