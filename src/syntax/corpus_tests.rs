//! The corpora of the layout and of the translation reach every rule of the grammar in both surfaces, so that what is held of them is
//! held of all constructs.

#![cfg(test)]

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::clauses;
use super::grammar::{Nodes, Rule, is_whole, parse};
use crate::ast::Surface;
use crate::diagnostic::Diagnostics;
use crate::source::SourceId;

const GRAMMAR: [&str; 5] = [
    include_str!("../../grammar/tokens.pest"),
    include_str!("../../grammar/expressions.pest"),
    include_str!("../../grammar/clauses.pest"),
    include_str!("../../grammar/payments.pest"),
    include_str!("../../grammar/tests.pest"),
];

/// What only English is written with.
const ENGLISH: &[Rule] = &[
    Rule::nothing_below_en,
    Rule::is_one_of_word,
    Rule::within_before,
    Rule::within_of,
    Rule::quarter_before,
    Rule::quarter_of,
    Rule::month_before,
    Rule::month_of,
    Rule::financial_before,
    Rule::financial_of,
    Rule::within_length,
    Rule::length_before,
    Rule::length_after,
    Rule::within_word,
    Rule::in_currency,
    Rule::list_of,
    Rule::raise_en,
    Rule::raise_by,
    Rule::order_of,
    Rule::per_calendar_year_en,
    Rule::per_financial_year_en,
    Rule::per_quarter_en,
    Rule::per_month_en,
    Rule::part_unit,
];

/// What only Chinese is written with.
const CHINESE: &[Rule] = &[
    Rule::nothing_below_zh,
    Rule::not_counted,
    Rule::belongs,
    Rule::one_of_end,
    Rule::within_zh,
    Rule::before_end,
    Rule::of_end,
    Rule::quarter_before_end,
    Rule::quarter_of_end,
    Rule::month_before_end,
    Rule::month_of_end,
    Rule::financial_before_end,
    Rule::financial_of_end,
    Rule::length_end,
    Rule::length_before_zh,
    Rule::length_after_zh,
    Rule::length_unit,
    Rule::inside,
    Rule::list_suffix,
    Rule::raise_zh,
    Rule::ordered,
    Rule::by_zh,
    Rule::per_calendar_year_zh,
    Rule::per_financial_year_zh,
    Rule::per_quarter_zh,
    Rule::per_month_zh,
    Rule::part_unit_zh,
];

/// The names of the rules that are written with this mark: `_` for those that leave no node, `$` for those that are written as one.
fn marked(mark: &str) -> BTreeSet<&'static str> {
    let lines = GRAMMAR.iter().flat_map(|text| text.lines());
    let rules = lines.filter_map(|line| line.split_once('=')).filter(|(_, rule)| rule.trim_start().starts_with(mark));
    rules.map(|(name, _)| name.trim()).filter(|name| !name.is_empty() && !name.starts_with('/')).collect()
}

/// The rules by which the files of a folder in one surface are read.
fn reached(folder: &str, surface: Surface) -> BTreeSet<Rule> {
    let mut all = BTreeSet::new();
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests", "golden", folder].iter().collect();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "bursary") {
            continue;
        }
        let text = std::fs::read_to_string(path).unwrap();
        let outline = clauses::assemble(SourceId(0), &text, false, &mut Diagnostics::default());
        for clause in outline.clauses.iter().filter(|_| outline.file.surface == Some(surface)) {
            let words = text.get(clause.start..clause.end).unwrap();
            add(&mut all, parse(clause.rule.unwrap(), words).unwrap_or_else(|_| panic!("{words}")));
        }
    }
    all
}

fn add(all: &mut BTreeSet<Rule>, nodes: Nodes<'_>) {
    for node in nodes {
        all.insert(node.as_rule());
        add(all, node.into_inner());
    }
}

#[test]
fn every_rule_is_reached_in_both_surfaces() {
    let silent = marked("_{");
    for folder in ["translate"] {
        for (surface, others) in [(Surface::English, CHINESE), (Surface::Chinese, ENGLISH)] {
            let found = reached(folder, surface);
            let has_node = |rule: &&Rule| !silent.contains(format!("{rule:?}").as_str());
            let missing: Vec<&Rule> = (Rule::all_rules().iter())
                .filter(has_node)
                .filter(|rule| !found.contains(rule) && !others.contains(rule))
                .collect();
            assert!(missing.is_empty(), "{folder}, {surface:?}: {missing:?}");
        }
    }
}

#[test]
fn what_the_grammar_reads_as_one_is_written_as_one() {
    let compound = marked("${");
    for rule in Rule::all_rules() {
        assert_eq!(is_whole(*rule), compound.contains(format!("{rule:?}").as_str()), "{rule:?}");
    }
}
