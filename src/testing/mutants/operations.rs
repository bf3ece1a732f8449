//! Expressions with another operation, or without one of their parts.

use super::{Collector, figures, negate, replace, stand_for, without};
use crate::ast::CompareOp;
use crate::diagnostic::Wording;
use crate::ir::{ChoiceId, ExprId, Function, Loop, Node, Op, Program, TimeOp, Type, VariantId};
use crate::testing::reach::{assertions, holding};
use crate::value::{Number, Rounding, RoundingMode};
use crate::wording;

pub(super) fn collect(collector: &mut Collector<'_>) {
    let asserted = assertions(collector.program);
    for (at, node) in collector.program.nodes.iter().enumerate() {
        let Ok(at) = u32::try_from(at) else { return };
        if holding(&asserted, node.span).is_some() || is_unit(collector.program, ExprId(at)) {
            continue;
        }
        of_node(collector, ExprId(at), node);
    }
}

/// Whether a node is the unit to which the next one rounds, which holds it itself.
fn is_unit(program: &Program, id: ExprId) -> bool {
    let next = program.node(ExprId(id.0.saturating_add(1)));
    let own = program.node(id);
    matches!(own.op, Op::Number(_))
        && matches!(next.op, Op::Round(operand, _) if operand != id)
        && (next.span.source, next.span.end) == (own.span.source, own.span.end)
}

fn of_node(collector: &mut Collector<'_>, id: ExprId, node: &Node) {
    match &node.op {
        Op::Truth(holds) => {
            let what = wording!("`yes` and `no` are swapped", "“是”“否”互换");
            collector.add(node.span, what, replace(id, Op::Truth(!holds)));
        }
        Op::Number(number) => figures::number(collector, id, node, *number),
        Op::Date(date) => figures::date(collector, id, node, *date),
        Op::Choice(variant) => choice(collector, id, node, *variant),
        Op::AddDays(date, count) => {
            figures::length(collector, node.span, *count, |count| (id, Op::AddDays(*date, count)))
        }
        Op::AddMonths(date, count) => {
            figures::length(collector, node.span, *count, |count| (id, Op::AddMonths(*date, count)));
        }
        Op::AddYears(date, count) => {
            figures::length(collector, node.span, *count, |count| (id, Op::AddYears(*date, count)));
        }
        Op::Time(op) => time(collector, id, node, *op),
        Op::Add(left, right) => {
            left_out(collector, id, *right, *left);
            left_out(collector, id, *left, *right);
        }
        Op::Subtract(left, right) => {
            let words = collector.said(*right);
            let what = wording!("`{words}` is not deducted", "不扣除“{words}”");
            collector.add(node.span, what, stand_for(id, *left));
        }
        Op::Multiply(left, right) => {
            if !is_figure(collector, *left) && !is_figure(collector, *right) {
                left_out(collector, id, *right, *left);
                left_out(collector, id, *left, *right);
            }
        }
        Op::Divide(left, right) => {
            if !is_figure(collector, *right) {
                left_out(collector, id, *right, *left);
            }
        }
        Op::Negate(operand) => {
            let what = wording!("the sign is left out", "去掉负号");
            collector.add(node.span, what, stand_for(id, *operand));
        }
        Op::Min(operands) => {
            let what = wording!("the least becomes the greatest", "取小改为取大");
            collector.add(node.span, what, replace(id, Op::Max(operands.clone())));
            each_left_out(collector, id, operands, Op::Min);
        }
        Op::Max(operands) => {
            let what = wording!("the greatest becomes the least", "取大改为取小");
            collector.add(node.span, what, replace(id, Op::Min(operands.clone())));
            each_left_out(collector, id, operands, Op::Max);
        }
        Op::Apply(function, operands) => apply(collector, id, *function, operands),
        Op::Round(operand, rounding) => {
            let what = wording!("rounding is left out", "不取整");
            collector.add(node.span, what, stand_for(id, *operand));
            let other = Rounding { mode: other_mode(rounding.mode), ..*rounding };
            let what = wording!("rounded the other way", "取整方向相反");
            collector.add(node.span, what, replace(id, Op::Round(*operand, other)));
            let was = Number::from(rounding.unit);
            if let Ok(is) = was.times(Number::from(10))
                && let Some(unit) = is.to_decimal()
            {
                let what = wording!("rounded to {is} instead of {was}", "取整单位{was}改为{is}");
                collector.add(node.span, what, replace(id, Op::Round(*operand, Rounding { unit, ..*rounding })));
            }
        }
        Op::Compare(op, left, right) => {
            let (other, is_date) = (beside(*op), collector.program.node(*left).ty == Type::Date);
            let (was, is) = (spelled(*op, is_date), spelled(other, is_date));
            let what = Wording {
                en: format!("`{}` becomes `{}`", was.0, is.0),
                zh: format!("“{}”改为“{}”", was.1, is.1),
            };
            collector.add(node.span, what, replace(id, Op::Compare(other, *left, *right)));
        }
        Op::Same(..) => {
            let what = wording!("`is` becomes `is not`", "“为”改为“不为”");
            collector.add(node.span, what, negate(id));
        }
        Op::OneOf(item, list) => {
            for (at, other) in list.iter().enumerate().filter(|_| list.len() > 1) {
                let words = collector.said(*other);
                let what = wording!("`{words}` is left out of the list", "列举中去掉“{words}”");
                let part = collector.at(*other);
                collector.add_part(node.span, part, what, replace(id, Op::OneOf(*item, without(list, at))));
            }
        }
        Op::And(operands) => {
            let what = wording!("`and` becomes `or`", "“且”改为“或”");
            collector.add(node.span, what, replace(id, Op::Or(operands.clone())));
            each_left_out(collector, id, operands, Op::And);
        }
        Op::Or(operands) => {
            let what = wording!("`or` becomes `and`", "“或”改为“且”");
            collector.add(node.span, what, replace(id, Op::And(operands.clone())));
            each_left_out(collector, id, operands, Op::Or);
        }
        Op::OnlyIf(only, operand) => {
            let words = collector.said(*only);
            let what = wording!("asked even where not `{words}`", "不论是否“{words}”一律审查");
            collector.add(node.span, what, stand_for(id, *operand));
        }
        // What a rule says must not hold stands under a `not` that is not written.
        Op::Not(operand) if collector.program.node(*operand).span != node.span => {
            let what = wording!("`not` is left out", "去掉“非”");
            collector.add(node.span, what, stand_for(id, *operand));
        }
        Op::Any(walk) => {
            let what = wording!("`any` becomes `all`", "“任一”改为“所有”");
            collector.add(node.span, what, replace(id, Op::All(*walk)));
        }
        Op::All(walk) => {
            let what = wording!("`all` becomes `any`", "“所有”改为“任一”");
            collector.add(node.span, what, replace(id, Op::Any(*walk)));
        }
        Op::Sum(value, walk) => unconditional(collector, id, *walk, |walk| Op::Sum(*value, walk)),
        Op::Count(walk) => unconditional(collector, id, *walk, Op::Count),
        Op::Least(value, walk) => {
            let what = wording!("the least becomes the greatest", "取小改为取大");
            collector.add(node.span, what, replace(id, Op::Greatest(*value, *walk)));
            unconditional(collector, id, *walk, |walk| Op::Least(*value, walk));
        }
        Op::Greatest(value, walk) => {
            let what = wording!("the greatest becomes the least", "取大改为取小");
            collector.add(node.span, what, replace(id, Op::Least(*value, *walk)));
            unconditional(collector, id, *walk, |walk| Op::Greatest(*value, walk));
        }
        Op::Rows(rows) => {
            for (at, (condition, value)) in rows.iter().enumerate().filter(|_| rows.len() > 1) {
                let words = collector.said(condition.unwrap_or(*value));
                let what = wording!("the row of `{words}` is left out", "去掉“{words}”一行");
                let part = collector.at(condition.unwrap_or(*value));
                collector.add_part(node.span, part, what, replace(id, Op::Rows(without(rows, at))));
            }
        }
        Op::Except(rule, exceptions) => {
            for (at, exception) in exceptions.iter().enumerate() {
                let words = collector.departure(*exception);
                let what = wording!("the exception `{words}` is left out", "去掉例外“{words}”");
                let part = collector.at(*exception);
                collector.add_part(node.span, part, what, replace(id, Op::Except(*rule, without(exceptions, at))));
            }
        }
        Op::Raised(base, raises) => {
            for (at, raise) in raises.iter().enumerate() {
                let words = collector.departure(*raise);
                let what = wording!("the raise `{words}` is left out", "去掉上浮“{words}”");
                let part = collector.at(*raise);
                collector.add_part(node.span, part, what, replace(id, Op::Raised(*base, without(raises, at))));
            }
        }
        Op::Text(_)
        | Op::AppliedOn
        | Op::SupportYear
        | Op::Position(_)
        | Op::Paid
        | Op::Decided(_)
        | Op::Fact(..)
        | Op::At(..)
        | Op::Let(..)
        | Op::Lookup(..)
        | Op::OnDay(..)
        | Op::Slices(..)
        | Op::Not(_)
        | Op::InForce(_)
        | Op::Exception(..)
        | Op::Raise(..) => {}
    }
}

impl Collector<'_> {
    /// The label of an exception or a raise.
    fn departure(&self, id: ExprId) -> String {
        let op = &self.program.node(id).op;
        let (Op::Exception(departure, ..) | Op::Raise(departure, ..)) = op else { return self.said(id) };
        self.program.departure(*departure).map(|own| own.label.clone()).unwrap_or_default()
    }
}

fn is_figure(collector: &Collector<'_>, id: ExprId) -> bool {
    matches!(collector.program.node(id).op, Op::Number(_))
}

/// One operand is left out, the other stands for the whole.
fn left_out(collector: &mut Collector<'_>, id: ExprId, out: ExprId, kept: ExprId) {
    let words = collector.said(out);
    let what = wording!("`{words}` is left out", "去掉“{words}”");
    collector.add_part(collector.program.node(id).span, collector.at(out), what, stand_for(id, kept));
}

/// Each of several operands is left out.
fn each_left_out(collector: &mut Collector<'_>, id: ExprId, operands: &[ExprId], whole: fn(Vec<ExprId>) -> Op) {
    for (at, operand) in operands.iter().enumerate().filter(|_| operands.len() > 1) {
        let words = collector.said(*operand);
        let what = wording!("`{words}` is left out", "去掉“{words}”");
        let part = collector.at(*operand);
        collector.add_part(collector.program.node(id).span, part, what, replace(id, whole(without(operands, at))));
    }
}

/// A walk over a list counts every record.
fn unconditional(collector: &mut Collector<'_>, id: ExprId, walk: Loop, whole: impl Fn(Loop) -> Op) {
    let Some(condition) = walk.condition else { return };
    let words = collector.said(condition);
    let what = wording!("`{words}` is left out", "去掉“{words}”");
    let all = Loop { condition: None, ..walk };
    collector.add(collector.program.node(id).span, what, replace(id, whole(all)));
}

/// A value of a `one of` type becomes the next one.
fn choice(collector: &mut Collector<'_>, id: ExprId, node: &Node, variant: VariantId) {
    let choice = if let Type::Choice(choice) = node.ty { choice } else { ChoiceId(u32::MAX) };
    let Some(variants) = collector.program.choice(choice).map(|own| &own.variants) else { return };
    let next = (variant.0 as usize + 1) % variants.len().max(1);
    let (Some(was), Some(is)) = (variants.get(variant.0 as usize), variants.get(next)) else { return };
    let (was, is) = (was.shown(), is.shown());
    let what = wording!("`{was}` becomes `{is}`", "“{was}”改为“{is}”");
    let other = VariantId(u32::try_from(next).unwrap_or(u32::MAX));
    collector.add(node.span, what, replace(id, Op::Choice(other)));
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the other operations have no mistake of their own")]
fn time(collector: &mut Collector<'_>, id: ExprId, node: &Node, op: TimeOp) {
    let other = |later: i32| if later == 0 { -1 } else { 0 };
    let before = wording!("the one before becomes the same, or the reverse", "“上一”改为“当”，或相反");
    let (what, op) = match op {
        TimeOp::InCalendar(date, calendar, later, of) => (before, TimeOp::InCalendar(date, calendar, other(later), of)),
        TimeOp::Calendar(date, calendar, later) => (before, TimeOp::Calendar(date, calendar, other(later))),
        TimeOp::Around(date, by, of) => {
            let changed = |count| (id, Op::Time(TimeOp::Around(date, figures::shift(by, count), of)));
            return figures::length(collector, node.span, figures::count(by), changed);
        }
        TimeOp::Anniversary(date, years) => {
            let changed = |years| (id, Op::Time(TimeOp::Anniversary(date, years)));
            return figures::length(collector, node.span, years, changed);
        }
        TimeOp::Shifted(date, count, step, back) => (
            wording!("later becomes earlier, or the reverse", "“后”改为“前”，或相反"),
            TimeOp::Shifted(date, count, step, !back),
        ),
        TimeOp::FirstDay(period) => {
            (wording!("the first day becomes the last", "首日改为末日"), TimeOp::LastDay(period))
        }
        TimeOp::LastDay(period) => {
            (wording!("the last day becomes the first", "末日改为首日"), TimeOp::FirstDay(period))
        }
        TimeOp::Months(period) => {
            (wording!("months that have begun count", "起算的月份也计入"), TimeOp::MonthsBegun(period))
        }
        TimeOp::MonthsBegun(period) => (wording!("only whole months count", "只计整月"), TimeOp::Months(period)),
        _ => return,
    };
    collector.add(node.span, what, replace(id, Op::Time(op)));
}

fn apply(collector: &mut Collector<'_>, id: ExprId, function: Function, operands: &[Option<ExprId>]) {
    let span = collector.program.node(id).span;
    let first = operands.first().copied().flatten();
    match function {
        Function::Steps => {
            let what = wording!("a step that has begun counts", "不足一档也计一档");
            collector.add(span, what, replace(id, Op::Apply(Function::StepsBegun, operands.to_vec())));
        }
        Function::StepsBegun => {
            let what = wording!("only whole steps count", "只计整档");
            collector.add(span, what, replace(id, Op::Apply(Function::Steps, operands.to_vec())));
        }
        Function::Part => {
            for (at, operand) in operands.iter().enumerate().skip(1) {
                let Some(operand) = *operand else { continue };
                let words = collector.said(operand);
                let what = wording!("`{words}` is left out", "去掉“{words}”");
                let mut others = operands.to_vec();
                others.get_mut(at).into_iter().for_each(|own| *own = None);
                collector.add_part(span, collector.at(operand), what, replace(id, Op::Apply(function, others)));
            }
        }
        Function::Increase | Function::NothingBelow | Function::IfAnyNotBelow | Function::Taper => {
            let Some(first) = first else { return };
            let words = collector.said(first);
            let what = wording!("only `{words}` is left", "只剩“{words}”");
            collector.add(span, what, stand_for(id, first));
        }
        Function::Growth | Function::CalendarYear => {}
    }
}

/// The same side of a comparison, the limit itself counted on the other.
fn beside(op: CompareOp) -> CompareOp {
    match op {
        CompareOp::AtLeast => CompareOp::Above,
        CompareOp::Above => CompareOp::AtLeast,
        CompareOp::AtMost => CompareOp::Below,
        CompareOp::Below => CompareOp::AtMost,
    }
}

fn spelled(op: CompareOp, is_date: bool) -> (&'static str, &'static str) {
    match (op, is_date) {
        (CompareOp::AtLeast, false) => ("at least", "不低于"),
        (CompareOp::AtMost, false) => ("at most", "不超过"),
        (CompareOp::Above, false) => ("above", "超过"),
        (CompareOp::Below, false) => ("below", "低于"),
        (CompareOp::AtLeast, true) => ("not before", "不早于"),
        (CompareOp::AtMost, true) => ("not after", "不晚于"),
        (CompareOp::Above, true) => ("after", "晚于"),
        (CompareOp::Below, true) => ("before", "早于"),
    }
}

/// Another direction of rounding.
pub(super) fn other_mode(mode: RoundingMode) -> RoundingMode {
    match mode {
        RoundingMode::HalfUp | RoundingMode::HalfEven | RoundingMode::Up => RoundingMode::Down,
        RoundingMode::Down => RoundingMode::HalfUp,
    }
}
