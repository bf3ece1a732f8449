//! A share taken twice of the same base: 20% of what is 20% already, or the same product added to itself.
//!
//! The text may mean a share of a share. It then has the figure twice; what is told is a share that the quotes of both places have once.

use std::collections::BTreeSet;

use crate::ir::{Applies, ExprId, LetId, LimitWhat, Measure, Op, Owner, Type};
use crate::source::Span;
use crate::value::Number;

use super::super::Checker;
use super::super::error::QuoteError;
use super::super::rows::DEEP;
use super::Mention;
use super::clauses::Clauses;
use super::read::Kind;

/// So many operands of the formulas of a measure are looked at.
const STEPS: usize = 1_000;

/// So many factors of a product, addends of a sum and shares of shares are compared.
const COMPARED: usize = 16;

/// So many quotes are compared.
const QUOTES: usize = 30;

/// So many pairs of shares are compared with the quotes.
const PAIRS: usize = 100;

/// A share that is taken of something.
#[derive(Debug, Clone, Copy)]
struct Share {
    /// The operand.
    expr: ExprId,
    /// The figure, by itself or as a named value.
    figure: Option<ExprId>,
}

/// A formula that is still to be looked at: the shares that are taken of it, and where it counts.
struct Beneath {
    expr: ExprId,
    shares: Vec<Share>,
    applies: Vec<Applies>,
}

/// Two places where one share is taken: the outer first.
type Pair = (Share, Share, bool);

impl Checker<'_> {
    /// Shares that are taken twice of one base.
    pub(super) fn shares_taken_twice(&self, clauses: &Clauses<'_>, mentions: &[Vec<Mention<'_>>]) -> Vec<QuoteError> {
        let mut told = BTreeSet::new();
        let mut found = Vec::new();
        let pairs = self.program.measures.iter().flat_map(|measure| Formulas(self).pairs_of(measure));
        for (outer, inner, added) in pairs.take(PAIRS) {
            let [span, other] = [outer, inner].map(|share| self.program.node(share.expr).span);
            let place = [span, other].map(|span| (span.source, span.start));
            if told.insert(place) && self.has_it_once(clauses, mentions, [outer, inner]) {
                let words = self.sources.slice(span).to_owned();
                found.push(QuoteError::Twice { span, other, words, added });
            }
        }
        found
    }

    /// Whether the quotes of some shares have their figure once; of what is no figure, they need not say it.
    fn has_it_once(&self, clauses: &Clauses<'_>, mentions: &[Vec<Mention<'_>>], shares: [Share; 2]) -> bool {
        let [Share { expr, figure: Some(figure) }, _] = shares else { return true };
        let Op::Number(value) = self.program.node(figure).op else { return true };
        let source = self.program.node(expr).span.source;
        let has_it = |mention: &&Mention<'_>| mention.figure.kind == Kind::Share && mention.figure.value == value;
        let own = shares.iter().flat_map(|share| std::iter::once(share.expr).chain(share.figure));
        let spans: BTreeSet<(u32, u32)> =
            own.map(|own| self.program.node(own).span).map(|span| (span.start, span.end)).collect();
        let lies_in = |clause: Span, (start, end): (u32, u32)| {
            clause.source == source && clause.start <= start && end <= clause.end
        };
        let of = |span: &(u32, u32)| {
            let around = clauses.all.iter().enumerate().filter(|(_, clause)| lies_in(clause.span, *span));
            let mut around: Vec<usize> = around.map(|(at, _)| at).collect();
            around.sort_by_key(|at| clauses.all.get(*at).map_or(0, |clause| clause.span.end - clause.span.start));
            let own = around.into_iter().filter_map(|at| mentions.get(at)).find(|own| own.iter().any(|m| has_it(&m)));
            own.into_iter().flatten().filter(has_it).take(QUOTES).collect::<Vec<&Mention<'_>>>()
        };
        let all: Vec<&Mention<'_>> = spans.iter().flat_map(of).collect();
        let apart = |one: &&Mention<'_>, other: &&Mention<'_>| !is_the_same(one, other);
        !all.is_empty() && !all.iter().enumerate().any(|(at, one)| all.iter().take(at).any(|other| apart(one, other)))
    }
}

/// The formulas of a policy.
struct Formulas<'c, 'a>(&'c Checker<'a>);

impl Formulas<'_, '_> {
    /// The places of a measure in which one share is taken twice.
    fn pairs_of(&self, measure: &Measure) -> Vec<Pair> {
        let awards = measure.awards.iter().map(|award| (award.formula, award.applies));
        let limits = measure.limits.iter().filter_map(|limit| match limit.what {
            LimitWhat::Money(figure) => Some((figure, limit.applies)),
            LimitWhat::Awards(_) | LimitWhat::Quantity { .. } | LimitWhat::Highest => None,
        });
        let (mut found, mut steps) = (Vec::new(), 0);
        for (formula, applies) in awards.chain(limits) {
            let mut rest = vec![Beneath { expr: formula, shares: Vec::new(), applies: vec![applies] }];
            while let Some(next) = rest.pop().filter(|_| steps < STEPS) {
                steps += 1;
                self.step(next, &mut rest, &mut found);
            }
        }
        found
    }

    fn step(&self, Beneath { expr, shares, applies }: Beneath, rest: &mut Vec<Beneath>, found: &mut Vec<Pair>) {
        let beneath = |expr: ExprId| Beneath { expr, shares: shares.clone(), applies: applies.clone() };
        #[expect(clippy::wildcard_enum_match_arm, reason = "a base is made of no other operations")]
        match &self.0.program.node(expr).op {
            Op::Multiply(..) => {
                let factors = self.factors(expr);
                let (own, others): (Vec<ExprId>, Vec<ExprId>) =
                    factors.into_iter().partition(|factor| self.is_share(*factor));
                let mut all = shares.clone();
                for share in own.into_iter().map(|factor| self.share(factor)) {
                    let same = |other: &&Share| self.same_share(**other, share);
                    let outer = shares.iter().find(same).map(|outer| (*outer, share, false));
                    let beside = || all.iter().find(same).map(|before| (share, *before, false));
                    found.extend(outer.or_else(beside));
                    all.push(share);
                }
                all.truncate(COMPARED);
                let under = |expr: ExprId| Beneath { expr, shares: all.clone(), applies: applies.clone() };
                rest.extend(others.into_iter().map(under));
            }
            Op::Add(..) => {
                let addends = self.addends(expr);
                found.extend(self.added_twice(&addends));
                rest.extend(addends.into_iter().map(beneath));
            }
            Op::Subtract(left, right) => rest.extend([beneath(*left), beneath(*right)]),
            Op::Divide(inner, _) | Op::Round(inner, _) | Op::Negate(inner) | Op::Sum(inner, _) => {
                rest.push(beneath(*inner));
            }
            Op::Min(parts) | Op::Max(parts) => rest.extend(parts.iter().map(|part| beneath(*part))),
            Op::Rows(rows) => rest.extend(rows.iter().map(|(_, value)| beneath(*value))),
            Op::Except(rule, others) => rest.extend(std::iter::once(rule).chain(others).map(|own| beneath(*own))),
            Op::Exception(_, _, value) => rest.push(beneath(*value)),
            Op::Raised(rule, _) => rest.push(beneath(*rule)),
            Op::Let(named, _) => {
                let definitions = self.0.program.named(*named).map_or(&[][..], |own| &own.definitions);
                let counts = definitions.iter().filter(|own| applies.iter().all(|before| before.meets(own.applies)));
                rest.extend(counts.map(|own| {
                    let mut applies = applies.clone();
                    applies.push(own.applies);
                    Beneath { expr: own.value, shares: shares.clone(), applies }
                }));
            }
            _ => {}
        }
    }

    /// The factors of a product.
    fn factors(&self, product: ExprId) -> Vec<ExprId> {
        self.parts(product, |op| if let Op::Multiply(left, right) = op { Some((*left, *right)) } else { None })
    }

    /// The addends of a sum.
    fn addends(&self, sum: ExprId) -> Vec<ExprId> {
        self.parts(sum, |op| if let Op::Add(left, right) = op { Some((*left, *right)) } else { None })
    }

    fn parts(&self, whole: ExprId, of: impl Fn(&Op) -> Option<(ExprId, ExprId)>) -> Vec<ExprId> {
        let (mut rest, mut parts) = (vec![whole], Vec::new());
        while let Some(expr) = rest.pop().filter(|_| parts.len() < COMPARED) {
            match of(&self.0.program.node(expr).op) {
                Some((left, right)) => rest.extend([right, left]),
                None => parts.push(expr),
            }
        }
        parts
    }

    /// Whether a factor is a share, as it stands or by its name.
    fn is_share(&self, factor: ExprId) -> bool {
        let node = self.0.program.node(factor);
        let one = matches!(node.op, Op::Number(_) | Op::Let(..) | Op::Fact(..) | Op::Lookup(..));
        one && matches!(node.ty, Type::Ratio(_))
    }

    fn share(&self, expr: ExprId) -> Share {
        #[expect(clippy::wildcard_enum_match_arm, reason = "no other operation is a figure")]
        let figure = match &self.0.program.node(expr).op {
            Op::Number(_) => Some(expr),
            Op::Let(named, _) => self.only_value(*named).filter(|own| self.number(*own).is_some()),
            _ => None,
        };
        Share { expr, figure }
    }

    /// The value of a name that is always the same expression.
    fn only_value(&self, named: LetId) -> Option<ExprId> {
        match self.0.program.named(named)?.definitions.as_slice() {
            [only] => Some(only.value),
            _ => None,
        }
    }

    fn number(&self, expr: ExprId) -> Option<Number> {
        if let Op::Number(number) = self.0.program.node(expr).op { Some(number) } else { None }
    }

    fn same_share(&self, one: Share, other: Share) -> bool {
        match (one.figure, other.figure) {
            (Some(one), Some(other)) => {
                let whole = |number: &Number| number.is_zero() || *number == Number::ONE;
                let number = self.number(one);
                number == self.number(other) && !number.as_ref().is_none_or(whole)
            }
            (None, None) => self.same_factor(one.expr, other.expr),
            (Some(_), None) | (None, Some(_)) => false,
        }
    }

    fn same_factor(&self, one: ExprId, other: ExprId) -> bool {
        match (&self.0.program.node(one).op, &self.0.program.node(other).op) {
            (Op::Lookup(table, keys), Op::Lookup(same, others)) => {
                let alike = |(key, other): (&ExprId, &ExprId)| self.0.same_expression(*key, *other, DEEP);
                table == same && keys.len() == others.len() && keys.iter().zip(others).all(alike)
            }
            _ => self.0.same_expression(one, other, DEEP),
        }
    }

    /// Addends that are the same share of the same base.
    fn added_twice(&self, addends: &[ExprId]) -> Vec<Pair> {
        let products: Vec<(Vec<Share>, Vec<ExprId>)> = addends
            .iter()
            .map(|addend| {
                let factors = self.factors(self.behind_name(*addend));
                let (own, others): (Vec<ExprId>, Vec<ExprId>) =
                    factors.into_iter().partition(|factor| self.is_share(*factor));
                let others = others.into_iter().map(|other| self.behind_name(other)).collect();
                (own.into_iter().map(|factor| self.share(factor)).collect(), others)
            })
            .collect();
        let mut found = Vec::new();
        for (at, (shares, base)) in products.iter().enumerate() {
            let same = |(own, others): &&(Vec<Share>, Vec<ExprId>)| {
                let bases = || base.iter().zip(others).all(|(one, other)| self.same_factor(*one, *other));
                let rates = || shares.iter().zip(own).all(|(one, other)| self.same_share(*one, *other));
                shares.len() == own.len() && base.len() == others.len() && rates() && bases()
            };
            let before = products.iter().take(at).find(same).filter(|_| !base.is_empty());
            if let (Some(share), Some(first)) = (shares.first(), before.and_then(|(own, _)| own.first())) {
                found.push((*share, *first, true));
            }
        }
        found
    }

    /// What stands behind a name of the policy, the applicant or the measure that always stands for one expression.
    fn behind_name(&self, expr: ExprId) -> ExprId {
        let named = |expr: &ExprId| {
            let Op::Let(named, Owner::Applicant | Owner::Parameters) = self.0.program.node(*expr).op else {
                return None;
            };
            self.only_value(named)
        };
        std::iter::successors(Some(expr), named).take(COMPARED).last().unwrap_or(expr)
    }
}

/// Whether two quotes may have one figure of the document: the words around it don't differ.
fn is_the_same(one: &Mention<'_>, other: &Mention<'_>) -> bool {
    let around = |own: &Mention<'_>| {
        let (text, range) = (own.quote.text.value.clone(), own.figure.range.clone());
        (text.get(..range.start).unwrap_or_default().to_owned(), text.get(range.end..).unwrap_or_default().to_owned())
    };
    let ((before, behind), (own, rest)) = (around(one), around(other));
    (before.ends_with(&own) || own.ends_with(&before)) && (behind.starts_with(&rest) || rest.starts_with(&behind))
}
