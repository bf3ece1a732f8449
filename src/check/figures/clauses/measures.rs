//! Measures, what stands in them, and limits across several.

use crate::ast::{
    Across, AcrossMeasures, Assertion, Award, Cap, CapCounting, CapKey, CapSharing, Measure, PartFigure, PartTime, Pay,
    PayPlan, Terms,
};

use super::super::rules::{Said, alone};
use super::{Clauses, Place, named};

impl<'a> Clauses<'a> {
    pub(super) fn measure(&mut self, measure: &'a Measure) {
        self.begin(Place::Measure, named(&measure.name.text, measure.label.as_ref()));
        let header = self.clause(None, measure.span, &measure.quotes);
        self.labels(header, measure.label.iter());
        self.in_force(measure.in_force.as_deref(), header);
        if let Some(each) = &measure.for_each {
            let own = self.clause(Some(header), each.span, &each.quotes);
            self.say(own, |said| {
                said.expr(&each.list);
                each.order.iter().for_each(|order| said.expr(order));
            });
        }
        self.lets(&measure.lets, header);
        self.conditions(&measure.conditions, header);
        measure.awards.iter().for_each(|award| self.award(award, header));
        measure.caps.iter().for_each(|cap| self.cap(cap, header));
        measure.pays.iter().for_each(|pay| self.pay(pay, header));
        self.terms(&measure.terms, header);
        measure.assertions.iter().for_each(|own| self.assertion(own, Some(header)));
        if let Some(kind) = &measure.in_kind {
            let own = self.clause(Some(header), kind.span, &kind.quotes);
            self.labels(own, std::iter::once(&kind.what));
        }
    }

    /// It adds no rule, so its figures need not be the document's.
    pub(super) fn assertion(&mut self, assertion: &'a Assertion, parent: Option<usize>) {
        let own = self.clause(parent, assertion.span, &assertion.quotes);
        self.labels(own, std::iter::once(&assertion.label));
        self.say(own, |said| {
            said.expr(&assertion.expr);
            assertion.only_if.iter().for_each(|only| said.expr(only));
            said.need_not_be_quoted(0);
        });
    }

    fn award(&mut self, award: &'a Award, parent: usize) {
        let own = self.clause(Some(parent), award.span, &award.quotes);
        self.say(own, |said| {
            said.expr(&award.formula);
            said.applies(&award.applies);
        });
        if let Some(clause) = self.all.get_mut(own) {
            clause.up_to = Some(award.up_to);
            clause.alone = alone(&award.formula).iter().map(|own| own.span).collect();
        }
        self.departures(&award.departures, own);
    }

    fn cap(&mut self, cap: &'a Cap, parent: usize) {
        let own = self.clause(Some(parent), cap.span, &cap.quotes);
        self.labels(own, cap.label.iter());
        self.say(own, |said| {
            said.limited(&cap.what);
            for key in &cap.per {
                if let CapKey::Expr(key) = key {
                    said.expr(key);
                }
            }
            cap.period.iter().for_each(|period| said.period(period));
            for counting in &cap.counting {
                if let CapCounting::Amount(amount) = counting {
                    said.expr(amount);
                }
            }
            if let Some(CapSharing::InOrderOf(order)) = &cap.sharing {
                said.expr(order);
            }
            cap.order.iter().for_each(|order| said.expr(order));
            said.applies(&cap.applies);
        });
        self.departures(&cap.departures, own);
    }

    pub(super) fn across(&mut self, across: &'a Across) {
        self.begin(Place::Everywhere, Vec::new());
        let own = self.clause(None, across.span, &across.quotes);
        self.labels(own, across.label.iter());
        if let AcrossMeasures::Named(names) | AcrossMeasures::AllBut(names) = &across.measures {
            self.say(own, |said| said.names.extend(names));
        }
        across.caps.iter().for_each(|cap| self.cap(cap, own));
    }

    fn pay(&mut self, pay: &'a Pay, parent: usize) {
        let own = self.clause(Some(parent), pay.span, &pay.quotes);
        self.say(own, |said| {
            match &pay.plan {
                PayPlan::InAdvance => {}
                PayPlan::Equal { count, from, span, .. } => {
                    said.time(*count, *span);
                    said.expr(from);
                }
                PayPlan::Parts { parts, from } => {
                    from.iter().for_each(|from| said.expr(from));
                    for part in parts {
                        figure(said, &part.figure);
                        if let PartTime::On(day) = &part.time {
                            said.expr(day);
                        }
                    }
                }
            }
            said.applies(&pay.applies);
        });
        if let PayPlan::Parts { parts, .. } = &pay.plan {
            self.labels(own, parts.iter().filter_map(|part| part.label.as_ref()));
        }
    }

    fn terms(&mut self, terms: &'a Terms, parent: usize) {
        for payers in &terms.payers {
            let own = self.clause(Some(parent), payers.span, &payers.quotes);
            self.say(own, |said| payers.shares.iter().for_each(|(_, share)| figure(said, share)));
        }
        for voucher in &terms.vouchers {
            let own = self.clause(Some(parent), voucher.span, &voucher.quotes);
            self.say(own, |said| [&voucher.until, &voucher.redeemed_on].into_iter().for_each(|day| said.expr(day)));
        }
        for recovery in &terms.recoveries {
            let own = self.clause(Some(parent), recovery.span, &recovery.quotes);
            self.labels(own, recovery.label.iter());
            self.say(own, |said| {
                recovery.amount.iter().for_each(|amount| said.expr(amount));
                said.expr(&recovery.condition);
            });
        }
        for obligation in &terms.obligations {
            let own = self.clause(Some(parent), obligation.span, &obligation.quotes);
            self.labels(own, std::iter::once(&obligation.what));
            self.say(own, |said| said.expr(&obligation.until));
        }
    }
}

fn figure<'a>(said: &mut Said<'a>, figure: &'a PartFigure) {
    match figure {
        PartFigure::Figure(figure) => said.expr(figure),
        PartFigure::Rest(_) => {}
    }
}
