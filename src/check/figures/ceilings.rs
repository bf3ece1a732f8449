//! 最高 and `up to` of a quote against the award: a ceiling that the rule pays in full, or a sum that the rule leaves to the authority.

use crate::ast::CompareOp;

use super::super::Checker;
use super::super::error::FigureError;
use super::clauses::{Clause, Clauses, Group, Place};
use super::operators::{by_key, speaking};
use super::read::Kind;
use super::rules::Use;
use super::words::has;
use super::{Key, Mention};

/// Words with which a text leaves open how much is given.
const OPEN: &[&str] = &[
    "最高",
    "不超过",
    "不得超过",
    "不高于",
    "最多",
    "至多",
    "以内",
    "之内",
    "以下",
    "上限",
    "限额",
    "封顶",
    "额度",
    "视",
    "根据",
    "依据",
    "酌情",
    "择优",
    "评审",
    "评定",
    "评估",
    "核定",
    "审定",
    "研究",
    "原则上",
    "可给予",
    "可以",
    "分档",
    "等级",
    "档次",
    "up to",
    "max",
    "at most",
    "exceed",
    "more than",
    "ceiling",
    "cap",
    "limit",
    "depend",
    "discretion",
    "assess",
    "approve",
    "determine",
    "decide",
    "may",
    "within",
    "according",
    "≤",
    "<",
];

/// So many rules are compared.
const COMPARED: usize = 300;

impl Checker<'_> {
    /// Awards that are paid in full where their quotes give a ceiling, or the other way round.
    pub(super) fn ceilings_differ(&self, clauses: &Clauses<'_>, mentions: &[Vec<Mention<'_>>]) -> Vec<FigureError> {
        let mentioned = by_key(mentions);
        let awards = clauses.all.iter().enumerate().filter(|(_, clause)| !clause.alone.is_empty());
        let everywhere = clauses.groups.iter().filter(|group| group.place == Place::Everywhere);
        let everywhere: Vec<&Group<'_>> = everywhere.collect();
        let mut found = Vec::new();
        for (at, clause) in awards.take(COMPARED) {
            let Some(up_to) = clause.up_to else { continue };
            let given = clause.said.uses.iter().filter(|used| clause.alone.contains(&used.span));
            for used in given.filter(|used| used.kind == Kind::Money) {
                let key: Key = (false, used.value);
                let speaks = speaking(clauses, at, &mentioned, key);
                let Some(own) = speaks.and_then(|at| mentioned.get(at)).and_then(|own| own.get(&key)) else { continue };
                let differs = if up_to {
                    gives(clauses, clause, own)
                } else {
                    caps(own) && !is_capped(clauses, &everywhere, clause, used)
                };
                if let Some(mention) = own.first().filter(|_| differs) {
                    let (quote, quoted) = (mention.span(), mention.words());
                    found.push(FigureError::Ceiling { span: used.span, quote, quoted, up_to });
                }
            }
        }
        found
    }
}

/// Whether an amount is the most in all quotes.
fn caps(mentions: &[&Mention<'_>]) -> bool {
    mentions.iter().all(|own| own.figure.sense == Some(CompareOp::AtMost))
}

/// Whether another rule of the measure, or one of all measures, has the same amount: it may be the limit.
fn is_capped(clauses: &Clauses<'_>, everywhere: &[&Group<'_>], award: &Clause<'_>, given: &Use) -> bool {
    let own = clauses.groups.get(award.group).into_iter().chain(everywhere.iter().copied());
    let elsewhere = own.flat_map(|group| &group.clauses).filter_map(|at| clauses.all.get(*at));
    let elsewhere = elsewhere.filter(|own| own.span != award.span);
    // Another award gives it, too.
    let mut limits = elsewhere.flat_map(|own| own.said.uses.iter().filter(|used| !own.alone.contains(&used.span)));
    limits.any(|used| (used.kind, used.value) == (given.kind, given.value))
}

/// Whether the quotes of a measure give an amount as it is, and nothing in them leaves open how much is given.
fn gives(clauses: &Clauses<'_>, award: &Clause<'_>, mentions: &[&Mention<'_>]) -> bool {
    let own = || clauses.groups.get(award.group).into_iter().flat_map(|group| &group.clauses);
    let whole = || own().filter_map(|at| clauses.all.get(*at)).flat_map(|own| own.quotes);
    mentions.iter().all(|own| own.figure.sense.is_none()) && !whole().any(|quote| has(&quote.text.value, OPEN))
}
