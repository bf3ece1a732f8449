//! Cases at random about the figures of a policy, where its decisions change. The same seed gives the same cases.

use std::sync::Arc;

use crate::case::{Approved, Case, Instance, InstanceId, Paid};
use crate::interpret::{Readings, Stage};
use crate::ir::{Datum, Edge, FieldId, Limits, Match, Measure, Op, Program, RecordId, SeriesBy, Type, VariantId};
use crate::value::{Date, Number};

use super::Run;

/// How deep lists within lists are filled.
const DEEPEST: usize = 3;

/// Draws cases of one policy.
pub struct Draw<'p> {
    program: &'p Program,
    state: u64,
    /// Amounts of the policy, and what brings them at its rates.
    amounts: Vec<Number>,
    /// Its other figures.
    figures: Vec<Number>,
    days: Vec<Date>,
    last_year: u32,
}

impl<'p> Draw<'p> {
    /// Draws about the figures of a policy, and about the days of some of its cases.
    pub fn new(program: &'p Program, cases: &[Run], seed: u64) -> Draw<'p> {
        let mut draw =
            Draw { program, state: seed | 1, amounts: Vec::new(), figures: Vec::new(), days: Vec::new(), last_year: 1 };
        program.versions().for_each(|version| draw.look_at(version));
        draw.days.extend(cases.iter().map(|run| run.case.applied_on));
        for list in [&mut draw.amounts, &mut draw.figures] {
            list.sort();
            list.dedup();
        }
        draw.days.sort_unstable();
        draw.days.dedup();
        draw
    }

    fn look_at(&mut self, version: &Program) {
        const MOST: usize = 2000;
        let mut rates = Vec::new();
        let mut amounts = Vec::new();
        for node in &version.nodes {
            match (&node.op, &node.ty) {
                (Op::Number(number), Type::Money(..)) => amounts.push(*number),
                (Op::Number(number), Type::Ratio(_)) => rates.push(*number),
                (Op::Number(number), _) => self.figures.push(*number),
                (Op::Date(day), _) => self.days.push(*day),
                _ => {}
            }
        }
        for one in version.tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.patterns).flatten() {
            match one {
                Match::Numbers(lower, upper) => {
                    let edges: Vec<Number> = [lower, upper].into_iter().filter_map(|edge| place(*edge)).collect();
                    self.figures.extend(&edges);
                    amounts.extend(edges);
                }
                Match::Dates(lower, upper) => {
                    self.days.extend([lower, upper].into_iter().filter_map(|edge| place(*edge)))
                }
                Match::Any | Match::Truth(_) | Match::Choice(_) => {}
            }
        }
        for amount in amounts {
            let times = rates.iter().filter(|rate| !rate.is_zero()).filter_map(|rate| amount.divided_by(*rate).ok());
            self.amounts.extend(times.filter(|own| own.to_decimal().is_some_and(|own| own.scale() <= 2)));
            self.amounts.push(amount);
        }
        self.figures.extend(rates);
        for list in [&mut self.amounts, &mut self.figures] {
            list.truncate(MOST);
        }
        let last = version.measures.iter().flat_map(|own| &own.awards).filter_map(|award| award.applies.years);
        self.last_year = self.last_year.max(last.map(|(_, last)| last.min(20)).max().unwrap_or(1));
    }

    /// A number below a bound.
    pub fn below(&mut self, bound: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        let drawn = usize::try_from(self.state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33).unwrap_or(0);
        drawn % bound.max(1)
    }

    fn one_in(&mut self, bound: usize) -> bool {
        self.below(bound) == 0
    }

    fn one_of<T: Copy>(&mut self, list: &[T]) -> Option<T> {
        let at = self.below(list.len());
        list.get(at).copied()
    }

    /// A case of its own, or a known one with some facts changed.
    pub fn run(&mut self, known: &[Run]) -> Run {
        let start = if self.one_in(4) { None } else { Some(self.below(known.len())).and_then(|at| known.get(at)) };
        let mut run = start.cloned().unwrap_or_else(|| {
            let (case, readings) = (self.case(), Readings::defaults(self.program));
            Run { case, readings, stage: Stage::Application }
        });
        for _ in 0..=self.below(3) {
            self.change(&mut run.case);
        }
        if self.one_in(4) {
            run.readings = self.readings();
        }
        if self.one_in(8) {
            run.stage = Stage::Payment;
        }
        run
    }

    fn readings(&mut self) -> Readings {
        let program = self.program;
        let mut chosen = Readings::defaults(program);
        for reading in &program.readings {
            let value = self.below(reading.values.len());
            if let Some(value) = reading.values.get(value) {
                chosen = chosen.clone().with(program, &reading.name, &value.name).unwrap_or(chosen);
            }
        }
        chosen
    }

    /// A case in which every fact is known.
    fn case(&mut self) -> Case {
        let applied_on = self.day();
        let version = self.program.on(applied_on);
        let of = |record| Instance { record, fields: Vec::new(), key: None, parent: None };
        let mut case = Case {
            name: "drawn".to_owned(),
            applied_on,
            instances: [version.parameters, version.applicant].map(of).to_vec(),
            approved: Vec::new(),
            paid: Vec::new(),
        };
        self.fill(&mut case, Case::PARAMETERS, 0);
        self.fill(&mut case, Case::APPLICANT, 0);
        for measure in &version.measures {
            for claim in claims(&case, measure) {
                for year in 1..=self.last_year {
                    if measure.awards.iter().any(|award| award.up_to && award.applies.in_year(year)) && !self.one_in(5)
                    {
                        self.approve(&mut case, measure, &claim, year);
                    }
                    if self.one_in(6) {
                        self.pay(&mut case, measure, &claim, year);
                    }
                }
            }
        }
        case
    }

    /// Changes something of a case.
    fn change(&mut self, case: &mut Case) {
        let version = self.program.on(case.applied_on);
        match self.below(12) {
            0 => {
                let day = self.day();
                if std::ptr::eq(self.program.on(day), version) {
                    case.applied_on = day;
                }
            }
            1 | 2 => self.change_amount(case, version),
            3 => self.add_record(case, version),
            _ => {
                let at = self.below(case.instances.len());
                self.change_fact(case, version, at);
            }
        }
    }

    fn change_fact(&mut self, case: &mut Case, version: &Program, at: usize) {
        let Some(instance) = case.instances.get_mut(at) else { return };
        let Some(record) = version.record(instance.record) else { return };
        let field = self.below(record.fields.len());
        let is_key = record.key.is_some_and(|key| key.0 as usize == field);
        let (Some(declared), Some(value)) = (record.fields.get(field), instance.fields.get_mut(field)) else { return };
        if is_key || matches!(declared.ty, Type::List(_)) {
            return;
        }
        *value = if self.one_in(6) { None } else { self.datum(version, &declared.ty) };
    }

    fn change_amount(&mut self, case: &mut Case, version: &Program) {
        let amount = self.cents();
        let (approved, paid) = (case.approved.len(), case.paid.len());
        let at = self.below(approved + paid + 1);
        if let Some(own) = case.approved.get_mut(at) {
            own.amount = amount;
            return;
        }
        if let Some(own) = case.paid.get_mut(at.saturating_sub(approved)) {
            own.amount = amount;
            return;
        }
        let measure = self.below(version.measures.len());
        let Some(measure) = version.measures.get(measure) else { return };
        let claims = claims(case, measure);
        let at = self.below(claims.len());
        let Some(claim) = claims.get(at) else { return };
        let year = 1 + u32::try_from(self.below(self.last_year as usize)).unwrap_or(0);
        if self.one_in(2) && !is_approved(case, measure, claim, year) {
            self.approve(case, measure, claim, year);
        } else {
            self.pay(case, measure, claim, year);
        }
    }

    /// A copy of a record under another key.
    fn add_record(&mut self, case: &mut Case, version: &Program) {
        let at = self.below(case.instances.len());
        let Some(instance) = case.instances.get(at) else { return };
        let (Some((parent, field)), record) = (instance.parent, instance.record) else { return };
        let holds_lists =
            version.record(record).is_none_or(|own| own.fields.iter().any(|it| matches!(it.ty, Type::List(_))));
        if holds_lists {
            return;
        }
        let mut copy = instance.clone();
        let Ok(id) = u32::try_from(case.instances.len()).map(InstanceId) else { return };
        if let Some(key) = version.record(record).and_then(|record| record.key) {
            let text = format!("{}-{}", copy.key.as_deref().unwrap_or_default(), id.0);
            copy.fields
                .get_mut(key.0 as usize)
                .into_iter()
                .for_each(|own| *own = Some(Datum::Text(text.as_str().into())));
            copy.key = Some(text);
        }
        let list = case.instances.get_mut(parent.0 as usize).and_then(|own| own.fields.get_mut(field.0 as usize));
        if let Some(Some(Datum::List(list))) = list {
            list.push(id);
            case.instances.push(copy);
            let at = case.instances.len() - 1;
            self.change_fact(case, version, at);
        }
    }

    fn approve(&mut self, case: &mut Case, measure: &Measure, claim: &str, support_year: u32) {
        let (measure, claim, amount) = (measure.name.clone(), claim.to_owned(), self.cents());
        case.approved.push(Approved { measure, claim, support_year, instalment: None, amount });
    }

    fn pay(&mut self, case: &mut Case, measure: &Measure, claim: &str, support_year: u32) {
        let pays = measure.pays.iter().filter(|pay| pay.applies.in_year(support_year));
        let parts = pays.map(|pay| pay.parts.len()).max().filter(|parts| *parts > 0);
        let instalment = parts.and_then(|parts| u32::try_from(1 + self.below(parts)).ok());
        let (amount, on) = (self.cents(), self.day().min(case.applied_on));
        case.paid.push(Paid {
            policy: None,
            measure: measure.name.clone(),
            claim: claim.to_owned(),
            support_year,
            instalment,
            amount,
            on,
            quantity: None,
        });
    }

    fn fill(&mut self, case: &mut Case, of: InstanceId, depth: usize) {
        let version = self.program.on(case.applied_on);
        let Some(record) = case.instance(of).and_then(|own| version.record(own.record)) else { return };
        let mut fields = Vec::new();
        for (at, field) in (0..).zip(&record.fields) {
            let value = if let Type::List(element) = &field.ty {
                Some(Datum::List(self.records(case, (of, FieldId(at)), *element, depth)))
            } else {
                self.datum(version, &field.ty)
            };
            fields.push(value);
        }
        let key = of.0.to_string();
        let Some(instance) = case.instances.get_mut(of.0 as usize) else { return };
        if let Some(own) = record.key.and_then(|own| fields.get_mut(own.0 as usize)) {
            *own = Some(Datum::Text(key.as_str().into()));
            instance.key = Some(key);
        }
        instance.fields = fields;
    }

    fn records(
        &mut self,
        case: &mut Case,
        parent: (InstanceId, FieldId),
        record: RecordId,
        depth: usize,
    ) -> Vec<InstanceId> {
        let count = if depth < DEEPEST { self.below(3) } else { 0 };
        let mut list = Vec::new();
        for _ in 0..count {
            let Ok(id) = u32::try_from(case.instances.len()).map(InstanceId) else { break };
            case.instances.push(Instance { record, fields: Vec::new(), key: None, parent: Some(parent) });
            self.fill(case, id, depth + 1);
            list.push(id);
        }
        list
    }

    /// A value of a type; `None` where a case gives none.
    fn datum(&mut self, version: &Program, ty: &Type) -> Option<Datum> {
        Some(match ty {
            Type::YesNo => Datum::Truth(!self.one_in(4)),
            Type::Whole(limits) => Datum::Number(self.whole(*limits)),
            Type::Quantity(dimension, limits) if dimension.is_whole() => Datum::Number(self.whole(*limits)),
            Type::Decimal(limits) | Type::Ratio(limits) | Type::Quantity(_, limits) => {
                Datum::Number(within(*limits, self.figure()))
            }
            Type::Money(_, limits) => Datum::Number(within(*limits, self.cents())),
            Type::Date => Datum::Date(self.day()),
            Type::Text => Datum::Text(self.one_of(&["甲", "乙", "丙"]).map(Arc::from)?),
            Type::Choice(choice) => {
                let at = self.below(version.choice(*choice)?.variants.len());
                Datum::Choice(VariantId(u32::try_from(at).ok()?))
            }
            Type::Series(by, inner) => {
                let years = match by {
                    SeriesBy::CalendarYear => self.calendar(),
                    SeriesBy::SupportYear => 1..=self.last_year,
                };
                Datum::Series(years.filter_map(|year| Some((year, self.datum(version, inner)?))).collect())
            }
            Type::Period => {
                let (one, other) = (self.day(), self.day());
                Datum::Period(one.min(other), one.max(other))
            }
            Type::Duration | Type::List(_) | Type::Record(_) => return None,
        })
    }

    /// The calendar years about the days of the policy.
    fn calendar(&self) -> std::ops::RangeInclusive<u32> {
        let year = |day: Option<&Date>| day.and_then(|day| u32::try_from(day.year()).ok());
        let (first, last) = (year(self.days.first()).unwrap_or(2024), year(self.days.last()).unwrap_or(2026));
        first.saturating_sub(3).max(last.saturating_sub(10))..=last + 1
    }

    fn whole(&mut self, limits: Limits) -> Number {
        let least = limits.least.and_then(Number::to_whole).unwrap_or(0);
        let about = self.figure().to_whole().filter(|_| self.one_in(2));
        let range =
            limits.most.and_then(Number::to_whole).map_or(10, |most| most.saturating_sub(least).saturating_add(1));
        let range = usize::try_from(range).unwrap_or(10);
        let drawn = least.saturating_add(i64::try_from(self.below(range)).unwrap_or(0));
        within(limits, Number::from(about.unwrap_or(drawn)))
    }

    /// A figure of the policy, or one about it.
    fn figure(&mut self) -> Number {
        let figures = std::mem::take(&mut self.figures);
        let figure = self.one_of(&figures);
        self.figures = figures;
        let figure = figure.filter(|_| !self.one_in(4)).unwrap_or_else(|| {
            let whole = Number::from(i64::try_from(self.below(40)).unwrap_or(0));
            whole.divided_by(Number::from(4)).unwrap_or(whole)
        });
        self.about(figure)
    }

    /// An amount in whole cents, of the policy or about one of its.
    fn cents(&mut self) -> Number {
        let amounts = std::mem::take(&mut self.amounts);
        let amount = self.one_of(&amounts);
        self.amounts = amounts;
        let amount = amount.unwrap_or_else(|| Number::from(100_000));
        let part = Number::from(i64::try_from(1 + self.below(4)).unwrap_or(1));
        let part = if self.one_in(3) { amount.divided_by(part).unwrap_or(amount) } else { amount };
        let part = if self.one_in(12) { Number::ZERO } else { part };
        let amount = self.about(part);
        let fits = |own: &Number| own.to_decimal().is_some_and(|own| own.scale() <= 2) && !own.is_negative();
        Some(amount).filter(fits).or(Some(part).filter(fits)).unwrap_or_else(|| Number::from(1000))
    }

    fn about(&mut self, number: Number) -> Number {
        let cent = Number::ONE.divided_by(Number::from(100)).unwrap_or(Number::ONE);
        let other = match self.below(6) {
            0 => number.plus(cent),
            1 => number.minus(cent),
            2 => number.plus(Number::ONE),
            _ => Ok(number),
        };
        other.unwrap_or(number)
    }

    /// A day of the policy or its cases, or one about it.
    fn day(&mut self) -> Date {
        const START: Date = Date::constant(2026, 5, 1);
        let days = std::mem::take(&mut self.days);
        let day = self.one_of(&days).unwrap_or(START);
        self.days = days;
        let away = i32::try_from(self.below(1200)).unwrap_or(0) - 600;
        let by = match self.below(8) {
            0 => 1,
            1 => -1,
            2 | 3 => 0,
            _ => away,
        };
        let shifted = crate::value::DateBounds::exactly(day).shift(crate::value::Shift::Days(by));
        shifted.ok().and_then(crate::value::DateBounds::known).unwrap_or(day)
    }
}

fn place<T: Copy>(edge: Edge<T>) -> Option<T> {
    edge.place().map(|(at, _)| at)
}

fn within(limits: Limits, number: Number) -> Number {
    let number = limits.least.map_or(number, |least| number.max(least));
    let number = limits.most.map_or(number, |most| number.min(most));
    if limits.least.is_none() && limits.most.is_none() && number.is_negative() { Number::ZERO } else { number }
}

fn is_approved(case: &Case, measure: &Measure, claim: &str, year: u32) -> bool {
    let mut approved = case.approved.iter();
    approved.any(|own| own.measure == measure.name && own.claim == claim && own.support_year == year)
}

/// The names of the claims of a measure.
fn claims(case: &Case, measure: &Measure) -> Vec<String> {
    match &measure.for_each {
        None => vec!["applicant".to_owned()],
        Some(each) => {
            let own = case.instances.iter().filter(|instance| instance.record == each.record);
            own.filter_map(|instance| instance.key.clone()).collect()
        }
    }
}
