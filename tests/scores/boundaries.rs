//! Boundary cases: which values lie on the edges, worked out by hand.

use bursary::case::Format;
use bursary::decision::{ClaimStatus, Outcome};
use bursary::ir::Program;
use bursary::source::{Role, Source, Sources};
use bursary::testing::boundaries::{Boundary, Merged, boundaries, file, merged};
use bursary::testing::outcome::Comes;
use bursary::testing::written;
use bursary::testing::{Run, Runner, tests_in};

use crate::mutants::GRANT;
use crate::{compiled, grant, run};

fn found(text: &str, cases: &[&str]) -> (Program, Vec<Boundary>) {
    let (sources, program) = compiled(text);
    let known: Vec<(String, Run)> = cases.iter().map(|case| ("known".to_owned(), run(&program, case))).collect();
    let found = boundaries(&program, &sources, &known);
    assert!(found.unreached.is_empty(), "{:?}", found.unreached);
    (program, found.cases)
}

/// What becomes of the only claim: `refused`, or the amount payable.
fn outcome(boundary: &Boundary) -> String {
    let Comes::Decided { measures, .. } = &boundary.comes else { panic!("{boundary:#?}") };
    let claim = &measures[0].1[0];
    match claim.payments.first().map(|payment| payment.outcome) {
        _ if claim.status == ClaimStatus::Refused => "refused".to_owned(),
        Some(Outcome::Payable { amount }) => amount.to_string(),
        Some(other) => format!("{other:?}"),
        None => "none".to_owned(),
    }
}

fn values(program: &Program, cases: &[Boundary], fact: &str) -> Vec<(String, String)> {
    let of = |own: &Boundary| {
        let value = &written::case(program, &own.run.case)["applicant"][fact];
        (value.as_str().map_or_else(|| value.to_string(), str::to_owned), outcome(own))
    };
    cases.iter().map(of).collect()
}

#[test]
fn a_threshold_and_a_cap_have_cases_below_on_and_above() {
    let (program, cases) = found(GRANT, &["{applied_on: 2026-05-01, applicant: {revenue: 700万元, small: yes}}"]);
    let own = values(&program, &cases, "revenue");
    let own: Vec<(&str, &str)> = own.iter().map(|(value, comes)| (value.as_str(), comes.as_str())).collect();
    // Of 6,000,000.00 10% are the cap. Of 5,999,999.94 they are 599,999.994, rounded 599,999.99; of 5,999,999.95 and more they are rounded
    // to 600,000.00. Of 6,000,000.04 they are 600,000.004, rounded 600,000.00; of 6,000,000.05 they are 600,000.01, and are cut.
    assert_eq!(
        own,
        [
            ("4999999.99", "refused"),
            ("5000000", "500000.00"),
            ("5000000.01", "500000.00"),
            ("5999999.94", "599999.99"),
            ("6000000", "600000.00"),
            ("6000000.05", "600000.00"),
        ]
    );
}

#[test]
fn a_window_and_the_rows_of_a_table_have_edges() {
    let text = &grant(
        r#"
applicant
  drawn_on "drawn on" : date
  staff "staff" : whole 0..
table standard by staff : whole 0..
  | 0..9 => 100元
  | 10..49 => 200元
  | 50.. => 300元
measure loan
  when "last year": drawn_on is within the calendar year before applied_on
  award standard(staff)
"#,
    );
    let (program, cases) = found(text, &["{applied_on: 2026-05-01, applicant: {drawn_on: 2025-06-10, staff: 20}}"]);
    let drawn = values(&program, &cases, "drawn_on");
    let drawn: Vec<&(String, String)> = drawn.iter().filter(|(day, _)| day != "2025-06-10").collect();
    for (day, comes) in
        [("2024-12-31", "refused"), ("2025-01-01", "200.00"), ("2025-12-31", "200.00"), ("2026-01-01", "refused")]
    {
        assert!(drawn.iter().any(|own| (own.0.as_str(), own.1.as_str()) == (day, comes)), "{day} {comes}: {drawn:?}");
    }
    let staff = values(&program, &cases, "staff");
    for (count, comes) in [("9", "100.00"), ("10", "200.00"), ("49", "200.00"), ("50", "300.00")] {
        assert!(staff.iter().any(|own| (own.0.as_str(), own.1.as_str()) == (count, comes)), "{count}: {staff:?}");
    }
}

#[test]
fn what_was_confirmed_is_kept() {
    let (program, cases) = found(GRANT, &["{applied_on: 2026-05-01, applicant: {revenue: 700万元, small: yes}}"]);
    let first = file(&program, &cases);
    assert_eq!(first.matches("confirmed: no").count(), 6, "{first}");
    let again = |old: &str, cases: &[Boundary]| {
        let merged = merged(old, &program, cases).unwrap();
        (merged.text, merged.open)
    };
    assert_eq!(again("", &cases), (first.clone(), 6));
    assert_eq!(again(&first, &cases), (first.clone(), 6));
    let looked_at = first.replacen("confirmed: no", "confirmed: yes", 1).replacen("why: ", "why: by hand; ", 1);
    assert_eq!(again(&looked_at, &cases), (looked_at.clone(), 5), "what was confirmed stays word for word");
    // What no rule asks for any more stays, once it is confirmed.
    let (fewer, open) = again(&looked_at, &cases[1..]);
    assert!(fewer.contains("confirmed: yes") && fewer.contains("by hand"), "{fewer}");
    assert_eq!((fewer.matches("- name:").count(), open), (6, 5));
    for (other, line) in [("name: of another form\n", 1), ("- name: x\n  confirmed: perhaps\n", 2), ("[1, 2]\n", 1)] {
        assert_eq!(merged(other, &program, &cases), Err(line), "{other}");
    }
}

#[test]
fn what_was_confirmed_of_each_version_is_kept() {
    let text = r#"
policy grant
  money in CNY, rounded half up to 0.01
applicant
  staff "staff" : whole 0..
measure jobs
  when "ten": staff at least 10
  award 1000元
amendment more "more" from 2026-01-01
measure jobs
  when "ten": staff at least 10
  award 2000元
"#;
    let cases =
        ["{applied_on: 2025-05-01, applicant: {staff: 12}}", "{applied_on: 2026-05-01, applicant: {staff: 12}}"];
    let (program, cases) = found(text, &cases);
    let mut names: Vec<&str> = cases.iter().map(|own| own.name.as_str()).collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!((names.len(), all), (6, 6), "{names:#?}");
    let first = file(&program, &cases);
    for at in 0..6 {
        let mut times = 0;
        let parts: Vec<String> = first.split("confirmed: no").map(str::to_owned).collect();
        let looked_at = parts.iter().skip(1).fold(parts[0].clone(), |text, part| {
            let word = if times == at { "confirmed: yes" } else { "confirmed: no" };
            times += 1;
            text + word + part
        });
        let merged = merged(&looked_at, &program, &cases).unwrap();
        assert_eq!((merged.text, merged.open), (looked_at, 5), "{at}");
    }
    // All confirmed, and made again: nothing more.
    let confirmed = first.replace("confirmed: no", "confirmed: yes");
    assert_eq!(merged(&confirmed, &program, &cases).unwrap(), Merged { text: confirmed, open: 0 });
}

#[test]
fn what_is_confirmed_in_other_words_is_kept_too() {
    let (program, cases) = found(GRANT, &["{applied_on: 2026-05-01, applicant: {revenue: 700万元, small: yes}}"]);
    let first = file(&program, &cases);
    for yes in
        ["confirmed: yes  # worked out", "confirmed: \"yes\"", "confirmed: 是", "已确认: 是", "confirmed:   true"]
    {
        let looked_at = first.replacen("confirmed: no", yes, 1).replacen("why: ", "why: by hand; ", 1);
        let merged = merged(&looked_at, &program, &cases).unwrap();
        assert_eq!((merged.text, merged.open), (looked_at, 5), "{yes}");
    }
    // So are comments, and the way in which lines end.
    let looked_at = first
        .replacen("confirmed: no", "confirmed: yes", 2)
        .replacen("\n- name", "# Confirmed by 王\n\n# the first\n- name", 1)
        .replace('\n', "\r\n");
    let merged = merged(&looked_at, &program, &cases).unwrap();
    assert_eq!((merged.text, merged.open), (looked_at, 4));
}

#[test]
fn a_case_without_claims_is_read_back_as_it_is_written() {
    let text = &grant(
        r#"
record site
  key id : text
applicant
  staff "staff" : whole 0..
  sites : list of site
scope
  when "ten": staff at least 10
measure project
  for each site in sites
  award 1万元
"#,
    );
    let (program, cases) = found(text, &["{applied_on: 2026-05-01, applicant: {staff: 20, sites: []}}"]);
    let written = file(&program, &cases);
    assert_eq!((cases.len(), written.contains("measures")), (3, false), "{written}");
    assert_eq!(merged(&written, &program, &cases).map(|merged| merged.open), Ok(3));
}

#[test]
fn the_edge_of_a_cap_is_found_in_a_case_that_it_cuts() {
    let text = &grant(
        r#"
applicant
  cost "cost" : money
measure project
  award up to 50% of cost
  cap 100万元 per applicant in total
"#,
    );
    let case = |cost: &str, approved: &str| {
        let award = format!("{{measure: project, claim: applicant, amount: {approved}}}");
        format!("{{applied_on: 2026-05-01, applicant: {{cost: {cost}}}, approved: [{award}]}}")
    };
    // In the first case the ceiling of 50,000 stops an approval before the cap could.
    let (program, cases) = found(text, &[&case("10万元", "5万元"), &case("300万元", "120万元")]);
    let approved = |own: &Boundary| written::case(&program, &own.run.case)["approved"][0]["amount"].clone();
    let amounts: Vec<String> = cases.iter().map(|own| approved(own).as_str().unwrap().to_owned()).collect();
    assert_eq!(amounts, ["49999.99", "50000", "50000.01", "999999.99", "1000000", "1000000.01"]);
    assert_eq!(outcome(&cases[5]), "1000000.00");
}

#[test]
fn on_the_edge_of_a_cap_an_amount_is_all_that_it_leaves_and_beside_it_another() {
    let edge = |award: &str, fact: &str| {
        let facts = "cost \"cost\" : money\n  aid \"aid\" : money\n  staff \"staff\" : whole 0..";
        let text = grant(&format!(
            "\napplicant\n  {facts}\nmeasure project\n  award {award}\n  cap 1000元 per applicant in total\n"
        ));
        let (program, cases) =
            found(&text, &["{applied_on: 2026-05-01, applicant: {cost: 4000元, aid: 100元, staff: 3}}"]);
        values(&program, &cases, fact)
    };
    let check = |award: &str, fact: &str, expected: &[(&str, &str)]| {
        let own = edge(award, fact);
        let own: Vec<(&str, &str)> = own.iter().map(|(value, comes)| (value.as_str(), comes.as_str())).collect();
        assert_eq!(own, expected, "{award}");
    };
    // 20% of 4,999.97 are 999.994, rounded 999.99 (of 4,999.98 they are 999.996, rounded 1,000.00); of 5,000.03 they are 1,000.006.
    check("20% of cost", "cost", &[("4999.97", "999.99"), ("5000", "1000.00"), ("5000.03", "1000.00")]);
    // 5,000 less the aid: the more aid, the less is paid.
    check("5000元 - aid", "aid", &[("3999.99", "1000.00"), ("4000", "1000.00"), ("4000.01", "999.99")]);
    // Three times 300 are 900, four times 1,200: no number lies on the edge.
    check("300元 × staff", "staff", &[("3", "900.00"), ("4", "1000.00")]);
}

#[test]
fn where_the_least_or_the_greatest_of_amounts_becomes_another_there_is_an_edge() {
    let check = |award: &str, expected: [(&str, &str); 3]| {
        let facts = "cost \"cost\" : money\n  aid \"aid\" : money";
        let text = grant(&format!("\napplicant\n  {facts}\nmeasure project\n  award {award}\n"));
        let (program, cases) = found(&text, &["{applied_on: 2026-05-01, applicant: {cost: 4000元, aid: 100元}}"]);
        let own = values(&program, &cases, "cost");
        let own: Vec<(&str, &str)> = own.iter().map(|(value, comes)| (value.as_str(), comes.as_str())).collect();
        assert_eq!(own, expected, "{award}");
    };
    // 20% of 24,999.95 are 4,999.99; of 25,000.05 they are 5,000.01.
    check("min(20% of cost, 5000元)", [("24999.95", "4999.99"), ("25000", "5000.00"), ("25000.05", "5000.00")]);
    check("max(20% of cost, 5000元)", [("24999.95", "5000.00"), ("25000", "5000.00"), ("25000.05", "5000.01")]);
    // 20% of 750 less 100 are 50; of 749.95 they are 49.99 with the aid taken off, of 750.05 50.01.
    check("(20% of cost) - aid, not below 50元", [("749.95", "50.00"), ("750", "50.00"), ("750.05", "50.01")]);
}

/// The claims of the only measure: how many there are, and how many are refused.
fn claims(boundary: &Boundary) -> (usize, usize) {
    let Comes::Decided { measures, .. } = &boundary.comes else { panic!("{boundary:#?}") };
    let claims = &measures[0].1;
    (claims.len(), claims.iter().filter(|claim| claim.status == ClaimStatus::Refused).count())
}

#[test]
fn a_limit_on_a_number_of_awards_has_cases_with_as_many_claims_and_one_more() {
    let text = &grant(
        r#"
applicant
  machines "machines" : list of machine
record machine
  key id "number" : text
  price "price" : money
measure purchase
  for each one in machines
  award 10% of one.price
  cap 3 awards per applicant in total
"#,
    );
    let case = "{applied_on: 2026-05-01, applicant: {machines: [{id: A, price: 100元}]}}";
    let (program, cases) = found(text, &[case]);
    assert_eq!(cases.iter().map(claims).collect::<Vec<_>>(), [(2, 0), (3, 0), (4, 1)]);
    let last = written::case(&program, &cases[2].run.case)["applicant"]["machines"].clone();
    assert_eq!(last[3]["id"], "A-4");
    assert!(cases[2].name.contains("number of machines 4"), "{}", cases[2].name);
}

#[test]
fn a_value_by_dates_has_an_edge_on_the_day_from_which_the_next_counts() {
    let text = &grant(
        r#"
applicant
  signed_on "signed on" : date
dated standard "standard" : money
  | from 2025-01-01 => 100元
  | from 2026-03-01 => 200元
measure loan
  award standard on signed_on
"#,
    );
    let (program, cases) = found(text, &["{applied_on: 2026-05-01, applicant: {signed_on: 2025-06-10}}"]);
    let own = values(&program, &cases, "signed_on");
    let own: Vec<(&str, &str)> = own.iter().map(|(day, comes)| (day.as_str(), comes.as_str())).collect();
    assert_eq!(own, [("2026-02-28", "100.00"), ("2026-03-01", "200.00"), ("2026-03-02", "200.00")]);
}

#[test]
fn an_edge_that_needs_two_facts_is_found_with_another_fact_changed_first() {
    let text = &grant(
        r#"
applicant
  small "small" : yes/no
  staff "staff" : whole 0..
measure jobs
  when "staff, of small ones": staff at least 20 if small
  award 1000元
"#,
    );
    // Of an applicant that is not small the number is not asked.
    let (program, cases) = found(text, &["{applied_on: 2026-05-01, applicant: {small: no, staff: 100}}"]);
    let own = values(&program, &cases, "staff");
    let own: Vec<(&str, &str)> = own.iter().map(|(count, comes)| (count.as_str(), comes.as_str())).collect();
    assert_eq!(own, [("19", "refused"), ("20", "1000.00"), ("21", "1000.00")]);
    assert!(cases.iter().all(|own| written::case(&program, &own.run.case)["applicant"]["small"] == true));
}

/// The share of those who left: 5.5% of all, 20% of few.
pub const LEAVERS: &str = r#"
policy grant
  money in CNY, rounded half up to 0.01
applicant
  staff "staff" : whole 1..
  left "left" : whole 0..
measure jobs
  let share "share" be left ÷ staff × 100%
  let limit "limit" be 5.5%
    except "few": 20% if staff at most 30
  when "few left": share at most limit
  award 1000元
"#;

#[test]
fn each_figure_among_which_a_threshold_is_chosen_has_its_edge() {
    let case =
        |staff: u32, left: u32| format!("{{applied_on: 2026-05-01, applicant: {{staff: {staff}, left: {left}}}}}");
    // 54, 55 and 56 of 1000 are 5.4%, 5.5% and 5.6%; 5, 6 and 7 of 30 are 16.7%, 20% and 23.3%.
    let (program, cases) = found(LEAVERS, &[&case(1000, 5), &case(30, 6)]);
    let own = values(&program, &cases, "left");
    for (count, comes) in
        [("5", "1000.00"), ("6", "1000.00"), ("7", "refused"), ("54", "1000.00"), ("55", "1000.00"), ("56", "refused")]
    {
        assert!(own.iter().any(|own| (own.0.as_str(), own.1.as_str()) == (count, comes)), "{count} {comes}: {own:?}");
    }
    assert!(cases.iter().any(|own| own.name.contains("few left (5.5%): left 55 (on the edge)")), "{cases:#?}");
}

#[test]
fn an_edge_on_which_no_count_lies_is_come_to_with_another_fact_changed_too() {
    let case = "{applied_on: 2026-05-01, applicant: {staff: 31, left: 0}}";
    let (program, cases) = found(LEAVERS, &[case, "{applied_on: 2026-05-01, applicant: {staff: 30, left: 6}}"]);
    let on = cases.iter().find(|own| own.name.contains("(5.5%)") && own.name.contains("(on the edge)")).unwrap();
    let facts = written::case(&program, &on.run.case)["applicant"].clone();
    let [staff, left] = ["staff", "left"].map(|name| facts[name].as_u64().unwrap());
    assert_eq!((left * 1000, outcome(on).as_str()), (staff * 55, "1000.00"), "{facts}");
    assert!(on.why.contains("another staff and another left"), "{}", on.why);
}

#[test]
fn an_edge_beyond_another_is_found_from_there() {
    // A test with few leads to one with 31, of whom 5.5% may have left.
    let (_, cases) = found(LEAVERS, &["{applied_on: 2026-05-01, applicant: {staff: 30, left: 6}}"]);
    assert!(cases.iter().any(|own| own.name.contains("(5.5%)") && own.name.contains("(on the edge)")), "{cases:#?}");
}

#[test]
fn what_no_case_comes_to_is_named_with_its_figure() {
    let text = LEAVERS
        .replace("if staff at most 30", "if small and young")
        .replace("measure jobs", "  small \"small\" : yes/no\n  young \"young\" : yes/no\nmeasure jobs");
    let (sources, program) = compiled(&text);
    let many = run(&program, "{applied_on: 2026-05-01, applicant: {staff: 1000, left: 6, small: no, young: no}}");
    let names = |known: &[Run]| {
        let known: Vec<(String, Run)> = known.iter().map(|run| ("known".to_owned(), run.clone())).collect();
        let unreached = boundaries(&program, &sources, &known).unreached;
        unreached.into_iter().map(|(place, name)| (sources.place(place), name)).collect::<Vec<_>>()
    };
    // Without a case nothing is reached at all; of two facts that must both be otherwise none is changed alone.
    assert_eq!(names(&[]), [("policy.bursary:13:20".to_owned(), "few left".to_owned())]);
    assert_eq!(names(&[many]), [("policy.bursary:12:19".to_owned(), "few left (20%)".to_owned())]);
}

#[test]
fn a_difference_and_a_period_and_a_voucher_have_edges() {
    let text = &grant(
        r#"
applicant
  now "now" : whole 0..
  earlier "earlier" : whole 0..
  stay "stay" : period
  redeemed "redeemed" : date
measure jobs
  when "ten more": now - earlier at least 10
  when "a hundred days": days(stay) at least 100 days
  award 1000元
  voucher until applied_on + 30 days, redeemed on redeemed
"#,
    );
    let facts = "now: 50, earlier: 20, stay: {from: 2026-01-01, to: 2026-04-30}, redeemed: 2026-05-20";
    let (program, cases) = found(text, &[&format!("{{applied_on: 2026-05-01, applicant: {{{facts}}}}}")]);
    let has = |fact: &str, value: &str, comes: &str| {
        let own = values(&program, &cases, fact);
        assert!(own.iter().any(|own| own.0.contains(value) && own.1 == comes), "{fact} {value} {comes}: {own:?}");
    };
    has("now", "29", "refused");
    has("now", "30", "1000.00");
    // From 21 January to 30 April 2026 there are 11 + 28 + 31 + 30 = 100 days.
    has("stay", "2026-01-21", "1000.00");
    has("stay", "2026-01-22", "refused");
    // 30 days after 1 May is 31 May.
    has("redeemed", "2026-05-31", "1000.00");
    has("redeemed", "2026-06-01", "Nothing");
}

#[test]
fn a_fact_that_is_absent_is_varied_from_what_stands_for_it() {
    let text = &grant(
        r#"
applicant
  aid "aid" : money, if absent 0元
measure project
  when "little aid": aid at most 100元
  award 1000元
"#,
    );
    let (program, cases) = found(text, &["{applied_on: 2026-05-01, applicant: {}}"]);
    let own = values(&program, &cases, "aid");
    let own: Vec<(&str, &str)> = own.iter().map(|(aid, comes)| (aid.as_str(), comes.as_str())).collect();
    assert_eq!(own, [("99.99", "1000.00"), ("100", "1000.00"), ("100.01", "refused")]);
}

#[test]
fn what_counts_in_a_sum_and_what_is_taken_back_have_edges() {
    let text = &grant(
        r#"
applicant
  invoices "invoices" : list of invoice
  reached "reached" : ratio 0%..100%
record invoice
  key id : text
  amount "amount" : money
  paid_on "paid on" : date
measure refund
  let counted be sum of one.amount for each one in invoices if one.amount at least 1000元
    and one.paid_on is within the calendar year before applied_on
  let rate be
    | 10% if counted at most 5000元
    | 20% if counted above 5000元
    | 0% otherwise
  award rate of counted
  recover paid × (100% - reached) when "not reached": reached below 80%
"#,
    );
    let facts = "reached: 90%, invoices: [{id: A, amount: 4000元, paid_on: 2025-06-01}]";
    let paid = "paid: [{measure: refund, claim: applicant, amount: 100元, on: 2025-12-01}]";
    let case = |facts: &str, paid: &str| format!("{{applied_on: 2026-05-01, applicant: {{{facts}}}, {paid}}}");
    let (program, cases) = found(text, &[&case(facts, "paid: []"), &case(facts, paid)]);
    let own = |fact: fn(&serde_json::Value) -> serde_json::Value, value: &str| {
        let is_own = |own: &&Boundary| fact(&written::case(&program, &own.run.case)).to_string().contains(value);
        let found: Vec<&Boundary> = cases.iter().filter(is_own).collect();
        assert!(!found.is_empty(), "{value}");
        found
    };
    let invoice = |case: &serde_json::Value| case["applicant"]["invoices"].clone();
    for (value, comes) in
        [("2024-12-31", "Nothing"), ("2025-01-01", "400.00"), ("999.99", "Nothing"), ("5000.01", "1000.00")]
    {
        let is_there = own(invoice, value).iter().any(|own| outcome(own) == comes);
        assert!(is_there, "{value} {comes}");
    }
    // 80% is enough, and of 79.99% the other 20.01% are taken back: of 100.00 20.01.
    let reached = |case: &serde_json::Value| case["applicant"]["reached"].clone();
    for (value, repayable) in [("0.8", "0.00"), ("0.7999", "20.01")] {
        let back = |own: &&Boundary| {
            let Comes::Decided { totals, .. } = &own.comes else { panic!("{own:#?}") };
            totals.repayable.map(|amount| amount.to_string())
        };
        let all: Vec<_> = own(reached, value).iter().map(back).collect();
        assert!(all.contains(&Some(repayable.to_owned())), "{value}: {all:?}");
    }
}

#[test]
fn a_chinese_policy_has_its_cases_in_chinese() {
    let text = r#"
政策 grant 「补助办法」
  金额单位 CNY，四舍五入至 0.01
类型 kind 「类型」：其中之一
  | small 「小微企业」
  | large 「大型企业」
申报主体
  revenue 「营业收入」：金额
  kind 「类型」：类型
  passed 「评审通过」：是否
措施 growth 「增长奖励」
  条件 「500万元以上」：营业收入 不低于 500万元
  条件 「通过」：评审通过
  条件 「小微」：类型 为 小微企业
  奖励 营业收入 的 10%
"#;
    let case = "{申请日: 2026-05-01, 申报主体: {营业收入: 500万元, 类型: 小微企业, 评审通过: 是}}";
    let (program, cases) = found(text, &[case]);
    let text = file(&program, &cases);
    for line in [
        "已确认: 否",
        "申请日: 2026-05-01",
        "申报主体: {营业收入: \"4999999.99\", 类型: 小微企业, 评审通过: 是}",
        "适用范围: 符合",
        "增长奖励: [{申请项: 申报主体, 结果: 不予支持, 支付: []}]",
        "合计: {已发: \"0.00\", 应发: \"500000.00\"",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert_eq!(merged(&text, &program, &cases).unwrap(), Merged { text: text.clone(), open: 3 });
    // What is written is a file of tests that pass.
    let mut sources = Sources::new();
    let id = sources.add(Role::Case, Source::new("boundaries.yaml", text.as_str()));
    let (tests, wrong) = tests_in(&program, &sources, id, Format::Yaml);
    assert!(wrong.is_empty(), "{wrong:#?}");
    let runner = Runner::new(&program, &sources);
    for test in &tests {
        assert!(runner.run(test).passed(), "{:#?}", runner.run(test).differences);
    }
}
