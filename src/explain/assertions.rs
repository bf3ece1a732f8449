//! What the policy says must hold of its decisions, and whether it does of this one.

use std::collections::HashSet;

use indexmap::IndexSet;

use super::document::{Group, Item, Line, Mark, Section, printed};
use super::names;
use super::voice::{Voice, say};
use crate::decision::{AssertionResult, Contribution, Decision, Range};
use crate::diagnostic::{Diagnostic, Language};
use crate::ir::Program;
use crate::wording;

/// So many facts that an open one waits for are named before they are only counted.
const NAMED: usize = 5;
/// So many of one kind are named before they are only counted.
const LISTED: usize = 8;

/// The assertions that do not surely hold, as lines of text of at most `width` columns; empty where all do.
pub fn assertions(program: &Program, decision: &Decision, language: Language, width: usize) -> String {
    let voice = Voice::new(program.on(decision.applied_on), decision, language);
    let section = voice.asserted(&|result| result.holds != Some(true));
    section.map(|section| super::alone(section, language, width)).unwrap_or_default()
}

/// A finding for each assertion that the decision surely violates, at its clause in the policy. Why, and what of, the decision tells.
pub fn violations(program: &Program, decision: &Decision) -> Vec<Diagnostic> {
    let program = program.on(decision.applied_on);
    let (en, zh) = (Voice::new(program, decision, Language::En), Voice::new(program, decision, Language::Zh));
    let violated = decision.assertions.iter().filter(|result| result.holds == Some(false));
    let finding = |result: &AssertionResult| {
        let (case, label) = (&decision.case, &result.label);
        let about = |voice: &Voice<'_>| printed(&voice.about(result).map(|own| voice.aside(&own)).unwrap_or_default());
        let (about, about_zh) = (about(&en), about(&zh));
        let found = Diagnostic::error(
            "assert/violated",
            result.rests_on.span,
            wording!(
                "the decision on `{case}`{about} violates the assertion “{label}”",
                "“{case}”{about_zh}的审定结果违反断言“{label}”"
            ),
            wording!("does not hold of this decision", "这份审定结果不符合"),
        );
        found.with_help(wording!(
            "an assertion changes no figure: compare the rules, the ledger and the assertion with the document",
            "断言不改变任何金额；请对照文件核对规则、台账和这条断言"
        ))
    };
    violated.map(finding).collect()
}

impl Voice<'_> {
    /// The assertions that are asked for, those that hold in one line; `None` where there are none.
    pub fn asserted(&self, of: &dyn Fn(&AssertionResult) -> bool) -> Option<Section> {
        let results: Vec<&AssertionResult> = self.decision.assertions.iter().filter(|result| of(result)).collect();
        if results.is_empty() {
            return None;
        }
        let count = |holds: Option<bool>| results.iter().filter(|result| result.holds == holds).count();
        let (violated, open) = (count(Some(false)), count(None));
        let (mark, outcome) = match (violated, open) {
            (0, 0) => (Mark::Holds, say!(self, "hold", "成立")),
            (0, open) => (Mark::Open, say!(self, "not known yet: {open}", "{open} 条待定")),
            (violated, _) => (Mark::Fails, say!(self, "violated: {violated}", "{violated} 条不成立")),
        };
        let mut lines = Vec::new();
        for holds in [Some(false), None] {
            for result in results.iter().filter(|result| result.holds == holds) {
                lines.extend(self.asserted_lines(result));
            }
        }
        lines.extend(self.held(&results));
        let heading = say!(self, "What must hold of the decision", "对审定结果的断言");
        let groups = vec![Group { lines, ..Group::default() }];
        let item = Item { mark: Some(mark), outcome, groups, ..Item::default() };
        Some(Section { heading, items: vec![item], ..Section::default() })
    }

    /// Those that hold, in one line.
    fn held(&self, results: &[&AssertionResult]) -> Option<Line> {
        // One that is about each claim holds where it holds for all.
        let others = results.iter().filter(|result| result.holds != Some(true));
        let others: HashSet<&str> = others.map(|result| result.label.as_str()).collect();
        let labels = results.iter().map(|result| &result.label).filter(|label| !others.contains(label.as_str()));
        let mut labels: Vec<String> = labels.collect::<IndexSet<_>>().into_iter().take(LISTED + 1).cloned().collect();
        let more = labels.len() > LISTED;
        labels.truncate(LISTED);
        if labels.is_empty() {
            return None;
        }
        let list = self.list(&labels);
        let text = match more {
            true => say!(self, "{list} and others", "{list}等"),
            false => list,
        };
        Some(Line { mark: Some(Mark::Holds), ..Line::words(text) })
    }

    /// One that does not surely hold: why, what the figure is made of, and what it waits for.
    fn asserted_lines(&self, result: &AssertionResult) -> Vec<Line> {
        let label = &result.label;
        let text = match self.about(result) {
            Some(about) => say!(self, "{label} ({about})", "{label}（{about}）"),
            None => label.clone(),
        };
        let quotes = result.rests_on.quotes.iter().map(|quote| quote.text.clone()).collect();
        let first = Line {
            mark: Some(Mark::of(result.holds)),
            text,
            detail: self.why_asserted(result),
            quotes,
            ..Line::default()
        };
        let mut lines = vec![first];
        lines.extend(result.made_of.iter().map(|own| {
            let title = self.title_of(&own.measure, &own.claim);
            Line { depth: 1, ..Line::figure(say!(self, "of it: {title}", "其中：{title}"), self.of_part(own)) }
        }));
        let waits = result.missing.iter().take(NAMED).map(|path| self.needed(path));
        lines.extend(waits.map(|text| Line { mark: Some(Mark::Open), depth: 1, ..Line::words(text) }));
        if let Some(more) = result.missing.len().checked_sub(NAMED).filter(|more| *more > 0) {
            let text = say!(self, "and {more} more", "另有 {more} 项");
            lines.push(Line { mark: Some(Mark::Open), depth: 1, ..Line::words(text) });
        }
        lines
    }

    /// The claim that an assertion is about.
    fn about(&self, result: &AssertionResult) -> Option<String> {
        Some(self.title_of(result.measure.as_deref()?, result.claim.as_deref()?))
    }

    fn title_of(&self, measure: &str, claim: &str) -> String {
        let name = names::capitalised(&self.measure(measure));
        let of = self.program.measures.iter().find(|own| own.name == measure);
        match of.is_some_and(|of| of.for_each.is_some()) {
            true => format!("{name} · {}", self.claim(of, claim)),
            false => name,
        }
    }

    /// Why it came out as it did; nothing where no derivation was asked for.
    fn why_asserted(&self, result: &AssertionResult) -> String {
        result.rests_on.trace.as_ref().map(|trace| self.phrase(trace, true, &result.label)).unwrap_or_default()
    }

    fn of_part(&self, own: &Contribution) -> String {
        match own.amount {
            Range::Exactly(amount) => self.plain(amount),
            Range::Between { at_least: Some(least), at_most } => self.pending_plain(least, at_most),
            range @ Range::Between { at_least: None, .. } => self.range(range),
        }
    }
}
