//! Tables with a shifted row, or with an edge on its other side.

use super::{Collector, Part};
use crate::ir::{Edge, Match, Op, Program, Table, Type};
use crate::value::{Date, Number};
use crate::wording;

pub(super) fn collect(collector: &mut Collector<'_>) {
    for (at, table) in collector.program.tables.iter().enumerate() {
        rows(collector, at, table);
        edges(collector, at, table);
        slices(collector, at, table);
        editions(collector, at, table);
    }
}

fn change(at: usize, change: impl Fn(&mut Table) + Send + Sync + 'static) -> impl Fn(&mut Program) + Send + Sync {
    move |program| program.tables.get_mut(at).into_iter().for_each(&change)
}

/// Two rows below each other have each other's value.
fn rows(collector: &mut Collector<'_>, at: usize, table: &Table) {
    if !table.slices.is_empty() {
        return;
    }
    for (own, pair) in table.rows.windows(2).enumerate() {
        let [row, next] = pair else { continue };
        let figures = [row.value, next.value].map(|value| &collector.program.node(value).op);
        if let [Op::Number(one), Op::Number(other)] = figures
            && one == other
        {
            continue;
        }
        let (one, other) = (collector.said(row.value), collector.said(next.value));
        let what = wording!("`{one}` and `{other}` are swapped", "“{one}”与“{other}”互换");
        let swapped = move |table: &mut Table| {
            if let Some([row, next]) = table.rows.get_mut(own..own + 2) {
                std::mem::swap(&mut row.value, &mut next.value);
            }
        };
        collector.add(row.span, what, change(at, swapped));
    }
}

/// What lies on the edge between two rows goes to the other.
fn edges(collector: &mut Collector<'_>, at: usize, table: &Table) {
    // Of slices it makes no difference to which the edge itself belongs.
    if !table.slices.is_empty() {
        return;
    }
    for (column, key) in table.keys.iter().enumerate() {
        let whole = matches!(&key.ty, Type::Whole(_));
        let patterns = table.rows.iter().filter_map(|row| Some((row, row.patterns.get(column)?)));
        let mut seen: Vec<(Number, bool)> = Vec::new();
        let mut days: Vec<Date> = Vec::new();
        for (row, one) in patterns.flat_map(|(row, pattern)| pattern.iter().map(move |one| (row, one))) {
            match one {
                // Each edge once: as the upper one of the row before it.
                Match::Numbers(lower, upper) if lower != upper => {
                    let Some((edge, included)) = upper.place().filter(|place| !seen.contains(place)) else { continue };
                    seen.push((edge, included));
                    let words = key.label.as_deref().unwrap_or(&key.name);
                    let what = wording!("{words}: the edge {edge} is moved", "{words}：分界{edge}错位");
                    let moved = move |table: &mut Table| move_edge(table, column, edge, whole);
                    collector.add_part(row.span, Part::Nth(column), what, change(at, moved));
                }
                Match::Dates(lower, upper) if lower != upper => {
                    let Some((edge, _)) = upper.place().filter(|(edge, _)| !days.contains(edge)) else { continue };
                    days.push(edge);
                    let words = key.label.as_deref().unwrap_or(&key.name);
                    let what = wording!("{words}: the edge {edge} is moved", "{words}：分界{edge}错位");
                    let moved = move |table: &mut Table| move_day(table, column, edge);
                    collector.add_part(row.span, Part::Nth(column), what, change(at, moved));
                }
                Match::Any | Match::Truth(_) | Match::Choice(_) | Match::Numbers(..) | Match::Dates(..) => {}
            }
        }
    }
}

/// The matches of a column.
fn column_mut(table: &mut Table, column: usize) -> impl Iterator<Item = &mut Match> {
    table.rows.iter_mut().filter_map(move |row| row.patterns.get_mut(column)).flatten()
}

/// Of whole numbers the rows meet one later; else the edge itself changes its side.
fn move_edge(table: &mut Table, column: usize, edge: Number, whole: bool) {
    let Ok(next) = edge.plus(Number::ONE) else { return };
    for own in column_mut(table, column) {
        let Match::Numbers(lower, upper) = own else { continue };
        if lower == upper {
            continue;
        }
        if whole {
            if *upper == Edge::Included(edge) {
                *upper = Edge::Included(next);
            }
            if *lower == Edge::Included(next) {
                *lower = next.plus(Number::ONE).map_or(*lower, Edge::Included);
            }
        } else {
            for side in [lower, upper] {
                turn(side, edge);
            }
        }
    }
}

fn move_day(table: &mut Table, column: usize, edge: Date) {
    for own in column_mut(table, column) {
        if let Match::Dates(lower, upper) = own {
            for side in [lower, upper] {
                turn(side, edge);
            }
        }
    }
}

/// An edge at a place includes it where it did not, and the reverse.
fn turn<T: Copy + PartialEq>(side: &mut Edge<T>, edge: T) {
    *side = match *side {
        Edge::Included(at) if at == edge => Edge::Excluded(at),
        Edge::Excluded(at) if at == edge => Edge::Included(at),
        Edge::Open | Edge::Included(_) | Edge::Excluded(_) => return,
    };
}

/// A slice ends a tenth later, and the next begins there.
fn slices(collector: &mut Collector<'_>, at: usize, table: &Table) {
    for (own, slice) in table.slices.iter().enumerate() {
        let row = table.rows.iter().find(|row| row.value == slice.rate);
        let (Some(to), Some(row)) = (slice.to, row) else { continue };
        let next = table.slices.get(own + 1).and_then(|next| next.to);
        let later = to.divided_by(Number::from(10)).and_then(|tenth| to.plus(tenth));
        let Some(later) = later.ok().filter(|later| next.is_none_or(|next| *later < next)) else { continue };
        let what = wording!("the edge {to} becomes {later}", "分界{to}改为{later}");
        let moved = move |table: &mut Table| {
            for slice in &mut table.slices {
                if slice.to == Some(to) {
                    slice.to = Some(later);
                }
                if slice.from == to {
                    slice.from = later;
                }
            }
        };
        collector.add(row.span, what, change(at, moved));
    }
}

/// Values count a day later.
fn editions(collector: &mut Collector<'_>, at: usize, table: &Table) {
    for (own, pair) in table.editions.windows(2).enumerate() {
        let [_, next] = pair else { continue };
        let (Ok(later), Some(row)) = (next.from.tomorrow(), table.rows.get(next.rows.start)) else { continue };
        let from = next.from;
        let what = wording!("from {from} becomes from {later}", "自{from}改为自{later}");
        let moved = move |table: &mut Table| {
            if let Some([before, next]) = table.editions.get_mut(own..own + 2) {
                next.from = later;
                before.until = before.until.and(Some(from));
            }
        };
        collector.add(row.span, what, change(at, moved));
    }
}
