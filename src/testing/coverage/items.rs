//! The parts that the rules of a policy are made of.

use std::collections::HashMap;

use indexmap::IndexMap;

use super::sentences::{Sentences, quotes};
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
        let rules = sources.of(Role::Rules).map(|(id, _)| id).collect();
        let mut collector = Collector { sources, rules, parts: IndexMap::new(), nodes: HashMap::new(), version: 0 };
        for (version, own) in program.versions().enumerate() {
            collector.version = version;
            collector.program(own);
        }
        let Collector { mut parts, nodes, .. } = collector;
        let sentences = Sentences::of(sources);
        for quote in program.versions().flat_map(quotes) {
            for (kind, place) in sentences.touched(quote) {
                let words = sources.slice(place);
                parts.entry((kind, place)).or_insert_with(|| Part {
                    kind,
                    place,
                    of: Wording::default(),
                    name: wording!("{words}", "{words}"),
                    ways: vec![Way { name: wording!("applied", "被适用"), times: 0 }],
                });
            }
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
    nodes: HashMap<(usize, ExprId), (Kind, Span, usize)>,
    version: usize,
}

impl Collector<'_> {
    fn add(&mut self, kind: Kind, place: Span, of: &Wording, name: Wording, ways: Vec<Wording>) {
        if !self.rules.contains(&place.source) {
            return;
        }
        self.parts.entry((kind, place)).or_insert_with(|| Part {
            kind,
            place,
            of: of.clone(),
            name,
            ways: ways.into_iter().map(|name| Way { name, times: 0 }).collect(),
        });
    }

    /// A part of one way that is reached where a node is evaluated.
    fn node(&mut self, kind: Kind, (id, place): (ExprId, Span), of: &Wording, name: Wording) {
        self.add(kind, place, of, name, vec![wording!("counted", "被采用")]);
        self.nodes.insert((self.version, id), (kind, place, 0));
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
            let mut ways = vec![wording!("within it", "在期限内"), wording!("outside it", "在期限外")];
            if may_be_unknown(program, force.from) {
                ways.push(wording!("not known", "尚不确定"));
            }
            self.add(Kind::InForce, force.clause.span, &none, self.words(force.clause.span), ways);
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
            // In a sound policy none is ever violated: that it was judged and held is all that can be asked.
            let ways = vec![wording!("held", "成立")];
            self.add(Kind::Assertion, own.clause.span, &none, wording!("{label}", "{label}"), ways);
        }
        for reading in &program.readings {
            let ways = reading.values.iter().map(|value| {
                let shown = value.shown();
                wording!("{shown}", "{shown}")
            });
            let name = reading.shown();
            self.add(Kind::Reading, reading.clause.span, &none, wording!("{name}", "{name}"), ways.collect());
        }
        self.tables(program);
        self.values(program);
    }

    fn condition(&mut self, program: &Program, condition: &crate::ir::Condition, of: &Wording) {
        let mut ways = vec![wording!("held", "成立"), wording!("failed", "不成立")];
        if may_be_unknown(program, condition.expr) {
            ways.push(wording!("open", "待定"));
        }
        let label = condition.called();
        self.add(Kind::Condition, condition.clause.span, of, wording!("{label}", "{label}"), ways);
    }

    fn measure(&mut self, program: &Program, measure: &Measure) {
        let of = words::titled(measure);
        let mut ways = vec![
            wording!("a claim qualified", "有申请项符合条件"),
            wording!("a claim was open", "有申请项待定"),
            wording!("a claim was refused", "有申请项不予支持"),
        ];
        if measure.in_kind.is_none() {
            ways.push(wording!("a claim had been paid", "有申请项已发"));
        }
        self.add(Kind::Measure, measure.clause.span, &Wording::default(), of.clone(), ways);
        for condition in &measure.conditions {
            self.condition(program, condition, &of);
        }
        for award in &measure.awards {
            let mut ways = vec![wording!("computed", "已计算")];
            if may_be_finer(program, award.formula) {
                ways.push(wording!("rounded", "经取整"));
            }
            if award.up_to {
                ways.push(wording!("approved", "已核定"));
                ways.push(wording!("not approved", "未核定"));
                ways.push(wording!("approved above the ceiling", "核定超过上限"));
            }
            self.add(Kind::Award, award.clause.span, &of, self.words(award.clause.span), ways);
        }
        for limit in &measure.limits {
            self.limit(limit, &of);
        }
        for pay in measure.pays.iter().filter(|pay| !pay.parts.is_empty()) {
            let ways = vec![wording!("divided", "已分期")];
            self.add(Kind::Payment, pay.clause.span, &of, self.words(pay.clause.span), ways);
        }
        let terms = &measure.terms;
        for payers in &terms.payers {
            let ways = vec![wording!("shared out", "已分担")];
            self.add(Kind::Payment, payers.clause.span, &of, self.words(payers.clause.span), ways);
        }
        for voucher in &terms.vouchers {
            let ways = vec![
                wording!("redeemed", "已兑付"),
                wording!("may be redeemed yet", "尚可兑付"),
                wording!("lapsed", "已失效"),
            ];
            self.add(Kind::Payment, voucher.clause.span, &of, self.words(voucher.clause.span), ways);
        }
        for recovery in &terms.recoveries {
            let label = recovery.called();
            let mut ways = vec![wording!("taken back", "追回"), wording!("not taken back", "不追回")];
            if may_be_unknown(program, recovery.condition) {
                ways.push(wording!("open", "待定"));
            }
            self.add(Kind::Payment, recovery.clause.span, &of, wording!("{label}", "{label}"), ways);
        }
        for obligation in &terms.obligations {
            let what = &obligation.what;
            let ways = vec![wording!("promised", "已承诺")];
            self.add(Kind::Payment, obligation.clause.span, &of, wording!("{what}", "{what}"), ways);
        }
    }

    fn limit(&mut self, limit: &Limit, of: &Wording) {
        let ways = match limit.what {
            LimitWhat::Money(_) | LimitWhat::Quantity { .. } | LimitWhat::Highest => {
                vec![wording!("cut", "起作用"), wording!("did not cut", "未起作用")]
            }
            LimitWhat::Awards(_) => {
                vec![wording!("refused a claim", "使申请项不予支持"), wording!("left a claim", "未起作用")]
            }
        };
        let label = limit.called();
        self.add(Kind::Limit, limit.clause.span, of, wording!("{label}", "{label}"), ways);
    }

    fn tables(&mut self, program: &Program) {
        for table in &program.tables {
            let name = table.label.as_deref().unwrap_or(&table.name);
            let of = wording!("{name}", "{name}");
            let kind = if table.slices.is_empty() { Kind::TableRow } else { Kind::Slice };
            for row in &table.rows {
                self.node(kind, (row.value, row.span), &of, self.words(row.span));
            }
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "no other operation chooses")]
    /// Rows, exceptions and raises wherever they stand, and the definitions of which one is taken.
    fn values(&mut self, program: &Program) {
        let none = Wording::default();
        for (at, node) in (0..).zip(&program.nodes) {
            let departs = vec![wording!("applied", "适用"), wording!("did not apply", "不适用")];
            match &node.op {
                Op::Rows(rows) => {
                    for (condition, value) in rows {
                        let span = program.node(*value).span;
                        let whole = condition.map_or(span, |condition| span.to(program.node(condition).span));
                        self.node(Kind::Row, (*value, whole), &none, self.words(whole));
                    }
                }
                Op::Exception(departure, ..) | Op::Raise(departure, ..) => {
                    let Some(own) = program.departure(*departure) else { continue };
                    let label = &own.label;
                    self.add(Kind::Departure, own.clause.span, &none, wording!("{label}", "{label}"), departs);
                    self.nodes.insert((self.version, ExprId(at)), (Kind::Departure, own.clause.span, 0));
                }
                _ => {}
            }
        }
        for named in program.lets.iter().filter(|named| named.definitions.len() > 1) {
            for own in &named.definitions {
                self.node(Kind::Row, (own.value, own.clause.span), &none, self.words(own.clause.span));
            }
        }
    }
}
