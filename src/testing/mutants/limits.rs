//! Limits that are missing, count over another time or another group, or cut in another order.

use super::{Collector, Part, take_out, without};
use crate::ir::{AwardCount, Limit, LimitKey, LimitPeriod, LimitWhat, Program};
use crate::wording;

pub(super) fn collect(collector: &mut Collector<'_>) {
    let program = collector.program;
    for (at, measure) in program.measures.iter().enumerate() {
        for (own, limit) in measure.limits.iter().enumerate() {
            let what = wording!("the limit is left out", "去掉这项限额");
            collector.add(limit.clause.span, what, move |program| {
                program.measures.get_mut(at).into_iter().for_each(|it| take_out(&mut it.limits, own));
            });
            if own > 0 {
                let what = wording!("cuts before the limit above it", "先于上一项限额适用");
                collector.add(limit.clause.span, what, move |program| {
                    if let Some(limits) =
                        program.measures.get_mut(at).map(|it| &mut it.limits).filter(|it| own < it.len())
                    {
                        limits.swap(own - 1, own);
                    }
                });
            }
            let years = measure.awards.iter().filter_map(|award| award.applies.years);
            let several = years.clone().any(|(_, last)| last > 1) || years.count() > 1;
            let form = Form { each: measure.for_each.is_some(), several };
            of_limit(collector, limit, form, move |program, change| {
                let own = program.measures.get_mut(at).and_then(|it| it.limits.get_mut(own));
                own.into_iter().for_each(change);
            });
        }
    }
    for (at, across) in program.across.iter().enumerate() {
        for (own, forms) in across.limits.iter().enumerate() {
            let Some(limit) = forms.first() else { continue };
            let what = wording!("the limit is left out", "去掉这项限额");
            collector.add(limit.clause.span, what, move |program| {
                program.across.get_mut(at).into_iter().for_each(|it| take_out(&mut it.limits, own));
            });
            let form = Form { each: false, several: true };
            of_limit(collector, limit, form, move |program, change| {
                let forms = program.across.get_mut(at).and_then(|it| it.limits.get_mut(own));
                forms.into_iter().flatten().for_each(change);
            });
        }
        for (own, measure) in across.measures.iter().enumerate().filter(|_| across.measures.len() > 1) {
            let Some(measure) = program.measures.get(*measure) else { continue };
            let (part, name) = (Part::Named(measure.name.clone()), measure.shown());
            let what = wording!("`{name}` does not count", "“{name}”不计入");
            collector.add_part(across.clause.span, part, what, move |program| {
                let Some(across) = program.across.get_mut(at) else { return };
                take_out(&mut across.measures, own);
                across.limits.iter_mut().for_each(|forms| take_out(forms, own));
            });
        }
    }
}

/// What the measure of a limit looks like.
#[derive(Clone, Copy)]
struct Form {
    /// Whether it makes a claim for each record.
    each: bool,
    /// Whether it has several support years.
    several: bool,
}

/// The changes within a limit; `find` finds it again in the mutant, in all its forms.
fn of_limit(
    collector: &mut Collector<'_>,
    limit: &Limit,
    form: Form,
    find: impl Fn(&mut Program, &dyn Fn(&mut Limit)) + Send + Sync + Copy + 'static,
) {
    let place = limit.clause.span;
    for (period, what) in other_periods(limit.period, form) {
        collector.add(place, what, move |program| find(program, &|own| own.period = period(own.period)));
    }
    for (at, key) in limit.per.iter().enumerate() {
        if limit.per.len() > 1 {
            let what = wording!("one of its keys is left out", "去掉其中一项“每个”");
            let less = move |program: &mut Program| find(program, &|own| own.per = without(&own.per, at));
            collector.add_part(place, Part::Nth(at), what, less);
            continue;
        }
        let (other, what) = match key {
            LimitKey::Applicant if form.each => (LimitKey::Record, wording!("counted by record", "改为按每项记录计")),
            LimitKey::Applicant => continue,
            LimitKey::Record | LimitKey::Value(_) => {
                (LimitKey::Applicant, wording!("counted by applicant", "改为按每个申报主体计"))
            }
        };
        collector.add(place, what, move |program| find(program, &|own| own.per = vec![other]));
    }
    if let LimitWhat::Awards(AwardCount::Fixed(count)) = limit.what {
        for other in [count.saturating_sub(1), count.saturating_add(1)].into_iter().filter(|other| *other > 0) {
            let what = wording!("{count} awards become {other}", "{count}次改为{other}次");
            collector.add(place, what, move |program| {
                find(program, &|own| own.what = LimitWhat::Awards(AwardCount::Fixed(other)));
            });
        }
    }
    for at in 0..limit.counting.len() {
        let what = wording!("what counts beside the awards is left out", "去掉“计入”");
        let less = move |program: &mut Program| find(program, &|own| take_out(&mut own.counting, at));
        collector.add_part(place, Part::Nth(at), what, less);
    }
    if limit.applies.reading.is_some() {
        let what = wording!("counts under every reading", "不论何种解读均适用");
        collector.add(place, what, move |program| find(program, &|own| own.applies.reading = None));
    }
    if limit.order.is_some() {
        let what = wording!("its order is left out", "去掉限额的顺序");
        collector.add(place, what, move |program| find(program, &|own| own.order = None));
    }
    if limit.shared.is_some() {
        let what = wording!("each applicant has all of it", "改为每个申报主体各自适用");
        collector.add(place, what, move |program| find(program, &|own| own.shared = None));
    }
}

/// The period of a limit, changed.
type Other = fn(LimitPeriod) -> LimitPeriod;

fn other_periods(period: LimitPeriod, form: Form) -> Vec<(Other, crate::diagnostic::Wording)> {
    let total: (Other, _) = (|_| LimitPeriod::Total, wording!("counted in total", "改为累计"));
    match period {
        LimitPeriod::Total if form.several => {
            vec![(|_| LimitPeriod::SupportYear, wording!("counted by support year", "改为每支持年度"))]
        }
        LimitPeriod::Total => Vec::new(),
        LimitPeriod::SupportYear | LimitPeriod::Calendar(..) => vec![total],
        LimitPeriod::FinancialYears(..) | LimitPeriod::RollingYears(..) => vec![
            total,
            (|period| longer(period, 1), wording!("over one year more", "多一年")),
            (|period| longer(period, -1), wording!("over one year less", "少一年")),
        ],
    }
}

fn longer(period: LimitPeriod, by: i32) -> LimitPeriod {
    match period {
        LimitPeriod::FinancialYears(years, date) => LimitPeriod::FinancialYears(years.saturating_add_signed(by), date),
        LimitPeriod::RollingYears(years, date) => LimitPeriod::RollingYears(years.saturating_add_signed(by), date),
        LimitPeriod::Total | LimitPeriod::SupportYear | LimitPeriod::Calendar(..) => period,
    }
}
