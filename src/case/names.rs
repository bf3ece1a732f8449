//! The words that keys, values and measures go by: identifiers, and labels beside them.

use std::collections::HashMap;

use super::alike::Compared;
use super::keys::{ENTRY, OF_APPROVAL, PERIOD, TOP};
use crate::diagnostic::Wording;
use crate::ir::{ChoiceId, Program, RecordId};

/// A set of names, each of which may be written as its identifier or its label.
#[derive(Debug)]
pub(super) struct Names<'p> {
    known: Vec<(&'p str, Option<&'p str>)>,
    places: HashMap<&'p str, usize>,
    /// A word that is none of them, and the place of what it is surely meant for.
    other: Option<(&'p str, usize)>,
}

impl<'p> Names<'p> {
    pub(super) fn new(known: impl IntoIterator<Item = (&'p str, Option<&'p str>)>) -> Names<'p> {
        let known: Vec<_> = known.into_iter().collect();
        let mut places = HashMap::new();
        for (at, (name, _)) in known.iter().enumerate() {
            places.entry(*name).or_insert(at);
        }
        for (at, (_, label)) in known.iter().enumerate() {
            if let Some(label) = label {
                places.entry(*label).or_insert(at);
            }
        }
        Names { known, places, other: None }
    }

    /// These names, with a word that is none of them, and the place of what it is surely meant for.
    fn with_other(self, word: Option<&'p str>, at: usize) -> Names<'p> {
        Names { other: word.map(|word| (word, at)), ..self }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.known.len()
    }

    /// The place of a name.
    pub(super) fn find(&self, word: &str) -> Option<usize> {
        self.places.get(word).copied()
    }

    /// The identifier at a place.
    pub(super) fn name(&self, at: usize) -> &'p str {
        self.known.get(at).map_or("", |(name, _)| name)
    }

    /// The identifier, or the label where that is what resembles it, nearest to a word that was not found.
    pub(super) fn nearest(&self, word: &str) -> Option<&'p str> {
        const LONGEST: usize = 60;
        const ALIKE: u32 = 55;
        if word.chars().nth(LONGEST).is_some() {
            return None;
        }
        if let Some((_, at)) = self.other.filter(|(other, _)| *other == word) {
            let (name, label) = self.known.get(at)?;
            return Some(label.filter(|_| !word.is_ascii()).unwrap_or(name));
        }
        let word = word.to_lowercase();
        let words = self.known.iter().flat_map(|(name, label)| [Some(*name), *label]).flatten();
        let alike = words.filter_map(|known| likeness(&word, &known.to_lowercase()).map(|alike| (alike, known)));
        let (alike, known) = alike.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
        (alike >= ALIKE).then_some(known)
    }

    /// The first of them, for a message: identifiers, and labels.
    pub(super) fn listed(&self) -> Wording {
        const MOST: usize = 12;
        let more = self.known.len() > MOST;
        let join = |mut words: Vec<&str>, between: &str| {
            if more {
                words.push("…");
            }
            words.join(between)
        };
        let names = self.known.iter().take(MOST).map(|(name, _)| *name).collect();
        let labels = self.known.iter().take(MOST).map(|(name, label)| label.unwrap_or(name)).collect();
        Wording::new(join(names, ", "), join(labels, "、"))
    }
}

/// How alike two words are, in hundredths; a word that holds the other whole is fairly alike.
fn likeness(word: &str, known: &str) -> Option<u32> {
    let (ours, theirs) = (word.chars().count(), known.chars().count());
    let longer = u32::try_from(ours.max(theirs)).ok().filter(|longer| *longer > 0)?;
    let apart = u32::try_from(strsim::damerau_levenshtein(word, known)).ok()?;
    let alike = 100_u32.saturating_sub(apart.saturating_mul(100) / longer);
    let inside = ours.min(theirs) >= 2 && (known.contains(word) || word.contains(known));
    Some(if inside { alike.max(60) } else { alike })
}

/// All names that a case may use.
#[derive(Debug)]
pub(super) struct Vocabulary<'p> {
    /// The keys of a case, in the order of [`TOP`].
    pub(super) top: Names<'p>,
    /// The keys of an approval.
    pub(super) approved: Names<'p>,
    /// The keys of a ledger entry.
    pub(super) paid: Names<'p>,
    /// The keys of a period.
    pub(super) period: Names<'p>,
    /// The measures, as in [`Program::measures`].
    pub(super) measures: Names<'p>,
    /// The fields whose texts limits tell apart.
    pub(super) compared: Compared,
    records: Vec<Names<'p>>,
    choices: Vec<Names<'p>>,
}

impl<'p> Vocabulary<'p> {
    /// The names of a policy.
    pub(super) fn of(program: &'p Program) -> Vocabulary<'p> {
        let fixed = |keys: &'static [(&'static str, &'static str)]| {
            Names::new(keys.iter().map(|(name, label)| (*name, Some(*label))))
        };
        let records = program
            .records
            .iter()
            .map(|record| Names::new(record.fields.iter().map(|field| (field.name.as_str(), field.label.as_deref()))));
        let choices = program.choices.iter().map(|choice| {
            Names::new(choice.variants.iter().map(|variant| (variant.name.as_str(), variant.label.as_deref())))
        });
        Vocabulary {
            // The applicant by the label that the policy gives it.
            top: fixed(&TOP).with_other(
                program.record(program.applicant).and_then(|applicant| applicant.label.as_deref()),
                TOP.iter().position(|(name, _)| *name == "applicant").unwrap_or(0),
            ),
            approved: fixed(ENTRY.get(..OF_APPROVAL).unwrap_or(&ENTRY)),
            paid: fixed(&ENTRY),
            period: fixed(&PERIOD),
            measures: Names::new(
                program.measures.iter().map(|measure| (measure.name.as_str(), measure.label.as_deref())),
            ),
            compared: Compared::of(program),
            records: records.collect(),
            choices: choices.collect(),
        }
    }

    /// The fields of a record type.
    pub(super) fn record(&self, id: RecordId) -> Option<&Names<'p>> {
        self.records.get(id.0 as usize)
    }

    /// The values of a `one of` type.
    pub(super) fn choice(&self, id: ChoiceId) -> Option<&Names<'p>> {
        self.choices.get(id.0 as usize)
    }
}
