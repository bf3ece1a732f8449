//! The stage: what is not tested at it, and what has changed since the stage before.

use super::document::{Group, Item, Line, Mark, Section};
use super::voice::{Voice, say};
use crate::decision::{Changed, Changes, ClaimChange, ClaimStatus, ConditionChange, Outcome, ScopeStatus};
use crate::ir::{Applies, Condition, Stage};

impl Voice<'_> {
    /// Conditions that are tested at the other stage only.
    pub fn tested_elsewhere(&self, conditions: &[Condition]) -> Vec<Line> {
        let elsewhere = conditions.iter().filter(|own| !own.at(self.decision.stage));
        let elsewhere = elsewhere.filter(|own| self.is_chosen(own.applies));
        let line = |condition: &Condition| {
            let detail = match condition.stage {
                Some(Stage::Payment) => say!(self, "tested before payment", "拨付时审核"),
                _ => say!(self, "tested at application", "申报时已审核"),
            };
            Line { mark: Some(Mark::Nothing), text: condition.called().to_owned(), detail, ..Line::default() }
        };
        elsewhere.map(line).collect()
    }

    /// Whether a clause counts under the readings of the decision.
    pub(super) fn is_chosen(&self, applies: Applies) -> bool {
        let Some((reading, value)) = applies.reading else { return true };
        let used = self.program.reading(reading).and_then(|own| Some((own, self.decision.readings.get(&own.name)?)));
        used.is_some_and(|(own, used)| own.values.get(value).is_some_and(|value| value.name == *used))
    }

    /// What has changed since an earlier decision; `None` where none was asked for.
    pub fn changes(&self) -> Option<Section> {
        let changes = self.decision.changes.as_ref()?;
        let since = &changes.since;
        let heading = say!(self, "Changes since application ({since})", "与申报时相比的变化（{since}）");
        let mut items: Vec<Item> = Vec::new();
        let mut of_scope = Vec::new();
        of_scope.extend(changes.scope.map(|scope| Line::words(self.became(scope, |status| self.scope_status(status)))));
        of_scope.extend(changes.conditions.iter().map(|condition| self.condition_change(condition)));
        if !of_scope.is_empty() {
            let title = say!(self, "Scope", "适用范围");
            items.push(Item { title, groups: vec![Group { lines: of_scope, ..Group::default() }], ..Item::default() });
        }
        items.extend(self.changed_claims(changes).map(|change| self.claim_change(change)));
        if items.is_empty() {
            let line = Line::words(say!(self, "nothing has changed", "没有变化"));
            items.push(Item { groups: vec![Group { lines: vec![line], ..Group::default() }], ..Item::default() });
        }
        Some(Section { heading, items, ..Section::default() })
    }

    fn changed_claims<'c>(&self, changes: &'c Changes) -> impl Iterator<Item = &'c ClaimChange> {
        changes.claims.iter()
    }

    fn claim_change(&self, change: &ClaimChange) -> Item {
        let measure = self.program.measures.iter().find(|measure| measure.name == change.measure);
        let title = super::names::capitalised(&self.measure(&change.measure));
        let title = match measure.is_some_and(|measure| measure.for_each.is_some()) {
            true => format!("{title} · {}", self.claim(measure, &change.claim)),
            false => title,
        };
        let mut lines: Vec<Line> = change.conditions.iter().map(|condition| self.condition_change(condition)).collect();
        let by_year = measure.is_some_and(|measure| measure.awards.iter().any(|award| award.applies.years.is_some()));
        for payment in &change.payments {
            let became = self.became(payment.outcome, |outcome: Outcome| self.outcome_words(outcome));
            let year = self.year(payment.support_year);
            let text = if by_year { say!(self, "{year}: {became}", "{year}：{became}") } else { became };
            lines.push(Line::words(text));
            lines.extend(payment.conditions.iter().map(|own| Line { depth: 1, ..self.condition_change(own) }));
        }
        let outcome = change.status.map(|status| self.became(status, |status| self.claim_status(status)));
        let groups = if lines.is_empty() { Vec::new() } else { vec![Group { lines, ..Group::default() }] };
        Item { title, outcome: outcome.unwrap_or_default(), groups, ..Item::default() }
    }

    fn condition_change(&self, change: &ConditionChange) -> Line {
        let held = |holds: Option<bool>| match holds {
            Some(true) => say!(self, "met", "符合"),
            Some(false) => say!(self, "not met", "不符合"),
            None => self.not_known(),
        };
        let (before, after) = (held(change.before), held(change.after));
        Line {
            mark: Some(Mark::of(change.after)),
            text: change.label.clone(),
            detail: format!("{before} → {after}"),
            ..Line::default()
        }
    }

    fn became<T>(&self, changed: Changed<T>, words: impl Fn(T) -> String) -> String {
        let none = || say!(self, "none", "无");
        let (before, after) = (changed.before.map(&words), changed.after.map(&words));
        format!("{} → {}", before.unwrap_or_else(none), after.unwrap_or_else(none))
    }

    fn scope_status(&self, status: ScopeStatus) -> String {
        match status {
            ScopeStatus::Met => say!(self, "met", "符合"),
            ScopeStatus::Failed => say!(self, "not met", "不符合"),
            ScopeStatus::Unknown => say!(self, "not known yet", "待定"),
            ScopeStatus::NotInForce => say!(self, "not in force", "不在施行期间"),
        }
    }

    fn claim_status(&self, status: ClaimStatus) -> String {
        match status {
            ClaimStatus::Qualified => say!(self, "qualified", "符合条件"),
            ClaimStatus::Pending => say!(self, "still to be decided", "待定"),
            ClaimStatus::Refused => say!(self, "refused", "不予支持"),
        }
    }
}
