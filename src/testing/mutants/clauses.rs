//! Measures without one of their clauses, or with a clause that counts at another time.

use super::{Collector, operations, take_out};
use crate::ir::{Applies, Condition, Field, InForceEnd, Measure, Program, RecordId};
use crate::source::Span;
use crate::wording;

pub(super) fn collect(collector: &mut Collector<'_>) {
    policy(collector);
    let program = collector.program;
    for (at, condition) in program.scope.iter().enumerate() {
        of_condition(collector, condition, move |program| Some((&mut program.scope, at)));
    }
    for (at, measure) in program.measures.iter().enumerate() {
        for (own, condition) in measure.conditions.iter().enumerate() {
            of_condition(collector, condition, move |program| {
                Some((&mut program.measures.get_mut(at)?.conditions, own))
            });
        }
        of_measure(collector, at, measure);
    }
}

/// A change of the measure at a place.
fn change(at: usize, change: impl Fn(&mut Measure) + Send + Sync + 'static) -> impl Fn(&mut Program) + Send + Sync {
    move |program| program.measures.get_mut(at).into_iter().for_each(&change)
}

fn policy(collector: &mut Collector<'_>) {
    let program = collector.program;
    if let Some(force) = &program.in_force {
        let place = force.clause.span;
        let what = wording!("the time in force is left out", "去掉施行期限");
        collector.add(place, what, |program| program.in_force = None);
        if let InForceEnd::Years(years) = force.end {
            for other in [years.saturating_sub(1), years.saturating_add(1)].into_iter().filter(|other| *other > 0) {
                let what = wording!("in force for {years} years becomes {other}", "有效期{years}年改为{other}年");
                collector.add(place, what, move |program| {
                    program.in_force.iter_mut().for_each(|force| force.end = InForceEnd::Years(other));
                });
            }
        }
    }
    let other = operations::other_mode(program.policy.rounding.mode);
    let what = wording!("awards are rounded the other way", "奖励金额的取整方向相反");
    let said = program.policy.rounded;
    let header = collector.rules.first().map(|source| Span::new(*source, 0, 0)).unwrap_or_default();
    let place = if said == Span::default() { header } else { said };
    collector.add(place, what, move |program| program.policy.rounding.mode = other);
    definitions(collector);
    for (at, reading) in program.readings.iter().enumerate() {
        for (own, value) in reading.values.iter().enumerate().filter(|(own, _)| *own != reading.default) {
            let words = value.shown();
            let what = wording!("the default becomes `{words}`", "默认改为“{words}”");
            collector.add(reading.clause.span, what, move |program| {
                program.readings.get_mut(at).into_iter().for_each(|reading| reading.default = own);
            });
        }
    }
    for (record, fields) in program.records.iter().enumerate() {
        for (at, field) in fields.fields.iter().enumerate() {
            absent(collector, record, at, field);
        }
    }
}

/// Two definitions of a value, as under two readings, each in the place of the other.
fn definitions(collector: &mut Collector<'_>) {
    let program = collector.program;
    for (at, named) in program.lets.iter().enumerate() {
        for (own, pair) in named.definitions.windows(2).enumerate() {
            let [_, second] = pair else { continue };
            let what = wording!("swapped with the definition above it", "与上一条定义互换");
            collector.add(second.clause.span, what, move |program| {
                let definitions = program.lets.get_mut(at).map(|named| &mut named.definitions);
                if let Some([one, other]) = definitions.and_then(|all| all.get_mut(own..own + 2)) {
                    std::mem::swap(&mut one.value, &mut other.value);
                }
            });
        }
    }
}

/// What stands for a fact that is not given.
fn absent(collector: &mut Collector<'_>, record: usize, at: usize, field: &Field) {
    let Ok(record) = u32::try_from(record).map(RecordId) else { return };
    if field.absent.is_some() {
        let what = wording!("what stands for an absent fact is left out", "去掉“缺省”");
        collector.add(field.clause.span, what, move |program| {
            let fields = program.records.get_mut(record.0 as usize).map(|record| &mut record.fields);
            fields.and_then(|fields| fields.get_mut(at)).into_iter().for_each(|field| field.absent = None);
        });
    }
}

/// A condition of a list: the list is found again in the mutant.
fn of_condition(
    collector: &mut Collector<'_>,
    condition: &Condition,
    find: impl Fn(&mut Program) -> Option<(&mut Vec<Condition>, usize)> + Send + Sync + Copy + 'static,
) {
    let (place, label) = (condition.clause.span, condition.called());
    let what = wording!("the condition `{label}` is left out", "去掉条件“{label}”");
    collector.add(place, what, move |program| {
        if let Some((list, at)) = find(program) {
            take_out(list, at);
        }
    });
    let mut changed = |what, change: fn(&mut Condition, Option<(u32, u32)>), years| {
        collector.add(place, what, move |program| {
            if let Some(own) = find(program).and_then(|(list, at)| list.get_mut(at)) {
                change(own, years);
            }
        });
    };
    if condition.unbroken {
        let what = wording!("`without a break` is left out", "去掉“不中断”");
        changed(what, |own, _| own.unbroken = false, None);
    }
    if condition.stage.is_some() {
        let what = wording!("tested at both stages", "申报、拨付时均审查");
        changed(what, |own, _| own.stage = None, None);
    }
    if condition.applies.reading.is_some() {
        let what = wording!("counts under every reading", "不论何种解读均适用");
        changed(what, |own, _| own.applies.reading = None, None);
    }
    for (years, what) in shorter(condition.applies) {
        changed(what, |own, years| own.applies.years = years, Some(years));
    }
}

/// The years of a clause without the first and without the last.
fn shorter(applies: Applies) -> Vec<((u32, u32), crate::diagnostic::Wording)> {
    let Some((first, last)) = applies.years.filter(|(first, last)| first < last) else { return Vec::new() };
    vec![
        ((first + 1, last), wording!("not in year {first}", "第{first}年不适用")),
        ((first, last - 1), wording!("not in year {last}", "第{last}年不适用")),
    ]
}

fn of_measure(collector: &mut Collector<'_>, at: usize, measure: &Measure) {
    if let Some(each) = measure.for_each.as_ref().filter(|each| each.order.is_some()) {
        let what = wording!("the order of the claims is left out", "去掉申请项的顺序");
        collector.add(
            each.clause.span,
            what,
            change(at, |own| own.for_each.iter_mut().for_each(|each| each.order = None)),
        );
    }
    for (own, award) in measure.awards.iter().enumerate() {
        if award.up_to {
            let what = wording!("`up to` is left out", "去掉“最高”");
            let granted =
                change(at, move |it| it.awards.get_mut(own).into_iter().for_each(|award| award.up_to = false));
            collector.add(award.clause.span, what, granted);
        }
        for (years, what) in shorter(award.applies) {
            let fewer = move |it: &mut Measure| {
                it.awards.get_mut(own).into_iter().for_each(|award| award.applies.years = Some(years));
            };
            collector.add(award.clause.span, what, change(at, fewer));
        }
    }
    for (own, pay) in measure.pays.iter().enumerate() {
        if !pay.parts.is_empty() {
            let what = wording!("paid at once", "一次付清");
            collector.add(pay.clause.span, what, change(at, move |it| take_out(&mut it.pays, own)));
        }
        if pay.in_advance {
            let what = wording!("`in advance` is left out", "去掉“前置”");
            let later = change(at, move |it| it.pays.get_mut(own).into_iter().for_each(|pay| pay.in_advance = false));
            collector.add(pay.clause.span, what, later);
        }
    }
    let terms = &measure.terms;
    for (own, payers) in terms.payers.iter().enumerate() {
        let what = wording!("who pays is left out", "去掉承担各方");
        collector.add(payers.clause.span, what, change(at, move |it| take_out(&mut it.terms.payers, own)));
    }
    for (own, voucher) in terms.vouchers.iter().enumerate() {
        let what = wording!("no voucher has to be redeemed", "不须兑付");
        collector.add(voucher.clause.span, what, change(at, move |it| take_out(&mut it.terms.vouchers, own)));
    }
    for (own, recovery) in terms.recoveries.iter().enumerate() {
        let label = recovery.called();
        let what = wording!("`{label}` takes nothing back", "“{label}”时不追回");
        collector.add(recovery.clause.span, what, change(at, move |it| take_out(&mut it.terms.recoveries, own)));
        if recovery.amount.is_some() {
            let what = wording!("all that was paid is taken back", "追回全部已拨付金额");
            let all = move |it: &mut Measure| {
                it.terms.recoveries.get_mut(own).into_iter().for_each(|recovery| recovery.amount = None);
            };
            collector.add(recovery.clause.span, what, change(at, all));
        }
    }
    for (own, obligation) in terms.obligations.iter().enumerate() {
        let label = &obligation.what;
        let what = wording!("the obligation `{label}` is left out", "去掉义务“{label}”");
        collector.add(obligation.clause.span, what, change(at, move |it| take_out(&mut it.terms.obligations, own)));
    }
}
