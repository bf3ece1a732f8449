//! Boundary cases: for each threshold, window, row edge and cap of a policy the cases just below, on and above it.
//!
//! Each starts from a case of the policy's tests in which the rule matters, and changes one fact (or an approved or paid amount) until the
//! rule comes out otherwise. What is decided on it is written as its expectation, for a person to confirm.

mod another;
mod every;
mod figures;
mod file;
mod find;
mod site;
mod sites;
mod vary;
mod walks;

use std::collections::{HashMap, HashSet};

pub use file::{Merged, file, merged};

use crate::ast::Surface;
use crate::diagnostic::Language;
use crate::ir::Program;
use crate::lexical::on_one_line;
use crate::source::{Sources, Span};

use super::Run;
use super::draw::Draw;
use super::outcome::Comes;
use another::changed;
use every::{Rule, rules};
use find::Finder;
use site::{Key, Site};
use sites::sites;

/// A case on or beside a boundary.
#[derive(Debug, Clone)]
pub struct Boundary {
    /// The rule whose boundary it is.
    pub place: Span,
    /// What the test is called, in the language of the policy.
    pub name: String,
    /// From which test it was made, and how.
    pub why: String,
    /// The place of that test among those known; `None`: it was made of a case drawn at random.
    pub from: Option<usize>,
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

/// Finds the boundary cases of a policy, starting from runs of its tests, each with its name. A rule whose boundary no single change of
/// one of them reaches is looked for once more, with something else changed before.
pub fn boundaries(program: &Program, sources: &Sources, known: &[(String, Run)]) -> Boundaries {
    let mut search = Search::new(program, sources);
    search.of_known(known);
    search.found.unreached = search.left().collect();
    search.found.cases.sort_by_key(|case| (case.place.source, case.place.start));
    tell_apart(program, &mut search.found.cases);
    search.found
}

/// Gives each case a name of its own, by which what was confirmed of it is found again: with the amendment by which it is decided where an
/// amendment writes the rule anew, with a running number where that is the same.
fn tell_apart(program: &Program, cases: &mut [Boundary]) {
    let language = language_of(program);
    let mut times: HashMap<String, usize> = HashMap::new();
    cases.iter().for_each(|case| *times.entry(case.name.clone()).or_default() += 1);
    for case in cases.iter_mut().filter(|case| times.get(&case.name).is_some_and(|times| *times > 1)) {
        let Some(version) = &program.on(case.run.case.applied_on).version else { continue };
        let version = version.label.as_deref().unwrap_or(&version.name);
        case.name = match language {
            Language::Zh => format!("{}（经“{version}”修订后）", case.name),
            Language::En => format!("{} (as amended by “{version}”)", case.name),
        };
    }
    let mut seen: HashMap<String, usize> = HashMap::new();
    for case in cases {
        let number = seen.entry(case.name.clone()).or_default();
        *number += 1;
        if *number > 1 {
            case.name = match language {
                Language::Zh => format!("{}（{number}）", case.name),
                Language::En => format!("{} ({number})", case.name),
            };
        }
        case.run.case.name.clone_from(&case.name);
    }
}

/// Cases on and beside the boundaries of a policy, each with the place of the known run of which it was made; where no known run leads to
/// them, of cases drawn at random.
pub fn edges(program: &Program, sources: &Sources, known: &[(String, Run)]) -> Vec<(Option<usize>, Run)> {
    const DRAWN: usize = 150;
    let mut search = Search::new(program, sources);
    search.of_known(known);
    if search.is_open() {
        let runs: Vec<Run> = known.iter().map(|(_, run)| run.clone()).collect();
        let mut draw = Draw::new(program, &runs, 0xED6E);
        let drawn: Vec<(String, Run)> = (0..DRAWN).map(|_| (String::new(), draw.run(&[]).1)).collect();
        search.search(&drawn, &vec![None; drawn.len()]);
    }
    search.found.cases.into_iter().map(|own| (own.from, own.run)).collect()
}

struct Search<'a> {
    program: &'a Program,
    sources: &'a Sources,
    rules: Vec<Rule>,
    found: Boundaries,
    /// The boundaries that are found, each with the figure that counted among several.
    reached: HashSet<(Key, Option<Span>)>,
}

impl<'a> Search<'a> {
    fn new(program: &'a Program, sources: &'a Sources) -> Search<'a> {
        let rules = rules(program, sources);
        Search { program, sources, rules, found: Boundaries::default(), reached: HashSet::new() }
    }

    fn of_known(&mut self, known: &[(String, Run)]) {
        const MOST_BESIDE: usize = 100;
        let first: Vec<Option<usize>> = (0..known.len()).map(Some).collect();
        self.search(known, &first);
        if self.is_open() {
            // On the other side of one edge another may matter.
            let beside = self.found.cases.iter().take(MOST_BESIDE);
            let beside = beside.map(|own| (own.from, (own.name.clone(), own.run.clone())));
            let changed = changed(self.program, known).into_iter().map(|(from, run)| (Some(from), run));
            let (from, runs): (Vec<Option<usize>>, Vec<(String, Run)>) = beside.chain(changed).unzip();
            self.search(&runs, &from);
        }
    }

    /// Adds the boundaries that runs show of the rules but for those reached before. `from` names for each run the known one of which it was
    /// made.
    fn search(&mut self, runs: &[(String, Run)], from: &[Option<usize>]) {
        // Of a rule that chooses among many figures not every choice of them is looked at.
        const MOST: usize = 24;
        let mut tried: HashMap<Key, usize> = HashMap::new();
        let known = self.reached.clone();
        for sites in sites(self.program, self.sources, runs) {
            let Some(first) = sites.first() else { continue };
            let key = first.key();
            let figures: Vec<Option<Span>> = match first.figures.as_slice() {
                [] => vec![None],
                figures => figures.iter().copied().map(Some).collect(),
            };
            let tried = tried.entry(key).or_default();
            let is_known = match first.figures.is_empty() {
                // Several choices of figures may show one rule that has none to choose among.
                true => known.contains(&(key, None)),
                false => figures.iter().all(|figure| self.reached.contains(&(key, *figure))),
            };
            if is_known || *tried >= MOST {
                continue;
            }
            *tried += 1;
            let cases = self.cases(&sites, runs, from);
            if !cases.is_empty() {
                self.reached.extend(figures.into_iter().chain([None]).map(|figure| (key, figure)));
            }
            // A boundary may be known already from another rule of the same figure.
            for case in cases {
                if !self.found.cases.iter().any(|own| own.is_same(&case)) {
                    self.found.cases.push(case);
                }
            }
        }
    }

    /// The cases of one rule in the first of some runs that comes to its edge; else those of the first that comes near.
    fn cases(&self, sites: &[Site], runs: &[(String, Run)], from: &[Option<usize>]) -> Vec<Boundary> {
        let (program, sources, language) = (self.program, self.sources, language_of(self.program));
        let finders = sites.iter().filter_map(|site| {
            let ((name, run), from) = (runs.get(site.run)?, *from.get(site.run)?);
            Some(Finder { program, sources, site, run, from: (from, name), language })
        });
        let finders: Vec<Finder<'_>> = finders.collect();
        let mut inexact = Vec::new();
        for finder in &finders {
            let (cases, exact) = finder.cases();
            if exact && !cases.is_empty() {
                return cases;
            }
            if inexact.is_empty() {
                inexact = cases;
            }
        }
        let pairs = finders.iter().take(2).map(Finder::with_another).find(|cases| !cases.is_empty());
        pairs.unwrap_or(inexact)
    }

    /// Whether there is a boundary that is not found.
    fn is_open(&self) -> bool {
        self.left().next().is_some()
    }

    /// What is not found of the boundaries of the rules: where, and what they are called.
    fn left(&self) -> impl Iterator<Item = (Span, String)> {
        let is_found = |rule: &&Rule| self.reached.contains(&((rule.place, rule.is_limit), None));
        let sides = self.rules.iter().filter(is_found).filter_map(|rule| rule.sides.as_ref());
        let sides: HashSet<&[String; 2]> = sides.collect();
        self.rules.iter().filter_map(move |rule| self.left_of(rule, &sides))
    }

    /// What is not found of the boundaries of a rule, beside those whose sides were compared elsewhere.
    fn left_of(&self, rule: &Rule, sides: &HashSet<&[String; 2]>) -> Option<(Span, String)> {
        const MOST: usize = 5;
        let key = (rule.place, rule.is_limit);
        if !self.reached.contains(&(key, None)) {
            let is_there = rule.sides.as_ref().is_some_and(|own| sides.contains(own));
            return (!is_there).then(|| (rule.place, rule.name.clone()));
        }
        let left: Vec<Span> =
            rule.figures.iter().copied().filter(|figure| !self.reached.contains(&(key, Some(*figure)))).collect();
        let first = *left.first()?;
        let mut figures: Vec<String> = left.iter().take(MOST).map(|figure| words(self.sources, *figure)).collect();
        if left.len() > MOST {
            figures.push("…".to_owned());
        }
        Some((first, titled(language_of(self.program), &rule.name, &figures)))
    }
}

/// The name of a rule with the figures that count.
fn titled(language: Language, rule: &str, figures: &[String]) -> String {
    match language {
        _ if figures.is_empty() => rule.to_owned(),
        Language::Zh => format!("{rule}（{}）", figures.join("、")),
        Language::En => format!("{rule} ({})", figures.join(", ")),
    }
}

/// The words at a place on one line, the first of them where they are many.
fn words(sources: &Sources, place: Span) -> String {
    const LONGEST: usize = 40;
    let words = on_one_line(sources.slice(place));
    match words.char_indices().nth(LONGEST).and_then(|(end, _)| words.get(..end)) {
        Some(begun) => format!("{begun}…"),
        None => words,
    }
}

/// The language in which the tests of a policy are written: that of its rules.
fn language_of(program: &Program) -> Language {
    match program.units.surface {
        Surface::Chinese => Language::Zh,
        Surface::English => Language::En,
    }
}
