//! Reading one clause by the rule that its leading word names, and mending it where it leaves the grammar.

use super::build::{self, Piece, Reader};
use super::depth::{self, Excess};
use super::error::{PlaceError, SpellingError, UnreadError};
use super::grammar::{self, Failure, Rule};
use super::keywords::ClauseKind;
use super::lines::{Clause, Head};
use super::mistakes::{Candidate, Clue};
use super::near::How;
use super::outline::{self, Parts};
use super::patch::{Edit, Patched};
use super::quotable::Quotable;
use super::skeleton;
use super::tokens::{Token, TokenKind, tokens};
use super::{expected, invisible, unread, words};
use crate::ast::Surface;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{SourceId, Span};

/// A clause with this many mistakes is given up.
const MISTAKES: usize = 24;

/// A clause longer than this is read as it stands or not at all: nobody wrote it by hand.
const MENDABLE: usize = 1 << 15;

/// What a clause came to.
pub(super) struct Reading {
    /// Its piece; `None` where nothing of it could be read.
    pub piece: Option<Piece>,
    /// What was found in it.
    pub found: Vec<Diagnostic>,
    /// What it is made of, where that is asked for and nothing is wrong with it.
    pub parts: Option<Parts>,
}

/// The file that a clause is of.
pub(super) struct File<'a> {
    /// Its id.
    pub source: SourceId,
    /// Its text.
    pub text: &'a str,
    /// Its surface.
    pub surface: Surface,
    /// Its labels that need 『…』.
    pub quotable: &'a Quotable,
    /// Whether it is asked what each clause is made of.
    pub with_parts: bool,
}

/// Reads a clause of a file by a rule.
///
/// `tokens` are the tokens of the clause in the text. Unless it `mends`, a clause that leaves the grammar is given up at once.
pub(super) fn read(file: &File<'_>, clause: &Clause, tokens: &[Token], rule: Rule, mends: bool) -> Reading {
    let File { source, text, surface, quotable, with_parts } = *file;
    let original = text.get(clause.start..clause.end).unwrap_or("");
    let kind = clause.head.kind().unwrap_or(ClauseKind::Row);
    let own = match clause.head {
        Head::Keyword(_, own) | Head::Near(_, own, _) => own,
        Head::Bare(_) | Head::Unknown => surface,
    };
    let mut mending = Mending {
        source,
        base: clause.start,
        original,
        kind,
        surface: own,
        edits: Vec::new(),
        found: Vec::new(),
        told: false,
        quotable,
    };
    let significant = mending.begin(clause, tokens);
    let patched = mending.patched();
    if let Some(excess) = depth::excess(patched.text(), &significant) {
        mending.refuse(excess);
        let piece = mending.skeleton(rule);
        return Reading { piece, found: mending.found, parts: None };
    }
    if let Some(misread) = mending.misread(&patched, &significant) {
        mending.found.push(misread);
        let piece = mending.skeleton(rule);
        return Reading { piece, found: mending.found, parts: None };
    }
    let mut parts = None;
    let headed = matches!(clause.head, Head::Keyword(..) | Head::Near(..));
    let foreign = (!headed || own == surface) && has_letters_of_other_surface(patched.text(), &significant, own);
    let piece = match grammar::parse(rule, patched.text()) {
        Ok(nodes) => {
            if with_parts && mending.edits.is_empty() {
                let tokens = significant.iter().map(|token| token.shifted(clause.start)).collect();
                parts = Some(Parts { tokens, parts: outline::parts(nodes.clone(), &significant) });
            }
            mending.build(nodes, &patched, foreign)
        }
        Err(_) if !mends => mending.skeleton(rule),
        Err(failure) => match mending.mend(rule, failure) {
            Ok(patched) => {
                grammar::parse(rule, patched.text()).ok().and_then(|nodes| mending.build(nodes, &patched, foreign))
            }
            Err(failure) => {
                if !mending.told {
                    mending.give_up(&failure);
                }
                mending.skeleton(rule)
            }
        },
    };
    let is_right = piece.is_some() && mending.found.iter().all(|finding| finding.severity != Severity::Error);
    Reading { piece, found: mending.found, parts: parts.filter(|_| is_right) }
}

struct Mending<'a> {
    source: SourceId,
    base: usize,
    original: &'a str,
    kind: ClauseKind,
    surface: Surface,
    edits: Vec<Edit>,
    found: Vec<Diagnostic>,
    /// Whether what makes the clause unreadable has been told.
    told: bool,
    quotable: &'a Quotable,
}

impl<'a> Mending<'a> {
    fn patched(&self) -> Patched<'a> {
        Patched::new(self.source, self.base, self.original, &self.edits)
    }

    /// The significant tokens of the clause as it is read.
    fn significant(&self, patched: &Patched<'_>) -> Vec<Token> {
        words::split_figures(patched.text(), tokens(patched.text()).into_iter())
    }

    fn clue<'s>(&'s self, patched: &'s Patched<'s>, tokens: &'s [Token]) -> Clue<'s> {
        Clue { patched, tokens, surface: self.surface, kind: self.kind, quotable: self.quotable }
    }

    /// What is known to be wrong before the grammar has seen the clause: invisible characters (reported for the whole text), a
    /// leading word that is nearly right, figures that would read as something else.
    ///
    /// Gives the significant tokens of what is read now.
    fn begin(&mut self, clause: &Clause, tokens: &[Token]) -> Vec<Token> {
        self.edits.extend(invisible::within(self.original));
        if let Head::Near(keyword, surface, how) = clause.head {
            let right = keyword.spelling(surface);
            let end = clause.head_end.saturating_sub(clause.start);
            let written = self.original.get(..end).unwrap_or("");
            let rest = self.original.get(end..).unwrap_or("");
            let blank = if how == How::Glued && !rest.starts_with(char::is_whitespace) { " " } else { "" };
            let replacement = format!("{right}{blank}");
            self.edits.retain(|edit| edit.start >= end);
            self.edits.insert(0, Edit { start: 0, end, text: replacement.clone() });
            let span = self.patched().written(0, end);
            self.found.push(if how == How::Glued {
                let word = rest.split(|sign: char| !sign.is_alphanumeric()).next().unwrap_or("");
                let (written, right) = (format!("{written}{word}"), format!("{right} {word}"));
                let span = self.patched().written(0, written.len());
                SpellingError::Glued { span, written, replacement: right }.into()
            } else {
                let (written, right) = (written.to_owned(), right.to_owned());
                PlaceError::Misspelled { span, written, right, replacement }.into()
            });
        }
        self.quote_labels();
        let patched = self.patched();
        let significant = if self.edits.is_empty() {
            let base = u32::try_from(clause.start).unwrap_or(u32::MAX);
            let shifted = |token: &Token| Token { start: token.start - base, end: token.end - base, ..*token };
            words::split_figures(patched.text(), tokens.iter().map(shifted))
        } else {
            self.significant(&patched)
        };
        if significant.len() > depth::LENGTH {
            return significant;
        }
        let always = self.clue(&patched, &significant).always();
        if always.is_empty() {
            return significant;
        }
        always.into_iter().for_each(|candidate| self.accept(candidate));
        self.significant(&self.patched())
    }

    /// A phrase of the published text that would be read as something else.
    fn misread(&self, patched: &Patched<'_>, significant: &[Token]) -> Option<Diagnostic> {
        self.clue(patched, significant).misread().map(Diagnostic::from)
    }

    /// Puts 『…』 around labels that need them and stand without.
    fn quote_labels(&mut self) {
        for (start, end) in self.quotable.standing_in(self.original) {
            if self.edits.iter().any(|edit| edit.start < end && start < edit.end) {
                continue;
            }
            let written = self.original.get(start..end).unwrap_or("").to_owned();
            let replacement = format!("『{written}』");
            let span = Span::new(self.source, self.base + start, self.base + end);
            self.edits = with(&self.edits, Edit { start, end, text: replacement.clone() });
            self.found.push(SpellingError::WithoutMarks { span, written, replacement }.into());
        }
    }

    fn accept(&mut self, candidate: Candidate) {
        self.edits = with(&self.edits, candidate.edit);
        self.found.push(candidate.finding);
    }

    /// Changes the clause until the grammar takes it. Where no change helps, what stands there is the failure.
    fn mend(&mut self, rule: Rule, mut failure: Failure) -> Result<Patched<'a>, Failure> {
        let mut tried = Vec::new();
        while tried.len() < MISTAKES && self.original.len() <= MENDABLE {
            let phrase = self.phrase(&failure);
            let best = self.best(rule, &self.patched(), &failure);
            let mends = best.as_ref().is_some_and(|(_, mends)| *mends);
            if let Some((phrase, _)) = phrase.filter(|(_, sure)| *sure || !mends) {
                self.found.push(phrase.into());
                self.told = true;
                return Err(failure);
            }
            let Some((candidate, _)) = best else { break };
            let before = self.edits.clone();
            let end = candidate.edit.end;
            self.accept(candidate);
            let patched = self.patched();
            match grammar::parse(rule, patched.text()).map(drop) {
                Ok(()) => return Ok(patched),
                Err(next) => tried.push((before, end, std::mem::replace(&mut failure, next))),
            }
        }
        // A change after which the clause fails at once has mended nothing: what was there before it is the mistake.
        while let Some((before, end, earlier)) = tried.pop() {
            let here = self.patched().was(failure.at, false);
            let between = tokens(self.original.get(end..here).unwrap_or(""));
            if between.iter().filter(|token| token.kind.is_significant()).count() > 1 {
                break;
            }
            (self.edits, failure) = (before, earlier);
            self.found.pop();
        }
        Err(failure)
    }

    /// A phrase of the published text where the clause leaves the grammar.
    fn phrase(&self, failure: &Failure) -> Option<(UnreadError, bool)> {
        let patched = self.patched();
        let significant = self.significant(&patched);
        self.clue(&patched, &significant).spot(failure).phrase()
    }

    /// The change after which the clause reads on the furthest, and whether to its end.
    fn best(&self, rule: Rule, patched: &Patched<'_>, failure: &Failure) -> Option<(Candidate, bool)> {
        let significant = self.significant(patched);
        let clue = self.clue(patched, &significant);
        let spot = clue.spot(failure);
        let here = patched.was(failure.at, false);
        let mut best: Option<(usize, Candidate)> = None;
        for candidate in spot.candidates() {
            if self.edits.iter().any(|edit| overlaps(edit, &candidate.edit)) {
                continue;
            }
            let tried = Patched::new(self.source, self.base, self.original, &with(&self.edits, candidate.edit.clone()));
            match grammar::parse(rule, tried.text()) {
                Ok(_) => return Some((candidate, true)),
                Err(next) => {
                    let reached = tried.was(next.at, false);
                    let gained = reached > here.max(candidate.edit.end) && next.at > failure.at;
                    if gained && best.as_ref().is_none_or(|(other, _)| reached > *other) {
                        best = Some((reached, candidate));
                    }
                }
            }
        }
        best.map(|(_, candidate)| (candidate, false))
    }

    fn build(&mut self, mut nodes: grammar::Nodes<'_>, patched: &Patched<'_>, foreign: bool) -> Option<Piece> {
        let node = nodes.next()?;
        if foreign {
            self.foreign_words(&node, patched);
        }
        let mut reader = Reader { patched, found: Vec::new(), of_list: false };
        let piece = build::build(node, &mut reader);
        self.found.extend(reader.found);
        if piece.is_none() {
            self.found.push(UnreadError::Internal { span: patched.whole() }.into());
        }
        piece
    }

    /// Words of the other surface.
    fn foreign_words(&mut self, node: &grammar::Node<'_>, patched: &Patched<'_>) {
        for (rule, start, end, written) in foreign(node, self.surface) {
            let Some(word) = words::word_as_written(rule, written) else { continue };
            let right = word.spelling(self.surface);
            if right.is_empty() || patched.is_edited(start) {
                continue;
            }
            let span = patched.span(start, end);
            let replacement = word.in_place.then(|| right.to_owned());
            self.found.push(
                SpellingError::OtherSurface { span, written: written.to_owned(), right: right.to_owned(), replacement }
                    .into(),
            );
        }
    }

    fn refuse(&mut self, excess: Excess) {
        let patched = self.patched();
        let place = |token: Token| patched.span(token.start as usize, token.end as usize);
        let limit = depth::DEPTH;
        self.found.push(match excess {
            Excess::Nested(token) => UnreadError::TooDeep { span: place(token), limit }.into(),
            Excess::Terms(token) => UnreadError::TooManyTerms { span: place(token), limit }.into(),
            Excess::Length => {
                let head = self.original.find(char::is_whitespace).unwrap_or(self.original.len());
                UnreadError::TooLong { span: patched.written(0, head), limit: depth::LENGTH }.into()
            }
        });
    }

    /// Says what stands where nothing fits.
    fn give_up(&mut self, failure: &Failure) {
        let patched = self.patched();
        let significant = self.significant(&patched);
        let found = unread::unread(&self.clue(&patched, &significant), failure);
        self.found.push(found);
    }

    fn skeleton(&self, rule: Rule) -> Option<Piece> {
        let patched = self.patched();
        let significant: Vec<Token> = self.significant(&patched).into_iter().take(64).collect();
        let mut reader = Reader { patched: &patched, found: Vec::new(), of_list: false };
        skeleton::skeleton(rule, self.kind, &significant, &mut reader)
    }
}

/// The edits with one more, in order.
fn with(edits: &[Edit], edit: Edit) -> Vec<Edit> {
    let at = edits.partition_point(|other| (other.start, other.end) <= (edit.start, edit.end));
    let mut all = edits.to_vec();
    all.insert(at, edit);
    all
}

fn overlaps(one: &Edit, other: &Edit) -> bool {
    (one.start < other.end && other.start < one.end)
        || (one.start == other.start && (one.start == one.end || other.start == other.end))
        || (other.start == other.end && one.start < other.start && other.start < one.end)
}

/// Whether any word, name or keyword, has letters that the words of this surface do not have. (Most clauses have none, and need not be
/// looked through.)
fn has_letters_of_other_surface(text: &str, tokens: &[Token], own: Surface) -> bool {
    tokens.iter().filter(|token| token.kind == TokenKind::Word).any(|token| match own {
        Surface::English => !token.of(text).is_ascii(),
        Surface::Chinese => token.of(text).contains(|letter: char| letter.is_ascii_alphabetic()),
    })
}

/// The words of the language in a clause that are not of this surface: rule, range, words.
pub(super) fn foreign<'t>(node: &grammar::Node<'t>, surface: Surface) -> Vec<(Rule, usize, usize, &'t str)> {
    let leaves = std::iter::once(node.clone()).chain(node.clone().into_inner().flatten());
    let words = leaves.filter(|leaf| expected::is_word(leaf.as_rule()) || expected::is_ending(leaf.as_rule()));
    words
        .map(|leaf| {
            // An ending begins with its comma.
            let word = words::behind_comma(leaf.as_str());
            (leaf.as_rule(), leaf.as_span().end() - word.len(), leaf.as_span().end(), word)
        })
        .filter(|(.., word)| super::keywords::surface_of(word) != surface)
        .collect()
}
