//! Whose awards a limit adds up, against whose the quote does: 同一企业, 每个项目, `each project`.

use std::collections::HashMap;

use crate::ir::{Limit, LimitKey, Measure, Op, Type};
use crate::source::Span;

use super::super::Checker;
use super::super::error::QuoteError;
use super::clauses::{Clause, Clauses};

/// Words before what a limit goes by, longer ones before those that begin them.
const EACH: &[&str] = &[
    "同一个",
    "同一家",
    "同一笔",
    "同一项",
    "同一套",
    "同一台",
    "同一件",
    "同一批",
    "同一",
    "单个",
    "单家",
    "单户",
    "单项",
    "单套",
    "单台",
    "单笔",
    "单一",
    "每一个",
    "每个",
    "每一",
    "每家",
    "每户",
    "每位",
    "每名",
    "每项",
    "每笔",
    "每批",
    "每台",
    "每套",
    "每件",
    "各",
];

/// The same in English; a blank follows.
const EACH_EN: &[&str] = &["same", "each", "every", "per", "single", "any one", "one"];

/// Words for the applicant.
const APPLICANT: &[&str] = &["企业", "单位", "公司", "申报主体", "申报单位", "申请人", "主体", "机构"];

/// The same in English.
const APPLICANT_EN: &[&str] =
    &["applicant", "enterprise", "company", "firm", "undertaking", "business", "household", "claimant", "corporation"];

/// Of these, the words that may only begin a name: a business trip, a household appliance.
const BEGINNING: &[&str] = &["business", "company", "household"];

/// Words behind an applicant that begin no name with it.
const GOES_ON: &[&str] = &[
    "may",
    "is",
    "are",
    "can",
    "shall",
    "must",
    "will",
    "should",
    "has",
    "receives",
    "gets",
    "in",
    "per",
    "for",
    "with",
    "and",
    "or",
    "a",
    "at",
    "up",
    "over",
    "that",
    "which",
    "who",
    "whose",
    "within",
    "to",
    "by",
    "each",
    "on",
    "under",
    "not",
    "of",
    "only",
    "once",
    "from",
    "every",
    "any",
    "no",
    "applying",
    "concerned",
];

/// What a number that is given anew with each application is called by.
const OF_APPLICATION: &[&str] = &["申报", "申请", "受理", "流水", "application", "filing", "submission", "request"];

/// What a quote goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum GoesBy {
    /// The applicant.
    Applicant,
    /// The record of the claim.
    Record,
}

impl Checker<'_> {
    /// Limits that add up the awards of others than their quotes.
    pub(super) fn keys_differ(&self, clauses: &Clauses<'_>) -> Vec<QuoteError> {
        let by_span: HashMap<Span, &Clause<'_>> = clauses.all.iter().map(|clause| (clause.span, clause)).collect();
        let mut found = Vec::new();
        for measure in &self.program.measures {
            let named = self.record_named(measure);
            for limit in measure.limits.iter().filter(|limit| limit.shared.is_none() && !named.is_empty()) {
                found
                    .extend(by_span.get(&limit.clause.span).and_then(|clause| self.key_differs(limit, &named, clause)));
            }
        }
        found
    }

    fn key_differs(&self, limit: &Limit, named: &[String], clause: &Clause<'_>) -> Option<QuoteError> {
        let quotes = clause.quotes.iter().map(|quote| (quote.text.value.as_str(), Some(quote.text.span)));
        // `once "同一笔贷款不重复贴息"` says as much in its label.
        let labels = clause.labels.iter().map(|label| (*label, None));
        let told: Vec<(GoesBy, String, Option<Span>)> = quotes
            .chain(labels)
            .flat_map(|(text, place)| goes_by(text, named).into_iter().map(move |(by, words)| (by, words, place)))
            .collect();
        let (by, words, quote) = told.first()?;
        // Who speaks of both may mean either.
        if told.iter().any(|(other, ..)| other != by) {
            return None;
        }
        let differs = match by {
            GoesBy::Record => limit.per.iter().all(|key| match key {
                LimitKey::Applicant => true,
                LimitKey::Record => false,
                LimitKey::Value(_) => self.is_of_application(*key),
            }),
            GoesBy::Applicant => limit.per.iter().all(|key| match key {
                LimitKey::Applicant => false,
                LimitKey::Record => true,
                LimitKey::Value(_) => self.is_key(*key),
            }),
        };
        let (span, quote, by, words) = (limit.clause.span, *quote, *by, words.clone());
        differs.then_some(QuoteError::Key { span, quote, by, words })
    }

    /// What the record of a measure's claims is called.
    fn record_named(&self, measure: &Measure) -> Vec<String> {
        let Some(each) = &measure.for_each else { return Vec::new() };
        let record = self.program.record(each.record);
        let of_record = record.into_iter().flat_map(|record| std::iter::once(&record.name).chain(&record.label));
        // 同一作品 goes by a fact of the record.
        let texts = record.into_iter().flat_map(|record| &record.fields).filter(|field| field.ty == Type::Text);
        let texts = texts.flat_map(|field| std::iter::once(&field.name).chain(&field.label));
        let texts = texts
            .filter(|name| name.chars().count() > 1 && !APPLICANT.iter().chain(APPLICANT_EN).any(|own| own == name));
        let mut named: Vec<String> =
            of_record.chain(texts).chain([&each.name]).map(|name| name.to_lowercase().replace('_', " ")).collect();
        named.sort_unstable();
        named.dedup();
        named
    }

    /// Whether a key is a number that each application has anew.
    fn is_of_application(&self, key: LimitKey) -> bool {
        let Some(Op::Fact(_, record, field)) = key.value().map(|key| &self.program.node(key).op) else { return false };
        let field = self.program.field(*record, *field);
        field.is_some_and(|field| {
            OF_APPLICATION.iter().any(|word| field.name.contains(word) || field.shown().contains(word))
        })
    }
}

/// Whether a word for the applicant may only begin what is meant: `business trip`.
fn begins_a_name(noun: &str, word: &str) -> bool {
    let next = noun.get(word.len()..).and_then(|behind| behind.strip_prefix(' '));
    let next = next.map(|behind| behind.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default());
    BEGINNING.contains(&word) && next.is_some_and(|next| !next.is_empty() && !GOES_ON.contains(&next))
}

/// What a text goes by, each with its words.
fn goes_by(text: &str, named: &[String]) -> Vec<(GoesBy, String)> {
    let text = text.to_lowercase();
    let mut found = Vec::new();
    let mut add = |at: usize, each: &str, blank: bool| {
        let Some(rest) = text.get(at + each.len()..) else { return };
        let noun = if blank { rest.strip_prefix(' ') } else { Some(rest) };
        let Some(noun) = noun else { return };
        let is = |own: &str| {
            let behind = noun.strip_prefix(own);
            behind.is_some_and(|behind| !own.is_ascii() || !behind.starts_with(|c: char| c.is_alphanumeric()))
        };
        let record = named.iter().find(|name| is(name));
        let applicant =
            if blank { APPLICANT_EN } else { APPLICANT }.iter().find(|word| is(word) && !begins_a_name(noun, word));
        let words =
            |noun: &str| text.get(at..at + each.len() + usize::from(blank) + noun.len()).unwrap_or_default().to_owned();
        match (record, applicant) {
            (Some(name), _) => found.push((GoesBy::Record, words(name))),
            (None, Some(word)) => {
                found.push((GoesBy::Applicant, words(word)));
                // 单个企业项目: the project of a firm.
                let behind = noun.get(word.len()..).unwrap_or_default();
                let behind = behind.trim_start().trim_start_matches("的");
                if named.iter().any(|name| behind.starts_with(name.as_str())) {
                    found.push((GoesBy::Record, words(word)));
                }
            }
            (None, None) => {}
        }
    };
    let mut taken = 0;
    for (at, _) in text.char_indices() {
        if at < taken {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        // 同一项 may begin 同一项目: every reading of the word is tried.
        for each in EACH.iter().filter(|each| rest.starts_with(**each)) {
            add(at, each, false);
            taken = taken.max(at + each.len());
        }
        let begins = text.get(..at).is_some_and(|before| !before.ends_with(|c: char| c.is_alphanumeric()));
        if let Some(each) = EACH_EN.iter().find(|each| begins && rest.starts_with(**each)) {
            add(at, each, true);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_say_what_goes_by_itself() {
        let named = ["project".to_owned(), "项目".to_owned()];
        let cases: [(&str, &[GoesBy]); 12] = [
            ("同一项目不重复补助", &[GoesBy::Record]),
            ("单个项目最高50万元", &[GoesBy::Record]),
            ("每家企业累计不超过50万元", &[GoesBy::Applicant]),
            ("单个企业项目最高50万元", &[GoesBy::Applicant, GoesBy::Record]),
            ("每个自然年度", &[]),
            ("the same project is not funded twice", &[GoesBy::Record]),
            ("per firm", &[GoesBy::Applicant]),
            ("projects of firms", &[]),
            ("someone projects", &[]),
            ("up to 500 for each business appliance", &[]),
            ("each business receives 500", &[GoesBy::Applicant]),
            ("for each firm project", &[GoesBy::Applicant, GoesBy::Record]),
        ];
        for (text, by) in cases {
            let told: Vec<GoesBy> = goes_by(text, &named).into_iter().map(|(by, _)| by).collect();
            assert_eq!(told, by, "{text}");
        }
    }
}
