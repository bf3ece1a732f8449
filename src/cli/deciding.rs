//! What `award` and `explain` share: the policy, the options, the cases.

use std::path::{Path, PathBuf};

use indexmap::IndexSet;

use super::Exit;
use super::arguments::{DecidingArguments, StageName};
use super::output::Terminal;
use super::read;
use crate::case::keys::APPLICANT;
use crate::case::{Case, Overrides, Read};
use crate::decision::{Changes, Decision};
use crate::diagnostic::Diagnostic;
use crate::interpret::{Detail, Readings, Stage, decide};
use crate::ir::Program;
use crate::source::{Role, Source, SourceId, Sources};
use crate::wording;

/// A policy that can be run, with what the options say.
pub(super) struct Deciding {
    pub sources: Sources,
    pub program: Program,
    pub readings: Readings,
    pub overrides: Overrides,
    /// The stage at which conditions are tested.
    pub stage: Stage,
    /// The cases as they were at application, in the order of those to be decided; none where no earlier ones were named.
    earlier: Option<Vec<Case>>,
    /// How many cases have come before the one that is being decided.
    before: usize,
}

impl Deciding {
    /// Reads the policy and the options; what is wrong is reported.
    pub(super) fn open(policy: &Path, arguments: &DecidingArguments, terminal: &Terminal) -> Result<Deciding, Exit> {
        let read::ReadPolicy { mut sources, compiled, .. } = read::policy(policy);
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
            let known = || program.versions().flat_map(|version| &version.measures);
            let names: IndexSet<&str> = known().map(|own| own.name.as_str()).collect();
            let labels: IndexSet<&str> = known().map(|own| own.label.as_deref().unwrap_or(&own.name)).collect();
            let listed = |list: IndexSet<&str>, between: &str| list.into_iter().collect::<Vec<_>>().join(between);
            let (en, zh) = (listed(names, ", "), listed(labels, "、"));
            let text =
                wording!("there is no measure `{measure}`; there are {en}", "没有名为“{measure}”的措施；现有：{zh}");
            terminal.note(text.get(terminal.language));
            return Err(Exit::CouldNotRun);
        }
        let stage = match arguments.stage {
            StageName::Application => Stage::Application,
            StageName::Payment => Stage::Payment,
        };
        let mut deciding = Deciding { sources, program, readings, overrides, stage, earlier: None, before: 0 };
        if let Some(path) = &arguments.since {
            deciding.earlier = Some(deciding.earlier_cases(path, terminal)?);
        }
        Ok(deciding)
    }

    /// The cases of `--since`; one that can't be read is reported.
    fn earlier_cases(&mut self, path: &Path, terminal: &Terminal) -> Result<Vec<Case>, Exit> {
        if self.stage != Stage::Payment {
            let text = wording!(
                "`--since` compares with the application, and needs `--stage payment`",
                "--since 用于与申报时比较，须同时使用 --stage payment"
            );
            terminal.note(text.get(terminal.language));
            return Err(Exit::CouldNotRun);
        }
        let file = read::case(&mut self.sources, path).map_err(|finding| {
            terminal.report(&[*finding], &self.sources);
            Exit::CouldNotRun
        })?;
        let cases = file.read(&self.program, &self.sources, &self.overrides).map(|read| read.map(|read| read.case));
        let cases: Result<Vec<Case>, _> = cases.collect();
        cases.map_err(|findings| {
            terminal.report(&findings, &self.sources);
            Exit::CouldNotRun
        })
    }

    /// What changed since the earlier form of the case that is being decided; `None` where none was named, or it can't be decided, which is
    /// reported.
    pub(super) fn changes(&self, decision: &Decision, terminal: &Terminal) -> Result<Option<Changes>, ()> {
        let Some(earlier) = &self.earlier else { return Ok(None) };
        let Some(case) = earlier.get(self.before.saturating_sub(1)) else {
            let case = &decision.case;
            let text = wording!("there is no earlier case for `{case}`", "“{case}”没有对应的申报时案例");
            terminal.note(text.get(terminal.language));
            return Err(());
        };
        match decide(&self.program, case, &self.readings, Stage::Application, Detail::Figures) {
            Ok(before) => Ok(Some(Changes::between(&before, decision))),
            Err(fault) => {
                terminal.report(&[Diagnostic::from(*fault)], &self.sources);
                Err(())
            }
        }
    }

    /// Calls `each` with every case of the files in order; a case that can't be read is reported, and the others go on.
    pub(super) fn for_each_case(
        &mut self,
        paths: &[PathBuf],
        terminal: &Terminal,
        mut each: impl FnMut(&Deciding, Case) -> Result<bool, Exit>,
    ) -> Result<Exit, Exit> {
        let mut exit = Exit::Clean;
        let (mut done, mut failed) = (0_usize, 0_usize);
        for path in paths {
            let file = match read::case(&mut self.sources, path) {
                Ok(file) => file,
                Err(finding) => {
                    terminal.report(&[*finding], &self.sources);
                    exit = Exit::CouldNotRun;
                    failed += 1;
                    continue;
                }
            };
            let progress = terminal.progress(file.many(&self.sources));
            for read in file.read(&self.program, &self.sources, &self.overrides) {
                progress.inc(1);
                self.before += 1;
                let decided = match read {
                    Ok(Read { case, doubts }) => {
                        progress.suspend(|| terminal.report(&doubts, &self.sources));
                        each(self, case)?
                    }
                    Err(findings) => {
                        progress.suspend(|| terminal.report(&findings, &self.sources));
                        false
                    }
                };
                if decided {
                    done += 1;
                } else {
                    failed += 1;
                    exit = Exit::CouldNotRun;
                }
            }
            progress.finish_and_clear();
        }
        let all = done + failed;
        if failed > 0 && all > 1 {
            let text = wording!(
                "{done} of {all} cases are decided and sound; what is wrong with the other {failed} stands above",
                "共 {all} 个案例，{done} 个已核算无误，{failed} 个有误（见上）"
            );
            terminal.note(text.get(terminal.language));
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
    let mut chosen_before: Vec<&str> = Vec::new();
    for choice in chosen {
        let (name, value) = split(choice, "--reading", terminal)?;
        if chosen_before.contains(&name) {
            let text = wording!("the reading `{name}` is chosen twice", "解读“{name}”选了两次");
            terminal.note(text.get(terminal.language));
            return Err(Exit::CouldNotRun);
        }
        chosen_before.push(name);
        readings = readings.with(program, name, value).map_err(|known| {
            let list = known.join(", ");
            let text = if known.is_empty() {
                wording!(
                    "there is no reading `{name}`: the policy declares none",
                    "没有解读“{name}”：本政策没有声明解读"
                )
            } else {
                wording!(
                    "there is no reading `{choice}`; possible here: {list}",
                    "没有解读“{choice}”；此处可用：{list}"
                )
            };
            terminal.note(text.get(terminal.language));
            Exit::CouldNotRun
        })?;
    }
    Ok(readings)
}

/// Whether the decision has the claim that was asked for; where it has none, the nearest are named.
pub(super) fn has_claim(
    program: &Program,
    decision: &Decision,
    arguments: &DecidingArguments,
    terminal: &Terminal,
) -> bool {
    const LISTED: usize = 8;
    let Some(wanted) = &arguments.claim else { return true };
    let program = program.on(decision.applied_on);
    let measure = arguments.measure.as_ref().map(|name| program.measure_named(name).map_or(name, |own| &own.name));
    let measures = decision.measures.iter().filter(|own| measure.is_none_or(|name| *name == own.measure));
    let mut claims: Vec<&str> = measures.flat_map(|own| own.claims.iter().map(|claim| claim.claim.as_str())).collect();
    if claims.contains(&wanted.as_str()) {
        return true;
    }
    claims.sort_by_key(|claim| (strsim::osa_distance(claim, wanted), *claim));
    claims.dedup();
    let more = claims.len() > LISTED;
    claims.truncate(LISTED);
    let case = &decision.case;
    let in_chinese = |claim| if claim == APPLICANT.0 { APPLICANT.1 } else { claim };
    let wanted_zh = in_chinese(wanted.as_str());
    let (en, zh) = (claims.join(", "), claims.iter().map(|claim| in_chinese(claim)).collect::<Vec<_>>().join("”“"));
    let (more_en, more_zh) = if more { (" and others", "等") } else { ("", "") };
    let text = match claims.is_empty() {
        true => wording!(
            "{case}: there is no claim `{wanted}`; the case makes no claim here",
            "{case}：没有申请项“{wanted_zh}”；该案例在此没有任何申请项"
        ),
        false => wording!(
            "{case}: there is no claim `{wanted}`; the nearest are {en}{more_en}",
            "{case}：没有申请项“{wanted_zh}”；相近的有“{zh}”{more_zh}"
        ),
    };
    terminal.note(text.get(terminal.language));
    false
}

/// Leaves the measure and the claim that were asked for.
pub(super) fn narrow(program: &Program, decision: &mut Decision, arguments: &DecidingArguments) {
    let program = program.on(decision.applied_on);
    let measure = arguments.measure.as_ref().map(|name| program.measure_named(name).map_or(name, |own| &own.name));
    let claim = arguments.claim.as_ref();
    let is_meant = |own: &String, name: &String| {
        measure.is_none_or(|measure| measure == own) && claim.is_none_or(|claim| claim == name)
    };
    if let Some(changes) = &mut decision.changes {
        changes.claims.retain(|change| is_meant(&change.measure, &change.claim));
    }
    decision.assertions.retain(|own| {
        let about = own.measure.as_ref().zip(own.claim.as_ref());
        about.is_none_or(|(measure, claim)| is_meant(measure, claim))
    });
    for own in &mut decision.measures {
        own.claims.retain(|claim| is_meant(&own.measure, &claim.claim));
    }
    decision.measures.retain(|own| !own.claims.is_empty());
}
