//! The example cases of the seed policy, explained in both languages.

use std::path::Path;

use bursary::case::{Case, Format, Overrides, read_cases};
use bursary::diagnostic::Language;
use bursary::explain::{Document, Line, Options, explain, markdown, text};
use bursary::ir::Program;
use bursary::source::{Role, Source, Sources};
use rust_decimal::Decimal;

use crate::{decided, golden};

const FOLDER: &str = "policies/shijingshan-data-elements";

fn read(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER).join(name)).unwrap()
}

fn seed() -> (Program, Sources) {
    let mut sources = Sources::new();
    sources.add(Role::Rules, Source::new("policy.bursary", read("policy.bursary")));
    sources.add(Role::Document, Source::new("source.md", read("source.md")));
    let compiled = bursary::compile(&mut sources);
    (compiled.program.expect("the seed policy compiles"), sources)
}

fn case_of(program: &Program, sources: &mut Sources, name: &str) -> Case {
    let id = sources.add(Role::Case, Source::new(name, read(&format!("cases/{name}"))));
    let overrides = Overrides::read(program, sources, None, &[]).unwrap();
    let mut cases: Vec<_> = read_cases(program, sources, id, Format::of(name).unwrap(), &overrides).collect();
    cases.remove(0).unwrap()
}

fn explained(name: &str, language: Language) -> Document {
    let (program, mut sources) = seed();
    let case = case_of(&program, &mut sources, name);
    let (mut decision, others) = decided(&program, &case);
    // The digest changes with every word of the policy; these pages are about what it says.
    decision.digest = "sha256:…".to_owned();
    explain(&program, &decision, &others, &Options { language, ..Options::default() })
}

macro_rules! example {
    ($test:ident, $case:literal) => {
        #[test]
        fn $test() {
            let (zh, en) = (explained($case, Language::Zh), explained($case, Language::En));
            golden!(concat!("seed_", stringify!($test), "_zh_text"), text(&zh, 100));
            golden!(concat!("seed_", stringify!($test), "_en_text"), text(&en, 100));
        }
    };
}

example!(jingxi, "jingxi.yaml");
example!(thresholds, "thresholds.yaml");
example!(cap_used_up, "cap-used-up.yaml");
example!(operator, "operator.yaml");
example!(readings, "readings.yaml");
example!(refused, "refused.yaml");
example!(service_window, "service-window.json");
example!(unknown, "unknown.yaml");
example!(upgrade, "upgrade.yaml");
example!(university, "university.toml");

#[test]
fn the_main_example_reads_as_markdown() {
    golden!("seed_jingxi_zh_markdown", markdown(&explained("jingxi.yaml", Language::Zh)));
}

/// A figure as a whole number of the currency's smallest parts; `None` of bounds and of what is not money.
fn exact(figure: &str) -> Option<Decimal> {
    figure.replace(',', "").replace('−', "-").parse().ok()
}

/// Goes through a payment's lines as somebody with paper and pencil would; the figure that comes out.
fn added_up(lines: &[Line]) -> Option<Decimal> {
    let mut running: Option<Decimal> = None;
    for line in lines {
        let Some(figure) = line.figure.as_deref() else { continue };
        let Some(figure) = exact(figure) else {
            if !line.text.starts_with("支持上限") {
                running = None;
            }
            continue;
        };
        let chained = line.text.starts_with("加：") || line.text.starts_with("减：");
        let sums = ["合计", "差额", "应发", "应发为零"].iter().any(|end| line.text.contains(end));
        if line.result {
            if let Some(running) = running.filter(|_| sums && !line.text.contains('×')) {
                assert_eq!(running, figure, "{}: {lines:#?}", line.text);
            }
            running = Some(figure);
        } else if chained {
            running = running.map(|running| running + figure);
        } else {
            running = Some(figure);
        }
    }
    running
}

#[test]
fn every_figure_of_every_conformance_case_adds_up() {
    let (program, mut sources) = seed();
    let overrides = Overrides::read(&program, &sources, None, &[]).unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/shijingshan-data-elements/tests/seed.jsonl");
    let text_of = std::fs::read_to_string(path).unwrap();
    let mut payable = 0;
    for line in text_of.lines() {
        let entry: serde_json::Value = serde_json::from_str(line).unwrap();
        let id = sources.add(Role::Case, Source::new("case", entry["case"].to_string()));
        let mut cases: Vec<_> = read_cases(&program, &sources, id, Format::Json, &overrides).collect();
        let case = cases.remove(0).unwrap();
        let (decision, others) = decided(&program, &case);
        for language in [Language::En, Language::Zh] {
            let document = explain(&program, &decision, &others, &Options { language, ..Options::default() });
            for line in text(&document, 100).lines() {
                assert!(unicode_width::UnicodeWidthStr::width(line) <= 100, "{line}");
            }
            if language == Language::En {
                continue;
            }
            for section in document.sections.iter().filter(|section| section.measure.is_some()) {
                for group in section.items.iter().flat_map(|item| &item.groups) {
                    let Some(last) = group.lines.last().filter(|line| line.text == "应发") else { continue };
                    assert_eq!(added_up(&group.lines), exact(last.figure.as_deref().unwrap()));
                    payable += 1;
                }
            }
            // The overview adds up to the totals.
            for group in document.sections[0].items.iter().flat_map(|item| &item.groups) {
                if group.lines.iter().any(|line| line.result) && group.label != "待定" {
                    added_up(
                        &group
                            .lines
                            .iter()
                            .enumerate()
                            .map(|(at, line)| {
                                let text = if at == 0 || line.result {
                                    line.text.clone()
                                } else {
                                    format!("加：{}", line.text)
                                };
                                Line { text, ..line.clone() }
                            })
                            .collect::<Vec<_>>(),
                    );
                }
            }
        }
    }
    assert!(payable > 60, "{payable}");
}
