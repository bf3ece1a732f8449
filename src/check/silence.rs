//! What the rules keep the checker from telling, and what they need not.

use std::collections::BTreeMap;

use crate::ast::{File, Over, Silence};
use crate::diagnostic::{Diagnostics, Severity, Silenced, codes};
use crate::source::{Sources, Span};

use super::error::SilenceError;

/// The silences of a policy, each by its code and the beginning of its reach.
#[derive(Default)]
struct Reaches<'a> {
    /// Of clauses, of declarations, of amendments. Those of one kind don't overlap, unless one is written twice: the first counts.
    parts: [BTreeMap<(&'a str, Span), usize>; 3],
    /// Of the whole policy.
    whole: BTreeMap<&'a str, usize>,
}

impl<'a> Reaches<'a> {
    fn of(silences: &[&'a Silence]) -> Reaches<'a> {
        let mut reaches = Reaches::default();
        for (at, silence) in silences.iter().enumerate() {
            let code = silence.code.value.as_str();
            let (kind, span) = match silence.over {
                Over::Policy => {
                    reaches.whole.entry(code).or_insert(at);
                    continue;
                }
                Over::Clause(span) => (0, span),
                Over::Declaration(span) => (1, span),
                Over::Amendment(span) => (2, span),
            };
            if let Some(part) = reaches.parts.get_mut(kind) {
                part.entry((code, span)).or_insert(at);
            }
        }
        reaches
    }

    /// The narrowest that takes a finding.
    fn taking(&self, code: &str, at: Span) -> Option<usize> {
        let first = Span { source: at.source, start: 0, end: 0 };
        let last = Span { end: u32::MAX, ..at };
        let holds = |part: &BTreeMap<(&'a str, Span), usize>| {
            let ((_, span), own) = part.range((code, first)..=(code, last)).next_back()?;
            (at.start < span.end).then_some(*own)
        };
        self.parts.iter().find_map(holds).or_else(|| self.whole.get(code).copied())
    }
}

/// Marks the findings that the rules silence: the narrowest silence takes each. A silence without effect is a finding of its own.
pub(super) fn silence(files: &[File], sources: &Sources, found: &mut Diagnostics) {
    let silences: Vec<&Silence> = files.iter().flat_map(|file| &file.silences).collect();
    if silences.is_empty() {
        return;
    }
    let reaches = Reaches::of(&silences);
    let mut effects: Vec<Effect> = vec![Effect::Nothing; silences.len()];
    for finding in found.iter_mut() {
        let Some(at) = reaches.taking(finding.code, finding.span) else { continue };
        let (Some(silence), Some(effect)) = (silences.get(at), effects.get_mut(at)) else { continue };
        if finding.severity == Severity::Error {
            *effect = effect.or(Effect::Error(finding.span));
        } else {
            *effect = effect.or(Effect::Silenced);
            finding.silenced = Some(Silenced { by: silence.span, because: Some(silence.because.value.clone()) });
        }
    }
    // What an error hides may be what is silenced.
    let whole = !found.has_errors();
    // Usual clauses are looked for once the policy is written.
    let is_open = |code: &str| ["citations/sentence-not-covered", "measures/to-be-written"].contains(&code);
    let written = !found.iter().any(|finding| is_open(finding.code));
    for (silence, effect) in silences.into_iter().zip(effects) {
        let (span, code) = (silence.code.span, silence.code.value.clone());
        if silence.because.value.trim().is_empty() {
            found.push(SilenceError::NoReason { span: silence.because.span, code: code.clone() });
        }
        match effect {
            _ if codes::page(&code).is_none() => {
                let nearest = codes::nearest(&code).map(|page| page.code);
                found.push(SilenceError::UnknownCode { span, code, nearest });
            }
            Effect::Error(error) => found.push(SilenceError::OfError { span, code, error }),
            Effect::Nothing if whole && (written || !code.starts_with("genre/")) => {
                let (over, line) = (silence.over, line(silence, sources));
                found.push(SilenceError::Nothing { span: silence.span, code, over, line });
            }
            Effect::Nothing | Effect::Silenced => {}
        }
    }
}

/// What a silence does.
#[derive(Debug, Clone, Copy)]
enum Effect {
    Nothing,
    Silenced,
    /// It meets an error, which is told all the same.
    Error(Span),
}

impl Effect {
    fn or(self, other: Effect) -> Effect {
        match (self, other) {
            (Effect::Nothing, other) | (Effect::Silenced, other @ Effect::Error(_)) => other,
            (own, _) => own,
        }
    }
}

/// The line that holds nothing but the clause, with the line break before it.
fn line(silence: &Silence, sources: &Sources) -> Option<Span> {
    let source = sources.get(silence.span.source)?;
    let (first, last) = (source.line_of(silence.span.range().start), source.line_of(silence.span.range().end));
    let (start, end) = (source.line_range(first), source.line_range(last));
    let alone = source.text().get(start.start..silence.span.range().start)?.trim().is_empty()
        && source.text().get(silence.span.range().end..end.end)?.trim().is_empty();
    let before = source.line_range(first.checked_sub(1)?).end;
    alone.then(|| Span::new(silence.span.source, before, end.end))
}
