//! Limits on the number of awards that let a claim through: that they were judged, and that nothing stood in the way.

use super::document::{Line, Mark};
use super::voice::{Voice, behind, say};
use crate::decision::{Claim, ClaimStatus, Outcome};
use crate::ir::{AwardCount, Limit, LimitKey, LimitPeriod, LimitWhat, Measure, Quote};

impl Voice<'_> {
    /// A line for each limit on the number of awards that a qualified claim was measured against and that did not refuse it; one that did is
    /// a condition of the claim.
    pub fn limits_on_awards(&self, claim: &Claim, measure: Option<&Measure>, above: &[Quote]) -> Vec<Line> {
        let live = |outcome: &Outcome| {
            matches!(outcome, Outcome::Payable { .. } | Outcome::Scheduled { .. } | Outcome::Pending { .. })
        };
        let was_paid = |own: &Claim| {
            !own.ledger.is_empty() || own.payments.iter().any(|payment| matches!(payment.outcome, Outcome::Paid { .. }))
        };
        // What was paid holds its own award, and a claim with facts missing may belong to any group.
        let judged = claim.status == ClaimStatus::Qualified && claim.missing.is_empty() && !was_paid(claim);
        if !judged || !claim.payments.iter().any(|payment| live(&payment.outcome)) {
            return Vec::new();
        }
        let limits = measure.map(|measure| self.limits_of(measure)).unwrap_or_default();
        let lines = limits.into_iter().filter(|limit| self.is_chosen(limit.applies)).filter_map(|limit| {
            let detail = self.let_through(limit)?;
            let quotes = limit.clause.quotes.iter().filter(|quote| !above.contains(quote));
            Some(Line {
                mark: Some(Mark::Holds),
                text: limit.called().to_owned(),
                detail,
                quotes: quotes.map(|quote| quote.text.clone()).collect(),
                ..Line::default()
            })
        });
        lines.collect()
    }

    /// What the limit found: `同一主题此前未享受`; `None` for one of another kind, and for one that all applicants share.
    fn let_through(&self, limit: &Limit) -> Option<String> {
        let LimitWhat::Awards(count) = limit.what else { return None };
        if limit.shared.is_some() {
            return None;
        }
        let list = self.keys_called(Some(limit));
        let close = behind(&list);
        let same = match list.is_empty() {
            true => String::new(),
            false => say!(self, " for the same {list}", "同一{close}"),
        };
        let at_any_time = limit.period == LimitPeriod::Total;
        let when = match at_any_time {
            true => say!(self, "", "此前"),
            false => say!(self, " in the same period", "同期"),
        };
        Some(match count {
            AwardCount::Fixed(1) => say!(self, "not granted before{same}{when}", "{same}{when}未享受"),
            AwardCount::Fixed(count) => {
                say!(self, "fewer than {count} awards before{same}{when}", "{same}{when}享受未满 {count} 次")
            }
            AwardCount::Of(_) => {
                say!(self, "fewer awards before than are allowed{same}{when}", "{same}{when}享受未达限定次数")
            }
        })
    }

    /// What the keys of a limit are called.
    pub(super) fn keys_called(&self, limit: Option<&Limit>) -> String {
        let keys = limit.map_or(&[][..], |limit| &limit.per);
        self.list(&keys.iter().filter_map(|key| self.key_called(*key)).collect::<Vec<_>>())
    }

    /// What a key is called; the applicant, whose case it is, need not be named.
    pub(super) fn key_called(&self, key: LimitKey) -> Option<String> {
        match key {
            LimitKey::Applicant => None,
            LimitKey::Record => Some(say!(self, "claim", "申报项")),
            LimitKey::Value(key) => self.called(key),
        }
    }
}
