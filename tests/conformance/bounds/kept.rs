//! No limit is exceeded by what is payable, whatever keys turn out to be unknown while it is decided: pay it, let the facts turn out in any way, and add up
//! the ledger by hand.

use std::collections::{BTreeMap, BTreeSet};

use bursary::case::{Case, Paid};
use bursary::interpret::Readings;
use bursary::ir::{AwardCount, Datum, ExprId, Limit, LimitKey, LimitPeriod, LimitWhat, Measure, Op, Owner, Program};
use bursary::value::Number;
use proptest::prelude::*;

/// A figure that does not depend on the case: of money, or a number of awards.
enum Figure {
    Money(Number),
    Awards(usize),
}

/// The amount and the claims of one group of a limit.
#[derive(Default)]
struct Sum {
    money: Option<Number>,
    claims: BTreeSet<(String, String)>,
}

/// Limits with a figure in total by facts of the claims, where nothing but their own awards counts.
fn simple<'p>(program: &'p Program, readings: &Readings) -> Vec<(Figure, Vec<(&'p Measure, &'p Limit)>)> {
    let chosen = readings.chosen(program);
    let own =
        program.measures.iter().flat_map(|measure| measure.limits.iter().map(move |limit| vec![(measure, limit)]));
    let across = program.across.iter().flat_map(|across| {
        let measures = || across.measures.iter().map(|at| &program.measures[*at]);
        across.limits.iter().map(move |forms| measures().zip(forms).collect::<Vec<_>>())
    });
    let mut limits = Vec::new();
    for mut forms in own.chain(across) {
        forms.retain(|(_, form)| form.applies.under(&chosen));
        let is_simple = |limit: &Limit| {
            limit.period == LimitPeriod::Total
                && limit.counting.is_empty()
                && limit.shared.is_none()
                && limit.per.iter().all(|key| key.value().is_none_or(|key| fact(program, key).is_some()))
        };
        let Some(figure) = forms.first().and_then(|(_, form)| figure(program, form)) else { continue };
        if forms.iter().all(|(_, form)| is_simple(form)) {
            limits.push((figure, forms));
        }
    }
    limits
}

fn figure(program: &Program, limit: &Limit) -> Option<Figure> {
    match limit.what {
        LimitWhat::Money(figure) => match program.node(figure).op {
            Op::Number(number) => Some(Figure::Money(number)),
            _ => None,
        },
        LimitWhat::Awards(AwardCount::Fixed(most)) => Some(Figure::Awards(most as usize)),
        _ => None,
    }
}

/// The field of the claim's record that a key is.
fn fact(program: &Program, key: ExprId) -> Option<usize> {
    match &program.node(key).op {
        Op::Fact(Owner::Variable(_), _, field) => Some(field.0 as usize),
        Op::Let(named, _) => match program.named(*named)?.definitions.as_slice() {
            [only] => fact(program, only.value),
            _ => None,
        },
        _ => None,
    }
}

/// The group of an entry; `None` where it counts in none.
fn group(program: &Program, case: &Case, (measure, form): (&Measure, &Limit), entry: &Paid) -> Option<Vec<String>> {
    // Records of one type may stand in several lists.
    let list = measure.for_each.as_ref().and_then(|each| match program.node(each.list).op {
        Op::Fact(Owner::Applicant, _, field) => Some((Case::APPLICANT, field)),
        _ => None,
    });
    let of = case
        .instances
        .iter()
        .find(|it| it.key.as_ref() == Some(&entry.claim) && it.parent.is_some_and(|parent| Some(parent) == list));
    let value = |key: &LimitKey| match key {
        LimitKey::Applicant => Some(String::new()),
        LimitKey::Record => Some(format!("{} {}", measure.name, of?.key.clone()?)),
        LimitKey::Value(key) => match of?.fields[fact(program, *key)?].as_ref()? {
            Datum::Text(text) => Some(text.to_string()),
            Datum::Choice(variant) => Some(variant.0.to_string()),
            Datum::Number(number) => Some(number.to_string()),
            Datum::Truth(holds) => Some(holds.to_string()),
            _ => None,
        },
    };
    form.per.iter().map(value).collect()
}

fn sums(program: &Program, case: &Case, forms: &[(&Measure, &Limit)], entries: &[Paid]) -> BTreeMap<Vec<String>, Sum> {
    let mut sums: BTreeMap<Vec<String>, Sum> = BTreeMap::new();
    for form in forms {
        let own = entries.iter().filter(|entry| entry.policy.is_none() && entry.measure == form.0.name);
        for entry in own.filter(|entry| form.1.applies.in_year(entry.support_year)) {
            let Some(group) = group(program, case, *form, entry) else { continue };
            let sum = sums.entry(group).or_default();
            sum.money = Some(sum.money.unwrap_or(Number::ZERO).plus(entry.amount).unwrap());
            sum.claims.insert((entry.measure.clone(), entry.claim.clone()));
        }
    }
    sums
}

/// Whether the ledger is within the limits, or was beyond them `before` already. The case has every fact.
pub fn limits_are_kept(
    program: &Program,
    readings: &Readings,
    case: &Case,
    before: &[Paid],
) -> Result<usize, TestCaseError> {
    let mut groups = 0;
    for (figure, forms) in simple(program, readings) {
        let earlier = sums(program, case, &forms, before);
        for (group, sum) in sums(program, case, &forms, &case.paid) {
            groups += 1;
            let none = Sum::default();
            let earlier = earlier.get(&group).unwrap_or(&none);
            let money = |sum: &Sum| sum.money.unwrap_or(Number::ZERO);
            let kept = match figure {
                Figure::Money(most) => money(&sum) <= most.max(money(earlier)),
                Figure::Awards(most) => sum.claims.len() <= most.max(earlier.claims.len()),
            };
            let called = forms[0].1.called();
            prop_assert!(
                kept,
                "{}: {called} {group:?}: {:?} {:?}, before {:?} {:?}\n{case:?}",
                program.policy.name,
                sum.money,
                sum.claims,
                earlier.money,
                earlier.claims
            );
        }
    }
    Ok(groups)
}
