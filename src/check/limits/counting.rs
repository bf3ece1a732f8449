//! What counts towards a limit beside the awards that it stands with.

use crate::ast::{self, CapCounting, CapPeriod, CapWhat, Name, Surface};
use crate::ir::Counting;

use super::super::Checker;
use super::super::error::{CountError, NameError};
use super::super::expr::Instead;
use super::super::names::spelled;
use super::Stands;

/// Words for all measures that people write.
const ALL: [&str; 6] = ["everything", "measures", "全部措施", "所有措施", "各项措施", "各措施"];

/// So many measures are listed where none is near.
const MEASURES: usize = 8;

impl<'a> Checker<'a> {
    pub(super) fn counting(&mut self, cap: &'a ast::Cap, stands: &Stands<'_>) -> Option<Vec<Counting>> {
        let mut all = Vec::new();
        for counting in &cap.counting {
            all.push(self.counted(counting, cap, stands));
        }
        all.into_iter().collect()
    }

    fn counted(&mut self, counting: &'a CapCounting, cap: &'a ast::Cap, stands: &Stands<'_>) -> Option<Counting> {
        match counting {
            CapCounting::Amount(expr) => {
                if !matches!(cap.what, CapWhat::Money(_)) {
                    self.report(CountError::CountingKind { span: expr.span });
                    return None;
                }
                self.reads_year = false;
                let amount = self.money(expr);
                let by_year = std::mem::take(&mut self.reads_year);
                if by_year && !matches!(cap.period, Some(CapPeriod::SupportYear(_))) {
                    self.report(CountError::ByYear { span: expr.span, surface: self.surface(expr.span) });
                    return None;
                }
                amount.map(|amount| Counting::Amount(amount.id))
            }
            CapCounting::Measure(name) => {
                let at = self.measure_named(name)?;
                if stands.with.contains(&at) {
                    self.report(CountError::CountedAnyway { span: name.span, name: name.text.clone() });
                    return None;
                }
                self.tree.measures.get(at).map(|measure| Counting::Measure(measure.name.text.clone()))
            }
            CapCounting::Policy(name) => {
                let own = self.tree.policy.filter(|policy| {
                    policy.name.text == name.value
                        || policy.label.as_ref().is_some_and(|label| label.value == name.value)
                });
                if own.is_some() {
                    self.report(CountError::OwnPolicy { span: name.span, surface: self.surface(name.span) });
                    return None;
                }
                Some(Counting::Policy(name.value.clone()))
            }
            CapCounting::AllPolicies(_) => Some(Counting::OtherPolicies),
        }
    }

    /// The measure of a name or label; reported where there is none.
    pub(in crate::check) fn measure_named(&mut self, name: &'a Name) -> Option<usize> {
        let at = self.measures.get(&name.text);
        if at.is_none() {
            let all = ALL.contains(&name.text.to_lowercase().as_str());
            let nearest = if all {
                Some(self.surface(name.span).either("all", "全部").to_owned())
            } else {
                self.suggest_spelled(&name.text, self.measures.spelled().collect())
            };
            let surface = self.surface(name.span);
            let known = self.tree.measures.iter().take(MEASURES + 1).map(|measure| {
                let label = measure.label.as_ref().filter(|_| surface == Surface::Chinese);
                spelled(label.map_or(measure.name.text.as_str(), |label| label.value.as_str()))
            });
            let mut known: Vec<String> = known.collect();
            let more = known.len() > MEASURES;
            known.truncate(MEASURES);
            let instead = Instead { nearest, known, more };
            let error = NameError::UnknownMeasure { span: name.span, name: name.text.clone(), instead };
            self.report_unknown(&name.text, error);
        }
        self.refers(name, self.measures.place(&name.text));
        at
    }
}
