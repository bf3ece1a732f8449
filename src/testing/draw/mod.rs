//! Cases at random about the figures of a policy, where its decisions change. The same seed gives the same cases.

mod change;
mod figures;
mod values;

use crate::case::{Case, Instance};
use crate::interpret::{Readings, Stage};
use crate::ir::{Measure, Program};
use crate::value::{Date, Number};

use super::Run;

/// Draws cases of one policy.
pub struct Draw<'p> {
    program: &'p Program,
    state: u64,
    /// Amounts of the policy, and what brings them at its rates.
    amounts: Vec<Number>,
    /// Its other figures.
    figures: Vec<Number>,
    /// Counts of which a rate of the policy is a count as well: 5.5% of 1000 is 55.
    counts: Vec<Number>,
    days: Vec<Date>,
    last_year: u32,
}

impl<'p> Draw<'p> {
    /// Draws about the figures of a policy, and about the days of some of its cases.
    pub fn new(program: &'p Program, cases: &[Run], seed: u64) -> Draw<'p> {
        let mut draw = Draw {
            program,
            state: seed | 1,
            amounts: Vec::new(),
            figures: Vec::new(),
            counts: Vec::new(),
            days: Vec::new(),
            last_year: 1,
        };
        program.versions().for_each(|version| draw.look_at(version));
        draw.days.extend(cases.iter().map(|run| run.case.applied_on));
        for list in [&mut draw.amounts, &mut draw.figures, &mut draw.counts] {
            list.sort();
            list.dedup();
        }
        draw.days.sort_unstable();
        draw.days.dedup();
        draw
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

    /// A case of its own, or a known one, by its place, with some facts changed.
    pub fn run(&mut self, known: &[Run]) -> (Option<usize>, Run) {
        let from = if self.one_in(4) { None } else { Some(self.below(known.len())).filter(|at| *at < known.len()) };
        let mut run = from.and_then(|at| known.get(at)).cloned().unwrap_or_else(|| {
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
        (from, run)
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
