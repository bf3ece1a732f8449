//! Example cases of published policies: quotes of tables and rates, exact fractions, named values down to the facts, readings, currencies.

use std::path::{Path, PathBuf};

use bursary::case::{Format, Overrides, read_cases};
use bursary::diagnostic::Language;
use bursary::explain::{Options, explain, text};
use bursary::source::{Role, Source, Sources};

use crate::{decided, golden};

fn explained(folder: &str, name: &str, language: Language) -> String {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies").join(folder);
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let mut sources = Sources::new();
    sources.add(Role::Rules, Source::new("policy.bursary", read("policy.bursary")));
    sources.add(Role::Document, Source::new("source.md", read("source.md")));
    let mut names: Vec<String> =
        std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    for name in names.iter().filter(|name| name.ends_with(".csv")) {
        sources.add(Role::Data, Source::new(name.clone(), read(name)));
    }
    let program = bursary::compile(&mut sources).program.expect("the policy compiles");
    shown(&program, &mut sources, name, read(&format!("cases/{name}")), language)
}

fn shown(
    program: &bursary::ir::Program,
    sources: &mut Sources,
    name: &str,
    case: String,
    language: Language,
) -> String {
    let id = sources.add(Role::Case, Source::new(name, case));
    let overrides = Overrides::read(program, sources, None, &[]).unwrap();
    let case = read_cases(program, sources, id, Format::of(name).unwrap(), &overrides).next().unwrap().unwrap();
    let (mut decision, others) = decided(program, &case);
    // The digest changes with every word of the policy; these pages are about what it says.
    decision.digest = "sha256:…".to_owned();
    text(&explain(program, &decision, &others, &Options { language, ..Options::default() }), 100)
}

#[test]
fn vouchers_prices_and_readings_of_a_trade_in() {
    golden!("trade_in_coupons_zh", explained("appliance-trade-in", "shanghai-coupons.yaml", Language::Zh));
    golden!("trade_in_family_zh", explained("appliance-trade-in", "family-2025.yaml", Language::Zh));
}

#[test]
fn rates_and_fractions_of_a_loan_subsidy() {
    golden!("credit_ordinary_zh", explained("chancheng-credit", "ordinary.yaml", Language::Zh));
}

#[test]
fn a_tax_year_that_straddles_two_rates() {
    golden!("straddling_year_en", explained("canada-sred", "straddling-2014.yaml", Language::En));
}

#[test]
fn records_that_fail_and_what_they_add_up_to() {
    golden!("second_shop_en", explained("uk-small-business-rate-relief", "second-shop.yaml", Language::En));
}

#[test]
fn parts_of_an_award_whose_day_is_not_known() {
    golden!("factory_parts_zh", explained("anhui-headquarters", "factories.yaml", Language::Zh));
}

#[test]
fn a_currency_without_a_smaller_unit_has_no_decimals_and_no_result_stands_twice() {
    let policy = "\
政策 fair 「参展补助办法」
  金额单位 JPY

申报主体 「企业」
  booth 「展位费」：金额
  refund 「已退款」：金额
  stay 「参展期间」：期间

措施 booth_support 「参展补助」
  设 stay_days 「参展天数」 为 天数（参展期间） ＋ 最小（天数（参展期间），10天）
  奖励 部分（展位费，超过 10000 JPY） － 部分（已退款，超过 100 JPY） ＋ 参展天数 × 100 JPY/天
";
    let case =
        "申请日: 2026-05-01\n申报主体: {展位费: 250001, 已退款: 2100, 参展期间: {起: 2026-04-01, 止: 2026-04-12}}\n";
    let mut sources = Sources::new();
    sources.add(Role::Rules, Source::new("policy.bursary", policy.to_owned()));
    let program = bursary::compile(&mut sources).program.unwrap();
    golden!("yen_zh", shown(&program, &mut sources, "case.yaml", case.to_owned(), Language::Zh));
}
