//! Cases → workbook → cases; and what a workbook may have wrong.

use std::io::{Cursor, Read as _, Write as _};

use bursary::case::workbook::Workbook;
use bursary::case::{Case, Overrides};
use bursary::diagnostic::{Diagnostic, Language};
use bursary::ir::{Datum, Program};
use bursary::schema::{Filling, workbook};
use bursary::source::Sources;
use bursary::value::Date;
use rust_xlsxwriter as xlsx;

use crate::{Policy, policies, read};

/// The cases of a workbook, or its errors with the words they point at.
pub fn cases(program: &Program, bytes: &[u8]) -> Result<Vec<Case>, Vec<(Diagnostic, String)>> {
    let mut sources = Sources::new();
    let found = |found: Vec<Diagnostic>, sources: &Sources| {
        found.into_iter().map(|own| (own.clone(), sources.slice(own.span).to_owned())).collect()
    };
    let book = match Workbook::open("case.xlsx", bytes, &mut sources) {
        Ok(book) => book,
        Err(error) => return Err(found(vec![*error], &sources)),
    };
    let mut cases = Vec::new();
    for read in book.cases(program, &sources, &Overrides::default()) {
        cases.push(read.map_err(|own| found(own, &sources))?.case);
    }
    Ok(cases)
}

/// The same case under the name of its workbook; years of which none is given are as good as absent, and texts lose the blanks around them.
fn comparable(mut case: Case) -> Case {
    case.name = String::new();
    for field in case.instances.iter_mut().flat_map(|own| &mut own.fields) {
        if matches!(field, Some(Datum::Series(years)) if years.is_empty()) {
            *field = None;
        }
    }
    case
}

fn filled(policy: &Policy, cases: &[Case], language: Language, several: bool) -> Vec<u8> {
    let day = cases.first().map(|case| case.applied_on);
    let program = day.map_or(&policy.program, |day| policy.program.on(day));
    workbook(program, Filling { language, cases, several, applied_on: None }).unwrap()
}

#[test]
fn an_empty_workbook_is_a_case_of_which_nothing_is_known() {
    for policy in policies() {
        for language in [Language::En, Language::Zh] {
            let day: Date = "2026-05-01".parse().unwrap();
            let filling = Filling { language, cases: &[], several: false, applied_on: Some(day) };
            let bytes = workbook(policy.program.on(day), filling).unwrap();
            assert_eq!(bytes, workbook(policy.program.on(day), filling).unwrap(), "the same bytes");
            let back = cases(&policy.program, &bytes).unwrap_or_else(|found| panic!("{}: {found:#?}", policy.name));
            assert_eq!(back[0].applied_on, day);
            assert!(back[0].instances.iter().flat_map(|own| &own.fields).all(Option::is_none));
        }
    }
}

/// The parts of a workbook as text.
fn parts(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut all = String::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        if part.name().unwrap().ends_with(".xml") {
            part.read_to_string(&mut all).unwrap();
        }
    }
    all
}

#[test]
fn a_workbook_has_lists_to_choose_from_frozen_headings_and_units() {
    let policy = policies().into_iter().find(|own| own.name == "shijingshan-data-elements").unwrap();
    let filling = Filling { language: Language::Zh, cases: &[], several: false, applied_on: None };
    let all = parts(&workbook(&policy.program, filling).unwrap());
    for expected in [
        "name=\"DCMM证书清单\"",
        "&quot;是,否&quot;",
        "&quot;企业,事业单位,社会组织,高等院校,科研院所,科技服务机构&quot;",
        "state=\"frozen\"",
        "贷款金额（元）",
        "实际运营投入 第3年（元）",
        "type=\"whole\"",
        "type=\"date\"",
        "promptTitle=\"证书等级\"",
        "formatCode=\"yyyy-mm-dd\"",
        // On paper all columns stand on one page.
        "<pageSetUpPr fitToPage=\"1\"/>",
        "orientation=\"landscape\"",
    ] {
        let quoted = expected.replace("&quot;", "\"");
        assert!(all.contains(expected) || all.contains(&quoted), "{expected}");
    }
}

/// The demonstration policy: one list with every kind of fact, and a list within it.
const RULES: &str = r#"
政策 demo 「示范办法」
  金额单位 CNY，四舍五入至 0.01

计量单位 kilowatt_hour 「千瓦时」
计量单位 megawatt_hour 「兆瓦时」 为 1000千瓦时

类型 kind 「类别」：其中之一
  | big 「大」
  | small 「小」

申报主体 「申报主体」
  code 「信用代码」：文本
  income 「收入」：金额
  output 「产值」：金额 按自然年度
  projects 「项目清单」：项目 列表

记录 project 「项目」
  编号 id 「项目编号」：文本
  cost 「投资额」：金额
  power 「发电量」：小数 兆瓦时
  kind 「项目类别」：类别
  done 「已完成」：是否
  begun 「开工日」：日期
  lease 「租期」：期间
  partners 「联合单位」：单位 列表，缺省 空

记录 partner 「单位」
  编号 name 「单位名称」：文本
  share 「份额」：比率

措施 grant 「补助」
  对每个 project 「项目」 属于 项目清单
  奖励 项目.投资额 的 10%
"#;

pub fn demo() -> Program {
    use bursary::source::{Role, Source};
    let mut sources = Sources::new();
    sources.add(Role::Rules, Source::new("demo.bursary", RULES));
    let compiled = bursary::compile(&mut sources);
    compiled.program.unwrap_or_else(|| panic!("{:#?}", compiled.findings))
}

/// What stands in a cell.
pub enum Put<'a> {
    Text(&'a str),
    Number(f64),
    Bool(bool),
    Day(u16, u8, u8),
    Fault,
}

use Put::{Bool, Day, Fault, Number, Text};

/// A workbook of sheets, each with its rows; a blank text is no cell.
pub fn book(sheets: &[(&str, &[&[Put<'_>]])]) -> Vec<u8> {
    let mut file = xlsx::Workbook::new();
    for (name, rows) in sheets {
        let sheet = file.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                let (row, column) = (u32::try_from(row).unwrap(), u16::try_from(column).unwrap());
                match cell {
                    Text("") => continue,
                    Text(words) => sheet.write_string(row, column, *words).unwrap(),
                    Number(number) => sheet.write_number(row, column, *number).unwrap(),
                    Bool(holds) => sheet.write_boolean(row, column, *holds).unwrap(),
                    Day(year, month, day) => {
                        let format = xlsx::Format::new().set_num_format("yyyy/m/d");
                        let day = xlsx::ExcelDateTime::from_ymd(*year, *month, *day).unwrap();
                        sheet.write_datetime_with_format(row, column, &day, &format).unwrap()
                    }
                    Fault => {
                        let formula = xlsx::Formula::new("=1/0").set_result("#DIV/0!");
                        sheet.write_formula(row, column, formula).unwrap()
                    }
                };
            }
        }
    }
    file.save_to_buffer().unwrap()
}

const APPLICANT: (&str, &[&[Put<'static>]]) =
    ("申报主体", &[&[Text("事实"), Text("填写")], &[Text("申请日"), Day(2026, 5, 1)]]);

/// The codes, the words pointed at, and the labels in Chinese.
fn told(sheets: &[(&str, &[&[Put<'_>]])]) -> Vec<(&'static str, String, String)> {
    let found = cases(&demo(), &book(sheets)).unwrap_err();
    found.into_iter().map(|(own, words)| (own.code, words, own.label.zh)).collect()
}

pub fn field<'c>(program: &Program, case: &'c Case, record: usize, name: &str) -> Option<&'c Datum> {
    let instance = &case.instances[record];
    let fields = &program.record(instance.record).unwrap().fields;
    instance.fields[fields.iter().position(|own| own.name == name).unwrap()].as_ref()
}

#[test]
fn figures_count_in_the_unit_of_their_heading() {
    let program = demo();
    let sheets: [(&str, &[&[Put<'_>]]); 2] = [
        (
            "申报主体",
            &[
                &[Text("事实"), Text("填写"), Text("单位")],
                &[Text("申请日"), Text("2026-05-01")],
                &[Text("收入"), Number(1.2), Text("亿元")],
                &[Text("产值 2025年"), Number(0.1), Text("万元")],
                &[Text("信用代码"), Text("911101071234567890")],
            ],
        ),
        (
            "projects",
            &[
                &[
                    Text("项目编号"),
                    Text("投资额（万元）"),
                    Text("发电量（千瓦时）"),
                    Text("已完成"),
                    Text("开工日"),
                    Text("租期 起"),
                    Text("租期 止"),
                ],
                &[
                    Number(7.0),
                    Number(12.34567),
                    Number(1500.0),
                    Bool(true),
                    Day(2024, 2, 29),
                    Day(2024, 1, 1),
                    Day(2024, 12, 31),
                ],
                &[Text("P-2"), Text("3万元"), Text("2兆瓦时"), Text("否")],
                &[Text("P-3"), Text("8")],
            ],
        ),
    ];
    let case = cases(&program, &book(&sheets)).unwrap().remove(0);
    let number = |words: &str| Some(Datum::Number(words.parse().unwrap()));
    assert_eq!(field(&program, &case, 1, "income").cloned(), number("120000000"));
    assert_eq!(
        field(&program, &case, 1, "output").cloned(),
        Some(Datum::Series(vec![(2025, number("1000").unwrap())]))
    );
    assert_eq!(field(&program, &case, 1, "code").cloned(), Some(Datum::Text("911101071234567890".into())));
    assert_eq!(case.instances[2].key.as_deref(), Some("7"));
    assert_eq!(field(&program, &case, 2, "cost").cloned(), number("123456.7"));
    assert_eq!(field(&program, &case, 2, "power").cloned(), number("1500"));
    let period = Datum::Period("2024-01-01".parse().unwrap(), "2024-12-31".parse().unwrap());
    assert_eq!(field(&program, &case, 2, "lease").cloned(), Some(period));
    assert_eq!(field(&program, &case, 2, "begun").cloned(), Some(Datum::Date("2024-02-29".parse().unwrap())));
    assert_eq!(field(&program, &case, 3, "cost").cloned(), number("30000"));
    assert_eq!(field(&program, &case, 3, "power").cloned(), number("2000"));
    assert_eq!(field(&program, &case, 4, "cost").cloned(), number("80000"));
    assert_eq!(field(&program, &case, 4, "done"), None, "blank is unknown");
}

#[test]
fn what_is_wrong_is_told_with_sheet_row_and_column() {
    let list = |rows: &'static [&'static [Put<'static>]]| [APPLICANT, ("项目清单", rows)];
    let one = |code: &'static str, words: &str, label: &str| vec![(code, words.to_owned(), label.to_owned())];
    let place = "工作表“项目清单”第2行“投资额（元）”列：";
    const HEADINGS: &[Put<'static>] = &[Text("项目编号"), Text("投资额（元）"), Text("项目类别")];
    assert_eq!(
        told(&list(&[HEADINGS, &[Text("P"), Text("很多")]])),
        one("case/wrong-type", "很多", &format!("{place}类型不符"))
    );
    assert_eq!(
        told(&list(&[HEADINGS, &[Text("P"), Fault]])),
        one("case/cell-without-value", "#DIV/0!", &format!("{place}没有值"))
    );
    assert_eq!(
        told(&list(&[HEADINGS, &[Text("P"), Number(0.1 + 0.2)]])),
        one("case/cell-digits", "0.30000000000000004", &format!("{place}可能已丢失的数位"))
    );
    let place = "工作表“项目清单”第2行“项目类别”列：";
    assert_eq!(
        told(&list(&[HEADINGS, &[Text("P"), Number(3.0), Text("巨大")]])).remove(0).2,
        format!("{place}类型不符")
    );
    // A heading is told once for all the rows below it.
    assert_eq!(
        told(&list(&[
            &[Text("项目编号"), Text("投资款（万元）")],
            &[Text("P"), Number(3.0)],
            &[Text("Q"), Number(4.0)]
        ])),
        one("case/unknown-key", "投资款（万元）", "工作表“项目清单”第1行“B”列：未声明")
    );
    assert_eq!(
        told(&list(&[&[Text("项目编号")], &[Text("P"), Number(3.0)]])),
        one("case/sheet-columns", "3", "工作表“项目清单”第2行“B”列：不知属于哪项事实的值")
    );
    assert_eq!(
        told(&[APPLICANT, ("项目清淡", &[&[Text("项目编号")]])]),
        one("case/unknown-sheet", "项目编号", "工作表“项目清淡”第1行“A”列：未声明")
    );
    assert_eq!(
        told(&[APPLICANT, ("联合单位", &[&[Text("所属项目"), Text("单位名称")], &[Text("P-9"), Text("X")]])]),
        one("case/no-such-holder", "P-9", "工作表“联合单位”第2行“所属项目”列：对应的工作表中没有")
    );
    assert_eq!(
        told(&[APPLICANT, ("联合单位", &[&[Text("单位名称")], &[Text("X")]])]),
        one("case/sheet-columns", "单位名称", "工作表“联合单位”第1行“A”列：表头")
    );
    assert_eq!(
        told(&[("申报主体", &[&[Text("事实"), Text("填写")], &[Text("收入"), Number(1.0)]])])[0].0,
        "case/no-application-date"
    );
}

#[test]
fn many_errors_are_told_in_part_and_many_rows_are_read_in_time() {
    let mut file = xlsx::Workbook::new();
    let sheet = file.add_worksheet();
    sheet.set_name("项目清单").unwrap();
    sheet.write_string(0, 0, "项目编号").unwrap();
    for column in 1..1_000 {
        sheet.write_string(0, column, "投资额").unwrap();
    }
    for row in 1..20_000 {
        sheet.write_formula(row, 0, xlsx::Formula::new("=NA()").set_result("#N/A")).unwrap();
    }
    let found = cases(&demo(), &file.save_to_buffer().unwrap()).unwrap_err();
    assert_eq!(found.len(), 201);
    assert_eq!((found[0].0.code, found[200].0.code), ("case/cell-without-value", "case/more-errors"));
}

#[test]
fn merged_cells_are_refused() {
    let mut file = xlsx::Workbook::new();
    let sheet = file.add_worksheet();
    sheet.set_name("项目清单").unwrap();
    sheet.write_string(0, 0, "项目编号").unwrap();
    sheet.merge_range(1, 0, 2, 0, "P", &xlsx::Format::new()).unwrap();
    let found = cases(&demo(), &file.save_to_buffer().unwrap()).unwrap_err();
    assert_eq!((found[0].0.code, found[0].1.as_str()), ("case/merged-cells", "P"));
}

#[test]
fn lists_without_records_are_told_from_lists_that_are_not_known() {
    let program = demo();
    let sheets: [(&str, &[&[Put<'_>]]); 1] = [(
        "申报主体",
        &[&[Text("事实"), Text("填写")], &[Text("申请日"), Day(2026, 5, 1)], &[Text("项目清单"), Text("无")]],
    )];
    let case = cases(&program, &book(&sheets)).unwrap().remove(0);
    assert_eq!(field(&program, &case, 1, "projects"), Some(&Datum::List(Vec::new())));
    let case = cases(&program, &book(&[APPLICANT])).unwrap().remove(0);
    assert_eq!(field(&program, &case, 1, "projects"), None);
}

#[test]
fn hostile_files_are_refused_and_never_stop_the_program() {
    let code = |bytes: &[u8]| cases(&demo(), bytes).unwrap_err()[0].0.code;
    let sound = book(&[APPLICANT, ("项目清单", &[&[Text("项目编号")], &[Text("P")]])]);
    assert!(cases(&demo(), &sound).is_ok());
    assert_eq!(code(b"PK\x03\x04 and no more"), "case/not-a-workbook");
    assert_eq!(code(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), "case/not-a-workbook");
    // Half of it, and with single bytes changed.
    for end in (0..sound.len()).step_by(97) {
        let _ = cases(&demo(), &sound[..end]);
    }
    for at in (0..sound.len()).step_by(13) {
        let mut changed = sound.clone();
        changed[at] ^= 0x5a;
        let _ = cases(&demo(), &changed);
    }
    // The parts themselves changed, and packed again.
    for (at, cut) in [(0, 3), (1, 5), (2, 7), (3, 2), (4, 4), (5, 9), (6, 3), (7, 6)] {
        let mut archive = zip::ZipArchive::new(Cursor::new(&sound)).unwrap();
        let mut packed = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for part in 0..archive.len() {
            let mut own = archive.by_index(part).unwrap();
            let (name, mut text) = (own.name().unwrap().into_owned(), Vec::new());
            own.read_to_end(&mut text).unwrap();
            if part == at {
                text.truncate(text.len() * cut / 10);
            }
            packed.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            packed.write_all(&text).unwrap();
        }
        let _ = cases(&demo(), &packed.finish().unwrap().into_inner());
    }
}

#[test]
fn a_bomb_and_a_cell_at_the_end_of_the_sheet_are_too_large() {
    let mut packed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let deflated = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    packed.start_file("xl/workbook.xml", deflated).unwrap();
    let zeros = vec![b' '; 1024 * 1024];
    for _ in 0..200 {
        packed.write_all(&zeros).unwrap();
    }
    let bomb = packed.finish().unwrap().into_inner();
    assert!(bomb.len() < 1024 * 1024);
    assert_eq!(cases(&demo(), &bomb).unwrap_err()[0].0.code, "case/workbook-too-large");

    let mut file = xlsx::Workbook::new();
    file.add_worksheet().set_name("项目清单").unwrap().write_string(1_048_575, 16_383, "x").unwrap();
    let far = file.save_to_buffer().unwrap();
    assert_eq!(cases(&demo(), &far).unwrap_err()[0].0.code, "case/workbook-too-large");
}

mod properties {
    use super::*;

    #[test]
    fn a_case_comes_back_from_its_workbook_as_it_was() {
        let mut round = 0;
        for policy in policies() {
            let mut all: Vec<Case> = Vec::new();
            for (at, (name, text, format)) in policy.cases.iter().enumerate() {
                let Ok(mut case) = read(&policy.program, text, *format) else { continue };
                let language = if at % 2 == 0 { Language::Zh } else { Language::En };
                let bytes = filled(&policy, std::slice::from_ref(&case), language, at % 3 == 0);
                match cases(&policy.program, &bytes) {
                    Ok(back) => {
                        assert_eq!(back.len(), 1, "{name}");
                        assert_eq!(comparable(back[0].clone()), comparable(case.clone()), "{name}");
                    }
                    Err(found) => panic!("{name}: {found:#?}"),
                }
                case.name = format!("case {at}");
                all.push(case);
                round += 1;
            }
            // Those of one version of the policy in one workbook.
            let Some(first) = all.first() else { continue };
            let version = policy.version_on(first.applied_on);
            all.retain(|case| policy.version_on(case.applied_on) == version);
            // The parameters of a workbook are those of all its cases.
            let parameters = all[0].instances[0].clone();
            all.retain(|case| case.instances[0] == parameters);
            let back = cases(&policy.program, &filled(&policy, &all, Language::Zh, true));
            let back = back.unwrap_or_else(|found| panic!("{}: {found:#?}", policy.name));
            assert_eq!(back.len(), all.len());
            for (back, case) in back.into_iter().zip(all) {
                assert_eq!(back.name, format!("case.xlsx:{}", case.name));
                assert_eq!(comparable(back), comparable(case), "{}", policy.name);
            }
        }
        assert!(round > 200, "{round}");
    }
}
