//! Limits across measures: each clause is checked in the scope of each measure.

use indexmap::IndexMap;

use crate::ast::{self, AcrossMeasures, CapKey};
use crate::diagnostic::{Diagnostic, Wording};
use crate::ir::{Across, ExprId, Limit, LimitKey, Op, Sharing, Type};
use crate::source::Span;

use super::super::Checker;
use super::super::citations::Under;
use super::super::error::AcrossError;
use super::super::facts::{called, text};
use super::super::types::comparable;
use super::Stands;

/// So many clauses, counted once for each measure that they go across, may a policy have.
const FORMS: usize = 20_000;

impl<'a> Checker<'a> {
    pub(in crate::check) fn limits_across(&mut self) {
        let mut forms = 0_usize;
        for across in &self.tree.across {
            let clause = self.clause(across.span, &across.quotes, Under::Anything);
            let measures = self.across_measures(across);
            let clauses: Vec<_> =
                across.caps.iter().map(|cap| self.clause(cap.span, &cap.quotes, Under::Anything)).collect();
            let Some(measures) = measures else { continue };
            forms = forms.saturating_add(measures.len().saturating_mul(across.caps.len().max(1)));
            if forms > FORMS {
                self.report(AcrossError::TooMany { span: across.span, most: FORMS });
                return;
            }
            if across.caps.is_empty() {
                self.report_missing(AcrossError::Without { span: across.span, surface: self.surface(across.span) });
            }
            let mut limits = Vec::new();
            for (cap, clause) in across.caps.iter().zip(clauses) {
                limits.extend(self.limit_across(cap, &measures, &clause));
            }
            self.program.across.push(Across { label: text(&across.label), measures, limits, clause });
        }
    }

    /// The measures that a section goes across, ascending.
    fn across_measures(&mut self, across: &'a ast::Across) -> Option<Vec<usize>> {
        let names = match &across.measures {
            AcrossMeasures::Named(names) | AcrossMeasures::AllBut(names) => names,
            AcrossMeasures::Unread => return None,
        };
        let mut named: IndexMap<usize, Span> = IndexMap::new();
        let mut sound = true;
        for name in names {
            let Some(at) = self.measure_named(name) else {
                sound = false;
                continue;
            };
            let measure = self.tree.measures.get(at)?;
            if let Some(first) = named.get(&at) {
                self.report(AcrossError::MeasureTwice { span: name.span, first: *first, name: name.text.clone() });
                sound = false;
            } else if let (Some(kind), AcrossMeasures::Named(_)) = (&measure.in_kind, &across.measures) {
                let (span, name) = (name.span, called(&measure.name, measure.label.as_ref()));
                self.report(AcrossError::WithoutMoney { span, name, kind: kind.span });
                sound = false;
            }
            named.entry(at).or_insert(name.span);
        }
        let measures: Vec<usize> = if let AcrossMeasures::Named(_) = across.measures {
            named.sort_unstable_keys();
            named.into_keys().collect()
        } else {
            let all = self.tree.measures.iter().enumerate();
            all.filter(|(at, measure)| measure.in_kind.is_none() && !named.contains_key(at)).map(|(at, _)| at).collect()
        };
        if sound && measures.is_empty() {
            self.report_missing(AcrossError::None { span: across.span });
        }
        (sound && !measures.is_empty()).then_some(measures)
    }

    /// A clause in the scope of each measure; `None` where it is wrong in any.
    fn limit_across(
        &mut self,
        cap: &'a ast::Cap,
        measures: &[usize],
        clause: &crate::ir::Clause,
    ) -> Option<Vec<Limit>> {
        let mut forms = Vec::new();
        let mut findings: IndexMap<(&'static str, Span), (Diagnostic, Vec<usize>)> = IndexMap::new();
        for at in measures {
            let before = self.found.len();
            self.enter_measure(*at);
            let awards = self.program.measures.get(*at).map(|measure| measure.awards.clone()).unwrap_or_default();
            let stands = Stands { with: measures, awards: &awards, under: Under::Anything, clause: clause.clone() };
            forms.push(self.limit(cap, stands));
            for finding in self.found.split_off(before) {
                let known = findings.entry((finding.code, finding.span)).or_insert((finding, Vec::new()));
                known.1.push(*at);
            }
        }
        for (finding, found_in) in findings.into_values() {
            let finding = self.in_measures(finding, &found_in, measures.len());
            self.report(finding);
        }
        let forms: Vec<Limit> = forms.into_iter().collect::<Option<_>>()?;
        self.same_keys(cap, measures, &forms).then_some(forms)
    }

    /// A finding with the measures in which it was made, where that is not all of them.
    fn in_measures(&self, finding: Diagnostic, found_in: &[usize], all: usize) -> Diagnostic {
        let mut measures: Vec<usize> = found_in.to_vec();
        measures.dedup();
        let measure = |at: &usize| self.tree.measures.get(*at);
        let Some(first) = measures.first().and_then(measure).filter(|_| measures.len() < all) else { return finding };
        let name = called(&first.name, first.label.as_ref());
        if finding.code.starts_with("names/") {
            let words = self.sources.slice(finding.span).to_owned();
            let others = measures.len().saturating_sub(1);
            return AcrossError::Lacking { span: finding.span, words, name, place: first.name.span, others }.into();
        }
        let Wording { en, zh } = name;
        finding.with_also(first.name.span, crate::wording!("in the measure `{en}`", "在措施“{zh}”中"))
    }

    /// Whether keys and orders are of one kind in all measures, and the record is of one list.
    fn same_keys(&mut self, cap: &'a ast::Cap, measures: &[usize], forms: &[Limit]) -> bool {
        let Some((first, others)) = forms.split_first() else { return true };
        let mut same = true;
        for (form, at) in others.iter().zip(measures.iter().skip(1)) {
            let both = measures.first().copied().unwrap_or(*at);
            for ((one, other), key) in first.per.iter().zip(&form.per).zip(&cap.per) {
                let CapKey::Expr(expr) = key else { continue };
                match (one, other) {
                    (LimitKey::Value(one), LimitKey::Value(other)) => {
                        same &= self.same_kind(expr.span, (both, *one), (*at, *other));
                    }
                    (LimitKey::Record, LimitKey::Record) if self.list_fact(both) == self.list_fact(*at) => {}
                    (LimitKey::Applicant, LimitKey::Applicant) => {}
                    (LimitKey::Record, LimitKey::Record) => {
                        let (one, other) = (self.measure_called(both), self.measure_called(*at));
                        let surface = self.surface(expr.span);
                        self.report(AcrossError::OtherList { span: expr.span, one, other, surface });
                        same = false;
                    }
                    (LimitKey::Applicant | LimitKey::Record | LimitKey::Value(_), _) => {
                        let (one, other) = (self.measure_called(both), self.measure_called(*at));
                        self.report(AcrossError::RecordOrValue { span: expr.span, one, other });
                        same = false;
                    }
                }
            }
            let orders = [(first.order, form.order), (shared_order(first), shared_order(form))];
            for (one, other) in orders {
                if let (Some(one), Some(other)) = (one, other) {
                    let span = self.program.node(one).span;
                    same &= self.same_kind(span, (both, one), (*at, other));
                }
            }
            if !same {
                break;
            }
        }
        same
    }

    fn same_kind(&mut self, span: Span, (one_at, one): (usize, ExprId), (other_at, other): (usize, ExprId)) -> bool {
        let ty = |id: ExprId, checker: &Self| checker.program.node(id).ty.clone();
        let (one, other): (Type, Type) = (ty(one, self), ty(other, self));
        if comparable(&one, &other) {
            return true;
        }
        let (left, right) = (self.describe(&one), self.describe(&other));
        let (one, other) = (self.measure_called(one_at), self.measure_called(other_at));
        self.report(AcrossError::KeysDiffer { span, one: (one, left), other: (other, right) });
        false
    }

    fn measure_called(&self, at: usize) -> Wording {
        let measure = self.tree.measures.get(at);
        measure.map_or_else(|| Wording::new("", ""), |measure| called(&measure.name, measure.label.as_ref()))
    }

    /// The fact that holds the list of a measure.
    fn list_fact(&self, at: usize) -> Option<(crate::ir::RecordId, crate::ir::FieldId)> {
        let each = self.program.measures.get(at)?.for_each.as_ref()?;
        let Op::Fact(_, record, field) = &self.program.node(each.list).op else { return None };
        Some((*record, *field))
    }
}

fn shared_order(limit: &Limit) -> Option<ExprId> {
    match limit.shared {
        Some(Sharing::InOrderOf(order)) => Some(order),
        Some(Sharing::ProRata) | None => None,
    }
}
