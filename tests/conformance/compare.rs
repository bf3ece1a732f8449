//! Versions of a policy held against each other: what means the same is no change, and what does not is one.

use bursary::compare::{Kind, Section, Version, compare};
use bursary::ir::Program;
use bursary::source::{Role, Source, Sources};

use crate::patterns::folders;
use crate::{program_despite, program_of, read, repository};

const UNCITED: &str = "citations/measure-without";

fn changes(old: &(Sources, Program), new: &(Sources, Program)) -> Vec<Section> {
    compare(Version { program: &old.1, sources: &old.0 }, Version { program: &new.1, sources: &new.0 })
}

/// A policy of one file with some of its words replaced.
fn edited(path: &str, edits: &[(&str, &str)]) -> (Sources, Program) {
    let path = repository(path);
    let mut text = read(&path);
    for (from, to) in edits {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    let mut sources = Sources::new();
    sources.add(Role::Rules, Source::new("policy.bursary", text));
    let folder = path.parent().unwrap();
    let compiled = bursary::compile_with(&mut sources, |name| Some(Source::new(name, read(&folder.join(name)))));
    (sources, compiled.program.unwrap_or_else(|| panic!("{:?}", compiled.findings)))
}

#[test]
fn the_two_surfaces_of_a_policy_mean_the_same() {
    for folder in folders() {
        let name = folder.file_name().unwrap().to_str().unwrap();
        let of = |file: &str| program_despite(&format!("tests/conformance/patterns/{name}/{file}"), &[UNCITED]);
        let found = changes(&of("policy.bursary"), &of("policy-en.bursary"));
        // Some of them have labels of their own in English.
        let wrong: Vec<_> =
            found.iter().flat_map(|section| &section.changes).filter(|change| change.kind != Kind::Renamed).collect();
        assert!(wrong.is_empty(), "{name}: {wrong:#?}");
    }
}

#[test]
fn layout_and_comments_are_no_change() {
    for folder in std::fs::read_dir(repository("policies")).unwrap().map(|entry| entry.unwrap().path()) {
        if !folder.is_dir() {
            continue;
        }
        let one = program_of(&folder, &[]);
        let mut sources = Sources::new();
        let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.retain(|path| path.extension().is_some_and(|extension| extension == "bursary"));
        files.sort();
        for file in files {
            let text = read(&file).replace('\n', "   # 「remark\n\n");
            sources.add(Role::Rules, Source::new(file.display().to_string(), text));
        }
        let compiled = bursary::compile_with(&mut sources, |name| Some(Source::new(name, read(&folder.join(name)))));
        let other = (sources, compiled.program.unwrap());
        assert_eq!(changes(&one, &other), [], "{}", folder.display());
    }
}

/// Each of these edits of the example in `tests/cli/diff` changes one thing, and is told as that one.
#[test]
fn every_kind_of_change_is_told_once() {
    let path = "tests/cli/diff/old/policy.bursary";
    type Edited<'a> = (&'a [(&'a str, &'a str)], &'a str, Kind);
    let cases: [Edited<'_>; 23] = [
        (&[("至 2026-12-31", "至 2027-12-31")], "time in force", Kind::Changed),
        (&[("四舍五入至 0.01", "四舍五入至 1")], "rounding", Kind::Changed),
        (&[("数字化转型支持办法", "数字化转型支持办法（修订）")], "title", Kind::Renamed),
        (
            &[("| large 「大型企业」", "| large 「大企业」"), ("| 大型企业 =>", "| 大企业 =>")],
            "value “大企业” of “规模”",
            Kind::Renamed,
        ),
        (&[("投资额」：金额", "投资额」：金额，缺省 0元")], "fact “投资额” of “项目”", Kind::Changed),
        (&[("    佐证 「统计证明」\n", "")], "fact “规模” of “企业”", Kind::Changed),
        (&[("| 中型企业 => 20%", "| 中型企业 => 25%")], "row of “补助比例”", Kind::Changed),
        (
            &[("  条件 「通过验收」：项目.通过验收\n    原文 「对通过验收的数字化项目」\n", "")],
            "condition “通过验收”",
            Kind::Removed,
        ),
        (&[("不低于 50万元", "超过 50万元")], "condition “投资额达到门槛”", Kind::Changed),
        (&[("投资额达到门槛", "投资额达标")], "condition “投资额达标”", Kind::Renamed),
        (&[("不低于 50万元", "不低于 500000元")], "", Kind::Changed),
        (&[("奖励 补助比例（规模） × 项目.投资额", "奖励 项目.投资额 × 补助比例（规模）")], "award", Kind::Changed),
        (&[("奖励 补助", "奖励 最高 补助")], "award", Kind::Changed),
        (&[("封顶 100万元", "封顶 120万元")], "limit", Kind::Changed),
        (&[("150万元 每个 申报主体 累计", "150万元 每个 申报主体 每支持年度")], "limit", Kind::Changed),
        (&[("  封顶 100万元 每个 项目 累计\n    原文 「单个项目最高100万元」\n", "")], "limit", Kind::Removed),
        (&[("原文 「投资额50万元以上」", "原文 「投资额50万元」")], "condition “投资额达到门槛”", Kind::Quoted),
        (&[("条款 「3」", "条款 「4」")], "the measure", Kind::Changed),
        (
            &[("类型 size 「规模」", "类型 size 「企业规模」"), ("：规模\n", "：企业规模\n")],
            "type “企业规模”",
            Kind::Renamed,
        ),
        (&[("「本办法自2025年", "「自2025年")], "time in force", Kind::Quoted),
        (&[("10%给予补助」\n\n措施", "10%给予补助」\n  原文 「给予补助」\n\n措施")], "table “补助比例”", Kind::Quoted),
        (
            &[("  对每个 项目 属于 项目清单\n", "  对每个 项目 属于 项目清单\n    原文 「单个项目」\n")],
            "the measure",
            Kind::Quoted,
        ),
        (&[("  金额单位 CNY", "  原文 「本办法」\n  金额单位 CNY")], "the header as a whole", Kind::Quoted),
    ];
    let old = edited(path, &[]);
    for (edits, what, kind) in cases {
        let found = changes(&old, &edited(path, edits));
        let told: Vec<_> = found.iter().flat_map(|section| &section.changes).collect();
        if what.is_empty() {
            assert_eq!(told, Vec::<&bursary::compare::Change>::new(), "{edits:?}");
            continue;
        }
        let told: Vec<_> = told.iter().map(|own| (own.what.en.as_str(), own.kind)).collect();
        assert_eq!(told, [(what, kind)], "{edits:?}");
    }
}

#[test]
fn limits_that_change_places_are_told_and_so_is_a_measure_that_comes_or_goes() {
    let path = "tests/cli/diff/old/policy.bursary";
    let old = edited(path, &[]);
    let (one, other) = (
        "  封顶 100万元 每个 项目 累计\n    原文 「单个项目最高100万元」\n",
        "  封顶 150万元 每个 申报主体 累计\n    原文 「单个企业累计不超过150万元」\n",
    );
    let new = edited(path, &[(&format!("{one}{other}"), &format!("{other}{one}"))]);
    let found = changes(&old, &new);
    assert_eq!(found.iter().flat_map(|own| &own.changes).map(|own| own.kind).collect::<Vec<_>>(), [Kind::Moved]);
    let new = edited(path, &[("措施 digital_project 「数字化项目补助」", "措施 another_project 「另一项补助」")]);
    let found = changes(&old, &new);
    let kinds: Vec<_> = found.iter().map(|own| (own.measure.as_deref().unwrap(), own.changes[0].kind)).collect();
    assert_eq!(kinds, [("another_project", Kind::Added), ("digital_project", Kind::Removed)]);
}

/// What is told of two versions: the part, the amendment in whose version it stands, what differs and how.
fn told(found: &[Section]) -> Vec<(&str, Option<&str>, bool, &str, Kind)> {
    found
        .iter()
        .flat_map(|own| {
            let (name, amendment) = (own.name.en.as_str(), own.amendment.as_deref());
            own.changes.iter().map(move |change| (name, amendment, own.without, change.what.en.as_str(), change.kind))
        })
        .collect()
}

const AMENDED: &str = "tests/conformance/patterns/P46c-amended-rate/policy.bursary";

#[test]
fn an_amendment_that_goes_is_told_with_what_no_longer_counts() {
    let text = read(&repository(AMENDED));
    let higher = text.get(text.find("修订 higher_rate").unwrap()..text.find("修订 lower_rate").unwrap()).unwrap();
    let found = changes(&edited(AMENDED, &[]), &edited(AMENDED, &[(higher, "")]));
    let grant = "measure “企业发展补助”";
    assert_eq!(
        told(&found),
        [
            ("amendments", None, false, "amendment “提高比例”", Kind::Removed),
            ("facts", Some("higher_rate"), true, "fact “保留岗位” of “申报主体”", Kind::Removed),
            (grant, Some("higher_rate"), true, "condition “保留岗位”", Kind::Removed),
            (grant, Some("higher_rate"), true, "award", Kind::Changed),
            (grant, Some("higher_rate"), true, "limit", Kind::Changed),
        ]
    );
}

#[test]
fn another_day_or_name_of_an_amendment_is_told() {
    let old = edited(AMENDED, &[]);
    let later = edited(AMENDED, &[("自 2020-04-01", "自 2020-07-01")]);
    assert_eq!(told(&changes(&old, &later)), [("amendments", None, false, "amendment “提高比例”", Kind::Changed)]);
    let called = edited(AMENDED, &[("「提高比例」", "「提高资助比例」")]);
    assert_eq!(told(&changes(&old, &called)), [("amendments", None, false, "amendment “提高资助比例”", Kind::Renamed)]);
}

/// The old policy has the first amendment, the new one both: the second is held against the first, not against the policy as first issued.
#[test]
fn a_new_amendment_is_held_against_the_version_before_it() {
    let text = read(&repository(AMENDED));
    let lower = text.get(text.find("修订 lower_rate").unwrap()..).unwrap();
    let without = edited(AMENDED, &[(lower, "")]);
    let again = "修订 third 「再修订」 自 2023-01-01\n  废止 培训券\n";
    let found = changes(&without, &edited(AMENDED, &[(lower, again)]));
    assert_eq!(
        told(&found),
        [
            ("amendments", None, false, "amendment “再修订”", Kind::Added),
            ("measure “培训券”", Some("third"), false, "the measure", Kind::Removed),
        ]
    );
}

/// Another identifier of a measure changes none of its named values, and no limit that counts it.
#[test]
fn a_measure_with_another_identifier_is_told_as_that_alone() {
    let path = "tests/cli/diff/old/policy.bursary";
    let (head, award) = ("措施 digital_project 「数字化项目补助」", "  奖励 补助比例（规模） × 项目.投资额\n");
    let with = |name: &str| {
        let head_now = head.replace("digital_project", name);
        let award_now = "  设 合格投资 为 项目.投资额\n  奖励 补助比例（规模） × 合格投资\n";
        edited(path, &[(head, &head_now), (award, award_now)])
    };
    let found = changes(&with("digital_project"), &with("digital_upgrade"));
    assert_eq!(told(&found), [("measure “数字化项目补助” (article 3)", None, false, "the measure", Kind::Renamed)]);
}

/// The clauses of a measure of a small policy in English.
fn written(declared: &str, clauses: &str) -> (Sources, Program) {
    let head =
        "policy grant\n  money in CNY, rounded half up to 0.01\n\napplicant\n  cost : money\n  green : yes/no\n\n";
    let mut sources = Sources::new();
    sources.add(Role::Rules, Source::new("policy.bursary", format!("{head}{declared}measure prize\n{clauses}")));
    let compiled = bursary::compile(&mut sources);
    (sources, compiled.program.unwrap_or_else(|| panic!("{:#?}", compiled.findings)))
}

fn kinds(old: (Sources, Program), new: (Sources, Program)) -> Vec<(String, Kind)> {
    changes(&old, &new).iter().flat_map(|own| &own.changes).map(|own| (own.what.en.clone(), own.kind)).collect()
}

/// Of three limits the last now stands first: one has moved, whatever else is different about it.
#[test]
fn one_limit_that_moves_is_one_and_its_new_label_is_told_beside() {
    let one = "  cap 5万元 per applicant in total\n";
    let two = "  cap 3万元 per applicant per calendar year of applied_on\n";
    let of = |limits: [&str; 3]| written("", &format!("  award cost\n{}", limits.concat()));
    let old = of([one, two, "  once \"one award\" per applicant\n"]);
    let new = of(["  once \"a single award\" per applicant\n", one, two]);
    assert_eq!(kinds(old, new), [("limit".to_owned(), Kind::Moved), ("limit".to_owned(), Kind::Renamed)]);
}

/// A figure written otherwise in a veto without a label is no other name of it.
#[test]
fn the_words_of_a_veto_are_no_label() {
    let of = |amount: &str| written("", &format!("  veto cost below {amount}\n  award 1万元\n"));
    assert_eq!(kinds(of("50万元"), of("500000元")), []);
}

#[test]
fn exceptions_are_told_by_their_labels_and_their_words() {
    let of = |label: &str, rate: &str| {
        written("", &format!("  award 10% of cost\n    except \"{label}\": {rate} of cost if green\n"))
    };
    assert_eq!(kinds(of("green", "20%"), of("green firms", "20%")), [("award".to_owned(), Kind::Renamed)]);
    let found = changes(&of("green", "20%"), &of("green", "30%"));
    let change = &found[0].changes[0];
    assert_eq!(change.kind, Kind::Changed);
    assert_eq!(change.new.as_ref().unwrap().words, "award 10% of cost except \"green\": 30% of cost if green");
}
