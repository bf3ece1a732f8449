//! Which mutants the tests notice, and of the others which could change a decision.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{Mutant, shrink};
use crate::decision::ScopeStatus;
use crate::interpret::STACK;
use crate::ir::Program;
use crate::testing::Run;
use crate::testing::draw::Draw;
use crate::testing::outcome::Comes;

/// What became of a mutant.
#[derive(Debug)]
pub enum Fate {
    /// A test notices it.
    Noticed,
    /// No test does, though it decides this case otherwise.
    Unnoticed {
        /// The test of which its case was made, by its place among those known; `None`: of no test's.
        from: Option<usize>,
        /// The case, as like that of the test as can be, else with little in it.
        case: Box<Run>,
        /// What the policy decides.
        decided: Box<Comes>,
        /// What the mutant decides.
        mutant: Box<Comes>,
    },
    /// No test does, and no case was found that it decides otherwise.
    NoDifference,
}

/// What became of all mutants.
#[derive(Debug)]
pub struct Score {
    /// Of each mutant, in order.
    pub fates: Vec<Fate>,
    /// In how many cases a difference was looked for.
    pub searched: usize,
}

impl Score {
    /// How many mutants a test notices.
    pub fn noticed(&self) -> usize {
        self.fates.iter().filter(|fate| matches!(fate, Fate::Noticed)).count()
    }

    /// How many could change a decision.
    pub fn counted(&self) -> usize {
        self.fates.iter().filter(|fate| !matches!(fate, Fate::NoDifference)).count()
    }

    /// The share of those noticed among those that could change a decision, in whole percent, rounded down.
    pub fn percent(&self) -> usize {
        (self.noticed() * 100).checked_div(self.counted()).unwrap_or(100)
    }
}

/// What the tests of a policy know of it.
pub struct Known<'a> {
    /// The cases of the tests, from which others are drawn.
    pub runs: &'a [Run],
    /// How many tests there are.
    pub tests: usize,
    /// Whether a test fails on a program.
    pub notices: &'a (dyn Fn(&Program, usize) -> bool + Sync),
    /// Cases on the edges of the rules, each with the place of the case of which it was made, if it was made of one.
    pub edges: &'a [(Option<usize>, Run)],
    /// How many more cases are tried for a mutant that no test notices.
    pub searched: usize,
}

/// How many cases are tried, unless there are very many mutants.
const SEARCHED: usize = 3000;
/// So many cases are tried for all mutants together.
const MOST_SEARCHED: usize = 3_000_000;

/// In so many more cases a better one is looked for.
const FURTHER: usize = 60;

/// How many cases are worth trying for each of so many mutants.
pub fn enough(mutants: usize) -> usize {
    SEARCHED.min(MOST_SEARCHED / mutants.max(1)).max(50)
}

/// Told how many mutants are done.
pub type Progress<'a> = &'a (dyn Fn(usize) + Sync);

/// Runs the tests on each mutant until one notices it.
///
/// # Errors
/// How many mutants could not be run.
pub fn score(program: &Program, mutants: &[Mutant], known: &Known<'_>, progress: Progress<'_>) -> Result<Score, usize> {
    let mut draw = Draw::new(program, known.runs, 0x5EED);
    // The tests' own cases first: what they don't expect may differ in them. Those made of no test's are the hardest to read.
    let drawn = (0..known.searched).map(|_| draw.run(known.runs));
    let (of_tests, of_none): (Vec<_>, Vec<_>) = drawn.partition(|(from, _)| from.is_some());
    let own = known.runs.iter().enumerate().map(|(at, run)| (Some(at), run.clone()));
    let edges = known.edges.iter().map(|(from, run)| (*from, run.clone()));
    let trials = own.chain(edges).chain(of_tests).chain(of_none).map(|(from, run)| Trial::of(from, run));
    let trials: Vec<Trial> = trials.collect();
    let next = AtomicUsize::new(0);
    let done = AtomicUsize::new(0);
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(mutants.len().max(1));
    let work = || {
        let mut own = Vec::new();
        // The test that noticed the last mutant is likely to notice the next.
        let mut order: Vec<usize> = (0..known.tests).collect();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(mutant) = mutants.get(at) else { return own };
            own.push((at, fate(program, mutant, known, &trials, &mut order)));
            progress(done.fetch_add(1, Ordering::Relaxed) + 1);
        }
    };
    let run: Vec<(usize, Fate)> = std::thread::scope(|scope| {
        let spawn = |_| std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        let started: Vec<_> = (0..threads).filter_map(|at| spawn(at).ok()).collect();
        // Where there is no room for another thread, this one does the work.
        let own = if started.is_empty() { work() } else { Vec::new() };
        // What a thread found is lost with it where it panicked.
        started.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).chain(own).collect()
    });
    let mut fates: Vec<Option<Fate>> = mutants.iter().map(|_| None).collect();
    for (at, fate) in run {
        if let Some(own) = fates.get_mut(at) {
            *own = Some(fate);
        }
    }
    match fates.iter().filter(|fate| fate.is_none()).count() {
        0 => Ok(Score { fates: fates.into_iter().flatten().collect(), searched: trials.len() }),
        lost => Err(lost),
    }
}

/// A case with what the policy makes of it, once that is asked for.
struct Trial {
    /// The known case of which it was made.
    from: Option<usize>,
    run: Run,
    comes: OnceLock<Comes>,
}

impl Trial {
    fn of(from: Option<usize>, run: Run) -> Trial {
        Trial { from, run, comes: OnceLock::new() }
    }
}

fn fate(program: &Program, mutant: &Mutant, known: &Known<'_>, trials: &[Trial], order: &mut [usize]) -> Fate {
    let mutated = mutant.apply(program);
    if let Some(at) = order.iter().position(|test| (known.notices)(&mutated, *test)) {
        if let Some(before) = order.get_mut(..=at) {
            before.rotate_right(1);
        }
        return Fate::Noticed;
    }
    let differs = |run: &Run, comes: &Comes| !Comes::of(&mutated, run).is_same(comes);
    // A case to which the policy applies says more than one of which that is open: it is looked for a little further.
    let mut found: Option<&Trial> = None;
    let mut left = FURTHER;
    for trial in trials {
        if found.is_some() {
            left -= 1;
        }
        if left == 0 {
            break;
        }
        let comes = trial.comes.get_or_init(|| Comes::of(program, &trial.run));
        if differs(&trial.run, comes) {
            if applies(comes) {
                found = Some(trial);
                break;
            }
            found = found.or(Some(trial));
        }
    }
    let Some(trial) = found else { return Fate::NoDifference };
    let must_apply = trial.comes.get().is_some_and(applies);
    let matters = |run: &Run| {
        let comes = Comes::of(program, run);
        (!must_apply || applies(&comes)) && differs(run, &comes)
    };
    let base = trial.from.and_then(|from| known.runs.get(from));
    let case = match base {
        Some(base) => shrink::towards(program, base, &trial.run, matters),
        None => shrink::shrink(program, &trial.run, matters),
    };
    Fate::Unnoticed {
        from: trial.from,
        decided: Box::new(Comes::of(program, &case)),
        mutant: Box::new(Comes::of(&mutated, &case)),
        case: Box::new(case),
    }
}

/// Whether the policy is found to apply.
fn applies(comes: &Comes) -> bool {
    matches!(comes, Comes::Decided { scope: ScopeStatus::Met, .. })
}
