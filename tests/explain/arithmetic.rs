//! The arithmetic of single formulas: what each operation looks like, and that a column adds up.

use bursary::ast::CompareOp;
use bursary::decision::Decision;
use bursary::diagnostic::Language;
use bursary::explain::{Document, Line, Options, explain, text};
use bursary::interpret::{Detail, Readings, Stage, decide};
use bursary::ir::*;
use proptest::prelude::*;

use crate::build::*;
use crate::golden;

/// A policy of one measure with this formula; the applicant has three amounts, a class and a list of loans.
pub fn formula(make: impl FnOnce(&mut Builder, RecordId) -> ExprId) -> Program {
    let mut b = Builder::new();
    let class = b.choice("class", "行业类别", vec![variant("industry", "工业"), variant("service", "服务业")]);
    let interest = field("interest", "利息", money());
    let loan = b.record(
        "loan",
        "贷款",
        vec![field("id", "贷款编号", Type::Text), interest, field("overdue", "逾期", Type::YesNo)],
    );
    b.program.records[1].fields = vec![
        field("a", "甲项", money()),
        field("b", "乙项", money()),
        field("c", "丙项", money()),
        field("class", "行业类别", class),
        field("loans", "贷款清单", Type::List(loan)),
    ];
    let formula = make(&mut b, loan);
    let mut measure = measure("support", "补助", "1", &[]);
    measure.awards = vec![award(formula)];
    b.program.measures = vec![measure];
    b.program
}

fn decided(program: &Program, facts: &[(&str, Datum)], loans: &[(&str, &str, bool)]) -> Decision {
    let mut case = case(program, "2026-05-01");
    for (name, datum) in facts {
        set(program, &mut case, 1, name, datum.clone());
    }
    for (key, interest, overdue) in loans {
        add(program, &mut case, "loans", key, &[("interest", of(interest)), ("overdue", Datum::Truth(*overdue))]);
    }
    decide(program, &case, &Readings::defaults(program), Stage::Application, Detail::Derivation).unwrap()
}

fn document(program: &Program, decision: &Decision, language: Language) -> Document {
    explain(program, decision, &[], &Options { language, ..Options::default() })
}

fn lines(program: &Program, facts: &[(&str, Datum)], loans: &[(&str, &str, bool)]) -> String {
    let decision = decided(program, facts, loans);
    let lines = |language| {
        let whole = text(&document(program, &decision, language), 100);
        let from = whole.lines().skip_while(|line| !line.contains("补助") || line.contains('·')).skip(1);
        from.take_while(|line| !line.is_empty()).map(|line| format!("{line}\n")).collect::<String>()
    };
    format!("{}{}", lines(Language::Zh), lines(Language::En))
}

#[test]
fn a_sum_over_a_list_shows_each_record() {
    let program = formula(|b, loan| {
        let list = b.own("loans");
        let overdue = b.of(loan, "overdue");
        let regular = b.truth(Op::Not(overdue));
        let interest = b.of(loan, "interest");
        let half = b.share("0.5");
        let part = b.amount(Op::Multiply(half, interest));
        let walk = Loop { variable: VarId(0), list, condition: Some(regular) };
        b.amount(Op::Sum(part, walk))
    });
    let loans = [("L-1", "1000", false), ("L-2", "5000", true), ("L-3", "333.33", false)];
    golden!("sum_over_list", lines(&program, &[], &loans));
}

#[test]
fn the_greatest_over_a_list_shows_each_record_that_counts() {
    let program = formula(|b, loan| {
        let list = b.own("loans");
        let overdue = b.of(loan, "overdue");
        let regular = b.truth(Op::Not(overdue));
        let interest = b.of(loan, "interest");
        let greatest = b.amount(Op::Greatest(interest, Loop { variable: VarId(0), list, condition: Some(regular) }));
        let half = b.share("0.5");
        b.amount(Op::Multiply(half, greatest))
    });
    let loans = [("1", "1000", false), ("2", "5000", true), ("L-3", "333.33", false)];
    golden!("greatest_over_list", lines(&program, &[], &loans));
}

#[test]
fn a_sum_of_facts_and_a_count_name_the_records() {
    let program = formula(|b, loan| {
        let list = b.own("loans");
        let interest = b.of(loan, "interest");
        let walk = Loop { variable: VarId(0), list, condition: None };
        let sum = b.amount(Op::Sum(interest, walk));
        let overdue = b.of(loan, "overdue");
        let count = b.node(Op::Count(Loop { variable: VarId(0), list, condition: Some(overdue) }), whole(0, 100));
        let each = b.yuan("100");
        let fine = b.amount(Op::Multiply(each, count));
        b.amount(Op::Subtract(sum, fine))
    });
    let loans = [("L-1", "1000", false), ("L-2", "5000", true), ("L-3", "333.33", true)];
    golden!("sum_and_count", lines(&program, &[], &loans));
}

#[test]
fn a_value_by_cases_says_which_case_it_is() {
    let program = formula(|b, _| {
        let class = b.own("class");
        let Type::Choice(of) = b.program.node(class).ty else { panic!("a class") };
        let industry = b.node(Op::Choice(VariantId(0)), Type::Choice(of));
        let is = b.truth(Op::Same(class, industry));
        let (high, low) = (b.share("0.3"), b.share("0.2"));
        let rate = b.node(Op::Rows(vec![(Some(is), high), (None, low)]), ratio());
        let rate = b.named("rate", "补助比例", ratio(), rate);
        let rate = b.node(Op::Let(rate, Owner::Applicant), ratio());
        let a = b.own("a");
        b.amount(Op::Multiply(rate, a))
    });
    let industry = lines(&program, &[("a", of("123456.78")), ("class", Datum::Choice(VariantId(0)))], &[]);
    let service = lines(&program, &[("a", of("123456.78")), ("class", Datum::Choice(VariantId(1)))], &[]);
    let unknown = lines(&program, &[("a", of("123456.78"))], &[]);
    golden!("value_by_cases", format!("{industry}\n{service}\n{unknown}"));
}

#[test]
fn floors_fractions_and_rounding_are_shown() {
    let program = formula(|b, _| {
        let (a, other, c) = (b.own("a"), b.own("b"), b.own("c"));
        let three = b.node(Op::Number(number("3")), whole(1, 9));
        let third = b.amount(Op::Divide(a, three));
        let difference = b.amount(Op::Subtract(other, c));
        let floor = b.yuan("50");
        let floored = b.amount(Op::Max(vec![difference, floor]));
        let greatest = b.amount(Op::Max(vec![a, other, c]));
        let sum = b.amount(Op::Add(third, floored));
        b.amount(Op::Subtract(sum, greatest))
    });
    let below = lines(&program, &[("a", of("1000")), ("b", of("10")), ("c", of("20.5"))], &[]);
    let above = lines(&program, &[("a", of("100")), ("b", of("200")), ("c", of("20.5"))], &[]);
    golden!("floors_and_rounding", format!("{below}\n{above}"));
}

#[test]
fn a_comparison_with_a_sum_spells_it_out() {
    let mut program = formula(|b, _| b.yuan("100"));
    let mut b = Builder { program };
    let (a, other, c) = (b.own("a"), b.own("b"), b.own("c"));
    let sum = b.amount(Op::Add(other, c));
    let within = b.truth(Op::Compare(CompareOp::AtMost, a, sum));
    let condition = b.condition("甲项不超过乙丙之和", within, &[]);
    program = b.program;
    program.measures[0].conditions = vec![condition];
    let fails = lines(&program, &[("a", of("1000")), ("b", of("10")), ("c", of("20.5"))], &[]);
    let holds = lines(&program, &[("a", of("30")), ("b", of("10")), ("c", of("20.5"))], &[]);
    let open = lines(&program, &[("a", of("30")), ("b", of("10"))], &[]);
    golden!("comparison_with_sum", format!("{fails}\n{holds}\n{open}"));
}

#[test]
fn a_chain_too_long_to_show_still_ends_in_its_figure() {
    let program = formula(|b, _| {
        let mut value = b.own("a");
        for _ in 0..100 {
            let more = b.own("b");
            value = b.amount(Op::Add(value, more));
        }
        value
    });
    let shown = lines(&program, &[("a", of("1")), ("b", of("2"))], &[]);
    assert!(shown.contains("201.00") && shown.contains("从略"), "{shown}");
    assert!(shown.lines().count() < 160, "{shown}");
}

/// A figure of a line as a whole number of fen.
fn fen(line: &Line) -> i128 {
    let figure = line.figure.clone().unwrap().replace([',', '.'], "").replace('−', "-");
    figure.parse().unwrap()
}

proptest! {
    /// A chain of sums and differences, nested at will: every column adds up to its result.
    #[test]
    fn columns_add_up(shape in proptest::collection::vec((0..3_usize, 0..3_usize, any::<bool>()), 1..12),
                      amounts in proptest::array::uniform3(0..10_000_000_i64)) {
        let program = formula(|b, _| {
            let mut value = b.own("a");
            for (fact, form, less) in &shape {
                let fact = b.own(["a", "b", "c"][*fact]);
                value = match (form, less) {
                    (0, false) => b.amount(Op::Add(value, fact)),
                    (0, true) => b.amount(Op::Subtract(value, fact)),
                    (1, false) => b.amount(Op::Add(fact, value)),
                    (1, true) => b.amount(Op::Subtract(fact, value)),
                    (_, _) => {
                        let floor = b.yuan("10000");
                        let floored = b.amount(Op::Max(vec![value, floor]));
                        b.amount(Op::Add(fact, floored))
                    }
                };
            }
            value
        });
        let facts: Vec<(&str, Datum)> = ["a", "b", "c"].into_iter().zip(amounts).map(|(name, amount)| {
            (name, Datum::Number(bursary::value::Number::from(amount)))
        }).collect();
        let decision = decided(&program, &facts, &[]);
        let document = document(&program, &decision, Language::Zh);
        let groups = document.sections.iter().flat_map(|section| &section.items).flat_map(|item| &item.groups);
        let mut results = 0;
        for group in groups.filter(|group| group.label == "计算") {
            let mut column = 0;
            for line in group.lines.iter().filter(|line| line.figure.is_some()) {
                if line.text.ends_with("合计") || line.text.ends_with("差额") {
                    prop_assert_eq!(fen(line), column, "{:#?}", group.lines);
                    results += 1;
                }
                column = if line.result { 0 } else { column + fen(line) };
            }
        }
        prop_assert!(results > 0);
    }
}
