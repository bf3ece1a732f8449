//! Text against code: the figures of quotes and of the rules that rest on them.
//!
//! A figure is compared by its value (500万元 is 5,000,000元 and 五百万元). What is looked for: a comparison whose operator says otherwise
//! than the words beside the figure, or day; a figure of a quote that no rule uses; a figure of a rule that no quote holds. A quote speaks for its
//! clause and for the measure around it, and for the tables, values and facts that these read.
//!
//! Beside the figures, some words are compared: what is deducted ([`deducted`]), what a figure caps ([`bases`]), by what a limit goes
//! ([`keys`]), over which time ([`periods`]), which years count ([`years`]), what is excluded ([`exclusions`]), negated ([`negated`]) or
//! vetoed ([`vetoed`]), the least or greatest of several ([`extremes`]), and what is taken [`twice`], turned round
//! ([`proportions`]), or a ceiling ([`ceilings`]).

mod bases;
mod ceilings;
mod clauses;
mod days;
mod deducted;
mod exclusions;
mod extremes;
mod keys;
mod literal;
mod named;
mod negated;
mod numeral;
mod operators;
mod own;
mod periods;
mod proportions;
mod reach;
mod read;
mod rules;
mod sense;
mod told;
mod twice;
mod vetoed;
mod windows;
mod words;
mod years;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::ast::Quote;
use crate::source::Span;
use crate::value::{Number, day_of_number};

use super::Checker;
use super::citations::place_within;
use super::error::{FigureError, QuoteError};
use clauses::{Clauses, Place};
pub(super) use keys::GoesBy;
pub(super) use negated::denies;
use reach::Reach;
use read::{Figure, Kind, figures};
use rules::Use;
use told::Told;
pub(super) use words::says;

/// A value on its axis: whether it is a day, and the number.
type Key = (bool, Number);

impl Figure {
    fn key(&self) -> Key {
        (self.kind == Kind::Date, self.value)
    }
}

/// A figure in a quote of a clause.
#[derive(Debug, Clone)]
struct Mention<'a> {
    clause: usize,
    quote: &'a Quote,
    figure: Figure,
}

impl Mention<'_> {
    fn key(&self) -> Key {
        self.figure.key()
    }

    /// The values that a rule may have for it.
    fn keys(&self) -> Vec<Key> {
        let later = self.figure.later.then(|| self.figure.value.plus(Number::ONE).ok()).flatten();
        std::iter::once(self.key()).chain(later.map(|value| (false, value))).collect()
    }

    /// The words of the figure.
    fn words(&self) -> String {
        self.quote.text.value.get(self.figure.range.clone()).unwrap_or_default().to_owned()
    }

    /// Where they stand in the rule file; the whole quote where it has escapes.
    fn span(&self) -> Span {
        place_within(&self.quote.text, &self.figure.range)
    }
}

impl Checker<'_> {
    /// Reports figures in which the rules and their quotes differ.
    pub(super) fn figures_differ(&mut self) {
        let quotes_a_document = self.tree.policy.is_some_and(|policy| policy.source.is_some());
        if !quotes_a_document {
            return;
        }
        let clauses = Clauses::of(self.tree);
        let mentions: Vec<Vec<Mention<'_>>> =
            clauses.all.iter().enumerate().map(|(at, clause)| mentions(at, clause.quotes)).collect();
        let mut found = self.operators_differ(&clauses, &mentions);
        found.extend(self.extremes_differ(&clauses));
        if self.damage.any() {
            // What the rest is compared with may stand in a clause that could not be read.
            found.into_iter().for_each(|finding| self.report(finding));
            return;
        }
        found.extend(self.ceilings_differ(&clauses, &mentions));
        found.extend(self.proportions_turned(&clauses));
        if let Some(reach) = Reach::of(&clauses, &self.program.references) {
            let labelled = clauses
                .all
                .iter()
                .map(|clause| clause.labels.iter().flat_map(|label| figures(label)).map(|own| own.key()).collect());
            let figures = Figures { clauses: &clauses, mentions: &mentions, labelled: labelled.collect(), reach };
            let mut of_own_quotes = windows::days_of_other_years(&clauses, &mentions);
            of_own_quotes.extend(own::figures_of_other_clauses(&clauses, &mentions));
            let (mut unused, mut unquoted) = (figures.unused(), figures.unquoted());
            let told: HashSet<Span> = of_own_quotes.iter().map(|(used, _)| used.span).collect();
            unquoted.retain(|(_, used)| !told.contains(&used.span));
            // A figure that is told of is missed wherever else it is quoted.
            let missed: BTreeSet<Key> = of_own_quotes.iter().map(|(_, mention)| mention.key()).collect();
            unused.retain(|mention| !missed.contains(&mention.key()));
            found.extend(of_own_quotes.iter().map(|(used, mention)| differs(used, mention, self.sources)));
            let told = Told::of(self.found, &self.gaps);
            let findings = figures.findings(unused, unquoted, self.sources);
            found.extend(
                findings.into_iter().filter(|(at, own)| !told.explains(&clauses, *at, own)).map(|(_, own)| own),
            );
        }
        let mut of_words = self.deductions_added(&clauses);
        of_words.extend(self.years_differ(&clauses));
        of_words.extend(self.bases_differ(&clauses, &mentions));
        of_words.extend(self.shares_taken_twice(&clauses, &mentions));
        of_words.extend(self.keys_differ(&clauses));
        of_words.extend(self.periods_differ(&clauses, &mentions));
        found.into_iter().for_each(|finding| self.report(finding));
        of_words.into_iter().for_each(|finding| self.report(finding));
    }

    /// Reports rules that contradict themselves, or each other, in what they say and what they are called.
    pub(super) fn rules_differ(&mut self) {
        let found: Vec<QuoteError> =
            self.signs_differ().into_iter().chain(self.negations_differ()).chain(self.vetoes_turned()).collect();
        let unsaid = self.year_unsaid();
        found.into_iter().for_each(|finding| self.report(finding));
        unsaid.into_iter().for_each(|finding| self.report(finding));
    }
}

fn mentions<'a>(clause: usize, quotes: &'a [Quote]) -> Vec<Mention<'a>> {
    let of = |quote: &'a Quote| figures(&quote.text.value).into_iter().map(move |figure| (quote, figure));
    quotes.iter().flat_map(of).map(|(quote, figure)| Mention { clause, quote, figure }).collect()
}

/// The figures of a policy and of its quotes.
struct Figures<'c, 'a> {
    clauses: &'c Clauses<'a>,
    mentions: &'c [Vec<Mention<'a>>],
    /// The figures in the labels of each clause.
    labelled: Vec<Vec<Key>>,
    reach: Reach,
}

impl<'c, 'a> Figures<'c, 'a> {
    /// The clauses of groups.
    fn clauses_of<'g>(&'g self, groups: &'g [usize]) -> impl Iterator<Item = usize> + 'g {
        let own = groups.iter().filter_map(|group| self.clauses.groups.get(*group));
        own.flat_map(|group| group.clauses.iter().copied())
    }

    fn mentions_of<'g>(&'g self, groups: &'g [usize]) -> impl Iterator<Item = &'g Mention<'a>> + 'g {
        self.clauses_of(groups).filter_map(|at| self.mentions.get(at)).flatten()
    }

    fn uses_of<'g>(&'g self, groups: &'g [usize]) -> impl Iterator<Item = (usize, &'g Use)> + 'g {
        let of = |at: usize| {
            self.clauses.all.get(at).into_iter().flat_map(move |own| own.said.uses.iter().map(move |used| (at, used)))
        };
        self.clauses_of(groups).flat_map(of)
    }

    /// The values that rules of the groups use, and those that their labels name.
    fn used(&self, groups: &[usize]) -> BTreeSet<Key> {
        let rules = self.uses_of(groups).flat_map(|(_, used)| keys(used));
        let rules = rules.chain(self.sums(groups));
        let labels = self.clauses_of(groups).filter_map(|at| self.labelled.get(at)).flatten().copied();
        rules.chain(labels).collect()
    }

    /// What the figures of the groups come to with what they are raised by.
    fn sums(&self, groups: &[usize]) -> Vec<Key> {
        let mut sums = Vec::new();
        for group in groups {
            let own = self.clauses_of(std::slice::from_ref(group)).filter_map(|at| self.clauses.all.get(at));
            for (kind, raise) in own.flat_map(|clause| &clause.said.raises).take(COMPARED) {
                let alike = self.uses_of(std::slice::from_ref(group)).filter(|(_, used)| used.kind == *kind);
                let sum = alike.take(COMPARED).filter_map(|(_, used)| used.value.plus(*raise).ok());
                sums.extend(sum.map(|sum| (false, sum)));
            }
        }
        sums
    }

    /// Figures of quotes that no rule uses, each once in its declaration.
    fn unused(&self) -> Vec<&Mention<'a>> {
        let everywhere = self.used(&self.reach.everywhere);
        let mut elsewhere: BTreeMap<Key, Vec<&str>> = BTreeMap::new();
        for (at, _) in self.clauses.groups.iter().enumerate() {
            let own = self.used(&[at]);
            for mention in self.mentions_of(&[at]).filter(|mention| own.contains(&mention.key())) {
                elsewhere.entry(mention.key()).or_default().push(&mention.quote.text.value);
            }
        }
        let whole = self.used(&self.reach.all);
        let mut found = Vec::new();
        for (at, group) in self.clauses.groups.iter().enumerate() {
            let told = self.mentions_of(&[at]).filter(|mention| mention.figure.tells).count();
            if matches!(group.place, Place::Aside | Place::Reading) || told == 0 {
                continue;
            }
            let around = match group.place {
                Place::Measure | Place::Named | Place::Reading => Some(self.used(self.reach.around(at))),
                Place::Everywhere | Place::Aside => None,
            };
            let is_used = |key: &Key| match &around {
                Some(around) => around.contains(key) || everywhere.contains(key),
                None => whole.contains(key),
            };
            let mut seen = BTreeSet::new();
            let own: Vec<usize> = group.clauses.clone();
            for mention in own.iter().filter_map(|at| self.mentions.get(*at)).flatten() {
                let key = mention.key();
                let text = mention.quote.text.value.as_str();
                let by_another = || {
                    let others = elsewhere.get(&key).map_or(&[][..], Vec::as_slice);
                    others.iter().take(COMPARED).any(|other| other.contains(text) || text.contains(other))
                };
                if mention.figure.tells && !mention.keys().iter().any(&is_used) && !by_another() && seen.insert(key) {
                    found.push(mention);
                }
            }
        }
        found
    }

    /// Figures of rules that no quote holds, with their clauses, each once in its declaration.
    fn unquoted(&self) -> Vec<(usize, Use)> {
        let quoted = |groups: &[usize]| self.mentions_of(groups).flat_map(Mention::keys).collect::<BTreeSet<Key>>();
        let everywhere = quoted(&self.reach.everywhere);
        let whole = quoted(&self.reach.all);
        let mut found = Vec::new();
        for (at, group) in self.clauses.groups.iter().enumerate() {
            let asked = self.uses_of(&[at]).filter(|(_, used)| used.asks && says_something(used)).count();
            if asked == 0 {
                continue;
            }
            let around = match group.place {
                Place::Measure | Place::Named | Place::Reading => Some(quoted(self.reach.around(at))),
                Place::Everywhere | Place::Aside => None,
            };
            if around.as_ref().unwrap_or(&whole).is_empty() {
                continue;
            }
            let is_quoted = |used: &Use| {
                keys(used).iter().chain(&year(used)).any(|key| match &around {
                    Some(around) => around.contains(key) || everywhere.contains(key),
                    None => whole.contains(key),
                })
            };
            let mut seen = BTreeSet::new();
            for (clause, used) in self.uses_of(&[at]) {
                let asks = used.asks && says_something(used);
                if asks && !is_quoted(used) && seen.insert((used.kind == Kind::Date, used.value)) {
                    found.push((clause, *used));
                }
            }
        }
        found
    }

    /// What is to be said: of a figure of a rule and one of its quotes, neither of which has its like, one thing.
    fn findings(
        &self,
        unused: Vec<&Mention<'a>>,
        mut unquoted: Vec<(usize, Use)>,
        sources: &crate::source::Sources,
    ) -> Vec<(usize, FigureError)> {
        unquoted.sort_by_key(|(_, used)| used.span);
        let mut rest: Vec<Option<&Mention<'a>>> = unused.into_iter().map(Some).collect();
        let (mut found, mut told) = (Vec::new(), BTreeSet::new());
        for (clause, used) in unquoted {
            let words = sources.slice(used.span).to_owned();
            let nearness = |mention: &Mention<'_>| self.nearness(clause, &used, mention);
            let partner = rest.iter().take(COMPARED * COMPARED).enumerate();
            let partner = partner.filter_map(|(at, mention)| Some((nearness((*mention)?)?, at))).min();
            let partner = partner.and_then(|(_, at)| rest.get_mut(at)?.take());
            let finding = match partner {
                Some(mention) => {
                    told.insert(mention.key());
                    differs(&used, mention, sources)
                }
                None => FigureError::NotQuoted { span: used.span, words },
            };
            found.push((clause, finding));
        }
        // A value that is written otherwise in one place is missed wherever it is quoted.
        let alone = rest.into_iter().flatten().filter(|mention| !told.contains(&mention.key()));
        found
            .extend(alone.map(|mention| {
                (mention.clause, FigureError::NotUsed { span: mention.span(), words: mention.words() })
            }));
        found
    }

    /// How near a figure of a quote stands to a rule's, where the one may have been meant for the other.
    fn nearness(&self, clause: usize, used: &Use, mention: &Mention<'_>) -> Option<u32> {
        let alike = mention.figure.kind == used.kind
            || matches!((mention.figure.kind, used.kind), (Kind::Count, Kind::Time) | (Kind::Time, Kind::Count))
            || is_share_without_sign(used, mention);
        let group = |at: usize| self.clauses.all.get(at).map_or(0, |clause| clause.group);
        let (own, other) = (group(clause), group(mention.clause));
        if !alike {
            return None;
        }
        let parent = |at: usize| self.clauses.all.get(at).and_then(|clause| clause.parent);
        if mention.clause == clause {
            Some(0)
        } else if parent(clause) == Some(mention.clause) || parent(mention.clause) == Some(clause) {
            Some(1)
        } else if own == other {
            Some(2)
        } else {
            self.reach.around(own).contains(&other).then_some(3)
        }
    }
}

/// A figure of a rule and the one of its quote that it was probably meant for.
fn differs(used: &Use, mention: &Mention<'_>, sources: &crate::source::Sources) -> FigureError {
    let words = sources.slice(used.span).to_owned();
    FigureError::Differs { span: used.span, words, quote: mention.span(), quoted: mention.words() }
}

/// Whether a rule has a plain number where the quote has so many per cent: 5.5 for 5.5%.
fn is_share_without_sign(used: &Use, mention: &Mention<'_>) -> bool {
    let of_a_hundred = || mention.figure.value.times(Number::from(100)).ok();
    (used.kind, mention.figure.kind) == (Kind::Count, Kind::Share) && of_a_hundred() == Some(used.value)
}

/// So many quotes of one figure are compared.
const COMPARED: usize = 30;

/// The values that a figure of a rule stands for in the text.
fn keys(used: &Use) -> Vec<Key> {
    let date = used.kind == Kind::Date;
    let value = used.value;
    let mut keys = vec![(date, value)];
    let mut add = |number: Result<Number, crate::value::Fault>| keys.extend(number.ok().map(|number| (date, number)));
    if used.slack {
        add(value.plus(Number::ONE));
        add(value.minus(Number::ONE));
    }
    match used.kind {
        Kind::Time | Kind::Count => {
            add(value.times(Number::from(12)));
            add(value.divided_by(Number::from(12)));
        }
        Kind::Share => add(Number::ONE.minus(value)),
        // The last day before, or the first after.
        Kind::Date => {
            add(value.plus(Number::ONE));
            add(value.minus(Number::ONE));
        }
        Kind::Money => {}
    }
    keys
}

/// The years of a day and of those beside it: the text may name no more than that.
fn year(used: &Use) -> Vec<Key> {
    let days = keys(used).into_iter().filter(|(date, _)| *date).filter_map(|(_, day)| day_of_number(day));
    days.map(|day| (false, Number::from(i64::from(day.year())))).collect()
}

/// Whether a figure is more than nothing, one, or the whole.
fn says_something(used: &Use) -> bool {
    !(used.value.is_zero() || used.value == Number::ONE)
}
