//! Explanations: a decision in words that an applicant, the official who signs and an auditor years later can follow.
//!
//! [`explain`] says everything in a [`Document`] that knows nothing of paper; [`text`], [`markdown`] and [`html`] lay it out, [`json`] adds its
//! sentences and every figure's arithmetic to the decision. Each sentence stands once, in English and Chinese side by side.

mod arithmetic;
mod assertions;
mod claim;
mod conditions;
mod decided;
mod document;
mod endings;
mod expression;
mod facts;
mod figures;
mod functions;
mod html;
mod instalments;
mod json;
mod limit_words;
mod limits;
mod made_of;
mod markdown;
mod names;
mod narrowed;
mod needed;
mod once;
mod payments;
mod phrases;
mod precision;
mod quantified;
mod quantity;
mod readings;
mod recoveries;
mod slices;
mod stage;
mod summary;
mod tables;
mod text;
mod time;
mod voice;
mod wrap;

pub use assertions::{assertions, violations};
pub use document::{Document, Group, Item, Line, Mark, Row, Section};
pub use html::html;
pub use json::json;
pub use markdown::markdown;
pub use names::Names;
pub use text::text;

use crate::decision::{Claim, Decision, MeasureDecision, Payment, ScopeStatus};
use crate::diagnostic::Language;
use crate::ir::Program;
use readings::Others;
use voice::Voice;

/// The columns of lines that are not written to a terminal.
const WIDTH: usize = 100;

/// What to explain, and in which language.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// The language of the sentences.
    pub language: Language,
    /// Only the measure with this identifier or label.
    pub measure: Option<String>,
    /// Only the claims of this name.
    pub claim: Option<String>,
}

/// The same case decided under another alternative of one reading.
#[derive(Debug, Clone, PartialEq)]
pub struct Alternative {
    /// The reading.
    pub reading: String,
    /// The alternative that was used instead.
    pub value: String,
    /// The decision under it.
    pub decision: Decision,
}

/// What changed since an earlier decision, as lines of text; empty where none was named.
pub fn changes(program: &Program, decision: &Decision, language: Language) -> String {
    Voice::new(program, decision, language)
        .changes()
        .map(|section| text::of_section(&section, language, WIDTH))
        .unwrap_or_default()
}

/// One claim as lines of text of at most `width` columns: its conditions, and how each of its figures came about; empty where the decision
/// has no such claim.
pub fn of_claim(
    program: &Program,
    decision: &Decision,
    (measure, claim): (&str, &str),
    language: Language,
    width: usize,
) -> String {
    let voice = Voice::new(program.on(decision.applied_on), decision, language);
    let decided = decision.measures.iter().find(|own| own.measure == measure);
    let section = decided.and_then(|decided| voice.section(decided, &Others::new(&[]), Some(claim)));
    section.map(|section| alone(section, language, width)).unwrap_or_default()
}

/// Beside the outcome of a payment, in a few words: when it was paid, or why nothing comes of it; else empty.
pub fn beside_outcome(program: &Program, decision: &Decision, payment: &Payment, language: Language) -> String {
    Voice::new(program.on(decision.applied_on), decision, language).beside_outcome(payment)
}

/// Why the policy does not surely apply, as lines of text of at most `width` columns; empty where it does.
pub fn of_scope(program: &Program, decision: &Decision, language: Language, width: usize) -> String {
    if decision.scope.status == ScopeStatus::Met {
        return String::new();
    }
    alone(Voice::new(program.on(decision.applied_on), decision, language).scope(), language, width)
}

fn alone(section: Section, language: Language, width: usize) -> String {
    let mut document = Document { language, sections: vec![section], ..Document::default() };
    document.make_plain();
    document.sections.first().map(|section| text::of_section(section, language, width)).unwrap_or_default()
}

/// Explains a decision; `others` are the decisions under the other alternatives of its readings.
pub fn explain(program: &Program, decision: &Decision, others: &[Alternative], options: &Options) -> Document {
    let program = program.on(decision.applied_on);
    let voice = Voice::new(program, decision, options.language);
    let measure = options.measure.as_deref();
    let asked = decision
        .measures
        .iter()
        .filter(|decided| measure.is_none_or(|name| decided.measure == name || decided.label.as_deref() == Some(name)));
    let asked: Vec<&MeasureDecision> = asked.collect();
    let claim = options.claim.as_deref();
    let shown: Vec<(&MeasureDecision, &Claim)> = asked
        .iter()
        .flat_map(|decided| decided.claims.iter().map(move |claim| (*decided, claim)))
        .filter(|(_, own)| claim.is_none_or(|claim| own.claim == claim))
        .collect();
    let others = &Others::new(others);
    let whole = measure.is_none() && claim.is_none();

    let mut sections = Vec::new();
    if whole {
        sections.extend(voice.overview(&shown));
    }
    sections.extend(voice.changes());
    sections.push(voice.scope());
    sections.extend(asked.iter().filter_map(|decided| voice.section(decided, others, claim)));
    let own =
        |name: Option<&str>, wanted: Option<&str>| wanted.is_none_or(|wanted| name.is_none_or(|name| name == wanted));
    sections.extend(voice.asserted(&|result| {
        let named = result.measure.as_deref();
        own(named, asked.first().filter(|_| measure.is_some()).map(|own| own.measure.as_str()))
            && own(result.claim.as_deref(), claim)
    }));
    sections.extend(voice.missing(&shown));
    sections.extend(voice.readings_section(&voice.readings_shown(&shown, others), others));
    if whole {
        sections.extend(voice.untouched());
    }
    let mut document = Document {
        language: options.language,
        title: voice.heading(),
        subtitle: voice.subheading(),
        particulars: voice.particulars(),
        totals: voice.totals(whole),
        sections,
    };
    document.make_plain();
    document
}
