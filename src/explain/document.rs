//! The explanation before it is text, Markdown or HTML: what is said, and what each part of it is.

use crate::diagnostic::Language;

/// An explanation. Every text in it is finished prose in its language; a renderer only lays it out.
///
/// In the texts a no-break space (U+00A0) joins a figure with its unit or its name, and a word joiner (U+2060) the characters of a name,
/// so that a renderer never parts them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// The language of its sentences.
    pub language: Language,
    /// Whose application it is, or the case's name.
    pub title: String,
    /// The policy and the day of application.
    pub subtitle: String,
    /// Period in force, issuer, digest of the rules.
    pub particulars: Vec<Row>,
    /// The sums.
    pub totals: Vec<Line>,
    /// Scope, measures, readings, what is missing.
    pub sections: Vec<Section>,
}

/// Holds two characters on one line; of no width.
pub(super) const GLUE: char = '\u{2060}';

/// The text as it is printed, once its lines are broken.
pub(super) fn printed(text: &str) -> String {
    text.replace(GLUE, "").replace('\u{a0}', " ")
}

/// A name and what stands under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The name.
    pub key: String,
    /// The value.
    pub value: String,
}

/// A part of the explanation: the scope, a measure, a list at the end.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Section {
    /// The measure's identifier, of a measure.
    pub measure: Option<String>,
    /// Its heading.
    pub heading: String,
    /// The source's words that it rests on as a whole.
    pub quotes: Vec<String>,
    /// Its items: the claims of a measure, or one item without title.
    pub items: Vec<Item>,
}

/// One claim, or the only item of a section without claims.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Item {
    /// The claim's name in the case, of a claim.
    pub claim: Option<String>,
    /// What became of it, at a glance.
    pub mark: Option<Mark>,
    /// What it is called; empty where the section's heading says it all.
    pub title: String,
    /// What became of it, in words and figures.
    pub outcome: String,
    /// What is said about it.
    pub groups: Vec<Group>,
}

/// Lines of one kind: conditions, arithmetic, readings, a support year.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Group {
    /// What they are.
    pub label: String,
    /// What became of a support year, at a glance.
    pub mark: Option<Mark>,
    /// What became of a support year, in words and figures.
    pub outcome: String,
    /// The lines.
    pub lines: Vec<Line>,
}

/// One line of an explanation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// How deep it is indented.
    pub depth: u8,
    /// Whether what it says holds.
    pub mark: Option<Mark>,
    /// What it says.
    pub text: String,
    /// What stands beside it, in a column of its own: the facts of a condition, the capital characters of an amount.
    pub detail: String,
    /// Its figure, right-aligned with those of its neighbours.
    pub figure: Option<String>,
    /// The source's words that it rests on.
    pub quotes: Vec<String>,
    /// Whether its figure is the result of the lines above it.
    pub result: bool,
}

/// What became of something, at a glance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It holds, or an amount is granted.
    Holds,
    /// It fails, or nothing is granted.
    Fails,
    /// It is not known yet.
    Open,
    /// Nothing comes of it, though nothing failed.
    Nothing,
}

impl Document {
    /// Takes out what would let words of a case or a policy move about on a terminal or a page: line breaks, escapes, marks of direction.
    pub(super) fn make_plain(&mut self) {
        make_plain(&mut self.title);
        make_plain(&mut self.subtitle);
        for row in &mut self.particulars {
            make_plain(&mut row.key);
            make_plain(&mut row.value);
        }
        self.totals.iter_mut().for_each(Line::make_plain);
        for section in &mut self.sections {
            make_plain(&mut section.heading);
            section.quotes.iter_mut().for_each(make_plain);
            for item in &mut section.items {
                make_plain(&mut item.title);
                make_plain(&mut item.outcome);
                for group in &mut item.groups {
                    make_plain(&mut group.label);
                    make_plain(&mut group.outcome);
                    group.lines.iter_mut().for_each(Line::make_plain);
                }
            }
        }
    }
}

fn make_plain(text: &mut String) {
    let moves = |c: char| {
        c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if text.contains(moves) {
        *text = text.replace(moves, " ");
    }
}

impl Mark {
    /// The mark of a condition.
    pub fn of(holds: Option<bool>) -> Mark {
        match holds {
            Some(true) => Mark::Holds,
            Some(false) => Mark::Fails,
            None => Mark::Open,
        }
    }

    /// The sign that stands for it.
    pub fn sign(self, language: Language) -> &'static str {
        match (self, language) {
            (Mark::Holds, _) => "✔",
            (Mark::Fails, _) => "✘",
            (Mark::Open, Language::Zh) => "？",
            (Mark::Open, Language::En) => "?",
            (Mark::Nothing, _) => "–",
        }
    }
}

impl Line {
    fn make_plain(&mut self) {
        make_plain(&mut self.text);
        make_plain(&mut self.detail);
        self.figure.iter_mut().for_each(make_plain);
        self.quotes.iter_mut().for_each(make_plain);
        // Words within other words of the same line say nothing more.
        let all = self.quotes.clone();
        self.quotes.retain(|own| !all.iter().any(|other| other.len() > own.len() && other.contains(own.as_str())));
    }

    /// A line of words.
    pub fn words(text: impl Into<String>) -> Line {
        Line { text: text.into(), ..Line::default() }
    }

    /// A line with a figure.
    pub fn figure(text: impl Into<String>, figure: impl Into<String>) -> Line {
        Line { text: text.into(), figure: Some(figure.into()), ..Line::default() }
    }

    /// The same line with its figure as the result of those above it.
    #[must_use]
    pub fn as_result(self) -> Line {
        Line { result: true, ..self }
    }

    /// The same line with the source's words.
    #[must_use]
    pub fn quoting(self, quotes: Vec<String>) -> Line {
        Line { quotes, ..self }
    }
}

/// A quote as it stands in running text.
pub fn quoted(text: &str, language: Language) -> String {
    match language {
        Language::Zh => format!("「{text}」"),
        Language::En => format!("“{text}”"),
    }
}
