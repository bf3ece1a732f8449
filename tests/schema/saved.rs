//! Workbooks as programs save them: several cases of which some are wrong, other ways of writing the same cell, damaged files.

use std::io::{Cursor, Read as _, Write as _};

use bursary::case::workbook::Workbook;
use bursary::case::{Case, Overrides};
use bursary::diagnostic::Diagnostic;
use bursary::ir::{Datum, Program};
use bursary::source::Sources;

use crate::workbook::Put::{Bool, Day, Fault, Number, Text};
use crate::workbook::{book, cases, demo, field};

/// Each case of a workbook with its name, or the codes of what is wrong with it.
fn each(program: &Program, bytes: &[u8]) -> Vec<Result<Case, Vec<&'static str>>> {
    let mut sources = Sources::new();
    let book = Workbook::open("case.xlsx", bytes, &mut sources).unwrap();
    let codes = |found: Vec<Diagnostic>| found.iter().map(|own| own.code).collect();
    let cases = book.cases(program, &sources, &Overrides::default()).into_iter();
    cases.map(|read| read.map(|read| read.case).map_err(codes)).collect()
}

/// What each case comes to: its name, or the codes of what is wrong with it.
fn told(bytes: &[u8]) -> Vec<Result<String, Vec<&'static str>>> {
    each(&demo(), bytes).into_iter().map(|own| own.map(|case| case.name)).collect()
}

#[test]
fn a_wrong_cell_refuses_its_own_case_and_all_wrong_cells_are_told() {
    let heads = [Text("案例"), Text("申请日"), Text("信用代码"), Text("收入（元）")];
    let sheets = [
        (
            "申报主体",
            &[
                &heads[..],
                &[Text("甲"), Day(2026, 5, 1), Text("A"), Number(1.0)],
                &[Text("乙"), Day(2026, 5, 1), Fault, Text("很多")],
                &[Text("丙"), Day(2026, 5, 1), Text("C"), Number(3.0)],
                &[Text("丁"), Day(2026, 5, 1), Text("D"), Number(4.0)],
            ][..],
        ),
        (
            "项目清单",
            &[
                &[Text("案例"), Text("项目编号"), Text("投资额（元）"), Text("项目类别")][..],
                &[Text("甲"), Text("P-1"), Number(100.0)],
                &[Text("丙"), Text("P-2"), Fault, Text("巨大")],
                &[Text("丙"), Fault, Number(0.1 + 0.2)],
            ][..],
        ),
        // Of a project that there is not, in a case that there is.
        (
            "联合单位",
            &[
                &[Text("案例"), Text("所属项目"), Text("单位名称")][..],
                &[Text("丁"), Text("P-9"), Text("X")],
                &[Text("甲"), Text("P-1"), Text("Y")],
            ][..],
        ),
    ];
    assert_eq!(
        told(&book(&sheets)),
        [
            Ok("case.xlsx:甲".to_owned()),
            Err(vec!["case/cell-without-value", "case/wrong-type"]),
            Err(vec!["case/cell-without-value", "case/wrong-type", "case/cell-without-value", "case/cell-digits"]),
            Err(vec!["case/no-such-holder"]),
        ]
    );
    let program = demo();
    let case = each(&program, &book(&sheets)).remove(0).unwrap();
    assert_eq!(field(&program, &case, 2, "cost"), Some(&Datum::Number("100".parse().unwrap())));
}

#[test]
fn a_row_whose_case_is_not_there_refuses_those_that_may_be_meant() {
    let sheets = [
        (
            "申报主体",
            &[
                &[Text("案例"), Text("申请日"), Text("收入（元）")][..],
                &[Text("甲"), Day(2026, 5, 1), Number(1.0)],
                &[Text("乙"), Day(2026, 5, 1), Fault],
            ][..],
        ),
        ("项目清单", &[&[Text("案例"), Text("项目编号")][..], &[Text("已"), Text("P-1")]][..]),
    ];
    // 已 may be a slip for either; it is told once.
    assert_eq!(told(&book(&sheets)), [Err(vec!["case/no-such-holder"]), Err(vec!["case/cell-without-value"])]);
    let of = |project: &'static str| {
        let row = [Text(project), Text("P-1")];
        let sheets = [
            (
                "申报主体",
                &[
                    &[Text("案例"), Text("申请日"), Text("收入（元）")][..],
                    &[Text("恒远科技有限公司"), Day(2026, 5, 1), Number(1.0)],
                    &[Text("青禾农业合作社"), Day(2026, 5, 1), Number(2.0)],
                ][..],
            ),
            ("项目清单", &[&[Text("案例"), Text("项目编号")][..], &row][..]),
        ];
        told(&book(&sheets))
    };
    let (first, second) = (Ok("case.xlsx:恒远科技有限公司".to_owned()), Ok("case.xlsx:青禾农业合作社".to_owned()));
    let wrong = || Err(vec!["case/no-such-holder"]);
    assert_eq!(of("恒源科技有限公司"), [wrong(), second.clone()], "a slip for the first");
    assert_eq!(of("星河数码"), [first.clone(), second.clone(), wrong()], "none of them");
    assert_eq!(of("青禾农业合作社"), [first, second]);
}

#[test]
fn a_row_that_names_no_case_may_belong_to_any_so_none_is_decided() {
    let sheets = [
        (
            "申报主体",
            &[
                &[Text("案例"), Text("申请日"), Text("收入（元）")][..],
                &[Text("恒远科技有限公司"), Day(2026, 5, 1), Number(1.0)],
            ][..],
        ),
        ("项目清单", &[&[Text("案例"), Text("项目编号")][..], &[Text(""), Text("P-1")]][..]),
    ];
    assert_eq!(told(&book(&sheets)), [Err(vec!["case/no-such-holder"])]);
}

#[test]
fn a_workbook_without_rows_says_so() {
    let sheets = [("申报主体", &[&[Text("案例"), Text("申请日"), Text("收入（元）")][..]][..])];
    let found = cases(&demo(), &book(&sheets)).unwrap_err();
    assert_eq!((found.len(), found[0].0.code), (1, "case/no-case"));
    assert!(found[0].1.starts_with("案例"), "{}", found[0].1);
}

/// The cells of every sheet of a workbook, as words.
fn words(bytes: &[u8]) -> String {
    let mut sources = Sources::new();
    Workbook::open("case.xlsx", bytes, &mut sources).unwrap();
    sources.of(bursary::source::Role::Case).map(|(_, source)| source.text().to_owned() + "\n").collect()
}

#[test]
fn a_fact_may_be_called_as_the_columns_of_a_workbook_are() {
    use bursary::diagnostic::Language;
    use bursary::schema::{Filling, workbook};

    let rules = "政策 p\n  金额单位 CNY\n\n申报主体\n  matter 『案例』 「案例」：文本\n  day 「申请日期」：日期\n  projects 「项目清单」：项目 列表\n\n\
                 记录 project 「项目」\n  编号 id 「编号」：文本\n  parts 「部件清单」：部件 列表\n\n\
                 记录 part 「部件」\n  编号 id 「部件编号」：文本\n  whose 「所属项目」：文本\n  title 「案例」：文本\n\n\
                 措施 m 「补助」\n  对每个 project 「项目」 属于 项目清单\n  奖励 1元\n"
        .replace("matter 『案例』 「案例」", "matter 「案例」");
    let mut sources = Sources::new();
    sources.add(bursary::source::Role::Rules, bursary::source::Source::new("p.bursary", rules));
    let compiled = bursary::compile(&mut sources);
    let program = compiled.program.unwrap_or_else(|| panic!("{:#?}", compiled.findings));
    let case = "{applied_on: 2026-05-01, applicant: {matter: 甲事, projects: [{id: P, parts: [{id: Q, whose: 乙, title: 丙}]}]}}";
    let id = sources.add(bursary::source::Role::Case, bursary::source::Source::new("a.yaml", case));
    let overrides = Overrides::default();
    let read = bursary::case::read_cases(&program, &sources, id, bursary::case::Format::Yaml, &overrides).next();
    let case = read.unwrap().unwrap();
    for several in [false, true] {
        for language in [Language::Zh, Language::En] {
            let filling = Filling { language, cases: std::slice::from_ref(&case), several, applied_on: None };
            let bytes = workbook(&program, filling).unwrap();
            let back =
                cases(&program, &bytes).unwrap_or_else(|found| panic!("{found:#?}\n{}", words(&bytes))).remove(0);
            assert_eq!(back.instances, case.instances, "{}", words(&bytes));
        }
    }
}

#[test]
fn cases_of_one_file_name_in_several_folders_are_told_apart() {
    use bursary::diagnostic::Language;
    use bursary::schema::{Filling, workbook};

    let program = demo();
    let sheets = [("申报主体", &[&[Text("事实"), Text("填写")][..], &[Text("申请日"), Day(2026, 5, 1)]][..])];
    let one = cases(&program, &book(&sheets)).unwrap().remove(0);
    let named = |name: &str| Case { name: name.to_owned(), ..one.clone() };
    let all = [named("2025/case.yaml"), named("2026/case.yaml"), named("2026/other.yaml")];
    let filling = Filling { language: Language::Zh, cases: &all, several: true, applied_on: None };
    let back = cases(&program, &workbook(&program, filling).unwrap()).unwrap_or_else(|found| panic!("{found:#?}"));
    let names: Vec<&str> = back.iter().map(|case| case.name.as_str()).collect();
    assert_eq!(names, ["case.xlsx:2025/case.yaml", "case.xlsx:2026/case.yaml", "case.xlsx:other.yaml"]);
}

/// A workbook with its parts changed, and packed again.
fn rewritten(bytes: &[u8], change: impl Fn(&str, String) -> String) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut packed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for part in 0..archive.len() {
        let mut own = archive.by_index(part).unwrap();
        let (name, mut text) = (own.name().unwrap().into_owned(), String::new());
        own.read_to_string(&mut text).unwrap();
        packed.start_file(name.clone(), zip::write::SimpleFileOptions::default()).unwrap();
        packed.write_all(change(&name, text).as_bytes()).unwrap();
    }
    packed.finish().unwrap().into_inner()
}

#[test]
fn days_of_a_workbook_that_counts_from_1904_are_those_that_it_shows() {
    let sheets = [("申报主体", &[&[Text("事实"), Text("填写")][..], &[Text("申请日"), Day(2026, 5, 1)]][..])];
    let bytes = book(&sheets);
    assert_eq!(cases(&demo(), &bytes).unwrap()[0].applied_on, "2026-05-01".parse().unwrap());
    let of_1904 = rewritten(&bytes, |name, text| match name {
        "xl/workbook.xml" => {
            let changed = text.replace("<workbookPr ", "<workbookPr date1904=\"1\" ");
            assert_ne!(changed, text);
            changed
        }
        // 46,143 days after 1899-12-30; 1904-01-01 was 1,462 days after it.
        "xl/worksheets/sheet1.xml" => {
            assert!(text.contains("<v>46143</v>"), "{text}");
            text.replace("<v>46143</v>", "<v>44681</v>")
        }
        _ => text,
    });
    assert_eq!(cases(&demo(), &of_1904).unwrap()[0].applied_on, "2026-05-01".parse().unwrap());
}

#[test]
fn the_same_value_may_be_saved_in_several_ways() {
    let sheets = [
        (
            "申报主体",
            &[
                &[Text("事实"), Text("填写")][..],
                &[Text("申请日"), Text("2026-05-01")],
                &[Text("信用代码"), Text("A")],
                &[Text("收入"), Text("1200000")],
            ][..],
        ),
        (
            "项目清单",
            &[
                &[Text("项目编号"), Text("已完成"), Text("投资额（万元）")][..],
                &[Text("P-1"), Bool(true), Number(1.5)],
                &[Text("P-2"), Text("TRUE"), Text("1.5")],
                &[Text("P-3"), Text("是"), Text("1.5万元")],
            ][..],
        ),
        (
            "联合单位",
            &[
                &[Text("所属项目"), Text("单位名称"), Text("份额")][..],
                &[Text("P-1"), Text("X"), Number(0.3)],
                &[Text("P-2"), Text("X"), Text("30%")],
                &[Text("P-3"), Text("X"), Text("0.3")],
            ][..],
        ),
    ];
    let program = demo();
    let bytes = book(&sheets);
    // As programs write that keep no table of texts.
    let inline = rewritten(&bytes, |name, text| {
        if name != "xl/worksheets/sheet1.xml" {
            return text;
        }
        let changed = text.replace(
            "<c r=\"B3\" t=\"s\"><v>",
            "<c r=\"B3\" t=\"inlineStr\"><is><t>A</t></is></c><c r=\"Z9\" t=\"s\"><v>",
        );
        assert_ne!(changed, text);
        // The cell that stood there goes.
        let (before, rest) = changed.split_once("<c r=\"Z9\"").unwrap();
        format!("{before}{}", rest.split_once("</c>").unwrap().1)
    });
    for bytes in [bytes, inline] {
        let case = cases(&program, &bytes).unwrap_or_else(|found| panic!("{found:#?}")).remove(0);
        assert_eq!(field(&program, &case, 1, "code"), Some(&Datum::Text("A".into())));
        assert_eq!(field(&program, &case, 1, "income"), Some(&Datum::Number("1200000".parse().unwrap())));
        let all = |record: usize, name: &str| -> Vec<Option<Datum>> {
            let known =
                (0..case.instances.len()).filter(|at| case.instances[*at].record == case.instances[record].record);
            known.map(|at| field(&program, &case, at, name).cloned()).collect()
        };
        assert_eq!(all(2, "done"), vec![Some(Datum::Truth(true)); 3]);
        assert_eq!(all(2, "cost"), vec![Some(Datum::Number("15000".parse().unwrap())); 3]);
        let partner = (0..case.instances.len())
            .find(|at| program.record(case.instances[*at].record).unwrap().name == "partner")
            .unwrap();
        assert_eq!(all(partner, "share"), vec![Some(Datum::Number("0.3".parse().unwrap())); 3]);
    }
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    fn sound() -> Vec<u8> {
        book(&[
            (
                "申报主体",
                &[&[Text("案例"), Text("申请日"), Text("收入（元）")][..], &[Text("甲"), Day(2026, 5, 1), Number(1.0)]]
                    [..],
            ),
            (
                "项目清单",
                &[&[Text("案例"), Text("项目编号"), Text("开工日")][..], &[Text("甲"), Text("P-1"), Day(2026, 1, 1)]][..],
            ),
        ])
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn bytes_of_any_kind_are_a_workbook_or_refused(mut bytes in proptest::collection::vec(any::<u8>(), 0..400), zip: bool) {
            if zip {
                bytes.splice(0..0, *b"PK\x03\x04");
            }
            let _ = cases(&demo(), &bytes);
        }

        #[test]
        fn a_workbook_with_bytes_changed_is_read_or_refused(changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..6)) {
            let mut bytes = sound();
            for (at, byte) in changes {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            let _ = cases(&demo(), &bytes);
        }

        #[test]
        fn a_workbook_with_its_parts_changed_is_read_or_refused(
            part in any::<proptest::sample::Index>(),
            changes in proptest::collection::vec((any::<proptest::sample::Index>(), 0..128_u8), 1..4),
        ) {
            let bytes = sound();
            let parts = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap().len();
            let (wanted, at) = (part.index(parts), std::cell::Cell::new(0));
            let changed = rewritten(&bytes, |_, text| {
                let own = at.replace(at.get() + 1);
                if own != wanted {
                    return text;
                }
                let mut text: Vec<char> = text.chars().collect();
                for (at, byte) in &changes {
                    let at = at.index(text.len());
                    text[at] = char::from(*byte);
                }
                text.into_iter().collect()
            });
            let _ = cases(&demo(), &changed);
        }
    }
}
