//! `bursary check --fix`: the replacements that may be made unasked, made as long as none makes things worse.

use std::collections::BTreeMap;

use super::read::ReadPolicy;
use crate::diagnostic::{Fix, Severity};
use crate::source::{Role, SourceId};

/// What one replacement uncovers is mended in the next round; nobody's file needs nearly as many.
const MOST_ROUNDS: usize = 20;
/// So often a policy is compiled on trial.
const MOST_TRIALS: usize = 200;

/// Mends a policy's texts and compiles it anew; says how many places were changed. `judge` gives the findings their severities.
pub(super) fn fix(policy: &mut ReadPolicy, judge: &dyn Fn(&mut ReadPolicy)) -> usize {
    let (mut made, mut trials) = (0, 0);
    for _ in 0..MOST_ROUNDS {
        let fixes = apart(policy);
        if fixes.is_empty() || trials >= MOST_TRIALS {
            break;
        }
        trials += 1;
        if let Some(mended) = mended(policy, &fixes, judge) {
            made += fixes.len();
            *policy = mended;
            continue;
        }
        // One of them makes things worse: each alone, the last first, so that the places of the others stay where they are.
        let before = made;
        for fix in fixes.iter().rev().take(MOST_TRIALS - trials) {
            trials += 1;
            if let Some(mended) = mended(policy, std::slice::from_ref(fix), judge) {
                made += 1;
                *policy = mended;
            }
        }
        if made == before {
            break;
        }
    }
    made
}

/// The safe fixes of what is told, by place; of two that overlap the first.
fn apart(policy: &ReadPolicy) -> Vec<Fix> {
    let is_rules = |source: SourceId| policy.sources.of(Role::Rules).any(|(id, _)| id == source);
    let told = policy.compiled.findings.iter().filter(|finding| finding.silenced.is_none());
    let mut fixes: Vec<Fix> = told.filter_map(|finding| finding.fix.clone()).filter(|fix| fix.safe).collect();
    fixes.retain(|fix| is_rules(fix.span.source));
    fixes.sort_by(|a, b| (a.span, &a.replacement).cmp(&(b.span, &b.replacement)));
    let mut apart: Vec<Fix> = Vec::new();
    for fix in fixes {
        let meets = |last: &Fix| last.span.source == fix.span.source && fix.span.start <= last.span.end;
        if !apart.last().is_some_and(meets) {
            apart.push(fix);
        }
    }
    apart
}

/// The policy with the replacements made; `None` where that changes nothing, or leaves more errors than before, or as many and more
/// findings.
fn mended(policy: &ReadPolicy, fixes: &[Fix], judge: &dyn Fn(&mut ReadPolicy)) -> Option<ReadPolicy> {
    let mut texts: BTreeMap<SourceId, String> = BTreeMap::new();
    for fix in fixes.iter().rev() {
        let old = policy.sources.get(fix.span.source)?.text();
        let text = texts.entry(fix.span.source).or_insert_with(|| old.to_owned());
        text.get(fix.span.range())?;
        text.replace_range(fix.span.range(), &fix.replacement);
    }
    if texts.iter().all(|(id, text)| policy.sources.get(*id).is_some_and(|old| old.text() == text)) {
        return None;
    }
    let mut mended = policy.uncompiled();
    for (id, text) in texts {
        mended.sources.replace(id, text);
    }
    mended.compile();
    judge(&mut mended);
    let ((errors, all), (errors_before, all_before)) = (counted(&mended), counted(policy));
    // An error mended lets the later checks run: what they find was there before.
    (errors < errors_before || (errors == errors_before && all <= all_before)).then_some(mended)
}

/// How many errors, and how many findings, are told.
fn counted(policy: &ReadPolicy) -> (usize, usize) {
    let told = policy.compiled.findings.iter().filter(|finding| finding.silenced.is_none());
    let errors = told.clone().filter(|finding| finding.severity == Severity::Error).count();
    (errors, told.count())
}
