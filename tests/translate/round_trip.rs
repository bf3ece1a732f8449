//! A policy in the other surface is the same policy, and comes back to the byte.

use std::path::{Path, PathBuf};

use bursary::ast::Surface;
use bursary::diagnostic::Diagnostics;
use bursary::ir::Program;
use bursary::source::{Role, Source, SourceId, Sources};
use bursary::syntax::tokens;
use bursary::testing::{Runner, tests_written};
use bursary::translate::translate;

fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The folders of whole policies below a path.
fn folders(path: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(repository(path))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    found.sort();
    found
}

/// A policy with the files that it names.
#[derive(Clone)]
struct Policy {
    sources: Sources,
    program: Program,
}

impl Policy {
    fn compiled(mut sources: Sources, folder: &Path) -> Option<Policy> {
        let open = |name: &str| Some(Source::new(name, std::fs::read_to_string(folder.join(name)).ok()?));
        let program = bursary::compile_with(&mut sources, open).program?;
        Some(Policy { sources, program })
    }

    /// That of one file, or of several.
    fn read(files: &[PathBuf]) -> Option<Policy> {
        let mut sources = Sources::new();
        for file in files {
            sources.add(Role::Rules, Source::new(file.display().to_string(), std::fs::read_to_string(file).ok()?));
        }
        Policy::compiled(sources, files.first()?.parent()?)
    }

    fn of_text(text: &str) -> Policy {
        let mut sources = Sources::new();
        sources.add(Role::Rules, Source::new("policy.bursary", text));
        Policy::compiled(sources.clone(), Path::new("")).unwrap_or_else(|| {
            panic!(
                "{:#?}",
                bursary::compile(&mut sources)
                    .findings
                    .iter()
                    .map(|it| (it.code, sources.place(it.span), it.message.en.clone()))
                    .collect::<Vec<_>>()
            )
        })
    }

    /// The same policy with its files rewritten.
    fn rewritten(&self, to: Option<Surface>) -> Result<Policy, String> {
        let all = translate(&self.sources, &self.program, to).map_err(|found| found.message.en.clone())?;
        let mut sources = Sources::new();
        for (id, source) in self.sources.of(Role::Rules) {
            let own = all.iter().find(|own| own.source == id).unwrap();
            sources.add(Role::Rules, Source::new(source.name(), own.text.as_str()));
        }
        for role in [Role::Document, Role::Data] {
            for (_, source) in self.sources.of(role) {
                sources.add(role, source.clone());
            }
        }
        Policy::compiled(sources, Path::new("")).ok_or_else(|| "does not compile".to_owned())
    }

    fn texts(&self) -> Vec<String> {
        self.sources.of(Role::Rules).map(|(_, source)| source.text().to_owned()).collect()
    }
}

/// The lines that differ.
fn differences(one: &[String], other: &[String]) -> Vec<String> {
    let lines = |texts: &[String]| texts.iter().flat_map(|text| text.lines().map(str::to_owned)).collect::<Vec<_>>();
    lines(one)
        .iter()
        .zip(lines(other))
        .filter(|(one, other)| *one != other)
        .map(|(one, other)| format!("{one}\n{other}"))
        .take(4)
        .collect()
}

/// What is wrong with a policy there and back again.
fn round_trip(policy: &Policy) -> Result<(), String> {
    for (there, back) in [(Surface::Chinese, Surface::English), (Surface::English, Surface::Chinese)] {
        let first = policy.rewritten(Some(back)).map_err(|error| format!("into {back:?}: {error}"))?;
        let over = first.rewritten(Some(there)).map_err(|error| format!("into {there:?}: {error}"))?;
        let again = over.rewritten(Some(back)).map_err(|error| format!("back into {back:?}: {error}"))?;
        if first.texts() != again.texts() {
            return Err(differences(&first.texts(), &again.texts()).join("\n"));
        }
    }
    Ok(())
}

/// Every policy of the repository, by its files.
fn every_policy() -> Vec<Vec<PathBuf>> {
    let mut all: Vec<Vec<PathBuf>> = Vec::new();
    let files = |folder: &Path| {
        let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.retain(|path| path.extension().is_some_and(|extension| extension == "bursary"));
        files.sort();
        files
    };
    for folder in ["policies", "tests/conformance/genre"].into_iter().flat_map(folders) {
        all.push(files(&folder));
    }
    for folder in folders("tests/conformance/patterns") {
        all.extend(files(&folder).into_iter().map(|file| vec![file]));
    }
    for folder in ["tests/golden/check/good", "tests/golden/syntax/good"] {
        all.extend(files(&repository(folder)).into_iter().map(|file| vec![file]));
    }
    all.retain(|files| !files.is_empty());
    all
}

#[test]
fn every_policy_comes_back_to_the_byte() {
    let only = std::env::var("POLICY").unwrap_or_default();
    let (mut wrong, mut run) = (Vec::new(), 0);
    for files in every_policy() {
        let name = files[0].strip_prefix(repository("")).unwrap().display().to_string();
        if !name.contains(&only) {
            continue;
        }
        let Some(policy) = Policy::read(&files) else { continue };
        run += 1;
        if let Err(error) = round_trip(&policy) {
            wrong.push(format!("{name}: {error}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong of {run}\n{}", wrong.len(), wrong.join("\n\n"));
    assert!(run > 150 || !only.is_empty(), "{run}");
}

#[test]
fn every_form_is_written_as_the_other_surface_writes_it() {
    let folder = repository("tests/golden/translate");
    let mut run = 0;
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let Some(name) = path.to_str().and_then(|path| path.strip_suffix(".en.bursary")) else { continue };
        let golden = |surface: &str| {
            let path = PathBuf::from(format!("{name}.{surface}.bursary"));
            let text = std::fs::read_to_string(&path).unwrap();
            (text, Policy::read(&[path]).unwrap_or_else(|| panic!("{name}.{surface}")))
        };
        let ((english_text, english), (chinese_text, chinese)) = (golden("en"), golden("zh"));
        let written = |policy: &Policy, to| policy.rewritten(to).unwrap().texts().concat();
        assert_eq!(written(&english, None), english_text);
        assert_eq!(written(&english, Some(Surface::Chinese)), chinese_text);
        assert_eq!(written(&chinese, Some(Surface::English)), english_text);
        assert_eq!(written(&chinese, None), chinese_text);
        run += 1;
    }
    assert_eq!(run, 4);
}

/// A text with a comment before each of these words.
fn with_comments(text: &str, places: impl DoubleEndedIterator<Item = usize>) -> String {
    let mut written = text.to_owned();
    places.rev().for_each(|at| written.insert_str(at, " # c\n      "));
    written
}

#[test]
fn comments_in_all_gaps_come_back_to_the_byte() {
    let parsed = |text: &str| {
        let mut found = Diagnostics::default();
        let file = bursary::syntax::parse_file(SourceId(0), text, &mut found);
        (file.declarations.len(), found.into_sorted().len())
    };
    for name in ["every_form.en", "every_form.zh", "every_rule.en", "every_rule.zh"] {
        let path = repository(&format!("tests/golden/translate/{name}.bursary"));
        let text = std::fs::read_to_string(&path).unwrap();
        let whole = parsed(&text);
        let words: Vec<usize> = (tokens(&text).iter())
            .filter(|token| token.kind.is_significant())
            .map(|token| token.start as usize)
            .filter(|at| text[..*at].ends_with([' ', '，', '：', '「', '（', '(', '.', '[', ']']))
            .filter(|at| !text[..*at].trim_end_matches(' ').ends_with('\n'))
            .filter(|at| parsed(&with_comments(&text, [*at].into_iter())) == whole)
            .collect();
        assert!(words.len() > 300, "{name}: {}", words.len());
        for nth in [0, 3] {
            let written = with_comments(&text, words.iter().copied().skip(nth).step_by(5));
            let mut sources = Sources::new();
            sources.add(Role::Rules, Source::new(path.display().to_string(), written));
            let policy = Policy::compiled(sources, path.parent().unwrap()).unwrap_or_else(|| panic!("{name}"));
            round_trip(&policy).unwrap_or_else(|error| panic!("{name}, {nth}: {error}"));
        }
    }
}

#[test]
fn the_surfaces_of_a_pattern_are_translations_of_each_other() {
    for folder in folders("tests/conformance/patterns") {
        let surface = |file: &str| Policy::read(&[folder.join(file)]).unwrap();
        let (chinese, english) = (surface("policy.bursary"), surface("policy-en.bursary"));
        let into = |policy: &Policy, to| policy.rewritten(Some(to)).unwrap().program;
        assert_eq!(operations(&into(&english, Surface::Chinese)), operations(&chinese.program), "{}", folder.display());
        assert_eq!(operations(&into(&chinese, Surface::English)), operations(&english.program), "{}", folder.display());
    }
}

/// What a program does, without its places.
fn operations(program: &Program) -> Vec<String> {
    program
        .versions()
        .flat_map(|version| version.nodes.iter().map(|node| format!("{:?}: {:?}", node.op, node.ty)))
        .collect()
}

/// The policy with another scope condition and another name for its measure.
fn with_rules(facts: &str, rules: &str) -> String {
    format!("policy p\n  money in CNY, rounded half up to 0.01\n\napplicant\n{facts}\nmeasure m\n{rules}")
}

/// An English policy in Chinese; it comes back to the byte.
fn in_chinese(text: &str) -> String {
    let policy = Policy::of_text(text);
    let chinese = policy.rewritten(Some(Surface::Chinese)).unwrap();
    assert_eq!(chinese.rewritten(Some(Surface::English)).unwrap().texts().concat(), text);
    chinese.texts().concat()
}

#[test]
fn a_label_that_is_another_name_or_a_word_of_the_language_is_no_trap() {
    // Written bare, each of these labels would be something else: the day of application, a fact hidden by a value, `or`.
    let facts = "  day \"申请日\" : date\n  cost \"费用\" : money\n  union \"或\" : yes/no\n";
    let rules = "  let fee \"费用\" be 50% of 2万元\n  when \"a\": union and day after 2024-01-01\n  award fee\n  award cost in year 2\n";
    let error = {
        let mut sources = Sources::new();
        sources.add(Role::Rules, Source::new("policy.bursary", with_rules(facts, rules)));
        bursary::compile(&mut sources).findings
    };
    // A value may not hide a fact, so only the rest is left to be seen to.
    assert!(error.iter().any(|finding| finding.code.starts_with("names/")), "{error:?}");
    let rules = "  when \"a\": union and day after 2024-01-01\n  award 50% of cost\n";
    let chinese = in_chinese(&with_rules(facts, rules));
    assert!(chinese.contains("『或』 且 『申请日』 晚于 2024-01-01"), "{chinese}");
}

#[test]
fn comments_and_parentheses_stay_where_they_are() {
    let facts = "  cost \"费用\" : money  # of this year\n  share \"份额\" : ratio\n";
    let rules = "  # all of it\n  award (((50%))) of (cost)            # taken of the cost\n  cap 3 awards per applicant in total  # and no more\n\n# the end\n";
    let chinese = in_chinese(&with_rules(facts, rules));
    assert!(chinese.contains("  # all of it\n  奖励 （费用） 的 （（（50%）））  # taken of the cost\n"), "{chinese}");
    assert!(chinese.ends_with("累计       # and no more\n\n# the end\n"), "{chinese}");
}

#[test]
fn a_comment_inside_a_clause_is_kept() {
    let text = with_rules("  cost \"费用\" : money\n", "  award 50% # half\n    of # of\n    cost # it\n");
    let policy = Policy::of_text(&text);
    let chinese = policy.rewritten(Some(Surface::Chinese)).unwrap();
    let there = chinese.texts().concat();
    for comment in ["# half", "# of", "# it"] {
        assert_eq!(there.matches(comment).count(), 1, "{there}");
    }
    let english = chinese.rewritten(Some(Surface::English)).unwrap();
    assert_eq!(english.texts(), policy.rewritten(None).unwrap().texts());
}

#[test]
fn a_share_in_a_product_keeps_its_base() {
    // 3 × (50% of the cost) in English needs no parentheses, in Chinese it does.
    let text = with_rules("  cost \"费用\" : money\n", "  award 3 × 50% of cost\n");
    let policy = Policy::of_text(&text);
    let chinese = policy.rewritten(Some(Surface::Chinese)).unwrap();
    assert!(chinese.texts().concat().contains("奖励 3 × （费用 的 50%）"), "{:?}", chinese.texts());
    assert_eq!(operations(&chinese.program), operations(&policy.program));
}

#[test]
fn labels_in_an_english_file_become_names() {
    let text = with_rules("  cost \"费用\" : money\n", "  award 50% of 费用\n");
    let own = Policy::of_text(&text).rewritten(None).unwrap().texts().concat();
    assert!(own.contains("award 50% of cost\n"), "{own}");
}

/// The tests of a policy, run.
fn run(policy: &Policy) -> Vec<(String, bool)> {
    let mut sources = policy.sources.clone();
    let compiled = bursary::compile(&mut sources);
    let (tests, wrong) = tests_written(&policy.program, &compiled.tests, &mut sources, |_| None);
    assert!(wrong.is_empty(), "{:?}", wrong.iter().map(|own| &own.message.en).collect::<Vec<_>>());
    let runner = Runner::new(&policy.program, &sources);
    tests.iter().map(|test| (test.name.clone(), runner.run(test).passed())).collect()
}

/// A policy whose rules have no labels, with tests that call them by their words.
const TESTED: &str = r#"policy p
  money in CNY, rounded half up to 0.01

unit square_metre "平方米"

type kind "类别" : one of
  | small "小型"
  | large "大型"

applicant
  kind "类别" : kind
  cost "费用" : money
  area "面积" : decimal in square_metre
  passed "评审通过" : yes/no by support year
  sites "场地清单" : list of site

record site "场地"
  key id "编号" : text
  rent "租金" : money

reading base "口径"
  | gross "总额" default
  | net "净额"
  because "not said"

measure m "补助"
  when area at least 100 square_metre
  veto kind is large
  award 50% of cost under reading base is gross
  award 40% of cost under reading base is net
  cap 100万元 per applicant in total

measure rent "租金补助"
  for each one in sites
  when "rented": one.rent above 0元
  award 10% of one.rent in year 1
"#;

#[test]
fn tests_are_translated_with_what_they_name() {
    let tests = r#"
test "capped"
  with reading base is net
  given applied_on is 2026-05-01
  given kind is small
  given cost is 300万元
  given area is 120 square_metre
  given passed[1]
  given sites
    | id "A", rent 3万元
    | id "B", rent 5万元
  unknown sites["B"].rent
  expect m: payable 100万元, meets "area at least 100 square_metre", step limit "cap 100万元 per applicant in total" 100万元
  expect rent of "A": payable 3000元
  expect rent of "B": pending, missing sites["B"].rent

test "too small"
  like "capped"
  given area is 99.9 square_metre
  given sites is none
  expect m: refused by "area at least 100 square_metre"
  expect rent: no claim

test "large"
  like "capped"
  given kind is large
  expect m: refused by "kind is large", meets "area at least 100 square_metre"
"#;
    let text = format!("{TESTED}{tests}");
    let policy = Policy::of_text(&text);
    assert!(run(&policy).iter().all(|(_, passed)| *passed), "{:?}", run(&policy));
    let chinese = policy.rewritten(Some(Surface::Chinese)).unwrap();
    let written = chinese.texts().concat();
    for line in [
        "按解读 口径 为 净额",
        "已知 申请日 为 2026-05-01",
        "已知 类别 为 小型",
        "已知 面积 为 120平方米",
        "| 编号 「A」，租金 3万元",
        "未知 场地清单[「B」].租金",
        "预期 补助：应发 100万元，满足 「面积 不低于 100平方米」",
        "步骤 限额 「封顶 100万元 每个 申报主体 累计」 100万元",
        "缺 场地清单[「B」].租金",
        "已知 场地清单 为 空",
        "不予支持 因 「类别 为 大型」",
    ] {
        assert!(written.contains(line), "{line}\n{written}");
    }
    assert!(run(&chinese).iter().all(|(_, passed)| *passed), "{written}\n{:?}", run(&chinese));
    let english = chinese.rewritten(Some(Surface::English)).unwrap();
    assert_eq!(english.texts(), policy.rewritten(None).unwrap().texts());
    assert!(run(&english).iter().all(|(_, passed)| *passed));
}

#[test]
fn a_rule_called_by_its_words_is_found_after_its_layout_has_changed() {
    let spaced = TESTED.replace("cap 100万元 per applicant", "cap 100万元   per    applicant");
    let tests = r#"
test "capped"
  given applied_on is 2026-05-01
  given kind is small
  given cost is 300万元
  given area is 120 square_metre
  expect m : step limit "cap 100万元 per applicant in total" 100万元
"#;
    let policy = Policy::of_text(&format!("{spaced}{tests}"));
    assert!(run(&policy).iter().all(|(_, passed)| *passed));
    let own = policy.rewritten(None).unwrap();
    assert!(own.texts().concat().contains("  expect m: step limit \"cap 100万元 per applicant in total\" 100万元\n"));
    assert!(run(&own).iter().all(|(_, passed)| *passed));
}
