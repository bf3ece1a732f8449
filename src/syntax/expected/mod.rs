//! What could have stood at a place, in the analyst's words.

mod of_tests;
mod phrases;

use super::grammar::Rule;
use super::words;
use crate::ast::Surface;
use crate::diagnostic::Wording;
use phrases::{Phrase, phrase};

/// What could have stood at a place, in both languages.
pub(super) fn list(expected: &[Rule], surface: Surface) -> Wording {
    let mut english: Vec<String> = Vec::new();
    let mut chinese: Vec<String> = Vec::new();
    for rule in expected {
        if let Some((en, zh)) = by_example(*rule) {
            if !english.iter().any(|other| other == en) {
                english.push(en.to_owned());
                chinese.push(zh.to_owned());
            }
            continue;
        }
        let (en, zh) = match phrase(*rule) {
            Phrase::Word => match words::word_of(*rule).map(|word| word.spelling(surface)) {
                Some(word) if !word.is_empty() => (format!("`{word}`"), format!("“{word}”")),
                _ => continue,
            },
            Phrase::Words(english, chinese) => {
                let words = if surface == Surface::English { english } else { chinese };
                (format!("`{words}`"), format!("“{words}”"))
            }
            Phrase::Thing(en, zh) => (en.to_owned(), zh.to_owned()),
            Phrase::End | Phrase::Silent => continue,
        };
        if !english.contains(&en) {
            english.push(en);
            chinese.push(zh);
        }
    }
    // An operator could follow almost anything; it is worth naming only where little else fits.
    if english.len() > 3 {
        let keep: Vec<bool> = english.iter().map(|phrase| phrase != "an operator").collect();
        let mut at = keep.iter();
        english.retain(|_| at.next().copied().unwrap_or(true));
        let mut at = keep.iter();
        chinese.retain(|_| at.next().copied().unwrap_or(true));
    }
    Wording { en: joined(&english, ", ", " or "), zh: joined(&chinese, "、", "或") }
}

/// A word that is best shown where it stands.
fn by_example(rule: Rule) -> Option<(&'static str, &'static str)> {
    if ends_stretch(rule) {
        return Some(("`内`, as in `在 申请日 的当年内`", "“内”（如“在 申请日 的当年内”“在 申请日 前12个月内”）"));
    }
    (rule == Rule::for_each_word).then_some((
        "`for each`, as in `sum of project.cost for each project in projects`",
        "“对每个”（如“合计 项目.投资额 对每个 项目 属于 项目清单”）",
    ))
}

/// Whether a rule reads the end of a stretch of time in Chinese: there are many, and one shows how all are written.
fn ends_stretch(rule: Rule) -> bool {
    [
        Rule::before_end,
        Rule::of_end,
        Rule::quarter_before_end,
        Rule::quarter_of_end,
        Rule::month_before_end,
        Rule::month_of_end,
        Rule::financial_before_end,
        Rule::financial_of_end,
        Rule::inside,
    ]
    .contains(&rule)
}

fn joined(phrases: &[String], comma: &str, or: &str) -> String {
    match phrases.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{}{or}{last}", rest.join(comma)),
    }
}

/// Whether a rule reads the words that begin an ending of an amount, with the comma before them.
pub(super) fn is_ending(rule: Rule) -> bool {
    matches!(rule, Rule::floor | Rule::rounded | Rule::if_any | Rule::nothing_below_en | Rule::nothing_below_zh)
}

/// Whether a rule reads a word of the language: one that has a counterpart in the other surface.
pub(super) fn is_word(rule: Rule) -> bool {
    matches!(phrase(rule), Phrase::Word) || matches!(rule, Rule::when_word | Rule::assert_word)
}
