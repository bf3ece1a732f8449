//! What holds for every test that anybody could write, at both stages: it is read, checked, run and translated, or something is wrong
//! with it and told.

use bursary::ast::Surface;
use bursary::diagnostic::Language;
use bursary::diagnostic::report::{Format as Report, Style, render};
use bursary::interpret::Stage;
use bursary::ir::Program;
use bursary::source::{Role, Source, Sources};
use bursary::syntax::tokens;
use bursary::testing::{Runner, tests_written};
use bursary::translate::translate;
use proptest::prelude::*;

const RULES: &str = r#"policy grant "补助办法"
  money in CNY, rounded half up to 0.01
  short months take the last day
unit square_metre "平方米"
type kind "类型" : one of
  | small "小型"
  | large "大型"
reading base "口径"
  | gross "总额" default
  | net "净额"
  because "not said"
applicant
  kind "类型" : kind
  revenue "营业收入" : money
  area "面积" : decimal in square_metre
  passed "评审通过" : yes/no by support year
  filed "材料齐备" : yes/no
  accepted "已验收" : yes/no
  started "开工日" : date
  moved "已迁出" : yes/no
  sites "场地清单" : list of site
record site "场地"
  key id "编号" : text
  rent "租金" : money
  since "起租日" : date
scope
  when "营业收入为正": revenue above 0元
measure growth "增长奖励"
  when revenue at least 500万元
  veto kind is large
  award up to 10% of revenue in years 1 to 3
  cap 60万元 per applicant in total
measure rent "租金补助"
  for each site in sites
  when "通过": passed[1]
  award 10% of site.rent under reading base is gross
  award 5% of site.rent under reading base is net
  cap 2 awards per applicant in total
measure works "建设补助"
  when "材料齐备": filed at application
  when "通过验收": accepted at payment
  award 10% of revenue
  pay 30% on started "开工", the rest on started + 1 year "竣工"
  paid by "市级财政" 50%, "区级财政" the rest
  recover all when "迁出": moved
"#;

const ENGLISH: &str = r#"test "one"
  because "10% × 600万 = 60万"
  with reading base is net
  stage payment
  given applied_on is 2026-05-01
  given kind is small
  given revenue is 600万元
  given area is 120.5 square_metre
  given filed
  given not accepted
  given started is 2025-03-01
  given moved
  given passed[1]
  given not passed[2]
  given sites
    | id "A", rent 3万元, since 2025-01-01
    | id "B", rent 5万元
  unknown sites["B"].since, passed[3]
  paid growth in years 1 to 2: 1万元 on 2025-11-20
  approved growth in year 3: 20万元
  expect growth in year 3: payable 20万元, step limit "cap 60万元 per applicant in total" 20万元
  expect growth: qualified, meets "revenue at least 500万元", missing the approval
  expect rent of "A": payable 1500元, pending at least 1元 at most 2元
  expect rent of "B": refused by "通过", missing sites["B"].since, no claim
  expect works: refused by "通过验收"
  expect scope: met
  expect total: payable 20万元, paid 1万元
test "two"
  like "one"
  given sites is none
  given kind is large
  given accepted
  expect works: payable 60万元, nothing, meets "通过验收"
  expect growth: refused by "kind is large", nothing, due later 1元 on 2027-01-01, repayable 1元
test "three"
  because "the policy says in how many parts it is paid"
  like "one"
  paid works in year 1: 12万元 on 2025-12-01
  expect fault: "case/instalment-missing"
"#;

const CHINESE: &str = r#"测试 「一」
  按解读 口径 为 净额
  阶段 拨付
  已知 申请日 为 2026-05-01
  已知 类型 为 小型
  已知 营业收入 为 600万元
  已知 面积 为 120.5平方米
  已知 材料齐备
  已知 非 已验收
  已知 开工日 为 2025-03-01
  已知 已迁出
  已知 评审通过[1]
  已知 场地清单
    | 编号 「A」，租金 3万元，起租日 2025-01-01
    | 编号 「B」，租金 5万元
  未知 场地清单[「B」].起租日
  已付 增长奖励 第1至2年：1万元 于 2025-11-20
  核定 增长奖励 第3年：20万元
  预期 增长奖励 第3年：应发 20万元，步骤 公式 60万元
  预期 租金补助 的 「A」：应发 1500元，满足 「通过」
  预期 建设补助：不予支持 因 「通过验收」
  预期 适用范围：符合
  预期 合计：应发 20万元，待定 不超过 2元
"#;

/// What tests are translated to: a surface, or each file as its own writes its names.
const SURFACES: [Option<Surface>; 3] = [Some(Surface::English), Some(Surface::Chinese), None];

/// The words of tests, apart.
fn words(text: &str) -> Vec<&str> {
    tokens(text).into_iter().map(|token| token.of(text)).collect()
}

/// The rules, and the tests beside them.
fn beside(rules: &str, tests: &str) -> Sources {
    let mut sources = Sources::new();
    sources.add(Role::Rules, Source::new("policy.bursary", rules));
    sources.add(Role::Rules, Source::new("tests.bursary", tests));
    sources
}

/// How many differences each test that can be run has at each stage, if the policy compiles.
fn run(sources: &mut Sources) -> Option<(Program, Vec<[usize; 2]>)> {
    let compiled = bursary::compile(sources);
    let program = compiled.program?;
    let (found, wrong) = tests_written(&program, &compiled.tests, sources, |_| None);
    for finding in &wrong {
        assert!(!finding.message.en.is_empty() && !finding.message.zh.is_empty(), "{finding:?}");
        let source = sources.get(finding.span.source).unwrap();
        assert!(source.text().get(finding.span.range()).is_some(), "{finding:?}");
    }
    for language in [Language::En, Language::Zh] {
        render(Report::Human, &wrong, sources, language, Style::default());
    }
    let runner = Runner::new(&program, sources);
    let differences = found.into_iter().map(|mut test| {
        [Stage::Application, Stage::Payment].map(|stage| {
            test.stage = stage;
            let ran = runner.run(&test);
            for own in &ran.differences {
                assert!(!own.what.en.is_empty() && !own.what.zh.is_empty(), "{own:?}");
            }
            ran.differences.len()
        })
    });
    let differences = differences.collect();
    Some((program, differences))
}

/// Reads, checks, runs, renders and translates tests beside the rules, which come to the same translated; whether any could be run.
fn assert_sound(tests: &str, surfaces: &[Option<Surface>]) -> bool {
    let mut sources = beside(RULES, tests);
    let Some((program, differences)) = run(&mut sources) else { return false };
    for to in surfaces {
        let Ok(files) = translate(&sources, &program, *to) else { continue };
        let [rules, tests] = files.as_slice() else { panic!("{files:?}") };
        let (_, other) = run(&mut beside(&rules.text, &tests.text)).unwrap_or_else(|| panic!("{}", tests.text));
        assert_eq!(differences, other, "{}", tests.text);
    }
    !differences.is_empty()
}

#[test]
fn the_tests_that_others_are_made_of_are_read() {
    for text in [ENGLISH, CHINESE] {
        assert!(assert_sound(text, &SURFACES));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_test_with_words_of_others_is_read_and_run_or_told_of(
        text in prop::sample::select(vec![ENGLISH, CHINESE]),
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0_u8..4), 1..4),
        to in prop::sample::select(&SURFACES[..]),
    ) {
        let mut own: Vec<&str> = words(text);
        let others = [words(ENGLISH), words(CHINESE)].concat();
        for (at, other, kind) in edits {
            let at = at.index(own.len());
            let word = others[other.index(others.len())];
            match kind {
                0 => { own.remove(at); }
                1 => own.insert(at, word),
                2 => own[at] = word,
                _ => {
                    let from = other.index(own.len());
                    own.swap(at, from);
                }
            }
        }
        assert_sound(&own.concat(), &[to]);
    }

    #[test]
    fn a_test_with_lines_left_out_and_lines_of_others_is_read_and_run_or_told_of(
        (text, kept) in prop::sample::select(vec![ENGLISH, CHINESE]).prop_flat_map(|text| {
            let lines: Vec<&str> = text.split_inclusive('\n').collect();
            let all = lines.len();
            (Just(text), prop::sample::subsequence(lines, all / 2..=all))
        }),
        others in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..2),
        to in prop::sample::select(&SURFACES[..]),
    ) {
        let all: Vec<&str> = text.split_inclusive('\n').collect();
        let mut own = kept;
        for (at, other) in others {
            own.insert(at.index(own.len()), all[other.index(all.len())]);
        }
        // Without its first line it would be no test at all.
        own.retain(|line| *line != all[0]);
        own.insert(0, all[0]);
        assert_sound(&own.concat(), &[to]);
    }
}
