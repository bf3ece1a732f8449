//! Whatever the rules and the document are, the checker ends, and says either what is wrong or gives a program.

use bursary::diagnostic::Severity;
use proptest::prelude::*;

use super::check;

fn examples() -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for case in glob("tests/golden/check/good") {
        lines.extend(case.lines().map(str::to_owned));
    }
    lines
}

fn glob(folder: &str) -> Vec<String> {
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "bursary"));
    paths.sort();
    paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lines_in_any_order_are_checked(
        picked in proptest::collection::vec(any::<proptest::sample::Index>(), 1..60),
        document in "([# （）一二三123、。\\n企业奖励]{0,80})",
    ) {
        let lines = examples();
        let rules: Vec<&str> = picked.iter().map(|index| index.get(&lines).as_str()).collect();
        let (program, found, _) = check(&rules.join("\n"), Some(&document));
        prop_assert_eq!(program.is_none(), found.iter().any(|finding| finding.severity == Severity::Error));
    }

    #[test]
    fn lines_left_out_are_missed_or_not(left_out in proptest::collection::vec(any::<proptest::sample::Index>(), 1..6)) {
        for text in glob("tests/golden/check/good") {
            let mut lines: Vec<&str> = text.lines().collect();
            for index in &left_out {
                lines.remove(index.index(lines.len()));
            }
            let (program, found, _) = check(&lines.join("\n"), Some("## 一、总则\n本办法支持对象为"));
            prop_assert_eq!(program.is_none(), found.iter().any(|finding| finding.severity == Severity::Error));
        }
    }
}

#[test]
fn a_document_of_one_character_many_times_is_searched_in_time() {
    let document = format!("### （1） 甲\n{}\n", "奖".repeat(200_000));
    let quotes: String = (0..50).map(|at| format!("  quote \"{}励\"\n", "奖".repeat(at + 3))).collect();
    let rules = format!(
        "policy p\n  source \"source.md\"\n  money in CNY, rounded half up to 0.01\n\nmeasure m article \"1\"\n{quotes}  award 1元\n"
    );
    let started = std::time::Instant::now();
    let (program, found, _) = check(&rules, Some(&document));
    assert!(program.is_none());
    assert_eq!(found.iter().filter(|finding| finding.code == "citations/quote-not-found").count(), 50);
    assert!(started.elapsed().as_secs() < 30, "{:?}", started.elapsed());
}
