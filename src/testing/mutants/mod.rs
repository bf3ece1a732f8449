//! Mutants: the same policy with one small mistake in it, as a person could have made it. A test that does not notice a mutant does not
//! hold the rule that the mutant breaks.
//!
//! A mutant patches a clone of the [`Program`], so it is made without reading the rules again. Knows nothing of tests: [`score`] is told
//! which test notices which program.

mod clauses;
mod figures;
mod limits;
mod operations;
mod score;
mod shrink;
mod tables;

pub use score::{Fate, Known, Progress, Score, enough, score};

use indexmap::IndexMap;

use crate::diagnostic::Wording;
use crate::ir::{ExprId, Node, Op, Program};
use crate::lexical::on_one_line;
use crate::source::{Role, SourceId, Sources, Span};
use crate::testing::words;
use crate::wording;

/// A change of one version of a policy.
type Change = Box<dyn Fn(&mut Program) + Send + Sync>;

/// A small mistake.
pub struct Mutant {
    /// The words of the rules that it changes.
    pub place: Span,
    /// The measure, the table or the limits that the words belong to, with the article.
    pub of: Wording,
    /// What differs.
    pub what: Wording,
    /// The changes, each with the place of its version among [`Program::versions`].
    changes: Vec<(usize, Change)>,
}

impl Mutant {
    /// The policy with the mistake.
    pub fn apply(&self, program: &Program) -> Program {
        let mut mutant = program.clone();
        for (version, change) in &self.changes {
            match version.checked_sub(1) {
                None => change(&mut mutant),
                Some(at) => mutant.amended.get_mut(at).into_iter().for_each(change),
            }
        }
        mutant
    }
}

impl std::fmt::Debug for Mutant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mutant").field("place", &self.place).field("what", &self.what).finish_non_exhaustive()
    }
}

/// The mutants of a policy, in the order of its rules. What is written once is changed once, however many versions and measures it counts
/// for.
pub fn mutants(program: &Program, sources: &Sources) -> Vec<Mutant> {
    let rules: Vec<SourceId> = sources.of(Role::Rules).map(|(id, _)| id).collect();
    let mut found = IndexMap::new();
    for (version, own) in program.versions().enumerate() {
        let headings = headings(own);
        let mut collector =
            Collector { program: own, version, sources, rules: &rules, headings: &headings, found: &mut found };
        clauses::collect(&mut collector);
        limits::collect(&mut collector);
        operations::collect(&mut collector);
        tables::collect(&mut collector);
    }
    let mut mutants: Vec<Mutant> = found.into_values().collect();
    mutants.sort_by_key(|mutant| (mutant.place.source, mutant.place.start));
    mutants
}

/// Collects the mutants of one version.
struct Collector<'a> {
    program: &'a Program,
    version: usize,
    sources: &'a Sources,
    rules: &'a [SourceId],
    headings: &'a [(Span, Wording)],
    /// By place, the part of it that is changed, and what differs.
    found: &'a mut IndexMap<(Span, Part, String), Mutant>,
}

/// Which part of the words at a place a mutant changes, where the same can be done to several.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Part {
    /// All of them, or one of its kind.
    Whole,
    /// The part at these words.
    At(Span),
    /// The one at this place among its like.
    Nth(usize),
    /// The one of this name.
    Named(String),
}

impl Collector<'_> {
    fn add(&mut self, place: Span, what: Wording, change: impl Fn(&mut Program) + Send + Sync + 'static) {
        self.add_part(place, Part::Whole, what, change);
    }

    fn add_part(
        &mut self,
        place: Span,
        part: Part,
        what: Wording,
        change: impl Fn(&mut Program) + Send + Sync + 'static,
    ) {
        // Figures of a file beside the rules are taken from elsewhere, and tested there.
        if !self.rules.contains(&place.source) {
            return;
        }
        let of = self.owner(place);
        let mutant = self.found.entry((place, part, what.en.clone())).or_insert_with(|| Mutant {
            place,
            of,
            what,
            changes: Vec::new(),
        });
        mutant.changes.push((self.version, Box::new(change)));
    }

    /// The words at a place on one line, the first of them where they are many.
    fn words(&self, place: Span) -> String {
        const LONGEST: usize = 40;
        let words = on_one_line(self.sources.slice(place));
        match words.char_indices().nth(LONGEST).and_then(|(end, _)| words.get(..end)) {
            Some(begun) => format!("{begun}…"),
            None => words,
        }
    }

    /// The place of an expression among the words of another.
    fn at(&self, id: ExprId) -> Part {
        Part::At(self.program.node(id).span)
    }

    /// The words of an expression.
    fn said(&self, id: ExprId) -> String {
        self.words(self.program.node(id).span)
    }

    /// What the words at a place belong to: the last heading before them.
    fn owner(&self, place: Span) -> Wording {
        let before = self.headings.partition_point(|(own, _)| (own.source, own.start) <= (place.source, place.start));
        let last = before.checked_sub(1).and_then(|at| self.headings.get(at));
        last.filter(|(own, _)| own.source == place.source).map(|(_, name)| name.clone()).unwrap_or_default()
    }
}

/// The headings of the rules with what they are called, in their order.
fn headings(program: &Program) -> Vec<(Span, Wording)> {
    let measures = program.measures.iter().map(|measure| (measure.clause.span, words::titled(measure)));
    let plain = |name: &str| wording!("{name}", "{name}");
    let tables = program.tables.iter();
    let tables = tables.map(|table| (table.clause.span, plain(table.label.as_deref().unwrap_or(&table.name))));
    let across = program.across.iter().map(|across| {
        let label = across.label.as_deref().map_or_else(|| wording!("limits across measures", "合并限额"), plain);
        (across.clause.span, label)
    });
    let readings = program.readings.iter().map(|reading| (reading.clause.span, plain(reading.shown())));
    let records = program.records.iter().filter_map(|record| {
        let own = match record.name.as_str() {
            "parameters" => return None,
            "applicant" => record.label.as_deref().map_or_else(|| wording!("the applicant", "申报主体"), plain),
            name => plain(record.label.as_deref().unwrap_or(name)),
        };
        Some((record.fields.first()?.clause.span, own))
    });
    let scope = program.scope.first().map(|first| (first.clause.span, wording!("the scope", "适用范围")));
    let mut headings: Vec<(Span, Wording)> =
        measures.chain(tables).chain(across).chain(readings).chain(records).chain(scope).collect();
    headings.sort_by_key(|(own, _)| (own.source, own.start));
    headings
}

/// Puts another operation at a node.
fn replace(id: ExprId, op: Op) -> impl Fn(&mut Program) + Send + Sync + 'static {
    move |program| {
        if let Some(node) = program.nodes.get_mut(id.0 as usize) {
            node.op = op.clone();
        }
    }
}

/// Lets one operand stand for the whole.
fn stand_for(id: ExprId, operand: ExprId) -> impl Fn(&mut Program) + Send + Sync + 'static {
    move |program| {
        let op = program.node(operand).op.clone();
        if let Some(node) = program.nodes.get_mut(id.0 as usize) {
            node.op = op;
        }
    }
}

/// Turns a condition round.
fn negate(id: ExprId) -> impl Fn(&mut Program) + Send + Sync + 'static {
    move |program| {
        let copy: Node = program.node(id).clone();
        let at = ExprId(u32::try_from(program.nodes.len()).unwrap_or(u32::MAX));
        program.nodes.push(copy);
        if let Some(node) = program.nodes.get_mut(id.0 as usize) {
            node.op = Op::Not(at);
        }
    }
}

/// A list without the one at a place.
fn without<T: Clone>(list: &[T], at: usize) -> Vec<T> {
    list.iter().enumerate().filter(|(own, _)| *own != at).map(|(_, item)| item.clone()).collect()
}

/// Takes the one at a place out of a list that may have become shorter.
fn take_out<T>(list: &mut Vec<T>, at: usize) {
    if at < list.len() {
        list.remove(at);
    }
}
