//! Why conditions hold, fail, or are not known.

use bursary::ast::CompareOp;
use bursary::diagnostic::Language;
use bursary::explain::{Mark, Options, explain, text};
use bursary::interpret::{Detail, Readings, Stage, decide};
use bursary::ir::*;
use bursary::value::CalendarPeriod;

use crate::build::*;
use crate::golden;

/// A policy of one measure with these conditions, over the same facts as its list of works.
fn conditions(make: impl FnOnce(&mut Builder, RecordId) -> Vec<Condition>) -> Program {
    let mut b = Builder::new();
    let area = b.choice(
        "area",
        "服务范围",
        vec![variant("district", "本区"), variant("cross", "跨区"), variant("province", "跨省")],
    );
    let done = field("done", "完工", Type::YesNo);
    let site = b.record(
        "site",
        "工地",
        vec![field("id", "编号", Type::Text), done, field("size", "面积", Type::Decimal(Limits::default()))],
    );
    let mut talent = field("talent", "高层次人才", Type::YesNo);
    talent.decided_by = vec!["人才办".to_owned()];
    b.program.records[1].fields = vec![
        talent,
        field("needed", "急需紧缺人才", Type::YesNo),
        field("listed", "失信名单", Type::YesNo),
        field("area", "服务范围", area),
        field("on", "认定日期", Type::Date),
        field("share", "持股比例", ratio()),
        field("sites", "工地清单", Type::List(site)),
    ];
    let first = b.node(Op::Date(date("2025-07-11")), Type::Date);
    b.program.in_force = Some(InForce { from: first, end: InForceEnd::Years(3), clause: Clause::default() });
    let list = make(&mut b, site);
    let mut measure = measure("support", "补助", "1", &[]);
    measure.conditions = list;
    measure.in_kind = Some(InKind { what: "优先办理".to_owned(), clause: Clause::default() });
    b.program.measures = vec![measure];
    b.program
}

fn shown(program: &Program, facts: &[(&str, Datum)], sites: &[(&str, Option<bool>)]) -> String {
    let mut case = case(program, "2026-05-01");
    for (name, datum) in facts {
        set(program, &mut case, 1, name, datum.clone());
    }
    for (key, done) in sites {
        let done: Vec<(&str, Datum)> = done.map(|done| ("done", Datum::Truth(done))).into_iter().collect();
        add(program, &mut case, "sites", key, &done);
    }
    let decision =
        decide(program, &case, &Readings::defaults(program), Stage::Application, Detail::Derivation).unwrap();
    let lines = |language| {
        let document = explain(program, &decision, &[], &Options { language, ..Options::default() });
        let whole = text(&document, 100);
        let from = whole.lines().skip_while(|line| !line.contains("补助"));
        from.take_while(|line| !line.is_empty()).map(|line| format!("{line}\n")).collect::<String>()
    };
    format!("{}{}", lines(Language::Zh), lines(Language::En))
}

fn alternatives(b: &mut Builder) -> Vec<Condition> {
    let (talent, needed, listed) = (b.own("talent"), b.own("needed"), b.own("listed"));
    let either = b.truth(Op::Or(vec![talent, needed]));
    let unlisted = b.truth(Op::Not(listed));
    let area = b.own("area");
    let ty = b.program.node(area).ty.clone();
    let (cross, province) = (b.node(Op::Choice(VariantId(1)), ty.clone()), b.node(Op::Choice(VariantId(2)), ty));
    let wide = b.truth(Op::OneOf(area, vec![cross, province]));
    let share = b.own("share");
    let third = b.share("0.3");
    let above = b.truth(Op::Compare(CompareOp::Above, share, third));
    let both = b.truth(Op::And(vec![above, unlisted]));
    vec![
        b.condition("人才条件", either, &[]),
        b.condition("服务范围", wide, &[]),
        b.condition("控股且守信", both, &["持股超过30%"]),
    ]
}

#[test]
fn alternatives_and_exclusions() {
    let program = conditions(|b, _| alternatives(b));
    let set = |talent: Option<bool>, needed: Option<bool>, listed: bool, area: u32, share: &str| {
        let truth = |name, value: Option<bool>| value.map(|value| (name, Datum::Truth(value)));
        let mut facts: Vec<(&str, Datum)> =
            truth("talent", talent).into_iter().chain(truth("needed", needed)).collect();
        facts.push(("listed", Datum::Truth(listed)));
        facts.push(("area", Datum::Choice(VariantId(area))));
        facts.push(("share", of(share)));
        shown(&program, &facts, &[])
    };
    let met = set(Some(true), Some(false), false, 1, "0.31");
    let failed = set(Some(false), Some(false), true, 0, "0.3");
    let open = set(Some(false), None, false, 2, "0.275");
    let nothing = shown(&program, &[], &[]);
    golden!("alternatives", format!("{met}\n{failed}\n{open}\n{nothing}"));
}

#[test]
fn dates_say_how_many_days_are_missing() {
    let program = conditions(|b, _| {
        let on = b.own("on");
        let in_force = b.truth(Op::InForce(on));
        let applied = b.node(Op::AppliedOn, Type::Date);
        let before = b.truth(Op::Time(TimeOp::InCalendar(on, CalendarPeriod::Year, -1, applied)));
        let limit = b.node(Op::AddDays(applied, -30), Type::Date);
        let early = b.truth(Op::Compare(CompareOp::AtMost, on, limit));
        vec![
            b.condition("在有效期内", in_force, &[]),
            b.condition("上一年度认定", before, &[]),
            b.condition("认定满三十日", early, &[]),
        ]
    });
    let at = |day: &str| shown(&program, &[("on", on(day))], &[]);
    golden!(
        "dates",
        format!("{}\n{}\n{}\n{}", at("2025-12-31"), at("2025-07-10"), at("2026-04-02"), shown(&program, &[], &[]))
    );
}

#[test]
fn lists_name_the_records_that_decide() {
    let program = conditions(|b, site| {
        let list = b.own("sites");
        let done = b.of(site, "done");
        let walk = Loop { variable: VarId(0), list, condition: Some(done) };
        let (any, all) = (b.truth(Op::Any(walk)), b.truth(Op::All(walk)));
        vec![b.condition("有完工工地", any, &[]), b.condition("全部完工", all, &[])]
    });
    let some = shown(&program, &[], &[("甲", Some(true)), ("乙", Some(false)), ("丙", None)]);
    let all = shown(&program, &[], &[("甲", Some(true)), ("乙", Some(true))]);
    let none = shown(&program, &[], &[("甲", Some(false)), ("乙", Some(false))]);
    let open = shown(&program, &[], &[("甲", None), ("乙", None)]);
    let absent = shown(&program, &[], &[]);
    golden!("lists", format!("{some}\n{all}\n{none}\n{open}\n{absent}"));
}

#[test]
fn every_failed_condition_is_marked() {
    let program = conditions(|b, _| alternatives(b));
    let case = case(&program, "2029-01-01");
    let decision =
        decide(&program, &case, &Readings::defaults(&program), Stage::Application, Detail::Derivation).unwrap();
    for language in [Language::Zh, Language::En] {
        let document = explain(&program, &decision, &[], &Options { language, ..Options::default() });
        let scope = document.sections.iter().find(|section| section.measure.is_none()).unwrap();
        assert_eq!(scope.items[0].mark, Some(Mark::Fails));
        golden_of(language, &text(&document, 80));
    }
}

fn golden_of(language: Language, text: &str) {
    match language {
        Language::Zh => golden!("not_in_force_zh", text),
        Language::En => golden!("not_in_force_en", text),
    }
}
