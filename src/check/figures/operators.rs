//! Comparisons whose operator says otherwise than the words of the quote.
//!
//! A bound parts the numbers in two, and belongs to one part. `at least` and `below` put it into the upper part, `above` and `at most` into
//! the lower: of 20人以上 and 不足20人 the rule may write either. What is called a contradiction is a figure of which every mention in the
//! quotes of a clause has its words beside it, every use is a comparison, and none of the uses parts the numbers as one of the mentions. Of a
//! condition that a claim must meet, also which part is meant has to be the same.

use std::collections::BTreeMap;

use crate::ast::CompareOp;

use super::super::error::FigureError;
use super::clauses::Clauses;
use super::read::Kind;
use super::rules::Use;
use super::{Key, Mention};

/// Deeper than clauses lie in each other.
const DEEP: usize = 8;

/// Words of a quote that says who gets nothing, so that its condition is the opposite of what a claim must meet.
const REFUSING: &[&str] = &[
    "不予",
    "除外",
    "不享受",
    "不支持",
    "不得享受",
    "不得申",
    "取消",
    "追回",
    "退回",
    "不再",
    "不受理",
    "不适用",
    "排除",
    "except",
    "unless",
    "exclu",
    "eligible",
    "no longer",
    "other than",
    "refus",
    "not ",
    "no ",
    "nil",
    ": 0",
    "：0",
];

pub(super) fn differing(clauses: &Clauses<'_>, mentions: &[Vec<Mention<'_>>]) -> Vec<FigureError> {
    let mentioned: Vec<BTreeMap<Key, Vec<&Mention<'_>>>> = mentions
        .iter()
        .map(|own| {
            let mut by_key: BTreeMap<Key, Vec<&Mention<'_>>> = BTreeMap::new();
            own.iter().for_each(|mention| by_key.entry(mention.key()).or_default().push(mention));
            by_key
        })
        .collect();
    let mut spoken_of: BTreeMap<(usize, Key), Vec<&Use>> = BTreeMap::new();
    for (at, clause) in clauses.all.iter().enumerate() {
        for used in clause.said.uses.iter().filter(|used| used.kind != Kind::Date) {
            let key = (false, used.value);
            let up = std::iter::successors(Some(at), |at| clauses.all.get(*at).and_then(|clause| clause.parent));
            let speaks = up.take(DEEP).find(|at| mentioned.get(*at).is_some_and(|own| own.contains_key(&key)));
            if let Some(speaks) = speaks {
                spoken_of.entry((speaks, key)).or_default().push(used);
            }
        }
    }
    let mut found = Vec::new();
    for ((clause, key), uses) in spoken_of {
        let Some(own) = mentioned.get(clause).and_then(|own| own.get(&key)) else { continue };
        found.extend(contradiction(own, &uses));
    }
    found
}

fn contradiction(mentions: &[&Mention<'_>], uses: &[&Use]) -> Option<FigureError> {
    let senses: Vec<CompareOp> = mentions.iter().map(|mention| mention.figure.sense).collect::<Option<_>>()?;
    let keeps_more = uses.iter().all(|used| used.keeps == Some(CompareOp::AtLeast));
    if keeps_more && senses.iter().all(|sense| *sense == CompareOp::AtMost) {
        let (used, mention) = (uses.first()?, mentions.first()?);
        return Some(FigureError::Extreme { span: used.span, quote: mention.span(), quoted: mention.words() });
    }
    let ops: Vec<CompareOp> = uses.iter().map(|used| used.op).collect::<Option<_>>()?;
    let (used, mention) = (uses.first()?, mentions.first()?);
    let (op, sense) = (*ops.first()?, *senses.first()?);
    let alike = |op: &CompareOp| senses.iter().any(|sense| upper(*sense) == upper(*op));
    let turned = || {
        let other = |op: &CompareOp| senses.iter().all(|sense| rising(*sense) != rising(*op));
        let refuses = |mention: &&Mention<'_>| REFUSING.iter().any(|word| mention.quote.text.value.contains(word));
        uses.iter().all(|used| used.must) && ops.iter().all(other) && !mentions.iter().any(refuses)
    };
    if ops.iter().any(alike) && !turned() {
        return None;
    }
    let asks = used.must && !REFUSING.iter().any(|word| mention.quote.text.value.contains(word));
    Some(FigureError::Operator {
        span: used.span,
        op,
        quote: mention.span(),
        quoted: mention.words(),
        sense,
        wanted: if asks || rising(op) == rising(sense) { sense } else { complement(sense) },
    })
}

/// Whether the bound belongs to the upper part.
fn upper(op: CompareOp) -> bool {
    matches!(op, CompareOp::AtLeast | CompareOp::Below)
}

/// Whether the greater numbers are meant.
fn rising(op: CompareOp) -> bool {
    matches!(op, CompareOp::AtLeast | CompareOp::Above)
}

/// The operator for the other part.
fn complement(op: CompareOp) -> CompareOp {
    match op {
        CompareOp::AtLeast => CompareOp::Below,
        CompareOp::Below => CompareOp::AtLeast,
        CompareOp::AtMost => CompareOp::Above,
        CompareOp::Above => CompareOp::AtMost,
    }
}
