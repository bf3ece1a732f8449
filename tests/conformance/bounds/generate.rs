//! Random cases of any policy, from its declarations alone.

use std::ops::RangeInclusive;
use std::sync::Arc;

use bursary::case::{Approved, Case, Instance, InstanceId, Paid};
use bursary::interpret::Readings;
use bursary::ir::{Datum, ExprId, Field, FieldId, Limits, Measure, Op, Program, RecordId, SeriesBy, Type, VariantId};
use bursary::value::{Date, Number};

/// A small random generator: a case is remade from its seed alone.
pub struct Random {
    state: u64,
    /// Figures of the policy, to draw amounts about them.
    figures: Vec<Number>,
    /// Days of the policy.
    days: Vec<Date>,
    /// The last support year.
    last_year: u32,
    /// The calendar years of which facts tell.
    calendar: RangeInclusive<u32>,
}

impl Random {
    pub fn new(seed: u64) -> Random {
        Random { state: seed | 1, figures: Vec::new(), days: Vec::new(), last_year: 3, calendar: 2024..=2026 }
    }

    /// Amounts and days are drawn about those of the policy, where its conditions and limits change.
    pub fn about(mut self, program: &Program) -> Random {
        for node in &program.nodes {
            match node.op {
                Op::Number(number) => self.figures.push(number),
                Op::Date(day) => self.days.push(day),
                _ => {}
            }
        }
        let awards = program.measures.iter().flat_map(|measure| &measure.awards);
        self.last_year =
            awards.filter_map(|award| award.applies.years).map(|(_, last)| last.min(20)).max().unwrap_or(1);
        self.calendar = 2015..=2030;
        self
    }

    pub fn is_about_a_policy(&self) -> bool {
        self.calendar.contains(&2015)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        usize::try_from(self.state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33).unwrap() % bound.max(1)
    }

    fn one_in(&mut self, bound: usize) -> bool {
        self.below(bound) == 0
    }

    /// A figure of the policy, or one just below or above, now and then.
    fn figure(&mut self, step: &str) -> Option<Number> {
        if self.figures.is_empty() || self.one_in(3) {
            return None;
        }
        let at = self.below(self.figures.len());
        let figure = self.figures[at];
        let step: Number = step.parse().unwrap();
        match self.below(4) {
            0 => figure.plus(step).ok(),
            1 => figure.minus(step).ok().filter(|it| *it >= Number::ZERO),
            _ => Some(figure),
        }
    }
}

/// The days of redemption. Where one is not given there has been none, so it is never found out to have been before.
fn redemptions(program: &Program) -> Vec<ExprId> {
    program.measures.iter().flat_map(|measure| &measure.terms.vouchers).map(|voucher| voucher.redeemed_on).collect()
}

fn is_redemption(program: &Program, record: RecordId, field: usize) -> bool {
    let of = |op: &Op| matches!(op, Op::Fact(_, own, at) if *own == record && at.0 as usize == field);
    redemptions(program).iter().any(|redeemed_on| of(&program.node(*redeemed_on).op))
}

/// The claim of an entry whose record is not in the data.
const GONE: &str = "gone";

/// A case in which every fact is known and every amount approved.
pub fn full_case(program: &Program, readings: &Readings, random: &mut Random) -> Case {
    let instances = [program.parameters, program.applicant].map(|record| Instance {
        record,
        fields: Vec::new(),
        key: None,
        parent: None,
    });
    let mut case = Case {
        name: "random".to_owned(),
        applied_on: day(random),
        instances: instances.to_vec(),
        approved: Vec::new(),
        paid: Vec::new(),
    };
    fill(program, &mut case, Case::PARAMETERS, random);
    fill(program, &mut case, Case::APPLICANT, random);
    for measure in &program.measures {
        for claim in claims(&case, measure.for_each.as_ref().map(|each| each.record)) {
            for year in measure.years(&readings.chosen(program)) {
                if measure.award_of(year, &readings.chosen(program)).is_some_and(|award| award.up_to) {
                    approve(&mut case, measure, (&claim, year), random);
                }
                while random.one_in(6) {
                    let claim = if random.one_in(5) { GONE.to_owned() } else { claim.clone() };
                    let support_year = if random.one_in(8) { 4 } else { year };
                    // Else nobody could tell what it used.
                    let told = claim == GONE || support_year == 4 || random.one_in(2);
                    let parts =
                        measure.pays.iter().filter(|pay| pay.applies.in_year(support_year)).map(|pay| pay.parts.len());
                    let parts = parts.max().filter(|parts| *parts > 0);
                    let instalment = parts.map(|parts| u32::try_from(1 + random.below(parts)).unwrap());
                    case.paid.push(Paid {
                        instalment,
                        policy: random.one_in(8).then(|| "another".to_owned()),
                        measure: measure.name.clone(),
                        claim,
                        support_year,
                        amount: money(random),
                        // What is paid after the application lies outside the windows that end with it, other than what is paid then.
                        on: if random.is_about_a_policy() { day(random).min(case.applied_on) } else { day(random) },
                        quantity: told.then(|| quantity(random)),
                    });
                }
            }
        }
    }
    case
}

/// The same case with some facts and approvals left out. What has a value when absent is kept: leaving it out would say something else.
pub fn masked(program: &Program, full: &Case, random: &mut Random) -> Case {
    let mut case = full.clone();
    let rate = 2 + random.below(6);
    for instance in &mut case.instances {
        let record = program.record(instance.record).unwrap();
        for (at, (field, value)) in record.fields.iter().zip(&mut instance.fields).enumerate() {
            let is_key = record.key.is_some_and(|key| std::ptr::eq(field, &record.fields[key.0 as usize]));
            match value {
                Some(Datum::List(_)) if !random.one_in(4 * rate) => {}
                Some(Datum::Series(years)) => years.retain(|_| !random.one_in(rate)),
                // What is not said to be redeemed has not been by the day of application.
                Some(Datum::Date(day)) if *day <= case.applied_on && is_redemption(program, instance.record, at) => {}
                _ if !is_key && field.absent.is_none() && random.one_in(rate) => *value = None,
                _ => {}
            }
        }
    }
    case.approved.retain(|_| !random.one_in(rate));
    // An entry that paid nothing used nothing, unless it says what: that is no missing fact.
    for paid in case.paid.iter_mut().filter(|paid| paid.claim == GONE && !paid.amount.is_zero()) {
        paid.quantity = paid.quantity.filter(|_| !random.one_in(rate));
    }
    case
}

/// Another way in which what a case leaves out could turn out.
pub fn completed(program: &Program, full: &Case, open: &Case, random: &mut Random) -> Case {
    let mut case = full.clone();
    for (instance, known) in case.instances.iter_mut().zip(&open.instances) {
        let record = program.record(instance.record).unwrap();
        for (at, ((field, value), known)) in
            record.fields.iter().zip(&mut instance.fields).zip(&known.fields).enumerate()
        {
            match (value, known) {
                (Some(Datum::List(_)), _) => {}
                (Some(Datum::Series(years)), Some(Datum::Series(known))) => {
                    let Datum::Series(others) = datum(program, field, &field.ty, random) else { continue };
                    for (year, other) in years.iter_mut().zip(others) {
                        if known.iter().all(|it| it.0 != year.0) {
                            *year = other;
                        }
                    }
                }
                (value, None) if is_redemption(program, instance.record, at) => {
                    *value = Some(Datum::Date(Date::new(2027, 1, 11).unwrap()));
                }
                (value, None) => *value = Some(datum(program, field, &field.ty, random)),
                _ => {}
            }
        }
    }
    for (paid, open) in case.paid.iter_mut().zip(&open.paid) {
        if paid.claim == GONE && open.quantity.is_none() {
            paid.quantity = Some(quantity(random));
        }
    }
    let award = |it: &Approved| (it.measure.clone(), it.claim.clone(), it.support_year);
    let known = |it: &Approved| open.approved.iter().any(|known| award(known) == award(it));
    let mut again: Vec<Approved> = Vec::new();
    for mut approved in std::mem::take(&mut case.approved) {
        let is_open = !open.approved.contains(&approved);
        if is_open && !known(&approved) {
            // Of an award of which nothing is approved yet, the whole or its parts may be.
            if !again.iter().any(|it| award(it) == award(&approved)) {
                again.push(approved);
            }
            continue;
        }
        if is_open {
            approved.amount = money(random);
        }
        case.approved.push(approved);
    }
    for Approved { measure, claim, support_year, .. } in again {
        let measure = program.measure_named(&measure).unwrap();
        approve(&mut case, measure, (&claim, support_year), random);
    }
    case
}

/// Approves an award, or its parts one by one.
fn approve(case: &mut Case, measure: &Measure, (claim, year): (&str, u32), random: &mut Random) {
    let schedules = measure.pays.iter().filter(|pay| pay.applies.in_year(year));
    let parts = schedules.map(|pay| pay.parts.len()).max().filter(|parts| *parts > 0 && !random.one_in(4));
    for part in 0..parts.unwrap_or(1) {
        case.approved.push(Approved {
            measure: measure.name.clone(),
            claim: claim.to_owned(),
            support_year: year,
            instalment: parts.map(|_| u32::try_from(part + 1).unwrap()),
            amount: money(random),
        });
    }
}

fn claims(case: &Case, record: Option<RecordId>) -> Vec<String> {
    match record {
        Some(record) => {
            case.instances.iter().filter(|it| it.record == record).filter_map(|it| it.key.clone()).collect()
        }
        None => vec!["applicant".to_owned()],
    }
}

fn fill(program: &Program, case: &mut Case, of: InstanceId, random: &mut Random) {
    let record = program.record(case.instance(of).unwrap().record).unwrap();
    let mut fields = Vec::new();
    for (at, field) in record.fields.iter().enumerate() {
        let value = match &field.ty {
            Type::List(element) => {
                Datum::List(records(program, case, (of, FieldId(u32::try_from(at).unwrap())), *element, random))
            }
            ty => datum(program, field, ty, random),
        };
        fields.push(Some(value));
    }
    if let Some(key) = record.key {
        let text = of.0.to_string();
        fields[key.0 as usize] = Some(Datum::Text(Arc::from(text.as_str())));
        case.instances[of.0 as usize].key = Some(text);
    }
    case.instances[of.0 as usize].fields = fields;
}

fn records(
    program: &Program,
    case: &mut Case,
    parent: (InstanceId, FieldId),
    record: RecordId,
    random: &mut Random,
) -> Vec<InstanceId> {
    let mut list = Vec::new();
    for _ in 0..random.below(4) {
        let id = InstanceId(u32::try_from(case.instances.len()).unwrap());
        case.instances.push(Instance { record, fields: Vec::new(), key: None, parent: Some(parent) });
        fill(program, case, id, random);
        list.push(id);
    }
    list
}

fn datum(program: &Program, field: &Field, ty: &Type, random: &mut Random) -> Datum {
    match ty {
        Type::YesNo => Datum::Truth(!random.one_in(5)),
        Type::Whole(limits) => {
            let bound = |number: Option<Number>, open: i64| number.and_then(Number::to_whole).unwrap_or(open);
            let least = bound(limits.least, 0);
            let most = bound(limits.most, least.max(0) + 9);
            if let Some(whole) = random.figure("1").and_then(Number::to_whole).filter(|it| (least..=most).contains(it))
            {
                return Datum::Number(Number::from(whole));
            }
            let range = usize::try_from(most - least + 1).unwrap();
            Datum::Number(Number::from(least + i64::try_from(random.below(range)).unwrap()))
        }
        Type::Decimal(limits) | Type::Ratio(limits) => {
            if let Some(figure) = random.figure("0.01") {
                return Datum::Number(within(*limits, figure));
            }
            let part = i64::try_from(random.below(8)).unwrap();
            Datum::Number(within(*limits, Number::from(part).divided_by(Number::from(4)).unwrap()))
        }
        Type::Quantity(dimension, limits) if dimension.is_whole() => {
            datum(program, field, &Type::Whole(*limits), random)
        }
        Type::Quantity(_, limits) => datum(program, field, &Type::Decimal(*limits), random),
        Type::Money(_, limits) => Datum::Number(within(*limits, money(random))),
        Type::Date => Datum::Date(day(random)),
        Type::Text => Datum::Text(Arc::from(["甲", "乙", "丙"][random.below(3)])),
        Type::Choice(choice) => {
            let variants = program.choice(*choice).unwrap().variants.len();
            Datum::Choice(VariantId(u32::try_from(random.below(variants)).unwrap()))
        }
        Type::Series(index, inner) => {
            let years = if *index == SeriesBy::CalendarYear { random.calendar.clone() } else { 1..=random.last_year };
            Datum::Series(years.map(|year| (year, datum(program, field, inner, random))).collect())
        }
        Type::Period => {
            let (one, other) = (day(random), day(random));
            Datum::Period(one.min(other), one.max(other))
        }
        Type::Duration | Type::List(_) | Type::Record(_) => panic!("no random value of {}", field.name),
    }
}

fn within(limits: Limits, number: Number) -> Number {
    let number = limits.least.map_or(number, |least| Ord::max(number, least));
    limits.most.map_or(number, |most| Ord::min(number, most))
}

fn quantity(random: &mut Random) -> Number {
    Number::from(i64::try_from(random.below(7)).unwrap())
}

/// Amounts around the figures that policies use, some with odd fen.
fn money(random: &mut Random) -> Number {
    const SIZES: [&str; 12] = [
        "0",
        "40",
        "99.99",
        "150.01",
        "200",
        "333.33",
        "1000",
        "200000",
        "500000.01",
        "1000000",
        "5000000",
        "16000000",
    ];
    if let Some(figure) = random.figure("0.01").filter(|it| it.to_decimal().is_some_and(|it| it.scale() <= 2)) {
        return figure;
    }
    SIZES[random.below(SIZES.len())].parse().unwrap()
}

fn day(random: &mut Random) -> Date {
    if !random.days.is_empty() && random.one_in(3) {
        let at = random.below(random.days.len());
        let day = random.days[at];
        return match random.below(3) {
            0 => day.yesterday().unwrap_or(day),
            1 => day.tomorrow().unwrap_or(day),
            _ => day,
        };
    }
    let year = [2024, 2025, 2025, 2026, 2026][random.below(5)];
    let month = i8::try_from(1 + random.below(12)).unwrap();
    Date::new(year, month, 11).unwrap()
}
