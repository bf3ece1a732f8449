//! The parts that the rules of a policy are made of.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use super::sentences::{Sentences, quotes, quotes_aside};
use super::ways::{AwardWay, ClaimWay, ConditionWay, DepartureWay, ForceWay, LimitWay, OnlyWay, PaymentWay, WayOf};
use super::{Coverage, Kind, Part, Way};
use crate::diagnostic::Wording;
use crate::ir::{ExprId, Limit, LimitWhat, Measure, Op, Program, Type};
use crate::lexical::on_one_line;
use crate::source::{Role, SourceId, Sources, Span};
use crate::testing::reach::may_be_unknown;
use crate::testing::words;
use crate::wording;

impl<'p> Coverage<'p> {
    /// The parts of a policy, none of them reached yet.
    pub fn of(program: &'p Program, sources: &Sources) -> Coverage<'p> {
        // Rows in a file of values are rows of a table like those among the rules.
        let rules = sources.of(Role::Rules).chain(sources.of(Role::Data)).map(|(id, _)| id).collect();
        let mut collector = Collector { sources, rules, parts: IndexMap::new(), nodes: HashMap::new(), version: 0 };
        for (version, own) in program.versions().enumerate() {
            collector.version = version;
            collector.program(own);
        }
        let Collector { mut parts, nodes, .. } = collector;
        let sentences = Sentences::of(sources);
        let aside = program.versions().flat_map(quotes_aside);
        let aside: HashSet<Span> = aside.flat_map(|quote| sentences.touched(quote)).collect();
        // A sentence that nothing quotes is reached by no test, and counts all the same.
        let open = sentences.all().into_iter().filter(|place| !aside.contains(place));
        let applied = program.versions().flat_map(quotes).flat_map(|quote| sentences.touched(quote));
        for place in applied.chain(open) {
            let words = sources.slice(place);
            parts.entry((Kind::Sentence, place)).or_insert_with(|| Part {
                kind: Kind::Sentence,
                place,
                of: Wording::default(),
                name: wording!("{words}", "{words}"),
                ways: vec![OnlyWay::Sentence.into()],
            });
        }
        parts.sort_by(|(left, one): &(Kind, Span), _, (right, other), _| {
            (one.source, one.start, left).cmp(&(other.source, other.start, right))
        });
        Coverage { program, parts, nodes, sentences, decisions: 0 }
    }
}

/// Whether a formula may bring parts of the smallest unit: it multiplies or divides, and reads a fact that is no whole number.
fn may_be_finer(program: &Program, formula: ExprId) -> bool {
    let multiplies = |op: &Op| matches!(op, Op::Multiply(..) | Op::Divide(..) | Op::Slices(..));
    let is_fine = |op: &Op| {
        let Op::Fact(_, record, field) = op else { return false };
        let ty = program.field(*record, *field).map(|field| &field.ty);
        let ty = if let Some(Type::Series(_, inner)) = ty { Some(inner.as_ref()) } else { ty };
        matches!(ty, Some(Type::Money(..) | Type::Decimal(_) | Type::Ratio(_) | Type::Quantity(..)))
    };
    program.rests_on(formula, multiplies) && program.rests_on(formula, is_fine)
}

struct Collector<'s> {
    sources: &'s Sources,
    rules: Vec<SourceId>,
    parts: IndexMap<(Kind, Span), Part>,
    nodes: HashMap<(usize, ExprId), (Span, WayOf)>,
    version: usize,
}

impl Collector<'_> {
    /// A part, of the kind of its ways.
    fn add(&mut self, place: Span, of: &Wording, name: Wording, ways: Vec<Way>) {
        let Some(kind) = ways.first().map(|own| own.way.kind()) else { return };
        if self.rules.contains(&place.source) {
            let part = || Part { kind, place, of: of.clone(), name, ways };
            self.parts.entry((kind, place)).or_insert_with(part);
        }
    }

    /// A part of one way that is reached where a node is evaluated.
    fn node(&mut self, way: OnlyWay, (id, place): (ExprId, Span), of: &Wording, name: Wording) {
        self.add(place, of, name, vec![way.into()]);
        self.nodes.insert((self.version, id), (place, WayOf::Only(way)));
    }

    fn words(&self, place: Span) -> Wording {
        const LONGEST: usize = 40;
        let words = on_one_line(self.sources.slice(place));
        let words = match words.char_indices().nth(LONGEST).and_then(|(end, _)| words.get(..end)) {
            Some(begun) => format!("{begun}…"),
            None => words,
        };
        wording!("{words}", "{words}")
    }

    fn program(&mut self, program: &Program) {
        let none = Wording::default();
        if let Some(force) = &program.in_force {
            let mut ways = vec![ForceWay::Within.into(), ForceWay::Outside.into()];
            if may_be_unknown(program, force.from) {
                ways.push(ForceWay::NotKnown.into());
            }
            self.add(force.clause.span, &none, self.words(force.clause.span), ways);
        }
        let scope = wording!("scope", "适用范围");
        for condition in &program.scope {
            self.condition(program, condition, &scope);
        }
        for measure in &program.measures {
            self.measure(program, measure);
        }
        for across in &program.across {
            let name = across.label.as_deref().unwrap_or_default();
            let of =
                if name.is_empty() { wording!("limits across", "合并限额") } else { wording!("{name}", "{name}") };
            for limit in across.limits.iter().filter_map(|forms| forms.first()) {
                self.limit(limit, &of);
            }
        }
        let of_measures = program.measures.iter().flat_map(|measure| &measure.assertions);
        for own in program.assertions.iter().chain(of_measures) {
            let label = &own.label;
            let name = wording!("{label}", "{label}");
            self.add(own.clause.span, &none, name, vec![OnlyWay::Assertion.into()]);
        }
        for reading in &program.readings {
            let ways = reading.values.iter().enumerate().map(|(at, value)| {
                let shown = value.shown();
                Way::new(WayOf::Reading(at), wording!("{shown}", "{shown}"))
            });
            let name = reading.shown();
            self.add(reading.clause.span, &none, wording!("{name}", "{name}"), ways.collect());
        }
        self.tables(program);
        self.values(program);
    }

    fn condition(&mut self, program: &Program, condition: &crate::ir::Condition, of: &Wording) {
        let mut ways = vec![ConditionWay::Held.into(), ConditionWay::Failed.into()];
        if may_be_unknown(program, condition.expr) {
            ways.push(ConditionWay::Open.into());
        }
        let label = condition.called();
        self.add(condition.clause.span, of, wording!("{label}", "{label}"), ways);
    }

    fn measure(&mut self, program: &Program, measure: &Measure) {
        let of = words::titled(measure);
        let mut ways = vec![ClaimWay::Qualified.into(), ClaimWay::Open.into(), ClaimWay::Refused.into()];
        if measure.in_kind.is_none() {
            ways.push(ClaimWay::Paid.into());
        }
        self.add(measure.clause.span, &Wording::default(), of.clone(), ways);
        for condition in &measure.conditions {
            self.condition(program, condition, &of);
        }
        for award in &measure.awards {
            let mut ways = vec![AwardWay::Computed.into()];
            if may_be_finer(program, award.formula) {
                ways.push(AwardWay::Rounded.into());
            }
            if award.up_to {
                ways.extend([AwardWay::Approved, AwardWay::NotApproved, AwardWay::AboveCeiling].map(Way::from));
            }
            self.add(award.clause.span, &of, self.words(award.clause.span), ways);
        }
        for limit in &measure.limits {
            self.limit(limit, &of);
        }
        for pay in measure.pays.iter().filter(|pay| !pay.parts.is_empty()) {
            let ways = vec![PaymentWay::Divided.into()];
            self.add(pay.clause.span, &of, self.words(pay.clause.span), ways);
        }
        let terms = &measure.terms;
        for payers in &terms.payers {
            let ways = vec![PaymentWay::SharedOut.into()];
            self.add(payers.clause.span, &of, self.words(payers.clause.span), ways);
        }
        for voucher in &terms.vouchers {
            let ways = [PaymentWay::Redeemed, PaymentWay::Redeemable, PaymentWay::Lapsed].map(Way::from).to_vec();
            self.add(voucher.clause.span, &of, self.words(voucher.clause.span), ways);
        }
        for recovery in &terms.recoveries {
            let label = recovery.called();
            let mut ways = vec![PaymentWay::TakenBack.into(), PaymentWay::NotTakenBack.into()];
            if may_be_unknown(program, recovery.condition) {
                ways.push(PaymentWay::Open.into());
            }
            self.add(recovery.clause.span, &of, wording!("{label}", "{label}"), ways);
        }
        for obligation in &terms.obligations {
            let what = &obligation.what;
            let ways = vec![PaymentWay::Promised.into()];
            self.add(obligation.clause.span, &of, wording!("{what}", "{what}"), ways);
        }
    }

    fn limit(&mut self, limit: &Limit, of: &Wording) {
        let ways = match limit.what {
            LimitWhat::Money(_) | LimitWhat::Quantity { .. } | LimitWhat::Highest => [LimitWay::Cut, LimitWay::NotCut],
            LimitWhat::Awards(_) => [LimitWay::Refused, LimitWay::Left],
        };
        let label = limit.called();
        self.add(limit.clause.span, of, wording!("{label}", "{label}"), ways.map(Way::from).to_vec());
    }

    fn tables(&mut self, program: &Program) {
        for table in &program.tables {
            let name = table.label.as_deref().unwrap_or(&table.name);
            let of = wording!("{name}", "{name}");
            let way = if table.slices.is_empty() { OnlyWay::TableRow } else { OnlyWay::Slice };
            for row in &table.rows {
                self.node(way, (row.value, row.span), &of, self.words(row.span));
            }
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "no other operation chooses")]
    /// Rows, exceptions and raises wherever they stand, and the definitions of which one is taken.
    fn values(&mut self, program: &Program) {
        let none = Wording::default();
        for (at, node) in (0..).zip(&program.nodes) {
            match &node.op {
                Op::Rows(rows) => {
                    for (condition, value) in rows {
                        let span = program.node(*value).span;
                        let whole = condition.map_or(span, |condition| span.to(program.node(condition).span));
                        self.node(OnlyWay::Row, (*value, whole), &none, self.words(whole));
                    }
                }
                Op::Exception(departure, ..) | Op::Raise(departure, ..) => {
                    let Some(own) = program.departure(*departure) else { continue };
                    let label = &own.label;
                    let ways = vec![DepartureWay::Applied.into(), DepartureWay::NotApplied.into()];
                    self.add(own.clause.span, &none, wording!("{label}", "{label}"), ways);
                    let way = WayOf::Departure(DepartureWay::Applied);
                    self.nodes.insert((self.version, ExprId(at)), (own.clause.span, way));
                }
                _ => {}
            }
        }
        for named in program.lets.iter().filter(|named| named.definitions.len() > 1) {
            for own in &named.definitions {
                self.node(OnlyWay::Row, (own.value, own.clause.span), &none, self.words(own.clause.span));
            }
        }
    }
}
