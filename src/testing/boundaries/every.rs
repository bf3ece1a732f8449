//! All rules of a policy that have a boundary, whether or not any case reaches it.

use indexmap::IndexMap;

use super::figures::chosen_among;
use super::words;
use crate::ir::{ExprId, Limit, LimitWhat, Match, Op, Program, TableId, TimeOp};
use crate::lexical::on_one_line;
use crate::source::{Role, SourceId, Sources, Span};
use crate::testing::reach::{assertions, holding};
use crate::value::{Number, number_of_day};

/// A rule with a boundary.
pub(super) struct Rule {
    pub place: Span,
    /// Whether it is that of a limit.
    pub is_limit: bool,
    /// What it is called.
    pub name: String,
    /// The figures among which it chooses, each of which has a boundary of its own.
    pub figures: Vec<Span>,
    /// Of a comparison the words of its two sides: of two rows that compare the same, the second has its edge where the first has it.
    pub sides: Option<[String; 2]>,
}

/// The rules with boundaries, in their order.
pub(super) fn rules(program: &Program, sources: &Sources) -> Vec<Rule> {
    let files = sources.of(Role::Rules).map(|(id, _)| id).collect();
    let mut collector = Collector { sources, files, found: IndexMap::new() };
    program.versions().for_each(|version| collector.version(version));
    let mut found: Vec<Rule> = collector.found.into_values().collect();
    found.sort_by_key(|rule| (rule.place.source, rule.place.start));
    found
}

struct Collector<'a> {
    sources: &'a Sources,
    files: Vec<SourceId>,
    found: IndexMap<(Span, bool), Rule>,
}

impl Collector<'_> {
    fn add(&mut self, place: Span, is_limit: bool, name: impl Into<String>, figures: Vec<Span>) {
        if !self.files.contains(&place.source) {
            return;
        }
        let own = self.found.entry((place, is_limit)).or_insert_with(|| Rule {
            place,
            is_limit,
            name: name.into(),
            figures: Vec::new(),
            sides: None,
        });
        // Figures of a file beside the rules are taken from elsewhere.
        let figures = figures.into_iter().filter(|figure| self.files.contains(&figure.source));
        for figure in figures {
            if !own.figures.contains(&figure) {
                own.figures.push(figure);
            }
        }
    }

    fn version(&mut self, version: &Program) {
        if let Some(force) = &version.in_force {
            self.add(force.clause.span, false, words(self.sources, force.clause.span), Vec::new());
        }
        for (at, measure) in version.measures.iter().enumerate() {
            for limit in &measure.limits {
                self.limit(version, limit, measure.for_each.is_some());
            }
            for award in measure.awards.iter().filter(|award| award.up_to) {
                self.add(award.clause.span, false, words(self.sources, award.clause.span), Vec::new());
            }
            for voucher in &measure.terms.vouchers {
                self.add(voucher.clause.span, false, words(self.sources, voucher.clause.span), Vec::new());
            }
            let across = version.across.iter().filter(|own| own.measures.contains(&at));
            for limit in across.flat_map(|own| own.limits.iter().filter_map(|forms| forms.first())) {
                self.limit(version, limit, measure.for_each.is_some());
            }
        }
        let clauses = clauses(version);
        let asserted = assertions(version);
        for (at, node) in (0..).map(ExprId).zip(&version.nodes) {
            if !has_boundary(version, at) || holding(&asserted, node.span).is_some() {
                continue;
            }
            let clause = holding(&clauses, node.span);
            let name = clause.map_or_else(|| words(self.sources, node.span), |name| (*name).to_owned());
            let compares = matches!(node.op, Op::Compare(..));
            let figures = if compares { chosen_among(version, at) } else { Vec::new() };
            self.add(node.span, false, name, figures);
            if let (Op::Compare(_, left, right), Some(own)) = (&node.op, self.found.get_mut(&(node.span, false))) {
                let said = |side: &ExprId| on_one_line(self.sources.slice(version.node(*side).span));
                own.sides = Some([said(left), said(right)]);
            }
        }
    }

    fn limit(&mut self, version: &Program, limit: &Limit, each: bool) {
        // A single case does not reach what all applicants share, and one award is never the second.
        if limit.shared.is_some() || matches!(limit.what, LimitWhat::Awards(_)) && !each {
            return;
        }
        let figures = match limit.what {
            LimitWhat::Money(figure) | LimitWhat::Quantity { figure, .. } => chosen_among(version, figure),
            LimitWhat::Awards(_) | LimitWhat::Highest => Vec::new(),
        };
        self.add(limit.clause.span, true, limit.called(), figures);
    }
}

/// The clauses that are called by a label, in the order of the texts.
fn clauses(version: &Program) -> Vec<(Span, &str)> {
    let own = version.measures.iter().flat_map(|measure| &measure.conditions);
    let conditions = version.scope.iter().chain(own).map(|own| (own.clause.span, own.called()));
    let recoveries = version.measures.iter().flat_map(|measure| &measure.terms.recoveries);
    let mut found: Vec<(Span, &str)> =
        conditions.chain(recoveries.map(|own| (own.clause.span, own.called()))).collect();
    found.sort_by_key(|(span, _)| (span.source, span.start));
    found
}

#[expect(clippy::wildcard_enum_match_arm, reason = "no other operation has a boundary")]
/// Whether a node has a boundary that a case could reach.
pub(super) fn has_boundary(version: &Program, id: ExprId) -> bool {
    let varies = || version.rests_on(id, |op| matches!(op, Op::Fact(..) | Op::AppliedOn | Op::Paid));
    match &version.node(id).op {
        Op::Compare(..) | Op::InForce(_) => varies(),
        Op::Min(list) | Op::Max(list) => list.len() > 1 && varies(),
        Op::Time(TimeOp::InCalendar(..) | TimeOp::Around(..) | TimeOp::Within(..)) => varies(),
        Op::Lookup(table, keys) => {
            (0..keys.len()).any(|column| !row_edges(version, *table, column).is_empty()) && varies()
        }
        Op::OnDay(table, keys, _) => {
            let several = version.table(*table).is_some_and(|table| table.editions.len() > 1);
            let edges = (0..keys.len()).any(|column| !row_edges(version, *table, column).is_empty());
            (several || edges) && varies()
        }
        Op::Slices(table, _) => version.table(*table).is_some_and(|table| table.slices.len() > 1) && varies(),
        _ => false,
    }
}

/// The edges of the rows of a table, of one key.
pub(super) fn row_edges(version: &Program, table: TableId, column: usize) -> Vec<Number> {
    let rows = version.table(table).map(|table| table.rows.as_slice()).unwrap_or_default();
    let mut edges = Vec::new();
    for one in rows.iter().filter_map(|row| row.patterns.get(column)).flatten() {
        match one {
            // A row for one value alone has no edge beside which another could be meant.
            Match::Numbers(lower, upper) if lower != upper => {
                edges.extend([lower.place(), upper.place()].into_iter().flatten().map(|(at, _)| at));
            }
            Match::Dates(lower, upper) if lower != upper => {
                edges.extend([lower.place(), upper.place()].into_iter().flatten().map(|(at, _)| number_of_day(at)));
            }
            Match::Any | Match::Truth(_) | Match::Choice(_) | Match::Numbers(..) | Match::Dates(..) => {}
        }
    }
    edges.sort();
    edges.dedup();
    edges
}
