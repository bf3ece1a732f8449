//! What `award` and `explain` share: the policy, the options, the cases.

use std::path::{Path, PathBuf};

use indexmap::IndexSet;

use super::Exit;
use super::arguments::DecidingArguments;
use super::output::Terminal;
use super::read;
use crate::case::{Case, Format, Overrides, read_cases};
use crate::decision::Decision;
use crate::interpret::Readings;
use crate::ir::Program;
use crate::source::{Role, Source, SourceId, Sources};
use crate::wording;

/// A policy that can be run, with what the options say.
pub(super) struct Deciding {
    pub sources: Sources,
    pub program: Program,
    pub readings: Readings,
    pub overrides: Overrides,
}

impl Deciding {
    /// Reads the policy and the options; what is wrong is reported.
    pub(super) fn open(policy: &Path, arguments: &DecidingArguments, terminal: &Terminal) -> Result<Deciding, Exit> {
        let read::ReadPolicy { mut sources, compiled } = read::policy(policy);
        let Some(program) = compiled.program else {
            terminal.report(&compiled.findings, &sources);
            return Err(Exit::CouldNotRun);
        };
        let readings = readings(&program, &arguments.readings, terminal)?;
        let mut given = |text: &String, option: &str| sources.add(Role::Case, Source::new(option, text.as_str()));
        let applied_on = arguments.applied_on.as_ref().map(|day| given(day, "--applied-on"));
        let parameters: Vec<SourceId> = arguments.parameters.iter().map(|text| given(text, "--parameter")).collect();
        let overrides = Overrides::read(&program, &sources, applied_on, &parameters).map_err(|findings| {
            terminal.report(&findings, &sources);
            Exit::CouldNotRun
        })?;
        if let Some(measure) = &arguments.measure
            && program.versions().all(|version| version.measure_named(measure).is_none())
        {
            let known = program.versions().flat_map(|version| &version.measures).map(|measure| measure.name.as_str());
            let known: IndexSet<&str> = known.collect();
            let list = known.into_iter().collect::<Vec<_>>().join(", ");
            let text = wording!(
                "there is no measure `{measure}`; there are {list}",
                "没有名为“{measure}”的措施；现有：{list}"
            );
            terminal.note(text.get(terminal.language));
            return Err(Exit::CouldNotRun);
        }
        Ok(Deciding { sources, program, readings, overrides })
    }

    /// Calls `each` with every case of the files in order; a case that can't be read is reported, and the others go on.
    pub(super) fn for_each_case(
        &mut self,
        paths: &[PathBuf],
        terminal: &Terminal,
        mut each: impl FnMut(&Deciding, Case) -> Result<bool, Exit>,
    ) -> Result<Exit, Exit> {
        let mut exit = Exit::Clean;
        for path in paths {
            let source = match read::case(&mut self.sources, path) {
                Ok(source) => source,
                Err(finding) => {
                    terminal.report(&[*finding], &self.sources);
                    exit = Exit::CouldNotRun;
                    continue;
                }
            };
            let text = self.sources.get(source).map_or("", |source| source.text());
            let format = path.to_str().and_then(Format::of).unwrap_or_else(|| Format::sniff(text));
            let progress = terminal.progress(if format == Format::JsonLines { text.lines().count() } else { 1 });
            for case in read_cases(&self.program, &self.sources, source, format, &self.overrides) {
                progress.inc(1);
                let decided = match case {
                    Ok(case) => each(self, case)?,
                    Err(findings) => {
                        progress.suspend(|| terminal.report(&findings, &self.sources));
                        false
                    }
                };
                if !decided {
                    exit = Exit::CouldNotRun;
                }
            }
            progress.finish_and_clear();
        }
        Ok(exit)
    }
}

fn split<'a>(text: &'a str, option: &str, terminal: &Terminal) -> Result<(&'a str, &'a str), Exit> {
    text.split_once('=').map(|(name, value)| (name.trim(), value.trim())).ok_or_else(|| {
        let wording = wording!("{option} takes NAME=VALUE, not `{text}`", "{option} 应写作 名称=取值，而不是“{text}”");
        terminal.note(wording.get(terminal.language));
        Exit::CouldNotRun
    })
}

fn readings(program: &Program, chosen: &[String], terminal: &Terminal) -> Result<Readings, Exit> {
    let mut readings = Readings::defaults(program);
    for choice in chosen {
        let (name, value) = split(choice, "--reading", terminal)?;
        readings = readings.with(program, name, value).map_err(|known| {
            let list = known.join(", ");
            let text = wording!(
                "there is no reading `{choice}`; possible here: {list}",
                "没有解读“{choice}”；此处可用：{list}"
            );
            terminal.note(text.get(terminal.language));
            Exit::CouldNotRun
        })?;
    }
    Ok(readings)
}

/// Leaves the measure and the claim that were asked for.
pub(super) fn narrow(program: &Program, decision: &mut Decision, arguments: &DecidingArguments) {
    let program = program.on(decision.applied_on);
    if let Some(name) = &arguments.measure {
        let wanted = program.measure_named(name).map_or(name, |measure| &measure.name);
        decision.measures.retain(|measure| measure.measure == *wanted);
    }
    if let Some(wanted) = &arguments.claim {
        for measure in &mut decision.measures {
            measure.claims.retain(|claim| claim.claim == *wanted);
        }
        decision.measures.retain(|measure| !measure.claims.is_empty());
    }
}
