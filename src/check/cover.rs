//! Which values a set of rows matches: none, one or several of them for each value that a key can have.
//!
//! The bounds that rows name cut each key into cells (a bound itself, or what lies between two bounds), and every row either matches a
//! whole cell or nothing of it; so looking at the cells decides the matter exactly.

use std::cmp::Ordering;

use crate::ir::{Edge, Limits, Match};
use crate::value::{Date, Number, number_of_day};

/// More cells than a table that people read has.
const MOST_CELLS: usize = 100_000;
/// More steps than rows that rarely overlap need.
const MOST_STEPS: usize = 2_000_000;

/// What a key can be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Space {
    /// One of so many values.
    Several(usize),
    /// A number.
    Numbers { whole: bool, limits: Limits },
}

/// What a row asks of a key.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Piece {
    Any,
    One(usize),
    Numbers(Interval),
}

/// Numbers from one bound to another; each with whether it is included, `None` where open.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Interval {
    pub(super) from: Option<(Number, bool)>,
    pub(super) to: Option<(Number, bool)>,
}

impl Piece {
    pub(super) fn of(asked: &Match) -> Piece {
        match asked {
            Match::Any => Piece::Any,
            Match::Truth(truth) => Piece::One(usize::from(*truth)),
            Match::Choice(variant) => Piece::One(variant.0 as usize),
            Match::Numbers(from, to) => Piece::Numbers(Interval { from: from.place(), to: to.place() }),
            Match::Dates(from, to) => {
                let day = |edge: Edge<Date>| edge.place().map(|(day, included)| (number_of_day(day), included));
                Piece::Numbers(Interval { from: day(*from), to: day(*to) })
            }
        }
    }
}

/// A stretch of a key that no row, or more than one, matches.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Stretch {
    One(usize),
    Numbers(Interval),
}

impl Stretch {
    /// The number, where it is one alone.
    pub(super) fn point(&self) -> Option<Number> {
        match self {
            Stretch::Numbers(Interval { from: Some((from, true)), to: Some((to, true)) }) if from == to => Some(*from),
            Stretch::Numbers(_) | Stretch::One(_) => None,
        }
    }
}

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// A row, an earlier one that matches the same, and where both do.
    pub(super) overlaps: Vec<(usize, usize, Vec<Stretch>)>,
    /// Rows that match nothing that the keys can be.
    pub(super) never: Vec<usize>,
    /// What no row matches.
    pub(super) missing: Vec<Vec<Stretch>>,
    /// Whether there is more missing than is listed.
    pub(super) more: bool,
    /// Whether there are too many combinations to look at.
    pub(super) too_large: bool,
}

/// The cells of one key.
struct Axis {
    points: Vec<Number>,
    /// Even ranks lie between points, odd ones are points.
    ranks: Vec<usize>,
    space: Space,
}

fn order(left: Number, right: Number) -> Ordering {
    left.cmp(&right)
}

impl Axis {
    fn of<'p>(space: Space, pieces: impl Iterator<Item = &'p Piece>) -> Axis {
        let (whole, limits) = match space {
            Space::Several(count) => return Axis { points: Vec::new(), ranks: (0..count).collect(), space },
            Space::Numbers { whole, limits } => (whole, limits),
        };
        let mut points: Vec<Number> = limits.least.into_iter().chain(limits.most).collect();
        for piece in pieces {
            if let Piece::Numbers(interval) = piece {
                points.extend(interval.from.iter().chain(&interval.to).map(|(number, _)| *number));
            }
        }
        points.sort_by(|left, right| order(*left, *right));
        points.dedup();
        let mut axis = Axis { points, ranks: Vec::new(), space };
        let first = limits.least.map_or(0, |least| axis.rank(least));
        let last = limits.most.map_or(axis.points.len() * 2, |most| axis.rank(most));
        axis.ranks = (first..=last).filter(|rank| !(whole && axis.empty(*rank))).collect();
        axis
    }

    /// Whether no whole number lies between the two points.
    fn empty(&self, rank: usize) -> bool {
        if rank % 2 == 1 {
            return self.points.get(rank / 2).is_some_and(|point| point.to_whole().is_none());
        }
        let below = (rank / 2).checked_sub(1).and_then(|at| self.points.get(at)).and_then(|point| point.to_whole());
        let above = self.points.get(rank / 2).and_then(|point| point.to_whole());
        matches!((below, above), (Some(below), Some(above)) if above.saturating_sub(below) <= 1)
    }

    fn rank(&self, point: Number) -> usize {
        let at = self.points.binary_search_by(|known| order(*known, point));
        at.map_or_else(|at| at * 2, |at| at * 2 + 1)
    }

    /// The cells that a piece matches, as positions in `ranks`.
    fn cells(&self, piece: &Piece) -> std::ops::Range<usize> {
        match piece {
            Piece::Any => 0..self.ranks.len(),
            Piece::One(at) => *at..(at + 1).min(self.ranks.len()),
            Piece::Numbers(interval) => {
                let first = interval.from.map_or(0, |(number, included)| self.rank(number) + usize::from(!included));
                let last =
                    interval.to.map_or(usize::MAX, |(number, included)| self.rank(number) + usize::from(included));
                let first = self.ranks.partition_point(|rank| *rank < first);
                let last = self.ranks.partition_point(|rank| *rank < last);
                first..last.max(first)
            }
        }
    }

    /// The stretch from one cell to another.
    fn stretch(&self, first: usize, last: usize) -> Stretch {
        if let Space::Several(_) = self.space {
            return Stretch::One(first);
        }
        let (first, last) = (self.ranks.get(first).copied().unwrap_or(0), self.ranks.get(last).copied().unwrap_or(0));
        let point = |at: usize| self.points.get(at).copied();
        let from = match first % 2 {
            1 => point(first / 2).map(|number| (number, true)),
            _ => (first / 2).checked_sub(1).and_then(point).map(|number| (number, false)),
        };
        let to = match last % 2 {
            1 => point(last / 2).map(|number| (number, true)),
            _ => point(last / 2).map(|number| (number, false)),
        };
        Stretch::Numbers(Interval { from, to })
    }
}

/// Looks at every cell.
pub(super) fn cover(spaces: &[Space], rows: &[Vec<Vec<Piece>>]) -> Findings {
    let mut findings = Findings::default();
    let axes: Vec<Axis> = spaces
        .iter()
        .enumerate()
        .map(|(key, space)| Axis::of(*space, rows.iter().filter_map(|row| row.get(key)).flatten()))
        .collect();
    let total = axes.iter().try_fold(1_usize, |total, axis| total.checked_mul(axis.ranks.len()));
    let Some(total) = total.filter(|total| *total <= MOST_CELLS) else {
        findings.too_large = true;
        return findings;
    };
    let single = match axes.as_slice() {
        [axis] if matches!(axis.space, Space::Numbers { .. }) => Some(axis),
        _ => None,
    };
    let mut owners: Vec<Option<usize>> = vec![None; total];
    let mut steps = 0;
    for (at, row) in rows.iter().enumerate() {
        let matched: Vec<Vec<usize>> = axes.iter().zip(row).map(|(axis, pieces)| cells_of(axis, pieces)).collect();
        if matched.iter().any(Vec::is_empty) {
            findings.never.push(at);
            continue;
        }
        let mut overlap: Option<(usize, usize, usize)> = None;
        for cell in combinations(&axes, &matched) {
            steps += 1;
            if steps > MOST_STEPS {
                findings.too_large = findings.overlaps.is_empty();
                return findings;
            }
            match owners.get_mut(cell) {
                Some(owner @ None) => *owner = Some(at),
                Some(Some(owner)) => match &mut overlap {
                    None => overlap = Some((*owner, cell, cell)),
                    Some((other, _, last)) if single.is_some() && *last + 1 == cell && other == owner => *last = cell,
                    Some(_) => {}
                },
                None => {}
            }
        }
        if let Some((other, first, last)) = overlap {
            let place = single.map_or_else(|| stretches(&axes, first), |axis| vec![axis.stretch(first, last)]);
            findings.overlaps.push((at, other, place));
        }
    }
    missing(&axes, single, &owners, &mut findings);
    findings
}

fn cells_of(axis: &Axis, pieces: &[Piece]) -> Vec<usize> {
    let mut cells: Vec<usize> = pieces.iter().flat_map(|piece| axis.cells(piece)).collect();
    cells.sort_unstable();
    cells.dedup();
    cells
}

/// The numbers of all cells that a row matches, the last key running fastest.
fn combinations(axes: &[Axis], matched: &[Vec<usize>]) -> impl Iterator<Item = usize> {
    let sizes: Vec<usize> = axes.iter().map(|axis| axis.ranks.len()).collect();
    let counts: Vec<usize> = matched.iter().map(Vec::len).collect();
    let all = counts.iter().product::<usize>();
    (0..all).map(move |number| {
        let mut rest = number;
        let mut cell = 0;
        let mut stride = 1;
        for ((size, count), cells) in sizes.iter().zip(&counts).zip(matched).rev() {
            cell += cells.get(rest % count).copied().unwrap_or(0) * stride;
            rest /= count;
            stride *= size;
        }
        cell
    })
}

/// One cell as a stretch of each key.
fn stretches(axes: &[Axis], cell: usize) -> Vec<Stretch> {
    let mut rest = cell;
    let mut found: Vec<Stretch> = Vec::new();
    for axis in axes.iter().rev() {
        let size = axis.ranks.len().max(1);
        found.push(axis.stretch(rest % size, rest % size));
        rest /= size;
    }
    found.reverse();
    found
}

/// How many values a message names.
const LISTED: usize = 5;

fn missing(axes: &[Axis], single: Option<&Axis>, owners: &[Option<usize>], findings: &mut Findings) {
    let mut at = 0;
    while at < owners.len() {
        if owners.get(at).is_none_or(Option::is_some) {
            at += 1;
            continue;
        }
        if findings.missing.len() == LISTED {
            findings.more = true;
            return;
        }
        let start = at;
        at += 1;
        match single {
            Some(axis) => {
                while owners.get(at).is_some_and(Option::is_none) {
                    at += 1;
                }
                findings.missing.push(vec![axis.stretch(start, at - 1)]);
            }
            None => findings.missing.push(stretches(axes, start)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(from: Option<i64>, to: Option<i64>) -> Vec<Vec<Piece>> {
        let bound = |bound: Option<i64>| bound.map(|number| (Number::from(number), true));
        vec![vec![Piece::Numbers(Interval { from: bound(from), to: bound(to) })]]
    }

    #[test]
    fn whole_numbers_leave_gaps_only_between_them() {
        let space = Space::Numbers { whole: true, limits: Limits { least: Some(Number::from(1)), most: None } };
        let rows = [numbers(Some(1), Some(4)), numbers(Some(5), Some(9)), numbers(Some(12), None)];
        let found = cover(&[space], &rows);
        assert!(found.overlaps.is_empty());
        let gap = Interval { from: Some((Number::from(9), false)), to: Some((Number::from(12), false)) };
        assert_eq!(found.missing, [vec![Stretch::Numbers(gap)]]);
    }

    #[test]
    fn a_bound_in_two_rows_is_an_overlap_at_that_bound() {
        let space = Space::Numbers { whole: false, limits: Limits::default() };
        let found = cover(&[space], &[numbers(None, Some(10)), numbers(Some(10), None)]);
        let ten = Interval { from: Some((Number::from(10), true)), to: Some((Number::from(10), true)) };
        assert_eq!(found.overlaps, [(1, 0, vec![Stretch::Numbers(ten)])]);
        assert!(found.missing.is_empty());
    }

    #[test]
    fn combinations_of_two_keys_are_looked_at_one_by_one() {
        let rows = [vec![vec![Piece::One(0)], vec![Piece::Any]], vec![vec![Piece::One(1)], vec![Piece::One(2)]]];
        let found = cover(&[Space::Several(2), Space::Several(3)], &rows);
        assert_eq!(found.missing, [vec![Stretch::One(1), Stretch::One(0)], vec![Stretch::One(1), Stretch::One(1)]]);
    }
}
