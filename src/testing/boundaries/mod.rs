//! Boundary cases: for each threshold, window, row edge and cap of a policy the cases just below, on and above it.
//!
//! Each starts from a case of the policy's tests in which the rule matters, and changes one fact (or an approved or paid amount) until the
//! rule comes out otherwise. What is decided on it is written as its expectation, for a person to confirm.

mod another;
mod file;
mod site;
mod sites;
mod vary;

use std::collections::HashSet;

pub use file::{Merged, file, merged};

use crate::ast::Surface;
use crate::diagnostic::Language;
use crate::ir::{Op, Program};
use crate::source::{Sources, Span};
use crate::value::Number;

use super::Run;
use super::outcome::Comes;
use another::changed;
use site::{Direct, Site};
use sites::sites;
use vary::{Variable, Vary};

/// A case on or beside a boundary.
#[derive(Debug, Clone)]
pub struct Boundary {
    /// The rule whose boundary it is.
    pub place: Span,
    /// What the test is called, in the language of the policy.
    pub name: String,
    /// From which test it was made, and how.
    pub why: String,
    /// The place of that test among those known.
    pub from: usize,
    /// The case.
    pub run: Run,
    /// What is decided on it.
    pub comes: Comes,
    /// The measure that it is about; `None` of the scope.
    pub measure: Option<String>,
}

impl Boundary {
    /// Whether another is about the same facts.
    fn is_same(&self, other: &Boundary) -> bool {
        let (own, case) = (&self.run.case, &other.run.case);
        self.measure == other.measure
            && (&self.run.readings, self.run.stage) == (&other.run.readings, other.run.stage)
            && (own.applied_on, &own.instances, &own.approved, &own.paid)
                == (case.applied_on, &case.instances, &case.approved, &case.paid)
    }
}

/// The boundary cases of a policy.
#[derive(Debug, Clone, Default)]
pub struct Boundaries {
    /// The cases, in the order of the rules.
    pub cases: Vec<Boundary>,
    /// The rules, each with its words, that no test reaches in a way from which their boundary could be found.
    pub unreached: Vec<(Span, String)>,
}

/// The side of a boundary on which a value lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Below,
    On,
    Above,
}

/// Finds the boundary cases of a policy, starting from runs of its tests, each with its name. A rule whose boundary no single change of
/// one of them reaches is looked for once more, with another fact changed before.
pub fn boundaries(program: &Program, sources: &Sources, known: &[(String, Run)]) -> Boundaries {
    let mut search = Search { program, sources, found: Boundaries::default(), reached: HashSet::new() };
    let first: Vec<usize> = (0..known.len()).collect();
    let unreached = search.search(known, &first, &HashSet::new());
    // A comparison that no case asks is not among the sites at all.
    let is_reached = |search: &Search<'_>, place: Span| search.reached.contains(&(place, false));
    let compared =
        program.versions().flat_map(|version| &version.nodes).filter(|node| matches!(node.op, Op::Compare(..)));
    if !unreached.is_empty() || compared.into_iter().any(|node| !is_reached(&search, node.span)) {
        let (names, runs): (Vec<usize>, Vec<(String, Run)>) = changed(program, known).into_iter().unzip();
        let reached = search.reached.clone();
        search.search(&runs, &names, &reached);
    }
    let left = unreached.into_iter().filter(|(key, ..)| !search.reached.contains(key));
    search.found.unreached = left.map(|(_, place, name)| (place, name)).collect();
    search.found.unreached.dedup();
    search.found.cases.sort_by_key(|case| (case.place.source, case.place.start));
    search.found
}

/// A rule with a boundary: its place, and whether it is that of a limit.
type Key = (Span, bool);

struct Search<'a> {
    program: &'a Program,
    sources: &'a Sources,
    found: Boundaries,
    reached: HashSet<Key>,
}

impl Search<'_> {
    /// Adds the boundaries that runs show of the rules but for those `reached` before; gives the rules of which they show none. `from` names
    /// for each run the known one of which it was made.
    fn search(&mut self, runs: &[(String, Run)], from: &[usize], reached: &HashSet<Key>) -> Vec<(Key, Span, String)> {
        let (program, language) = (self.program, language_of(self.program));
        let mut unreached = Vec::new();
        for sites in sites(program, self.sources, runs) {
            let Some(key) = sites.first().map(Site::key) else { continue };
            if reached.contains(&key) {
                continue;
            }
            let of = |site: &Site| {
                let ((name, run), from) = (runs.get(site.run)?, *from.get(site.run)?);
                Some(Finder { program, site, run, from: (from, name), language }.cases())
            };
            let cases = sites.iter().filter_map(of).find(|cases| !cases.is_empty()).unwrap_or_default();
            if cases.is_empty() {
                unreached.extend(sites.first().map(|site| (key, site.place, site.name.clone())));
            } else {
                self.reached.insert(key);
            }
            // A boundary may be known already from another rule of the same figure.
            for case in cases {
                if !self.found.cases.iter().any(|own| own.is_same(&case)) {
                    self.found.cases.push(case);
                }
            }
        }
        unreached
    }
}

/// The language in which the tests of a policy are written: that of its rules.
fn language_of(program: &Program) -> Language {
    match program.units.surface {
        Surface::Chinese => Language::Zh,
        Surface::English => Language::En,
    }
}

/// Finds the boundary of one rule.
struct Finder<'a> {
    program: &'a Program,
    site: &'a Site,
    run: &'a Run,
    /// The known run of which the case is made, and what it is called.
    from: (usize, &'a str),
    language: Language,
}

impl Finder<'_> {
    fn cases(&self) -> Vec<Boundary> {
        let site = self.site;
        if let Some(Direct { variable, at }) = &site.direct {
            let cases: Vec<Boundary> = at.iter().flat_map(|at| self.about(*variable, *at)).collect();
            if !cases.is_empty() {
                return cases;
            }
        }
        for variable in &site.variables {
            let Some(vary) = Vary::of(self.program, self.run, *variable) else { continue };
            let mut cases = Vec::new();
            for up in [true, false] {
                let Some((low, high)) = vary.flip(up, |run| site.see(self.program, run)) else { continue };
                let values = match self.is_on(&vary, low) {
                    true => [(vary.beside(low, -1), Side::Below), (Some(low), Side::On), (Some(high), Side::Above)],
                    false => [(Some(low), Side::Below), (Some(high), Side::On), (vary.beside(high, 1), Side::Above)],
                };
                let known = values.into_iter().filter_map(|(value, side)| Some((value?, side)));
                cases.extend(known.filter_map(|(value, side)| self.case(&vary, value, side)));
            }
            if !cases.is_empty() {
                return cases;
            }
        }
        Vec::new()
    }

    /// Whether a value lies on the boundary itself, of a limit the greatest that it does not cut.
    fn is_on(&self, vary: &Vary<'_>, value: Number) -> bool {
        vary.with(value).is_some_and(|run| self.site.is_on(self.program, &run))
    }

    /// The cases below, on and above a value of a variable.
    fn about(&self, variable: Variable, at: Number) -> Vec<Boundary> {
        let Some(vary) = Vary::of(self.program, self.run, variable) else { return Vec::new() };
        let beside = [(vary.beside(at, -1), Side::Below), (Some(at), Side::On), (vary.beside(at, 1), Side::Above)];
        let known = beside.into_iter().filter_map(|(value, side)| Some((value?, side)));
        known.filter_map(|(value, side)| self.case(&vary, value, side)).collect()
    }

    fn case(&self, vary: &Vary<'_>, value: Number, side: Side) -> Option<Boundary> {
        let mut run = vary.with(value)?;
        let (what, shown) = (vary.name(), vary.shown(value));
        let (rule, (at, from)) = (&self.site.name, self.from);
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
                (
                    format!("{of}{rule}：{what} {shown}（{side}）"),
                    format!("由“{from}”改动“{what}”而成；所列预期为规则算出的结果，待确认"),
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
                (
                    format!("{of}{rule}: {what} {shown} ({side})"),
                    format!(
                        "made of `{from}` with another {what}; what is expected is what the rules give, to be confirmed"
                    ),
                )
            }
        };
        run.case.name.clone_from(&name);
        let comes = Comes::of(self.program, &run);
        Some(Boundary { place: self.site.place, name, why, from: at, run, comes, measure })
    }
}
