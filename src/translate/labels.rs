//! The labels that tests give to conditions and limits. Where a rule gives none, it is called by its words, and these are other words in
//! the other surface, or in another layout.

use std::collections::HashMap;

use super::tests;
use crate::ast::{self, ExpectKind, ExpectSubject};
use crate::ir::Program;
use crate::source::Span;

/// The new words of what was called by its words: by the measure (empty: the scope) and by the old ones.
type Renamed<'p> = HashMap<(&'p str, &'p str), &'p str>;

/// What is called otherwise in the same policy written anew.
fn renamed<'p>(old: &'p Program, new: &'p Program) -> Renamed<'p> {
    let mut all = Renamed::new();
    for (old, new) in old.versions().zip(new.versions()) {
        let mut add = |measure: &'p str, was: &'p str, is: &'p str| {
            if was != is {
                all.entry((measure, was)).or_insert(is);
                // What must not hold may be called by its own words as well.
                if let (Some(was), Some(is)) = (turned(was), turned(is)) {
                    all.entry((measure, was)).or_insert(is);
                }
            }
        };
        for (was, is) in old.scope.iter().zip(&new.scope) {
            add("", was.called(), is.called());
        }
        for (at, (was, is)) in old.measures.iter().zip(&new.measures).enumerate() {
            let conditions = was.conditions.iter().zip(&is.conditions);
            conditions.for_each(|(own, other)| add(&was.name, own.called(), other.called()));
            was.limits.iter().zip(&is.limits).for_each(|(own, other)| add(&was.name, own.called(), other.called()));
            let across = old.across.iter().zip(&new.across).filter(|(own, _)| own.measures.contains(&at));
            let forms = across.flat_map(|(own, other)| own.limits.iter().flatten().zip(other.limits.iter().flatten()));
            forms.for_each(|(own, other)| add(&was.name, own.called(), other.called()));
        }
    }
    all
}

/// The words of a veto without a label, of its condition.
fn turned(label: &str) -> Option<&str> {
    let inner = |open: &str, close: &str| label.strip_prefix(open).and_then(|own| own.strip_suffix(close));
    inner("not (", ")").or_else(|| inner("非（", "）"))
}

/// The labels in the tests of rewritten files that are words of before, each with those that it is called by now, in marks.
pub(super) fn changes(files: &[ast::File], old: &Program, new: &Program) -> Vec<(Span, String)> {
    let renamed = renamed(old, new);
    if renamed.is_empty() {
        return Vec::new();
    }
    let mut changes = Vec::new();
    for expect in tests::of(files).flat_map(|test| &test.expects) {
        let measure = match &expect.subject {
            ExpectSubject::Scope(_) => "",
            ExpectSubject::Claim(claim) => {
                let known = new.versions().find_map(|version| version.measure_named(&claim.measure.text));
                let Some(measure) = known else { continue };
                &measure.name
            }
            ExpectSubject::Total(_) | ExpectSubject::Fault(_) | ExpectSubject::Assertion(_) => continue,
        };
        for label in expect.items.iter().filter_map(|item| label(&item.kind)) {
            let own = renamed.get(&(measure, label.value.as_str()));
            let own = own.or_else(|| renamed.get(&("", label.value.as_str())));
            changes.extend(own.and_then(|own| Some((label.span, in_marks(own)?))));
        }
    }
    changes
}

/// The label of a condition or of a limit.
fn label(kind: &ExpectKind) -> Option<&ast::Text> {
    match kind {
        ExpectKind::Meets(label)
        | ExpectKind::Refused(Some(label))
        | ExpectKind::Failed(Some(label))
        | ExpectKind::Step(_, Some(label), _) => Some(label),
        ExpectKind::Code(_)
        | ExpectKind::NoClaim
        | ExpectKind::Payable(_)
        | ExpectKind::Paid(_)
        | ExpectKind::Repayable(_)
        | ExpectKind::Scheduled(..)
        | ExpectKind::Pending(..)
        | ExpectKind::Refused(None)
        | ExpectKind::Qualified
        | ExpectKind::Nothing
        | ExpectKind::Missing(_)
        | ExpectKind::Step(_, None, _)
        | ExpectKind::Met
        | ExpectKind::Failed(None)
        | ExpectKind::Open
        | ExpectKind::NotInForce => None,
    }
}

/// Words in the first marks that do not stand in them.
fn in_marks(words: &str) -> Option<String> {
    let pairs = [('"', '"'), ('「', '」'), ('“', '”')];
    let (open, close) = pairs.into_iter().find(|(open, close)| !words.contains([*open, *close, '\\', '\n']))?;
    Some(format!("{open}{words}{close}"))
}
