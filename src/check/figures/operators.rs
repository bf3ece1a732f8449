//! Comparisons whose operator says otherwise than the words of the quote.
//!
//! A bound parts the numbers in two, and belongs to one part. `at least` and `below` put it into the upper part, `above` and `at most` into
//! the lower: of 20人以上 and 不足20人 the rule may write either. What is called a contradiction is a figure of which every mention in the
//! quotes of a clause has its words beside it, every use is a comparison, and none of the uses parts the numbers as one of the mentions. Of a
//! condition that a claim must meet, also which part is meant has to be the same.
//!
//! A bound that has a name is compared as the figure that it stands for ([`named`](super::named)).
//!
//! For a table without quotes, those speak that stand with the rules that look it up, where only one of them has the figure.

use std::collections::{BTreeMap, BTreeSet};

use crate::ast::CompareOp;
use crate::source::Span;

use super::super::Checker;
use super::super::error::{FigureError, op_in_words};
use super::clauses::Clauses;
use super::named::NamedUses;
use super::read::Kind;
use super::rules::Use;
use super::words::refuses;
use super::{Key, Mention};

/// Deeper than clauses lie in each other.
const DEEP: usize = 8;

/// A table that more clauses look up is not compared with their quotes.
const READERS: usize = 30;

/// The mentions of each value in the quotes of a clause.
pub(super) type ByKey<'m, 'a> = BTreeMap<Key, Vec<&'m Mention<'a>>>;

impl Checker<'_> {
    /// The figures whose operators, or whose `min` or `max`, say otherwise than the quotes.
    pub(super) fn operators_differ(&self, clauses: &Clauses<'_>, mentions: &[Vec<Mention<'_>>]) -> Vec<FigureError> {
        let mentioned = by_key(mentions);
        let readers = readers(clauses);
        let by_name = NamedUses::of(clauses);
        let mut spoken_of: BTreeMap<(usize, Key), Vec<&Use>> = BTreeMap::new();
        for (at, clause) in clauses.all.iter().enumerate() {
            for used in clause.said.uses.iter().filter(|used| !by_name.bounds_only.contains(&used.span)) {
                let key = (used.kind == Kind::Date, used.value);
                let speaks = speaking(clauses, at, &mentioned, key).or_else(|| {
                    let readers = readers.get(&at).filter(|all| clause.quotes.is_empty() && all.len() <= READERS)?;
                    let mut speaking = readers.iter().filter_map(|reader| speaking(clauses, *reader, &mentioned, key));
                    let first = speaking.next()?;
                    speaking.all(|other| other == first).then_some(first)
                });
                if let Some(speaks) = speaks {
                    spoken_of.entry((speaks, key)).or_default().push(used);
                }
            }
        }
        for (at, definer, used) in &by_name.compared {
            let key = (used.kind == Kind::Date, used.value);
            let speaks = [at, definer].into_iter().find_map(|at| speaking(clauses, *at, &mentioned, key));
            if let Some(speaks) = speaks {
                spoken_of.entry((speaks, key)).or_default().push(used);
            }
        }
        let mut found = Vec::new();
        let mut told = BTreeSet::new();
        for ((clause, key), uses) in spoken_of {
            let Some(own) = mentioned.get(clause).and_then(|own| own.get(&key)) else { continue };
            // A name of several figures is told once.
            let first = uses.first().map(|used| (used.span.source, used.span.start));
            found.extend(self.figure_contradicts(own, &uses).filter(|_| told.insert(first)));
        }
        found
    }

    fn figure_contradicts(&self, mentions: &[&Mention<'_>], uses: &[&Use]) -> Option<FigureError> {
        let senses: Vec<CompareOp> = mentions.iter().map(|mention| mention.figure.sense).collect::<Option<_>>()?;
        let (used, mention) = (uses.first()?, mentions.first()?);
        let extreme = |kept: CompareOp| {
            uses.iter().all(|used| used.keeps == Some(kept)) && senses.iter().all(|own| *own == turned(kept))
        };
        if let Some(kept) = used.keeps.filter(|kept| extreme(*kept)) {
            let least = kept == CompareOp::AtLeast;
            let (quote, quoted, fix) = (mention.span(), mention.words(), self.other_extreme(used, least));
            return Some(FigureError::Extreme { span: used.span, quote, quoted, least, fix });
        }
        let ops: Vec<CompareOp> = uses.iter().map(|used| used.op).collect::<Option<_>>()?;
        let (op, sense) = (*ops.first()?, *senses.first()?);
        let loose = mentions.iter().any(|mention| mention.figure.loose);
        let alike = |op: &CompareOp| loose || senses.iter().any(|sense| upper(*sense) == upper(*op));
        let refuses = |mention: &&Mention<'_>| refuses(&mention.quote.text.value);
        let turned = || {
            let other = |op: &CompareOp| senses.iter().all(|sense| rising(*sense) != rising(*op));
            uses.iter().all(|used| used.must) && ops.iter().all(other) && !mentions.iter().any(refuses)
        };
        if ops.iter().any(alike) && !turned() {
            return None;
        }
        let asks = used.must && !refuses(mention);
        let wanted = if asks || rising(op) == rising(sense) { sense } else { sense.opposite() };
        let day = used.kind == Kind::Date;
        Some(FigureError::Operator {
            span: used.span,
            op,
            quote: mention.span(),
            quoted: mention.words(),
            sense,
            wanted,
            day,
            // Only a condition stands alone: another row begins where one ends.
            fix: if uses.len() == 1 && used.must { self.other_operator(used, op, wanted, day) } else { None },
        })
    }

    /// The wanted operator in place of the one before a figure.
    fn other_operator(&self, used: &Use, op: CompareOp, wanted: CompareOp, day: bool) -> Option<(Span, String)> {
        let (between, surface) = (used.word?, self.surface(used.span));
        let spelled = |op: CompareOp| {
            let spelled = op_in_words(op, day);
            surface.either(spelled.en, spelled.zh)
        };
        let own = spelled(op);
        let at = self.sources.slice(between).find(&own)?;
        let start = between.start as usize + at;
        Some((Span::new(between.source, start, start + own.len()), spelled(wanted)))
    }

    /// `min` in place of `max`, or the other way round.
    fn other_extreme(&self, used: &Use, least: bool) -> Option<(Span, String)> {
        let wanted = if least { ("min", "最小") } else { ("max", "最大") };
        used.word.map(|word| (word, self.surface(word).either(wanted.0, wanted.1).to_owned()))
    }
}

/// The mentions of the quotes of each clause, by their values.
pub(super) fn by_key<'m, 'a>(mentions: &'m [Vec<Mention<'a>>]) -> Vec<ByKey<'m, 'a>> {
    let of = |own: &'m Vec<Mention<'a>>| {
        let mut by_key = ByKey::new();
        own.iter().for_each(|mention| by_key.entry(mention.key()).or_default().push(mention));
        by_key
    };
    mentions.iter().map(of).collect()
}

/// The clause with the quote that speaks of a figure of a clause: its own, or that of a clause around it.
pub(super) fn speaking(clauses: &Clauses<'_>, at: usize, mentioned: &[ByKey<'_, '_>], key: Key) -> Option<usize> {
    let up = std::iter::successors(Some(at), |at| clauses.all.get(*at).and_then(|clause| clause.parent));
    up.take(DEEP).find(|at| mentioned.get(*at).is_some_and(|own| own.contains_key(&key)))
}

/// The clauses that look up each table, by the table's place among the clauses.
fn readers(clauses: &Clauses<'_>) -> BTreeMap<usize, Vec<usize>> {
    let mut tables: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, clause) in clauses.all.iter().enumerate().filter(|(_, clause)| clause.table) {
        let names = clauses.groups.get(clause.group).map_or(&[][..], |group| &group.names);
        names.iter().for_each(|name| {
            tables.insert(name, at);
        });
    }
    let mut readers: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, clause) in clauses.all.iter().enumerate() {
        let read: BTreeSet<usize> = clause.said.texts().filter_map(|name| tables.get(name).copied()).collect();
        read.iter().for_each(|table| readers.entry(*table).or_default().push(at));
    }
    readers
}

/// Whether the bound belongs to the upper part.
fn upper(op: CompareOp) -> bool {
    matches!(op, CompareOp::AtLeast | CompareOp::Below)
}

/// Whether the greater numbers are meant.
fn rising(op: CompareOp) -> bool {
    matches!(op, CompareOp::AtLeast | CompareOp::Above)
}

/// The other direction, the bound included.
fn turned(op: CompareOp) -> CompareOp {
    if rising(op) { CompareOp::AtMost } else { CompareOp::AtLeast }
}
