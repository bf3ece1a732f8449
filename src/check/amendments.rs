//! The versions of a policy: what was first issued, and what each amendment has made of it.
//!
//! Done on the tree: a declaration of an amendment takes the place of the one of its kind and name, fields and named values of records one
//! by one. So each version is checked as a policy of its own.

use std::borrow::Cow;

use crate::ast::{self, Amendment, Declaration, File, Record, Repeal};
use crate::diagnostic::Diagnostics;
use crate::ir;
use crate::source::Span;
use crate::value::Date;

use super::Checker;
use super::error::{AmendmentError, TimeError};

/// A version of a policy.
pub(super) struct Version<'a> {
    /// The amendment that brought it about, with its day; `None`: the policy as first issued.
    pub(super) amendment: Option<&'a Amendment>,
    from: Option<Date>,
    /// The rule files with the declarations that count.
    pub(super) files: Cow<'a, [File]>,
    /// The words of the amendment.
    pub(super) words: Span,
    /// Words that quote a document of their own, each with it.
    documents: Vec<(Span, &'a ast::Text)>,
    /// Measures that earlier versions had.
    repealed: Vec<(String, Option<String>)>,
}

/// An amendment with its declarations: what follows it in its file, up to the next.
struct Amending<'a> {
    from: Option<Date>,
    amendment: &'a Amendment,
    changes: File,
}

/// The versions of a policy, that first issued before those amended, by the days from which they count.
pub(super) fn versions<'a>(files: &'a [File], found: &mut Diagnostics) -> Vec<Version<'a>> {
    let amends = |file: &File| file.declarations.iter().any(|own| matches!(own, Declaration::Amendment(_)));
    let issued = |files| Version {
        amendment: None,
        from: None,
        files,
        words: Span::default(),
        documents: Vec::new(),
        repealed: Vec::new(),
    };
    if !files.iter().any(amends) {
        return vec![issued(Cow::Borrowed(files))];
    }
    let mut first = Vec::new();
    let mut amending: Vec<Amending<'a>> = Vec::new();
    for file in files {
        let mut parts = vec![(None, empty(file))];
        for declaration in &file.declarations {
            let Declaration::Amendment(amendment) = declaration else {
                parts.last_mut().into_iter().for_each(|(_, part)| part.declarations.push(declaration.clone()));
                continue;
            };
            parts.last_mut().into_iter().for_each(|(_, part)| part.span.end = amendment.span.start);
            let span = Span { start: amendment.span.start, ..file.span };
            parts.push((Some(&**amendment), File { span, ..empty(file) }));
        }
        for (amendment, part) in parts {
            match amendment {
                Some(amendment) => amending.push(Amending { from: day(amendment, found), amendment, changes: part }),
                // A file that begins with an amendment has no part before it.
                None if part.declarations.is_empty() && !file.declarations.is_empty() => {}
                None => first.push(part),
            }
        }
    }
    amending.sort_by_key(|one| one.from);
    for pair in amending.windows(2) {
        if let [earlier, later] = pair
            && let Some(day) = later.from.filter(|day| earlier.from == Some(*day))
        {
            let (span, first) = (later.amendment.from.span, earlier.amendment.from.span);
            found.push(AmendmentError::SameDay { span, first, day });
        }
    }
    let mut versions = vec![issued(Cow::Owned(first))];
    for Amending { from, amendment, changes } in amending {
        let Some(before) = versions.last() else { break };
        let mut version = Version {
            amendment: Some(amendment),
            from,
            files: before.files.clone(),
            words: changes.span,
            documents: before.documents.clone(),
            repealed: before.repealed.clone(),
        };
        version.documents.extend(amendment.source.as_ref().map(|source| (changes.span, source)));
        version.amend(amendment, changes, found);
        versions.push(version);
    }
    versions
}

/// A file without its declarations.
fn empty(file: &File) -> File {
    File { surface: file.surface, declarations: Vec::new(), silences: Vec::new(), span: file.span }
}

/// The day from which an amendment counts.
fn day(amendment: &Amendment, found: &mut Diagnostics) -> Option<Date> {
    let ast::ExprKind::Date(year, month, day) = amendment.from.kind else { return None };
    let date = Date::new(year, month, day).ok().filter(|_| year >= 1);
    if date.is_none() {
        found.push(TimeError::NotInCalendar { span: amendment.from.span, year, month, day });
    }
    date
}

impl Version<'_> {
    fn amend(&mut self, amendment: &Amendment, changes: File, found: &mut Diagnostics) {
        for repeal in &amendment.repeals {
            self.repeal(repeal, found);
        }
        let mut new = empty(&changes);
        let mut lets: Vec<&str> = Vec::new();
        for declaration in &changes.declarations {
            if let Declaration::Let(own) = declaration {
                // A named value may have several definitions: the first takes the place of all earlier ones.
                if !lets.contains(&own.name.text.as_str()) {
                    lets.push(own.name.text.as_str());
                    self.without_let(&own.name.text);
                }
                new.declarations.push(declaration.clone());
                continue;
            }
            match self.places().find(|earlier| replaces(declaration, earlier)) {
                Some(Declaration::Record(earlier)) => {
                    if let Declaration::Record(own) = declaration {
                        merge(earlier, own);
                    }
                }
                Some(earlier) => *earlier = declaration.clone(),
                None => new.declarations.push(declaration.clone()),
            }
        }
        let again = |name: &str| {
            new.declarations.iter().any(|own| matches!(own, Declaration::Measure(own) if own.name.text == name))
        };
        self.repealed.retain(|(name, _)| !again(name));
        let is_there = self.files.iter().any(|own| own.span.source == new.span.source);
        if !is_there || !new.declarations.is_empty() {
            self.files.to_mut().push(new);
        }
        let mut places = self.places();
        let header = places.find_map(|place| if let Declaration::Policy(own) = place { Some(own) } else { None });
        if let Some(header) = header {
            if let Some(in_force) = &amendment.in_force {
                header.in_force = Some((**in_force).clone());
            }
            for parameter in &amendment.parameters {
                replace(&mut header.parameters, parameter, |one, other| one.name.text == other.name.text);
            }
        }
    }

    fn places(&mut self) -> impl Iterator<Item = &mut Declaration> {
        self.files.to_mut().iter_mut().flat_map(|file| &mut file.declarations)
    }

    fn without_let(&mut self, name: &str) {
        for file in self.files.to_mut() {
            file.declarations.retain(|it| !matches!(it, Declaration::Let(own) if own.name.text == name));
        }
    }

    fn repeal(&mut self, repeal: &Repeal, found: &mut Diagnostics) {
        let wanted = &repeal.measure.text;
        let mut gone = None;
        for file in self.files.to_mut() {
            file.declarations.retain(|declaration| {
                let Declaration::Measure(own) = declaration else { return true };
                let label = own.label.as_ref().map(|label| label.value.clone());
                let named = own.name.text == *wanted || label.as_ref() == Some(wanted);
                if named {
                    gone = Some((own.name.text.clone(), label));
                }
                !named
            });
        }
        match gone {
            Some(measure) => self.repealed.push(measure),
            None => found.push(AmendmentError::NothingRepealed { span: repeal.measure.span, name: wanted.clone() }),
        }
    }
}

/// Whether a declaration takes the place of an earlier one.
fn replaces(new: &Declaration, earlier: &Declaration) -> bool {
    match (new, earlier) {
        (Declaration::Unit(new), Declaration::Unit(earlier)) => new.name.text == earlier.name.text,
        (Declaration::Type(new), Declaration::Type(earlier)) => new.name.text == earlier.name.text,
        (Declaration::Record(new), Declaration::Record(earlier)) => {
            new.name.as_ref().map(|name| &name.text) == earlier.name.as_ref().map(|name| &name.text)
        }
        (Declaration::Scope(_), Declaration::Scope(_)) => true,
        (Declaration::Table(new), Declaration::Table(earlier)) => new.name.text == earlier.name.text,
        (Declaration::Reading(new), Declaration::Reading(earlier)) => new.name.text == earlier.name.text,
        (Declaration::Assert(new), Declaration::Assert(earlier)) => new.label.value == earlier.label.value,
        (Declaration::Measure(new), Declaration::Measure(earlier)) => new.name.text == earlier.name.text,
        (Declaration::Across(new), Declaration::Across(earlier)) => {
            let label = |own: &ast::Across| own.label.as_ref().map(|label| label.value.clone());
            label(new).is_some() && label(new) == label(earlier)
        }
        _ => false,
    }
}

/// Fields and named values in place of those of the same name; the others stay.
fn merge(earlier: &mut Record, new: &Record) {
    for field in &new.fields {
        replace(&mut earlier.fields, field, |one, other| one.name.text == other.name.text);
    }
    earlier.lets.retain(|own| !new.lets.iter().any(|other| other.name.text == own.name.text));
    earlier.lets.extend(new.lets.iter().cloned());
    earlier.quotes.extend(new.quotes.iter().cloned());
}

fn replace<T: Clone>(list: &mut Vec<T>, new: &T, same: impl Fn(&T, &T) -> bool) {
    match list.iter_mut().find(|own| same(own, new)) {
        Some(place) => *place = new.clone(),
        None => list.push(new.clone()),
    }
}

impl<'a> Checker<'a> {
    /// Names the version that is checked, and the documents that its amendments quote.
    pub(super) fn amended(&mut self, version: &'a Version<'_>) {
        for (words, source) in &version.documents {
            self.citations.also(*words, source, self.sources);
        }
        self.program.repealed.clone_from(&version.repealed);
        let Some(amendment) = version.amendment else { return };
        self.frame(amendment.span, &amendment.quotes);
        let clause = self.program.frame.last().cloned().unwrap_or_default();
        for repeal in &amendment.repeals {
            self.frame(repeal.span, &repeal.quotes);
        }
        if let Some(from) = version.from {
            let label = amendment.label.as_ref().map(|label| label.value.clone());
            self.program.version = Some(ir::Version { name: amendment.name.text.clone(), label, from, clause });
        }
    }
}
