//! Finding the boundary of one rule: which change of a case makes it come out otherwise.

use std::cmp::Ordering;

use super::site::{Direct, Room, Site, Watch};
use super::vary::{Variable, Vary, round_values};
use super::{Boundary, titled, words};
use crate::diagnostic::Language;
use crate::ir::{Op, Program};
use crate::source::Sources;
use crate::testing::Run;
use crate::testing::outcome::Comes;
use crate::value::Number;

/// So many edges of one table are looked for.
const MOST_EDGES: usize = 40;
/// So often a second fact is changed, to come to the edge itself.
const MOST_PAIRS: usize = 32;

/// The side of a boundary on which a value lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Below,
    On,
    Above,
}

/// Finds the boundary of one rule.
pub(super) struct Finder<'a> {
    pub program: &'a Program,
    pub sources: &'a Sources,
    pub site: &'a Site,
    pub run: &'a Run,
    /// The known run of which the case is made, and what it is called.
    pub from: (Option<usize>, &'a str),
    pub language: Language,
}

/// The values beside an edge, and whether one of them lies on it.
type Beside = (Vec<(Number, Side)>, bool);

impl Finder<'_> {
    /// The cases, and whether they come to the edge itself.
    pub(super) fn cases(&self) -> (Vec<Boundary>, bool) {
        let site = self.site;
        if let Some(Direct { variable, at }) = &site.direct {
            let cases: Vec<Boundary> = at.iter().flat_map(|at| self.about(*variable, *at)).collect();
            if !cases.is_empty() {
                return (cases, true);
            }
        }
        let mut inexact = Vec::new();
        for variable in &site.variables {
            let Some(vary) = Vary::of(self.program, self.run, *variable) else { continue };
            let (mut cases, mut exact) = (Vec::new(), false);
            for up in [true, false] {
                for (values, is_exact) in self.edges(&vary, up) {
                    exact |= is_exact;
                    cases.extend(values.into_iter().filter_map(|(value, side)| self.case(&vary, None, value, side)));
                }
            }
            if exact {
                return (cases, true);
            }
            if inexact.is_empty() {
                inexact = cases;
            }
        }
        (inexact, false)
    }

    /// Whether two values are compared, which may be the same.
    fn compares(&self) -> bool {
        let Some(node) = self.site.compared() else { return false };
        matches!(self.program.on(self.run.case.applied_on).node(node).op, Op::Compare(..) | Op::Min(_) | Op::Max(_))
    }

    /// The edges in one direction: of a table one behind the other, else the nearest.
    fn edges(&self, vary: &Vary<'_>, up: bool) -> Vec<Beside> {
        let has_rows = matches!(self.site.watch, Watch::Node(node) if {
            let op = &self.program.on(self.run.case.applied_on).node(node).op;
            matches!(op, Op::Lookup(..) | Op::OnDay(..) | Op::Slices(..))
        });
        let mut found = Vec::new();
        let mut start = vary.start();
        while found.len() < MOST_EDGES {
            let Some((low, high)) = vary.flip(start, up, |run| self.site.see(self.program, run)) else { break };
            found.push(self.beside(vary, low, high));
            start = if up { high } else { low };
            if !has_rows {
                break;
            }
        }
        found
    }

    /// The values beside an edge between two.
    fn beside(&self, vary: &Vary<'_>, low: Number, high: Number) -> Beside {
        if let Some(values) = self.beside_limit(vary, low, high) {
            return values;
        }
        if let Some(values) = self.beside_equal(vary, low, high) {
            return (values, true);
        }
        let values = if self.is_on(vary, low) {
            vec![(vary.beside(low, -1), Side::Below), (Some(low), Side::On), (Some(high), Side::Above)]
        } else if !self.compares() || self.is_on(vary, high) {
            vec![(Some(low), Side::Below), (Some(high), Side::On), (vary.beside(high, 1), Side::Above)]
        } else {
            vec![(Some(low), Side::Below), (Some(high), Side::Above)]
        };
        let exact = !self.compares() || values.iter().any(|(_, side)| *side == Side::On);
        (values.into_iter().filter_map(|(value, side)| Some((value?, side))).collect(), exact)
    }

    /// The values beside the edge of a limit, which cuts at one of two and not at the other: on it the amount is all that the limit leaves,
    /// beside it the amount is another, rounded as it is paid.
    fn beside_limit(&self, vary: &Vary<'_>, low: Number, high: Number) -> Option<Beside> {
        if self.site.compared().is_some() {
            return None;
        }
        let (whole, up) = if self.is_on(vary, low) { (low, false) } else { (high, true) };
        if !self.room(&vary.with(whole)?)?.paid.is_zero() {
            return Some((vec![(low, Side::Below), (high, Side::Above)], false));
        }
        let (less, more) = vary.flip(whole, up, |run| Some(self.room(run)?.paid.is_zero()))?;
        let on = self.reaching(vary, whole, up).unwrap_or(whole);
        let (below, above) = if up { (low, more) } else { (less, high) };
        Some((vec![(below, Side::Below), (on, Side::On), (above, Side::Above)], true))
    }

    /// The values beside the place between two at which the least or the greatest of several amounts becomes another: on it two are the same.
    fn beside_equal(&self, vary: &Vary<'_>, low: Number, high: Number) -> Option<Vec<(Number, Side)>> {
        self.site.compared()?;
        let on = [low, high].into_iter().find(|own| self.is_on(vary, *own))?;
        let apart = |up: bool| vary.flip(on, up, |run| Some(self.room(run)?.paid.is_zero()));
        let (below, above) = (apart(false)?.0, apart(true)?.1);
        Some(vec![(below, Side::Below), (on, Side::On), (above, Side::Above)])
    }

    /// The last value in a direction at which an amount that is not rounded yet is all that a limit leaves; `None` where it never is.
    fn reaching(&self, vary: &Vary<'_>, from: Number, up: bool) -> Option<Number> {
        let see = |run: &Run| Some(self.room(run)?.exact.cmp(&Number::ZERO));
        let seen = |value: Number| see(&vary.with(value)?);
        let first = match seen(from)? {
            Ordering::Greater => return None,
            Ordering::Equal => from,
            Ordering::Less => {
                let (less, more) = vary.flip(from, up, see)?;
                if up { more } else { less }
            }
        };
        if seen(first)? != Ordering::Equal {
            return None;
        }
        let last = vary.flip(first, up, see).map(|(less, more)| if up { less } else { more });
        Some(last.unwrap_or(first))
    }

    fn room(&self, run: &Run) -> Option<Room> {
        self.site.room(self.program, run)
    }

    /// The cases on and beside the edge with another value of a second fact, where only so a case can lie on it: of counts, 5.5% of 31 is
    /// none, of 200 it is 11.
    pub(super) fn with_another(&self) -> Vec<Boundary> {
        if !self.compares() {
            return Vec::new();
        }
        let seconds = self.site.variables.iter().filter_map(|own| Vary::of(self.program, self.run, *own));
        let seconds: Vec<Vary<'_>> = seconds.filter(|own| !own.is_date()).collect();
        let mut values: Vec<(usize, &Vary<'_>, Number)> = Vec::new();
        for second in &seconds {
            values.extend(round_values(second.start()).into_iter().enumerate().map(|(at, value)| (at, second, value)));
        }
        values.sort_by_key(|(at, ..)| *at);
        let mut pairs = 0;
        for (_, second, value) in values {
            let Some(run) = second.with(value) else { continue };
            for variable in self.site.variables.iter().filter(|own| **own != second.variable()) {
                let Some(vary) = Vary::of(self.program, &run, *variable) else { continue };
                for up in [true, false] {
                    pairs += 1;
                    if pairs > MOST_PAIRS {
                        return Vec::new();
                    }
                    let Some((values, true)) = self.edges(&vary, up).into_iter().next() else { continue };
                    let shown = second.shown(value);
                    let beside = Some((second.name(), shown.as_str()));
                    let cases = values.into_iter().filter_map(|(value, side)| self.case(&vary, beside, value, side));
                    return cases.collect();
                }
            }
        }
        Vec::new()
    }

    /// Whether a value lies on the boundary itself, of a limit the greatest that it does not cut.
    fn is_on(&self, vary: &Vary<'_>, value: Number) -> bool {
        vary.with(value).is_some_and(|run| self.site.is_on(self.program, &run))
    }

    /// The cases below, on and above a value of a variable, unless other figures count there.
    fn about(&self, variable: Variable, at: Number) -> Vec<Boundary> {
        let Some(vary) = Vary::of(self.program, self.run, variable) else { return Vec::new() };
        if self.compares() && !self.is_on(&vary, at) {
            return Vec::new();
        }
        let beside = [(vary.beside(at, -1), Side::Below), (Some(at), Side::On), (vary.beside(at, 1), Side::Above)];
        let known = beside.into_iter().filter_map(|(value, side)| Some((value?, side)));
        known.filter_map(|(value, side)| self.case(&vary, None, value, side)).collect()
    }

    /// The case with a value of a variable, beside that of another.
    fn case(&self, vary: &Vary<'_>, beside: Option<(&str, &str)>, value: Number, side: Side) -> Option<Boundary> {
        let mut run = vary.with(value)?;
        let (what, shown) = (vary.name(), vary.shown(value));
        let figures: Vec<String> = self.site.figures.iter().map(|figure| words(self.sources, *figure)).collect();
        let (rule, (at, from)) = (titled(self.language, &self.site.name, &figures), self.from);
        let measure = self.site.measure.clone();
        let of = measure.as_deref().and_then(|name| self.program.on(run.case.applied_on).measure_named(name));
        let of = of.map(|own| own.shown().to_owned());
        let (name, why) = match self.language {
            Language::Zh => {
                let side = match (side, vary.is_date()) {
                    (Side::Below, false) => "略低于界值",
                    (Side::On, false) => "界值",
                    (Side::Above, false) => "略高于界值",
                    (Side::Below, true) => "界日前一日",
                    (Side::On, true) => "界日",
                    (Side::Above, true) => "界日后一日",
                };
                let of = of.map(|of| format!("{of}，")).unwrap_or_default();
                let also = beside.map(|(name, value)| format!("{name} {value}，")).unwrap_or_default();
                let changed = beside.map(|(name, _)| format!("“{name}”和")).unwrap_or_default();
                (
                    format!("{of}{rule}：{also}{what} {shown}（{side}）"),
                    format!("由“{from}”改动{changed}“{what}”而成；所列预期为规则算出的结果，待确认"),
                )
            }
            Language::En => {
                let side = match (side, vary.is_date()) {
                    (Side::Below, false) => "just below the edge",
                    (Side::On, false) => "on the edge",
                    (Side::Above, false) => "just above the edge",
                    (Side::Below, true) => "the day before the edge",
                    (Side::On, true) => "the day of the edge",
                    (Side::Above, true) => "the day after the edge",
                };
                let of = of.map(|of| format!("{of}, ")).unwrap_or_default();
                let also = beside.map(|(name, value)| format!("{name} {value}, ")).unwrap_or_default();
                let changed = beside.map(|(name, _)| format!("another {name} and ")).unwrap_or_default();
                (
                    format!("{of}{rule}: {also}{what} {shown} ({side})"),
                    format!(
                        "made of `{from}` with {changed}another {what}; what is expected is what the rules give, to be confirmed"
                    ),
                )
            }
        };
        run.case.name.clone_from(&name);
        let comes = Comes::of(self.program, &run);
        Some(Boundary { place: self.site.place, name, why, from: at, run, comes, measure })
    }
}
