//! What must hold of a decision, beside what a test expects: one that is violated fails every test that does not expect it.

use std::collections::BTreeSet;

use super::difference::Difference;
use crate::decision::{AssertionResult, Decision};
use crate::diagnostic::Wording;
use crate::source::Span;
use crate::wording;

/// So many labels are named where there is none of the one that is asked for.
const NEAREST: usize = 5;

/// The assertions that a decision violates, but for those that the test names itself.
pub(super) fn violated(decision: &Decision, named: &[&str], place: Span) -> Vec<Difference> {
    let violated = decision.assertions.iter().filter(|own| own.holds == Some(false));
    violated.filter(|own| !named.contains(&own.label.as_str())).map(|own| difference(own, true, place)).collect()
}

/// Whether an assertion came out as expected: violated by a claim at least, open by one and violated by none, or held by all.
pub(super) fn compare(decision: &Decision, label: &str, wanted: Option<bool>, place: Span) -> Option<Difference> {
    let own = || decision.assertions.iter().filter(|own| own.label == label);
    if own().next().is_none() {
        let labels: BTreeSet<&str> = decision.assertions.iter().map(|own| own.label.as_str()).collect();
        let mut labels: Vec<&str> = labels.into_iter().collect();
        labels.sort_by_cached_key(|own| strsim::osa_distance(own, label));
        let more = labels.len() > NEAREST;
        labels.truncate(NEAREST);
        let (en, zh) = (labels.join("`, `"), labels.join("”“"));
        let came = match (labels.is_empty(), more) {
            (true, _) => wording!("no assertion was judged", "没有判断任何断言"),
            (false, false) => wording!("no such assertion; there are `{en}`", "没有这条断言；现有“{zh}”"),
            (false, true) => wording!("no such assertion; the nearest are `{en}`", "没有这条断言；相近的有“{zh}”"),
        };
        let (what, path) = (called(label), "assertions".to_owned());
        return Some(Difference { what, path, expected: said(wanted), came, apart: None, place, claim: None });
    }
    let found = own().find(|own| own.holds == Some(false)).or_else(|| own().find(|own| own.holds.is_none()));
    let got = found.map_or(Some(true), |own| own.holds);
    if got == wanted {
        return None;
    }
    let shown = found.or_else(|| own().next())?;
    Some(Difference { expected: said(wanted), came: said(got), ..difference(shown, true, place) })
}

fn difference(own: &AssertionResult, wanted: bool, place: Span) -> Difference {
    let claim = own.measure.clone().zip(own.claim.clone());
    Difference {
        what: called(&own.label),
        path: "assertions".to_owned(),
        expected: said(Some(wanted)),
        came: said(own.holds),
        apart: None,
        place,
        claim,
    }
}

fn called(label: &str) -> Wording {
    wording!("assertion `{label}`", "断言“{label}”")
}

/// What became of it, in the words in which a test expects it.
fn said(holds: Option<bool>) -> Wording {
    match holds {
        Some(true) => wording!("met", "符合"),
        Some(false) => wording!("failed", "不符合"),
        None => wording!("open", "待确认"),
    }
}
