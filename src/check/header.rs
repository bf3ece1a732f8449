//! The header: who issues the policy, its currency and its rounding.

use rust_decimal::Decimal;

use crate::ast;
use crate::ir::{Policy, decimals};
use crate::value::{MonthEnd, Rounding};

use super::Checker;
use super::error::{HeaderError, TimeError};
use super::expr::direction;
use super::facts::text;

impl<'a> Checker<'a> {
    pub(super) fn header(&mut self) {
        let Some(header) = self.tree.policy else { return };
        let mut policy =
            Policy { label: text(&header.label), issuer: text(&header.issuer), ..Policy::named(&header.name.text) };
        match &header.money {
            Some(rule) => self.money_rule(rule, &mut policy),
            None => self.report_missing(HeaderError::NoMoneyRule { span: header.span }),
        }
        if let Some(rule) = &header.financial_year {
            match u8::try_from(rule.month).ok().filter(|month| (1..=12).contains(month)) {
                Some(month) => policy.financial_year_from = month,
                None => self.report(TimeError::NoSuchMonth { span: rule.span, month: rule.month }),
            }
            self.frame(rule.span, &rule.quotes);
        }
        if let Some(rule) = &header.short_months {
            policy.month_end = if rule.run_over { MonthEnd::NextMonth } else { MonthEnd::LastDay };
            self.frame(rule.span, &rule.quotes);
        }
        self.program.policy = policy;
        self.frame(header.span, &header.quotes);
    }

    fn money_rule(&mut self, rule: &ast::MoneyRule, policy: &mut Policy) {
        if self.known_currency(&rule.currency.text, rule.currency.span).is_some() {
            policy.currency.clone_from(&rule.currency.text);
            policy.digits = decimals(&policy.currency);
            policy.rounding.unit = Decimal::new(1, policy.digits);
        }
        let Some(rounding) = &rule.rounding else { return };
        let Some(unit) = Decimal::from_str_exact(&rounding.unit).ok().filter(|unit| *unit > Decimal::ZERO) else {
            self.report(HeaderError::RoundingUnit { span: rounding.span, unit: rounding.unit.clone() });
            return;
        };
        policy.digits = policy.digits.max(unit.normalize().scale());
        policy.rounding = Rounding { mode: direction(rounding.mode), unit };
        policy.rounded = rounding.span;
    }
}
