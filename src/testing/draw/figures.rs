//! The figures and the days about which cases are drawn.

use super::Draw;
use crate::ir::{Edge, Match, Op, Program, Type};
use crate::value::Number;

impl Draw<'_> {
    /// Takes note of the figures of a version.
    pub(super) fn look_at(&mut self, version: &Program) {
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
            self.amounts
                .extend(times.filter(|own| own.to_decimal().is_some_and(|own| own.scale() <= version.policy.digits)));
            self.amounts.push(amount);
        }
        for rate in &rates {
            let Some(scale) = rate.to_decimal().map(|rate| rate.scale()).filter(|scale| *scale < 7) else { continue };
            let whole = Number::from(10_i64.pow(scale));
            self.counts.extend([Some(whole), whole.times(*rate).ok()].into_iter().flatten());
        }
        self.figures.extend(rates);
        for list in [&mut self.amounts, &mut self.figures, &mut self.counts] {
            list.truncate(MOST);
        }
        let last = version.measures.iter().flat_map(|own| &own.awards).filter_map(|award| award.applies.years);
        self.last_year = self.last_year.max(last.map(|(_, last)| last.min(20)).max().unwrap_or(1));
    }
}

fn place<T: Copy>(edge: Edge<T>) -> Option<T> {
    edge.place().map(|(at, _)| at)
}
