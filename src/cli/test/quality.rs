//! What `bursary test` says of the tests themselves: what they reach, which mistakes they would notice, which edges they lack.

use std::path::{Path, PathBuf};

use clap::Args;

use super::Suite;
use crate::case::{Case, Overrides, Read};
use crate::cli::output::Terminal;
use crate::cli::{Exit, read, write};
use crate::diagnostic::{Language, Wording};
use crate::interpret::{Detail, Readings};
use crate::ir::Program;
use crate::source::Sources;
use crate::testing::boundaries::{Boundaries, Merged, boundaries, edges, merged};
use crate::testing::coverage::{self, Coverage};
use crate::testing::mutants::{Fate, Known, Mutant, Score, enough, mutants, score};
use crate::testing::outcome::Comes;
use crate::testing::{Run, Runner, Test, decided, differences, written};
use crate::wording;

/// What is asked of the tests themselves.
#[derive(Debug, Args)]
pub(in crate::cli) struct QualityArguments {
    /// Say which conditions, rows, limits, readings and sentences the tests reach, and in which ways
    #[arg(long)]
    pub coverage: bool,
    /// Write the coverage as one HTML page: the rules and the document, coloured
    #[arg(long, value_name = "FILE")]
    pub coverage_html: Option<PathBuf>,
    /// Write the coverage as JSON
    #[arg(long, value_name = "FILE")]
    pub coverage_json: Option<PathBuf>,
    /// Exit with 1 where the tests reach less than so many percent
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    pub coverage_threshold: Option<u8>,
    /// Generate the cases below, on and above each threshold, window, row edge and cap, for you to confirm
    #[arg(long, conflicts_with = "watch")]
    pub boundaries: bool,
    /// Where the boundary cases are written; else `tests/boundaries.yaml` beside the policy
    #[arg(short, long, value_name = "FILE", requires = "boundaries")]
    pub output: Option<PathBuf>,
    /// Make small mistakes in the rules, one at a time, and say which of them no test notices
    #[arg(long, conflicts_with = "watch")]
    pub mutate: bool,
}

impl QualityArguments {
    /// Whether anything is asked of them.
    pub(super) fn wants_any(&self) -> bool {
        self.wants_coverage() || self.boundaries || self.mutate
    }

    /// The files that are written beside what is printed.
    pub(super) fn files(&self) -> impl Iterator<Item = &PathBuf> {
        [&self.coverage_html, &self.coverage_json, &self.output].into_iter().flatten()
    }

    fn wants_coverage(&self) -> bool {
        self.coverage || self.coverage_threshold.is_some() || self.wants_files()
    }

    fn wants_files(&self) -> bool {
        self.coverage_html.is_some() || self.coverage_json.is_some()
    }

    fn wants_one_policy(&self) -> bool {
        self.wants_files() || self.output.is_some()
    }
}

/// Says what was asked; `say` writes what people read.
pub(super) fn report(
    arguments: &QualityArguments,
    suites: &[Suite],
    terminal: &Terminal,
    say: &dyn Fn(&str) -> Result<(), Exit>,
) -> Result<Exit, Exit> {
    let mut exit = Exit::Clean;
    if arguments.wants_one_policy() && suites.len() > 1 {
        let text = wording!(
            "a file holds what is said of one policy: name one",
            "一个文件只写一项政策的结果，请只指定一项政策"
        );
        terminal.note(text.get(terminal.language));
        return Err(Exit::CouldNotRun);
    }
    for suite in suites {
        let Some(program) = &suite.program else { continue };
        let quality = Quality { suite, program, terminal };
        if arguments.wants_coverage() {
            exit = exit.worse(quality.coverage(arguments, say)?);
        }
        if arguments.boundaries {
            quality.boundaries(arguments.output.as_deref())?;
        }
        if arguments.mutate {
            exit = exit.worse(quality.mutate(say)?);
        }
    }
    Ok(exit)
}

struct Quality<'s> {
    suite: &'s Suite,
    program: &'s Program,
    terminal: &'s Terminal,
}

impl Quality<'_> {
    /// The tests that somebody stands for, each with its case.
    fn confirmed(&self) -> Vec<(&Test, Case)> {
        let runner = Runner::new(self.program, &self.suite.sources);
        let tests = self.suite.results.iter().map(|(test, _)| test).filter(|test| test.confirmed);
        tests.filter_map(|test| Some((test, runner.case(test).ok()?))).collect()
    }

    fn language(&self) -> Language {
        self.terminal.language
    }

    fn coverage(&self, arguments: &QualityArguments, say: &dyn Fn(&str) -> Result<(), Exit>) -> Result<Exit, Exit> {
        let sources = &self.suite.sources;
        let mut coverage = Coverage::of(self.program, sources);
        for (test, case) in self.confirmed() {
            if let Ok(decision) = decided(self.program, &case, test, Detail::Derivation) {
                coverage.count(&decision);
            }
        }
        let name = &self.suite.name;
        if arguments.coverage || !arguments.wants_files() {
            let text = coverage::text(&coverage, sources, self.language());
            say(wording!("{name}: {text}", "{name}：{text}").get(self.language()))?;
        }
        if let Some(path) = &arguments.coverage_html {
            self.write(path, &coverage::html(&coverage, sources, self.language()))?;
        }
        if let Some(path) = &arguments.coverage_json {
            let json = serde_json::to_string_pretty(&coverage::json(&coverage, sources)).unwrap_or_default();
            self.write(path, &format!("{json}\n"))?;
        }
        let share = coverage.share();
        let Some(wanted) = arguments.coverage_threshold.filter(|wanted| !share.is_at_least(usize::from(*wanted)))
        else {
            return Ok(Exit::Clean);
        };
        let percent = share.percent();
        self.note(&wording!(
            "{name}: the tests reach {percent}% of the rules, less than {wanted}%",
            "{name}：测试覆盖{percent}%，低于{wanted}%"
        ));
        Ok(Exit::Findings)
    }

    fn boundaries(&self, output: Option<&Path>) -> Result<(), Exit> {
        let folder = read::folder_of(Path::new(&self.suite.name));
        let path = output.map_or_else(|| folder.join("tests").join("boundaries.yaml"), Path::to_path_buf);
        let mut known = Vec::new();
        for (test, case) in self.confirmed() {
            // The file's own cases are made of others.
            let is_own =
                self.suite.sources.get(test.place.source).is_some_and(|source| Path::new(source.name()) == path);
            if !is_own {
                known.extend(run_of(self.program, test, case).map(|run| (test.name.clone(), run)));
            }
        }
        known.extend(examples(self.program, &folder));
        let found = boundaries(self.program, &self.suite.sources, &known);
        if found.cases.is_empty() && !path.exists() {
            self.unreached(&found);
            return Ok(());
        }
        let merged = match std::fs::read_to_string(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => merged("", self.program, &found.cases),
            Err(error) => return Err(self.unwritten(&path, &error)),
            Ok(old) => merged(&old, self.program, &found.cases),
        };
        let shown = path.display();
        let Merged { text, open } = merged.map_err(|line| {
            self.note(&wording!(
                "`{shown}` is no file of boundary cases (line {line}), and is left as it is; name another with `-o`",
                "“{shown}”不是边界案例文件（第{line}行），未作改动；请用 -o 另行指定"
            ));
            Exit::CouldNotRun
        })?;
        if let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty() && output.is_none()) {
            std::fs::create_dir_all(parent).map_err(|error| self.unwritten(&path, &error))?;
        }
        self.write(&path, &text)?;
        let (cases, name) = (found.cases.len(), &self.suite.name);
        self.note(&wording!(
            "{name}: {cases} boundary cases in `{shown}`, {open} of them to be confirmed",
            "{name}：{cases}个边界案例已写入“{shown}”，其中{open}个待确认"
        ));
        self.unreached(&found);
        Ok(())
    }

    /// The rules whose edges were not found.
    fn unreached(&self, found: &Boundaries) {
        for (place, words) in &found.unreached {
            let place = self.suite.sources.place(*place);
            self.note(&wording!(
                "  {place}: no test or example shows `{words}` so that its edge could be found",
                "  {place}：没有测试或示例可据以找到“{words}”的边界"
            ));
        }
    }

    fn mutate(&self, say: &dyn Fn(&str) -> Result<(), Exit>) -> Result<Exit, Exit> {
        let name = &self.suite.name;
        if self.suite.failed() > 0 {
            self.note(&wording!("{name}: mutants are made once all tests pass", "{name}：测试全部通过后才能评估变异"));
            return Ok(Exit::Findings);
        }
        let tests = self.confirmed();
        let runs: Vec<Run> = tests.iter().filter_map(|(test, case)| run_of(self.program, test, case.clone())).collect();
        let before: Vec<_> =
            tests.iter().map(|(test, case)| decided(self.program, case, test, test.detail())).collect();
        let notices = |mutant: &Program, at: usize| {
            let Some((test, case)) = tests.get(at) else { return false };
            let outcome = decided(mutant, case, test, test.detail());
            before.get(at) != Some(&outcome) && !differences(mutant, test, &outcome).is_empty()
        };
        let found = mutants(self.program, &self.suite.sources);
        let bar = self.terminal.bar(found.len());
        let searched = enough(found.len());
        let named: Vec<(String, Run)> =
            tests.iter().zip(&runs).map(|((test, _), run)| (test.name.clone(), run.clone())).collect();
        let edges = edges(self.program, &self.suite.sources, &named);
        let known = Known { runs: &runs, tests: tests.len(), notices: &notices, edges: &edges, searched };
        let score = score(self.program, &found, &known, &|done| bar.set_position(u64::try_from(done).unwrap_or(0)));
        bar.finish_and_clear();
        let score = score.map_err(|lost| {
            self.note(&wording!(
                "{name}: {lost} mutants could not be run, so there is no score",
                "{name}：有{lost}项变异未能运行，无法给出比例"
            ));
            Exit::CouldNotRun
        })?;
        say(&self.scored(&found, &score, &named))?;
        Ok(if score.noticed() == score.counted() { Exit::Clean } else { Exit::Findings })
    }

    /// The mutants that no test notices, each with a case that would, and the score.
    fn scored(&self, found: &[Mutant], score: &Score, tests: &[(String, Run)]) -> String {
        let language = self.language();
        let name = &self.suite.name;
        let mut out = String::new();
        let mut line = |wording: &Wording| out.push_str(&format!("{}\n", wording.get(language)));
        for (mutant, fate) in found.iter().zip(&score.fates) {
            let Fate::Unnoticed { from, case, decided, mutant: other } = fate else { continue };
            line(&self.said(mutant, &wording!("  ✘ ", "  ✘ ")));
            line(&self.made_of(from.and_then(|at| tests.get(at)), case));
            let test_name = mutant.what.get(language);
            let test = written::test(self.program, test_name, "", case, decided, only_measure(decided, other));
            for written in written::yaml(&serde_json::Value::Array(vec![test])).lines() {
                line(&wording!("      {written}", "      {written}"));
            }
        }
        let open: Vec<&Mutant> = found
            .iter()
            .zip(&score.fates)
            .filter(|(_, fate)| matches!(fate, Fate::NoDifference))
            .map(|(mutant, _)| mutant)
            .collect();
        if !open.is_empty() {
            let (count, searched) = (open.len(), score.searched);
            line(&wording!(
                "no difference found in {searched} cases, not counted ({count}):",
                "在{searched}个案例中未见差别，不计入（{count}项）："
            ));
            for mutant in open {
                line(&self.said(mutant, &wording!("  ", "  ")));
            }
        }
        let (noticed, counted, percent) = (score.noticed(), score.counted(), score.percent());
        line(&wording!(
            "{name}: the tests notice {noticed} of {counted} mutants that can change a decision ({percent}%)",
            "{name}：能改变核算结果的变异共{counted}项，测试发现{noticed}项（{percent}%）"
        ));
        out
    }

    /// How the case that shows a mutant differs from that of a test.
    fn made_of(&self, test: Option<&(String, Run)>, case: &Run) -> Wording {
        let Some((name, run)) = test else {
            return wording!("    a test of this case would notice it:", "    以下测试可以发现：");
        };
        let changes = written::changes(self.program, run, case);
        let (en, zh) = (changes.join("; "), changes.join("；"));
        match changes.is_empty() {
            true => wording!(
                "    the case of `{name}` shows it, if all of this is expected of it:",
                "    “{name}”的案例即可发现，只须预期以下全部内容："
            ),
            false => wording!(
                "    the case of `{name}` would show it with {en}:",
                "    将“{name}”的案例改为 {zh}，即可发现："
            ),
        }
    }

    /// A mutant in a line.
    fn said(&self, mutant: &Mutant, mark: &Wording) -> Wording {
        let place = self.suite.sources.place(mutant.place);
        let colon = |of: &str, colon: &str| if of.is_empty() { String::new() } else { format!("{of}{colon}") };
        let (of_en, of_zh) = (colon(&mutant.of.en, ": "), colon(&mutant.of.zh, "："));
        Wording::new(
            format!("{}{place}  {of_en}{}", mark.en, mutant.what.en),
            format!("{}{place}  {of_zh}{}", mark.zh, mutant.what.zh),
        )
    }

    fn note(&self, wording: &Wording) {
        self.terminal.note(wording.get(self.language()));
    }

    fn write(&self, path: &Path, text: &str) -> Result<(), Exit> {
        write::write(path, text.as_bytes(), self.terminal)
    }

    fn unwritten(&self, path: &Path, error: &std::io::Error) -> Exit {
        write::unwritable(path, error, self.terminal)
    }
}

/// The measure in which two outcomes differ, where it is one alone.
fn only_measure<'d>(one: &'d Comes, other: &Comes) -> Option<&'d str> {
    let (Comes::Decided { measures, .. }, Comes::Decided { measures: others, .. }) = (one, other) else { return None };
    let mut differ = measures.iter().filter(|own| !others.contains(own)).map(|(name, _)| name.as_str());
    let first = differ.next();
    first.filter(|_| differ.next().is_none())
}

/// How a test decides its case; `None` where it takes a reading that there is not.
fn run_of(program: &Program, test: &Test, case: Case) -> Option<Run> {
    Some(Run { case, readings: test.chosen(program).ok()?, stage: test.stage })
}

/// The example cases beside a policy, as far as they can be read.
fn examples(program: &Program, folder: &Path) -> Vec<(String, Run)> {
    let mut found = Vec::new();
    for path in read::entries(&folder.join("cases")) {
        let mut sources = Sources::new();
        let Ok(file) = read::case(&mut sources, &path) else { continue };
        let overrides = Overrides::default();
        for Read { case, .. } in file.read(program, &sources, &overrides).flatten() {
            let (name, readings) = (crate::source::file_name(&case.name).to_owned(), Readings::defaults(program));
            found.push((name, Run { case, readings, stage: crate::ir::Stage::Application }));
        }
    }
    found
}
